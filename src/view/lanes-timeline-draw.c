/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What each layer of the time-line draws. The canvas keeps the rectangles that it has drawn: the
 * overlay lights the same ones. */
#include "config.h"

#include <glib/gi18n.h>
#include <math.h>

#include "lanes-painter-strokes.h"
#include "lanes-timeline-private.h"
#include "layout/lanes-duration.h"

#define OUTLINED_MIN 5
#define LINE_RISE    5 /* above the lanes, beside the ruler's marks */
/* Labels of low lanes, and rings around bars, reach beyond the first and the last lane. */
#define LABEL_OVERHANG 4.0f
#define RING_WIDTH     2.0f
#define TRACK_GAP      4
#define PILL_PADDING   5.0f

static void
draw_empty (LanesTimeline *self, GtkSnapshot *snapshot)
{
  LanesPainter *painter = lanes_timeline_get_painter (self);
  const LanesPalette *palette = lanes_painter_get_palette (painter);
  const char *text = _ ("No run yet");
  int width = lanes_painter_measure_text (painter, text, LANES_TEXT_LABEL);
  int height = lanes_painter_get_text_height (painter, LANES_TEXT_LABEL);

  lanes_painter_draw_text (painter, snapshot, text, LANES_TEXT_LABEL, &palette->dim_text,
                           (float) ((gtk_widget_get_width (self->canvas) - width) / 2),
                           (float) ((gtk_widget_get_height (self->canvas) - height) / 2), -1);
}

/* To the room of the lanes, and so much above and below. */
static void
push_clip (LanesTimeline *self, GtkSnapshot *snapshot, const LanesScene *scene, float more)
{
  gtk_snapshot_push_clip (snapshot,
                          &GRAPHENE_RECT_INIT (0.0f, (float) scene->y - more,
                                               (float) gtk_widget_get_width (self->canvas),
                                               (float) scene->rows.height + 2.0f * more));
}

static void
draw_lanes (LanesTimeline *self, GtkSnapshot *snapshot, const LanesScene *scene)
{
  LanesPainter *painter = lanes_timeline_get_painter (self);
  g_autoptr (GArray) rects = g_array_new (FALSE, FALSE, sizeof (LanesRect));
  guint first, last;

  g_array_set_size (self->rects, 0);
  if (!lanes_rows_get_visible (&scene->rows, &first, &last))
    return;

  push_clip (self, snapshot, scene, 0.0f);
  for (guint lane = first; lane <= last; lane++)
    {
      g_array_set_size (rects, 0);
      lanes_layout_lane (self->set, lane, &scene->view, rects);
      lanes_painter_draw_lane (painter, snapshot, scene, lane, rects);
      g_array_append_vals (self->rects, rects->data, rects->len);
    }
  if (self->shows_arrows && self->guides != NULL)
    lanes_painter_draw_arrows (painter, snapshot, scene, self->guides, -1);
  gtk_snapshot_pop (snapshot);
  push_clip (self, snapshot, scene, LABEL_OVERHANG);
  lanes_painter_draw_lane_labels (painter, snapshot, scene, self->gutter,
                                  lanes_timeline_is_rtl (self));
  gtk_snapshot_pop (snapshot);
}

static void
draw_tracks (LanesTimeline *self, GtkSnapshot *snapshot, const LanesScene *scene)
{
  LanesPainter *painter = lanes_timeline_get_painter (self);
  gboolean is_rtl = lanes_timeline_is_rtl (self);
  int height = lanes_painter_get_track_height (painter);
  float x = (float) (is_rtl ? scene->x + (int) scene->view.width : scene->x - self->gutter);

  for (guint i = 0; i < MIN (self->guides->steps->len, lanes_timeline_get_n_tracks (self)); i++)
    {
      const LanesSteps *steps = g_ptr_array_index (self->guides->steps, i);
      const char *label = lanes_painter_get_track_label (lanes_steps_get_track (steps));
      int y = self->tracks_y + (int) i * (height + TRACK_GAP);

      lanes_painter_draw_track (painter, snapshot, scene, steps, y, height);
      lanes_painter_draw_gutter_label (
          painter, snapshot, label,
          &GRAPHENE_RECT_INIT (x, (float) y, (float) self->gutter, (float) height), is_rtl);
    }
}

/**
 * lanes_timeline_add_legend:
 * @self: a time-line
 * @legend: grows by what the time-line shows
 */
void
lanes_timeline_add_legend (LanesTimeline *self, LanesLegend *legend)
{
  g_return_if_fail (LANES_IS_TIMELINE (self));
  g_return_if_fail (legend != NULL);

  if (self->set == NULL)
    return;

  lanes_legend_add (legend, self->set);
  lanes_legend_add_rects (legend, self->rects);
}

static int
get_lines_end (LanesTimeline *self)
{
  int track = lanes_painter_get_track_height (lanes_timeline_get_painter (self)) + TRACK_GAP;
  int n_tracks = (int) lanes_timeline_get_n_tracks (self);

  if (n_tracks == 0)
    return self->lanes_y + self->rows.height;

  return self->tracks_y + n_tracks * track - TRACK_GAP;
}

/**
 * lanes_timeline_draw_canvas:
 * @owner: a time-line
 * @snapshot: where to
 *
 * All but what follows the pointer and the focus.
 */
void
lanes_timeline_draw_canvas (gpointer owner, GtkSnapshot *snapshot)
{
  LanesTimeline *self = owner;
  LanesPainter *painter = lanes_timeline_get_painter (self);
  LanesScene scene = lanes_timeline_get_scene (self);
  LanesLegend legend = { 0 };
  LanesGuides guides;
  gint64 begun_us = g_get_monotonic_time ();
  int words_y = self->lanes_y - lanes_painter_get_ruler_height (painter) -
                lanes_painter_get_lines_height (painter);

  if (self->set == NULL)
    {
      draw_empty (self, snapshot);
      return;
    }

  draw_lanes (self, snapshot, &scene);
  self->drawn_us = g_get_monotonic_time ();
  self->drawing_us = self->drawn_us - begun_us;
  if (!self->is_compact)
    {
      lanes_painter_draw_ruler (painter, snapshot, &scene, self->lanes_y, 0,
                                gtk_widget_get_width (self->canvas));
      lanes_timeline_add_legend (self, &legend);
      lanes_painter_draw_legend (painter, snapshot, &legend, self->legend_x, self->legend_y,
                                 self->legend_width, lanes_timeline_is_rtl (self));
    }
  if (self->guides == NULL)
    return;

  /* The floor of a stack is one line through all of it, which who stacks them draws. */
  guides = *self->guides;
  if (self->is_compact)
    guides.floor_us = -1;
  draw_tracks (self, snapshot, &scene);
  lanes_painter_draw_lines (painter, snapshot, &scene, &guides, self->is_compact ? -1 : words_y,
                            MAX (self->lanes_y - LINE_RISE, 0), get_lines_end (self));
}

static void
draw_outline (GtkSnapshot *snapshot,
              const GdkRGBA *colour,
              const graphene_rect_t *bounds,
              float distance,
              float width)
{
  GskRoundedRect outline;

  gsk_rounded_rect_init_from_rect (&outline, bounds, 3.0f);
  gsk_rounded_rect_shrink (&outline, -distance - width, -distance - width, -distance - width,
                           -distance - width);
  gtk_snapshot_append_border (snapshot, &outline, (float[4]){ width, width, width, width },
                              (GdkRGBA[4]){ *colour, *colour, *colour, *colour });
}

/* What an outline would cover altogether. */
static void
draw_underlined (GtkSnapshot *snapshot, const GdkRGBA *colour, const graphene_rect_t *bounds)
{
  gtk_snapshot_append_color (snapshot, colour,
                             &GRAPHENE_RECT_INIT (bounds->origin.x,
                                                  bounds->origin.y + bounds->size.height,
                                                  bounds->size.width, 2.0f));
}

static int
get_task (LanesTimeline *self, const LanesRect *rect)
{
  LanesSpan span;

  if (self->order == LANES_ORDER_BY_TASK)
    return (int) rect->lane;

  lanes_trace_read (lanes_run_get_trace (self->run), rect->span, &span);

  return span.task;
}

/* The lane of a task that is looked at anywhere. */
static void
draw_lane_band (LanesTimeline *self,
                GtkSnapshot *snapshot,
                const LanesScene *scene,
                int task,
                float alpha)
{
  const LanesPalette *palette = lanes_painter_get_palette (lanes_timeline_get_painter (self));
  const GdkRGBA colour = lanes_painter_fade (&palette->accent, alpha);
  graphene_rect_t bounds;

  if (self->order != LANES_ORDER_BY_TASK || task < 0 ||
      (guint) task >= lanes_lane_set_get_n_lanes (self->set))
    return;

  bounds = lanes_scene_get_lane_bounds (scene, (guint) task);
  bounds.origin.x = 0.0f;
  bounds.size.width = (float) gtk_widget_get_width (self->overlay);
  graphene_rect_inset (&bounds, 0.0f, -(float) scene->rows.gap / 2.0f);
  gtk_snapshot_append_color (snapshot, &colour, &bounds);
}

static void
draw_lit (LanesTimeline *self, GtkSnapshot *snapshot, const LanesScene *scene)
{
  const LanesPalette *palette = lanes_painter_get_palette (lanes_timeline_get_painter (self));
  int selected = lanes_selection_get_task (self->selection);
  int hovered = lanes_selection_get_hovered_task (self->selection);

  if (selected < 0 && hovered < 0)
    return;

  draw_lane_band (self, snapshot, scene, selected, 0.16f);
  if (hovered != selected)
    draw_lane_band (self, snapshot, scene, hovered, 0.1f);
  for (guint i = 0; i < self->rects->len; i++)
    {
      const LanesRect *rect = &g_array_index (self->rects, LanesRect, i);
      graphene_rect_t bounds;
      int task;

      /* Of a crowd nobody can be told. */
      if (rect->density)
        continue;
      task = get_task (self, rect);
      if (task < 0 || (task != selected && task != hovered))
        continue;
      bounds = lanes_scene_get_bounds (scene, rect);
      if (rect->width < OUTLINED_MIN)
        draw_underlined (snapshot, task == selected ? &palette->accent : &palette->text, &bounds);
      else if (task == selected)
        draw_outline (snapshot, &palette->accent, &bounds, 0.0f, 2.0f);
      else
        draw_outline (snapshot, &palette->text, &bounds, 0.0f, 1.0f);
    }
}

static const LanesRect *
find_rect (LanesTimeline *self, const LanesScene *scene, const LanesPlace *place)
{
  LanesSpan span;
  gint x;

  if (place->span == G_MAXUINT32)
    return NULL;

  lanes_trace_read (lanes_run_get_trace (self->run), place->span, &span);
  x = (gint) floor (
      CLAMP (lanes_layout_x_of_time (&scene->view, span.begin_us), 0.0, scene->view.width - 1.0));
  for (guint i = 0; i < self->rects->len; i++)
    {
      const LanesRect *rect = &g_array_index (self->rects, LanesRect, i);

      if (rect->lane == place->lane && rect->span == place->span)
        return rect;
    }
  /* It is among others: what covers its pixel. */
  for (guint i = 0; i < self->rects->len; i++)
    {
      const LanesRect *rect = &g_array_index (self->rects, LanesRect, i);

      if (rect->lane == place->lane && x >= rect->x && x < rect->x + rect->width)
        return rect;
    }

  return NULL;
}

static void
draw_ring (LanesTimeline *self, GtkSnapshot *snapshot, const LanesScene *scene)
{
  const LanesPalette *palette = lanes_painter_get_palette (lanes_timeline_get_painter (self));
  const LanesRect *rect;
  graphene_rect_t bounds;

  if ((gtk_widget_get_state_flags (GTK_WIDGET (self)) & GTK_STATE_FLAG_FOCUS_WITHIN) == 0)
    return;

  rect = find_rect (self, scene, &self->place);
  bounds = rect != NULL ? lanes_scene_get_bounds (scene, rect)
                        : lanes_scene_get_lane_bounds (scene, self->place.lane);
  draw_outline (snapshot, &palette->surface, &bounds, 0.0f, 1.0f);
  draw_outline (snapshot, &palette->accent, &bounds, 1.0f, RING_WIDTH);
}

static void
draw_range (LanesTimeline *self, GtkSnapshot *snapshot, const LanesScene *scene, int y1, int y2)
{
  const LanesPalette *palette = lanes_painter_get_palette (lanes_timeline_get_painter (self));
  const GdkRGBA veil = lanes_painter_fade (&palette->accent, 0.16f);
  gint64 begin_us, end_us;
  double x1, x2;

  if (!lanes_axis_get_range (self->axis, &begin_us, &end_us))
    return;

  x1 = CLAMP (lanes_layout_x_of_time (&scene->view, begin_us), -2.0, scene->view.width + 2.0);
  x2 = CLAMP (lanes_layout_x_of_time (&scene->view, end_us), -2.0, scene->view.width + 2.0);
  gtk_snapshot_append_color (snapshot, &veil,
                             &GRAPHENE_RECT_INIT ((float) (scene->x + x1), (float) y1,
                                                  (float) (x2 - x1), (float) (y2 - y1)));
  gtk_snapshot_append_color (
      snapshot, &palette->accent,
      &GRAPHENE_RECT_INIT ((float) floor (scene->x + x1), (float) y1, 1.0f, (float) (y2 - y1)));
  gtk_snapshot_append_color (
      snapshot, &palette->accent,
      &GRAPHENE_RECT_INIT ((float) floor (scene->x + x2), (float) y1, 1.0f, (float) (y2 - y1)));
}

/* Fine enough to tell one pixel from the next. */
static char *
dup_cursor_text (const LanesScene *scene, gint64 at_us)
{
  double pixel_us =
      (double) (scene->view.end_us - scene->view.begin_us) / MAX (scene->view.width, 1);
  int decimals = pixel_us >= 10000.0 ? 2 : pixel_us >= 1000.0 ? 3 : pixel_us >= 100.0 ? 4 : 6;

  return g_strdup_printf (_ ("%.*f s"), decimals, (double) at_us / G_USEC_PER_SEC);
}

static void
draw_cursor (LanesTimeline *self, GtkSnapshot *snapshot, const LanesScene *scene, int y1, int y2)
{
  LanesPainter *painter = lanes_timeline_get_painter (self);
  const LanesPalette *palette = lanes_painter_get_palette (painter);
  gint64 at_us = lanes_axis_get_cursor (self->axis);
  int height = lanes_painter_get_text_height (painter, LANES_TEXT_SMALL);
  g_autofree char *text = NULL;
  float x, width, left;

  if (at_us < scene->view.begin_us || at_us > scene->view.end_us)
    return;

  x = (float) scene->x + (float) floor (lanes_layout_x_of_time (&scene->view, at_us));
  gtk_snapshot_append_color (snapshot, &palette->cursor,
                             &GRAPHENE_RECT_INIT (x, (float) y1, 1.0f, (float) (y2 - y1)));
  if (self->is_compact)
    return;

  text = dup_cursor_text (scene, at_us);
  width =
      (float) lanes_painter_measure_text (painter, text, LANES_TEXT_SMALL) + 2.0f * PILL_PADDING;
  left = CLAMP (x - width / 2.0f, 0.0f, (float) gtk_widget_get_width (self->overlay) - width);
  left = roundf (left);
  lanes_painter_fill_rounded (
      snapshot, &palette->cursor,
      &GRAPHENE_RECT_INIT (left, (float) y1 - 1.0f, width, (float) height + 2.0f), 4.0f);
  lanes_painter_draw_text (painter, snapshot, text, LANES_TEXT_SMALL, &palette->surface,
                           left + PILL_PADDING, (float) y1, -1);
}

/**
 * lanes_timeline_draw_overlay:
 * @owner: a time-line
 * @snapshot: where to
 *
 * What follows the pointer and the focus, over what the canvas has drawn.
 */
void
lanes_timeline_draw_overlay (gpointer owner, GtkSnapshot *snapshot)
{
  LanesTimeline *self = owner;
  LanesPainter *painter = lanes_timeline_get_painter (self);
  LanesScene scene = lanes_timeline_get_scene (self);
  int hovered = lanes_selection_get_hovered_task (self->selection);
  int y1 = self->is_compact ? 0
                            : self->lanes_y - lanes_painter_get_ruler_height (painter) -
                                  lanes_painter_get_lines_height (painter);
  int y2 = get_lines_end (self);

  if (self->set == NULL)
    return;

  draw_range (self, snapshot, &scene, self->lanes_y, y2);
  push_clip (self, snapshot, &scene, LABEL_OVERHANG);
  draw_lit (self, snapshot, &scene);
  if (self->shows_arrows && self->guides != NULL && hovered >= 0)
    lanes_painter_draw_arrows (painter, snapshot, &scene, self->guides, hovered);
  draw_ring (self, snapshot, &scene);
  gtk_snapshot_pop (snapshot);
  draw_cursor (self, snapshot, &scene, y1, y2);
}

/* All that there is, as wide as the mini-map. */
static LanesView
get_whole_view (LanesTimeline *self, guint width)
{
  gint64 length_us = lanes_axis_get_length (self->axis);

  return (LanesView){
    .begin_us = 0,
    .end_us = MAX (MAX (length_us + length_us / 20, lanes_axis_get_end (self->axis)), 1),
    .width = width,
  };
}

void
lanes_timeline_get_handle (LanesTimeline *self, double *x, double *width)
{
  int total = gtk_widget_get_width (self->mini_map);
  LanesView view = get_whole_view (self, (guint) MAX (total, 1));
  double begin = lanes_layout_x_of_time (&view, lanes_axis_get_begin (self->axis));
  double end = lanes_layout_x_of_time (&view, lanes_axis_get_end (self->axis));

  /* However close one looks, it can be taken hold of. */
  *width = MIN (MAX (end - begin, 8.0), total);
  *x = CLAMP (begin, 0.0, total - *width);
}

/* Of the whole run how much went on; it changes with the run, not with what is visible. */
static GskRenderNode *
draw_whole (LanesTimeline *self, const LanesView *view, int height)
{
  const LanesPalette *palette = lanes_painter_get_palette (lanes_timeline_get_painter (self));
  const LanesSteps *running = g_ptr_array_index (self->guides->steps, 0);
  g_autofree gint64 *columns = g_new (gint64, view->width);
  gint64 most = MAX (lanes_steps_get_max (running), 1);
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  g_auto (LanesStrokes) bars = { 0 };

  lanes_strokes_init (&bars);
  lanes_layout_steps (running, view, columns);
  for (guint from = 0, to; from < view->width; from = to)
    {
      float rise;

      for (to = from + 1; to < view->width && columns[to] == columns[from]; to++)
        ;
      if (columns[from] <= 0)
        continue;
      rise = roundf (MAX ((float) (height - 4) * (float) columns[from] / (float) most, 1.0f));
      lanes_strokes_add (&bars, &palette->track,
                         &GRAPHENE_RECT_INIT ((float) from, (float) height - 2.0f - rise,
                                              (float) (to - from), rise));
    }
  lanes_strokes_draw (&bars, snapshot);

  return gtk_snapshot_free_to_node (snapshot);
}

static void
draw_whole_cached (LanesTimeline *self, GtkSnapshot *snapshot, const LanesView *view, int height)
{
  const LanesPalette *palette = lanes_painter_get_palette (lanes_timeline_get_painter (self));

  if (self->whole_guides != self->guides || self->whole_end_us != view->end_us ||
      self->whole_width != view->width || self->whole_palette != palette)
    {
      g_clear_pointer (&self->whole, gsk_render_node_unref);
      self->whole = draw_whole (self, view, height);
      self->whole_guides = self->guides;
      self->whole_end_us = view->end_us;
      self->whole_width = view->width;
      self->whole_palette = palette;
    }
  if (self->whole != NULL)
    gtk_snapshot_append_node (snapshot, self->whole);
}

void
lanes_timeline_draw_mini_map (gpointer owner, GtkSnapshot *snapshot)
{
  LanesTimeline *self = owner;
  LanesPainter *painter = lanes_timeline_get_painter (self);
  const LanesPalette *palette = lanes_painter_get_palette (painter);
  int width = gtk_widget_get_width (self->mini_map);
  int height = gtk_widget_get_height (self->mini_map);
  const GdkRGBA veil = lanes_painter_fade (&palette->accent, 0.25f);
  LanesView view = get_whole_view (self, (guint) MAX (width, 1));
  graphene_rect_t handle;
  double x, handle_width;

  if (self->set == NULL)
    return;

  lanes_painter_fill_rounded (snapshot, &palette->groove,
                              &GRAPHENE_RECT_INIT (0.0f, 0.0f, (float) width, (float) height),
                              3.0f);
  if (self->guides != NULL && self->guides->steps->len > 0)
    draw_whole_cached (self, snapshot, &view, height);

  lanes_timeline_get_handle (self, &x, &handle_width);
  handle =
      GRAPHENE_RECT_INIT ((float) floor (x), 0.0f, (float) ceil (handle_width), (float) height);
  lanes_painter_fill_rounded (snapshot, &veil, &handle, 3.0f);
  if (!lanes_axis_is_fitted (self->axis))
    draw_outline (snapshot, &palette->accent, &handle, -1.0f, 1.0f);
}
