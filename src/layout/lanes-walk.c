/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-walk.h"

#include "lanes-lane-set-private.h"

/* A lane's spans when there are any. */
static LanesLane *
peek (LanesLaneSet *set, guint lane)
{
  LanesLane *own = lane < lanes_lane_set_get_n_lanes (set) ? lanes_lane_set_peek (set, lane) : NULL;

  return own != NULL && lanes_lane_get_n_spans (own) > 0 ? own : NULL;
}

/* The last span that begins at @at_us or before; 0 when there is none. */
static guint
find_before (LanesLane *lane, gint64 at_us)
{
  guint low = 0;
  guint high = lanes_lane_get_n_spans (lane);

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (lanes_lane_get_span (lane, middle)->begin_us <= at_us)
        low = middle + 1;
      else
        high = middle;
    }

  return low > 0 ? low - 1 : 0;
}

static int
find_place (LanesLaneSet *set, LanesLane *lane, const LanesPlace *place)
{
  LanesSpan span;

  if (place->span == G_MAXUINT32)
    return -1;

  lanes_trace_read (lanes_run_get_trace (lanes_lane_set_get_run (set)), place->span, &span);
  for (guint i = find_before (lane, span.begin_us) + 1; i > 0; i--)
    {
      const LanesLaneSpan *found = lanes_lane_get_span (lane, i - 1);

      if (found->span == place->span)
        return (int) i - 1;
      if (found->begin_us < span.begin_us)
        break;
    }

  return -1;
}

/**
 * lanes_walk_to:
 * @set: a lane set
 * @lane: where to go
 * @at_us: when
 * @place: (out): what is there
 *
 * Returns: whether the lane has any span
 */
gboolean
lanes_walk_to (LanesLaneSet *set, guint lane, gint64 at_us, LanesPlace *place)
{
  LanesLane *own = peek (set, lane);
  guint i;

  if (own == NULL)
    return FALSE;

  i = find_before (own, at_us);
  *place = (LanesPlace){ .lane = lane, .span = lanes_lane_get_span (own, i)->span };

  return TRUE;
}

static gboolean
walk_lanes (LanesLaneSet *set, int delta, LanesPlace *place)
{
  gint64 at_us = 0;

  if (place->span != G_MAXUINT32)
    {
      LanesSpan span;

      lanes_trace_read (lanes_run_get_trace (lanes_lane_set_get_run (set)), place->span, &span);
      at_us = span.begin_us;
    }
  for (gint64 lane = (gint64) place->lane + delta;
       lane >= 0 && lane < lanes_lane_set_get_n_lanes (set); lane += delta)
    {
      if (lanes_walk_to (set, (guint) lane, at_us, place))
        return TRUE;
    }

  return FALSE;
}

/**
 * lanes_walk:
 * @set: a lane set
 * @step: where to
 * @place: (inout): where one is, then where one has got to
 *
 * From a lane without a span every step within it leads to its first one.
 *
 * Returns: whether there was anything to go to
 */
gboolean
lanes_walk (LanesLaneSet *set, LanesWalkStep step, LanesPlace *place)
{
  LanesLane *lane;
  gint64 i;

  g_return_val_if_fail (LANES_IS_LANE_SET (set), FALSE);
  g_return_val_if_fail (place != NULL, FALSE);

  if (step == LANES_STEP_DOWN || step == LANES_STEP_UP)
    return walk_lanes (set, step == LANES_STEP_DOWN ? 1 : -1, place);

  lane = peek (set, place->lane);
  if (lane == NULL)
    return FALSE;

  i = find_place (set, lane, place);
  if (step == LANES_STEP_FIRST || i < 0)
    i = 0;
  else if (step == LANES_STEP_LAST)
    i = lanes_lane_get_n_spans (lane) - 1;
  else
    i += step == LANES_STEP_NEXT ? 1 : -1;
  if (i < 0 || i >= lanes_lane_get_n_spans (lane))
    return FALSE;

  place->span = lanes_lane_get_span (lane, (guint) i)->span;

  return TRUE;
}
