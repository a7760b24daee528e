/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-progress.h"

#include <glib/gi18n.h>
#include <unistd.h>

#define INTERVAL_MS 100

struct _LanesProgress
{
  LanesRunner *runner;
  const LanesModel *model;
  guint timeout_id; /* 0: not a terminal */
};

static gboolean
lanes_progress_show_cb (gpointer user_data)
{
  LanesProgress *self = user_data;
  LanesRun *run = lanes_runner_get_run (self->runner);
  guint n_tasks;
  double seconds;

  if (run == NULL)
    return G_SOURCE_CONTINUE;

  n_tasks = lanes_run_get_n_tasks (run);
  seconds = (double) lanes_trace_now (lanes_run_get_trace (run)) / G_USEC_PER_SEC;
  /* TRANSLATORS: model, tasks that have ended, all tasks, seconds */
  g_printerr (_ ("\r\033[K%s: %u of %u, %.1f s"), _ (self->model->title),
              n_tasks - lanes_run_count_outcomes (run, LANES_TASK_PENDING), n_tasks, seconds);

  return G_SOURCE_CONTINUE;
}

/**
 * lanes_progress_new:
 * @runner: about to run
 * @model: under which model
 *
 * Returns: (transfer full): a line that keeps itself up to date
 */
LanesProgress *
lanes_progress_new (LanesRunner *runner, const LanesModel *model)
{
  LanesProgress *self = g_new0 (LanesProgress, 1);

  self->runner = g_object_ref (runner);
  self->model = model;
  if (isatty (STDERR_FILENO))
    self->timeout_id = g_timeout_add (INTERVAL_MS, lanes_progress_show_cb, self);

  return self;
}

/**
 * lanes_progress_free:
 * @self: (transfer full): progress
 */
void
lanes_progress_free (LanesProgress *self)
{
  g_return_if_fail (self != NULL);

  if (self->timeout_id != 0)
    {
      g_source_remove (self->timeout_id);
      g_printerr ("\r\033[K");
    }
  g_object_unref (self->runner);
  g_free (self);
}
