/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-saver.h"

#include "platform/lanes-platform.h"

typedef struct
{
  GApplication *application; /* (nullable): held until the end */
  GPtrArray *runs;
  GFile *file;
  LanesSaverFunc func;
} LanesSaver;

static void
lanes_saver_free (gpointer data)
{
  LanesSaver *self = data;

  g_clear_object (&self->application);
  g_ptr_array_unref (self->runs);
  g_object_unref (self->file);
  g_free (self);
}

static void
lanes_saver_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  LanesSaver *self = data;
  GError *error = NULL;

  if (self->func (self->runs, self->file, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * lanes_saver_get_ending:
 * @flatpak_info: the path of a file that is in a Flatpak's sandbox alone
 *
 * What a saved run is to be called so that the desktop opens it with this program. Flatpak gives
 * the file types of a program the least weight, so that *.json comes before *.lanes.json. Main
 * thread only.
 *
 * Returns: what the name of a run file ends in
 */
const char *
lanes_saver_get_ending (const char *flatpak_info)
{
  g_assert (lanes_platform_is_main_thread ());
  g_return_val_if_fail (flatpak_info != NULL, NULL);

  return g_file_test (flatpak_info, G_FILE_TEST_EXISTS) ? ".lanes" : ".lanes.json";
}

/**
 * lanes_saver_save_async:
 * @runs: (element-type LanesRun): runs that have finished
 * @file: what is written
 * @func: writes it; called in a thread
 * @callback: called in the main thread
 * @user_data: for @callback
 *
 * Saves while the window goes on; until that has ended the application does not, so that a
 * closed window costs no file. Main thread only.
 */
void
lanes_saver_save_async (GPtrArray *runs,
                        GFile *file,
                        LanesSaverFunc func,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, user_data);
  GApplication *application = g_application_get_default ();
  LanesSaver *self = g_new0 (LanesSaver, 1);

  g_assert (lanes_platform_is_main_thread ());

  if (application != NULL)
    {
      self->application = g_object_ref (application);
      g_application_hold (application);
    }
  self->runs = g_ptr_array_ref (runs);
  self->file = g_object_ref (file);
  self->func = func;
  g_task_set_source_tag (task, lanes_saver_save_async);
  g_task_set_task_data (task, self, lanes_saver_free);
  g_task_run_in_thread (task, lanes_saver_thread);
}

/**
 * lanes_saver_save_finish:
 * @result: what the callback was given
 * @error: names the file and what went wrong
 *
 * Has to be called, once. Main thread only.
 *
 * Returns: %FALSE with @error set when nothing was written
 */
gboolean
lanes_saver_save_finish (GAsyncResult *result, GError **error)
{
  LanesSaver *self;

  g_assert (lanes_platform_is_main_thread ());
  g_return_val_if_fail (g_async_result_is_tagged (result, lanes_saver_save_async), FALSE);

  self = g_task_get_task_data (G_TASK (result));
  if (self->application != NULL)
    g_application_release (self->application);

  return g_task_propagate_boolean (G_TASK (result), error);
}
