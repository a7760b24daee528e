/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "lanes-comparison.h"
#include "layout/lanes-lane-set.h"

G_BEGIN_DECLS

/**
 * LanesCompareView:
 *
 * What a comparison shows: its runs one above the other under one ruler, what their figures say,
 * their elapsed times as bars, and a table. Axis, cursor and selection are common to all of them.
 * Main thread only.
 *
 * Signal: "remove-clicked" (guint): the run at that place is to leave.
 */
#define LANES_TYPE_COMPARE_VIEW (lanes_compare_view_get_type ())
G_DECLARE_FINAL_TYPE (LanesCompareView, lanes_compare_view, LANES, COMPARE_VIEW, GtkWidget)

GtkWidget *lanes_compare_view_new (void);
/* (transfer none): what it shows; changed by the functions here alone, but for the baseline. */
LanesComparison *lanes_compare_view_get_comparison (LanesCompareView *self);
void lanes_compare_view_add (LanesCompareView *self, LanesRun *run);
void lanes_compare_view_remove (LanesCompareView *self, guint index);
/* Shows again from 0 to the end of the longest run that is there. */
void lanes_compare_view_reset_axis (LanesCompareView *self);
void lanes_compare_view_get_range (LanesCompareView *self, gint64 *begin_us, gint64 *end_us);

/* By task at first; in all rows. */
LanesLaneOrder lanes_compare_view_get_order (LanesCompareView *self);
void lanes_compare_view_set_order (LanesCompareView *self, LanesLaneOrder order);

/* Makes all words anew, after runs came, went or ended; those of one run that goes on. */
void lanes_compare_view_update (LanesCompareView *self);
void lanes_compare_view_update_row (LanesCompareView *self, guint index);
/* Runs of a comparison that goes on stay. */
void lanes_compare_view_set_removable (LanesCompareView *self, gboolean removable);

G_END_DECLS
