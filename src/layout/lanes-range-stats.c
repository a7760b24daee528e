/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-range-stats.h"

#include <stdlib.h>

#include "core/lanes-time.h"

static int
compare_lengths (const void *a, const void *b)
{
  gint64 first = *(const gint64 *) a;
  gint64 second = *(const gint64 *) b;

  return (first > second) - (first < second);
}

/* The smallest length that at least @percent of them do not exceed. */
static gint64
percentile (const GArray *sorted, guint percent)
{
  guint64 rank = ((guint64) sorted->len * percent + 99) / 100;

  return g_array_index (sorted, gint64, MAX (rank, 1) - 1);
}

static void
summarize (GArray *lengths, LanesKindStats *out)
{
  if (lengths->len == 0)
    return;

  qsort (lengths->data, lengths->len, sizeof (gint64), compare_lengths);
  out->count = lengths->len;
  for (guint i = 0; i < lengths->len; i++)
    out->sum_us = lanes_time_add (out->sum_us, g_array_index (lengths, gint64, i));
  out->mean_us = out->sum_us / lengths->len;
  out->min_us = g_array_index (lengths, gint64, 0);
  out->p50_us = percentile (lengths, 50);
  out->p95_us = percentile (lengths, 95);
  out->max_us = g_array_index (lengths, gint64, lengths->len - 1);
}

/**
 * lanes_range_stats_compute:
 * @trace: a trace, which may grow
 * @begin_us: where to look
 * @end_us: until where
 * @now_us: where open spans end
 * @out: (out): what is there
 */
void
lanes_range_stats_compute (LanesTrace *trace,
                           gint64 begin_us,
                           gint64 end_us,
                           gint64 now_us,
                           LanesRangeStats *out)
{
  GArray *lengths[LANES_N_SPAN_KINDS];
  guint32 n_spans;

  g_return_if_fail (LANES_IS_TRACE (trace));
  g_return_if_fail (out != NULL);

  *out = (LanesRangeStats){ .begin_us = begin_us, .end_us = end_us };
  for (guint kind = 0; kind < LANES_N_SPAN_KINDS; kind++)
    lengths[kind] = g_array_new (FALSE, FALSE, sizeof (gint64));

  n_spans = lanes_trace_get_length (trace);
  for (guint32 i = 0; i < n_spans; i++)
    {
      LanesSpan span;
      gint64 span_end_us, length_us;

      lanes_trace_read (trace, i, &span);
      span_end_us = span.end_us < 0 ? MAX (now_us, span.begin_us) : span.end_us;
      if (span_end_us < begin_us || span.begin_us > end_us)
        continue;
      length_us = span_end_us - span.begin_us;
      g_array_append_val (lengths[span.kind], length_us);
      out->kinds[span.kind].n_failed += span.status == LANES_SPAN_FAILED;
    }

  for (guint kind = 0; kind < LANES_N_SPAN_KINDS; kind++)
    {
      summarize (lengths[kind], &out->kinds[kind]);
      g_array_unref (lengths[kind]);
    }
}
