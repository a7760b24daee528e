/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SIGINT and SIGTERM end a run early, whatever it is at; its part is still the product. */
#include "config.h"

#include <json-glib/json-glib.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

#include "lanes-test-cli.h"

/* A run ends within 200 ms; a shared machine may be this many times slower. */
#define SLACK 25

static void
ignore_signals (gpointer user_data)
{
  signal (SIGINT, SIG_IGN);
  signal (SIGTERM, SIG_IGN);
}

static GSubprocess *
start (const char *arguments, gboolean ignored)
{
  g_auto (GStrv) argv = lanes_test_cli_argv (arguments);
  g_autoptr (GSubprocessLauncher) launcher =
      g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_autoptr (GError) error = NULL;
  GSubprocess *process;

  /* As a shell does for what it starts in the background. */
  if (ignored)
    g_subprocess_launcher_set_child_setup (launcher, ignore_signals, NULL, NULL);
  process = g_subprocess_launcher_spawnv (launcher, (const char *const *) argv, &error);
  g_assert_no_error (error);

  return process;
}

/* Children of @pid, as the kernel lists them. */
static guint
count_children (const char *pid)
{
  g_autofree char *tasks = g_strdup_printf ("/proc/%s/task", pid);
  g_autoptr (GDir) dir = g_dir_open (tasks, 0, NULL);
  const char *task;
  guint count = 0;

  while (dir != NULL && (task = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *file = g_strdup_printf ("/proc/%s/task/%s/children", pid, task);
      g_autofree char *text = NULL;

      if (g_file_get_contents (file, &text, NULL, NULL))
        {
          for (const char *p = text; *p != '\0'; p++)
            count += *p == ' ';
        }
    }

  return count;
}

/* Until the run's children are there: it is under way then. */
static void
wait_for_children (GSubprocess *process, guint n)
{
  const char *pid = g_subprocess_get_identifier (process);
  gint64 deadline_us = g_get_monotonic_time () + 20 * (gint64) G_USEC_PER_SEC;

  while (count_children (pid) < n && g_get_monotonic_time () < deadline_us)
    g_thread_yield ();
  g_assert_cmpuint (count_children (pid), >=, n);
}

static void
assert_interrupted (int number, gboolean ignored, const char *model, guint n_children)
{
  g_autofree char *arguments =
      g_strdup_printf ("run shopping-carts --format json --model %s", model);
  g_autoptr (GSubprocess) process = start (arguments, ignored);
  g_autofree char *out = NULL;
  g_autofree char *err = NULL;
  g_autoptr (JsonNode) node = NULL;
  gint64 sent_us;
  JsonArray *statuses;

  wait_for_children (process, n_children);
  sent_us = g_get_monotonic_time ();
  g_subprocess_send_signal (process, number);
  g_subprocess_communicate_utf8 (process, NULL, NULL, &out, &err, NULL);
  g_assert_cmpint (g_get_monotonic_time () - sent_us, <, SLACK * 200000);
  g_assert_true (g_subprocess_get_if_exited (process));
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 128 + number);

  /* Right after its server was there a run may not have begun; then there is nothing to show. */
  if (*out == '\0')
    return;
  node = json_from_string (out, NULL);
  g_assert_cmpstr (json_object_get_string_member (json_node_get_object (node), "status"), ==,
                   "cancelled");
  statuses = json_object_get_array_member (
      json_object_get_object_member (json_node_get_object (node), "spans"), "status");
  for (guint i = 0; i < json_array_get_length (statuses); i++)
    g_assert_cmpint (json_array_get_int_element (statuses, i), !=, 0);
}

static void
test_sigint_ends_it_with_130 (void)
{
  assert_interrupted (SIGINT, FALSE, "threads", 1);
  assert_interrupted (SIGINT, FALSE, "combined", 6);
}

static void
test_sigterm_ends_it_with_143 (void)
{
  assert_interrupted (SIGTERM, FALSE, "event-loop", 1);
  assert_interrupted (SIGTERM, FALSE, "processes", 6);
}

static void
test_signals_that_were_inherited_as_ignored_end_it_too (void)
{
  assert_interrupted (SIGINT, TRUE, "sequential", 1);
  assert_interrupted (SIGTERM, TRUE, "processes", 6);
}

static gboolean
is_alive (int pid)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/stat", pid);
  g_autofree char *text = NULL;
  const char *state;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    return FALSE;
  state = strrchr (text, ')');

  return state != NULL && state[2] != 'Z';
}

/* Even of one that could not say goodbye. */
static void
test_no_child_outlives_a_killed_run (void)
{
  g_autoptr (GSubprocess) process = start ("run shopping-carts --model processes", FALSE);
  const char *pid = g_subprocess_get_identifier (process);
  g_autoptr (GArray) children = g_array_new (FALSE, FALSE, sizeof (int));
  g_autofree char *tasks = g_strdup_printf ("/proc/%s/task", pid);
  g_autoptr (GDir) dir = NULL;
  gint64 deadline_us;
  const char *task;
  guint n_alive;

  wait_for_children (process, 6);
  dir = g_dir_open (tasks, 0, NULL);
  while ((task = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *file = g_strdup_printf ("%s/%s/children", tasks, task);
      g_autofree char *text = NULL;
      g_auto (GStrv) words = NULL;

      if (!g_file_get_contents (file, &text, NULL, NULL))
        continue;
      words = g_strsplit (g_strstrip (text), " ", -1);
      for (guint i = 0; words[i] != NULL; i++)
        {
          int child = atoi (words[i]);

          if (child > 0)
            g_array_append_val (children, child);
        }
    }
  g_assert_cmpuint (children->len, >=, 6);
  g_subprocess_force_exit (process);
  g_subprocess_wait (process, NULL, NULL);

  deadline_us = g_get_monotonic_time () + 10 * (gint64) G_USEC_PER_SEC;
  do
    {
      n_alive = 0;
      for (guint i = 0; i < children->len; i++)
        n_alive += is_alive (g_array_index (children, int, i));
      g_thread_yield ();
    }
  while (n_alive > 0 && g_get_monotonic_time () < deadline_us);
  g_assert_cmpuint (n_alive, ==, 0);
}

static void
test_serve_answers_until_it_is_interrupted (void)
{
  g_autoptr (GSubprocess) process = start ("serve", FALSE);
  g_autoptr (GDataInputStream) words =
      g_data_input_stream_new (g_subprocess_get_stdout_pipe (process));
  g_autofree char *line = g_data_input_stream_read_line (words, NULL, NULL, NULL);
  int port = 0;

  g_assert_nonnull (line);
  g_assert_cmpint (sscanf (line, "{\"port\":%d", &port), ==, 1);
  {
    g_auto (LanesTestCli) cli = { 0 };

    lanes_test_cli_run (&cli, "run shopping-carts --time-scale 0.01 --endpoint http://127.0.0.1:%d",
                        port);
    g_assert_cmpint (cli.status, ==, 0);
    lanes_test_cli_assert_says (cli.out, "31,056.82");
  }
  g_subprocess_send_signal (process, SIGINT);
  g_subprocess_wait (process, NULL, NULL);
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 0);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli-interrupt/sigint-ends-it-with-130", test_sigint_ends_it_with_130);
  g_test_add_func ("/cli-interrupt/sigterm-ends-it-with-143", test_sigterm_ends_it_with_143);
  g_test_add_func ("/cli-interrupt/signals-that-were-inherited-as-ignored-end-it-too",
                   test_signals_that_were_inherited_as_ignored_end_it_too);
  g_test_add_func ("/cli-interrupt/no-child-outlives-a-killed-run",
                   test_no_child_outlives_a_killed_run);
  g_test_add_func ("/cli-interrupt/serve-answers-until-it-is-interrupted",
                   test_serve_answers_until_it_is_interrupted);

  return g_test_run ();
}
