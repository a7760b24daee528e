/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lanes-leg.h"

G_BEGIN_DECLS

/**
 * LanesMailbox:
 *
 * Hands ended legs from any thread to the one that iterates a main context, in batches: one
 * wake-up for all that came since the last. This stands in for a GTask for each leg, which
 * costs a source and a wake-up each.
 */
typedef struct _LanesMailbox LanesMailbox;

/* Called in the context's thread with a list of legs linked by next, in order of arrival. */
typedef void (*LanesMailboxFunc) (LanesLeg *legs, gpointer user_data);

LanesMailbox *lanes_mailbox_new (GMainContext *context, LanesMailboxFunc func, gpointer user_data);
/* In the context's thread, when nobody can post any more. */
void lanes_mailbox_free (LanesMailbox *self);
/* Any thread. */
void lanes_mailbox_post (LanesMailbox *self, LanesLeg *leg);
/* Any thread: a list linked by next, posted at once. */
void lanes_mailbox_post_list (LanesMailbox *self, LanesLeg *first, LanesLeg *last);

G_END_DECLS
