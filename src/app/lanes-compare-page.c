/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-compare-page.h"

#include <glib/gi18n.h>

#include "lanes-compare-progress.h"
#include "lanes-compare-view.h"
#include "lanes-drop-down.h"
#include "lanes-label.h"
#include "lanes-library.h"
#include "lanes-model-chooser.h"
#include "lanes-run-button.h"
#include "lanes-tooltip.h"
#include "lanes-wrap-layout.h"

/* How often the words of what goes on are made anew. */
#define WORDS_INTERVAL_US 100000

struct _LanesComparePage
{
  GtkWidget parent_instance;

  LanesSession *session;
  LanesChoices *choices;
  GtkSingleSelection *workloads;
  LanesComparison *comparison; /* the view's */

  GHashTable *own;     /* LanesRun: those that were started here */
  gboolean is_running; /* by us */
  LanesCompareProgress progress;
  gint64 words_us; /* when words were made last */
  guint tick_id;
  gboolean is_baseline_set_up; /* the drop-down is not being filled */
  gboolean is_narrow;
  gboolean shows_choices; /* though it is narrow */

  GtkWidget *scroller; /* of what is more than a small window with large letters holds */
  GtkDropDown *workload;
  LanesModelChooser *models;
  GtkWidget *run;
  GtkWidget *more;
  GtkWidget *choices_box;
  GtkWidget *others_box;
  GtkWidget *baseline_box;
  GtkDropDown *baseline;
  GtkLabel *forecast;
  GtkProgressBar *bar;
  GtkStack *stack;
  GtkLabel *empty_text;
  LanesCompareView *view;
};

enum
{
  PROP_0,
  PROP_BY_WORKER,
  PROP_SHOWS_CHOICES,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

enum
{
  SIGNAL_CHANGED,
  SIGNAL_PROBLEM,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LanesComparePage, lanes_compare_page, GTK_TYPE_WIDGET)

static LanesWorkload *
get_workload (LanesComparePage *self)
{
  return gtk_single_selection_get_selected_item (self->workloads);
}

/* -1: not known yet. */
static gint64
get_forecast (LanesComparePage *self, GPtrArray *models)
{
  LanesWorkload *workload = get_workload (self);
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
  gtk_widget_set_sensitive (self->run, self->is_running || (tooltip == NULL && models->len > 0 &&
                                                            get_workload (self) != NULL));
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

/* Where there is little room what was chosen gives way to what came of it. */
static void
update_fold (LanesComparePage *self)
{
  gboolean is_shown = !self->is_narrow || self->shows_choices;

  gtk_widget_set_visible (self->choices_box, is_shown);
  gtk_widget_set_visible (self->others_box, is_shown);
  gtk_widget_set_visible (GTK_WIDGET (self->forecast), is_shown || self->is_running);
}

static void
set_shows_choices (LanesComparePage *self, gboolean shows_choices)
{
  if (self->shows_choices == shows_choices)
    return;

  self->shows_choices = shows_choices;
  update_fold (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SHOWS_CHOICES]);
}

/* What can be pressed now, and what that will do. */
static void
update_toolbar (LanesComparePage *self)
{
  g_autoptr (GPtrArray) models = lanes_model_chooser_dup_models (self->models);
  g_autofree char *forecast = dup_forecast (self, models);
  LanesWorkload *workload = get_workload (self);
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
  update_fold (self);
}

static void
update_baselines (LanesComparePage *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  int baseline = lanes_comparison_get_baseline (self->comparison);

  for (guint i = 0; i < lanes_comparison_get_n (self->comparison); i++)
    {
      g_autofree char *title = lanes_comparison_dup_title (self->comparison, i);

      gtk_string_list_append (names, title);
    }
  self->is_baseline_set_up = FALSE;
  gtk_drop_down_set_model (self->baseline, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->baseline,
                              baseline >= 0 ? (guint) baseline : GTK_INVALID_LIST_POSITION);
  self->is_baseline_set_up = TRUE;
}

/* After runs came, went or ended. */
static void
update_all (LanesComparePage *self)
{
  update_toolbar (self);
  update_baselines (self);
  lanes_compare_view_set_removable (self->view, !self->is_running);
  lanes_compare_view_update (self->view);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
remove_run (LanesComparePage *self, guint index)
{
  g_hash_table_remove (self->own, lanes_comparison_get_run (self->comparison, index));
  lanes_compare_view_remove (self->view, index);
}

static void
lanes_compare_page_remove_clicked_cb (LanesComparePage *self, guint index)
{
  remove_run (self, index);
  lanes_compare_view_reset_axis (self->view);
  update_all (self);
}

static void
lanes_compare_page_clear_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LanesComparePage *self = LANES_COMPARE_PAGE (widget);

  while (lanes_comparison_get_n (self->comparison) > 0)
    remove_run (self, 0);
  lanes_compare_view_reset_axis (self->view);
  set_shows_choices (self, TRUE);
  update_all (self);
  gtk_widget_grab_focus (self->run);
}

static void
lanes_compare_page_baseline_cb (LanesComparePage *self)
{
  guint selected = gtk_drop_down_get_selected (self->baseline);

  if (!self->is_baseline_set_up || selected >= lanes_comparison_get_n (self->comparison))
    return;

  lanes_comparison_set_baseline (self->comparison, (int) selected);
  lanes_compare_view_update (self->view);
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
    update_all (self);
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
  update_all (self);
}

static void
set_running (LanesComparePage *self, gboolean is_running)
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

  set_running (self, FALSE);
  lanes_comparison_update (self->comparison);
  update_all (self);
  if (error != NULL)
    g_signal_emit (self, signals[SIGNAL_PROBLEM], 0, error->message);
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
  if (lanes_session_is_running (self->session) || models->len == 0 || get_workload (self) == NULL)
    return;

  for (guint i = lanes_comparison_get_n (self->comparison); i-- > 0;)
    {
      if (g_hash_table_contains (self->own, lanes_comparison_get_run (self->comparison, i)))
        remove_run (self, i);
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
  set_running (self, TRUE);
  set_shows_choices (self, FALSE);
  update_all (self);
  lanes_session_run_async (
      self->session, get_workload (self), lanes_choices_get_tasks (self->choices), models, options,
      lanes_compare_page_started_cb, lanes_compare_page_ended_cb, g_object_ref (self));
}

static void
lanes_compare_page_run_clicked_cb (LanesComparePage *self)
{
  if (self->is_running)
    lanes_session_stop (self->session);
  else
    lanes_compare_page_start (self);
}

static void
lanes_compare_page_workload_cb (LanesComparePage *self)
{
  guint selected = gtk_drop_down_get_selected (self->workload);

  if (selected != GTK_INVALID_LIST_POSITION)
    gtk_single_selection_set_selected (self->workloads, selected);
}

static void
lanes_compare_page_workload_selected_cb (LanesComparePage *self)
{
  gtk_drop_down_set_selected (self->workload, gtk_single_selection_get_selected (self->workloads));
  update_toolbar (self);
}

static void
lanes_compare_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (lanes_compare_page_parent_class)->map (widget);
  update_toolbar (LANES_COMPARE_PAGE (widget));
}

/* A page that is not seen does it when it is. */
static void
lanes_compare_page_update_cb (LanesComparePage *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    update_toolbar (self);
}

static void
lanes_compare_page_dispose (GObject *object)
{
  LanesComparePage *self = LANES_COMPARE_PAGE (object);

  set_running (self, FALSE);
  self->view = NULL;
  if (self->comparison != NULL)
    g_signal_handlers_disconnect_by_data (self->comparison, self);
  self->comparison = NULL;
  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  g_clear_object (&self->workloads);
  g_clear_object (&self->choices);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (lanes_compare_page_parent_class)->dispose (object);
}

static void
lanes_compare_page_finalize (GObject *object)
{
  LanesComparePage *self = LANES_COMPARE_PAGE (object);

  g_hash_table_unref (self->own);

  G_OBJECT_CLASS (lanes_compare_page_parent_class)->finalize (object);
}

static void
set_by_worker (LanesComparePage *self, gboolean by_worker)
{
  LanesLaneOrder order = by_worker ? LANES_ORDER_BY_WORKER : LANES_ORDER_BY_TASK;

  if (lanes_compare_view_get_order (self->view) == order)
    return;

  lanes_compare_view_set_order (self->view, order);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BY_WORKER]);
}

static void
lanes_compare_page_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  LanesComparePage *self = LANES_COMPARE_PAGE (object);

  switch (prop_id)
    {
    case PROP_BY_WORKER:
      g_value_set_boolean (value,
                           lanes_compare_view_get_order (self->view) == LANES_ORDER_BY_WORKER);
      break;
    case PROP_SHOWS_CHOICES:
      g_value_set_boolean (value, self->shows_choices);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lanes_compare_page_set_property (GObject *object,
                                 guint prop_id,
                                 const GValue *value,
                                 GParamSpec *pspec)
{
  LanesComparePage *self = LANES_COMPARE_PAGE (object);

  switch (prop_id)
    {
    case PROP_BY_WORKER:
      set_by_worker (self, g_value_get_boolean (value));
      break;
    case PROP_SHOWS_CHOICES:
      set_shows_choices (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lanes_compare_page_class_init (LanesComparePageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = lanes_compare_page_dispose;
  object_class->finalize = lanes_compare_page_finalize;
  object_class->get_property = lanes_compare_page_get_property;
  object_class->set_property = lanes_compare_page_set_property;
  widget_class->map = lanes_compare_page_map;

  /**
   * LanesComparePage::changed:
   *
   * Other runs are there, or some have ended.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  /**
   * LanesComparePage::problem:
   * @self: a page
   * @sentence: what is to be told
   */
  signals[SIGNAL_PROBLEM] = g_signal_new ("problem", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  /**
   * LanesComparePage:by-worker:
   *
   * Whether a lane is a worker rather than a task.
   */
  properties[PROP_BY_WORKER] =
      g_param_spec_boolean ("by-worker", NULL, NULL, FALSE,
                            G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  /**
   * LanesComparePage:shows-choices:
   *
   * Whether a narrow page shows what can be chosen; a wide one does always.
   */
  properties[PROP_SHOWS_CHOICES] =
      g_param_spec_boolean ("shows-choices", NULL, NULL, TRUE,
                            G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_install_action (widget_class, "compare.clear", NULL,
                                   lanes_compare_page_clear_cb);
  gtk_widget_class_install_property_action (widget_class, "compare.by-worker", "by-worker");

  g_type_ensure (LANES_TYPE_COMPARE_VIEW);
  g_type_ensure (LANES_TYPE_MODEL_CHOOSER);
  g_type_ensure (LANES_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/lanes_app/Lanes/lanes-compare-page.ui");
  gtk_widget_class_bind_template_child (widget_class, LanesComparePage, scroller);
  gtk_widget_class_bind_template_child (widget_class, LanesComparePage, workload);
  gtk_widget_class_bind_template_child (widget_class, LanesComparePage, models);
  gtk_widget_class_bind_template_child (widget_class, LanesComparePage, run);
  gtk_widget_class_bind_template_child (widget_class, LanesComparePage, more);
  gtk_widget_class_bind_template_child (widget_class, LanesComparePage, choices_box);
  gtk_widget_class_bind_template_child (widget_class, LanesComparePage, others_box);
  gtk_widget_class_bind_template_child (widget_class, LanesComparePage, baseline_box);
  gtk_widget_class_bind_template_child (widget_class, LanesComparePage, baseline);
  gtk_widget_class_bind_template_child (widget_class, LanesComparePage, forecast);
  gtk_widget_class_bind_template_child (widget_class, LanesComparePage, bar);
  gtk_widget_class_bind_template_child (widget_class, LanesComparePage, stack);
  gtk_widget_class_bind_template_child (widget_class, LanesComparePage, empty_text);
  gtk_widget_class_bind_template_child (widget_class, LanesComparePage, view);
  gtk_widget_class_bind_template_callback (widget_class, lanes_compare_page_baseline_cb);
  gtk_widget_class_bind_template_callback (widget_class, lanes_compare_page_remove_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, update_toolbar);
  gtk_widget_class_bind_template_callback (widget_class, lanes_compare_page_run_clicked_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "comparepage");
}

static void
lanes_compare_page_init (LanesComparePage *self)
{
  self->shows_choices = TRUE;
  self->own = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
  lanes_drop_down_begin_at_selected (self->workload);
  lanes_drop_down_begin_at_selected (self->baseline);
  self->comparison = lanes_compare_view_get_comparison (self->view);
}

static char *
dup_workload_title (LanesWorkload *workload)
{
  return g_strdup (lanes_library_get_title (workload));
}

/**
 * lanes_compare_page_new:
 * @session: what runs
 * @choices: with what options
 * @workloads: what there is to run, and which of it is selected on every tab
 *
 * Returns: (transfer floating): a page
 */
GtkWidget *
lanes_compare_page_new (LanesSession *session, LanesChoices *choices, GtkSingleSelection *workloads)
{
  LanesComparePage *self;
  g_autoptr (GtkExpression) title = NULL;

  g_return_val_if_fail (LANES_IS_SESSION (session), NULL);
  g_return_val_if_fail (LANES_IS_CHOICES (choices), NULL);
  g_return_val_if_fail (GTK_IS_SINGLE_SELECTION (workloads), NULL);

  self = g_object_new (LANES_TYPE_COMPARE_PAGE, NULL);
  self->session = g_object_ref (session);
  self->choices = g_object_ref (choices);
  self->workloads = g_object_ref (workloads);

  title = gtk_cclosure_expression_new (G_TYPE_STRING, NULL, 0, NULL,
                                       G_CALLBACK (dup_workload_title), NULL, NULL);
  gtk_drop_down_set_expression (self->workload, title);
  gtk_drop_down_set_model (self->workload, gtk_single_selection_get_model (workloads));
  lanes_compare_page_workload_selected_cb (self);
  g_signal_connect_object (self->workload, "notify::selected",
                           G_CALLBACK (lanes_compare_page_workload_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (workloads, "notify::selected",
                           G_CALLBACK (lanes_compare_page_workload_selected_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->comparison, "changed", G_CALLBACK (update_all), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify", G_CALLBACK (lanes_compare_page_update_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (choices, "changed", G_CALLBACK (lanes_compare_page_update_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (choices, "forecast-known", G_CALLBACK (lanes_compare_page_update_cb),
                           self, G_CONNECT_SWAPPED);
  update_all (self);

  return GTK_WIDGET (self);
}

/**
 * lanes_compare_page_add_runs:
 * @self: a page
 * @runs: (element-type LanesRun): that have ended; they join those that are there
 */
void
lanes_compare_page_add_runs (LanesComparePage *self, GPtrArray *runs)
{
  g_return_if_fail (LANES_IS_COMPARE_PAGE (self));
  g_return_if_fail (runs != NULL);

  for (guint i = 0; i < runs->len; i++)
    lanes_compare_view_add (self->view, g_ptr_array_index (runs, i));
  set_shows_choices (self, FALSE);
  if (!self->is_running)
    lanes_compare_view_reset_axis (self->view);
  update_all (self);
}

/**
 * lanes_compare_page_dup_runs:
 * @self: a page
 *
 * Returns: (transfer full) (element-type LanesRun): the runs that have ended, from top to bottom
 */
GPtrArray *
lanes_compare_page_dup_runs (LanesComparePage *self)
{
  GPtrArray *runs = g_ptr_array_new_with_free_func (g_object_unref);

  g_return_val_if_fail (LANES_IS_COMPARE_PAGE (self), runs);

  for (guint i = 0; i < lanes_comparison_get_n (self->comparison); i++)
    {
      LanesRun *run = lanes_comparison_get_run (self->comparison, i);

      if (lanes_run_get_status (run) != LANES_RUN_RUNNING)
        g_ptr_array_add (runs, g_object_ref (run));
    }

  return runs;
}

void
lanes_compare_page_set_narrow (LanesComparePage *self, gboolean is_narrow)
{
  g_return_if_fail (LANES_IS_COMPARE_PAGE (self));

  self->is_narrow = is_narrow;
  update_fold (self);
}

/**
 * lanes_compare_page_get_order:
 * @self: a page
 * @begin_us: (out): where what is visible begins
 * @end_us: (out): where it ends; 0: at the end of all
 *
 * Returns: what a lane is now
 */
LanesLaneOrder
lanes_compare_page_get_order (LanesComparePage *self, gint64 *begin_us, gint64 *end_us)
{
  g_return_val_if_fail (LANES_IS_COMPARE_PAGE (self), LANES_ORDER_BY_TASK);

  lanes_compare_view_get_range (self->view, begin_us, end_us);

  return lanes_compare_view_get_order (self->view);
}
