/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "lanes-choices.h"
#include "lanes-session.h"
#include "layout/lanes-lane-set.h"

G_BEGIN_DECLS

/**
 * LanesComparePage:
 *
 * The Compare tab: a workload under every model, or runs that were opened, one above the other on
 * one axis, with common zoom, cursor and selection, and what their figures say. Main thread only.
 *
 * Its buttons use the window's actions "win.open", "win.save-run" and "win.save-picture".
 * Signals: "problem" (const char *): something is to be told in one sentence; "changed": other runs
 * are there, or some have ended.
 */
#define LANES_TYPE_COMPARE_PAGE (lanes_compare_page_get_type ())
G_DECLARE_FINAL_TYPE (LanesComparePage, lanes_compare_page, LANES, COMPARE_PAGE, GtkWidget)

/* @workloads: the library; what is selected in it is what all pages show. */
GtkWidget *lanes_compare_page_new (LanesSession *session,
                                   LanesChoices *choices,
                                   GtkSingleSelection *workloads);
/* @runs: (element-type LanesRun): that have ended; they join those that are there. */
void lanes_compare_page_add_runs (LanesComparePage *self, GPtrArray *runs);
/* (transfer full) (element-type LanesRun): those that have ended, from top to bottom */
GPtrArray *lanes_compare_page_dup_runs (LanesComparePage *self);
/* A narrow page has a property "shows-choices": while runs are there, what can be chosen is folded
 * away. */
void lanes_compare_page_set_narrow (LanesComparePage *self, gboolean is_narrow);
/* What a lane is, and what part of the axis is visible, for a picture of it. */
LanesLaneOrder lanes_compare_page_get_order (LanesComparePage *self,
                                             gint64 *begin_us,
                                             gint64 *end_us);
/* Runs the workload that is selected under every model that is chosen; nothing while something
 * runs. */
void lanes_compare_page_start (LanesComparePage *self);

G_END_DECLS
