/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The server's program, asked over HTTP. */
#include "config.h"

#include <libsoup/soup.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

#include "platform/lanes-platform.h"

typedef struct
{
  GSubprocess *process;
  SoupSession *session;
  char *url;
  guint port;
} Server;

static void
server_start (Server *self, const char *first, const char *second, const char *third)
{
  g_autofree char *program =
      g_build_filename (g_getenv ("LANES_LIBEXECDIR"), "lanes-cart-server", NULL);
  const char *argv[] = { program, "--parent-pipe", first, second, third, NULL };
  g_autoptr (GDataInputStream) words = NULL;
  g_autofree char *line = NULL;
  g_autoptr (GError) error = NULL;
  guint n_carts = 0;

  self->process = g_subprocess_newv (
      argv, G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error);
  g_assert_no_error (error);
  words = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->process));
  g_filter_input_stream_set_close_base_stream (G_FILTER_INPUT_STREAM (words), FALSE);
  line = g_data_input_stream_read_line (words, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (sscanf (line, "{\"port\":%u,\"carts\":%u}", &self->port, &n_carts), ==, 2);
  g_assert_cmpuint (n_carts, ==, 50);
  self->url = g_strdup_printf ("http://127.0.0.1:%u", self->port);
  self->session = soup_session_new_with_options ("max-conns", 8, "max-conns-per-host", 8, NULL);
}

static void
server_stop (Server *self)
{
  g_clear_object (&self->session);
  g_output_stream_close (g_subprocess_get_stdin_pipe (self->process), NULL, NULL);
  g_subprocess_wait (self->process, NULL, NULL);
  g_assert_true (g_subprocess_get_successful (self->process));
  g_object_unref (self->process);
  g_free (self->url);
}

static SoupMessage *
get (Server *self, const char *path, GBytes **body)
{
  g_autofree char *url = g_strconcat (self->url, path, NULL);
  SoupMessage *message = soup_message_new (SOUP_METHOD_GET, url);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;

  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT);
  bytes = soup_session_send_and_read (self->session, message, NULL, &error);
  g_assert_no_error (error);
  if (body != NULL)
    *body = g_steal_pointer (&bytes);

  return message;
}

static const char *
header (SoupMessage *message, const char *name)
{
  return soup_message_headers_get_one (soup_message_get_response_headers (message), name);
}

static void
test_an_answer_has_the_apis_headers (void)
{
  Server server;
  g_autoptr (SoupMessage) message = NULL;
  g_autoptr (GBytes) body = NULL;
  g_autofree char *length = NULL;

  server_start (&server, NULL, NULL, NULL);
  message = get (&server, "/carts/1", &body);
  length = g_strdup_printf ("%zu", g_bytes_get_size (body));
  g_assert_cmpuint (soup_message_get_status (message), ==, 200);
  g_assert_cmpstr (header (message, "Content-Type"), ==, "application/json; charset=utf-8");
  g_assert_cmpstr (header (message, "Content-Length"), ==, length);
  g_assert_true (g_str_has_prefix (header (message, "ETag"), "W/\"25e-"));
  g_assert_null (header (message, "Cache-Control"));
  server_stop (&server);
}

static void
test_what_is_known_is_not_sent_again (void)
{
  Server server;
  g_autoptr (SoupMessage) first = NULL;
  g_autoptr (SoupMessage) again = NULL;
  g_autoptr (GBytes) body = NULL;
  g_autofree char *url = NULL;

  server_start (&server, NULL, NULL, NULL);
  first = get (&server, "/carts/2", NULL);
  url = g_strconcat (server.url, "/carts/2", NULL);
  again = soup_message_new (SOUP_METHOD_GET, url);
  soup_message_headers_append (soup_message_get_request_headers (again), "If-None-Match",
                               header (first, "ETag"));
  body = soup_session_send_and_read (server.session, again, NULL, NULL);
  g_assert_cmpuint (soup_message_get_status (again), ==, 304);
  g_assert_cmpuint (g_bytes_get_size (body), ==, 0);
  server_stop (&server);
}

static void
test_a_slash_at_the_end_is_moved (void)
{
  Server server;
  g_autoptr (SoupMessage) message = NULL;

  server_start (&server, NULL, NULL, NULL);
  message = get (&server, "/carts/1/", NULL);
  g_assert_cmpuint (soup_message_get_status (message), ==, 301);
  g_assert_cmpstr (header (message, "Location"), ==, "/carts/1");
  server_stop (&server);
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GBytes) body = soup_session_send_and_read_finish (SOUP_SESSION (source), result, NULL);

  g_assert_nonnull (body);
  (*(guint *) user_data)++;
}

static void
test_late_answers_do_not_hold_others_up (void)
{
  Server server;
  guint n_late = 0;
  gint64 begin_us;

  server_start (&server, NULL, NULL, NULL);
  begin_us = g_get_monotonic_time ();
  for (guint i = 0; i < 5; i++)
    {
      g_autofree char *url = g_strconcat (server.url, "/carts/3?delay=1500", NULL);
      g_autoptr (SoupMessage) message = soup_message_new (SOUP_METHOD_GET, url);

      soup_session_send_and_read_async (server.session, message, G_PRIORITY_DEFAULT, NULL,
                                        answered_cb, &n_late);
    }
  g_object_unref (get (&server, "/carts/1", NULL));
  g_assert_cmpuint (n_late, ==, 0);
  while (n_late < 5)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (g_get_monotonic_time () - begin_us, >=, 1500000);
  /* One after another they would take 7.5 s. */
  g_assert_cmpint (g_get_monotonic_time () - begin_us, <, 7500000);
  server_stop (&server);
}

static void
test_too_many_requests_are_refused_as_the_api_refuses_them (void)
{
  Server server;
  g_autoptr (SoupMessage) message = NULL;
  g_autoptr (GBytes) body = NULL;

  server_start (&server, "--rate-limit", "--rate-limit-requests", "3");
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (SoupMessage) fine = get (&server, "/carts/1", NULL);

      g_assert_cmpuint (soup_message_get_status (fine), ==, 200);
      g_assert_cmpstr (header (fine, "X-RateLimit-Limit"), ==, "3");
    }
  message = get (&server, "/carts/1", &body);
  g_assert_cmpuint (soup_message_get_status (message), ==, 429);
  g_assert_cmpstr (soup_message_get_reason_phrase (message), ==, "Too Many Requests");
  g_assert_cmpstr (header (message, "Retry-After"), ==, "10");
  g_assert_cmpstr (header (message, "X-RateLimit-Remaining"), ==, "0");
  g_assert_nonnull (g_strstr_len (g_bytes_get_data (body, NULL), (gssize) g_bytes_get_size (body),
                                  "request limit exceeded, please wait a few seconds"));
  server_stop (&server);
}

/* What the server answers to those bytes, to the end of the connection. */
static char *
ask_raw (Server *self, const char *request)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GSocketConnection) connection =
      g_socket_client_connect_to_host (client, "127.0.0.1", (guint16) self->port, NULL, &error);
  g_autoptr (GOutputStream) answer = g_memory_output_stream_new_resizable ();

  g_assert_no_error (error);
  g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (connection)), request,
                             strlen (request), NULL, NULL, &error);
  g_assert_no_error (error);
  g_output_stream_splice (answer, g_io_stream_get_input_stream (G_IO_STREAM (connection)), 0, NULL,
                          &error);
  g_assert_no_error (error);
  g_output_stream_write_all (answer, "", 1, NULL, NULL, NULL);
  g_output_stream_close (answer, NULL, NULL);

  return g_memory_output_stream_steal_data (G_MEMORY_OUTPUT_STREAM (answer));
}

static void
test_a_bad_escape_is_refused_as_the_api_refuses_it (void)
{
  Server server;
  g_autofree char *answer = NULL;
  char *bad, *good;

  server_start (&server, NULL, NULL, NULL);
  answer = ask_raw (&server, "GET /carts/1 HTTP/1.1\r\nHost: a\r\n\r\n"
                             "GET /carts/%zz HTTP/1.1\r\nHost: a\r\nX: %zz\r\n\r\n"
                             "GET /carts/%32 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
  g_assert_true (g_str_has_prefix (answer, "HTTP/1.1 200"));
  bad = strstr (answer, "HTTP/1.1 400");
  g_assert_nonnull (bad);
  g_assert_nonnull (strstr (bad, "\r\n\r\n{\"message\":\"Failed to decode param '%zz'\"}"));
  good = strstr (bad, "HTTP/1.1 200");
  g_assert_nonnull (good);
  g_assert_nonnull (strstr (good, "\r\n\r\n{\"id\":2,"));
  server_stop (&server);
}

/* File descriptors that the server's process holds; -1 where that cannot be told. */
static int
count_descriptors (Server *self)
{
  g_autofree char *path =
      g_strdup_printf ("/proc/%s/fd", g_subprocess_get_identifier (self->process));
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  int n = 0;

  if (folder == NULL)
    return -1;
  while (g_dir_read_name (folder) != NULL)
    n++;

  return n;
}

static void
test_a_connection_that_its_client_closes_is_given_back (void)
{
  Server server;
  int before;

  server_start (&server, NULL, NULL, NULL);
  g_object_unref (get (&server, "/carts/1", NULL));
  before = count_descriptors (&server);
  for (guint i = 0; i < 50 && before >= 0; i++)
    {
      g_autoptr (GSocketClient) client = g_socket_client_new ();
      g_autoptr (GSocketConnection) connection =
          g_socket_client_connect_to_host (client, "127.0.0.1", (guint16) server.port, NULL, NULL);
      static const char request[] = "GET /carts/1 HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";
      char answer[64];

      g_assert_true (
          g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (connection)),
                                     request, strlen (request), NULL, NULL, NULL));
      g_assert_cmpint (g_input_stream_read (g_io_stream_get_input_stream (G_IO_STREAM (connection)),
                                            answer, sizeof answer, NULL, NULL),
                       >, 0);
      g_assert_true (strncmp (answer, "HTTP/1.1 200", 12) == 0);
    }
  /* It notices while it answers others; the test's time limit is what ends this otherwise. */
  while (count_descriptors (&server) > before)
    g_object_unref (get (&server, "/carts/1", NULL));
  if (before < 0)
    g_test_skip ("this system does not tell a process's file descriptors");
  server_stop (&server);
}

static void
test_it_listens_on_loopback_alone (void)
{
  Server server;
  g_autofree char *table = NULL;
  g_autofree char *loopback = NULL;
  g_autofree char *anywhere = NULL;

  server_start (&server, NULL, NULL, NULL);
  if (!g_file_get_contents ("/proc/net/tcp", &table, NULL, NULL))
    g_test_skip ("there is no /proc/net/tcp here");
  else
    {
      loopback = g_strdup_printf ("0100007F:%04X", server.port);
      anywhere = g_strdup_printf ("00000000:%04X", server.port);
      g_assert_nonnull (strstr (table, loopback));
      g_assert_null (strstr (table, anywhere));
    }
  server_stop (&server);
}

static void
test_a_signal_ends_it_well (void)
{
  const int signals[] = { SIGINT, SIGTERM };

  for (guint i = 0; i < G_N_ELEMENTS (signals); i++)
    {
      Server server;

      server_start (&server, NULL, NULL, NULL);
      g_subprocess_send_signal (server.process, signals[i]);
      g_subprocess_wait (server.process, NULL, NULL);
      g_assert_true (g_subprocess_get_successful (server.process));
      server_stop (&server);
    }
}

static void
assert_usage (const char *option, const char *value, const char *words)
{
  g_autofree char *program =
      g_build_filename (g_getenv ("LANES_LIBEXECDIR"), "lanes-cart-server", NULL);
  g_autoptr (GSubprocess) process = NULL;
  g_autofree char *complaint = NULL;

  process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDERR_PIPE, NULL, program, option, value, NULL);
  g_subprocess_communicate_utf8 (process, NULL, NULL, NULL, &complaint, NULL);
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 2);
  if (strstr (complaint, words) == NULL)
    g_error ("\"%s\" does not say \"%s\"", complaint, words);
}

static void
test_bad_usage_gets_one_sentence (void)
{
  assert_usage ("--port", "65536", "from 0 to 65535");
  assert_usage ("--data", "/nowhere.json", "/nowhere.json");
  assert_usage ("--nap", NULL, "--nap");
}

int
main (int argc, char **argv)
{
  lanes_platform_init_signals ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cart-server/an-answer-has-the-apis-headers",
                   test_an_answer_has_the_apis_headers);
  g_test_add_func ("/cart-server/what-is-known-is-not-sent-again",
                   test_what_is_known_is_not_sent_again);
  g_test_add_func ("/cart-server/a-slash-at-the-end-is-moved", test_a_slash_at_the_end_is_moved);
  g_test_add_func ("/cart-server/late-answers-do-not-hold-others-up",
                   test_late_answers_do_not_hold_others_up);
  g_test_add_func ("/cart-server/too-many-requests-are-refused-as-the-api-refuses-them",
                   test_too_many_requests_are_refused_as_the_api_refuses_them);
  g_test_add_func ("/cart-server/a-bad-escape-is-refused-as-the-api-refuses-it",
                   test_a_bad_escape_is_refused_as_the_api_refuses_it);
  g_test_add_func ("/cart-server/a-connection-that-its-client-closes-is-given-back",
                   test_a_connection_that_its_client_closes_is_given_back);
  g_test_add_func ("/cart-server/it-listens-on-loopback-alone", test_it_listens_on_loopback_alone);
  g_test_add_func ("/cart-server/a-signal-ends-it-well", test_a_signal_ends_it_well);
  g_test_add_func ("/cart-server/bad-usage-gets-one-sentence", test_bad_usage_gets_one_sentence);

  return g_test_run ();
}
