/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-run-digest.h"

#include "lanes-log-view.h"
#include "lanes-run-words.h"
#include "lanes-task-times.h"

/* A run with no more spans and tasks than that is looked at in a few milliseconds. */
#define SMALL_MAX 5000u

static GQuark
digest_quark (void)
{
  return g_quark_from_static_string ("lanes-run-digest");
}

static void
lanes_run_digest_free (gpointer data)
{
  LanesRunDigest *self = data;

  g_free (self->sentence);
  g_free (self->log);
  g_array_unref (self->times);
  g_free (self);
}

static LanesRunDigest *
lanes_run_digest_new (LanesRun *run)
{
  LanesRunDigest *self = g_new0 (LanesRunDigest, 1);

  lanes_report_compute (run, &self->report);
  self->sentence = lanes_run_words_dup_sentence (run, &self->report);
  self->log = lanes_log_view_dup_text (run);
  self->times = lanes_task_times_compute (run);

  return self;
}

static const LanesRunDigest *
keep (LanesRun *run, LanesRunDigest *digest)
{
  g_object_set_qdata_full (G_OBJECT (run), digest_quark (), digest, lanes_run_digest_free);

  return digest;
}

gboolean
lanes_run_digest_is_small (LanesRun *run)
{
  g_return_val_if_fail (LANES_IS_RUN (run), FALSE);

  return lanes_trace_get_length (lanes_run_get_trace (run)) <= SMALL_MAX &&
         lanes_run_get_n_tasks (run) <= SMALL_MAX;
}

/**
 * lanes_run_digest_peek:
 * @run: a run that has ended
 *
 * Main thread.
 *
 * Returns: (transfer none) (nullable): its digest; %NULL where it is to be made in a thread
 */
const LanesRunDigest *
lanes_run_digest_peek (LanesRun *run)
{
  const LanesRunDigest *digest;

  g_return_val_if_fail (LANES_IS_RUN (run), NULL);
  g_return_val_if_fail (lanes_run_get_status (run) != LANES_RUN_RUNNING, NULL);

  digest = g_object_get_qdata (G_OBJECT (run), digest_quark ());
  if (digest != NULL || !lanes_run_digest_is_small (run))
    return digest;

  return keep (run, lanes_run_digest_new (run));
}

static void
make_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  g_task_return_pointer (task, lanes_run_digest_new (source), lanes_run_digest_free);
}

/**
 * lanes_run_digest_make_async:
 * @run: a run that has ended
 * @cancellable: (nullable): cancelled when nobody wants to know any more
 * @callback: called in the main thread
 * @user_data: for @callback
 */
void
lanes_run_digest_make_async (LanesRun *run,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (LANES_IS_RUN (run));
  g_return_if_fail (lanes_run_get_status (run) != LANES_RUN_RUNNING);

  task = g_task_new (run, cancellable, callback, user_data);
  g_task_set_source_tag (task, lanes_run_digest_make_async);
  g_task_run_in_thread (task, make_in_thread);
}

const LanesRunDigest *
lanes_run_digest_make_finish (LanesRun *run, GAsyncResult *result, GError **error)
{
  LanesRunDigest *digest;

  g_return_val_if_fail (g_task_is_valid (result, run), NULL);

  digest = g_task_propagate_pointer (G_TASK (result), error);

  return digest != NULL ? keep (run, digest) : NULL;
}
