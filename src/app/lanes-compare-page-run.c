/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What will run and what runs: the choices above the comparison, the session, and its progress. */
#include "config.h"

#include <glib/gi18n.h>

#include "lanes-compare-page-private.h"
#include "lanes-label.h"
#include "lanes-library.h"
#include "lanes-run-button.h"
#include "lanes-tooltip.h"

/* How often the words of what goes on are made anew. */
#define WORDS_INTERVAL_US 100000

LanesWorkload *
lanes_compare_page_get_workload (LanesComparePage *self)
{
  return gtk_single_selection_get_selected_item (self->workloads);
}

/* -1: not known yet. */
static gint64
get_forecast (LanesComparePage *self, GPtrArray *models)
{
  LanesWorkload *workload = lanes_compare_page_get_workload (self);
  gint64 sum_us = 0;

  for (guint i = 0; workload != NULL && i < models->len; i++)
    {
      gint64 time_us =
          lanes_choices_forecast (self->choices, workload, g_ptr_array_index (models, i));

      if (time_us < 0)
        return -1;
      sum_us += time_us;
    }

  return sum_us;
}

static void
update_run_button (LanesComparePage *self, GPtrArray *models)
{
  g_autofree char *tooltip = NULL;
  g_autofree char *label = NULL;

  if (self->is_running)
    label = g_strdup (_ ("Stop"));
  else if (models->len == LANES_N_MODELS)
    label = g_strdup (_ ("Run on Every Model"));
  else
    label = g_strdup_printf (ngettext ("Run on %u Model", "Run on %u Models", models->len),
                             models->len);
  gtk_button_set_label (GTK_BUTTON (self->run), label);
  lanes_run_button_set_stops (self->run, self->is_running);
  if (!self->is_running)
    tooltip = lanes_session_dup_obstacle (self->session);
  gtk_widget_set_sensitive (self->run,
                            self->is_running || (tooltip == NULL && models->len > 0 &&
                                                 lanes_compare_page_get_workload (self) != NULL));
  lanes_tooltip_set (self->run, tooltip);
}

/* What goes on, or else what @models will. */
static char *
dup_forecast (LanesComparePage *self, GPtrArray *models)
{
  if (!self->is_running)
    return lanes_compare_progress_dup_forecast (models->len, get_forecast (self, models));

  return lanes_compare_progress_dup_text (
      &self->progress, lanes_session_get_description (self->session), g_get_monotonic_time ());
}

void
lanes_compare_page_update_fold (LanesComparePage *self)
{
  gboolean is_shown = !self->is_narrow || self->shows_choices;

  gtk_widget_set_visible (self->choices_box, is_shown);
  gtk_widget_set_visible (self->others_box, is_shown);
  gtk_widget_set_visible (GTK_WIDGET (self->forecast), is_shown || self->is_running);
}

void
lanes_compare_page_update_toolbar (LanesComparePage *self)
{
  g_autoptr (GPtrArray) models = lanes_model_chooser_dup_models (self->models);
  g_autofree char *forecast = dup_forecast (self, models);
  LanesWorkload *workload = lanes_compare_page_get_workload (self);
  guint n = lanes_comparison_get_n (self->comparison);

  update_run_button (self, models);
  lanes_label_set_text (self->forecast, forecast);
  gtk_widget_set_visible (GTK_WIDGET (self->bar), self->is_running);
  gtk_widget_set_sensitive (GTK_WIDGET (self->workload), !self->is_running);
  gtk_widget_set_sensitive (GTK_WIDGET (self->models), !self->is_running);
  gtk_widget_set_visible (self->more, n > 0);
  gtk_widget_set_sensitive (self->more, !self->is_running);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "compare.clear", n > 0 && !self->is_running);
  gtk_widget_set_visible (self->baseline_box, n > 1);
  if (workload != NULL)
    {
      g_autofree char *text = g_strdup_printf (
          _ ("Press “%s”: %s runs under one model after the other, and their time-lines stand "
             "above "
             "each other on one axis. Runs that were saved can be added."),
          gtk_button_get_label (GTK_BUTTON (self->run)), lanes_library_get_title (workload));

      lanes_label_set_text (self->empty_text, text);
    }
  gtk_stack_set_visible_child_name (self->stack, n > 0 || self->is_running ? "runs" : "empty");
  lanes_compare_page_update_fold (self);
}

static gboolean
lanes_compare_page_tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  LanesComparePage *self = LANES_COMPARE_PAGE (widget);
  gint64 now_us = g_get_monotonic_time ();
  guint n = lanes_comparison_get_n (self->comparison);
  g_autofree char *progress = NULL;

  if (now_us - self->words_us < WORDS_INTERVAL_US)
    return G_SOURCE_CONTINUE;

  self->words_us = now_us;
  progress = dup_forecast (self, NULL);
  lanes_label_set_text (self->forecast, progress);
  gtk_progress_bar_set_fraction (self->bar,
                                 lanes_compare_progress_get_fraction (&self->progress, now_us));
  if (lanes_comparison_update (self->comparison))
    lanes_compare_page_update_all (self);
  else if (n > 0 && self->progress.n_started > 0)
    lanes_compare_view_update_row (self->view, n - 1);

  return G_SOURCE_CONTINUE;
}

static void
lanes_compare_page_started_cb (LanesSession *session,
                               guint index,
                               LanesRun *run,
                               gpointer user_data)
{
  LanesComparePage *self = LANES_COMPARE_PAGE (user_data);

  /* The window may have been closed meanwhile. */
  if (self->scroller == NULL)
    return;

  self->progress.n_started = index + 1;
  lanes_comparison_update (self->comparison);
  g_hash_table_add (self->own, g_object_ref (run));
  lanes_compare_view_add (self->view, run);
  lanes_compare_page_update_all (self);
}

void
lanes_compare_page_set_running (LanesComparePage *self, gboolean is_running)
{
  self->is_running = is_running;
  if (is_running && self->tick_id == 0)
    self->tick_id =
        gtk_widget_add_tick_callback (GTK_WIDGET (self), lanes_compare_page_tick_cb, NULL, NULL);
  if (!is_running && self->tick_id != 0)
    {
      gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->tick_id);
      self->tick_id = 0;
    }
}

static void
lanes_compare_page_ended_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LanesComparePage) self = LANES_COMPARE_PAGE (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) runs = lanes_session_run_finish (LANES_SESSION (source), result, &error);

  if (self->scroller == NULL)
    return;

  lanes_compare_page_set_running (self, FALSE);
  lanes_comparison_update (self->comparison);
  lanes_compare_page_update_all (self);
  if (error != NULL)
    lanes_compare_page_tell (self, error->message);
}

/**
 * lanes_compare_page_start:
 * @self: a page
 *
 * Runs that were started here before make room; those from files stay.
 */
void
lanes_compare_page_start (LanesComparePage *self)
{
  g_autoptr (GPtrArray) options =
      g_ptr_array_new_with_free_func ((GDestroyNotify) lanes_options_free);
  g_autoptr (GPtrArray) models = NULL;

  g_return_if_fail (LANES_IS_COMPARE_PAGE (self));

  models = lanes_model_chooser_dup_models (self->models);
  if (lanes_session_is_running (self->session) || models->len == 0 ||
      lanes_compare_page_get_workload (self) == NULL)
    return;

  for (guint i = lanes_comparison_get_n (self->comparison); i-- > 0;)
    {
      if (g_hash_table_contains (self->own, lanes_comparison_get_run (self->comparison, i)))
        lanes_compare_page_remove_run (self, i);
    }
  lanes_compare_view_reset_axis (self->view);
  for (guint i = 0; i < models->len; i++)
    g_ptr_array_add (options,
                     lanes_choices_dup_options (self->choices, g_ptr_array_index (models, i)));

  self->progress.n_runs = models->len;
  self->progress.n_started = 0;
  self->progress.started_us = g_get_monotonic_time ();
  self->progress.forecast_us = get_forecast (self, models);
  gtk_progress_bar_set_fraction (self->bar, 0);
  lanes_compare_page_set_running (self, TRUE);
  lanes_compare_page_set_shows_choices (self, FALSE);
  lanes_compare_page_update_all (self);
  lanes_session_run_async (self->session, lanes_compare_page_get_workload (self),
                           lanes_choices_get_tasks (self->choices), models, options,
                           lanes_compare_page_started_cb, lanes_compare_page_ended_cb,
                           g_object_ref (self));
}

void
lanes_compare_page_run_clicked_cb (LanesComparePage *self)
{
  if (self->is_running)
    lanes_session_stop (self->session);
  else
    lanes_compare_page_start (self);
}
