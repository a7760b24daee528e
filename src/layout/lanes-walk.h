/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lanes-lane-set.h"

G_BEGIN_DECLS

/* Where one can go from a span. */
typedef enum
{
  LANES_STEP_NEXT,     /* in its lane */
  LANES_STEP_PREVIOUS, /* in its lane */
  LANES_STEP_FIRST,    /* of its lane */
  LANES_STEP_LAST,     /* of its lane */
  LANES_STEP_DOWN,     /* to the next lane that has spans, at the same time */
  LANES_STEP_UP,
} LanesWalkStep;

/* Where one is: a lane and a span of it, or none (G_MAXUINT32). */
typedef struct
{
  guint lane;
  guint32 span;
} LanesPlace;

/* Pure: FALSE, and @place as it was, when there is nothing there. */
gboolean lanes_walk (LanesLaneSet *set, LanesWalkStep step, LanesPlace *place);
/* The span of that lane that is under way at @at_us, else the nearest one. */
gboolean lanes_walk_to (LanesLaneSet *set, guint lane, gint64 at_us, LanesPlace *place);

G_END_DECLS
