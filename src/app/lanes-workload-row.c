/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-workload-row.h"

#include <glib/gi18n.h>

#include "lanes-library.h"
#include "lanes-run-button.h"
#include "lanes-tooltip.h"
#include "layout/lanes-duration.h"
#include "platform/lanes-platform.h"

struct _LanesWorkloadRow
{
  GtkListBoxRow parent_instance;

  LanesWorkload *workload;
  LanesRowState state;
  GtkLabel *title;
  GtkLabel *summary;
  GtkLabel *forecast;
  GtkWidget *button;
};

enum
{
  SIGNAL_RUN_CLICKED,
  SIGNAL_STOP_CLICKED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LanesWorkloadRow, lanes_workload_row, GTK_TYPE_LIST_BOX_ROW)

static void
lanes_workload_row_clicked_cb (LanesWorkloadRow *self)
{
  guint id = self->state == LANES_ROW_STOP ? SIGNAL_STOP_CLICKED : SIGNAL_RUN_CLICKED;

  g_signal_emit (self, signals[id], 0);
}

static void
lanes_workload_row_finalize (GObject *object)
{
  LanesWorkloadRow *self = LANES_WORKLOAD_ROW (object);

  g_clear_object (&self->workload);

  G_OBJECT_CLASS (lanes_workload_row_parent_class)->finalize (object);
}

static void
lanes_workload_row_class_init (LanesWorkloadRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = lanes_workload_row_finalize;

  signals[SIGNAL_RUN_CLICKED] =
      g_signal_new ("run-clicked", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_STOP_CLICKED] =
      g_signal_new ("stop-clicked", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/lanes_app/Lanes/lanes-workload-row.ui");
  gtk_widget_class_bind_template_child (widget_class, LanesWorkloadRow, title);
  gtk_widget_class_bind_template_child (widget_class, LanesWorkloadRow, summary);
  gtk_widget_class_bind_template_child (widget_class, LanesWorkloadRow, forecast);
  gtk_widget_class_bind_template_child (widget_class, LanesWorkloadRow, button);
  gtk_widget_class_bind_template_callback (widget_class, lanes_workload_row_clicked_cb);
}

static void
lanes_workload_row_init (LanesWorkloadRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
name_button (LanesWorkloadRow *self)
{
  g_autofree char *name = NULL;
  const char *title = lanes_library_get_title (self->workload);

  /* A screen reader meets the button without the row around it. */
  if (self->state == LANES_ROW_STOP)
    name = g_strdup_printf (_ ("Stop %s"), title);
  else
    name = g_strdup_printf (_ ("Run %s"), title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name, -1);
  /* GTK after 4.8 names a button by the label in it, which would win. */
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (self->button),
                                 GTK_ACCESSIBLE_RELATION_LABELLED_BY);
}

/**
 * lanes_workload_row_new:
 * @workload: a workload
 *
 * Returns: (transfer floating): its row
 */
GtkWidget *
lanes_workload_row_new (LanesWorkload *workload)
{
  LanesWorkloadRow *self;

  g_assert (lanes_platform_is_main_thread ());
  g_return_val_if_fail (LANES_IS_WORKLOAD (workload), NULL);

  self = g_object_new (LANES_TYPE_WORKLOAD_ROW, NULL);
  self->workload = g_object_ref (workload);
  gtk_label_set_text (self->title, lanes_library_get_title (workload));
  gtk_label_set_text (self->summary, lanes_library_get_summary (workload));
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, lanes_library_get_title (workload),
      GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, lanes_library_get_summary (workload), -1);
  name_button (self);

  return GTK_WIDGET (self);
}

LanesWorkload *
lanes_workload_row_get_workload (LanesWorkloadRow *self)
{
  g_assert (lanes_platform_is_main_thread ());
  g_return_val_if_fail (LANES_IS_WORKLOAD_ROW (self), NULL);

  return self->workload;
}

/**
 * lanes_workload_row_set_forecast:
 * @self: a row
 * @forecast_us: how long a run will take; -1: not known yet
 */
void
lanes_workload_row_set_forecast (LanesWorkloadRow *self, gint64 forecast_us)
{
  g_autofree char *duration = lanes_duration_dup_unbroken (MAX (forecast_us, 0));
  g_autofree char *text = NULL;

  g_assert (lanes_platform_is_main_thread ());
  g_return_if_fail (LANES_IS_WORKLOAD_ROW (self));

  if (forecast_us < 0)
    text = g_strdup ("");
  else if (forecast_us < 1000)
    text = g_strdup (_ ("takes a moment"));
  else
    text = g_strdup_printf (_ ("takes %s"), duration);
  gtk_label_set_text (self->forecast, text);
}

/**
 * lanes_workload_row_set_state:
 * @self: a row
 * @state: what the button does now
 * @reason: (nullable): why it is blocked
 */
void
lanes_workload_row_set_state (LanesWorkloadRow *self, LanesRowState state, const char *reason)
{
  gboolean stops = state == LANES_ROW_STOP;

  g_assert (lanes_platform_is_main_thread ());
  g_return_if_fail (LANES_IS_WORKLOAD_ROW (self));

  gtk_widget_set_sensitive (self->button, state != LANES_ROW_BLOCKED);
  lanes_tooltip_set (self->button, reason);
  if (self->state == state)
    return;

  self->state = state;
  gtk_button_set_label (GTK_BUTTON (self->button), stops ? _ ("Stop") : _ ("Run"));
  lanes_run_button_set_stops (self->button, stops);
  name_button (self);
}
