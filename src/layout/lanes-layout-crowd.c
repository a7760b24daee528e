/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A dense lane: for each column how many spans are over it, which is how many have begun less how
 * many have ended. */
#include "config.h"

#include <math.h>

#include "lanes-layout-private.h"

/* How far each of a crowd's arrays has been counted, from left to right. */
typedef struct
{
  const LanesCrowd *crowd;
  guint n_begun;
  guint n_ended;
  guint n_opens_ended;
  guint n_moments_before;
  guint n_moments;
} LanesCount;

/* What begins in column @x or before. */
static gint64
last_begin (const LanesView *view, gint x)
{
  if (x + 1 >= (gint) view->width)
    return view->end_us;

  return MIN (lanes_layout_last_left_of (view, x + 1), view->end_us);
}

/* What ends before column @x. What ends where the view begins is still seen in its first one. */
static gint64
last_end (const LanesView *view, gint x)
{
  return x == 0 ? view->begin_us - 1 : lanes_layout_last_until (view, x);
}

/* How many of the sorted @times are not later than @last_us; at least @from. */
static guint
count_until (const gint64 *times, guint n_times, guint from, gint64 last_us)
{
  return lanes_layout_count_until (times, n_times, from, from, last_us);
}

/* Open spans end now, and each has a pixel of its own at least. */
static void
count_opens (LanesCount *count, const LanesView *view, gint x)
{
  const LanesCrowd *crowd = count->crowd;

  if (x == 0 && view->now_us < view->begin_us)
    count->n_opens_ended = count_until (crowd->opens, crowd->n_opens, 0, view->begin_us - 1);
  else if (x > 0 && x >= lanes_layout_end_pixel (view, view->now_us))
    count->n_opens_ended =
        count_until (crowd->opens, crowd->n_opens, count->n_opens_ended, last_begin (view, x - 1));
}

/* How many spans are over column @x, the one after that of the last call. */
static guint
count_column (LanesCount *count, const LanesView *view, gint x)
{
  const LanesCrowd *crowd = count->crowd;
  guint n_here = 0;

  count->n_begun =
      count_until (crowd->begins, crowd->n_begins, count->n_begun, last_begin (view, x));
  count->n_ended = count_until (crowd->ends, crowd->n_ends, count->n_ended, last_end (view, x));
  count_opens (count, view, x);
  /* What has no length and lies where a column begins would have ended before it. */
  if (x > 0 && crowd->n_moments > 0)
    {
      count->n_moments_before =
          count_until (crowd->moments, crowd->n_moments, count->n_moments_before,
                       lanes_layout_last_left_of (view, x));
      count->n_moments = count_until (crowd->moments, crowd->n_moments, count->n_moments_before,
                                      lanes_layout_last_until (view, x));
      n_here = count->n_moments - count->n_moments_before;
    }

  return count->n_begun + n_here - count->n_ended - count->n_opens_ended;
}

static gboolean
is_over (const LanesLaneSpan *span, const LanesView *view, gint x)
{
  gint64 end_us = span->end_us < 0 ? MAX (view->now_us, span->begin_us) : span->end_us;
  gint end = MAX (lanes_layout_end_pixel (view, end_us),
                  lanes_layout_first_pixel (view, span->begin_us) + 1);

  return end > x && end_us >= view->begin_us;
}

/* The longest of those that begin in the column; else the one before, while it is there; else
 * the one that ends last, or one that is open. */
static const LanesLaneSpan *
choose (const LanesLaneIndex *index,
        const LanesView *view,
        gint x,
        guint n_before,
        guint n_begun,
        const LanesLaneSpan *shown)
{
  const LanesLaneSpan *longest = NULL;
  const LanesLaneSpan *last;
  guint n_opens;

  if (n_begun > n_before)
    longest = &index->spans[lanes_max_tree_find (index->longest, n_before, n_begun)];
  if (longest != NULL && is_over (longest, view, x))
    return longest;
  if (shown != NULL && is_over (shown, view, x))
    return shown;

  last = &index->spans[lanes_max_tree_find (index->last, 0, n_begun)];
  if (is_over (last, view, x))
    return last;

  n_opens = count_until (index->all.opens, index->all.n_opens, 0, last_begin (view, x));

  return n_opens > 0 ? &index->spans[index->opens[n_opens - 1]] : last;
}

/**
 * lanes_layout_crowd:
 * @index: of the lane, which is dense
 * @lane: for the rectangles
 * @view: what is visible
 * @rects: (element-type LanesRect): grows, from left to right
 *
 * Each rectangle's count is how many spans there are over each of its columns.
 */
void
lanes_layout_crowd (const LanesLaneIndex *index, guint lane, const LanesView *view, GArray *rects)
{
  LanesCount all = { .crowd = &index->all };
  LanesCount failed = { .crowd = &index->failed };
  const LanesLaneSpan *shown = NULL;
  LanesRect *last = NULL;

  for (gint x = 0; x < (gint) view->width; x++)
    {
      guint n_before = all.n_begun;
      guint count = count_column (&all, view, x);
      gboolean has_failed = count_column (&failed, view, x) > 0;
      const LanesLaneSpan *before = shown;
      LanesRect rect;

      if (count == 0)
        {
          last = NULL;
          continue;
        }
      shown = choose (index, view, x, n_before, all.n_begun, shown);
      if (last != NULL && shown == before && last->count == count &&
          (last->status == LANES_SPAN_FAILED) == (has_failed || shown->status == LANES_SPAN_FAILED))
        {
          last->width++;
          continue;
        }

      rect = (LanesRect){
        .x = x,
        .width = 1,
        .span = shown->span,
        .count = count,
        .lane = lane,
        .n_sub_rows = 1,
        .kind = shown->kind,
        .status = has_failed ? LANES_SPAN_FAILED : shown->status,
        .density = TRUE,
      };
      g_array_append_val (rects, rect);
      last = &g_array_index (rects, LanesRect, rects->len - 1);
    }
}
