/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/lanes-result.h"
#include "lanes-test-workload.h"

/* A run whose tasks ended with @results; one below 0 failed. */
static LanesRun *
run_with (LanesWorkload *workload, LanesResultKind kind, const gint64 *results)
{
  LanesRun *run = lanes_test_workload_run (workload, "threads", NULL);

  for (guint task = 0; task < lanes_run_get_n_tasks (run); task++)
    {
      const LanesOutcome outcome = {
        .status = results[task] < 0 ? LANES_TASK_FAILED : LANES_TASK_DONE,
        .result_kind = results[task] < 0 ? LANES_RESULT_NONE : kind,
        .result = MAX (0, results[task]),
        .error = results[task] < 0 ? "It is no more" : NULL,
      };

      g_assert_true (lanes_run_set_outcome (run, task, &outcome));
    }
  lanes_run_finish (run, LANES_RUN_COMPLETED, NULL);

  return run;
}

static void
assert_text (LanesRun *run, const char *expected)
{
  g_autofree char *text = NULL;
  LanesReport report;

  lanes_report_compute (run, &report);
  text = lanes_result_dup_text (run, &report);
  g_assert_cmpstr (text, ==, expected);
}

static void
test_the_result_is_told_by_its_kind (void)
{
  g_autoptr (LanesWorkload) workload = lanes_test_workload ("c1", 3);
  const gint64 results[] = { 1000, 234567, 9 };
  g_autoptr (LanesRun) totals = run_with (workload, LANES_RESULT_TOTAL_CENTS, results);
  g_autoptr (LanesRun) values = run_with (workload, LANES_RESULT_VALUE, results);
  g_autoptr (LanesRun) bytes = run_with (workload, LANES_RESULT_BYTES, results);

  assert_text (totals, "2,355.76");
  assert_text (values, "1000, 234567, 9");
  assert_text (bytes, "235576 bytes");
}

static void
test_an_incomplete_sum_is_never_told (void)
{
  g_autoptr (LanesWorkload) workload = lanes_test_workload ("c1", 3);
  const gint64 results[] = { 1000, -1, 9 };
  g_autoptr (LanesRun) run = run_with (workload, LANES_RESULT_TOTAL_CENTS, results);

  assert_text (run, "2 of 3 tasks");
}

static void
test_long_lists_of_values_are_cut (void)
{
  g_autoptr (LanesWorkload) workload = lanes_test_workload ("c1", 22);
  const gint64 results[22] = { 0 };
  g_autoptr (LanesRun) run = run_with (workload, LANES_RESULT_VALUE, results);

  assert_text (run, "0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 and 2 more");
}

static void
test_same_is_every_task (void)
{
  g_autoptr (LanesWorkload) workload = lanes_test_workload ("c1", 2);
  const gint64 first[] = { 10, 20 };
  const gint64 swapped[] = { 20, 10 };
  const gint64 broken[] = { 10, -1 };
  g_autoptr (LanesRun) a = run_with (workload, LANES_RESULT_VALUE, first);
  g_autoptr (LanesRun) b = run_with (workload, LANES_RESULT_VALUE, first);
  g_autoptr (LanesRun) c = run_with (workload, LANES_RESULT_VALUE, swapped);
  g_autoptr (LanesRun) d = run_with (workload, LANES_RESULT_VALUE, broken);

  g_assert_true (lanes_result_is_same (a, b));
  g_assert_false (lanes_result_is_same (a, c));
  g_assert_false (lanes_result_is_same (a, d));
  g_assert_true (lanes_result_is_comparable (a, d));
}

static void
test_other_work_is_not_comparable (void)
{
  g_autoptr (LanesWorkload) workload = lanes_test_workload ("c1", 2);
  g_autoptr (LanesWorkload) longer = lanes_workload_resize (workload, 3, 0);
  const gint64 results[] = { 1, 2, 3 };
  g_autoptr (LanesRun) a = run_with (workload, LANES_RESULT_VALUE, results);
  g_autoptr (LanesRun) b = run_with (longer, LANES_RESULT_VALUE, results);

  g_assert_false (lanes_result_is_comparable (a, b));
  g_assert_false (lanes_result_is_same (a, b));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/result/the-result-is-told-by-its-kind", test_the_result_is_told_by_its_kind);
  g_test_add_func ("/result/an-incomplete-sum-is-never-told", test_an_incomplete_sum_is_never_told);
  g_test_add_func ("/result/long-lists-of-values-are-cut", test_long_lists_of_values_are_cut);
  g_test_add_func ("/result/same-is-every-task", test_same_is_every_task);
  g_test_add_func ("/result/other-work-is-not-comparable", test_other_work_is_not_comparable);

  return g_test_run ();
}
