/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <unistd.h>

#include "lanes-carrier-private.h"
#include "lanes-deadline-heap.h"
#include "lanes-fetch-queue.h"
#include "lanes-fetch.h"
#include "lanes-local-host.h"
#include "lanes-loop-carrier-private.h"

/* What one turn of the loop does at most for legs, so that other sources have theirs. */
#define SLICE_LEGS 512
#define SLICE_US   1000
/* How often the loop looks at how late it is. */
#define HEARTBEAT_US 50000

#define LANES_TYPE_LOOP_CARRIER (lanes_loop_carrier_get_type ())
G_DECLARE_FINAL_TYPE (LanesLoopCarrier, lanes_loop_carrier, LANES, LOOP_CARRIER, LanesCarrier)

typedef struct
{
  LanesLeg *first;
  LanesLeg *last;
} LanesLegQueue;

/* One thread with a main loop of its own. Legs that are ready are a queue behind one source,
 * waits a heap of deadlines behind another: a source for each costs more than the legs do. A
 * computation blocks the loop, as it does in asyncio. */
struct _LanesLoopCarrier
{
  LanesCarrier parent_instance;

  GThread *thread;
  GMainContext *main_context;
  GMainLoop *main_loop;

  GMutex lock; /* for incoming */
  LanesLegQueue incoming;

  /* The rest belongs to the loop's thread. */
  LanesLocalHost host;
  LanesLegQueue ready;
  LanesLegQueue ended; /* given back at the end of each turn */
  LanesDeadlineHeap *deadlines;
  LanesFetchQueue *fetches; /* made when first needed */
  GSource *ready_source;
  GSource *deadline_source;
  GSource *heartbeat_source;
  gint64 next_beat_us;
  LanesTrack *lag;
};

G_DEFINE_FINAL_TYPE (LanesLoopCarrier, lanes_loop_carrier, LANES_TYPE_CARRIER)

static void
queue_push (LanesLegQueue *queue, LanesLeg *leg)
{
  leg->next = NULL;
  if (queue->last != NULL)
    queue->last->next = leg;
  else
    queue->first = leg;
  queue->last = leg;
}

static LanesLeg *
queue_pop (LanesLegQueue *queue)
{
  LanesLeg *leg = queue->first;

  if (leg == NULL)
    return NULL;

  queue->first = leg->next;
  if (queue->first == NULL)
    queue->last = NULL;
  leg->next = NULL;

  return leg;
}

/* Moves everything from one queue to the end of another. */
static void
queue_move (LanesLegQueue *from, LanesLegQueue *to)
{
  if (from->first == NULL)
    return;

  if (to->last != NULL)
    to->last->next = from->first;
  else
    to->first = from->first;
  to->last = from->last;
  *from = (LanesLegQueue){ NULL, NULL };
}

static LanesRunContext *
lanes_loop_carrier_context (LanesLoopCarrier *self)
{
  return self->host.context;
}

static LanesTrace *
lanes_loop_carrier_trace (LanesLoopCarrier *self)
{
  return self->host.context->trace;
}

static guint32
lanes_loop_carrier_open (LanesLoopCarrier *self,
                         LanesLeg *leg,
                         LanesSpanKind kind,
                         LanesSpanReason reason,
                         gint64 begin_us)
{
  const LanesSpan span = {
    .begin_us = begin_us,
    .end_us = -1,
    .cpu_us = -1,
    .task = (gint32) leg->task,
    .worker = kind == LANES_SPAN_QUEUED ? -1 : self->host.parent.worker,
    .step = (guint16) (leg->first_step + leg->step),
    .kind = kind,
    .reason = reason,
    .attempt = MAX (leg->attempt, 1),
  };

  return lanes_trace_append (lanes_loop_carrier_trace (self), &span);
}

/* The leg could have gone on at @since_us, but the loop was busy until now. */
static void
lanes_loop_carrier_record_late (LanesLoopCarrier *self, LanesLeg *leg, gint64 since_us)
{
  LanesTrace *trace = lanes_loop_carrier_trace (self);
  gint64 now_us = lanes_trace_now (trace);
  const LanesSpan span = {
    .begin_us = since_us,
    .end_us = now_us,
    .cpu_us = -1,
    .task = (gint32) leg->task,
    .worker = -1,
    .step = (guint16) (leg->first_step + leg->step),
    .kind = LANES_SPAN_QUEUED,
    .status = LANES_SPAN_DONE,
    .reason = LANES_REASON_LOOP,
    .attempt = 1,
  };

  if (now_us > since_us)
    lanes_trace_append (trace, &span);
}

static void
lanes_loop_carrier_cancel (LanesLoopCarrier *self, LanesLeg *leg)
{
  lanes_leg_clear (leg);
  leg->status = LANES_TASK_CANCELLED;
  queue_push (&self->ended, leg);
}

static void
lanes_loop_carrier_flush (LanesLoopCarrier *self)
{
  LanesLegQueue ended = self->ended;

  if (ended.first == NULL)
    return;

  self->ended = (LanesLegQueue){ NULL, NULL };
  lanes_mailbox_post_list (lanes_loop_carrier_context (self)->mailbox, ended.first, ended.last);
}

static void
lanes_loop_carrier_arm (LanesLoopCarrier *self)
{
  gint64 next_us = lanes_deadline_heap_get_next (self->deadlines);
  gint64 origin_us = lanes_trace_get_origin (lanes_loop_carrier_trace (self));
  gint64 ready_us = next_us == G_MAXINT64 ? -1 : origin_us + next_us;

  if (g_source_get_ready_time (self->deadline_source) != ready_us)
    g_source_set_ready_time (self->deadline_source, ready_us);
}

static void
lanes_loop_carrier_hold (LanesLoopCarrier *self, LanesLeg *leg, gint64 until_us)
{
  lanes_deadline_heap_push (self->deadlines, until_us, leg);
  lanes_loop_carrier_arm (self);
}

static void lanes_loop_carrier_go_on (LanesLoopCarrier *self, LanesLeg *leg);

static char *
lanes_loop_carrier_begin_fetch (LanesLeg *leg, gpointer user_data)
{
  LanesLoopCarrier *self = user_data;
  LanesRunContext *context = lanes_loop_carrier_context (self);
  gint64 now_us = lanes_trace_now (context->trace);

  lanes_trace_end (context->trace, leg->span, now_us, LANES_SPAN_DONE, -1);
  leg->span = lanes_loop_carrier_open (self, leg, LANES_SPAN_FETCH, LANES_REASON_NONE, now_us);

  return lanes_work_dup_url (context->workload, context->options, context->endpoint_url,
                             context->built_in_url, leg->task, leg->first_step + leg->step);
}

static void
lanes_loop_carrier_end_fetch (LanesLeg *leg,
                              GBytes *body,
                              const LanesFetchFacts *facts,
                              const GError *error,
                              gpointer user_data)
{
  LanesLoopCarrier *self = user_data;
  LanesTrace *trace = lanes_loop_carrier_trace (self);
  gint64 now_us = lanes_trace_now (trace);

  if (error != NULL && g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      lanes_trace_end_fetch (trace, leg->span, now_us, LANES_SPAN_CANCELLED, facts->phases);
      lanes_loop_carrier_cancel (self, leg);
    }
  else if (body != NULL)
    {
      lanes_trace_end_fetch (trace, leg->span, now_us, LANES_SPAN_DONE, facts->phases);
      lanes_leg_take_body (leg, g_bytes_ref (body), self->host.parent.pid);
      leg->attempt = 0;
      leg->step++;
      lanes_loop_carrier_go_on (self, leg);
    }
  else
    {
      lanes_trace_end_fetch (trace, leg->span, now_us, LANES_SPAN_FAILED, facts->phases);
      if (facts->retry_after_us >= 0 && leg->attempt < LANES_FETCH_ATTEMPTS)
        {
          leg->span =
              lanes_loop_carrier_open (self, leg, LANES_SPAN_QUEUED, LANES_REASON_RETRY, now_us);
          lanes_loop_carrier_hold (self, leg, now_us + facts->retry_after_us);
        }
      else
        {
          lanes_leg_fail (leg, error);
          queue_push (&self->ended, leg);
        }
    }

  lanes_loop_carrier_flush (self);
}

static void
lanes_loop_carrier_fetch (LanesLoopCarrier *self, LanesLeg *leg, guint attempt)
{
  static const LanesFetchQueueFuncs funcs = {
    .begin = lanes_loop_carrier_begin_fetch,
    .ended = lanes_loop_carrier_end_fetch,
  };
  const LanesOptions *options = lanes_loop_carrier_context (self)->options;

  if (self->fetches == NULL)
    self->fetches = lanes_fetch_queue_new (options->connections, options->timeout_us, &funcs, self);

  leg->attempt = (guint8) attempt;
  leg->span = LANES_SPAN_DROPPED;
  if (!lanes_fetch_queue_push (self->fetches, leg))
    leg->span = lanes_loop_carrier_open (self, leg, LANES_SPAN_QUEUED, LANES_REASON_CONNECTION,
                                         lanes_trace_now (lanes_loop_carrier_trace (self)));
}

static void
lanes_loop_carrier_wait (LanesLoopCarrier *self, LanesLeg *leg, gint64 duration_us)
{
  gint64 now_us = lanes_trace_now (lanes_loop_carrier_trace (self));

  leg->span = lanes_loop_carrier_open (self, leg, LANES_SPAN_WAIT, LANES_REASON_NONE, now_us);
  lanes_loop_carrier_hold (self, leg, now_us + duration_us);
}

/* From the step that the leg has come to, until it lets go of the loop or has ended. */
static void
lanes_loop_carrier_go_on (LanesLoopCarrier *self, LanesLeg *leg)
{
  LanesRunContext *context = lanes_loop_carrier_context (self);

  for (; leg->step < leg->n_steps; leg->step++)
    {
      guint index = leg->first_step + leg->step;
      LanesStep step;

      lanes_workload_get_step (context->workload, context->options, leg->task, index, &step);
      if (step.skipped)
        continue;
      if (step.kind == LANES_STEP_WAIT)
        {
          lanes_loop_carrier_wait (self, leg, step.duration_us);
          return;
        }
      if (step.kind == LANES_STEP_FETCH)
        {
          lanes_loop_carrier_fetch (self, leg, 1);
          return;
        }
      if (!lanes_work_step (&self->host.parent, leg, index))
        {
          queue_push (&self->ended, leg);
          return;
        }
    }

  leg->status = LANES_TASK_DONE;
  queue_push (&self->ended, leg);
}

static void
lanes_loop_carrier_begin (LanesLoopCarrier *self, LanesLeg *leg)
{
  LanesTrace *trace = lanes_loop_carrier_trace (self);

  if (lanes_stopper_is_stopped (lanes_loop_carrier_context (self)->stopper))
    {
      lanes_loop_carrier_cancel (self, leg);
      return;
    }

  lanes_trace_end (trace, leg->queued_span, lanes_trace_now (trace), LANES_SPAN_DONE, -1);
  leg->step = 0;
  leg->attempt = 0;
  leg->span = LANES_SPAN_DROPPED;
  lanes_loop_carrier_go_on (self, leg);
}

static gboolean
lanes_loop_carrier_has_room (guint n_legs, gint64 begin_us)
{
  return n_legs < SLICE_LEGS && g_get_monotonic_time () - begin_us < SLICE_US;
}

/* One slice of the legs that are ready. */
static gboolean
lanes_loop_carrier_ready_cb (gpointer user_data)
{
  LanesLoopCarrier *self = user_data;
  gint64 begin_us = g_get_monotonic_time ();
  LanesLeg *leg;
  guint n_legs = 0;

  g_mutex_lock (&self->lock);
  queue_move (&self->incoming, &self->ready);
  g_source_set_ready_time (self->ready_source, -1);
  g_mutex_unlock (&self->lock);

  do
    {
      leg = queue_pop (&self->ready);
      if (leg != NULL)
        lanes_loop_carrier_begin (self, leg);
    }
  while (leg != NULL && lanes_loop_carrier_has_room (++n_legs, begin_us));

  if (self->ready.first != NULL)
    g_source_set_ready_time (self->ready_source, 0);
  lanes_loop_carrier_flush (self);

  return G_SOURCE_CONTINUE;
}

/* A wait, or the pause before another attempt, was over at @due_us. */
static void
lanes_loop_carrier_end_hold (LanesLoopCarrier *self, LanesLeg *leg, gint64 due_us)
{
  lanes_trace_end (lanes_loop_carrier_trace (self), leg->span, due_us, LANES_SPAN_DONE, -1);
  lanes_loop_carrier_record_late (self, leg, due_us);

  if (leg->attempt > 0)
    {
      lanes_loop_carrier_fetch (self, leg, leg->attempt + 1u);
      return;
    }

  leg->step++;
  lanes_loop_carrier_go_on (self, leg);
}

/* One slice of the waits that are over. */
static gboolean
lanes_loop_carrier_deadline_cb (gpointer user_data)
{
  LanesLoopCarrier *self = user_data;
  gint64 begin_us = g_get_monotonic_time ();
  gint64 now_us = begin_us - lanes_trace_get_origin (lanes_loop_carrier_trace (self));
  LanesLeg *leg;
  gint64 due_us;
  guint n_legs = 0;

  do
    {
      leg = lanes_deadline_heap_pop (self->deadlines, now_us, &due_us);
      if (leg != NULL)
        lanes_loop_carrier_end_hold (self, leg, due_us);
    }
  while (leg != NULL && lanes_loop_carrier_has_room (++n_legs, begin_us));

  lanes_loop_carrier_arm (self);
  lanes_loop_carrier_flush (self);

  return G_SOURCE_CONTINUE;
}

static gboolean
lanes_loop_carrier_beat_cb (gpointer user_data)
{
  LanesLoopCarrier *self = user_data;
  gint64 now_us = g_get_monotonic_time ();
  gint64 origin_us = lanes_trace_get_origin (lanes_loop_carrier_trace (self));
  gint64 lag_us = MAX (now_us - self->next_beat_us, 0);

  /* From when it should have been looked at until it was, the loop was that late. */
  lanes_track_add (self->lag, MAX (self->next_beat_us - origin_us, 0), lag_us);
  self->next_beat_us = now_us + HEARTBEAT_US;
  g_source_set_ready_time (self->heartbeat_source, self->next_beat_us);

  return G_SOURCE_CONTINUE;
}

static gboolean
lanes_loop_carrier_dispatch (GSource *source, GSourceFunc callback, gpointer user_data)
{
  return callback (user_data);
}

static GSourceFuncs lanes_loop_carrier_source_funcs = { .dispatch = lanes_loop_carrier_dispatch };

static GSource *
lanes_loop_carrier_add_source (LanesLoopCarrier *self, const char *name, GSourceFunc func)
{
  GSource *source = g_source_new (&lanes_loop_carrier_source_funcs, sizeof (GSource));

  g_source_set_name (source, name);
  g_source_set_callback (source, func, self, NULL);
  g_source_attach (source, self->main_context);

  return source;
}

static void
lanes_loop_carrier_remove_source (GSource **source)
{
  g_source_destroy (*source);
  g_clear_pointer (source, g_source_unref);
}

/* Whatever has not ended is given back as cancelled. In the loop's thread, after the loop. */
static void
lanes_loop_carrier_give_up (LanesLoopCarrier *self)
{
  LanesLeg *waiting = NULL;
  LanesLeg *leg;

  if (self->fetches != NULL)
    waiting = lanes_fetch_queue_stop (self->fetches);
  while ((leg = waiting) != NULL)
    {
      waiting = leg->next;
      lanes_loop_carrier_cancel (self, leg);
    }

  while ((leg = lanes_deadline_heap_pop (self->deadlines, G_MAXINT64, NULL)) != NULL)
    lanes_loop_carrier_cancel (self, leg);

  g_mutex_lock (&self->lock);
  queue_move (&self->incoming, &self->ready);
  g_mutex_unlock (&self->lock);
  while ((leg = queue_pop (&self->ready)) != NULL)
    lanes_loop_carrier_cancel (self, leg);

  lanes_loop_carrier_flush (self);
}

static gpointer
lanes_loop_carrier_thread (gpointer data)
{
  LanesLoopCarrier *self = data;
  LanesRunContext *context = lanes_loop_carrier_context (self);

  g_main_context_push_thread_default (self->main_context);
  self->next_beat_us = g_get_monotonic_time () + HEARTBEAT_US;
  g_source_set_ready_time (self->heartbeat_source, self->next_beat_us);

  g_main_loop_run (self->main_loop);

  lanes_loop_carrier_give_up (self);
  if (self->fetches != NULL)
    {
      lanes_usage_meter_set_connections (context->usage,
                                         lanes_fetch_queue_get_peak (self->fetches));
      g_clear_pointer (&self->fetches, lanes_fetch_queue_free);
    }
  lanes_local_host_clear (&self->host);
  lanes_run_take_track (context->run, g_steal_pointer (&self->lag));
  lanes_usage_meter_add_thread (context->usage);
  g_main_context_pop_thread_default (self->main_context);

  return NULL;
}

static gboolean
lanes_loop_carrier_start (LanesCarrier *carrier, GError **error)
{
  LanesLoopCarrier *self = LANES_LOOP_CARRIER (carrier);
  LanesRunContext *context = lanes_carrier_get_context (carrier);
  int worker =
      lanes_run_add_worker (context->run, LANES_CARRIER_LOOP, g_strdup ("loop"), getpid ());

  lanes_local_host_init (&self->host, context, worker);
  self->lag = lanes_track_new ("loop lag", "us");
  self->ready_source =
      lanes_loop_carrier_add_source (self, "lanes ready", lanes_loop_carrier_ready_cb);
  self->deadline_source =
      lanes_loop_carrier_add_source (self, "lanes deadlines", lanes_loop_carrier_deadline_cb);
  self->heartbeat_source =
      lanes_loop_carrier_add_source (self, "lanes heartbeat", lanes_loop_carrier_beat_cb);
  self->thread = g_thread_try_new ("lanes loop", lanes_loop_carrier_thread, self, error);

  return self->thread != NULL;
}

static void
lanes_loop_carrier_submit (LanesCarrier *carrier, LanesLeg *legs)
{
  LanesLoopCarrier *self = LANES_LOOP_CARRIER (carrier);
  LanesLegQueue queue = { legs, legs };

  while (queue.last->next != NULL)
    queue.last = queue.last->next;

  g_mutex_lock (&self->lock);
  queue_move (&queue, &self->incoming);
  g_source_set_ready_time (self->ready_source, 0);
  g_mutex_unlock (&self->lock);
}

static gboolean
lanes_loop_carrier_quit_cb (gpointer user_data)
{
  g_main_loop_quit (user_data);

  return G_SOURCE_REMOVE;
}

static void
lanes_loop_carrier_stop (LanesCarrier *carrier)
{
  LanesLoopCarrier *self = LANES_LOOP_CARRIER (carrier);

  if (self->thread != NULL)
    {
      g_autoptr (GSource) quit = g_idle_source_new ();

      /* A source rather than g_main_loop_quit(), which is lost before the loop runs. */
      g_source_set_priority (quit, G_PRIORITY_HIGH);
      g_source_set_callback (quit, lanes_loop_carrier_quit_cb, self->main_loop, NULL);
      g_source_attach (quit, self->main_context);
      g_thread_join (g_steal_pointer (&self->thread));
    }

  if (self->ready_source == NULL)
    return;

  lanes_loop_carrier_remove_source (&self->ready_source);
  lanes_loop_carrier_remove_source (&self->deadline_source);
  lanes_loop_carrier_remove_source (&self->heartbeat_source);
}

static void
lanes_loop_carrier_finalize (GObject *object)
{
  LanesLoopCarrier *self = LANES_LOOP_CARRIER (object);

  g_assert (self->thread == NULL);
  g_clear_pointer (&self->deadlines, lanes_deadline_heap_free);
  g_clear_pointer (&self->lag, lanes_track_free);
  g_clear_pointer (&self->main_loop, g_main_loop_unref);
  g_clear_pointer (&self->main_context, g_main_context_unref);
  g_mutex_clear (&self->lock);

  G_OBJECT_CLASS (lanes_loop_carrier_parent_class)->finalize (object);
}

static void
lanes_loop_carrier_class_init (LanesLoopCarrierClass *klass)
{
  LanesCarrierClass *carrier_class = LANES_CARRIER_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = lanes_loop_carrier_finalize;
  carrier_class->start = lanes_loop_carrier_start;
  carrier_class->submit = lanes_loop_carrier_submit;
  carrier_class->stop = lanes_loop_carrier_stop;
}

static void
lanes_loop_carrier_init (LanesLoopCarrier *self)
{
  g_mutex_init (&self->lock);
  self->main_context = g_main_context_new ();
  self->main_loop = g_main_loop_new (self->main_context, FALSE);
}

/**
 * lanes_loop_carrier_get_main_context:
 * @carrier: a loop carrier
 *
 * For tests. Any thread.
 *
 * Returns: (transfer none): the context that every leg passes through
 */
GMainContext *
lanes_loop_carrier_get_main_context (LanesCarrier *carrier)
{
  return LANES_LOOP_CARRIER (carrier)->main_context;
}

/**
 * lanes_loop_carrier_new:
 * @context: of the run
 *
 * Returns: (transfer full): a carrier with a loop in a thread of its own
 */
LanesCarrier *
lanes_loop_carrier_new (LanesRunContext *context)
{
  LanesLoopCarrier *self = g_object_new (LANES_TYPE_LOOP_CARRIER, NULL);

  lanes_carrier_set_context (LANES_CARRIER (self), context);
  self->deadlines = lanes_deadline_heap_new (lanes_run_get_n_tasks (context->run));

  return LANES_CARRIER (self);
}
