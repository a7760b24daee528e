/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "core/lanes-run.h"
#include "view/lanes-selection.h"

G_BEGIN_DECLS

/**
 * LanesTotals:
 *
 * The results of a run: a bar a task, and what they add up to, or how many of them there are.
 * Main thread only.
 */
#define LANES_TYPE_TOTALS (lanes_totals_get_type ())
G_DECLARE_FINAL_TYPE (LanesTotals, lanes_totals, LANES, TOTALS, GtkWidget)

GtkWidget *lanes_totals_new (void);
void lanes_totals_set_selection (LanesTotals *self, LanesSelection *selection);
/* What there is by now; the run may go on. FALSE: tasks of this kind have no results. */
gboolean lanes_totals_show (LanesTotals *self, LanesRun *run);

G_END_DECLS
