/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* (nullable) @text. Where it is what it was nothing is done: GTK asks the display where the pointer
 * is for each tooltip that is set, and waits for the answer. */
void lanes_tooltip_set (GtkWidget *widget, const char *text);

G_END_DECLS
