/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/lanes-trace.h"

G_BEGIN_DECLS

/* Lengths of the spans of one kind; all 0 when @count is. Percentiles by nearest rank. */
typedef struct
{
  guint count;
  guint n_failed;
  gint64 sum_us;
  gint64 mean_us;
  gint64 min_us;
  gint64 p50_us;
  gint64 p95_us;
  gint64 max_us;
} LanesKindStats;

/* Of the spans that touch a range, each with its whole length, by LanesSpanKind. */
typedef struct
{
  gint64 begin_us;
  gint64 end_us;
  LanesKindStats kinds[LANES_N_SPAN_KINDS];
} LanesRangeStats;

/* Pure; any thread. Open spans end at @now_us. Linear in the spans of the trace, and sorts the
 * lengths of those in the range. */
void lanes_range_stats_compute (LanesTrace *trace,
                                gint64 begin_us,
                                gint64 end_us,
                                gint64 now_us,
                                LanesRangeStats *out);

G_END_DECLS
