/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-gate.h"

/* A thread in the queue; on its own stack. Tickets make it first come, first served. */
typedef struct
{
  GCond cond;
  gboolean granted;
} LanesGateWaiter;

struct _LanesGate
{
  GMutex lock;
  GQueue waiters;
  guint width;
  guint inside;
  guint peak;
  gboolean closed;
};

/**
 * lanes_gate_new:
 * @width: how many may be inside at once, from 1
 *
 * Returns: (transfer full): an open gate
 */
LanesGate *
lanes_gate_new (guint width)
{
  LanesGate *self;

  g_return_val_if_fail (width > 0, NULL);

  self = g_new0 (LanesGate, 1);
  g_mutex_init (&self->lock);
  g_queue_init (&self->waiters);
  self->width = width;

  return self;
}

/**
 * lanes_gate_free:
 * @self: (transfer full): a gate that nobody waits at
 */
void
lanes_gate_free (LanesGate *self)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (self->waiters.length == 0);

  g_mutex_clear (&self->lock);
  g_free (self);
}

static void
lanes_gate_admit (LanesGate *self)
{
  self->inside++;
  self->peak = MAX (self->peak, self->inside);
}

static gboolean
lanes_gate_try_enter_locked (LanesGate *self)
{
  if (self->closed || self->inside >= self->width || self->waiters.length > 0)
    return FALSE;

  lanes_gate_admit (self);
  return TRUE;
}

/**
 * lanes_gate_try_enter:
 * @self: a gate
 *
 * Any thread.
 *
 * Returns: %TRUE when there was room and nobody waits for it; the caller is then inside
 */
gboolean
lanes_gate_try_enter (LanesGate *self)
{
  gboolean entered;

  g_return_val_if_fail (self != NULL, FALSE);

  g_mutex_lock (&self->lock);
  entered = lanes_gate_try_enter_locked (self);
  g_mutex_unlock (&self->lock);

  return entered;
}

static gboolean
lanes_gate_wait_locked (LanesGate *self)
{
  LanesGateWaiter waiter = { 0 };

  g_cond_init (&waiter.cond);
  g_queue_push_tail (&self->waiters, &waiter);
  while (!waiter.granted && !self->closed)
    g_cond_wait (&waiter.cond, &self->lock);
  if (!waiter.granted)
    g_queue_remove (&self->waiters, &waiter);
  g_cond_clear (&waiter.cond);

  return waiter.granted;
}

/**
 * lanes_gate_enter:
 * @self: a gate
 *
 * Blocks until there is room, first come, first served. Any thread.
 *
 * Returns: %FALSE when the gate was closed; the caller is then not inside
 */
gboolean
lanes_gate_enter (LanesGate *self)
{
  gboolean entered;

  g_return_val_if_fail (self != NULL, FALSE);

  g_mutex_lock (&self->lock);
  entered = lanes_gate_try_enter_locked (self);
  if (!entered && !self->closed)
    entered = lanes_gate_wait_locked (self);
  g_mutex_unlock (&self->lock);

  return entered;
}

/**
 * lanes_gate_leave:
 * @self: a gate that the caller, or whom it stands for, is inside of
 *
 * Makes room; the first waiter takes it. Any thread.
 */
void
lanes_gate_leave (LanesGate *self)
{
  LanesGateWaiter *next;

  g_return_if_fail (self != NULL);

  g_mutex_lock (&self->lock);
  g_assert (self->inside > 0);
  self->inside--;
  next = self->closed ? NULL : g_queue_pop_head (&self->waiters);
  if (next != NULL)
    {
      lanes_gate_admit (self);
      next->granted = TRUE;
      g_cond_signal (&next->cond);
    }
  g_mutex_unlock (&self->lock);
}

static void
wake_cb (gpointer data, gpointer user_data)
{
  g_cond_signal (&((LanesGateWaiter *) data)->cond);
}

/**
 * lanes_gate_close:
 * @self: a gate
 *
 * Sends every waiter away, now and later. Any thread.
 */
void
lanes_gate_close (LanesGate *self)
{
  g_return_if_fail (self != NULL);

  g_mutex_lock (&self->lock);
  self->closed = TRUE;
  g_queue_foreach (&self->waiters, wake_cb, NULL);
  g_mutex_unlock (&self->lock);
}

/**
 * lanes_gate_get_peak:
 * @self: a gate
 *
 * Returns: the most that were inside at once. Any thread
 */
guint
lanes_gate_get_peak (LanesGate *self)
{
  guint peak;

  g_return_val_if_fail (self != NULL, 0);

  g_mutex_lock (&self->lock);
  peak = self->peak;
  g_mutex_unlock (&self->lock);

  return peak;
}
