/* SPDX-License-Identifier: GPL-3.0-or-later */
/* No schedule beats the bound: random small workloads against every order in which their legs
 * can begin. */
#include "config.h"

#include <string.h>

#include "core/lanes-bound.h"
#include "lanes-test-workload.h"

#define SECOND ((gint64) G_USEC_PER_SEC)

static gint64
bound_of (LanesWorkload *workload,
          const char *model,
          const LanesOptions *options,
          guint cores,
          LanesLimit *limit)
{
  g_autoptr (LanesStepTimes) times = lanes_step_times_from_workload (workload, options);

  return lanes_bound_compute (workload, lanes_models_find (model), options, times, cores, limit);
}

static void
test_the_articles_carts_are_bound_by_cart_5 (void)
{
  g_autoptr (LanesWorkload) workload = lanes_test_workload ("W1 f C1", 5);
  g_autoptr (LanesOptions) options = lanes_options_new ();
  const struct
  {
    const char *model;
    gint64 bound_s;
    LanesLimitKind kind;
  } cases[] = {
    { "sequential", 30, LANES_LIMIT_SEQUENCE }, { "threads", 10, LANES_LIMIT_TASK },
    { "processes", 10, LANES_LIMIT_TASK },      { "event-loop", 16, LANES_LIMIT_LOOP },
    { "combined", 10, LANES_LIMIT_TASK },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      LanesLimit limit;

      g_assert_cmpint (bound_of (workload, cases[i].model, options, 2, &limit), ==,
                       cases[i].bound_s * SECOND);
      g_assert_cmpint (limit.kind, ==, cases[i].kind);
      if (limit.kind == LANES_LIMIT_TASK)
        g_assert_cmpuint (limit.task, ==, 4);
    }
}

static void
test_few_workers_and_connections_show (void)
{
  g_autoptr (LanesWorkload) computes = lanes_test_workload ("C1", 5);
  g_autoptr (LanesWorkload) fetches = lanes_test_workload ("w2 f", 3);
  g_autoptr (LanesOptions) options = lanes_options_new ();
  LanesLimit limit;
  g_autofree char *text = NULL;

  options->workers = 2;
  g_assert_cmpint (bound_of (computes, "processes", options, 8, &limit), ==, 15 * SECOND / 2);
  text = lanes_limit_dup_plain (&limit, computes);
  g_assert_cmpstr (text, ==, "2 workers");

  options->latency = LANES_LATENCY_SERVER;
  options->connections = 2;
  /* Three of 2 s on two: one of them carries two. */
  g_assert_cmpint (bound_of (fetches, "event-loop", options, 8, &limit), ==, 4 * SECOND);
  g_assert_cmpint (limit.kind, ==, LANES_LIMIT_CONNECTIONS);
}

static void
test_phases_add_up (void)
{
  g_autoptr (LanesWorkload) workload = lanes_test_workload ("w1 c5|w5 c1", 2);
  g_autoptr (LanesOptions) options = lanes_options_new ();
  LanesLimit limit;

  g_assert_cmpint (bound_of (workload, "combined", options, 2, &limit), ==, 10 * SECOND);
  g_assert_cmpint (limit.kind, ==, LANES_LIMIT_PHASES);
  options->schedule = LANES_SCHEDULE_PIPELINED;
  g_assert_cmpint (bound_of (workload, "combined", options, 2, &limit), ==, 6 * SECOND);
}

static void
test_real_work_needs_cores (void)
{
  g_autoptr (LanesWorkload) workload = lanes_test_workload ("C1", 5);
  g_autoptr (LanesOptions) options = lanes_options_new ();
  g_autoptr (LanesStepTimes) times = NULL;
  LanesLimit limit;

  times = lanes_step_times_from_workload (workload, options);
  g_assert_cmpint (lanes_floor_compute (workload, options, times, 2, &limit), ==, 5 * SECOND);
  options->cpu = LANES_CPU_REAL;
  g_assert_cmpint (lanes_floor_compute (workload, options, times, 2, &limit), ==, 15 * SECOND / 2);
  g_assert_cmpint (limit.kind, ==, LANES_LIMIT_CORES);
}

/* The best makespan of jobs on machines, by trying every assignment. */
static gint64
best_parallel (const gint64 *jobs, guint n, gint64 *loads, guint machines)
{
  gint64 best = G_MAXINT64;

  if (n == 0)
    {
      best = 0;
      for (guint m = 0; m < machines; m++)
        best = MAX (best, loads[m]);
      return best;
    }
  for (guint m = 0; m < machines; m++)
    {
      loads[m] += jobs[n - 1];
      best = MIN (best, best_parallel (jobs, n - 1, loads, machines));
      loads[m] -= jobs[n - 1];
    }

  return best;
}

static void
test_no_assignment_beats_the_parallel_bound (void)
{
  for (guint round = 0; round < 300; round++)
    {
      guint n = (guint) g_test_rand_int_range (0, 8);
      guint machines = (guint) g_test_rand_int_range (1, 5);
      gint64 jobs[8];
      gint64 loads[5] = { 0 };
      gint64 best;

      for (guint i = 0; i < n; i++)
        jobs[i] = g_test_rand_int_range (0, 30);
      best = best_parallel (jobs, n, loads, machines);
      g_assert_cmpint (lanes_bound_parallel (jobs, n, machines), <=, best);
      if (machines == 1)
        g_assert_cmpint (lanes_bound_parallel (jobs, n, machines), ==, best);
    }
}

#define MAX_TASKS 4
#define MAX_STEPS 4

/* A schedule that is being built: which steps have been placed, and until when each resource is
 * taken. Steps are placed one after another, in every order that there is; each begins as soon
 * as it can. That reaches a best schedule: any schedule, read by the begins of its steps. */
typedef struct
{
  LanesWorkload *workload;
  const LanesModel *model;
  const LanesOptions *options;
  LanesStepTimes *times;
  guint n_tasks;
  guint step[MAX_TASKS];
  gint64 ready_us[MAX_TASKS];
  int held[MAX_TASKS]; /* worker of a pool that the task keeps; -1: none */
  gint64 workers_us[4];
  gint64 connections_us[4];
  gint64 loop_us;
  gint64 best_us;
} Search;

static LanesStepKind
kind_at (const Search *search, guint task)
{
  LanesStep step;

  lanes_workload_get_step (search->workload, search->options, task, search->step[task], &step);

  return step.kind;
}

static guint
soonest (const gint64 *times_us, guint n)
{
  guint best = 0;

  for (guint i = 1; i < n; i++)
    {
      if (times_us[i] < times_us[best])
        best = i;
    }

  return best;
}

static gboolean
is_pool (LanesCarrierKind carrier)
{
  return carrier == LANES_CARRIER_THREADS || carrier == LANES_CARRIER_PROCESSES;
}

static gboolean
may_place (const Search *search, guint task)
{
  guint n_steps = lanes_workload_get_n_steps (search->workload, task);

  if (search->step[task] == n_steps)
    return FALSE;
  if (!search->model->one_at_a_time)
    return TRUE;
  for (guint other = 0; other < search->n_tasks; other++)
    {
      if (other != task && search->step[other] > 0 &&
          search->step[other] < lanes_workload_get_n_steps (search->workload, other))
        return FALSE;
    }

  return TRUE;
}

static void try_all (Search *search);

static void
place (Search *search, guint task)
{
  Search copy = *search;
  guint width = lanes_workload_get_pool_width (copy.workload, LANES_CARRIER_THREADS, copy.options);
  LanesStepKind kind = kind_at (&copy, task);
  LanesCarrierKind carrier = copy.model->carriers[kind];
  gint64 time_us = lanes_step_times_get (copy.times, task, copy.step[task]);
  gint64 begin_us = copy.ready_us[task];
  int worker = copy.held[task];
  guint connection = 0;

  if (copy.model->one_at_a_time)
    begin_us = MAX (begin_us, copy.loop_us);
  if (is_pool (carrier))
    {
      if (worker < 0)
        worker = (int) soonest (copy.workers_us, width);
      begin_us = MAX (begin_us, copy.workers_us[worker]);
    }
  if (carrier == LANES_CARRIER_LOOP && kind == LANES_STEP_COMPUTE)
    begin_us = MAX (begin_us, copy.loop_us);
  if (kind == LANES_STEP_FETCH)
    {
      connection = soonest (copy.connections_us, copy.options->connections);
      begin_us = MAX (begin_us, copy.connections_us[connection]);
      copy.connections_us[connection] = begin_us + time_us;
    }

  copy.ready_us[task] = begin_us + time_us;
  copy.step[task]++;
  if (copy.model->one_at_a_time || (carrier == LANES_CARRIER_LOOP && kind == LANES_STEP_COMPUTE))
    copy.loop_us = copy.ready_us[task];
  copy.held[task] = -1;
  if (is_pool (carrier))
    {
      copy.workers_us[worker] = copy.ready_us[task];
      /* A leg keeps its worker to its end, whatever others want. */
      if (copy.step[task] < lanes_workload_get_n_steps (copy.workload, task) &&
          copy.model->carriers[kind_at (&copy, task)] == carrier)
        copy.held[task] = worker;
    }

  /* Nobody gets in between: the rest of a leg follows at once. */
  if (copy.held[task] >= 0)
    place (&copy, task);
  else
    try_all (&copy);
  search->best_us = copy.best_us;
}

static void
try_all (Search *search)
{
  gboolean any = FALSE;

  for (guint task = 0; task < search->n_tasks; task++)
    {
      if (!may_place (search, task))
        continue;
      any = TRUE;
      place (search, task);
    }

  if (!any)
    {
      gint64 end_us = 0;

      for (guint task = 0; task < search->n_tasks; task++)
        end_us = MAX (end_us, search->ready_us[task]);
      search->best_us = MIN (search->best_us, end_us);
    }
}

static char *
random_patterns (guint n_tasks)
{
  GString *text = g_string_new (NULL);

  for (guint task = 0; task < n_tasks; task++)
    {
      guint n_steps = (guint) g_test_rand_int_range (1, MAX_STEPS);

      g_string_append (text, task > 0 ? "|" : "");
      for (guint i = 0; i < n_steps; i++)
        {
          static const char *const kinds[] = { "w", "c", "w" };

          if (i > 0)
            g_string_append_c (text, ' ');
          if (g_test_rand_int_range (0, 3) == 0)
            g_string_append_printf (text, "w%d f", g_test_rand_int_range (0, 6));
          else
            g_string_append_printf (text, "%s%d", kinds[g_test_rand_int_range (0, 3)],
                                    g_test_rand_int_range (0, 6));
        }
    }

  return g_string_free (text, FALSE);
}

static void
test_no_schedule_beats_the_bound (void)
{
  guint n_met = 0;

  for (guint round = 0; round < 150; round++)
    {
      guint n_tasks = (guint) g_test_rand_int_range (1, 4);
      g_autofree char *patterns = random_patterns (n_tasks);
      g_autoptr (LanesWorkload) workload = lanes_test_workload (patterns, n_tasks);
      g_autoptr (LanesOptions) options = lanes_options_new ();
      g_autoptr (LanesStepTimes) times = NULL;

      options->workers = (guint) g_test_rand_int_range (1, 4);
      options->connections = (guint) g_test_rand_int_range (1, 4);
      options->latency = LANES_LATENCY_SERVER;
      options->schedule = LANES_SCHEDULE_PIPELINED;
      times = lanes_step_times_from_workload (workload, options);
      for (guint i = 0; i < LANES_N_MODELS; i++)
        {
          Search search = {
            .workload = workload,
            .model = lanes_models_get (i),
            .options = options,
            .times = times,
            .n_tasks = n_tasks,
            .held = { -1, -1, -1, -1 },
            .best_us = G_MAXINT64,
          };
          LanesLimit limit;
          gint64 bound_us, floor_us;

          try_all (&search);
          bound_us = lanes_bound_compute (workload, search.model, options, times, 4, &limit);
          floor_us = lanes_floor_compute (workload, options, times, 4, &limit);
          if (bound_us > search.best_us)
            g_error ("%s under %s with %u workers and %u connections can end after %g s, but its "
                     "bound is %g s",
                     patterns, search.model->name, options->workers, options->connections,
                     (double) search.best_us / SECOND, (double) bound_us / SECOND);
          g_assert_cmpint (floor_us, <=, bound_us);
          n_met += bound_us == search.best_us;
        }
    }
  /* A bound of zero would hold, too: it must be the best possible in most cases. */
  g_assert_cmpuint (n_met, >, 150 * LANES_N_MODELS * 3 / 4);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/bound/the-articles-carts-are-bound-by-cart-5",
                   test_the_articles_carts_are_bound_by_cart_5);
  g_test_add_func ("/bound/few-workers-and-connections-show",
                   test_few_workers_and_connections_show);
  g_test_add_func ("/bound/phases-add-up", test_phases_add_up);
  g_test_add_func ("/bound/real-work-needs-cores", test_real_work_needs_cores);
  g_test_add_func ("/bound/no-assignment-beats-the-parallel-bound",
                   test_no_assignment_beats_the_parallel_bound);
  g_test_add_func ("/bound/no-schedule-beats-the-bound", test_no_schedule_beats_the_bound);

  return g_test_run ();
}
