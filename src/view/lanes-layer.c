/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-layer.h"

struct _LanesLayer
{
  GtkWidget parent_instance;

  LanesLayerFunc draw;
  gpointer owner;
  guint n_drawn;
};

G_DEFINE_FINAL_TYPE (LanesLayer, lanes_layer, GTK_TYPE_WIDGET)

static void
lanes_layer_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  LanesLayer *self = LANES_LAYER (widget);

  self->n_drawn++;
  self->draw (self->owner, snapshot);
}

static void
lanes_layer_class_init (LanesLayerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->snapshot = lanes_layer_snapshot;
  gtk_widget_class_set_css_name (widget_class, "lanes-layer");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
lanes_layer_init (LanesLayer *self)
{
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

/**
 * lanes_layer_new:
 * @draw: what draws
 * @owner: for @draw
 *
 * Returns: (transfer floating): a layer
 */
GtkWidget *
lanes_layer_new (LanesLayerFunc draw, gpointer owner)
{
  LanesLayer *self = g_object_new (LANES_TYPE_LAYER, NULL);

  self->draw = draw;
  self->owner = owner;

  return GTK_WIDGET (self);
}

guint
lanes_layer_get_n_drawn (LanesLayer *self)
{
  g_return_val_if_fail (LANES_IS_LAYER (self), 0);

  return self->n_drawn;
}
