/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-painter-frame.h"

#include <glib/gi18n.h>
#include <math.h>

#include "lanes-painter-strokes.h"
#include "lanes-span-text.h"
#include "layout/lanes-duration.h"
#include "layout/lanes-ruler.h"

#define TICK_HEIGHT   5
#define TICK_DISTANCE 56
#define TICK_ROOM     14 /* between two labels */
#define GUTTER_MIN    48
#define GUTTER_GAP    10 /* between a label and the lanes */
#define GUTTER_MARGIN 8  /* beyond the label */
#define LABELS_MAX    64u
#define WORDS_GAP     9   /* between the words of two lines */
#define WORDS_MIN     120 /* less of them says nothing */
#define TRACK_SIDE    14  /* how far a track's figure may reach beyond it */

int
lanes_painter_get_lines_height (LanesPainter *self)
{
  return lanes_painter_get_text_height (self, LANES_TEXT_SMALL) + 2;
}

int
lanes_painter_get_ruler_height (LanesPainter *self)
{
  return lanes_painter_get_text_height (self, LANES_TEXT_SMALL) + TICK_HEIGHT + 4;
}

int
lanes_painter_get_track_height (LanesPainter *self)
{
  return MAX (lanes_painter_get_text_height (self, LANES_TEXT_SMALL) + 8, 22);
}

const char *
lanes_painter_get_track_label (const LanesTrack *track)
{
  static const char *const names[] = { N_ ("running"), N_ ("queued"), N_ ("loop lag") };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      if (g_str_equal (track->name, names[i]))
        return _ (names[i]);
    }

  return track->name;
}

int
lanes_painter_measure_gutter (LanesPainter *self, LanesLaneSet *set, int max)
{
  guint n_lanes = set != NULL ? lanes_lane_set_get_n_lanes (set) : 0;
  guint step = n_lanes / LABELS_MAX + 1;
  int width = GUTTER_MIN;

  for (guint lane = 0; lane < n_lanes; lane += step)
    {
      g_autofree char *label = lanes_lane_set_dup_label (set, lane);

      width = MAX (width, lanes_painter_measure_text (self, label, LANES_TEXT_LABEL));
    }
  /* The last has the longest number. */
  if (n_lanes > 0)
    {
      g_autofree char *label = lanes_lane_set_dup_label (set, n_lanes - 1);

      width = MAX (width, lanes_painter_measure_text (self, label, LANES_TEXT_LABEL));
    }
  width = MAX (width, lanes_painter_measure_text (self, _ ("loop lag"), LANES_TEXT_LABEL));

  return MIN (width + GUTTER_GAP + GUTTER_MARGIN, max);
}

/* Marks as near to each other as their labels let them. */
static guint
choose_distance (LanesPainter *self, const LanesView *view)
{
  guint distance = TICK_DISTANCE;

  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *label = lanes_ruler_dup_label (view, distance, view->end_us);
      int width = lanes_painter_measure_text (self, label, LANES_TEXT_SMALL);

      if (width + TICK_ROOM <= (int) distance)
        break;
      distance = (guint) (width + TICK_ROOM);
    }

  return distance;
}

void
lanes_painter_draw_ruler (LanesPainter *self,
                          GtkSnapshot *snapshot,
                          const LanesScene *scene,
                          int y,
                          int min_x,
                          int max_x)
{
  const LanesPalette *palette = lanes_painter_get_palette (self);
  int height = lanes_painter_get_text_height (self, LANES_TEXT_SMALL);
  guint distance = choose_distance (self, &scene->view);
  g_autoptr (GArray) ticks = lanes_ruler_compute (&scene->view, distance);
  int taken = min_x;

  for (guint i = 0; i < ticks->len; i++)
    {
      const LanesTick *tick = &g_array_index (ticks, LanesTick, i);
      g_autofree char *label = lanes_ruler_dup_label (&scene->view, distance, tick->at_us);
      int width = lanes_painter_measure_text (self, label, LANES_TEXT_SMALL);
      int x = MIN (scene->x + tick->x - width / 2, max_x - width);

      gtk_snapshot_append_color (snapshot, &palette->dim_text,
                                 &GRAPHENE_RECT_INIT ((float) (scene->x + tick->x),
                                                      (float) (y - TICK_HEIGHT - 1), 1.0f,
                                                      TICK_HEIGHT));
      if (x < taken)
        continue;
      lanes_painter_draw_text (self, snapshot, label, LANES_TEXT_SMALL, &palette->dim_text,
                               (float) x, (float) (y - TICK_HEIGHT - 2 - height), -1);
      taken = x + width + TICK_ROOM / 2;
    }
}

void
lanes_painter_draw_gutter_label (LanesPainter *self,
                                 GtkSnapshot *snapshot,
                                 const char *text,
                                 const graphene_rect_t *room,
                                 gboolean is_rtl)
{
  const GdkRGBA *colour = &lanes_painter_get_palette (self)->dim_text;
  int max_width = (int) room->size.width - GUTTER_GAP - GUTTER_MARGIN / 2;
  int width = MIN (lanes_painter_measure_text (self, text, LANES_TEXT_LABEL), max_width);
  int height = lanes_painter_get_text_height (self, LANES_TEXT_LABEL);
  float x = is_rtl ? room->origin.x + GUTTER_GAP
                   : room->origin.x + room->size.width - GUTTER_GAP - (float) width;

  if (max_width <= 0)
    return;

  lanes_painter_draw_text (self, snapshot, text, LANES_TEXT_LABEL, colour, x,
                           roundf (room->origin.y + (room->size.height - (float) height) / 2.0f),
                           max_width);
}

/* Of lanes that are lower than a label every so many have theirs. */
void
lanes_painter_draw_lane_labels (LanesPainter *self,
                                GtkSnapshot *snapshot,
                                const LanesScene *scene,
                                int gutter,
                                gboolean is_rtl)
{
  int height = lanes_painter_get_text_height (self, LANES_TEXT_LABEL);
  int pitch = scene->rows.lane_height + scene->rows.gap;
  guint step = (guint) MAX ((height + pitch - 1) / MAX (pitch, 1), 1);
  guint first, last;

  if (!lanes_rows_get_visible (&scene->rows, &first, &last))
    return;

  for (guint lane = (first + step - 1) / step * step; lane <= last; lane += step)
    {
      g_autofree char *label = lanes_lane_set_dup_label (scene->set, lane);
      graphene_rect_t room = lanes_scene_get_lane_bounds (scene, lane);

      room.origin.x = is_rtl ? room.origin.x + room.size.width : room.origin.x - (float) gutter;
      room.size.width = (float) gutter;
      lanes_painter_draw_gutter_label (self, snapshot, label, &room, is_rtl);
    }
}

static char *
dup_value (const LanesTrack *track, gint64 value)
{
  if (g_str_equal (track->unit, "us"))
    return lanes_duration_dup_text (value);

  return g_strdup_printf ("%'" G_GINT64_FORMAT, value);
}

void
lanes_painter_draw_track (LanesPainter *self,
                          GtkSnapshot *snapshot,
                          const LanesScene *scene,
                          const LanesSteps *steps,
                          int y,
                          int height)
{
  const LanesPalette *palette = lanes_painter_get_palette (self);
  const LanesTrack *track = lanes_steps_get_track (steps);
  g_autofree gint64 *columns = g_new (gint64, scene->view.width);
  gint64 most = MAX (lanes_steps_get_max (steps), 1);
  const GdkRGBA *colour = g_str_equal (track->unit, "us")       ? &palette->lag
                          : g_str_equal (track->name, "queued") ? &palette->kinds[LANES_SPAN_QUEUED]
                                                                : &palette->track;
  g_autofree char *peak = dup_value (track, lanes_steps_get_max (steps));
  int peak_width = lanes_painter_measure_text (self, peak, LANES_TEXT_SMALL);
  int peak_height = lanes_painter_get_text_height (self, LANES_TEXT_SMALL);
  g_auto (LanesStrokes) bars = { 0 };
  int last = 0;
  GdkRGBA back;

  lanes_strokes_init (&bars);
  lanes_layout_steps (steps, &scene->view, columns);
  for (int x = 0; x < (int) scene->view.width;)
    {
      int end = x + 1;
      int rise;

      while (end < (int) scene->view.width && columns[end] == columns[x])
        end++;
      if (columns[x] >= 0)
        {
          rise = MAX ((int) round ((double) height * (double) columns[x] / (double) most), 1);
          lanes_strokes_add (&bars, colour,
                             &GRAPHENE_RECT_INIT ((float) (scene->x + x),
                                                  (float) (y + height - rise), (float) (end - x),
                                                  (float) rise));
          last = end;
        }
      x = end;
    }
  lanes_strokes_draw (&bars, snapshot);

  /* Where it ends, or within when that is the edge. */
  last = MAX (MIN (last + 6, (int) scene->view.width + TRACK_SIDE - peak_width), 0);
  back = lanes_painter_fade (&palette->surface, 0.85f);
  lanes_painter_fill_rounded (snapshot, &back,
                              &GRAPHENE_RECT_INIT ((float) (scene->x + last - 3),
                                                   (float) (y + (height - peak_height) / 2),
                                                   (float) (peak_width + 6), (float) peak_height),
                              3.0f);
  lanes_painter_draw_text (self, snapshot, peak, LANES_TEXT_SMALL, &palette->dim_text,
                           (float) (scene->x + last), (float) (y + (height - peak_height) / 2), -1);
}

void
lanes_painter_draw_line (GtkSnapshot *snapshot, const GdkRGBA *colour, float x, int y1, int y2)
{
  const GdkRGBA clear = lanes_painter_fade (colour, 0.0f);
  const GskColorStop stops[] = {
    { 0.0f, *colour }, { 0.6f, *colour }, { 0.6f, clear }, { 1.0f, clear }
  };
  const graphene_rect_t bounds = GRAPHENE_RECT_INIT (x, (float) y1, 2.0f, (float) (y2 - y1));

  gtk_snapshot_append_repeating_linear_gradient (
      snapshot, &bounds, &bounds.origin,
      &GRAPHENE_POINT_INIT (bounds.origin.x, bounds.origin.y + 7.0f), stops, G_N_ELEMENTS (stops));
}

static gboolean
is_shown (const LanesScene *scene, gint64 at_us)
{
  return at_us >= scene->view.begin_us && at_us <= scene->view.end_us;
}

static float
place (const LanesScene *scene, gint64 at_us)
{
  return (float) scene->x + (float) floor (lanes_layout_x_of_time (&scene->view, at_us));
}

/* At the right of its line, or at the left of it where that would be cut off, or before what is
 * written there. @taken: from where on there is other text. Returns where the text begins. */
static int
draw_words (LanesPainter *self,
            GtkSnapshot *snapshot,
            const LanesScene *scene,
            const char *text,
            const GdkRGBA *colour,
            float line,
            int y,
            int taken)
{
  int width = lanes_painter_measure_text (self, text, LANES_TEXT_SMALL);
  int x = (int) line + 5;

  if (y < 0)
    return taken;
  if (x + width > taken)
    x = MIN ((int) line - 4 - width, taken - width);
  if (x < scene->x - 4 && width < (int) scene->view.width)
    x = MIN (scene->x, taken - width);
  /* What is longer than all the room begins where that does. */
  x = MAX (x, 0);
  if (taken - x < WORDS_MIN && x + width > taken)
    return taken;
  lanes_painter_draw_text (self, snapshot, text, LANES_TEXT_SMALL, colour, (float) x, (float) y,
                           taken - x);

  return x - WORDS_GAP;
}

static char *
dup_words (LanesScene const *scene, const char *format, gint64 time_us, const LanesLimit *limit)
{
  LanesRun *run = lanes_lane_set_get_run (scene->set);
  g_autofree char *duration = lanes_duration_dup_text (time_us);
  g_autofree char *reason = lanes_limit_dup_text (limit, lanes_run_get_workload (run));

  return g_strdup_printf ("%s %s: %s", format, duration, reason);
}

void
lanes_painter_draw_lines (LanesPainter *self,
                          GtkSnapshot *snapshot,
                          const LanesScene *scene,
                          const LanesGuides *guides,
                          int words_y,
                          int y1,
                          int y2)
{
  const LanesPalette *palette = lanes_painter_get_palette (self);
  gint64 floor_us = guides->begin_us + guides->floor_us;
  gint64 bound_us = guides->begin_us + guides->bound_us;
  gboolean has_bound = guides->bound_us > 0 && is_shown (scene, bound_us);
  gboolean has_floor = guides->floor_us > 0 && is_shown (scene, floor_us);
  float bound = place (scene, bound_us);
  float floor_x = place (scene, floor_us);
  int taken = scene->x + (int) scene->view.width;
  gboolean is_one = has_bound && has_floor && bound - floor_x <= 2.0f;

  if (has_bound)
    {
      g_autofree char *text = dup_words (scene, is_one ? _ ("floor and bound") : _ ("bound"),
                                         guides->bound_us, &guides->bound_limit);

      lanes_painter_draw_line (snapshot, &palette->bound, bound, y1, y2);
      taken = draw_words (self, snapshot, scene, text, &palette->bound, bound, words_y, taken);
    }
  if (has_floor && !is_one)
    {
      g_autofree char *text =
          dup_words (scene, _ ("floor"), guides->floor_us, &guides->floor_limit);

      lanes_painter_draw_line (snapshot, &palette->floor, floor_x, y1, y2);
      draw_words (self, snapshot, scene, text, &palette->floor, floor_x, words_y, taken);
    }
}
