/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lanes' own carts, but some of them with a fault: --fault ID=KIND, as often as wanted. Prints
 * the ready line of the cart server and leaves when its standard input ends. A thread for each
 * connection, which serves one request. */
#include "config.h"

#include <gio/gio.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "platform/lanes-platform.h"
#include "server/lanes-cart-router.h"

#define MIB (1024 * 1024)

static LanesCartData *data;
static GHashTable *faults; /* id -> kind */
static gint rate_limited;  /* requests that were answered with 429 */
static GMutex meeting;     /* for what follows */
static GCond met;
static int n_met; /* requests that have come to where others are waited for */

static gboolean
put (GSocketConnection *connection, const void *bytes, gsize length)
{
  GOutputStream *stream = g_io_stream_get_output_stream (G_IO_STREAM (connection));

  return g_output_stream_write_all (stream, bytes, length, NULL, NULL, NULL);
}

static gboolean G_GNUC_PRINTF (2, 3) say (GSocketConnection *connection, const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list args;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);

  return put (connection, text, strlen (text));
}

static void
answer (GSocketConnection *connection, guint status, const char *type, const char *body)
{
  say (connection,
       "HTTP/1.1 %u Status\r\nContent-Type: %s\r\nContent-Length: %zu\r\nConnection: "
       "close\r\n\r\n%s",
       status, type, strlen (body), body);
}

/* Until the client goes away. */
static void
wait_for_client (GSocketConnection *connection)
{
  GInputStream *stream = g_io_stream_get_input_stream (G_IO_STREAM (connection));
  char bytes[256];

  while (g_input_stream_read (stream, bytes, sizeof bytes, NULL, NULL) > 0)
    ;
}

static void
reset (GSocketConnection *connection)
{
  const struct linger linger = { .l_onoff = 1, .l_linger = 0 };
  int fd = g_socket_get_fd (g_socket_connection_get_socket (connection));

  setsockopt (fd, SOL_SOCKET, SO_LINGER, &linger, sizeof linger);
}

static void
pour (GSocketConnection *connection, gsize length, char byte)
{
  g_autofree char *block = g_malloc (65536);

  memset (block, byte, 65536);
  for (gsize sent = 0; sent < length; sent += 65536)
    {
      if (!put (connection, block, MIN (65536, length - sent)))
        return;
    }
}

static void
pour_chunks (GSocketConnection *connection)
{
  g_autofree char *block = g_strnfill (65536, 'x');

  while (say (connection, "10000\r\n") && put (connection, block, 65536) &&
         say (connection, "\r\n"))
    ;
}

static void
drip (GSocketConnection *connection)
{
  while (say (connection, " "))
    g_usleep (100000);
}

static void
limit_rate (GSocketConnection *connection, const char *kind, const char *body)
{
  int times = atoi (strchr (kind, ':') + 1);

  if (g_atomic_int_add (&rate_limited, 1) >= times)
    {
      answer (connection, 200, "application/json; charset=utf-8", body);
      return;
    }
  say (connection,
       "HTTP/1.1 429 Too Many Requests\r\nContent-Type: application/json\r\nRetry-After: 0\r\n"
       "Content-Length: 25\r\nConnection: close\r\n\r\n{\"message\":\"please wait\"}");
}

/* Answers when so many requests stand here at once; forever, if they never do. */
static void
meet (GSocketConnection *connection, const char *kind, const char *body)
{
  int wanted = atoi (strchr (kind, ':') + 1);

  g_mutex_lock (&meeting);
  n_met++;
  g_cond_broadcast (&met);
  while (n_met < wanted)
    g_cond_wait (&met, &meeting);
  g_mutex_unlock (&meeting);
  answer (connection, 200, "application/json; charset=utf-8", body);
}

static void
do_wrong (GSocketConnection *connection, const char *kind, const char *path, const char *body)
{
  const char *json = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";
  int half = (int) strlen (body) / 2;

  if (g_str_equal (kind, "truncate"))
    say (connection, "%sContent-Length: %zu\r\n\r\n%.*s", json, strlen (body), half, body);
  else if (g_str_equal (kind, "short"))
    say (connection, "HTTP/1.1 200 OK\r\nContent-Ty");
  else if (g_str_equal (kind, "lies"))
    say (connection, "%sContent-Length: %d\r\n\r\n%s", json, half, body);
  else if (g_str_equal (kind, "stall"))
    {
      say (connection, "%sContent-Length: %zu\r\n\r\n%.*s", json, strlen (body), half, body);
      wait_for_client (connection);
    }
  else if (g_str_equal (kind, "stall-headers"))
    wait_for_client (connection);
  else if (g_str_equal (kind, "drip"))
    {
      say (connection, "%sContent-Length: 1000000\r\n\r\n", json);
      drip (connection);
    }
  else if (g_str_equal (kind, "reset"))
    {
      say (connection, "%sContent-Length: %zu\r\n\r\n%.*s", json, strlen (body), half, body);
      reset (connection);
    }
  else if (g_str_equal (kind, "endless"))
    {
      say (connection, "%sTransfer-Encoding: chunked\r\n\r\n", json);
      pour_chunks (connection);
    }
  else if (g_str_equal (kind, "huge"))
    {
      say (connection, "%sContent-Length: %d\r\n\r\n", json, 17 * MIB);
      pour (connection, 17 * MIB, ' ');
    }
  else if (g_str_equal (kind, "deep"))
    {
      say (connection, "%sContent-Length: 1000000\r\n\r\n", json);
      pour (connection, 1000000, '[');
    }
  else if (g_str_equal (kind, "malformed"))
    answer (connection, 200, "application/json", "{\"products\":[{");
  else if (g_str_equal (kind, "empty"))
    answer (connection, 200, "application/json", "");
  else if (g_str_equal (kind, "no-products"))
    answer (connection, 200, "application/json", "{\"id\":3}");
  else if (g_str_equal (kind, "status-500"))
    answer (connection, 500, "application/json", "{\"message\":\"the carts are on fire\"}");
  else if (g_str_equal (kind, "status-404"))
    answer (connection, 404, "application/json", "{\"message\":\"Cart with id '3' not found\"}");
  else if (g_str_equal (kind, "html"))
    answer (connection, 200, "text/html", "<html>Welcome</html>");
  else if (g_str_has_prefix (kind, "rate-limited:"))
    limit_rate (connection, kind, body);
  else if (g_str_has_prefix (kind, "meet:"))
    meet (connection, kind, body);
  else if (g_str_equal (kind, "redirect-loop"))
    say (connection, "HTTP/1.1 302 Found\r\nLocation: %s\r\nContent-Length: 0\r\n\r\n", path);
  else
    g_error ("there is no fault \"%s\"", kind);
}

/* The path of the request; NULL: the client went away. */
static char *
read_request (GSocketConnection *connection)
{
  GInputStream *stream = g_io_stream_get_input_stream (G_IO_STREAM (connection));
  g_autoptr (GString) text = g_string_new (NULL);
  char bytes[1024];
  gssize n;
  const char *begin, *end;

  while (strstr (text->str, "\r\n\r\n") == NULL)
    {
      n = g_input_stream_read (stream, bytes, sizeof bytes, NULL, NULL);
      if (n <= 0)
        return NULL;
      g_string_append_len (text, bytes, n);
    }

  begin = strchr (text->str, ' ');
  end = begin != NULL ? strchr (begin + 1, ' ') : NULL;

  return end != NULL ? g_strndup (begin + 1, (gsize) (end - begin - 1)) : NULL;
}

static void
serve (GSocketConnection *connection)
{
  g_autofree char *target = read_request (connection);
  g_auto (GStrv) parts = NULL;
  g_autofree char *body = NULL;
  LanesCartReply reply;
  LanesCartQuery query;
  const char *kind;

  if (target == NULL)
    return;

  parts = g_strsplit (target, "?", 2);
  lanes_cart_query_parse (&query, parts[1]);
  lanes_cart_router_get (data, parts[0], &query, &reply);
  if (reply.body != NULL)
    body = g_strndup (g_bytes_get_data (reply.body, NULL), g_bytes_get_size (reply.body));
  kind = g_hash_table_lookup (faults, strrchr (parts[0], '/') + 1);
  if (kind != NULL)
    do_wrong (connection, kind, target, body);
  else
    answer (connection, reply.status, reply.type != NULL ? reply.type : "text/plain",
            body != NULL ? body : "");
  lanes_cart_reply_clear (&reply);
}

static gpointer
serve_thread (gpointer user_data)
{
  g_autoptr (GSocketConnection) connection = user_data;

  serve (connection);
  g_io_stream_close (G_IO_STREAM (connection), NULL, NULL);

  return NULL;
}

static gpointer
watch_parent (gpointer user_data)
{
  char byte;

  while (read (STDIN_FILENO, &byte, 1) > 0)
    ;
  _exit (0);
}

int
main (int argc, char **argv)
{
  g_autoptr (GSocketListener) listener = g_socket_listener_new ();
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) wanted = g_inet_socket_address_new (loopback, 0);
  g_autoptr (GSocketAddress) bound = NULL;
  g_autoptr (GError) error = NULL;

  lanes_platform_init_signals ();
  data = lanes_cart_data_load (NULL, &error);
  g_assert_no_error (error);
  faults = g_hash_table_new (g_str_hash, g_str_equal);
  for (int i = 1; i + 1 < argc; i += 2)
    {
      g_auto (GStrv) fault = g_strsplit (argv[i + 1], "=", 2);

      g_assert_cmpstr (argv[i], ==, "--fault");
      g_hash_table_insert (faults, g_strdup (fault[0]), g_strdup (fault[1]));
    }

  g_socket_listener_add_address (listener, wanted, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP,
                                 NULL, &bound, &error);
  g_assert_no_error (error);
  g_thread_unref (g_thread_new ("parent", watch_parent, NULL));
  printf ("{\"port\":%d,\"carts\":50}\n",
          g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (bound)));
  fflush (stdout);

  while (TRUE)
    {
      GSocketConnection *connection = g_socket_listener_accept (listener, NULL, NULL, NULL);

      if (connection != NULL)
        g_thread_unref (g_thread_new ("connection", serve_thread, connection));
    }
}
