/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How far runs are that were started together. */
typedef struct
{
  guint n_runs;
  guint n_started;    /* of them */
  gint64 started_us;  /* monotonic */
  gint64 forecast_us; /* of all; -1: not known */
} LanesCompareProgress;

/* (transfer full): "Shopping Carts · Threads, 2 of 5, about 12 s left". @description (nullable):
 * what runs */
char *lanes_compare_progress_dup_text (const LanesCompareProgress *self,
                                       const char *description,
                                       gint64 now_us);
/* From 0 to 1; where it is not known how long it takes, by the runs that have ended. */
double lanes_compare_progress_get_fraction (const LanesCompareProgress *self, gint64 now_us);
/* (transfer full): "5 runs, about 1 min 16 s", before any is started. */
char *lanes_compare_progress_dup_forecast (guint n_runs, gint64 forecast_us);

G_END_DECLS
