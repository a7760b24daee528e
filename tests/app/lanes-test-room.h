/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/lanes-window.h"

G_BEGIN_DECLS

/* Whether what is shown has the room that it needs. What is wrong is told. Main thread. */

/* How many texts are cut: neither wrapped nor ended by an ellipsis. */
guint lanes_test_count_cut (GtkWidget *widget);
/* Fails where the window needs more pixels than that. */
void lanes_test_assert_width (LanesWindow *window, int width);
/* Whether it comes from a workload, a run, or GTK itself. */
gboolean lanes_test_is_data (GtkWidget *widget);

G_END_DECLS
