/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lanes-limit.h"
#include "lanes-run.h"

G_BEGIN_DECLS

/**
 * LanesStepTimes:
 *
 * How long every step of every task takes: as asked for waits and simulated computations, as
 * measured for fetches, by its own CPU clock for real computations. A value of 0 stands for
 * a step that was not begun or is skipped. Not thread-safe; build, use, free.
 */
typedef struct _LanesStepTimes LanesStepTimes;

/* As asked; fetches take their server delay. For a forecast before a run. */
LanesStepTimes *lanes_step_times_from_workload (LanesWorkload *workload,
                                                const LanesOptions *options);
/* As a run measured them: steps that were not begun count nothing, cut ones their part. */
LanesStepTimes *lanes_step_times_from_run (LanesRun *run);
void lanes_step_times_free (LanesStepTimes *self);
gint64 lanes_step_times_get (const LanesStepTimes *self, guint task, guint step);
gint64 lanes_step_times_sum (const LanesStepTimes *self);
/* Whether some fetch took several attempts, so that its time is not of one piece. */
gboolean lanes_step_times_is_split (const LanesStepTimes *self);

/* What the work allows on @cores cores under any model. */
gint64 lanes_floor_compute (LanesWorkload *workload,
                            const LanesOptions *options,
                            const LanesStepTimes *times,
                            guint cores,
                            LanesLimit *limit);

/* What @model with @options allows; never under the floor. */
gint64 lanes_bound_compute (LanesWorkload *workload,
                            const LanesModel *model,
                            const LanesOptions *options,
                            const LanesStepTimes *times,
                            guint cores,
                            LanesLimit *limit);

/* Lower bound of the makespan of independent jobs on @machines equal machines. */
gint64 lanes_bound_parallel (const gint64 *jobs_us, gsize n_jobs, guint machines);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LanesStepTimes, lanes_step_times_free)

G_END_DECLS
