/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text of twice the size in the smallest window. */
#include "config.h"

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

static void
test_the_smallest_window_has_room_for_it (void)
{
  GtkSettings *settings = gtk_settings_get_default ();
  LanesWindow *window;

  g_object_set (settings, "gtk-xft-dpi", 2 * 96 * 1024, NULL);
  window = lanes_test_window_new (WIDTH, HEIGHT);
  g_object_set (lanes_window_get_choices (window), "time-scale", 0.0, NULL);
  for (guint i = 0; i < LANES_N_MODELS; i++)
    check_tab (window, lanes_models_get (i)->name);
  check_tab (window, "compare");
  lanes_test_window_free (window);
  gtk_settings_reset_property (settings, "gtk-xft-dpi");
}

int
main (int argc, char **argv)
{
  lanes_platform_init_signals ();
  gtk_test_init (&argc, &argv, NULL);

  g_test_add_func ("/large-text/the-smallest-window-has-room-for-it",
                   test_the_smallest_window_has_room_for_it);

  return g_test_run ();
}
