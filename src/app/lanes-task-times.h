/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/lanes-run.h"

G_BEGIN_DECLS

/* What a task's spans add up to. Times in microseconds. */
typedef struct
{
  gint64 queued_us;
  gint64 ran_us;   /* waiting, fetching, computing */
  gint64 ended_us; /* the last end; -1: it has not begun */
  gint32 worker;   /* of the last step that has one; -1: none */
} LanesTaskTime;

/**
 * lanes_task_times_compute:
 * @run: a run, which may go on; open spans count until now
 *
 * Linear in the spans. Any thread.
 *
 * Returns: (transfer full) (element-type LanesTaskTime): one for each task
 */
GArray *lanes_task_times_compute (LanesRun *run);

G_END_DECLS
