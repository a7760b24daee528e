/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/lanes-model.h"
#include "core/lanes-options.h"
#include "core/lanes-workload.h"

G_BEGIN_DECLS

/**
 * LanesForecasts:
 *
 * How long runs will take at least: their bounds, with fetches that take no time of their own.
 * Those of many tasks are worked out in a thread, one after the other, and kept. Signal: "known",
 * when one has come; who still wants one that is not there asks again. Main thread only.
 */
#define LANES_TYPE_FORECASTS (lanes_forecasts_get_type ())
G_DECLARE_FINAL_TYPE (LanesForecasts, lanes_forecasts, LANES, FORECASTS, GObject)

LanesForecasts *lanes_forecasts_new (void);
/* In microseconds; -1: not known yet. @n_carts: of the endpoint, 0: not known */
gint64 lanes_forecasts_get (LanesForecasts *self,
                            LanesWorkload *workload,
                            guint n_tasks,
                            guint n_carts,
                            const LanesModel *model,
                            const LanesOptions *options);

G_END_DECLS
