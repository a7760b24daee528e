/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-bound.h"

#include "lanes-time.h"

typedef struct
{
  LanesWorkload *workload;
  const LanesModel *model;
  const LanesOptions *options;
  const LanesStepTimes *times;
  guint n_tasks;
} LanesBoundInput;

/* Jobs that share machines, and what must come before the first and after the last of them. */
typedef struct
{
  GArray *jobs; /* gint64 */
  gint64 head_us;
  gint64 tail_us;
} LanesJobs;

static void
lanes_jobs_init (LanesJobs *self)
{
  self->jobs = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->head_us = G_MAXINT64;
  self->tail_us = G_MAXINT64;
}

static void
lanes_jobs_clear (LanesJobs *self)
{
  g_array_unref (self->jobs);
}

static void
lanes_jobs_add (LanesJobs *self, gint64 head_us, gint64 job_us, gint64 tail_us)
{
  g_array_append_val (self->jobs, job_us);
  self->head_us = MIN (self->head_us, head_us);
  self->tail_us = MIN (self->tail_us, tail_us);
}

/* For jobs that may go on elsewhere after a pause (McNaughton, 1959): no more than this is
 * sure. */
static gint64
bound_pieces (const gint64 *jobs_us, gsize n_jobs, guint machines)
{
  gint64 longest_us = 0;
  gint64 sum_us = 0;

  for (gsize i = 0; i < n_jobs; i++)
    {
      longest_us = MAX (longest_us, jobs_us[i]);
      sum_us = lanes_time_add (sum_us, jobs_us[i]);
    }

  return MAX (longest_us, sum_us / machines + (sum_us % machines != 0));
}

static gint64
lanes_jobs_bound (LanesJobs *self, guint machines, gboolean is_split)
{
  const gint64 *jobs = (gconstpointer) self->jobs->data;
  gint64 jobs_us;

  if (self->jobs->len == 0)
    return 0;

  jobs_us = is_split ? bound_pieces (jobs, self->jobs->len, machines)
                     : lanes_bound_parallel (jobs, self->jobs->len, machines);

  return lanes_time_add (lanes_time_add (self->head_us, jobs_us), self->tail_us);
}

static int
compare_descending (gconstpointer a, gconstpointer b)
{
  gint64 first = *(const gint64 *) a;
  gint64 second = *(const gint64 *) b;

  return (first < second) - (first > second);
}

/**
 * lanes_bound_parallel:
 * @jobs_us: lengths of jobs, none of which can be cut
 * @n_jobs: how many
 * @machines: how many carry one each at a time, from 1
 *
 * The longest job; all the work over the machines; and, since some machine must carry i + 1
 * of the i * m + 1 longest, the i + 1 shortest of those, for every i (Dell'Amico and
 * Martello, "Optimal scheduling of tasks on identical parallel processors", 1995: L3 of the
 * bounds for P||Cmax). Any thread.
 *
 * Returns: a time before which they cannot all have ended, in whatever order they begin
 */
gint64
lanes_bound_parallel (const gint64 *jobs_us, gsize n_jobs, guint machines)
{
  g_autofree gint64 *sorted = NULL;
  g_autofree gint64 *sums = NULL; /* of the first i */
  gint64 bound_us;

  g_return_val_if_fail (machines > 0, 0);

  if (n_jobs == 0)
    return 0;

  sorted = g_memdup2 (jobs_us, n_jobs * sizeof (gint64));
  qsort (sorted, n_jobs, sizeof (gint64), compare_descending);
  sums = g_new (gint64, n_jobs + 1);
  sums[0] = 0;
  for (gsize i = 0; i < n_jobs; i++)
    sums[i + 1] = lanes_time_add (sums[i], sorted[i]);

  bound_us = MAX (sorted[0], sums[n_jobs] / machines + (sums[n_jobs] % machines != 0));
  for (gsize i = 1; i * machines < n_jobs; i++)
    bound_us = MAX (bound_us, sums[i * machines + 1] - sums[i * machines - i]);

  return bound_us;
}

static gint64
sum_steps (const LanesBoundInput *input, guint task, guint first, guint end)
{
  gint64 sum_us = 0;

  for (guint step = first; step < end; step++)
    sum_us = lanes_time_add (sum_us, lanes_step_times_get (input->times, task, step));

  return sum_us;
}

static LanesStepKind
kind_of (const LanesBoundInput *input, guint task, guint step)
{
  guint pattern = task % lanes_workload_get_n_patterns (input->workload);

  return lanes_workload_get_step_pattern (input->workload, pattern, step)->kind;
}

static LanesCarrierKind
carrier_of (const LanesBoundInput *input, guint task, guint step)
{
  return input->model->carriers[kind_of (input, task, step)];
}

/* End of the leg that begins at @first. */
static guint
leg_end (const LanesBoundInput *input, guint task, guint first)
{
  guint n_steps = lanes_workload_get_n_steps (input->workload, task);
  LanesCarrierKind carrier = carrier_of (input, task, first);
  guint end = first + 1;

  while (end < n_steps && carrier_of (input, task, end) == carrier)
    end++;

  return end;
}

static void
raise_to (gint64 *bound_us,
          LanesLimit *limit,
          gint64 candidate_us,
          LanesLimitKind kind,
          guint count,
          guint task)
{
  /* What names one task comes first and stays when another limit is no tighter. */
  if (candidate_us <= *bound_us)
    return;

  *bound_us = candidate_us;
  *limit = (LanesLimit){ .kind = kind, .count = count, .task = task };
}

/* What the steps @first .. @end of every task add up to at least: the longest of them, the
 * connections, the loop and the pools that they go through. @first and @end hold, for each
 * task, the part that belongs to the phase. */
static gint64
bound_part (const LanesBoundInput *input,
            const guint16 *first,
            const guint16 *end,
            LanesLimit *limit)
{
  LanesJobs fetches, computes, pools[LANES_N_CARRIER_KINDS];
  gint64 bound_us = 0;

  *limit = (LanesLimit){ .kind = LANES_LIMIT_NONE };
  lanes_jobs_init (&fetches);
  lanes_jobs_init (&computes);
  for (guint i = 0; i < LANES_N_CARRIER_KINDS; i++)
    lanes_jobs_init (&pools[i]);

  for (guint task = 0; task < input->n_tasks; task++)
    {
      gint64 total_us = sum_steps (input, task, first[task], end[task]);
      gint64 head_us = 0;
      guint leg = first[task];

      raise_to (&bound_us, limit, total_us, LANES_LIMIT_TASK, 0, task);
      for (guint step = first[task]; step < end[task]; step++)
        {
          gint64 time_us = lanes_step_times_get (input->times, task, step);
          gint64 tail_us = total_us - head_us - time_us;

          if (step == leg)
            {
              leg = leg_end (input, task, step);
              lanes_jobs_add (&pools[carrier_of (input, task, step)], head_us,
                              sum_steps (input, task, step, leg),
                              total_us - head_us - sum_steps (input, task, step, leg));
            }
          if (kind_of (input, task, step) == LANES_STEP_FETCH)
            lanes_jobs_add (&fetches, head_us, time_us, tail_us);
          if (kind_of (input, task, step) == LANES_STEP_COMPUTE &&
              carrier_of (input, task, step) == LANES_CARRIER_LOOP)
            lanes_jobs_add (&computes, head_us, time_us, tail_us);
          head_us = lanes_time_add (head_us, time_us);
        }
    }

  raise_to (&bound_us, limit, lanes_jobs_bound (&computes, 1, FALSE), LANES_LIMIT_LOOP, 1, 0);
  for (guint kind = LANES_CARRIER_THREADS; kind <= LANES_CARRIER_PROCESSES; kind++)
    {
      guint width = lanes_workload_get_pool_width (input->workload, kind, input->options);

      raise_to (&bound_us, limit, lanes_jobs_bound (&pools[kind], width, FALSE),
                LANES_LIMIT_WORKERS, width, 0);
    }
  raise_to (&bound_us, limit,
            lanes_jobs_bound (&fetches, input->options->connections,
                              lanes_step_times_is_split (input->times)),
            LANES_LIMIT_CONNECTIONS, input->options->connections, 0);

  lanes_jobs_clear (&fetches);
  lanes_jobs_clear (&computes);
  for (guint i = 0; i < LANES_N_CARRIER_KINDS; i++)
    lanes_jobs_clear (&pools[i]);

  return bound_us;
}

/* No leg begins before every leg of the phase before has ended. */
static gint64
bound_phases (const LanesBoundInput *input, LanesLimit *limit)
{
  g_autofree guint16 *first = g_new0 (guint16, input->n_tasks);
  g_autofree guint16 *end = g_new0 (guint16, input->n_tasks);
  gint64 bound_us = 0;
  gint64 tightest_us = -1;
  gboolean any = TRUE;

  *limit = (LanesLimit){ .kind = LANES_LIMIT_NONE };
  for (guint phase = 0; any; phase++)
    {
      LanesLimit of_phase;
      gint64 phase_us;

      any = FALSE;
      for (guint task = 0; task < input->n_tasks; task++)
        {
          first[task] = end[task];
          if (first[task] == lanes_workload_get_n_steps (input->workload, task))
            continue;
          end[task] = (guint16) leg_end (input, task, first[task]);
          any = TRUE;
        }

      phase_us = bound_part (input, first, end, &of_phase);
      bound_us = lanes_time_add (bound_us, phase_us);
      if (phase_us > tightest_us && of_phase.kind != LANES_LIMIT_NONE)
        {
          tightest_us = phase_us;
          *limit = of_phase;
        }
    }

  /* Tasks whose own steps are shorter wait for each other. */
  if (limit->kind == LANES_LIMIT_TASK)
    *limit = (LanesLimit){ .kind = LANES_LIMIT_PHASES };

  return bound_us;
}

static gint64
bound_all (const LanesBoundInput *input, LanesLimit *limit)
{
  g_autofree guint16 *first = g_new0 (guint16, input->n_tasks);
  g_autofree guint16 *end = g_new0 (guint16, input->n_tasks);

  for (guint task = 0; task < input->n_tasks; task++)
    end[task] = (guint16) lanes_workload_get_n_steps (input->workload, task);

  return bound_part (input, first, end, limit);
}

/**
 * lanes_floor_compute:
 * @workload: a workload
 * @options: of the run
 * @times: of its steps
 * @cores: of the machine, from 1
 * @limit: (out): what keeps it from being less
 *
 * Any thread.
 *
 * Returns: what the work allows on this machine under any model: the longest chain of one
 *   task's steps, or real CPU work over the cores, whichever is larger
 */
gint64
lanes_floor_compute (LanesWorkload *workload,
                     const LanesOptions *options,
                     const LanesStepTimes *times,
                     guint cores,
                     LanesLimit *limit)
{
  LanesBoundInput input = { .workload = workload,
                            .model = lanes_models_get (0),
                            .options = options,
                            .times = times,
                            .n_tasks = lanes_workload_get_n_tasks (workload) };
  gint64 floor_us = 0;
  gint64 cpu_us = 0;

  g_return_val_if_fail (cores > 0, 0);

  *limit = (LanesLimit){ .kind = LANES_LIMIT_NONE };
  for (guint task = 0; task < input.n_tasks; task++)
    {
      guint n_steps = lanes_workload_get_n_steps (workload, task);

      raise_to (&floor_us, limit, sum_steps (&input, task, 0, n_steps), LANES_LIMIT_TASK, 0, task);
      for (guint step = 0; step < n_steps; step++)
        {
          if (kind_of (&input, task, step) == LANES_STEP_COMPUTE)
            cpu_us = lanes_time_add (cpu_us, lanes_step_times_get (times, task, step));
        }
    }

  if (options->cpu == LANES_CPU_REAL)
    raise_to (&floor_us, limit, cpu_us / cores + (cpu_us % cores != 0), LANES_LIMIT_CORES, cores,
              0);

  return floor_us;
}

/**
 * lanes_bound_compute:
 * @workload: a workload
 * @model: under which it runs
 * @options: of the run
 * @times: of its steps
 * @cores: of the machine, from 1
 * @limit: (out): what keeps it from being less
 *
 * Any thread.
 *
 * Returns: the floor, and what @model with @options adds to it: a time before which no
 *   schedule of theirs can end. A task's own steps name it where nothing else is tighter
 */
gint64
lanes_bound_compute (LanesWorkload *workload,
                     const LanesModel *model,
                     const LanesOptions *options,
                     const LanesStepTimes *times,
                     guint cores,
                     LanesLimit *limit)
{
  LanesBoundInput input = { .workload = workload,
                            .model = model,
                            .options = options,
                            .times = times,
                            .n_tasks = lanes_workload_get_n_tasks (workload) };
  gint64 bound_us = lanes_floor_compute (workload, options, times, cores, limit);
  LanesLimit of_model;
  gint64 model_us;

  if (model->one_at_a_time)
    {
      raise_to (&bound_us, limit, lanes_step_times_sum (times), LANES_LIMIT_SEQUENCE, 0, 0);
      return bound_us;
    }

  if (model->has_schedule && options->schedule == LANES_SCHEDULE_PHASED)
    model_us = bound_phases (&input, &of_model);
  else
    model_us = bound_all (&input, &of_model);
  raise_to (&bound_us, limit, model_us, of_model.kind, of_model.count, of_model.task);

  return bound_us;
}
