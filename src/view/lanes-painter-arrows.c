/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "lanes-painter-frame.h"
#include "layout/lanes-lane-set-private.h"

/* More arrows are a tangle: then only the task's that is looked at. */
#define ARROWS_MAX 64u
#define HEAD       3.5

/* Where a span lies: its rectangle, laid out alone. FALSE: it is in no lane. */
static gboolean
find_bounds (const LanesScene *scene, guint32 index, graphene_rect_t *bounds)
{
  LanesRun *run = lanes_lane_set_get_run (scene->set);
  LanesRect rect = { .n_sub_rows = 1, .span = index };
  const LanesLaneSpan *found;
  LanesSpan span;
  LanesLane *lane;
  int at;

  lanes_trace_read (lanes_run_get_trace (run), index, &span);
  at = lanes_lane_set_get_order (scene->set) == LANES_ORDER_BY_TASK ? span.task : span.worker;
  if (at < 0 || (guint) at >= lanes_lane_set_get_n_lanes (scene->set))
    return FALSE;
  lane = lanes_lane_set_peek (scene->set, (guint) at);
  found = lane != NULL ? lanes_lane_find (lane, index, span.begin_us) : NULL;
  if (found == NULL)
    return FALSE;

  rect.lane = (guint32) at;
  if (!lanes_lane_is_dense (lane))
    {
      rect.n_sub_rows = (guint8) lanes_lane_get_n_sub_rows (lane);
      rect.sub_row = found->sub_row;
    }
  *bounds = lanes_scene_get_bounds (scene, &rect);
  bounds->origin.x =
      (float) scene->x + (float) lanes_layout_x_of_time (&scene->view, span.begin_us);
  bounds->size.width =
      (float) (lanes_layout_x_of_time (&scene->view,
                                       span.end_us < 0 ? scene->view.now_us : span.end_us) -
               lanes_layout_x_of_time (&scene->view, span.begin_us));

  return TRUE;
}

static void
draw_arrow (cairo_t *cr, const LanesScene *scene, const LanesLink *link)
{
  graphene_rect_t fetch, compute;
  double x1, y1, x2, y2, bend;

  if (link->fetch == G_MAXUINT32 || link->compute == G_MAXUINT32 ||
      !find_bounds (scene, link->fetch, &fetch) || !find_bounds (scene, link->compute, &compute))
    return;

  x1 = fetch.origin.x + fetch.size.width;
  y1 = fetch.origin.y + fetch.size.height / 2.0;
  x2 = compute.origin.x;
  y2 = compute.origin.y + compute.size.height / 2.0;
  /* In one lane it goes below the words. */
  if (y1 == y2)
    y1 = y2 = fetch.origin.y + fetch.size.height - MIN (HEAD / 2.0, fetch.size.height / 2.0);
  if (MAX (x1, x2) < scene->x || MIN (x1, x2) > scene->x + (double) scene->view.width ||
      x2 - x1 < HEAD)
    return;

  /* Far ends may be millions of pixels away. */
  x1 = CLAMP (x1, scene->x - 1000.0, scene->x + scene->view.width + 1000.0);
  x2 = CLAMP (x2, scene->x - 1000.0, scene->x + scene->view.width + 1000.0);
  bend = MIN ((x2 - x1) / 2.0, 40.0);
  cairo_move_to (cr, x1, y1);
  cairo_curve_to (cr, x1 + bend, y1, x2 - HEAD - bend, y2, x2 - HEAD, y2);
  cairo_stroke (cr);
  cairo_move_to (cr, x2, y2);
  cairo_line_to (cr, x2 - HEAD * 1.6, y2 - HEAD);
  cairo_line_to (cr, x2 - HEAD * 1.6, y2 + HEAD);
  cairo_close_path (cr);
  cairo_fill (cr);
}

/**
 * lanes_painter_draw_arrows:
 * @self: a painter
 * @snapshot: where to
 * @scene: where lanes lie
 * @guides: of its run
 * @task: whose arrow; -1: every task's, when there are few
 */
void
lanes_painter_draw_arrows (LanesPainter *self,
                           GtkSnapshot *snapshot,
                           const LanesScene *scene,
                           const LanesGuides *guides,
                           int task)
{
  const GdkRGBA *colour = &lanes_painter_get_palette (self)->text;
  const graphene_rect_t room = GRAPHENE_RECT_INIT (
      (float) scene->x, (float) scene->y, (float) scene->view.width, (float) scene->rows.height);
  cairo_t *cr;

  if (task >= (int) guides->links->len || (task < 0 && guides->links->len > ARROWS_MAX))
    return;

  cr = gtk_snapshot_append_cairo (snapshot, &room);
  gdk_cairo_set_source_rgba (cr, colour);
  cairo_set_line_width (cr, 1.2);
  for (guint i = 0; i < guides->links->len; i++)
    {
      if (task < 0 || (guint) task == i)
        draw_arrow (cr, scene, &g_array_index (guides->links, LanesLink, i));
    }
  cairo_destroy (cr);
}
