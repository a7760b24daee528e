/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-ruler.h"

#include <glib/gi18n.h>
#include <math.h>

/* The smallest of 1, 2, 5, 10, 20, ... microseconds that keeps the marks apart. */
static gint64
find_step (const LanesView *view, guint distance)
{
  double range = (double) MAX (view->end_us - view->begin_us, 1);
  double least = range * MAX (distance, 1) / MAX (view->width, 1);
  static const gint64 factors[] = { 1, 2, 5 };

  for (gint64 power = 1; power < G_MAXINT64 / 100; power *= 10)
    {
      for (guint i = 0; i < G_N_ELEMENTS (factors); i++)
        {
          if ((double) (factors[i] * power) >= least)
            return factors[i] * power;
        }
    }

  return G_MAXINT64 / 10;
}

/**
 * lanes_ruler_compute:
 * @view: what is visible
 * @distance: how many pixels lie between two marks at least
 *
 * Returns: (transfer full) (element-type LanesTick): the marks, from left to right
 */
GArray *
lanes_ruler_compute (const LanesView *view, guint distance)
{
  GArray *ticks = g_array_new (FALSE, FALSE, sizeof (LanesTick));
  gint64 step_us = find_step (view, distance);
  gint64 first_us = view->begin_us / step_us * step_us;

  if (first_us < view->begin_us)
    first_us += step_us;
  for (gint64 at_us = first_us; at_us <= view->end_us; at_us += step_us)
    {
      const LanesTick tick = {
        .at_us = at_us,
        .x = (gint) floor (lanes_layout_x_of_time (view, at_us)),
      };

      g_array_append_val (ticks, tick);
    }

  return ticks;
}

/**
 * lanes_ruler_dup_label:
 * @view: what is visible
 * @distance: as for [func@lanes_ruler_compute]
 * @at_us: of a mark
 *
 * Returns: (transfer full): the mark's label
 */
char *
lanes_ruler_dup_label (const LanesView *view, guint distance, gint64 at_us)
{
  gint64 step_us = find_step (view, distance);
  gint64 end_us = MAX (ABS (view->begin_us), ABS (view->end_us));

  if (at_us == 0)
    return g_strdup ("0");
  if (end_us >= G_USEC_PER_SEC)
    {
      int decimals = step_us % G_USEC_PER_SEC == 0 ? 0
                     : step_us % 100000 == 0       ? 1
                     : step_us % 10000 == 0        ? 2
                     : step_us % 1000 == 0         ? 3
                                                   : 6;

      return g_strdup_printf (_ ("%.*f s"), decimals, (double) at_us / G_USEC_PER_SEC);
    }
  if (end_us >= 1000)
    return g_strdup_printf (_ ("%.*f ms"),
                            step_us % 1000 == 0  ? 0
                            : step_us % 100 == 0 ? 1
                                                 : 3,
                            (double) at_us / 1000);

  return g_strdup_printf (_ ("%" G_GINT64_FORMAT " µs"), at_us);
}
