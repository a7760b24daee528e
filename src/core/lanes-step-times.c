/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-bound.h"
#include "lanes-time.h"

struct _LanesStepTimes
{
  guint n_tasks;
  guint n_patterns;
  guint per_round;  /* steps of all the patterns together */
  guint *offsets;   /* of a pattern's first step within a round */
  gint64 *times_us; /* round by round */
  gboolean is_split;
};

static LanesStepTimes *
lanes_step_times_new (LanesWorkload *workload)
{
  LanesStepTimes *self = g_new0 (LanesStepTimes, 1);
  gsize n_rounds;

  self->n_tasks = lanes_workload_get_n_tasks (workload);
  self->n_patterns = lanes_workload_get_n_patterns (workload);
  self->offsets = g_new (guint, self->n_patterns);
  for (guint i = 0; i < self->n_patterns; i++)
    {
      self->offsets[i] = self->per_round;
      self->per_round += lanes_workload_get_n_steps (workload, i);
    }
  n_rounds = self->n_tasks / self->n_patterns + 1;
  self->times_us = g_new0 (gint64, n_rounds * self->per_round);

  return self;
}

static gint64 *
lanes_step_times_at (const LanesStepTimes *self, guint task, guint step)
{
  gsize round = task / self->n_patterns;

  return &self->times_us[round * self->per_round + self->offsets[task % self->n_patterns] + step];
}

/**
 * lanes_step_times_from_workload:
 * @workload: a workload
 * @options: of a run
 *
 * Any thread.
 *
 * Returns: (transfer full): every step as long as it was asked for; fetches take what the
 *   server was asked to
 */
LanesStepTimes *
lanes_step_times_from_workload (LanesWorkload *workload, const LanesOptions *options)
{
  LanesStepTimes *self;

  g_return_val_if_fail (LANES_IS_WORKLOAD (workload), NULL);

  self = lanes_step_times_new (workload);
  for (guint task = 0; task < self->n_tasks; task++)
    {
      for (guint i = 0; i < lanes_workload_get_n_steps (workload, task); i++)
        {
          LanesStep step;

          lanes_workload_get_step (workload, options, task, i, &step);
          *lanes_step_times_at (self, task, i) =
              step.kind == LANES_STEP_FETCH ? step.delay_us : step.duration_us;
        }
    }

  return self;
}

/* When a loop was blocked by computations: one after another, with the sum of those before. */
typedef struct
{
  gint64 begin_us;
  gint64 end_us;
  gint64 before_us;
} LanesBlock;

static int
compare_blocks (gconstpointer a, gconstpointer b)
{
  const LanesBlock *first = a;
  const LanesBlock *second = b;

  return (first->begin_us > second->begin_us) - (first->begin_us < second->begin_us);
}

static GArray *
collect_blocks (LanesRun *run)
{
  LanesTrace *trace = lanes_run_get_trace (run);
  guint32 length = lanes_trace_get_length (trace);
  GArray *blocks = g_array_new (FALSE, FALSE, sizeof (LanesBlock));
  gint64 sum_us = 0;

  if (lanes_run_get_model (run)->carriers[LANES_STEP_COMPUTE] != LANES_CARRIER_LOOP)
    return blocks;

  for (guint32 i = 0; i < length; i++)
    {
      LanesBlock block;
      LanesSpan span;

      lanes_trace_read (trace, i, &span);
      if (span.kind != LANES_SPAN_COMPUTE || span.end_us <= span.begin_us)
        continue;
      block = (LanesBlock){ .begin_us = span.begin_us, .end_us = span.end_us };
      g_array_append_val (blocks, block);
    }

  g_array_sort (blocks, compare_blocks);
  for (guint i = 0; i < blocks->len; i++)
    {
      LanesBlock *block = &g_array_index (blocks, LanesBlock, i);

      block->before_us = sum_us;
      sum_us += block->end_us - block->begin_us;
    }

  return blocks;
}

/* How long the loop was blocked until @at_us. */
static gint64
blocked_until (const GArray *blocks, gint64 at_us)
{
  guint low = 0;
  guint high = blocks->len;
  const LanesBlock *block;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (blocks, LanesBlock, middle).begin_us <= at_us)
        low = middle + 1;
      else
        high = middle;
    }
  if (low == 0)
    return 0;

  block = &g_array_index (blocks, LanesBlock, low - 1);

  return block->before_us + MIN (at_us, block->end_us) - block->begin_us;
}

static gint64
measured (LanesWorkload *workload,
          const LanesOptions *options,
          const GArray *blocks,
          const LanesSpan *span)
{
  gint64 took_us = span->end_us - span->begin_us;
  LanesStep step;

  /* While a loop computes it cannot look after its fetches: that is not the fetch's time. */
  if (span->kind == LANES_SPAN_FETCH)
    return took_us -
           (blocked_until (blocks, span->end_us) - blocked_until (blocks, span->begin_us));

  /* The differences of two stamps of a CPU clock that are cut to microseconds may be one too
   * many, and a bound must not lie above what was. */
  if (span->kind == LANES_SPAN_COMPUTE && options->cpu == LANES_CPU_REAL)
    return span->cpu_us < 0 ? took_us : CLAMP (span->cpu_us - 1, 0, took_us);

  lanes_workload_get_step (workload, options, (guint) span->task, span->step, &step);
  if (span->status == LANES_SPAN_DONE)
    return step.duration_us;

  return MIN (step.duration_us, took_us);
}

/**
 * lanes_step_times_from_run:
 * @run: a run
 *
 * Any thread.
 *
 * Returns: (transfer full): waits and simulated computations as asked, fetches as measured
 *   (all their attempts, but not while a computation blocked their loop), real computations by
 * their CPU time. Steps that were not begun count nothing, those that were cut off no more than
 * they took
 */
LanesStepTimes *
lanes_step_times_from_run (LanesRun *run)
{
  LanesWorkload *workload = lanes_run_get_workload (run);
  const LanesOptions *options = lanes_run_get_options (run);
  LanesTrace *trace = lanes_run_get_trace (run);
  guint32 length = lanes_trace_get_length (trace);
  LanesStepTimes *self = lanes_step_times_new (workload);
  g_autoptr (GArray) blocks = collect_blocks (run);

  for (guint32 i = 0; i < length; i++)
    {
      LanesSpan span;
      gint64 *time_us;

      lanes_trace_read (trace, i, &span);
      if (span.task < 0 || span.end_us < 0)
        continue;
      if (span.kind != LANES_SPAN_WAIT && span.kind != LANES_SPAN_FETCH &&
          span.kind != LANES_SPAN_COMPUTE)
        continue;

      self->is_split |= span.attempt > 1;
      time_us = lanes_step_times_at (self, (guint) span.task, span.step);
      *time_us = lanes_time_add (*time_us, measured (workload, options, blocks, &span));
    }

  return self;
}

/**
 * lanes_step_times_free:
 * @self: (transfer full): step times
 */
void
lanes_step_times_free (LanesStepTimes *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->offsets);
  g_free (self->times_us);
  g_free (self);
}

gint64
lanes_step_times_get (const LanesStepTimes *self, guint task, guint step)
{
  g_return_val_if_fail (self != NULL, 0);
  g_return_val_if_fail (task < self->n_tasks, 0);

  return *lanes_step_times_at (self, task, step);
}

/* All of them, one after another. */
gint64
lanes_step_times_sum (const LanesStepTimes *self)
{
  gsize n;
  gint64 sum_us = 0;

  g_return_val_if_fail (self != NULL, 0);

  n = (gsize) (self->n_tasks / self->n_patterns + 1) * self->per_round;
  for (gsize i = 0; i < n; i++)
    sum_us = lanes_time_add (sum_us, self->times_us[i]);

  return sum_us;
}

/**
 * lanes_step_times_is_split:
 * @self: step times
 *
 * Returns: whether some fetch took several attempts, so that its time is not of one piece
 */
gboolean
lanes_step_times_is_split (const LanesStepTimes *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->is_split;
}
