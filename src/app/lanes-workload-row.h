/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "core/lanes-workload.h"

G_BEGIN_DECLS

/* What a row's button does now. */
typedef enum
{
  LANES_ROW_RUN,
  LANES_ROW_STOP,    /* this very workload runs on this tab */
  LANES_ROW_BLOCKED, /* something else runs */
} LanesRowState;

/**
 * LanesWorkloadRow:
 *
 * A workload in a list: its title, what it does, how long it will take, and its Run button.
 * Main thread only.
 *
 * Signals: "run-clicked", "stop-clicked".
 */
#define LANES_TYPE_WORKLOAD_ROW (lanes_workload_row_get_type ())
G_DECLARE_FINAL_TYPE (LanesWorkloadRow, lanes_workload_row, LANES, WORKLOAD_ROW, GtkListBoxRow)

GtkWidget *lanes_workload_row_new (LanesWorkload *workload);
LanesWorkload *lanes_workload_row_get_workload (LanesWorkloadRow *self);
void lanes_workload_row_set_forecast (LanesWorkloadRow *self, gint64 forecast_us);
/* @reason: (nullable): why it is blocked */
void lanes_workload_row_set_state (LanesWorkloadRow *self, LanesRowState state, const char *reason);

G_END_DECLS
