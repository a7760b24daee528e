/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-painter-strokes.h"

/* As many nodes are drawn as soon as one that stands for them. */
#define NODES_MAX 32u

typedef struct
{
  graphene_rect_t bounds;
  guint colour;
} LanesStroke;

void
lanes_strokes_init (LanesStrokes *self)
{
  self->strokes = g_array_new (FALSE, FALSE, sizeof (LanesStroke));
  self->colours = g_array_new (FALSE, FALSE, sizeof (GdkRGBA));
}

void
lanes_strokes_clear (LanesStrokes *self)
{
  g_clear_pointer (&self->strokes, g_array_unref);
  g_clear_pointer (&self->colours, g_array_unref);
}

/* Its place among the colours. */
static guint
find_colour (LanesStrokes *self, const GdkRGBA *colour)
{
  for (guint i = 0; i < self->colours->len; i++)
    {
      if (gdk_rgba_equal (&g_array_index (self->colours, GdkRGBA, i), colour))
        return i;
    }
  g_array_append_vals (self->colours, colour, 1);

  return self->colours->len - 1;
}

/* Whether @bounds goes on where @last ends. */
static gboolean
touches (const graphene_rect_t *last, const graphene_rect_t *bounds)
{
  return last->origin.y == bounds->origin.y && last->size.height == bounds->size.height &&
         last->origin.x + last->size.width == bounds->origin.x;
}

void
lanes_strokes_add (LanesStrokes *self, const GdkRGBA *colour, const graphene_rect_t *bounds)
{
  const LanesStroke stroke = { .bounds = *bounds, .colour = find_colour (self, colour) };

  if (self->strokes->len > 0)
    {
      LanesStroke *last = &g_array_index (self->strokes, LanesStroke, self->strokes->len - 1);

      if (last->colour == stroke.colour && touches (&last->bounds, bounds))
        {
          last->bounds.size.width += bounds->size.width;
          return;
        }
    }

  g_array_append_val (self->strokes, stroke);
}

static void
draw_nodes (LanesStrokes *self, GtkSnapshot *snapshot)
{
  for (guint i = 0; i < self->strokes->len; i++)
    {
      const LanesStroke *stroke = &g_array_index (self->strokes, LanesStroke, i);

      gtk_snapshot_append_color (snapshot, &g_array_index (self->colours, GdkRGBA, stroke->colour),
                                 &stroke->bounds);
    }
}

static graphene_rect_t
get_extents (LanesStrokes *self)
{
  graphene_rect_t extents = g_array_index (self->strokes, LanesStroke, 0).bounds;

  for (guint i = 1; i < self->strokes->len; i++)
    graphene_rect_union (&extents, &g_array_index (self->strokes, LanesStroke, i).bounds, &extents);

  return extents;
}

/* Colour by colour, since each is set and filled once. */
static void
draw_cairo (LanesStrokes *self, GtkSnapshot *snapshot)
{
  const graphene_rect_t extents = get_extents (self);
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &extents);

  for (guint colour = 0; colour < self->colours->len; colour++)
    {
      gdk_cairo_set_source_rgba (cr, &g_array_index (self->colours, GdkRGBA, colour));
      for (guint i = 0; i < self->strokes->len; i++)
        {
          const LanesStroke *stroke = &g_array_index (self->strokes, LanesStroke, i);

          if (stroke->colour == colour)
            cairo_rectangle (cr, stroke->bounds.origin.x, stroke->bounds.origin.y,
                             stroke->bounds.size.width, stroke->bounds.size.height);
        }
      cairo_fill (cr);
    }
  cairo_destroy (cr);
}

void
lanes_strokes_draw (LanesStrokes *self, GtkSnapshot *snapshot)
{
  if (self->strokes->len > NODES_MAX)
    draw_cairo (self, snapshot);
  else
    draw_nodes (self, snapshot);
  g_array_set_size (self->strokes, 0);
  g_array_set_size (self->colours, 0);
}
