/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-stopper.h"

struct _LanesStopper
{
  GMutex lock;
  GCond cond;
  gint stopped; /* atomic */
};

/**
 * lanes_stopper_new:
 *
 * Returns: (transfer full): a stopper that has not stopped
 */
LanesStopper *
lanes_stopper_new (void)
{
  LanesStopper *self = g_new0 (LanesStopper, 1);

  g_mutex_init (&self->lock);
  g_cond_init (&self->cond);

  return self;
}

/**
 * lanes_stopper_free:
 * @self: (transfer full): a stopper that no thread waits on
 */
void
lanes_stopper_free (LanesStopper *self)
{
  g_return_if_fail (self != NULL);

  g_cond_clear (&self->cond);
  g_mutex_clear (&self->lock);
  g_free (self);
}

/**
 * lanes_stopper_stop:
 * @self: a stopper
 *
 * Ends every wait, now and later. Any thread.
 */
void
lanes_stopper_stop (LanesStopper *self)
{
  g_return_if_fail (self != NULL);

  g_mutex_lock (&self->lock);
  g_atomic_int_set (&self->stopped, TRUE);
  g_cond_broadcast (&self->cond);
  g_mutex_unlock (&self->lock);
}

/**
 * lanes_stopper_is_stopped:
 * @self: a stopper
 *
 * Returns: whether it was stopped. Any thread
 */
gboolean
lanes_stopper_is_stopped (LanesStopper *self)
{
  g_return_val_if_fail (self != NULL, TRUE);

  return g_atomic_int_get (&self->stopped);
}

/**
 * lanes_stopper_wait_until:
 * @self: a stopper
 * @deadline_us: a time of g_get_monotonic_time()
 *
 * Blocks until @deadline_us, never to before it, or until a stop. Any thread.
 *
 * Returns: %FALSE when it was stopped
 */
gboolean
lanes_stopper_wait_until (LanesStopper *self, gint64 deadline_us)
{
  gboolean stopped;

  g_return_val_if_fail (self != NULL, FALSE);

  g_mutex_lock (&self->lock);
  while (!g_atomic_int_get (&self->stopped) && g_get_monotonic_time () < deadline_us)
    g_cond_wait_until (&self->cond, &self->lock, deadline_us);
  stopped = g_atomic_int_get (&self->stopped);
  g_mutex_unlock (&self->lock);

  return !stopped;
}
