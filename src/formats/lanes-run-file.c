/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-run-file.h"

#include <glib/gi18n.h>

#include "core/lanes-error.h"
#include "lanes-file-save.h"
#include "lanes-run-reader.h"
#include "lanes-run-writer.h"

/* More runs than that in one file are no comparison. */
#define RUNS_MAX 10000

/**
 * lanes_run_file_write:
 * @runs: (element-type LanesRun): runs that have finished, at least one
 * @stream: where to
 * @cancellable: (nullable): ends it with an error
 * @error: of the stream
 *
 * Writes one run as an object, several as an array. Any thread.
 *
 * Returns: %FALSE with @error set
 */
gboolean
lanes_run_file_write (GPtrArray *runs,
                      GOutputStream *stream,
                      GCancellable *cancellable,
                      GError **error)
{
  LanesJsonWriter writer;

  g_return_val_if_fail (runs != NULL && runs->len > 0, FALSE);
  g_return_val_if_fail (G_IS_OUTPUT_STREAM (stream), FALSE);

  lanes_json_writer_init (&writer, stream, cancellable);
  if (runs->len == 1)
    lanes_run_writer_write (&writer, g_ptr_array_index (runs, 0));
  else
    {
      lanes_json_writer_begin_array (&writer, NULL);
      for (guint i = 0; i < runs->len; i++)
        {
          lanes_json_writer_new_line (&writer);
          lanes_run_writer_write (&writer, g_ptr_array_index (runs, i));
        }
      lanes_json_writer_end_array (&writer);
    }
  lanes_json_writer_end_text (&writer);

  return lanes_json_writer_finish (&writer, error);
}

static gboolean
write_runs (GOutputStream *stream, gpointer user_data, GCancellable *cancellable, GError **error)
{
  return lanes_run_file_write (user_data, stream, cancellable, error);
}

/**
 * lanes_run_file_save:
 * @runs: (element-type LanesRun): runs that have finished, at least one
 * @file: where to
 * @cancellable: (nullable): ends it with an error
 * @error: one sentence that names the file
 *
 * Whole or not at all. Any thread; blocks.
 *
 * Returns: %FALSE with @error set
 */
gboolean
lanes_run_file_save (GPtrArray *runs, GFile *file, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (runs != NULL && runs->len > 0, FALSE);

  return lanes_file_save (file, write_runs, runs, cancellable, error);
}

static gboolean
read_runs (LanesJsonReader *reader, const char *origin, GPtrArray *runs)
{
  LanesRun *run;

  if (lanes_json_reader_peek (reader) != LANES_JSON_ARRAY)
    {
      run = lanes_run_reader_read (reader, origin);
      if (run == NULL)
        return FALSE;
      g_ptr_array_add (runs, run);
      return lanes_json_reader_end (reader);
    }

  if (!lanes_json_reader_begin_array (reader))
    return FALSE;
  while (lanes_json_reader_next_element (reader))
    {
      run = lanes_run_reader_read (reader, origin);
      if (run == NULL)
        return FALSE;
      g_ptr_array_add (runs, run);
      if (runs->len > RUNS_MAX)
        return lanes_json_reader_fail (reader,
                                       g_error_new (LANES_FILE_ERROR, LANES_FILE_ERROR_CONTENT,
                                                    _ ("it holds more than %d runs"), RUNS_MAX));
    }
  if (lanes_json_reader_get_error (reader) == NULL && runs->len == 0)
    return lanes_json_reader_fail (
        reader, g_error_new (LANES_FILE_ERROR, LANES_FILE_ERROR_CONTENT, _ ("it holds no run")));

  return lanes_json_reader_end (reader);
}

/**
 * lanes_run_file_read:
 * @stream: a run file
 * @origin: what messages call it
 * @cancellable: (nullable): ends it with an error
 * @error: of %LANES_FILE_ERROR or of the stream; one sentence that names @origin
 *
 * Reads one run (an object) or several (an array); all of them or none. Any thread.
 *
 * Returns: (transfer full) (element-type LanesRun): the runs
 */
GPtrArray *
lanes_run_file_read (GInputStream *stream,
                     const char *origin,
                     GCancellable *cancellable,
                     GError **error)
{
  g_autoptr (LanesJsonReader) reader = NULL;
  g_autoptr (GPtrArray) runs = g_ptr_array_new_with_free_func (g_object_unref);
  const GError *fault;

  g_return_val_if_fail (G_IS_INPUT_STREAM (stream), NULL);
  g_return_val_if_fail (origin != NULL, NULL);

  reader = lanes_json_reader_new (stream, cancellable);
  if (read_runs (reader, origin, runs))
    return g_steal_pointer (&runs);

  fault = lanes_json_reader_get_error (reader);
  g_set_error (error, fault->domain, fault->code, _ ("%s is not a run that Lanes can read: %s"),
               origin, fault->message);

  return NULL;
}

/**
 * lanes_run_file_load:
 * @file: a run file
 * @cancellable: (nullable): ends it with an error
 * @error: one sentence that names the file
 *
 * Any thread; blocks.
 *
 * Returns: (transfer full) (element-type LanesRun): the runs
 */
GPtrArray *
lanes_run_file_load (GFile *file, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFileInputStream) stream = NULL;
  g_autoptr (GError) fault = NULL;
  g_autofree char *name = NULL;

  g_return_val_if_fail (G_IS_FILE (file), NULL);

  name = g_file_get_parse_name (file);
  stream = g_file_read (file, cancellable, &fault);
  if (stream == NULL)
    {
      g_set_error (error, fault->domain, fault->code, _ ("%s could not be read: %s"), name,
                   fault->message);
      return NULL;
    }

  return lanes_run_file_read (G_INPUT_STREAM (stream), name, cancellable, error);
}
