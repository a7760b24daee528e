/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/lanes-report.h"
#include "core/lanes-run.h"
#include "engine/lanes-runner.h"

G_BEGIN_DECLS

/* Helpers for tests that run workloads through the real runner, in the main thread. */

/* Options whose times are scaled by @time_scale. */
LanesOptions *lanes_test_options (double time_scale);

/* Runs to the end, iterating the default main context. @endpoint NULL: one of its own, gone
 * afterwards. */
LanesRun *lanes_test_run (LanesWorkload *workload,
                          guint n_tasks,
                          const LanesModel *model,
                          const LanesOptions *options,
                          LanesEndpoint *endpoint,
                          GCancellable *cancellable,
                          GError **error);

/* A run of a built-in workload that must be able to begin. */
LanesRun *lanes_test_run_builtin (const char *workload,
                                  guint n_tasks,
                                  const LanesModel *model,
                                  const LanesOptions *options,
                                  LanesEndpoint *endpoint);

/* Called with the run every few milliseconds while it goes on, in the main thread. */
typedef void (*LanesTestWatchFunc) (LanesRun *run, gpointer user_data);

/* A run that must be able to begin, with an endpoint of its own, and watched. */
LanesRun *lanes_test_run_watched (LanesWorkload *workload,
                                  const LanesModel *model,
                                  const LanesOptions *options,
                                  GCancellable *cancellable,
                                  LanesTestWatchFunc func,
                                  gpointer user_data);

/* What holds for every run, however it ended: spans closed, in order and without overlap in
 * their task and their worker, outcomes there, floor <= bound <= makespan. */
void lanes_test_check_run (LanesRun *run);

/* How many spans of @kind were open at once, at most. */
guint lanes_test_most_at_once (LanesRun *run, LanesSpanKind kind);
/* Earliest begin and latest end of the spans of @kind; -1 where there are none. */
gint64 lanes_test_first_begin (LanesRun *run, LanesSpanKind kind);
gint64 lanes_test_last_end (LanesRun *run, LanesSpanKind kind);

/* Threads, children, sockets and temporary files of this process. */
typedef struct
{
  guint threads;
  guint children;
  guint sockets;
  guint temporary;
} LanesTestLeftovers;

/* Sets TMPDIR to a folder of the test's own, for counting. Before any thread is started. */
void lanes_test_leftovers_init (void);
void lanes_test_leftovers_count (LanesTestLeftovers *out);
/* Waits (bounded) for threads to leave the kernel's list, then compares. */
void lanes_test_assert_nothing_left (const LanesTestLeftovers *before);

G_END_DECLS
