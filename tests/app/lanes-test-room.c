/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-test-room.h"

#include "lanes-test-window.h"

gboolean
lanes_test_is_data (GtkWidget *widget)
{
  return gtk_widget_get_ancestor (widget, GTK_TYPE_LIST_VIEW) != NULL ||
         gtk_widget_get_ancestor (widget, GTK_TYPE_TEXT_VIEW) != NULL ||
         gtk_widget_get_ancestor (widget, GTK_TYPE_SPIN_BUTTON) != NULL ||
         gtk_widget_get_ancestor (widget, GTK_TYPE_WINDOW_CONTROLS) != NULL;
}

static gboolean
is_cut (GtkWidget *label)
{
  int minimum;

  if (lanes_test_is_data (label))
    return FALSE;
  gtk_widget_measure (label, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  if (minimum <= gtk_widget_get_width (label) + 1)
    return FALSE;
  g_test_message ("has %d of %d pixels: \"%s\"", gtk_widget_get_width (label), minimum,
                  gtk_label_get_text (GTK_LABEL (label)));

  return TRUE;
}

/* Everything has a place by now. */
static gboolean
is_laid_out (gpointer user_data)
{
  GtkWidget *widget = user_data;

  if (!gtk_widget_get_mapped (widget))
    return TRUE;
  if (GTK_IS_LABEL (widget) && gtk_widget_get_width (widget) == 0 &&
      *gtk_label_get_text (GTK_LABEL (widget)) != '\0')
    return FALSE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      if (!is_laid_out (child))
        return FALSE;
    }

  return TRUE;
}

static guint
count_cut (GtkWidget *widget)
{
  guint n = 0;

  if (!gtk_widget_get_mapped (widget))
    return 0;
  if (GTK_IS_LABEL (widget) && is_cut (widget))
    n++;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += count_cut (child);

  return n;
}

guint
lanes_test_count_cut (GtkWidget *widget)
{
  lanes_test_wait (is_laid_out, widget, "each text to have a place");
  lanes_test_settle (widget);

  return count_cut (widget);
}

/* Says which widgets make it so wide. */
static void
tell_wide (GtkWidget *widget, int width)
{
  int minimum;

  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  if (minimum <= width || !gtk_widget_get_visible (widget))
    return;
  g_test_message ("%s wants %d pixels: \"%s\"", G_OBJECT_TYPE_NAME (widget), minimum,
                  GTK_IS_LABEL (widget) ? gtk_label_get_text (GTK_LABEL (widget)) : "");
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    tell_wide (child, width);
}

void
lanes_test_assert_width (LanesWindow *window, int width)
{
  int minimum;

  gtk_widget_measure (GTK_WIDGET (window), GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL,
                      NULL);
  if (minimum > width)
    tell_wide (GTK_WIDGET (window), width * 8 / 10);
  g_assert_cmpint (minimum, <=, width);
}
