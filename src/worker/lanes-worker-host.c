/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-worker-host.h"

#include <errno.h>
#include <unistd.h>

/* Frames gather for so long, or until there are so many bytes, while legs are tiny. */
#define GATHER_US    1000
#define GATHER_BYTES (16 * 1024)

static gint64
lanes_worker_host_now (LanesWorkHost *host)
{
  return g_get_monotonic_time () - ((LanesWorkerHost *) host)->setup->origin_us;
}

void
lanes_worker_host_flush (LanesWorkerHost *self)
{
  gsize at = 0;

  while (at < self->out->len)
    {
      gssize n = write (self->fd, self->out->data + at, self->out->len - at);

      if (n < 0 && errno == EINTR)
        continue;
      /* Nobody listens any more; nobody would see a status either. */
      if (n < 0)
        _exit (1);
      at += (gsize) n;
    }
  g_byte_array_set_size (self->out, 0);
  self->flushed_us = g_get_monotonic_time ();
}

void
lanes_worker_host_flush_when_due (LanesWorkerHost *self)
{
  if (self->out->len >= GATHER_BYTES || g_get_monotonic_time () - self->flushed_us >= GATHER_US)
    lanes_worker_host_flush (self);
}

/* A span that waits for its leg's last frame goes first when another comes. */
static void
lanes_worker_host_send_record (LanesWorkerHost *self)
{
  if (self->record.type == LANES_FRAME_NONE)
    return;

  lanes_frame_append (self->out, &self->record, NULL);
  self->record.type = LANES_FRAME_NONE;
}

void
lanes_worker_host_send (LanesWorkerHost *self, const LanesFrame *frame)
{
  lanes_worker_host_send_record (self);
  lanes_frame_append (self->out, frame, NULL);
}

static LanesFrame
frame_of (LanesFrameType type, const LanesSpan *span)
{
  return (LanesFrame){
    .type = type,
    .task = (guint32) span->task,
    .step = span->step,
    .kind = span->kind,
    .status = span->status,
    .packed = lanes_frame_pack (MIN (span->attempt, 15), span->reason),
    .begin_us = span->begin_us,
    .end_us = span->end_us,
    .cpu_us = span->cpu_us,
  };
}

/* Whatever has begun takes its time, so the parent is told at once. */
static guint32
lanes_worker_host_begin (LanesWorkHost *host, const LanesSpan *span)
{
  LanesWorkerHost *self = (LanesWorkerHost *) host;
  const LanesFrame frame = frame_of (LANES_FRAME_BEGIN, span);

  lanes_worker_host_send (self, &frame);
  lanes_worker_host_flush (self);

  return 0;
}

static void
lanes_worker_host_end (LanesWorkHost *host,
                       guint32 token,
                       gint64 end_us,
                       LanesSpanStatus status,
                       gint64 cpu_us)
{
  const LanesFrame frame = {
    .type = LANES_FRAME_END,
    .status = status,
    .end_us = end_us,
    .cpu_us = cpu_us,
  };

  lanes_worker_host_send ((LanesWorkerHost *) host, &frame);
}

static void
lanes_worker_host_record (LanesWorkHost *host, const LanesSpan *span)
{
  LanesWorkerHost *self = (LanesWorkerHost *) host;

  lanes_worker_host_send_record (self);
  self->record = frame_of (LANES_FRAME_RECORD, span);
}

static gboolean
lanes_worker_host_wait_until (LanesWorkHost *host, gint64 at_us)
{
  LanesWorkerHost *self = (LanesWorkerHost *) host;

  return lanes_stopper_wait_until (self->stopper, self->setup->origin_us + at_us);
}

/* The parent ends what is too long by killing us. */
static gboolean
lanes_worker_host_is_stopped (LanesWorkHost *host)
{
  return FALSE;
}

static gboolean
lanes_worker_host_try_enter (LanesWorkHost *host)
{
  return !((LanesWorkerHost *) host)->setup->asks_connection;
}

static gboolean
lanes_worker_host_enter (LanesWorkHost *host)
{
  LanesWorkerHost *self = (LanesWorkerHost *) host;
  const LanesFrame frame = { .type = LANES_FRAME_NEED };

  lanes_worker_host_send (self, &frame);
  lanes_worker_host_flush (self);

  g_mutex_lock (&self->lock);
  while (!self->granted)
    g_cond_wait (&self->cond, &self->lock);
  self->granted = FALSE;
  g_mutex_unlock (&self->lock);

  return TRUE;
}

void
lanes_worker_host_grant (LanesWorkerHost *self)
{
  g_mutex_lock (&self->lock);
  self->granted = TRUE;
  g_cond_signal (&self->cond);
  g_mutex_unlock (&self->lock);
}

static void
lanes_worker_host_leave (LanesWorkHost *host)
{
  LanesWorkerHost *self = (LanesWorkerHost *) host;
  const LanesFrame frame = { .type = LANES_FRAME_LEAVE };

  if (!self->setup->asks_connection)
    return;

  /* Somebody may be waiting for it. */
  lanes_worker_host_send (self, &frame);
  lanes_worker_host_flush (self);
}

/**
 * lanes_worker_host_init:
 * @self: a host
 * @setup: what the parent has said; outlives the host
 * @fd: where frames go to
 *
 * Main thread.
 */
void
lanes_worker_host_init (LanesWorkerHost *self, LanesSetup *setup, int fd)
{
  *self = (LanesWorkerHost){
    .parent = {
      .now = lanes_worker_host_now,
      .begin = lanes_worker_host_begin,
      .end = lanes_worker_host_end,
      .record = lanes_worker_host_record,
      .wait_until = lanes_worker_host_wait_until,
      .is_stopped = lanes_worker_host_is_stopped,
      .try_enter_connection = lanes_worker_host_try_enter,
      .enter_connection = lanes_worker_host_enter,
      .leave_connection = lanes_worker_host_leave,
      .workload = setup->workload,
      .options = setup->options,
      .endpoint_url = setup->endpoint_url,
      .built_in_url = setup->built_in_url,
      .pid = getpid (),
    },
    .setup = setup,
    .stopper = lanes_stopper_new (),
    .fd = fd,
    .out = g_byte_array_new (),
    .flushed_us = g_get_monotonic_time (),
  };
  g_mutex_init (&self->lock);
  g_cond_init (&self->cond);
}

void
lanes_worker_host_clear (LanesWorkerHost *self)
{
  g_clear_pointer (&self->parent.fetcher, lanes_fetcher_free);
  lanes_stopper_free (self->stopper);
  g_byte_array_unref (self->out);
  g_cond_clear (&self->cond);
  g_mutex_clear (&self->lock);
}

/* A failure's message, and what a later leg of the task needs. */
static GVariant *
build_payload (LanesWorkerHost *self, const LanesLeg *leg)
{
  guint end = leg->first_step + leg->n_steps;
  gboolean has_more = end < lanes_workload_get_n_steps (self->setup->workload, leg->task);
  GVariant *body;

  if (leg->status == LANES_TASK_FAILED)
    return g_variant_new (
        "(ms@ay)", leg->error,
        g_variant_new_from_data (G_VARIANT_TYPE_BYTESTRING, NULL, 0, TRUE, NULL, NULL));
  if (!has_more || leg->body == NULL)
    return NULL;
  body = g_variant_new_from_bytes (G_VARIANT_TYPE_BYTESTRING, leg->body, TRUE);

  return g_variant_new ("(ms@ay)", NULL, body);
}

/**
 * lanes_worker_host_carry:
 * @self: a host
 * @leg: a leg; what it found out is cleared
 *
 * Main thread.
 */
void
lanes_worker_host_carry (LanesWorkerHost *self, LanesLeg *leg)
{
  gint64 begin_us = lanes_worker_host_now (&self->parent);
  LanesFrame done;

  lanes_work_carry (&self->parent, leg);

  done = self->record;
  if (done.type == LANES_FRAME_NONE)
    {
      done = (LanesFrame){ .end_us = lanes_worker_host_now (&self->parent) };
      done.packed = leg->result_kind;
    }
  else
    {
      /* The leg's one span, if no other came, travels along. */
      self->record.type = LANES_FRAME_NONE;
      done.packed = lanes_frame_pack (lanes_frame_low (&done), leg->result_kind);
    }
  done.type = LANES_FRAME_DONE;
  done.task = leg->task;
  done.n_steps = leg->status;
  done.value = leg->result;
  done.pid = leg->pid;
  done.leg_begin_us = begin_us;
  lanes_frame_append (self->out, &done, build_payload (self, leg));
  lanes_leg_clear (leg);
}
