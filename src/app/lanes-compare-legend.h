/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lanes-compare-stack.h"

G_BEGIN_DECLS

/**
 * LanesCompareLegend:
 *
 * What the colours, patterns and lines in a stack of rows are, below it. Main thread only.
 */
#define LANES_TYPE_COMPARE_LEGEND (lanes_compare_legend_get_type ())
G_DECLARE_FINAL_TYPE (LanesCompareLegend, lanes_compare_legend, LANES, COMPARE_LEGEND, GtkWidget)

void lanes_compare_legend_set_stack (LanesCompareLegend *self,
                                     LanesCompareStack *stack,
                                     LanesAxis *axis);
/* Takes in what rows show since. */
void lanes_compare_legend_update (LanesCompareLegend *self);

G_END_DECLS
