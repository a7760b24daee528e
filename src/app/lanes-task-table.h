/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "core/lanes-run.h"
#include "view/lanes-selection.h"

G_BEGIN_DECLS

/**
 * LanesTaskTable:
 *
 * The tasks of a run as a table, the time-line's twin for who does not see it: sortable, with the
 * selection that they share. Main thread only.
 */
#define LANES_TYPE_TASK_TABLE (lanes_task_table_get_type ())
G_DECLARE_FINAL_TYPE (LanesTaskTable, lanes_task_table, LANES, TASK_TABLE, GtkWidget)

GtkWidget *lanes_task_table_new (void);
void lanes_task_table_set_selection (LanesTaskTable *self, LanesSelection *selection);
/* @run: (nullable) */
void lanes_task_table_set_run (LanesTaskTable *self, LanesRun *run);
/* Looks at the run again. @times: (element-type LanesTaskTime): of its tasks */
void lanes_task_table_refresh (LanesTaskTable *self, GArray *times);

G_END_DECLS
