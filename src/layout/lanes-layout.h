/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lanes-lane-set.h"

G_BEGIN_DECLS

/* The visible part of the axis and the room for it, in pixels (or characters). */
typedef struct
{
  gint64 begin_us;
  gint64 end_us;
  gint64 now_us; /* where open spans end */
  guint width;
} LanesView;

/**
 * LanesRect:
 * @x: first pixel
 * @width: at least 1
 * @lane: which lane
 * @sub_row: which sub-row of @n_sub_rows
 * @span: index in the trace of the span it stands for: the longest of @count
 * @count: how many spans fell on these pixels
 * @kind: #LanesSpanKind of @span
 * @status: #LanesSpanStatus of @span; failed if any of them failed
 * @density: more than LANES_SUB_ROWS_MAX at once: the rectangle fills the lane's height
 *
 * What is painted, clicked, walked and saved.
 */
typedef struct
{
  gint x;
  gint width;
  guint32 span;
  guint32 count;
  guint32 lane;
  guint8 sub_row;
  guint8 n_sub_rows;
  guint8 kind;
  guint8 status;
  gboolean density;
} LanesRect;

/* Pure: (lane, view) -> rectangles, appended to @rects (element-type LanesRect) from left to
 * right, sub-row by sub-row. Spans that share a pixel merge; nothing is left out. */
void lanes_layout_lane (LanesLaneSet *set, guint lane, const LanesView *view, GArray *rects);
/* Pixel of a time, not clipped; time of a pixel's left edge. */
double lanes_layout_x_of_time (const LanesView *view, gint64 at_us);
gint64 lanes_layout_time_of_x (const LanesView *view, double x);
/* Index into @rects of what is at @x in @sub_row; -1: nothing. */
int lanes_layout_find (const GArray *rects, gint x, guint sub_row);

G_END_DECLS
