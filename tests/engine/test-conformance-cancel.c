/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A run that ends early, under every model: by cancelling at random moments, or because a
 * worker was killed. */
#include "config.h"

#include <locale.h>
#include <signal.h>
#include <string.h>

#include "formats/lanes-workload-file.h"
#include "lanes-test-runs.h"
#include "platform/lanes-platform.h"

/* A run ends within 200 ms; a shared machine may be this many times slower. */
#define SLACK 25

typedef void (*ModelTest) (const LanesModel *model);

static gint64 cancelled_at_us;

static gboolean
cancel_cb (gpointer user_data)
{
  cancelled_at_us = g_get_monotonic_time ();
  g_cancellable_cancel (user_data);

  return G_SOURCE_REMOVE;
}

static LanesRun *
run_and_cancel (const LanesModel *model,
                const char *name,
                const LanesOptions *options,
                guint after_ms)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LanesWorkload) workload = lanes_workload_file_builtin (name, &error);
  g_autoptr (LanesEndpoint) endpoint = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GSource) timer = g_timeout_source_new (after_ms);
  LanesRun *run;

  g_assert_no_error (error);
  endpoint = lanes_endpoint_new (options, &error);
  g_assert_no_error (error);
  g_source_set_callback (timer, cancel_cb, cancellable, NULL);
  g_source_attach (timer, NULL);
  cancelled_at_us = G_MAXINT64;

  run = lanes_test_run (workload, 0, model, options, endpoint, cancellable, &error);
  if (!g_source_is_destroyed (timer))
    g_source_destroy (timer);
  if (run == NULL)
    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  return run;
}

static void
cancelling_ends_a_run_at_once (const LanesModel *model)
{
  const char *const workloads[] = { "shopping-carts", "two-tasks", "download-pages" };

  for (guint i = 0; i < 12; i++)
    {
      g_autoptr (LanesOptions) options = lanes_test_options (0.5);
      g_autoptr (LanesRun) run = NULL;
      gint64 took_us;

      options->cpu = i % 2 == 0 ? LANES_CPU_SIMULATED : LANES_CPU_REAL;
      options->latency = i % 3 == 0 ? LANES_LATENCY_SERVER : LANES_LATENCY_CLIENT;
      run =
          run_and_cancel (model, workloads[i % 3], options, (guint) g_test_rand_int_range (0, 700));
      if (run == NULL)
        continue;

      took_us = g_get_monotonic_time () - cancelled_at_us;
      g_assert_cmpint (took_us, <, SLACK * 200000);
      lanes_test_check_run (run);
      if (lanes_run_get_status (run) != LANES_RUN_COMPLETED)
        g_assert_cmpint (lanes_run_get_status (run), ==, LANES_RUN_CANCELLED);
    }
}

static void
cancel_after_the_first (LanesRun *run, gpointer user_data)
{
  LanesOutcome outcome;

  lanes_run_get_outcome (run, 0, &outcome);
  if (outcome.status != LANES_TASK_PENDING)
    g_cancellable_cancel (user_data);
}

static void
cancelling_keeps_what_has_ended (const LanesModel *model)
{
  g_autoptr (LanesOptions) options = lanes_test_options (1.0);
  g_autoptr (GError) error = NULL;
  const char *text =
      "{\"format\":\"lanes-workload\",\"version\":1,\"name\":\"x\",\"title\":\"x\",\"workers\":2,"
      "\"tasks\":[{\"label\":\"short\",\"steps\":[{\"kind\":\"compute\",\"work\":\"square\","
      "\"seconds\":0}]},"
      "{\"label\":\"long\",\"steps\":[{\"kind\":\"wait\",\"seconds\":3600}]}]}";
  g_autoptr (LanesWorkload) workload =
      lanes_workload_file_parse (text, strlen (text), "test", &error);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (LanesRun) run = NULL;
  LanesOutcome outcome;

  g_assert_no_error (error);
  run = lanes_test_run_watched (workload, model, options, cancellable, cancel_after_the_first,
                                cancellable);
  lanes_test_check_run (run);

  g_assert_cmpint (lanes_run_get_status (run), ==, LANES_RUN_CANCELLED);
  lanes_run_get_outcome (run, 0, &outcome);
  g_assert_cmpint (outcome.status, ==, LANES_TASK_DONE);
  g_assert_cmpint (outcome.result, ==, 1);
  lanes_run_get_outcome (run, 1, &outcome);
  g_assert_cmpint (outcome.status, ==, LANES_TASK_CANCELLED);
}

static void
cancelling_leaves_nothing_behind (const LanesModel *model)
{
  g_autoptr (LanesOptions) options = lanes_test_options (0.2);
  g_autoptr (LanesRun) warm_up = run_and_cancel (model, "shopping-carts", options, 100);
  LanesTestLeftovers before;

  lanes_test_leftovers_count (&before);

  for (guint i = 0; i < 5; i++)
    {
      LanesRun *run =
          run_and_cancel (model, "shopping-carts", options, (guint) g_test_rand_int_range (0, 300));

      g_clear_object (&run);
    }

  lanes_test_assert_nothing_left (&before);
}

static void
a_run_cancelled_before_it_begins_is_an_error (const LanesModel *model)
{
  g_autoptr (LanesOptions) options = lanes_test_options (1.0);
  g_autoptr (GError) error = NULL;
  g_autoptr (LanesWorkload) workload = lanes_workload_file_builtin ("shopping-carts", NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  g_cancellable_cancel (cancellable);
  g_assert_null (lanes_test_run (workload, 0, model, options, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

typedef struct
{
  gint32 killed;
  guint task;
} Murder;

/* Kills the child that computes the first cart that is being computed. */
static void
kill_one (LanesRun *run, gpointer user_data)
{
  Murder *murder = user_data;
  LanesTrace *trace = lanes_run_get_trace (run);

  for (guint32 i = 0; i < lanes_trace_get_length (trace) && murder->killed == 0; i++)
    {
      LanesWorker worker;
      LanesSpan span;

      lanes_trace_read (trace, i, &span);
      if (span.kind != LANES_SPAN_COMPUTE || span.end_us >= 0)
        continue;
      lanes_run_get_worker (run, (guint) span.worker, &worker);
      murder->killed = worker.pid;
      murder->task = (guint) span.task;
      g_assert_cmpint (kill (worker.pid, SIGKILL), ==, 0);
    }
}

static void
a_killed_worker_fails_its_task_alone (const LanesModel *model)
{
  g_autoptr (LanesOptions) options = lanes_test_options (0.2);
  g_autoptr (LanesWorkload) workload = lanes_workload_file_builtin ("shopping-carts", NULL);
  g_autoptr (LanesRun) run = NULL;
  Murder murder = { 0 };

  if (model->carriers[LANES_STEP_COMPUTE] != LANES_CARRIER_PROCESSES)
    {
      g_test_skip ("no worker of this model can be killed alone");
      return;
    }

  options->workers = 2;
  run = lanes_test_run_watched (workload, model, options, NULL, kill_one, &murder);

  lanes_test_check_run (run);
  g_assert_cmpint (murder.killed, >, 0);
  g_assert_cmpint (lanes_run_get_status (run), ==, LANES_RUN_FAILED);
  g_assert_cmpuint (lanes_run_count_outcomes (run, LANES_TASK_DONE), ==, 4);
  /* The child was replaced. */
  g_assert_cmpuint (lanes_run_get_n_workers (run), >=,
                    model->carriers[LANES_STEP_WAIT] == LANES_CARRIER_LOOP ? 4 : 3);

  for (guint task = 0; task < 5; task++)
    {
      LanesOutcome outcome;

      lanes_run_get_outcome (run, task, &outcome);
      if (task != murder.task)
        {
          g_assert_cmpint (outcome.status, ==, LANES_TASK_DONE);
          continue;
        }
      g_assert_cmpint (outcome.status, ==, LANES_TASK_FAILED);
      g_assert_nonnull (strstr (outcome.error, "9"));
      g_test_message ("%s", outcome.error);
    }
}

static const struct
{
  const char *name;
  ModelTest test;
} tests[] = {
  { "cancelling-ends-a-run-at-once", cancelling_ends_a_run_at_once },
  { "cancelling-keeps-what-has-ended", cancelling_keeps_what_has_ended },
  { "cancelling-leaves-nothing-behind", cancelling_leaves_nothing_behind },
  { "a-run-cancelled-before-it-begins-is-an-error", a_run_cancelled_before_it_begins_is_an_error },
  { "a-killed-worker-fails-its-task-alone", a_killed_worker_fails_its_task_alone },
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
