/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "lanes-choices.h"
#include "lanes-pair.h"
#include "lanes-run-view.h"
#include "lanes-session.h"

G_BEGIN_DECLS

/**
 * LanesModelPage:
 *
 * The tab of one model: the workloads, each with its Run button, the options, and the last run of
 * the workload that is selected. Main thread only.
 *
 * Property: "run" (LanesRun, read only, nullable): what is shown.
 * Signals: "problem" (const char *): something is to be told in one sentence; "ended" (LanesRun *):
 * a run that was started here has ended.
 */
#define LANES_TYPE_MODEL_PAGE (lanes_model_page_get_type ())
G_DECLARE_FINAL_TYPE (LanesModelPage, lanes_model_page, LANES, MODEL_PAGE, GtkWidget)

/* @workloads: the library; what is selected in it is what all pages show. */
GtkWidget *lanes_model_page_new (const LanesModel *model,
                                 LanesSession *session,
                                 LanesChoices *choices,
                                 GtkSingleSelection *workloads);
const LanesModel *lanes_model_page_get_model (LanesModelPage *self);
LanesPair *lanes_model_page_get_pair (LanesModelPage *self);
LanesRunView *lanes_model_page_get_view (LanesModelPage *self);
LanesRun *lanes_model_page_get_run (LanesModelPage *self);
/* Runs the workload that is selected; nothing while something runs. */
void lanes_model_page_start (LanesModelPage *self);
/* An opened run becomes the last one of @workload. */
void lanes_model_page_add_run (LanesModelPage *self, LanesWorkload *workload, LanesRun *run);

G_END_DECLS
