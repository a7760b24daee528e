/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "layout/lanes-rows.h"

static LanesRows
rows_of (guint n_lanes, gint height, double zoom)
{
  LanesRows rows = { .n_lanes = n_lanes, .height = height };

  lanes_rows_choose (&rows, 14, zoom, 1);

  return rows;
}

static void
test_few_lanes_are_comfortable (void)
{
  LanesRows rows = rows_of (5, 400, 1.0);

  g_assert_cmpint (rows.lane_height, ==, 24);
  g_assert_cmpint (rows.gap, ==, 8);
  g_assert_cmpint (lanes_rows_get_total (&rows), ==, lanes_rows_get_comfortable (5, 14, 1));
  g_assert_cmpint (lanes_rows_get_scroll_max (&rows), ==, 0);
}

static void
test_many_lanes_are_low_and_never_lower_than_six (void)
{
  gint before = G_MAXINT;

  for (guint n = 1; n < 200000; n = n * 3 / 2 + 1)
    {
      LanesRows rows = rows_of (n, 500, 1.0);

      g_assert_cmpint (rows.lane_height, >=, 6);
      g_assert_cmpint (rows.lane_height, <=, before);
      before = rows.lane_height;
    }
  g_assert_cmpint (before, ==, 6);
}

static void
test_a_larger_text_makes_higher_lanes (void)
{
  LanesRows rows = { .n_lanes = 3, .height = 600 };

  lanes_rows_choose (&rows, 30, 1.0, 1);
  g_assert_cmpint (rows.lane_height, >=, 30);
}

static void
test_every_pixel_belongs_to_the_lane_that_is_there (void)
{
  for (guint round = 0; round < 200; round++)
    {
      LanesRows rows =
          rows_of ((guint) g_test_rand_int_range (1, 500), g_test_rand_int_range (20, 800), 1.0);
      guint first, last;

      rows.scroll = g_test_rand_int_range (0, lanes_rows_get_scroll_max (&rows) + 1);
      g_assert_true (lanes_rows_get_visible (&rows, &first, &last));
      g_assert_cmpint (lanes_rows_find (&rows, 0.0), ==, (int) first);
      for (guint lane = first; lane <= last; lane++)
        {
          gint y = lanes_rows_get_y (&rows, lane);

          if (y >= 0 && y < rows.height)
            g_assert_cmpint (lanes_rows_find (&rows, y), ==, (int) lane);
          if (y + rows.lane_height - 1 >= 0 && y + rows.lane_height <= rows.height)
            g_assert_cmpint (lanes_rows_find (&rows, y + rows.lane_height - 1), ==, (int) lane);
        }
      g_assert_cmpint (lanes_rows_find (&rows, -1.0), ==, -1);
      g_assert_cmpint (lanes_rows_find (&rows, rows.height), ==, -1);
    }
}

static void
test_sub_rows_fill_their_lane (void)
{
  LanesRows rows = rows_of (3, 300, 1.0);

  for (guint n = 1; n <= LANES_SUB_ROWS_MAX; n++)
    {
      gint end = lanes_rows_get_y (&rows, 1);

      for (guint sub_row = 0; sub_row < n; sub_row++)
        {
          const LanesRect rect = { .lane = 1,
                                   .sub_row = (guint8) sub_row,
                                   .n_sub_rows = (guint8) n };
          gint y, height;

          lanes_rows_get_extent (&rows, &rect, &y, &height);
          g_assert_cmpint (y, ==, end);
          g_assert_cmpuint (lanes_rows_find_sub_row (&rows, 1, y + height / 2.0, n), ==, sub_row);
          end = y + height;
        }
      g_assert_cmpint (end, ==, lanes_rows_get_y (&rows, 1) + rows.lane_height);
    }
}

static void
test_what_is_revealed_is_whole_and_near (void)
{
  LanesRows rows = rows_of (1000, 300, 1.0);

  for (guint round = 0; round < 300; round++)
    {
      guint lane = (guint) g_test_rand_int_range (0, 1000);
      gint before = rows.scroll;

      rows.scroll = lanes_rows_reveal (&rows, lane);
      g_assert_cmpint (lanes_rows_get_y (&rows, lane), >=, 0);
      g_assert_cmpint (lanes_rows_get_y (&rows, lane) + rows.lane_height, <=, rows.height);
      g_assert_cmpint (lanes_rows_reveal (&rows, lane), ==, rows.scroll);
      if (rows.scroll != before && lane < 990)
        g_assert_true (lanes_rows_get_y (&rows, lane) == 0 ||
                       lanes_rows_get_y (&rows, lane) + rows.lane_height == rows.height);
    }
}

static void
test_the_wish_for_taller_lanes_has_limits (void)
{
  LanesRows rows = rows_of (5, 300, 100.0);

  g_assert_cmpint (rows.lane_height, ==, 160);
  g_assert_cmpint (lanes_rows_get_scroll_max (&rows), >, 0);
  rows = rows_of (5, 300, 0.01);
  g_assert_cmpint (rows.lane_height, ==, 6);
}

static void
test_no_lanes_do_no_harm (void)
{
  LanesRows rows = rows_of (0, 0, 1.0);
  guint first, last;

  g_assert_false (lanes_rows_get_visible (&rows, &first, &last));
  g_assert_cmpint (lanes_rows_find (&rows, 3.0), ==, -1);
  g_assert_cmpint (lanes_rows_get_scroll_max (&rows), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rows/few-lanes-are-comfortable", test_few_lanes_are_comfortable);
  g_test_add_func ("/rows/many-lanes-are-low-and-never-lower-than-six",
                   test_many_lanes_are_low_and_never_lower_than_six);
  g_test_add_func ("/rows/a-larger-text-makes-higher-lanes", test_a_larger_text_makes_higher_lanes);
  g_test_add_func ("/rows/every-pixel-belongs-to-the-lane-that-is-there",
                   test_every_pixel_belongs_to_the_lane_that_is_there);
  g_test_add_func ("/rows/sub-rows-fill-their-lane", test_sub_rows_fill_their_lane);
  g_test_add_func ("/rows/what-is-revealed-is-whole-and-near",
                   test_what_is_revealed_is_whole_and_near);
  g_test_add_func ("/rows/the-wish-for-taller-lanes-has-limits",
                   test_the_wish_for_taller_lanes_has_limits);
  g_test_add_func ("/rows/no-lanes-do-no-harm", test_no_lanes_do_no_harm);

  return g_test_run ();
}
