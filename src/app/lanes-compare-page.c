/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page itself, and the runs that it shows. */
#include "config.h"

#include "lanes-compare-page.h"

#include "lanes-compare-page-private.h"
#include "lanes-drop-down.h"
#include "lanes-library.h"
#include "lanes-wrap-layout.h"

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

void
lanes_compare_page_set_shows_choices (LanesComparePage *self, gboolean shows_choices)
{
  if (self->shows_choices == shows_choices)
    return;

  self->shows_choices = shows_choices;
  lanes_compare_page_update_fold (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SHOWS_CHOICES]);
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

void
lanes_compare_page_update_all (LanesComparePage *self)
{
  lanes_compare_page_update_toolbar (self);
  update_baselines (self);
  lanes_compare_view_set_removable (self->view, !self->is_running);
  lanes_compare_view_update (self->view);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

void
lanes_compare_page_remove_run (LanesComparePage *self, guint index)
{
  g_hash_table_remove (self->own, lanes_comparison_get_run (self->comparison, index));
  lanes_compare_view_remove (self->view, index);
}

void
lanes_compare_page_tell (LanesComparePage *self, const char *sentence)
{
  g_signal_emit (self, signals[SIGNAL_PROBLEM], 0, sentence);
}

static void
lanes_compare_page_remove_clicked_cb (LanesComparePage *self, guint index)
{
  lanes_compare_page_remove_run (self, index);
  lanes_compare_view_reset_axis (self->view);
  lanes_compare_page_update_all (self);
}

static void
lanes_compare_page_clear_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LanesComparePage *self = LANES_COMPARE_PAGE (widget);

  while (lanes_comparison_get_n (self->comparison) > 0)
    lanes_compare_page_remove_run (self, 0);
  lanes_compare_view_reset_axis (self->view);
  lanes_compare_page_set_shows_choices (self, TRUE);
  lanes_compare_page_update_all (self);
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
  lanes_compare_page_update_toolbar (self);
}

static void
lanes_compare_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (lanes_compare_page_parent_class)->map (widget);
  lanes_compare_page_update_toolbar (LANES_COMPARE_PAGE (widget));
}

/* A page that is not seen does it when it is. */
static void
lanes_compare_page_update_cb (LanesComparePage *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    lanes_compare_page_update_toolbar (self);
}

static void
lanes_compare_page_dispose (GObject *object)
{
  LanesComparePage *self = LANES_COMPARE_PAGE (object);

  lanes_compare_page_set_running (self, FALSE);
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
      lanes_compare_page_set_shows_choices (self, g_value_get_boolean (value));
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
  gtk_widget_class_bind_template_callback (widget_class, lanes_compare_page_update_toolbar);
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
  g_signal_connect_object (self->comparison, "changed", G_CALLBACK (lanes_compare_page_update_all),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify", G_CALLBACK (lanes_compare_page_update_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (choices, "changed", G_CALLBACK (lanes_compare_page_update_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (choices, "forecast-known", G_CALLBACK (lanes_compare_page_update_cb),
                           self, G_CONNECT_SWAPPED);
  lanes_compare_page_update_all (self);

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
  lanes_compare_page_set_shows_choices (self, FALSE);
  if (!self->is_running)
    lanes_compare_view_reset_axis (self->view);
  lanes_compare_page_update_all (self);
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
  lanes_compare_page_update_fold (self);
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
