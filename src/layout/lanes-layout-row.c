/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Spans that follow each other. What begins on a pixel that is taken begins on the next, or, when
 * it has none of its own, shares the last pixel of what is there: a longer span gives it up, so
 * that a short one is not taken for a part of it. All that fall on one pixel are found at once,
 * since begins and ends are both in order. */
#include "config.h"

#include "lanes-layout-private.h"

static gint64
end_of (const LanesLaneSpan *span, const LanesView *view)
{
  return span->end_us < 0 ? MAX (view->now_us, span->begin_us) : span->end_us;
}

static gint64
length_of (const LanesLaneSpan *span, const LanesView *view)
{
  return end_of (span, view) - span->begin_us;
}

static gint
end_pixel_of (const LanesLaneSpan *span, const LanesView *view)
{
  return MAX (lanes_layout_end_pixel (view, end_of (span, view)),
              lanes_layout_first_pixel (view, span->begin_us) + 1);
}

/* The first item that reaches into the view. */
static guint
find_visible (const LanesLaneRow *row, const LanesView *view)
{
  guint low = 0;
  guint high = row->n_items;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (end_of (lanes_lane_row_get (row, middle), view) < view->begin_us)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

/* What ends on a pixel at the left of @taken begins and ends by these times. */
typedef struct
{
  gint64 last_begin_us;
  gint64 last_end_us;
} LanesLimits;

static LanesLimits
get_limits (const LanesView *view, gint taken)
{
  /* What is right of the view is clipped to its last pixel. */
  if (taken >= (gint) view->width)
    return (LanesLimits){ view->end_us, G_MAXINT64 };

  return (LanesLimits){ MIN (lanes_layout_last_left_of (view, taken), view->end_us),
                        lanes_layout_last_until (view, taken) };
}

static gboolean
is_within (const LanesLaneSpan *span, const LanesView *view, const LanesLimits *limits)
{
  return span->begin_us <= limits->last_begin_us && end_of (span, view) <= limits->last_end_us;
}

/* The first item from @from that ends behind pixel @taken, or begins behind the view. Found the
 * sooner the nearer it is to @guess. */
static guint
find_beyond (const LanesLaneRow *row, const LanesView *view, guint from, guint guess, gint taken)
{
  const LanesLimits limits = get_limits (view, taken);
  guint at = CLAMP (guess, from, row->n_items);
  guint low = from;
  guint high = row->n_items;

  /* As in lanes_layout_count_until(). */
  if (at > from && !is_within (lanes_lane_row_get (row, at - 1), view, &limits))
    {
      for (guint step = 1;
           at > from && !is_within (lanes_lane_row_get (row, at - 1), view, &limits); step *= 2)
        {
          high = at - 1;
          at -= MIN (step, at - from);
        }
      low = at;
    }
  else
    {
      low = at;
      for (guint step = 1;
           at < row->n_items && is_within (lanes_lane_row_get (row, at), view, &limits); step *= 2)
        {
          low = at + 1;
          at += MIN (step, row->n_items - at);
        }
      high = at;
    }
  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (is_within (lanes_lane_row_get (row, middle), view, &limits))
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

static void
stand_for (LanesRect *rect, gint64 *longest_us, const LanesLaneSpan *span, const LanesView *view)
{
  gint64 length_us = length_of (span, view);

  if (length_us <= *longest_us)
    return;

  *longest_us = length_us;
  rect->span = span->span;
  rect->kind = span->kind;
  rect->status = span->status;
}

/* Items from @begin to before @end fall on pixels that are @rect's: the longest stands for all;
 * what failed shows. */
static void
merge (LanesRect *rect, const LanesLaneRow *row, guint begin, guint end, const LanesView *view)
{
  gint64 longest_us = -1;
  const LanesLaneSpan *last = lanes_lane_row_get (row, end - 1);

  rect->count = end - begin;
  stand_for (rect, &longest_us,
             lanes_lane_row_get (row, lanes_max_tree_find (row->longest, begin, end)), view);
  if (last->end_us < 0)
    stand_for (rect, &longest_us, last, view);
  if (lanes_lane_row_has_failed (row, begin, end))
    rect->status = LANES_SPAN_FAILED;
}

/**
 * lanes_layout_row:
 * @index: of the lane, which is not dense
 * @sub_row: which of its sub-rows
 * @lane: for the rectangles
 * @view: what is visible
 * @rects: (element-type LanesRect): grows, from left to right
 */
void
lanes_layout_row (const LanesLaneIndex *index,
                  guint sub_row,
                  guint lane,
                  const LanesView *view,
                  GArray *rects)
{
  const LanesLaneRow *row = &index->rows[sub_row];
  guint i = find_visible (row, view);
  guint n_before = 1; /* on the pixel before */
  gint taken = 0;

  while (i < row->n_items && lanes_lane_row_get (row, i)->begin_us <= view->end_us)
    {
      const LanesLaneSpan *span = lanes_lane_row_get (row, i);
      gint end = end_pixel_of (span, view);
      guint next = find_beyond (row, view, i + 1, i + n_before, end);
      LanesRect rect = {
        .x = MAX (lanes_layout_first_pixel (view, span->begin_us), taken),
        .lane = lane,
        .sub_row = (guint8) sub_row,
        .n_sub_rows = (guint8) index->n_rows,
      };

      rect.width = end - rect.x;
      if (rect.width > 1 && next > i + 1)
        {
          rect.width--;
          merge (&rect, row, i, i + 1, view);
          g_array_append_val (rects, rect);
          rect.x = end - 1;
          rect.width = 1;
          i++;
        }
      merge (&rect, row, i, next, view);
      g_array_append_val (rects, rect);
      taken = end;
      n_before = next - i;
      i = next;
    }
}
