/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <cairo-svg.h>
#include <glib/gstdio.h>
#include <string.h>

#include "lanes-test-view.h"
#include "layout/lanes-layout.h"
#include "view/lanes-picture.h"

#define WIDTH 900

static GPtrArray *
list_of (LanesRun *run)
{
  GPtrArray *runs = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (runs, run);

  return runs;
}

static LanesPicture
picture_of (GPtrArray *runs, gboolean dark)
{
  return (LanesPicture){
    .runs = runs,
    .order = LANES_ORDER_BY_TASK,
    .width = WIDTH,
    .palette = lanes_palette_get (dark, FALSE),
  };
}

static GBytes *
write_bytes (const LanesPicture *picture, LanesPictureFormat format)
{
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (GError) error = NULL;

  g_assert_true (lanes_picture_write (picture, format, stream, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (g_output_stream_close (stream, NULL, &error));
  g_assert_no_error (error);

  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (stream));
}

static gboolean
contains (GBytes *bytes, const char *word)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  return memmem (data, size, word, strlen (word)) != NULL;
}

static void
assert_vectors (const LanesPicture *picture)
{
  g_autoptr (GBytes) svg = write_bytes (picture, LANES_PICTURE_SVG);
  g_autoptr (GBytes) pdf = write_bytes (picture, LANES_PICTURE_PDF);

  g_assert_true (contains (svg, "<svg"));
  g_assert_false (contains (svg, "<image"));
  g_assert_true (contains (pdf, "%PDF-"));
  g_assert_false (contains (pdf, "/Image"));
}

static void
test_carts_are_vectors_in_each_look (void)
{
  for (guint dark = 0; dark < 2; dark++)
    {
      for (guint order = LANES_ORDER_BY_TASK; order <= LANES_ORDER_BY_WORKER; order++)
        {
          g_autoptr (GPtrArray) runs = list_of (lanes_test_view_carts ("combined", 0));
          LanesPicture picture = picture_of (runs, dark);

          picture.order = order;
          assert_vectors (&picture);
        }
    }
}

static void
test_failures_and_their_hatches_are_vectors (void)
{
  g_autoptr (GPtrArray) runs = list_of (lanes_test_view_carts ("threads", 2));
  LanesPicture picture = picture_of (runs, FALSE);

  assert_vectors (&picture);
}

static void
test_crowds_are_vectors (void)
{
  g_autoptr (GPtrArray) runs = list_of (lanes_test_view_crowd (2000, 7));
  LanesPicture picture = picture_of (runs, FALSE);

  picture.order = LANES_ORDER_BY_WORKER;
  assert_vectors (&picture);
}

static void
test_several_runs_are_vectors (void)
{
  g_autoptr (GPtrArray) runs = list_of (lanes_test_view_carts ("sequential", 0));
  g_autoptr (GPtrArray) one = list_of (lanes_test_view_carts ("sequential", 0));
  LanesPicture picture = picture_of (runs, TRUE);
  LanesPicture alone = picture_of (one, TRUE);
  g_autoptr (GskRenderNode) first = NULL;
  g_autoptr (GskRenderNode) second = NULL;
  guint height, height_alone;

  g_ptr_array_add (runs, lanes_test_view_carts ("event-loop", 1));
  assert_vectors (&picture);
  first = lanes_picture_draw (&picture, &height);
  second = lanes_picture_draw (&alone, &height_alone);
  g_assert_cmpuint (height, >, height_alone);
}

/* What assert_vectors() looks for is what cairo writes when it must. */
static void
test_raster_images_would_be_found (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  cairo_surface_t *image = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 4, 4);
  g_autofree char *path = NULL;
  g_autofree char *content = NULL;
  cairo_surface_t *svg;
  cairo_t *cr;
  int fd = g_file_open_tmp ("lanes-XXXXXX.svg", &path, NULL);

  g_assert_cmpint (fd, >=, 0);
  g_assert_true (g_close (fd, NULL));
  memset (cairo_image_surface_get_data (image), 0x5a, 4);
  cairo_surface_mark_dirty (image);
  svg = cairo_svg_surface_create (path, 10, 10);
  cr = cairo_create (svg);
  cairo_set_source_surface (cr, image, 0, 0);
  cairo_paint (cr);
  cairo_destroy (cr);
  cairo_surface_destroy (svg);
  cairo_surface_destroy (image);
  g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
  g_assert_nonnull (strstr (content, "<image"));
  g_assert_cmpint (g_unlink (path), ==, 0);
}

static void
test_a_png_has_the_size_of_the_drawing (void)
{
  g_autoptr (GPtrArray) runs = list_of (lanes_test_view_carts ("combined", 0));
  LanesPicture picture = picture_of (runs, FALSE);
  g_autoptr (GBytes) bytes = write_bytes (&picture, LANES_PICTURE_PNG);
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) texture = gdk_texture_new_from_bytes (bytes, &error);
  g_autoptr (GskRenderNode) node = NULL;
  guint height;

  g_assert_no_error (error);
  node = lanes_picture_draw (&picture, &height);
  g_assert_cmpint (gdk_texture_get_width (texture), ==, WIDTH);
  g_assert_cmpint (gdk_texture_get_height (texture), ==, (int) height);
}

static void
test_too_many_lanes_for_a_png_are_told (void)
{
  g_autoptr (GPtrArray) runs = list_of (lanes_test_view_many (6000, 6000, 3));
  LanesPicture picture = picture_of (runs, FALSE);
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (GError) error = NULL;

  g_assert_false (lanes_picture_write (&picture, LANES_PICTURE_PNG, stream, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED);
  g_assert_cmpuint (g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (stream)), ==, 0);
}

static void
test_a_full_disk_is_told (void)
{
  g_autoptr (GPtrArray) runs = list_of (lanes_test_view_carts ("combined", 0));
  LanesPicture picture = picture_of (runs, FALSE);
  char room[512];

  for (guint format = LANES_PICTURE_SVG; format <= LANES_PICTURE_PNG; format++)
    {
      g_autoptr (GOutputStream) stream = g_memory_output_stream_new (room, sizeof room, NULL, NULL);
      g_autoptr (GError) error = NULL;

      g_assert_false (lanes_picture_write (&picture, format, stream, NULL, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE);
    }
}

static void
collect (GskRenderNode *node, const GdkRGBA *colour, GArray *found)
{
  graphene_rect_t bounds;

  switch (gsk_render_node_get_node_type (node))
    {
    case GSK_CONTAINER_NODE:
      for (guint i = 0; i < gsk_container_node_get_n_children (node); i++)
        collect (gsk_container_node_get_child (node, i), colour, found);
      break;
    case GSK_CLIP_NODE:
      collect (gsk_clip_node_get_child (node), colour, found);
      break;
    case GSK_ROUNDED_CLIP_NODE:
      collect (gsk_rounded_clip_node_get_child (node), colour, found);
      break;
    case GSK_COLOR_NODE:
      gsk_render_node_get_bounds (node, &bounds);
      if (gdk_rgba_equal (gsk_color_node_get_color (node), colour))
        g_array_append_val (found, bounds);
      break;
    default:
      break;
    }
}

static gboolean
has_bar (GArray *bars, double x, double width)
{
  for (guint i = 0; i < bars->len; i++)
    {
      const graphene_rect_t *bar = &g_array_index (bars, graphene_rect_t, i);

      if (ABS (bar->origin.x - x) < 0.5 && ABS (bar->size.width - width) < 0.5)
        return TRUE;
    }

  return FALSE;
}

static void
test_bars_are_where_the_layout_says (void)
{
  LanesRun *run = lanes_test_view_carts ("combined", 0);
  g_autoptr (GPtrArray) runs = list_of (run);
  g_autoptr (LanesLaneSet) set = lanes_lane_set_new (run, LANES_ORDER_BY_TASK);
  g_autoptr (GArray) rects = g_array_new (FALSE, FALSE, sizeof (LanesRect));
  g_autoptr (GArray) grooves = g_array_new (FALSE, FALSE, sizeof (graphene_rect_t));
  LanesPicture picture = picture_of (runs, FALSE);
  g_autoptr (GskRenderNode) node = NULL;
  const graphene_rect_t *groove;
  LanesView view = { .begin_us = 0 };
  guint height, n_checked = 0;

  lanes_lane_set_update (set);
  picture.end_us = lanes_lane_set_get_end (set, 0);
  node = lanes_picture_draw (&picture, &height);
  collect (node, &picture.palette->groove, grooves);
  g_assert_cmpuint (grooves->len, >=, 5);
  groove = &g_array_index (grooves, graphene_rect_t, 0);

  view.end_us = picture.end_us;
  view.now_us = picture.end_us;
  view.width = (guint) groove->size.width;
  for (guint lane = 0; lane < lanes_lane_set_get_n_lanes (set); lane++)
    lanes_layout_lane (set, lane, &view, rects);
  for (guint i = 0; i < rects->len; i++)
    {
      const LanesRect *rect = &g_array_index (rects, LanesRect, i);
      g_autoptr (GArray) bars = g_array_new (FALSE, FALSE, sizeof (graphene_rect_t));

      if (rect->kind != LANES_SPAN_WAIT && rect->kind != LANES_SPAN_COMPUTE)
        continue;
      collect (node, &picture.palette->kinds[rect->kind], bars);
      g_assert_true (has_bar (bars, groove->origin.x + rect->x, rect->width));
      n_checked++;
    }
  g_assert_cmpuint (n_checked, ==, 10);
}

static void
test_the_ending_tells_the_format (void)
{
  LanesPictureFormat format = LANES_PICTURE_SVG;

  g_assert_true (lanes_picture_format_from_name ("carts.PNG", &format));
  g_assert_cmpint (format, ==, LANES_PICTURE_PNG);
  g_assert_true (lanes_picture_format_from_name ("a.b.pdf", &format));
  g_assert_cmpint (format, ==, LANES_PICTURE_PDF);
  g_assert_true (lanes_picture_format_from_name ("x.svg", &format));
  g_assert_cmpint (format, ==, LANES_PICTURE_SVG);
  g_assert_false (lanes_picture_format_from_name ("x.jpeg", &format));
  g_assert_false (lanes_picture_format_from_name ("svg", &format));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  /* As lanes is where there is no display. */
  g_unsetenv ("DISPLAY");
  g_unsetenv ("WAYLAND_DISPLAY");
  g_assert_false (gtk_init_check ());

  g_test_add_func ("/picture/carts-are-vectors-in-each-look", test_carts_are_vectors_in_each_look);
  g_test_add_func ("/picture/failures-and-their-hatches-are-vectors",
                   test_failures_and_their_hatches_are_vectors);
  g_test_add_func ("/picture/crowds-are-vectors", test_crowds_are_vectors);
  g_test_add_func ("/picture/several-runs-are-vectors", test_several_runs_are_vectors);
  g_test_add_func ("/picture/raster-images-would-be-found", test_raster_images_would_be_found);
  g_test_add_func ("/picture/a-png-has-the-size-of-the-drawing",
                   test_a_png_has_the_size_of_the_drawing);
  g_test_add_func ("/picture/too-many-lanes-for-a-png-are-told",
                   test_too_many_lanes_for_a_png_are_told);
  g_test_add_func ("/picture/a-full-disk-is-told", test_a_full_disk_is_told);
  g_test_add_func ("/picture/bars-are-where-the-layout-says", test_bars_are_where_the_layout_says);
  g_test_add_func ("/picture/the-ending-tells-the-format", test_the_ending_tells_the_format);

  return g_test_run ();
}
