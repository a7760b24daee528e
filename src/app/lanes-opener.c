/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-opener.h"

#include <glib/gi18n.h>

#include "core/lanes-error.h"
#include "formats/lanes-run-file.h"
#include "formats/lanes-workload-file.h"
#include "platform/lanes-platform.h"

/**
 * lanes_opened_free:
 * @self: (transfer full): what was found
 */
void
lanes_opened_free (LanesOpened *self)
{
  g_assert (lanes_platform_is_main_thread ());
  g_return_if_fail (self != NULL);

  g_ptr_array_unref (self->runs);
  g_ptr_array_unref (self->workloads);
  g_ptr_array_unref (self->workload_files);
  g_ptr_array_unref (self->problems);
  g_free (self);
}

static LanesOpened *
lanes_opened_new (void)
{
  LanesOpened *self = g_new0 (LanesOpened, 1);

  self->runs = g_ptr_array_new_with_free_func (g_object_unref);
  self->workloads = g_ptr_array_new_with_free_func (g_object_unref);
  self->workload_files = g_ptr_array_new_with_free_func (g_object_unref);
  self->problems = g_ptr_array_new_with_free_func (g_free);

  return self;
}

static void
open_file (LanesOpened *self, GFile *file, GCancellable *cancellable)
{
  g_autoptr (GError) run_error = NULL;
  g_autoptr (GError) workload_error = NULL;
  g_autoptr (GPtrArray) runs = lanes_run_file_load (file, cancellable, &run_error);
  LanesWorkload *workload;

  if (runs != NULL)
    {
      g_ptr_array_extend_and_steal (self->runs, g_steal_pointer (&runs));
      return;
    }
  if (!g_error_matches (run_error, LANES_FILE_ERROR, LANES_FILE_ERROR_FORMAT))
    {
      g_ptr_array_add (self->problems, g_strdup (run_error->message));
      return;
    }

  workload = lanes_workload_file_load (file, &workload_error);
  if (workload != NULL)
    {
      g_ptr_array_add (self->workloads, workload);
      g_ptr_array_add (self->workload_files, g_object_ref (file));
    }
  else if (g_error_matches (workload_error, LANES_FILE_ERROR, LANES_FILE_ERROR_FORMAT))
    {
      g_autofree char *name = g_file_get_parse_name (file);

      g_ptr_array_add (self->problems,
                       g_strdup_printf (_ ("%s is neither a run nor a workload of Lanes"), name));
    }
  else
    {
      g_ptr_array_add (self->problems, g_strdup (workload_error->message));
    }
}

static void
open_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  GPtrArray *files = task_data;
  LanesOpened *opened = lanes_opened_new ();

  for (guint i = 0; i < files->len && !g_cancellable_is_cancelled (cancellable); i++)
    open_file (opened, g_ptr_array_index (files, i), cancellable);

  g_task_return_pointer (task, opened, (GDestroyNotify) lanes_opened_free);
}

/**
 * lanes_opener_open_async:
 * @files: (element-type GFile): what to read
 * @cancellable: (nullable): a cancellable
 * @callback: called when all were read
 * @user_data: for @callback
 */
void
lanes_opener_open_async (GPtrArray *files,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_assert (lanes_platform_is_main_thread ());
  g_return_if_fail (files != NULL);

  g_task_set_source_tag (task, lanes_opener_open_async);
  g_task_set_task_data (task, g_ptr_array_ref (files), (GDestroyNotify) g_ptr_array_unref);
  g_task_run_in_thread (task, open_thread);
}

/**
 * lanes_opener_open_finish:
 * @result: of the operation
 * @error: G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full): what was found, and a sentence for each file that could not be read
 */
LanesOpened *
lanes_opener_open_finish (GAsyncResult *result, GError **error)
{
  g_assert (lanes_platform_is_main_thread ());
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
