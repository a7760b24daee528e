/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

#include "core/lanes-error.h"
#include "core/lanes-trace.h"

G_BEGIN_DECLS

/* The largest body that is read, whatever its headers say. */
#define LANES_FETCH_BODY_MAX (16 * 1024 * 1024)
/* Attempts at a fetch that is answered with 429. */
#define LANES_FETCH_ATTEMPTS 3

/**
 * LanesFetchFacts:
 * @retry_after_us: for a 429, how long the server asks to wait (at least 0); else -1
 * @phases: as far as the fetch came
 *
 * What is known of a fetch beside its body or its error.
 */
typedef struct
{
  gint64 retry_after_us;
  LanesFetchPhases phases;
} LanesFetchFacts;

/**
 * lanes_fetch_async:
 * @session: belongs to the calling thread's default main context
 * @url: absolute
 * @timeout_us: how long it may take altogether, from now to the last byte
 *
 * One GET, one attempt. Completes in the thread-default main context, always by way of
 * libsoup, so that its connection is free again or closed. Certificates are always verified;
 * redirects are followed, but never from https to http; no Accept-Encoding is sent; HTTP/1.1.
 */
void lanes_fetch_async (SoupSession *session,
                        const char *url,
                        gint64 timeout_us,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data);

/**
 * lanes_fetch_finish:
 * @facts: (out) (optional): what else is known
 *
 * Returns: (transfer full): the body; or %NULL with an error of %LANES_TASK_ERROR that names
 *   what is wrong (status and the server's message, truncated, too large, timeout, refused,
 *   network), or G_IO_ERROR_CANCELLED
 */
GBytes *lanes_fetch_finish (GAsyncResult *result, LanesFetchFacts *facts, GError **error);

/* A session as every carrier makes it: so many connections to one host, no cookies, cache or
 * proxy surprises, idle connections kept for the run, idle timeout off. In the calling
 * thread's default context. */
SoupSession *lanes_fetch_session_new (guint connections);
/* (transfer full): ends a session none of whose fetches goes on; iterates its context. */
void lanes_fetch_session_close (SoupSession *session);

G_END_DECLS
