/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-coordinator.h"

#include "platform/lanes-platform.h"

/* So many legs are made before they are handed over. */
#define SUBMIT_LEGS 1024
/* How often resident memory is looked at, in milliseconds. */
#define MEMORY_INTERVAL_MS 20
/* The spans that a task has as a rule: it is queued for a carrier, and each of its steps again
 * waits for something and is carried out. Room for more than those is not made beforehand. */
#define SPANS_A_TASK   1u
#define SPANS_A_STEP   2u
#define SPANS_ROOM_MAX (1u << 20)

/* A list of legs in order, for one carrier. */
typedef struct
{
  LanesLeg *first;
  LanesLeg *last;
} LanesLegList;

struct _LanesCoordinator
{
  LanesRunContext context;
  const LanesModel *model;
  GMainContext *main_context;
  GMainLoop *loop;
  GSource *halted; /* ready once the run is halted */
  LanesCarrier *carriers[LANES_N_CARRIER_KINDS];

  LanesLeg *legs; /* one for each task */
  guint n_tasks;
  guint n_ended;
  gboolean phased;
  guint n_in_phase; /* tasks whose leg of this phase has not ended */
  gboolean *held;   /* tasks that wait for the next phase, when phased */

  GMutex lock; /* for failure */
  GError *failure;
};

static void
lanes_leg_list_append (LanesLegList *list, LanesLeg *leg)
{
  leg->next = NULL;
  if (list->last != NULL)
    list->last->next = leg;
  else
    list->first = leg;
  list->last = leg;
}

/* Ends every blocking wait, fetch and gate of the run. Any thread. */
static void
lanes_coordinator_halt (LanesCoordinator *self)
{
  lanes_stopper_stop (self->context.stopper);
  lanes_gate_close (self->context.connections);
  g_cancellable_cancel (self->context.cancellable);
  g_source_set_ready_time (self->halted, 0);
}

static void
lanes_coordinator_fail (gpointer data, GError *error)
{
  LanesCoordinator *self = data;

  g_mutex_lock (&self->lock);
  if (self->failure == NULL)
    self->failure = g_steal_pointer (&error);
  g_mutex_unlock (&self->lock);
  g_clear_error (&error);

  lanes_coordinator_halt (self);
}

static LanesCarrierKind
lanes_coordinator_carrier_of (LanesCoordinator *self, guint task, guint step)
{
  LanesStep out;

  lanes_workload_get_step (self->context.workload, self->context.options, task, step, &out);

  return self->model->carriers[out.kind];
}

/* Makes @leg the consecutive steps from @step on that one carrier carries without letting go. */
static LanesCarrierKind
lanes_coordinator_cut_leg (LanesCoordinator *self, LanesLeg *leg, guint step)
{
  guint n_steps = lanes_workload_get_n_steps (self->context.workload, leg->task);
  LanesCarrierKind carrier = lanes_coordinator_carrier_of (self, leg->task, step);
  guint end = step + 1;

  while (end < n_steps && lanes_coordinator_carrier_of (self, leg->task, end) == carrier)
    end++;

  leg->first_step = (guint16) step;
  leg->n_steps = (guint16) (end - step);
  leg->status = LANES_TASK_PENDING;

  return carrier;
}

static void
lanes_coordinator_queue (LanesCoordinator *self,
                         LanesLeg *leg,
                         LanesSpanReason reason,
                         gint64 begin_us)
{
  LanesSpan span = {
    .begin_us = begin_us,
    .end_us = -1,
    .cpu_us = -1,
    .task = (gint32) leg->task,
    .worker = -1,
    .step = leg->first_step,
    .kind = LANES_SPAN_QUEUED,
    .status = LANES_SPAN_OPEN,
    .reason = reason,
    .attempt = 1,
  };

  leg->queued_span = lanes_trace_append (self->context.trace, &span);
}

static LanesSpanReason
lanes_coordinator_reason_for (LanesCarrierKind carrier)
{
  return carrier == LANES_CARRIER_LOOP ? LANES_REASON_LOOP : LANES_REASON_WORKER;
}

static void
lanes_coordinator_submit (LanesCoordinator *self, LanesLegList lists[LANES_N_CARRIER_KINDS])
{
  for (guint i = 0; i < LANES_N_CARRIER_KINDS; i++)
    {
      if (lists[i].first != NULL)
        lanes_carrier_submit (self->carriers[i], lists[i].first);
      lists[i] = (LanesLegList){ NULL, NULL };
    }
}

static void
lanes_coordinator_begin_tasks (LanesCoordinator *self)
{
  LanesLegList lists[LANES_N_CARRIER_KINDS] = { { NULL, NULL } };

  self->n_in_phase = self->n_tasks;
  for (guint task = 0; task < self->n_tasks; task++)
    {
      LanesLeg *leg = &self->legs[task];
      LanesCarrierKind carrier;

      leg->task = task;
      leg->queued_span = LANES_SPAN_DROPPED;
      carrier = lanes_coordinator_cut_leg (self, leg, 0);
      lanes_coordinator_queue (self, leg, lanes_coordinator_reason_for (carrier), 0);
      lanes_leg_list_append (&lists[carrier], leg);
      /* The first are carried out while the last are made. */
      if ((task + 1) % SUBMIT_LEGS == 0)
        lanes_coordinator_submit (self, lists);
    }

  lanes_coordinator_submit (self, lists);
}

static void
lanes_coordinator_end_task (LanesCoordinator *self, LanesLeg *leg)
{
  LanesOutcome outcome = {
    .status = leg->status,
    .result_kind = leg->result_kind,
    .result = leg->result,
    .pid = leg->pid,
    .error = leg->error,
  };

  lanes_run_set_outcome (self->context.run, leg->task, &outcome);
  lanes_leg_clear (leg);
  self->n_ended++;
}

static gboolean
lanes_coordinator_has_more (LanesCoordinator *self, const LanesLeg *leg)
{
  guint next = leg->first_step + leg->n_steps;

  return leg->status == LANES_TASK_DONE &&
         next < lanes_workload_get_n_steps (self->context.workload, leg->task);
}

static void
lanes_coordinator_end_leg (LanesCoordinator *self,
                           LanesLeg *leg,
                           LanesLegList lists[LANES_N_CARRIER_KINDS])
{
  LanesCarrierKind carrier;

  self->n_in_phase--;

  if (!lanes_coordinator_has_more (self, leg))
    {
      lanes_coordinator_end_task (self, leg);
      return;
    }

  carrier = lanes_coordinator_cut_leg (self, leg, leg->first_step + leg->n_steps);
  if (self->phased)
    {
      lanes_coordinator_queue (self, leg, LANES_REASON_PHASE,
                               lanes_trace_now (self->context.trace));
      self->held[leg->task] = TRUE;
      return;
    }

  lanes_coordinator_queue (self, leg, lanes_coordinator_reason_for (carrier),
                           lanes_trace_now (self->context.trace));
  self->n_in_phase++;
  lanes_leg_list_append (&lists[carrier], leg);
}

/* The phase has ended for every task: the next one begins, in the order of the tasks. */
static void
lanes_coordinator_release_phase (LanesCoordinator *self, LanesLegList lists[LANES_N_CARRIER_KINDS])
{
  gint64 now_us = lanes_trace_now (self->context.trace);

  for (guint task = 0; task < self->n_tasks; task++)
    {
      LanesLeg *leg = &self->legs[task];
      LanesCarrierKind carrier;

      if (!self->held[task])
        continue;

      self->held[task] = FALSE;
      carrier = lanes_coordinator_carrier_of (self, task, leg->first_step);
      lanes_trace_end (self->context.trace, leg->queued_span, now_us, LANES_SPAN_DONE, -1);
      lanes_coordinator_queue (self, leg, lanes_coordinator_reason_for (carrier), now_us);
      self->n_in_phase++;
      lanes_leg_list_append (&lists[carrier], leg);
    }
}

static void
lanes_coordinator_take_legs (LanesLeg *legs, gpointer user_data)
{
  LanesCoordinator *self = user_data;
  LanesLegList lists[LANES_N_CARRIER_KINDS] = { { NULL, NULL } };

  while (legs != NULL)
    {
      LanesLeg *leg = legs;

      legs = leg->next;
      lanes_coordinator_end_leg (self, leg, lists);
    }

  if (self->n_ended == self->n_tasks)
    {
      g_main_loop_quit (self->loop);
      return;
    }

  /* A run that was halted begins nothing more: what is ready ends with it. */
  if (lanes_stopper_is_stopped (self->context.stopper))
    return;

  if (self->phased && self->n_in_phase == 0)
    lanes_coordinator_release_phase (self, lists);

  lanes_coordinator_submit (self, lists);
}

static gboolean
lanes_coordinator_halted_cb (gpointer user_data)
{
  LanesCoordinator *self = user_data;

  g_main_loop_quit (self->loop);

  return G_SOURCE_REMOVE;
}

static gboolean
lanes_coordinator_dispatch_halted (GSource *source, GSourceFunc callback, gpointer user_data)
{
  return callback (user_data);
}

/* Not a cancellable's source, which GLib 2.74 may not give back when one thread destroys it
 * while another cancels. */
static GSourceFuncs lanes_coordinator_halted_funcs = { .dispatch =
                                                           lanes_coordinator_dispatch_halted };

static gboolean
lanes_coordinator_sample_cb (gpointer user_data)
{
  LanesCoordinator *self = user_data;

  lanes_usage_meter_sample_memory (self->context.usage);

  return G_SOURCE_CONTINUE;
}

static void
lanes_coordinator_attach (LanesCoordinator *self, GSource *source, GSourceFunc func)
{
  g_source_set_callback (source, func, self, NULL);
  g_source_attach (source, self->main_context);
}

static LanesCarrier *
lanes_coordinator_make_carrier (LanesCoordinator *self, LanesCarrierKind kind)
{
  guint width = lanes_workload_get_pool_width (self->context.workload, kind, self->context.options);

  switch (kind)
    {
    case LANES_CARRIER_INLINE:
      return lanes_inline_carrier_new (&self->context);
    case LANES_CARRIER_THREADS:
      return lanes_thread_carrier_new (&self->context, width);
    case LANES_CARRIER_PROCESSES:
      return lanes_process_carrier_new (&self->context, width);
    case LANES_CARRIER_LOOP:
    default:
      return lanes_loop_carrier_new (&self->context);
    }
}

/* Whether any step of the workload goes to that carrier: a pool that carries nothing is not
 * started. */
static gboolean
lanes_coordinator_needs (LanesCoordinator *self, LanesCarrierKind kind)
{
  for (guint step = 0; step < LANES_N_STEP_KINDS; step++)
    {
      if (self->model->carriers[step] == kind &&
          lanes_workload_has_kind (self->context.workload, step))
        return TRUE;
    }

  return FALSE;
}

/* Children take a while, and the cores, to start: what does not need them begins before. */
static gboolean
lanes_coordinator_start (LanesCoordinator *self, GError **error)
{
  for (guint kind = 0; kind < LANES_N_CARRIER_KINDS; kind++)
    {
      if (self->carriers[kind] == NULL || kind == LANES_CARRIER_PROCESSES)
        continue;
      if (!lanes_carrier_start (self->carriers[kind], error))
        return FALSE;
    }

  lanes_coordinator_begin_tasks (self);

  return self->carriers[LANES_CARRIER_PROCESSES] == NULL ||
         lanes_carrier_start (self->carriers[LANES_CARRIER_PROCESSES], error);
}

static void
lanes_coordinator_stop_carriers (LanesCoordinator *self)
{
  for (guint kind = 0; kind < LANES_N_CARRIER_KINDS; kind++)
    {
      if (self->carriers[kind] == NULL)
        continue;

      lanes_carrier_stop (self->carriers[kind]);
      g_clear_object (&self->carriers[kind]);
    }

  /* What the carriers gave back. */
  while (g_main_context_iteration (self->main_context, FALSE))
    ;
}

static void
lanes_coordinator_cancel_rest (LanesCoordinator *self)
{
  const LanesOutcome outcome = { .status = LANES_TASK_CANCELLED };

  if (self->n_ended == self->n_tasks)
    return;

  for (guint task = 0; task < self->n_tasks; task++)
    {
      lanes_run_set_outcome (self->context.run, task, &outcome);
      lanes_leg_clear (&self->legs[task]);
    }
}

static void
lanes_coordinator_finish_run (LanesCoordinator *self)
{
  LanesRun *run = self->context.run;
  LanesUsage usage;

  lanes_coordinator_cancel_rest (self);
  lanes_trace_close_open (self->context.trace, lanes_trace_now (self->context.trace),
                          LANES_SPAN_CANCELLED);

  lanes_usage_meter_set_connections (self->context.usage,
                                     lanes_gate_get_peak (self->context.connections));
  lanes_usage_meter_sample_memory (self->context.usage);
  lanes_usage_meter_add_thread (self->context.usage);
  lanes_usage_meter_read (self->context.usage, &usage);
  lanes_run_set_usage (run, &usage);

  if (self->failure != NULL)
    lanes_run_finish (run, LANES_RUN_FAILED, self->failure->message);
  else if (lanes_run_count_outcomes (run, LANES_TASK_CANCELLED) > 0)
    lanes_run_finish (run, LANES_RUN_CANCELLED, NULL);
  else if (lanes_run_count_outcomes (run, LANES_TASK_FAILED) > 0)
    lanes_run_finish (run, LANES_RUN_FAILED, NULL);
  else
    lanes_run_finish (run, LANES_RUN_COMPLETED, NULL);
}

/* Memory that the run writes to. What the system takes to give it is none of the run's time. */
static void
lanes_coordinator_make_room (LanesCoordinator *self)
{
  guint64 n_spans = 0;

  for (guint task = 0; task < self->n_tasks; task++)
    n_spans +=
        SPANS_A_TASK + SPANS_A_STEP * lanes_workload_get_n_steps (self->context.workload, task);

  lanes_trace_reserve (self->context.trace, (guint32) MIN (n_spans, SPANS_ROOM_MAX));
  lanes_platform_touch_memory (self->legs, self->n_tasks * sizeof (LanesLeg));
}

/**
 * lanes_coordinator_prepare:
 * @self: a coordinator
 *
 * All that comes before the run; t = 0 is when this returns. Once, in the thread that calls
 * lanes_coordinator_run() next. No other thread may have the run until then.
 */
void
lanes_coordinator_prepare (LanesCoordinator *self)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (self->loop == NULL);

  g_main_context_push_thread_default (self->main_context);
  self->loop = g_main_loop_new (self->main_context, FALSE);
  self->context.mailbox = lanes_mailbox_new (self->main_context, lanes_coordinator_take_legs, self);
  for (guint kind = 0; kind < LANES_N_CARRIER_KINDS; kind++)
    {
      if (lanes_coordinator_needs (self, kind))
        self->carriers[kind] = lanes_coordinator_make_carrier (self, kind);
    }
  lanes_coordinator_make_room (self);
  lanes_trace_set_origin (self->context.trace, g_get_monotonic_time ());
}

/**
 * lanes_coordinator_run:
 * @self: a coordinator that is prepared
 *
 * Carries the run out. Blocks the calling thread, which is the run's coordinator thread from
 * here on, until every task has ended or the run was cancelled. No thread, child, socket or
 * temporary file is left then. Called once.
 */
void
lanes_coordinator_run (LanesCoordinator *self)
{
  g_autoptr (GSource) sampler = NULL;
  g_autoptr (GError) error = NULL;

  g_return_if_fail (self != NULL);
  g_return_if_fail (self->loop != NULL);

  sampler = g_timeout_source_new (MEMORY_INTERVAL_MS);
  lanes_coordinator_attach (self, sampler, lanes_coordinator_sample_cb);

  if (!lanes_coordinator_start (self, &error))
    lanes_coordinator_fail (self, g_steal_pointer (&error));

  g_main_loop_run (self->loop);
  lanes_coordinator_stop_carriers (self);

  g_source_destroy (sampler);
  g_source_destroy (self->halted);
  lanes_coordinator_finish_run (self);
  g_clear_pointer (&self->context.mailbox, lanes_mailbox_free);
  g_main_context_pop_thread_default (self->main_context);
}

/**
 * lanes_coordinator_cancel:
 * @self: a coordinator
 *
 * Ends the run early: its tasks end as cancelled, those that have ended keep their results.
 * Any thread, any number of times, also before lanes_coordinator_run().
 */
void
lanes_coordinator_cancel (LanesCoordinator *self)
{
  g_return_if_fail (self != NULL);

  lanes_coordinator_halt (self);
}

/**
 * lanes_coordinator_new:
 * @run: a run that has just begun; its trace, outcomes and workers are written
 * @endpoint_url: (nullable): base URL of the endpoint
 * @built_in_url: (nullable): base URL of the built-in server
 *
 * Any thread.
 *
 * Returns: (transfer full): a coordinator
 */
LanesCoordinator *
lanes_coordinator_new (LanesRun *run, const char *endpoint_url, const char *built_in_url)
{
  LanesCoordinator *self;
  const LanesOptions *options;

  g_return_val_if_fail (LANES_IS_RUN (run), NULL);

  options = lanes_run_get_options (run);
  self = g_new0 (LanesCoordinator, 1);
  g_mutex_init (&self->lock);
  self->main_context = g_main_context_new ();
  self->halted = g_source_new (&lanes_coordinator_halted_funcs, sizeof (GSource));
  g_source_set_static_name (self->halted, "lanes halted");
  lanes_coordinator_attach (self, self->halted, lanes_coordinator_halted_cb);
  self->model = lanes_run_get_model (run);
  self->n_tasks = lanes_run_get_n_tasks (run);
  self->phased = self->model->has_schedule && options->schedule == LANES_SCHEDULE_PHASED;
  self->legs = lanes_platform_alloc_pages (self->n_tasks * sizeof (LanesLeg));
  self->held = self->phased ? g_new0 (gboolean, self->n_tasks) : NULL;
  self->context = (LanesRunContext){
    .run = g_object_ref (run),
    .trace = lanes_run_get_trace (run),
    .workload = lanes_run_get_workload (run),
    .options = options,
    .endpoint_url = g_strdup (endpoint_url),
    .built_in_url = g_strdup (built_in_url),
    .cancellable = g_cancellable_new (),
    .stopper = lanes_stopper_new (),
    .connections = lanes_gate_new (options->connections),
    .usage = lanes_usage_meter_new (),
    .coordinator = self->main_context,
    .fail = lanes_coordinator_fail,
    .fail_data = self,
  };

  return self;
}

/**
 * lanes_coordinator_free:
 * @self: (transfer full): a coordinator that does not run
 */
void
lanes_coordinator_free (LanesCoordinator *self)
{
  g_return_if_fail (self != NULL);

  g_clear_pointer (&self->loop, g_main_loop_unref);
  g_source_destroy (self->halted);
  g_clear_pointer (&self->halted, g_source_unref);
  g_clear_pointer (&self->main_context, g_main_context_unref);
  lanes_platform_free_pages (self->legs, self->n_tasks * sizeof (LanesLeg));
  g_clear_pointer (&self->held, g_free);
  g_clear_error (&self->failure);
  g_clear_pointer (&self->context.endpoint_url, g_free);
  g_clear_pointer (&self->context.built_in_url, g_free);
  g_clear_object (&self->context.cancellable);
  g_clear_pointer (&self->context.stopper, lanes_stopper_free);
  g_clear_pointer (&self->context.connections, lanes_gate_free);
  g_clear_pointer (&self->context.usage, lanes_usage_meter_free);
  g_clear_object (&self->context.run);
  g_mutex_clear (&self->lock);
  g_free (self);
}
