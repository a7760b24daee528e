/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-worker.h"

#include <errno.h>
#include <locale.h>
#include <signal.h>
#include <unistd.h>

#include "lanes-worker-host.h"
#include "platform/lanes-platform.h"

#define READ_SIZE 65536

typedef struct
{
  LanesSetup setup;
  LanesWorkerHost host;
  LanesFrameReader *reader;

  GMutex lock; /* for what follows */
  GCond cond;  /* for the main thread */
  GQueue legs;
  gboolean is_leaving;
  GCond reader_cond;
  gboolean is_busy;    /* the main thread works at what may take long */
  gboolean is_reading; /* the reading thread is at the input, and the only one */
} LanesWorkerProcess;

/* The parent is gone, or has said what it cannot say: at once, also in mid-compute. */
static void G_GNUC_NORETURN
leave (const char *complaint)
{
  if (complaint != NULL)
    g_printerr ("lanes-worker: %s\n", complaint);
  _exit (complaint != NULL ? 1 : 0);
}

/* Blocks until there is more. */
static void
read_bytes (LanesWorkerProcess *self)
{
  guint8 bytes[READ_SIZE];
  gssize n;

  do
    n = read (STDIN_FILENO, bytes, sizeof bytes);
  while (n < 0 && errno == EINTR);
  if (n <= 0)
    leave (NULL);

  lanes_frame_reader_feed (self->reader, bytes, (gsize) n);
}

/* FALSE: there is no whole frame yet. */
static gboolean
next_frame (LanesWorkerProcess *self, LanesFrame *frame, GBytes **payload)
{
  LanesFrameRead found = lanes_frame_reader_next (self->reader, frame, payload);

  if (found == LANES_FRAME_READ_BROKEN)
    leave ("standard input is no stream of frames; this program is for Lanes alone");

  return found == LANES_FRAME_READ_ONE;
}

static LanesLeg *
leg_of (LanesWorkerProcess *self, const LanesFrame *frame, GBytes *payload)
{
  LanesWorkload *workload = self->setup.workload;
  LanesLeg *leg;

  if (frame->task >= lanes_workload_get_n_tasks (workload) || frame->n_steps == 0 ||
      frame->step + frame->n_steps > (int) lanes_workload_get_n_steps (workload, frame->task))
    leave ("there is no such task or step");

  leg = g_new0 (LanesLeg, 1);
  leg->task = frame->task;
  leg->first_step = frame->step;
  leg->n_steps = frame->n_steps;
  if (payload != NULL)
    {
      g_autoptr (GVariant) body = lanes_frame_parse_payload (payload, "ay");

      if (body == NULL)
        leave ("the payload of a leg is not in order");
      leg->body = g_variant_get_data_as_bytes (body);
    }
  else if (frame->value != 0)
    leg->body = g_bytes_new (NULL, 0);

  return leg;
}

/* Legs gather in @legs. */
static void
take_frame (LanesWorkerProcess *self, const LanesFrame *frame, GBytes *payload, GQueue *legs)
{
  switch (frame->type)
    {
    case LANES_FRAME_WORK:
      g_queue_push_tail (legs, leg_of (self, frame, payload));
      return;
    case LANES_FRAME_GRANT:
      lanes_worker_host_grant (&self->host);
      return;
    case LANES_FRAME_BYE:
      g_mutex_lock (&self->lock);
      self->is_leaving = TRUE;
      g_cond_signal (&self->cond);
      g_mutex_unlock (&self->lock);
      return;
    default:
      leave ("a worker takes no such frame");
    }
}

/* All at once: a wake-up for each is dearer than a tiny leg. */
static void
hand_over (LanesWorkerProcess *self, GQueue *legs)
{
  if (legs->length == 0)
    return;

  g_mutex_lock (&self->lock);
  while (legs->length > 0)
    g_queue_push_tail_link (&self->legs, g_queue_pop_head_link (legs));
  /* Otherwise it is the main thread that reads. */
  if (self->is_reading)
    g_cond_signal (&self->cond);
  g_mutex_unlock (&self->lock);
}

static void
take_frames (LanesWorkerProcess *self)
{
  GQueue legs = G_QUEUE_INIT;

  while (TRUE)
    {
      g_autoptr (GBytes) payload = NULL;
      LanesFrame frame;

      if (!next_frame (self, &frame, &payload))
        break;
      take_frame (self, &frame, payload, &legs);
    }
  hand_over (self, &legs);
}

/* Reads while the main thread is busy, so that the process ends with its input, whatever it
 * does. Between legs, and while they are tiny, the main thread reads for itself: handing over
 * from thread to thread is dearer than such legs are. */
static gpointer
read_thread (gpointer data)
{
  LanesWorkerProcess *self = data;

  while (TRUE)
    {
      g_mutex_lock (&self->lock);
      self->is_reading = FALSE;
      g_cond_signal (&self->cond);
      while (!self->is_busy)
        g_cond_wait (&self->reader_cond, &self->lock);
      self->is_reading = TRUE;
      g_mutex_unlock (&self->lock);

      read_bytes (self);
      take_frames (self);
    }

  return NULL;
}

static LanesLeg *
take_leg_locked (LanesWorkerProcess *self)
{
  LanesLeg *leg = g_queue_pop_head (&self->legs);

  if (leg == NULL || lanes_work_get_asked (self->setup.workload, self->setup.options, leg) == 0)
    return leg;

  self->is_busy = TRUE;
  g_cond_signal (&self->reader_cond);

  return leg;
}

/* Waits for a leg; before it waits, what has gathered goes out. NULL: goodbye. */
static LanesLeg *
take_leg (LanesWorkerProcess *self)
{
  LanesLeg *leg;

  g_mutex_lock (&self->lock);
  self->is_busy = FALSE;
  leg = take_leg_locked (self);
  while (leg == NULL && !self->is_leaving)
    {
      gboolean is_reading = self->is_reading;

      g_mutex_unlock (&self->lock);
      lanes_worker_host_flush (&self->host);
      if (!is_reading)
        {
          read_bytes (self);
          take_frames (self);
        }
      g_mutex_lock (&self->lock);
      while (self->is_reading && self->legs.length == 0 && !self->is_leaving)
        g_cond_wait (&self->cond, &self->lock);
      leg = take_leg_locked (self);
    }
  g_mutex_unlock (&self->lock);

  return leg;
}

static void
say_goodbye (LanesWorkerProcess *self)
{
  LanesFrame usage = { .type = LANES_FRAME_USAGE };

  lanes_platform_process_usage (&usage.cpu_us, &usage.value, &usage.begin_us);
  lanes_worker_host_send (&self->host, &usage);
  lanes_worker_host_flush (&self->host);
}

static void
work (LanesWorkerProcess *self)
{
  const LanesFrame ready = {
    .type = LANES_FRAME_READY,
    .begin_us = g_get_monotonic_time () - self->setup.origin_us,
  };
  LanesLeg *leg;

  lanes_worker_host_send (&self->host, &ready);
  lanes_worker_host_flush (&self->host);
  take_frames (self);
  while ((leg = take_leg (self)) != NULL)
    {
      lanes_worker_host_carry (&self->host, leg);
      lanes_worker_host_flush_when_due (&self->host);
      g_free (leg);
    }
  say_goodbye (self);
}

/**
 * lanes_worker_main:
 *
 * Main thread.
 *
 * Returns: the exit status
 */
int
lanes_worker_main (void)
{
  LanesWorkerProcess self = { 0 };
  g_autoptr (GBytes) payload = NULL;
  g_autoptr (GError) error = NULL;
  LanesFrame frame;

  /* Who waits in the parent, or elsewhere, for the end of a pipe is not to wait for ours. */
  lanes_platform_close_inherited ();
  setlocale (LC_ALL, "");
  g_set_prgname ("lanes-worker");
  lanes_platform_init_signals ();
  /* A terminal interrupts the whole group; what becomes of us the parent decides. */
  signal (SIGINT, SIG_IGN);

  self.reader = lanes_frame_reader_new ();
  while (!next_frame (&self, &frame, &payload))
    read_bytes (&self);
  if (frame.type != LANES_FRAME_SETUP)
    leave ("the first frame must be a setup");
  if (!lanes_setup_from_payload (&self.setup, payload, &error))
    leave (error->message);

  g_mutex_init (&self.lock);
  g_cond_init (&self.cond);
  g_cond_init (&self.reader_cond);
  g_queue_init (&self.legs);
  lanes_worker_host_init (&self.host, &self.setup, STDOUT_FILENO);
  g_thread_unref (g_thread_new ("lanes read", read_thread, &self));
  work (&self);

  /* The reading thread blocks in a read; the process ends with it. */
  _exit (0);
}
