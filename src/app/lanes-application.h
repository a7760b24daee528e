/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * LanesApplication:
 *
 * The program: one window, what it remembers, how it looks, and the actions that belong to no
 * window. Main thread only.
 */
#define LANES_TYPE_APPLICATION (lanes_application_get_type ())
G_DECLARE_FINAL_TYPE (LanesApplication, lanes_application, LANES, APPLICATION, GtkApplication)

LanesApplication *lanes_application_new (void);

G_END_DECLS
