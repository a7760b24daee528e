/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lanes-fetch.h"
#include "lanes-leg.h"

G_BEGIN_DECLS

/**
 * LanesFetchQueueFuncs:
 * @begin: a leg's fetch is about to begin: returns its URL (transfer full)
 * @ended: it has ended, as [func@lanes_fetch_finish] says; the leg is the receiver's again.
 *   May push.
 */
typedef struct
{
  char *(*begin) (LanesLeg *leg, gpointer user_data);
  void (*ended) (LanesLeg *leg,
                 GBytes *body,
                 const LanesFetchFacts *facts,
                 const GError *error,
                 gpointer user_data);
} LanesFetchQueueFuncs;

/**
 * LanesFetchQueue:
 *
 * Fetches for a loop, first come, first served, over so many connections. Messages that wait
 * in a SoupSession slow it down quadratically, so they wait here, and each of several sessions
 * gets no more than it has connections. Belongs to the thread whose default context it was
 * made under; its functions are called there.
 */
typedef struct _LanesFetchQueue LanesFetchQueue;

LanesFetchQueue *lanes_fetch_queue_new (guint connections,
                                        gint64 timeout_us,
                                        const LanesFetchQueueFuncs *funcs,
                                        gpointer user_data);
/* After lanes_fetch_queue_stop(). */
void lanes_fetch_queue_free (LanesFetchQueue *self);
/* TRUE: @leg's fetch has begun; FALSE: it waits for a connection. */
gboolean lanes_fetch_queue_push (LanesFetchQueue *self, LanesLeg *leg);
/* Cancels what goes on and iterates the context until it has ended, so ended() is called for
 * each; closes every connection. Returns the legs that never began, linked by next. */
LanesLeg *lanes_fetch_queue_stop (LanesFetchQueue *self);

guint lanes_fetch_queue_get_in_flight (LanesFetchQueue *self);
/* The most that were under way at once. */
guint lanes_fetch_queue_get_peak (LanesFetchQueue *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LanesFetchQueue, lanes_fetch_queue_free)

G_END_DECLS
