/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-log.h"

#include <string.h>

#include "lanes-bound.h"
#include "lanes-digits.h"
#include "lanes-money.h"
#include "lanes-pattern.h"
#include "lanes-report.h"

typedef struct
{
  LanesRun *run;
  LanesWorkload *workload;
  GPtrArray *lines;
  LanesReport report;
  gint64 *begin_us; /* of each task's first step; -1: none */
  gint64 *end_us;   /* of each task's last span */
  gint64 fetched_us;
  gint64 computed_us;
  gint64 fetch_sum_us; /* as asked for: waits and late answers */
  gint64 compute_sum_us;
} LanesLog;

static void
lanes_log_line_free (gpointer data)
{
  LanesLogLine *line = data;

  g_free (line->text);
  g_free (line);
}

static void
lanes_log_add (LanesLog *self, gint64 at_us, char *text)
{
  LanesLogLine *line = g_new (LanesLogLine, 1);

  line->at_us = at_us;
  line->text = text;
  g_ptr_array_add (self->lines, line);
}

/* As Python prints a number: a whole one without its point. */
static char *
dup_seconds (gint64 time_us)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  return g_strdup (g_ascii_formatd (text, sizeof text, "%.15g", (double) time_us / G_USEC_PER_SEC));
}

static char *
dup_values (LanesLog *self)
{
  GString *text = g_string_new ("[");

  for (guint task = 0; task < self->report.n_tasks; task++)
    {
      LanesOutcome outcome;

      lanes_run_get_outcome (self->run, task, &outcome);
      if (task > 0)
        g_string_append (text, ", ");
      lanes_digits_append (text, outcome.result);
    }
  g_string_append_c (text, ']');

  return g_string_free (text, FALSE);
}

static char *
dup_figure (LanesLog *self, const char *name)
{
  if (g_str_equal (name, "{values}"))
    return dup_values (self);
  if (g_str_equal (name, "{total}"))
    return lanes_money_dup_plain (self->report.total_cents);
  if (g_str_equal (name, "{fetch_seconds}"))
    return dup_seconds (self->fetched_us);
  if (g_str_equal (name, "{compute_seconds}"))
    return dup_seconds (self->computed_us - self->fetched_us);
  if (g_str_equal (name, "{seconds}"))
    return dup_seconds (self->report.makespan_us);
  if (g_str_equal (name, "{fetch_sum}"))
    return dup_seconds (self->fetch_sum_us);
  if (g_str_equal (name, "{compute_sum}"))
    return dup_seconds (self->compute_sum_us);

  return dup_seconds (self->fetch_sum_us + self->compute_sum_us);
}

static char *
dup_filled (LanesLog *self, const char *line)
{
  static const char *const names[] = {
    "{values}",  "{total}",     "{fetch_seconds}", "{compute_seconds}",
    "{seconds}", "{fetch_sum}", "{compute_sum}",   "{sum}",
  };
  g_autoptr (GString) text = g_string_new (line);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *figure = NULL;

      if (strstr (text->str, names[i]) == NULL)
        continue;
      figure = dup_figure (self, names[i]);
      g_string_replace (text, names[i], figure, 0);
    }

  return g_strdup (text->str);
}

/* What only a complete run knows is never printed for another. */
static gboolean
needs_every_task (const char *line)
{
  return strstr (line, "{total}") != NULL || strstr (line, "{values}") != NULL;
}

static void
lanes_log_add_moment (LanesLog *self, LanesLogMoment moment, gint64 at_us)
{
  const char *const *lines = lanes_workload_get_log_lines (self->workload, moment);

  for (; *lines != NULL; lines++)
    {
      if (self->report.n_done < self->report.n_tasks && needs_every_task (*lines))
        continue;
      lanes_log_add (self, at_us, dup_filled (self, *lines));
    }
}

static void
lanes_log_add_task (LanesLog *self, LanesLogMoment moment, guint task, gint64 at_us)
{
  const char *const *lines = lanes_workload_get_log_lines (self->workload, moment);
  g_autofree char *label = NULL;

  for (; *lines != NULL; lines++)
    {
      g_autofree char *filled =
          lanes_pattern_fill (*lines, task + 1, lanes_workload_get_item (self->workload, task));
      g_autoptr (GString) text = g_string_new (filled);

      if (label == NULL)
        label = lanes_workload_dup_label (self->workload, task);
      g_string_replace (text, "{label}", label, 0);
      lanes_log_add (self, at_us, g_strdup (text->str));
    }
}

static void
lanes_log_add_tasks (LanesLog *self)
{
  for (guint task = 0; task < self->report.n_tasks; task++)
    {
      LanesOutcome outcome;

      lanes_run_get_outcome (self->run, task, &outcome);
      if (self->begin_us[task] >= 0)
        lanes_log_add_task (self, LANES_LOG_TASK_BEGIN, task, self->begin_us[task]);
      if (outcome.status == LANES_TASK_DONE)
        lanes_log_add_task (self, LANES_LOG_TASK_END, task, self->end_us[task]);
      if (outcome.status == LANES_TASK_FAILED)
        {
          g_autofree char *label = lanes_workload_dup_label (self->workload, task);

          lanes_log_add (self, self->end_us[task],
                         g_strdup_printf ("%s: %s", label, outcome.error));
        }
    }
}

static gboolean
is_work (const LanesSpan *span)
{
  return span->kind == LANES_SPAN_WAIT || span->kind == LANES_SPAN_FETCH ||
         span->kind == LANES_SPAN_COMPUTE;
}

static void
lanes_log_measure (LanesLog *self)
{
  LanesTrace *trace = lanes_run_get_trace (self->run);
  guint32 length = lanes_trace_get_length (trace);

  for (guint task = 0; task < self->report.n_tasks; task++)
    self->begin_us[task] = -1;

  for (guint32 i = 0; i < length; i++)
    {
      LanesSpan span;

      lanes_trace_read (trace, i, &span);
      if (span.task < 0)
        continue;
      self->end_us[span.task] = MAX (self->end_us[span.task], span.end_us);
      if (is_work (&span) &&
          (self->begin_us[span.task] < 0 || span.begin_us < self->begin_us[span.task]))
        self->begin_us[span.task] = span.begin_us;
      if (span.kind == LANES_SPAN_FETCH)
        self->fetched_us = MAX (self->fetched_us, span.end_us);
      if (span.kind == LANES_SPAN_COMPUTE || span.kind == LANES_SPAN_DELIVERY)
        self->computed_us = MAX (self->computed_us, span.end_us);
    }
}

static void
lanes_log_sum (LanesLog *self)
{
  const LanesOptions *options = lanes_run_get_options (self->run);

  for (guint task = 0; task < self->report.n_tasks; task++)
    {
      for (guint i = 0; i < lanes_workload_get_n_steps (self->workload, task); i++)
        {
          LanesStep step;

          lanes_workload_get_step (self->workload, options, task, i, &step);
          if (step.kind == LANES_STEP_COMPUTE)
            self->compute_sum_us += step.duration_us;
          else
            self->fetch_sum_us += step.duration_us + step.delay_us;
        }
    }
}

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  const LanesLogLine *first = *(LanesLogLine *const *) a;
  const LanesLogLine *second = *(LanesLogLine *const *) b;

  return (first->at_us > second->at_us) - (first->at_us < second->at_us);
}

static void
lanes_log_write (LanesLog *self)
{
  gboolean ended = lanes_run_get_status (self->run) != LANES_RUN_RUNNING &&
                   self->report.n_cancelled == 0 && self->report.n_done > 0;

  lanes_log_add_moment (self, LANES_LOG_BEGIN, 0);
  lanes_log_add_tasks (self);
  if (ended && lanes_workload_has_kind (self->workload, LANES_STEP_FETCH))
    lanes_log_add_moment (self, LANES_LOG_FETCHED, self->fetched_us);
  if (ended && lanes_workload_has_kind (self->workload, LANES_STEP_COMPUTE))
    lanes_log_add_moment (self, LANES_LOG_COMPUTED, self->computed_us);
  if (ended)
    lanes_log_add_moment (self, LANES_LOG_END, self->report.makespan_us);

  /* GLib sorts pointer arrays stably: lines of one moment stay in their order. */
  g_ptr_array_sort (self->lines, compare_lines);
}

/**
 * lanes_log_compute:
 * @run: a run; while it goes on there are the lines of its tasks until now, and none that sum up
 *
 * What the workload's own program would have printed, with this run's figures, in order of
 * time; and a line for each task that failed. Lines that tell the total or all the values are
 * left out when a task has none. Any thread.
 *
 * Returns: (transfer full) (element-type LanesLogLine): the lines
 */
GPtrArray *
lanes_log_compute (LanesRun *run)
{
  LanesLog log = { .run = run };

  g_return_val_if_fail (LANES_IS_RUN (run), NULL);

  log.workload = lanes_run_get_workload (run);
  log.lines = g_ptr_array_new_with_free_func (lanes_log_line_free);
  lanes_report_compute (run, &log.report);
  log.begin_us = g_new0 (gint64, log.report.n_tasks);
  log.end_us = g_new0 (gint64, log.report.n_tasks);
  lanes_log_measure (&log);
  lanes_log_sum (&log);
  lanes_log_write (&log);
  g_free (log.begin_us);
  g_free (log.end_us);

  return log.lines;
}
