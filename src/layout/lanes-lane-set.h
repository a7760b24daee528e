/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/lanes-run.h"

G_BEGIN_DECLS

typedef enum
{
  LANES_ORDER_BY_TASK,
  LANES_ORDER_BY_WORKER,
} LanesLaneOrder;

/**
 * LanesLaneSet:
 *
 * The spans of a run as sorted arrays, one a lane, with a prefix maximum of their ends, so
 * that a long span is found wherever it began. Pure data: no GTK. Used by one thread at a time,
 * which calls lanes_lane_set_update() to pick up what the run has recorded since (new spans, and
 * the ends of those that were open). Overlapping spans of one lane are packed into at most
 * LANES_SUB_ROWS_MAX sub-rows; beyond that they are one density band.
 */
#define LANES_SUB_ROWS_MAX  8
#define LANES_TYPE_LANE_SET (lanes_lane_set_get_type ())
G_DECLARE_FINAL_TYPE (LanesLaneSet, lanes_lane_set, LANES, LANE_SET, GObject)

LanesLaneSet *lanes_lane_set_new (LanesRun *run, LanesLaneOrder order);
LanesRun *lanes_lane_set_get_run (LanesLaneSet *self);
LanesLaneOrder lanes_lane_set_get_order (LanesLaneSet *self);
/* TRUE when anything changed since the last call. */
gboolean lanes_lane_set_update (LanesLaneSet *self);
/* How many spans of the run it knows. */
guint lanes_lane_set_get_n_read (LanesLaneSet *self);
/* Makes what lanes of many spans would make when they are next asked. */
void lanes_lane_set_prepare (LanesLaneSet *self);
guint lanes_lane_set_get_n_lanes (LanesLaneSet *self);
char *lanes_lane_set_dup_label (LanesLaneSet *self, guint lane);
guint lanes_lane_set_get_n_sub_rows (LanesLaneSet *self, guint lane);
gboolean lanes_lane_set_is_dense (LanesLaneSet *self, guint lane);
/* Bits of LanesSpanKind and of LanesSpanStatus that there are. */
guint lanes_lane_set_get_kinds (LanesLaneSet *self);
guint lanes_lane_set_get_statuses (LanesLaneSet *self);
/* Whether any span is open, so that the picture changes with time. */
gboolean lanes_lane_set_has_open (LanesLaneSet *self);
/* First begin (0) and last end of all spans; open spans end at @now_us. */
gint64 lanes_lane_set_get_end (LanesLaneSet *self, gint64 now_us);
/* How many spans of the lane overlap [begin_us, end_us]; open ones end at now_us. */
guint lanes_lane_set_count (LanesLaneSet *self,
                            guint lane,
                            gint64 begin_us,
                            gint64 end_us,
                            gint64 now_us);

G_END_DECLS
