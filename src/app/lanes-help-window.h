/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The README as a page to read, scroll and copy from. Main thread. */
GtkWidget *lanes_help_window_new (GtkWindow *parent);
void lanes_help_window_present (GtkWindow *parent);

G_END_DECLS
