/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-text-compare.h"

#include <glib/gi18n.h>
#include <string.h>

#include "core/lanes-report.h"
#include "core/lanes-result.h"
#include "lanes-text-lanes.h"
#include "layout/lanes-duration.h"

#define MODEL_COLUMNS  12
#define FIGURE_COLUMNS 13

static void
append_name (GString *out, const LanesTerminal *terminal, LanesRun *run, const char *suffix)
{
  g_autofree char *text =
      g_strdup_printf ("%s · %s%s", lanes_workload_get_title (lanes_run_get_workload (run)),
                       _ (lanes_run_get_model (run)->title), suffix);

  if (terminal->has_colour)
    g_string_append_printf (out, "\033[1m%s\033[0m\n", text);
  else
    g_string_append_printf (out, "%s\n", text);
}

static void
append_lanes (GString *out,
              const LanesTerminal *terminal,
              GPtrArray *runs,
              const LanesReport *reports)
{
  guint label_columns = 0;
  gint64 end_us = 0;

  for (guint i = 0; i < runs->len; i++)
    {
      label_columns =
          MAX (label_columns, lanes_text_lanes_label_columns (g_ptr_array_index (runs, i)));
      end_us = MAX (end_us, reports[i].makespan_us);
    }

  for (guint i = 0; i < runs->len; i++)
    {
      LanesRun *run = g_ptr_array_index (runs, i);

      append_name (out, terminal, run, "");
      lanes_text_lanes_append (out, terminal, run, label_columns, end_us);
      lanes_text_lanes_append_ruler (out, terminal, label_columns, end_us);
      g_string_append_c (out, '\n');
    }
  lanes_text_lanes_append_legend (out, terminal, runs);
  g_string_append_c (out, '\n');
}

static void
append_cell (GString *out, gint64 time_us)
{
  g_autofree char *text = time_us < 0 ? g_strdup (_ ("none")) : lanes_duration_dup_text (time_us);

  lanes_terminal_append_right (out, text, FIGURE_COLUMNS);
}

static void
append_row (GString *out, const LanesTerminal *terminal, LanesRun *run, const LanesReport *report)
{
  /* Work that takes no time of its own cannot be sped up. */
  g_autofree char *speedup =
      report->sum_us > 0 ? g_strdup_printf ("%.1f", report->speedup) : g_strdup ("-");

  lanes_terminal_append_column (terminal, out, _ (lanes_run_get_model (run)->title), MODEL_COLUMNS);
  append_cell (out, report->makespan_us);
  lanes_terminal_append_right (out, speedup, FIGURE_COLUMNS);
  append_cell (out, report->bound_us);
  append_cell (out, report->makespan_us - report->bound_us);
  append_cell (out, report->first_result_us);
  g_string_append_c (out, '\n');
}

static void
append_table (GString *out,
              const LanesTerminal *terminal,
              GPtrArray *runs,
              const LanesReport *reports)
{
  const char *const titles[] = { _ ("elapsed"), _ ("speed-up"), _ ("at best"), _ ("more than it"),
                                 _ ("1st result") };

  lanes_terminal_append_column (terminal, out, "", MODEL_COLUMNS);
  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    lanes_terminal_append_right (out, titles[i], FIGURE_COLUMNS);
  g_string_append_c (out, '\n');
  for (guint i = 0; i < runs->len; i++)
    append_row (out, terminal, g_ptr_array_index (runs, i), &reports[i]);
  g_string_append_c (out, '\n');
}

/* Differing results are only wrong where the same was asked for. */
static gboolean
are_comparable (GPtrArray *runs)
{
  for (guint i = 1; i < runs->len; i++)
    {
      if (!lanes_result_is_comparable (g_ptr_array_index (runs, 0), g_ptr_array_index (runs, i)))
        return FALSE;
    }

  return TRUE;
}

static void
append_results (GString *out,
                const LanesTerminal *terminal,
                GPtrArray *runs,
                const LanesReport *reports)
{
  g_autofree char *result = lanes_result_dup_text (g_ptr_array_index (runs, 0), &reports[0]);
  gboolean is_same = TRUE;

  for (guint i = 1; i < runs->len; i++)
    is_same =
        is_same && lanes_result_is_same (g_ptr_array_index (runs, 0), g_ptr_array_index (runs, i));

  if (is_same && runs->len == LANES_N_MODELS)
    g_string_append_printf (out, _ ("Same result in all five: %s\n"), result);
  else if (is_same)
    g_string_append_printf (
        out, ngettext ("Same result in all %u: %s\n", "Same result in all %u: %s\n", runs->len),
        runs->len, result);
  if (is_same)
    return;

  if (are_comparable (runs))
    g_string_append (out, terminal->has_colour ? "\033[1;7m" : "");
  g_string_append (out, are_comparable (runs) ? _ ("RESULTS DIFFER") : _ ("Results"));
  if (are_comparable (runs))
    g_string_append (out, terminal->has_colour ? "\033[0m" : "");
  g_string_append_c (out, '\n');
  for (guint i = 0; i < runs->len; i++)
    {
      g_autofree char *own = lanes_result_dup_text (g_ptr_array_index (runs, i), &reports[i]);

      lanes_terminal_append_column (terminal, out,
                                    _ (lanes_run_get_model (g_ptr_array_index (runs, i))->title),
                                    MODEL_COLUMNS);
      g_string_append_printf (out, " %s\n", own);
    }
}

/**
 * lanes_text_compare_append:
 * @out: grows
 * @terminal: where it goes to
 * @runs: (element-type LanesRun): runs that have finished, at least two
 */
void
lanes_text_compare_append (GString *out, const LanesTerminal *terminal, GPtrArray *runs)
{
  g_autofree LanesReport *reports = g_new (LanesReport, runs->len);

  for (guint i = 0; i < runs->len; i++)
    lanes_report_compute (g_ptr_array_index (runs, i), &reports[i]);

  append_lanes (out, terminal, runs, reports);
  append_table (out, terminal, runs, reports);
  append_results (out, terminal, runs, reports);
}
