/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A run may be read by any thread while it goes on: what was published stays as it is. Under
 * ThreadSanitizer this shows that no read races with the engine's writing. */
#include "config.h"

#include <locale.h>
#include <string.h>

#include "formats/lanes-workload-file.h"
#include "lanes-test-runs.h"
#include "platform/lanes-platform.h"

typedef struct
{
  LanesRun *run;
  GThread *thread; /* NULL: the run has not been seen yet */
  gint stop;       /* atomic */
  guint n_rounds;
} Reader;

static void
read_trace (LanesRun *run, guint32 *n_seen)
{
  LanesTrace *trace = lanes_run_get_trace (run);
  guint32 length = lanes_trace_get_length (trace);

  g_assert_cmpuint (length, >=, *n_seen);
  *n_seen = length;
  for (guint32 i = 0; i < length; i++)
    {
      LanesSpan span;

      lanes_trace_read (trace, i, &span);
      if (span.kind == LANES_SPAN_NONE)
        continue;
      g_assert_cmpuint (span.kind, <, LANES_N_SPAN_KINDS);
      g_assert_cmpint (span.task, <, (gint64) lanes_run_get_n_tasks (run));
      if (span.end_us >= 0)
        g_assert_cmpint (span.end_us, >=, span.begin_us);
    }
}

static void
read_outcomes (LanesRun *run, gboolean *ended)
{
  for (guint task = 0; task < lanes_run_get_n_tasks (run); task++)
    {
      LanesOutcome outcome;

      lanes_run_get_outcome (run, task, &outcome);
      /* What has ended stays so. */
      g_assert_true (!ended[task] || outcome.status != LANES_TASK_PENDING);
      ended[task] = outcome.status != LANES_TASK_PENDING;
      if (outcome.status == LANES_TASK_DONE)
        g_assert_cmpint (outcome.pid, >, 0);
    }
}

static void
read_workers (LanesRun *run)
{
  for (guint i = 0; i < lanes_run_get_n_workers (run); i++)
    {
      LanesWorker worker;

      lanes_run_get_worker (run, i, &worker);
      g_assert_nonnull (worker.label);
      g_assert_cmpuint (worker.kind, <, LANES_N_CARRIER_KINDS);
    }
}

static gpointer
read_without_pause (gpointer data)
{
  Reader *self = data;
  g_autofree gboolean *ended = g_new0 (gboolean, lanes_run_get_n_tasks (self->run));
  guint32 n_seen = 0;

  do
    {
      read_trace (self->run, &n_seen);
      read_outcomes (self->run, ended);
      read_workers (self->run);
      lanes_run_count_outcomes (self->run, LANES_TASK_DONE);
      self->n_rounds++;
    }
  while (!g_atomic_int_get (&self->stop) && lanes_run_get_status (self->run) == LANES_RUN_RUNNING);

  return NULL;
}

static void
start_reader (LanesRun *run, gpointer user_data)
{
  Reader *self = user_data;

  if (self->thread != NULL)
    return;
  self->run = run;
  self->thread = g_thread_new ("reader", read_without_pause, self);
}

static void
test_a_run_is_read_while_it_goes_on (gconstpointer data)
{
  const LanesModel *model = data;
  g_autoptr (LanesOptions) options = lanes_test_options (1.0);
  const char *text =
      "{\"format\":\"lanes-workload\",\"version\":1,\"name\":\"x\",\"title\":\"x\",\"count\":200,"
      "\"tasks\":[{\"label\":\"t {task}\",\"steps\":[{\"kind\":\"wait\",\"seconds\":0.002},"
      "{\"kind\":\"fetch\",\"path\":\"/carts/1\"},"
      "{\"kind\":\"compute\",\"work\":\"square\",\"seconds\":0.0005}]}]}";
  g_autoptr (GError) error = NULL;
  g_autoptr (LanesWorkload) workload =
      lanes_workload_file_parse (text, strlen (text), "test", &error);
  g_autoptr (LanesRun) run = NULL;
  Reader reader = { 0 };

  g_assert_no_error (error);
  options->workers = 4;
  run = lanes_test_run_watched (workload, model, options, NULL, start_reader, &reader);
  g_atomic_int_set (&reader.stop, TRUE);
  g_assert_nonnull (reader.thread);
  g_thread_join (reader.thread);

  g_assert_cmpuint (reader.n_rounds, >, 0);
  lanes_test_check_run (run);
  g_assert_cmpint (lanes_run_get_status (run), ==, LANES_RUN_COMPLETED);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  lanes_platform_init_signals ();
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < LANES_N_MODELS; i++)
    {
      const LanesModel *model = lanes_models_get (i);
      g_autofree char *path =
          g_strdup_printf ("/live-reading/a-run-is-read-while-it-goes-on/%s", model->name);

      g_test_add_data_func (path, model, test_a_run_is_read_while_it_goes_on);
    }

  return g_test_run ();
}
