/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-steps.h"

#include "lanes-layout-private.h"
#include "lanes-max-tree.h"

struct _LanesSteps
{
  LanesTrack *track;
  LanesMaxTree *tree;
  gint64 end_us;
};

static gint64
value_at (gconstpointer data, guint i)
{
  const LanesSteps *self = data;

  return g_array_index (self->track->value, gint64, i);
}

/**
 * lanes_steps_new:
 * @track: (transfer full): a figure over time
 * @end_us: until when its last value holds
 *
 * Returns: (transfer full): the same, to be laid out
 */
LanesSteps *
lanes_steps_new (LanesTrack *track, gint64 end_us)
{
  LanesSteps *self;

  g_return_val_if_fail (track != NULL, NULL);

  self = g_new0 (LanesSteps, 1);
  self->track = track;
  self->end_us = end_us;
  self->tree = lanes_max_tree_new (lanes_track_get_n (track), value_at, self);

  return self;
}

/**
 * lanes_steps_free:
 * @self: (transfer full): steps
 */
void
lanes_steps_free (LanesSteps *self)
{
  g_return_if_fail (self != NULL);

  lanes_max_tree_free (self->tree);
  lanes_track_free (self->track);
  g_free (self);
}

const LanesTrack *
lanes_steps_get_track (const LanesSteps *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->track;
}

gint64
lanes_steps_get_max (const LanesSteps *self)
{
  guint n;

  g_return_val_if_fail (self != NULL, 0);

  n = lanes_track_get_n (self->track);

  return n > 0 ? value_at (self, lanes_max_tree_find (self->tree, 0, n)) : 0;
}

/* How many steps begin at @at_us or before; at least @from, and about @guess. */
static guint
count_until (const LanesSteps *self, guint from, guint guess, gint64 at_us)
{
  const gint64 *times = (const gint64 *) (gpointer) self->track->at_us->data;

  return lanes_layout_count_until (times, lanes_track_get_n (self->track), from, guess, at_us);
}

/* The steps of a stretch of time: those before its end, from the one that it begins in. */
typedef struct
{
  guint first;
  guint end;
} LanesStretch;

/* @stretch: an earlier one, about as long; becomes this one */
static gint64
find_max (const LanesSteps *self, gint64 begin_us, gint64 end_us, LanesStretch *stretch)
{
  guint n_before = stretch->end - stretch->first;

  if (begin_us >= self->end_us || end_us < begin_us)
    return -1;

  stretch->first = count_until (self, stretch->first, stretch->end, begin_us);
  stretch->end = count_until (self, stretch->first, stretch->first + n_before, end_us);
  if (stretch->end == 0)
    return -1;

  return value_at (self,
                   lanes_max_tree_find (self->tree, MAX (stretch->first, 1) - 1, stretch->end));
}

gint64
lanes_steps_find_max (const LanesSteps *self, gint64 begin_us, gint64 end_us)
{
  LanesStretch stretch = { 0 };

  g_return_val_if_fail (self != NULL, -1);

  return find_max (self, begin_us, end_us, &stretch);
}

void
lanes_layout_steps (const LanesSteps *self, const LanesView *view, gint64 *columns)
{
  LanesStretch stretch = { 0 };

  g_return_if_fail (self != NULL);

  for (guint x = 0; x < view->width; x++)
    {
      gint64 begin_us = lanes_layout_time_of_x (view, x);
      gint64 end_us = lanes_layout_time_of_x (view, x + 1.0);

      /* What begins with the next pixel is under that. */
      columns[x] = find_max (self, begin_us, MAX (end_us - 1, begin_us), &stretch);
    }
}
