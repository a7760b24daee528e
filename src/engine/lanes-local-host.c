/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-local-host.h"

#include <unistd.h>

static gint64
lanes_local_host_now (LanesWorkHost *host)
{
  return lanes_trace_now (((LanesLocalHost *) host)->context->trace);
}

static guint32
lanes_local_host_begin (LanesWorkHost *host, const LanesSpan *span)
{
  return lanes_trace_append (((LanesLocalHost *) host)->context->trace, span);
}

static void
lanes_local_host_end (LanesWorkHost *host,
                      guint32 token,
                      gint64 end_us,
                      LanesSpanStatus status,
                      gint64 cpu_us)
{
  lanes_trace_end (((LanesLocalHost *) host)->context->trace, token, end_us, status, cpu_us);
}

static void
lanes_local_host_record (LanesWorkHost *host, const LanesSpan *span)
{
  lanes_trace_append (((LanesLocalHost *) host)->context->trace, span);
}

static gboolean
lanes_local_host_wait_until (LanesWorkHost *host, gint64 at_us)
{
  LanesRunContext *context = ((LanesLocalHost *) host)->context;

  return lanes_stopper_wait_until (context->stopper,
                                   lanes_trace_get_origin (context->trace) + at_us);
}

static gboolean
lanes_local_host_is_stopped (LanesWorkHost *host)
{
  return lanes_stopper_is_stopped (((LanesLocalHost *) host)->context->stopper);
}

static gboolean
lanes_local_host_try_enter_connection (LanesWorkHost *host)
{
  return lanes_gate_try_enter (((LanesLocalHost *) host)->context->connections);
}

static gboolean
lanes_local_host_enter_connection (LanesWorkHost *host)
{
  return lanes_gate_enter (((LanesLocalHost *) host)->context->connections);
}

static void
lanes_local_host_leave_connection (LanesWorkHost *host)
{
  lanes_gate_leave (((LanesLocalHost *) host)->context->connections);
}

/**
 * lanes_local_host_init:
 * @self: a host
 * @context: of the run
 * @worker: index of the worker that the calling thread is
 */
void
lanes_local_host_init (LanesLocalHost *self, LanesRunContext *context, int worker)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (context != NULL);

  *self = (LanesLocalHost){
    .parent = {
      .now = lanes_local_host_now,
      .begin = lanes_local_host_begin,
      .end = lanes_local_host_end,
      .record = lanes_local_host_record,
      .wait_until = lanes_local_host_wait_until,
      .is_stopped = lanes_local_host_is_stopped,
      .try_enter_connection = lanes_local_host_try_enter_connection,
      .enter_connection = lanes_local_host_enter_connection,
      .leave_connection = lanes_local_host_leave_connection,
      .workload = context->workload,
      .options = context->options,
      .endpoint_url = context->endpoint_url,
      .built_in_url = context->built_in_url,
      .cancellable = context->cancellable,
      .worker = worker,
      .pid = getpid (),
    },
    .context = context,
  };
}

/**
 * lanes_local_host_clear:
 * @self: a host
 *
 * Closes its connections. In the thread that used it.
 */
void
lanes_local_host_clear (LanesLocalHost *self)
{
  g_return_if_fail (self != NULL);

  g_clear_pointer (&self->parent.fetcher, lanes_fetcher_free);
}

/**
 * lanes_local_host_carry:
 * @self: a host
 * @leg: a leg that is the calling thread's
 *
 * Ends the leg's queued span and carries the leg out; once the run is stopped, a leg ends as
 * cancelled. Does not post it.
 */
void
lanes_local_host_carry (LanesLocalHost *self, LanesLeg *leg)
{
  LanesTrace *trace = self->context->trace;

  if (lanes_stopper_is_stopped (self->context->stopper))
    {
      leg->status = LANES_TASK_CANCELLED;
      return;
    }

  lanes_trace_end (trace, leg->queued_span, lanes_trace_now (trace), LANES_SPAN_DONE, -1);
  lanes_work_carry (&self->parent, leg);
}
