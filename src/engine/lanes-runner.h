/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "core/lanes-run.h"
#include "lanes-endpoint.h"

G_BEGIN_DECLS

/**
 * LanesRunner:
 *
 * Runs a workload under a model: knows what is ready, hands legs to carriers, cancels, and
 * writes the trace. The work happens on a coordinator thread with its own main context; the
 * methods here belong to the thread that made the runner and iterates its default context.
 */
#define LANES_TYPE_RUNNER (lanes_runner_get_type ())
G_DECLARE_FINAL_TYPE (LanesRunner, lanes_runner, LANES, RUNNER, GObject)

/* @n_tasks: 0 for the workload's own. The endpoint is kept until the runner is freed. */
LanesRunner *lanes_runner_new (LanesWorkload *workload,
                               guint n_tasks,
                               const LanesModel *model,
                               const LanesOptions *options,
                               LanesEndpoint *endpoint);

/* (transfer none): NULL until "started" was emitted, which is when the endpoint is ready and
 * t = 0 is set; then readable live from any thread. */
LanesRun *lanes_runner_get_run (LanesRunner *self);

/* Cancelling ends the run within 200 ms; the partial run is still the result. */
void lanes_runner_run_async (LanesRunner *self,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);

/* (transfer full): the run, completed, failed or cancelled; NULL with an error only when it
 * could not begin (LANES_RUN_ERROR, or cancelled before t = 0). */
LanesRun *lanes_runner_run_finish (LanesRunner *self, GAsyncResult *result, GError **error);

G_END_DECLS
