/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-bar-drawing.h"

#define GAP        8 /* between label, bar and text */
#define ROW_EXTRA  10
#define BAR_MARGIN 3
#define RADIUS     3
#define BAR_MIN    24
#define HATCH      4
#define DASH       6
/* How many of the longest texts are measured for a column's width. */
#define MEASURED 8
/* Of the width that a label may take. */
#define LABEL_SHARE 0.4

static gboolean
has_marks (const LanesBarDrawing *self)
{
  for (guint i = 0; i < self->n_bars; i++)
    {
      if (self->bars[i].mark >= 0)
        return TRUE;
    }

  return FALSE;
}

static PangoLayout *
make_layout (const LanesBarDrawing *self, const char *text)
{
  PangoLayout *layout = pango_layout_new (self->context);

  pango_layout_set_text (layout, text, -1);

  return layout;
}

static int
measure_text (const LanesBarDrawing *self, const char *text, int *height)
{
  g_autoptr (PangoLayout) layout = make_layout (self, text);
  int width;

  pango_layout_get_pixel_size (layout, &width, height);

  return width;
}

static const char *
get_text (const LanesBarDrawing *self, guint bar, gboolean is_label)
{
  return is_label ? self->bars[bar].label : self->bars[bar].text;
}

/* The widest of the longest few: measuring thousands would take longer than drawing them. */
static int
measure_column (const LanesBarDrawing *self, gboolean is_label)
{
  guint chosen[MEASURED];
  glong lengths[MEASURED];
  guint n_chosen = 0;
  int widest = 0;

  for (guint i = 0; i < self->n_bars; i++)
    {
      glong length = g_utf8_strlen (get_text (self, i, is_label), -1);
      guint at = n_chosen;

      while (at > 0 && lengths[at - 1] < length)
        at--;
      if (at == MEASURED)
        continue;
      n_chosen = MIN (n_chosen + 1, MEASURED);
      for (guint k = n_chosen - 1; k > at; k--)
        {
          chosen[k] = chosen[k - 1];
          lengths[k] = lengths[k - 1];
        }
      chosen[at] = i;
      lengths[at] = length;
    }

  for (guint i = 0; i < n_chosen; i++)
    widest = MAX (widest, measure_text (self, get_text (self, chosen[i], is_label), NULL));

  return widest;
}

/**
 * lanes_bar_drawing_measure:
 * @self: what is to be drawn
 * @out: (out caller-allocates): where its parts are
 */
void
lanes_bar_drawing_measure (const LanesBarDrawing *self, LanesBarGeometry *out)
{
  int top, bottom;

  measure_text (self, "X", &out->line_height);
  out->label_width = measure_column (self, TRUE);
  out->text_width = measure_column (self, FALSE);
  out->min_width = 4 * GAP + BAR_MIN + MIN (out->text_width, 8 * out->line_height);
  out->full_width = 4 * GAP + out->label_width + out->text_width + 10 * out->line_height;
  if (self->width >= 0)
    {
      out->label_width = MIN (out->label_width, (int) (self->width * LABEL_SHARE));
      out->text_width = MIN (out->text_width, self->width - out->label_width - BAR_MIN - 4 * GAP);
      out->text_width = MAX (0, out->text_width);
    }
  out->bar_x = out->label_width + 2 * GAP;
  out->bar_width = MAX (BAR_MIN, self->width - out->bar_x - out->text_width - 2 * GAP);
  out->row_height = out->line_height + ROW_EXTRA;
  out->header = self->line >= 0 && self->line_label != NULL ? out->line_height + 4 : 0;
  out->footer = self->mark_label != NULL && has_marks (self) ? out->line_height + 8 : 0;
  out->full_height = out->header + (int) self->n_bars * out->row_height + out->footer;

  top = self->scroll - out->header;
  bottom = top + self->height;
  out->first = MIN ((guint) (MAX (0, top) / out->row_height), self->n_bars);
  out->end =
      MIN ((guint) ((MAX (0, bottom) + out->row_height - 1) / out->row_height), self->n_bars);
}

int
lanes_bar_geometry_get_y (const LanesBarGeometry *self, guint bar, int scroll)
{
  return self->header + (int) bar * self->row_height - scroll;
}

int
lanes_bar_drawing_find (const LanesBarDrawing *self, double y)
{
  LanesBarGeometry geometry;
  int row;

  lanes_bar_drawing_measure (self, &geometry);
  y += self->scroll - geometry.header;
  if (y < 0)
    return -1;
  row = (int) (y / geometry.row_height);

  return row < (int) self->n_bars ? row : -1;
}

static void
append_text (const LanesBarDrawing *self,
             GtkSnapshot *snapshot,
             const char *text,
             const GdkRGBA *colour,
             gboolean at_end,
             int x,
             int y,
             int width)
{
  g_autoptr (PangoLayout) layout = NULL;
  int text_width;

  if (width <= 0)
    return;

  layout = make_layout (self, text);
  pango_layout_get_pixel_size (layout, &text_width, NULL);
  if (text_width > width)
    {
      pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
      pango_layout_set_width (layout, width * PANGO_SCALE);
      text_width = width;
    }
  if (at_end)
    x += width - text_width;
  if (self->is_rtl)
    x = self->width - x - text_width;

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) x, (float) y));
  gtk_snapshot_append_layout (snapshot, layout, colour);
  gtk_snapshot_restore (snapshot);
}

static graphene_rect_t
make_rect (const LanesBarDrawing *self, double x, double y, double width, double height)
{
  if (self->is_rtl)
    x = self->width - x - width;

  return GRAPHENE_RECT_INIT ((float) x, (float) y, (float) width, (float) height);
}

static double
get_x (const LanesBarDrawing *self, const LanesBarGeometry *geometry, double value)
{
  if (self->maximum <= 0)
    return geometry->bar_x;

  return geometry->bar_x + CLAMP (value / self->maximum, 0, 1) * geometry->bar_width;
}

static void
append_rounded (GtkSnapshot *snapshot, const graphene_rect_t *rect, const GdkRGBA *colour)
{
  GskRoundedRect outline;

  gsk_rounded_rect_init_from_rect (&outline, rect, RADIUS);
  gtk_snapshot_push_rounded_clip (snapshot, &outline);
  gtk_snapshot_append_color (snapshot, colour, rect);
  gtk_snapshot_pop (snapshot);
}

/* Stripes from @begin on, each @period long: @share of it coloured. */
static void
append_stripes (GtkSnapshot *snapshot,
                const graphene_rect_t *rect,
                const graphene_point_t *period,
                float share,
                const GdkRGBA *colour)
{
  const GdkRGBA none = { colour->red, colour->green, colour->blue, 0 };
  const GskColorStop stops[] = { { 0, *colour }, { share, *colour }, { share, none }, { 1, none } };
  const graphene_point_t end =
      GRAPHENE_POINT_INIT (rect->origin.x + period->x, rect->origin.y + period->y);

  gtk_snapshot_append_repeating_linear_gradient (snapshot, rect, &rect->origin, &end, stops,
                                                 G_N_ELEMENTS (stops));
}

/* So that a failure is told by more than its colour. */
static void
append_hatched (GtkSnapshot *snapshot, const graphene_rect_t *rect, const GdkRGBA *colour)
{
  GskRoundedRect outline;

  gsk_rounded_rect_init_from_rect (&outline, rect, RADIUS);
  gtk_snapshot_push_rounded_clip (snapshot, &outline);
  append_stripes (snapshot, rect, &GRAPHENE_POINT_INIT (HATCH, HATCH), 0.5f, colour);
  gtk_snapshot_pop (snapshot);
}

static void
append_mark (const LanesBarDrawing *self,
             GtkSnapshot *snapshot,
             const LanesPalette *palette,
             double x,
             int y,
             int height)
{
  graphene_rect_t rect = make_rect (self, x - 2, y, 4, height);

  /* A seam keeps it apart from the bar that it stands upon. */
  gtk_snapshot_append_color (snapshot, &palette->surface, &rect);
  rect = make_rect (self, x - 1, y, 2, height);
  gtk_snapshot_append_color (snapshot, &palette->bound, &rect);
}

static void
append_bar (const LanesBarDrawing *self,
            GtkSnapshot *snapshot,
            const LanesPalette *palette,
            const LanesBarGeometry *geometry,
            const LanesBar *bar,
            int y)
{
  double height = geometry->row_height - 2 * BAR_MARGIN;
  double width = get_x (self, geometry, bar->value) - geometry->bar_x;
  graphene_rect_t rect =
      make_rect (self, geometry->bar_x, y + BAR_MARGIN, geometry->bar_width, height);

  append_rounded (snapshot, &rect, &palette->groove);
  /* What failed without a figure is hatched all along. */
  if (width > 0)
    rect = make_rect (self, geometry->bar_x, y + BAR_MARGIN, MAX (width, 2), height);
  if (bar->is_failed)
    append_hatched (snapshot, &rect, &palette->failed);
  else if (width > 0)
    append_rounded (snapshot, &rect, &palette->total);
  if (bar->mark >= 0)
    append_mark (self, snapshot, palette, get_x (self, geometry, bar->mark), y,
                 geometry->row_height);
}

/* What lies behind a bar that is lit, selected or focused. */
static void
append_state (const LanesBarDrawing *self,
              GtkSnapshot *snapshot,
              const LanesPalette *palette,
              const LanesBarGeometry *geometry,
              guint index,
              int y)
{
  int task = self->bars[index].task;
  gboolean is_selected = task >= 0 && task == self->selected_task;
  gboolean is_lit = task >= 0 && task == self->hovered_task;
  graphene_rect_t rect = make_rect (self, 0, y, self->width, geometry->row_height);
  GdkRGBA colour = palette->accent;

  if (is_selected || is_lit)
    {
      colour.alpha = is_selected ? 0.25f : 0.12f;
      append_rounded (snapshot, &rect, &colour);
    }
  if (self->focused_bar == (int) index)
    {
      const GdkRGBA colours[4] = { palette->accent, palette->accent, palette->accent,
                                   palette->accent };
      GskRoundedRect outline;

      gsk_rounded_rect_init_from_rect (&outline, &rect, RADIUS);
      gtk_snapshot_append_border (snapshot, &outline, (float[4]){ 2, 2, 2, 2 }, colours);
    }
}

static void
append_line (const LanesBarDrawing *self,
             GtkSnapshot *snapshot,
             const LanesPalette *palette,
             const LanesBarGeometry *geometry)
{
  double x = get_x (self, geometry, self->line);
  int top = lanes_bar_geometry_get_y (geometry, geometry->first, self->scroll);
  int bottom = lanes_bar_geometry_get_y (geometry, geometry->end, self->scroll);
  int before = (int) x;
  int after = self->width - (int) x;
  graphene_rect_t rect = make_rect (self, x - 1, top, 2, bottom - top);

  append_stripes (snapshot, &rect, &GRAPHENE_POINT_INIT (0, DASH), 0.6f, &palette->floor);
  if (self->line_label == NULL)
    return;
  /* At the side that has more room. */
  if (after > before)
    append_text (self, snapshot, self->line_label, &palette->floor, FALSE, before, -self->scroll,
                 after - GAP);
  else
    append_text (self, snapshot, self->line_label, &palette->floor, TRUE, GAP, -self->scroll,
                 before - GAP);
}

static void
append_legend (const LanesBarDrawing *self,
               GtkSnapshot *snapshot,
               const LanesPalette *palette,
               const LanesBarGeometry *geometry)
{
  int y = geometry->full_height - geometry->footer - self->scroll + 4;

  append_mark (self, snapshot, palette, geometry->bar_x + 2, y, geometry->line_height);
  append_text (self, snapshot, self->mark_label, &palette->dim_text, FALSE,
               geometry->bar_x + 4 + GAP, y, self->width - geometry->bar_x - 4 - 2 * GAP);
}

/**
 * lanes_bar_drawing_snapshot:
 * @self: what is to be drawn
 * @palette: in which colours
 * @snapshot: grows by what is seen
 */
void
lanes_bar_drawing_snapshot (const LanesBarDrawing *self,
                            const LanesPalette *palette,
                            GtkSnapshot *snapshot)
{
  LanesBarGeometry geometry;

  if (self->n_bars == 0)
    return;

  lanes_bar_drawing_measure (self, &geometry);
  for (guint i = geometry.first; i < geometry.end; i++)
    {
      const LanesBar *bar = &self->bars[i];
      int y = lanes_bar_geometry_get_y (&geometry, i, self->scroll);
      int text_y = y + ROW_EXTRA / 2;

      append_state (self, snapshot, palette, &geometry, i, y);
      append_text (self, snapshot, bar->label, &palette->text, FALSE, GAP, text_y,
                   geometry.label_width);
      append_bar (self, snapshot, palette, &geometry, bar, y);
      append_text (self, snapshot, bar->text, bar->is_failed ? &palette->failed : &palette->text,
                   TRUE, geometry.bar_x + geometry.bar_width + GAP, text_y, geometry.text_width);
    }
  if (self->line >= 0)
    append_line (self, snapshot, palette, &geometry);
  if (geometry.footer > 0)
    append_legend (self, snapshot, palette, &geometry);
}
