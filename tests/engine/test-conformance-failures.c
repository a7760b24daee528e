/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A task that fails fails alone, under every model, with a message that names what is wrong. */
#include "config.h"

#include <locale.h>
#include <string.h>

#include "formats/lanes-workload-file.h"
#include "lanes-test-runs.h"
#include "lanes-test-server.h"
#include "platform/lanes-platform.h"

static const struct
{
  const char *fault;
  const char *words; /* of the message */
} faults[] = {
  { "truncate", "was cut off after" },
  { "short", "/carts/3" },
  { "lies", "not a cart" },
  { "reset", "/carts/3" },
  { "endless", "more than 16 MiB" },
  { "huge", "more than 16 MiB" },
  { "deep", "nested more than 64 levels deep" },
  { "malformed", "not a cart" },
  { "empty", "it is empty" },
  { "no-products", "has no \"products\"" },
  { "status-500", "answered 500: the carts are on fire" },
  { "status-404", "answered 404: Cart with id '3' not found" },
  { "html", "not a cart" },
  { "rate-limited:3", "answered 429: please wait" },
  { "redirect-loop", "was redirected" },
};

typedef struct
{
  const LanesModel *model;
  guint fault;
} Case;

static LanesRun *
run_carts (LanesTestServer *server, const LanesModel *model, gint64 timeout_us)
{
  g_autoptr (LanesOptions) options = lanes_test_options (0.0);

  options->endpoint = g_strdup (lanes_test_server_get_url (server));
  if (timeout_us > 0)
    options->timeout_us = timeout_us;

  return lanes_test_run_builtin ("shopping-carts", 0, model, options, NULL);
}

static void
a_fault_fails_its_task_alone (gconstpointer data)
{
  const Case *c = data;
  g_autofree char *argument = g_strconcat ("3=", faults[c->fault].fault, NULL);
  g_autoptr (LanesTestServer) server = lanes_test_server_new (argument);
  g_autoptr (LanesRun) run = run_carts (server, c->model, 0);
  LanesOutcome outcome;
  LanesReport report;

  lanes_test_check_run (run);
  lanes_report_compute (run, &report);
  g_assert_cmpint (lanes_run_get_status (run), ==, LANES_RUN_FAILED);
  g_assert_cmpuint (report.n_done, ==, 4);
  g_assert_cmpuint (report.n_failed, ==, 1);
  g_assert_cmpint (report.total_cents, ==, 3105682 - 38990);
  lanes_run_get_outcome (run, 2, &outcome);
  g_assert_cmpint (outcome.status, ==, LANES_TASK_FAILED);
  if (strstr (outcome.error, faults[c->fault].words) == NULL)
    g_error ("\"%s\" does not say \"%s\"", outcome.error, faults[c->fault].words);
}

/* On a machine that is busy or slow the answers that do come may take as long, too. */
static LanesRun *
run_until_others_are_done (LanesTestServer *server, const LanesModel *model)
{
  for (gint64 timeout_us = 500000;; timeout_us *= 4)
    {
      g_autoptr (LanesRun) run = run_carts (server, model, timeout_us);

      lanes_test_check_run (run);
      if (lanes_run_count_outcomes (run, LANES_TASK_DONE) >= 2 || timeout_us > 20 * G_USEC_PER_SEC)
        return g_steal_pointer (&run);
    }
}

static void
what_never_ends_fails_at_the_deadline (gconstpointer data)
{
  const Case *c = data;
  g_autoptr (LanesTestServer) server = lanes_test_server_new ("3=stall 4=stall-headers 5=drip");
  g_autoptr (LanesRun) run = run_until_others_are_done (server, c->model);

  for (guint task = 0; task < 5; task++)
    {
      LanesOutcome outcome;

      lanes_run_get_outcome (run, task, &outcome);
      g_assert_cmpint (outcome.status, ==, task < 2 ? LANES_TASK_DONE : LANES_TASK_FAILED);
      if (task >= 2)
        g_assert_nonnull (strstr (outcome.error, "did not answer within "));
    }
}

static guint
count_attempts (LanesRun *run, guint task)
{
  LanesTrace *trace = lanes_run_get_trace (run);
  guint attempts = 0;

  for (guint32 i = 0; i < lanes_trace_get_length (trace); i++)
    {
      LanesSpan span;

      lanes_trace_read (trace, i, &span);
      if (span.kind != LANES_SPAN_FETCH || span.task != (gint32) task)
        continue;
      attempts++;
      g_assert_cmpuint (span.attempt, ==, attempts);
    }

  return attempts;
}

static void
a_429_is_tried_three_times_each_a_span (gconstpointer data)
{
  const Case *c = data;
  g_autoptr (LanesTestServer) server = lanes_test_server_new ("3=rate-limited:2");
  g_autoptr (LanesRun) run = run_carts (server, c->model, 0);

  lanes_test_check_run (run);
  g_assert_cmpint (lanes_run_get_status (run), ==, LANES_RUN_COMPLETED);
  g_assert_cmpuint (count_attempts (run, 2), ==, 3);
  g_assert_cmpuint (count_attempts (run, 1), ==, 1);
}

static void
a_dead_server_fails_every_task_with_a_sentence (gconstpointer data)
{
  const Case *c = data;
  g_autoptr (LanesTestServer) server = lanes_test_server_new (NULL);
  g_autoptr (LanesRun) run = NULL;

  lanes_test_server_kill (server);
  run = run_carts (server, c->model, 0);
  lanes_test_check_run (run);
  g_assert_cmpuint (lanes_run_count_outcomes (run, LANES_TASK_FAILED), ==, 5);
  for (guint task = 0; task < 5; task++)
    {
      LanesOutcome outcome;

      lanes_run_get_outcome (run, task, &outcome);
      g_assert_nonnull (strstr (outcome.error, "refused the connection"));
    }
}

/* Kills the server while cart 3 stands at it, after cart 1 was fetched. */
static void
kill_server (LanesRun *run, gpointer user_data)
{
  LanesTrace *trace = lanes_run_get_trace (run);
  gboolean was_fetched = FALSE;
  gboolean stands = FALSE;

  for (guint32 i = 0; i < lanes_trace_get_length (trace); i++)
    {
      LanesSpan span;

      lanes_trace_read (trace, i, &span);
      if (span.kind != LANES_SPAN_FETCH)
        continue;
      was_fetched |= span.task == 0 && span.status == LANES_SPAN_DONE;
      stands |= span.task == 2 && span.end_us < 0;
    }
  if (was_fetched && stands)
    lanes_test_server_kill (user_data);
}

static void
a_server_that_dies_keeps_what_was_fetched (gconstpointer data)
{
  const Case *c = data;
  g_autoptr (LanesTestServer) server = lanes_test_server_new ("3=stall");
  g_autoptr (LanesOptions) options = lanes_test_options (0.0);
  g_autoptr (LanesWorkload) workload = lanes_workload_file_builtin ("shopping-carts", NULL);
  g_autoptr (LanesRun) run = NULL;
  LanesOutcome outcome;

  options->endpoint = g_strdup (lanes_test_server_get_url (server));
  run = lanes_test_run_watched (workload, c->model, options, NULL, kill_server, server);
  lanes_test_check_run (run);
  g_assert_cmpint (lanes_run_get_status (run), ==, LANES_RUN_FAILED);
  g_assert_cmpuint (lanes_run_count_outcomes (run, LANES_TASK_CANCELLED), ==, 0);
  lanes_run_get_outcome (run, 0, &outcome);
  g_assert_cmpint (outcome.status, ==, LANES_TASK_DONE);
  lanes_run_get_outcome (run, 2, &outcome);
  g_assert_cmpint (outcome.status, ==, LANES_TASK_FAILED);
}

static void
failures_leave_nothing_behind (gconstpointer data)
{
  const Case *c = data;
  const char *const kinds[] = { "3=truncate", "3=reset", "3=endless", "3=stall" };
  LanesTestLeftovers before;

  for (guint i = 0; i < 1 + G_N_ELEMENTS (kinds); i++)
    {
      LanesTestServer *server = lanes_test_server_new (kinds[i == 0 ? 0 : i - 1]);

      /* GLib starts threads of its own when first needed and keeps them. */
      if (i == 1)
        lanes_test_leftovers_count (&before);
      g_object_unref (run_carts (server, c->model, 500000));
      lanes_test_server_free (server);
    }
  /* The first server of those that count was there when they were counted. */
  lanes_test_assert_nothing_left (&before);
}

static void
add (const char *name, const LanesModel *model, guint fault, GTestDataFunc func)
{
  g_autofree char *path = g_strdup_printf ("/%s/%s", model->name, name);
  Case *c = g_new (Case, 1);

  *c = (Case){ model, fault };
  g_test_add_data_func_full (path, c, func, g_free);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  lanes_platform_init_signals ();
  lanes_test_leftovers_init ();
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < LANES_N_MODELS; i++)
    {
      const LanesModel *model = lanes_models_get (i);

      for (guint k = 0; k < G_N_ELEMENTS (faults); k++)
        {
          g_autofree char *kind = g_strdelimit (g_strdup (faults[k].fault), ":", '-');
          g_autofree char *name = g_strdup_printf ("%s-fails-its-task-alone", kind);

          add (name, model, k, a_fault_fails_its_task_alone);
        }
      add ("what-never-ends-fails-at-the-deadline", model, 0,
           what_never_ends_fails_at_the_deadline);
      add ("a-429-is-tried-three-times-each-a-span", model, 0,
           a_429_is_tried_three_times_each_a_span);
      add ("a-dead-server-fails-every-task-with-a-sentence", model, 0,
           a_dead_server_fails_every_task_with_a_sentence);
      add ("a-server-that-dies-keeps-what-was-fetched", model, 0,
           a_server_that_dies_keeps_what_was_fetched);
      add ("failures-leave-nothing-behind", model, 0, failures_leave_nothing_behind);
    }

  return g_test_run ();
}
