/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lanes-carrier.h"
#include "lanes-frame.h"

G_BEGIN_DECLS

/**
 * LanesChild:
 *
 * One worker process: its pipes, the legs that were sent to it, and its spans in the run's
 * trace. Belongs to the thread that made it.
 */
typedef struct _LanesChild LanesChild;

/* @number: from 1, for its label. Starts it and sends its setup; the start-up span begins.
 * NULL with an error when the program cannot be started. */
LanesChild *lanes_child_new (LanesRunContext *context,
                             guint number,
                             gboolean asks_connection,
                             GError **error);
/* The process must have ended and been waited for. No leg may be left in it. */
void lanes_child_free (LanesChild *self);

/* What the pipes allow: waits for them, or for @wake_fd, or until @timeout_ms (-1: for ever);
 * reads and writes. FALSE: the child has closed its output, or spoke what is no frame. */
gboolean lanes_child_turn (LanesChild *self, int wake_fd, int timeout_ms);

gboolean lanes_child_is_ready (LanesChild *self);
guint lanes_child_get_n_legs (LanesChild *self);
/* How many short legs it may have at once now. */
guint lanes_child_get_ahead (LanesChild *self);
/* Whether all that it did lately was short: it has as many at once as a child may have. */
gboolean lanes_child_is_quick (LanesChild *self);
/* Whether there is something to take. */
gboolean lanes_child_has_ended (LanesChild *self);
/* Whether the leg that was sent last may have others behind it. */
gboolean lanes_child_is_short (LanesChild *self, const LanesLeg *leg);
/* Legs that have ended, linked by next; the caller posts them. */
LanesLeg *lanes_child_take_ended (LanesChild *self, LanesLeg **last);
void lanes_child_send (LanesChild *self, LanesLeg *leg);
void lanes_child_grant (LanesChild *self);
/* Sends what is waiting to be sent without waiting. */
void lanes_child_flush (LanesChild *self);

/* Asks it to leave; it answers with its usage. */
void lanes_child_say_bye (LanesChild *self);
/* Ends the process and waits for it. Its open span ends with @status. Returns how it ended, for
 * people: "was killed by signal 9 (Killed)". (transfer full) */
char *lanes_child_reap (LanesChild *self, gboolean force, LanesSpanStatus status);
gint32 lanes_child_get_pid (LanesChild *self);
/* Takes the legs that it still has: the one that it had begun, and those behind it. */
LanesLeg *lanes_child_take_begun (LanesChild *self);
LanesLeg *lanes_child_take_rest (LanesChild *self);

/* Called when the child's turn at the gate has come, in any thread. */
void lanes_child_set_granted_func (LanesChild *self, LanesGateFunc func, gpointer data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LanesChild, lanes_child_free)

G_END_DECLS
