/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "core/lanes-run.h"
#include "lanes-palette.h"
#include "layout/lanes-lane-set.h"

G_BEGIN_DECLS

typedef enum
{
  LANES_PICTURE_SVG,
  LANES_PICTURE_PDF,
  LANES_PICTURE_PNG,
} LanesPictureFormat;

#define LANES_PICTURE_WIDTH_MIN 320

/**
 * LanesPicture:
 * @runs: (element-type LanesRun): that have ended: one, or several above each other on one axis
 * @order: what a lane is
 * @begin_us: what is shown
 * @end_us: until where; 0: to the end of the longest run
 * @width: in pixels (points in a PDF)
 *
 * What to draw. The drawing is the one of the time-line on the screen, with the title, the
 * figures, ruler and legend; SVG and PDF are true vectors. A plain value that borrows what it
 * points to; main thread only; needs no display.
 */
typedef struct
{
  GPtrArray *runs;
  LanesLaneOrder order;
  gint64 begin_us;
  gint64 end_us;
  guint width;
  const LanesPalette *palette;
} LanesPicture;

/* From the ending of a name; FALSE: none of ours. */
gboolean lanes_picture_format_from_name (const char *name, LanesPictureFormat *format);

/* The drawing (transfer full), and how high it is. */
GskRenderNode *lanes_picture_draw (const LanesPicture *self, guint *height);

/* Writes a file's bytes. */
gboolean lanes_picture_write (const LanesPicture *self,
                              LanesPictureFormat format,
                              GOutputStream *stream,
                              GCancellable *cancellable,
                              GError **error);

G_END_DECLS
