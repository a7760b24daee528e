/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lanes-fetch.h"

G_BEGIN_DECLS

/**
 * LanesFetcher:
 *
 * Fetches for a thread that blocks: a session and a main context of its own, which it
 * iterates while a fetch is under way. Used by one thread at a time; made and freed where it
 * is used. lanes_fetcher_fetch() is [func@lanes_fetch_async] waited for: same errors.
 */
typedef struct _LanesFetcher LanesFetcher;

LanesFetcher *lanes_fetcher_new (void);
void lanes_fetcher_free (LanesFetcher *self);
GBytes *lanes_fetcher_fetch (LanesFetcher *self,
                             const char *url,
                             gint64 timeout_us,
                             GCancellable *cancellable,
                             LanesFetchFacts *facts,
                             GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LanesFetcher, lanes_fetcher_free)

G_END_DECLS
