/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What only worker processes can do wrong, through the real runner. */
#include "config.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "core/lanes-error.h"
#include "formats/lanes-workload-file.h"
#include "lanes-test-runs.h"
#include "platform/lanes-platform.h"

static void
test_three_early_deaths_end_the_run_with_a_sentence (void)
{
  g_autofree char *before = g_strdup (g_getenv ("LANES_LIBEXECDIR"));
  g_autofree char *folder = g_dir_make_tmp ("lanes-test-XXXXXX", NULL);
  g_autofree char *program = g_build_filename (folder, "lanes-worker", NULL);
  g_autoptr (LanesOptions) options = lanes_test_options (1.0);
  g_autoptr (LanesRun) run = NULL;
  g_autoptr (GError) error = NULL;

  g_file_set_contents (program, "#!/bin/sh\nexit 7\n", -1, &error);
  g_assert_no_error (error);
  g_chmod (program, 0755);
  g_setenv ("LANES_LIBEXECDIR", folder, TRUE);
  run =
      lanes_test_run_builtin ("compute-squares", 0, lanes_models_find ("processes"), options, NULL);
  g_setenv ("LANES_LIBEXECDIR", before, TRUE);
  g_remove (program);
  g_rmdir (folder);

  lanes_test_check_run (run);
  g_assert_cmpint (lanes_run_get_status (run), ==, LANES_RUN_FAILED);
  g_assert_cmpuint (lanes_run_count_outcomes (run, LANES_TASK_DONE), ==, 0);
  g_assert_nonnull (strstr (lanes_run_get_message (run), "ended with status 7"));
}

static void
test_a_missing_worker_program_is_named (void)
{
  g_autofree char *before = g_strdup (g_getenv ("LANES_LIBEXECDIR"));
  g_autoptr (LanesOptions) options = lanes_test_options (1.0);
  g_autoptr (LanesRun) run = NULL;

  g_setenv ("LANES_LIBEXECDIR", "/nowhere", TRUE);
  run =
      lanes_test_run_builtin ("compute-squares", 0, lanes_models_find ("processes"), options, NULL);
  g_setenv ("LANES_LIBEXECDIR", before, TRUE);

  g_assert_cmpint (lanes_run_get_status (run), ==, LANES_RUN_FAILED);
  g_assert_nonnull (strstr (lanes_run_get_message (run), "lanes-worker"));
}

/* Kills five workers, one after another, while tiny tasks stream through them. */
#define N_KILLS 5

typedef struct
{
  gint32 killed[N_KILLS];
  guint n_killed;
} Massacre;

static gboolean
was_killed (const Massacre *self, gint32 pid)
{
  for (guint i = 0; i < self->n_killed; i++)
    {
      if (self->killed[i] == pid)
        return TRUE;
    }

  return FALSE;
}

/* A process with a result to its name, and so at its work: three that die before they are ready
 * would end the run. 0 when there is none. */
static gint32
find_victim (const Massacre *self, LanesRun *run)
{
  for (guint task = 0; task < lanes_run_get_n_tasks (run); task++)
    {
      LanesOutcome outcome;

      lanes_run_get_outcome (run, task, &outcome);
      if (outcome.status == LANES_TASK_DONE && !was_killed (self, outcome.pid))
        return outcome.pid;
    }

  return 0;
}

static void
kill_one (LanesRun *run, gpointer user_data)
{
  Massacre *self = user_data;
  gint32 pid;

  if (self->n_killed == N_KILLS || lanes_run_get_status (run) != LANES_RUN_RUNNING)
    return;

  pid = find_victim (self, run);
  if (pid > 0 && kill (pid, SIGKILL) == 0)
    self->killed[self->n_killed++] = pid;
}

static void
test_work_that_was_sent_ahead_goes_elsewhere (void)
{
  g_autoptr (LanesOptions) options = lanes_test_options (1.0);
  g_autoptr (LanesWorkload) workload = NULL;
  g_autoptr (LanesRun) run = NULL;
  const char *text = "{\"format\":\"lanes-workload\",\"version\":1,\"name\":\"x\",\"title\":\"x\","
                     "\"count\":4000,\"tasks\":[{\"label\":\"t {task}\",\"steps\":[{\"kind\":"
                     "\"compute\",\"work\":\"square\",\"seconds\":0.0002}]}]}";
  g_autoptr (GError) error = NULL;
  Massacre massacre = { 0 };
  guint n_failed;

  workload = lanes_workload_file_parse (text, strlen (text), "test", &error);
  g_assert_no_error (error);
  options->workers = 2;
  run = lanes_test_run_watched (workload, lanes_models_find ("processes"), options, NULL, kill_one,
                                &massacre);

  g_assert_cmpuint (massacre.n_killed, >, 0);
  n_failed = lanes_run_count_outcomes (run, LANES_TASK_FAILED);
  /* Each death costs one task at most; whatever stood behind it was done by others. */
  g_assert_cmpuint (n_failed, <=, massacre.n_killed);
  g_assert_cmpuint (lanes_run_count_outcomes (run, LANES_TASK_DONE), ==, 4000 - n_failed);
  for (guint task = 0; task < 4000; task++)
    {
      LanesOutcome outcome;

      lanes_run_get_outcome (run, task, &outcome);
      if (outcome.status == LANES_TASK_DONE)
        g_assert_cmpint (outcome.result, ==, (gint64) (task + 1) * (task + 1));
    }
}

/* The pipes and sockets among the files that a process has open from @first on; empty where the
 * system does not tell. */
static GHashTable *
find_channels (gint32 pid, int first)
{
  GHashTable *found = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *folder = g_strdup_printf ("/proc/%d/fd", pid);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *target = g_file_read_link (path, NULL);

      if (atoi (name) >= first && target != NULL &&
          (g_str_has_prefix (target, "pipe:") || g_str_has_prefix (target, "socket:")))
        g_hash_table_add (found, g_steal_pointer (&target));
    }

  return found;
}

typedef struct
{
  GHashTable *before; /* what we had ourselves been given */
  guint n_checked;
} Inheritance;

static void
check_inherited (LanesRun *run, gpointer user_data)
{
  Inheritance *self = user_data;
  g_autoptr (GHashTable) ours = find_channels (getpid (), 0);

  for (guint i = 0; i < lanes_run_get_n_workers (run); i++)
    {
      g_autoptr (GHashTable) theirs = NULL;
      LanesWorker worker;
      GHashTableIter iter;
      gpointer channel;

      lanes_run_get_worker (run, i, &worker);
      if (worker.pid <= 0 || worker.pid == getpid ())
        continue;
      theirs = find_channels (worker.pid, 3);
      g_hash_table_iter_init (&iter, theirs);
      while (g_hash_table_iter_next (&iter, &channel, NULL))
        g_assert_true (!g_hash_table_contains (ours, channel) ||
                       g_hash_table_contains (self->before, channel));
      self->n_checked++;
    }
}

static void
test_a_worker_has_no_pipe_of_another (void)
{
  g_autoptr (LanesOptions) options = lanes_test_options (0.2);
  g_autoptr (LanesWorkload) workload = lanes_workload_file_builtin ("shopping-carts", NULL);
  g_autoptr (GHashTable) before = find_channels (getpid (), 0);
  Inheritance inheritance = { .before = before };
  g_autoptr (LanesRun) run = lanes_test_run_watched (workload, lanes_models_find ("processes"),
                                                     options, NULL, check_inherited, &inheritance);

  lanes_test_check_run (run);
  g_assert_cmpuint (inheritance.n_checked, >, 0);
}

static void
test_no_task_waits_behind_a_long_one (void)
{
  g_autoptr (LanesOptions) options = lanes_test_options (1.0);
  const char *text =
      "{\"format\":\"lanes-workload\",\"version\":1,\"name\":\"x\",\"title\":\"x\","
      "\"count\":8,\"tasks\":[{\"label\":\"long\",\"steps\":[{\"kind\":\"wait\","
      "\"seconds\":1.5}]},{\"label\":\"short\",\"steps\":[{\"kind\":\"compute\"}]}]}";
  g_autoptr (GError) error = NULL;
  g_autoptr (LanesWorkload) workload =
      lanes_workload_file_parse (text, strlen (text), "test", &error);
  g_autoptr (LanesRun) run = NULL;
  LanesReport report;

  g_assert_no_error (error);
  options->workers = 4;
  run = lanes_test_run (workload, 0, lanes_models_find ("processes"), options, NULL, NULL, &error);
  g_assert_no_error (error);
  lanes_test_check_run (run);
  lanes_report_compute (run, &report);
  /* Four long ones on four workers, whatever stands between them; two after another take 3 s. */
  g_assert_cmpuint (lanes_test_most_at_once (run, LANES_SPAN_WAIT), ==, 4);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  lanes_platform_init_signals ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/process-carrier/three-early-deaths-end-the-run-with-a-sentence",
                   test_three_early_deaths_end_the_run_with_a_sentence);
  g_test_add_func ("/process-carrier/a-missing-worker-program-is-named",
                   test_a_missing_worker_program_is_named);
  g_test_add_func ("/process-carrier/work-that-was-sent-ahead-goes-elsewhere",
                   test_work_that_was_sent_ahead_goes_elsewhere);
  g_test_add_func ("/process-carrier/a-worker-has-no-pipe-of-another",
                   test_a_worker_has_no_pipe_of_another);
  g_test_add_func ("/process-carrier/no-task-waits-behind-a-long-one",
                   test_no_task_waits_behind_a_long_one);

  return g_test_run ();
}
