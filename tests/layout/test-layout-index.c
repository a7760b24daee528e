/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What finds many spans at once finds the same as who looks at one after another. */
#include "config.h"

#include <math.h>

#include "lanes-test-workload.h"
#include "layout/lanes-layout-private.h"
#include "layout/lanes-max-tree.h"

static gint64
figure_at (gconstpointer data, guint i)
{
  return ((const gint64 *) data)[i];
}

static void
test_the_first_of_the_largest_is_found (void)
{
  for (guint round = 0; round < 60; round++)
    {
      guint n = (guint) g_test_rand_int_range (1, 1200);
      g_autofree gint64 *figures = g_new (gint64, n);
      g_autoptr (LanesMaxTree) tree = NULL;

      for (guint i = 0; i < n; i++)
        figures[i] = g_test_rand_int_range (-20, 20);
      tree = lanes_max_tree_new (n, figure_at, figures);
      for (guint look = 0; look < 60; look++)
        {
          guint begin = (guint) g_test_rand_int_range (0, (gint32) n);
          guint end = (guint) g_test_rand_int_range ((gint32) begin + 1, (gint32) n + 1);
          guint best = begin;

          for (guint i = begin + 1; i < end; i++)
            best = figures[i] > figures[best] ? i : best;
          g_assert_cmpuint (lanes_max_tree_find (tree, begin, end), ==, best);
        }
    }
}

/* A sub-row of a lane as it is drawn: spans in order of their begin, one after another. */
static void
layout_slowly (GArray *spans, const LanesView *view, GArray *rects)
{
  gint64 longest_us = 0;
  gint taken = 0;

  for (guint i = 0; i < spans->len; i++)
    {
      const LanesSpan *span = &g_array_index (spans, LanesSpan, i);
      gint64 end_us = span->end_us < 0 ? MAX (view->now_us, span->begin_us) : span->end_us;
      gint64 length_us = end_us - span->begin_us;
      gint x = (gint) floor (
          CLAMP (lanes_layout_x_of_time (view, span->begin_us), 0.0, view->width - 1.0));
      gint end =
          (gint) ceil (CLAMP (lanes_layout_x_of_time (view, end_us), 0.0, (double) view->width));
      LanesRect rect = { .count = 1, .span = span->attempt, .kind = span->kind };

      if (end_us < view->begin_us || span->begin_us > view->end_us)
        continue;
      end = MAX (end, x + 1);
      if (rects->len > 0 && end <= taken)
        {
          LanesRect *last = &g_array_index (rects, LanesRect, rects->len - 1);
          gboolean has_failed =
              last->status == LANES_SPAN_FAILED || span->status == LANES_SPAN_FAILED;

          if (last->width > 1)
            {
              last->width--;
              rect.x = taken - 1;
              rect.width = 1;
              rect.status = span->status;
              g_array_append_val (rects, rect);
              longest_us = length_us;
              continue;
            }
          last->count++;
          if (length_us > longest_us)
            {
              longest_us = length_us;
              last->kind = span->kind;
              last->status = span->status;
            }
          if (has_failed)
            last->status = LANES_SPAN_FAILED;
          continue;
        }
      rect.x = rects->len > 0 ? MAX (x, taken) : x;
      rect.width = end - rect.x;
      rect.status = span->status;
      g_array_append_val (rects, rect);
      longest_us = length_us;
      taken = end;
    }
}

/* Spans that follow each other, of random lengths, none too; the last one may be open. */
static GArray *
random_row (guint n_spans, gint32 length_max)
{
  GArray *spans = g_array_new (FALSE, FALSE, sizeof (LanesSpan));
  gint64 at_us = g_test_rand_int_range (0, 1000);

  for (guint i = 0; i < n_spans; i++)
    {
      gint64 length_us =
          g_test_rand_int_range (0, 6) == 0 ? 0 : g_test_rand_int_range (1, length_max);
      LanesSpan span = {
        .kind = (guint8) g_test_rand_int_range (LANES_SPAN_QUEUED, LANES_N_SPAN_KINDS),
        .status = g_test_rand_int_range (0, 40) == 0 ? LANES_SPAN_FAILED : LANES_SPAN_DONE,
        .begin_us = at_us,
        .end_us = at_us + length_us,
      };

      if (i + 1 == n_spans && g_test_rand_int_range (0, 2) == 0)
        {
          span.end_us = -1;
          span.status = LANES_SPAN_OPEN;
        }
      g_array_append_val (spans, span);
      at_us += length_us + (g_test_rand_int_range (0, 3) == 0 ? 50 : 0);
    }

  return spans;
}

static LanesView
random_view (gint64 end_us)
{
  LanesView view = {
    .begin_us = g_test_rand_int_range (0, (gint32) MAX (end_us, 2)),
    .width = (guint) g_test_rand_int_range (1, 900),
  };

  if (g_test_rand_int_range (0, 3) == 0)
    view.begin_us = 0;
  view.end_us = view.begin_us + g_test_rand_int_range (1, (gint32) (end_us * 5 / 4 + 100));
  view.now_us = end_us + g_test_rand_int_range (-200, 2000);

  return view;
}

static void
test_the_last_time_before_a_pixel_is_exact (void)
{
  for (guint round = 0; round < 2000; round++)
    {
      LanesView view = random_view (round % 2 == 0 ? 500 : 1500000000);
      gint x = g_test_rand_int_range (0, (gint32) view.width + 1);
      gint64 left_us = lanes_layout_last_left_of (&view, x);
      gint64 until_us = lanes_layout_last_until (&view, x);

      g_assert_true (lanes_layout_x_of_time (&view, left_us) < x);
      g_assert_true (lanes_layout_x_of_time (&view, left_us + 1) >= x);
      g_assert_true (lanes_layout_x_of_time (&view, until_us) <= x);
      g_assert_true (lanes_layout_x_of_time (&view, until_us + 1) > x);
    }
}

static void
test_counting_does_not_depend_on_the_guess (void)
{
  for (guint round = 0; round < 2000; round++)
    {
      guint n = (guint) g_test_rand_int_range (0, 200);
      guint from = (guint) g_test_rand_int_range (0, (gint32) n + 1);
      guint guess = (guint) g_test_rand_int_range (0, (gint32) n + 20);
      gint64 last_us = g_test_rand_int_range (-5, 300);
      g_autofree gint64 *times = g_new (gint64, n + 1);
      guint wanted = from;

      for (guint i = 0; i < n; i++)
        times[i] = (i > 0 ? times[i - 1] : 0) + g_test_rand_int_range (0, 4);
      while (wanted < n && times[wanted] <= last_us)
        wanted++;
      g_assert_cmpuint (lanes_layout_count_until (times, n, from, guess, last_us), ==, wanted);
    }
}

static LanesRun *
new_run (GArray *spans)
{
  g_autoptr (LanesWorkload) workload = lanes_test_workload ("w1", 1);
  LanesRun *run = lanes_test_workload_run (workload, "threads", NULL);

  lanes_run_add_worker (run, LANES_CARRIER_THREADS, g_strdup ("thread"), 0);
  for (guint i = 0; i < spans->len; i++)
    lanes_trace_append (lanes_run_get_trace (run), &g_array_index (spans, LanesSpan, i));

  return run;
}

static void
test_a_row_is_as_one_span_after_another_makes_it (void)
{
  for (guint round = 0; round < 120; round++)
    {
      g_autoptr (GArray) spans =
          random_row ((guint) g_test_rand_int_range (1, 3000), round % 2 == 0 ? 30 : 5000);
      g_autoptr (LanesRun) run = new_run (spans);
      g_autoptr (LanesLaneSet) set = lanes_lane_set_new (run, LANES_ORDER_BY_TASK);

      lanes_lane_set_update (set);
      g_assert_cmpuint (lanes_lane_set_get_n_sub_rows (set, 0), ==, 1);
      for (guint look = 0; look < 10; look++)
        {
          LanesView view = random_view (g_array_index (spans, LanesSpan, spans->len - 1).begin_us);
          g_autoptr (GArray) wanted = g_array_new (FALSE, FALSE, sizeof (LanesRect));
          g_autoptr (GArray) rects = g_array_new (FALSE, FALSE, sizeof (LanesRect));

          layout_slowly (spans, &view, wanted);
          lanes_layout_lane (set, 0, &view, rects);
          g_assert_cmpuint (rects->len, ==, wanted->len);
          for (guint i = 0; i < rects->len; i++)
            {
              const LanesRect *a = &g_array_index (rects, LanesRect, i);
              const LanesRect *b = &g_array_index (wanted, LanesRect, i);

              g_assert_cmpint (a->x, ==, b->x);
              g_assert_cmpint (a->width, ==, b->width);
              g_assert_cmpuint (a->count, ==, b->count);
              g_assert_cmpuint (a->kind, ==, b->kind);
              g_assert_cmpuint (a->status, ==, b->status);
            }
        }
    }
}

static GArray *
random_crowd (guint n_spans)
{
  GArray *spans = g_array_new (FALSE, FALSE, sizeof (LanesSpan));

  for (guint i = 0; i < n_spans; i++)
    {
      gint64 begin_us = g_test_rand_int_range (0, 2000);
      gint64 length_us = g_test_rand_int_range (0, 5) == 0 ? 0 : g_test_rand_int_range (1, 600);
      LanesSpan span = {
        .kind = LANES_SPAN_WAIT,
        .status = g_test_rand_int_range (0, 30) == 0 ? LANES_SPAN_FAILED : LANES_SPAN_DONE,
        .begin_us = begin_us,
        .end_us = g_test_rand_int_range (0, 10) == 0 ? -1 : begin_us + length_us,
      };

      if (span.end_us < 0)
        span.status = LANES_SPAN_OPEN;
      g_array_append_val (spans, span);
    }
  /* So that it is a crowd, whatever the others are. */
  for (guint i = 0; i < LANES_SUB_ROWS_MAX + 1; i++)
    {
      const LanesSpan span = {
        .kind = LANES_SPAN_FETCH, .status = LANES_SPAN_DONE, .begin_us = 5000, .end_us = 5001
      };

      g_array_append_val (spans, span);
    }

  return spans;
}

static gboolean
is_over (const LanesSpan *span, const LanesView *view, gint x)
{
  gint64 end_us = span->end_us < 0 ? MAX (view->now_us, span->begin_us) : span->end_us;
  gint first =
      (gint) floor (CLAMP (lanes_layout_x_of_time (view, span->begin_us), 0.0, view->width - 1.0));
  gint end = (gint) ceil (CLAMP (lanes_layout_x_of_time (view, end_us), 0.0, (double) view->width));

  return end_us >= view->begin_us && span->begin_us <= view->end_us && x >= first &&
         x < MAX (end, first + 1);
}

static void
check_column (GArray *spans, const LanesView *view, const GArray *rects, gint x)
{
  int found = lanes_layout_find (rects, x, 0);
  const LanesRect *rect = found >= 0 ? &g_array_index (rects, LanesRect, found) : NULL;
  guint count = 0, n_failed = 0;

  for (guint i = 0; i < spans->len; i++)
    {
      const LanesSpan *span = &g_array_index (spans, LanesSpan, i);

      count += is_over (span, view, x);
      n_failed += is_over (span, view, x) && span->status == LANES_SPAN_FAILED;
    }
  g_assert_cmpuint (rect != NULL ? rect->count : 0, ==, count);
  if (rect == NULL)
    return;

  g_assert_true (rect->density);
  g_assert_true (is_over (&g_array_index (spans, LanesSpan, rect->span), view, x));
  g_assert_true ((rect->status == LANES_SPAN_FAILED) == (n_failed > 0));
}

static void
test_a_crowd_is_counted_column_by_column (void)
{
  for (guint round = 0; round < 60; round++)
    {
      g_autoptr (GArray) spans = random_crowd ((guint) g_test_rand_int_range (1, 300));
      g_autoptr (LanesRun) run = new_run (spans);
      g_autoptr (LanesLaneSet) set = lanes_lane_set_new (run, LANES_ORDER_BY_TASK);

      lanes_lane_set_update (set);
      g_assert_true (lanes_lane_set_is_dense (set, 0));
      for (guint look = 0; look < 8; look++)
        {
          LanesView view = random_view (2000);
          g_autoptr (GArray) rects = g_array_new (FALSE, FALSE, sizeof (LanesRect));

          /* Whole microseconds fall on whole pixels, too. */
          if (look % 2 == 0)
            view.width = (guint) (view.end_us - view.begin_us);
          view.width = MIN (view.width, 600);
          lanes_layout_lane (set, 0, &view, rects);
          for (gint x = 0; x < (gint) view.width; x++)
            check_column (spans, &view, rects, x);
        }
    }
}

static void
test_what_comes_late_finds_its_place (void)
{
  g_autoptr (GArray) spans = random_row (2000, 300);
  g_autoptr (LanesRun) sorted = new_run (spans);
  g_autoptr (LanesLaneSet) wanted = lanes_lane_set_new (sorted, LANES_ORDER_BY_TASK);
  g_autoptr (LanesWorkload) workload = lanes_test_workload ("w1", 1);
  g_autoptr (LanesRun) run = lanes_test_workload_run (workload, "threads", NULL);
  g_autoptr (LanesLaneSet) set = lanes_lane_set_new (run, LANES_ORDER_BY_TASK);
  const LanesView view = { .end_us = 400000, .now_us = 400000, .width = 700 };

  lanes_lane_set_update (wanted);
  /* In groups of five, each the wrong way round. */
  for (guint i = 0; i < spans->len; i += 5)
    {
      g_autoptr (GArray) rects = g_array_new (FALSE, FALSE, sizeof (LanesRect));

      for (guint k = 5; k > 0; k--)
        lanes_trace_append (lanes_run_get_trace (run),
                            &g_array_index (spans, LanesSpan, i + k - 1));
      if (i % 3 == 0)
        lanes_lane_set_update (set);
      if (i % 2 == 0)
        lanes_lane_set_prepare (set);
      lanes_layout_lane (set, 0, &view, rects);
    }
  lanes_lane_set_update (set);
  g_assert_cmpuint (lanes_lane_set_get_n_read (set), ==, spans->len);
  for (gint64 at_us = 0; at_us < 400000; at_us += 777)
    g_assert_cmpuint (lanes_lane_set_count (set, 0, at_us, at_us + 500, 400000), ==,
                      lanes_lane_set_count (wanted, 0, at_us, at_us + 500, 400000));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/layout-index/the-first-of-the-largest-is-found",
                   test_the_first_of_the_largest_is_found);
  g_test_add_func ("/layout-index/the-last-time-before-a-pixel-is-exact",
                   test_the_last_time_before_a_pixel_is_exact);
  g_test_add_func ("/layout-index/counting-does-not-depend-on-the-guess",
                   test_counting_does_not_depend_on_the_guess);
  g_test_add_func ("/layout-index/a-row-is-as-one-span-after-another-makes-it",
                   test_a_row_is_as_one_span_after_another_makes_it);
  g_test_add_func ("/layout-index/a-crowd-is-counted-column-by-column",
                   test_a_crowd_is_counted_column_by_column);
  g_test_add_func ("/layout-index/what-comes-late-finds-its-place",
                   test_what_comes_late_finds_its_place);

  return g_test_run ();
}
