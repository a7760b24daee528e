/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Contrasts as WCAG 2 defines them. */
#include "config.h"

#include <math.h>
#include <string.h>

#include "view/lanes-appearance.h"

static double
linear (float value)
{
  return value <= 0.04045f ? value / 12.92 : pow ((value + 0.055) / 1.055, 2.4);
}

static double
luminance (const GdkRGBA *colour)
{
  return 0.2126 * linear (colour->red) + 0.7152 * linear (colour->green) +
         0.0722 * linear (colour->blue);
}

static double
contrast (const GdkRGBA *a, const GdkRGBA *b)
{
  double first = luminance (a);
  double second = luminance (b);

  return (MAX (first, second) + 0.05) / (MIN (first, second) + 0.05);
}

static void
check_texts (const LanesPalette *palette, double least)
{
  const GdkRGBA *const texts[] = { &palette->text,  &palette->dim_text, &palette->accent,
                                   &palette->floor, &palette->bound,    &palette->failed,
                                   &palette->cursor };

  for (guint kind = LANES_SPAN_QUEUED; kind < LANES_N_SPAN_KINDS; kind++)
    g_assert_cmpfloat (contrast (&palette->kinds[kind], &palette->kinds_text[kind]), >=, least);
  g_assert_cmpfloat (contrast (&palette->accent, &palette->accent_text), >=, least);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_assert_cmpfloat (contrast (texts[i], &palette->surface), >=, least);
      g_assert_cmpfloat (contrast (texts[i], &palette->background), >=, least);
    }
}

static void
test_every_text_can_be_read (void)
{
  for (guint dark = 0; dark < 2; dark++)
    {
      check_texts (lanes_palette_get (dark, FALSE), 4.5);
      check_texts (lanes_palette_get (dark, TRUE), 7.0);
    }
}

static void
test_bars_stand_out_from_the_groove (void)
{
  for (guint i = 0; i < 4; i++)
    {
      const LanesPalette *palette = lanes_palette_get (i & 1, i & 2);

      g_assert_cmpfloat (contrast (&palette->groove, &palette->surface), >=, 1.05);
      for (guint kind = LANES_SPAN_QUEUED; kind < LANES_N_SPAN_KINDS; kind++)
        g_assert_cmpfloat (contrast (&palette->kinds[kind], &palette->groove), >=, 1.3);
    }
}

static guint
count_lines (const char *text)
{
  guint n = 0;

  for (; *text != '\0'; text++)
    n += *text == '\n';

  return n;
}

static void
test_css_names_every_colour (void)
{
  g_autofree char *css = lanes_palette_dup_css (lanes_palette_get (FALSE, FALSE));

  g_assert_nonnull (strstr (css, "@define-color lanes_wait #56b4e9;\n"));
  g_assert_nonnull (strstr (css, "@define-color lanes_fetch_text #ffffff;\n"));
  g_assert_nonnull (strstr (css, "@define-color lanes_dim_text #"));
  /* Twice the kinds, and every other member. */
  g_assert_cmpuint (count_lines (css), ==, sizeof (LanesPalette) / sizeof (GdkRGBA) - 2);
}

static void
count_cb (LanesAppearance *appearance, guint *count)
{
  (*count)++;
}

static void
test_the_appearance_tells_once_what_changed (void)
{
  LanesAppearance *appearance = lanes_appearance_get_default ();
  guint n_changes = 0;
  gulong handler = g_signal_connect (appearance, "changed", G_CALLBACK (count_cb), &n_changes);

  g_assert_true (lanes_appearance_get_palette (appearance) == lanes_palette_get (FALSE, FALSE));
  lanes_appearance_set (appearance, TRUE, TRUE, TRUE);
  lanes_appearance_set (appearance, TRUE, TRUE, TRUE);
  g_assert_cmpuint (n_changes, ==, 1);
  g_assert_true (lanes_appearance_get_dark (appearance));
  g_assert_true (lanes_appearance_get_high_contrast (appearance));
  g_assert_true (lanes_appearance_get_reduced_motion (appearance));
  g_assert_true (lanes_appearance_get_palette (appearance) == lanes_palette_get (TRUE, TRUE));
  lanes_appearance_set (appearance, FALSE, FALSE, FALSE);
  g_signal_handler_disconnect (appearance, handler);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/palette/every-text-can-be-read", test_every_text_can_be_read);
  g_test_add_func ("/palette/bars-stand-out-from-the-groove", test_bars_stand_out_from_the_groove);
  g_test_add_func ("/palette/css-names-every-colour", test_css_names_every_colour);
  g_test_add_func ("/palette/the-appearance-tells-once-what-changed",
                   test_the_appearance_tells_once_what_changed);

  return g_test_run ();
}
