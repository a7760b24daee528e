/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-text-view.h"

#include <glib/gi18n.h>
#include <string.h>

#include "core/lanes-log.h"
#include "core/lanes-money.h"
#include "core/lanes-result.h"
#include "lanes-text-compare.h"
#include "lanes-text-lanes.h"
#include "layout/lanes-duration.h"

#define FIGURE_COLUMNS 14
/* Results and lines of the log beyond that are left to the other formats. */
#define TOTALS_MAX 20
#define LOG_MAX    40

static void
append_heading (GString *out, const LanesTerminal *terminal, const char *text)
{
  if (terminal->has_colour)
    g_string_append_printf (out, "\033[1m%s\033[0m\n", text);
  else
    g_string_append_printf (out, "%s\n", text);
}

static void
append_figure (GString *out, const LanesTerminal *terminal, const char *title, const char *value)
{
  lanes_terminal_append_column (terminal, out, title, FIGURE_COLUMNS);
  g_string_append_printf (out, " %s\n", value);
}

static void
append_log (GString *out, LanesRun *run)
{
  g_autoptr (GPtrArray) lines = lanes_log_compute (run);

  for (guint i = 0; i < lines->len; i++)
    {
      if (lines->len > LOG_MAX && i == LOG_MAX / 2)
        {
          guint left_out = lines->len - LOG_MAX;

          g_string_append_printf (
              out, ngettext ("  (%u more line)\n", "  (%u more lines)\n", left_out), left_out);
          i += left_out;
        }
      g_string_append_printf (out, "  %s\n", ((LanesLogLine *) g_ptr_array_index (lines, i))->text);
    }
  if (lines->len > 0)
    g_string_append_c (out, '\n');
}

static void
append_task_total (GString *out, const LanesTerminal *terminal, LanesRun *run, guint task)
{
  g_autofree char *label = lanes_workload_dup_label (lanes_run_get_workload (run), task);
  g_autofree char *text = NULL;
  LanesOutcome outcome;

  lanes_run_get_outcome (run, task, &outcome);
  if (outcome.status == LANES_TASK_DONE)
    text = lanes_money_dup_text (outcome.result);
  else
    text = g_strdup (outcome.status == LANES_TASK_FAILED ? _ ("failed") : _ ("cancelled"));

  lanes_terminal_append_column (terminal, out, label, FIGURE_COLUMNS);
  g_string_append_c (out, ' ');
  lanes_terminal_append_right (out, text, FIGURE_COLUMNS);
  g_string_append_c (out, '\n');
}

/* A line for each cart, and their sum only when it is complete. */
static void
append_totals (GString *out,
               const LanesTerminal *terminal,
               LanesRun *run,
               const LanesReport *report)
{
  g_autofree char *count = lanes_result_dup_count (run, report);
  g_autofree char *total = NULL;

  if (report->n_totals == 0)
    return;

  for (guint task = 0; task < MIN (report->n_tasks, TOTALS_MAX); task++)
    append_task_total (out, terminal, run, task);
  if (report->n_tasks > TOTALS_MAX)
    g_string_append_printf (out, _ ("(%u more)\n"), report->n_tasks - TOTALS_MAX);

  lanes_terminal_append_column (terminal, out, _ ("Total"), FIGURE_COLUMNS);
  g_string_append_c (out, ' ');
  if (report->n_done == report->n_tasks)
    total = lanes_money_dup_text (report->total_cents);
  else
    total = g_strdup_printf (_ ("not known: %s"), count);
  lanes_terminal_append_right (out, total, FIGURE_COLUMNS);
  g_string_append (out, "\n\n");
}

static char *
dup_elapsed (const LanesReport *report)
{
  g_autofree char *makespan = lanes_duration_dup_text (report->makespan_us);
  g_autofree char *sum = lanes_duration_dup_text (report->sum_us);

  if (report->sum_us == 0 || report->makespan_us == 0)
    return g_steal_pointer (&makespan);

  return g_strdup_printf (_ ("%s, instead of ~%s (%.1f times as fast)"), makespan, sum,
                          report->speedup);
}

/* How far from the best possible, and what made that the best. */
static char *
dup_distance (LanesRun *run, const LanesReport *report)
{
  LanesWorkload *workload = lanes_run_get_workload (run);
  g_autofree char *bound = lanes_duration_dup_text (report->bound_us);
  g_autofree char *limit = lanes_limit_dup_text (&report->bound_limit, workload);
  g_autofree char *above = lanes_duration_dup_text (report->makespan_us - report->bound_us);

  return g_strdup_printf (_ ("%s (%s); this run took %s more"), bound, limit, above);
}

static char *
dup_floor (LanesRun *run, const LanesReport *report)
{
  LanesWorkload *workload = lanes_run_get_workload (run);
  g_autofree char *floor = lanes_duration_dup_text (report->floor_us);
  g_autofree char *limit = lanes_limit_dup_text (&report->floor_limit, workload);

  return g_strdup_printf (_ ("%s (%s)"), floor, limit);
}

static void
append_count_word (GString *out, const char *text)
{
  if (out->len > 0)
    g_string_append (out, ", ");
  g_string_append (out, text);
}

static char *
dup_cost (const LanesUsage *usage)
{
  GString *cost = g_string_new (NULL);

  if (usage->cpu_us >= 0)
    {
      g_autofree char *cpu = lanes_duration_dup_text (usage->cpu_us);
      g_autofree char *text = g_strdup_printf (_ ("%s of CPU"), cpu);

      append_count_word (cost, text);
    }
  if (usage->context_switches >= 0)
    {
      g_autofree char *text = g_strdup_printf (
          ngettext ("%u context switch", "%u context switches", usage->context_switches),
          (guint) usage->context_switches);

      append_count_word (cost, text);
    }
  if (usage->memory_rise_bytes >= 0)
    {
      g_autofree char *size = g_format_size ((guint64) usage->memory_rise_bytes);
      g_autofree char *text = g_strdup_printf (_ ("%s of memory"), size);

      append_count_word (cost, text);
    }

  return g_string_free (cost, FALSE);
}

static char *
dup_hands (const LanesUsage *usage)
{
  g_autofree char *threads =
      g_strdup_printf (ngettext ("%d thread", "%d threads", usage->threads), usage->threads);
  g_autofree char *processes =
      g_strdup_printf (ngettext ("%d process", "%d processes", usage->processes), usage->processes);
  g_autofree char *connections = g_strdup_printf (
      ngettext ("%d connection", "%d connections", usage->connections), usage->connections);

  return g_strdup_printf ("%s, %s, %s", processes, threads, connections);
}

static void
append_figures (GString *out,
                const LanesTerminal *terminal,
                LanesRun *run,
                const LanesReport *report)
{
  g_autofree char *elapsed = dup_elapsed (report);
  g_autofree char *distance = dup_distance (run, report);
  g_autofree char *floor = dup_floor (run, report);
  g_autofree char *cost = dup_cost (&report->usage);
  g_autofree char *hands = dup_hands (&report->usage);
  g_autofree char *result = lanes_result_dup_text (run, report);

  if (report->n_totals == 0)
    append_figure (out, terminal, _ ("Result"), result);
  append_figure (out, terminal, _ ("Elapsed"), elapsed);
  append_figure (out, terminal, _ ("Best possible"), distance);
  append_figure (out, terminal, _ ("With any model"), floor);
  if (report->first_result_us >= 0)
    {
      g_autofree char *first = lanes_duration_dup_text (report->first_result_us);

      append_figure (out, terminal, _ ("First result"), first);
    }
  append_figure (out, terminal, _ ("Used"), hands);
  append_figure (out, terminal, _ ("Cost"), cost);
}

static char *
dup_title (LanesRun *run, const LanesReport *report)
{
  g_autofree char *count = lanes_result_dup_count (run, report);
  const LanesModel *model = lanes_run_get_model (run);
  const LanesOptions *options = lanes_run_get_options (run);
  const char *workload = lanes_workload_get_title (lanes_run_get_workload (run));

  if (model->has_schedule)
    return g_strdup_printf (
        "%s · %s (%s) · %s", workload, _ (model->title),
        options->schedule == LANES_SCHEDULE_PHASED ? _ ("phased") : _ ("pipelined"), count);

  return g_strdup_printf ("%s · %s · %s", workload, _ (model->title), count);
}

static void
append_run (GString *out, const LanesTerminal *terminal, LanesRun *run, GPtrArray *runs)
{
  g_autofree char *title = NULL;
  guint label_columns = lanes_text_lanes_label_columns (run);
  LanesReport report;

  lanes_report_compute (run, &report);
  title = dup_title (run, &report);
  append_heading (out, terminal, title);
  if (lanes_run_get_message (run) != NULL)
    g_string_append_printf (out, "%s\n", lanes_run_get_message (run));
  g_string_append_c (out, '\n');
  lanes_text_lanes_append_ruler (out, terminal, label_columns, report.makespan_us);
  lanes_text_lanes_append (out, terminal, run, label_columns, report.makespan_us);
  g_string_append_c (out, '\n');
  lanes_text_lanes_append_legend (out, terminal, runs);
  g_string_append_c (out, '\n');
  append_log (out, run);
  append_totals (out, terminal, run, &report);
  append_figures (out, terminal, run, &report);
}

/**
 * lanes_text_view_dup:
 * @runs: (element-type LanesRun): runs that have finished, at least one
 * @terminal: where the text goes to
 *
 * Returns: (transfer full): the time-line in characters, totals and figures; several runs on
 *   one axis with a table
 */
char *
lanes_text_view_dup (GPtrArray *runs, const LanesTerminal *terminal)
{
  GString *out = g_string_new (NULL);

  g_return_val_if_fail (runs != NULL && runs->len > 0, NULL);

  if (runs->len == 1)
    append_run (out, terminal, g_ptr_array_index (runs, 0), runs);
  else
    lanes_text_compare_append (out, terminal, runs);

  /* Titles and labels of a workload are UTF-8 wherever they are shown. */
  if (!terminal->has_unicode)
    {
      char *text;

      g_string_replace (out, "·", "-", 0);
      text = g_str_to_ascii (out->str, NULL);

      g_string_free (out, TRUE);
      return text;
    }

  return g_string_free (out, FALSE);
}
