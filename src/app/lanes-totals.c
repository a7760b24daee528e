/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-totals.h"

#include <glib/gi18n.h>

#include "core/lanes-money.h"
#include "core/lanes-result.h"
#include "lanes-run-words.h"
#include "platform/lanes-platform.h"
#include "view/lanes-bar-chart.h"

/* More bars than that tell nothing more, and each is a widget. */
#define BARS_MAX 100

struct _LanesTotals
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkLabel *heading;
  GtkLabel *total;
  GtkWidget *chart;
  GtkWidget *more;
};

G_DEFINE_FINAL_TYPE (LanesTotals, lanes_totals, GTK_TYPE_WIDGET)

static void
lanes_totals_dispose (GObject *object)
{
  LanesTotals *self = LANES_TOTALS (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (lanes_totals_parent_class)->dispose (object);
}

static void
lanes_totals_class_init (LanesTotalsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lanes_totals_dispose;

  g_type_ensure (LANES_TYPE_BAR_CHART);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/lanes_app/Lanes/lanes-totals.ui");
  gtk_widget_class_bind_template_child (widget_class, LanesTotals, box);
  gtk_widget_class_bind_template_child (widget_class, LanesTotals, heading);
  gtk_widget_class_bind_template_child (widget_class, LanesTotals, total);
  gtk_widget_class_bind_template_child (widget_class, LanesTotals, chart);
  gtk_widget_class_bind_template_child (widget_class, LanesTotals, more);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "totals");
}

static void
lanes_totals_init (LanesTotals *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * lanes_totals_new:
 *
 * Returns: (transfer floating): totals of nothing
 */
GtkWidget *
lanes_totals_new (void)
{
  return g_object_new (LANES_TYPE_TOTALS, NULL);
}

void
lanes_totals_set_selection (LanesTotals *self, LanesSelection *selection)
{
  g_assert (lanes_platform_is_main_thread ());
  g_return_if_fail (LANES_IS_TOTALS (self));

  lanes_bar_chart_set_selection (LANES_BAR_CHART (self->chart), selection);
}

/* What kind of result the tasks have, from the first that has one; else from what they compute. */
static LanesResultKind
result_kind_of (LanesRun *run)
{
  LanesWorkload *workload = lanes_run_get_workload (run);
  LanesResultKind kind = LANES_RESULT_NONE;

  for (guint step = 0; step < lanes_workload_get_n_steps (workload, 0); step++)
    {
      const LanesStepPattern *pattern = lanes_workload_get_step_pattern (workload, 0, step);

      if (pattern->kind == LANES_STEP_FETCH && kind == LANES_RESULT_NONE)
        kind = LANES_RESULT_BYTES;
      if (pattern->computation == LANES_COMPUTATION_SQUARE)
        kind = LANES_RESULT_VALUE;
      if (pattern->computation == LANES_COMPUTATION_CART_TOTAL)
        kind = LANES_RESULT_TOTAL_CENTS;
    }

  return kind;
}

/* What stands beside the bar of a task that came to nothing. */
static char *
dup_text (const LanesOutcome *outcome)
{
  switch (outcome->status)
    {
    case LANES_TASK_DONE:
      return lanes_run_words_dup_outcome (outcome);
    case LANES_TASK_FAILED:
      return g_strdup (_ ("failed"));
    case LANES_TASK_CANCELLED:
      return g_strdup (_ ("stopped"));
    case LANES_TASK_PENDING:
    default:
      return g_strdup ("…");
    }
}

static void
show_bars (LanesTotals *self, LanesRun *run)
{
  guint n_tasks = lanes_run_get_n_tasks (run);
  guint n_bars = MIN (n_tasks, BARS_MAX);
  g_autofree LanesBar *bars = g_new0 (LanesBar, n_bars);
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);

  for (guint task = 0; task < n_bars; task++)
    {
      LanesOutcome outcome;
      char *label = lanes_workload_dup_label (lanes_run_get_workload (run), task);
      char *text;

      lanes_run_get_outcome (run, task, &outcome);
      text = dup_text (&outcome);
      bars[task] = (LanesBar){
        .label = label,
        .text = text,
        .value = outcome.status == LANES_TASK_DONE ? MAX ((double) outcome.result, 0) : 0,
        .mark = -1,
        .is_failed = outcome.status == LANES_TASK_FAILED,
        .task = (int) task,
      };
      g_ptr_array_add (texts, label);
      g_ptr_array_add (texts, text);
    }
  lanes_bar_chart_set_bars (LANES_BAR_CHART (self->chart), bars, n_bars);

  gtk_widget_set_visible (self->more, n_tasks > n_bars);
  if (n_tasks > n_bars)
    {
      g_autofree char *more = g_strdup_printf (
          ngettext ("and %u more", "and %u more", n_tasks - n_bars), n_tasks - n_bars);

      gtk_label_set_text (GTK_LABEL (self->more), more);
    }
}

static const char *
heading_of (LanesResultKind kind)
{
  switch (kind)
    {
    case LANES_RESULT_BYTES:
      return _ ("Fetched");
    case LANES_RESULT_VALUE:
      return _ ("Values");
    case LANES_RESULT_TOTAL_CENTS:
    case LANES_RESULT_NONE:
    default:
      return _ ("Totals");
    }
}

/* The sum where it is complete; never a part of it. */
static char *
dup_total (LanesRun *run, LanesResultKind kind)
{
  guint n_tasks = lanes_run_get_n_tasks (run);
  LanesReport report = { .n_tasks = n_tasks,
                         .n_done = lanes_run_count_outcomes (run, LANES_TASK_DONE) };
  gint64 sum = 0;

  if (report.n_done < n_tasks)
    return lanes_result_dup_count (run, &report);
  if (kind == LANES_RESULT_VALUE)
    return g_strdup ("");

  for (guint task = 0; task < n_tasks; task++)
    {
      LanesOutcome outcome;

      lanes_run_get_outcome (run, task, &outcome);
      if (!lanes_money_add (&sum, outcome.result))
        return lanes_result_dup_count (run, &report);
    }

  return kind == LANES_RESULT_BYTES ? g_format_size ((guint64) sum) : lanes_money_dup_text (sum);
}

/**
 * lanes_totals_show:
 * @self: totals
 * @run: a run, which may go on
 *
 * Returns: whether tasks of this kind have results at all
 */
gboolean
lanes_totals_show (LanesTotals *self, LanesRun *run)
{
  LanesResultKind kind;
  g_autofree char *total = NULL;

  g_assert (lanes_platform_is_main_thread ());
  g_return_val_if_fail (LANES_IS_TOTALS (self), FALSE);
  g_return_val_if_fail (LANES_IS_RUN (run), FALSE);

  kind = result_kind_of (run);
  if (kind == LANES_RESULT_NONE)
    return FALSE;

  total = dup_total (run, kind);
  gtk_label_set_text (self->heading, heading_of (kind));
  gtk_label_set_text (self->total, total);
  show_bars (self, run);

  return TRUE;
}
