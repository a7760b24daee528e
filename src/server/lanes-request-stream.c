/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-request-stream.h"

#include <libsoup/soup.h>

struct _LanesRequestStream
{
  GFilterInputStream parent_instance;

  gboolean has_ended;
  gboolean in_headers;    /* after a request's first line */
  gboolean line_is_empty; /* as far as it was read */
};

static void lanes_request_stream_init_pollable (GPollableInputStreamInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (LanesRequestStream,
                               lanes_request_stream,
                               G_TYPE_FILTER_INPUT_STREAM,
                               G_IMPLEMENT_INTERFACE (G_TYPE_POLLABLE_INPUT_STREAM,
                                                      lanes_request_stream_init_pollable))

static GInputStream *
lanes_request_stream_get_base (gpointer self)
{
  return g_filter_input_stream_get_base_stream (G_FILTER_INPUT_STREAM (self));
}

static gboolean
is_bad_escape (const guint8 *at, const guint8 *end)
{
  return *at == '%' && end - at > 2 && !(g_ascii_isxdigit (at[1]) && g_ascii_isxdigit (at[2]));
}

/* An escape that two reads cut in two is left to libsoup. */
static void
lanes_request_stream_mark (LanesRequestStream *self, guint8 *bytes, gsize length)
{
  for (guint8 *at = bytes; at < bytes + length; at++)
    {
      if (*at == '\n')
        {
          /* An empty line ends the headers; the next one begins a request. */
          self->in_headers = !self->in_headers || !self->line_is_empty;
          self->line_is_empty = TRUE;
        }
      else if (*at != '\r')
        self->line_is_empty = FALSE;

      if (!self->in_headers && is_bad_escape (at, bytes + length))
        *at = (guint8) LANES_REQUEST_STREAM_BAD_ESCAPE;
    }
}

/* Takes what was read. TRUE: it is the end, at last or by force, and @buffer has the byte before
 * it. */
static gboolean
lanes_request_stream_take (LanesRequestStream *self, gssize n_read, GError **error, guint8 *buffer)
{
  if (n_read > 0)
    lanes_request_stream_mark (self, buffer, (gsize) n_read);
  if (n_read > 0 || soup_check_version (3, 3, 0) || self->has_ended ||
      g_error_matches (*error, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK))
    return FALSE;

  g_clear_error (error);
  self->has_ended = TRUE;
  buffer[0] = '.';

  return TRUE;
}

static gssize
lanes_request_stream_read (GInputStream *stream,
                           void *buffer,
                           gsize count,
                           GCancellable *cancellable,
                           GError **error)
{
  g_autoptr (GError) failure = NULL;
  gssize n = g_input_stream_read (lanes_request_stream_get_base (stream), buffer, count,
                                  cancellable, &failure);

  if (count > 0 && lanes_request_stream_take (LANES_REQUEST_STREAM (stream), n, &failure, buffer))
    return 1;
  if (failure != NULL)
    g_propagate_error (error, g_steal_pointer (&failure));

  return n;
}

static gboolean
lanes_request_stream_is_readable (GPollableInputStream *stream)
{
  return g_pollable_input_stream_is_readable (
      G_POLLABLE_INPUT_STREAM (lanes_request_stream_get_base (stream)));
}

static GSource *
lanes_request_stream_create_source (GPollableInputStream *stream, GCancellable *cancellable)
{
  g_autoptr (GSource) base = g_pollable_input_stream_create_source (
      G_POLLABLE_INPUT_STREAM (lanes_request_stream_get_base (stream)), NULL);

  return g_pollable_source_new_full (stream, base, cancellable);
}

static gssize
lanes_request_stream_read_nonblocking (GPollableInputStream *stream,
                                       void *buffer,
                                       gsize count,
                                       GError **error)
{
  g_autoptr (GError) failure = NULL;
  gssize n = g_pollable_input_stream_read_nonblocking (
      G_POLLABLE_INPUT_STREAM (lanes_request_stream_get_base (stream)), buffer, count, NULL,
      &failure);

  if (count > 0 && lanes_request_stream_take (LANES_REQUEST_STREAM (stream), n, &failure, buffer))
    return 1;
  if (failure != NULL)
    g_propagate_error (error, g_steal_pointer (&failure));

  return n;
}

static void
lanes_request_stream_init_pollable (GPollableInputStreamInterface *iface)
{
  iface->is_readable = lanes_request_stream_is_readable;
  iface->create_source = lanes_request_stream_create_source;
  iface->read_nonblocking = lanes_request_stream_read_nonblocking;
}

static void
lanes_request_stream_class_init (LanesRequestStreamClass *klass)
{
  G_INPUT_STREAM_CLASS (klass)->read_fn = lanes_request_stream_read;
}

static void
lanes_request_stream_init (LanesRequestStream *self)
{
}

/**
 * lanes_request_stream_new:
 * @base: a stream that can be polled
 *
 * Returns: (transfer full): a stream that reads from @base
 */
GInputStream *
lanes_request_stream_new (GInputStream *base)
{
  g_return_val_if_fail (G_IS_POLLABLE_INPUT_STREAM (base), NULL);

  return g_object_new (LANES_TYPE_REQUEST_STREAM, "base-stream", base, NULL);
}
