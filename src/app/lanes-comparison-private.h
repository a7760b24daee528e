/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lanes-comparison.h"

G_BEGIN_DECLS

/* One run, and what was read from it when it had ended. */
typedef struct
{
  LanesRun *run;
  gboolean is_counted;  /* a thread reads what there is to be read */
  gboolean has_ended;   /* and it is there */
  gboolean is_complete; /* every task is done */
  LanesReport report;
  LanesRun *kin; /* the first run that came to the same; itself where none did */
  guint n_tasks;
  gint64 *ends_us;   /* by task; -1: it has no span */
  gint64 startup_us; /* the longest start of a worker */
  gint64 blocked_us; /* computations on a loop */
} LanesComparisonEntry;

/* What a busy machine adds to a run by chance. */
#define LANES_COMPARISON_CHANCE_US 5000

/* Why two runs are not to be ranked. */
typedef enum
{
  LANES_UNFAIR_NOT,
  LANES_UNFAIR_WORKLOAD,
  LANES_UNFAIR_HOST,
  LANES_UNFAIR_WORK, /* time scale, CPU work, latency, endpoint */
} LanesUnfair;

LanesComparisonEntry *lanes_comparison_get_entry (LanesComparison *self, guint index);
LanesUnfair lanes_comparison_get_unfair (LanesComparison *self, guint a, guint b);
/* Whether both have ended with the same results. */
gboolean lanes_comparison_is_same (LanesComparison *self, guint a, guint b);
/* (transfer full): "Threads", "Threads and Combined", "Threads, Processes and Combined".
 * @words (element-type utf8): one at least */
char *lanes_comparison_join (GPtrArray *words);

G_END_DECLS
