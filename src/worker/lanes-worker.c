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
  GCond cond;
  GQueue legs;
  gboolean is_leaving;
} LanesWorkerProcess;

/* The parent is gone, or has said what it cannot say: at once, also in mid-compute. */
static void G_GNUC_NORETURN
leave (const char *complaint)
{
  if (complaint != NULL)
    g_printerr ("lanes-worker: %s\n", complaint);
  _exit (complaint != NULL ? 1 : 0);
}

/* Blocks until a whole frame is there. */
static void
read_frame (LanesWorkerProcess *self, LanesFrame *frame, GBytes **payload)
{
  while (TRUE)
    {
      guint8 bytes[READ_SIZE];
      LanesFrameRead found = lanes_frame_reader_next (self->reader, frame, payload);
      gssize n;

      if (found == LANES_FRAME_READ_ONE)
        return;
      if (found == LANES_FRAME_READ_BROKEN)
        leave ("standard input is no stream of frames; this program is for Lanes alone");

      do
        n = read (STDIN_FILENO, bytes, sizeof bytes);
      while (n < 0 && errno == EINTR);
      if (n <= 0)
        leave (NULL);
      lanes_frame_reader_feed (self->reader, bytes, (gsize) n);
    }
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

static void
take_frame (LanesWorkerProcess *self, const LanesFrame *frame, GBytes *payload)
{
  LanesLeg *leg;

  switch (frame->type)
    {
    case LANES_FRAME_WORK:
      leg = leg_of (self, frame, payload);
      g_mutex_lock (&self->lock);
      g_queue_push_tail (&self->legs, leg);
      g_cond_signal (&self->cond);
      g_mutex_unlock (&self->lock);
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

/* Reads to the end of the input, and ends the process with it. */
static gpointer
read_thread (gpointer data)
{
  LanesWorkerProcess *self = data;

  while (TRUE)
    {
      g_autoptr (GBytes) payload = NULL;
      LanesFrame frame;

      read_frame (self, &frame, &payload);
      take_frame (self, &frame, payload);
    }

  return NULL;
}

/* Waits for a leg; before it waits, what has gathered goes out. NULL: goodbye. */
static LanesLeg *
take_leg (LanesWorkerProcess *self)
{
  LanesLeg *leg;

  g_mutex_lock (&self->lock);
  leg = g_queue_pop_head (&self->legs);
  if (leg == NULL)
    {
      g_mutex_unlock (&self->lock);
      lanes_worker_host_flush (&self->host);
      g_mutex_lock (&self->lock);
      while (self->legs.length == 0 && !self->is_leaving)
        g_cond_wait (&self->cond, &self->lock);
      leg = g_queue_pop_head (&self->legs);
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

  setlocale (LC_ALL, "");
  g_set_prgname ("lanes-worker");
  lanes_platform_init_signals ();
  /* A terminal interrupts the whole group; what becomes of us the parent decides. */
  signal (SIGINT, SIG_IGN);

  self.reader = lanes_frame_reader_new ();
  read_frame (&self, &frame, &payload);
  if (frame.type != LANES_FRAME_SETUP)
    leave ("the first frame must be a setup");
  if (!lanes_setup_from_payload (&self.setup, payload, &error))
    leave (error->message);

  g_mutex_init (&self.lock);
  g_cond_init (&self.cond);
  g_queue_init (&self.legs);
  lanes_worker_host_init (&self.host, &self.setup, STDOUT_FILENO);
  g_thread_unref (g_thread_new ("lanes read", read_thread, &self));
  work (&self);

  /* The reading thread blocks in a read; the process ends with it. */
  _exit (0);
}
