/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-endpoint.h"

#include <glib/gi18n.h>
#include <string.h>

#include "core/lanes-error.h"
#include "formats/lanes-cart-answer.h"
#include "lanes-fetch.h"
#include "lanes-server-process.h"

/* dummyjson.com answers 400 to more. */
#define DUMMYJSON_HOST         "dummyjson.com"
#define DUMMYJSON_DELAY_MAX_US (5 * G_USEC_PER_SEC)
/* How long an endpoint may take to say how many carts it has. */
#define COUNT_TIMEOUT_US (5 * G_USEC_PER_SEC)

struct _LanesEndpoint
{
  GObject parent_instance;

  LanesOptions *options;
  char *url; /* NULL: the built-in server is the endpoint */
  char *host;
  LanesServerProcess *server;
  guint n_carts;
  gboolean has_counted;
};

/* One call of lanes_endpoint_prepare_async(). */
typedef struct
{
  gboolean needs_count;
  SoupSession *session;
} LanesPreparation;

G_DEFINE_FINAL_TYPE (LanesEndpoint, lanes_endpoint, G_TYPE_OBJECT)

static void
lanes_endpoint_finalize (GObject *object)
{
  LanesEndpoint *self = LANES_ENDPOINT (object);

  g_clear_pointer (&self->server, lanes_server_process_free);
  g_clear_pointer (&self->options, lanes_options_free);
  g_free (self->url);
  g_free (self->host);

  G_OBJECT_CLASS (lanes_endpoint_parent_class)->finalize (object);
}

static void
lanes_endpoint_class_init (LanesEndpointClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lanes_endpoint_finalize;
}

static void
lanes_endpoint_init (LanesEndpoint *self)
{
}

static gboolean
lanes_endpoint_set_url (LanesEndpoint *self, const char *text, GError **error)
{
  g_autoptr (GUri) uri = g_uri_parse (text, G_URI_FLAGS_ENCODED, NULL);
  gsize length = strlen (text);

  if (uri == NULL || g_uri_get_host (uri) == NULL || *g_uri_get_host (uri) == '\0' ||
      (!g_str_equal (g_uri_get_scheme (uri), "http") &&
       !g_str_equal (g_uri_get_scheme (uri), "https")) ||
      g_uri_get_query (uri) != NULL || g_uri_get_fragment (uri) != NULL)
    {
      g_set_error (error, LANES_RUN_ERROR, LANES_RUN_ERROR_OPTIONS,
                   _ ("The endpoint must be \"built-in\" or a URL such as https://%s, not \"%s\""),
                   DUMMYJSON_HOST, text);
      return FALSE;
    }

  while (length > 0 && text[length - 1] == '/')
    length--;
  self->url = g_strndup (text, length);
  self->host = g_ascii_strdown (g_uri_get_host (uri), -1);

  return TRUE;
}

/**
 * lanes_endpoint_new:
 * @options: endpoint, data and rate limit are looked at; copied
 * @error: %LANES_RUN_ERROR_OPTIONS, with a sentence
 *
 * Starts nothing yet.
 *
 * Returns: (transfer full): an endpoint; %NULL when the options contradict each other
 */
LanesEndpoint *
lanes_endpoint_new (const LanesOptions *options, GError **error)
{
  g_autoptr (LanesEndpoint) self = g_object_new (LANES_TYPE_ENDPOINT, NULL);

  g_return_val_if_fail (options != NULL, NULL);

  self->options = lanes_options_copy (options);
  if (options->endpoint == NULL)
    return g_steal_pointer (&self);

  if (!lanes_endpoint_set_url (self, options->endpoint, error))
    return NULL;

  if (options->data != NULL)
    {
      g_set_error_literal (error, LANES_RUN_ERROR, LANES_RUN_ERROR_OPTIONS,
                           _ ("Data of one's own is for the built-in server: leave out either the "
                              "data or the endpoint's URL"));
      return NULL;
    }

  return g_steal_pointer (&self);
}

static void
lanes_preparation_free (gpointer data)
{
  LanesPreparation *preparation = data;

  if (preparation->session != NULL)
    lanes_fetch_session_close (preparation->session);
  g_free (preparation);
}

static void
lanes_endpoint_counted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  LanesEndpoint *self = g_task_get_source_object (task);
  g_autoptr (GBytes) body = lanes_fetch_finish (result, NULL, NULL);

  if (g_task_return_error_if_cancelled (task))
    return;

  /* An endpoint that does not answer is for the run's own fetches to report. */
  if (body != NULL)
    self->has_counted = lanes_cart_answer_n_carts (body, &self->n_carts, NULL);
  g_task_return_boolean (task, TRUE);
}

static void
lanes_endpoint_count (LanesEndpoint *self, GTask *task)
{
  LanesPreparation *preparation = g_task_get_task_data (task);
  g_autofree char *url = NULL;

  if (!preparation->needs_count || self->url == NULL || self->has_counted)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }

  url = g_strconcat (self->url, "/carts?limit=1", NULL);
  preparation->session = lanes_fetch_session_new (1);
  lanes_fetch_async (preparation->session, url, COUNT_TIMEOUT_US, g_task_get_cancellable (task),
                     lanes_endpoint_counted_cb, g_object_ref (task));
}

static void
lanes_endpoint_started_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  LanesEndpoint *self = g_task_get_source_object (task);
  GError *error = NULL;

  self->server = lanes_server_process_start_finish (result, &error);
  if (self->server == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  if (self->url == NULL)
    self->n_carts = lanes_server_process_get_n_carts (self->server);

  lanes_endpoint_count (self, task);
}

/**
 * lanes_endpoint_prepare_async:
 * @self: an endpoint
 * @needs_endpoint: whether carts are fetched from it
 * @needs_built_in: whether pages are, which the built-in server always has
 * @needs_carts: whether it must be known how many carts there are
 * @cancellable: (nullable): a cancellable
 * @callback: called in the calling thread's default context
 * @user_data: for @callback
 *
 * Starts the built-in server where it is needed and not running yet (or not any more). One
 * preparation at a time.
 */
void
lanes_endpoint_prepare_async (LanesEndpoint *self,
                              gboolean needs_endpoint,
                              gboolean needs_built_in,
                              gboolean needs_carts,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  LanesPreparation *preparation;
  gboolean is_endpoint;

  g_return_if_fail (LANES_IS_ENDPOINT (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, lanes_endpoint_prepare_async);
  preparation = g_new0 (LanesPreparation, 1);
  preparation->needs_count = needs_carts;
  g_task_set_task_data (task, preparation, lanes_preparation_free);
  if (g_task_return_error_if_cancelled (task))
    return;

  /* A server that was killed meanwhile is started again. */
  if (self->server != NULL && lanes_server_process_get_pid (self->server) == 0)
    g_clear_pointer (&self->server, lanes_server_process_free);

  is_endpoint = self->url == NULL && (needs_endpoint || needs_carts);
  if ((is_endpoint || needs_built_in) && self->server == NULL)
    {
      lanes_server_process_start_async (self->options, cancellable, lanes_endpoint_started_cb,
                                        g_object_ref (task));
      return;
    }

  lanes_endpoint_count (self, task);
}

/**
 * lanes_endpoint_prepare_finish:
 * @self: an endpoint
 * @result: of the operation
 * @error: %LANES_RUN_ERROR_SERVER, or G_IO_ERROR_CANCELLED
 *
 * Returns: whether what is needed is there
 */
gboolean
lanes_endpoint_prepare_finish (LanesEndpoint *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (LANES_IS_ENDPOINT (self), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

const char *
lanes_endpoint_get_url (LanesEndpoint *self)
{
  g_return_val_if_fail (LANES_IS_ENDPOINT (self), NULL);

  return self->url != NULL ? self->url : lanes_endpoint_get_built_in (self);
}

const char *
lanes_endpoint_get_built_in (LanesEndpoint *self)
{
  g_return_val_if_fail (LANES_IS_ENDPOINT (self), NULL);

  return self->server != NULL ? lanes_server_process_get_url (self->server) : NULL;
}

guint
lanes_endpoint_get_n_carts (LanesEndpoint *self)
{
  g_return_val_if_fail (LANES_IS_ENDPOINT (self), 0);

  return self->n_carts;
}

gboolean
lanes_endpoint_is_built_in (LanesEndpoint *self)
{
  g_return_val_if_fail (LANES_IS_ENDPOINT (self), FALSE);

  return self->url == NULL;
}

gint32
lanes_endpoint_get_server_pid (LanesEndpoint *self)
{
  g_return_val_if_fail (LANES_IS_ENDPOINT (self), 0);

  return self->server != NULL ? lanes_server_process_get_pid (self->server) : 0;
}

/**
 * lanes_endpoint_check_delay:
 * @self: an endpoint
 * @max_delay_us: the latest answer that a run asks it for
 * @error: %LANES_RUN_ERROR_OPTIONS, with a sentence
 *
 * Returns: whether the endpoint can be asked to answer so late
 */
gboolean
lanes_endpoint_check_delay (LanesEndpoint *self, gint64 max_delay_us, GError **error)
{
  g_return_val_if_fail (LANES_IS_ENDPOINT (self), FALSE);

  if (self->host == NULL || max_delay_us <= DUMMYJSON_DELAY_MAX_US)
    return TRUE;
  if (!g_str_equal (self->host, DUMMYJSON_HOST) &&
      !g_str_has_suffix (self->host, "." DUMMYJSON_HOST))
    return TRUE;

  g_set_error (error, LANES_RUN_ERROR, LANES_RUN_ERROR_OPTIONS,
               _ ("%s answers at most 5 s late, and a task asks for %g s: use a smaller time "
                  "scale, fewer tasks, or let the client wait"),
               self->host, (double) max_delay_us / G_USEC_PER_SEC);

  return FALSE;
}
