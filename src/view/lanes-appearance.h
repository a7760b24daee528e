/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lanes-painter.h"

G_BEGIN_DECLS

/**
 * LanesAppearance:
 *
 * How the app is to look now: dark, with high contrast, with reduced motion. The app sets it from
 * the desktop's preferences; widgets that draw follow its "changed". One for the process; main
 * thread only.
 */
#define LANES_TYPE_APPEARANCE (lanes_appearance_get_type ())
G_DECLARE_FINAL_TYPE (LanesAppearance, lanes_appearance, LANES, APPEARANCE, GObject)

/* (transfer none). Properties: "dark", "high-contrast", "reduced-motion". Signal: "changed". */
LanesAppearance *lanes_appearance_get_default (void);
void lanes_appearance_set (LanesAppearance *self,
                           gboolean dark,
                           gboolean high_contrast,
                           gboolean reduced_motion);
gboolean lanes_appearance_get_dark (LanesAppearance *self);
gboolean lanes_appearance_get_high_contrast (LanesAppearance *self);
gboolean lanes_appearance_get_reduced_motion (LanesAppearance *self);
/* (transfer none): what to draw with now */
const LanesPalette *lanes_appearance_get_palette (LanesAppearance *self);

/* What draws in @widget's font with the colours of now: @painter, made where it is NULL. The
 * owner frees it when the font changes. (transfer none) */
LanesPainter *lanes_appearance_ensure_painter (LanesAppearance *self,
                                               GtkWidget *widget,
                                               LanesPainter **painter);

G_END_DECLS
