/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * LanesBarItem:
 *
 * What assistive technology and the keyboard see of one bar of a chart: a list item with a name,
 * which takes the focus and draws nothing. Main thread only.
 */
#define LANES_TYPE_BAR_ITEM (lanes_bar_item_get_type ())
G_DECLARE_FINAL_TYPE (LanesBarItem, lanes_bar_item, LANES, BAR_ITEM, GtkWidget)

GtkWidget *lanes_bar_item_new (void);
/* Which of how many bars it stands for, and what is to be said of it. */
void lanes_bar_item_set (LanesBarItem *self, guint bar, guint n_bars, const char *text);
guint lanes_bar_item_get_bar (LanesBarItem *self);
const char *lanes_bar_item_get_text (LanesBarItem *self);

G_END_DECLS
