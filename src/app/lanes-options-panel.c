/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-options-panel.h"

#include <glib/gi18n.h>
#include <math.h>

#include "engine/lanes-endpoint.h"
#include "lanes-drop-down.h"
#include "lanes-pair.h"
#include "platform/lanes-platform.h"

/* What is proposed for another endpoint: the API that the built-in server answers as. */
#define OTHER_ENDPOINT "https://dummyjson.com"

struct _LanesOptionsPanel
{
  GtkWidget parent_instance;

  LanesChoices *choices;
  const LanesModel *model;
  LanesWorkload *workload;

  GtkWidget *box;
  GtkWidget *own;
  GtkLabel *own_heading;
  GtkWidget *workers_row;
  GtkSpinButton *workers;
  GtkSpinButton *connections;
  GtkWidget *schedule_row;
  GtkDropDown *schedule;
  GtkSpinButton *tasks;
  GtkSpinButton *time_scale;
  GtkDropDown *cpu;
  GtkDropDown *latency;
  GtkSpinButton *timeout;
  GtkDropDown *endpoint;
  GtkWidget *address_row;
  GtkWidget *address;
  GtkWidget *fault;
};

G_DEFINE_FINAL_TYPE (LanesOptionsPanel, lanes_options_panel, GTK_TYPE_WIDGET)

static void
lanes_options_panel_dispose (GObject *object)
{
  LanesOptionsPanel *self = LANES_OPTIONS_PANEL (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->choices);
  g_clear_object (&self->workload);

  G_OBJECT_CLASS (lanes_options_panel_parent_class)->dispose (object);
}

/* 0 stands for the default, which is said with its value. */
static gboolean
show_default (GtkSpinButton *button, guint usual)
{
  g_autofree char *text = NULL;

  if (gtk_spin_button_get_value_as_int (button) != 0)
    return FALSE;
  text = usual > 0 ? g_strdup_printf (_ ("default (%u)"), usual) : g_strdup (_ ("default"));
  gtk_editable_set_text (GTK_EDITABLE (button), text);

  return TRUE;
}

static guint
usual_tasks (LanesOptionsPanel *self)
{
  return self->workload != NULL ? lanes_workload_get_n_tasks (self->workload) : 0;
}

/* How wide the model's pool is when nobody chooses. */
static guint
usual_workers (LanesOptionsPanel *self)
{
  g_autoptr (LanesOptions) options = lanes_options_new ();
  g_autoptr (LanesWorkload) sized = NULL;
  LanesCarrierKind carrier;

  if (self->workload == NULL || self->choices == NULL)
    return 0;
  sized = lanes_workload_resize (self->workload, lanes_choices_get_tasks (self->choices), 0);
  carrier = lanes_model_uses (self->model, LANES_CARRIER_THREADS) ? LANES_CARRIER_THREADS
                                                                  : LANES_CARRIER_PROCESSES;

  return lanes_workload_get_pool_width (sized, carrier, options);
}

static gboolean
lanes_options_panel_workers_output_cb (LanesOptionsPanel *self)
{
  return show_default (self->workers, usual_workers (self));
}

static gboolean
lanes_options_panel_tasks_output_cb (LanesOptionsPanel *self)
{
  return show_default (self->tasks, usual_tasks (self));
}

/* "default (5)" is what was written for 0; anything else is for GTK to read. */
static int
lanes_options_panel_count_input_cb (GtkSpinButton *button, double *value, gpointer user_data)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (button));

  if (g_unichar_isdigit (g_utf8_get_char (text)))
    return FALSE;
  *value = 0;

  return TRUE;
}

static gboolean
lanes_options_panel_scale_output_cb (GtkSpinButton *button)
{
  g_autofree char *text = g_strdup_printf (_ ("× %g"), gtk_spin_button_get_value (button));

  gtk_editable_set_text (GTK_EDITABLE (button), text);

  return TRUE;
}

static gboolean
lanes_options_panel_timeout_output_cb (GtkSpinButton *button)
{
  g_autofree char *text = g_strdup_printf (_ ("%g s"), gtk_spin_button_get_value (button));

  gtk_editable_set_text (GTK_EDITABLE (button), text);

  return TRUE;
}

/* The first number in the text, whatever sign or unit is around it. */
static int
lanes_options_panel_number_input_cb (GtkSpinButton *button, double *value, gpointer user_data)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (button));
  char *end;

  while (*text != '\0' && !g_unichar_isdigit (g_utf8_get_char (text)))
    text = g_utf8_next_char (text);
  *value = g_strtod (text, &end);

  return end == text ? GTK_INPUT_ERROR : TRUE;
}

static void
lanes_options_panel_check_endpoint (LanesOptionsPanel *self)
{
  gboolean is_other = gtk_drop_down_get_selected (self->endpoint) == 1;
  g_autoptr (LanesOptions) options = lanes_choices_dup_options (self->choices, self->model);
  g_autoptr (LanesEndpoint) endpoint = NULL;
  g_autoptr (GError) error = NULL;
  const char *fault = NULL;

  if (is_other && options->endpoint == NULL)
    fault = _ ("Without an address the built-in server answers");
  else if (is_other && (endpoint = lanes_endpoint_new (options, &error)) == NULL)
    fault = error->message;

  gtk_widget_set_visible (self->address_row, is_other);
  gtk_widget_set_visible (self->fault, fault != NULL);
  gtk_label_set_text (GTK_LABEL (self->fault), fault != NULL ? fault : "");
  if (error != NULL)
    gtk_widget_add_css_class (self->address, "error");
  else
    gtk_widget_remove_css_class (self->address, "error");
  gtk_accessible_update_state (
      GTK_ACCESSIBLE (self->address), GTK_ACCESSIBLE_STATE_INVALID,
      error != NULL ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
}

static void
lanes_options_panel_endpoint_chosen_cb (LanesOptionsPanel *self)
{
  gboolean is_other = gtk_drop_down_get_selected (self->endpoint) == 1;

  if (self->choices == NULL)
    return;
  if (!is_other)
    g_object_set (self->choices, "endpoint", "", NULL);
  else if (*gtk_editable_get_text (GTK_EDITABLE (self->address)) == '\0')
    gtk_editable_set_text (GTK_EDITABLE (self->address), OTHER_ENDPOINT);
  else
    g_object_set (self->choices, "endpoint", gtk_editable_get_text (GTK_EDITABLE (self->address)),
                  NULL);
  lanes_options_panel_check_endpoint (self);
}

static void
lanes_options_panel_address_changed_cb (LanesOptionsPanel *self)
{
  if (self->choices == NULL || gtk_drop_down_get_selected (self->endpoint) != 1)
    return;
  g_object_set (self->choices, "endpoint", gtk_editable_get_text (GTK_EDITABLE (self->address)),
                NULL);
  lanes_options_panel_check_endpoint (self);
}

/* Another tab may have changed it. */
static void
lanes_options_panel_show_endpoint (LanesOptionsPanel *self)
{
  g_autofree char *endpoint = NULL;

  g_object_get (self->choices, "endpoint", &endpoint, NULL);
  if (*endpoint != '\0' &&
      g_strcmp0 (endpoint, gtk_editable_get_text (GTK_EDITABLE (self->address))) != 0)
    gtk_editable_set_text (GTK_EDITABLE (self->address), endpoint);
  if (*endpoint != '\0')
    gtk_drop_down_set_selected (self->endpoint, 1);
  else if (*gtk_editable_get_text (GTK_EDITABLE (self->address)) != '\0')
    gtk_drop_down_set_selected (self->endpoint, 0);
  lanes_options_panel_check_endpoint (self);
}

static void
lanes_options_panel_choices_changed_cb (LanesOptionsPanel *self)
{
  /* The default of the workers follows from the number of tasks. */
  gtk_spin_button_update (self->workers);
}

static void
lanes_options_panel_class_init (LanesOptionsPanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lanes_options_panel_dispose;

  g_type_ensure (LANES_TYPE_PAIR);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/lanes_app/Lanes/lanes-options-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, LanesOptionsPanel, box);
  gtk_widget_class_bind_template_child (widget_class, LanesOptionsPanel, own);
  gtk_widget_class_bind_template_child (widget_class, LanesOptionsPanel, own_heading);
  gtk_widget_class_bind_template_child (widget_class, LanesOptionsPanel, workers_row);
  gtk_widget_class_bind_template_child (widget_class, LanesOptionsPanel, workers);
  gtk_widget_class_bind_template_child (widget_class, LanesOptionsPanel, connections);
  gtk_widget_class_bind_template_child (widget_class, LanesOptionsPanel, schedule_row);
  gtk_widget_class_bind_template_child (widget_class, LanesOptionsPanel, schedule);
  gtk_widget_class_bind_template_child (widget_class, LanesOptionsPanel, tasks);
  gtk_widget_class_bind_template_child (widget_class, LanesOptionsPanel, time_scale);
  gtk_widget_class_bind_template_child (widget_class, LanesOptionsPanel, cpu);
  gtk_widget_class_bind_template_child (widget_class, LanesOptionsPanel, latency);
  gtk_widget_class_bind_template_child (widget_class, LanesOptionsPanel, timeout);
  gtk_widget_class_bind_template_child (widget_class, LanesOptionsPanel, endpoint);
  gtk_widget_class_bind_template_child (widget_class, LanesOptionsPanel, address_row);
  gtk_widget_class_bind_template_child (widget_class, LanesOptionsPanel, address);
  gtk_widget_class_bind_template_child (widget_class, LanesOptionsPanel, fault);
  gtk_widget_class_bind_template_callback (widget_class, lanes_options_panel_workers_output_cb);
  gtk_widget_class_bind_template_callback (widget_class, lanes_options_panel_tasks_output_cb);
  gtk_widget_class_bind_template_callback (widget_class, lanes_options_panel_count_input_cb);
  gtk_widget_class_bind_template_callback (widget_class, lanes_options_panel_scale_output_cb);
  gtk_widget_class_bind_template_callback (widget_class, lanes_options_panel_timeout_output_cb);
  gtk_widget_class_bind_template_callback (widget_class, lanes_options_panel_number_input_cb);
  gtk_widget_class_bind_template_callback (widget_class, lanes_options_panel_endpoint_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, lanes_options_panel_address_changed_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "options");
}

static void
lanes_options_panel_init (LanesOptionsPanel *self)
{
  GtkDropDown *drop_downs[4];

  gtk_widget_init_template (GTK_WIDGET (self));
  drop_downs[0] = self->schedule;
  drop_downs[1] = self->cpu;
  drop_downs[2] = self->latency;
  drop_downs[3] = self->endpoint;
  for (guint i = 0; i < G_N_ELEMENTS (drop_downs); i++)
    {
      lanes_drop_down_begin_at_selected (drop_downs[i]);
      lanes_drop_down_ellipsize (drop_downs[i]);
    }
}

static void
bind_spin (gpointer choices, const char *property, GtkSpinButton *button)
{
  g_object_bind_property (choices, property, gtk_spin_button_get_adjustment (button), "value",
                          G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE);
}

static void
bind_drop_down (gpointer choices, const char *property, GtkDropDown *drop_down)
{
  g_object_bind_property (choices, property, drop_down, "selected",
                          G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE);
}

/* An option that the model does not use is not there. */
static void
show_own_options (LanesOptionsPanel *self)
{
  gboolean has_pool = lanes_model_uses (self->model, LANES_CARRIER_THREADS) ||
                      lanes_model_uses (self->model, LANES_CARRIER_PROCESSES);
  gboolean has_connections = !self->model->one_at_a_time;
  g_autofree char *heading = g_strdup_printf (_ ("For %s"), _ (self->model->title));

  gtk_label_set_text (self->own_heading, heading);
  gtk_widget_set_visible (GTK_WIDGET (self->own_heading), has_connections);
  gtk_widget_set_visible (self->own, has_connections);
  gtk_widget_set_visible (self->workers_row, has_pool);
  gtk_widget_set_visible (self->schedule_row, self->model->has_schedule);
}

/**
 * lanes_options_panel_set_choices:
 * @self: a panel
 * @choices: what it shows and changes
 * @model: whose tab it is on
 */
void
lanes_options_panel_set_choices (LanesOptionsPanel *self,
                                 LanesChoices *choices,
                                 const LanesModel *model)
{
  LanesModelChoices *own;

  g_assert (lanes_platform_is_main_thread ());
  g_return_if_fail (LANES_IS_OPTIONS_PANEL (self));
  g_return_if_fail (LANES_IS_CHOICES (choices));
  g_return_if_fail (self->choices == NULL);

  self->choices = g_object_ref (choices);
  self->model = model;
  own = lanes_choices_get_model (choices, model);
  bind_spin (own, "workers", self->workers);
  bind_spin (own, "connections", self->connections);
  bind_drop_down (own, "schedule", self->schedule);
  bind_spin (choices, "tasks", self->tasks);
  bind_spin (choices, "time-scale", self->time_scale);
  bind_drop_down (choices, "cpu", self->cpu);
  bind_drop_down (choices, "latency", self->latency);
  bind_spin (choices, "timeout", self->timeout);
  show_own_options (self);
  g_signal_connect_object (choices, "notify::endpoint",
                           G_CALLBACK (lanes_options_panel_show_endpoint), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (choices, "notify::tasks",
                           G_CALLBACK (lanes_options_panel_choices_changed_cb), self,
                           G_CONNECT_SWAPPED);
  lanes_options_panel_show_endpoint (self);
}

/**
 * lanes_options_panel_set_workload:
 * @self: a panel
 * @workload: whose defaults are shown
 */
void
lanes_options_panel_set_workload (LanesOptionsPanel *self, LanesWorkload *workload)
{
  g_assert (lanes_platform_is_main_thread ());
  g_return_if_fail (LANES_IS_OPTIONS_PANEL (self));

  if (!g_set_object (&self->workload, workload))
    return;
  gtk_spin_button_update (self->workers);
  gtk_spin_button_update (self->tasks);
}
