/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lanes-guides.h"
#include "lanes-painter-lanes.h"

G_BEGIN_DECLS

/* What surrounds the lanes. Times are placed by the scene's x and view; the gutter with labels
 * is at its left, or at its right where the text runs from right to left; time never does. */

/* In pixels: a line of words above the ruler and the ruler; one track; the gap around tracks. */
int lanes_painter_get_lines_height (LanesPainter *self);
int lanes_painter_get_ruler_height (LanesPainter *self);
int lanes_painter_get_track_height (LanesPainter *self);
/* How wide a gutter the labels of @set and of tracks want; at most @max. Of many lanes some are
 * looked at. */
int lanes_painter_measure_gutter (LanesPainter *self, LanesLaneSet *set, int max);

/* Marks and their labels, down to @y. None is cut off: @min_x and @max_x is the room for them. */
void lanes_painter_draw_ruler (LanesPainter *self,
                               GtkSnapshot *snapshot,
                               const LanesScene *scene,
                               int y,
                               int min_x,
                               int max_x);
/* The label of a lane or a track in the middle of @room, at the side of the lanes. */
void lanes_painter_draw_gutter_label (LanesPainter *self,
                                      GtkSnapshot *snapshot,
                                      const char *text,
                                      const graphene_rect_t *room,
                                      gboolean is_rtl);
void lanes_painter_draw_lane_labels (LanesPainter *self,
                                     GtkSnapshot *snapshot,
                                     const LanesScene *scene,
                                     int gutter,
                                     gboolean is_rtl);
/* A figure over time, as high as @height at the most, with its highest value at the right. */
void lanes_painter_draw_track (LanesPainter *self,
                               GtkSnapshot *snapshot,
                               const LanesScene *scene,
                               const LanesSteps *steps,
                               int y,
                               int height);
/* "running", "queued", "loop lag"; translated; (transfer none) */
const char *lanes_painter_get_track_label (const LanesTrack *track);
/* Floor and bound: lines from @y1 to @y2 with their words from @words_y on;
 * @words_y negative: without. */
void lanes_painter_draw_lines (LanesPainter *self,
                               GtkSnapshot *snapshot,
                               const LanesScene *scene,
                               const LanesGuides *guides,
                               int words_y,
                               int y1,
                               int y2);
/* The dashed line that a floor or a bound is. */
void lanes_painter_draw_line (GtkSnapshot *snapshot,
                              const GdkRGBA *colour,
                              float x,
                              int y1,
                              int y2);
/* From fetch to computation, for every task when they are few, or for @task. */
void lanes_painter_draw_arrows (LanesPainter *self,
                                GtkSnapshot *snapshot,
                                const LanesScene *scene,
                                const LanesGuides *guides,
                                int task);

G_END_DECLS
