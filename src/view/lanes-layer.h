/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * LanesLayer:
 *
 * A widget that draws with its owner's function. GTK keeps what each widget has drawn, so what
 * changes often lies in a layer of its own and the others are not drawn again. It is told to
 * nobody who cannot see it.
 */
#define LANES_TYPE_LAYER (lanes_layer_get_type ())
G_DECLARE_FINAL_TYPE (LanesLayer, lanes_layer, LANES, LAYER, GtkWidget)

typedef void (*LanesLayerFunc) (gpointer owner, GtkSnapshot *snapshot);

/* @owner: its parent, which outlives it. */
GtkWidget *lanes_layer_new (LanesLayerFunc draw, gpointer owner);
/* How often it has drawn; for tests of what is drawn again. */
guint lanes_layer_get_n_drawn (LanesLayer *self);

G_END_DECLS
