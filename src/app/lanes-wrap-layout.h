/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * LanesWrapLayout:
 *
 * Puts children side by side, each as wide as it likes, and begins another line where there is no
 * more room, as words do. Main thread only.
 *
 * Property: "spacing" (int): between children and between lines.
 */
#define LANES_TYPE_WRAP_LAYOUT (lanes_wrap_layout_get_type ())
G_DECLARE_FINAL_TYPE (LanesWrapLayout, lanes_wrap_layout, LANES, WRAP_LAYOUT, GtkLayoutManager)

G_END_DECLS
