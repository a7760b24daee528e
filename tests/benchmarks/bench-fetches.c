/* SPDX-License-Identifier: GPL-3.0-or-later */
/* 10,000 fetches with so many in flight, beside aiohttp and wrk, from the same server. */
#include "config.h"

#include <math.h>
#include <string.h>

#include "core/lanes-report.h"
#include "formats/lanes-workload-file.h"
#include "lanes-bench.h"
#include "../engine/lanes-test-runs.h"
#include "platform/lanes-platform.h"

#define N_FETCHES 10000
#define LATE_MS   100
/* As often each connection is used, at most. */
#define LATE_TURNS 100

static const guint in_flight[] = { 10, 32, 100, 300, 1000 };

static LanesWorkload *
workload_with_delay (guint delay_ms)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text =
      g_strdup_printf ("{\"format\":\"lanes-workload\",\"version\":1,\"name\":\"fetches\","
                       "\"title\":\"Fetches\",\"items\":50,"
                       "\"tasks\":[{\"label\":\"Cart "
                       "{item}\",\"steps\":[{\"kind\":\"fetch\",\"path\":\"/carts/{item}%s\"}]}]}",
                       delay_ms > 0 ? "?delay=" G_STRINGIFY (LATE_MS) : "");
  LanesWorkload *workload = lanes_workload_file_parse (text, strlen (text), "benchmark", &error);

  g_assert_no_error (error);

  return workload;
}

static double
our_rate (LanesEndpoint *endpoint, guint connections, guint n, guint delay_ms)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LanesOptions) options = lanes_test_options (1.0);
  g_autoptr (LanesWorkload) workload = workload_with_delay (delay_ms);
  g_autoptr (LanesRun) run = NULL;
  LanesReport report;

  options->connections = connections;
  run = lanes_test_run (workload, n, lanes_models_find ("event-loop"), options, endpoint, NULL,
                        &error);
  g_assert_no_error (error);
  lanes_report_compute (run, &report);
  if (report.n_done != n)
    return NAN;

  return n / ((double) report.makespan_us / G_USEC_PER_SEC);
}

static double
peer_rate (LanesEndpoint *endpoint, guint connections, guint n, guint delay_ms)
{
  g_autofree char *count = g_strdup_printf ("%u", n);
  g_autofree char *flight = g_strdup_printf ("%u", connections);
  g_autofree char *delay = g_strdup_printf ("%u", delay_ms);
  const char *arguments[] = { lanes_endpoint_get_url (endpoint), count, flight, delay, NULL };

  return n / lanes_bench_peer_seconds ("fetches.py", arguments);
}

static void
compare (LanesEndpoint *endpoint, guint delay_ms)
{
  LanesBenchRow ours[G_N_ELEMENTS (in_flight)];
  LanesBenchRow peers[G_N_ELEMENTS (in_flight)];
  double slowest = INFINITY;
  double fastest = 0;

  for (guint i = 0; i < G_N_ELEMENTS (in_flight); i++)
    {
      lanes_bench_row_init (&ours[i]);
      lanes_bench_row_init (&peers[i]);
    }

  for (guint round = 0; round < lanes_bench_rounds (); round++)
    {
      for (guint i = 0; i < G_N_ELEMENTS (in_flight); i++)
        {
          /* Few that are late, with few in flight, would take minutes a round. */
          guint n = delay_ms > 0 ? MIN (N_FETCHES, in_flight[i] * LATE_TURNS) : N_FETCHES;

          lanes_bench_row_add (&ours[i], our_rate (endpoint, in_flight[i], n, delay_ms));
          lanes_bench_row_add (&peers[i], peer_rate (endpoint, in_flight[i], n, delay_ms));
        }
    }

  for (guint i = 0; i < G_N_ELEMENTS (in_flight); i++)
    {
      g_autofree char *own = lanes_bench_row_dup_text (&ours[i], 1, 0, "/s");
      g_autofree char *peer = lanes_bench_row_dup_text (&peers[i], 1, 0, "/s");
      double median = lanes_bench_row_median (&ours[i]);

      slowest = MIN (slowest, median);
      fastest = MAX (fastest, median);
      g_print ("  %4u in flight %-26s aiohttp: %-24s %.2f times", in_flight[i], own, peer,
               median / lanes_bench_row_median (&peers[i]));
      if (delay_ms > 0)
        {
          g_print (", %.2f of the ideal\n", median / (in_flight[i] * 1000.0 / delay_ms));
        }
      else
        {
          g_autofree char *url = g_strconcat (lanes_endpoint_get_url (endpoint), "/carts/1", NULL);

          g_print (", wrk %.0f/s\n", lanes_bench_wrk (url, in_flight[i]));
        }
      lanes_bench_row_clear (&ours[i]);
      lanes_bench_row_clear (&peers[i]);
    }

  if (delay_ms == 0)
    g_print ("  slowest / fastest: %.2f (wanted 0.75; 1.5 times aiohttp at each)\n",
             slowest / fastest);
}

int
main (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LanesOptions) options = lanes_test_options (1.0);
  g_autoptr (LanesEndpoint) endpoint = lanes_endpoint_new (options, &error);

  lanes_platform_init_signals ();
  lanes_platform_raise_fd_limit ();
  /* Starts the server. */
  our_rate (endpoint, 1, 1, 0);

  lanes_bench_heading ("10,000 fetches of carts, requests a second");
  compare (endpoint, 0);
  lanes_bench_heading (
      "Fetches answered 100 ms late (wanted: 0.9 of the ideal up to 300 in flight, 0.5 at 1,000)");
  compare (endpoint, LATE_MS);

  return 0;
}
