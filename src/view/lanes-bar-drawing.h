/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lanes-bar-chart.h"
#include "lanes-palette.h"

G_BEGIN_DECLS

/**
 * LanesBarDrawing:
 * @maximum: the value at the bars' full length
 * @line: below 0: none
 * @width: of the whole; below 0: as wide as it likes
 * @height: of what is seen
 * @scroll: how many pixels above are not seen
 * @selected_task: -1: none
 * @hovered_task: -1: none
 * @focused_bar: -1: none
 *
 * A bar chart to be drawn: where everything is, and its pixels. A plain value that borrows what it
 * points to; main thread only.
 */
typedef struct
{
  PangoContext *context;
  gboolean is_rtl;
  const LanesBar *bars;
  guint n_bars;
  double maximum;
  double line;
  const char *line_label;
  const char *mark_label;
  int width;
  int height;
  int scroll;
  int selected_task;
  int hovered_task;
  int focused_bar;
} LanesBarDrawing;

/* Where things are, from left to right; mirrored when they are drawn. */
typedef struct
{
  int label_width;
  int text_width;
  int bar_x;
  int bar_width;
  int line_height;
  int row_height;
  int header;     /* height above the bars */
  int footer;     /* and below */
  int min_width;  /* that still shows something */
  int full_width; /* that leaves nothing out */
  int full_height;
  guint first; /* of the bars that are seen */
  guint end;   /* after their last */
} LanesBarGeometry;

void lanes_bar_drawing_measure (const LanesBarDrawing *self, LanesBarGeometry *out);
/* The y of a bar's row; which bar is at @y, -1: none. */
int lanes_bar_geometry_get_y (const LanesBarGeometry *self, guint bar, int scroll);
int lanes_bar_drawing_find (const LanesBarDrawing *self, double y);
void lanes_bar_drawing_snapshot (const LanesBarDrawing *self,
                                 const LanesPalette *palette,
                                 GtkSnapshot *snapshot);

G_END_DECLS
