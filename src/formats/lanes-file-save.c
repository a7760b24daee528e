/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-file-save.h"

#include <glib/gi18n.h>

/* Closing a stream that replaces a file puts the new one in place, unless cancelled. */
static void
discard (GOutputStream *stream)
{
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();

  g_cancellable_cancel (cancelled);
  g_output_stream_close (stream, cancelled, NULL);
}

static gboolean
write_and_close (GFileOutputStream *stream,
                 LanesFileWriteFunc func,
                 gpointer user_data,
                 GCancellable *cancellable,
                 GError **error)
{
  if (func (G_OUTPUT_STREAM (stream), user_data, cancellable, error) &&
      g_output_stream_close (G_OUTPUT_STREAM (stream), cancellable, error))
    return TRUE;

  discard (G_OUTPUT_STREAM (stream));

  return FALSE;
}

/* GIO would write a file that is not there yet in its place: half of it could stay. */
static gboolean
save_new (GFile *file,
          LanesFileWriteFunc func,
          gpointer user_data,
          GCancellable *cancellable,
          GError **error)
{
  g_autofree char *base = g_file_get_basename (file);
  g_autofree char *name = g_strdup_printf (".%s.%08x", base, g_random_int ());
  g_autoptr (GFile) folder = g_file_get_parent (file);
  g_autoptr (GFile) temporary = NULL;
  g_autoptr (GFileOutputStream) stream = NULL;

  /* Only a root has no parent, and it is there. */
  temporary = g_file_get_child (folder != NULL ? folder : file, name);
  stream = g_file_create (temporary, G_FILE_CREATE_NONE, cancellable, error);
  if (stream == NULL)
    return FALSE;

  if (write_and_close (stream, func, user_data, cancellable, error) &&
      g_file_move (temporary, file, G_FILE_COPY_OVERWRITE | G_FILE_COPY_NO_FALLBACK_FOR_MOVE,
                   cancellable, NULL, NULL, error))
    return TRUE;

  g_file_delete (temporary, NULL, NULL);

  return FALSE;
}

static gboolean
save_over (GFile *file,
           GFileType type,
           LanesFileWriteFunc func,
           gpointer user_data,
           GCancellable *cancellable,
           GError **error)
{
  g_autoptr (GFileOutputStream) stream = NULL;

  /* A terminal or a pipe is written to as it is. */
  if (type == G_FILE_TYPE_SPECIAL)
    stream = g_file_append_to (file, G_FILE_CREATE_NONE, cancellable, error);
  else
    stream = g_file_replace (file, NULL, FALSE, G_FILE_CREATE_NONE, cancellable, error);

  return stream != NULL && write_and_close (stream, func, user_data, cancellable, error);
}

/**
 * lanes_file_save:
 * @file: where to
 * @func: writes it
 * @user_data: for @func
 * @cancellable: (nullable): ends it with an error
 * @error: one sentence that names the file
 *
 * By way of a temporary file beside @file: whatever goes wrong leaves what was there, and no
 * temporary file. Any thread; blocks.
 *
 * Returns: %FALSE with @error set
 */
gboolean
lanes_file_save (GFile *file,
                 LanesFileWriteFunc func,
                 gpointer user_data,
                 GCancellable *cancellable,
                 GError **error)
{
  g_autoptr (GError) fault = NULL;
  g_autofree char *name = NULL;
  GFileType type;

  g_return_val_if_fail (G_IS_FILE (file), FALSE);

  type = g_file_query_file_type (file, G_FILE_QUERY_INFO_NONE, cancellable);
  if (type == G_FILE_TYPE_UNKNOWN ? save_new (file, func, user_data, cancellable, &fault)
                                  : save_over (file, type, func, user_data, cancellable, &fault))
    return TRUE;

  name = g_file_get_parse_name (file);
  g_set_error (error, fault->domain, fault->code, _ ("%s could not be written: %s"), name,
               fault->message);

  return FALSE;
}
