/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * LanesTabs:
 *
 * Shows which page of a stack is there and changes it: buttons in a row where there is room for
 * them, else a drop-down. Main thread only.
 *
 * Property: "stack" (GtkStack).
 */
#define LANES_TYPE_TABS (lanes_tabs_get_type ())
G_DECLARE_FINAL_TYPE (LanesTabs, lanes_tabs, LANES, TABS, GtkWidget)

GtkStack *lanes_tabs_get_stack (LanesTabs *self);
/* Pages that are added later are not seen by the drop-down of GTK 4.8: set it when they are. */
void lanes_tabs_set_stack (LanesTabs *self, GtkStack *stack);
/* Whether it is a drop-down now. */
gboolean lanes_tabs_is_narrow (LanesTabs *self);

G_END_DECLS
