/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-test-runs.h"

#include <glib/gstdio.h>
#include <string.h>

#include "formats/lanes-workload-file.h"

LanesOptions *
lanes_test_options (double time_scale)
{
  LanesOptions *options = lanes_options_new ();

  options->time_scale = time_scale;

  return options;
}

typedef struct
{
  LanesRun *run;
  GError *error;
  gboolean ended;
} LanesTestEnd;

static void
ran_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LanesTestEnd *end = user_data;

  end->run = lanes_runner_run_finish (LANES_RUNNER (source), result, &end->error);
  end->ended = TRUE;
}

LanesRun *
lanes_test_run (LanesWorkload *workload,
                guint n_tasks,
                const LanesModel *model,
                const LanesOptions *options,
                LanesEndpoint *endpoint,
                GCancellable *cancellable,
                GError **error)
{
  g_autoptr (LanesEndpoint) own = NULL;
  g_autoptr (LanesRunner) runner = NULL;
  LanesTestEnd end = { 0 };

  if (endpoint == NULL)
    {
      own = lanes_endpoint_new (options, error);
      if (own == NULL)
        return NULL;
      endpoint = own;
    }

  runner = lanes_runner_new (workload, n_tasks, model, options, endpoint);
  lanes_runner_run_async (runner, cancellable, ran_cb, &end);
  while (!end.ended)
    g_main_context_iteration (NULL, TRUE);

  if (end.error != NULL)
    g_propagate_error (error, end.error);

  return end.run;
}

LanesRun *
lanes_test_run_builtin (const char *workload,
                        guint n_tasks,
                        const LanesModel *model,
                        const LanesOptions *options,
                        LanesEndpoint *endpoint)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LanesWorkload) loaded = lanes_workload_file_builtin (workload, &error);
  LanesRun *run;

  g_assert_no_error (error);
  run = lanes_test_run (loaded, n_tasks, model, options, endpoint, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (run);

  return run;
}

typedef struct
{
  LanesRunner *runner;
  LanesTestWatchFunc func;
  gpointer user_data;
} LanesTestWatch;

static gboolean
watch_cb (gpointer user_data)
{
  LanesTestWatch *watch = user_data;
  LanesRun *run = lanes_runner_get_run (watch->runner);

  if (run != NULL)
    watch->func (run, watch->user_data);

  return G_SOURCE_CONTINUE;
}

LanesRun *
lanes_test_run_watched (LanesWorkload *workload,
                        const LanesModel *model,
                        const LanesOptions *options,
                        GCancellable *cancellable,
                        LanesTestWatchFunc func,
                        gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LanesEndpoint) endpoint = lanes_endpoint_new (options, &error);
  g_autoptr (LanesRunner) runner = NULL;
  LanesTestWatch watch = { .func = func, .user_data = user_data };
  LanesTestEnd end = { 0 };
  guint timer;

  g_assert_no_error (error);
  runner = lanes_runner_new (workload, 0, model, options, endpoint);
  watch.runner = runner;
  timer = g_timeout_add (5, watch_cb, &watch);
  lanes_runner_run_async (runner, cancellable, ran_cb, &end);
  while (!end.ended)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (timer);
  g_assert_no_error (end.error);

  return end.run;
}

static gboolean
is_work (const LanesSpan *span)
{
  return span->kind == LANES_SPAN_WAIT || span->kind == LANES_SPAN_FETCH ||
         span->kind == LANES_SPAN_COMPUTE;
}

static int
compare_spans (gconstpointer a, gconstpointer b)
{
  const LanesSpan *first = a;
  const LanesSpan *second = b;

  if (first->begin_us != second->begin_us)
    return first->begin_us < second->begin_us ? -1 : 1;
  if (first->end_us != second->end_us)
    return first->end_us < second->end_us ? -1 : 1;
  return 0;
}

static GArray *
spans_of (LanesRun *run)
{
  LanesTrace *trace = lanes_run_get_trace (run);
  GArray *spans = g_array_new (FALSE, FALSE, sizeof (LanesSpan));

  for (guint32 i = 0; i < lanes_trace_get_length (trace); i++)
    {
      LanesSpan span;

      lanes_trace_read (trace, i, &span);
      g_array_append_val (spans, span);
    }
  g_array_sort (spans, compare_spans);

  return spans;
}

static void
check_order (LanesRun *run, GArray *spans)
{
  guint n_tasks = lanes_run_get_n_tasks (run);
  guint n_workers = lanes_run_get_n_workers (run);
  g_autofree LanesSpan *last_of_task = g_new0 (LanesSpan, n_tasks);
  g_autofree gint64 *busy_until = g_new0 (gint64, MAX (n_workers, 1));

  for (guint i = 0; i < spans->len; i++)
    {
      const LanesSpan *span = &g_array_index (spans, LanesSpan, i);
      LanesWorker worker;

      g_assert_cmpint (span->status, !=, LANES_SPAN_OPEN);
      g_assert_cmpint (span->begin_us, >=, 0);
      g_assert_cmpint (span->end_us, >=, span->begin_us);
      g_assert_cmpint (span->task, <, (gint64) n_tasks);
      g_assert_cmpint (span->worker, <, (gint64) n_workers);

      if (span->task >= 0)
        {
          LanesSpan *last = &last_of_task[span->task];

          g_assert_cmpint (span->begin_us, >=, last->end_us);
          g_assert_cmpint (span->step, >=, last->step);
          *last = *span;
        }

      if (!is_work (span))
        continue;

      g_assert_cmpint (span->worker, >=, 0);
      lanes_run_get_worker (run, (guint) span->worker, &worker);
      if (worker.kind == LANES_CARRIER_LOOP)
        continue;
      g_assert_cmpint (span->begin_us, >=, busy_until[span->worker]);
      busy_until[span->worker] = span->end_us;
    }
}

void
lanes_test_check_run (LanesRun *run)
{
  g_autoptr (GArray) spans = spans_of (run);
  LanesReport report;

  g_assert_cmpint (lanes_run_get_status (run), !=, LANES_RUN_RUNNING);
  check_order (run, spans);

  for (guint task = 0; task < lanes_run_get_n_tasks (run); task++)
    {
      LanesOutcome outcome;

      lanes_run_get_outcome (run, task, &outcome);
      g_assert_cmpint (outcome.status, !=, LANES_TASK_PENDING);
      if (outcome.status == LANES_TASK_FAILED)
        g_assert_nonnull (outcome.error);
    }

  lanes_report_compute (run, &report);
  g_assert_cmpint (report.floor_us, <=, report.bound_us);
  g_assert_cmpint (report.bound_us, <=, report.makespan_us);
  g_assert_cmpuint (report.n_done + report.n_failed + report.n_cancelled, ==, report.n_tasks);
}

guint
lanes_test_most_at_once (LanesRun *run, LanesSpanKind kind)
{
  g_autoptr (GArray) spans = spans_of (run);
  guint most = 0;

  /* The most are open at the begin of one of them. */
  for (guint i = 0; i < spans->len; i++)
    {
      const LanesSpan *span = &g_array_index (spans, LanesSpan, i);
      guint open = 0;

      if (span->kind != kind)
        continue;
      for (guint k = 0; k < spans->len; k++)
        {
          const LanesSpan *other = &g_array_index (spans, LanesSpan, k);

          if (other->kind == kind && other->begin_us <= span->begin_us &&
              other->end_us > span->begin_us)
            open++;
        }
      most = MAX (most, open);
    }

  return most;
}

gint64
lanes_test_first_begin (LanesRun *run, LanesSpanKind kind)
{
  g_autoptr (GArray) spans = spans_of (run);

  for (guint i = 0; i < spans->len; i++)
    {
      if (g_array_index (spans, LanesSpan, i).kind == kind)
        return g_array_index (spans, LanesSpan, i).begin_us;
    }

  return -1;
}

gint64
lanes_test_last_end (LanesRun *run, LanesSpanKind kind)
{
  g_autoptr (GArray) spans = spans_of (run);
  gint64 last_us = -1;

  for (guint i = 0; i < spans->len; i++)
    {
      if (g_array_index (spans, LanesSpan, i).kind == kind)
        last_us = MAX (last_us, g_array_index (spans, LanesSpan, i).end_us);
    }

  return last_us;
}

static char *leftovers_folder;

static void
remove_folder (void)
{
  g_rmdir (leftovers_folder);
}

void
lanes_test_leftovers_init (void)
{
  const char *tmp = g_getenv ("TMPDIR");

  /* GLib remembers the folder from when it is first asked for one. */
  leftovers_folder = g_build_filename (tmp != NULL ? tmp : "/tmp", "lanes-test-XXXXXX", NULL);
  g_assert_nonnull (g_mkdtemp (leftovers_folder));
  g_setenv ("TMPDIR", leftovers_folder, TRUE);
  atexit (remove_folder);
}

static guint
count_entries (const char *folder, const char *link_prefix)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint count = 0;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *target = NULL;

      if (link_prefix != NULL)
        {
          target = g_file_read_link (path, NULL);
          if (target == NULL || !g_str_has_prefix (target, link_prefix))
            continue;
        }
      count++;
    }

  return count;
}

static guint
count_children (void)
{
  g_autoptr (GDir) dir = g_dir_open ("/proc/self/task", 0, NULL);
  const char *name;
  guint count = 0;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename ("/proc/self/task", name, "children", NULL);
      g_autofree char *text = NULL;

      if (!g_file_get_contents (path, &text, NULL, NULL))
        continue;
      for (const char *p = text; *p != '\0'; p++)
        count += *p == ' ';
    }

  return count;
}

void
lanes_test_leftovers_count (LanesTestLeftovers *out)
{
  out->threads = count_entries ("/proc/self/task", NULL);
  out->children = count_children ();
  out->sockets = count_entries ("/proc/self/fd", "socket:");
  out->temporary = count_entries (leftovers_folder, NULL);
}

void
lanes_test_assert_nothing_left (const LanesTestLeftovers *before)
{
  gint64 deadline_us = g_get_monotonic_time () + 5 * G_USEC_PER_SEC;
  LanesTestLeftovers now;

  /* A thread that was joined may stand in the kernel's list for a moment more. */
  do
    {
      g_main_context_iteration (NULL, FALSE);
      g_thread_yield ();
      lanes_test_leftovers_count (&now);
    }
  while ((now.threads > before->threads || now.children > before->children ||
          now.sockets > before->sockets) &&
         g_get_monotonic_time () < deadline_us);

  g_assert_cmpuint (now.threads, <=, before->threads);
  g_assert_cmpuint (now.children, <=, before->children);
  g_assert_cmpuint (now.sockets, <=, before->sockets);
  g_assert_cmpuint (now.temporary, <=, before->temporary);
}
