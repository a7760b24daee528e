/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-lane-set-private.h"

/* A lane of fewer is ready in no time. */
#define PREPARED_SPANS 256u

struct _LanesLaneSet
{
  GObject parent_instance;

  LanesRun *run;
  LanesLaneOrder order;
  guint n_lanes;
  GPtrArray *blocks;  /* of LanesLane; NULL where there is no span yet */
  GArray *open;       /* guint32: spans of the trace that have not ended */
  guint32 n_read;     /* spans of the trace that were looked at */
  gint64 last_end_us; /* of the spans that have ended */
  guint kinds;        /* a bit each */
  guint statuses;     /* a bit each, of the spans that have ended */
};

G_DEFINE_FINAL_TYPE (LanesLaneSet, lanes_lane_set, G_TYPE_OBJECT)

static void
free_block (gpointer data)
{
  if (data != NULL)
    lanes_lane_free_block (data);
}

static void
lanes_lane_set_finalize (GObject *object)
{
  LanesLaneSet *self = LANES_LANE_SET (object);

  g_ptr_array_unref (self->blocks);
  g_array_unref (self->open);
  g_clear_object (&self->run);

  G_OBJECT_CLASS (lanes_lane_set_parent_class)->finalize (object);
}

static void
lanes_lane_set_class_init (LanesLaneSetClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lanes_lane_set_finalize;
}

static void
lanes_lane_set_init (LanesLaneSet *self)
{
  self->blocks = g_ptr_array_new_with_free_func (free_block);
  self->open = g_array_new (FALSE, FALSE, sizeof (guint32));
}

static guint
count_lanes (LanesLaneSet *self)
{
  return self->order == LANES_ORDER_BY_TASK ? lanes_run_get_n_tasks (self->run)
                                            : lanes_run_get_n_workers (self->run);
}

/**
 * lanes_lane_set_new:
 * @run: a run, which may still go on
 * @order: what a lane is
 *
 * Returns: (transfer full): a set that knows nothing of the run's spans until
 *   [method@LanesLaneSet.update]; for the calling thread
 */
LanesLaneSet *
lanes_lane_set_new (LanesRun *run, LanesLaneOrder order)
{
  LanesLaneSet *self;

  g_return_val_if_fail (LANES_IS_RUN (run), NULL);

  self = g_object_new (LANES_TYPE_LANE_SET, NULL);
  self->run = g_object_ref (run);
  self->order = order;
  self->n_lanes = count_lanes (self);

  return self;
}

LanesRun *
lanes_lane_set_get_run (LanesLaneSet *self)
{
  g_return_val_if_fail (LANES_IS_LANE_SET (self), NULL);

  return self->run;
}

LanesLaneOrder
lanes_lane_set_get_order (LanesLaneSet *self)
{
  g_return_val_if_fail (LANES_IS_LANE_SET (self), LANES_ORDER_BY_TASK);

  return self->order;
}

/* -1: the span is in no lane. */
static int
lane_of (LanesLaneSet *self, const LanesSpan *span)
{
  return self->order == LANES_ORDER_BY_TASK ? span->task : span->worker;
}

static LanesLane *
ensure_lane (LanesLaneSet *self, guint lane)
{
  guint block = lane / LANES_LANE_BLOCK;

  if (block >= self->blocks->len)
    g_ptr_array_set_size (self->blocks, (gint) block + 1);
  if (self->blocks->pdata[block] == NULL)
    self->blocks->pdata[block] = lanes_lane_new_block ();

  return lanes_lane_get_in_block (self->blocks->pdata[block], lane % LANES_LANE_BLOCK);
}

static void
add_span (LanesLaneSet *self, guint32 index, const LanesSpan *span)
{
  int lane = lane_of (self, span);

  if (lane < 0)
    return;

  /* A worker may have come since we looked. */
  if ((guint) lane >= self->n_lanes)
    self->n_lanes = count_lanes (self);
  g_assert ((guint) lane < self->n_lanes);
  lanes_lane_add (ensure_lane (self, (guint) lane), index, span);
  self->kinds |= 1u << span->kind;
  if (span->end_us < 0)
    g_array_append_val (self->open, index);
  else
    self->statuses |= 1u << span->status;
  self->last_end_us = MAX (self->last_end_us, MAX (span->end_us, span->begin_us));
}

static gboolean
update_open (LanesLaneSet *self)
{
  LanesTrace *trace = lanes_run_get_trace (self->run);
  guint n_open = 0;
  guint n_before = self->open->len;

  for (guint i = 0; i < n_before; i++)
    {
      guint32 index = g_array_index (self->open, guint32, i);
      LanesSpan span;

      lanes_trace_read (trace, index, &span);
      if (span.end_us < 0)
        {
          g_array_index (self->open, guint32, n_open++) = index;
          continue;
        }
      lanes_lane_end (ensure_lane (self, (guint) lane_of (self, &span)), index, &span);
      self->last_end_us = MAX (self->last_end_us, span.end_us);
      self->statuses |= 1u << span.status;
    }
  g_array_set_size (self->open, n_open);

  return n_open != n_before;
}

/**
 * lanes_lane_set_update:
 * @self: a lane set
 *
 * Picks up what the run has recorded since the last call: new spans, and the ends of those
 * that were open.
 *
 * Returns: whether anything changed
 */
gboolean
lanes_lane_set_update (LanesLaneSet *self)
{
  LanesTrace *trace;
  guint32 length;
  gboolean changed;
  guint n_lanes;

  g_return_val_if_fail (LANES_IS_LANE_SET (self), FALSE);

  trace = lanes_run_get_trace (self->run);
  changed = update_open (self);
  n_lanes = count_lanes (self);
  changed |= n_lanes > self->n_lanes;
  self->n_lanes = n_lanes;

  length = lanes_trace_get_length (trace);
  for (; self->n_read < length; self->n_read++)
    {
      LanesSpan span;

      lanes_trace_read (trace, self->n_read, &span);
      add_span (self, self->n_read, &span);
      changed = TRUE;
    }

  return changed;
}

guint
lanes_lane_set_get_n_read (LanesLaneSet *self)
{
  g_return_val_if_fail (LANES_IS_LANE_SET (self), 0);

  return self->n_read;
}

/**
 * lanes_lane_set_prepare:
 * @self: a lane set
 *
 * So that no lane takes long when it is laid out, until the next change.
 */
void
lanes_lane_set_prepare (LanesLaneSet *self)
{
  g_return_if_fail (LANES_IS_LANE_SET (self));

  for (guint i = 0; i < self->n_lanes; i++)
    {
      LanesLane *lane = lanes_lane_set_peek (self, i);

      if (lane != NULL && lanes_lane_get_n_spans (lane) >= PREPARED_SPANS)
        lanes_lane_get_index (lane);
    }
}

guint
lanes_lane_set_get_kinds (LanesLaneSet *self)
{
  g_return_val_if_fail (LANES_IS_LANE_SET (self), 0);

  return self->kinds;
}

guint
lanes_lane_set_get_statuses (LanesLaneSet *self)
{
  g_return_val_if_fail (LANES_IS_LANE_SET (self), 0);

  return self->statuses | (self->open->len > 0 ? 1u << LANES_SPAN_OPEN : 0);
}

gboolean
lanes_lane_set_has_open (LanesLaneSet *self)
{
  g_return_val_if_fail (LANES_IS_LANE_SET (self), FALSE);

  return self->open->len > 0;
}

guint
lanes_lane_set_get_n_lanes (LanesLaneSet *self)
{
  g_return_val_if_fail (LANES_IS_LANE_SET (self), 0);

  return self->n_lanes;
}

/**
 * lanes_lane_set_dup_label:
 * @self: a lane set
 * @lane: from 0
 *
 * Returns: (transfer full): the task's label, or the worker's, with its pid where it is a
 *   process of its own
 */
char *
lanes_lane_set_dup_label (LanesLaneSet *self, guint lane)
{
  LanesWorker worker;

  g_return_val_if_fail (LANES_IS_LANE_SET (self), NULL);

  if (self->order == LANES_ORDER_BY_TASK)
    return lanes_workload_dup_label (lanes_run_get_workload (self->run), lane);

  lanes_run_get_worker (self->run, lane, &worker);
  if (worker.kind == LANES_CARRIER_PROCESSES && worker.pid > 0)
    return g_strdup_printf ("%s (%d)", worker.label, worker.pid);

  return g_strdup (worker.label);
}

LanesLane *
lanes_lane_set_peek (LanesLaneSet *self, guint lane)
{
  guint block = lane / LANES_LANE_BLOCK;
  LanesLane *own;

  g_return_val_if_fail (LANES_IS_LANE_SET (self), NULL);
  g_return_val_if_fail (lane < self->n_lanes, NULL);

  if (block >= self->blocks->len || self->blocks->pdata[block] == NULL)
    return NULL;
  own = lanes_lane_get_in_block (self->blocks->pdata[block], lane % LANES_LANE_BLOCK);

  return lanes_lane_get_n_spans (own) > 0 ? own : NULL;
}

/* 1 for a dense lane, too. */
guint
lanes_lane_set_get_n_sub_rows (LanesLaneSet *self, guint lane)
{
  LanesLane *own = lanes_lane_set_peek (self, lane);

  return own != NULL ? lanes_lane_get_n_sub_rows (own) : 1;
}

gboolean
lanes_lane_set_is_dense (LanesLaneSet *self, guint lane)
{
  LanesLane *own = lanes_lane_set_peek (self, lane);

  return own != NULL && lanes_lane_is_dense (own);
}

gint64
lanes_lane_set_get_end (LanesLaneSet *self, gint64 now_us)
{
  g_return_val_if_fail (LANES_IS_LANE_SET (self), 0);

  return self->open->len > 0 ? MAX (self->last_end_us, now_us) : self->last_end_us;
}

/**
 * lanes_lane_set_count:
 * @self: a lane set
 * @lane: from 0
 * @begin_us: where to look
 * @end_us: until where
 * @now_us: where open spans end
 *
 * Returns: how many spans of the lane touch that stretch of time
 */
guint
lanes_lane_set_count (LanesLaneSet *self, guint lane, gint64 begin_us, gint64 end_us, gint64 now_us)
{
  LanesLane *own = lanes_lane_set_peek (self, lane);
  guint count = 0;

  if (own == NULL)
    return 0;

  for (guint i = lanes_lane_find_first (own, begin_us); i < lanes_lane_get_n_spans (own); i++)
    {
      const LanesLaneSpan *span = lanes_lane_get_span (own, i);
      gint64 span_end_us = span->end_us < 0 ? MAX (now_us, span->begin_us) : span->end_us;

      if (span->begin_us > end_us)
        break;
      count += span_end_us >= begin_us;
    }

  return count;
}
