/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-test-window.h"

#include <unistd.h>

#include "app/lanes-library.h"
#include "app/lanes-resources.h"
#include "app/lanes-settings.h"
#include "app/lanes-style.h"
#include "app/lanes-workload-row.h"

#define LONG_WHILE_US (60 * G_USEC_PER_SEC)

static gboolean
wake_cb (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

void
lanes_test_wait (LanesTestCondition condition, gpointer user_data, const char *what)
{
  gint64 until_us = g_get_monotonic_time () + LONG_WHILE_US;
  guint wake_id = g_timeout_add (20, wake_cb, NULL);

  while (!condition (user_data))
    {
      if (g_get_monotonic_time () > until_us)
        g_error ("waited in vain for: %s", what);
      g_main_context_iteration (NULL, TRUE);
    }
  g_source_remove (wake_id);
}

void
lanes_test_settle (GtkWidget *widget)
{
  if (gtk_widget_get_mapped (widget))
    gtk_test_widget_wait_for_draw (widget);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static const char *
text_of (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget))
    return gtk_label_get_text (GTK_LABEL (widget));
  if (GTK_IS_BUTTON (widget))
    return gtk_button_get_label (GTK_BUTTON (widget));

  return NULL;
}

GtkWidget *
lanes_test_find (GtkWidget *widget, GType type, const char *text)
{
  if (g_type_is_a (G_OBJECT_TYPE (widget), type) &&
      (text == NULL || g_strcmp0 (text_of (widget), text) == 0))
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = lanes_test_find (child, type, text);

      if (found != NULL)
        return found;
    }

  return NULL;
}

gboolean
lanes_test_shows (GtkWidget *widget, const char *text)
{
  if (!gtk_widget_get_mapped (widget))
    return FALSE;
  if (g_strcmp0 (text_of (widget), text) == 0)
    return TRUE;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      if (lanes_test_shows (child, text))
        return TRUE;
    }

  return FALSE;
}

LanesWindow *
lanes_test_window_new (int width, int height)
{
  static gboolean is_styled = FALSE;
  g_autoptr (GSettings) settings = NULL;
  GtkWidget *window;

  lanes_resources_init ();
  if (!is_styled)
    lanes_style_install (gdk_display_get_default ());
  is_styled = TRUE;
  settings = lanes_settings_new ();
  window = lanes_window_new (NULL, settings);
  gtk_window_set_default_size (GTK_WINDOW (window), width, height);
  gtk_window_present (GTK_WINDOW (window));
  lanes_test_settle (window);

  return LANES_WINDOW (window);
}

static gboolean
is_gone (gpointer user_data)
{
  gpointer *place = user_data;

  return *place == NULL;
}

void
lanes_test_window_free (LanesWindow *window)
{
  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &window);
  gtk_window_close (GTK_WINDOW (window));
  lanes_test_wait (is_gone, &window, "the window to be gone");
}

void
lanes_test_press_run (LanesWindow *window, const char *title)
{
  GtkWidget *label = lanes_test_find (lanes_window_get_page (window), GTK_TYPE_LABEL, title);
  GtkWidget *row;
  GtkWidget *button;

  g_assert_nonnull (label);
  row = gtk_widget_get_ancestor (label, LANES_TYPE_WORKLOAD_ROW);
  g_assert_nonnull (row);
  button = lanes_test_find (row, GTK_TYPE_BUTTON, NULL);
  g_assert_true (gtk_widget_is_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
}

static gboolean
is_idle (gpointer user_data)
{
  return !lanes_session_is_running (lanes_window_get_session (user_data));
}

void
lanes_test_wait_until_idle (LanesWindow *window)
{
  lanes_test_wait (is_idle, window, "the run to end");
  lanes_test_settle (GTK_WIDGET (window));
}

guint
lanes_test_count_children (void)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/task", (int) getpid ());
  g_autoptr (GDir) tasks = g_dir_open (path, 0, NULL);
  const char *name;
  guint n = 0;

  while (tasks != NULL && (name = g_dir_read_name (tasks)) != NULL)
    {
      g_autofree char *children = g_build_filename (path, name, "children", NULL);
      g_autofree char *text = NULL;
      g_auto (GStrv) pids = NULL;

      if (!g_file_get_contents (children, &text, NULL, NULL))
        continue;
      pids = g_strsplit (g_strstrip (text), " ", -1);
      n += *text != '\0' ? g_strv_length (pids) : 0;
    }

  return n;
}
