/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-child.h"

#include <errno.h>
#include <gio/gunixinputstream.h>
#include <gio/gunixoutputstream.h>
#include <glib-unix.h>
#include <glib/gi18n.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "lanes-programs.h"
#include "lanes-setup.h"
#include "lanes-work.h"

/* A leg that takes less may have others sent after it. */
#define SHORT_US    1000
#define AHEAD_FIRST 4
#define AHEAD_MAX   16
/* Less is the cost of a pipe, and would bury the trace of tiny tasks in spans. */
#define DELIVERY_MIN_US 100
#define READ_SIZE       (64 * 1024)

struct _LanesChild
{
  LanesRunContext *context;
  GSubprocess *process;
  gint32 pid;
  int worker;
  int in_fd; /* what the child writes */
  int out_fd;
  gboolean is_ready;
  gboolean is_closed; /* its output has ended */
  gboolean asks_connection;

  LanesFrameReader *reader;
  GByteArray *out;
  gsize out_at; /* what was written of it */

  GQueue legs; /* sent, in their order; the child works at the first */
  LanesLeg *ended_first;
  LanesLeg *ended_last;
  guint ahead;

  guint32 startup_span;
  guint32 open_span;
  gboolean is_inside; /* of the gate of connections */
  gboolean is_waiting;
  LanesGateFunc granted;
  gpointer granted_data;
};

static void
lanes_child_open_startup (LanesChild *self)
{
  LanesTrace *trace = self->context->trace;
  const LanesSpan span = {
    .begin_us = lanes_trace_now (trace),
    .end_us = -1,
    .cpu_us = -1,
    .task = -1,
    .worker = self->worker,
    .kind = LANES_SPAN_STARTUP,
    .attempt = 1,
  };

  self->startup_span = lanes_trace_append (trace, &span);
}

static gboolean
lanes_child_spawn (LanesChild *self, GError **error)
{
  g_autofree char *program = lanes_programs_find ("lanes-worker", error);
  const char *argv[] = { program, NULL };

  if (program == NULL)
    return FALSE;

  /* With descriptors that may be inherited GLib need not fork, after which each page that a thread
   * of ours writes to costs a fault. Ours are closed on exec, and others' by the worker. */
  self->process =
      g_subprocess_newv (argv,
                         G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE |
                             G_SUBPROCESS_FLAGS_INHERIT_FDS,
                         error);
  if (self->process == NULL)
    return FALSE;

  self->in_fd = g_unix_input_stream_get_fd (
      G_UNIX_INPUT_STREAM (g_subprocess_get_stdout_pipe (self->process)));
  self->out_fd = g_unix_output_stream_get_fd (
      G_UNIX_OUTPUT_STREAM (g_subprocess_get_stdin_pipe (self->process)));
  g_unix_set_fd_nonblocking (self->in_fd, TRUE, NULL);
  g_unix_set_fd_nonblocking (self->out_fd, TRUE, NULL);

  return TRUE;
}

static void
lanes_child_send_setup (LanesChild *self)
{
  const LanesSetup setup = {
    .workload = self->context->workload,
    .options = (LanesOptions *) self->context->options,
    .endpoint_url = self->context->endpoint_url,
    .built_in_url = self->context->built_in_url,
    .origin_us = lanes_trace_get_origin (self->context->trace),
    .asks_connection = self->asks_connection,
  };
  const LanesFrame frame = { .type = LANES_FRAME_SETUP };

  lanes_frame_append (self->out, &frame, lanes_setup_to_variant (&setup));
}

/**
 * lanes_child_new:
 * @context: of the run
 * @number: from 1, for its label
 * @asks_connection: whether each fetch needs a grant
 * @error: of the system
 *
 * Returns: (transfer full): a child that starts up; %NULL with @error set
 */
LanesChild *
lanes_child_new (LanesRunContext *context, guint number, gboolean asks_connection, GError **error)
{
  LanesChild *self = g_new0 (LanesChild, 1);
  const char *pid;

  self->context = context;
  self->asks_connection = asks_connection;
  self->ahead = AHEAD_FIRST;
  self->open_span = LANES_SPAN_DROPPED;
  self->reader = lanes_frame_reader_new ();
  self->out = g_byte_array_new ();
  g_queue_init (&self->legs);
  self->worker = lanes_run_add_worker (context->run, LANES_CARRIER_PROCESSES,
                                       g_strdup_printf ("process %u", number), 0);
  lanes_child_open_startup (self);

  if (!lanes_child_spawn (self, error))
    {
      lanes_trace_end (context->trace, self->startup_span, lanes_trace_now (context->trace),
                       LANES_SPAN_FAILED, -1);
      lanes_child_free (self);
      return NULL;
    }

  lanes_usage_meter_count_process (context->usage);
  /* NULL when it has died already. */
  pid = g_subprocess_get_identifier (self->process);
  self->pid = pid != NULL ? (gint32) g_ascii_strtoll (pid, NULL, 10) : 0;
  lanes_run_set_worker_pid (context->run, (guint) self->worker, self->pid);
  lanes_child_send_setup (self);

  return self;
}

/**
 * lanes_child_free:
 * @self: (transfer full): a child that was reaped
 */
void
lanes_child_free (LanesChild *self)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (self->legs.length == 0);

  g_clear_object (&self->process);
  lanes_frame_reader_free (self->reader);
  g_byte_array_unref (self->out);
  g_free (self);
}

void
lanes_child_set_granted_func (LanesChild *self, LanesGateFunc func, gpointer data)
{
  self->granted = func;
  self->granted_data = data;
}

static void
lanes_child_give_back (LanesChild *self, LanesLeg *leg)
{
  leg->next = NULL;
  if (self->ended_last != NULL)
    self->ended_last->next = leg;
  else
    self->ended_first = leg;
  self->ended_last = leg;
}

static LanesSpan
span_of (LanesChild *self, const LanesFrame *frame)
{
  return (LanesSpan){
    .begin_us = MAX (frame->begin_us, 0),
    .end_us = frame->type == LANES_FRAME_BEGIN ? -1 : MAX (frame->end_us, 0),
    .cpu_us = frame->cpu_us,
    .task = (gint32) frame->task,
    .worker = frame->kind == LANES_SPAN_QUEUED ? -1 : self->worker,
    .step = frame->step,
    .kind = frame->kind,
    .status = frame->status,
    .reason = (guint8) lanes_frame_high (frame),
    .attempt = (guint8) lanes_frame_low (frame),
  };
}

/* Whether a span can be of the leg that the child works at. */
static gboolean
lanes_child_is_span (LanesChild *self, const LanesFrame *frame, const LanesLeg *leg)
{
  return leg != NULL && frame->task == leg->task && frame->step >= leg->first_step &&
         frame->step < leg->first_step + leg->n_steps && frame->kind > LANES_SPAN_NONE &&
         frame->kind < LANES_N_SPAN_KINDS && frame->status < LANES_N_SPAN_STATUSES &&
         lanes_frame_high (frame) < LANES_N_SPAN_REASONS;
}

static void
lanes_child_enter_gate (LanesChild *self)
{
  /* Without grants there are as many connections as workers: there is always room. */
  if (!self->asks_connection)
    self->is_inside = lanes_gate_try_enter (self->context->connections);
}

static void
lanes_child_leave_gate (LanesChild *self)
{
  if (self->is_inside)
    lanes_gate_leave (self->context->connections);
  self->is_inside = FALSE;
}

static gboolean
lanes_child_take_begin (LanesChild *self, const LanesFrame *frame)
{
  LanesTrace *trace = self->context->trace;
  LanesLeg *leg = g_queue_peek_head (&self->legs);
  LanesSpan span = span_of (self, frame);

  if (!lanes_child_is_span (self, frame, leg) || self->open_span != LANES_SPAN_DROPPED)
    return FALSE;

  lanes_trace_end (trace, leg->queued_span, span.begin_us, LANES_SPAN_DONE, -1);
  self->open_span = lanes_trace_append (trace, &span);
  if (frame->kind == LANES_SPAN_FETCH)
    lanes_child_enter_gate (self);

  return TRUE;
}

static gboolean
lanes_child_take_end (LanesChild *self, const LanesFrame *frame)
{
  if (frame->status <= LANES_SPAN_OPEN || frame->status >= LANES_N_SPAN_STATUSES)
    return FALSE;

  lanes_trace_end (self->context->trace, self->open_span, frame->end_us, frame->status,
                   frame->cpu_us);
  self->open_span = LANES_SPAN_DROPPED;
  if (!self->asks_connection)
    lanes_child_leave_gate (self);

  return TRUE;
}

static gboolean
lanes_child_take_record (LanesChild *self, const LanesFrame *frame)
{
  LanesTrace *trace = self->context->trace;
  LanesLeg *leg = g_queue_peek_head (&self->legs);
  LanesSpan span = span_of (self, frame);

  if (!lanes_child_is_span (self, frame, leg) || span.status == LANES_SPAN_OPEN ||
      span.end_us < span.begin_us)
    return FALSE;

  lanes_trace_end (trace, leg->queued_span, span.begin_us, LANES_SPAN_DONE, -1);
  lanes_trace_append (trace, &span);

  return TRUE;
}

static void
lanes_child_record_delivery (LanesChild *self, const LanesLeg *leg, gint64 since_us)
{
  gint64 now_us = lanes_trace_now (self->context->trace);
  const LanesSpan span = {
    .begin_us = since_us,
    .end_us = now_us,
    .cpu_us = -1,
    .task = (gint32) leg->task,
    .worker = self->worker,
    .step = (guint16) (leg->first_step + leg->n_steps - 1),
    .kind = LANES_SPAN_DELIVERY,
    .status = LANES_SPAN_DONE,
    .attempt = 1,
  };

  if (now_us - since_us >= DELIVERY_MIN_US)
    lanes_trace_append (self->context->trace, &span);
}

/* What the leg found out travels with its last frame. */
static gboolean
lanes_child_take_payload (LanesLeg *leg, GBytes *payload)
{
  g_autoptr (GVariant) value = NULL;
  g_autoptr (GVariant) body = NULL;
  g_autofree char *error = NULL;

  if (payload == NULL)
    return leg->status != LANES_TASK_FAILED;

  value = lanes_frame_parse_payload (payload, "(msay)");
  if (value == NULL)
    return FALSE;
  g_variant_get (value, "(ms@ay)", &error, &body);
  if (leg->status == LANES_TASK_FAILED)
    {
      leg->error = g_steal_pointer (&error);
      return leg->error != NULL;
    }
  leg->body = g_variant_get_data_as_bytes (body);

  return TRUE;
}

static void
lanes_child_learn (LanesChild *self, gint64 took_us)
{
  self->ahead = took_us < SHORT_US ? MIN (self->ahead * 2, AHEAD_MAX) : 1;
}

static gboolean
lanes_child_take_done (LanesChild *self, const LanesFrame *frame, GBytes *payload)
{
  LanesTrace *trace = self->context->trace;
  LanesLeg *leg = g_queue_peek_head (&self->legs);
  guint result_kind = frame->kind == LANES_SPAN_NONE ? frame->packed : lanes_frame_high (frame);

  if (leg == NULL || frame->task != leg->task || frame->n_steps <= LANES_TASK_PENDING ||
      frame->n_steps > LANES_TASK_CANCELLED || result_kind > LANES_RESULT_TOTAL_CENTS)
    return FALSE;

  if (frame->kind != LANES_SPAN_NONE)
    {
      LanesFrame span = *frame;

      /* The span's own reason is none: the half byte holds the result's kind. */
      span.packed = lanes_frame_pack (lanes_frame_low (frame), LANES_REASON_NONE);
      if (!lanes_child_take_record (self, &span))
        return FALSE;
    }

  lanes_trace_end (trace, leg->queued_span, frame->leg_begin_us, LANES_SPAN_DONE, -1);
  lanes_leg_clear (leg);
  leg->status = (guint8) frame->n_steps;
  if (!lanes_child_take_payload (leg, payload))
    return FALSE;
  if (leg->status == LANES_TASK_DONE)
    {
      leg->result_kind = (guint8) result_kind;
      leg->result = frame->value;
      leg->pid = frame->pid;
    }

  g_queue_pop_head (&self->legs);
  lanes_child_record_delivery (self, leg, frame->end_us);
  lanes_child_learn (self, frame->end_us - frame->leg_begin_us);
  lanes_child_give_back (self, leg);

  return TRUE;
}

static void
lanes_child_take_need (LanesChild *self)
{
  if (lanes_gate_enter_async (self->context->connections, self->granted, self->granted_data))
    lanes_child_grant (self);
  else
    self->is_waiting = TRUE;
}

static gboolean
lanes_child_take_frame (LanesChild *self, const LanesFrame *frame, GBytes *payload)
{
  LanesTrace *trace = self->context->trace;

  switch (frame->type)
    {
    case LANES_FRAME_READY:
      self->is_ready = TRUE;
      lanes_trace_end (trace, self->startup_span, frame->begin_us, LANES_SPAN_DONE, -1);
      return TRUE;
    case LANES_FRAME_BEGIN:
      return lanes_child_take_begin (self, frame);
    case LANES_FRAME_END:
      return lanes_child_take_end (self, frame);
    case LANES_FRAME_RECORD:
      return lanes_child_take_record (self, frame);
    case LANES_FRAME_NEED:
      if (!self->asks_connection || self->is_inside || self->is_waiting)
        return FALSE;
      lanes_child_take_need (self);
      return TRUE;
    case LANES_FRAME_LEAVE:
      lanes_child_leave_gate (self);
      return TRUE;
    case LANES_FRAME_DONE:
      return lanes_child_take_done (self, frame, payload);
    case LANES_FRAME_USAGE:
      lanes_usage_meter_add_child (self->context->usage, frame->cpu_us, frame->value,
                                   frame->begin_us);
      return TRUE;
    default:
      return FALSE;
    }
}

static gboolean
lanes_child_take_frames (LanesChild *self)
{
  LanesFrameRead read;

  do
    {
      g_autoptr (GBytes) payload = NULL;
      LanesFrame frame;

      read = lanes_frame_reader_next (self->reader, &frame, &payload);
      if (read == LANES_FRAME_READ_ONE && !lanes_child_take_frame (self, &frame, payload))
        return FALSE;
    }
  while (read == LANES_FRAME_READ_ONE);

  return read == LANES_FRAME_READ_MORE;
}

static gboolean
lanes_child_read (LanesChild *self)
{
  guint8 bytes[READ_SIZE];
  gssize n;

  do
    n = read (self->in_fd, bytes, sizeof bytes);
  while (n < 0 && errno == EINTR);

  if (n < 0)
    return errno == EAGAIN;
  if (n == 0)
    return FALSE;

  lanes_frame_reader_feed (self->reader, bytes, (gsize) n);

  return lanes_child_take_frames (self);
}

void
lanes_child_flush (LanesChild *self)
{
  while (self->out_at < self->out->len)
    {
      gssize n =
          write (self->out_fd, self->out->data + self->out_at, self->out->len - self->out_at);

      if (n < 0 && errno == EINTR)
        continue;
      /* A child that is gone shows when we read. */
      if (n < 0)
        return;
      self->out_at += (gsize) n;
    }

  g_byte_array_set_size (self->out, 0);
  self->out_at = 0;
}

/**
 * lanes_child_turn:
 * @self: a child
 * @wake_fd: a pipe that wakes the caller; what is in it is read; -1: none
 * @timeout_ms: how long to wait; -1: for ever
 *
 * Returns: %FALSE when the child has closed its output, or said what it cannot say
 */
gboolean
lanes_child_turn (LanesChild *self, int wake_fd, int timeout_ms)
{
  GPollFD fds[3] = {
    { .fd = self->in_fd, .events = G_IO_IN },
    { .fd = wake_fd, .events = G_IO_IN },
    { .fd = self->out_fd, .events = G_IO_OUT },
  };
  gboolean has_more;

  lanes_child_flush (self);
  has_more = self->out->len > 0;
  if (g_poll (fds, has_more ? 3 : 2, timeout_ms) <= 0)
    return TRUE;

  if (fds[1].revents != 0)
    {
      char drop[64];

      while (read (wake_fd, drop, sizeof drop) == sizeof drop)
        ;
    }
  if ((fds[0].revents & (G_IO_IN | G_IO_HUP | G_IO_ERR)) != 0)
    return lanes_child_read (self);

  return TRUE;
}

gboolean
lanes_child_is_ready (LanesChild *self)
{
  return self->is_ready;
}

guint
lanes_child_get_n_legs (LanesChild *self)
{
  return self->legs.length;
}

guint
lanes_child_get_ahead (LanesChild *self)
{
  return self->ahead;
}

/* Whether all that it did lately was short. */
gboolean
lanes_child_is_quick (LanesChild *self)
{
  return self->ahead == AHEAD_MAX;
}

gboolean
lanes_child_has_ended (LanesChild *self)
{
  return self->ended_first != NULL;
}

/**
 * lanes_child_is_short:
 * @self: a child
 * @leg: a leg
 *
 * Returns: whether the leg asks for so little time that another may wait behind it
 */
gboolean
lanes_child_is_short (LanesChild *self, const LanesLeg *leg)
{
  gint64 asked_us = lanes_work_get_asked (self->context->workload, self->context->options, leg);

  return asked_us >= 0 && asked_us < SHORT_US;
}

/**
 * lanes_child_take_ended:
 * @self: a child
 * @last: (out): the last of the list
 *
 * Returns: (nullable): legs that have ended, linked by next
 */
LanesLeg *
lanes_child_take_ended (LanesChild *self, LanesLeg **last)
{
  *last = g_steal_pointer (&self->ended_last);

  return g_steal_pointer (&self->ended_first);
}

/**
 * lanes_child_send:
 * @self: a child
 * @leg: the child's until it is taken again
 *
 * Written with the next turn.
 */
void
lanes_child_send (LanesChild *self, LanesLeg *leg)
{
  const LanesFrame frame = {
    .type = LANES_FRAME_WORK,
    .task = leg->task,
    .step = leg->first_step,
    .n_steps = leg->n_steps,
    /* An empty body has an empty payload, and is not none. */
    .value = leg->body != NULL,
  };
  GVariant *body = NULL;

  if (leg->body != NULL)
    body = g_variant_new_from_bytes (G_VARIANT_TYPE_BYTESTRING, leg->body, TRUE);
  lanes_frame_append (self->out, &frame, body);
  g_queue_push_tail (&self->legs, leg);
}

/* The child may open its connection. */
void
lanes_child_grant (LanesChild *self)
{
  const LanesFrame frame = { .type = LANES_FRAME_GRANT };

  self->is_waiting = FALSE;
  self->is_inside = TRUE;
  lanes_frame_append (self->out, &frame, NULL);
}

void
lanes_child_say_bye (LanesChild *self)
{
  const LanesFrame frame = { .type = LANES_FRAME_BYE };

  lanes_frame_append (self->out, &frame, NULL);
}

static char *
describe_end (GSubprocess *process)
{
  if (g_subprocess_get_if_signaled (process))
    {
      int number = g_subprocess_get_term_sig (process);

      return g_strdup_printf (_ ("was killed by signal %d (%s)"), number, g_strsignal (number));
    }

  return g_strdup_printf (_ ("ended with status %d"), g_subprocess_get_exit_status (process));
}

/**
 * lanes_child_reap:
 * @self: a child
 * @force: whether to kill it first
 * @status: how its open spans end
 *
 * Waits for the process; leaves the gate of connections.
 *
 * Returns: (transfer full): how it ended, for people
 */
char *
lanes_child_reap (LanesChild *self, gboolean force, LanesSpanStatus status)
{
  LanesTrace *trace = self->context->trace;
  gint64 now_us;

  if (force)
    g_subprocess_force_exit (self->process);
  g_subprocess_wait (self->process, NULL, NULL);

  now_us = lanes_trace_now (trace);
  lanes_trace_end (trace, self->startup_span, now_us, status, -1);
  lanes_trace_end (trace, self->open_span, now_us, status, -1);
  self->open_span = LANES_SPAN_DROPPED;
  if (self->is_waiting && !lanes_gate_cancel (self->context->connections, self->granted_data))
    self->is_inside = TRUE;
  self->is_waiting = FALSE;
  lanes_child_leave_gate (self);

  return describe_end (self->process);
}

gint32
lanes_child_get_pid (LanesChild *self)
{
  return self->pid;
}

/* (nullable): the leg that it worked at. */
LanesLeg *
lanes_child_take_begun (LanesChild *self)
{
  return self->is_ready ? g_queue_pop_head (&self->legs) : NULL;
}

/* (nullable): one leg after another that it had not come to. */
LanesLeg *
lanes_child_take_rest (LanesChild *self)
{
  return g_queue_pop_head (&self->legs);
}
