/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <unistd.h>

#include "lanes-carrier-private.h"
#include "lanes-local-host.h"

/* So many tiny legs are handed over at once: a queue's lock and a wake-up are dearer than they. */
#define TOGETHER_MAX 16
/* How often each thread comes back for more at least, where there is as much. */
#define ROUNDS_MIN 4

#define LANES_TYPE_THREAD_CARRIER (lanes_thread_carrier_get_type ())
G_DECLARE_FINAL_TYPE (LanesThreadCarrier, lanes_thread_carrier, LANES, THREAD_CARRIER, LanesCarrier)

/* Carries legs out in an exclusive GThreadPool of the user's width. Not g_task_run_in_thread():
 * its pool starts ten tasks and then one each 100 ms. Legs come back through the mailbox rather
 * than as a GTask each: one wake-up for a batch. An item of the pool is a list of legs. */
struct _LanesThreadCarrier
{
  LanesCarrier parent_instance;

  GThreadPool *pool;
  guint width;
  gint n_workers; /* atomic: threads that have carried a leg */

  GMutex lock; /* for what follows: the threads' farewell */
  GCond arrived;
  guint n_arrived;
};

G_DEFINE_FINAL_TYPE (LanesThreadCarrier, lanes_thread_carrier, LANES_TYPE_CARRIER)

/* An item that ends a thread's work; every thread gets exactly one. */
static LanesLeg lanes_thread_carrier_farewell;

/* The threads of an exclusive pool live and die with it, so one slot serves every run. */
static GPrivate lanes_thread_carrier_host = G_PRIVATE_INIT (NULL);

static LanesLocalHost *
lanes_thread_carrier_get_host (LanesThreadCarrier *self)
{
  LanesRunContext *context = lanes_carrier_get_context (LANES_CARRIER (self));
  LanesLocalHost *host = g_private_get (&lanes_thread_carrier_host);
  char *label;
  int worker;

  if (host != NULL)
    return host;

  label = g_strdup_printf ("thread %d", g_atomic_int_add (&self->n_workers, 1) + 1);
  worker = lanes_run_add_worker (context->run, LANES_CARRIER_THREADS, label, getpid ());
  host = g_new0 (LanesLocalHost, 1);
  lanes_local_host_init (host, context, worker);
  g_private_set (&lanes_thread_carrier_host, host);

  return host;
}

/* Waits for the other threads, so that none of them takes two farewells. */
static void
lanes_thread_carrier_say_farewell (LanesThreadCarrier *self)
{
  LanesRunContext *context = lanes_carrier_get_context (LANES_CARRIER (self));
  LanesLocalHost *host = g_private_get (&lanes_thread_carrier_host);

  if (host != NULL)
    {
      lanes_local_host_clear (host);
      g_private_set (&lanes_thread_carrier_host, NULL);
      g_free (host);
    }
  lanes_usage_meter_add_thread (context->usage);

  g_mutex_lock (&self->lock);
  self->n_arrived++;
  g_cond_broadcast (&self->arrived);
  while (self->n_arrived < self->width)
    g_cond_wait (&self->arrived, &self->lock);
  g_mutex_unlock (&self->lock);
}

static void
lanes_thread_carrier_carry (gpointer data, gpointer user_data)
{
  LanesThreadCarrier *self = user_data;
  LanesLeg *first = data;
  LanesLeg *last = NULL;

  if (first == &lanes_thread_carrier_farewell)
    {
      lanes_thread_carrier_say_farewell (self);
      return;
    }

  for (LanesLeg *leg = first; leg != NULL; leg = leg->next)
    {
      lanes_local_host_carry (lanes_thread_carrier_get_host (self), leg);
      last = leg;
    }
  lanes_mailbox_post_list (lanes_carrier_get_context (LANES_CARRIER (self))->mailbox, first, last);
}

static gboolean
lanes_thread_carrier_start (LanesCarrier *carrier, GError **error)
{
  LanesThreadCarrier *self = LANES_THREAD_CARRIER (carrier);

  self->pool =
      g_thread_pool_new (lanes_thread_carrier_carry, self, (gint) self->width, TRUE, error);
  /* Where threads run out, the pool stands with those that it could start. */
  self->width = self->pool != NULL ? g_thread_pool_get_num_threads (self->pool) : 0;

  return self->width > 0;
}

/* Whether a leg asks for no time at all, so that others may go with it. */
static gboolean
lanes_thread_carrier_is_tiny (LanesThreadCarrier *self, const LanesLeg *leg)
{
  LanesRunContext *context = lanes_carrier_get_context (LANES_CARRIER (self));

  return lanes_work_get_asked (context->workload, context->options, leg) == 0;
}

/* Cuts @legs after those that go together: one, or up to @share tiny ones. Returns the rest. */
static LanesLeg *
lanes_thread_carrier_cut (LanesThreadCarrier *self, LanesLeg *legs, guint share)
{
  LanesLeg *last = legs;
  LanesLeg *rest;

  if (share > 1 && lanes_thread_carrier_is_tiny (self, legs))
    {
      for (guint n = 1; n < share && last->next != NULL; n++)
        {
          if (!lanes_thread_carrier_is_tiny (self, last->next))
            break;
          last = last->next;
        }
    }

  rest = last->next;
  last->next = NULL;

  return rest;
}

static void
lanes_thread_carrier_submit (LanesCarrier *carrier, LanesLeg *legs)
{
  LanesThreadCarrier *self = LANES_THREAD_CARRIER (carrier);
  guint n_legs = 0;
  guint share;

  for (LanesLeg *leg = legs; leg != NULL; leg = leg->next)
    n_legs++;
  /* No thread idles beside one that has several. */
  share = CLAMP (n_legs / (self->width * ROUNDS_MIN), 1, TOGETHER_MAX);

  while (legs != NULL)
    {
      LanesLeg *first = legs;

      legs = lanes_thread_carrier_cut (self, first, share);
      g_thread_pool_push (self->pool, first, NULL);
    }
}

static void
lanes_thread_carrier_stop (LanesCarrier *carrier)
{
  LanesThreadCarrier *self = LANES_THREAD_CARRIER (carrier);

  if (self->pool == NULL)
    return;

  for (guint i = 0; i < self->width; i++)
    g_thread_pool_push (self->pool, &lanes_thread_carrier_farewell, NULL);
  g_thread_pool_free (g_steal_pointer (&self->pool), FALSE, TRUE);
}

static void
lanes_thread_carrier_finalize (GObject *object)
{
  LanesThreadCarrier *self = LANES_THREAD_CARRIER (object);

  g_assert (self->pool == NULL);
  g_cond_clear (&self->arrived);
  g_mutex_clear (&self->lock);

  G_OBJECT_CLASS (lanes_thread_carrier_parent_class)->finalize (object);
}

static void
lanes_thread_carrier_class_init (LanesThreadCarrierClass *klass)
{
  LanesCarrierClass *carrier_class = LANES_CARRIER_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = lanes_thread_carrier_finalize;
  carrier_class->start = lanes_thread_carrier_start;
  carrier_class->submit = lanes_thread_carrier_submit;
  carrier_class->stop = lanes_thread_carrier_stop;
}

static void
lanes_thread_carrier_init (LanesThreadCarrier *self)
{
  g_mutex_init (&self->lock);
  g_cond_init (&self->arrived);
}

/**
 * lanes_thread_carrier_new:
 * @context: of the run
 * @width: how many threads
 *
 * Returns: (transfer full): a carrier with threads of its own
 */
LanesCarrier *
lanes_thread_carrier_new (LanesRunContext *context, guint width)
{
  LanesThreadCarrier *self;

  g_return_val_if_fail (width > 0, NULL);

  self = g_object_new (LANES_TYPE_THREAD_CARRIER, NULL);
  self->width = width;
  lanes_carrier_set_context (LANES_CARRIER (self), context);

  return LANES_CARRIER (self);
}
