/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <gio/gunixoutputstream.h>
#include <glib-unix.h>
#include <glib/gi18n.h>
#include <string.h>
#include <unistd.h>

#include "core/lanes-error.h"
#include "engine/lanes-runner.h"
#include "formats/lanes-file-save.h"
#include "formats/lanes-run-csv.h"
#include "formats/lanes-run-file.h"
#include "lanes-cli.h"
#include "lanes-progress.h"
#include "lanes-run-request.h"
#include "lanes-text-view.h"

/* The command while it runs. */
typedef struct
{
  LanesRunRequest *request;
  LanesEndpoint *endpoint;
  GCancellable *cancellable;
  GPtrArray *runs;
  GError *error; /* a run could not begin */
  int signal;    /* that interrupted it; 0: none */
  gboolean ended;
} LanesCommand;

static gboolean
interrupted_cb (LanesCommand *self, int number)
{
  self->signal = number;
  g_cancellable_cancel (self->cancellable);

  return G_SOURCE_CONTINUE;
}

static gboolean
sigint_cb (gpointer user_data)
{
  return interrupted_cb (user_data, SIGINT);
}

static gboolean
sigterm_cb (gpointer user_data)
{
  return interrupted_cb (user_data, SIGTERM);
}

static void
ran_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LanesCommand *self = user_data;
  LanesRun *run = lanes_runner_run_finish (LANES_RUNNER (source), result, &self->error);

  if (run != NULL)
    g_ptr_array_add (self->runs, run);
  self->ended = TRUE;
}

static void
run_model (LanesCommand *self, const LanesModel *model)
{
  LanesRunRequest *request = self->request;
  g_autoptr (LanesRunner) runner = lanes_runner_new (request->workload, request->n_tasks, model,
                                                     request->options, self->endpoint);
  g_autoptr (LanesProgress) progress = lanes_progress_new (runner, model);

  self->ended = FALSE;
  lanes_runner_run_async (runner, self->cancellable, ran_cb, self);
  while (!self->ended)
    g_main_context_iteration (NULL, TRUE);
}

static void
run_models (LanesCommand *self)
{
  guint sigint_id = g_unix_signal_add (SIGINT, sigint_cb, self);
  guint sigterm_id = g_unix_signal_add (SIGTERM, sigterm_cb, self);

  for (guint i = 0; i < self->request->models->len && self->signal == 0 && self->error == NULL; i++)
    run_model (self, g_ptr_array_index (self->request->models, i));

  g_source_remove (sigint_id);
  g_source_remove (sigterm_id);
}

static gboolean
write_text (GPtrArray *runs, GOutputStream *stream, int fd, GError **error)
{
  LanesTerminal terminal;
  g_autofree char *text = NULL;

  lanes_terminal_init (&terminal, fd);
  text = lanes_text_view_dup (runs, &terminal);

  return g_output_stream_write_all (stream, text, strlen (text), NULL, NULL, error);
}

static gboolean
write_to (LanesCommand *self, GOutputStream *stream, int fd, GError **error)
{
  switch (self->request->output)
    {
    case LANES_OUTPUT_JSON:
      return lanes_run_file_write (self->runs, stream, NULL, error);
    case LANES_OUTPUT_CSV:
      return lanes_run_csv_write (self->runs, stream, NULL, error);
    case LANES_OUTPUT_TEXT:
    default:
      return write_text (self->runs, stream, fd, error);
    }
}

static gboolean
write_file (GOutputStream *stream, gpointer user_data, GCancellable *cancellable, GError **error)
{
  return write_to (user_data, stream, -1, error);
}

static gboolean
write_runs (LanesCommand *self, GError **error)
{
  g_autoptr (GOutputStream) stream = NULL;

  if (self->request->file != NULL)
    return lanes_file_save (self->request->file, write_file, self, NULL, error);

  stream = g_unix_output_stream_new (STDOUT_FILENO, FALSE);

  return write_to (self, stream, STDOUT_FILENO, error);
}

/* What went wrong, one line each, for whoever reads only standard error. */
static gboolean
report_failures (LanesCommand *self)
{
  gboolean any = FALSE;

  for (guint i = 0; i < self->runs->len; i++)
    {
      LanesRun *run = g_ptr_array_index (self->runs, i);

      if (lanes_run_get_message (run) != NULL)
        lanes_cli_fail ("%s", lanes_run_get_message (run));
      any = any || lanes_run_get_status (run) == LANES_RUN_FAILED;
    }

  return any;
}

static int
finish (LanesCommand *self)
{
  g_autoptr (GError) error = NULL;
  gboolean written = self->runs->len == 0 || write_runs (self, &error);
  gboolean failed = report_failures (self);

  if (!written)
    lanes_cli_fail ("%s", error->message);
  if (self->signal != 0)
    return LANES_EXIT_SIGNAL + self->signal;
  if (self->error != NULL)
    {
      gboolean is_usage = g_error_matches (self->error, LANES_RUN_ERROR, LANES_RUN_ERROR_OPTIONS) ||
                          self->request->options->data != NULL;

      lanes_cli_fail ("%s", self->error->message);
      return is_usage ? LANES_EXIT_USAGE : LANES_EXIT_FAILED;
    }

  return failed || !written ? LANES_EXIT_FAILED : LANES_EXIT_DONE;
}

/**
 * lanes_command_run:
 * @argc: of the command
 * @argv: of the command
 *
 * Runs a workload under one model or several, one after another. Main thread.
 *
 * Returns: the exit status
 */
int
lanes_command_run (int argc, char **argv)
{
  g_autoptr (LanesRunRequest) request = NULL;
  g_autoptr (LanesEndpoint) endpoint = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GPtrArray) runs = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) error = NULL;
  LanesCommand command;
  int status;

  request = lanes_run_request_parse (argc, argv, &status);
  if (request == NULL)
    return status;

  endpoint = lanes_endpoint_new (request->options, &error);
  if (endpoint == NULL)
    return lanes_cli_refuse ("%s", error->message);

  command = (LanesCommand){
    .request = request,
    .endpoint = endpoint,
    .cancellable = cancellable,
    .runs = runs,
  };
  run_models (&command);
  status = finish (&command);
  g_clear_error (&command.error);

  return status;
}
