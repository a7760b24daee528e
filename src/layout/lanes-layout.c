/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-layout-private.h"

#include <math.h>

#include "lanes-lane-set-private.h"

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

gint
lanes_layout_first_pixel (const LanesView *view, gint64 begin_us)
{
  return (gint) floor (CLAMP (lanes_layout_x_of_time (view, begin_us), 0.0, view->width - 1.0));
}

gint
lanes_layout_end_pixel (const LanesView *view, gint64 end_us)
{
  return (gint) ceil (CLAMP (lanes_layout_x_of_time (view, end_us), 0.0, (double) view->width));
}

static gboolean
is_until (const LanesView *view, gint64 at_us, gint x, gboolean is_left)
{
  double place = lanes_layout_x_of_time (view, at_us);

  return is_left ? place < x : place <= x;
}

/* From where it should be to where it is: a step or two, since a time is rounded. */
static gint64
find_last (const LanesView *view, gint x, gboolean is_left)
{
  gint64 at_us = lanes_layout_time_of_x (view, x);

  while (at_us < G_MAXINT64 && is_until (view, at_us, x, is_left))
    at_us++;
  while (at_us > G_MININT64 && !is_until (view, at_us, x, is_left))
    at_us--;

  return at_us;
}

gint64
lanes_layout_last_left_of (const LanesView *view, gint x)
{
  return find_last (view, x, TRUE);
}

gint64
lanes_layout_last_until (const LanesView *view, gint x)
{
  return find_last (view, x, FALSE);
}

guint
lanes_layout_count_until (const gint64 *times,
                          guint n_times,
                          guint from,
                          guint guess,
                          gint64 last_us)
{
  guint at = CLAMP (guess, from, n_times);
  guint low = from;
  guint high = n_times;

  /* Away from the guess, the farther the faster, and then between the last two. */
  if (at > from && times[at - 1] > last_us)
    {
      for (guint step = 1; at > from && times[at - 1] > last_us; step *= 2)
        {
          high = at - 1;
          at -= MIN (step, at - from);
        }
      low = at;
    }
  else
    {
      low = at;
      for (guint step = 1; at < n_times && times[at] <= last_us; step *= 2)
        {
          low = at + 1;
          at += MIN (step, n_times - at);
        }
      high = at;
    }
  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (times[middle] <= last_us)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

/**
 * lanes_layout_lane:
 * @set: a lane set
 * @lane: from 0
 * @view: what is visible, and in how many pixels
 * @rects: (element-type LanesRect): grows
 *
 * Pure: the same arguments make the same rectangles, sub-row by sub-row, from left to right.
 * In a lane that is not dense their counts add up to the spans that touch the view. Takes time
 * by the pixels, but after a change of the lane once by its spans.
 */
void
lanes_layout_lane (LanesLaneSet *set, guint lane, const LanesView *view, GArray *rects)
{
  LanesLane *own = lanes_lane_set_peek (set, lane);
  const LanesLaneIndex *index;

  if (own == NULL || view->width == 0)
    return;

  index = lanes_lane_get_index (own);
  if (index->rows == NULL)
    lanes_layout_crowd (index, lane, view, rects);
  for (guint row = 0; row < index->n_rows; row++)
    lanes_layout_row (index, row, lane, view, rects);
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
