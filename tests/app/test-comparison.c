/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/lanes-comparison.h"
#include "lanes-test-text.h"
#include "lanes-test-workload.h"

#define S G_USEC_PER_SEC

/* How a run is to have gone; times in seconds. */
typedef struct
{
  const char *model;
  double ends[2]; /* of the two tasks */
  gint64 result;  /* below 0: the second task failed */
  double startup;
} Case;

/* Two tasks, the first computing 1 s and the second 4 s, that end when they are said to. */
static LanesRun *
run_of (const Case *c, const LanesOptions *options)
{
  g_autoptr (LanesWorkload) workload = lanes_test_workload ("C1|c4", 2);
  LanesRun *run = lanes_test_workload_run (workload, c->model, options);
  gboolean is_loop = g_str_equal (c->model, "event-loop");
  const double lengths[] = { 1, 4 };
  int worker = -1;

  if (is_loop)
    worker = lanes_run_add_worker (run, LANES_CARRIER_LOOP, g_strdup ("loop"), 0);
  if (c->startup > 0)
    lanes_test_workload_span (run, LANES_SPAN_STARTUP, -1, 0, -1, 0, (gint64) (c->startup * S));
  for (int task = 0; task < 2; task++)
    {
      const LanesOutcome outcome = {
        .status = task == 1 && c->result < 0 ? LANES_TASK_FAILED : LANES_TASK_DONE,
        .result_kind = LANES_RESULT_TOTAL_CENTS,
        .result = MAX (c->result, 0),
        .error = task == 1 && c->result < 0 ? "It is no more" : NULL,
      };
      gint64 end_us = (gint64) (c->ends[task] * S);

      lanes_test_workload_span (run, LANES_SPAN_QUEUED, task, 0, -1, 0,
                                end_us - (gint64) (lengths[task] * S));
      lanes_test_workload_span (run, LANES_SPAN_COMPUTE, task, 0, worker,
                                end_us - (gint64) (lengths[task] * S), end_us);
      g_assert_true (lanes_run_set_outcome (run, (guint) task, &outcome));
    }
  lanes_run_finish (run, LANES_RUN_COMPLETED, NULL);

  return run;
}

static const Case sequential = { "sequential", { 1, 5.001 }, 5000, 0 };
static const Case threads = { "threads", { 1.002, 4.002 }, 5000, 0 };
static const Case processes = { "processes", { 1.05, 4.05 }, 5000, 0.05 };
static const Case event_loop = { "event-loop", { 1.001, 5.002 }, 5000, 0 };
static const Case combined = { "combined", { 1.001, 4.001 }, 5000, 0 };

static LanesComparison *
comparison_of (const Case *const *cases, guint n_cases)
{
  LanesComparison *self = lanes_comparison_new ();

  for (guint i = 0; i < n_cases; i++)
    {
      g_autoptr (LanesRun) run = run_of (cases[i], NULL);

      lanes_comparison_add (self, run);
    }

  return self;
}

#define COMPARE(...)                                                                               \
  comparison_of ((const Case *const[]){ __VA_ARGS__ },                                             \
                 G_N_ELEMENTS (((const Case *const[]){ __VA_ARGS__ })))

static void
assert_words (const char *words, const char *expected)
{
  g_autofree char *plain = lanes_test_dup_plain (words);

  g_assert_cmpstr (plain, ==, expected);
}

static void
assert_headline (LanesComparison *self, const char *expected)
{
  g_autofree char *headline = lanes_comparison_dup_headline (self);

  assert_words (headline, expected);
}

static void
assert_details (LanesComparison *self, const char *expected)
{
  g_autofree char *details = lanes_comparison_dup_details (self);

  assert_words (details, expected);
}

static void
assert_results (LanesComparison *self, LanesResultsState state, const char *expected)
{
  LanesResultsState found;
  g_autofree char *results = lanes_comparison_dup_results (self, &found);

  g_assert_cmpstr (results, ==, expected);
  g_assert_cmpint (found, ==, state);
}

static void
assert_reason (LanesComparison *self, guint index, const char *expected)
{
  g_autofree char *reason = lanes_comparison_dup_reason (self, index);

  assert_words (reason, expected);
}

static void
assert_place (LanesComparison *self, guint index, const char *expected)
{
  gboolean is_first;
  g_autofree char *place = lanes_comparison_dup_place (self, index, &is_first);

  assert_words (place, expected);
  g_assert_cmpint (is_first, ==, g_str_equal (expected, "fastest"));
}

static void
test_who_ends_together_is_named_with_the_limit (void)
{
  g_autoptr (LanesComparison) self =
      COMPARE (&sequential, &threads, &processes, &event_loop, &combined);

  assert_headline (self,
                   "Threads, Processes and Combined end together: the limit is task 2, and no "
                   "model can beat 4 s.");
  assert_details (self,
                  "Sequential takes 1 s more, 1.2 times as long: everything one after another.\n"
                  "Event Loop takes 1 s more, 1.3 times as long: loop blocked 5 s.");
  assert_results (self, LANES_RESULTS_SAME, "Same result in all five: 100.00");
  g_assert_true (lanes_comparison_is_ranked (self));
}

static void
test_all_together_is_said_so (void)
{
  g_autoptr (LanesComparison) self = COMPARE (&threads, &processes, &combined);

  assert_headline (self, "All 3 end together: the limit is task 2, and no model can beat 4 s.");
  assert_details (self, "");
  assert_results (self, LANES_RESULTS_SAME, "Same result in all 3: 100.00");
}

static void
test_two_together_are_named (void)
{
  g_autoptr (LanesComparison) self = COMPARE (&threads, &combined);

  assert_headline (
      self, "Threads and Combined end together: the limit is task 2, and no model can beat 4 s.");
}

static void
test_one_winner_is_set_beside_the_next (void)
{
  g_autoptr (LanesComparison) self = COMPARE (&sequential, &threads);

  assert_headline (self,
                   "Threads is the fastest with 4 s, 1.2 times as fast as Sequential: the limit "
                   "is task 2, and no model can beat 4 s.");
  assert_details (self,
                  "Sequential takes 999 ms more, 1.2 times as long: everything one after another.");
}

static void
test_a_small_lead_is_told_finely (void)
{
  const Case late = { "threads", { 1, 4.2 }, 5000, 0 };
  g_autoptr (LanesComparison) self = COMPARE (&combined, &late);

  assert_headline (self,
                   "Combined is the fastest with 4 s, 1.05 times as fast as Threads: the limit "
                   "is task 2, and no model can beat 4 s.");
}

static void
test_what_is_far_from_its_bound_has_no_limit_named (void)
{
  const Case late = { "threads", { 2, 6 }, 5000, 0 };
  const Case later = { "combined", { 2, 8 }, 5000, 0 };
  g_autoptr (LanesComparison) self = COMPARE (&late, &later);

  assert_headline (self,
                   "Threads is the fastest with 6 s, 1.3 times as fast as Combined: 2 s above its "
                   "bound of 4 s (task 2).");
}

static void
test_options_are_a_limit_of_their_own (void)
{
  g_autoptr (LanesOptions) options = lanes_options_new ();
  g_autoptr (LanesComparison) self = lanes_comparison_new ();
  const Case one_worker = { "threads", { 1, 5.001 }, 5000, 0 };
  g_autoptr (LanesRun) run = NULL;

  options->workers = 1;
  run = run_of (&one_worker, options);
  lanes_comparison_add (self, run);
  assert_headline (self, "Threads takes 5 s: the limit under its options is 1 worker.");
  assert_reason (self, 0, "only 1 worker");
}

static void
test_one_run_is_told_alone (void)
{
  g_autoptr (LanesComparison) self = COMPARE (&threads);

  assert_headline (self, "Threads takes 4 s: the limit is task 2, and no model can beat 4 s.");
  assert_results (self, LANES_RESULTS_SAME, "Result: 100.00");
}

static void
test_failures_do_not_win (void)
{
  const Case broken = { "threads", { 1, 2 }, -1, 0 };
  g_autoptr (LanesComparison) self = COMPARE (&sequential, &broken, &combined);

  assert_headline (self,
                   "Combined is the fastest with 4 s, 1.2 times as fast as Sequential: the limit "
                   "is task 2, and no model can beat 4 s.");
  assert_details (self, "Sequential takes 1 s more, 1.2 times as long: everything one after "
                        "another.\nThreads did 1 of 2 tasks; Task 2 failed: It is no more.");
  assert_results (self, LANES_RESULTS_DIFFER,
                  "Results differ: Threads has 1 of 2 tasks; the others have 100.00.");
  assert_reason (self, 1, "1 of 2 tasks");
  g_assert_cmpfloat (lanes_comparison_get_speedup (self, 1), ==, 0);
}

static void
test_nothing_complete_is_said_so (void)
{
  const Case broken = { "threads", { 1, 2 }, -1, 0 };
  g_autoptr (LanesComparison) self = COMPARE (&broken);

  assert_headline (self, "No run was completed.");
}

static void
test_another_result_is_named (void)
{
  const Case other = { "event-loop", { 1, 5 }, 7000, 0 };
  g_autoptr (LanesComparison) self = COMPARE (&sequential, &other, &threads);
  g_autoptr (LanesComparison) two = COMPARE (&sequential, &other);

  assert_results (self, LANES_RESULTS_DIFFER,
                  "Results differ: Event Loop has 140.00; the others have 100.00.");
  assert_results (two, LANES_RESULTS_DIFFER,
                  "Results differ: Event Loop has 140.00; Sequential has 100.00.");
  /* The first of the same results goes; the others are still of one kind. */
  lanes_comparison_remove (self, 0);
  assert_results (self, LANES_RESULTS_DIFFER,
                  "Results differ: Threads has 100.00; Event Loop has 140.00.");
}

static void
test_a_stop_is_no_other_result (void)
{
  g_autoptr (LanesWorkload) workload = lanes_test_workload ("C1|c4", 2);
  g_autoptr (LanesRun) stopped = lanes_test_workload_run (workload, "combined", NULL);
  g_autoptr (LanesComparison) self = COMPARE (&sequential, &threads);
  g_autoptr (LanesComparison) alone = lanes_comparison_new ();

  lanes_run_finish (stopped, LANES_RUN_CANCELLED, NULL);
  lanes_comparison_add (self, stopped);
  assert_results (self, LANES_RESULTS_SAME, "Same result in all 2: 100.00");
  lanes_comparison_add (alone, stopped);
  assert_results (alone, LANES_RESULTS_NONE, "");
}

static void
test_other_work_is_not_ranked (void)
{
  g_autoptr (LanesComparison) self = COMPARE (&threads);
  g_autoptr (LanesWorkload) workload = lanes_test_workload ("w1", 3);
  g_autoptr (LanesRun) run = lanes_test_workload_run (workload, "threads", NULL);
  g_autofree char *task = NULL;

  lanes_run_finish (run, LANES_RUN_CANCELLED, NULL);
  lanes_comparison_add (self, run);
  assert_headline (self, "These runs are of different workloads, so they are not ranked.");
  g_assert_false (lanes_comparison_is_ranked (self));
  assert_details (self, "Threads 2 did 0 of 3 tasks, then it was stopped.");
  assert_results (self, LANES_RESULTS_OTHER_WORK, "Other work has other results: see each run.");
  g_assert_cmpfloat (lanes_comparison_get_speedup (self, 1), ==, 0);
  task = lanes_comparison_dup_task (self, 1);
  assert_words (task, "Task 2 ends at 4 s under Threads");
}

static void
test_another_amount_of_work_is_not_ranked (void)
{
  g_autoptr (LanesOptions) options = lanes_options_new ();
  g_autoptr (LanesComparison) self = COMPARE (&threads);
  g_autoptr (LanesRun) run = NULL;
  g_autofree char *note = NULL;
  g_autofree char *title = NULL;

  options->time_scale = 0.5;
  options->workers = 3;
  run = run_of (&threads, options);
  lanes_comparison_add (self, run);
  assert_headline (self, "These runs had different work to do, so they are not ranked.");
  note = lanes_comparison_dup_note (self, 1);
  g_assert_cmpstr (note, ==, "3 workers · time × 0.5");
  title = lanes_comparison_dup_title (self, 1);
  g_assert_cmpstr (title, ==, "Threads 2");
}

static void
test_nothing_to_do_takes_no_explanation (void)
{
  g_autoptr (LanesWorkload) workload = lanes_test_workload ("c0", 1);
  g_autoptr (LanesComparison) self = lanes_comparison_new ();
  const LanesOutcome outcome = { .status = LANES_TASK_DONE };

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (LanesRun) run =
          lanes_test_workload_run (workload, i == 0 ? "threads" : "combined", NULL);

      g_assert_true (lanes_run_set_outcome (run, 0, &outcome));
      lanes_run_finish (run, LANES_RUN_COMPLETED, NULL);
      lanes_comparison_add (self, run);
    }
  assert_headline (self, "Threads and Combined end together.");
  assert_reason (self, 0, "overhead alone");
  assert_results (self, LANES_RESULTS_SAME, "Same result in all 2: 1 of 1 task");
}

static void
test_what_goes_on_has_no_figures_yet (void)
{
  g_autoptr (LanesWorkload) workload = lanes_test_workload ("c1", 1);
  g_autoptr (LanesRun) run = lanes_test_workload_run (workload, "threads", NULL);
  g_autoptr (LanesComparison) self = lanes_comparison_new ();

  lanes_comparison_add (self, run);
  assert_headline (self, "");
  assert_details (self, "");
  assert_reason (self, 0, "");
  assert_results (self, LANES_RESULTS_NONE, "");
  g_assert_null (lanes_comparison_get_report (self, 0));
  g_assert_cmpint (lanes_comparison_get_baseline (self), ==, -1);
  g_assert_false (lanes_comparison_update (self));

  lanes_run_finish (run, LANES_RUN_CANCELLED, NULL);
  g_assert_true (lanes_comparison_update (self));
  g_assert_nonnull (lanes_comparison_get_report (self, 0));
  g_assert_false (lanes_comparison_update (self));
}

static LanesRun *
long_run (const char *model)
{
  g_autoptr (LanesWorkload) workload = lanes_test_workload ("c1", 6000);
  LanesRun *run = lanes_test_workload_run (workload, model, NULL);
  const LanesOutcome done = { .status = LANES_TASK_DONE,
                              .result_kind = LANES_RESULT_VALUE,
                              .result = 7 };

  for (int task = 0; task < 6000; task++)
    {
      lanes_test_workload_span (run, LANES_SPAN_COMPUTE, task, 0, -1, task, task + 1);
      lanes_run_set_outcome (run, (guint) task, &done);
    }
  lanes_run_finish (run, LANES_RUN_COMPLETED, NULL);

  return run;
}

static void
count_cb (LanesComparison *self, guint *n_changes)
{
  (*n_changes)++;
}

static void
test_figures_of_long_runs_come_from_a_thread (void)
{
  g_autoptr (LanesComparison) self = lanes_comparison_new ();
  guint n_changes = 0;

  g_signal_connect (self, "changed", G_CALLBACK (count_cb), &n_changes);
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (LanesRun) run = long_run (i == 0 ? "sequential" : "threads");

      lanes_comparison_add (self, run);
      g_assert_null (lanes_comparison_get_report (self, i));
    }
  g_assert_false (lanes_comparison_update (self));
  /* What has gone meanwhile is not missed. */
  lanes_comparison_remove (self, 1);
  while (n_changes < 2)
    g_main_context_iteration (NULL, TRUE);
  for (guint i = 0; i < 2; i++)
    {
      g_assert_cmpint (lanes_comparison_get_report (self, i)->makespan_us, ==, 6000);
      g_assert_cmpint (lanes_comparison_get_task_end (self, i, 2), ==, 3);
    }
  g_assert_false (lanes_comparison_update (self));
  g_assert_cmpuint (n_changes, ==, 2);
}

static void
test_speed_up_is_against_the_baseline (void)
{
  g_autoptr (LanesComparison) self = COMPARE (&threads, &sequential, &combined);
  g_autofree char *first = lanes_comparison_dup_speedup (self, 0);
  g_autofree char *second = NULL;

  g_assert_cmpint (lanes_comparison_get_baseline (self), ==, 1);
  g_assert_cmpstr (first, ==, "1.2 ×");
  lanes_comparison_set_baseline (self, 0);
  second = lanes_comparison_dup_speedup (self, 1);
  g_assert_cmpstr (second, ==, "0.8 ×");
  /* It goes, and the default comes back. */
  lanes_comparison_remove (self, 0);
  g_assert_cmpint (lanes_comparison_get_baseline (self), ==, 0);
}

static void
test_each_run_says_how_far_behind_it_is (void)
{
  const Case broken = { "combined", { 1, 2 }, -1, 0 };
  g_autoptr (LanesComparison) self = COMPARE (&sequential, &threads, &processes, &broken);
  g_autoptr (LanesComparison) alone = COMPARE (&threads);

  assert_place (self, 0, "+999 ms");
  assert_place (self, 1, "fastest");
  /* Within a fiftieth. */
  assert_place (self, 2, "fastest");
  assert_place (self, 3, "");
  assert_place (alone, 0, "");
}

static void
test_reasons_come_from_the_figures (void)
{
  g_autoptr (LanesComparison) self =
      COMPARE (&sequential, &threads, &processes, &event_loop, &combined);

  assert_reason (self, 0, "everything one after another");
  assert_reason (self, 1, "task 2 alone");
  assert_reason (self, 2, "start-up 50 ms");
  assert_reason (self, 3, "loop blocked 5 s");
  assert_reason (self, 4, "task 2 alone");
}

static void
test_a_start_beside_other_work_is_no_reason (void)
{
  const Case beside = { "combined", { 1.01, 4.01 }, 5000, 0.3 };
  g_autoptr (LanesComparison) self = COMPARE (&beside);

  assert_reason (self, 0, "task 2 alone");
}

static void
test_a_task_is_followed_through_the_runs (void)
{
  g_autoptr (LanesComparison) self = COMPARE (&sequential, &threads, &processes);
  g_autofree char *task = lanes_comparison_dup_task (self, 1);
  g_autofree char *none = lanes_comparison_dup_task (self, -1);
  g_autofree char *beyond = lanes_comparison_dup_task (self, 2);

  assert_words (task, "Task 2 ends at 5 s under Sequential, 4 s (−999 ms) under Threads and "
                      "4.05 s (−951 ms) under Processes");
  g_assert_cmpstr (none, ==, "");
  g_assert_cmpstr (beyond, ==, "");
}

static void
test_a_range_tells_what_each_run_did_in_it (void)
{
  g_autoptr (LanesComparison) self = COMPARE (&sequential, &threads);
  g_autofree char *early = lanes_comparison_dup_range (self, 0, S / 2);
  g_autofree char *late = lanes_comparison_dup_range (self, 9 * (gint64) S, 10 * (gint64) S);

  assert_words (early, "Range of 500 ms, from 0 s to 500 ms · Sequential: queued 500 ms, compute "
                       "500 ms · Threads: queued 4 ms, compute 996 ms");
  assert_words (late, "Range of 1 s, from 9 s to 10 s · Sequential: nothing · Threads: nothing");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/comparison/who-ends-together-is-named-with-the-limit",
                   test_who_ends_together_is_named_with_the_limit);
  g_test_add_func ("/comparison/all-together-is-said-so", test_all_together_is_said_so);
  g_test_add_func ("/comparison/two-together-are-named", test_two_together_are_named);
  g_test_add_func ("/comparison/one-winner-is-set-beside-the-next",
                   test_one_winner_is_set_beside_the_next);
  g_test_add_func ("/comparison/a-small-lead-is-told-finely", test_a_small_lead_is_told_finely);
  g_test_add_func ("/comparison/what-is-far-from-its-bound-has-no-limit-named",
                   test_what_is_far_from_its_bound_has_no_limit_named);
  g_test_add_func ("/comparison/options-are-a-limit-of-their-own",
                   test_options_are_a_limit_of_their_own);
  g_test_add_func ("/comparison/one-run-is-told-alone", test_one_run_is_told_alone);
  g_test_add_func ("/comparison/failures-do-not-win", test_failures_do_not_win);
  g_test_add_func ("/comparison/nothing-complete-is-said-so", test_nothing_complete_is_said_so);
  g_test_add_func ("/comparison/another-result-is-named", test_another_result_is_named);
  g_test_add_func ("/comparison/a-stop-is-no-other-result", test_a_stop_is_no_other_result);
  g_test_add_func ("/comparison/other-work-is-not-ranked", test_other_work_is_not_ranked);
  g_test_add_func ("/comparison/another-amount-of-work-is-not-ranked",
                   test_another_amount_of_work_is_not_ranked);
  g_test_add_func ("/comparison/nothing-to-do-takes-no-explanation",
                   test_nothing_to_do_takes_no_explanation);
  g_test_add_func ("/comparison/what-goes-on-has-no-figures-yet",
                   test_what_goes_on_has_no_figures_yet);
  g_test_add_func ("/comparison/figures-of-long-runs-come-from-a-thread",
                   test_figures_of_long_runs_come_from_a_thread);
  g_test_add_func ("/comparison/speed-up-is-against-the-baseline",
                   test_speed_up_is_against_the_baseline);
  g_test_add_func ("/comparison/each-run-says-how-far-behind-it-is",
                   test_each_run_says_how_far_behind_it_is);
  g_test_add_func ("/comparison/reasons-come-from-the-figures", test_reasons_come_from_the_figures);
  g_test_add_func ("/comparison/a-start-beside-other-work-is-no-reason",
                   test_a_start_beside_other_work_is_no_reason);
  g_test_add_func ("/comparison/a-range-tells-what-each-run-did-in-it",
                   test_a_range_tells_what_each_run_did_in_it);
  g_test_add_func ("/comparison/a-task-is-followed-through-the-runs",
                   test_a_task_is_followed_through_the_runs);

  return g_test_run ();
}
