/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-cart-server.h"

#include <libsoup/soup.h>

#include "lanes-acceptor.h"
#include "lanes-cart-router.h"
#include "lanes-late-answers.h"
#include "lanes-request-stream.h"

/* SoupServer's own backlog is 10: a thousand connections at once would wait for seconds. */
#define BACKLOG                4096
#define HTTP_TOO_MANY_REQUESTS 429

struct _LanesCartServer
{
  GObject parent_instance;

  LanesCartData *data;
  LanesRateLimit limit;
  gboolean has_limit;
  SoupServer *server;
  LanesAcceptor *acceptor;
  LanesLateAnswers *late;
  guint port;
};

G_DEFINE_FINAL_TYPE (LanesCartServer, lanes_cart_server, G_TYPE_OBJECT)

static void
lanes_cart_server_finalize (GObject *object)
{
  LanesCartServer *self = LANES_CART_SERVER (object);

  lanes_cart_server_close (self);
  g_clear_object (&self->server);
  g_clear_pointer (&self->late, lanes_late_answers_free);
  g_clear_pointer (&self->data, lanes_cart_data_free);

  G_OBJECT_CLASS (lanes_cart_server_parent_class)->finalize (object);
}

static void
lanes_cart_server_class_init (LanesCartServerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lanes_cart_server_finalize;
}

static void
lanes_cart_server_init (LanesCartServer *self)
{
}

static void
send_reply (SoupServerMessage *message, LanesCartReply *reply)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  const char *known = soup_message_headers_get_one (
      soup_server_message_get_request_headers (message), "If-None-Match");

  soup_message_headers_append (headers, "Access-Control-Allow-Origin", "*");
  if (reply->etag != NULL)
    soup_message_headers_append (headers, "ETag", reply->etag);
  if (reply->location != NULL)
    soup_message_headers_append (headers, "Location", reply->location);

  if (known != NULL && reply->status == SOUP_STATUS_OK && g_strcmp0 (known, reply->etag) == 0)
    {
      soup_server_message_set_status (message, SOUP_STATUS_NOT_MODIFIED, NULL);
      return;
    }

  /* libsoup has no words of its own for this one. */
  soup_server_message_set_status (
      message, reply->status, reply->status == HTTP_TOO_MANY_REQUESTS ? "Too Many Requests" : NULL);
  if (reply->type != NULL)
    soup_message_headers_set_content_type (headers, reply->type, NULL);
  if (reply->body != NULL)
    soup_message_body_append_bytes (soup_server_message_get_response_body (message), reply->body);
}

static void
send_message (SoupServerMessage *message, guint status, const char *text)
{
  LanesCartReply reply = { 0 };

  lanes_cart_reply_set_message (&reply, status, text);
  send_reply (message, &reply);
  lanes_cart_reply_clear (&reply);
}

static void
answer (LanesCartServer *self, SoupServerMessage *message, const LanesCartQuery *query)
{
  g_autofree char *path = g_strdup (g_uri_get_path (soup_server_message_get_uri (message)));
  LanesCartReply reply;

  g_strdelimit (path, (const char[]){ LANES_REQUEST_STREAM_BAD_ESCAPE, '\0' }, '%');
  lanes_cart_router_get (self->data, path, query, &reply);
  send_reply (message, &reply);
  lanes_cart_reply_clear (&reply);
}

static void
answer_late (SoupServerMessage *message, const LanesCartQuery *query, gpointer user_data)
{
  answer (user_data, message, query);
}

static void
refuse_method (SoupServerMessage *message)
{
  const char *method = soup_server_message_get_method (message);
  g_autofree char *path =
      g_markup_escape_text (g_uri_get_path (soup_server_message_get_uri (message)), -1);
  GString *text = g_string_new (NULL);
  LanesCartReply reply = { .status = SOUP_STATUS_NOT_FOUND, .type = "text/html; charset=utf-8" };

  g_string_printf (text,
                   "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                   "<title>Error</title>\n</head>\n<body>\n<pre>Cannot %s %s</pre>\n</body>\n"
                   "</html>\n",
                   method, path);
  reply.body = g_string_free_to_bytes (text);
  send_reply (message, &reply);
  lanes_cart_reply_clear (&reply);
}

/* FALSE: answered with 429. */
static gboolean
take_from_limit (LanesCartServer *self, SoupServerMessage *message)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  gint64 now_us = g_get_monotonic_time ();
  gboolean taken = lanes_rate_limit_take (&self->limit, now_us);
  gint64 reset_us = g_get_real_time () + self->limit.window_end_us - now_us;
  g_autofree char *limit = g_strdup_printf ("%u", self->limit.requests);
  g_autofree char *remaining =
      g_strdup_printf ("%u", lanes_rate_limit_get_remaining (&self->limit));
  g_autofree char *reset =
      g_strdup_printf ("%" G_GINT64_FORMAT, (reset_us + G_USEC_PER_SEC - 1) / G_USEC_PER_SEC);
  g_autofree char *retry_after = g_strdup_printf ("%u", self->limit.retry_after_s);

  soup_message_headers_append (headers, "X-RateLimit-Limit", limit);
  soup_message_headers_append (headers, "X-RateLimit-Remaining", remaining);
  soup_message_headers_append (headers, "X-RateLimit-Reset", reset);
  if (taken)
    return TRUE;

  soup_message_headers_append (headers, "Retry-After", retry_after);
  send_message (message, HTTP_TOO_MANY_REQUESTS,
                "request limit exceeded, please wait a few seconds");

  return FALSE;
}

static void
lanes_cart_server_handle (SoupServer *server,
                          SoupServerMessage *message,
                          const char *path,
                          GHashTable *query_table,
                          gpointer user_data)
{
  LanesCartServer *self = user_data;
  const char *method = soup_server_message_get_method (message);
  LanesCartQuery query;
  const char *fault;

  if (self->has_limit && !take_from_limit (self, message))
    return;

  if (g_str_equal (method, SOUP_METHOD_OPTIONS))
    {
      soup_server_message_set_status (message, SOUP_STATUS_NO_CONTENT, NULL);
      return;
    }
  if (!g_str_equal (method, SOUP_METHOD_GET) && !g_str_equal (method, SOUP_METHOD_HEAD))
    {
      refuse_method (message);
      return;
    }

  fault = lanes_cart_query_parse (&query, g_uri_get_query (soup_server_message_get_uri (message)));
  if (fault != NULL)
    send_message (message, SOUP_STATUS_BAD_REQUEST, fault);
  else if (query.delay_ms > 0)
    lanes_late_answers_add (self->late, message, &query);
  else
    answer (self, message, &query);
}

/**
 * lanes_cart_server_new:
 * @data: (transfer full): what it answers from
 * @limit: (nullable): copied; %NULL: no limit
 *
 * Returns: (transfer full): a server that does not listen yet
 */
LanesCartServer *
lanes_cart_server_new (LanesCartData *data, const LanesRateLimit *limit)
{
  LanesCartServer *self;

  g_return_val_if_fail (data != NULL, NULL);

  self = g_object_new (LANES_TYPE_CART_SERVER, NULL);
  self->data = data;
  self->has_limit = limit != NULL;
  if (limit != NULL)
    self->limit = *limit;
  self->late = lanes_late_answers_new (answer_late, self);
  self->server = soup_server_new (NULL, NULL);
  soup_server_add_handler (self->server, NULL, lanes_cart_server_handle, self, NULL);

  return self;
}

/**
 * lanes_cart_server_listen:
 * @self: a server
 * @port: where; 0: any that is free
 * @error: of the system
 *
 * Listens on 127.0.0.1.
 *
 * Returns: %FALSE with @error set
 */
gboolean
lanes_cart_server_listen (LanesCartServer *self, guint port, GError **error)
{
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) wanted = g_inet_socket_address_new (loopback, (guint16) port);
  g_autoptr (GSocketAddress) bound = NULL;
  g_autoptr (GSocket) socket = NULL;

  g_return_val_if_fail (LANES_IS_CART_SERVER (self), FALSE);
  g_return_val_if_fail (port <= G_MAXUINT16, FALSE);

  socket = g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, error);
  if (socket == NULL)
    return FALSE;
  g_socket_set_listen_backlog (socket, BACKLOG);
  if (!g_socket_bind (socket, wanted, TRUE, error) || !g_socket_listen (socket, error))
    return FALSE;
  bound = g_socket_get_local_address (socket, error);
  if (bound == NULL || !soup_server_listen_socket (self->server, socket, 0, error))
    return FALSE;
  self->acceptor = lanes_acceptor_new (self->server, socket);
  self->port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (bound));

  return TRUE;
}

guint
lanes_cart_server_get_port (LanesCartServer *self)
{
  g_return_val_if_fail (LANES_IS_CART_SERVER (self), 0);

  return self->port;
}

/* Stops listening and closes every connection. */
void
lanes_cart_server_close (LanesCartServer *self)
{
  g_return_if_fail (LANES_IS_CART_SERVER (self));

  g_clear_pointer (&self->acceptor, lanes_acceptor_free);
  if (self->server != NULL)
    soup_server_disconnect (self->server);
}
