/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * LanesAxis:
 *
 * The stretch of time that time-lines show, shared by all that are to zoom and pan together, with
 * the cursor and the selected range upon it. Times are microseconds since a run's start. While it
 * is fitted (as it is at first, and after lanes_axis_fit()) it shows the whole length and grows
 * with it. It remembers the views before, for lanes_axis_undo(). No GTK; main thread only.
 *
 * Signals: "changed" (what is visible), "cursor-changed", "range-changed".
 */
#define LANES_TYPE_AXIS (lanes_axis_get_type ())
G_DECLARE_FINAL_TYPE (LanesAxis, lanes_axis, LANES, AXIS, GObject)

LanesAxis *lanes_axis_new (void);

/* The end of what there is to show; time-lines that share the axis each raise it with
 * lanes_axis_extend(), and lanes_axis_reset() starts at nothing, fitted, without history. */
void lanes_axis_reset (LanesAxis *self);
void lanes_axis_extend (LanesAxis *self, gint64 length_us);
gint64 lanes_axis_get_length (LanesAxis *self);

gint64 lanes_axis_get_begin (LanesAxis *self);
gint64 lanes_axis_get_end (LanesAxis *self);
gboolean lanes_axis_is_fitted (LanesAxis *self);

/* What becomes visible is kept within the length (with a little room behind its end) and is never
 * shorter than 10 us. A view that differs goes into the history; many small steps of one gesture
 * (within half a second) count as one. */
void lanes_axis_show (LanesAxis *self, gint64 begin_us, gint64 end_us);
void lanes_axis_zoom (LanesAxis *self, double factor, gint64 at_us); /* factor 2: twice as close */
void lanes_axis_pan (LanesAxis *self, gint64 delta_us);
void lanes_axis_fit (LanesAxis *self);
gboolean lanes_axis_can_undo (LanesAxis *self);
void lanes_axis_undo (LanesAxis *self);

/* -1: none */
gint64 lanes_axis_get_cursor (LanesAxis *self);
void lanes_axis_set_cursor (LanesAxis *self, gint64 at_us);

/* FALSE: no range is selected. */
gboolean lanes_axis_get_range (LanesAxis *self, gint64 *begin_us, gint64 *end_us);
void lanes_axis_set_range (LanesAxis *self, gint64 begin_us, gint64 end_us);
void lanes_axis_clear_range (LanesAxis *self);

G_END_DECLS
