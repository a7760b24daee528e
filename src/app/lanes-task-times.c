/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-task-times.h"

static void
add_span (LanesTaskTime *time, const LanesSpan *span, gint64 now_us)
{
  gint64 end_us = span->end_us >= 0 ? span->end_us : now_us;
  gint64 length_us = MAX (end_us - span->begin_us, 0);

  time->ended_us = MAX (time->ended_us, end_us);
  switch (span->kind)
    {
    case LANES_SPAN_QUEUED:
      time->queued_us += length_us;
      break;
    case LANES_SPAN_WAIT:
    case LANES_SPAN_FETCH:
    case LANES_SPAN_COMPUTE:
      time->ran_us += length_us;
      if (span->worker >= 0)
        time->worker = span->worker;
      break;
    default:
      break;
    }
}

GArray *
lanes_task_times_compute (LanesRun *run)
{
  LanesTrace *trace;
  guint32 length;
  guint n_tasks;
  gint64 now_us;
  GArray *times;

  g_return_val_if_fail (LANES_IS_RUN (run), NULL);

  trace = lanes_run_get_trace (run);
  length = lanes_trace_get_length (trace);
  n_tasks = lanes_run_get_n_tasks (run);
  now_us = lanes_run_get_status (run) == LANES_RUN_RUNNING ? lanes_trace_now (trace) : 0;
  times = g_array_sized_new (FALSE, FALSE, sizeof (LanesTaskTime), n_tasks);
  g_array_set_size (times, n_tasks);
  for (guint task = 0; task < n_tasks; task++)
    g_array_index (times, LanesTaskTime, task) = (LanesTaskTime){ .ended_us = -1, .worker = -1 };

  for (guint32 i = 0; i < length; i++)
    {
      LanesSpan span;

      lanes_trace_read (trace, i, &span);
      if (span.task >= 0 && (guint) span.task < n_tasks)
        add_span (&g_array_index (times, LanesTaskTime, span.task), &span, now_us);
    }

  return times;
}
