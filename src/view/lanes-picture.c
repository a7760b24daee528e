/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-picture.h"

#include <cairo-pdf.h>
#include <cairo-svg.h>
#include <glib/gi18n.h>

/* Cairo's images go no further. */
#define IMAGE_HEIGHT_MAX 32767

static const char *const endings[] = {
  [LANES_PICTURE_SVG] = ".svg",
  [LANES_PICTURE_PDF] = ".pdf",
  [LANES_PICTURE_PNG] = ".png",
};

/* Where cairo writes to, until something goes wrong. */
typedef struct
{
  GOutputStream *stream;
  GCancellable *cancellable;
  GError *error;
} Sink;

gboolean
lanes_picture_format_from_name (const char *name, LanesPictureFormat *format)
{
  g_autofree char *lower = NULL;

  g_return_val_if_fail (name != NULL, FALSE);
  g_return_val_if_fail (format != NULL, FALSE);

  lower = g_ascii_strdown (name, -1);
  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      if (g_str_has_suffix (lower, endings[i]))
        {
          *format = i;
          return TRUE;
        }
    }

  return FALSE;
}

static cairo_status_t
write_cb (void *closure, const unsigned char *data, unsigned int length)
{
  Sink *sink = closure;

  if (sink->error == NULL)
    g_output_stream_write_all (sink->stream, data, length, NULL, sink->cancellable, &sink->error);

  return sink->error == NULL ? CAIRO_STATUS_SUCCESS : CAIRO_STATUS_WRITE_ERROR;
}

static cairo_surface_t *
make_surface (LanesPictureFormat format, Sink *sink, guint width, guint height)
{
  cairo_surface_t *surface;

  switch (format)
    {
    case LANES_PICTURE_SVG:
      surface = cairo_svg_surface_create_for_stream (write_cb, sink, width, height);
      cairo_svg_surface_set_document_unit (surface, CAIRO_SVG_UNIT_PX);
      return surface;
    case LANES_PICTURE_PDF:
      return cairo_pdf_surface_create_for_stream (write_cb, sink, width, height);
    case LANES_PICTURE_PNG:
    default:
      return cairo_image_surface_create (CAIRO_FORMAT_ARGB32, (int) width, (int) height);
    }
}

/**
 * lanes_picture_write:
 * @self: what to draw
 * @format: as what
 * @stream: where to
 * @cancellable: (nullable): ends it with an error
 * @error: why not, in a few words
 *
 * Main thread; needs no display; blocks.
 *
 * Returns: %FALSE with @error set
 */
gboolean
lanes_picture_write (const LanesPicture *self,
                     LanesPictureFormat format,
                     GOutputStream *stream,
                     GCancellable *cancellable,
                     GError **error)
{
  Sink sink = { .stream = stream, .cancellable = cancellable };
  g_autoptr (GskRenderNode) node = NULL;
  cairo_surface_t *surface;
  cairo_status_t status;
  cairo_t *cr;
  guint height;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (G_IS_OUTPUT_STREAM (stream), FALSE);

  /* Where there is no display nobody has made the nodes' types yet. */
  g_type_ensure (GSK_TYPE_COLOR_NODE);
  node = lanes_picture_draw (self, &height);
  if (format == LANES_PICTURE_PNG && height > IMAGE_HEIGHT_MAX)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                   _ ("so many lanes are too high for a PNG; SVG and PDF can hold them"));
      return FALSE;
    }

  surface = make_surface (format, &sink, MAX (self->width, LANES_PICTURE_WIDTH_MIN), height);
  cr = cairo_create (surface);
  gsk_render_node_draw (node, cr);
  cairo_destroy (cr);
  if (format == LANES_PICTURE_PNG)
    status = cairo_surface_write_to_png_stream (surface, write_cb, &sink);
  else
    {
      cairo_surface_finish (surface);
      status = cairo_surface_status (surface);
    }
  cairo_surface_destroy (surface);

  if (sink.error != NULL)
    g_propagate_error (error, sink.error);
  else if (status != CAIRO_STATUS_SUCCESS)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, cairo_status_to_string (status));

  return status == CAIRO_STATUS_SUCCESS && sink.error == NULL;
}
