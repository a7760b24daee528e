/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-fetcher.h"

struct _LanesFetcher
{
  GMainContext *context;
  SoupSession *session;
};

typedef struct
{
  GAsyncResult *result;
} LanesFetcherAnswer;

/**
 * lanes_fetcher_new:
 *
 * Returns: (transfer full): a fetcher for the calling thread, with one connection
 */
LanesFetcher *
lanes_fetcher_new (void)
{
  LanesFetcher *self = g_new0 (LanesFetcher, 1);

  self->context = g_main_context_new ();
  g_main_context_push_thread_default (self->context);
  self->session = lanes_fetch_session_new (1);
  g_main_context_pop_thread_default (self->context);

  return self;
}

/**
 * lanes_fetcher_free:
 * @self: (transfer full): a fetcher, in the thread that used it
 */
void
lanes_fetcher_free (LanesFetcher *self)
{
  g_return_if_fail (self != NULL);

  g_main_context_push_thread_default (self->context);
  lanes_fetch_session_close (g_steal_pointer (&self->session));
  g_main_context_pop_thread_default (self->context);
  g_main_context_unref (self->context);
  g_free (self);
}

static void
lanes_fetcher_answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LanesFetcherAnswer *answer = user_data;

  answer->result = g_object_ref (result);
}

/**
 * lanes_fetcher_fetch:
 * @self: a fetcher
 * @url: absolute
 * @timeout_us: how long it may take altogether
 * @cancellable: (nullable): may be cancelled from any thread
 * @facts: (out) (optional): see [func@lanes_fetch_finish]
 * @error: see [func@lanes_fetch_finish]
 *
 * Fetches, blocking the calling thread.
 *
 * Returns: (transfer full): the body, or %NULL with @error set
 */
GBytes *
lanes_fetcher_fetch (LanesFetcher *self,
                     const char *url,
                     gint64 timeout_us,
                     GCancellable *cancellable,
                     LanesFetchFacts *facts,
                     GError **error)
{
  LanesFetcherAnswer answer = { NULL };
  GBytes *body;

  g_return_val_if_fail (self != NULL, NULL);

  g_main_context_push_thread_default (self->context);
  lanes_fetch_async (self->session, url, timeout_us, cancellable, lanes_fetcher_answered_cb,
                     &answer);
  while (answer.result == NULL)
    g_main_context_iteration (self->context, TRUE);
  g_main_context_pop_thread_default (self->context);

  body = lanes_fetch_finish (answer.result, facts, error);
  g_object_unref (answer.result);

  return body;
}
