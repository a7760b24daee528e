/* SPDX-License-Identifier: GPL-3.0-or-later */
/* On random traces: every span is under its pixel, none is lost, and counts add up. */
#include "config.h"

#include <math.h>

#include "lanes-test-workload.h"
#include "layout/lanes-layout.h"

#define N_TASKS 4

static LanesRun *
new_run (void)
{
  g_autoptr (LanesWorkload) workload = lanes_test_workload ("w1", N_TASKS);
  LanesRun *run = lanes_test_workload_run (workload, "threads", NULL);

  lanes_run_add_worker (run, LANES_CARRIER_THREADS, g_strdup ("thread 1"), 7);
  lanes_run_add_worker (run, LANES_CARRIER_PROCESSES, g_strdup ("process 1"), 8);

  return run;
}

/* @overlap: how many spans of a lane may be open at once, about. */
static LanesSpan
random_span (guint overlap)
{
  gint64 begin_us = g_test_rand_int_range (0, 100000);
  gint64 length_us = g_test_rand_int_range (0, 10) == 0
                         ? 0
                         : g_test_rand_int_range (0, (gint32) (1 + 4000 * overlap));

  return (LanesSpan){
    .kind = (guint8) g_test_rand_int_range (LANES_SPAN_QUEUED, LANES_N_SPAN_KINDS),
    .status = g_test_rand_int_range (0, 8) == 0 ? LANES_SPAN_FAILED : LANES_SPAN_DONE,
    .task = g_test_rand_int_range (0, N_TASKS),
    .worker = g_test_rand_int_range (0, 2),
    .begin_us = begin_us,
    .end_us = begin_us + length_us,
    .cpu_us = -1,
    .attempt = 1,
  };
}

static LanesRun *
random_run (guint n_spans, guint overlap)
{
  LanesRun *run = new_run ();

  for (guint i = 0; i < n_spans; i++)
    {
      LanesSpan span = random_span (overlap);

      lanes_trace_append (lanes_run_get_trace (run), &span);
    }

  return run;
}

static LanesView
random_view (void)
{
  LanesView view = {
    .begin_us = g_test_rand_int_range (0, 90000),
    .now_us = 120000,
    .width = (guint) g_test_rand_int_range (1, 400),
  };

  view.end_us =
      view.begin_us + (g_test_rand_int_range (0, 4) == 0 ? g_test_rand_int_range (1, 50)
                                                         : g_test_rand_int_range (1, 120000));

  return view;
}

static gboolean
is_in_lane (LanesLaneSet *set, const LanesSpan *span, guint lane)
{
  return (lanes_lane_set_get_order (set) == LANES_ORDER_BY_TASK ? span->task : span->worker) ==
         (gint32) lane;
}

static gboolean
is_visible (const LanesSpan *span, const LanesView *view)
{
  return span->end_us >= view->begin_us && span->begin_us <= view->end_us;
}

static gboolean
is_covered (const GArray *rects, gint x)
{
  for (guint i = 0; i < rects->len; i++)
    {
      const LanesRect *rect = &g_array_index (rects, LanesRect, i);

      if (x >= rect->x && x < rect->x + rect->width)
        return TRUE;
    }

  return FALSE;
}

static void
check_rects (const GArray *rects, const LanesView *view)
{
  for (guint i = 0; i < rects->len; i++)
    {
      const LanesRect *rect = &g_array_index (rects, LanesRect, i);
      const LanesRect *before = i > 0 ? rect - 1 : NULL;

      g_assert_cmpint (rect->x, >=, 0);
      g_assert_cmpint (rect->width, >=, 1);
      g_assert_cmpint (rect->x + rect->width, <=, (gint) view->width);
      g_assert_cmpuint (rect->count, >=, 1);
      g_assert_cmpuint (rect->sub_row, <, rect->n_sub_rows);
      if (before != NULL && before->sub_row == rect->sub_row)
        g_assert_cmpint (rect->x, >=, before->x + before->width);
      if (before != NULL)
        g_assert_cmpuint (rect->sub_row, >=, before->sub_row);
      g_assert_cmpint (lanes_layout_find (rects, rect->x + rect->width - 1, rect->sub_row), ==, i);
    }
}

static void
check_lane (LanesLaneSet *set, guint lane, const LanesView *view)
{
  LanesTrace *trace = lanes_run_get_trace (lanes_lane_set_get_run (set));
  g_autoptr (GArray) rects = g_array_new (FALSE, FALSE, sizeof (LanesRect));
  guint n_visible = 0, counted = 0;
  gboolean is_dense;

  lanes_layout_lane (set, lane, view, rects);
  check_rects (rects, view);
  is_dense = rects->len > 0 && g_array_index (rects, LanesRect, 0).density;
  for (guint32 i = 0; i < lanes_trace_get_length (trace); i++)
    {
      LanesSpan span;
      double x;

      lanes_trace_read (trace, i, &span);
      if (!is_in_lane (set, &span, lane) || !is_visible (&span, view))
        continue;
      n_visible++;
      x = CLAMP (lanes_layout_x_of_time (view, span.begin_us), 0.0, view->width - 1.0);
      g_assert_true (is_covered (rects, (gint) floor (x)));
      /* A long one in all its length. */
      x = CLAMP (lanes_layout_x_of_time (view, (span.begin_us + span.end_us) / 2), 0.0,
                 view->width - 1.0);
      g_assert_true (is_covered (rects, (gint) floor (x)));
    }

  for (guint i = 0; i < rects->len; i++)
    counted += g_array_index (rects, LanesRect, i).count;
  g_assert_cmpuint (lanes_lane_set_count (set, lane, view->begin_us, view->end_us, view->now_us),
                    ==, n_visible);
  if (!is_dense)
    g_assert_cmpuint (counted, ==, n_visible);
}

static void
check_runs (guint n_spans, guint overlap)
{
  for (guint round = 0; round < 40; round++)
    {
      g_autoptr (LanesRun) run = random_run (n_spans, overlap);

      for (guint order = 0; order < 2; order++)
        {
          g_autoptr (LanesLaneSet) set = lanes_lane_set_new (run, order);

          lanes_lane_set_update (set);
          for (guint i = 0; i < 10; i++)
            {
              LanesView view = random_view ();

              for (guint lane = 0; lane < lanes_lane_set_get_n_lanes (set); lane++)
                check_lane (set, lane, &view);
            }
        }
    }
}

static void
test_every_span_is_under_its_pixel (void)
{
  check_runs (30, 1);
}

static void
test_crowded_lanes_lose_nothing (void)
{
  check_runs (400, 8);
}

static void
test_a_long_span_is_found_however_far_one_zooms_in (void)
{
  g_autoptr (LanesRun) run = new_run ();
  g_autoptr (LanesLaneSet) set = lanes_lane_set_new (run, LANES_ORDER_BY_WORKER);
  g_autoptr (GArray) rects = g_array_new (FALSE, FALSE, sizeof (LanesRect));
  const LanesView view = { .begin_us = 900000, .end_us = 900010, .width = 100 };

  lanes_test_workload_span (run, LANES_SPAN_COMPUTE, 0, 0, 0, 0, 1000000);
  for (int i = 0; i < 1000; i++)
    lanes_test_workload_span (run, LANES_SPAN_WAIT, 1, 0, 0, 10 + i * 100, 20 + i * 100);
  lanes_lane_set_update (set);
  lanes_layout_lane (set, 0, &view, rects);
  g_assert_cmpuint (rects->len, ==, 1);
  g_assert_cmpint (g_array_index (rects, LanesRect, 0).width, ==, 100);
  g_assert_cmpuint (g_array_index (rects, LanesRect, 0).span, ==, 0);
}

static void
test_what_shares_a_pixel_becomes_one_and_shows_failure (void)
{
  g_autoptr (LanesRun) run = new_run ();
  g_autoptr (LanesLaneSet) set = lanes_lane_set_new (run, LANES_ORDER_BY_TASK);
  g_autoptr (GArray) rects = g_array_new (FALSE, FALSE, sizeof (LanesRect));
  const LanesView view = { .begin_us = 0, .end_us = 100000, .width = 10 };
  LanesSpan failed = { .kind = LANES_SPAN_FETCH,
                       .status = LANES_SPAN_FAILED,
                       .worker = 0,
                       .begin_us = 300,
                       .end_us = 310,
                       .attempt = 1 };

  lanes_test_workload_span (run, LANES_SPAN_WAIT, 0, 0, 0, 0, 300);
  lanes_trace_append (lanes_run_get_trace (run), &failed);
  lanes_lane_set_update (set);
  lanes_layout_lane (set, 0, &view, rects);
  g_assert_cmpuint (rects->len, ==, 1);
  g_assert_cmpuint (g_array_index (rects, LanesRect, 0).count, ==, 2);
  g_assert_cmpuint (g_array_index (rects, LanesRect, 0).kind, ==, LANES_SPAN_WAIT);
  g_assert_cmpuint (g_array_index (rects, LanesRect, 0).status, ==, LANES_SPAN_FAILED);
}

static void
test_a_short_span_leaves_a_long_one_as_it_is (void)
{
  g_autoptr (LanesRun) run = new_run ();
  g_autoptr (LanesLaneSet) set = lanes_lane_set_new (run, LANES_ORDER_BY_TASK);
  g_autoptr (GArray) rects = g_array_new (FALSE, FALSE, sizeof (LanesRect));
  const LanesView view = { .begin_us = 0, .end_us = 100000, .width = 10 };
  const LanesRect *rect;
  LanesSpan failed = { .kind = LANES_SPAN_FETCH,
                       .status = LANES_SPAN_FAILED,
                       .worker = 0,
                       .begin_us = 50300,
                       .end_us = 50310,
                       .attempt = 1 };

  lanes_test_workload_span (run, LANES_SPAN_WAIT, 0, 0, 0, 0, 50300);
  lanes_trace_append (lanes_run_get_trace (run), &failed);
  lanes_lane_set_update (set);
  lanes_layout_lane (set, 0, &view, rects);
  g_assert_cmpuint (rects->len, ==, 2);
  rect = &g_array_index (rects, LanesRect, 0);
  g_assert_cmpint (rect->width, ==, 5);
  g_assert_cmpuint (rect->kind, ==, LANES_SPAN_WAIT);
  g_assert_cmpuint (rect->status, ==, LANES_SPAN_DONE);
  rect = &g_array_index (rects, LanesRect, 1);
  g_assert_cmpint (rect->x, ==, 5);
  g_assert_cmpint (rect->width, ==, 1);
  g_assert_cmpuint (rect->kind, ==, LANES_SPAN_FETCH);
  g_assert_cmpuint (rect->status, ==, LANES_SPAN_FAILED);
}

static void
test_a_dense_lane_counts_what_is_over_each_column (void)
{
  g_autoptr (LanesRun) run = new_run ();
  g_autoptr (LanesLaneSet) set = lanes_lane_set_new (run, LANES_ORDER_BY_WORKER);
  g_autoptr (GArray) rects = g_array_new (FALSE, FALSE, sizeof (LanesRect));
  const LanesView view = { .begin_us = 0, .end_us = 1000, .width = 100 };

  for (int i = 0; i < 20; i++)
    lanes_test_workload_span (run, LANES_SPAN_WAIT, 0, 0, 0, 0, 500);
  lanes_test_workload_span (run, LANES_SPAN_WAIT, 0, 0, 0, 700, 800);
  lanes_lane_set_update (set);
  g_assert_cmpuint (lanes_lane_set_get_n_sub_rows (set, 0), ==, 1);
  lanes_layout_lane (set, 0, &view, rects);
  for (guint i = 0; i < rects->len; i++)
    {
      const LanesRect *rect = &g_array_index (rects, LanesRect, i);

      g_assert_true (rect->density);
      g_assert_cmpuint (rect->count, ==, rect->x < 50 ? 20 : 1);
    }
  g_assert_cmpint (lanes_layout_find (rects, 60, 0), ==, -1);
  g_assert_cmpint (lanes_layout_find (rects, 75, 0), >=, 0);
}

static void
test_overlapping_spans_have_rows_of_their_own (void)
{
  g_autoptr (LanesRun) run = new_run ();
  g_autoptr (LanesLaneSet) set = lanes_lane_set_new (run, LANES_ORDER_BY_WORKER);
  g_autoptr (GArray) rects = g_array_new (FALSE, FALSE, sizeof (LanesRect));
  const LanesView view = { .begin_us = 0, .end_us = 100, .width = 100 };

  lanes_test_workload_span (run, LANES_SPAN_WAIT, 0, 0, 0, 0, 50);
  lanes_test_workload_span (run, LANES_SPAN_WAIT, 1, 0, 0, 10, 60);
  lanes_test_workload_span (run, LANES_SPAN_WAIT, 2, 0, 0, 50, 90);
  lanes_lane_set_update (set);
  g_assert_cmpuint (lanes_lane_set_get_n_sub_rows (set, 0), ==, 2);
  lanes_layout_lane (set, 0, &view, rects);
  g_assert_cmpuint (rects->len, ==, 3);
  g_assert_cmpuint (g_array_index (rects, LanesRect, 2).sub_row, ==, 1);
}

static void
test_following_a_run_ends_in_the_same_picture (void)
{
  for (guint round = 0; round < 20; round++)
    {
      g_autoptr (LanesRun) run = new_run ();
      LanesTrace *trace = lanes_run_get_trace (run);
      g_autoptr (LanesLaneSet) live = lanes_lane_set_new (run, LANES_ORDER_BY_WORKER);
      g_autoptr (LanesLaneSet) fresh = NULL;
      gint64 ends_us[200];

      for (guint32 i = 0; i < 200; i++)
        {
          LanesSpan span = random_span (3);

          ends_us[i] = span.end_us;
          span.end_us = -1;
          lanes_trace_append (trace, &span);
          if (i >= 10)
            lanes_trace_end (trace, i - 10, ends_us[i - 10], LANES_SPAN_DONE, -1);
          if (i % 7 == 0)
            g_assert_true (lanes_lane_set_update (live));
        }
      for (guint32 i = 190; i < 200; i++)
        lanes_trace_end (trace, i, ends_us[i], LANES_SPAN_DONE, -1);
      g_assert_true (lanes_lane_set_update (live));
      g_assert_false (lanes_lane_set_update (live));

      fresh = lanes_lane_set_new (run, LANES_ORDER_BY_WORKER);
      lanes_lane_set_update (fresh);
      for (guint lane = 0; lane < 2; lane++)
        {
          LanesView view = random_view ();
          g_autoptr (GArray) a = g_array_new (FALSE, TRUE, sizeof (LanesRect));
          g_autoptr (GArray) b = g_array_new (FALSE, TRUE, sizeof (LanesRect));

          lanes_layout_lane (live, lane, &view, a);
          lanes_layout_lane (fresh, lane, &view, b);
          g_assert_cmpuint (a->len, ==, b->len);
          for (guint i = 0; i < a->len; i++)
            {
              g_assert_cmpint (g_array_index (a, LanesRect, i).x, ==,
                               g_array_index (b, LanesRect, i).x);
              g_assert_cmpuint (g_array_index (a, LanesRect, i).span, ==,
                                g_array_index (b, LanesRect, i).span);
            }
        }
    }
}

static void
test_open_spans_end_now (void)
{
  g_autoptr (LanesRun) run = new_run ();
  g_autoptr (LanesLaneSet) set = lanes_lane_set_new (run, LANES_ORDER_BY_TASK);
  g_autoptr (GArray) rects = g_array_new (FALSE, FALSE, sizeof (LanesRect));
  const LanesView view = { .begin_us = 0, .end_us = 1000, .now_us = 500, .width = 100 };
  const LanesSpan open = { .kind = LANES_SPAN_WAIT, .begin_us = 100, .end_us = -1, .attempt = 1 };

  lanes_trace_append (lanes_run_get_trace (run), &open);
  lanes_lane_set_update (set);
  lanes_layout_lane (set, 0, &view, rects);
  g_assert_cmpint (g_array_index (rects, LanesRect, 0).x, ==, 10);
  g_assert_cmpint (g_array_index (rects, LanesRect, 0).width, ==, 40);
  g_assert_cmpint (lanes_lane_set_get_end (set, 500), ==, 500);
}

static void
test_edges_do_no_harm (void)
{
  g_autoptr (LanesRun) run = random_run (50, 2);
  g_autoptr (LanesLaneSet) set = lanes_lane_set_new (run, LANES_ORDER_BY_TASK);
  g_autoptr (GArray) rects = g_array_new (FALSE, FALSE, sizeof (LanesRect));
  const LanesView views[] = {
    { 0, 100000, 0, 0 },
    { 500, 500, 0, 10 },
    { G_MAXINT64 - 10, G_MAXINT64, 0, 10 },
    { -1000, -10, 0, 10 },
  };

  lanes_layout_lane (set, 0, &views[0], rects);
  g_assert_cmpuint (rects->len, ==, 0);
  lanes_lane_set_update (set);
  for (guint i = 0; i < G_N_ELEMENTS (views); i++)
    {
      g_array_set_size (rects, 0);
      lanes_layout_lane (set, 0, &views[i], rects);
      if (i != 1)
        g_assert_cmpuint (rects->len, ==, 0);
    }
}

static void
test_labels_name_the_process (void)
{
  g_autoptr (LanesRun) run = new_run ();
  g_autoptr (LanesLaneSet) workers = lanes_lane_set_new (run, LANES_ORDER_BY_WORKER);
  g_autoptr (LanesLaneSet) tasks = lanes_lane_set_new (run, LANES_ORDER_BY_TASK);
  g_autofree char *thread = lanes_lane_set_dup_label (workers, 0);
  g_autofree char *process = lanes_lane_set_dup_label (workers, 1);
  g_autofree char *task = lanes_lane_set_dup_label (tasks, 1);

  g_assert_cmpstr (thread, ==, "thread 1");
  g_assert_cmpstr (process, ==, "process 1 (8)");
  g_assert_cmpstr (task, ==, "Task 2");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/layout/every-span-is-under-its-pixel", test_every_span_is_under_its_pixel);
  g_test_add_func ("/layout/crowded-lanes-lose-nothing", test_crowded_lanes_lose_nothing);
  g_test_add_func ("/layout/a-long-span-is-found-however-far-one-zooms-in",
                   test_a_long_span_is_found_however_far_one_zooms_in);
  g_test_add_func ("/layout/what-shares-a-pixel-becomes-one-and-shows-failure",
                   test_what_shares_a_pixel_becomes_one_and_shows_failure);
  g_test_add_func ("/layout/a-short-span-leaves-a-long-one-as-it-is",
                   test_a_short_span_leaves_a_long_one_as_it_is);
  g_test_add_func ("/layout/a-dense-lane-counts-what-is-over-each-column",
                   test_a_dense_lane_counts_what_is_over_each_column);
  g_test_add_func ("/layout/overlapping-spans-have-rows-of-their-own",
                   test_overlapping_spans_have_rows_of_their_own);
  g_test_add_func ("/layout/following-a-run-ends-in-the-same-picture",
                   test_following_a_run_ends_in_the_same_picture);
  g_test_add_func ("/layout/open-spans-end-now", test_open_spans_end_now);
  g_test_add_func ("/layout/edges-do-no-harm", test_edges_do_no_harm);
  g_test_add_func ("/layout/labels-name-the-process", test_labels_name_the_process);

  return g_test_run ();
}
