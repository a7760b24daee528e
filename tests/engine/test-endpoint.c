/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "core/lanes-error.h"
#include "engine/lanes-endpoint.h"
#include "lanes-test-runs.h"
#include "lanes-test-server.h"
#include "platform/lanes-platform.h"

static void
prepared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GAsyncResult **out = user_data;

  *out = g_object_ref (result);
}

static gboolean
prepare (LanesEndpoint *endpoint, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  lanes_endpoint_prepare_async (endpoint, TRUE, FALSE, TRUE, NULL, prepared_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);

  return lanes_endpoint_prepare_finish (endpoint, result, error);
}

static void
assert_refused (const char *url, const char *data, const char *words)
{
  g_autoptr (LanesOptions) options = lanes_options_new ();
  g_autoptr (GError) error = NULL;

  options->endpoint = g_strdup (url);
  options->data = g_strdup (data);
  g_assert_null (lanes_endpoint_new (options, &error));
  g_assert_error (error, LANES_RUN_ERROR, LANES_RUN_ERROR_OPTIONS);
  if (strstr (error->message, words) == NULL)
    g_error ("\"%s\" does not say \"%s\"", error->message, words);
}

static void
test_what_is_no_endpoint_is_refused (void)
{
  assert_refused ("dummyjson.com", NULL, "must be \"built-in\" or a URL");
  assert_refused ("ftp://dummyjson.com", NULL, "must be \"built-in\" or a URL");
  assert_refused ("http://", NULL, "must be \"built-in\" or a URL");
  assert_refused ("https://dummyjson.com?x=1", NULL, "must be \"built-in\" or a URL");
  assert_refused ("https://dummyjson.com", "carts.json", "built-in server");
}

static void
test_dummyjson_is_not_asked_to_be_later_than_it_can (void)
{
  g_autoptr (LanesOptions) options = lanes_options_new ();
  g_autoptr (LanesEndpoint) built_in = lanes_endpoint_new (options, NULL);
  g_autoptr (LanesEndpoint) remote = NULL;
  g_autoptr (GError) error = NULL;

  options->endpoint = g_strdup ("https://dummyjson.com/");
  remote = lanes_endpoint_new (options, NULL);
  g_assert_cmpstr (lanes_endpoint_get_url (remote), ==, "https://dummyjson.com");
  g_assert_true (lanes_endpoint_check_delay (built_in, 50000000, NULL));
  g_assert_true (lanes_endpoint_check_delay (remote, 5000000, NULL));
  g_assert_false (lanes_endpoint_check_delay (remote, 5000001, &error));
  g_assert_error (error, LANES_RUN_ERROR, LANES_RUN_ERROR_OPTIONS);
}

static void
test_the_built_in_server_is_started_and_gone (void)
{
  g_autoptr (LanesOptions) options = lanes_options_new ();
  LanesEndpoint *endpoint = lanes_endpoint_new (options, NULL);
  LanesTestLeftovers before;
  g_autoptr (GError) error = NULL;

  lanes_test_leftovers_count (&before);
  g_assert_cmpint (lanes_endpoint_get_server_pid (endpoint), ==, 0);
  g_assert_true (prepare (endpoint, &error));
  g_assert_no_error (error);
  g_assert_cmpint (lanes_endpoint_get_server_pid (endpoint), >, 0);
  g_assert_cmpuint (lanes_endpoint_get_n_carts (endpoint), ==, 50);
  g_assert_true (g_str_has_prefix (lanes_endpoint_get_url (endpoint), "http://127.0.0.1:"));
  g_object_unref (endpoint);
  /* GLib keeps the thread that watched the child. */
  before.threads++;
  before.threads++;
  lanes_test_assert_nothing_left (&before);
}

static void
test_another_server_is_asked_how_many_carts_it_has (void)
{
  g_autoptr (LanesTestServer) server = lanes_test_server_new (NULL);
  g_autoptr (LanesOptions) options = lanes_options_new ();
  g_autoptr (LanesEndpoint) endpoint = NULL;

  options->endpoint = g_strdup (lanes_test_server_get_url (server));
  endpoint = lanes_endpoint_new (options, NULL);
  g_assert_true (prepare (endpoint, NULL));
  g_assert_cmpuint (lanes_endpoint_get_n_carts (endpoint), ==, 50);
  g_assert_cmpint (lanes_endpoint_get_server_pid (endpoint), ==, 0);
}

static void
test_a_server_that_cannot_start_says_why (void)
{
  g_autoptr (LanesOptions) options = lanes_options_new ();
  g_autoptr (LanesEndpoint) endpoint = NULL;
  g_autoptr (GError) error = NULL;

  options->data = g_strdup ("/nowhere/carts.json");
  endpoint = lanes_endpoint_new (options, NULL);
  g_assert_false (prepare (endpoint, &error));
  g_assert_error (error, LANES_RUN_ERROR, LANES_RUN_ERROR_SERVER);
  g_assert_nonnull (strstr (error->message, "/nowhere/carts.json"));
}

int
main (int argc, char **argv)
{
  lanes_platform_init_signals ();
  lanes_test_leftovers_init ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/endpoint/what-is-no-endpoint-is-refused", test_what_is_no_endpoint_is_refused);
  g_test_add_func ("/endpoint/dummyjson-is-not-asked-to-be-later-than-it-can",
                   test_dummyjson_is_not_asked_to_be_later_than_it_can);
  g_test_add_func ("/endpoint/the-built-in-server-is-started-and-gone",
                   test_the_built_in_server_is_started_and_gone);
  g_test_add_func ("/endpoint/another-server-is-asked-how-many-carts-it-has",
                   test_another_server_is_asked_how_many_carts_it_has);
  g_test_add_func ("/endpoint/a-server-that-cannot-start-says-why",
                   test_a_server_that_cannot_start_says_why);

  return g_test_run ();
}
