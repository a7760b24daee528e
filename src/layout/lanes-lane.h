/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/lanes-trace.h"
#include "lanes-lane-index.h"

G_BEGIN_DECLS

/**
 * LanesLane:
 *
 * The spans of one lane, sorted by their begin, with a prefix maximum of their ends; packed
 * into sub-rows. Sorted and packed again when it is next asked after a change. For
 * LanesLaneSet; one thread.
 */
typedef struct _LanesLane LanesLane;

/* Lanes come in blocks of so many, since there may be a million. */
#define LANES_LANE_BLOCK 512u
LanesLane *lanes_lane_new_block (void);
LanesLane *lanes_lane_get_in_block (LanesLane *block, guint i);
void lanes_lane_free_block (LanesLane *block);

void lanes_lane_add (LanesLane *self, guint32 index, const LanesSpan *span);
/* The span of that index has ended. */
void lanes_lane_end (LanesLane *self, guint32 index, const LanesSpan *span);

guint lanes_lane_get_n_spans (LanesLane *self);
const LanesLaneSpan *lanes_lane_get_span (LanesLane *self, guint i);
/* (nullable): the span of that index in the trace, which begins at @begin_us */
const LanesLaneSpan *lanes_lane_find (LanesLane *self, guint32 index, gint64 begin_us);
/* 1 where there is no more than one span at a time. */
guint lanes_lane_get_n_sub_rows (LanesLane *self);
/* More spans at once than there may be sub-rows. */
gboolean lanes_lane_is_dense (LanesLane *self);
/* The first span that may reach into what begins at @begin_us; those before it have ended. */
guint lanes_lane_find_first (LanesLane *self, gint64 begin_us);
const LanesLaneIndex *lanes_lane_get_index (LanesLane *self);

G_END_DECLS
