/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-gate.h"

/* Who waits: a thread, with this on its own stack, or one that is told. */
typedef struct
{
  GCond cond;
  gboolean granted;
  LanesGateFunc func; /* NULL: a thread that blocks */
  gpointer data;
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

static void
lanes_gate_grant (LanesGateWaiter *waiter)
{
  if (waiter->func != NULL)
    {
      waiter->func (waiter->data);
      g_free (waiter);
      return;
    }
  waiter->granted = TRUE;
  g_cond_signal (&waiter->cond);
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
      lanes_gate_grant (next);
    }
  g_mutex_unlock (&self->lock);
}

/**
 * lanes_gate_enter_async:
 * @self: a gate
 * @granted: called when it is @data's turn, in the thread of whoever made room
 * @data: for @granted; waits once at a time
 *
 * For threads that must not block. When the gate is closed @granted is never called. Any
 * thread.
 *
 * Returns: %TRUE when there was room at once; @granted is not called then
 */
gboolean
lanes_gate_enter_async (LanesGate *self, LanesGateFunc granted, gpointer data)
{
  gboolean entered;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (granted != NULL, FALSE);

  g_mutex_lock (&self->lock);
  entered = lanes_gate_try_enter_locked (self);
  if (!entered)
    {
      LanesGateWaiter *waiter = g_new0 (LanesGateWaiter, 1);

      waiter->func = granted;
      waiter->data = data;
      g_queue_push_tail (&self->waiters, waiter);
    }
  g_mutex_unlock (&self->lock);

  return entered;
}

static int
compare_data (gconstpointer waiter, gconstpointer data)
{
  const LanesGateWaiter *self = waiter;

  return self->func != NULL && self->data == data ? 0 : 1;
}

/**
 * lanes_gate_cancel:
 * @self: a gate
 * @data: of an earlier [func@lanes_gate_enter_async] that returned %FALSE
 *
 * Any thread.
 *
 * Returns: %FALSE when @data does not wait any more: it was granted and must leave
 */
gboolean
lanes_gate_cancel (LanesGate *self, gpointer data)
{
  GList *found;

  g_return_val_if_fail (self != NULL, FALSE);

  g_mutex_lock (&self->lock);
  found = g_queue_find_custom (&self->waiters, data, compare_data);
  if (found != NULL)
    {
      g_free (found->data);
      g_queue_delete_link (&self->waiters, found);
    }
  g_mutex_unlock (&self->lock);

  return found != NULL;
}

static void
wake_cb (gpointer data, gpointer user_data)
{
  LanesGateWaiter *waiter = data;

  if (waiter->func == NULL)
    g_cond_signal (&waiter->cond);
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
