/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gdk/gdk.h>

G_BEGIN_DECLS

/* Gives @display style.css and the palette's colours by name, and keeps them as LanesAppearance
 * is. Once for a display; main thread. */
void lanes_style_install (GdkDisplay *display);

G_END_DECLS
