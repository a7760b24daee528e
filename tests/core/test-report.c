/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/lanes-log.h"
#include "core/lanes-report.h"
#include "lanes-test-workload.h"

static void
set_outcome (LanesRun *run, guint task, LanesTaskStatus status, gint64 cents, const char *error)
{
  const LanesOutcome outcome = {
    .status = status,
    .result_kind = status == LANES_TASK_DONE ? LANES_RESULT_TOTAL_CENTS : LANES_RESULT_NONE,
    .result = cents,
    .error = error,
  };

  g_assert_true (lanes_run_set_outcome (run, task, &outcome));
}

static void
test_figures_come_from_the_spans (void)
{
  g_autoptr (LanesWorkload) workload = lanes_test_workload ("w1 f c2", 2);
  g_autoptr (LanesRun) run = lanes_test_workload_run (workload, "threads", NULL);
  LanesReport report;

  lanes_test_workload_span (run, LANES_SPAN_STARTUP, -1, 0, 0, 0, 9000000);
  for (int task = 0; task < 2; task++)
    {
      lanes_test_workload_span (run, LANES_SPAN_QUEUED, task, 0, -1, 0, 100);
      lanes_test_workload_span (run, LANES_SPAN_WAIT, task, 0, task, 100, 1000200);
      lanes_test_workload_span (run, LANES_SPAN_FETCH, task, 1, task, 1000200, 1000700);
      lanes_test_workload_span (run, LANES_SPAN_COMPUTE, task, 2, task, 1000700,
                                3000800 + task * 50);
      set_outcome (run, (guint) task, LANES_TASK_DONE, 100 + task, NULL);
    }
  lanes_run_finish (run, LANES_RUN_COMPLETED, NULL);

  lanes_report_compute (run, &report);
  g_assert_cmpint (report.makespan_us, ==, 3000850);
  /* Waits and simulated computations as asked for, fetches as measured. */
  g_assert_cmpint (report.sum_us, ==, 2 * (1000000 + 500 + 2000000));
  g_assert_cmpint (report.floor_us, ==, 3000500);
  g_assert_cmpint (report.bound_us, ==, 3000500);
  g_assert_cmpuint (report.max_running, ==, 2);
  g_assert_cmpint (report.first_result_us, ==, 3000800);
  g_assert_cmpint (report.total_cents, ==, 201);
  g_assert_cmpuint (report.n_totals, ==, 2);
}

static void
test_what_was_not_begun_counts_nothing (void)
{
  g_autoptr (LanesWorkload) workload = lanes_test_workload ("w1 c2", 2);
  g_autoptr (LanesRun) run = lanes_test_workload_run (workload, "sequential", NULL);
  const LanesSpan cut = {
    .kind = LANES_SPAN_WAIT,
    .status = LANES_SPAN_CANCELLED,
    .begin_us = 10,
    .end_us = 400010,
    .cpu_us = -1,
    .attempt = 1,
  };
  LanesReport report;

  lanes_trace_append (lanes_run_get_trace (run), &cut);
  set_outcome (run, 0, LANES_TASK_CANCELLED, 0, NULL);
  set_outcome (run, 1, LANES_TASK_CANCELLED, 0, NULL);
  lanes_run_finish (run, LANES_RUN_CANCELLED, NULL);

  lanes_report_compute (run, &report);
  g_assert_cmpint (report.sum_us, ==, 400000);
  g_assert_cmpint (report.bound_us, ==, 400000);
  g_assert_cmpint (report.makespan_us, ==, 400000);
  g_assert_cmpint (report.first_result_us, ==, -1);
}

static void
test_a_blocked_loop_is_not_billed_to_its_fetches (void)
{
  g_autoptr (LanesWorkload) workload = lanes_test_workload ("f c1", 2);
  g_autoptr (LanesRun) run = lanes_test_workload_run (workload, "event-loop", NULL);
  LanesReport report;

  lanes_test_workload_span (run, LANES_SPAN_FETCH, 0, 0, 0, 0, 1000);
  lanes_test_workload_span (run, LANES_SPAN_COMPUTE, 0, 1, 0, 1000, 1001000);
  lanes_test_workload_span (run, LANES_SPAN_FETCH, 1, 0, 0, 500, 1001200);
  lanes_test_workload_span (run, LANES_SPAN_COMPUTE, 1, 1, 0, 1001200, 2001200);
  set_outcome (run, 0, LANES_TASK_DONE, 1, NULL);
  set_outcome (run, 1, LANES_TASK_DONE, 1, NULL);
  lanes_run_finish (run, LANES_RUN_COMPLETED, NULL);

  lanes_report_compute (run, &report);
  g_assert_cmpint (report.sum_us, ==, 1000 + 700 + 2000000);
  g_assert_cmpint (report.floor_us, ==, 1001000);
  g_assert_cmpint (report.bound_us, ==, 700 + 2000000);
}

static LanesWorkload *
workload_with_log (void)
{
  LanesWorkload *workload = lanes_workload_new ("log", "Log");
  const LanesStepPattern steps[] = {
    { .kind = LANES_STEP_WAIT, .amount = { LANES_AMOUNT_PER_ITEM, G_USEC_PER_SEC, 0, 0 } },
    { .kind = LANES_STEP_FETCH, .path = "/carts/{item}" },
    { .kind = LANES_STEP_COMPUTE, .amount = { LANES_AMOUNT_PER_ITEM, G_USEC_PER_SEC, 0, 0 } },
  };

  lanes_workload_add_pattern (workload, "Cart {item}");
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    lanes_workload_add_step (workload, &steps[i]);
  lanes_workload_set_n_tasks (workload, 2);
  lanes_workload_add_log_line (workload, LANES_LOG_BEGIN, "Before");
  lanes_workload_add_log_line (workload, LANES_LOG_TASK_BEGIN, "{label} {task} begins");
  lanes_workload_add_log_line (workload, LANES_LOG_TASK_END, "{label} ends");
  lanes_workload_add_log_line (workload, LANES_LOG_FETCHED,
                               "fetched in {fetch_seconds}, not ~{fetch_sum}");
  lanes_workload_add_log_line (workload, LANES_LOG_COMPUTED, "Total: {total}");
  lanes_workload_add_log_line (workload, LANES_LOG_END, "{seconds} instead of ~{sum}");
  lanes_workload_seal (workload);

  return workload;
}

static char *
dup_log (gboolean fails)
{
  g_autoptr (LanesWorkload) workload = workload_with_log ();
  g_autoptr (LanesRun) run = lanes_test_workload_run (workload, "threads", NULL);
  g_autoptr (GPtrArray) lines = NULL;
  GString *text = g_string_new (NULL);

  for (int task = 0; task < 2; task++)
    {
      gint64 wait_us = (task + 1) * (gint64) G_USEC_PER_SEC;

      lanes_test_workload_span (run, LANES_SPAN_WAIT, task, 0, task, 0, wait_us);
      lanes_test_workload_span (run, LANES_SPAN_FETCH, task, 1, task, wait_us, wait_us + 500);
      lanes_test_workload_span (run, LANES_SPAN_COMPUTE, task, 2, task, wait_us + 500,
                                wait_us * 2 + 500);
    }
  set_outcome (run, 0, LANES_TASK_DONE, 3000050, NULL);
  if (fails)
    set_outcome (run, 1, LANES_TASK_FAILED, 0, "it broke");
  else
    set_outcome (run, 1, LANES_TASK_DONE, 105632, NULL);
  lanes_run_finish (run, fails ? LANES_RUN_FAILED : LANES_RUN_COMPLETED, NULL);

  lines = lanes_log_compute (run);
  for (guint i = 0; i < lines->len; i++)
    g_string_append_printf (text, "%s\n", ((LanesLogLine *) g_ptr_array_index (lines, i))->text);

  return g_string_free (text, FALSE);
}

static void
test_the_log_prints_what_the_program_would (void)
{
  g_autofree char *log = dup_log (FALSE);

  g_assert_cmpstr (log, ==,
                   "Before\nCart 1 1 begins\nCart 2 2 begins\nCart 1 ends\n"
                   "fetched in 2.0005, not ~3\nCart 2 ends\nTotal: 31056.82\n"
                   "4.0005 instead of ~6\n");
}

static void
test_a_log_never_tells_a_part_as_the_total (void)
{
  g_autofree char *log = dup_log (TRUE);

  g_assert_cmpstr (log, ==,
                   "Before\nCart 1 1 begins\nCart 2 2 begins\nCart 1 ends\n"
                   "fetched in 2.0005, not ~3\nCart 2: it broke\n4.0005 instead of ~6\n");
}

static void
test_a_log_that_goes_on_sums_nothing_up (void)
{
  g_autoptr (LanesWorkload) workload = workload_with_log ();
  g_autoptr (LanesRun) run = lanes_test_workload_run (workload, "threads", NULL);
  g_autoptr (GPtrArray) lines = NULL;

  lanes_test_workload_span (run, LANES_SPAN_WAIT, 0, 0, 0, 0, G_USEC_PER_SEC);
  set_outcome (run, 0, LANES_TASK_DONE, 3000050, NULL);

  lines = lanes_log_compute (run);
  g_assert_cmpuint (lines->len, ==, 3);
  g_assert_cmpstr (((LanesLogLine *) g_ptr_array_index (lines, 0))->text, ==, "Before");
  g_assert_cmpstr (((LanesLogLine *) g_ptr_array_index (lines, 2))->text, ==, "Cart 1 ends");
}

static void
test_an_outcome_is_set_once (void)
{
  g_autoptr (LanesWorkload) workload = lanes_test_workload ("w1", 2);
  g_autoptr (LanesRun) run = lanes_test_workload_run (workload, "threads", NULL);
  const LanesOutcome late = { .status = LANES_TASK_CANCELLED };
  LanesOutcome outcome;

  set_outcome (run, 0, LANES_TASK_DONE, 5, NULL);
  g_assert_false (lanes_run_set_outcome (run, 0, &late));
  lanes_run_get_outcome (run, 0, &outcome);
  g_assert_cmpint (outcome.status, ==, LANES_TASK_DONE);
  g_assert_cmpuint (lanes_run_count_outcomes (run, LANES_TASK_DONE), ==, 1);
  g_assert_cmpuint (lanes_run_count_outcomes (run, LANES_TASK_PENDING), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/report/figures-come-from-the-spans", test_figures_come_from_the_spans);
  g_test_add_func ("/report/what-was-not-begun-counts-nothing",
                   test_what_was_not_begun_counts_nothing);
  g_test_add_func ("/report/a-blocked-loop-is-not-billed-to-its-fetches",
                   test_a_blocked_loop_is_not_billed_to_its_fetches);
  g_test_add_func ("/report/the-log-prints-what-the-program-would",
                   test_the_log_prints_what_the_program_would);
  g_test_add_func ("/report/a-log-never-tells-a-part-as-the-total",
                   test_a_log_never_tells_a_part_as_the_total);
  g_test_add_func ("/report/a-log-that-goes-on-sums-nothing-up",
                   test_a_log_that_goes_on_sums_nothing_up);
  g_test_add_func ("/report/an-outcome-is-set-once", test_an_outcome_is_set_once);

  return g_test_run ();
}
