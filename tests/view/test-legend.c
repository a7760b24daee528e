/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <pango/pangocairo.h>

#include "view/lanes-painter-legend.h"

static void
add_rect (LanesLegend *legend, guint32 count, gboolean density)
{
  const LanesRect rect = { .width = 1, .count = count, .density = density };
  g_autoptr (GArray) rects = g_array_new (FALSE, FALSE, sizeof (LanesRect));

  g_array_append_val (rects, rect);
  lanes_legend_add_rects (legend, rects);
}

static void
test_several_on_one_pixel_are_told_once_they_are_there (void)
{
  LanesLegend legend = { 0 };

  add_rect (&legend, 1, FALSE);
  g_assert_false (legend.has_merged);
  /* A band says its count. */
  add_rect (&legend, 20, TRUE);
  g_assert_false (legend.has_merged);
  add_rect (&legend, 2, FALSE);
  g_assert_true (legend.has_merged);
  add_rect (&legend, 1, FALSE);
  g_assert_true (legend.has_merged);
}

static void
test_it_takes_the_lines_that_it_needs (void)
{
  PangoContext *context = pango_font_map_create_context (pango_cairo_font_map_get_default ());
  g_autoptr (LanesPainter) painter = lanes_painter_new (context, lanes_palette_get (FALSE, FALSE));
  LanesLegend legend = { 0 };
  int one_line;

  g_object_unref (context);
  g_assert_cmpint (lanes_painter_draw_legend (painter, NULL, &legend, 0, 0, 1000, FALSE), ==, 0);
  legend.kinds = 1u << LANES_SPAN_WAIT | 1u << LANES_SPAN_COMPUTE;
  one_line = lanes_painter_draw_legend (painter, NULL, &legend, 0, 0, 1000, FALSE);
  g_assert_cmpint (one_line, >, 0);
  legend.has_floor = TRUE;
  legend.has_bound = TRUE;
  g_assert_cmpint (lanes_painter_draw_legend (painter, NULL, &legend, 0, 0, 1000, FALSE), ==,
                   one_line);
  g_assert_cmpint (lanes_painter_draw_legend (painter, NULL, &legend, 0, 0, 1, FALSE), ==,
                   4 * one_line);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/legend/several-on-one-pixel-are-told-once-they-are-there",
                   test_several_on_one_pixel_are_told_once_they_are_there);
  g_test_add_func ("/legend/it-takes-the-lines-that-it-needs",
                   test_it_takes_the_lines_that_it_needs);

  return g_test_run ();
}
