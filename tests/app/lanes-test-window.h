/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/lanes-window.h"

G_BEGIN_DECLS

/* What the tests of the window share. Main thread. */

typedef gboolean (*LanesTestCondition) (gpointer user_data);

/* Runs the main loop until it holds; fails after a long while, with @what. */
void lanes_test_wait (LanesTestCondition condition, gpointer user_data, const char *what);
/* Until nothing more is to be done at once, what was allocated and drawn included. */
void lanes_test_settle (GtkWidget *widget);

/* The first descendant of that type, or NULL; with that text where @text is not NULL. */
GtkWidget *lanes_test_find (GtkWidget *widget, GType type, const char *text);
/* Whether any label that can be seen has that text. */
gboolean lanes_test_shows (GtkWidget *widget, const char *text);

/* A window of its own size on the screen, with a memory of its own. */
LanesWindow *lanes_test_window_new (int width, int height);
/* Closes it and sees to it that nothing of it is left. */
void lanes_test_window_free (LanesWindow *window);

/* Presses the Run button of that workload on the page that is shown. */
void lanes_test_press_run (LanesWindow *window, const char *title);
void lanes_test_wait_until_idle (LanesWindow *window);

/* How many processes are children of this one. */
guint lanes_test_count_children (void);

G_END_DECLS
