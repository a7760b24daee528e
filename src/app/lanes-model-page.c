/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-model-page.h"

#include <glib/gi18n.h>

#include "lanes-options-panel.h"
#include "lanes-workload-row.h"
#include "platform/lanes-platform.h"

struct _LanesModelPage
{
  GtkWidget parent_instance;

  const LanesModel *model;
  LanesSession *session;
  LanesChoices *choices;
  GtkSingleSelection *workloads;
  GHashTable *runs;       /* LanesWorkload -> LanesRun: the last of each */
  LanesWorkload *running; /* what runs here now */
  gint64 forecast_us;     /* of it */
  guint forecast_id;

  LanesPair *pair;
  GtkListBox *list;
  LanesOptionsPanel *options;
  LanesRunView *view;
};

/* A run that was started here, until it has ended. */
typedef struct
{
  LanesModelPage *page;
  LanesWorkload *workload;
} LanesStart;

enum
{
  PROP_0,
  PROP_RUN,
  N_PROPS
};

enum
{
  SIGNAL_ENDED,
  SIGNAL_PROBLEM,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LanesModelPage, lanes_model_page, GTK_TYPE_WIDGET)

static void
lanes_model_page_dispose (GObject *object)
{
  LanesModelPage *self = LANES_MODEL_PAGE (object);

  g_clear_handle_id (&self->forecast_id, g_source_remove);
  if (self->list != NULL)
    gtk_list_box_bind_model (self->list, NULL, NULL, NULL, NULL);
  self->list = NULL;
  self->view = NULL;
  self->options = NULL;
  g_clear_pointer ((GtkWidget **) &self->pair, gtk_widget_unparent);
  g_clear_pointer (&self->runs, g_hash_table_unref);
  g_clear_object (&self->running);
  g_clear_object (&self->workloads);
  g_clear_object (&self->choices);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (lanes_model_page_parent_class)->dispose (object);
}

static void
lanes_model_page_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  LanesModelPage *self = LANES_MODEL_PAGE (object);

  switch (prop_id)
    {
    case PROP_RUN:
      g_value_set_object (value, lanes_model_page_get_run (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static LanesWorkload *
lanes_model_page_get_selected (LanesModelPage *self)
{
  return gtk_single_selection_get_selected_item (self->workloads);
}

/* The last run of what is selected. */
static void
lanes_model_page_show (LanesModelPage *self)
{
  LanesWorkload *workload = lanes_model_page_get_selected (self);
  LanesRun *run;

  if (workload == NULL)
    return;

  run = g_hash_table_lookup (self->runs, workload);
  lanes_options_panel_set_workload (self->options, workload);
  if (run == NULL && workload == self->running)
    lanes_run_view_show_starting (self->view, workload, self->model);
  else if (run == NULL)
    lanes_run_view_show_empty (self->view, workload, self->model);
  else
    lanes_run_view_show_run (self->view, run, self->forecast_us);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RUN]);
}

static void
lanes_model_page_select (LanesModelPage *self, LanesWorkload *workload)
{
  GListModel *list = G_LIST_MODEL (self->workloads);

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (LanesWorkload) other = g_list_model_get_item (list, i);

      if (other == workload)
        gtk_single_selection_set_selected (self->workloads, i);
    }
}

static void
lanes_model_page_update_rows (LanesModelPage *self)
{
  gboolean is_running = lanes_session_is_running (self->session);
  g_autofree char *reason = lanes_session_dup_obstacle (self->session);
  LanesWorkloadRow *row;

  for (int i = 0;
       (row = LANES_WORKLOAD_ROW (gtk_list_box_get_row_at_index (self->list, i))) != NULL; i++)
    {
      LanesWorkload *workload = lanes_workload_row_get_workload (row);
      LanesRowState state = LANES_ROW_RUN;

      if (self->running == workload)
        state = LANES_ROW_STOP;
      else if (is_running)
        state = LANES_ROW_BLOCKED;
      lanes_workload_row_set_state (row, state, state == LANES_ROW_BLOCKED ? reason : NULL);
    }
}

static void
lanes_model_page_update_forecasts (LanesModelPage *self)
{
  LanesWorkloadRow *row;

  for (int i = 0;
       (row = LANES_WORKLOAD_ROW (gtk_list_box_get_row_at_index (self->list, i))) != NULL; i++)
    {
      LanesWorkload *workload = lanes_workload_row_get_workload (row);

      lanes_workload_row_set_forecast (
          row, lanes_choices_forecast (self->choices, workload, self->model));
    }
}

static gboolean
lanes_model_page_forecast_cb (gpointer user_data)
{
  LanesModelPage *self = user_data;

  self->forecast_id = 0;
  lanes_model_page_update_forecasts (self);

  return G_SOURCE_REMOVE;
}

/* Once for all that is changed at a time; a page that is not seen does it when it is. */
static void
lanes_model_page_choices_changed_cb (LanesModelPage *self)
{
  if (self->forecast_id == 0 && gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->forecast_id = g_idle_add (lanes_model_page_forecast_cb, self);
}

static void
lanes_model_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (lanes_model_page_parent_class)->map (widget);
  lanes_model_page_update_forecasts (LANES_MODEL_PAGE (widget));
}

static void
lanes_model_page_started_cb (LanesSession *session, guint index, LanesRun *run, gpointer user_data)
{
  LanesStart *start = user_data;
  LanesModelPage *self = start->page;

  if (self->view == NULL)
    return;
  g_hash_table_insert (self->runs, g_object_ref (start->workload), g_object_ref (run));
  if (lanes_model_page_get_selected (self) == start->workload)
    lanes_model_page_show (self);
}

static void
lanes_start_free (LanesStart *start)
{
  g_object_unref (start->page);
  g_object_unref (start->workload);
  g_free (start);
}

static void
lanes_model_page_ended_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LanesStart *start = user_data;
  LanesModelPage *self = start->page;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) runs = lanes_session_run_finish (LANES_SESSION (source), result, &error);

  /* The window may have been closed meanwhile. */
  if (self->view != NULL)
    {
      g_clear_object (&self->running);
      lanes_model_page_update_rows (self);
      if (lanes_model_page_get_selected (self) == start->workload)
        lanes_model_page_show (self);
      if (error != NULL)
        g_signal_emit (self, signals[SIGNAL_PROBLEM], 0, error->message);
      if (runs != NULL && runs->len > 0)
        g_signal_emit (self, signals[SIGNAL_ENDED], 0, g_ptr_array_index (runs, 0));
    }
  lanes_start_free (start);
}

static void
lanes_model_page_run (LanesModelPage *self, LanesWorkload *workload)
{
  g_autoptr (GPtrArray) models = g_ptr_array_new ();
  g_autoptr (GPtrArray) options =
      g_ptr_array_new_with_free_func ((GDestroyNotify) lanes_options_free);
  LanesStart *start;

  if (lanes_session_is_running (self->session))
    return;

  start = g_new (LanesStart, 1);
  start->page = g_object_ref (self);
  start->workload = g_object_ref (workload);
  g_ptr_array_add (models, (gpointer) self->model);
  g_ptr_array_add (options, lanes_choices_dup_options (self->choices, self->model));

  self->forecast_us = lanes_choices_forecast (self->choices, workload, self->model);
  g_set_object (&self->running, workload);
  g_hash_table_remove (self->runs, workload);
  lanes_model_page_select (self, workload);
  lanes_pair_set_shows_start (self->pair, FALSE);
  lanes_model_page_show (self);
  lanes_session_run_async (self->session, workload, lanes_choices_get_tasks (self->choices), models,
                           options, lanes_model_page_started_cb, lanes_model_page_ended_cb, start);
}

static void
lanes_model_page_run_clicked_cb (LanesModelPage *self, LanesWorkloadRow *row)
{
  lanes_model_page_run (self, lanes_workload_row_get_workload (row));
}

static void
lanes_model_page_stop_clicked_cb (LanesModelPage *self)
{
  lanes_session_stop (self->session);
}

static GtkWidget *
lanes_model_page_create_row (gpointer item, gpointer user_data)
{
  LanesModelPage *self = user_data;
  GtkWidget *row = lanes_workload_row_new (item);

  g_signal_connect_object (row, "run-clicked", G_CALLBACK (lanes_model_page_run_clicked_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "stop-clicked", G_CALLBACK (lanes_model_page_stop_clicked_cb), self,
                           G_CONNECT_SWAPPED);

  return row;
}

/* Folded, whoever chooses a workload wants to see its run. */
static void
lanes_model_page_row_activated_cb (LanesModelPage *self)
{
  lanes_pair_set_shows_start (self->pair, FALSE);
}

static void
lanes_model_page_row_selected_cb (LanesModelPage *self, GtkListBoxRow *row)
{
  if (row != NULL)
    gtk_single_selection_set_selected (self->workloads, (guint) gtk_list_box_row_get_index (row));
}

static void
lanes_model_page_workload_selected_cb (LanesModelPage *self)
{
  guint selected = gtk_single_selection_get_selected (self->workloads);
  GtkListBoxRow *row = NULL;

  if (selected != GTK_INVALID_LIST_POSITION)
    row = gtk_list_box_get_row_at_index (self->list, (int) selected);
  if (row != NULL && row != gtk_list_box_get_selected_row (self->list))
    gtk_list_box_select_row (self->list, row);
  lanes_model_page_show (self);
}

static void
lanes_model_page_items_changed_cb (LanesModelPage *self)
{
  lanes_model_page_update_forecasts (self);
  lanes_model_page_update_rows (self);
}

static void
lanes_model_page_class_init (LanesModelPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = lanes_model_page_dispose;
  object_class->get_property = lanes_model_page_get_property;
  widget_class->map = lanes_model_page_map;

  properties[PROP_RUN] =
      g_param_spec_object ("run", NULL, NULL, LANES_TYPE_RUN,
                           G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[SIGNAL_ENDED] = g_signal_new ("ended", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                        NULL, NULL, NULL, G_TYPE_NONE, 1, LANES_TYPE_RUN);
  signals[SIGNAL_PROBLEM] = g_signal_new ("problem", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  g_type_ensure (LANES_TYPE_OPTIONS_PANEL);
  g_type_ensure (LANES_TYPE_PAIR);
  g_type_ensure (LANES_TYPE_RUN_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/lanes_app/Lanes/lanes-model-page.ui");
  gtk_widget_class_bind_template_child (widget_class, LanesModelPage, pair);
  gtk_widget_class_bind_template_child (widget_class, LanesModelPage, list);
  gtk_widget_class_bind_template_child (widget_class, LanesModelPage, options);
  gtk_widget_class_bind_template_child (widget_class, LanesModelPage, view);
  gtk_widget_class_bind_template_callback (widget_class, lanes_model_page_row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, lanes_model_page_row_selected_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "modelpage");
}

static void
lanes_model_page_init (LanesModelPage *self)
{
  self->runs = g_hash_table_new_full (NULL, NULL, g_object_unref, g_object_unref);
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * lanes_model_page_new:
 * @model: whose tab it is
 * @session: what runs
 * @choices: with what options
 * @workloads: what there is to run, and which of it is selected on every tab
 *
 * Returns: (transfer floating): a page
 */
GtkWidget *
lanes_model_page_new (const LanesModel *model,
                      LanesSession *session,
                      LanesChoices *choices,
                      GtkSingleSelection *workloads)
{
  LanesModelPage *self;

  g_assert (lanes_platform_is_main_thread ());
  g_return_val_if_fail (model != NULL, NULL);
  g_return_val_if_fail (LANES_IS_SESSION (session), NULL);
  g_return_val_if_fail (LANES_IS_CHOICES (choices), NULL);
  g_return_val_if_fail (GTK_IS_SINGLE_SELECTION (workloads), NULL);

  self = g_object_new (LANES_TYPE_MODEL_PAGE, NULL);
  self->model = model;
  self->session = g_object_ref (session);
  self->choices = g_object_ref (choices);
  self->workloads = g_object_ref (workloads);
  lanes_options_panel_set_choices (self->options, choices, model);
  gtk_list_box_bind_model (self->list, G_LIST_MODEL (workloads), lanes_model_page_create_row, self,
                           NULL);
  g_signal_connect_object (workloads, "items-changed",
                           G_CALLBACK (lanes_model_page_items_changed_cb), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (workloads, "notify::selected",
                           G_CALLBACK (lanes_model_page_workload_selected_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::running", G_CALLBACK (lanes_model_page_update_rows),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::description",
                           G_CALLBACK (lanes_model_page_update_rows), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (choices, "changed", G_CALLBACK (lanes_model_page_choices_changed_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (choices, "forecast-known",
                           G_CALLBACK (lanes_model_page_choices_changed_cb), self,
                           G_CONNECT_SWAPPED);
  lanes_model_page_workload_selected_cb (self);
  lanes_model_page_update_rows (self);

  return GTK_WIDGET (self);
}

const LanesModel *
lanes_model_page_get_model (LanesModelPage *self)
{
  g_assert (lanes_platform_is_main_thread ());
  g_return_val_if_fail (LANES_IS_MODEL_PAGE (self), NULL);

  return self->model;
}

LanesPair *
lanes_model_page_get_pair (LanesModelPage *self)
{
  g_assert (lanes_platform_is_main_thread ());
  g_return_val_if_fail (LANES_IS_MODEL_PAGE (self), NULL);

  return self->pair;
}

LanesRunView *
lanes_model_page_get_view (LanesModelPage *self)
{
  g_assert (lanes_platform_is_main_thread ());
  g_return_val_if_fail (LANES_IS_MODEL_PAGE (self), NULL);

  return self->view;
}

LanesRun *
lanes_model_page_get_run (LanesModelPage *self)
{
  g_assert (lanes_platform_is_main_thread ());
  g_return_val_if_fail (LANES_IS_MODEL_PAGE (self), NULL);

  return self->view != NULL ? lanes_run_view_get_run (self->view) : NULL;
}

/**
 * lanes_model_page_start:
 * @self: a page
 *
 * Runs the workload that is selected; does nothing while something runs.
 */
void
lanes_model_page_start (LanesModelPage *self)
{
  LanesWorkload *workload;

  g_assert (lanes_platform_is_main_thread ());
  g_return_if_fail (LANES_IS_MODEL_PAGE (self));

  workload = lanes_model_page_get_selected (self);
  if (workload != NULL)
    lanes_model_page_run (self, workload);
}

/**
 * lanes_model_page_add_run:
 * @self: a page
 * @workload: of the library
 * @run: an opened run of it under this page's model, shown as its last one
 */
void
lanes_model_page_add_run (LanesModelPage *self, LanesWorkload *workload, LanesRun *run)
{
  g_assert (lanes_platform_is_main_thread ());
  g_return_if_fail (LANES_IS_MODEL_PAGE (self));
  g_return_if_fail (LANES_IS_WORKLOAD (workload));
  g_return_if_fail (LANES_IS_RUN (run));

  /* What goes on stays where it can be seen. */
  if (workload == self->running)
    return;
  g_hash_table_insert (self->runs, g_object_ref (workload), g_object_ref (run));
  lanes_model_page_select (self, workload);
  lanes_pair_set_shows_start (self->pair, FALSE);
  lanes_model_page_show (self);
}
