/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "lanes-palette.h"

G_BEGIN_DECLS

typedef enum
{
  LANES_TEXT_LABEL, /* of a lane */
  LANES_TEXT_SMALL, /* in bars, ruler, legend */
  LANES_TEXT_STRONG,
} LanesTextStyle;

/**
 * LanesPainter:
 *
 * Draws a time-line into a GtkSnapshot: the same on the screen and in a picture. It needs no
 * display, knows no widget, and draws with nodes that stay vectors (colours, clips, gradients,
 * text, cairo). It keeps the text layouts that it has made. Lanes are drawn by
 * lanes-painter-lanes.h, what surrounds them by lanes-painter-frame.h. Main thread only.
 */
typedef struct _LanesPainter LanesPainter;

/* @palette is static data. A painter is thrown away when the context's font changes. */
LanesPainter *lanes_painter_new (PangoContext *context, const LanesPalette *palette);
void lanes_painter_free (LanesPainter *self);
const LanesPalette *lanes_painter_get_palette (const LanesPainter *self);
void lanes_painter_set_palette (LanesPainter *self, const LanesPalette *palette);

/* In pixels. */
int lanes_painter_get_text_height (LanesPainter *self, LanesTextStyle style);
int lanes_painter_measure_text (LanesPainter *self, const char *text, LanesTextStyle style);
/* With its left upper corner at @x, @y. @max_width: cut by an ellipsis there; -1: nowhere.
 * Returns the width that it took. */
int lanes_painter_draw_text (LanesPainter *self,
                             GtkSnapshot *snapshot,
                             const char *text,
                             LanesTextStyle style,
                             const GdkRGBA *colour,
                             float x,
                             float y,
                             int max_width);

/* A colour between the two: 0 is @a, 1 is @b. */
GdkRGBA lanes_painter_mix (const GdkRGBA *a, const GdkRGBA *b, float part);
GdkRGBA lanes_painter_fade (const GdkRGBA *colour, float alpha);
void lanes_painter_fill_rounded (GtkSnapshot *snapshot,
                                 const GdkRGBA *colour,
                                 const graphene_rect_t *bounds,
                                 float radius);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LanesPainter, lanes_painter_free)

G_END_DECLS
