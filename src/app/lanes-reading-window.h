/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* (transfer none): a window beside @parent for what is only read: help, keys. Main thread only. */
GtkWidget *lanes_reading_window_new (GtkWindow *parent, const char *title, GtkWidget *child);

G_END_DECLS
