/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Waits of random length up to a second on the loop, beside asyncio. */
#include "config.h"

#include <string.h>

#include "core/lanes-report.h"
#include "formats/lanes-workload-file.h"
#include "lanes-bench.h"
#include "../engine/lanes-test-runs.h"
#include "platform/lanes-platform.h"

static const char workload_text[] =
    "{\"format\":\"lanes-workload\",\"version\":1,\"name\":\"random-waits\",\"title\":\"Random "
    "waits\","
    "\"tasks\":[{\"label\":\"Wait "
    "{task}\",\"steps\":[{\"kind\":\"wait\",\"seconds\":{\"random\":[0,1],\"seed\":1}}]}]}";

typedef struct
{
  LanesBenchRow seconds;
  LanesBenchRow above;
  LanesBenchRow p50;
  LanesBenchRow p99;
  LanesBenchRow bytes;
} Figures;

static void
figures_init (Figures *self)
{
  lanes_bench_row_init (&self->seconds);
  lanes_bench_row_init (&self->above);
  lanes_bench_row_init (&self->p50);
  lanes_bench_row_init (&self->p99);
  lanes_bench_row_init (&self->bytes);
}

static void
figures_clear (Figures *self)
{
  lanes_bench_row_clear (&self->seconds);
  lanes_bench_row_clear (&self->above);
  lanes_bench_row_clear (&self->p50);
  lanes_bench_row_clear (&self->p99);
  lanes_bench_row_clear (&self->bytes);
}

static int
compare_times (gconstpointer a, gconstpointer b)
{
  gint64 first = *(const gint64 *) a;
  gint64 second = *(const gint64 *) b;

  return (first > second) - (first < second);
}

/* How late each wait was noticed: the queued span from due until noticed, 0 where there is none. */
static GArray *
lateness_of (LanesRun *run)
{
  LanesTrace *trace = lanes_run_get_trace (run);
  GArray *late = g_array_new (FALSE, TRUE, sizeof (gint64));
  g_autofree gint64 *due = g_new0 (gint64, lanes_run_get_n_tasks (run));

  g_array_set_size (late, lanes_run_get_n_tasks (run));
  for (guint32 i = 0; i < lanes_trace_get_length (trace); i++)
    {
      LanesSpan span;

      lanes_trace_read (trace, i, &span);
      if (span.kind == LANES_SPAN_WAIT)
        due[span.task] = span.end_us;
      else if (span.kind == LANES_SPAN_QUEUED && due[span.task] > 0)
        g_array_index (late, gint64, span.task) = span.end_us - due[span.task];
    }
  g_array_sort (late, compare_times);

  return late;
}

static void
run_ours (guint n, Figures *figures)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LanesOptions) options = lanes_test_options (1.0);
  g_autoptr (LanesWorkload) workload =
      lanes_workload_file_parse (workload_text, strlen (workload_text), "benchmark", &error);
  g_autoptr (LanesRun) run = NULL;
  g_autoptr (GArray) late = NULL;
  LanesReport report;

  g_assert_no_error (error);
  run = lanes_test_run (workload, n, lanes_models_find ("event-loop"), options, NULL, NULL, &error);
  g_assert_no_error (error);
  lanes_report_compute (run, &report);
  late = lateness_of (run);

  lanes_bench_row_add (&figures->seconds, (double) report.makespan_us / G_USEC_PER_SEC);
  lanes_bench_row_add (&figures->above,
                       (double) (report.makespan_us - report.bound_us) / (double) report.bound_us);
  lanes_bench_row_add (&figures->p50,
                       (double) g_array_index (late, gint64, n / 2) / G_USEC_PER_SEC);
  lanes_bench_row_add (&figures->p99,
                       (double) g_array_index (late, gint64, n * 99 / 100) / G_USEC_PER_SEC);
  lanes_bench_row_add (&figures->bytes,
                       ((double) report.usage.memory_rise_bytes -
                        (double) lanes_trace_get_memory (lanes_run_get_trace (run))) /
                           n);
}

static void
run_peer (guint n, Figures *figures)
{
  g_autofree char *count = g_strdup_printf ("%u", n);
  const char *arguments[] = { count, NULL };
  g_autoptr (LanesBenchPeer) peer = lanes_bench_peer_run ("waits.py", arguments);
  double seconds = lanes_bench_peer_get (peer, "seconds");
  double bound = lanes_bench_peer_get (peer, "bound");

  lanes_bench_row_add (&figures->seconds, seconds);
  lanes_bench_row_add (&figures->above, (seconds - bound) / bound);
  lanes_bench_row_add (&figures->p50, lanes_bench_peer_get (peer, "p50"));
  lanes_bench_row_add (&figures->p99, lanes_bench_peer_get (peer, "p99"));
  lanes_bench_row_add (&figures->bytes, lanes_bench_peer_get (peer, "bytes"));
}

static void
print_figures (const char *who, const Figures *figures)
{
  g_autofree char *seconds = lanes_bench_row_dup_text (&figures->seconds, 1, 3, " s");
  g_autofree char *above = lanes_bench_row_dup_text (&figures->above, 100, 2, " %");
  g_autofree char *p50 = lanes_bench_row_dup_text (&figures->p50, 1000, 2, " ms");
  g_autofree char *p99 = lanes_bench_row_dup_text (&figures->p99, 1000, 2, " ms");
  g_autofree char *bytes = lanes_bench_row_dup_text (&figures->bytes, 1, 0, "");

  g_print ("  %-8s %s; above the bound %s; late p50 %s, p99 %s; bytes a wait %s\n", who, seconds,
           above, p50, p99, bytes);
}

int
main (void)
{
  const guint counts[] = { 10000, 100000 };

  lanes_platform_init_signals ();
  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    {
      g_autofree char *title = g_strdup_printf (
          "%u random waits up to 1 s (ours: bytes without the recorded spans)", counts[i]);
      Figures ours, peer;

      lanes_bench_heading (title);
      figures_init (&ours);
      figures_init (&peer);
      for (guint round = 0; round < lanes_bench_rounds (); round++)
        {
          run_ours (counts[i], &ours);
          run_peer (counts[i], &peer);
        }
      print_figures ("ours", &ours);
      print_figures ("asyncio", &peer);
      figures_clear (&ours);
      figures_clear (&peer);
    }

  return 0;
}
