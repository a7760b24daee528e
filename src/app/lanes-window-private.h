/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lanes-window.h"

G_BEGIN_DECLS

/* The actions that read and write files and the clipboard, in lanes-window-actions.c. */
void lanes_window_class_install_actions (GtkWidgetClass *widget_class);
/* Which of the actions make sense now; whenever that may have changed. */
void lanes_window_update_actions (LanesWindow *self);

/* Cancelled when the window goes. (transfer none) */
GCancellable *lanes_window_get_opening (LanesWindow *self);
/* (transfer none) (nullable): what is selected */
LanesWorkload *lanes_window_get_workload (LanesWindow *self);
/* Sorts what was read into tabs and the list. */
void lanes_window_add_runs (LanesWindow *self, GPtrArray *runs);
void lanes_window_add_workload (LanesWindow *self, LanesWorkload *workload, GFile *file);

G_END_DECLS
