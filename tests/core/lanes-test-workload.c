/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-test-workload.h"

static void
add_step (LanesWorkload *workload, const char *word)
{
  LanesStepPattern step = { 0 };

  switch (g_ascii_tolower (*word))
    {
    case 'w':
      step.kind = LANES_STEP_WAIT;
      break;
    case 'f':
      step.kind = LANES_STEP_FETCH;
      step.path = "/carts/{item}";
      break;
    case 'c':
      step.kind = LANES_STEP_COMPUTE;
      break;
    default:
      g_assert_not_reached ();
    }
  step.amount.kind = g_ascii_isupper (*word) ? LANES_AMOUNT_PER_ITEM : LANES_AMOUNT_CONSTANT;
  step.amount.low_us = (gint64) (g_ascii_strtod (word + 1, NULL) * G_USEC_PER_SEC);
  lanes_workload_add_step (workload, &step);
}

LanesWorkload *
lanes_test_workload (const char *patterns, guint n_tasks)
{
  LanesWorkload *workload = lanes_workload_new ("test", "Test");
  g_auto (GStrv) list = g_strsplit (patterns, "|", -1);

  for (guint i = 0; list[i] != NULL; i++)
    {
      g_auto (GStrv) steps = g_strsplit (g_strstrip (list[i]), " ", -1);

      lanes_workload_add_pattern (workload, "Task {task}");
      for (guint k = 0; steps[k] != NULL; k++)
        add_step (workload, steps[k]);
    }
  if (n_tasks > 0)
    lanes_workload_set_n_tasks (workload, n_tasks);
  lanes_workload_seal (workload);

  return workload;
}

LanesRun *
lanes_test_workload_run (LanesWorkload *workload, const char *model, const LanesOptions *options)
{
  g_autoptr (LanesOptions) defaults = lanes_options_new ();
  g_autoptr (LanesHost) host = lanes_host_new ("test");

  host->cores = 2;

  return lanes_run_new (workload, lanes_models_find (model), options != NULL ? options : defaults,
                        host, 0, "2026-11-24T00:00:00Z");
}

void
lanes_test_workload_span (LanesRun *run,
                          LanesSpanKind kind,
                          int task,
                          guint step,
                          int worker,
                          gint64 begin_us,
                          gint64 end_us)
{
  const LanesSpan span = {
    .kind = kind,
    .status = LANES_SPAN_DONE,
    .task = task,
    .step = (guint16) step,
    .worker = worker,
    .begin_us = begin_us,
    .end_us = end_us,
    .cpu_us = -1,
    .attempt = 1,
  };

  lanes_trace_append (lanes_run_get_trace (run), &span);
}
