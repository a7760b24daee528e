/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-compare-progress.h"

#include <glib/gi18n.h>

#include "layout/lanes-duration.h"

char *
lanes_compare_progress_dup_text (const LanesCompareProgress *self,
                                 const char *description,
                                 gint64 now_us)
{
  gint64 left_us = self->forecast_us - (now_us - self->started_us);
  g_autofree char *left = lanes_duration_dup_unbroken ((MAX (left_us, 0) + G_USEC_PER_SEC - 1) /
                                                       G_USEC_PER_SEC * G_USEC_PER_SEC);

  if (self->n_started == 0 || description == NULL)
    return g_strdup (_ ("Starting"));
  if (left_us <= 0)
    return g_strdup_printf (_ ("%s, %u of %u"), description, self->n_started, self->n_runs);

  /* Translators: what runs, which one of how many, and a length of time. */
  return g_strdup_printf (_ ("%s, %u of %u, about %s left"), description, self->n_started,
                          self->n_runs, left);
}

double
lanes_compare_progress_get_fraction (const LanesCompareProgress *self, gint64 now_us)
{
  if (self->forecast_us <= 0)
    return (double) (MAX (self->n_started, 1) - 1) / MAX (self->n_runs, 1);

  return CLAMP ((double) (now_us - self->started_us) / (double) self->forecast_us, 0, 1);
}

char *
lanes_compare_progress_dup_forecast (guint n_runs, gint64 forecast_us)
{
  g_autofree char *time = lanes_duration_dup_unbroken (MAX (forecast_us, 0));

  if (n_runs == 0)
    return g_strdup (_ ("Choose a model."));
  if (forecast_us < 0)
    return g_strdup_printf (ngettext ("%u run", "%u runs", n_runs), n_runs);
  if (forecast_us < 1000)
    return g_strdup_printf (ngettext ("%u run, a moment", "%u runs, a moment", n_runs), n_runs);

  /* Translators: runs, and a length of time. */
  return g_strdup_printf (ngettext ("%u run, about %s", "%u runs, about %s", n_runs), n_runs, time);
}
