/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "core/lanes-run.h"
#include "layout/lanes-lane-set.h"
#include "lanes-palette.h"

G_BEGIN_DECLS

typedef enum
{
  LANES_PICTURE_SVG,
  LANES_PICTURE_PDF,
  LANES_PICTURE_PNG,
} LanesPictureFormat;

/**
 * LanesPicture:
 * @runs: (element-type LanesRun): one, or several above each other on one axis
 * @order: what a lane is
 * @begin_us: what is shown
 * @end_us: until where; 0: to the end of the longest run
 * @width: in pixels (points in a PDF)
 *
 * What to draw. The drawing is the one of the time-line on the screen, with the title, the
 * guides, ruler and legend; SVG and PDF are true vectors.
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

/* Whole or not at all. Main thread; needs no display. */
gboolean lanes_picture_save (const LanesPicture *self,
                             LanesPictureFormat format,
                             GFile *file,
                             GError **error);

G_END_DECLS
