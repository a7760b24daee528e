/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <glib-unix.h>
#include <glib/gi18n.h>
#include <unistd.h>

#include "core/lanes-error.h"
#include "lanes-carrier-private.h"
#include "lanes-child.h"

/* So many children that die before there is any result, or one after another before they are
 * ready, end the run: another would die as well. */
#define DEATHS_MAX 3
/* How long legs that have ended may gather while there are many more: a wake-up of the
 * coordinator for each batch is dearer than tiny legs are. */
#define GATHER_US 1000
/* How long a child may take to say goodbye. */
#define BYE_MS 100

#define LANES_TYPE_PROCESS_CARRIER (lanes_process_carrier_get_type ())
G_DECLARE_FINAL_TYPE (LanesProcessCarrier,
                      lanes_process_carrier,
                      LANES,
                      PROCESS_CARRIER,
                      LanesCarrier)

/* One of the carrier's threads, which keeps one child, and its replacements. */
typedef struct
{
  LanesProcessCarrier *carrier;
  GThread *thread;
  int wake_fds[2];
  gint granted;      /* atomic: its child's turn at the gate has come */
  gboolean is_idle;  /* waits for work; under the carrier's lock */
  gint64 posted_us;  /* when legs were last given back; its own thread's */
  gboolean has_more; /* as seen at the last feed; its own thread's */
} LanesKeeper;

/* Legs wait in one queue for whichever child comes first. A blocking thread for each child is
 * the simplest parent, and the fastest. */
struct _LanesProcessCarrier
{
  LanesCarrier parent_instance;

  guint width;
  LanesKeeper *keepers;
  guint n_keepers; /* that were started */

  GMutex lock; /* for what follows */
  GQueue legs;
  guint n_children; /* that were ever started, for their labels */
  guint n_deaths;   /* in vain: since the last result */
  gboolean has_result;
  gboolean stopping;
};

G_DEFINE_FINAL_TYPE (LanesProcessCarrier, lanes_process_carrier, LANES_TYPE_CARRIER)

static LanesRunContext *
lanes_process_carrier_context (LanesProcessCarrier *self)
{
  return lanes_carrier_get_context (LANES_CARRIER (self));
}

static void
lanes_keeper_wake (LanesKeeper *self)
{
  gssize n;

  /* A full pipe wakes, too. */
  do
    n = write (self->wake_fds[1], "w", 1);
  while (n < 0 && errno == EINTR);
}

static void
lanes_keeper_granted (gpointer data)
{
  LanesKeeper *self = data;

  g_atomic_int_set (&self->granted, TRUE);
  lanes_keeper_wake (self);
}

static gboolean
lanes_keeper_is_stopping (LanesKeeper *self)
{
  gboolean stopping;

  g_mutex_lock (&self->carrier->lock);
  stopping = self->carrier->stopping;
  g_mutex_unlock (&self->carrier->lock);

  return stopping ||
         lanes_stopper_is_stopped (lanes_process_carrier_context (self->carrier)->stopper);
}

static LanesChild *
lanes_keeper_start_child (LanesKeeper *self)
{
  LanesProcessCarrier *carrier = self->carrier;
  LanesRunContext *context = lanes_process_carrier_context (carrier);
  GError *error = NULL;
  LanesChild *child;
  guint number;

  g_mutex_lock (&carrier->lock);
  number = ++carrier->n_children;
  g_mutex_unlock (&carrier->lock);

  child = lanes_child_new (context, number, context->options->connections < carrier->width, &error);
  if (child == NULL)
    {
      context->fail (context->fail_data,
                     g_error_new (LANES_RUN_ERROR, LANES_RUN_ERROR_WORKERS,
                                  _ ("A worker process could not be started: %s"), error->message));
      g_error_free (error);
      return NULL;
    }
  lanes_child_set_granted_func (child, lanes_keeper_granted, self);

  return child;
}

/* As many as the child may have; a long one goes alone. Under the lock. */
static void
lanes_keeper_feed_locked (LanesKeeper *self, LanesChild *child)
{
  LanesProcessCarrier *carrier = self->carrier;
  /* What is left is shared out, so that no worker idles beside a full one. */
  guint share = MAX (carrier->legs.length / carrier->width, 1);
  guint ahead = MIN (lanes_child_get_ahead (child), share);

  while (carrier->legs.length > 0)
    {
      LanesLeg *leg = g_queue_peek_head (&carrier->legs);
      guint n_legs = lanes_child_get_n_legs (child);

      if (n_legs > 0 && (n_legs >= ahead || !lanes_child_is_short (child, leg)))
        return;
      g_queue_pop_head (&carrier->legs);
      lanes_child_send (child, leg);
      if (!lanes_child_is_short (child, leg))
        return;
    }
}

static gboolean
lanes_keeper_is_behind_long (LanesChild *child)
{
  return lanes_child_get_n_legs (child) > 0 && lanes_child_get_ahead (child) == 1;
}

static void
lanes_keeper_feed (LanesKeeper *self, LanesChild *child)
{
  if (!lanes_child_is_ready (child) || lanes_keeper_is_behind_long (child))
    return;

  g_mutex_lock (&self->carrier->lock);
  if (!self->carrier->stopping)
    lanes_keeper_feed_locked (self, child);
  self->is_idle = lanes_child_get_n_legs (child) == 0;
  self->has_more = self->carrier->legs.length > 0;
  g_mutex_unlock (&self->carrier->lock);
}

/* Whether the child works at tiny legs, one batch after another, and gave some back just now. */
static gboolean
lanes_keeper_may_gather (LanesKeeper *self, LanesChild *child)
{
  return self->has_more && lanes_child_is_quick (child) &&
         g_get_monotonic_time () - self->posted_us < GATHER_US;
}

static void
lanes_keeper_post (LanesKeeper *self, LanesChild *child)
{
  LanesProcessCarrier *carrier = self->carrier;
  LanesLeg *first, *last;

  first = lanes_child_take_ended (child, &last);
  if (first == NULL)
    return;
  self->posted_us = g_get_monotonic_time ();

  g_mutex_lock (&carrier->lock);
  carrier->has_result = TRUE;
  carrier->n_deaths = 0;
  g_mutex_unlock (&carrier->lock);
  lanes_mailbox_post_list (lanes_process_carrier_context (carrier)->mailbox, first, last);
}

static void
lanes_keeper_cancel (LanesKeeper *self, LanesLeg *leg)
{
  lanes_leg_clear (leg);
  leg->status = LANES_TASK_CANCELLED;
  lanes_mailbox_post (lanes_process_carrier_context (self->carrier)->mailbox, leg);
}

/* Legs that the child had not come to go back to where they came from. */
static void
lanes_keeper_put_back (LanesKeeper *self, LanesChild *child)
{
  LanesProcessCarrier *carrier = self->carrier;
  GQueue rest = G_QUEUE_INIT;
  LanesLeg *leg;

  while ((leg = lanes_child_take_rest (child)) != NULL)
    g_queue_push_tail (&rest, leg);

  g_mutex_lock (&carrier->lock);
  while ((leg = g_queue_pop_tail (&rest)) != NULL)
    g_queue_push_head (&carrier->legs, leg);
  for (guint i = 0; i < carrier->n_keepers; i++)
    {
      if (carrier->keepers[i].is_idle)
        lanes_keeper_wake (&carrier->keepers[i]);
    }
  g_mutex_unlock (&carrier->lock);
}

/* Whether too many children have died in vain. Once there was a result, one that dies at its
 * work costs a task and says nothing of the next one. */
static gboolean
lanes_keeper_count_death (LanesKeeper *self, LanesChild *child)
{
  LanesProcessCarrier *carrier = self->carrier;
  gboolean too_many;

  g_mutex_lock (&carrier->lock);
  if (!carrier->has_result || !lanes_child_is_ready (child))
    carrier->n_deaths++;
  too_many = carrier->n_deaths >= DEATHS_MAX;
  g_mutex_unlock (&carrier->lock);

  return too_many;
}

/* The child is gone though nobody sent it away. Only the leg that it had begun fails. */
static void
lanes_keeper_bury (LanesKeeper *self, LanesChild *child)
{
  LanesRunContext *context = lanes_process_carrier_context (self->carrier);
  /* One that spoke nonsense may still live. */
  g_autofree char *end = lanes_child_reap (child, TRUE, LANES_SPAN_FAILED);
  gboolean too_many = lanes_keeper_count_death (self, child);
  LanesLeg *begun = lanes_child_take_begun (child);

  if (begun != NULL)
    {
      g_autofree char *label = lanes_workload_dup_label (context->workload, begun->task);
      g_autoptr (GError) error = g_error_new (LANES_TASK_ERROR, LANES_TASK_ERROR_WORKER,
                                              _ ("Worker process %d %s while it worked on %s"),
                                              lanes_child_get_pid (child), end, label);

      lanes_trace_end (context->trace, begun->queued_span, lanes_trace_now (context->trace),
                       LANES_SPAN_FAILED, -1);
      lanes_leg_fail (begun, error);
      lanes_mailbox_post (context->mailbox, begun);
    }
  lanes_keeper_put_back (self, child);

  if (too_many)
    context->fail (context->fail_data,
                   g_error_new (LANES_RUN_ERROR, LANES_RUN_ERROR_WORKERS,
                                _ ("%d worker processes died before they had a result; the last "
                                   "one %s"),
                                DEATHS_MAX, end));
}

/* The run has ended: goodbye, but not for long. */
static void
lanes_keeper_dismiss (LanesKeeper *self, LanesChild *child)
{
  LanesRunContext *context = lanes_process_carrier_context (self->carrier);
  gint64 deadline_us = g_get_monotonic_time () + BYE_MS * 1000;
  gboolean is_cut = lanes_stopper_is_stopped (context->stopper) ||
                    lanes_child_get_n_legs (child) > 0 || !lanes_child_is_ready (child);
  gboolean lives = TRUE;
  LanesLeg *leg;

  if (!is_cut)
    lanes_child_say_bye (child);
  while (!is_cut && lives)
    {
      gint64 left_us = deadline_us - g_get_monotonic_time ();

      if (left_us <= 0 || lanes_stopper_is_stopped (context->stopper))
        break;
      lives = lanes_child_turn (child, -1, (int) (left_us / 1000) + 1);
    }
  g_free (lanes_child_reap (child, lives, LANES_SPAN_CANCELLED));

  lanes_keeper_post (self, child);
  while ((leg = lanes_child_take_rest (child)) != NULL)
    lanes_keeper_cancel (self, leg);
}

/* From a child's start to its end. */
static void
lanes_keeper_keep (LanesKeeper *self, LanesChild *child)
{
  gboolean lives = TRUE;

  while (lives && !lanes_keeper_is_stopping (self))
    {
      lanes_keeper_feed (self, child);
      if (!lanes_keeper_may_gather (self, child))
        lanes_keeper_post (self, child);
      lives = lanes_child_turn (child, self->wake_fds[0],
                                lanes_child_has_ended (child) ? GATHER_US / 1000 : -1);
      if (g_atomic_int_compare_and_exchange (&self->granted, TRUE, FALSE))
        lanes_child_grant (child);
    }
  lanes_keeper_post (self, child);

  g_mutex_lock (&self->carrier->lock);
  self->is_idle = FALSE;
  g_mutex_unlock (&self->carrier->lock);
  if (lives)
    lanes_keeper_dismiss (self, child);
  else if (lanes_keeper_is_stopping (self))
    lanes_keeper_dismiss (self, child);
  else
    lanes_keeper_bury (self, child);
}

static gpointer
lanes_keeper_thread (gpointer data)
{
  LanesKeeper *self = data;

  while (!lanes_keeper_is_stopping (self))
    {
      g_autoptr (LanesChild) child = lanes_keeper_start_child (self);

      if (child == NULL)
        break;
      g_atomic_int_set (&self->granted, FALSE);
      lanes_keeper_keep (self, child);
    }
  lanes_usage_meter_add_thread (lanes_process_carrier_context (self->carrier)->usage);

  return NULL;
}

static gboolean
lanes_process_carrier_start (LanesCarrier *carrier, GError **error)
{
  LanesProcessCarrier *self = LANES_PROCESS_CARRIER (carrier);

  self->keepers = g_new0 (LanesKeeper, self->width);
  for (guint i = 0; i < self->width; i++)
    {
      LanesKeeper *keeper = &self->keepers[i];

      keeper->carrier = self;
      if (!g_unix_open_pipe (keeper->wake_fds, FD_CLOEXEC, error))
        return FALSE;
      g_unix_set_fd_nonblocking (keeper->wake_fds[0], TRUE, NULL);
      g_unix_set_fd_nonblocking (keeper->wake_fds[1], TRUE, NULL);
      keeper->thread = g_thread_try_new ("lanes child", lanes_keeper_thread, keeper, error);
      if (keeper->thread == NULL)
        {
          close (keeper->wake_fds[0]);
          close (keeper->wake_fds[1]);
          return FALSE;
        }
      g_mutex_lock (&self->lock);
      self->n_keepers++;
      g_mutex_unlock (&self->lock);
    }

  return TRUE;
}

static void
lanes_process_carrier_wake_idle_locked (LanesProcessCarrier *self)
{
  for (guint i = 0; i < self->n_keepers; i++)
    {
      if (self->keepers[i].is_idle)
        lanes_keeper_wake (&self->keepers[i]);
    }
}

static void
lanes_process_carrier_submit (LanesCarrier *carrier, LanesLeg *legs)
{
  LanesProcessCarrier *self = LANES_PROCESS_CARRIER (carrier);

  g_mutex_lock (&self->lock);
  while (legs != NULL)
    {
      LanesLeg *leg = legs;

      legs = leg->next;
      leg->next = NULL;
      g_queue_push_tail (&self->legs, leg);
    }
  lanes_process_carrier_wake_idle_locked (self);
  g_mutex_unlock (&self->lock);
}

static void
lanes_process_carrier_stop (LanesCarrier *carrier)
{
  LanesProcessCarrier *self = LANES_PROCESS_CARRIER (carrier);
  LanesMailbox *mailbox = lanes_carrier_get_context (carrier)->mailbox;
  LanesLeg *leg;

  g_mutex_lock (&self->lock);
  self->stopping = TRUE;
  for (guint i = 0; i < self->n_keepers; i++)
    lanes_keeper_wake (&self->keepers[i]);
  g_mutex_unlock (&self->lock);

  for (guint i = 0; i < self->n_keepers; i++)
    {
      g_thread_join (self->keepers[i].thread);
      close (self->keepers[i].wake_fds[0]);
      close (self->keepers[i].wake_fds[1]);
    }
  g_clear_pointer (&self->keepers, g_free);

  while ((leg = g_queue_pop_head (&self->legs)) != NULL)
    {
      lanes_leg_clear (leg);
      leg->status = LANES_TASK_CANCELLED;
      lanes_mailbox_post (mailbox, leg);
    }
}

static void
lanes_process_carrier_finalize (GObject *object)
{
  LanesProcessCarrier *self = LANES_PROCESS_CARRIER (object);

  g_assert (self->keepers == NULL);
  g_mutex_clear (&self->lock);

  G_OBJECT_CLASS (lanes_process_carrier_parent_class)->finalize (object);
}

static void
lanes_process_carrier_class_init (LanesProcessCarrierClass *klass)
{
  LanesCarrierClass *carrier_class = LANES_CARRIER_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = lanes_process_carrier_finalize;
  carrier_class->start = lanes_process_carrier_start;
  carrier_class->submit = lanes_process_carrier_submit;
  carrier_class->stop = lanes_process_carrier_stop;
}

static void
lanes_process_carrier_init (LanesProcessCarrier *self)
{
  g_mutex_init (&self->lock);
  g_queue_init (&self->legs);
}

/**
 * lanes_process_carrier_new:
 * @context: of the run
 * @width: how many children
 *
 * Returns: (transfer full): a carrier with worker processes of its own
 */
LanesCarrier *
lanes_process_carrier_new (LanesRunContext *context, guint width)
{
  LanesProcessCarrier *self;

  g_return_val_if_fail (width > 0, NULL);

  self = g_object_new (LANES_TYPE_PROCESS_CARRIER, NULL);
  self->width = width;
  lanes_carrier_set_context (LANES_CARRIER (self), context);

  return LANES_CARRIER (self);
}
