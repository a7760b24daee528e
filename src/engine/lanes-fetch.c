/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-fetch.h"

#include "lanes-fetch-fault.h"

/* What is read of the body of an error answer: enough for its message. */
#define ERROR_BODY_MAX (64 * 1024)
/* Free room before each read; libsoup needs some even to see the end of a chunked body. */
#define ROOM_MIN 2048
#define ROOM_MAX (64 * 1024)
/* Read at one go before other sources of the context have their turn. */
#define TURN_MAX      (256 * 1024)
#define REDIRECTS_MAX 10

#define RETRY_DEFAULT_US ((gint64) 1 * G_USEC_PER_SEC)
#define RETRY_MAX_US     ((gint64) 60 * G_USEC_PER_SEC)

typedef struct
{
  GTask *task; /* owned while the fetch goes on */
  SoupSession *session;
  GUri *uri;
  gint64 timeout_us;
  gint64 begin_us;
  LanesFetchFacts facts;

  GCancellable *cancellable; /* own: cancelled by the timer alone, in the fetch's thread */
  GCancellable *outer;
  gulong outer_handler;
  GSource *timer; /* also woken when the caller cancels */

  SoupMessage *message;
  gulong headers_handler;
  GInputStream *stream;
  GSource *read_source;
  guint8 *data;
  gsize length;
  gsize size;
  gint64 expected; /* the announced length, or -1 */

  guint redirects;
  guint refused_status; /* a status whose body libsoup would gather without limit */
  gboolean timed_out;
} LanesFetch;

static void lanes_fetch_send (LanesFetch *self);

/* libsoup speaks HTTP/2 where it can, over one connection for all; then "connections" would
 * mean nothing, and cold connections are opened one after the other in case the first can be
 * shared. Its only switch is in the environment, which is safe to change before main(). */
__attribute__ ((constructor)) static void
lanes_fetch_use_http1 (void)
{
  g_setenv ("SOUP_FORCE_HTTP1", "1", TRUE);
}

static void
lanes_fetch_clear_source (GSource **source)
{
  if (*source == NULL)
    return;

  g_source_destroy (*source);
  g_clear_pointer (source, g_source_unref);
}

/* Lets go of the message; what was not read of its body ends its connection. */
static void
lanes_fetch_clear_message (LanesFetch *self)
{
  lanes_fetch_clear_source (&self->read_source);
  if (self->stream != NULL)
    {
      g_input_stream_close (self->stream, NULL, NULL);
      g_clear_object (&self->stream);
    }
  g_clear_signal_handler (&self->headers_handler, self->message);
  g_clear_object (&self->message);
  g_clear_pointer (&self->data, g_free);
  self->length = 0;
  self->size = 0;
  self->expected = -1;
}

static void
lanes_fetch_free (LanesFetch *self)
{
  g_assert (self->message == NULL);

  g_clear_object (&self->outer);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->session);
  g_clear_pointer (&self->uri, g_uri_unref);
  g_free (self);
}

static gint32
lanes_fetch_since_begin (LanesFetch *self, guint64 at_us)
{
  return (gint32) CLAMP ((gint64) at_us - self->begin_us, 0, G_MAXINT32);
}

/* Of the last request, where one was redirected. */
static void
lanes_fetch_learn_phases (LanesFetch *self)
{
  SoupMessageMetrics *metrics =
      self->message != NULL ? soup_message_get_metrics (self->message) : NULL;
  guint64 connected_us, answered_us;

  if (metrics == NULL || soup_message_metrics_get_request_start (metrics) == 0)
    return;

  /* A connection that was kept was not made for this request. */
  connected_us = soup_message_metrics_get_connect_end (metrics);
  self->facts.phases.connected_us =
      connected_us > 0 ? lanes_fetch_since_begin (self, connected_us) : 0;
  answered_us = soup_message_metrics_get_response_start (metrics);
  if (answered_us > 0)
    self->facts.phases.answered_us = lanes_fetch_since_begin (self, answered_us);
}

static GTask *
lanes_fetch_end (LanesFetch *self)
{
  lanes_fetch_learn_phases (self);
  lanes_fetch_clear_source (&self->timer);
  if (self->outer_handler != 0)
    g_cancellable_disconnect (self->outer, self->outer_handler);
  self->outer_handler = 0;
  lanes_fetch_clear_message (self);

  return g_steal_pointer (&self->task);
}

static void
lanes_fetch_fail (LanesFetch *self, GError *error)
{
  g_autoptr (GTask) task = lanes_fetch_end (self);

  g_task_return_error (task, error);
}

/* @error is what GIO or libsoup says, which is not always why. */
static void
lanes_fetch_broken (LanesFetch *self, const GError *error)
{
  if (self->timed_out)
    lanes_fetch_fail (self, lanes_fetch_fault_timeout (self->uri, self->timeout_us));
  else if (self->refused_status != 0)
    lanes_fetch_fail (self, lanes_fetch_fault_status (self->uri, self->refused_status, NULL));
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    lanes_fetch_fail (self, g_error_copy (error));
  else if (self->stream != NULL && g_error_matches (error, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT))
    lanes_fetch_fail (self, lanes_fetch_fault_truncated (self->uri, self->length, self->expected));
  else
    lanes_fetch_fail (self, lanes_fetch_fault_network (self->uri, error));
}

/* RFC 9110, section 10.2.3: seconds or a date. */
static gint64
lanes_fetch_get_retry_after (SoupMessage *message)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (message);
  const char *value = soup_message_headers_get_one (headers, "Retry-After");
  g_autoptr (GDateTime) date = NULL;
  guint64 seconds;

  if (value == NULL)
    return RETRY_DEFAULT_US;

  if (g_ascii_string_to_unsigned (value, 10, 0, G_MAXUINT64, &seconds, NULL))
    return (gint64) MIN (seconds, RETRY_MAX_US / G_USEC_PER_SEC) * G_USEC_PER_SEC;

  date = soup_date_time_new_from_http_string (value);
  if (date == NULL)
    return RETRY_DEFAULT_US;

  return CLAMP (g_date_time_to_unix (date) * G_USEC_PER_SEC - g_get_real_time (), 0, RETRY_MAX_US);
}

static gboolean
lanes_fetch_is_redirect (LanesFetch *self)
{
  switch (soup_message_get_status (self->message))
    {
    case SOUP_STATUS_MOVED_PERMANENTLY:
    case SOUP_STATUS_FOUND:
    case SOUP_STATUS_SEE_OTHER:
    case SOUP_STATUS_TEMPORARY_REDIRECT:
    case SOUP_STATUS_PERMANENT_REDIRECT:
      return soup_message_headers_get_one (soup_message_get_response_headers (self->message),
                                           "Location") != NULL;
    default:
      return FALSE;
    }
}

static gboolean
lanes_fetch_may_follow (LanesFetch *self, GUri *target)
{
  const char *scheme;

  if (target == NULL || self->redirects == REDIRECTS_MAX || g_uri_get_host (target) == NULL)
    return FALSE;

  scheme = g_uri_get_scheme (target);
  if (g_str_equal (scheme, "https"))
    return TRUE;

  return g_str_equal (scheme, "http") && g_str_equal (g_uri_get_scheme (self->uri), "http");
}

static void
lanes_fetch_redirect (LanesFetch *self)
{
  g_autofree char *location = NULL;
  g_autoptr (GUri) target = NULL;

  location = g_strdup (
      soup_message_headers_get_one (soup_message_get_response_headers (self->message), "Location"));
  target = g_uri_parse_relative (self->uri, location, SOUP_HTTP_URI_FLAGS, NULL);
  if (!lanes_fetch_may_follow (self, target))
    {
      lanes_fetch_fail (self, lanes_fetch_fault_redirect (self->uri, location));
      return;
    }

  self->redirects++;
  lanes_fetch_clear_message (self);
  g_uri_unref (self->uri);
  self->uri = g_steal_pointer (&target);
  lanes_fetch_send (self);
}

/* libsoup before 3.6.5 takes a connection that ends between two chunks for the end of the
 * body. At the true end it has read the line after the last chunk into the buffer that it was
 * given; where that is untouched, the body was cut off. */
static gboolean
lanes_fetch_is_cut_between_chunks (LanesFetch *self, SoupEncoding encoding)
{
  return encoding == SOUP_ENCODING_CHUNKED && !soup_check_version (3, 6, 5) &&
         self->data[self->length] == '\0';
}

/* The body has come to its end, as far as libsoup knows. With "Connection: close" it does not
 * mind when that is too early. */
static void
lanes_fetch_complete (LanesFetch *self)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (self->message);
  guint status = soup_message_get_status (self->message);
  g_autoptr (GTask) task = NULL;
  g_autoptr (GBytes) body = NULL;

  if (status == SOUP_STATUS_OK &&
      ((gint64) self->length < self->expected ||
       lanes_fetch_is_cut_between_chunks (self, soup_message_headers_get_encoding (headers))))
    {
      lanes_fetch_fail (self,
                        lanes_fetch_fault_truncated (self->uri, self->length, self->expected));
      return;
    }

  if (status == LANES_FETCH_TOO_MANY_REQUESTS)
    self->facts.retry_after_us = lanes_fetch_get_retry_after (self->message);

  self->data = g_realloc (self->data, MAX (self->length, 1));
  body = g_bytes_new_take (g_steal_pointer (&self->data), self->length);
  if (status != SOUP_STATUS_OK)
    {
      lanes_fetch_fail (self, lanes_fetch_fault_status (self->uri, status, body));
      return;
    }

  task = lanes_fetch_end (self);
  g_task_return_pointer (task, g_steal_pointer (&body), (GDestroyNotify) g_bytes_unref);
}

static void
lanes_fetch_make_room (LanesFetch *self)
{
  gsize first;

  if (self->size - self->length >= ROOM_MIN)
    return;

  /* An announced length is believed only so far. */
  first = (gsize) CLAMP (self->expected + ROOM_MIN, ROOM_MIN, ROOM_MAX);
  self->size = MAX (self->size * 2, first);
  self->data = g_realloc (self->data, self->size);
}

static gboolean
lanes_fetch_has_enough (LanesFetch *self)
{
  if (soup_message_get_status (self->message) == SOUP_STATUS_OK)
    return self->length > LANES_FETCH_BODY_MAX;

  return self->length >= ERROR_BODY_MAX;
}

static gboolean lanes_fetch_read_cb (GObject *stream, gpointer user_data);

static void
lanes_fetch_wait_for_more (LanesFetch *self)
{
  lanes_fetch_clear_source (&self->read_source);
  self->read_source = g_pollable_input_stream_create_source (G_POLLABLE_INPUT_STREAM (self->stream),
                                                             self->cancellable);
  g_source_set_callback (self->read_source, G_SOURCE_FUNC (lanes_fetch_read_cb), self, NULL);
  g_source_attach (self->read_source, g_task_get_context (self->task));
}

/* Reads what is there without waiting: a small body has come with its head, and needs no
 * further turn of the context. */
static void
lanes_fetch_read (LanesFetch *self)
{
  g_autoptr (GError) error = NULL;
  gsize begin = self->length;
  gssize n = 1;

  if (g_cancellable_set_error_if_cancelled (self->cancellable, &error))
    {
      lanes_fetch_broken (self, error);
      return;
    }

  while (n > 0 && !lanes_fetch_has_enough (self) && self->length - begin < TURN_MAX)
    {
      lanes_fetch_make_room (self);
      self->data[self->length] = '\0';
      n = g_pollable_input_stream_read_nonblocking (G_POLLABLE_INPUT_STREAM (self->stream),
                                                    self->data + self->length,
                                                    self->size - self->length, NULL, &error);
      self->length += MAX (n, 0);
    }

  if (lanes_fetch_has_enough (self) && soup_message_get_status (self->message) == SOUP_STATUS_OK)
    lanes_fetch_fail (self, lanes_fetch_fault_too_large (self->uri));
  else if (n == 0 || lanes_fetch_has_enough (self))
    lanes_fetch_complete (self);
  else if (error == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK))
    lanes_fetch_wait_for_more (self);
  else
    lanes_fetch_broken (self, error);
}

static gboolean
lanes_fetch_read_cb (GObject *stream, gpointer user_data)
{
  lanes_fetch_read (user_data);

  return G_SOURCE_REMOVE;
}

static void
lanes_fetch_sent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LanesFetch *self = user_data;
  g_autoptr (GError) error = NULL;
  SoupMessageHeaders *headers;

  self->stream = soup_session_send_finish (self->session, result, &error);
  g_clear_signal_handler (&self->headers_handler, self->message);
  if (self->stream == NULL)
    {
      lanes_fetch_broken (self, error);
      return;
    }

  if (lanes_fetch_is_redirect (self))
    {
      lanes_fetch_redirect (self);
      return;
    }

  headers = soup_message_get_response_headers (self->message);
  if (soup_message_headers_get_encoding (headers) == SOUP_ENCODING_CONTENT_LENGTH)
    self->expected = soup_message_headers_get_content_length (headers);

  if (self->expected > LANES_FETCH_BODY_MAX &&
      soup_message_get_status (self->message) == SOUP_STATUS_OK)
    lanes_fetch_fail (self, lanes_fetch_fault_too_large (self->uri));
  else
    lanes_fetch_read (self);
}

/* Before it gives up on one of these, libsoup gathers the whole body, however long. */
static void
lanes_fetch_got_headers_cb (SoupMessage *message, gpointer user_data)
{
  LanesFetch *self = user_data;
  guint status = soup_message_get_status (message);

  if (status != SOUP_STATUS_UNAUTHORIZED && status != SOUP_STATUS_PROXY_UNAUTHORIZED &&
      status != SOUP_STATUS_MISDIRECTED_REQUEST)
    return;

  self->refused_status = status;
  g_cancellable_cancel (self->cancellable);
}

/* libsoup sends a request again by itself when a connection that was kept open turns out to
 * be closed before any byte of the answer: right for a GET, and part of the same attempt. */
static void
lanes_fetch_send (LanesFetch *self)
{
  self->message = soup_message_new_from_uri (SOUP_METHOD_GET, self->uri);
  soup_message_add_flags (self->message, SOUP_MESSAGE_NO_REDIRECT | SOUP_MESSAGE_COLLECT_METRICS);
  self->headers_handler = g_signal_connect (self->message, "got-headers",
                                            G_CALLBACK (lanes_fetch_got_headers_cb), self);
  soup_session_send_async (self->session, self->message, G_PRIORITY_DEFAULT, self->cancellable,
                           lanes_fetch_sent_cb, self);
}

static gboolean
lanes_fetch_timer_dispatch (GSource *source, GSourceFunc callback, gpointer user_data)
{
  return callback (user_data);
}

static GSourceFuncs lanes_fetch_timer_funcs = { .dispatch = lanes_fetch_timer_dispatch };

/* What waits for the network notices the cancelling and ends the fetch. */
static gboolean
lanes_fetch_timer_cb (gpointer user_data)
{
  LanesFetch *self = user_data;

  self->timed_out = self->outer == NULL || !g_cancellable_is_cancelled (self->outer);
  lanes_fetch_clear_source (&self->timer);
  g_cancellable_cancel (self->cancellable);

  return G_SOURCE_REMOVE;
}

static void
lanes_fetch_start_timer (LanesFetch *self)
{
  self->timer = g_source_new (&lanes_fetch_timer_funcs, sizeof (GSource));
  g_source_set_callback (self->timer, lanes_fetch_timer_cb, self, NULL);
  g_source_set_ready_time (self->timer, g_get_monotonic_time () + self->timeout_us);
  g_source_set_static_name (self->timer, "lanes fetch timeout");
  g_source_attach (self->timer, g_task_get_context (self->task));
}

/* In any thread. The cancelling itself is left to the fetch's own: GLib 2.74 loses sources
 * that wait in one thread while another cancels them. */
static void
lanes_fetch_outer_cancelled_cb (GCancellable *outer, gpointer timer)
{
  g_source_set_ready_time (timer, 0);
}

static GUri *
lanes_fetch_parse (const char *url)
{
  g_autoptr (GUri) uri = g_uri_parse (url, SOUP_HTTP_URI_FLAGS, NULL);

  if (uri == NULL || g_uri_get_host (uri) == NULL || *g_uri_get_host (uri) == '\0')
    return NULL;
  if (!g_str_equal (g_uri_get_scheme (uri), "http") &&
      !g_str_equal (g_uri_get_scheme (uri), "https"))
    return NULL;

  return g_steal_pointer (&uri);
}

void
lanes_fetch_async (SoupSession *session,
                   const char *url,
                   gint64 timeout_us,
                   GCancellable *cancellable,
                   GAsyncReadyCallback callback,
                   gpointer user_data)
{
  LanesFetch *self;

  g_return_if_fail (SOUP_IS_SESSION (session));
  g_return_if_fail (url != NULL);
  g_return_if_fail (timeout_us > 0);

  self = g_new0 (LanesFetch, 1);
  self->task = g_task_new (session, cancellable, callback, user_data);
  g_task_set_source_tag (self->task, lanes_fetch_async);
  g_task_set_task_data (self->task, self, (GDestroyNotify) lanes_fetch_free);
  self->session = g_object_ref (session);
  self->timeout_us = timeout_us;
  self->begin_us = g_get_monotonic_time ();
  self->facts = (LanesFetchFacts){ -1, LANES_FETCH_PHASES_UNKNOWN };
  self->expected = -1;

  self->uri = lanes_fetch_parse (url);
  if (self->uri == NULL)
    {
      lanes_fetch_fail (self, lanes_fetch_fault_address (url));
      return;
    }

  self->cancellable = g_cancellable_new ();
  lanes_fetch_start_timer (self);
  if (cancellable != NULL)
    {
      self->outer = g_object_ref (cancellable);
      self->outer_handler =
          g_cancellable_connect (cancellable, G_CALLBACK (lanes_fetch_outer_cancelled_cb),
                                 g_source_ref (self->timer), (GDestroyNotify) g_source_unref);
    }
  lanes_fetch_send (self);
}

GBytes *
lanes_fetch_finish (GAsyncResult *result, LanesFetchFacts *facts, GError **error)
{
  LanesFetch *self;

  g_return_val_if_fail (G_IS_TASK (result), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, lanes_fetch_async), NULL);

  self = g_task_get_task_data (G_TASK (result));
  if (facts != NULL)
    *facts = self->facts;

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * lanes_fetch_session_new:
 * @connections: how many may be open at once, all of them to one host if need be
 *
 * The limits are given at construction because libsoup takes them only there; its own are 10
 * and 2. Without the content decoder no Accept-Encoding is sent and bodies come as they are;
 * without the others nothing is answered, added or sent again behind the run's back.
 *
 * Returns: (transfer full): a session for the calling thread's default main context
 */
SoupSession *
lanes_fetch_session_new (guint connections)
{
  int limit = (int) connections;
  SoupSession *session;

  g_return_val_if_fail (connections > 0, NULL);

  session = soup_session_new_with_options ("max-conns", limit, "max-conns-per-host", limit, NULL);
  soup_session_set_timeout (session, 0);
  soup_session_set_idle_timeout (session, 0);
  soup_session_set_user_agent (session, "Lanes/" LANES_VERSION);
  soup_session_set_proxy_resolver (session, NULL);
  soup_session_remove_feature_by_type (session, SOUP_TYPE_AUTH_MANAGER);
  soup_session_remove_feature_by_type (session, SOUP_TYPE_CONTENT_DECODER);

  return session;
}

/**
 * lanes_fetch_session_close:
 * @session: (transfer full): a session none of whose fetches goes on
 *
 * Closes its connections. In the thread of the session's context, which it iterates: libsoup
 * lets go of a message only in the turn after the one in which it ended.
 */
void
lanes_fetch_session_close (SoupSession *session)
{
  GMainContext *context = g_main_context_get_thread_default ();
  gpointer alive = session;

  g_return_if_fail (SOUP_IS_SESSION (session));

  soup_session_abort (session);
  g_object_add_weak_pointer (G_OBJECT (session), &alive);
  g_object_unref (session);

  while (alive != NULL && g_main_context_iteration (context, FALSE))
    ;

  if (alive != NULL)
    g_object_remove_weak_pointer (alive, &alive);
}
