/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "core/lanes-workload.h"
#include "lanes-choices.h"

G_BEGIN_DECLS

/**
 * LanesOptionsPanel:
 *
 * What can be chosen for a run: first what belongs to the tab, then what is common to all. An
 * option that the model does not use is not there. Main thread only.
 */
#define LANES_TYPE_OPTIONS_PANEL (lanes_options_panel_get_type ())
G_DECLARE_FINAL_TYPE (LanesOptionsPanel, lanes_options_panel, LANES, OPTIONS_PANEL, GtkWidget)

/* Once, right after it was made. */
void lanes_options_panel_set_choices (LanesOptionsPanel *self,
                                      LanesChoices *choices,
                                      const LanesModel *model);
/* Whose defaults are shown: "default (5)". */
void lanes_options_panel_set_workload (LanesOptionsPanel *self, LanesWorkload *workload);

G_END_DECLS
