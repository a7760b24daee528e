/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The command line, as people and scripts meet it. */
#include "config.h"

#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <locale.h>
#include <pty.h>
#include <string.h>
#include <unistd.h>

#include "lanes-test-cli.h"
#include "lanes-test-server.h"

#define says lanes_test_cli_assert_says

static void
test_list_shows_workloads_and_models (void)
{
  g_auto (LanesTestCli) text = { 0 };
  g_auto (LanesTestCli) json = { 0 };
  g_autoptr (JsonNode) node = NULL;
  JsonObject *object;

  lanes_test_cli_run (&text, "list");
  g_assert_cmpint (text.status, ==, 0);
  says (text.out, "shopping-carts");
  says (text.out, "event-loop");
  lanes_test_cli_run (&json, "list --format json");
  node = json_from_string (json.out, NULL);
  object = json_node_get_object (node);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (object, "workloads")), ==,
                    5);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (object, "models")), ==, 5);
}

static void
test_the_carts_total_is_shown_under_every_model (void)
{
  const char *const models[] = { "sequential", "threads", "processes", "event-loop", "combined" };

  for (guint i = 0; i < G_N_ELEMENTS (models); i++)
    {
      g_auto (LanesTestCli) cli = { 0 };
      g_auto (GStrv) lines = NULL;

      lanes_test_cli_run (&cli, "run shopping-carts --time-scale 0.01 --model %s", models[i]);
      g_assert_cmpint (cli.status, ==, 0);
      g_assert_cmpstr (cli.err, ==, "");
      says (cli.out, "31,056.82");
      says (cli.out, "Total price of all carts: 31056.82");
      says (cli.out, "All carts fetched in ");
      says (cli.out, "instead of ~");
      says (cli.out, "5 of 5 carts");
      says (cli.out, "Best possible");
      g_assert_null (strchr (cli.out, '\033'));
      lines = g_strsplit (cli.out, "\n", -1);
      /* The time-line fits; sentences of the log may be longer. */
      for (guint k = 0; lines[k] != NULL; k++)
        {
          if (g_str_has_prefix (lines[k], "Cart ") && strstr (lines[k], "█") != NULL)
            g_assert_cmpint (g_utf8_strlen (lines[k], -1), <=, 80);
        }
    }
}

static void
test_several_models_are_compared_on_one_axis (void)
{
  g_auto (LanesTestCli) all = { 0 };
  g_auto (LanesTestCli) two = { 0 };

  lanes_test_cli_run (&all, "run shopping-carts --time-scale 0.01 --model all");
  g_assert_cmpint (all.status, ==, 0);
  says (all.out, "Same result in all five: 31,056.82");
  says (all.out, "Shopping Carts · Sequential");
  says (all.out, "speed-up");
  lanes_test_cli_run (&two, "run compute-squares --model threads,event-loop");
  says (two.out, "Same result in all 2: 1, 4, 9, 16, 25");
}

static void
test_the_articles_lines_are_printed_word_for_word (void)
{
  const struct
  {
    const char *workload;
    const char *lines;
  } cases[] = {
    { "one-task", "  Before Task\n  Start Task\n  Task Complete\n  After Task\n" },
    { "two-tasks", "  Task 1 Start\n  Task 2 Start\n  Task 1 Done\n  Task 2 Done\n" },
    { "compute-squares", "  Squares: [1, 4, 9, 16, 25]\n" },
    { "download-pages", "  Downloading http://example.com/page1 ...\n" },
    { "download-pages", "  All downloads complete!\n" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (LanesTestCli) cli = { 0 };

      lanes_test_cli_run (&cli, "run %s --time-scale 0.02 --model event-loop", cases[i].workload);
      g_assert_cmpint (cli.status, ==, 0);
      says (cli.out, cases[i].lines);
    }
}

static void
assert_shared_total (const char *name, const char *total)
{
  const char *shared = g_getenv ("LANES_TEST_SHARED");
  g_autofree char *path = g_build_filename (shared != NULL ? shared : "", "carts", name, NULL);
  g_auto (LanesTestCli) cli = { 0 };

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_test_skip ("the shared carts are not here");
      return;
    }
  lanes_test_cli_run (&cli, "run shopping-carts --time-scale 0.01 --model threads --data %s", path);
  g_assert_cmpint (cli.status, ==, 0);
  says (cli.out, total);
}

static void
test_data_of_the_articles_time_adds_up (void)
{
  assert_shared_total ("dummyjson-v2-carts.json", "133,233.65");
}

static void
test_older_data_adds_up (void)
{
  assert_shared_total ("dummyjson-v1-carts.json", "7,208.00");
}

static void
test_a_saved_run_shows_as_it_did (void)
{
  g_autofree char *folder = g_dir_make_tmp ("lanes-test-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "run.lanes.json", NULL);
  g_auto (LanesTestCli) save = { 0 };
  g_auto (LanesTestCli) show = { 0 };
  g_auto (LanesTestCli) json = { 0 };

  lanes_test_cli_run (
      &save, "run shopping-carts --time-scale 0.01 --model all --format json --output %s", path);
  g_assert_cmpint (save.status, ==, 0);
  g_assert_cmpstr (save.out, ==, "");
  lanes_test_cli_run (&show, "show %s", path);
  g_assert_cmpint (show.status, ==, 0);
  says (show.out, "Same result in all five: 31,056.82");
  lanes_test_cli_run (&json, "run one-task --time-scale 0 --format json");
  {
    g_autoptr (JsonNode) node = json_from_string (json.out, NULL);

    g_assert_true (JSON_NODE_HOLDS_OBJECT (node));
    g_assert_cmpstr (json_object_get_string_member (json_node_get_object (node), "status"), ==,
                     "completed");
  }
  g_remove (path);
  g_rmdir (folder);
}

static void
test_a_workload_of_ones_own_runs (void)
{
  g_autofree char *folder = g_dir_make_tmp ("lanes-test-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "mine.workload.json", NULL);
  const char *text =
      "{\"format\":\"lanes-workload\",\"version\":1,\"name\":\"mine\",\"title\":\"My "
      "Own\",\"tasks\":[{\"label\":\"Nap\",\"steps\":[{\"kind\":\"wait\","
      "\"seconds\":0.01}]}]}";
  g_auto (LanesTestCli) cli = { 0 };

  g_file_set_contents (path, text, -1, NULL);
  lanes_test_cli_run (&cli, "run %s --model threads --tasks 3 --format csv", path);
  g_assert_cmpint (cli.status, ==, 0);
  says (cli.out, "mine,threads,3,Nap,1,wait,");
  g_remove (path);
  g_rmdir (folder);
}

static void
test_bad_usage_names_what_is_valid (void)
{
  const struct
  {
    const char *arguments;
    const char *words;
  } cases[] = {
    { "nap", "list, run, serve and show" },
    { "list --format xml", "text, json" },
    { "list extra", "extra" },
    { "run", "one workload" },
    { "run shopping-cart", "shopping-carts" },
    { "run /nowhere.json", "/nowhere.json" },
    { "run one-task --model threads,", "sequential, threads, processes" },
    { "run one-task --model fast", "sequential, threads, processes, event-loop, combined, or all" },
    { "run one-task --workers 0", "from 1 to 1024" },
    { "run one-task --connections many", "from 1 to 4096" },
    { "run one-task --tasks 0", "from 1 to 10000000" },
    { "run one-task --tasks -1", "from 1 to 10000000" },
    { "run one-task --time-scale 11", "from 0 to 10" },
    { "run one-task --time-scale 1,5", "from 0 to 10" },
    { "run one-task --time-scale nan", "from 0 to 10" },
    { "run one-task --cpu fake", "simulated, real" },
    { "run one-task --latency both", "client, server" },
    { "run one-task --schedule later", "phased, pipelined" },
    { "run one-task --timeout 0", "--timeout must be a number" },
    { "run one-task --format xml", "text, json, csv" },
    { "run one-task --endpoint here", "must be \"built-in\" or a URL" },
    { "run one-task --endpoint http://127.0.0.1:1 --data /dev/null", "--data" },
    { "run shopping-carts --data /nowhere", "--data" },
    { "run one-task --output /nowhere/x", "--output" },
    { "run one-task --output ", "--output" },
    { "run one-task --speed 3", "--speed" },
    { "run shopping-carts --endpoint https://dummyjson.com --latency server --tasks 6 "
      "--time-scale 10",
      "at most 5 s late" },
    { "show", "one file" },
    { "show /nowhere.lanes.json", "/nowhere.lanes.json" },
    { "serve --port 99999", "from 0 to 65535" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (LanesTestCli) cli = { 0 };

      lanes_test_cli_run (&cli, "%s", cases[i].arguments);
      if (cli.status != 2)
        g_error ("\"%s\" ended with %d: %s", cases[i].arguments, cli.status, cli.err);
      g_assert_cmpstr (cli.out, ==, "");
      says (cli.err, cases[i].words);
    }
}

static void
test_help_is_for_standard_output (void)
{
  const char *const cases[] = { "--help",       "run --help",  "list --help",
                                "serve --help", "show --help", "--version" };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (LanesTestCli) cli = { 0 };

      lanes_test_cli_run (&cli, "%s", cases[i]);
      g_assert_cmpint (cli.status, ==, 0);
      says (cli.out, "lanes-cli");
      g_assert_cmpstr (cli.err, ==, "");
    }
}

static void
test_a_part_is_never_told_as_the_total (void)
{
  g_autoptr (LanesTestServer) server = lanes_test_server_new ("3=malformed");
  g_auto (LanesTestCli) cli = { 0 };
  g_auto (LanesTestCli) json = { 0 };
  g_autoptr (JsonNode) node = NULL;
  JsonObject *results;

  lanes_test_cli_run (&cli, "run shopping-carts --time-scale 0.01 --endpoint %s",
                      lanes_test_server_get_url (server));
  g_assert_cmpint (cli.status, ==, 1);
  says (cli.out, "4 of 5 carts");
  says (cli.out, "not known: 4 of 5 carts");
  says (cli.out, "Cart 3: The answer is not a cart");
  g_assert_null (strstr (cli.out, "30,666.92"));
  g_assert_null (strstr (cli.out, "Total price of all carts"));

  lanes_test_cli_run (&json, "run shopping-carts --time-scale 0.01 --format json --endpoint %s",
                      lanes_test_server_get_url (server));
  g_assert_cmpint (json.status, ==, 1);
  node = json_from_string (json.out, NULL);
  results = json_object_get_object_member (json_node_get_object (node), "results");
  g_assert_false (json_object_has_member (results, "total_cents"));
  g_assert_cmpint (json_object_get_int_member (results, "partial_cents"), ==, 3066692);
}

static void
test_a_full_disk_is_reported (void)
{
  g_auto (GStrv) argv = lanes_test_cli_argv ("run one-task --time-scale 0 --format json");
  g_autoptr (GSubprocessLauncher) launcher =
      g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_autoptr (GSubprocess) process = NULL;
  g_autofree char *complaint = NULL;

  if (!g_file_test ("/dev/full", G_FILE_TEST_EXISTS))
    {
      g_test_skip ("there is no /dev/full here");
      return;
    }
  g_subprocess_launcher_set_stdout_file_path (launcher, "/dev/full");
  process = g_subprocess_launcher_spawnv (launcher, (const char *const *) argv, NULL);
  g_subprocess_communicate_utf8 (process, NULL, NULL, NULL, &complaint, NULL);
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 1);
  says (complaint, "No space left on device");
}

static void
close_output (gpointer user_data)
{
  close (STDOUT_FILENO);
}

/* What the run opens must not take its number and get the product. */
static void
test_a_closed_output_is_reported (void)
{
  g_auto (GStrv) argv = lanes_test_cli_argv ("run shopping-carts --time-scale 0 --model threads");
  g_autoptr (GSubprocessLauncher) launcher =
      g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_autoptr (GSubprocess) process = NULL;
  g_autofree char *complaint = NULL;

  g_subprocess_launcher_set_child_setup (launcher, close_output, NULL, NULL);
  process = g_subprocess_launcher_spawnv (launcher, (const char *const *) argv, NULL);
  g_subprocess_communicate_utf8 (process, NULL, NULL, NULL, &complaint, NULL);
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 1);
  says (complaint, "Bad file descriptor");
}

static void
test_a_plain_locale_gets_plain_characters (void)
{
  g_auto (GStrv) argv = lanes_test_cli_argv ("run shopping-carts --time-scale 0 --model threads");
  g_autoptr (GSubprocessLauncher) launcher =
      g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GBytes) out = NULL;
  g_autofree char *text = NULL;

  g_subprocess_launcher_setenv (launcher, "LC_ALL", "C", TRUE);
  process = g_subprocess_launcher_spawnv (launcher, (const char *const *) argv, NULL);
  g_subprocess_communicate (process, NULL, NULL, &out, NULL, NULL);
  text = g_strndup (g_bytes_get_data (out, NULL), g_bytes_get_size (out));
  says (text, "31,056.82");
  g_assert_true (g_str_is_ascii (text));
}

static char *
run_on_terminal (guint columns, gboolean no_color)
{
  const struct winsize size = { .ws_row = 40, .ws_col = (unsigned short) columns };
  g_auto (GStrv) argv = lanes_test_cli_argv ("run shopping-carts --time-scale 0.01");
  g_autoptr (GSubprocessLauncher) launcher =
      g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  GString *text = g_string_new (NULL);
  char bytes[4096];
  int master, slave;
  gssize n;

  g_assert_cmpint (openpty (&master, &slave, NULL, NULL, &size), ==, 0);
  g_subprocess_launcher_take_stdout_fd (launcher, slave);
  g_subprocess_launcher_setenv (launcher, "TERM", "xterm-256color", TRUE);
  if (!no_color)
    g_subprocess_launcher_unsetenv (launcher, "NO_COLOR");
  process = g_subprocess_launcher_spawnv (launcher, (const char *const *) argv, &error);
  g_assert_no_error (error);
  g_subprocess_launcher_close (launcher);
  while ((n = read (master, bytes, sizeof bytes)) > 0)
    g_string_append_len (text, bytes, n);
  close (master);
  g_subprocess_wait (process, NULL, NULL);
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 0);

  return g_string_free (text, FALSE);
}

static guint
longest_line (const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  guint longest = 0;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      if (strstr (lines[i], "█") != NULL && g_str_has_prefix (lines[i], "Cart"))
        longest = MAX (longest, (guint) g_utf8_strlen (g_strchomp (lines[i]), -1));
    }

  return longest;
}

static void
test_a_terminal_gets_its_width_and_colours (void)
{
  g_autofree char *colourful = run_on_terminal (120, FALSE);
  g_autofree char *wide = run_on_terminal (120, TRUE);
  g_autofree char *narrow = run_on_terminal (50, TRUE);

  says (colourful, "\033[");
  g_assert_null (strchr (wide, '\033'));
  g_assert_cmpuint (longest_line (wide), >, 100);
  g_assert_cmpuint (longest_line (wide), <=, 120);
  g_assert_cmpuint (longest_line (narrow), <=, 50);
  g_assert_cmpuint (longest_line (narrow), >, 40);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli/list-shows-workloads-and-models", test_list_shows_workloads_and_models);
  g_test_add_func ("/cli/the-carts-total-is-shown-under-every-model",
                   test_the_carts_total_is_shown_under_every_model);
  g_test_add_func ("/cli/several-models-are-compared-on-one-axis",
                   test_several_models_are_compared_on_one_axis);
  g_test_add_func ("/cli/the-articles-lines-are-printed-word-for-word",
                   test_the_articles_lines_are_printed_word_for_word);
  g_test_add_func ("/cli/data-of-the-articles-time-adds-up",
                   test_data_of_the_articles_time_adds_up);
  g_test_add_func ("/cli/older-data-adds-up", test_older_data_adds_up);
  g_test_add_func ("/cli/a-saved-run-shows-as-it-did", test_a_saved_run_shows_as_it_did);
  g_test_add_func ("/cli/a-workload-of-ones-own-runs", test_a_workload_of_ones_own_runs);
  g_test_add_func ("/cli/bad-usage-names-what-is-valid", test_bad_usage_names_what_is_valid);
  g_test_add_func ("/cli/help-is-for-standard-output", test_help_is_for_standard_output);
  g_test_add_func ("/cli/a-part-is-never-told-as-the-total",
                   test_a_part_is_never_told_as_the_total);
  g_test_add_func ("/cli/a-full-disk-is-reported", test_a_full_disk_is_reported);
  g_test_add_func ("/cli/a-closed-output-is-reported", test_a_closed_output_is_reported);
  g_test_add_func ("/cli/a-plain-locale-gets-plain-characters",
                   test_a_plain_locale_gets_plain_characters);
  g_test_add_func ("/cli/a-terminal-gets-its-width-and-colours",
                   test_a_terminal_gets_its_width_and_colours);

  return g_test_run ();
}
