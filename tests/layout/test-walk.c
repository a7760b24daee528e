/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Walking over spans, and the figures of a range. */
#include "config.h"

#include "lanes-test-workload.h"
#include "layout/lanes-range-stats.h"
#include "layout/lanes-steps.h"
#include "layout/lanes-walk.h"

/* Task 0: three spans; task 1: none; task 2: one long one. */
static LanesRun *
new_run (void)
{
  g_autoptr (LanesWorkload) workload = lanes_test_workload ("w1", 3);
  LanesRun *run = lanes_test_workload_run (workload, "threads", NULL);

  lanes_test_workload_span (run, LANES_SPAN_WAIT, 0, 0, -1, 20, 30);
  lanes_test_workload_span (run, LANES_SPAN_QUEUED, 0, 0, -1, 0, 20);
  lanes_test_workload_span (run, LANES_SPAN_COMPUTE, 0, 0, -1, 30, 60);
  lanes_test_workload_span (run, LANES_SPAN_WAIT, 2, 0, -1, 5, 100);

  return run;
}

static void
test_steps_lead_from_span_to_span (void)
{
  g_autoptr (LanesRun) run = new_run ();
  g_autoptr (LanesLaneSet) set = lanes_lane_set_new (run, LANES_ORDER_BY_TASK);
  LanesPlace place = { .lane = 0, .span = G_MAXUINT32 };

  lanes_lane_set_update (set);
  g_assert_true (lanes_walk (set, LANES_STEP_NEXT, &place));
  g_assert_cmpuint (place.span, ==, 1);
  g_assert_true (lanes_walk (set, LANES_STEP_NEXT, &place));
  g_assert_cmpuint (place.span, ==, 0);
  g_assert_true (lanes_walk (set, LANES_STEP_LAST, &place));
  g_assert_cmpuint (place.span, ==, 2);
  g_assert_false (lanes_walk (set, LANES_STEP_NEXT, &place));
  g_assert_cmpuint (place.span, ==, 2);
  g_assert_true (lanes_walk (set, LANES_STEP_PREVIOUS, &place));
  g_assert_cmpuint (place.span, ==, 0);
  g_assert_true (lanes_walk (set, LANES_STEP_FIRST, &place));
  g_assert_cmpuint (place.span, ==, 1);
}

static void
test_lanes_without_spans_are_stepped_over (void)
{
  g_autoptr (LanesRun) run = new_run ();
  g_autoptr (LanesLaneSet) set = lanes_lane_set_new (run, LANES_ORDER_BY_TASK);
  LanesPlace place = { .lane = 0, .span = 2 };

  lanes_lane_set_update (set);
  g_assert_true (lanes_walk (set, LANES_STEP_DOWN, &place));
  g_assert_cmpuint (place.lane, ==, 2);
  g_assert_cmpuint (place.span, ==, 3);
  g_assert_false (lanes_walk (set, LANES_STEP_DOWN, &place));
  g_assert_true (lanes_walk (set, LANES_STEP_UP, &place));
  g_assert_cmpuint (place.lane, ==, 0);
  g_assert_cmpuint (place.span, ==, 1);
  g_assert_true (lanes_walk_to (set, 0, 35, &place));
  g_assert_cmpuint (place.span, ==, 2);
  g_assert_false (lanes_walk_to (set, 1, 35, &place));
}

static void
test_every_span_is_walked_once (void)
{
  g_autoptr (LanesWorkload) workload = lanes_test_workload ("w1", 1);
  g_autoptr (LanesRun) run = lanes_test_workload_run (workload, "threads", NULL);
  g_autoptr (LanesLaneSet) set = lanes_lane_set_new (run, LANES_ORDER_BY_TASK);
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  LanesPlace place = { .lane = 0, .span = G_MAXUINT32 };

  /* Many of them begin at the same time. */
  for (guint i = 0; i < 300; i++)
    {
      gint64 begin_us = g_test_rand_int_range (0, 40);

      lanes_test_workload_span (run, LANES_SPAN_WAIT, 0, 0, -1, begin_us, begin_us + 5);
    }
  lanes_lane_set_update (set);
  while (lanes_walk (set, LANES_STEP_NEXT, &place))
    g_assert_true (g_hash_table_add (seen, GUINT_TO_POINTER (place.span + 1)));
  g_assert_cmpuint (g_hash_table_size (seen), ==, 300);
}

static void
test_a_range_is_summed_up (void)
{
  g_autoptr (LanesRun) run = new_run ();
  LanesRangeStats stats;

  lanes_range_stats_compute (lanes_run_get_trace (run), 25, 70, 1000, &stats);
  g_assert_cmpuint (stats.kinds[LANES_SPAN_QUEUED].count, ==, 0);
  g_assert_cmpuint (stats.kinds[LANES_SPAN_WAIT].count, ==, 2);
  g_assert_cmpint (stats.kinds[LANES_SPAN_WAIT].sum_us, ==, 105);
  g_assert_cmpint (stats.kinds[LANES_SPAN_WAIT].mean_us, ==, 52);
  g_assert_cmpint (stats.kinds[LANES_SPAN_WAIT].min_us, ==, 10);
  g_assert_cmpint (stats.kinds[LANES_SPAN_WAIT].p50_us, ==, 10);
  g_assert_cmpint (stats.kinds[LANES_SPAN_WAIT].p95_us, ==, 95);
  g_assert_cmpint (stats.kinds[LANES_SPAN_WAIT].max_us, ==, 95);
  g_assert_cmpuint (stats.kinds[LANES_SPAN_COMPUTE].count, ==, 1);
}

static void
test_percentiles_are_by_nearest_rank (void)
{
  g_autoptr (LanesWorkload) workload = lanes_test_workload ("w1", 1);
  g_autoptr (LanesRun) run = lanes_test_workload_run (workload, "threads", NULL);
  LanesRangeStats stats;

  for (guint i = 100; i > 0; i--)
    lanes_test_workload_span (run, LANES_SPAN_FETCH, 0, 0, -1, 0, i);
  lanes_range_stats_compute (lanes_run_get_trace (run), 0, 1000, 1000, &stats);
  g_assert_cmpint (stats.kinds[LANES_SPAN_FETCH].p50_us, ==, 50);
  g_assert_cmpint (stats.kinds[LANES_SPAN_FETCH].p95_us, ==, 95);
  g_assert_cmpint (stats.kinds[LANES_SPAN_FETCH].mean_us, ==, 50);
}

static void
test_steps_keep_the_highest_of_each_pixel (void)
{
  for (guint round = 0; round < 60; round++)
    {
      LanesTrack *track = lanes_track_new ("running", "tasks");
      g_autoptr (LanesSteps) steps = NULL;
      LanesView view = { .begin_us = g_test_rand_int_range (0, 500), .width = 97 };
      gint64 columns[97];
      gint64 at_us = 0;

      for (guint i = 0; i < 300; i++)
        {
          lanes_track_add (track, at_us, g_test_rand_int_range (0, 50));
          at_us += g_test_rand_int_range (1, 12);
        }
      view.end_us = view.begin_us + g_test_rand_int_range (97, 4000);
      steps = lanes_steps_new (track, at_us);
      lanes_layout_steps (steps, &view, columns);
      for (guint x = 0; x < 97; x++)
        {
          gint64 from_us = lanes_layout_time_of_x (&view, x);
          gint64 to_us = MAX (lanes_layout_time_of_x (&view, x + 1.0) - 1, from_us);
          gint64 highest = -1;

          for (guint i = 0; i < 300; i++)
            {
              gint64 begin_us = g_array_index (track->at_us, gint64, i);
              gint64 end_us = i + 1 < 300 ? g_array_index (track->at_us, gint64, i + 1) : at_us;

              if (begin_us <= to_us && end_us > from_us)
                highest = MAX (highest, g_array_index (track->value, gint64, i));
            }
          g_assert_cmpint (columns[x], ==, highest);
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/walk/steps-lead-from-span-to-span", test_steps_lead_from_span_to_span);
  g_test_add_func ("/walk/lanes-without-spans-are-stepped-over",
                   test_lanes_without_spans_are_stepped_over);
  g_test_add_func ("/walk/every-span-is-walked-once", test_every_span_is_walked_once);
  g_test_add_func ("/range-stats/a-range-is-summed-up", test_a_range_is_summed_up);
  g_test_add_func ("/range-stats/percentiles-are-by-nearest-rank",
                   test_percentiles_are_by_nearest_rank);
  g_test_add_func ("/steps/steps-keep-the-highest-of-each-pixel",
                   test_steps_keep_the_highest_of_each_pixel);

  return g_test_run ();
}
