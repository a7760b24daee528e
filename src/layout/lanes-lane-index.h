/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lanes-max-tree.h"

G_BEGIN_DECLS

/* One span of a lane. */
typedef struct
{
  gint64 begin_us;
  gint64 end_us; /* -1: open */
  guint32 span;  /* index in the trace */
  guint8 kind;
  guint8 status;
  guint8 sub_row;
} LanesLaneSpan;

/* The spans of one sub-row, which follow each other, so that their ends are in order too; only
 * the last may be open. */
typedef struct
{
  const LanesLaneSpan *spans;
  guint32 *items; /* places in @spans; NULL: all of them */
  guint n_items;
  guint32 *n_failed; /* of the items before each, and of all; NULL: none failed */
  LanesMaxTree *longest;
} LanesLaneRow;

/* The times of overlapping spans, each sorted by itself: how many there are over a moment is how
 * many have begun less how many have ended. */
typedef struct
{
  gint64 *begins;
  guint n_begins;
  gint64 *ends;
  guint n_ends;
  gint64 *moments; /* of those without length; they are among begins and ends too */
  guint n_moments;
  gint64 *opens; /* begins of those that are open */
  guint n_opens;
} LanesCrowd;

/**
 * LanesLaneIndex:
 *
 * What finds many spans of a lane at once, so that a picture of a million takes time by its
 * pixels, not by its spans. Valid until the lane changes.
 */
typedef struct
{
  const LanesLaneSpan *spans;
  guint n_spans;
  LanesLaneRow *rows; /* NULL in a dense lane */
  guint n_rows;
  LanesCrowd all; /* in a dense lane */
  LanesCrowd failed;
  guint32 *opens;        /* in a dense lane: places in @spans of those in @all.opens */
  LanesMaxTree *longest; /* in a dense lane: an open span is the longest */
  LanesMaxTree *last;    /* by end, of those that have one */
} LanesLaneIndex;

/* @spans sorted by begin and packed; they must outlive the index. Linear but for the ends of a
 * dense lane, which are sorted. */
LanesLaneIndex *lanes_lane_index_new (const LanesLaneSpan *spans,
                                      guint n_spans,
                                      guint n_sub_rows,
                                      gboolean is_dense);
void lanes_lane_index_free (LanesLaneIndex *self);

const LanesLaneSpan *lanes_lane_row_get (const LanesLaneRow *self, guint i);
/* Whether any of @begin to before @end failed. */
gboolean lanes_lane_row_has_failed (const LanesLaneRow *self, guint begin, guint end);

G_END_DECLS
