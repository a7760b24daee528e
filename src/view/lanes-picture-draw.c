/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "core/lanes-report.h"
#include "core/lanes-result.h"
#include "lanes-guides.h"
#include "lanes-painter-frame.h"
#include "lanes-painter-legend.h"
#include "lanes-picture.h"
#include "layout/lanes-duration.h"

#define MARGIN    16
#define GAP       8
#define RUN_GAP   18
#define TRACK_GAP 4
/* Lanes of more runs, or of longer ones, than fit in that become lower, down to the least that a
 * lane may be; all of them are drawn all the same. */
#define LANES_HEIGHT 4000
#define FONT         "Sans 10"

/* What is drawn of one run. */
typedef struct
{
  LanesRun *run;
  LanesLaneSet *set;
  LanesGuides *guides;
  LanesReport report;
} Part;

typedef struct
{
  const LanesPicture *picture;
  LanesPainter *painter;
  GtkSnapshot *snapshot;
  GArray *parts; /* Part */
  gboolean is_rtl;
  int width;
  int gutter;
  LanesView view;
  int plot_x;
  LanesLegend legend;
} Drawing;

static void
part_clear (gpointer data)
{
  Part *part = data;

  g_clear_object (&part->set);
  g_clear_pointer (&part->guides, lanes_guides_unref);
}

static const Part *
get_part (const Drawing *self, guint index)
{
  return &g_array_index (self->parts, Part, index);
}

static void
add_parts (Drawing *self)
{
  int max = self->width / 4;

  for (guint i = 0; i < self->picture->runs->len; i++)
    {
      Part part = { .run = g_ptr_array_index (self->picture->runs, i) };

      part.set = lanes_lane_set_new (part.run, self->picture->order);
      lanes_lane_set_update (part.set);
      lanes_legend_add (&self->legend, part.set);
      part.guides = lanes_guides_compute (part.run, NULL);
      lanes_report_compute (part.run, &part.report);
      self->gutter =
          MAX (self->gutter, lanes_painter_measure_gutter (self->painter, part.set, max));
      self->view.end_us =
          MAX (self->view.end_us, lanes_lane_set_get_end (part.set, part.report.makespan_us));
      g_array_append_val (self->parts, part);
    }
  self->view.now_us = self->view.end_us;
  self->view.begin_us = self->picture->begin_us;
  if (self->picture->end_us > self->picture->begin_us)
    self->view.end_us = self->picture->end_us;
  else
    /* As on the screen, where what ends last does not touch the edge. */
    self->view.end_us += self->view.end_us / 50;
  self->view.end_us = MAX (self->view.end_us, self->view.begin_us + 10);
  self->view.width = (guint) (self->width - 2 * MARGIN - self->gutter);
  self->plot_x = self->is_rtl ? MARGIN : MARGIN + self->gutter;
}

static int
draw_text (Drawing *self, const char *text, LanesTextStyle style, const GdkRGBA *colour, int y)
{
  int room = self->width - 2 * MARGIN;
  int width = MIN (lanes_painter_measure_text (self->painter, text, style), room);

  lanes_painter_draw_text (self->painter, self->snapshot, text, style, colour,
                           (float) (self->is_rtl ? self->width - MARGIN - width : MARGIN),
                           (float) y, room);

  return y + lanes_painter_get_text_height (self->painter, style);
}

static char *
dup_title (const Part *part)
{
  const LanesModel *model = lanes_run_get_model (part->run);
  const LanesOptions *options = lanes_run_get_options (part->run);
  const char *workload = lanes_workload_get_title (lanes_run_get_workload (part->run));

  if (!model->has_schedule)
    return g_strdup_printf ("%s · %s", workload, _ (model->title));

  return g_strdup_printf ("%s · %s (%s)", workload, _ (model->title),
                          options->schedule == LANES_SCHEDULE_PHASED ? _ ("phased")
                                                                     : _ ("pipelined"));
}

static char *
dup_figures (const Part *part)
{
  const LanesReport *report = &part->report;
  LanesWorkload *workload = lanes_run_get_workload (part->run);
  g_autofree char *elapsed = lanes_duration_dup_text (report->makespan_us);
  g_autofree char *result = lanes_result_dup_text (part->run, report);
  g_autofree char *bound = lanes_duration_dup_text (report->bound_us);
  g_autofree char *limit = lanes_limit_dup_text (&report->bound_limit, workload);
  g_autofree char *sum = lanes_duration_dup_text (report->sum_us);

  if (report->sum_us <= 0 || report->makespan_us <= 0)
    return g_strdup_printf ("%s · %s", elapsed, result);

  /* Translators: elapsed time, work in it, how many times as fast, bound, its limit, result. */
  return g_strdup_printf (_ ("%s instead of ~%s, %.1f × · bound %s: %s · %s"), elapsed, sum,
                          report->speedup, bound, limit, result);
}

/* Where and when: a figure without them proves nothing. */
static char *
dup_origin (const Part *part)
{
  const LanesHost *host = lanes_run_get_host (part->run);
  const LanesOptions *options = lanes_run_get_options (part->run);
  g_autofree char *cores =
      g_strdup_printf (ngettext ("%u core", "%u cores", host->cores), host->cores);
  g_autofree char *scale = g_strdup_printf (_ ("time × %g"), options->time_scale);

  return g_strdup_printf ("Lanes %s · %s · %s · GLib %s · libsoup %s · %s · %s", host->lanes,
                          host->os, cores, host->glib, host->soup, scale,
                          lanes_run_get_started (part->run));
}

static LanesScene
make_scene (const Drawing *self, const Part *part, int y)
{
  LanesScene scene = {
    .set = part->set,
    .view = self->view,
    .x = self->plot_x,
    .y = y,
  };
  int text_height = lanes_painter_get_text_height (self->painter, LANES_TEXT_LABEL);
  guint n_lanes = lanes_lane_set_get_n_lanes (part->set);
  guint sub_rows = 1;

  for (guint lane = 0; lane < n_lanes; lane++)
    sub_rows = MAX (sub_rows, lanes_lane_set_get_n_sub_rows (part->set, lane));
  scene.view.now_us = MAX (part->report.makespan_us, 0);
  scene.rows.n_lanes = n_lanes;
  scene.rows.height =
      MIN (lanes_rows_get_comfortable (n_lanes, text_height, sub_rows), LANES_HEIGHT);
  lanes_rows_choose (&scene.rows, text_height, 1.0, sub_rows);
  scene.rows.height = lanes_rows_get_total (&scene.rows);

  return scene;
}

static void
draw_lanes (Drawing *self, const LanesScene *scene)
{
  g_autoptr (GArray) rects = g_array_new (FALSE, FALSE, sizeof (LanesRect));

  for (guint lane = 0; lane < scene->rows.n_lanes; lane++)
    {
      g_array_set_size (rects, 0);
      lanes_layout_lane (scene->set, lane, &scene->view, rects);
      lanes_painter_draw_lane (self->painter, self->snapshot, scene, lane, rects);
      lanes_legend_add_rects (&self->legend, rects);
    }
  lanes_painter_draw_lane_labels (self->painter, self->snapshot, scene, self->gutter, self->is_rtl);
}

static int
draw_tracks (Drawing *self, const LanesScene *scene, const Part *part, int y)
{
  int height = lanes_painter_get_track_height (self->painter);

  for (guint i = 0; i < part->guides->steps->len; i++)
    {
      const LanesSteps *steps = g_ptr_array_index (part->guides->steps, i);
      const graphene_rect_t room =
          GRAPHENE_RECT_INIT ((float) (self->is_rtl ? self->width - MARGIN - self->gutter : MARGIN),
                              (float) y, (float) self->gutter, (float) height);

      lanes_painter_draw_gutter_label (
          self->painter, self->snapshot,
          lanes_painter_get_track_label (lanes_steps_get_track (steps)), &room, self->is_rtl);
      lanes_painter_draw_track (self->painter, self->snapshot, scene, steps, y, height);
      y += height + TRACK_GAP;
    }

  return y;
}

/* Title, figures, lanes and, of a run that is alone, all that surrounds them. Returns the y
 * below. */
static int
draw_part (Drawing *self, const Part *part, int y)
{
  const LanesPalette *palette = self->picture->palette;
  gboolean is_alone = self->parts->len == 1;
  g_autofree char *title = dup_title (part);
  g_autofree char *figures = dup_figures (part);
  LanesScene scene;
  int words_y, lines_y;

  y = draw_text (self, title, LANES_TEXT_STRONG, &palette->text, y) + 2;
  y = draw_text (self, figures, LANES_TEXT_SMALL, &palette->dim_text, y) + GAP;
  words_y = y;
  y += lanes_painter_get_lines_height (self->painter);
  if (is_alone)
    y += lanes_painter_get_ruler_height (self->painter);
  lines_y = y;

  scene = make_scene (self, part, y);
  draw_lanes (self, &scene);
  y += scene.rows.height;
  if (is_alone)
    {
      lanes_painter_draw_ruler (self->painter, self->snapshot, &scene, lines_y, 0, self->width);
      y = draw_tracks (self, &scene, part, y + GAP);
    }
  lanes_painter_draw_arrows (self->painter, self->snapshot, &scene, part->guides, -1);
  lanes_painter_draw_lines (self->painter, self->snapshot, &scene, part->guides, words_y, lines_y,
                            y);

  return y;
}

static int
draw_all (Drawing *self)
{
  const LanesPalette *palette = self->picture->palette;
  g_autofree char *origin = dup_origin (get_part (self, 0));
  int y = MARGIN;

  if (self->parts->len > 1)
    {
      LanesScene scene = make_scene (self, get_part (self, 0), 0);

      y += lanes_painter_get_ruler_height (self->painter);
      lanes_painter_draw_ruler (self->painter, self->snapshot, &scene, y, 0, self->width);
      y += GAP;
    }
  for (guint i = 0; i < self->parts->len; i++)
    y = draw_part (self, get_part (self, i), y) + (i + 1 < self->parts->len ? RUN_GAP : GAP);

  y += GAP;
  y += lanes_painter_draw_legend (self->painter, self->snapshot, &self->legend, self->plot_x, y,
                                  (int) self->view.width, self->is_rtl);
  y = draw_text (self, origin, LANES_TEXT_SMALL, &palette->dim_text, y + GAP);

  return y + MARGIN;
}

/**
 * lanes_picture_draw:
 * @self: what to draw
 * @height: (out): how high it became
 *
 * Returns: (transfer full): the drawing
 */
GskRenderNode *
lanes_picture_draw (const LanesPicture *self, guint *height)
{
  g_autoptr (GskRenderNode) node = NULL;
  PangoFontDescription *font;
  PangoContext *context;
  GtkSnapshot *back;
  Drawing drawing = { .picture = self };

  g_return_val_if_fail (self != NULL && self->runs != NULL && self->runs->len > 0, NULL);
  g_return_val_if_fail (height != NULL, NULL);

  drawing.snapshot = gtk_snapshot_new ();
  drawing.is_rtl = gtk_widget_get_default_direction () == GTK_TEXT_DIR_RTL;
  drawing.width = (int) MAX (self->width, LANES_PICTURE_WIDTH_MIN);
  drawing.parts = g_array_new (FALSE, TRUE, sizeof (Part));
  font = pango_font_description_from_string (FONT);
  context = pango_font_map_create_context (pango_cairo_font_map_get_default ());
  pango_context_set_font_description (context, font);
  pango_font_description_free (font);
  drawing.painter = lanes_painter_new (context, self->palette);
  g_object_unref (context);
  g_array_set_clear_func (drawing.parts, part_clear);

  add_parts (&drawing);
  *height = (guint) draw_all (&drawing);
  node = gtk_snapshot_free_to_node (drawing.snapshot);
  back = gtk_snapshot_new ();
  gtk_snapshot_append_color (back, &self->palette->surface,
                             &GRAPHENE_RECT_INIT (0, 0, (float) drawing.width, (float) *height));
  gtk_snapshot_append_node (back, node);

  g_array_unref (drawing.parts);
  lanes_painter_free (drawing.painter);

  return gtk_snapshot_free_to_node (back);
}
