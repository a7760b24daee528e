/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "view/lanes-axis-private.h"

#define SECOND ((gint64) G_USEC_PER_SEC)

static gint64 now_us;

static gint64
told_time (void)
{
  return now_us;
}

static void
pass_gesture (void)
{
  now_us += LANES_AXIS_GESTURE_US + 1;
}

static LanesAxis *
new_axis (gint64 length_us)
{
  LanesAxis *axis = lanes_axis_new ();

  now_us = SECOND;
  lanes_axis_set_clock (axis, told_time);
  lanes_axis_extend (axis, length_us);

  return axis;
}

static void
count_cb (LanesAxis *axis, guint *count)
{
  (*count)++;
}

static void
assert_view (LanesAxis *axis, gint64 begin_us, gint64 end_us)
{
  g_assert_cmpint (lanes_axis_get_begin (axis), ==, begin_us);
  g_assert_cmpint (lanes_axis_get_end (axis), ==, end_us);
}

static void
test_a_new_axis_shows_a_moment (void)
{
  g_autoptr (LanesAxis) axis = lanes_axis_new ();

  assert_view (axis, 0, 10);
  g_assert_true (lanes_axis_is_fitted (axis));
  g_assert_false (lanes_axis_can_undo (axis));
  g_assert_cmpint (lanes_axis_get_cursor (axis), ==, -1);
  g_assert_false (lanes_axis_get_range (axis, NULL, NULL));
}

static void
test_fitted_it_grows_with_the_length (void)
{
  g_autoptr (LanesAxis) axis = new_axis (10 * SECOND);
  guint n_changes = 0;

  assert_view (axis, 0, 10 * SECOND + SECOND / 2);
  g_signal_connect (axis, "changed", G_CALLBACK (count_cb), &n_changes);
  lanes_axis_extend (axis, 20 * SECOND);
  g_assert_cmpuint (n_changes, ==, 1);
  assert_view (axis, 0, 21 * SECOND);
  lanes_axis_extend (axis, 5 * SECOND);
  g_assert_cmpuint (n_changes, ==, 1);
  g_assert_cmpint (lanes_axis_get_length (axis), ==, 20 * SECOND);

  lanes_axis_show (axis, 2 * SECOND, 3 * SECOND);
  lanes_axis_extend (axis, 40 * SECOND);
  assert_view (axis, 2 * SECOND, 3 * SECOND);
}

static void
test_what_is_shown_stays_within_the_length (void)
{
  g_autoptr (LanesAxis) axis = new_axis (10 * SECOND);

  lanes_axis_show (axis, -5 * SECOND, -3 * SECOND);
  assert_view (axis, 0, 2 * SECOND);
  lanes_axis_show (axis, 100 * SECOND, 101 * SECOND);
  assert_view (axis, 19 * SECOND / 2, 21 * SECOND / 2);
  lanes_axis_show (axis, G_MININT64, G_MAXINT64);
  g_assert_true (lanes_axis_is_fitted (axis));
  lanes_axis_show (axis, 3 * SECOND, 3 * SECOND);
  assert_view (axis, 3 * SECOND, 3 * SECOND + 10);
}

static void
test_zoom_keeps_what_it_is_at (void)
{
  g_autoptr (LanesAxis) axis = new_axis (10 * SECOND);

  lanes_axis_show (axis, 2 * SECOND, 6 * SECOND);
  lanes_axis_zoom (axis, 2.0, 3 * SECOND);
  assert_view (axis, 5 * SECOND / 2, 9 * SECOND / 2);
  lanes_axis_zoom (axis, 0.5, 3 * SECOND);
  assert_view (axis, 2 * SECOND, 6 * SECOND);
  lanes_axis_zoom (axis, 1e9, 3 * SECOND);
  g_assert_cmpint (lanes_axis_get_end (axis) - lanes_axis_get_begin (axis), ==, 10);
  g_assert_cmpint (ABS (lanes_axis_get_begin (axis) - 3 * SECOND), <=, 10);
  lanes_axis_zoom (axis, 1e-9, 3 * SECOND);
  g_assert_true (lanes_axis_is_fitted (axis));
}

static void
test_zoom_in_and_out_again_is_where_it_was (void)
{
  for (guint round = 0; round < 200; round++)
    {
      g_autoptr (LanesAxis) axis = new_axis (1000 * SECOND);
      gint64 begin_us = (gint64) g_test_rand_int_range (0, 400) * SECOND;
      gint64 end_us = begin_us + (gint64) g_test_rand_int_range (10, 400) * SECOND;
      gint64 at_us = begin_us + (end_us - begin_us) / g_test_rand_int_range (1, 10);
      gint64 place_us;

      lanes_axis_show (axis, begin_us, end_us);
      lanes_axis_zoom (axis, 1.5, at_us);
      place_us = lanes_axis_get_begin (axis) + (gint64) ((double) (at_us - begin_us) / 1.5);
      g_assert_cmpint (ABS (place_us - at_us), <=, 2);
      lanes_axis_zoom (axis, 1.0 / 1.5, at_us);
      g_assert_cmpint (ABS (lanes_axis_get_begin (axis) - begin_us), <=, 2);
      g_assert_cmpint (ABS (lanes_axis_get_end (axis) - end_us), <=, 2);
    }
}

static void
test_pan_keeps_the_range_and_stops_at_the_ends (void)
{
  g_autoptr (LanesAxis) axis = new_axis (10 * SECOND);

  lanes_axis_pan (axis, SECOND);
  g_assert_true (lanes_axis_is_fitted (axis));
  lanes_axis_show (axis, 2 * SECOND, 4 * SECOND);
  lanes_axis_pan (axis, SECOND);
  assert_view (axis, 3 * SECOND, 5 * SECOND);
  lanes_axis_pan (axis, G_MININT64);
  assert_view (axis, 0, 2 * SECOND);
  lanes_axis_pan (axis, G_MAXINT64);
  assert_view (axis, 17 * SECOND / 2, 21 * SECOND / 2);
}

static void
test_undo_goes_back_a_gesture_at_a_time (void)
{
  g_autoptr (LanesAxis) axis = new_axis (100 * SECOND);

  for (guint i = 0; i < 10; i++)
    lanes_axis_zoom (axis, 1.1, 50 * SECOND);
  pass_gesture ();
  lanes_axis_show (axis, 10 * SECOND, 20 * SECOND);
  lanes_axis_fit (axis);
  lanes_axis_show (axis, 1 * SECOND, 2 * SECOND);

  lanes_axis_undo (axis);
  g_assert_true (lanes_axis_is_fitted (axis));
  lanes_axis_undo (axis);
  assert_view (axis, 10 * SECOND, 20 * SECOND);
  lanes_axis_undo (axis);
  g_assert_cmpint (lanes_axis_get_begin (axis), >, 10 * SECOND);
  g_assert_true (lanes_axis_can_undo (axis));
  lanes_axis_undo (axis);
  g_assert_true (lanes_axis_is_fitted (axis));
  g_assert_false (lanes_axis_can_undo (axis));
  lanes_axis_undo (axis);
  g_assert_true (lanes_axis_is_fitted (axis));
}

static void
test_what_changes_nothing_is_not_remembered (void)
{
  g_autoptr (LanesAxis) axis = new_axis (10 * SECOND);
  guint n_changes = 0;

  g_signal_connect (axis, "changed", G_CALLBACK (count_cb), &n_changes);
  lanes_axis_fit (axis);
  lanes_axis_pan (axis, SECOND);
  lanes_axis_zoom (axis, 0.5, 0);
  g_assert_cmpuint (n_changes, ==, 0);
  g_assert_false (lanes_axis_can_undo (axis));
}

static void
test_undo_to_a_fitted_view_shows_what_came_since (void)
{
  g_autoptr (LanesAxis) axis = new_axis (10 * SECOND);

  lanes_axis_show (axis, 0, SECOND);
  lanes_axis_extend (axis, 20 * SECOND);
  lanes_axis_undo (axis);
  assert_view (axis, 0, 21 * SECOND);
}

static void
test_the_history_has_an_end (void)
{
  g_autoptr (LanesAxis) axis = new_axis (1000 * SECOND);
  guint n_undone = 0;

  for (gint i = 0; i < 500; i++)
    {
      pass_gesture ();
      lanes_axis_show (axis, i * SECOND, (i + 1) * SECOND);
    }
  for (; lanes_axis_can_undo (axis); n_undone++)
    lanes_axis_undo (axis);
  g_assert_cmpuint (n_undone, ==, 100);
  assert_view (axis, 399 * SECOND, 400 * SECOND);
}

static void
test_reset_starts_at_nothing (void)
{
  g_autoptr (LanesAxis) axis = new_axis (10 * SECOND);

  lanes_axis_show (axis, SECOND, 2 * SECOND);
  lanes_axis_set_cursor (axis, SECOND);
  lanes_axis_set_range (axis, 0, SECOND);
  lanes_axis_reset (axis);
  assert_view (axis, 0, 10);
  g_assert_false (lanes_axis_can_undo (axis));
  g_assert_cmpint (lanes_axis_get_cursor (axis), ==, -1);
  g_assert_false (lanes_axis_get_range (axis, NULL, NULL));
}

static void
test_cursor_and_range_tell_when_they_change (void)
{
  g_autoptr (LanesAxis) axis = new_axis (10 * SECOND);
  guint n_cursors = 0, n_ranges = 0;
  gint64 begin_us = 0, end_us = 0;

  g_signal_connect (axis, "cursor-changed", G_CALLBACK (count_cb), &n_cursors);
  g_signal_connect (axis, "range-changed", G_CALLBACK (count_cb), &n_ranges);
  lanes_axis_set_cursor (axis, 5);
  lanes_axis_set_cursor (axis, 5);
  lanes_axis_set_cursor (axis, -7);
  g_assert_cmpuint (n_cursors, ==, 2);
  g_assert_cmpint (lanes_axis_get_cursor (axis), ==, -1);

  lanes_axis_set_range (axis, 9, -4);
  lanes_axis_set_range (axis, 0, 9);
  g_assert_true (lanes_axis_get_range (axis, &begin_us, &end_us));
  g_assert_cmpint (begin_us, ==, 0);
  g_assert_cmpint (end_us, ==, 9);
  lanes_axis_clear_range (axis);
  lanes_axis_clear_range (axis);
  g_assert_cmpuint (n_ranges, ==, 2);
}

static void
test_the_longest_run_is_shown (void)
{
  g_autoptr (LanesAxis) axis = new_axis (G_MAXINT64);

  g_assert_cmpint (lanes_axis_get_end (axis), >, 0);
  lanes_axis_zoom (axis, 4.0, G_MAXINT64);
  lanes_axis_pan (axis, G_MAXINT64);
  lanes_axis_pan (axis, G_MININT64);
  g_assert_cmpint (lanes_axis_get_begin (axis), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/axis/a-new-axis-shows-a-moment", test_a_new_axis_shows_a_moment);
  g_test_add_func ("/axis/fitted-it-grows-with-the-length", test_fitted_it_grows_with_the_length);
  g_test_add_func ("/axis/what-is-shown-stays-within-the-length",
                   test_what_is_shown_stays_within_the_length);
  g_test_add_func ("/axis/zoom-keeps-what-it-is-at", test_zoom_keeps_what_it_is_at);
  g_test_add_func ("/axis/zoom-in-and-out-again-is-where-it-was",
                   test_zoom_in_and_out_again_is_where_it_was);
  g_test_add_func ("/axis/pan-keeps-the-range-and-stops-at-the-ends",
                   test_pan_keeps_the_range_and_stops_at_the_ends);
  g_test_add_func ("/axis/undo-goes-back-a-gesture-at-a-time",
                   test_undo_goes_back_a_gesture_at_a_time);
  g_test_add_func ("/axis/what-changes-nothing-is-not-remembered",
                   test_what_changes_nothing_is_not_remembered);
  g_test_add_func ("/axis/undo-to-a-fitted-view-shows-what-came-since",
                   test_undo_to_a_fitted_view_shows_what_came_since);
  g_test_add_func ("/axis/the-history-has-an-end", test_the_history_has_an_end);
  g_test_add_func ("/axis/reset-starts-at-nothing", test_reset_starts_at_nothing);
  g_test_add_func ("/axis/cursor-and-range-tell-when-they-change",
                   test_cursor_and_range_tell_when_they_change);
  g_test_add_func ("/axis/the-longest-run-is-shown", test_the_longest_run_is_shown);

  return g_test_run ();
}
