/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * LanesModelChooser:
 *
 * A button that says how many models are chosen, and opens the list of them; all are at first.
 * Main thread only.
 *
 * Signal: "changed": others are chosen.
 */
#define LANES_TYPE_MODEL_CHOOSER (lanes_model_chooser_get_type ())
G_DECLARE_FINAL_TYPE (LanesModelChooser, lanes_model_chooser, LANES, MODEL_CHOOSER, GtkWidget)

GtkWidget *lanes_model_chooser_new (void);
/* (transfer container) (element-type LanesModel): those that are chosen */
GPtrArray *lanes_model_chooser_dup_models (LanesModelChooser *self);

G_END_DECLS
