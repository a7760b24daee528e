/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-lane-item.h"

#include "platform/lanes-platform.h"

struct _LanesLaneItem
{
  GtkWidget parent_instance;

  guint lane;
  char *label;
  char *description;
};

G_DEFINE_FINAL_TYPE (LanesLaneItem, lanes_lane_item, GTK_TYPE_WIDGET)

static void
lanes_lane_item_finalize (GObject *object)
{
  LanesLaneItem *self = LANES_LANE_ITEM (object);

  g_free (self->label);
  g_free (self->description);

  G_OBJECT_CLASS (lanes_lane_item_parent_class)->finalize (object);
}

static void
lanes_lane_item_class_init (LanesLaneItemClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = lanes_lane_item_finalize;
  gtk_widget_class_set_css_name (widget_class, "lanes-lane");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LIST_ITEM);
}

static void
lanes_lane_item_init (LanesLaneItem *self)
{
  self->lane = G_MAXUINT;
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_can_target (GTK_WIDGET (self), FALSE);
}

GtkWidget *
lanes_lane_item_new (void)
{
  return g_object_new (LANES_TYPE_LANE_ITEM, NULL);
}

guint
lanes_lane_item_get_lane (LanesLaneItem *self)
{
  g_assert (lanes_platform_is_main_thread ());
  g_return_val_if_fail (LANES_IS_LANE_ITEM (self), G_MAXUINT);

  return self->lane;
}

void
lanes_lane_item_set_lane (LanesLaneItem *self, guint lane, const char *label)
{
  g_assert (lanes_platform_is_main_thread ());
  g_return_if_fail (LANES_IS_LANE_ITEM (self));

  self->lane = lane;
  if (g_strcmp0 (self->label, label) == 0)
    return;

  g_free (self->label);
  self->label = g_strdup (label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

void
lanes_lane_item_set_description (LanesLaneItem *self, const char *description)
{
  g_assert (lanes_platform_is_main_thread ());
  g_return_if_fail (LANES_IS_LANE_ITEM (self));

  if (g_strcmp0 (self->description, description) == 0)
    return;

  g_free (self->description);
  self->description = g_strdup (description);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  description, -1);
}
