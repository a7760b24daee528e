/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * LanesSelection:
 *
 * Which task is selected and which one the pointer or the focus is on, shared by time-lines, tables
 * and charts, so that a task is lit everywhere at once. -1: none. No GTK; main thread only.
 *
 * Properties: "task", "hovered-task" (int, explicit notify).
 */
#define LANES_TYPE_SELECTION (lanes_selection_get_type ())
G_DECLARE_FINAL_TYPE (LanesSelection, lanes_selection, LANES, SELECTION, GObject)

LanesSelection *lanes_selection_new (void);
int lanes_selection_get_task (LanesSelection *self);
void lanes_selection_set_task (LanesSelection *self, int task);
int lanes_selection_get_hovered_task (LanesSelection *self);
void lanes_selection_set_hovered_task (LanesSelection *self, int task);

G_END_DECLS
