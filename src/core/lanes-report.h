/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lanes-limit.h"
#include "lanes-run.h"

G_BEGIN_DECLS

/**
 * LanesReport:
 *
 * Figures derived from a run by a pure function; never stored as truth. @n_done of @n_tasks;
 * @total_cents and @n_totals: the sum and number of the totals that there are, complete only
 * when every task is done.
 */
typedef struct
{
  gint64 makespan_us;
  gint64 sum_us;
  double speedup;
  gint64 floor_us;
  LanesLimit floor_limit;
  gint64 bound_us;
  LanesLimit bound_limit;
  guint max_running;
  gint64 first_result_us; /* -1: no task ended well */
  LanesUsage usage;
  guint n_tasks;
  guint n_done;
  guint n_failed;
  guint n_cancelled;
  guint n_totals;
  gint64 total_cents;
  guint n_values;
  guint n_bytes;
  gint64 bytes;
} LanesReport;

void lanes_report_compute (LanesRun *run, LanesReport *out);

G_END_DECLS
