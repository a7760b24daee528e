/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-acceptor.h"

#include <netinet/in.h>
#include <netinet/tcp.h>

#include "lanes-request-stream.h"

/* How many connections are accepted before others have their turn. */
#define SLICE 64
/* How long it pauses when there are no file descriptors left. */
#define PAUSE_MS 50

struct _LanesAcceptor
{
  SoupServer *server;
  GSocket *socket;
  GSource *source;  /* while it accepts */
  guint timeout_id; /* while it pauses */
};

static void lanes_acceptor_listen (LanesAcceptor *self);

static void
lanes_acceptor_hand_over (LanesAcceptor *self, GSocket *socket)
{
  g_autoptr (GSocketConnection) connection = g_socket_connection_factory_create_connection (socket);
  GIOStream *base = G_IO_STREAM (connection);
  g_autoptr (GSocketAddress) local = g_socket_connection_get_local_address (connection, NULL);
  g_autoptr (GSocketAddress) remote = g_socket_connection_get_remote_address (connection, NULL);
  g_autoptr (GInputStream) input = NULL;
  g_autoptr (GIOStream) stream = NULL;
  g_autoptr (GError) error = NULL;

  /* A client that is gone already has no address. */
  if (local == NULL || remote == NULL)
    return;

  g_socket_set_option (socket, IPPROTO_TCP, TCP_NODELAY, TRUE, NULL);
  input = lanes_request_stream_new (g_io_stream_get_input_stream (base));
  stream = g_simple_io_stream_new (input, g_io_stream_get_output_stream (base));
  /* The connection closes its socket with its last reference. */
  g_object_set_data_full (G_OBJECT (stream), "lanes-connection", g_steal_pointer (&connection),
                          g_object_unref);
  if (!soup_server_accept_iostream (self->server, stream, local, remote, &error))
    g_warning ("A connection could not be served: %s", error->message);
}

static gboolean
lanes_acceptor_pause_over_cb (gpointer user_data)
{
  LanesAcceptor *self = user_data;

  self->timeout_id = 0;
  lanes_acceptor_listen (self);

  return G_SOURCE_REMOVE;
}

static gboolean
lanes_acceptor_ready_cb (GSocket *socket, GIOCondition condition, gpointer user_data)
{
  LanesAcceptor *self = user_data;

  for (guint i = 0; i < SLICE; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GSocket) accepted = g_socket_accept (socket, NULL, &error);

      if (accepted != NULL)
        {
          lanes_acceptor_hand_over (self, accepted);
          continue;
        }
      if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK))
        return G_SOURCE_CONTINUE;

      /* Those that are served have to end before there is room for more. */
      g_clear_pointer (&self->source, g_source_unref);
      self->timeout_id = g_timeout_add (PAUSE_MS, lanes_acceptor_pause_over_cb, self);
      return G_SOURCE_REMOVE;
    }

  return G_SOURCE_CONTINUE;
}

static void
lanes_acceptor_listen (LanesAcceptor *self)
{
  self->source = g_socket_create_source (self->socket, G_IO_IN, NULL);
  /* Before libsoup's own source for the socket, which has to be there: a SoupServer that does
   * not listen closes each connection after one answer. */
  g_source_set_priority (self->source, G_PRIORITY_DEFAULT - 1);
  g_source_set_callback (self->source, G_SOURCE_FUNC (lanes_acceptor_ready_cb), self, NULL);
  g_source_attach (self->source, g_main_context_get_thread_default ());
}

/**
 * lanes_acceptor_new:
 * @server: a server that listens on @socket
 * @socket: a listening socket
 *
 * Returns: (transfer full): accepts until it is freed
 */
LanesAcceptor *
lanes_acceptor_new (SoupServer *server, GSocket *socket)
{
  LanesAcceptor *self;

  g_return_val_if_fail (SOUP_IS_SERVER (server), NULL);
  g_return_val_if_fail (G_IS_SOCKET (socket), NULL);

  self = g_new0 (LanesAcceptor, 1);
  self->server = g_object_ref (server);
  self->socket = g_object_ref (socket);
  g_socket_set_blocking (socket, FALSE);
  lanes_acceptor_listen (self);

  return self;
}

/**
 * lanes_acceptor_free:
 * @self: (transfer full): an acceptor
 */
void
lanes_acceptor_free (LanesAcceptor *self)
{
  g_return_if_fail (self != NULL);

  g_clear_handle_id (&self->timeout_id, g_source_remove);
  if (self->source != NULL)
    g_source_destroy (self->source);
  g_clear_pointer (&self->source, g_source_unref);
  g_object_unref (self->socket);
  g_object_unref (self->server);
  g_free (self);
}
