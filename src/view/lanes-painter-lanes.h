/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lanes-painter.h"
#include "layout/lanes-rows.h"

G_BEGIN_DECLS

/* Where the lanes lie: @x, @y is the left upper corner of their room. */
typedef struct
{
  LanesLaneSet *set;
  LanesView view;
  LanesRows rows;
  gint x;
  gint y;
} LanesScene;

/* What lanes_painter_draw_lane() paints for it. */
graphene_rect_t lanes_scene_get_bounds (const LanesScene *self, const LanesRect *rect);
graphene_rect_t lanes_scene_get_lane_bounds (const LanesScene *self, guint lane);

/* The groove and the bars of one lane. @rects (element-type LanesRect): those that
 * lanes_layout_lane() gives for the scene's view. */
void lanes_painter_draw_lane (LanesPainter *self,
                              GtkSnapshot *snapshot,
                              const LanesScene *scene,
                              guint lane,
                              const GArray *rects);
/* A bar of that kind and status, as in a lane; for a legend. */
void lanes_painter_draw_sample (LanesPainter *self,
                                GtkSnapshot *snapshot,
                                LanesSpanKind kind,
                                LanesSpanStatus status,
                                const graphene_rect_t *bounds);
/* Columns that stand for several spans, the darker the more; for a legend. */
void lanes_painter_draw_merged_sample (LanesPainter *self,
                                       GtkSnapshot *snapshot,
                                       const graphene_rect_t *bounds);

G_END_DECLS
