/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * LanesStrokes:
 *
 * Many plain bars of few colours, which become one node: GTK takes longer for the nodes of some
 * thousand bars than for their pixels. Bars do not overlap. Main thread only.
 */
typedef struct
{
  GArray *strokes; /* of LanesStroke, one file's business */
  GArray *colours; /* of GdkRGBA: those that there are */
} LanesStrokes;

void lanes_strokes_init (LanesStrokes *self);
/* Of one that touches the last one and has its colour and height, a longer one is made. */
void lanes_strokes_add (LanesStrokes *self, const GdkRGBA *colour, const graphene_rect_t *bounds);
/* And forgets them. */
void lanes_strokes_draw (LanesStrokes *self, GtkSnapshot *snapshot);
void lanes_strokes_clear (LanesStrokes *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (LanesStrokes, lanes_strokes_clear)

G_END_DECLS
