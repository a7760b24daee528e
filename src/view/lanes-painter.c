/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-painter.h"

/* Layouts beyond are thrown away; a window shows some hundreds. */
#define LAYOUTS_MAX 4000

struct _LanesPainter
{
  PangoContext *context;
  const LanesPalette *palette;
  GHashTable *layouts; /* "style width text" -> PangoLayout */
  int heights[3];      /* by LanesTextStyle; 0: not known */
};

static const struct
{
  double scale;
  PangoWeight weight;
} styles[] = {
  [LANES_TEXT_LABEL] = { 0.95, PANGO_WEIGHT_NORMAL },
  [LANES_TEXT_SMALL] = { 0.82, PANGO_WEIGHT_NORMAL },
  [LANES_TEXT_STRONG] = { 0.95, PANGO_WEIGHT_BOLD },
};

/**
 * lanes_painter_new:
 * @context: where the font comes from
 * @palette: what to draw with
 *
 * Returns: (transfer full): a painter
 */
LanesPainter *
lanes_painter_new (PangoContext *context, const LanesPalette *palette)
{
  LanesPainter *self;

  g_return_val_if_fail (PANGO_IS_CONTEXT (context), NULL);
  g_return_val_if_fail (palette != NULL, NULL);

  self = g_new0 (LanesPainter, 1);
  self->context = g_object_ref (context);
  self->palette = palette;
  self->layouts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);

  return self;
}

/**
 * lanes_painter_free:
 * @self: (transfer full): a painter
 */
void
lanes_painter_free (LanesPainter *self)
{
  g_return_if_fail (self != NULL);

  g_hash_table_unref (self->layouts);
  g_object_unref (self->context);
  g_free (self);
}

const LanesPalette *
lanes_painter_get_palette (const LanesPainter *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->palette;
}

void
lanes_painter_set_palette (LanesPainter *self, const LanesPalette *palette)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (palette != NULL);

  self->palette = palette;
}

static PangoLayout *
new_layout (LanesPainter *self, const char *text, LanesTextStyle style, int max_width)
{
  PangoLayout *layout = pango_layout_new (self->context);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_scale_new (styles[style].scale));
  if (styles[style].weight != PANGO_WEIGHT_NORMAL)
    pango_attr_list_insert (attributes, pango_attr_weight_new (styles[style].weight));
  /* Figures that change must not make their neighbours move. */
  pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum=1"));
  pango_layout_set_attributes (layout, attributes);
  pango_layout_set_single_paragraph_mode (layout, TRUE);
  pango_layout_set_text (layout, text, -1);
  if (max_width >= 0)
    {
      pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
      pango_layout_set_width (layout, max_width * PANGO_SCALE);
    }

  return layout;
}

/* (transfer none), until the next call */
static PangoLayout *
get_layout (LanesPainter *self, const char *text, LanesTextStyle style, int max_width)
{
  g_autofree char *key = g_strdup_printf ("%d %d %s", style, max_width, text);
  PangoLayout *layout = g_hash_table_lookup (self->layouts, key);

  if (layout != NULL)
    return layout;

  if (g_hash_table_size (self->layouts) >= LAYOUTS_MAX)
    g_hash_table_remove_all (self->layouts);
  layout = new_layout (self, text, style, max_width);
  g_hash_table_insert (self->layouts, g_steal_pointer (&key), layout);

  return layout;
}

int
lanes_painter_get_text_height (LanesPainter *self, LanesTextStyle style)
{
  g_return_val_if_fail (self != NULL, 0);

  if (self->heights[style] == 0)
    pango_layout_get_pixel_size (get_layout (self, "Xg", style, -1), NULL, &self->heights[style]);

  return self->heights[style];
}

int
lanes_painter_measure_text (LanesPainter *self, const char *text, LanesTextStyle style)
{
  int width;

  g_return_val_if_fail (self != NULL, 0);

  pango_layout_get_pixel_size (get_layout (self, text, style, -1), &width, NULL);

  return width;
}

int
lanes_painter_draw_text (LanesPainter *self,
                         GtkSnapshot *snapshot,
                         const char *text,
                         LanesTextStyle style,
                         const GdkRGBA *colour,
                         float x,
                         float y,
                         int max_width)
{
  PangoLayout *layout;
  int width;

  g_return_val_if_fail (self != NULL, 0);

  /* What fits is laid out once, whatever room there is. */
  width = lanes_painter_measure_text (self, text, style);
  if (max_width >= 0 && width > max_width)
    width = max_width;
  else
    max_width = -1;
  layout = get_layout (self, text, style, max_width);
  if (max_width >= 0)
    {
      PangoRectangle ink;

      /* A text of the other direction sits at the right of its room. */
      pango_layout_get_pixel_extents (layout, NULL, &ink);
      x -= (float) ink.x;
      width = ink.width;
    }

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (x, y));
  gtk_snapshot_append_layout (snapshot, layout, colour);
  gtk_snapshot_restore (snapshot);

  return width;
}

GdkRGBA
lanes_painter_mix (const GdkRGBA *a, const GdkRGBA *b, float part)
{
  return (GdkRGBA){
    .red = a->red + (b->red - a->red) * part,
    .green = a->green + (b->green - a->green) * part,
    .blue = a->blue + (b->blue - a->blue) * part,
    .alpha = a->alpha + (b->alpha - a->alpha) * part,
  };
}

GdkRGBA
lanes_painter_fade (const GdkRGBA *colour, float alpha)
{
  GdkRGBA faded = *colour;

  faded.alpha *= alpha;

  return faded;
}

void
lanes_painter_fill_rounded (GtkSnapshot *snapshot,
                            const GdkRGBA *colour,
                            const graphene_rect_t *bounds,
                            float radius)
{
  GskRoundedRect rounded;

  gsk_rounded_rect_init_from_rect (&rounded, bounds, radius);
  gtk_snapshot_push_rounded_clip (snapshot, &rounded);
  gtk_snapshot_append_color (snapshot, colour, bounds);
  gtk_snapshot_pop (snapshot);
}
