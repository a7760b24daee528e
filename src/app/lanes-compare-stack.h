/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lanes-compare-row.h"

G_BEGIN_DECLS

/**
 * LanesCompareStack:
 *
 * The rows of a comparison one above the other, with the lines that go through all of them: the
 * axis's cursor, and the floor. Main thread only.
 *
 * Signal: "plot-changed": the axis lies elsewhere now.
 */
#define LANES_TYPE_COMPARE_STACK (lanes_compare_stack_get_type ())
G_DECLARE_FINAL_TYPE (LanesCompareStack, lanes_compare_stack, LANES, COMPARE_STACK, GtkWidget)

void lanes_compare_stack_set_axis (LanesCompareStack *self, LanesAxis *axis);
void lanes_compare_stack_append (LanesCompareStack *self, LanesCompareRow *row);
void lanes_compare_stack_remove (LanesCompareStack *self, LanesCompareRow *row);
/* (nullable) (transfer none) */
LanesCompareRow *lanes_compare_stack_get_row (LanesCompareStack *self, guint index);
/* Below 0: no line. */
void lanes_compare_stack_set_floor (LanesCompareStack *self, gint64 floor_us);
gint64 lanes_compare_stack_get_floor (LanesCompareStack *self);
/* Where the axis lies within @relative; FALSE: nowhere yet. */
gboolean lanes_compare_stack_get_plot (LanesCompareStack *self,
                                       GtkWidget *relative,
                                       int *x,
                                       int *width);
/* Gives the labels of all rows the room that the longest wants, so that the axis is at the same
 * place in each. To be called when there are other labels. */
void lanes_compare_stack_align (LanesCompareStack *self);

G_END_DECLS
