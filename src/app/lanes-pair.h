/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * LanesPair:
 *
 * Two widgets side by side where there is room for it. In less width than "threshold" it is
 * folded: then they stand one above the other or, where it "switches", only one of them is there.
 * Main thread only.
 *
 * Properties: "start", "end" (GtkWidget), "threshold" (int, pixels), "switches" (boolean),
 * "share" (double: what part of the width "start" gets; 0: its natural width), "spacing" (int),
 * "folded" (boolean, read only), "shows-start" (boolean: which one is there while folded and
 * switching).
 */
#define LANES_TYPE_PAIR (lanes_pair_get_type ())
G_DECLARE_FINAL_TYPE (LanesPair, lanes_pair, LANES, PAIR, GtkWidget)

gboolean lanes_pair_is_folded (LanesPair *self);
gboolean lanes_pair_get_shows_start (LanesPair *self);
void lanes_pair_set_shows_start (LanesPair *self, gboolean shows_start);

G_END_DECLS
