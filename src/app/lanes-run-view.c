/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-run-view.h"

#include <glib/gi18n.h>

#include "lanes-figures.h"
#include "lanes-headline.h"
#include "lanes-library.h"
#include "lanes-log-view.h"
#include "lanes-pair.h"
#include "lanes-run-digest.h"
#include "lanes-run-words.h"
#include "lanes-tabs.h"
#include "lanes-task-table.h"
#include "lanes-task-times.h"
#include "lanes-totals.h"
#include "platform/lanes-platform.h"
#include "view/lanes-timeline.h"

/* How often what is not drawn follows a run. */
#define REFRESH_US (200 * 1000)

struct _LanesRunView
{
  GtkWidget parent_instance;

  LanesRun *run;
  gint64 forecast_us;
  gint64 refreshed_us;
  guint tick_id;
  GCancellable *counting; /* while the figures of a long run are worked out */

  GtkWidget *stack;
  GtkLabel *empty_title;
  GtkLabel *empty_text;
  LanesHeadline *headline;
  LanesTimeline *timeline;
  GtkToggleButton *by_task;
  GtkToggleButton *by_worker;
  LanesTotals *totals;
  LanesTaskTable *table;
  LanesLogView *log;
  LanesFigures *figures;
};

G_DEFINE_FINAL_TYPE (LanesRunView, lanes_run_view, GTK_TYPE_WIDGET)

static void
lanes_run_view_dispose (GObject *object)
{
  LanesRunView *self = LANES_RUN_VIEW (object);

  if (self->tick_id != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->tick_id);
  self->tick_id = 0;
  g_cancellable_cancel (self->counting);
  g_clear_object (&self->counting);
  g_clear_pointer (&self->stack, gtk_widget_unparent);
  g_clear_object (&self->run);

  G_OBJECT_CLASS (lanes_run_view_parent_class)->dispose (object);
}

static void
lanes_run_view_order_cb (LanesRunView *self)
{
  if (self->timeline == NULL)
    return;
  lanes_timeline_set_order (self->timeline, gtk_toggle_button_get_active (self->by_worker)
                                                ? LANES_ORDER_BY_WORKER
                                                : LANES_ORDER_BY_TASK);
}

static void
lanes_run_view_fit_cb (LanesRunView *self)
{
  lanes_axis_fit (lanes_timeline_get_axis (self->timeline));
}

static void
lanes_run_view_class_init (LanesRunViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lanes_run_view_dispose;

  g_type_ensure (LANES_TYPE_FIGURES);
  g_type_ensure (LANES_TYPE_HEADLINE);
  g_type_ensure (LANES_TYPE_LOG_VIEW);
  g_type_ensure (LANES_TYPE_PAIR);
  g_type_ensure (LANES_TYPE_TABS);
  g_type_ensure (LANES_TYPE_TASK_TABLE);
  g_type_ensure (LANES_TYPE_TIMELINE);
  g_type_ensure (LANES_TYPE_TOTALS);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/lanes_app/Lanes/lanes-run-view.ui");
  gtk_widget_class_bind_template_child (widget_class, LanesRunView, stack);
  gtk_widget_class_bind_template_child (widget_class, LanesRunView, empty_title);
  gtk_widget_class_bind_template_child (widget_class, LanesRunView, empty_text);
  gtk_widget_class_bind_template_child (widget_class, LanesRunView, headline);
  gtk_widget_class_bind_template_child (widget_class, LanesRunView, timeline);
  gtk_widget_class_bind_template_child (widget_class, LanesRunView, by_task);
  gtk_widget_class_bind_template_child (widget_class, LanesRunView, by_worker);
  gtk_widget_class_bind_template_child (widget_class, LanesRunView, totals);
  gtk_widget_class_bind_template_child (widget_class, LanesRunView, table);
  gtk_widget_class_bind_template_child (widget_class, LanesRunView, log);
  gtk_widget_class_bind_template_child (widget_class, LanesRunView, figures);
  gtk_widget_class_bind_template_callback (widget_class, lanes_run_view_order_cb);
  gtk_widget_class_bind_template_callback (widget_class, lanes_run_view_fit_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "runview");
}

static void
lanes_run_view_init (LanesRunView *self)
{
  LanesSelection *selection;

  gtk_widget_init_template (GTK_WIDGET (self));
  selection = lanes_timeline_get_selection (self->timeline);
  lanes_task_table_set_selection (self->table, selection);
  lanes_totals_set_selection (self->totals, selection);
}

/**
 * lanes_run_view_new:
 *
 * Returns: (transfer floating): a view of nothing
 */
GtkWidget *
lanes_run_view_new (void)
{
  return g_object_new (LANES_TYPE_RUN_VIEW, NULL);
}

static void
lanes_run_view_show_headline (LanesRunView *self, const LanesRunDigest *digest)
{
  g_autofree char *title = lanes_run_words_dup_title (lanes_run_get_workload (self->run),
                                                      lanes_run_get_model (self->run));

  if (digest != NULL)
    lanes_headline_show_ended (self->headline, title, self->run, &digest->report, digest->sentence);
  else if (lanes_run_get_status (self->run) != LANES_RUN_RUNNING)
    lanes_headline_show_counting (self->headline, title);
  else
    lanes_headline_show_running (self->headline, title, self->run, self->forecast_us);
}

static void
lanes_run_view_show_totals (LanesRunView *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->totals), lanes_totals_show (self->totals, self->run));
}

/* What goes on is followed from the frame clock, and only so often that it can be read. */
static gboolean
lanes_run_view_tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  LanesRunView *self = LANES_RUN_VIEW (widget);
  gint64 now_us = g_get_monotonic_time ();
  g_autoptr (GArray) times = NULL;
  g_autofree char *log = NULL;

  if (lanes_run_get_status (self->run) != LANES_RUN_RUNNING)
    {
      self->tick_id = 0;
      return G_SOURCE_REMOVE;
    }
  if (now_us - self->refreshed_us < REFRESH_US)
    return G_SOURCE_CONTINUE;

  self->refreshed_us = now_us;
  lanes_run_view_show_headline (self, NULL);
  /* Tables and logs of longer runs are filled when these have ended: they cost a scan each. */
  if (!lanes_run_digest_is_small (self->run))
    return G_SOURCE_CONTINUE;

  lanes_run_view_show_totals (self);
  times = lanes_task_times_compute (self->run);
  lanes_task_table_refresh (self->table, times);
  log = lanes_log_view_dup_text (self->run);
  lanes_log_view_show (self->log, log);

  return G_SOURCE_CONTINUE;
}

static void
lanes_run_view_follow (LanesRunView *self)
{
  if (self->tick_id == 0)
    self->tick_id =
        gtk_widget_add_tick_callback (GTK_WIDGET (self), lanes_run_view_tick_cb, NULL, NULL);
}

static void
lanes_run_view_set_run (LanesRunView *self, LanesRun *run)
{
  if (!g_set_object (&self->run, run))
    return;
  if (self->tick_id != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->tick_id);
  self->tick_id = 0;
  g_cancellable_cancel (self->counting);
  g_clear_object (&self->counting);
  lanes_timeline_set_run (self->timeline, run);
  lanes_task_table_set_run (self->table, run);
}

/**
 * lanes_run_view_show_empty:
 * @self: a view
 * @workload: what was not run yet
 * @model: under which model
 */
void
lanes_run_view_show_empty (LanesRunView *self, LanesWorkload *workload, const LanesModel *model)
{
  g_autofree char *title = NULL;
  g_autofree char *text = NULL;

  g_assert (lanes_platform_is_main_thread ());
  g_return_if_fail (LANES_IS_RUN_VIEW (self));

  title = lanes_run_words_dup_title (workload, model);
  text = g_strdup_printf (_ ("Press Run beside %s to see how it goes under this model."),
                          lanes_library_get_title (workload));
  gtk_label_set_text (self->empty_title, title);
  gtk_label_set_text (self->empty_text, text);
  lanes_run_view_set_run (self, NULL);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "empty");
}

/**
 * lanes_run_view_show_starting:
 * @self: a view
 * @workload: what is about to run
 * @model: under which model
 */
void
lanes_run_view_show_starting (LanesRunView *self, LanesWorkload *workload, const LanesModel *model)
{
  g_autofree char *title = NULL;

  g_assert (lanes_platform_is_main_thread ());
  g_return_if_fail (LANES_IS_RUN_VIEW (self));

  title = lanes_run_words_dup_title (workload, model);
  lanes_run_view_set_run (self, NULL);
  lanes_headline_show_starting (self->headline, title);
  gtk_widget_set_visible (GTK_WIDGET (self->totals), FALSE);
  lanes_log_view_show (self->log, NULL);
  lanes_figures_show (self->figures, NULL, NULL);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "run");
}

static void
lanes_run_view_show_digest (LanesRunView *self, const LanesRunDigest *digest)
{
  lanes_run_view_show_headline (self, digest);
  lanes_figures_show (self->figures, self->run, &digest->report);
  lanes_log_view_show (self->log, digest->log);
  lanes_task_table_refresh (self->table, digest->times);
}

static void
lanes_run_view_counted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LanesRunView) self = user_data;
  const LanesRunDigest *digest = lanes_run_digest_make_finish (LANES_RUN (source), result, NULL);

  /* Another run may be shown by now. */
  if (digest == NULL || self->run != LANES_RUN (source))
    return;
  g_clear_object (&self->counting);
  lanes_run_view_show_digest (self, digest);
}

/* What takes a scan of a long run is done in a thread, and shown when it is there. */
static void
lanes_run_view_count (LanesRunView *self)
{
  lanes_run_view_show_headline (self, NULL);
  lanes_figures_show (self->figures, NULL, NULL);
  lanes_log_view_show (self->log, NULL);
  if (self->counting != NULL)
    return;

  self->counting = g_cancellable_new ();
  lanes_run_digest_make_async (self->run, self->counting, lanes_run_view_counted_cb,
                               g_object_ref (self));
}

/**
 * lanes_run_view_show_run:
 * @self: a view
 * @run: a run, which may go on
 * @forecast_us: how long it will take, for its progress; 0 or less: not known
 *
 * To be called again when the run has ended.
 */
void
lanes_run_view_show_run (LanesRunView *self, LanesRun *run, gint64 forecast_us)
{
  const LanesRunDigest *digest;

  g_assert (lanes_platform_is_main_thread ());
  g_return_if_fail (LANES_IS_RUN_VIEW (self));
  g_return_if_fail (LANES_IS_RUN (run));

  self->forecast_us = forecast_us;
  lanes_run_view_set_run (self, run);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "run");
  lanes_run_view_show_totals (self);
  if (lanes_run_get_status (run) == LANES_RUN_RUNNING)
    {
      lanes_run_view_show_headline (self, NULL);
      lanes_figures_show (self->figures, NULL, NULL);
      lanes_log_view_show (self->log, NULL);
      lanes_run_view_follow (self);
      return;
    }

  digest = lanes_run_digest_peek (run);
  if (digest != NULL)
    lanes_run_view_show_digest (self, digest);
  else
    lanes_run_view_count (self);
}

LanesRun *
lanes_run_view_get_run (LanesRunView *self)
{
  g_assert (lanes_platform_is_main_thread ());
  g_return_val_if_fail (LANES_IS_RUN_VIEW (self), NULL);

  return self->run;
}

/**
 * lanes_run_view_get_order:
 * @self: a view
 * @begin_us: (out): where what is visible begins
 * @end_us: (out): where it ends; 0: at the end of the run
 *
 * Returns: what a lane is now
 */
LanesLaneOrder
lanes_run_view_get_order (LanesRunView *self, gint64 *begin_us, gint64 *end_us)
{
  LanesAxis *axis;

  g_assert (lanes_platform_is_main_thread ());
  g_return_val_if_fail (LANES_IS_RUN_VIEW (self), LANES_ORDER_BY_TASK);

  axis = lanes_timeline_get_axis (self->timeline);
  *begin_us = lanes_axis_is_fitted (axis) ? 0 : lanes_axis_get_begin (axis);
  *end_us = lanes_axis_is_fitted (axis) ? 0 : lanes_axis_get_end (axis);

  return lanes_timeline_get_order (self->timeline);
}
