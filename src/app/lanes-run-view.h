/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "core/lanes-run.h"
#include "layout/lanes-lane-set.h"

G_BEGIN_DECLS

/**
 * LanesRunView:
 *
 * One run from top to bottom: headline, time-line, totals, and below them its tasks, its log and
 * its figures. While the run goes on all of them follow it. Main thread only.
 */
#define LANES_TYPE_RUN_VIEW (lanes_run_view_get_type ())
G_DECLARE_FINAL_TYPE (LanesRunView, lanes_run_view, LANES, RUN_VIEW, GtkWidget)

GtkWidget *lanes_run_view_new (void);

/* Says what to press to see @workload under @model. */
void lanes_run_view_show_empty (LanesRunView *self,
                                LanesWorkload *workload,
                                const LanesModel *model);
/* Between the press of Run and t = 0. */
void lanes_run_view_show_starting (LanesRunView *self,
                                   LanesWorkload *workload,
                                   const LanesModel *model);
/* @forecast_us: how long a run that goes on will take; 0 or less: not known. */
void lanes_run_view_show_run (LanesRunView *self, LanesRun *run, gint64 forecast_us);
/* (nullable) */
LanesRun *lanes_run_view_get_run (LanesRunView *self);
/* How the lanes are ordered, and what part of the axis is visible, for a picture of it. */
LanesLaneOrder lanes_run_view_get_order (LanesRunView *self, gint64 *begin_us, gint64 *end_us);

G_END_DECLS
