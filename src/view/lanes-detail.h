/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "layout/lanes-range-stats.h"

G_BEGIN_DECLS

/**
 * LanesDetail:
 *
 * What is told below a time-line: of the span that is pinned, and of the range that is selected.
 * Hidden while there is neither. Main thread only.
 *
 * Signal: "closed": its button was pressed.
 */
#define LANES_TYPE_DETAIL (lanes_detail_get_type ())
G_DECLARE_FINAL_TYPE (LanesDetail, lanes_detail, LANES, DETAIL, GtkWidget)

GtkWidget *lanes_detail_new (void);
/* (nullable) both: nothing is pinned. @facts: "name: what it is" of each. */
void lanes_detail_set_span (LanesDetail *self, const char *title, const char *facts);
/* (nullable): no range is selected. Copies. */
void lanes_detail_set_range (LanesDetail *self, const LanesRangeStats *stats);

G_END_DECLS
