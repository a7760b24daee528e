/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Lets the list that it opens begin with the item that is selected. Main thread. */
void lanes_drop_down_begin_at_selected (GtkDropDown *drop_down);
/* Lets a drop-down with an expression for its texts, or with GtkStringObjects, be narrower than
 * the longest of them. Main thread. */
void lanes_drop_down_ellipsize (GtkDropDown *drop_down);

G_END_DECLS
