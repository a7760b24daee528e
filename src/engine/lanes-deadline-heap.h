/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * LanesDeadlineHeap:
 *
 * Times with something that waits for each, soonest first; equal times in the order of their
 * data's addresses. 16 bytes an entry, no allocation of its own for each. One thread at a time.
 */
typedef struct _LanesDeadlineHeap LanesDeadlineHeap;

/* For about that many; it grows beyond them. */
LanesDeadlineHeap *lanes_deadline_heap_new (gsize n_expected);
/* What it still holds is the caller's. */
void lanes_deadline_heap_free (LanesDeadlineHeap *self);
/* @data must not be NULL. */
void lanes_deadline_heap_push (LanesDeadlineHeap *self, gint64 at_us, gpointer data);
/* The soonest time; G_MAXINT64 when it is empty. */
gint64 lanes_deadline_heap_get_next (const LanesDeadlineHeap *self);
/* Takes the soonest out if its time is @now_us or before; NULL: there is none. */
gpointer lanes_deadline_heap_pop (LanesDeadlineHeap *self, gint64 now_us, gint64 *at_us);
gsize lanes_deadline_heap_get_length (const LanesDeadlineHeap *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LanesDeadlineHeap, lanes_deadline_heap_free)

G_END_DECLS
