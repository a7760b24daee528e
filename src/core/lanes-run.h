/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "lanes-host.h"
#include "lanes-model.h"
#include "lanes-options.h"
#include "lanes-trace.h"
#include "lanes-track.h"
#include "lanes-workload.h"

G_BEGIN_DECLS

typedef enum
{
  LANES_TASK_PENDING,
  LANES_TASK_DONE,
  LANES_TASK_FAILED,
  LANES_TASK_CANCELLED,
} LanesTaskStatus;

typedef enum
{
  LANES_RESULT_NONE,
  LANES_RESULT_BYTES,
  LANES_RESULT_VALUE,
  LANES_RESULT_TOTAL_CENTS,
} LanesResultKind;

typedef enum
{
  LANES_RUN_RUNNING,
  LANES_RUN_COMPLETED,
  LANES_RUN_FAILED,
  LANES_RUN_CANCELLED,
} LanesRunStatus;

/* How a task ended. @error is set when it failed. @pid: the process that made the result. */
typedef struct
{
  LanesTaskStatus status;
  LanesResultKind result_kind;
  gint64 result;
  gint32 pid;
  const char *error;
} LanesOutcome;

/* Who carries legs. @kind is what the carrier calls its workers. */
typedef struct
{
  LanesCarrierKind kind;
  char *label;
  gint32 pid;
} LanesWorker;

/* What the run cost, as measured; -1 where it could not be. */
typedef struct
{
  gint64 cpu_us;
  gint64 context_switches;
  gint64 memory_rise_bytes;
  gint threads;
  gint processes;
  gint connections;
} LanesUsage;

/**
 * LanesRun:
 *
 * A workload, a model, options, a host, a trace and results; can be saved and opened again.
 *
 * While it runs, its engine writes and any thread may read the trace, the outcomes, the
 * workers and the status: each of these is published with a release store or under the run's
 * own lock. Tracks and the end belong to the engine until the run has finished.
 */
#define LANES_TYPE_RUN (lanes_run_get_type ())
G_DECLARE_FINAL_TYPE (LanesRun, lanes_run, LANES, RUN, GObject)

/* @origin_us: monotonic time of t = 0. @started: ISO 8601 with zone; NULL: now. */
LanesRun *lanes_run_new (LanesWorkload *workload,
                         const LanesModel *model,
                         const LanesOptions *options,
                         const LanesHost *host,
                         gint64 origin_us,
                         const char *started);

LanesWorkload *lanes_run_get_workload (LanesRun *self);
const LanesModel *lanes_run_get_model (LanesRun *self);
const LanesOptions *lanes_run_get_options (LanesRun *self);
const LanesHost *lanes_run_get_host (LanesRun *self);
LanesTrace *lanes_run_get_trace (LanesRun *self);
const char *lanes_run_get_started (LanesRun *self);
guint lanes_run_get_n_tasks (LanesRun *self);

LanesRunStatus lanes_run_get_status (LanesRun *self);
/* Why the run as a whole ended early (three workers died, ...); NULL otherwise. */
const char *lanes_run_get_message (LanesRun *self);
void lanes_run_finish (LanesRun *self, LanesRunStatus status, const char *message);

void lanes_run_get_outcome (LanesRun *self, guint task, LanesOutcome *out);
/* Once for each task; a second outcome is ignored and returns FALSE. */
gboolean lanes_run_set_outcome (LanesRun *self, guint task, const LanesOutcome *outcome);
guint lanes_run_count_outcomes (LanesRun *self, LanesTaskStatus status);

/* Takes label. Returns the worker's index. */
int lanes_run_add_worker (LanesRun *self, LanesCarrierKind kind, char *label, gint32 pid);
void lanes_run_set_worker_pid (LanesRun *self, guint worker, gint32 pid);
guint lanes_run_get_n_workers (LanesRun *self);
/* Copies; the label belongs to the run and lives as long. */
void lanes_run_get_worker (LanesRun *self, guint worker, LanesWorker *out);

/* The run's own tracks (loop lag, ...); running and queued come from the trace. */
void lanes_run_take_track (LanesRun *self, LanesTrack *track);
GPtrArray *lanes_run_get_tracks (LanesRun *self); /* (element-type LanesTrack) */

void lanes_run_get_usage (LanesRun *self, LanesUsage *out);
void lanes_run_set_usage (LanesRun *self, const LanesUsage *usage);

/* Keys of an opened run file that this version does not know: name -> compact JSON text. */
GHashTable *lanes_run_get_unknown (LanesRun *self);

const char *lanes_run_status_to_word (LanesRunStatus status);
int lanes_run_status_parse (const char *word);
const char *lanes_task_status_to_word (LanesTaskStatus status);
int lanes_task_status_parse (const char *word);

G_END_DECLS
