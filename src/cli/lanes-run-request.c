/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-run-request.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>
#include <unistd.h>

#include "formats/lanes-workload-file.h"
#include "lanes-cli.h"

#define TIMEOUT_MAX 86400.0

/* The options as they were written. */
typedef struct
{
  char *model;
  char *workers;
  char *connections;
  char *tasks;
  char *time_scale;
  char *cpu;
  char *latency;
  char *schedule;
  char *endpoint;
  char *data;
  char *timeout;
  char *format;
  char *output;
} LanesRunWords;

static void
lanes_run_words_clear (LanesRunWords *self)
{
  g_free (self->model);
  g_free (self->workers);
  g_free (self->connections);
  g_free (self->tasks);
  g_free (self->time_scale);
  g_free (self->cpu);
  g_free (self->latency);
  g_free (self->schedule);
  g_free (self->endpoint);
  g_free (self->data);
  g_free (self->timeout);
  g_free (self->format);
  g_free (self->output);
}

/**
 * lanes_run_request_free:
 * @self: (transfer full): a request
 */
void
lanes_run_request_free (LanesRunRequest *self)
{
  g_return_if_fail (self != NULL);

  g_clear_object (&self->workload);
  g_clear_pointer (&self->models, g_ptr_array_unref);
  g_clear_pointer (&self->options, lanes_options_free);
  g_clear_object (&self->file);
  g_free (self);
}

static gboolean
parse_count (const char *option, const char *word, guint high, guint *value)
{
  guint64 number;

  if (word == NULL)
    return TRUE;
  if (!g_ascii_string_to_unsigned (word, 10, 1, high, &number, NULL))
    {
      lanes_cli_refuse (_ ("%s must be a whole number from 1 to %u, not \"%s\""), option, high,
                        word);
      return FALSE;
    }
  *value = (guint) number;

  return TRUE;
}

static gboolean
parse_number (const char *option, const char *word, double low, double high, double *value)
{
  char *end;
  double number;

  if (word == NULL)
    return TRUE;
  /* A point whatever the locale, as in the files. */
  number = g_ascii_strtod (word, &end);
  if (end == word || *end != '\0' || !isfinite (number) || number < low || number > high)
    {
      lanes_cli_refuse (_ ("%s must be a number from %g to %g, not \"%s\""), option, low, high,
                        word);
      return FALSE;
    }
  *value = number;

  return TRUE;
}

static gboolean
parse_word (const char *option, const char *word, const char *const *words, int *value)
{
  if (word != NULL)
    *value = lanes_cli_choose (option, word, words);

  return *value >= 0;
}

/* A model that was named twice runs once. */
static gboolean
add_model (GPtrArray *models, const char *name)
{
  gboolean is_all = g_str_equal (name, "all");
  gboolean found = FALSE;
  g_autoptr (GString) valid = NULL;

  for (guint i = 0; i < LANES_N_MODELS; i++)
    {
      const LanesModel *model = lanes_models_get (i);

      if (!is_all && !g_str_equal (name, model->name))
        continue;
      found = TRUE;
      if (!g_ptr_array_find (models, model, NULL))
        g_ptr_array_add (models, (gpointer) model);
    }
  if (found)
    return TRUE;

  valid = g_string_new (NULL);
  for (guint i = 0; i < LANES_N_MODELS; i++)
    g_string_append_printf (valid, "%s, ", lanes_models_get (i)->name);
  lanes_cli_refuse (_ ("--model must be %sor all, not \"%s\""), valid->str, name);

  return FALSE;
}

static GPtrArray *
parse_models (const char *words)
{
  g_auto (GStrv) names = g_strsplit (words != NULL ? words : "combined", ",", -1);
  g_autoptr (GPtrArray) models = g_ptr_array_new ();

  for (guint i = 0; names[i] != NULL; i++)
    {
      if (!add_model (models, names[i]))
        return NULL;
    }
  if (models->len == 0)
    {
      add_model (models, "");
      return NULL;
    }

  return g_steal_pointer (&models);
}

static LanesWorkload *
load_workload (const char *name)
{
  g_auto (GStrv) names = lanes_workload_file_list ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = NULL;
  LanesWorkload *workload;

  if (g_strv_contains ((const char *const *) names, name))
    workload = lanes_workload_file_builtin (name, &error);
  else if (strchr (name, '/') == NULL && strchr (name, '.') == NULL &&
           !g_file_test (name, G_FILE_TEST_EXISTS))
    {
      g_autofree char *list = g_strjoinv (", ", names);

      lanes_cli_refuse (_ ("There is no workload \"%s\"; there are %s, or a workload file of "
                           "one's own"),
                        name, list);
      return NULL;
    }
  else
    {
      file = g_file_new_for_commandline_arg (name);
      workload = lanes_workload_file_load (file, &error);
    }

  if (workload == NULL)
    lanes_cli_refuse ("%s", error->message);

  return workload;
}

static gboolean
check_data (const char *data)
{
  if (data == NULL || (g_file_test (data, G_FILE_TEST_IS_REGULAR) && access (data, R_OK) == 0))
    return TRUE;

  lanes_cli_refuse (_ ("--data must be a file that can be read, and \"%s\" is none"), data);

  return FALSE;
}

/* Before half a minute of running is lost on a folder that is not there. */
static gboolean
check_output (const char *output)
{
  g_autofree char *folder = g_path_get_dirname (output);

  if (*output == '\0')
    {
      lanes_cli_refuse (_ ("--output must be a file, not \"\""));
      return FALSE;
    }
  if (g_file_test (output, G_FILE_TEST_IS_DIR))
    {
      lanes_cli_refuse (_ ("--output must be a file, and \"%s\" is a folder"), output);
      return FALSE;
    }
  if (g_file_test (output, G_FILE_TEST_EXISTS) ? access (output, W_OK) != 0
                                               : access (folder, W_OK) != 0)
    {
      lanes_cli_refuse (_ ("--output must be a file that can be written, and \"%s\" is none"),
                        output);
      return FALSE;
    }

  return TRUE;
}

static gboolean
parse_options (const LanesRunWords *words, LanesOptions *options)
{
  static const char *const cpu_words[] = { "simulated", "real", NULL };
  static const char *const latency_words[] = { "client", "server", NULL };
  static const char *const schedule_words[] = { "phased", "pipelined", NULL };
  int cpu = options->cpu, latency = options->latency, schedule = options->schedule;
  double timeout = (double) options->timeout_us / G_USEC_PER_SEC;

  if (!parse_count ("--workers", words->workers, LANES_WORKERS_MAX, &options->workers) ||
      !parse_count ("--connections", words->connections, LANES_CONNECTIONS_MAX,
                    &options->connections) ||
      !parse_number ("--time-scale", words->time_scale, 0.0, LANES_TIME_SCALE_MAX,
                     &options->time_scale) ||
      !parse_number ("--timeout", words->timeout, 0.001, TIMEOUT_MAX, &timeout) ||
      !parse_word ("--cpu", words->cpu, cpu_words, &cpu) ||
      !parse_word ("--latency", words->latency, latency_words, &latency) ||
      !parse_word ("--schedule", words->schedule, schedule_words, &schedule) ||
      !check_data (words->data))
    return FALSE;

  options->cpu = (LanesCpuWork) cpu;
  options->latency = (LanesLatency) latency;
  options->schedule = (LanesSchedule) schedule;
  options->timeout_us = llround (timeout * G_USEC_PER_SEC);
  options->data = g_strdup (words->data);
  if (words->endpoint != NULL && !g_str_equal (words->endpoint, "built-in"))
    options->endpoint = g_strdup (words->endpoint);

  return TRUE;
}

static gboolean
parse_output (const LanesRunWords *words, LanesRunRequest *self)
{
  static const char *const formats[] = { "text", "json", "csv", NULL };
  int format = LANES_OUTPUT_TEXT;

  if (!parse_word ("--format", words->format, formats, &format))
    return FALSE;
  self->output = (LanesOutput) format;
  if (words->output == NULL)
    return TRUE;
  if (!check_output (words->output))
    return FALSE;
  self->file = g_file_new_for_commandline_arg (words->output);

  return TRUE;
}

static LanesRunRequest *
build (const LanesRunWords *words, int argc, char **argv)
{
  g_autoptr (LanesRunRequest) self = g_new0 (LanesRunRequest, 1);

  if (argc != 2)
    {
      lanes_cli_refuse (
          _ ("run takes one workload, or a workload file; lanes-cli list shows them"));
      return NULL;
    }

  self->options = lanes_options_new ();
  self->models = parse_models (words->model);
  if (self->models == NULL || !parse_options (words, self->options) ||
      !parse_count ("--tasks", words->tasks, LANES_TASKS_MAX, &self->n_tasks) ||
      !parse_output (words, self))
    return NULL;

  self->workload = load_workload (argv[1]);
  if (self->workload == NULL)
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * lanes_run_request_parse:
 * @argc: of the command
 * @argv: of the command
 * @status: (out): the exit status, where %NULL is returned
 *
 * Returns: (transfer full) (nullable): what the user wants
 */
LanesRunRequest *
lanes_run_request_parse (int argc, char **argv, int *status)
{
  LanesRunWords words = { 0 };
  const GOptionEntry entries[] = {
    { "model", 0, 0, G_OPTION_ARG_STRING, &words.model,
      N_ ("sequential, threads, processes, event-loop, combined (the default), or all"),
      N_ ("NAME[,NAME...]") },
    { "workers", 0, 0, G_OPTION_ARG_STRING, &words.workers, N_ ("width of a pool"), N_ ("N") },
    { "connections", 0, 0, G_OPTION_ARG_STRING, &words.connections,
      N_ ("how many connections may be open at once"), N_ ("N") },
    { "tasks", 0, 0, G_OPTION_ARG_STRING, &words.tasks, N_ ("how many tasks"), N_ ("N") },
    { "time-scale", 0, 0, G_OPTION_ARG_STRING, &words.time_scale,
      N_ ("multiplies waits and computations, from 0 to 10"), N_ ("F") },
    { "cpu", 0, 0, G_OPTION_ARG_STRING, &words.cpu,
      N_ ("simulated: computations sleep; real: they use the CPU"), N_ ("WORK") },
    { "latency", 0, 0, G_OPTION_ARG_STRING, &words.latency,
      N_ ("client: a wait before the fetch; server: a late answer"), N_ ("WHERE") },
    { "schedule", 0, 0, G_OPTION_ARG_STRING, &words.schedule,
      N_ ("phased or pipelined; for combined"), N_ ("SCHEDULE") },
    { "endpoint", 0, 0, G_OPTION_ARG_STRING, &words.endpoint,
      N_ ("built-in, or a URL such as https://dummyjson.com"), N_ ("URL") },
    { "data", 0, 0, G_OPTION_ARG_FILENAME, &words.data, N_ ("carts for the built-in server"),
      N_ ("FILE") },
    { "timeout", 0, 0, G_OPTION_ARG_STRING, &words.timeout, N_ ("seconds that one fetch may take"),
      N_ ("S") },
    { "format", 0, 0, G_OPTION_ARG_STRING, &words.format, N_ ("text, json or csv"), N_ ("FORMAT") },
    { "output", 0, 0, G_OPTION_ARG_FILENAME, &words.output,
      N_ ("where to, instead of standard output"), N_ ("FILE") },
    G_OPTION_ENTRY_NULL,
  };
  LanesRunRequest *self = NULL;

  *status = LANES_EXIT_USAGE;
  if (lanes_cli_parse ("run", _ ("WORKLOAD|FILE"), entries, &argc, &argv, status))
    self = build (&words, argc, argv);
  lanes_run_words_clear (&words);

  return self;
}
