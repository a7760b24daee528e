/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lanes-step.h"

G_BEGIN_DECLS

/**
 * LanesCarrierKind:
 *
 * What carries steps out: the run's own thread, a pool of threads, a pool of child processes,
 * or a loop.
 */
typedef enum
{
  LANES_CARRIER_INLINE,
  LANES_CARRIER_THREADS,
  LANES_CARRIER_PROCESSES,
  LANES_CARRIER_LOOP,
} LanesCarrierKind;

#define LANES_N_CARRIER_KINDS 4

/**
 * LanesModel:
 * @name: the word for the command line and for files ("event-loop")
 * @title: untranslated title, marked for gettext ("Event Loop")
 * @carriers: which carrier carries each kind of step, by #LanesStepKind
 * @one_at_a_time: whether a task begins only when the one before has ended
 * @has_schedule: whether the schedule option (phased or pipelined) applies
 *
 * A concurrency model as the user knows it: a row of a table. Static data, any thread.
 */
typedef struct
{
  const char *name;
  const char *title;
  LanesCarrierKind carriers[LANES_N_STEP_KINDS];
  gboolean one_at_a_time;
  gboolean has_schedule;
} LanesModel;

#define LANES_N_MODELS 5

const LanesModel *lanes_models_get (guint index);
const LanesModel *lanes_models_find (const char *name);
gboolean lanes_model_uses (const LanesModel *self, LanesCarrierKind carrier);

G_END_DECLS
