/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "lanes-test-workload.h"

G_BEGIN_DECLS

/* Made-up runs that look like real ones. */

/* The article's five carts under a model, with its phases. @n_failed: of its last tasks. */
LanesRun *lanes_test_view_carts (const char *model, guint n_failed);
/* About @n_spans in @n_lanes lanes, by task and by worker the same; some of them failed. */
LanesRun *lanes_test_view_many (guint n_spans, guint n_lanes, guint32 seed);
/* @n_tasks waits at once on one loop. */
LanesRun *lanes_test_view_crowd (guint n_tasks, guint32 seed);

/* Runs the main loop until @widget has a new frame, or nothing more is to do. */
void lanes_test_view_wait_for_frame (GtkWidget *widget);
/* What @widget looks like now. */
GdkTexture *lanes_test_view_render (GtkWidget *widget);

G_END_DECLS
