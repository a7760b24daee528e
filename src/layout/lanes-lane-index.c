/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-lane-index.h"

#include <stdlib.h>

#include "core/lanes-trace.h"

const LanesLaneSpan *
lanes_lane_row_get (const LanesLaneRow *self, guint i)
{
  return &self->spans[self->items != NULL ? self->items[i] : i];
}

gboolean
lanes_lane_row_has_failed (const LanesLaneRow *self, guint begin, guint end)
{
  return self->n_failed != NULL && self->n_failed[end] > self->n_failed[begin];
}

/* Whoever asks for the longest looks at an open one himself: its length is a matter of when. */
static gint64
length_in_row (gconstpointer data, guint i)
{
  const LanesLaneSpan *span = lanes_lane_row_get (data, i);

  return span->end_us < 0 ? -1 : span->end_us - span->begin_us;
}

static gint64
length_in_crowd (gconstpointer data, guint i)
{
  const LanesLaneSpan *span = &((const LanesLaneSpan *) data)[i];

  return span->end_us < 0 ? G_MAXINT64 : span->end_us - span->begin_us;
}

static gint64
end_in_crowd (gconstpointer data, guint i)
{
  const LanesLaneSpan *span = &((const LanesLaneSpan *) data)[i];

  return span->end_us;
}

static void
count_failed (LanesLaneRow *row)
{
  guint n = 0;

  for (guint i = 0; i < row->n_items; i++)
    n += lanes_lane_row_get (row, i)->status == LANES_SPAN_FAILED;
  if (n == 0)
    return;

  row->n_failed = g_new (guint32, row->n_items + 1);
  n = 0;
  for (guint i = 0; i < row->n_items; i++)
    {
      row->n_failed[i] = n;
      n += lanes_lane_row_get (row, i)->status == LANES_SPAN_FAILED;
    }
  row->n_failed[row->n_items] = n;
}

static void
build_rows (LanesLaneIndex *self)
{
  for (guint i = 0; i < self->n_spans; i++)
    self->rows[self->spans[i].sub_row].n_items++;
  for (guint r = 0; r < self->n_rows; r++)
    {
      LanesLaneRow *row = &self->rows[r];

      row->spans = self->spans;
      if (self->n_rows > 1)
        {
          row->items = g_new (guint32, row->n_items);
          row->n_items = 0;
        }
    }
  for (guint i = 0; i < self->n_spans && self->n_rows > 1; i++)
    {
      LanesLaneRow *row = &self->rows[self->spans[i].sub_row];

      row->items[row->n_items++] = i;
    }
  for (guint r = 0; r < self->n_rows; r++)
    {
      LanesLaneRow *row = &self->rows[r];

      count_failed (row);
      row->longest = lanes_max_tree_new (row->n_items, length_in_row, row);
    }
}

static int
compare_times (const void *a, const void *b)
{
  gint64 first = *(const gint64 *) a;
  gint64 second = *(const gint64 *) b;

  return (first > second) - (first < second);
}

/* @status: LANES_N_SPAN_STATUSES for all. Moments and opens come in the order of begins. */
static void
build_crowd (LanesCrowd *crowd, const LanesLaneIndex *index, guint status)
{
  guint n = 0, n_open = 0, n_moments = 0;

  for (guint i = 0; i < index->n_spans; i++)
    {
      const LanesLaneSpan *span = &index->spans[i];

      if (status != LANES_N_SPAN_STATUSES && span->status != status)
        continue;
      n++;
      n_open += span->end_us < 0;
      n_moments += span->end_us == span->begin_us;
    }
  crowd->begins = g_new (gint64, n);
  crowd->ends = g_new (gint64, n - n_open);
  crowd->moments = g_new (gint64, n_moments);
  crowd->opens = g_new (gint64, n_open);
  for (guint i = 0; i < index->n_spans; i++)
    {
      const LanesLaneSpan *span = &index->spans[i];

      if (status != LANES_N_SPAN_STATUSES && span->status != status)
        continue;
      crowd->begins[crowd->n_begins++] = span->begin_us;
      if (span->end_us < 0)
        crowd->opens[crowd->n_opens++] = span->begin_us;
      else
        crowd->ends[crowd->n_ends++] = span->end_us;
      if (span->end_us == span->begin_us)
        crowd->moments[crowd->n_moments++] = span->begin_us;
    }
  if (crowd->n_ends > 0)
    qsort (crowd->ends, crowd->n_ends, sizeof (gint64), compare_times);
}

/**
 * lanes_lane_index_new:
 * @spans: sorted by their begin, and packed
 * @n_spans: how many
 * @n_sub_rows: into how many sub-rows
 * @is_dense: whether they are to be counted rather than to stand in sub-rows
 *
 * Returns: (transfer full): an index of them
 */
LanesLaneIndex *
lanes_lane_index_new (const LanesLaneSpan *spans,
                      guint n_spans,
                      guint n_sub_rows,
                      gboolean is_dense)
{
  LanesLaneIndex *self = g_new0 (LanesLaneIndex, 1);

  self->spans = spans;
  self->n_spans = n_spans;
  if (!is_dense)
    {
      self->n_rows = n_sub_rows;
      self->rows = g_new0 (LanesLaneRow, n_sub_rows);
      build_rows (self);
      return self;
    }

  build_crowd (&self->all, self, LANES_N_SPAN_STATUSES);
  build_crowd (&self->failed, self, LANES_SPAN_FAILED);
  self->opens = g_new (guint32, self->all.n_opens);
  for (guint i = 0, n = 0; i < n_spans; i++)
    {
      if (spans[i].end_us < 0)
        self->opens[n++] = i;
    }
  self->longest = lanes_max_tree_new (n_spans, length_in_crowd, spans);
  self->last = lanes_max_tree_new (n_spans, end_in_crowd, spans);

  return self;
}

static void
clear_crowd (LanesCrowd *crowd)
{
  g_free (crowd->begins);
  g_free (crowd->ends);
  g_free (crowd->moments);
  g_free (crowd->opens);
}

/**
 * lanes_lane_index_free:
 * @self: (transfer full): an index
 */
void
lanes_lane_index_free (LanesLaneIndex *self)
{
  g_return_if_fail (self != NULL);

  for (guint r = 0; r < self->n_rows; r++)
    {
      g_free (self->rows[r].items);
      g_free (self->rows[r].n_failed);
      lanes_max_tree_free (self->rows[r].longest);
    }
  g_free (self->rows);
  clear_crowd (&self->all);
  clear_crowd (&self->failed);
  g_free (self->opens);
  g_clear_pointer (&self->longest, lanes_max_tree_free);
  g_clear_pointer (&self->last, lanes_max_tree_free);
  g_free (self);
}
