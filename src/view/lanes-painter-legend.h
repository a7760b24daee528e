/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lanes-painter-lanes.h"

G_BEGIN_DECLS

/* What a legend explains; all of it 0: nothing. */
typedef struct
{
  guint kinds;          /* a bit for each LanesSpanKind */
  guint statuses;       /* a bit for each LanesSpanStatus */
  guint has_merged : 1; /* rectangles that stand for several spans */
  guint has_floor : 1;  /* lines that have no words of their own */
  guint has_bound : 1;
} LanesLegend;

/* Kinds and statuses that there are in @set join what is there. */
void lanes_legend_add (LanesLegend *self, LanesLaneSet *set);
/* @rects (element-type LanesRect): what has been drawn; some may be of several spans. */
void lanes_legend_add_rects (LanesLegend *self, const GArray *rects);

/* Samples with their names, in as many lines as it takes. Returns the height that it takes in
 * @width pixels; @snapshot NULL: measures only. */
int lanes_painter_draw_legend (LanesPainter *self,
                               GtkSnapshot *snapshot,
                               const LanesLegend *legend,
                               int x,
                               int y,
                               int width,
                               gboolean is_rtl);

G_END_DECLS
