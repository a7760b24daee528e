/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "lanes-model.h"
#include "lanes-options.h"
#include "lanes-step.h"

G_BEGIN_DECLS

#define LANES_TASKS_MAX 10000000u

/**
 * LanesAmountKind:
 * @LANES_AMOUNT_CONSTANT: always @low_us
 * @LANES_AMOUNT_PER_ITEM: @low_us times the task's item
 * @LANES_AMOUNT_RANDOM: from @low_us to @high_us, the same for the same task, step and seed
 */
typedef enum
{
  LANES_AMOUNT_CONSTANT,
  LANES_AMOUNT_PER_ITEM,
  LANES_AMOUNT_RANDOM,
} LanesAmountKind;

/* A length of time as a workload file states it, unscaled. */
typedef struct
{
  LanesAmountKind kind;
  gint64 low_us;
  gint64 high_us;
  guint32 seed;
} LanesAmount;

/* A step as a workload file states it. @path may hold {item} and {task}. */
typedef struct
{
  LanesStepKind kind;
  LanesAmount amount;
  LanesComputation computation;
  LanesSource source;
  const char *path;
} LanesStepPattern;

/**
 * LanesLogMoment:
 *
 * When the workload's own program prints a line.
 */
typedef enum
{
  LANES_LOG_BEGIN,      /* before the first task */
  LANES_LOG_TASK_BEGIN, /* a task begins its first step */
  LANES_LOG_TASK_END,   /* a task has ended well */
  LANES_LOG_FETCHED,    /* the last fetch has ended */
  LANES_LOG_COMPUTED,   /* the last computation has ended */
  LANES_LOG_END,        /* every task has ended */
} LanesLogMoment;

#define LANES_N_LOG_MOMENTS 6

/**
 * LanesItems:
 * @LANES_ITEMS_TASKS: a task's item is its own number
 * @LANES_ITEMS_CARTS: the item counts through the carts of the endpoint and starts again
 * @LANES_ITEMS_CYCLE: the item counts to a fixed number and starts again
 */
typedef enum
{
  LANES_ITEMS_TASKS,
  LANES_ITEMS_CARTS,
  LANES_ITEMS_CYCLE,
} LanesItems;

/**
 * LanesWorkload:
 *
 * A named list of tasks and what they are made of. Immutable once built, so any thread may
 * use it. Tasks are counted from 0 in code and from 1 in files, labels and messages; task k
 * follows pattern k modulo the number of patterns, so a workload can be made longer or
 * shorter.
 */
#define LANES_TYPE_WORKLOAD (lanes_workload_get_type ())
G_DECLARE_FINAL_TYPE (LanesWorkload, lanes_workload, LANES, WORKLOAD, GObject)

/* Building: everything between _new() and lanes_workload_seal() happens in one thread. */
LanesWorkload *lanes_workload_new (const char *name, const char *title);
void lanes_workload_set_summary (LanesWorkload *self, const char *summary);
void lanes_workload_set_n_tasks (LanesWorkload *self, guint n_tasks);
void lanes_workload_set_workers (LanesWorkload *self, guint workers);
void lanes_workload_set_items (LanesWorkload *self, LanesItems items, guint cycle);
void lanes_workload_add_pattern (LanesWorkload *self, const char *label);
void lanes_workload_add_step (LanesWorkload *self, const LanesStepPattern *step);
void lanes_workload_add_log_line (LanesWorkload *self, LanesLogMoment moment, const char *text);
void lanes_workload_seal (LanesWorkload *self);

/* A sealed copy with another number of tasks (0: as it is) and, where items count through the
 * endpoint's carts, their number (0: not known, no wrapping). */
LanesWorkload *lanes_workload_resize (LanesWorkload *self, guint n_tasks, guint n_carts);

const char *lanes_workload_get_name (LanesWorkload *self);
const char *lanes_workload_get_title (LanesWorkload *self);
const char *lanes_workload_get_summary (LanesWorkload *self);
guint lanes_workload_get_n_tasks (LanesWorkload *self);
guint lanes_workload_get_workers (LanesWorkload *self);
LanesItems lanes_workload_get_items (LanesWorkload *self, guint *cycle);
guint lanes_workload_get_n_patterns (LanesWorkload *self);
const char *lanes_workload_get_pattern_label (LanesWorkload *self, guint pattern);
guint lanes_workload_get_n_steps (LanesWorkload *self, guint task);
const LanesStepPattern *lanes_workload_get_step_pattern (LanesWorkload *self,
                                                         guint pattern,
                                                         guint step);
guint lanes_workload_get_item (LanesWorkload *self, guint task);
char *lanes_workload_dup_label (LanesWorkload *self, guint task);
char *lanes_workload_dup_path (LanesWorkload *self, guint task, guint step);
const char *const *lanes_workload_get_log_lines (LanesWorkload *self, LanesLogMoment moment);

/* One step under options (NULL: time scale 1, latency at the client). */
void lanes_workload_get_step (LanesWorkload *self,
                              const LanesOptions *options,
                              guint task,
                              guint step,
                              LanesStep *out);

/* Whether any step fetches from @source; whether any step is of @kind. */
gboolean lanes_workload_fetches_from (LanesWorkload *self, LanesSource source);
gboolean lanes_workload_has_kind (LanesWorkload *self, LanesStepKind kind);

/* The width a pool of @carrier has for @model: the user's choice or the default of design's
 * table (threads: one a task up to 64; processes: the workload's own figure or min (tasks, 8)). */
guint lanes_workload_get_pool_width (LanesWorkload *self,
                                     LanesCarrierKind carrier,
                                     const LanesOptions *options);

G_END_DECLS
