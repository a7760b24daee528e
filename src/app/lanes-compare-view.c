/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-compare-view.h"

#include <glib/gi18n.h>

#include "lanes-compare-legend.h"
#include "lanes-compare-ruler.h"
#include "lanes-compare-stack.h"
#include "lanes-compare-table.h"
#include "lanes-label.h"
#include "lanes-wrap-layout.h"
#include "layout/lanes-duration.h"
#include "platform/lanes-platform.h"
#include "view/lanes-bar-chart.h"
#include "view/lanes-span-text.h"

struct _LanesCompareView
{
  GtkWidget parent_instance;

  LanesComparison *comparison;
  LanesAxis *axis;
  LanesSelection *selection;
  LanesLaneOrder order;
  gboolean is_removable;

  GtkWidget *box;
  LanesCompareRuler *ruler;
  LanesCompareStack *rows;
  LanesCompareLegend *legend;
  GtkWidget *figures;
  GtkWidget *verdict;
  GtkLabel *headline;
  GtkWidget *details_box;
  GtkLabel *details;
  GtkWidget *results_box;
  GtkImage *results_icon;
  GtkLabel *results;
  LanesBarChart *bars;
  LanesCompareTable *table;
  GtkLabel *task;
  GtkLabel *span;
};

enum
{
  REMOVE_CLICKED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LanesCompareView, lanes_compare_view, GTK_TYPE_WIDGET)

/* The floor of what is fastest, where that can be said of all of them. */
static const LanesReport *
find_floor (LanesCompareView *self, guint *index)
{
  const LanesReport *fastest = NULL;

  if (!lanes_comparison_is_ranked (self->comparison))
    return NULL;

  for (guint i = 0; i < lanes_comparison_get_n (self->comparison); i++)
    {
      const LanesReport *report = lanes_comparison_get_report (self->comparison, i);

      if (report == NULL || lanes_comparison_get_speedup (self->comparison, i) <= 0)
        continue;
      if (fastest != NULL && fastest->makespan_us <= report->makespan_us)
        continue;
      fastest = report;
      *index = i;
    }

  return fastest != NULL && fastest->floor_us > 0 ? fastest : NULL;
}

static void
update_floor (LanesCompareView *self)
{
  guint index = 0;
  const LanesReport *report = find_floor (self, &index);
  g_autofree char *time = NULL;
  g_autofree char *limit = NULL;
  g_autofree char *text = NULL;

  if (report != NULL)
    {
      LanesRun *run = lanes_comparison_get_run (self->comparison, index);

      time = lanes_duration_dup_text (report->floor_us);
      limit = lanes_limit_dup_text (&report->floor_limit, lanes_run_get_workload (run));
      /* Translators: what no model can beat: a length of time, and what limits it. */
      text = g_strdup_printf (_ ("floor %s: %s"), time, limit);
    }
  lanes_compare_stack_set_floor (self->rows, report != NULL ? report->floor_us : -1);
  lanes_compare_ruler_set_floor_text (self->ruler, text);
  lanes_bar_chart_set_line (self->bars, report != NULL ? (double) report->floor_us : -1, text);
}

static void
bar_clear (gpointer data)
{
  LanesBar *bar = data;

  g_free ((char *) bar->label);
  g_free ((char *) bar->text);
  g_free ((char *) bar->detail);
}

static void
update_bars (LanesCompareView *self)
{
  g_autoptr (GArray) bars = g_array_new (FALSE, FALSE, sizeof (LanesBar));

  g_array_set_clear_func (bars, bar_clear);
  for (guint i = 0; i < lanes_comparison_get_n (self->comparison); i++)
    {
      const LanesReport *report = lanes_comparison_get_report (self->comparison, i);
      g_autofree char *bound = NULL;
      LanesBar bar;

      if (report == NULL)
        continue;
      bound = lanes_duration_dup_text (report->bound_us);
      bar = (LanesBar){
        .label = lanes_comparison_dup_title (self->comparison, i),
        .text = lanes_duration_dup_text (report->makespan_us),
        .detail = g_strdup_printf (_ ("bound %s"), bound),
        .value = (double) report->makespan_us,
        .mark = report->bound_us > 0 ? (double) report->bound_us : -1,
        .is_failed = report->n_done < report->n_tasks,
        .task = -1,
      };
      g_array_append_val (bars, bar);
    }
  lanes_bar_chart_set_bars (self->bars, (const LanesBar *) (gpointer) bars->data, bars->len);
  gtk_widget_set_visible (self->figures, bars->len > 0);
}

static void
update_results (LanesCompareView *self)
{
  LanesResultsState state;
  g_autofree char *results = lanes_comparison_dup_results (self->comparison, &state);

  lanes_label_set_text (self->results, results);
  gtk_widget_set_visible (self->results_box, state != LANES_RESULTS_NONE);
  if (state == LANES_RESULTS_DIFFER)
    gtk_widget_add_css_class (self->results_box, "differ");
  else
    gtk_widget_remove_css_class (self->results_box, "differ");
  gtk_image_set_from_icon_name (self->results_icon, state == LANES_RESULTS_DIFFER
                                                        ? "dialog-warning-symbolic"
                                                        : "emblem-ok-symbolic");
  gtk_widget_set_visible (GTK_WIDGET (self->results_icon),
                          state == LANES_RESULTS_DIFFER || state == LANES_RESULTS_SAME);
}

/* What is followed through all runs: the range that is selected, the task that is pointed at, or
 * the one that is selected. */
static void
update_task (LanesCompareView *self)
{
  gint64 begin_us, end_us;
  int hovered = lanes_selection_get_hovered_task (self->selection);
  int task = hovered >= 0 ? hovered : lanes_selection_get_task (self->selection);
  g_autofree char *text = NULL;

  if (lanes_axis_get_range (self->axis, &begin_us, &end_us))
    text = lanes_comparison_dup_range (self->comparison, begin_us, end_us);
  else
    text = lanes_comparison_dup_task (self->comparison, task);
  if (*text == '\0')
    lanes_label_set_text (self->task, _ ("Point at a task to follow it through all runs."));
  else
    lanes_label_set_text (self->task, text);
}

/**
 * lanes_compare_view_update_row:
 * @self: a view
 * @index: a run
 */
void
lanes_compare_view_update_row (LanesCompareView *self, guint index)
{
  LanesCompareRow *row = lanes_compare_stack_get_row (self->rows, index);
  LanesRun *run = lanes_comparison_get_run (self->comparison, index);
  const LanesReport *report = lanes_comparison_get_report (self->comparison, index);
  g_autofree char *title = lanes_comparison_dup_title (self->comparison, index);
  g_autofree char *note = lanes_comparison_dup_note (self->comparison, index);
  g_autofree char *reason = lanes_comparison_dup_reason (self->comparison, index);
  g_autofree char *speedup = lanes_comparison_dup_speedup (self->comparison, index);
  gboolean is_first;
  g_autofree char *place = lanes_comparison_dup_place (self->comparison, index, &is_first);
  g_autofree char *elapsed = NULL;
  LanesCompareWords words = {
    .title = title,
    .note = note,
    .reason = reason,
    .speedup = speedup,
    .place = place,
    .is_first = is_first,
    .is_baseline = lanes_comparison_get_baseline (self->comparison) == (int) index,
  };

  if (report != NULL)
    {
      elapsed = lanes_duration_dup_text (report->makespan_us);
      words.is_failed = report->n_done < report->n_tasks;
    }
  else
    {
      /* Tenths: more would only flicker. */
      elapsed =
          g_strdup_printf (_ ("%.1f s"), (double) lanes_trace_now (lanes_run_get_trace (run)) /
                                             (double) G_USEC_PER_SEC);
    }
  words.elapsed = elapsed;
  lanes_compare_row_set_words (row, &words);
  lanes_compare_row_set_removable (row, self->is_removable);
  lanes_compare_stack_align (self->rows);
  lanes_compare_legend_update (self->legend);
}

/**
 * lanes_compare_view_update:
 * @self: a view
 */
void
lanes_compare_view_update (LanesCompareView *self)
{
  g_autofree char *headline = lanes_comparison_dup_headline (self->comparison);
  g_autofree char *details = lanes_comparison_dup_details (self->comparison);

  g_assert (lanes_platform_is_main_thread ());
  g_return_if_fail (LANES_IS_COMPARE_VIEW (self));

  for (guint i = 0; i < lanes_comparison_get_n (self->comparison); i++)
    lanes_compare_view_update_row (self, i);
  lanes_label_set_text (self->headline, headline);
  lanes_label_set_text (self->details, details);
  gtk_widget_set_visible (self->verdict, *headline != '\0');
  gtk_widget_set_visible (self->details_box, *details != '\0');
  update_floor (self);
  lanes_compare_legend_update (self->legend);
  update_bars (self);
  update_results (self);
  lanes_compare_table_show (self->table, self->comparison);
  update_task (self);
}

/* A span of one row was clicked, or let go. */
static void
span_activated_cb (LanesCompareView *self, guint span, LanesTimeline *timeline)
{
  LanesRun *run = lanes_timeline_get_run (timeline);
  g_autofree char *facts = NULL;
  g_autofree char *text = NULL;

  if (span != G_MAXUINT && run != NULL)
    {
      facts = lanes_span_text_dup_facts (run, span, lanes_trace_now (lanes_run_get_trace (run)));
      text = g_strdup_printf ("%s · %s", _ (lanes_run_get_model (run)->title), facts);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->span), text != NULL);
  lanes_label_set_text (self->span, text != NULL ? text : "");
}

/* All of it, where there was no room for that. */
static gboolean
task_tooltip_cb (GtkLabel *label,
                 int x,
                 int y,
                 gboolean keyboard,
                 GtkTooltip *tooltip,
                 gpointer user_data)
{
  gtk_tooltip_set_text (tooltip, gtk_label_get_text (label));

  return pango_layout_is_ellipsized (gtk_label_get_layout (label));
}

static void
removed_cb (LanesCompareView *self, LanesCompareRow *row)
{
  for (guint i = 0; i < lanes_comparison_get_n (self->comparison); i++)
    {
      if (lanes_compare_stack_get_row (self->rows, i) == row)
        {
          g_signal_emit (self, signals[REMOVE_CLICKED], 0, i);
          return;
        }
    }
}

/**
 * lanes_compare_view_add:
 * @self: a view
 * @run: one more, which may still go on
 */
void
lanes_compare_view_add (LanesCompareView *self, LanesRun *run)
{
  GtkWidget *row;

  g_assert (lanes_platform_is_main_thread ());
  g_return_if_fail (LANES_IS_COMPARE_VIEW (self));
  g_return_if_fail (LANES_IS_RUN (run));

  row = lanes_compare_row_new (run, self->axis, self->selection);
  g_signal_connect_object (row, "remove-clicked", G_CALLBACK (removed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (lanes_compare_row_get_timeline (LANES_COMPARE_ROW (row)),
                           "span-activated", G_CALLBACK (span_activated_cb), self,
                           G_CONNECT_SWAPPED);
  lanes_timeline_set_order (lanes_compare_row_get_timeline (LANES_COMPARE_ROW (row)), self->order);
  lanes_comparison_add (self->comparison, run);
  lanes_compare_stack_append (self->rows, LANES_COMPARE_ROW (row));
}

/**
 * lanes_compare_view_remove:
 * @self: a view
 * @index: which run
 */
void
lanes_compare_view_remove (LanesCompareView *self, guint index)
{
  g_assert (lanes_platform_is_main_thread ());
  g_return_if_fail (LANES_IS_COMPARE_VIEW (self));
  g_return_if_fail (index < lanes_comparison_get_n (self->comparison));

  lanes_comparison_remove (self->comparison, index);
  lanes_compare_stack_remove (self->rows, lanes_compare_stack_get_row (self->rows, index));
  if (lanes_comparison_get_n (self->comparison) > 0)
    return;

  lanes_selection_set_task (self->selection, -1);
  lanes_selection_set_hovered_task (self->selection, -1);
}

/**
 * lanes_compare_view_reset_axis:
 * @self: a view
 */
void
lanes_compare_view_reset_axis (LanesCompareView *self)
{
  g_assert (lanes_platform_is_main_thread ());
  g_return_if_fail (LANES_IS_COMPARE_VIEW (self));

  lanes_axis_reset (self->axis);
  for (guint i = 0; i < lanes_comparison_get_n (self->comparison); i++)
    {
      const LanesReport *report = lanes_comparison_get_report (self->comparison, i);

      if (report != NULL)
        lanes_axis_extend (self->axis, report->makespan_us);
    }
}

/**
 * lanes_compare_view_get_range:
 * @self: a view
 * @begin_us: (out): what is visible of the axis, from here
 * @end_us: (out): until here; 0: until the end of all
 */
void
lanes_compare_view_get_range (LanesCompareView *self, gint64 *begin_us, gint64 *end_us)
{
  g_assert (lanes_platform_is_main_thread ());
  g_return_if_fail (LANES_IS_COMPARE_VIEW (self));
  g_return_if_fail (begin_us != NULL && end_us != NULL);

  *begin_us = lanes_axis_is_fitted (self->axis) ? 0 : lanes_axis_get_begin (self->axis);
  *end_us = lanes_axis_is_fitted (self->axis) ? 0 : lanes_axis_get_end (self->axis);
}

/**
 * lanes_compare_view_set_order:
 * @self: a view
 * @order: what a lane is, in all rows
 */
void
lanes_compare_view_set_order (LanesCompareView *self, LanesLaneOrder order)
{
  g_assert (lanes_platform_is_main_thread ());
  g_return_if_fail (LANES_IS_COMPARE_VIEW (self));

  self->order = order;
  for (guint i = 0; i < lanes_comparison_get_n (self->comparison); i++)
    {
      LanesCompareRow *row = lanes_compare_stack_get_row (self->rows, i);

      lanes_timeline_set_order (lanes_compare_row_get_timeline (row), order);
    }
  lanes_compare_stack_align (self->rows);
}

LanesLaneOrder
lanes_compare_view_get_order (LanesCompareView *self)
{
  g_assert (lanes_platform_is_main_thread ());
  g_return_val_if_fail (LANES_IS_COMPARE_VIEW (self), LANES_ORDER_BY_TASK);

  return self->order;
}

LanesComparison *
lanes_compare_view_get_comparison (LanesCompareView *self)
{
  g_assert (lanes_platform_is_main_thread ());
  g_return_val_if_fail (LANES_IS_COMPARE_VIEW (self), NULL);

  return self->comparison;
}

void
lanes_compare_view_set_removable (LanesCompareView *self, gboolean removable)
{
  g_assert (lanes_platform_is_main_thread ());
  g_return_if_fail (LANES_IS_COMPARE_VIEW (self));

  self->is_removable = removable;
  for (guint i = 0; i < lanes_comparison_get_n (self->comparison); i++)
    lanes_compare_row_set_removable (lanes_compare_stack_get_row (self->rows, i), removable);
}

static void
lanes_compare_view_dispose (GObject *object)
{
  LanesCompareView *self = LANES_COMPARE_VIEW (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->comparison);
  g_clear_object (&self->axis);
  g_clear_object (&self->selection);

  G_OBJECT_CLASS (lanes_compare_view_parent_class)->dispose (object);
}

static void
lanes_compare_view_class_init (LanesCompareViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lanes_compare_view_dispose;

  /**
   * LanesCompareView::remove-clicked:
   * @self: a view
   * @index: which run
   */
  signals[REMOVE_CLICKED] =
      g_signal_new ("remove-clicked", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 1, G_TYPE_UINT);

  g_type_ensure (LANES_TYPE_BAR_CHART);
  g_type_ensure (LANES_TYPE_COMPARE_LEGEND);
  g_type_ensure (LANES_TYPE_COMPARE_RULER);
  g_type_ensure (LANES_TYPE_COMPARE_STACK);
  g_type_ensure (LANES_TYPE_COMPARE_TABLE);
  g_type_ensure (LANES_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/lanes_app/Lanes/lanes-compare-view.ui");
  gtk_widget_class_bind_template_child (widget_class, LanesCompareView, box);
  gtk_widget_class_bind_template_child (widget_class, LanesCompareView, ruler);
  gtk_widget_class_bind_template_child (widget_class, LanesCompareView, rows);
  gtk_widget_class_bind_template_child (widget_class, LanesCompareView, legend);
  gtk_widget_class_bind_template_child (widget_class, LanesCompareView, figures);
  gtk_widget_class_bind_template_child (widget_class, LanesCompareView, verdict);
  gtk_widget_class_bind_template_child (widget_class, LanesCompareView, details_box);
  gtk_widget_class_bind_template_child (widget_class, LanesCompareView, headline);
  gtk_widget_class_bind_template_child (widget_class, LanesCompareView, details);
  gtk_widget_class_bind_template_child (widget_class, LanesCompareView, results_box);
  gtk_widget_class_bind_template_child (widget_class, LanesCompareView, results_icon);
  gtk_widget_class_bind_template_child (widget_class, LanesCompareView, results);
  gtk_widget_class_bind_template_child (widget_class, LanesCompareView, bars);
  gtk_widget_class_bind_template_child (widget_class, LanesCompareView, table);
  gtk_widget_class_bind_template_child (widget_class, LanesCompareView, task);
  gtk_widget_class_bind_template_child (widget_class, LanesCompareView, span);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "compareview");
}

static void
lanes_compare_view_init (LanesCompareView *self)
{
  self->comparison = lanes_comparison_new ();
  self->axis = lanes_axis_new ();
  self->selection = lanes_selection_new ();
  self->is_removable = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));

  lanes_compare_stack_set_axis (self->rows, self->axis);
  lanes_compare_ruler_set_stack (self->ruler, self->rows, self->axis);
  lanes_compare_legend_set_stack (self->legend, self->rows, self->axis);
  lanes_bar_chart_set_mark_label (self->bars, _ ("bound of the model"));
  gtk_widget_set_has_tooltip (GTK_WIDGET (self->task), TRUE);
  g_signal_connect (self->task, "query-tooltip", G_CALLBACK (task_tooltip_cb), NULL);
  g_signal_connect_object (self->axis, "range-changed", G_CALLBACK (update_task), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection, "notify", G_CALLBACK (update_task), self,
                           G_CONNECT_SWAPPED);
}

/**
 * lanes_compare_view_new:
 *
 * Returns: (transfer floating): a view of no runs
 */
GtkWidget *
lanes_compare_view_new (void)
{
  return g_object_new (LANES_TYPE_COMPARE_VIEW, NULL);
}
