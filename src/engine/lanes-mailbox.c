/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-mailbox.h"

typedef struct
{
  GSource source;
  LanesMailbox *mailbox;
} LanesMailboxSource;

struct _LanesMailbox
{
  GSource *source;
  LanesMailboxFunc func;
  gpointer user_data;

  GMutex lock;
  LanesLeg *first;
  LanesLeg *last;
};

static gboolean
lanes_mailbox_dispatch (GSource *source, GSourceFunc callback, gpointer user_data)
{
  LanesMailbox *self = ((LanesMailboxSource *) source)->mailbox;
  LanesLeg *legs;

  g_mutex_lock (&self->lock);
  legs = g_steal_pointer (&self->first);
  self->last = NULL;
  g_source_set_ready_time (source, -1);
  g_mutex_unlock (&self->lock);

  if (legs != NULL)
    self->func (legs, self->user_data);

  return G_SOURCE_CONTINUE;
}

static GSourceFuncs lanes_mailbox_source_funcs = { .dispatch = lanes_mailbox_dispatch };

/**
 * lanes_mailbox_new:
 * @context: whose thread the legs are handed to
 * @func: called there with each batch
 * @user_data: for @func
 *
 * Returns: (transfer full): a mailbox, open at once
 */
LanesMailbox *
lanes_mailbox_new (GMainContext *context, LanesMailboxFunc func, gpointer user_data)
{
  LanesMailbox *self;

  g_return_val_if_fail (context != NULL, NULL);
  g_return_val_if_fail (func != NULL, NULL);

  self = g_new0 (LanesMailbox, 1);
  self->func = func;
  self->user_data = user_data;
  g_mutex_init (&self->lock);
  self->source = g_source_new (&lanes_mailbox_source_funcs, sizeof (LanesMailboxSource));
  ((LanesMailboxSource *) self->source)->mailbox = self;
  g_source_set_static_name (self->source, "lanes mailbox");
  g_source_attach (self->source, context);

  return self;
}

/**
 * lanes_mailbox_free:
 * @self: (transfer full): a mailbox that nobody can post to any more
 *
 * In the context's thread.
 */
void
lanes_mailbox_free (LanesMailbox *self)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (self->first == NULL);

  g_source_destroy (self->source);
  g_source_unref (self->source);
  g_mutex_clear (&self->lock);
  g_free (self);
}

/**
 * lanes_mailbox_post:
 * @self: a mailbox
 * @leg: an ended leg; from here on the receiver's
 *
 * Any thread.
 */
void
lanes_mailbox_post (LanesMailbox *self, LanesLeg *leg)
{
  lanes_mailbox_post_list (self, leg, leg);
}

/**
 * lanes_mailbox_post_list:
 * @self: a mailbox
 * @first: first of a list of ended legs linked by next
 * @last: the last of them
 *
 * Any thread.
 */
void
lanes_mailbox_post_list (LanesMailbox *self, LanesLeg *first, LanesLeg *last)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (first != NULL && last != NULL);

  last->next = NULL;

  g_mutex_lock (&self->lock);
  if (self->first == NULL)
    {
      self->first = first;
      /* Only the first of a batch wakes the receiver. */
      g_source_set_ready_time (self->source, 0);
    }
  else
    {
      self->last->next = first;
    }
  self->last = last;
  g_mutex_unlock (&self->lock);
}
