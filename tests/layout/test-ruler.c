/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <locale.h>

#include "layout/lanes-ruler.h"

static void
test_marks_keep_their_distance (void)
{
  for (guint round = 0; round < 500; round++)
    {
      LanesView view = {
        .begin_us = g_test_rand_int_range (0, 1000000),
        .width = (guint) g_test_rand_int_range (20, 3000),
      };
      guint distance = (guint) g_test_rand_int_range (4, 100);
      g_autoptr (GArray) ticks = NULL;

      view.end_us = view.begin_us + g_test_rand_int_range (1, 60000000);
      ticks = lanes_ruler_compute (&view, distance);
      for (guint i = 0; i < ticks->len; i++)
        {
          const LanesTick *tick = &g_array_index (ticks, LanesTick, i);
          const LanesTick *before = i > 0 ? tick - 1 : NULL;

          g_assert_cmpint (tick->at_us, >=, view.begin_us);
          g_assert_cmpint (tick->at_us, <=, view.end_us);
          if (before == NULL)
            continue;
          g_assert_cmpint (tick->x - before->x, >=, (gint) distance - 1);
        }
    }
}

static void
test_steps_are_round_numbers (void)
{
  const LanesView view = { .begin_us = 0, .end_us = 10000000, .width = 800 };
  g_autoptr (GArray) ticks = lanes_ruler_compute (&view, 80);
  g_autofree char *first = lanes_ruler_dup_label (&view, 80, 0);
  g_autofree char *second = lanes_ruler_dup_label (&view, 80, 1000000);

  g_assert_cmpuint (ticks->len, ==, 11);
  g_assert_cmpint (g_array_index (ticks, LanesTick, 3).at_us, ==, 3000000);
  g_assert_cmpint (g_array_index (ticks, LanesTick, 3).x, ==, 240);
  g_assert_cmpstr (first, ==, "0");
  g_assert_cmpstr (second, ==, "1 s");
}

static void
test_labels_of_one_ruler_have_one_unit (void)
{
  const LanesView narrow = { .begin_us = 0, .end_us = 2000000, .width = 80 };
  const LanesView short_one = { .begin_us = 0, .end_us = 80000, .width = 80 };
  const LanesView tiny = { .begin_us = 0, .end_us = 500, .width = 80 };
  g_autofree char *half = lanes_ruler_dup_label (&narrow, 8, 500000);
  g_autofree char *whole = lanes_ruler_dup_label (&narrow, 8, 1000000);
  g_autofree char *ms = lanes_ruler_dup_label (&short_one, 8, 20000);
  g_autofree char *us = lanes_ruler_dup_label (&tiny, 8, 100);

  g_assert_cmpstr (half, ==, "0.5 s");
  g_assert_cmpstr (whole, ==, "1.0 s");
  g_assert_cmpstr (ms, ==, "20 ms");
  g_assert_cmpstr (us, ==, "100 µs");
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ruler/marks-keep-their-distance", test_marks_keep_their_distance);
  g_test_add_func ("/ruler/steps-are-round-numbers", test_steps_are_round_numbers);
  g_test_add_func ("/ruler/labels-of-one-ruler-have-one-unit",
                   test_labels_of_one_ruler_have_one_unit);

  return g_test_run ();
}
