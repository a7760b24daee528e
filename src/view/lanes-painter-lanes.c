/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-painter-lanes.h"

#include <math.h>

#include "lanes-painter-strokes.h"
#include "lanes-span-text.h"

#define RADIUS         3.0f
#define ROUNDED_WIDTH  8.0f
#define ROUNDED_HEIGHT 12.0f
/* Of more bars in a lane only colours are drawn: the others would not be seen. */
#define DECORATED_MAX   400u
#define PATTERN_WIDTH   6.0f
#define PATTERN_HEIGHT  10.0f
#define LABEL_PADDING   5
#define LABEL_WIDTH_MIN 24.0f
#define FADE_WIDTH      14.0f
/* What part of a lane's height is left free above and below what is queued. */
#define QUEUED_INSET 0.18f

graphene_rect_t
lanes_scene_get_bounds (const LanesScene *self, const LanesRect *rect)
{
  gint y, height;

  lanes_rows_get_extent (&self->rows, rect, &y, &height);

  return GRAPHENE_RECT_INIT ((float) (self->x + rect->x), (float) (self->y + y),
                             (float) rect->width, (float) height);
}

graphene_rect_t
lanes_scene_get_lane_bounds (const LanesScene *self, guint lane)
{
  return GRAPHENE_RECT_INIT ((float) self->x,
                             (float) (self->y + lanes_rows_get_y (&self->rows, lane)),
                             (float) self->view.width, (float) self->rows.lane_height);
}

static void
draw_stripes (GtkSnapshot *snapshot,
              const graphene_rect_t *bounds,
              const GdkRGBA *colour,
              float dx,
              float dy,
              float part)
{
  const GdkRGBA clear = lanes_painter_fade (colour, 0.0f);
  const GskColorStop stops[] = {
    { 0.0f, clear }, { 1.0f - part, clear }, { 1.0f - part, *colour }, { 1.0f, *colour }
  };
  graphene_point_t from = bounds->origin;
  graphene_point_t to = GRAPHENE_POINT_INIT (from.x + dx, from.y + dy);

  gtk_snapshot_append_repeating_linear_gradient (snapshot, bounds, &from, &to, stops,
                                                 G_N_ELEMENTS (stops));
}

static gboolean
is_light (const GdkRGBA *colour)
{
  return colour->red * 0.3f + colour->green * 0.6f + colour->blue * 0.1f > 0.5f;
}

/* Kinds differ by pattern too. Stripes go away from the text's colour, so that it stays as
 * readable as it is upon the plain kind. */
static void
draw_pattern (LanesPainter *self,
              GtkSnapshot *snapshot,
              LanesSpanKind kind,
              const graphene_rect_t *bounds)
{
  const GdkRGBA *text = &lanes_painter_get_palette (self)->kinds_text[kind];
  const GdkRGBA stripe =
      is_light (text) ? (GdkRGBA){ 0.0f, 0.0f, 0.0f, 0.22f } : (GdkRGBA){ 1.0f, 1.0f, 1.0f, 0.3f };

  switch (kind)
    {
    case LANES_SPAN_COMPUTE:
      draw_stripes (snapshot, bounds, &stripe, 4.0f, 4.0f, 0.4f);
      break;
    case LANES_SPAN_FETCH:
      draw_stripes (snapshot, bounds, &stripe, 0.0f, 5.0f, 0.4f);
      break;
    case LANES_SPAN_STARTUP:
      draw_stripes (snapshot, bounds, &stripe, 6.0f, 0.0f, 0.4f);
      break;
    case LANES_SPAN_DELIVERY:
      draw_stripes (snapshot, bounds, &stripe, 3.0f, -3.0f, 0.4f);
      break;
    case LANES_SPAN_NONE:
    case LANES_SPAN_QUEUED:
    case LANES_SPAN_WAIT:
    default:
      break;
    }
}

/* What goes on fades out where it will grow. */
static void
draw_open (GtkSnapshot *snapshot, const GdkRGBA *colour, const graphene_rect_t *bounds)
{
  float fade = MIN (bounds->size.width, FADE_WIDTH);
  float end = bounds->origin.x + bounds->size.width;
  const GskColorStop stops[] = { { 0.0f, *colour }, { 1.0f, lanes_painter_fade (colour, 0.35f) } };

  gtk_snapshot_append_color (snapshot, colour,
                             &GRAPHENE_RECT_INIT (bounds->origin.x, bounds->origin.y,
                                                  bounds->size.width - fade, bounds->size.height));
  gtk_snapshot_append_linear_gradient (
      snapshot, &GRAPHENE_RECT_INIT (end - fade, bounds->origin.y, fade, bounds->size.height),
      &GRAPHENE_POINT_INIT (end - fade, bounds->origin.y),
      &GRAPHENE_POINT_INIT (end, bounds->origin.y), stops, G_N_ELEMENTS (stops));
}

/* Crossed out, within an edge, with an end like a stamp. */
static void
draw_failed (LanesPainter *self, GtkSnapshot *snapshot, const graphene_rect_t *bounds)
{
  const LanesPalette *palette = lanes_painter_get_palette (self);
  const GdkRGBA cross = lanes_painter_fade (&palette->surface, 0.6f);
  float edge = bounds->size.width >= 12.0f ? 2.0f : 1.0f;
  float end = bounds->size.width >= 12.0f ? 5.0f : 0.0f;
  GskRoundedRect outline;

  draw_stripes (snapshot, bounds, &cross, 4.0f, 4.0f, 0.25f);
  draw_stripes (snapshot, bounds, &cross, 4.0f, -4.0f, 0.25f);
  gsk_rounded_rect_init_from_rect (&outline, bounds, 0.0f);
  gtk_snapshot_append_border (
      snapshot, &outline, (float[4]){ edge, MAX (edge, end), edge, edge },
      (GdkRGBA[4]){ palette->failed, palette->failed, palette->failed, palette->failed });
}

/* Cut off: pale, with an end like a wall. */
static void
draw_cancelled (LanesPainter *self, GtkSnapshot *snapshot, const graphene_rect_t *bounds)
{
  const LanesPalette *palette = lanes_painter_get_palette (self);
  const GdkRGBA veil = lanes_painter_fade (&palette->groove, 0.55f);
  float wall = MIN (bounds->size.width, 3.0f);

  gtk_snapshot_append_color (snapshot, &veil, bounds);
  gtk_snapshot_append_color (snapshot, &palette->dim_text,
                             &GRAPHENE_RECT_INIT (bounds->origin.x + bounds->size.width - wall,
                                                  bounds->origin.y, wall, bounds->size.height));
}

/* The column that others fell upon, the darker the more there are. */
static GdkRGBA
merged_colour (LanesPainter *self, LanesSpanKind kind, guint32 count)
{
  const LanesPalette *palette = lanes_painter_get_palette (self);
  float part = count > 100 ? 0.36f : count > 10 ? 0.27f : 0.18f;

  return lanes_painter_mix (&palette->kinds[kind], &palette->text, part);
}

static graphene_rect_t
inset_queued (LanesSpanKind kind, const graphene_rect_t *bounds)
{
  graphene_rect_t inset = *bounds;

  if (kind == LANES_SPAN_QUEUED && bounds->size.height >= PATTERN_HEIGHT)
    {
      float margin = roundf (bounds->size.height * QUEUED_INSET);

      inset.origin.y += margin;
      inset.size.height -= 2.0f * margin;
    }

  return inset;
}

/* All that a bar is besides its colour and its label. */
static void
draw_decorated (LanesPainter *self,
                GtkSnapshot *snapshot,
                LanesSpanKind kind,
                LanesSpanStatus status,
                guint32 count,
                const graphene_rect_t *bounds)
{
  const GdkRGBA *colour = &lanes_painter_get_palette (self)->kinds[kind];
  gboolean is_rounded =
      bounds->size.width >= ROUNDED_WIDTH && bounds->size.height >= ROUNDED_HEIGHT;
  GskRoundedRect clip;

  if (is_rounded)
    {
      gsk_rounded_rect_init_from_rect (&clip, bounds, RADIUS);
      if (status == LANES_SPAN_OPEN)
        clip.corner[GSK_CORNER_TOP_RIGHT] = clip.corner[GSK_CORNER_BOTTOM_RIGHT] =
            GRAPHENE_SIZE_INIT (0.0f, 0.0f);
      gtk_snapshot_push_rounded_clip (snapshot, &clip);
    }
  if (status == LANES_SPAN_OPEN)
    draw_open (snapshot, colour, bounds);
  else
    gtk_snapshot_append_color (snapshot, colour, bounds);
  if (bounds->size.width >= PATTERN_WIDTH && bounds->size.height >= PATTERN_HEIGHT &&
      status != LANES_SPAN_FAILED)
    draw_pattern (self, snapshot, kind, bounds);
  if (status == LANES_SPAN_FAILED)
    draw_failed (self, snapshot, bounds);
  else if (status == LANES_SPAN_CANCELLED)
    draw_cancelled (self, snapshot, bounds);
  if (count > 1)
    {
      const GdkRGBA merged = merged_colour (self, kind, count);

      gtk_snapshot_append_color (snapshot, &merged,
                                 &GRAPHENE_RECT_INIT (bounds->origin.x + bounds->size.width - 1.0f,
                                                      bounds->origin.y, 1.0f, bounds->size.height));
    }
  if (is_rounded)
    gtk_snapshot_pop (snapshot);
}

void
lanes_painter_draw_sample (LanesPainter *self,
                           GtkSnapshot *snapshot,
                           LanesSpanKind kind,
                           LanesSpanStatus status,
                           const graphene_rect_t *bounds)
{
  const graphene_rect_t inset = inset_queued (kind, bounds);

  draw_decorated (self, snapshot, kind, status, 1, &inset);
}

void
lanes_painter_draw_merged_sample (LanesPainter *self,
                                  GtkSnapshot *snapshot,
                                  const graphene_rect_t *bounds)
{
  static const guint32 counts[] = { 2, 20, 200 };
  const float width = floorf (bounds->size.width / (float) (2 * G_N_ELEMENTS (counts) - 1));

  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    {
      const GdkRGBA colour = merged_colour (self, LANES_SPAN_WAIT, counts[i]);

      gtk_snapshot_append_color (snapshot, &colour,
                                 &GRAPHENE_RECT_INIT (bounds->origin.x + 2.0f * width * (float) i,
                                                      bounds->origin.y, width,
                                                      bounds->size.height));
    }
}

static void
draw_label (LanesPainter *self,
            GtkSnapshot *snapshot,
            const LanesScene *scene,
            const LanesRect *rect,
            const graphene_rect_t *bounds)
{
  const LanesPalette *palette = lanes_painter_get_palette (self);
  int height = lanes_painter_get_text_height (self, LANES_TEXT_SMALL);
  int room = (int) bounds->size.width - 2 * LABEL_PADDING;
  g_autofree char *text = NULL;
  LanesSpan span;
  int width;
  float x, y;

  if (bounds->size.width < LABEL_WIDTH_MIN || (float) height > bounds->size.height + 2.0f)
    return;

  lanes_trace_read (lanes_run_get_trace (lanes_lane_set_get_run (scene->set)), rect->span, &span);
  text = lanes_span_text_dup_label (&span, TRUE);
  width = lanes_painter_measure_text (self, text, LANES_TEXT_SMALL);
  if (width > room)
    {
      g_free (text);
      text = lanes_span_text_dup_label (&span, FALSE);
      width = lanes_painter_measure_text (self, text, LANES_TEXT_SMALL);
    }
  if (width > room)
    return;

  x = roundf (bounds->origin.x + (bounds->size.width - (float) width) / 2.0f);
  y = roundf (bounds->origin.y + (bounds->size.height - (float) height) / 2.0f);
  /* Not upon the hatching. */
  if (rect->status == LANES_SPAN_FAILED)
    lanes_painter_fill_rounded (
        snapshot, &palette->kinds[rect->kind],
        &GRAPHENE_RECT_INIT (x - 3.0f, y, (float) width + 6.0f, (float) height), RADIUS);
  lanes_painter_draw_text (self, snapshot, text, LANES_TEXT_SMALL, &palette->kinds_text[rect->kind],
                           x, y, -1);
}

/* A plain bar: one too small for more than a colour. */
static GdkRGBA
plain_colour (LanesPainter *self, const LanesRect *rect)
{
  const LanesPalette *palette = lanes_painter_get_palette (self);

  if (rect->status == LANES_SPAN_FAILED)
    return palette->failed;
  if (rect->count > 1)
    return merged_colour (self, rect->kind, rect->count);
  if (rect->status == LANES_SPAN_CANCELLED)
    return lanes_painter_mix (&palette->kinds[rect->kind], &palette->groove, 0.55f);

  return palette->kinds[rect->kind];
}

static void
draw_bars (LanesPainter *self, GtkSnapshot *snapshot, const LanesScene *scene, const GArray *rects)
{
  gboolean is_decorated = rects->len <= DECORATED_MAX;
  g_auto (LanesStrokes) plain = { 0 };

  lanes_strokes_init (&plain);
  for (guint i = 0; i < rects->len; i++)
    {
      const LanesRect *rect = &g_array_index (rects, LanesRect, i);
      const graphene_rect_t whole = lanes_scene_get_bounds (scene, rect);
      const graphene_rect_t bounds = inset_queued (rect->kind, &whole);

      if (rect->width >= 4 && (is_decorated || rect->width >= (gint) LABEL_WIDTH_MIN))
        {
          draw_decorated (self, snapshot, rect->kind, rect->status, rect->count, &bounds);
          draw_label (self, snapshot, scene, rect, &bounds);
        }
      else
        {
          const GdkRGBA colour = plain_colour (self, rect);

          lanes_strokes_add (&plain, &colour, &bounds);
        }
    }
  lanes_strokes_draw (&plain, snapshot);
}

static guint32
most_of (const GArray *rects)
{
  guint32 most = 1;

  for (guint i = 0; i < rects->len; i++)
    most = MAX (most, g_array_index (rects, LanesRect, i).count);

  return most;
}

static void
draw_count (LanesPainter *self, GtkSnapshot *snapshot, const graphene_rect_t *lane, guint32 most)
{
  const LanesPalette *palette = lanes_painter_get_palette (self);
  int height = lanes_painter_get_text_height (self, LANES_TEXT_SMALL);
  g_autofree char *text = lanes_span_text_dup_most (most);
  int width = lanes_painter_measure_text (self, text, LANES_TEXT_SMALL);
  const GdkRGBA back = lanes_painter_fade (&palette->surface, 0.88f);
  float x = lane->origin.x + 4.0f;
  float y = roundf (lane->origin.y + (lane->size.height - (float) height) / 2.0f);

  if ((float) height > lane->size.height + 2.0f || (float) width + 12.0f > lane->size.width)
    return;

  lanes_painter_fill_rounded (
      snapshot, &back, &GRAPHENE_RECT_INIT (x, y, (float) width + 8.0f, (float) height), RADIUS);
  lanes_painter_draw_text (self, snapshot, text, LANES_TEXT_SMALL, &palette->text, x + 4.0f, y, -1);
}

/* As high as there are spans at once, upon a band that shows where there is any. */
static void
draw_density (LanesPainter *self,
              GtkSnapshot *snapshot,
              const LanesScene *scene,
              guint lane,
              const GArray *rects)
{
  const LanesPalette *palette = lanes_painter_get_palette (self);
  const graphene_rect_t whole = lanes_scene_get_lane_bounds (scene, lane);
  guint32 most = most_of (rects);
  g_auto (LanesStrokes) bars = { 0 };

  lanes_strokes_init (&bars);
  for (guint i = 0; i < rects->len; i++)
    {
      const LanesRect *rect = &g_array_index (rects, LanesRect, i);
      const GdkRGBA pale = lanes_painter_mix (&palette->groove, &palette->kinds[rect->kind], 0.35f);
      const graphene_rect_t bounds = lanes_scene_get_bounds (scene, rect);

      lanes_strokes_add (&bars, &pale, &bounds);
    }
  lanes_strokes_draw (&bars, snapshot);
  for (guint i = 0; i < rects->len; i++)
    {
      const LanesRect *rect = &g_array_index (rects, LanesRect, i);
      graphene_rect_t bounds = lanes_scene_get_bounds (scene, rect);
      float height = MAX (roundf (bounds.size.height * (float) rect->count / (float) most), 1.0f);

      bounds.origin.y += bounds.size.height - height;
      bounds.size.height = height;
      lanes_strokes_add (
          &bars, rect->status == LANES_SPAN_FAILED ? &palette->failed : &palette->kinds[rect->kind],
          &bounds);
    }
  lanes_strokes_draw (&bars, snapshot);
  draw_count (self, snapshot, &whole, most);
}

/**
 * lanes_painter_draw_lane:
 * @self: a painter
 * @snapshot: where to
 * @scene: where lanes lie
 * @lane: which one
 * @rects: (element-type LanesRect): its bars
 */
void
lanes_painter_draw_lane (LanesPainter *self,
                         GtkSnapshot *snapshot,
                         const LanesScene *scene,
                         guint lane,
                         const GArray *rects)
{
  const graphene_rect_t bounds = lanes_scene_get_lane_bounds (scene, lane);
  const GdkRGBA *groove = &lanes_painter_get_palette (self)->groove;

  g_return_if_fail (self != NULL);

  if (bounds.size.height >= ROUNDED_HEIGHT)
    lanes_painter_fill_rounded (snapshot, groove, &bounds, RADIUS);
  else
    gtk_snapshot_append_color (snapshot, groove, &bounds);
  if (rects->len > 0 && g_array_index (rects, LanesRect, 0).density)
    draw_density (self, snapshot, scene, lane, rects);
  else
    draw_bars (self, snapshot, scene, rects);
}
