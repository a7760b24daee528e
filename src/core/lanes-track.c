/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-track.h"

/**
 * lanes_track_new:
 * @name: what is counted
 * @unit: in which unit
 *
 * Returns: (transfer full): an empty track
 */
LanesTrack *
lanes_track_new (const char *name, const char *unit)
{
  LanesTrack *self = g_new0 (LanesTrack, 1);

  self->name = g_strdup (name);
  self->unit = g_strdup (unit);
  self->at_us = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->value = g_array_new (FALSE, FALSE, sizeof (gint64));

  return self;
}

/**
 * lanes_track_free:
 * @self: (transfer full): a track
 */
void
lanes_track_free (LanesTrack *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->name);
  g_free (self->unit);
  g_array_unref (self->at_us);
  g_array_unref (self->value);
  g_free (self);
}

/* @at_us must not go back. */
void
lanes_track_add (LanesTrack *self, gint64 at_us, gint64 value)
{
  g_return_if_fail (self != NULL);

  g_array_append_val (self->at_us, at_us);
  g_array_append_val (self->value, value);
}

guint
lanes_track_get_n (const LanesTrack *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->at_us->len;
}

static int
compare_times (gconstpointer a, gconstpointer b)
{
  gint64 first = *(const gint64 *) a;
  gint64 second = *(const gint64 *) b;

  return (first > second) - (first < second);
}

static void
collect (LanesTrace *trace, guint kinds, GArray *begins, GArray *ends)
{
  guint32 length = lanes_trace_get_length (trace);

  for (guint32 i = 0; i < length; i++)
    {
      LanesSpan span;

      lanes_trace_read (trace, i, &span);
      /* A span of no length is under way at no moment. */
      if ((kinds & (1u << span.kind)) == 0 || span.task < 0 || span.end_us == span.begin_us)
        continue;
      g_array_append_val (begins, span.begin_us);
      if (span.end_us >= 0)
        g_array_append_val (ends, span.end_us);
    }

  g_array_sort (begins, compare_times);
  g_array_sort (ends, compare_times);
}

/* How many spans of @kinds (a bit each) are open at each moment. */
static LanesTrack *
count_open (LanesTrace *trace, guint kinds, const char *name)
{
  g_autoptr (GArray) begins = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) ends = g_array_new (FALSE, FALSE, sizeof (gint64));
  LanesTrack *track = lanes_track_new (name, "tasks");
  guint b = 0, e = 0;
  gint64 value = 0;

  collect (trace, kinds, begins, ends);
  lanes_track_add (track, 0, 0);
  while (b < begins->len || e < ends->len)
    {
      gint64 begin_us = b < begins->len ? g_array_index (begins, gint64, b) : G_MAXINT64;
      gint64 end_us = e < ends->len ? g_array_index (ends, gint64, e) : G_MAXINT64;
      gint64 at_us = MIN (begin_us, end_us);
      guint last = track->at_us->len - 1;

      for (; e < ends->len && g_array_index (ends, gint64, e) == at_us; e++)
        value--;
      for (; b < begins->len && g_array_index (begins, gint64, b) == at_us; b++)
        value++;

      if (g_array_index (track->at_us, gint64, last) == at_us)
        g_array_index (track->value, gint64, last) = value;
      else if (g_array_index (track->value, gint64, last) != value)
        lanes_track_add (track, at_us, value);
    }

  return track;
}

/* Neighbours become one and keep the highest of their values. */
static LanesTrack *
thin_out (LanesTrack *full, guint max_points)
{
  guint n = lanes_track_get_n (full);
  guint group = (n + max_points - 1) / MAX (max_points, 1);
  LanesTrack *thin;

  if (n <= max_points)
    return full;

  thin = lanes_track_new (full->name, full->unit);
  for (guint i = 0; i < n; i += group)
    {
      gint64 highest = g_array_index (full->value, gint64, i);

      for (guint k = i + 1; k < MIN (i + group, n); k++)
        highest = MAX (highest, g_array_index (full->value, gint64, k));
      lanes_track_add (thin, g_array_index (full->at_us, gint64, i), highest);
    }
  lanes_track_free (full);

  return thin;
}

/**
 * lanes_track_running:
 * @trace: a trace
 * @max_points: from 1; with more changes, neighbours are merged and keep their maximum
 *
 * Any thread.
 *
 * Returns: (transfer full): how many tasks wait, fetch or compute at each moment
 */
LanesTrack *
lanes_track_running (LanesTrace *trace, guint max_points)
{
  const guint kinds = 1u << LANES_SPAN_WAIT | 1u << LANES_SPAN_FETCH | 1u << LANES_SPAN_COMPUTE;

  g_return_val_if_fail (LANES_IS_TRACE (trace), NULL);
  g_return_val_if_fail (max_points > 0, NULL);

  return thin_out (count_open (trace, kinds, "running"), max_points);
}

/**
 * lanes_track_queued:
 * @trace: a trace
 * @max_points: as for [func@lanes_track_running]
 *
 * Any thread.
 *
 * Returns: (transfer full): how many tasks are queued at each moment
 */
LanesTrack *
lanes_track_queued (LanesTrace *trace, guint max_points)
{
  g_return_val_if_fail (LANES_IS_TRACE (trace), NULL);
  g_return_val_if_fail (max_points > 0, NULL);

  return thin_out (count_open (trace, 1u << LANES_SPAN_QUEUED, "queued"), max_points);
}
