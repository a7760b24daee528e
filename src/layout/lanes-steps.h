/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/lanes-track.h"
#include "lanes-layout.h"

G_BEGIN_DECLS

/**
 * LanesSteps:
 *
 * A track that can be laid out: it finds the highest value of any stretch of time without looking
 * at each. Immutable; any thread.
 */
typedef struct _LanesSteps LanesSteps;

/* @track: (transfer full). @end_us: until when the last value holds. */
LanesSteps *lanes_steps_new (LanesTrack *track, gint64 end_us);
void lanes_steps_free (LanesSteps *self);
const LanesTrack *lanes_steps_get_track (const LanesSteps *self);
/* Of all values; 0 when there is none. */
gint64 lanes_steps_get_max (const LanesSteps *self);
/* The highest value between the two; -1: there is none. */
gint64 lanes_steps_find_max (const LanesSteps *self, gint64 begin_us, gint64 end_us);

/* Pure: for each pixel of @view the highest value under it; -1 where there is none.
 * @columns: of view's width. */
void lanes_layout_steps (const LanesSteps *self, const LanesView *view, gint64 *columns);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LanesSteps, lanes_steps_free)

G_END_DECLS
