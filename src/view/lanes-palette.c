/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-palette.h"

#include <stddef.h>

#define RGBA(hex, a)                                                                               \
  {                                                                                                \
    (float) ((hex) >> 16 & 0xff) / 255.0f, (float) ((hex) >> 8 & 0xff) / 255.0f,                   \
        (float) ((hex) &0xff) / 255.0f, (a)                                                        \
  }
#define RGB(hex) RGBA (hex, 1.0f)

/* Contrast of texts with what is behind them is at least 4.5 (7 with high contrast), and of bars
 * with the groove at least 1.3; tests/view/test-palette.c measures them all. */
static const LanesPalette light = {
  .kinds = {
    [LANES_SPAN_NONE] = RGB (0xf0f1f3),
    [LANES_SPAN_QUEUED] = RGB (0xcfd2d7),
    [LANES_SPAN_STARTUP] = RGB (0xcc79a7),
    [LANES_SPAN_WAIT] = RGB (0x56b4e9),
    [LANES_SPAN_FETCH] = RGB (0x0072b2),
    [LANES_SPAN_COMPUTE] = RGB (0xe69f00),
    [LANES_SPAN_DELIVERY] = RGB (0x009e73),
  },
  .kinds_text = {
    [LANES_SPAN_NONE] = RGB (0x1e1e1e),
    [LANES_SPAN_QUEUED] = RGB (0x1e1e1e),
    [LANES_SPAN_STARTUP] = RGB (0x0d0d0d),
    [LANES_SPAN_WAIT] = RGB (0x0d0d0d),
    [LANES_SPAN_FETCH] = RGB (0xffffff),
    [LANES_SPAN_COMPUTE] = RGB (0x0d0d0d),
    [LANES_SPAN_DELIVERY] = RGB (0x0d0d0d),
  },
  .background = RGB (0xfafafa),
  .surface = RGB (0xffffff),
  .groove = RGB (0xf0f1f3),
  .border = RGB (0xdcdde0),
  .text = RGB (0x1e1e1e),
  .dim_text = RGB (0x5e5c64),
  .accent = RGB (0x1c66cc),
  .accent_text = RGB (0xffffff),
  .floor = RGB (0x5e5c64),
  .bound = RGB (0xb84c00),
  .cursor = RGB (0x3d3846),
  .failed = RGB (0xc01c28),
  .total = RGB (0x009e73),
  .track = RGB (0x8d94a1),
  .lag = RGB (0x00805d),
};

static const LanesPalette dark = {
  .kinds = {
    [LANES_SPAN_NONE] = RGB (0x373737),
    [LANES_SPAN_QUEUED] = RGB (0x84878e),
    [LANES_SPAN_STARTUP] = RGB (0xcc79a7),
    [LANES_SPAN_WAIT] = RGB (0x56b4e9),
    [LANES_SPAN_FETCH] = RGB (0x0072b2),
    [LANES_SPAN_COMPUTE] = RGB (0xe69f00),
    [LANES_SPAN_DELIVERY] = RGB (0x009e73),
  },
  .kinds_text = {
    [LANES_SPAN_NONE] = RGB (0xffffff),
    [LANES_SPAN_QUEUED] = RGB (0x0d0d0d),
    [LANES_SPAN_STARTUP] = RGB (0x0d0d0d),
    [LANES_SPAN_WAIT] = RGB (0x0d0d0d),
    [LANES_SPAN_FETCH] = RGB (0xffffff),
    [LANES_SPAN_COMPUTE] = RGB (0x0d0d0d),
    [LANES_SPAN_DELIVERY] = RGB (0x0d0d0d),
  },
  .background = RGB (0x242424),
  .surface = RGB (0x2d2d2d),
  .groove = RGB (0x383838),
  .border = RGB (0x444444),
  .text = RGB (0xf2f2f2),
  .dim_text = RGB (0xb4b2b8),
  .accent = RGB (0x8ab8f7),
  .accent_text = RGB (0x10151d),
  .floor = RGB (0xb4b2b8),
  .bound = RGB (0xff8c3a),
  .cursor = RGB (0xe8e8e8),
  .failed = RGB (0xff7b72),
  .total = RGB (0x009e73),
  .track = RGB (0x7f8591),
  .lag = RGB (0x33c79c),
};

static const LanesPalette light_contrast = {
  .kinds = {
    [LANES_SPAN_NONE] = RGB (0xffffff),
    [LANES_SPAN_QUEUED] = RGB (0xc0c4ca),
    [LANES_SPAN_STARTUP] = RGB (0xd58bb4),
    [LANES_SPAN_WAIT] = RGB (0x56b4e9),
    [LANES_SPAN_FETCH] = RGB (0x004f80),
    [LANES_SPAN_COMPUTE] = RGB (0xe69f00),
    [LANES_SPAN_DELIVERY] = RGB (0x1fb488),
  },
  .kinds_text = {
    [LANES_SPAN_NONE] = RGB (0x000000),
    [LANES_SPAN_QUEUED] = RGB (0x000000),
    [LANES_SPAN_STARTUP] = RGB (0x000000),
    [LANES_SPAN_WAIT] = RGB (0x000000),
    [LANES_SPAN_FETCH] = RGB (0xffffff),
    [LANES_SPAN_COMPUTE] = RGB (0x000000),
    [LANES_SPAN_DELIVERY] = RGB (0x000000),
  },
  .background = RGB (0xffffff),
  .surface = RGB (0xffffff),
  .groove = RGB (0xf4f4f4),
  .border = RGB (0x5e5c64),
  .text = RGB (0x000000),
  .dim_text = RGB (0x3a3a3a),
  .accent = RGB (0x0b4a9e),
  .accent_text = RGB (0xffffff),
  .floor = RGB (0x3a3a3a),
  .bound = RGB (0x8a3300),
  .cursor = RGB (0x000000),
  .failed = RGB (0x9c0d18),
  .total = RGB (0x007a58),
  .track = RGB (0x5c626d),
  .lag = RGB (0x005c43),
};

static const LanesPalette dark_contrast = {
  .kinds = {
    [LANES_SPAN_NONE] = RGB (0x000000),
    [LANES_SPAN_QUEUED] = RGB (0xa7abb3),
    [LANES_SPAN_STARTUP] = RGB (0xe3a3c6),
    [LANES_SPAN_WAIT] = RGB (0x7cc8f5),
    [LANES_SPAN_FETCH] = RGB (0x3d9fe0),
    [LANES_SPAN_COMPUTE] = RGB (0xffb81f),
    [LANES_SPAN_DELIVERY] = RGB (0x2fcf9f),
  },
  .kinds_text = {
    [LANES_SPAN_NONE] = RGB (0xffffff),
    [LANES_SPAN_QUEUED] = RGB (0x000000),
    [LANES_SPAN_STARTUP] = RGB (0x000000),
    [LANES_SPAN_WAIT] = RGB (0x000000),
    [LANES_SPAN_FETCH] = RGB (0x000000),
    [LANES_SPAN_COMPUTE] = RGB (0x000000),
    [LANES_SPAN_DELIVERY] = RGB (0x000000),
  },
  .background = RGB (0x000000),
  .surface = RGB (0x0a0a0a),
  .groove = RGB (0x262626),
  .border = RGB (0xb4b2b8),
  .text = RGB (0xffffff),
  .dim_text = RGB (0xdddddd),
  .accent = RGB (0xa8cdff),
  .accent_text = RGB (0x000000),
  .floor = RGB (0xdddddd),
  .bound = RGB (0xffa05c),
  .cursor = RGB (0xffffff),
  .failed = RGB (0xffa19a),
  .total = RGB (0x2fcf9f),
  .track = RGB (0xaab0bc),
  .lag = RGB (0x5fe3bb),
};

/**
 * lanes_palette_get:
 * @dark: whether for a dark window
 * @high_contrast: whether for who needs more contrast
 *
 * Any thread.
 *
 * Returns: (transfer none): the colours
 */
const LanesPalette *
lanes_palette_get (gboolean is_dark, gboolean high_contrast)
{
  if (high_contrast)
    return is_dark ? &dark_contrast : &light_contrast;

  return is_dark ? &dark : &light;
}

static void
append_colour (GString *css, const char *name, const char *ending, const GdkRGBA *colour)
{
  g_string_append_printf (css, "@define-color lanes_%s%s #%02x%02x%02x;\n", name, ending,
                          (guint) (colour->red * 255.0f + 0.5f),
                          (guint) (colour->green * 255.0f + 0.5f),
                          (guint) (colour->blue * 255.0f + 0.5f));
}

/**
 * lanes_palette_dup_css:
 * @self: a palette
 *
 * Names are those of the members ("lanes_dim_text"), and of the kinds ("lanes_wait", and
 * "lanes_wait_text" for what is written upon it). Any thread.
 *
 * Returns: (transfer full): a definition of each colour, for a GtkCssProvider that is asked
 *   before style.css
 */
char *
lanes_palette_dup_css (const LanesPalette *self)
{
  static const char *const kinds[LANES_N_SPAN_KINDS] = { NULL,    "queued",  "startup", "wait",
                                                         "fetch", "compute", "delivery" };
  const struct
  {
    const char *name;
    gsize offset;
  } others[] = {
    { "background", offsetof (LanesPalette, background) },
    { "surface", offsetof (LanesPalette, surface) },
    { "groove", offsetof (LanesPalette, groove) },
    { "border", offsetof (LanesPalette, border) },
    { "text", offsetof (LanesPalette, text) },
    { "dim_text", offsetof (LanesPalette, dim_text) },
    { "accent", offsetof (LanesPalette, accent) },
    { "accent_text", offsetof (LanesPalette, accent_text) },
    { "floor", offsetof (LanesPalette, floor) },
    { "bound", offsetof (LanesPalette, bound) },
    { "cursor", offsetof (LanesPalette, cursor) },
    { "failed", offsetof (LanesPalette, failed) },
    { "total", offsetof (LanesPalette, total) },
    { "track", offsetof (LanesPalette, track) },
    { "lag", offsetof (LanesPalette, lag) },
  };
  GString *css = g_string_new (NULL);

  g_return_val_if_fail (self != NULL, NULL);

  for (guint kind = LANES_SPAN_QUEUED; kind < LANES_N_SPAN_KINDS; kind++)
    {
      append_colour (css, kinds[kind], "", &self->kinds[kind]);
      append_colour (css, kinds[kind], "_text", &self->kinds_text[kind]);
    }
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    append_colour (css, others[i].name, "", G_STRUCT_MEMBER_P ((gpointer) self, others[i].offset));

  return g_string_free (css, FALSE);
}
