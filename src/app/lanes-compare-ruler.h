/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lanes-compare-stack.h"

G_BEGIN_DECLS

/**
 * LanesCompareRuler:
 *
 * The one ruler above a stack of time-lines: marks, the time under the cursor, and what the floor's
 * line says. It stays where it is while the stack scrolls. Main thread only.
 */
#define LANES_TYPE_COMPARE_RULER (lanes_compare_ruler_get_type ())
G_DECLARE_FINAL_TYPE (LanesCompareRuler, lanes_compare_ruler, LANES, COMPARE_RULER, GtkWidget)

void lanes_compare_ruler_set_stack (LanesCompareRuler *self,
                                    LanesCompareStack *stack,
                                    LanesAxis *axis);
/* (nullable): what the line of the floor says */
void lanes_compare_ruler_set_floor_text (LanesCompareRuler *self, const char *text);

G_END_DECLS
