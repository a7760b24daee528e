/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-bar-item.h"

#include "platform/lanes-platform.h"

struct _LanesBarItem
{
  GtkWidget parent_instance;

  char *text;
  guint bar;
  guint n_bars;
};

G_DEFINE_FINAL_TYPE (LanesBarItem, lanes_bar_item, GTK_TYPE_WIDGET)

static void
lanes_bar_item_finalize (GObject *object)
{
  LanesBarItem *self = LANES_BAR_ITEM (object);

  g_free (self->text);

  G_OBJECT_CLASS (lanes_bar_item_parent_class)->finalize (object);
}

static void
lanes_bar_item_class_init (LanesBarItemClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = lanes_bar_item_finalize;

  gtk_widget_class_set_css_name (widget_class, "bar");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LIST_ITEM);
}

static void
lanes_bar_item_init (LanesBarItem *self)
{
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_can_target (GTK_WIDGET (self), FALSE);
}

/**
 * lanes_bar_item_new:
 *
 * Returns: (transfer floating): an item of no bar yet
 */
GtkWidget *
lanes_bar_item_new (void)
{
  return g_object_new (LANES_TYPE_BAR_ITEM, NULL);
}

/**
 * lanes_bar_item_set:
 * @self: an item
 * @bar: from 0
 * @n_bars: how many the chart has
 * @text: what is said of the bar
 */
void
lanes_bar_item_set (LanesBarItem *self, guint bar, guint n_bars, const char *text)
{
  g_assert (lanes_platform_is_main_thread ());
  g_return_if_fail (LANES_IS_BAR_ITEM (self));
  g_return_if_fail (text != NULL);

  if (g_strcmp0 (self->text, text) != 0)
    {
      g_free (self->text);
      self->text = g_strdup (text);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, text,
                                      -1);
    }
  if (self->bar != bar || self->n_bars != n_bars)
    {
      self->bar = bar;
      self->n_bars = n_bars;
      gtk_accessible_update_relation (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_RELATION_POS_IN_SET,
                                      (int) bar + 1, GTK_ACCESSIBLE_RELATION_SET_SIZE, (int) n_bars,
                                      -1);
    }
}

guint
lanes_bar_item_get_bar (LanesBarItem *self)
{
  g_assert (lanes_platform_is_main_thread ());
  g_return_val_if_fail (LANES_IS_BAR_ITEM (self), 0);

  return self->bar;
}

const char *
lanes_bar_item_get_text (LanesBarItem *self)
{
  g_assert (lanes_platform_is_main_thread ());
  g_return_val_if_fail (LANES_IS_BAR_ITEM (self), NULL);

  return self->text;
}
