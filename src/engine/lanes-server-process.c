/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-server-process.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "core/lanes-error.h"
#include "formats/lanes-json-guard.h"
#include "lanes-programs.h"

/* A ready line is some fifty bytes long. */
#define READY_LINE_MAX 4096

struct _LanesServerProcess
{
  GSubprocess *child;
  GDataInputStream *words; /* its standard output */
  char *url;
  guint n_carts;
};

/**
 * lanes_server_process_free:
 * @self: (transfer full): a server
 *
 * Ends the child and waits for it.
 */
void
lanes_server_process_free (LanesServerProcess *self)
{
  g_return_if_fail (self != NULL);

  if (self->child != NULL)
    {
      g_subprocess_force_exit (self->child);
      g_subprocess_wait (self->child, NULL, NULL);
      g_object_unref (self->child);
    }
  g_clear_object (&self->words);
  g_free (self->url);
  g_free (self);
}

static gboolean
parse_ready_line (LanesServerProcess *self, const char *line)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  JsonObject *object;
  gint64 port, n_carts;

  if (!lanes_json_guard_check (line, strlen (line), READY_LINE_MAX, NULL) ||
      !json_parser_load_from_data (parser, line, -1, NULL) ||
      !JSON_NODE_HOLDS_OBJECT (json_parser_get_root (parser)))
    return FALSE;

  object = json_node_get_object (json_parser_get_root (parser));
  port = json_object_get_int_member_with_default (object, "port", -1);
  n_carts = json_object_get_int_member_with_default (object, "carts", -1);
  if (port < 1 || port > G_MAXUINT16 || n_carts < 0 || n_carts > G_MAXINT32)
    return FALSE;

  self->url = g_strdup_printf ("http://127.0.0.1:%d", (int) port);
  self->n_carts = (guint) n_carts;

  return TRUE;
}

/* The child's own sentence, which it wrote to its standard error. */
static char *
read_complaint (GSubprocess *child)
{
  GInputStream *stream = g_subprocess_get_stderr_pipe (child);
  char text[READY_LINE_MAX] = "";
  gsize length = 0;

  g_input_stream_read_all (stream, text, sizeof text - 1, &length, NULL, NULL);
  g_strstrip (text);
  if (*text == '\0' || !g_utf8_validate (text, -1, NULL))
    return g_strdup (_ ("it ended without a word"));

  return g_strdup (text);
}

static void
lanes_server_process_line_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  LanesServerProcess *self = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autofree char *line = NULL;
  g_autofree char *complaint = NULL;

  line = g_data_input_stream_read_line_finish (G_DATA_INPUT_STREAM (source), result, NULL, &error);
  if (g_task_return_error_if_cancelled (task))
    return;

  if (line != NULL && parse_ready_line (self, line))
    {
      g_task_return_pointer (task, g_task_get_task_data (task), NULL);
      return;
    }

  g_subprocess_force_exit (self->child);
  g_subprocess_wait (self->child, NULL, NULL);
  complaint = read_complaint (self->child);
  g_task_return_new_error (task, LANES_RUN_ERROR, LANES_RUN_ERROR_SERVER,
                           _ ("The cart server did not start: %s"), complaint);
}

static GPtrArray *
build_arguments (const char *program, const LanesOptions *options)
{
  GPtrArray *arguments = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (arguments, g_strdup (program));
  g_ptr_array_add (arguments, g_strdup ("--parent-pipe"));
  if (options->data != NULL)
    {
      g_ptr_array_add (arguments, g_strdup ("--data"));
      g_ptr_array_add (arguments, g_strdup (options->data));
    }
  if (options->rate_limit)
    g_ptr_array_add (arguments, g_strdup ("--rate-limit"));
  g_ptr_array_add (arguments, NULL);

  return arguments;
}

static GSubprocess *
spawn (const LanesOptions *options, GError **error)
{
  g_autofree char *program = lanes_programs_find ("lanes-cart-server", error);
  g_autoptr (GPtrArray) arguments = NULL;

  if (program == NULL)
    return NULL;

  arguments = build_arguments (program, options);

  return g_subprocess_newv ((const char *const *) arguments->pdata,
                            G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE |
                                G_SUBPROCESS_FLAGS_STDERR_PIPE,
                            error);
}

/**
 * lanes_server_process_start_async:
 * @options: its data and rate limit
 * @cancellable: (nullable): ends the child, too
 * @callback: called in the calling thread's default context when it answers
 * @user_data: for @callback
 *
 * Starts the server and waits for its ready line.
 */
void
lanes_server_process_start_async (const LanesOptions *options,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  LanesServerProcess *self = g_new0 (LanesServerProcess, 1);
  GError *error = NULL;

  g_task_set_source_tag (task, lanes_server_process_start_async);
  g_task_set_task_data (task, self, NULL);
  self->child = spawn (options, &error);
  if (self->child == NULL)
    {
      g_task_return_new_error (task, LANES_RUN_ERROR, LANES_RUN_ERROR_SERVER,
                               _ ("The cart server did not start: %s"), error->message);
      g_clear_error (&error);
      return;
    }

  self->words = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->child));
  g_filter_input_stream_set_close_base_stream (G_FILTER_INPUT_STREAM (self->words), FALSE);
  g_data_input_stream_read_line_async (self->words, G_PRIORITY_DEFAULT, cancellable,
                                       lanes_server_process_line_cb, g_object_ref (task));
}

/**
 * lanes_server_process_start_finish:
 * @result: of the operation
 * @error: %LANES_RUN_ERROR_SERVER with the server's own sentence, or G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full): a server that answers
 */
LanesServerProcess *
lanes_server_process_start_finish (GAsyncResult *result, GError **error)
{
  LanesServerProcess *self = g_task_get_task_data (G_TASK (result));

  if (g_task_propagate_pointer (G_TASK (result), error) != NULL)
    return self;

  lanes_server_process_free (self);

  return NULL;
}

const char *
lanes_server_process_get_url (const LanesServerProcess *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->url;
}

guint
lanes_server_process_get_n_carts (const LanesServerProcess *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_carts;
}

gint32
lanes_server_process_get_pid (const LanesServerProcess *self)
{
  const char *pid;

  g_return_val_if_fail (self != NULL, 0);

  /* NULL once it is gone. */
  pid = g_subprocess_get_identifier (self->child);

  return pid != NULL ? (gint32) g_ascii_strtoll (pid, NULL, 10) : 0;
}
