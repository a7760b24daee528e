/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "lanes-choices.h"
#include "lanes-session.h"

G_BEGIN_DECLS

/**
 * LanesWindow:
 *
 * The window: a tab for each model and one that compares them. It owns the session, the choices
 * and the workloads. Closing it during a run ends that run first. Main thread only.
 */
#define LANES_TYPE_WINDOW (lanes_window_get_type ())
G_DECLARE_FINAL_TYPE (LanesWindow, lanes_window, LANES, WINDOW, GtkApplicationWindow)

/* @settings: (nullable): what is remembered */
GtkWidget *lanes_window_new (GtkApplication *app, GSettings *settings);

LanesSession *lanes_window_get_session (LanesWindow *self);
LanesChoices *lanes_window_get_choices (LanesWindow *self);

/* Reads run files and workload files and shows them. (element-type GFile) */
void lanes_window_open (LanesWindow *self, GPtrArray *files);

/* "sequential", ..., "combined", "compare". The tab is built when it is first shown. */
void lanes_window_show_tab (LanesWindow *self, const char *name);
const char *lanes_window_get_tab (LanesWindow *self);
/* The page of the tab that is shown: a LanesModelPage, or that of the comparison. */
GtkWidget *lanes_window_get_page (LanesWindow *self);

/* One sentence in a bar above the page, until it is closed; NULL: none. */
void lanes_window_tell (LanesWindow *self, const char *sentence);
/* A few words that go away by themselves. */
void lanes_window_toast (LanesWindow *self, const char *words);

G_END_DECLS
