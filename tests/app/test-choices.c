/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "app/lanes-choices.h"
#include "app/lanes-library.h"
#include "app/lanes-settings.h"
#include "core/lanes-report.h"
#include "formats/lanes-run-file.h"
#include "formats/lanes-workload-file.h"

static char *
dup_command (LanesChoices *choices, const char *workload, const char *model)
{
  g_autoptr (LanesWorkload) built_in = lanes_workload_file_builtin (workload, NULL);

  return lanes_choices_dup_command (choices, built_in, lanes_models_find (model));
}

static void
test_the_command_says_what_is_not_usual (void)
{
  g_autoptr (LanesChoices) choices = lanes_choices_new (NULL);
  LanesModelChoices *own = lanes_choices_get_model (choices, lanes_models_find ("combined"));
  g_autofree char *usual = dup_command (choices, "shopping-carts", "combined");
  g_autofree char *full = NULL;
  g_autofree char *other = NULL;

  g_assert_cmpstr (usual, ==, "lanes-cli run shopping-carts --model combined");

  g_object_set (own, "workers", 3u, "connections", 2u, "schedule", LANES_SCHEDULE_PIPELINED, NULL);
  g_object_set (choices, "tasks", 7u, "time-scale", 0.25, "cpu", LANES_CPU_REAL, "latency",
                LANES_LATENCY_SERVER, "endpoint", "https://dummyjson.com", "timeout", 2.5, NULL);
  full = dup_command (choices, "shopping-carts", "combined");
  g_assert_cmpstr (full, ==,
                   "lanes-cli run shopping-carts --model combined --workers 3 --connections 2 "
                   "--schedule pipelined --tasks 7 --time-scale 0.25 --cpu real --latency server "
                   "--endpoint 'https://dummyjson.com' --timeout 2.5");

  /* Another model keeps its own. */
  other = dup_command (choices, "one-task", "threads");
  g_assert_cmpstr (other, ==,
                   "lanes-cli run one-task --model threads --tasks 7 --time-scale 0.25 --cpu real "
                   "--latency server --endpoint 'https://dummyjson.com' --timeout 2.5");
}

static void
test_a_command_for_all_says_what_all_share (void)
{
  g_autoptr (LanesChoices) choices = lanes_choices_new (NULL);
  g_autoptr (LanesWorkload) workload = lanes_workload_file_builtin ("two-tasks", NULL);
  g_autofree char *differing = NULL;
  g_autofree char *same = NULL;

  g_object_set (lanes_choices_get_model (choices, lanes_models_get (1)), "workers", 2u, NULL);
  differing = lanes_choices_dup_command (choices, workload, NULL);
  g_assert_cmpstr (differing, ==, "lanes-cli run two-tasks --model all");

  for (guint i = 0; i < LANES_N_MODELS; i++)
    g_object_set (lanes_choices_get_model (choices, lanes_models_get (i)), "workers", 2u, NULL);
  same = lanes_choices_dup_command (choices, workload, NULL);
  g_assert_cmpstr (same, ==, "lanes-cli run two-tasks --model all --workers 2");
}

/* Runs the command with the lanes-cli of the build and reads the run that it writes. */
static LanesRun *
run_command (const char *command)
{
  g_autofree char *program = g_build_filename (g_getenv ("LANES_LIBEXECDIR"), "lanes-cli", NULL);
  g_autofree char *line = g_strdup_printf ("%s --format json", command);
  g_auto (GStrv) words = NULL;
  g_autoptr (GSubprocess) child = NULL;
  g_autoptr (GBytes) output = NULL;
  g_autoptr (GInputStream) stream = NULL;
  g_autoptr (GPtrArray) runs = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_shell_parse_argv (line, NULL, &words, &error));
  g_free (words[0]);
  words[0] = g_steal_pointer (&program);
  child = g_subprocess_newv ((const char *const *) words, G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_communicate (child, NULL, NULL, &output, NULL, &error));
  g_assert_true (g_subprocess_get_successful (child));

  stream = g_memory_input_stream_new_from_bytes (output);
  runs = lanes_run_file_read (stream, "lanes-cli", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (runs->len, ==, 1);

  return g_object_ref (g_ptr_array_index (runs, 0));
}

static void
test_lanes_cli_takes_the_command_as_it_was_meant (void)
{
  g_autoptr (LanesChoices) choices = lanes_choices_new (NULL);
  const LanesModel *model = lanes_models_find ("combined");
  g_autofree char *command = NULL;
  g_autoptr (LanesOptions) wanted = NULL;
  g_autoptr (LanesRun) run = NULL;
  const LanesOptions *got;

  g_object_set (lanes_choices_get_model (choices, model), "workers", 2u, "connections", 3u,
                "schedule", LANES_SCHEDULE_PIPELINED, NULL);
  g_object_set (choices, "tasks", 4u, "time-scale", 0.001, "cpu", LANES_CPU_REAL, "latency",
                LANES_LATENCY_SERVER, "timeout", 12.5, NULL);
  command = dup_command (choices, "shopping-carts", "combined");
  run = run_command (command);

  wanted = lanes_choices_dup_options (choices, model);
  got = lanes_run_get_options (run);
  g_assert_true (lanes_run_get_model (run) == model);
  g_assert_cmpuint (lanes_run_get_n_tasks (run), ==, 4);
  g_assert_cmpuint (got->workers, ==, wanted->workers);
  g_assert_cmpuint (got->connections, ==, wanted->connections);
  g_assert_cmpfloat (got->time_scale, ==, wanted->time_scale);
  g_assert_cmpint (got->cpu, ==, wanted->cpu);
  g_assert_cmpint (got->latency, ==, wanted->latency);
  g_assert_cmpint (got->schedule, ==, wanted->schedule);
  g_assert_cmpint (got->timeout_us, ==, wanted->timeout_us);
}

static gint64
forecast (LanesChoices *choices, const char *model)
{
  g_autoptr (LanesWorkload) workload = lanes_workload_file_builtin ("shopping-carts", NULL);

  return lanes_choices_forecast (choices, workload, lanes_models_find (model));
}

static void
test_a_forecast_follows_model_and_options (void)
{
  g_autoptr (LanesChoices) choices = lanes_choices_new (NULL);
  LanesModelChoices *threads = lanes_choices_get_model (choices, lanes_models_find ("threads"));

  g_assert_cmpint (forecast (choices, "sequential"), ==, 30 * G_USEC_PER_SEC);
  g_assert_cmpint (forecast (choices, "threads"), ==, 10 * G_USEC_PER_SEC);
  g_assert_cmpint (forecast (choices, "event-loop"), >=, 15 * G_USEC_PER_SEC);

  g_object_set (threads, "workers", 1u, NULL);
  g_assert_cmpint (forecast (choices, "threads"), ==, 30 * G_USEC_PER_SEC);
  g_object_set (choices, "time-scale", 0.5, NULL);
  g_assert_cmpint (forecast (choices, "threads"), ==, 15 * G_USEC_PER_SEC);

  /* The built-in server has 50 carts, and then they begin anew. */
  g_object_set (choices, "tasks", 100u, "time-scale", 1.0, NULL);
  g_assert_cmpint (forecast (choices, "sequential"), ==, 2 * 2 * 1275 * (gint64) G_USEC_PER_SEC);
}

static void
known_cb (LanesChoices *choices, gboolean *is_known)
{
  *is_known = TRUE;
}

static gint64
forecast_later (LanesChoices *choices, LanesWorkload *workload, const char *model)
{
  gboolean is_known = FALSE;
  gulong handler;

  g_assert_cmpint (lanes_choices_forecast (choices, workload, lanes_models_find (model)), ==, -1);
  handler = g_signal_connect (choices, "forecast-known", G_CALLBACK (known_cb), &is_known);
  while (!is_known)
    g_main_context_iteration (NULL, TRUE);
  g_signal_handler_disconnect (choices, handler);

  return lanes_choices_forecast (choices, workload, lanes_models_find (model));
}

static void
test_a_forecast_of_many_tasks_comes_later_and_is_kept (void)
{
  g_autoptr (LanesChoices) choices = lanes_choices_new (NULL);
  g_autoptr (LanesWorkload) carts = lanes_workload_file_builtin ("shopping-carts", NULL);
  g_autoptr (LanesWorkload) tasks = lanes_workload_file_builtin ("two-tasks", NULL);
  const LanesModel *sequential = lanes_models_find ("sequential");
  const gint64 round_us = 2 * 1275 * (gint64) G_USEC_PER_SEC; /* of the server's 50 carts */

  g_object_set (choices, "tasks", 5000u, NULL);
  g_assert_cmpint (forecast_later (choices, carts, "sequential"), ==, 100 * round_us);
  g_object_set (choices, "tasks", 50u, NULL);
  g_assert_cmpint (lanes_choices_forecast (choices, carts, sequential), ==, round_us);
  g_object_set (choices, "tasks", 5000u, NULL);
  g_assert_cmpint (lanes_choices_forecast (choices, carts, sequential), ==, 100 * round_us);

  /* Beyond the most that is worked out, too; and what tasks share does not grow with them. */
  g_object_set (choices, "tasks", 1000000u, NULL);
  g_assert_cmpint (forecast_later (choices, carts, "sequential"), ==, 20000 * round_us);
  g_assert_cmpint (forecast_later (choices, tasks, "event-loop"), ==, 3 * (gint64) G_USEC_PER_SEC);
}

static void
count_cb (LanesChoices *choices, guint *n)
{
  (*n)++;
}

static void
test_a_change_is_told_once (void)
{
  g_autoptr (LanesChoices) choices = lanes_choices_new (NULL);
  guint n = 0;

  g_signal_connect (choices, "changed", G_CALLBACK (count_cb), &n);
  g_object_set (choices, "tasks", 3u, NULL);
  g_object_set (choices, "tasks", 3u, NULL);
  g_assert_cmpuint (n, ==, 1);
  g_object_set (lanes_choices_get_model (choices, lanes_models_get (4)), "workers", 9u, NULL);
  g_assert_cmpuint (n, ==, 2);
  g_object_set (choices, "endpoint", " https://dummyjson.com ", NULL);
  g_object_set (choices, "endpoint", "https://dummyjson.com", NULL);
  g_assert_cmpuint (n, ==, 3);
}

static void
test_common_options_are_remembered (void)
{
  g_autoptr (GSettings) settings = lanes_settings_new ();
  g_autoptr (LanesChoices) first = NULL;
  g_autoptr (LanesChoices) second = NULL;
  g_autofree char *command = NULL;

  if (settings == NULL)
    {
      g_test_skip ("there is no schema");
      return;
    }
  first = lanes_choices_new (settings);
  g_object_set (first, "tasks", 12u, "time-scale", 0.5, "cpu", LANES_CPU_REAL, "latency",
                LANES_LATENCY_SERVER, "timeout", 3.0, NULL);
  second = lanes_choices_new (settings);
  command = dup_command (second, "one-task", "sequential");
  g_assert_cmpstr (command, ==,
                   "lanes-cli run one-task --model sequential --tasks 12 --time-scale 0.5 --cpu "
                   "real --latency server --timeout 3");
}

static void
test_the_library_knows_what_it_calls_by_name (void)
{
  g_autoptr (GListStore) library = lanes_library_new ();
  g_autoptr (GFile) file = g_file_new_for_path ("/tmp/a b.workload.json");
  g_autoptr (LanesWorkload) own = lanes_workload_new ("own", "Own");
  g_autoptr (LanesWorkload) stranger = lanes_workload_new ("stranger", "Stranger");
  g_autoptr (LanesWorkload) longer = NULL;
  g_autofree char *argument = NULL;
  const LanesStepPattern wait = { .kind = LANES_STEP_WAIT };
  guint n = g_list_model_get_n_items (G_LIST_MODEL (library));

  g_assert_cmpuint (n, ==, 5);
  lanes_workload_add_pattern (own, "Task {task}");
  lanes_workload_add_step (own, &wait);
  lanes_workload_seal (own);
  lanes_workload_add_pattern (stranger, "Task {task}");
  lanes_workload_add_step (stranger, &wait);
  lanes_workload_seal (stranger);

  g_assert_true (lanes_library_add (library, own, file) == own);
  g_assert_true (lanes_library_add (library, own, file) == own);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (library)), ==, n + 1);
  argument = lanes_library_dup_argument (own);
  g_assert_cmpstr (argument, ==, "'/tmp/a b.workload.json'");

  /* Whatever its size, a run belongs to the workload that it is of. */
  longer = lanes_workload_resize (lanes_library_find (library, "shopping-carts"), 40, 50);
  g_assert_true (lanes_library_match (library, longer) ==
                 lanes_library_find (library, "shopping-carts"));
  g_assert_true (lanes_library_match (library, stranger) == stranger);
  g_assert_null (lanes_library_dup_argument (stranger));
}

/* A translator sees what the built-in workloads say only where the list of texts is true. */
static void
test_what_workloads_say_can_be_translated (void)
{
  g_autofree char *path =
      g_build_filename (g_getenv ("G_TEST_SRCDIR"), "..", "src", "app", "lanes-library.c", NULL);
  g_auto (GStrv) names = lanes_workload_file_list ();
  g_autofree char *source = NULL;

  g_assert_true (g_file_get_contents (path, &source, NULL, NULL));
  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autoptr (LanesWorkload) workload = lanes_workload_file_builtin (names[i], NULL);
      g_autofree char *title = g_strdup_printf ("N_ (\"%s\")", lanes_workload_get_title (workload));
      g_autofree char *summary =
          g_strdup_printf ("N_ (\"%s\")", lanes_workload_get_summary (workload));

      g_assert_nonnull (strstr (source, title));
      g_assert_nonnull (strstr (source, summary));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/choices/the-command-says-what-is-not-usual",
                   test_the_command_says_what_is_not_usual);
  g_test_add_func ("/choices/a-command-for-all-says-what-all-share",
                   test_a_command_for_all_says_what_all_share);
  g_test_add_func ("/choices/lanes-cli-takes-the-command-as-it-was-meant",
                   test_lanes_cli_takes_the_command_as_it_was_meant);
  g_test_add_func ("/choices/a-forecast-follows-model-and-options",
                   test_a_forecast_follows_model_and_options);
  g_test_add_func ("/choices/a-forecast-of-many-tasks-comes-later-and-is-kept",
                   test_a_forecast_of_many_tasks_comes_later_and_is_kept);
  g_test_add_func ("/choices/a-change-is-told-once", test_a_change_is_told_once);
  g_test_add_func ("/choices/common-options-are-remembered", test_common_options_are_remembered);
  g_test_add_func ("/library/it-knows-what-it-calls-by-name",
                   test_the_library_knows_what_it_calls_by_name);
  g_test_add_func ("/library/what-workloads-say-can-be-translated",
                   test_what_workloads_say_can_be_translated);

  return g_test_run ();
}
