/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lanes-layout.h"

G_BEGIN_DECLS

/**
 * LanesRows:
 * @n_lanes: how many lanes there are
 * @lane_height: of each, in whole pixels
 * @gap: between two
 * @scroll: how many pixels of them are above the room
 * @height: of the room
 *
 * Where lanes lie from top to bottom: the other half of the time-line's geometry. Painter,
 * hit-test and keyboard walk ask the same one. A plain value; any thread.
 */
typedef struct
{
  guint n_lanes;
  gint lane_height;
  gint gap;
  gint scroll;
  gint height;
} LanesRows;

/* What fits: comfortable for few lanes, lower for many, never under 6 pixels. @text_height: of a
 * lane's label; @zoom: the user's wish, 1 for none; @sub_rows: the most of a lane. */
void lanes_rows_choose (LanesRows *self, gint text_height, double zoom, guint sub_rows);
/* As if there were room for all; what a widget asks for. */
gint lanes_rows_get_comfortable (guint n_lanes, gint text_height, guint sub_rows);

gint lanes_rows_get_total (const LanesRows *self);
/* How far one can scroll, and @scroll within that. */
gint lanes_rows_get_scroll_max (const LanesRows *self);
/* The lanes of which a pixel is visible; FALSE: none. */
gboolean lanes_rows_get_visible (const LanesRows *self, guint *first, guint *last);
/* Relative to the room's top. */
gint lanes_rows_get_y (const LanesRows *self, guint lane);
/* The lane at @y, which owns the gap below it; -1: none. */
int lanes_rows_find (const LanesRows *self, double y);
/* The sub-row of @n_sub_rows of that lane at @y. */
guint lanes_rows_find_sub_row (const LanesRows *self, guint lane, double y, guint n_sub_rows);
/* From where to where @rect is in its lane; at least a pixel. */
void lanes_rows_get_extent (const LanesRows *self, const LanesRect *rect, gint *y, gint *height);
/* The scroll that shows @lane whole, as near to the present one as may be. */
gint lanes_rows_reveal (const LanesRows *self, guint lane);

G_END_DECLS
