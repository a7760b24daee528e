/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-lane.h"

#include <stdlib.h>

#include "lanes-lane-set.h"

struct _LanesLane
{
  GArray *spans;         /* of LanesLaneSpan */
  GArray *max_ends;      /* gint64: of the spans up to here; G_MAXINT64 with an open one */
  LanesLaneIndex *index; /* (nullable) */
  guint n_sorted;        /* so many of the spans are in order; those behind came late */
  gboolean is_packed;
  gboolean is_dense;
  guint n_sub_rows;
};

/**
 * lanes_lane_new:
 *
 * Returns: (transfer full): an empty lane
 */
LanesLane *
lanes_lane_new (void)
{
  LanesLane *self = g_new0 (LanesLane, 1);

  self->spans = g_array_new (FALSE, FALSE, sizeof (LanesLaneSpan));
  self->max_ends = g_array_new (FALSE, FALSE, sizeof (gint64));

  return self;
}

/**
 * lanes_lane_free:
 * @self: (transfer full): a lane
 */
void
lanes_lane_free (LanesLane *self)
{
  g_return_if_fail (self != NULL);

  g_array_unref (self->spans);
  g_array_unref (self->max_ends);
  g_clear_pointer (&self->index, lanes_lane_index_free);
  g_free (self);
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
  LanesLaneSpan *spans = (LanesLaneSpan *) (gpointer) self->spans->data;
  guint n_late = self->spans->len - self->n_sorted;
  g_autofree LanesLaneSpan *late = NULL;
  guint from = self->n_sorted;
  guint to = self->spans->len;

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
  self->n_sorted = self->spans->len;
}

static LanesLaneSpan *
lanes_lane_at (LanesLane *self, guint i)
{
  return &g_array_index (self->spans, LanesLaneSpan, i);
}

/* What follows from the spans is made anew when it is next asked for. */
static void
lanes_lane_forget (LanesLane *self)
{
  self->is_packed = FALSE;
  g_clear_pointer (&self->index, lanes_lane_index_free);
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

  if (self->n_sorted == self->spans->len &&
      (self->spans->len == 0 ||
       compare_spans (lanes_lane_at (self, self->spans->len - 1), &added) < 0))
    self->n_sorted++;
  g_array_append_val (self->spans, added);
  lanes_lane_forget (self);
}

static LanesLaneSpan *
find_span (LanesLane *self, guint32 index, gint64 begin_us)
{
  const LanesLaneSpan wanted = { .begin_us = begin_us, .span = index };

  lanes_lane_sort (self);

  return bsearch (&wanted, self->spans->data, self->spans->len, sizeof (LanesLaneSpan),
                  compare_spans);
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
  g_array_set_size (self->max_ends, self->spans->len);
  self->n_sub_rows = 1;
  self->is_dense = FALSE;
  for (guint i = 0; i < self->spans->len; i++)
    {
      LanesLaneSpan *span = lanes_lane_at (self, i);
      guint row = find_sub_row (free_from, span);

      max_end_us = MAX (max_end_us, end_of (span));
      g_array_index (self->max_ends, gint64, i) = max_end_us;
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
  return self->spans->len;
}

/* In the order of their begins. */
const LanesLaneSpan *
lanes_lane_get_span (LanesLane *self, guint i)
{
  lanes_lane_pack (self);

  return lanes_lane_at (self, i);
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
  guint high;

  lanes_lane_pack (self);
  high = self->max_ends->len;
  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (self->max_ends, gint64, middle) < begin_us)
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
    self->index = lanes_lane_index_new (lanes_lane_at (self, 0), self->spans->len, self->n_sub_rows,
                                        self->is_dense);

  return self->index;
}
