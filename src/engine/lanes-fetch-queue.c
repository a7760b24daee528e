/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-fetch-queue.h"

#include "lanes-fetch.h"
#include "platform/lanes-platform.h"

/* libsoup walks over a session's messages and connections at each step of each message. */
#define SESSION_WIDTH 16
/* Connections that are used from the start, before it is known that more would help. */
#define OPEN_FIRST 32
#define GROW_US    3000
/* A thread that is busier than this has nothing to win by more connections. */
#define GROW_BUSY_PERCENT 70

typedef struct
{
  LanesFetchQueue *queue;
  LanesLeg *leg; /* NULL: free */
  GCancellable *cancellable;
  guint index;
} LanesFetchSlot;

struct _LanesFetchQueue
{
  LanesFetchQueueFuncs funcs;
  gpointer user_data;
  gint64 timeout_us;

  LanesLeg *first; /* waiting */
  LanesLeg *last;
  gboolean stopped;

  guint connections;
  guint open;         /* how many may be under way now */
  GPtrArray *slots;   /* of LanesFetchSlot, one for each connection that was ever used */
  guint64 *free_bits; /* slots that are free, the lowest first: warm connections */
  GPtrArray *sessions;
  guint in_flight;
  guint peak;

  GSource *grower;
  gboolean growing;
  gint64 since_us; /* beginning of the interval whose business is measured */
  gint64 since_cpu_us;
};

static void lanes_fetch_queue_pump (LanesFetchQueue *self);

static SoupSession *
lanes_fetch_queue_ensure_session (LanesFetchQueue *self, guint slot)
{
  guint index = slot / SESSION_WIDTH;

  while (self->sessions->len <= index)
    {
      guint before = self->sessions->len * SESSION_WIDTH;

      g_ptr_array_add (self->sessions,
                       lanes_fetch_session_new (MIN (SESSION_WIDTH, self->connections - before)));
    }

  return g_ptr_array_index (self->sessions, index);
}

static void
lanes_fetch_queue_mark (LanesFetchQueue *self, guint slot, gboolean is_free)
{
  guint64 bit = G_GUINT64_CONSTANT (1) << (slot % 64);

  if (is_free)
    self->free_bits[slot / 64] |= bit;
  else
    self->free_bits[slot / 64] &= ~bit;
}

static LanesFetchSlot *
lanes_fetch_queue_add_slot (LanesFetchQueue *self)
{
  LanesFetchSlot *slot = g_new0 (LanesFetchSlot, 1);

  slot->queue = self;
  slot->index = self->slots->len;
  slot->cancellable = g_cancellable_new ();
  g_ptr_array_add (self->slots, slot);

  return slot;
}

/* The lowest free slot, so that few sessions are warm rather than many lukewarm. */
static LanesFetchSlot *
lanes_fetch_queue_take_slot (LanesFetchQueue *self)
{
  for (guint word = 0; word * 64 < self->slots->len; word++)
    {
      guint64 bits = self->free_bits[word];

      if (bits != 0)
        {
          guint index = word * 64 + (guint) __builtin_ctzll (bits);

          lanes_fetch_queue_mark (self, index, FALSE);
          return g_ptr_array_index (self->slots, index);
        }
    }

  return lanes_fetch_queue_add_slot (self);
}

static void
lanes_fetch_slot_free (gpointer data)
{
  LanesFetchSlot *slot = data;

  g_assert (slot->leg == NULL);
  g_object_unref (slot->cancellable);
  g_free (slot);
}

static void
lanes_fetch_queue_fetched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LanesFetchSlot *slot = user_data;
  LanesFetchQueue *self = slot->queue;
  LanesLeg *leg = g_steal_pointer (&slot->leg);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) body = NULL;
  LanesFetchFacts facts;

  body = lanes_fetch_finish (result, &facts, &error);
  self->in_flight--;
  lanes_fetch_queue_mark (self, slot->index, TRUE);
  self->funcs.ended (leg, body, &facts, error, self->user_data);
  lanes_fetch_queue_pump (self);
}

static void
lanes_fetch_queue_begin (LanesFetchQueue *self, LanesLeg *leg)
{
  LanesFetchSlot *slot = lanes_fetch_queue_take_slot (self);
  g_autofree char *url = self->funcs.begin (leg, self->user_data);

  slot->leg = leg;
  self->in_flight++;
  self->peak = MAX (self->peak, self->in_flight);
  lanes_fetch_async (lanes_fetch_queue_ensure_session (self, slot->index), url, self->timeout_us,
                     slot->cancellable, lanes_fetch_queue_fetched_cb, slot);
}

static void
lanes_fetch_queue_start_growing (LanesFetchQueue *self)
{
  if (self->growing || self->open == self->connections)
    return;

  self->growing = TRUE;
  self->since_us = g_get_monotonic_time ();
  self->since_cpu_us = lanes_platform_thread_cpu_us ();
  g_source_set_ready_time (self->grower, self->since_us + GROW_US);
}

static void
lanes_fetch_queue_pump (LanesFetchQueue *self)
{
  while (!self->stopped && self->first != NULL && self->in_flight < self->open)
    {
      LanesLeg *leg = self->first;

      self->first = leg->next;
      if (self->first == NULL)
        self->last = NULL;
      leg->next = NULL;
      lanes_fetch_queue_begin (self, leg);
    }

  if (!self->stopped && self->first != NULL)
    lanes_fetch_queue_start_growing (self);
}

static gboolean
lanes_fetch_queue_grow_cb (gpointer user_data)
{
  LanesFetchQueue *self = user_data;
  gint64 now_us = g_get_monotonic_time ();
  gint64 cpu_us = lanes_platform_thread_cpu_us ();
  gint64 busy_us = cpu_us - self->since_cpu_us;
  gint64 passed_us = MAX (now_us - self->since_us, 1);

  self->growing = FALSE;
  g_source_set_ready_time (self->grower, -1);
  if (self->first == NULL)
    return G_SOURCE_CONTINUE;

  if (busy_us * 100 < passed_us * GROW_BUSY_PERCENT)
    self->open = MIN (self->open * 2, self->connections);
  lanes_fetch_queue_pump (self);

  return G_SOURCE_CONTINUE;
}

static gboolean
lanes_fetch_queue_dispatch_grower (GSource *source, GSourceFunc callback, gpointer user_data)
{
  return callback (user_data);
}

static GSourceFuncs lanes_fetch_queue_grower_funcs = { .dispatch =
                                                           lanes_fetch_queue_dispatch_grower };

/**
 * lanes_fetch_queue_new:
 * @connections: the most that are ever open at once
 * @timeout_us: how long one fetch may take from when it begins
 * @funcs: called in the context's thread
 * @user_data: for @funcs
 *
 * Returns: (transfer full): a queue for the calling thread's default context
 */
LanesFetchQueue *
lanes_fetch_queue_new (guint connections,
                       gint64 timeout_us,
                       const LanesFetchQueueFuncs *funcs,
                       gpointer user_data)
{
  LanesFetchQueue *self;

  g_return_val_if_fail (connections > 0, NULL);
  g_return_val_if_fail (timeout_us > 0, NULL);

  self = g_new0 (LanesFetchQueue, 1);
  self->funcs = *funcs;
  self->user_data = user_data;
  self->timeout_us = timeout_us;
  self->connections = connections;
  self->open = MIN (OPEN_FIRST, connections);
  self->slots = g_ptr_array_new_with_free_func (lanes_fetch_slot_free);
  self->free_bits = g_new0 (guint64, connections / 64 + 1);
  self->sessions = g_ptr_array_new ();
  self->grower = g_source_new (&lanes_fetch_queue_grower_funcs, sizeof (GSource));
  g_source_set_static_name (self->grower, "lanes connections");
  g_source_set_callback (self->grower, lanes_fetch_queue_grow_cb, self, NULL);
  g_source_attach (self->grower, g_main_context_get_thread_default ());

  return self;
}

/**
 * lanes_fetch_queue_free:
 * @self: (transfer full): a queue that was stopped
 */
void
lanes_fetch_queue_free (LanesFetchQueue *self)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (self->stopped);

  g_source_destroy (self->grower);
  g_source_unref (self->grower);
  g_ptr_array_unref (self->slots);
  g_ptr_array_unref (self->sessions);
  g_free (self->free_bits);
  g_free (self);
}

/**
 * lanes_fetch_queue_push:
 * @self: a queue that was not stopped
 * @leg: what is to be fetched; the queue's until ended()
 *
 * Returns: whether it has begun; else it waits for a connection
 */
gboolean
lanes_fetch_queue_push (LanesFetchQueue *self, LanesLeg *leg)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (!self->stopped, FALSE);
  g_return_val_if_fail (leg != NULL, FALSE);

  leg->next = NULL;
  if (self->last != NULL)
    self->last->next = leg;
  else
    self->first = leg;
  self->last = leg;
  lanes_fetch_queue_pump (self);

  return self->last != leg;
}

/**
 * lanes_fetch_queue_stop:
 * @self: a queue
 *
 * Ends what goes on as cancelled and closes every connection. Iterates the context.
 *
 * Returns: (nullable): the legs that never began, linked by next, in their order
 */
LanesLeg *
lanes_fetch_queue_stop (LanesFetchQueue *self)
{
  LanesLeg *waiting;

  g_return_val_if_fail (self != NULL, NULL);

  self->stopped = TRUE;
  waiting = g_steal_pointer (&self->first);
  self->last = NULL;

  for (guint i = 0; i < self->slots->len; i++)
    {
      LanesFetchSlot *slot = g_ptr_array_index (self->slots, i);

      if (slot->leg != NULL)
        g_cancellable_cancel (slot->cancellable);
    }
  while (self->in_flight > 0)
    g_main_context_iteration (g_main_context_get_thread_default (), TRUE);

  for (guint i = 0; i < self->sessions->len; i++)
    lanes_fetch_session_close (g_ptr_array_index (self->sessions, i));
  g_ptr_array_set_size (self->sessions, 0);

  return waiting;
}

/**
 * lanes_fetch_queue_get_in_flight:
 * @self: a queue
 *
 * Returns: how many fetches are under way, a connection each
 */
guint
lanes_fetch_queue_get_in_flight (LanesFetchQueue *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->in_flight;
}

/**
 * lanes_fetch_queue_get_peak:
 * @self: a queue
 *
 * Returns: the most fetches that were under way at once
 */
guint
lanes_fetch_queue_get_peak (LanesFetchQueue *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->peak;
}
