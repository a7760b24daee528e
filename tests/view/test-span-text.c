/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "lanes-test-text.h"
#include "lanes-test-view.h"
#include "view/lanes-span-text.h"

/* The first span of that task and kind. */
static guint32
find (LanesRun *run, int task, LanesSpanKind kind)
{
  LanesTrace *trace = lanes_run_get_trace (run);

  for (guint32 i = 0; i < lanes_trace_get_length (trace); i++)
    {
      LanesSpan span;

      lanes_trace_read (trace, i, &span);
      if (span.task == task && span.kind == kind)
        return i;
    }
  g_assert_not_reached ();
}

static char *
dup_detail (LanesRun *run, guint32 index, gint64 now_us)
{
  g_autofree char *text = lanes_span_text_dup_detail (run, index, now_us);

  return lanes_test_dup_plain (text);
}

static void
test_a_bar_says_its_kind_and_how_long (void)
{
  const LanesSpan span = { .kind = LANES_SPAN_WAIT, .begin_us = 5, .end_us = 2000005 };
  const LanesSpan open = { .kind = LANES_SPAN_FETCH, .begin_us = 5, .end_us = -1 };
  g_autofree char *label = lanes_span_text_dup_label (&span, TRUE);
  g_autofree char *word = lanes_span_text_dup_label (&span, FALSE);
  g_autofree char *growing = lanes_span_text_dup_label (&open, TRUE);

  g_assert_cmpstr (label, ==, "wait 2 s");
  g_assert_cmpstr (word, ==, "wait");
  g_assert_cmpstr (growing, ==, "fetch");
}

static void
test_a_line_says_who_what_and_when (void)
{
  g_autoptr (LanesRun) run = lanes_test_view_carts ("combined", 1);
  g_autofree char *done =
      lanes_span_text_dup_line (run, find (run, 2, LANES_SPAN_COMPUTE), 9000000);
  g_autofree char *failed =
      lanes_span_text_dup_line (run, find (run, 4, LANES_SPAN_COMPUTE), 9000000);
  g_autofree char *start =
      lanes_span_text_dup_line (run, find (run, -1, LANES_SPAN_STARTUP), 9000000);

  g_assert_cmpstr (done, ==, "Task 3: compute 3 s, from 5.05 s to 8.05 s");
  g_assert_cmpstr (failed, ==, "Task 5: compute failed after 2.5 s, from 5.05 s to 7.55 s");
  g_assert_cmpstr (start, ==, "process 1 (4000): start-up 20 ms, from 0 s to 20 ms");
}

static void
test_details_tell_the_queue_before_and_why (void)
{
  g_autoptr (LanesRun) run = lanes_test_view_carts ("combined", 1);
  g_autofree char *compute = dup_detail (run, find (run, 0, LANES_SPAN_COMPUTE), 9000000);
  g_autofree char *queued = dup_detail (run, find (run, 0, LANES_SPAN_QUEUED), 9000000);
  g_autofree char *failed = dup_detail (run, find (run, 4, LANES_SPAN_COMPUTE), 9000000);

  g_assert_cmpstr (compute, ==,
                   "Task: Task 1\nKind: compute\nWorker: process 1 (4000)\n"
                   "Queued before: 4.01 s (the phase before has not ended)\n"
                   "Begin: 5.05 s\nEnd: 6.05 s\nDuration: 1 s\nStatus: done");
  g_assert_nonnull (strstr (queued, "Why: the phase before has not ended\n"));
  g_assert_nonnull (strstr (failed, "Duration: 2.5 s\nAsked for: 5 s\nStatus: failed\n"));
  g_assert_nonnull (strstr (failed, "Error: The server said 500 (Internal Server Error)"));
}

static void
test_details_tell_attempts_phases_and_cpu_time (void)
{
  g_autoptr (LanesWorkload) workload = lanes_test_workload ("f c1", 1);
  g_autoptr (LanesRun) run = lanes_test_workload_run (workload, "threads", NULL);
  const LanesFetchPhases phases[] = { { 400, 1700 }, { 0, 1700 }, { 400, -1 }, { -1, -1 } };
  const char *const told[] = {
    "\nConnecting: 400 µs\nWaiting for the answer: 1.3 ms\nReading the answer: 300 µs",
    "\nConnection: was open already\nWaiting for the answer: 1.7 ms\nReading the answer: 300 µs",
    "\nConnecting: 400 µs",
    "\nAttempt: 3",
  };
  LanesSpan span = { .kind = LANES_SPAN_FETCH,
                     .status = LANES_SPAN_DONE,
                     .worker = -1,
                     .attempt = 3,
                     .begin_us = 1000,
                     .end_us = 3000 };
  g_autofree char *compute = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (phases); i++)
    {
      g_autofree char *text = NULL;

      span.phases = phases[i];
      lanes_trace_append (lanes_run_get_trace (run), &span);
      text = dup_detail (run, i, 5000);
      g_assert_nonnull (strstr (text, "\nAttempt: 3"));
      g_assert_true (g_str_has_suffix (text, told[i]));
    }

  span.kind = LANES_SPAN_COMPUTE;
  span.step = 1;
  span.cpu_us = 150;
  lanes_trace_append (lanes_run_get_trace (run), &span);
  compute = dup_detail (run, G_N_ELEMENTS (phases), 5000);
  g_assert_true (g_str_has_suffix (compute, "\nCPU time: 150 µs"));
}

static void
test_an_open_span_is_told_so_far (void)
{
  g_autoptr (LanesWorkload) workload = lanes_test_workload ("w1", 1);
  g_autoptr (LanesRun) run = lanes_test_workload_run (workload, "threads", NULL);
  const LanesSpan span = { .kind = LANES_SPAN_WAIT,
                           .worker = -1,
                           .attempt = 1,
                           .begin_us = 1000000,
                           .end_us = -1,
                           .cpu_us = -1 };
  g_autofree char *line = NULL;
  g_autofree char *text = NULL;

  lanes_trace_append (lanes_run_get_trace (run), &span);
  line = lanes_span_text_dup_line (run, 0, 3500000);
  text = dup_detail (run, 0, 3500000);
  g_assert_cmpstr (line, ==, "Task 1: wait under way for 2.5 s, since 1 s");
  g_assert_nonnull (strstr (text, "So far: 2.5 s\nStatus: under way"));
  g_assert_null (strstr (text, "End:"));
}

static void
test_a_rectangle_says_how_many_it_stands_for (void)
{
  g_autoptr (LanesRun) run = lanes_test_view_carts ("combined", 0);
  const LanesRect one = { .span = 1, .count = 1 };
  const LanesRect many = { .span = 1, .count = 12 };
  const LanesRect crowd = { .span = 1, .count = 12, .density = TRUE };
  g_autofree char *one_text = lanes_span_text_dup_rect (run, &one, 0);
  g_autofree char *many_text = lanes_span_text_dup_rect (run, &many, 0);
  g_autofree char *crowd_text = lanes_span_text_dup_rect (run, &crowd, 0);

  g_assert_true (g_str_has_prefix (one_text, "Task: Task 1\n"));
  g_assert_true (g_str_has_prefix (many_text, "12 spans lie here; the longest:\nTask: "));
  g_assert_true (g_str_has_prefix (crowd_text, "12 spans at once; one of them:\nTask: "));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/span-text/a-bar-says-its-kind-and-how-long",
                   test_a_bar_says_its_kind_and_how_long);
  g_test_add_func ("/span-text/a-line-says-who-what-and-when", test_a_line_says_who_what_and_when);
  g_test_add_func ("/span-text/details-tell-the-queue-before-and-why",
                   test_details_tell_the_queue_before_and_why);
  g_test_add_func ("/span-text/details-tell-attempts-phases-and-cpu-time",
                   test_details_tell_attempts_phases_and_cpu_time);
  g_test_add_func ("/span-text/an-open-span-is-told-so-far", test_an_open_span_is_told_so_far);
  g_test_add_func ("/span-text/a-rectangle-says-how-many-it-stands-for",
                   test_a_rectangle_says_how_many_it_stands_for);

  return g_test_run ();
}
