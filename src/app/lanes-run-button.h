/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Makes a button look like one that starts something, or like one that stops it. */
void lanes_run_button_set_stops (GtkWidget *button, gboolean stops);

G_END_DECLS
