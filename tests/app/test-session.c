/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/lanes-session.h"
#include "core/lanes-error.h"
#include "core/lanes-report.h"
#include "formats/lanes-workload-file.h"
#include "platform/lanes-platform.h"

/* One call of lanes_session_run_async(), and what came of it. */
typedef struct
{
  LanesSession *session;
  guint n_started;
  LanesRun *first; /* when it had started */
  gboolean stops_when_started;
  gboolean ended;
  GPtrArray *runs;
  GError *error;
} Call;

static void
started_cb (LanesSession *session, guint index, LanesRun *run, gpointer user_data)
{
  Call *call = user_data;

  g_assert_cmpuint (index, ==, call->n_started);
  g_assert_true (lanes_session_get_run (session) == run);
  g_assert_true (lanes_session_is_running (session));
  g_assert_nonnull (lanes_session_get_description (session));
  call->n_started++;
  if (call->stops_when_started)
    lanes_session_stop (session);
}

static void
ended_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Call *call = user_data;

  g_assert_false (lanes_session_is_running (call->session) && call->n_started > 0);
  call->runs = lanes_session_run_finish (LANES_SESSION (source), result, &call->error);
  call->ended = TRUE;
}

static void
start (Call *call, const char *name, double time_scale, const char *endpoint, guint n_models)
{
  g_autoptr (LanesWorkload) workload = lanes_workload_file_builtin (name, NULL);
  g_autoptr (GPtrArray) models = g_ptr_array_new ();
  g_autoptr (GPtrArray) options =
      g_ptr_array_new_with_free_func ((GDestroyNotify) lanes_options_free);

  for (guint i = 0; i < n_models; i++)
    {
      LanesOptions *own = lanes_options_new ();

      own->time_scale = time_scale;
      own->endpoint = g_strdup (endpoint);
      g_ptr_array_add (models, (gpointer) lanes_models_get (i));
      g_ptr_array_add (options, own);
    }
  lanes_session_run_async (call->session, workload, 0, models, options, started_cb, ended_cb, call);
}

static void
finish (Call *call)
{
  while (!call->ended)
    g_main_context_iteration (NULL, TRUE);
}

static void
clear (Call *call)
{
  g_clear_pointer (&call->runs, g_ptr_array_unref);
  g_clear_error (&call->error);
}

static void
test_every_model_runs_in_turn (void)
{
  g_autoptr (LanesSession) session = lanes_session_new ();
  Call call = { .session = session };

  start (&call, "shopping-carts", 0.001, NULL, LANES_N_MODELS);
  g_assert_true (lanes_session_is_running (session));
  finish (&call);
  g_assert_no_error (call.error);
  g_assert_cmpuint (call.runs->len, ==, LANES_N_MODELS);
  g_assert_cmpuint (call.n_started, ==, LANES_N_MODELS);
  g_assert_null (lanes_session_get_run (session));
  g_assert_null (lanes_session_get_description (session));
  for (guint i = 0; i < call.runs->len; i++)
    {
      LanesReport report;

      lanes_report_compute (g_ptr_array_index (call.runs, i), &report);
      g_assert_cmpint (report.total_cents, ==, 3105682);
    }
  clear (&call);
}

static void
test_one_thing_runs_at_a_time (void)
{
  g_autoptr (LanesSession) session = lanes_session_new ();
  Call first = { .session = session };
  Call second = { .session = session };

  start (&first, "one-task", 0.01, NULL, 1);
  start (&second, "one-task", 0.01, NULL, 1);
  finish (&second);
  g_assert_error (second.error, G_IO_ERROR, G_IO_ERROR_BUSY);
  g_assert_null (second.runs);
  finish (&first);
  g_assert_no_error (first.error);
  clear (&first);
  clear (&second);
}

static void
test_a_stop_ends_all_that_was_to_come (void)
{
  g_autoptr (LanesSession) session = lanes_session_new ();
  Call call = { .session = session, .stops_when_started = TRUE };

  start (&call, "one-task", 10, NULL, LANES_N_MODELS);
  finish (&call);
  g_assert_no_error (call.error);
  g_assert_cmpuint (call.runs->len, ==, 1);
  g_assert_cmpint (lanes_run_get_status (g_ptr_array_index (call.runs, 0)), ==,
                   LANES_RUN_CANCELLED);
  clear (&call);
}

static void
test_a_stop_before_the_start_is_no_error (void)
{
  g_autoptr (LanesSession) session = lanes_session_new ();
  Call call = { .session = session };

  start (&call, "shopping-carts", 1, NULL, 1);
  lanes_session_stop (session);
  finish (&call);
  g_assert_no_error (call.error);
  g_assert_cmpuint (call.runs->len, ==, 0);
  clear (&call);
}

static void
test_what_cannot_begin_says_why (void)
{
  g_autoptr (LanesSession) session = lanes_session_new ();
  Call call = { .session = session };

  start (&call, "shopping-carts", 0, "ftp://example.com", 2);
  finish (&call);
  g_assert_error (call.error, LANES_RUN_ERROR, LANES_RUN_ERROR_OPTIONS);
  g_assert_null (call.runs);
  g_assert_false (lanes_session_is_running (session));
  clear (&call);
}

static void
test_a_session_goes_away_with_its_server (void)
{
  LanesSession *session = lanes_session_new ();
  Call call = { .session = session };

  start (&call, "shopping-carts", 0, NULL, 1);
  finish (&call);
  clear (&call);
  g_assert_finalize_object (session);
}

int
main (int argc, char **argv)
{
  lanes_platform_init_signals ();
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/session/every-model-runs-in-turn", test_every_model_runs_in_turn);
  g_test_add_func ("/session/one-thing-runs-at-a-time", test_one_thing_runs_at_a_time);
  g_test_add_func ("/session/a-stop-ends-all-that-was-to-come",
                   test_a_stop_ends_all_that_was_to_come);
  g_test_add_func ("/session/a-stop-before-the-start-is-no-error",
                   test_a_stop_before_the_start_is_no_error);
  g_test_add_func ("/session/what-cannot-begin-says-why", test_what_cannot_begin_says_why);
  g_test_add_func ("/session/it-goes-away-with-its-server",
                   test_a_session_goes_away_with_its_server);

  return g_test_run ();
}
