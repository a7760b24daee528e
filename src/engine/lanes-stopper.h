/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * LanesStopper:
 *
 * A wait that a stop ends at once, for any number of threads. Any thread may call any of
 * these; a stopper is freed when no thread waits on it.
 */
typedef struct _LanesStopper LanesStopper;

LanesStopper *lanes_stopper_new (void);
void lanes_stopper_free (LanesStopper *self);
void lanes_stopper_stop (LanesStopper *self);
gboolean lanes_stopper_is_stopped (LanesStopper *self);
/* Until @deadline_us of g_get_monotonic_time(), never before it; FALSE: stopped. */
gboolean lanes_stopper_wait_until (LanesStopper *self, gint64 deadline_us);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LanesStopper, lanes_stopper_free)

G_END_DECLS
