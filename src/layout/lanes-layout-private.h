/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lanes-lane-index.h"
#include "lanes-layout.h"

G_BEGIN_DECLS

/* The first pixel of what begins, and the one behind what ends, within the view. Both grow with
 * time. */
gint lanes_layout_first_pixel (const LanesView *view, gint64 begin_us);
gint lanes_layout_end_pixel (const LanesView *view, gint64 end_us);

/* The other way round, for searches: the last time that lies left of @x, and the last that lies
 * there or left of it. Exactly those that lanes_layout_x_of_time() puts there. */
gint64 lanes_layout_last_left_of (const LanesView *view, gint x);
gint64 lanes_layout_last_until (const LanesView *view, gint x);

/* How many of the sorted @times are not later than @last_us; at least @from. Found the sooner the
 * nearer that is to @guess. */
guint lanes_layout_count_until (const gint64 *times,
                                guint n_times,
                                guint from,
                                guint guess,
                                gint64 last_us);

/* The two kinds of lanes that lanes_layout_lane() knows. */
void lanes_layout_row (const LanesLaneIndex *index,
                       guint sub_row,
                       guint lane,
                       const LanesView *view,
                       GArray *rects);
void lanes_layout_crowd (const LanesLaneIndex *index,
                         guint lane,
                         const LanesView *view,
                         GArray *rects);

G_END_DECLS
