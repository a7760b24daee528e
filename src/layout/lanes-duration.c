/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-duration.h"

#include <glib/gi18n.h>
#include <string.h>

/* Two decimals at most, and none that say nothing: "10 s" rather than "10.00 s". */
static char *
dup_seconds (gint64 time_us)
{
  gint64 hundredths = (time_us + 5000) / 10000;
  double seconds = (double) hundredths / 100;

  if (hundredths % 100 == 0)
    return g_strdup_printf (_ ("%.0f s"), seconds);
  if (hundredths % 10 == 0)
    return g_strdup_printf (_ ("%.1f s"), seconds);

  return g_strdup_printf (_ ("%.2f s"), seconds);
}

static char *
dup_milliseconds (gint64 time_us)
{
  gint64 tenths = (time_us + 50) / 100;

  /* Below 10 ms a tenth is worth telling. */
  if (tenths < 100 && tenths % 10 != 0)
    return g_strdup_printf (_ ("%.1f ms"), (double) tenths / 10);

  return g_strdup_printf (_ ("%.0f ms"), (double) time_us / 1000);
}

/**
 * lanes_duration_dup_text:
 * @time_us: a length of time; may be negative
 *
 * Returns: (transfer full): @time_us for people, rounded to what they can make use of
 */
char *
lanes_duration_dup_text (gint64 time_us)
{
  if (time_us < 0)
    {
      g_autofree char *text = lanes_duration_dup_text (-(time_us + (time_us == G_MININT64)));

      return g_strconcat ("-", text, NULL);
    }

  if (time_us == 0)
    return g_strdup (_ ("0 s"));
  if (time_us < 1000)
    return g_strdup_printf (_ ("%d µs"), (int) time_us);
  if (time_us < 999500)
    return dup_milliseconds (time_us);
  if (time_us < 60 * (gint64) G_USEC_PER_SEC - 5000)
    return dup_seconds (time_us);

  {
    gint64 seconds = time_us / G_USEC_PER_SEC + (time_us % G_USEC_PER_SEC >= G_USEC_PER_SEC / 2);

    if (seconds < 3600)
      return g_strdup_printf (_ ("%d min %d s"), (int) (seconds / 60), (int) (seconds % 60));

    return g_strdup_printf (_ ("%" G_GINT64_FORMAT " h %d min"), seconds / 3600,
                            (int) (seconds % 3600 / 60));
  }
}

/**
 * lanes_duration_dup_unbroken:
 * @time_us: a length of time; may be negative
 *
 * Returns: (transfer full): as lanes_duration_dup_text() has it, for a sentence on a screen: no
 *   line ends within it, as its spaces are no-break ones
 */
char *
lanes_duration_dup_unbroken (gint64 time_us)
{
  g_autofree char *text = lanes_duration_dup_text (time_us);
  g_auto (GStrv) words = g_strsplit (text, " ", -1);

  return g_strjoinv ("\302\240", words);
}
