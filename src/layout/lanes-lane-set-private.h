/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lanes-lane-set.h"
#include "lanes-lane.h"

G_BEGIN_DECLS

/* (nullable) (transfer none): NULL while it has no span */
LanesLane *lanes_lane_set_peek (LanesLaneSet *self, guint lane);

G_END_DECLS
