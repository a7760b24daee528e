/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "core/lanes-report.h"

G_BEGIN_DECLS

/**
 * LanesFigures:
 *
 * The report of a run as a list of names and values: elapsed, bound, floor, cost, hands. Main
 * thread only.
 */
#define LANES_TYPE_FIGURES (lanes_figures_get_type ())
G_DECLARE_FINAL_TYPE (LanesFigures, lanes_figures, LANES, FIGURES, GtkWidget)

GtkWidget *lanes_figures_new (void);
/* @run: (nullable): without one there is nothing. */
void lanes_figures_show (LanesFigures *self, LanesRun *run, const LanesReport *report);

G_END_DECLS
