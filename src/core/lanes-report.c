/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-report.h"

#include "lanes-bound.h"
#include "lanes-money.h"

/* Begin of the first and end of the last span of a task, and when the first task was done. */
static void
measure (LanesRun *run, LanesReport *out)
{
  LanesTrace *trace = lanes_run_get_trace (run);
  guint32 length = lanes_trace_get_length (trace);
  g_autofree gint64 *task_end_us = g_new0 (gint64, out->n_tasks);
  gint64 first_us = G_MAXINT64;
  gint64 last_us = 0;

  for (guint32 i = 0; i < length; i++)
    {
      LanesSpan span;

      lanes_trace_read (trace, i, &span);
      if (span.task < 0)
        continue;
      first_us = MIN (first_us, span.begin_us);
      last_us = MAX (last_us, MAX (span.end_us, span.begin_us));
      task_end_us[span.task] = MAX (task_end_us[span.task], span.end_us);
    }
  out->makespan_us = length > 0 && first_us < last_us ? last_us - first_us : 0;

  out->first_result_us = -1;
  for (guint task = 0; task < out->n_tasks; task++)
    {
      LanesOutcome outcome;

      lanes_run_get_outcome (run, task, &outcome);
      if (outcome.status != LANES_TASK_DONE)
        continue;
      if (out->first_result_us < 0 || task_end_us[task] < out->first_result_us)
        out->first_result_us = task_end_us[task];
    }
}

static void
add_outcome (LanesReport *out, const LanesOutcome *outcome)
{
  out->n_done += outcome->status == LANES_TASK_DONE;
  out->n_failed += outcome->status == LANES_TASK_FAILED;
  out->n_cancelled += outcome->status == LANES_TASK_CANCELLED;
  if (outcome->status != LANES_TASK_DONE)
    return;

  switch (outcome->result_kind)
    {
    case LANES_RESULT_TOTAL_CENTS:
      out->n_totals += lanes_money_add (&out->total_cents, outcome->result);
      break;
    case LANES_RESULT_VALUE:
      out->n_values++;
      break;
    case LANES_RESULT_BYTES:
      out->n_bytes++;
      out->bytes += outcome->result;
      break;
    case LANES_RESULT_NONE:
    default:
      break;
    }
}

static guint
most_running (LanesTrace *trace)
{
  g_autoptr (LanesTrack) running = lanes_track_running (trace, 1);

  return (guint) g_array_index (running->value, gint64, 0);
}

/**
 * lanes_report_compute:
 * @run: a run, best one that has finished
 * @out: (out): its figures
 *
 * Derives the figures anew: time is linear in the spans. Any thread.
 */
void
lanes_report_compute (LanesRun *run, LanesReport *out)
{
  LanesWorkload *workload = lanes_run_get_workload (run);
  const LanesOptions *options = lanes_run_get_options (run);
  guint cores = MAX (lanes_run_get_host (run)->cores, 1);
  g_autoptr (LanesStepTimes) times = NULL;

  g_return_if_fail (LANES_IS_RUN (run));
  g_return_if_fail (out != NULL);

  *out = (LanesReport){ .n_tasks = lanes_run_get_n_tasks (run) };
  measure (run, out);
  for (guint task = 0; task < out->n_tasks; task++)
    {
      LanesOutcome outcome;

      lanes_run_get_outcome (run, task, &outcome);
      add_outcome (out, &outcome);
    }

  times = lanes_step_times_from_run (run);
  out->sum_us = lanes_step_times_sum (times);
  out->speedup = out->makespan_us > 0 ? (double) out->sum_us / (double) out->makespan_us : 0.0;
  out->floor_us = lanes_floor_compute (workload, options, times, cores, &out->floor_limit);
  out->bound_us = lanes_bound_compute (workload, lanes_run_get_model (run), options, times, cores,
                                       &out->bound_limit);
  out->max_running = most_running (lanes_run_get_trace (run));
  lanes_run_get_usage (run, &out->usage);
}
