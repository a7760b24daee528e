/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * LanesLaneItem:
 *
 * A lane for who cannot see it: a list item that takes the focus and says its lane and the span
 * that one is on. It draws nothing and lets the pointer through. Main thread only.
 */
#define LANES_TYPE_LANE_ITEM (lanes_lane_item_get_type ())
G_DECLARE_FINAL_TYPE (LanesLaneItem, lanes_lane_item, LANES, LANE_ITEM, GtkWidget)

GtkWidget *lanes_lane_item_new (void);
guint lanes_lane_item_get_lane (LanesLaneItem *self);
/* Which lane it stands for, and what that is called. */
void lanes_lane_item_set_lane (LanesLaneItem *self, guint lane, const char *label);
void lanes_lane_item_set_description (LanesLaneItem *self, const char *description);

G_END_DECLS
