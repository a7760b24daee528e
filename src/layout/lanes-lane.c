/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-lane.h"

#include <stdlib.h>
#include <string.h>

#include "lanes-lane-set.h"

/* Most lanes of tasks have no more spans than this. */
#define FEW 4u
/* Of no more spans than that the first is found by a look at each. */
#define LOOKED_AT_MAX 32u

struct _LanesLane
{
  LanesLaneSpan few[FEW];
  LanesLaneSpan *more;   /* (nullable): all of them, where they are more than few */
  gint64 *max_ends;      /* (nullable): of the spans up to here; G_MAXINT64 with an open one */
  LanesLaneIndex *index; /* (nullable) */
  guint n_spans;
  guint n_allocated;
  guint n_sorted; /* so many of the spans are in order; those behind came late */
  gboolean is_packed;
  gboolean is_dense;
  guint n_sub_rows;
};

/**
 * lanes_lane_new_block:
 *
 * Returns: (transfer full): %LANES_LANE_BLOCK empty lanes
 */
LanesLane *
lanes_lane_new_block (void)
{
  return g_new0 (LanesLane, LANES_LANE_BLOCK);
}

LanesLane *
lanes_lane_get_in_block (LanesLane *block, guint i)
{
  g_assert (i < LANES_LANE_BLOCK);

  return &block[i];
}

/**
 * lanes_lane_free_block:
 * @block: (transfer full): a block of lanes
 */
void
lanes_lane_free_block (LanesLane *block)
{
  g_return_if_fail (block != NULL);

  for (guint i = 0; i < LANES_LANE_BLOCK; i++)
    {
      g_free (block[i].more);
      g_free (block[i].max_ends);
      g_clear_pointer (&block[i].index, lanes_lane_index_free);
    }
  g_free (block);
}

static LanesLaneSpan *
spans_of (LanesLane *self)
{
  return self->more != NULL ? self->more : self->few;
}

static int
compare_spans (gconstpointer a, gconstpointer b)
{
  const LanesLaneSpan *first = a;
  const LanesLaneSpan *second = b;

  if (first->begin_us != second->begin_us)
    return first->begin_us < second->begin_us ? -1 : 1;

  return (first->span > second->span) - (first->span < second->span);
}

/* What is behind @n_sorted is sorted and merged into what is before: while a run goes on that is
 * little, and it belongs near the end. */
static void
lanes_lane_sort (LanesLane *self)
{
  LanesLaneSpan *spans = spans_of (self);
  guint n_late = self->n_spans - self->n_sorted;
  g_autofree LanesLaneSpan *late = NULL;
  guint from = self->n_sorted;
  guint to = self->n_spans;

  if (n_late == 0)
    return;

  qsort (spans + self->n_sorted, n_late, sizeof (LanesLaneSpan), compare_spans);
  late = g_memdup2 (spans + self->n_sorted, n_late * sizeof (LanesLaneSpan));
  while (n_late > 0)
    {
      if (from > 0 && compare_spans (&spans[from - 1], &late[n_late - 1]) > 0)
        spans[--to] = spans[--from];
      else
        spans[--to] = late[--n_late];
    }
  self->n_sorted = self->n_spans;
}

/* What follows from the spans is made anew when it is next asked for. */
static void
lanes_lane_forget (LanesLane *self)
{
  self->is_packed = FALSE;
  g_clear_pointer (&self->index, lanes_lane_index_free);
}

/* For one more. */
static void
lanes_lane_make_room (LanesLane *self)
{
  gboolean is_first = self->more == NULL;

  if (self->n_spans < MAX (self->n_allocated, FEW))
    return;

  self->n_allocated = 2 * self->n_spans;
  self->more = g_renew (LanesLaneSpan, self->more, self->n_allocated);
  if (is_first)
    memcpy (self->more, self->few, sizeof self->few);
}

/**
 * lanes_lane_add:
 * @self: a lane
 * @index: in the trace
 * @span: the span
 */
void
lanes_lane_add (LanesLane *self, guint32 index, const LanesSpan *span)
{
  const LanesLaneSpan added = {
    .begin_us = span->begin_us,
    .end_us = span->end_us,
    .span = index,
    .kind = span->kind,
    .status = span->status,
  };

  if (self->n_sorted == self->n_spans &&
      (self->n_spans == 0 || compare_spans (&spans_of (self)[self->n_spans - 1], &added) < 0))
    self->n_sorted++;
  lanes_lane_make_room (self);
  spans_of (self)[self->n_spans++] = added;
  lanes_lane_forget (self);
}

static LanesLaneSpan *
find_span (LanesLane *self, guint32 index, gint64 begin_us)
{
  const LanesLaneSpan wanted = { .begin_us = begin_us, .span = index };

  lanes_lane_sort (self);

  return bsearch (&wanted, spans_of (self), self->n_spans, sizeof (LanesLaneSpan), compare_spans);
}

/**
 * lanes_lane_end:
 * @self: a lane
 * @index: in the trace, of one of its spans
 * @span: the span, which has ended
 */
void
lanes_lane_end (LanesLane *self, guint32 index, const LanesSpan *span)
{
  LanesLaneSpan *found = find_span (self, index, span->begin_us);

  g_assert (found != NULL);
  found->end_us = span->end_us;
  found->status = span->status;
  lanes_lane_forget (self);
}

static gint64
end_of (const LanesLaneSpan *span)
{
  return span->end_us < 0 ? G_MAXINT64 : span->end_us;
}

/* The first sub-row that is free at the span's begin; LANES_SUB_ROWS_MAX: none. */
static guint
find_sub_row (const gint64 free_from[LANES_SUB_ROWS_MAX], const LanesLaneSpan *span)
{
  for (guint row = 0; row < LANES_SUB_ROWS_MAX; row++)
    {
      if (free_from[row] <= span->begin_us)
        return row;
    }

  return LANES_SUB_ROWS_MAX;
}

static void
lanes_lane_pack (LanesLane *self)
{
  gint64 free_from[LANES_SUB_ROWS_MAX] = { 0 };
  gint64 max_end_us = 0;

  if (self->is_packed)
    return;

  lanes_lane_sort (self);
  if (self->n_spans > LOOKED_AT_MAX)
    self->max_ends = g_renew (gint64, self->max_ends, self->n_spans);
  self->n_sub_rows = 1;
  self->is_dense = FALSE;
  for (guint i = 0; i < self->n_spans; i++)
    {
      LanesLaneSpan *span = &spans_of (self)[i];
      guint row = find_sub_row (free_from, span);

      max_end_us = MAX (max_end_us, end_of (span));
      if (self->max_ends != NULL)
        self->max_ends[i] = max_end_us;
      if (row == LANES_SUB_ROWS_MAX)
        self->is_dense = TRUE;
      row = MIN (row, LANES_SUB_ROWS_MAX - 1);
      free_from[row] = MAX (free_from[row], end_of (span));
      span->sub_row = (guint8) row;
      self->n_sub_rows = MAX (self->n_sub_rows, row + 1);
    }
  if (self->is_dense)
    self->n_sub_rows = 1;
  self->is_packed = TRUE;
}

const LanesLaneSpan *
lanes_lane_find (LanesLane *self, guint32 index, gint64 begin_us)
{
  lanes_lane_pack (self);

  return find_span (self, index, begin_us);
}

guint
lanes_lane_get_n_spans (LanesLane *self)
{
  return self->n_spans;
}

/* In the order of their begins. */
const LanesLaneSpan *
lanes_lane_get_span (LanesLane *self, guint i)
{
  lanes_lane_pack (self);

  return &spans_of (self)[i];
}

guint
lanes_lane_get_n_sub_rows (LanesLane *self)
{
  lanes_lane_pack (self);

  return self->n_sub_rows;
}

gboolean
lanes_lane_is_dense (LanesLane *self)
{
  lanes_lane_pack (self);

  return self->is_dense;
}

/**
 * lanes_lane_find_first:
 * @self: a lane
 * @begin_us: a time
 *
 * However long ago it began: the prefix maximum of the ends only grows.
 *
 * Returns: index of the first span that ends at @begin_us or later; all before it have ended
 */
guint
lanes_lane_find_first (LanesLane *self, gint64 begin_us)
{
  guint low = 0;
  guint high = self->n_spans;

  lanes_lane_pack (self);
  if (self->max_ends == NULL)
    {
      while (low < high && end_of (&spans_of (self)[low]) < begin_us)
        low++;
      return low;
    }

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (self->max_ends[middle] < begin_us)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

/**
 * lanes_lane_get_index:
 * @self: a lane
 *
 * Returns: (transfer none): how to find many spans at once; until the next change
 */
const LanesLaneIndex *
lanes_lane_get_index (LanesLane *self)
{
  lanes_lane_pack (self);
  if (self->index == NULL)
    self->index =
        lanes_lane_index_new (spans_of (self), self->n_spans, self->n_sub_rows, self->is_dense);

  return self->index;
}
