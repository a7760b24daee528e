/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-layout.h"

#include <math.h>

#include "lanes-lane-set-private.h"

/* Pixels of a span, from @x to before @end; within the view. */
typedef struct
{
  gint x;
  gint end;
} LanesPixels;

/**
 * lanes_layout_x_of_time:
 * @view: what is visible
 * @at_us: a time
 *
 * Returns: its place in pixels, which may be outside of the view
 */
double
lanes_layout_x_of_time (const LanesView *view, gint64 at_us)
{
  double range = (double) MAX (view->end_us - view->begin_us, 1);

  return ((double) at_us - (double) view->begin_us) / range * view->width;
}

/**
 * lanes_layout_time_of_x:
 * @view: what is visible
 * @x: a place in pixels
 *
 * Returns: the time there
 */
gint64
lanes_layout_time_of_x (const LanesView *view, double x)
{
  double range = (double) MAX (view->end_us - view->begin_us, 1);

  if (view->width == 0)
    return view->begin_us;

  return view->begin_us + (gint64) floor (x / view->width * range);
}

static gint64
end_of (const LanesLaneSpan *span, const LanesView *view)
{
  return span->end_us < 0 ? MAX (view->now_us, span->begin_us) : span->end_us;
}

static gboolean
is_visible (const LanesLaneSpan *span, const LanesView *view)
{
  return end_of (span, view) >= view->begin_us && span->begin_us <= view->end_us;
}

static LanesPixels
pixels_of (const LanesLaneSpan *span, const LanesView *view)
{
  double width = view->width;
  double x = CLAMP (lanes_layout_x_of_time (view, span->begin_us), 0.0, width - 1.0);
  double end = CLAMP (lanes_layout_x_of_time (view, end_of (span, view)), 0.0, width);
  LanesPixels pixels = { .x = (gint) floor (x), .end = (gint) ceil (end) };

  pixels.end = MAX (pixels.end, pixels.x + 1);

  return pixels;
}

static gint64
length_of (const LanesLaneSpan *span, const LanesView *view)
{
  return end_of (span, view) - span->begin_us;
}

/* The longest stands for all; what failed shows. */
static void
merge (LanesRect *rect, gint64 *longest_us, const LanesLaneSpan *span, const LanesView *view)
{
  gint64 length_us = length_of (span, view);
  gboolean has_failed = rect->status == LANES_SPAN_FAILED || span->status == LANES_SPAN_FAILED;

  rect->count++;
  if (length_us > *longest_us)
    {
      *longest_us = length_us;
      rect->span = span->span;
      rect->kind = span->kind;
      rect->status = span->status;
    }
  if (has_failed)
    rect->status = LANES_SPAN_FAILED;
}

/* Spans of one sub-row follow each other; what begins on a pixel that is taken begins on the
 * next, or, when it has none of its own, is counted to what is there. */
static void
layout_row (LanesLane *lane,
            guint lane_index,
            guint first,
            guint sub_row,
            const LanesView *view,
            GArray *rects)
{
  guint n_spans = lanes_lane_get_n_spans (lane);
  guint n_sub_rows = lanes_lane_get_n_sub_rows (lane);
  gint64 longest_us = 0;
  gint taken = 0;
  gboolean is_first = TRUE;

  for (guint i = first; i < n_spans; i++)
    {
      const LanesLaneSpan *span = lanes_lane_get_span (lane, i);
      LanesPixels pixels;
      LanesRect rect;

      if (span->begin_us > view->end_us)
        break;
      if (span->sub_row != sub_row || !is_visible (span, view))
        continue;

      pixels = pixels_of (span, view);
      if (!is_first && pixels.x < taken)
        pixels.x = taken;
      if (!is_first && pixels.end <= pixels.x)
        {
          merge (&g_array_index (rects, LanesRect, rects->len - 1), &longest_us, span, view);
          continue;
        }

      rect = (LanesRect){
        .x = pixels.x,
        .width = pixels.end - pixels.x,
        .span = span->span,
        .count = 1,
        .lane = lane_index,
        .sub_row = (guint8) sub_row,
        .n_sub_rows = (guint8) n_sub_rows,
        .kind = span->kind,
        .status = span->status,
      };
      g_array_append_val (rects, rect);
      longest_us = length_of (span, view);
      taken = pixels.end;
      is_first = FALSE;
    }
}

/* A column of a dense lane. */
typedef struct
{
  gint more;   /* spans that begin here, less those that ended before */
  gint failed; /* the same of those that failed */
  guint32 span;
  guint8 kind;
  guint8 status;
  gint64 longest_us;
} LanesColumn;

static void
count_columns (LanesLane *lane, guint first, const LanesView *view, LanesColumn *columns)
{
  guint n_spans = lanes_lane_get_n_spans (lane);

  for (guint i = first; i < n_spans; i++)
    {
      const LanesLaneSpan *span = lanes_lane_get_span (lane, i);
      LanesColumn *column;
      LanesPixels pixels;

      if (span->begin_us > view->end_us)
        break;
      if (!is_visible (span, view))
        continue;

      pixels = pixels_of (span, view);
      column = &columns[pixels.x];
      column->more++;
      columns[pixels.end].more--;
      if (span->status == LANES_SPAN_FAILED)
        {
          column->failed++;
          columns[pixels.end].failed--;
        }
      if (length_of (span, view) >= column->longest_us)
        {
          column->longest_us = length_of (span, view);
          column->span = span->span;
          column->kind = span->kind;
          column->status = span->status;
        }
    }
}

/* Each rectangle's count is how many spans there are over each of its columns. */
static void
layout_dense (LanesLane *lane, guint lane_index, guint first, const LanesView *view, GArray *rects)
{
  g_autofree LanesColumn *columns = g_new0 (LanesColumn, view->width + 1);
  const LanesColumn *shown = NULL;
  LanesRect *last = NULL;
  gint count = 0, failed = 0;

  count_columns (lane, first, view, columns);
  for (guint x = 0; x < view->width; x++)
    {
      LanesRect rect;

      count += columns[x].more;
      failed += columns[x].failed;
      if (columns[x].longest_us > 0 || shown == NULL)
        shown = &columns[x];
      if (count == 0)
        {
          last = NULL;
          continue;
        }
      if (last != NULL && last->count == (guint32) count && columns[x].longest_us == 0 &&
          (last->status == LANES_SPAN_FAILED) == (failed > 0))
        {
          last->width++;
          continue;
        }

      rect = (LanesRect){
        .x = (gint) x,
        .width = 1,
        .span = shown->span,
        .count = (guint32) count,
        .lane = lane_index,
        .n_sub_rows = 1,
        .kind = shown->kind,
        .status = failed > 0 ? LANES_SPAN_FAILED : shown->status,
        .density = TRUE,
      };
      g_array_append_val (rects, rect);
      last = &g_array_index (rects, LanesRect, rects->len - 1);
    }
}

/**
 * lanes_layout_lane:
 * @set: a lane set
 * @lane: from 0
 * @view: what is visible, and in how many pixels
 * @rects: (element-type LanesRect): grows
 *
 * Pure: the same arguments make the same rectangles, sub-row by sub-row, from left to right.
 * In a lane that is not dense their counts add up to the spans that touch the view.
 */
void
lanes_layout_lane (LanesLaneSet *set, guint lane, const LanesView *view, GArray *rects)
{
  LanesLane *own = lanes_lane_set_peek (set, lane);
  guint first;

  if (own == NULL || view->width == 0)
    return;

  first = lanes_lane_find_first (own, view->begin_us);
  if (lanes_lane_is_dense (own))
    {
      layout_dense (own, lane, first, view, rects);
      return;
    }

  for (guint row = 0; row < lanes_lane_get_n_sub_rows (own); row++)
    layout_row (own, lane, first, row, view, rects);
}

/**
 * lanes_layout_find:
 * @rects: (element-type LanesRect): of one lane
 * @x: a pixel
 * @sub_row: a sub-row; of no matter in a dense lane
 *
 * Returns: index of the rectangle there; -1: none
 */
int
lanes_layout_find (const GArray *rects, gint x, guint sub_row)
{
  for (guint i = 0; i < rects->len; i++)
    {
      const LanesRect *rect = &g_array_index (rects, LanesRect, i);

      if (x >= rect->x && x < rect->x + rect->width && (rect->density || rect->sub_row == sub_row))
        return (int) i;
    }

  return -1;
}
