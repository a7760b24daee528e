/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text of twice the size in the smallest window. */
#include "config.h"

#include "app/lanes-compare-row.h"
#include "app/lanes-options-panel.h"
#include "core/lanes-model.h"
#include "lanes-test-room.h"
#include "lanes-test-window.h"
#include "platform/lanes-platform.h"

#define WIDTH  360
#define HEIGHT 480

static void
check (LanesWindow *window, const char *tab)
{
  g_test_message ("%s", tab);
  g_assert_cmpuint (lanes_test_count_cut (GTK_WIDGET (window)), ==, 0);
  lanes_test_assert_width (window, WIDTH);
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (window)), <=, WIDTH);
  g_assert_cmpint (gtk_widget_get_height (GTK_WIDGET (window)), <=, HEIGHT);
}

static void
check_tab (LanesWindow *window, const char *tab)
{
  lanes_window_show_tab (window, tab);
  check (window, tab);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.run", NULL);
  lanes_test_wait_until_idle (window);
  check (window, tab);
}

static LanesWindow *
start (void)
{
  LanesWindow *window;

  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", 2 * 96 * 1024, NULL);
  window = lanes_test_window_new (WIDTH, HEIGHT);
  g_object_set (lanes_window_get_choices (window), "time-scale", 0.0, NULL);

  return window;
}

static void
end (LanesWindow *window)
{
  lanes_test_window_free (window);
  gtk_settings_reset_property (gtk_settings_get_default (), "gtk-xft-dpi");
}

static void
test_the_smallest_window_has_room_for_it (void)
{
  LanesWindow *window = start ();

  for (guint i = 0; i < LANES_N_MODELS; i++)
    check_tab (window, lanes_models_get (i)->name);
  check_tab (window, "compare");
  end (window);
}

/* The label with that text, in what is of that type, is in one line and not cut. */
static void
assert_whole (LanesWindow *window, GType type, const char *text)
{
  GtkWidget *within = lanes_test_find (lanes_window_get_page (window), type, NULL);
  GtkWidget *label = lanes_test_find (within, GTK_TYPE_LABEL, text);
  PangoLayout *layout;

  g_assert_nonnull (label);
  g_assert_true (gtk_widget_get_mapped (label));
  layout = gtk_label_get_layout (GTK_LABEL (label));
  g_assert_cmpint (pango_layout_get_line_count (layout), ==, 1);
  g_assert_false (pango_layout_is_ellipsized (layout));
}

/* What has no room beside something stands above or below it. */
static void
test_what_is_chosen_and_compared_is_not_cut (void)
{
  LanesWindow *window = start ();

  lanes_window_show_tab (window, "combined");
  lanes_test_settle (GTK_WIDGET (window));
  assert_whole (window, LANES_TYPE_OPTIONS_PANEL, "Connections");
  assert_whole (window, LANES_TYPE_OPTIONS_PANEL, "Schedule");

  lanes_window_show_tab (window, "compare");
  gtk_widget_activate_action (GTK_WIDGET (window), "win.run", NULL);
  lanes_test_wait_until_idle (window);
  assert_whole (window, LANES_TYPE_COMPARE_ROW, "Sequential");
  end (window);
}

int
main (int argc, char **argv)
{
  lanes_platform_init_signals ();
  gtk_test_init (&argc, &argv, NULL);

  g_test_add_func ("/large-text/the-smallest-window-has-room-for-it",
                   test_the_smallest_window_has_room_for_it);
  g_test_add_func ("/large-text/what-is-chosen-and-compared-is-not-cut",
                   test_what_is_chosen_and_compared_is_not_cut);

  return g_test_run ();
}
