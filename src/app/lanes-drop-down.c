/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-drop-down.h"

#include "platform/lanes-platform.h"

#define CHARS_MIN 5

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *cell)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (GTK_LABEL (label), CHARS_MIN);
  gtk_list_item_set_child (cell, label);
}

static void
bind_cb (GtkDropDown *drop_down, GtkListItem *cell)
{
  GtkExpression *expression = gtk_drop_down_get_expression (drop_down);
  gpointer item = gtk_list_item_get_item (cell);
  g_auto (GValue) value = G_VALUE_INIT;
  const char *text = NULL;

  if (expression != NULL && gtk_expression_evaluate (expression, item, &value))
    text = g_value_get_string (&value);
  else if (GTK_IS_STRING_OBJECT (item))
    text = gtk_string_object_get_string (item);
  gtk_label_set_text (GTK_LABEL (gtk_list_item_get_child (cell)), text);
}

static GtkWidget *
find (GtkWidget *widget, GType type)
{
  GtkWidget *found = g_type_is_a (G_OBJECT_TYPE (widget), type) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find (child, type);

  return found;
}

/* Where the list is short there is a row for each item, in their order. */
static void
opened_cb (GtkDropDown *drop_down, GtkWidget *popover)
{
  GtkWidget *row = gtk_widget_get_first_child (find (popover, GTK_TYPE_LIST_VIEW));

  for (guint i = gtk_drop_down_get_selected (drop_down); i > 0 && row != NULL; i--)
    row = gtk_widget_get_next_sibling (row);
  if (row != NULL)
    gtk_widget_grab_focus (row);
}

/* GTK keeps room for its own "(None)", too, which a drop-down that has items never shows. */
static void
give_up_room (GtkWidget *widget)
{
  if (GTK_IS_STACK (widget))
    gtk_stack_set_hhomogeneous (GTK_STACK (widget), FALSE);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      if (!GTK_IS_POPOVER (child))
        give_up_room (child);
    }
}

/**
 * lanes_drop_down_begin_at_selected:
 * @drop_down: a drop-down
 *
 * The list that it opens has its focus on the item that is selected, so that an arrow goes on from
 * there. GTK 4.8 begins with the first.
 */
void
lanes_drop_down_begin_at_selected (GtkDropDown *drop_down)
{
  g_assert (lanes_platform_is_main_thread ());
  g_return_if_fail (GTK_IS_DROP_DOWN (drop_down));

  g_signal_connect_object (find (GTK_WIDGET (drop_down), GTK_TYPE_POPOVER), "map",
                           G_CALLBACK (opened_cb), drop_down, G_CONNECT_SWAPPED | G_CONNECT_AFTER);
}

/**
 * lanes_drop_down_ellipsize:
 * @drop_down: a drop-down
 *
 * The list that it opens shows texts as wide as they are.
 */
void
lanes_drop_down_ellipsize (GtkDropDown *drop_down)
{
  g_autoptr (GtkListItemFactory) usual = NULL;
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  g_assert (lanes_platform_is_main_thread ());
  g_return_if_fail (GTK_IS_DROP_DOWN (drop_down));

  usual = gtk_drop_down_get_factory (drop_down);
  if (usual != NULL)
    g_object_ref (usual);
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), drop_down, G_CONNECT_SWAPPED);
  gtk_drop_down_set_list_factory (drop_down, usual);
  gtk_drop_down_set_factory (drop_down, factory);
  give_up_room (GTK_WIDGET (drop_down));
}
