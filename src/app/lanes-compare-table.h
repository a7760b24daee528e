/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "lanes-comparison.h"

G_BEGIN_DECLS

/**
 * LanesCompareTable:
 *
 * The figures of the runs of a comparison that have ended, a row for each. Main thread only.
 */
#define LANES_TYPE_COMPARE_TABLE (lanes_compare_table_get_type ())
G_DECLARE_FINAL_TYPE (LanesCompareTable, lanes_compare_table, LANES, COMPARE_TABLE, GtkWidget)

GtkWidget *lanes_compare_table_new (void);
void lanes_compare_table_show (LanesCompareTable *self, LanesComparison *comparison);

G_END_DECLS
