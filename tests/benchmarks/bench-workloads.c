/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How far the article's five workloads end from the best possible, here and in CPython, each
 * under the model that the article runs it with. */
#include "config.h"

#include <math.h>

#include "core/lanes-bound.h"
#include "core/lanes-report.h"
#include "formats/lanes-workload-file.h"
#include "lanes-bench.h"
#include "../engine/lanes-test-runs.h"
#include "platform/lanes-platform.h"

static const struct
{
  const char *workload;
  const char *model;
} cases[] = {
  { "download-pages", "threads" }, { "compute-squares", "processes" }, { "one-task", "event-loop" },
  { "two-tasks", "event-loop" },   { "shopping-carts", "combined" },
};

/* The bound as asked: fetches count nothing, for neither side. */
static double
asked_bound (const char *name, const LanesModel *model, const LanesOptions *options)
{
  g_autoptr (LanesWorkload) workload = lanes_workload_file_builtin (name, NULL);
  g_autoptr (LanesStepTimes) times = lanes_step_times_from_workload (workload, options);
  LanesLimit limit;

  return (double) lanes_bound_compute (workload, model, options, times, lanes_platform_cores (),
                                       &limit) /
         G_USEC_PER_SEC;
}

int
main (void)
{
  g_autoptr (LanesOptions) options = lanes_test_options (1.0);
  g_autoptr (GError) error = NULL;
  g_autoptr (LanesEndpoint) endpoint = lanes_endpoint_new (options, &error);
  LanesBenchRow ours[G_N_ELEMENTS (cases)];
  LanesBenchRow peers[G_N_ELEMENTS (cases)];

  lanes_platform_init_signals ();
  lanes_bench_heading (
      "The article's workloads: milliseconds above the bound (fetches not counted in it)");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      lanes_bench_row_init (&ours[i]);
      lanes_bench_row_init (&peers[i]);
    }

  /* Starts the server, which serves both sides. */
  g_object_unref (lanes_test_run_builtin ("download-pages", 1, lanes_models_find ("threads"),
                                          options, endpoint));

  for (guint round = 0; round < lanes_bench_rounds (); round++)
    {
      for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
        {
          const LanesModel *model = lanes_models_find (cases[i].model);
          double bound = asked_bound (cases[i].workload, model, options);
          const char *arguments[] = { cases[i].workload, lanes_endpoint_get_built_in (endpoint),
                                      NULL };
          g_autoptr (LanesRun) run =
              lanes_test_run_builtin (cases[i].workload, 0, model, options, endpoint);
          LanesReport report;

          lanes_report_compute (run, &report);
          lanes_bench_row_add (&ours[i], (double) report.makespan_us / G_USEC_PER_SEC - bound);
          lanes_bench_row_add (&peers[i],
                               lanes_bench_peer_seconds ("workloads.py", arguments) - bound);
        }
    }

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *own = lanes_bench_row_dup_text (&ours[i], 1000, 1, " ms");
      g_autofree char *peer = lanes_bench_row_dup_text (&peers[i], 1000, 1, " ms");

      g_print ("  %-16s %-11s %-28s CPython: %s\n", cases[i].workload, cases[i].model, own, peer);
      lanes_bench_row_clear (&ours[i]);
      lanes_bench_row_clear (&peers[i]);
    }

  return 0;
}
