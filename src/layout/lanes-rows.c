/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-rows.h"

#include <math.h>

#define HEIGHT_COMFORTABLE 24
#define HEIGHT_MIN         6
#define HEIGHT_MAX         160
#define GAP_MAX            8
#define SUB_ROW_HEIGHT     9
/* A lane is as high as its label and this, when it is comfortable. */
#define LABEL_PADDING 8
/* Of that many screens full of lanes with a label each, lanes give up their labels. */
#define LABELLED_SCREENS_MAX 4

static gint
gap_of (gint lane_height)
{
  return CLAMP (lane_height / 3, 1, GAP_MAX);
}

static gint
comfortable_height (gint text_height, guint sub_rows)
{
  gint height = MAX (HEIGHT_COMFORTABLE, text_height + LABEL_PADDING);

  return MAX (height, (gint) MIN (sub_rows, LANES_SUB_ROWS_MAX) * SUB_ROW_HEIGHT);
}

/* The height of a lane when @room pixels are shared out among lanes, gaps with them. */
static gint
height_of_share (gint share)
{
  gint height = share - gap_of (share * 3 / 4);

  return MAX (height, HEIGHT_MIN);
}

static gint
fitting_height (const LanesRows *self, gint text_height, guint sub_rows)
{
  gint comfortable = comfortable_height (text_height, sub_rows);
  gint64 n = MAX (self->n_lanes, 1);
  gint share = (gint) MIN (self->height / n, G_MAXINT16);
  gint labelled = text_height + 2;

  if (share >= comfortable + gap_of (comfortable))
    return comfortable;
  /* The gaps count: labels may reach into them. */
  if (share >= labelled)
    return height_of_share (share);
  if (n * labelled <= (gint64) LABELLED_SCREENS_MAX * self->height)
    return height_of_share (labelled);

  return height_of_share (share);
}

/**
 * lanes_rows_choose:
 * @self: rows that know their number and the height of the room
 * @text_height: of a lane's label
 * @zoom: how many times as high as fits the user wants lanes
 * @sub_rows: the most that a lane has
 *
 * Sets the height of lanes and the gap, and keeps the scroll within what there is.
 */
void
lanes_rows_choose (LanesRows *self, gint text_height, double zoom, guint sub_rows)
{
  double height = fitting_height (self, text_height, sub_rows) * zoom;

  self->lane_height = (gint) CLAMP (round (height), HEIGHT_MIN, HEIGHT_MAX);
  self->gap = gap_of (self->lane_height);
  self->scroll = CLAMP (self->scroll, 0, lanes_rows_get_scroll_max (self));
}

gint
lanes_rows_get_comfortable (guint n_lanes, gint text_height, guint sub_rows)
{
  gint height = comfortable_height (text_height, sub_rows);
  gint64 total = (gint64) n_lanes * (height + gap_of (height));

  return (gint) MIN (total, G_MAXINT32);
}

/* A lane and the gap below it. */
static gint
pitch_of (const LanesRows *self)
{
  return self->lane_height + self->gap;
}

gint
lanes_rows_get_total (const LanesRows *self)
{
  return (gint) MIN ((gint64) self->n_lanes * pitch_of (self), G_MAXINT32);
}

gint
lanes_rows_get_scroll_max (const LanesRows *self)
{
  return MAX (lanes_rows_get_total (self) - self->height, 0);
}

gboolean
lanes_rows_get_visible (const LanesRows *self, guint *first, guint *last)
{
  gint pitch = pitch_of (self);
  gint64 end = (gint64) self->scroll + self->height;

  if (self->n_lanes == 0 || self->height <= 0 || self->scroll >= lanes_rows_get_total (self))
    return FALSE;

  *first = (guint) (self->scroll / pitch);
  *last = MIN ((guint) ((end - 1) / pitch), self->n_lanes - 1);

  return TRUE;
}

gint
lanes_rows_get_y (const LanesRows *self, guint lane)
{
  return (gint) ((gint64) lane * pitch_of (self) - self->scroll);
}

int
lanes_rows_find (const LanesRows *self, double y)
{
  double lane = floor ((y + self->scroll) / pitch_of (self));

  if (y < 0.0 || y >= self->height || lane < 0.0 || lane >= self->n_lanes)
    return -1;

  return (int) lane;
}

guint
lanes_rows_find_sub_row (const LanesRows *self, guint lane, double y, guint n_sub_rows)
{
  double part = (y - lanes_rows_get_y (self, lane)) / MAX (self->lane_height, 1);

  return (guint) CLAMP (floor (part * n_sub_rows), 0.0, (double) MAX (n_sub_rows, 1) - 1.0);
}

void
lanes_rows_get_extent (const LanesRows *self, const LanesRect *rect, gint *y, gint *height)
{
  gint n = MAX (rect->n_sub_rows, 1);
  gint from = self->lane_height * rect->sub_row / n;
  gint to = self->lane_height * (rect->sub_row + 1) / n;

  *y = lanes_rows_get_y (self, rect->lane) + from;
  *height = MAX (to - from, 1);
}

gint
lanes_rows_reveal (const LanesRows *self, guint lane)
{
  gint64 top = (gint64) lane * pitch_of (self);
  gint64 scroll = self->scroll;

  scroll = MIN (scroll, top);
  scroll = MAX (scroll, top + self->lane_height - self->height);

  return (gint) CLAMP (scroll, 0, lanes_rows_get_scroll_max (self));
}
