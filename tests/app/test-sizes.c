/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The window in any size that a user may drag it to. What GTK complains about ends the test. */
#include "config.h"

#include "app/lanes-model-page.h"
#include "core/lanes-model.h"
#include "lanes-test-input.h"
#include "lanes-test-window.h"
#include "platform/lanes-platform.h"
#include "view/lanes-timeline.h"

#define WIDTH_MIN  300
#define WIDTH_MAX  1400
#define HEIGHT_MIN 300
#define HEIGHT_MAX 1000
#define N_SIZES    60

static void
resize (LanesWindow *window, int width, int height)
{
  gtk_window_set_default_size (GTK_WINDOW (window), width, height);
  lanes_test_settle (GTK_WIDGET (window));
}

/* The same sizes each time. */
static void
resize_at_random (LanesWindow *window, guint32 seed)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);

  for (guint i = 0; i < N_SIZES; i++)
    resize (window, g_rand_int_range (random, WIDTH_MIN, WIDTH_MAX),
            g_rand_int_range (random, HEIGHT_MIN, HEIGHT_MAX));
}

/* Pins a span, and selects the time that it took. */
static void
look_closer (LanesWindow *window)
{
  GtkWidget *timeline = lanes_test_find (lanes_window_get_page (window), LANES_TYPE_TIMELINE, NULL);

  gtk_widget_child_focus (timeline, GTK_DIR_TAB_FORWARD);
  gtk_widget_activate_action (timeline, "timeline.pin", NULL);
  gtk_widget_activate_action (timeline, "timeline.range-later", NULL);
  g_assert_cmpint (
      lanes_selection_get_task (lanes_timeline_get_selection (LANES_TIMELINE (timeline))), >=, 0);
}

static void
check_tab (const char *tab)
{
  LanesWindow *window = lanes_test_window_new (1280, 800);

  g_object_set (lanes_window_get_choices (window), "time-scale", 0.1, NULL);
  lanes_window_show_tab (window, tab);
  resize_at_random (window, 1);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.run", NULL);
  for (guint32 seed = 2; lanes_session_is_running (lanes_window_get_session (window)); seed++)
    resize_at_random (window, seed);
  look_closer (window);
  lanes_window_tell (window, "A sentence about something that did not work out as it should have");
  resize_at_random (window, 3);
  lanes_window_tell (window, NULL);
  resize_at_random (window, 4);
  lanes_test_window_free (window);
}

static void
test_a_model_s_tab_has_any_size (void)
{
  check_tab ("combined");
}

static void
test_the_comparison_has_any_size (void)
{
  check_tab ("compare");
}

static int
measure_height (GtkWidget *timeline)
{
  int natural;

  gtk_widget_measure (timeline, GTK_ORIENTATION_VERTICAL, gtk_widget_get_width (timeline), NULL,
                      &natural, NULL, NULL);

  return natural;
}

/* In a window of that size; how high the time-line is and would like to be is told. */
static int
get_height_in (LanesWindow *window, int width, int height, int *natural)
{
  GtkWidget *timeline;

  lanes_test_resize (GTK_WINDOW (window), width, height);
  lanes_test_settle (GTK_WIDGET (window));
  timeline = lanes_test_find (lanes_window_get_page (window), LANES_TYPE_TIMELINE, NULL);
  *natural = measure_height (timeline);

  return gtk_widget_get_height (timeline);
}

static LanesWindow *
run_tasks (guint n_tasks)
{
  LanesWindow *window = lanes_test_window_new (1200, 760);

  g_object_set (lanes_window_get_choices (window), "time-scale", 0.0, "tasks", n_tasks, NULL);
  lanes_window_show_tab (window, "threads");
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (window), "win.run", NULL));
  lanes_test_wait_until_idle (window);
  g_assert_nonnull (lanes_model_page_get_run (LANES_MODEL_PAGE (lanes_window_get_page (window))));

  return window;
}

/* All lanes, with nothing left free below them: in a narrow window the legend has more lines. */
static void
test_a_time_line_of_few_lanes_is_as_high_as_they_are (void)
{
  static const int sizes[][2] = {
    { 1200, 1150 }, { 1200, 480 }, { 360, 480 }, { 360, 760 }, { 1200, 760 }
  };
  LanesWindow *window = run_tasks (2);

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      int natural;
      int height = get_height_in (window, sizes[i][0], sizes[i][1], &natural);

      g_assert_cmpint (height, ==, natural);
    }
  lanes_test_window_free (window);
}

static void
test_a_time_line_of_many_lanes_grows_and_shrinks_with_the_window (void)
{
  LanesWindow *window = run_tasks (40);
  int natural;
  int high = get_height_in (window, 1200, 1150, &natural);
  int low = get_height_in (window, 1200, 480, &natural);

  g_assert_cmpint (low, <, high);
  g_assert_cmpint (high, <, natural);
  g_assert_cmpint (get_height_in (window, 1200, 1150, &natural), ==, high);
  g_object_set (lanes_window_get_choices (window), "tasks", 0u, NULL);
  lanes_test_window_free (window);
}

int
main (int argc, char **argv)
{
  lanes_platform_init_signals ();
  gtk_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sizes/a-model-s-tab-has-any-size", test_a_model_s_tab_has_any_size);
  g_test_add_func ("/sizes/the-comparison-has-any-size", test_the_comparison_has_any_size);
  g_test_add_func ("/sizes/a-time-line-of-few-lanes-is-as-high-as-they-are",
                   test_a_time_line_of_few_lanes_is_as_high_as_they_are);
  g_test_add_func ("/sizes/a-time-line-of-many-lanes-grows-and-shrinks-with-the-window",
                   test_a_time_line_of_many_lanes_grows_and_shrinks_with_the_window);

  return g_test_run ();
}
