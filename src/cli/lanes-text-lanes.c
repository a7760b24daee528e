/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-text-lanes.h"

#include <glib/gi18n.h>
#include <string.h>

#include "layout/lanes-layout.h"
#include "layout/lanes-ruler.h"

#define LABEL_COLUMNS_MAX 20
/* Of more lanes than that, the first and the last are shown. */
#define LANES_MAX   30
#define LANES_FIRST 20
#define LANES_LAST  5

typedef struct
{
  const char *unicode;
  const char *ascii;
  const char *colour; /* SGR; the colours of Okabe and Ito, as near as 256 come */
  const char *title;
} Glyph;

static const Glyph glyphs[LANES_N_SPAN_KINDS] = {
  [LANES_SPAN_QUEUED] = { "·", ".", "2", N_ ("queued") },
  [LANES_SPAN_STARTUP] = { "+", "+", "38;5;175", N_ ("start-up") },
  [LANES_SPAN_WAIT] = { "░", "-", "38;5;74", N_ ("wait") },
  [LANES_SPAN_FETCH] = { "▒", "=", "38;5;25", N_ ("fetch") },
  [LANES_SPAN_COMPUTE] = { "█", "#", "38;5;214", N_ ("compute") },
  [LANES_SPAN_DELIVERY] = { "›", ">", "38;5;36", N_ ("delivery") },
};

static const Glyph failed_glyph = { "×", "x", "1;38;5;166", N_ ("failed") };
static const Glyph cancelled_glyph = { "÷", "/", "38;5;166", N_ ("cancelled") };

static void
append_glyph (GString *out, const LanesTerminal *terminal, const Glyph *glyph, guint n)
{
  if (terminal->has_colour)
    g_string_append_printf (out, "\033[%sm", glyph->colour);
  for (guint i = 0; i < n; i++)
    g_string_append (out, terminal->has_unicode ? glyph->unicode : glyph->ascii);
  if (terminal->has_colour)
    g_string_append (out, "\033[0m");
}

/**
 * lanes_text_lanes_label_columns:
 * @run: a run
 *
 * Returns: how many columns the labels of its tasks take, within reason
 */
guint
lanes_text_lanes_label_columns (LanesRun *run)
{
  LanesWorkload *workload = lanes_run_get_workload (run);
  guint n_tasks = lanes_run_get_n_tasks (run);
  guint columns = 4;

  for (guint task = 0; task < n_tasks; task++)
    {
      g_autofree char *label = NULL;

      if (n_tasks > LANES_MAX && task == LANES_FIRST)
        task = n_tasks - LANES_LAST;
      label = lanes_workload_dup_label (workload, task);
      columns = MAX (columns, lanes_terminal_measure (label));
    }

  return MIN (columns, LABEL_COLUMNS_MAX);
}

static guint
axis_columns (const LanesTerminal *terminal, guint label_columns)
{
  return terminal->columns - label_columns - 1;
}

/**
 * lanes_text_lanes_append_ruler:
 * @out: grows
 * @terminal: where it goes to
 * @label_columns: columns left of the axis
 * @end_us: where the axis ends
 */
void
lanes_text_lanes_append_ruler (GString *out,
                               const LanesTerminal *terminal,
                               guint label_columns,
                               gint64 end_us)
{
  guint width = axis_columns (terminal, label_columns);
  const LanesView view = {
    .begin_us = 0, .end_us = MAX (end_us, 1), .now_us = end_us, .width = width
  };
  g_autoptr (GArray) ticks = lanes_ruler_compute (&view, 8);
  guint used = 0;

  lanes_terminal_append_column (terminal, out, "", label_columns + 1);
  for (guint i = 0; i < ticks->len; i++)
    {
      const LanesTick *tick = &g_array_index (ticks, LanesTick, i);
      g_autofree char *label = lanes_ruler_dup_label (&view, 8, tick->at_us);
      guint columns = lanes_terminal_measure (label);
      gint at = tick->x;

      if (at < (gint) used || at + columns > width)
        continue;
      for (; used < (guint) at; used++)
        g_string_append_c (out, ' ');
      g_string_append (out, label);
      used += columns + 1;
      g_string_append_c (out, ' ');
    }
  g_strchomp (out->str);
  out->len = strlen (out->str);
  g_string_append_c (out, '\n');
}

static const Glyph *
glyph_of (const LanesRect *rect)
{
  if (rect->status == LANES_SPAN_FAILED)
    return &failed_glyph;
  if (rect->status == LANES_SPAN_CANCELLED)
    return &cancelled_glyph;

  return &glyphs[rect->kind];
}

static void
append_lane (GString *out,
             const LanesTerminal *terminal,
             LanesLaneSet *set,
             guint lane,
             guint label_columns,
             gint64 end_us)
{
  const LanesView view = { .begin_us = 0,
                           .end_us = MAX (end_us, 1),
                           .now_us = end_us,
                           .width = axis_columns (terminal, label_columns) };
  g_autoptr (GArray) rects = g_array_new (FALSE, FALSE, sizeof (LanesRect));
  g_autofree char *label = lanes_lane_set_dup_label (set, lane);
  gint used = 0;

  lanes_terminal_append_column (terminal, out, label, label_columns);
  lanes_layout_lane (set, lane, &view, rects);
  if (rects->len > 0)
    g_string_append_c (out, ' ');
  for (guint i = 0; i < rects->len; i++)
    {
      const LanesRect *rect = &g_array_index (rects, LanesRect, i);

      /* A task is in one place at a time: its lane has one row. */
      if (rect->sub_row > 0)
        continue;
      for (; used < rect->x; used++)
        g_string_append_c (out, ' ');
      append_glyph (out, terminal, glyph_of (rect), (guint) rect->width);
      used = rect->x + rect->width;
    }
  g_string_append_c (out, '\n');
}

/**
 * lanes_text_lanes_append:
 * @out: grows
 * @terminal: where it goes to
 * @run: a run that has finished
 * @label_columns: columns left of the axis
 * @end_us: where the axis ends
 */
void
lanes_text_lanes_append (GString *out,
                         const LanesTerminal *terminal,
                         LanesRun *run,
                         guint label_columns,
                         gint64 end_us)
{
  g_autoptr (LanesLaneSet) set = lanes_lane_set_new (run, LANES_ORDER_BY_TASK);
  guint n_lanes;

  lanes_lane_set_update (set);
  n_lanes = lanes_lane_set_get_n_lanes (set);
  for (guint lane = 0; lane < n_lanes; lane++)
    {
      if (n_lanes > LANES_MAX && lane == LANES_FIRST)
        {
          guint left_out = n_lanes - LANES_FIRST - LANES_LAST;

          g_string_append_printf (
              out, ngettext ("%*s (%u more task)\n", "%*s (%u more tasks)\n", left_out),
              (int) label_columns, "", left_out);
          lane = n_lanes - LANES_LAST;
        }
      append_lane (out, terminal, set, lane, label_columns, end_us);
    }
}

static void
collect (LanesRun *run, guint *kinds, guint *statuses)
{
  LanesTrace *trace = lanes_run_get_trace (run);

  for (guint32 i = 0; i < lanes_trace_get_length (trace); i++)
    {
      LanesSpan span;

      lanes_trace_read (trace, i, &span);
      if (span.task < 0)
        continue;
      *kinds |= 1u << span.kind;
      *statuses |= 1u << span.status;
    }
}

static void
append_entry (GString *out, const LanesTerminal *terminal, const Glyph *glyph)
{
  append_glyph (out, terminal, glyph, 2);
  g_string_append_printf (out, " %s   ", _ (glyph->title));
}

/**
 * lanes_text_lanes_append_legend:
 * @out: grows
 * @terminal: where it goes to
 * @runs: (element-type LanesRun): what is shown
 */
void
lanes_text_lanes_append_legend (GString *out, const LanesTerminal *terminal, GPtrArray *runs)
{
  guint kinds = 0, statuses = 0;

  for (guint i = 0; i < runs->len; i++)
    collect (g_ptr_array_index (runs, i), &kinds, &statuses);
  for (guint i = 0; i < LANES_N_SPAN_KINDS; i++)
    {
      if ((kinds & (1u << i)) != 0)
        append_entry (out, terminal, &glyphs[i]);
    }
  if ((statuses & (1u << LANES_SPAN_FAILED)) != 0)
    append_entry (out, terminal, &failed_glyph);
  if ((statuses & (1u << LANES_SPAN_CANCELLED)) != 0)
    append_entry (out, terminal, &cancelled_glyph);
  g_strchomp (out->str);
  out->len = strlen (out->str);
  g_string_append_c (out, '\n');
}
