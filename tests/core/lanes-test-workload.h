/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/lanes-run.h"

G_BEGIN_DECLS

/* A pattern's steps in a word: "w2 f c3": wait 2 s, fetch, compute 3 s; lower case constant,
 * upper case ("W2") times the item. Patterns are separated by "|". */
LanesWorkload *lanes_test_workload (const char *patterns, guint n_tasks);
LanesRun *lanes_test_workload_run (LanesWorkload *workload,
                                   const char *model,
                                   const LanesOptions *options);
/* Appends a span that has ended. Times in microseconds. */
void lanes_test_workload_span (LanesRun *run,
                               LanesSpanKind kind,
                               int task,
                               guint step,
                               int worker,
                               gint64 begin_us,
                               gint64 end_us);

G_END_DECLS
