/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "core/lanes-run.h"

G_BEGIN_DECLS

/**
 * LanesLogView:
 *
 * What the workload's own program would have printed, word for word, each line with its time.
 * Main thread only.
 */
#define LANES_TYPE_LOG_VIEW (lanes_log_view_get_type ())
G_DECLARE_FINAL_TYPE (LanesLogView, lanes_log_view, LANES, LOG_VIEW, GtkWidget)

GtkWidget *lanes_log_view_new (void);
/* (transfer full): what there is to show by now. Any thread */
char *lanes_log_view_dup_text (LanesRun *run);
/* @text: (nullable) */
void lanes_log_view_show (LanesLogView *self, const char *text);

G_END_DECLS
