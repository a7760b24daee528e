/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-palette.h"

#include <stddef.h>

enum
{
  LIGHT,
  DARK,
  LIGHT_CONTRAST,
  DARK_CONTRAST,
  N_PALETTES
};

/* A colour: what CSS calls it, which member it is, and what it looks like in each palette. */
typedef struct
{
  const char *name;
  gsize offset;
  guint32 rgb[N_PALETTES];
} Colour;

#define MEMBER(member)  #member, offsetof(LanesPalette, member)
#define KIND(kind)      offsetof (LanesPalette, kinds[LANES_SPAN_##kind])
#define TEXT_UPON(kind) offsetof (LanesPalette, kinds_text[LANES_SPAN_##kind])

/* Contrast of texts with what is behind them is at least 4.5 (7 with high contrast), and of bars
 * with the groove at least 1.3; tests/view/test-palette.c measures them all. */
static const Colour colours[] = {
  /* light, dark, and both with high contrast */
  { "queued", KIND (QUEUED), { 0xcfd2d7, 0x84878e, 0xc0c4ca, 0xa7abb3 } },
  { "queued_text", TEXT_UPON (QUEUED), { 0x1e1e1e, 0x0d0d0d, 0x000000, 0x000000 } },
  { "startup", KIND (STARTUP), { 0xcc79a7, 0xcc79a7, 0xd58bb4, 0xe3a3c6 } },
  { "startup_text", TEXT_UPON (STARTUP), { 0x0d0d0d, 0x0d0d0d, 0x000000, 0x000000 } },
  { "wait", KIND (WAIT), { 0x56b4e9, 0x56b4e9, 0x56b4e9, 0x7cc8f5 } },
  { "wait_text", TEXT_UPON (WAIT), { 0x0d0d0d, 0x0d0d0d, 0x000000, 0x000000 } },
  { "fetch", KIND (FETCH), { 0x0072b2, 0x0072b2, 0x004f80, 0x3d9fe0 } },
  { "fetch_text", TEXT_UPON (FETCH), { 0xffffff, 0xffffff, 0xffffff, 0x000000 } },
  { "compute", KIND (COMPUTE), { 0xe69f00, 0xe69f00, 0xe69f00, 0xffb81f } },
  { "compute_text", TEXT_UPON (COMPUTE), { 0x0d0d0d, 0x0d0d0d, 0x000000, 0x000000 } },
  { "delivery", KIND (DELIVERY), { 0x009e73, 0x009e73, 0x1fb488, 0x2fcf9f } },
  { "delivery_text", TEXT_UPON (DELIVERY), { 0x0d0d0d, 0x0d0d0d, 0x000000, 0x000000 } },
  { MEMBER (background), { 0xfafafa, 0x242424, 0xffffff, 0x000000 } },
  { MEMBER (surface), { 0xffffff, 0x2d2d2d, 0xffffff, 0x0a0a0a } },
  { MEMBER (groove), { 0xf0f1f3, 0x383838, 0xf4f4f4, 0x262626 } },
  { MEMBER (border), { 0xdcdde0, 0x444444, 0x5e5c64, 0xb4b2b8 } },
  { MEMBER (text), { 0x1e1e1e, 0xf2f2f2, 0x000000, 0xffffff } },
  { MEMBER (dim_text), { 0x5e5c64, 0xb4b2b8, 0x3a3a3a, 0xdddddd } },
  { MEMBER (accent), { 0x1c66cc, 0x8ab8f7, 0x0b4a9e, 0xa8cdff } },
  { MEMBER (accent_text), { 0xffffff, 0x10151d, 0xffffff, 0x000000 } },
  { MEMBER (floor), { 0x5e5c64, 0xb4b2b8, 0x3a3a3a, 0xdddddd } },
  { MEMBER (bound), { 0xb84c00, 0xff8c3a, 0x8a3300, 0xffa05c } },
  { MEMBER (cursor), { 0x3d3846, 0xe8e8e8, 0x000000, 0xffffff } },
  { MEMBER (failed), { 0xc01c28, 0xff7b72, 0x9c0d18, 0xffa19a } },
  { MEMBER (total), { 0x009e73, 0x009e73, 0x007a58, 0x2fcf9f } },
  { MEMBER (track), { 0x8d94a1, 0x7f8591, 0x5c626d, 0xaab0bc } },
  { MEMBER (lag), { 0x00805d, 0x33c79c, 0x005c43, 0x5fe3bb } },
};

static GdkRGBA *
get_member (const LanesPalette *palette, const Colour *colour)
{
  return G_STRUCT_MEMBER_P ((gpointer) palette, colour->offset);
}

static void
fill (LanesPalette palettes[N_PALETTES])
{
  for (guint i = 0; i < G_N_ELEMENTS (colours); i++)
    {
      for (guint look = 0; look < N_PALETTES; look++)
        {
          guint32 rgb = colours[i].rgb[look];

          *get_member (&palettes[look], &colours[i]) = (GdkRGBA){
            .red = (float) (rgb >> 16) / 255.0f,
            .green = (float) (rgb >> 8 & 0xff) / 255.0f,
            .blue = (float) (rgb & 0xff) / 255.0f,
            .alpha = 1.0f,
          };
        }
    }
}

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
  static LanesPalette palettes[N_PALETTES];
  static gsize is_filled;

  if (g_once_init_enter (&is_filled))
    {
      fill (palettes);
      g_once_init_leave (&is_filled, 1);
    }

  if (high_contrast)
    return &palettes[is_dark ? DARK_CONTRAST : LIGHT_CONTRAST];

  return &palettes[is_dark ? DARK : LIGHT];
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
  GString *css = g_string_new (NULL);

  g_return_val_if_fail (self != NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (colours); i++)
    {
      const GdkRGBA *colour = get_member (self, &colours[i]);

      g_string_append_printf (css, "@define-color lanes_%s #%02x%02x%02x;\n", colours[i].name,
                              (guint) (colour->red * 255.0f + 0.5f),
                              (guint) (colour->green * 255.0f + 0.5f),
                              (guint) (colour->blue * 255.0f + 0.5f));
    }

  return g_string_free (css, FALSE);
}
