/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lanes-run.h"

G_BEGIN_DECLS

/* What the workload's own program would have printed, in order of time: "line" and its at_us.
 * Pure; derived from the run. */
typedef struct
{
  gint64 at_us;
  char *text;
} LanesLogLine;

/* (transfer full) (element-type LanesLogLine) */
GPtrArray *lanes_log_compute (LanesRun *run);

G_END_DECLS
