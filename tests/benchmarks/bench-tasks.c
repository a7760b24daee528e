/* SPDX-License-Identifier: GPL-3.0-or-later */
/* 100,000 empty tasks (compute-squares) beside CPython's pools and asyncio.gather. */
#include "config.h"

#include "core/lanes-report.h"
#include "lanes-bench.h"
#include "../engine/lanes-test-runs.h"
#include "platform/lanes-platform.h"

#define N_TASKS   100000
#define N_WORKERS 2

static const struct
{
  const char *model;
  const char *peer;
  const char *peer_title;
  double wanted;
  double aim;
} cases[] = {
  { "threads", "threads", "ThreadPoolExecutor", 7, 10 },
  { "processes", "processes", "multiprocessing.Pool, chunk size 1", 5, 10 },
  { "event-loop", "asyncio", "asyncio.gather", 10, 10 },
};

static double
seconds_of (const char *model)
{
  g_autoptr (LanesOptions) options = lanes_test_options (1.0);
  g_autoptr (LanesRun) run = NULL;
  LanesReport report;

  options->workers = N_WORKERS;
  run =
      lanes_test_run_builtin ("compute-squares", N_TASKS, lanes_models_find (model), options, NULL);
  lanes_report_compute (run, &report);
  g_assert (report.n_done == N_TASKS);

  return (double) report.makespan_us / G_USEC_PER_SEC;
}

int
main (void)
{
  LanesBenchRow ours[G_N_ELEMENTS (cases)];
  LanesBenchRow peers[G_N_ELEMENTS (cases)];

  lanes_platform_init_signals ();
  lanes_bench_heading (
      "100,000 empty tasks, 2 workers: seconds, and how many times the peer's rate");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      lanes_bench_row_init (&ours[i]);
      lanes_bench_row_init (&peers[i]);
    }

  for (guint round = 0; round < lanes_bench_rounds (); round++)
    {
      for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
        {
          const char *arguments[] = { cases[i].peer, G_STRINGIFY (N_TASKS), G_STRINGIFY (N_WORKERS),
                                      NULL };

          lanes_bench_row_add (&ours[i], seconds_of (cases[i].model));
          lanes_bench_row_add (&peers[i], lanes_bench_peer_seconds ("tasks.py", arguments));
        }
    }

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *own = lanes_bench_row_dup_text (&ours[i], 1, 3, " s");
      g_autofree char *peer = lanes_bench_row_dup_text (&peers[i], 1, 3, " s");

      g_print ("  %-11s %-28s %s: %-28s %.1f times (wanted %g, aim %g)\n", cases[i].model, own,
               cases[i].peer_title, peer,
               lanes_bench_row_median (&peers[i]) / lanes_bench_row_median (&ours[i]),
               cases[i].wanted, cases[i].aim);
      lanes_bench_row_clear (&ours[i]);
      lanes_bench_row_clear (&peers[i]);
    }

  return 0;
}
