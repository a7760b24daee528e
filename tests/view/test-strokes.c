/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bars that become one node look as each would by itself. Without a display. */
#include "config.h"

#include "view/lanes-painter-strokes.h"

#define WIDTH  600
#define HEIGHT 40

static const GdkRGBA colours[] = {
  { 1.0f, 0.0f, 0.0f, 1.0f },
  { 0.0f, 1.0f, 0.0f, 1.0f },
  { 0.0f, 0.0f, 1.0f, 1.0f },
};

static guint32
pixel_of (const GdkRGBA *colour)
{
  return 0xff000000u | (guint32) (colour->red * 255) << 16 | (guint32) (colour->green * 255) << 8 |
         (guint32) (colour->blue * 255);
}

/* Bars from left to right, as a lane has them, and what is to be seen of them. */
static void
add_bars (LanesStrokes *strokes, int max_width, guint32 *pixels)
{
  for (int x = g_test_rand_int_range (0, 3); x < WIDTH;)
    {
      int width = g_test_rand_int_range (1, MIN (max_width, WIDTH - x) + 1);
      int y = g_test_rand_int_range (0, 3);
      int height = g_test_rand_int_range (1, HEIGHT - y);
      const GdkRGBA *colour = &colours[g_test_rand_int_range (0, G_N_ELEMENTS (colours))];

      lanes_strokes_add (strokes, colour,
                         &GRAPHENE_RECT_INIT ((float) x, (float) y, (float) width, (float) height));
      for (int i = y; i < y + height; i++)
        {
          for (int k = x; k < x + width; k++)
            pixels[i * WIDTH + k] = pixel_of (colour);
        }
      x += width + (g_test_rand_int_range (0, 4) == 0 ? 2 : 0);
    }
}

static GskRenderNode *
draw (LanesStrokes *strokes)
{
  GtkSnapshot *snapshot = gtk_snapshot_new ();

  lanes_strokes_draw (strokes, snapshot);

  return gtk_snapshot_free_to_node (snapshot);
}

static void
check_bars (int max_width)
{
  g_autofree guint32 *wanted = g_new0 (guint32, WIDTH * HEIGHT);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, WIDTH, HEIGHT);
  cairo_t *cr = cairo_create (surface);
  g_autoptr (GskRenderNode) node = NULL;
  g_auto (LanesStrokes) strokes = { 0 };

  lanes_strokes_init (&strokes);
  add_bars (&strokes, max_width, wanted);
  node = draw (&strokes);
  gsk_render_node_draw (node, cr);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  g_assert_cmpmem (cairo_image_surface_get_data (surface), WIDTH * HEIGHT * sizeof (guint32),
                   wanted, WIDTH * HEIGHT * sizeof (guint32));
  cairo_surface_destroy (surface);
}

static void
test_bars_are_where_they_were_put (void)
{
  for (guint i = 0; i < 30; i++)
    {
      check_bars (2);
      check_bars (100);
    }
}

static void
test_many_bars_are_one_node (void)
{
  g_autofree guint32 *pixels = g_new0 (guint32, WIDTH * HEIGHT);
  g_autoptr (GskRenderNode) many = NULL;
  g_autoptr (GskRenderNode) none = NULL;
  g_auto (LanesStrokes) strokes = { 0 };

  lanes_strokes_init (&strokes);
  add_bars (&strokes, 2, pixels);
  many = draw (&strokes);
  g_assert_cmpint (gsk_render_node_get_node_type (many), ==, GSK_CAIRO_NODE);
  /* And then there are none any more. */
  none = draw (&strokes);
  g_assert_null (none);
}

static void
test_bars_that_touch_become_one (void)
{
  g_autoptr (GskRenderNode) node = NULL;
  g_auto (LanesStrokes) strokes = { 0 };
  graphene_rect_t bounds;

  lanes_strokes_init (&strokes);
  for (int i = 0; i < 100; i++)
    lanes_strokes_add (&strokes, &colours[0], &GRAPHENE_RECT_INIT ((float) i, 3.0f, 1.0f, 8.0f));
  node = draw (&strokes);
  g_assert_cmpint (gsk_render_node_get_node_type (node), ==, GSK_COLOR_NODE);
  gsk_render_node_get_bounds (node, &bounds);
  g_assert_true (graphene_rect_equal (&bounds, &GRAPHENE_RECT_INIT (0.0f, 3.0f, 100.0f, 8.0f)));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_type_ensure (GSK_TYPE_COLOR_NODE);
  g_test_add_func ("/strokes/bars-are-where-they-were-put", test_bars_are_where_they_were_put);
  g_test_add_func ("/strokes/many-bars-are-one-node", test_many_bars_are_one_node);
  g_test_add_func ("/strokes/bars-that-touch-become-one", test_bars_that_touch_become_one);

  return g_test_run ();
}
