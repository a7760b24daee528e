/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-run-button.h"

void
lanes_run_button_set_stops (GtkWidget *button, gboolean stops)
{
  g_return_if_fail (GTK_IS_BUTTON (button));

  gtk_widget_remove_css_class (button, stops ? "suggested-action" : "destructive-action");
  gtk_widget_add_css_class (button, stops ? "destructive-action" : "suggested-action");
}
