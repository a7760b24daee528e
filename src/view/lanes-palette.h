/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gdk/gdk.h>

#include "core/lanes-trace.h"

G_BEGIN_DECLS

/**
 * LanesPalette:
 *
 * Every colour of Lanes, once: what the painter draws with, and what style.css calls by name
 * (lanes_palette_dup_css()). The kinds are from Okabe and Ito's palette, told apart by colour-blind
 * eyes; patterns and marks tell them apart as well. Static data; any thread.
 */
typedef struct
{
  GdkRGBA kinds[LANES_N_SPAN_KINDS];      /* by LanesSpanKind */
  GdkRGBA kinds_text[LANES_N_SPAN_KINDS]; /* readable upon them */
  GdkRGBA background;                     /* of the window's content */
  GdkRGBA surface;                        /* of cards and charts */
  GdkRGBA groove;                         /* an empty lane */
  GdkRGBA border;
  GdkRGBA text;
  GdkRGBA dim_text;
  GdkRGBA accent;      /* selection, links, the default button */
  GdkRGBA accent_text; /* upon it */
  GdkRGBA floor;       /* the line of what the work allows */
  GdkRGBA bound;       /* the line of what the model allows */
  GdkRGBA cursor;
  GdkRGBA failed;
  GdkRGBA total; /* bars of results */
  GdkRGBA track; /* running and queued */
  GdkRGBA lag;   /* loop lag */
} LanesPalette;

/* (transfer none) */
const LanesPalette *lanes_palette_get (gboolean dark, gboolean high_contrast);

/* (transfer full): "@define-color lanes_wait #56b4e9;" and so on, for style.css. */
char *lanes_palette_dup_css (const LanesPalette *self);

G_END_DECLS
