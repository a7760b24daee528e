/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What holds under every model, whatever carries the steps out. */
#include "config.h"

#include <gio/gio.h>
#include <locale.h>
#include <unistd.h>

#include "formats/lanes-workload-file.h"
#include "lanes-test-runs.h"
#include "lanes-test-server.h"
#include "platform/lanes-platform.h"

typedef void (*ModelTest) (const LanesModel *model);

static void
squares_are_the_same_everywhere (const LanesModel *model)
{
  g_autoptr (LanesOptions) options = lanes_test_options (1.0);
  g_autoptr (LanesRun) run = lanes_test_run_builtin ("compute-squares", 0, model, options, NULL);

  lanes_test_check_run (run);
  g_assert_cmpint (lanes_run_get_status (run), ==, LANES_RUN_COMPLETED);
  for (guint task = 0; task < 5; task++)
    {
      LanesOutcome outcome;

      lanes_run_get_outcome (run, task, &outcome);
      g_assert_cmpint (outcome.result_kind, ==, LANES_RESULT_VALUE);
      g_assert_cmpint (outcome.result, ==, (gint64) (task + 1) * (task + 1));
    }
}

static void
carts_add_up_to_the_same_total (const LanesModel *model)
{
  const LanesCpuWork work[] = { LANES_CPU_SIMULATED, LANES_CPU_REAL };
  const LanesLatency latency[] = { LANES_LATENCY_CLIENT, LANES_LATENCY_SERVER };
  const LanesSchedule schedule[] = { LANES_SCHEDULE_PHASED, LANES_SCHEDULE_PIPELINED };

  for (guint i = 0; i < 8; i++)
    {
      g_autoptr (LanesOptions) options = lanes_test_options (0.01);
      g_autoptr (LanesRun) run = NULL;
      LanesReport report;

      options->cpu = work[i & 1];
      options->latency = latency[(i >> 1) & 1];
      options->schedule = schedule[(i >> 2) & 1];
      run = lanes_test_run_builtin ("shopping-carts", 0, model, options, NULL);

      lanes_test_check_run (run);
      lanes_report_compute (run, &report);
      g_assert_cmpuint (report.n_done, ==, 5);
      g_assert_cmpint (report.total_cents, ==, 3105682);
    }
}

static void
pages_are_fetched (const LanesModel *model)
{
  g_autoptr (LanesOptions) options = lanes_test_options (0.01);
  g_autoptr (LanesRun) run = lanes_test_run_builtin ("download-pages", 0, model, options, NULL);

  lanes_test_check_run (run);
  for (guint task = 0; task < 3; task++)
    {
      LanesOutcome outcome;

      lanes_run_get_outcome (run, task, &outcome);
      g_assert_cmpint (outcome.status, ==, LANES_TASK_DONE);
      g_assert_cmpint (outcome.result_kind, ==, LANES_RESULT_BYTES);
      g_assert_cmpint (outcome.result, >, 0);
    }
}

static void
waits_take_at_least_their_time (const LanesModel *model)
{
  g_autoptr (LanesOptions) options = lanes_test_options (0.02);
  g_autoptr (LanesRun) one = lanes_test_run_builtin ("one-task", 0, model, options, NULL);
  g_autoptr (LanesRun) two = lanes_test_run_builtin ("two-tasks", 0, model, options, NULL);

  lanes_test_check_run (one);
  lanes_test_check_run (two);
  g_assert_cmpint (lanes_test_last_end (one, LANES_SPAN_WAIT), >=, 60000);
  g_assert_cmpint (lanes_test_last_end (two, LANES_SPAN_WAIT), >=,
                   model->one_at_a_time ? 100000 : 60000);
}

static gboolean
computes_in_a_child (const LanesModel *model)
{
  return model->carriers[LANES_STEP_COMPUTE] == LANES_CARRIER_PROCESSES;
}

static void
results_carry_the_pid_of_where_they_were_computed (const LanesModel *model)
{
  g_autoptr (LanesOptions) options = lanes_test_options (0.0);
  g_autoptr (LanesRun) run = lanes_test_run_builtin ("shopping-carts", 0, model, options, NULL);

  for (guint task = 0; task < 5; task++)
    {
      LanesOutcome outcome;

      lanes_run_get_outcome (run, task, &outcome);
      g_assert_cmpint (outcome.pid, >, 0);
      if (computes_in_a_child (model))
        g_assert_cmpint (outcome.pid, !=, getpid ());
      else
        g_assert_cmpint (outcome.pid, ==, getpid ());
    }
}

static void
ten_thousand_tasks_all_end (const LanesModel *model)
{
  g_autoptr (LanesOptions) options = lanes_test_options (1.0);
  g_autoptr (LanesRun) run =
      lanes_test_run_builtin ("compute-squares", 10000, model, options, NULL);
  gint64 sum = 0;

  lanes_test_check_run (run);
  g_assert_cmpuint (lanes_run_get_n_tasks (run), ==, 10000);
  for (guint task = 0; task < 10000; task++)
    {
      LanesOutcome outcome;

      lanes_run_get_outcome (run, task, &outcome);
      g_assert_cmpint (outcome.status, ==, LANES_TASK_DONE);
      sum += outcome.result;
    }
  /* n (n + 1) (2 n + 1) / 6 */
  g_assert_cmpint (sum, ==, G_GINT64_CONSTANT (333383335000));
}

static void
fetches_tell_their_phases (const LanesModel *model)
{
  g_autoptr (LanesOptions) options = lanes_test_options (0.01);
  g_autoptr (LanesRun) run = lanes_test_run_builtin ("shopping-carts", 10, model, options, NULL);
  LanesTrace *trace = lanes_run_get_trace (run);
  guint n_fetches = 0, n_new = 0;

  for (guint32 i = 0; i < lanes_trace_get_length (trace); i++)
    {
      LanesSpan span;

      lanes_trace_read (trace, i, &span);
      if (span.kind != LANES_SPAN_FETCH)
        continue;
      n_fetches++;
      n_new += span.phases.connected_us > 0;
      g_assert_cmpint (span.phases.connected_us, >=, 0);
      g_assert_cmpint (span.phases.answered_us, >=, span.phases.connected_us);
      g_assert_cmpint (span.phases.answered_us, <=, span.end_us - span.begin_us);
    }
  g_assert_cmpuint (n_fetches, ==, 10);
  /* At least the first had no connection that was open already. */
  g_assert_cmpuint (n_new, >=, 1);
}

static void
tasks_wrap_around_the_carts (const LanesModel *model)
{
  g_autoptr (LanesOptions) options = lanes_test_options (0.0);
  g_autoptr (LanesRun) run = lanes_test_run_builtin ("shopping-carts", 53, model, options, NULL);
  LanesOutcome first, again;

  lanes_test_check_run (run);
  for (guint task = 0; task < 3; task++)
    {
      lanes_run_get_outcome (run, task, &first);
      lanes_run_get_outcome (run, task + 50, &again);
      g_assert_cmpint (again.status, ==, LANES_TASK_DONE);
      g_assert_cmpint (first.result, ==, again.result);
    }
}

static void
no_more_workers_than_asked_for (const LanesModel *model)
{
  g_autoptr (LanesOptions) options = lanes_test_options (0.01);
  g_autoptr (LanesRun) run = NULL;
  guint at_once;

  options->workers = 2;
  run = lanes_test_run_builtin ("shopping-carts", 0, model, options, NULL);
  lanes_test_check_run (run);

  at_once = lanes_test_most_at_once (run, LANES_SPAN_COMPUTE);
  if (model->carriers[LANES_STEP_COMPUTE] == LANES_CARRIER_THREADS || computes_in_a_child (model))
    g_assert_cmpuint (at_once, <=, 2);
  else
    g_assert_cmpuint (at_once, ==, 1);
}

static void
no_more_connections_than_asked_for (const LanesModel *model)
{
  g_autoptr (LanesOptions) options = lanes_test_options (0.02);
  g_autoptr (LanesRun) run = NULL;
  gint64 fetches_us;

  options->latency = LANES_LATENCY_SERVER;
  options->connections = 2;
  run = lanes_test_run_builtin ("shopping-carts", 0, model, options, NULL);
  lanes_test_check_run (run);

  g_assert_cmpint (lanes_run_get_status (run), ==, LANES_RUN_COMPLETED);
  g_assert_cmpuint (lanes_test_most_at_once (run, LANES_SPAN_FETCH), <=, 2);

  fetches_us =
      lanes_test_last_end (run, LANES_SPAN_FETCH) - lanes_test_first_begin (run, LANES_SPAN_FETCH);
  /* First come, first served: 1 and 2, then 3 beside 2, 4, 5 end at 1, 2, 4, 6, 9 s. */
  if (model->carriers[LANES_STEP_FETCH] == LANES_CARRIER_LOOP && !model->one_at_a_time)
    g_assert_cmpint (fetches_us, >=, 9 * 20000);
}

static void
enough_connections_are_used_at_once (const LanesModel *model)
{
  g_autoptr (LanesTestServer) server = NULL;
  g_autoptr (LanesOptions) options = lanes_test_options (0.0);
  g_autoptr (LanesRun) run = NULL;

  if (model->one_at_a_time)
    {
      g_test_skip ("one task at a time never shares connections");
      return;
    }

  /* Each is answered when all three are there. */
  server = lanes_test_server_new ("1=meet:3 2=meet:3 3=meet:3");
  options->endpoint = g_strdup (lanes_test_server_get_url (server));
  options->connections = 3;
  run = lanes_test_run_builtin ("shopping-carts", 3, model, options, NULL);
  lanes_test_check_run (run);
  g_assert_cmpint (lanes_run_get_status (run), ==, LANES_RUN_COMPLETED);
  g_assert_cmpuint (lanes_test_most_at_once (run, LANES_SPAN_FETCH), ==, 3);
}

/* Whether any task stood and waited for the others' phase to end. */
static gboolean
waits_for_phases (LanesRun *run)
{
  LanesTrace *trace = lanes_run_get_trace (run);
  LanesSpan span;

  for (guint32 i = 0; i < lanes_trace_get_length (trace); i++)
    {
      lanes_trace_read (trace, i, &span);
      if (span.kind == LANES_SPAN_QUEUED && span.reason == LANES_REASON_PHASE)
        return TRUE;
    }

  return FALSE;
}

static void
phases_do_not_mix_unless_pipelined (const LanesModel *model)
{
  g_autoptr (LanesOptions) options = lanes_test_options (0.05);
  g_autoptr (LanesRun) phased = NULL;
  g_autoptr (LanesRun) pipelined = NULL;

  if (!model->has_schedule)
    {
      g_test_skip ("only Combined has a schedule");
      return;
    }

  phased = lanes_test_run_builtin ("shopping-carts", 0, model, options, NULL);
  lanes_test_check_run (phased);
  g_assert_cmpint (lanes_test_first_begin (phased, LANES_SPAN_COMPUTE), >=,
                   lanes_test_last_end (phased, LANES_SPAN_FETCH));
  g_assert_true (waits_for_phases (phased));

  options->schedule = LANES_SCHEDULE_PIPELINED;
  pipelined = lanes_test_run_builtin ("shopping-carts", 0, model, options, NULL);
  lanes_test_check_run (pipelined);
  g_assert_false (waits_for_phases (pipelined));
}

static void
a_workload_of_ones_own_runs (const LanesModel *model)
{
  const char *text =
      "{\"format\":\"lanes-workload\",\"version\":1,\"name\":\"mine\",\"title\":\"Mine\","
      "\"count\":7,\"tasks\":["
      "{\"label\":\"a "
      "{task}\",\"steps\":[{\"kind\":\"compute\",\"work\":\"square\",\"seconds\":0.001},"
      "{\"kind\":\"wait\",\"seconds\":0.002},{\"kind\":\"fetch\",\"path\":\"/carts/1\"},"
      "{\"kind\":\"compute\",\"work\":\"cart-total\",\"seconds\":0.001},"
      "{\"kind\":\"wait\",\"seconds\":0.001}]},"
      "{\"label\":\"b {task}\",\"steps\":[{\"kind\":\"wait\",\"seconds\":0.003}]}]}";
  g_autoptr (GError) error = NULL;
  g_autoptr (LanesOptions) options = lanes_test_options (1.0);
  g_autoptr (LanesWorkload) workload =
      lanes_workload_file_parse (text, strlen (text), "test", &error);
  g_autoptr (LanesRun) run = NULL;

  g_assert_no_error (error);
  run = lanes_test_run (workload, 0, model, options, NULL, NULL, &error);
  g_assert_no_error (error);
  lanes_test_check_run (run);
  g_assert_cmpint (lanes_run_get_status (run), ==, LANES_RUN_COMPLETED);
}

static void
nothing_is_left_behind (const LanesModel *model)
{
  g_autoptr (LanesOptions) options = lanes_test_options (0.005);
  LanesTestLeftovers before;

  /* GLib starts threads of its own when first needed and keeps them. */
  g_object_unref (lanes_test_run_builtin ("shopping-carts", 0, model, options, NULL));
  lanes_test_leftovers_count (&before);

  for (guint i = 0; i < 3; i++)
    g_object_unref (lanes_test_run_builtin ("shopping-carts", 0, model, options, NULL));

  lanes_test_assert_nothing_left (&before);
}

static void
usage_is_measured (const LanesModel *model)
{
  g_autoptr (LanesOptions) options = lanes_test_options (0.01);
  g_autoptr (LanesRun) run = NULL;
  LanesUsage usage;

  options->cpu = LANES_CPU_REAL;
  run = lanes_test_run_builtin ("shopping-carts", 0, model, options, NULL);
  lanes_run_get_usage (run, &usage);

  /* 150 ms of real work; where only clock() is there it counts the whole process. */
  if (usage.cpu_us >= 0)
    g_assert_cmpint (usage.cpu_us, >=, 140000);
  g_assert_cmpint (usage.threads, >=, 1);
  g_assert_cmpint (usage.processes, ==, computes_in_a_child (model) ? 6 : 1);
  g_assert_cmpint (usage.connections, >=, 1);
}

static const struct
{
  const char *name;
  ModelTest test;
} tests[] = {
  { "squares-are-the-same-everywhere", squares_are_the_same_everywhere },
  { "carts-add-up-to-the-same-total", carts_add_up_to_the_same_total },
  { "pages-are-fetched", pages_are_fetched },
  { "waits-take-at-least-their-time", waits_take_at_least_their_time },
  { "results-carry-the-pid-of-where-they-were-computed",
    results_carry_the_pid_of_where_they_were_computed },
  { "ten-thousand-tasks-all-end", ten_thousand_tasks_all_end },
  { "fetches-tell-their-phases", fetches_tell_their_phases },
  { "tasks-wrap-around-the-carts", tasks_wrap_around_the_carts },
  { "no-more-workers-than-asked-for", no_more_workers_than_asked_for },
  { "no-more-connections-than-asked-for", no_more_connections_than_asked_for },
  { "enough-connections-are-used-at-once", enough_connections_are_used_at_once },
  { "phases-do-not-mix-unless-pipelined", phases_do_not_mix_unless_pipelined },
  { "a-workload-of-ones-own-runs", a_workload_of_ones_own_runs },
  { "nothing-is-left-behind", nothing_is_left_behind },
  { "usage-is-measured", usage_is_measured },
};

typedef struct
{
  ModelTest test;
  const LanesModel *model;
} Case;

static void
run_case (gconstpointer data)
{
  const Case *c = data;

  c->test (c->model);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  lanes_platform_init_signals ();
  lanes_test_leftovers_init ();
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < LANES_N_MODELS; i++)
    {
      const LanesModel *model = lanes_models_get (i);

      for (guint k = 0; k < G_N_ELEMENTS (tests); k++)
        {
          g_autofree char *path = g_strdup_printf ("/%s/%s", model->name, tests[k].name);
          Case *c = g_new (Case, 1);

          *c = (Case){ tests[k].test, model };
          g_test_add_data_func_full (path, c, run_case, g_free);
        }
    }

  return g_test_run ();
}
