/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <unistd.h>

#include "lanes-carrier-private.h"
#include "lanes-local-host.h"

#define LANES_TYPE_INLINE_CARRIER (lanes_inline_carrier_get_type ())
G_DECLARE_FINAL_TYPE (LanesInlineCarrier, lanes_inline_carrier, LANES, INLINE_CARRIER, LanesCarrier)

/* Carries legs out in the coordinator's own thread, one each time around its context, so that
 * a cancelled run is noticed between them. */
struct _LanesInlineCarrier
{
  LanesCarrier parent_instance;

  LanesLocalHost host;
  GSource *source;
  LanesLeg *first;
  LanesLeg *last;
};

G_DEFINE_FINAL_TYPE (LanesInlineCarrier, lanes_inline_carrier, LANES_TYPE_CARRIER)

static LanesLeg *
lanes_inline_carrier_pop (LanesInlineCarrier *self)
{
  LanesLeg *leg = self->first;

  if (leg == NULL)
    return NULL;

  self->first = leg->next;
  if (self->first == NULL)
    self->last = NULL;
  leg->next = NULL;

  return leg;
}

static gboolean
lanes_inline_carrier_carry_cb (gpointer user_data)
{
  LanesInlineCarrier *self = user_data;
  LanesRunContext *context = lanes_carrier_get_context (LANES_CARRIER (self));
  LanesLeg *leg = lanes_inline_carrier_pop (self);

  if (leg != NULL)
    {
      lanes_local_host_carry (&self->host, leg);
      lanes_mailbox_post (context->mailbox, leg);
    }

  if (self->first != NULL)
    return G_SOURCE_CONTINUE;

  g_clear_pointer (&self->source, g_source_unref);
  return G_SOURCE_REMOVE;
}

static gboolean
lanes_inline_carrier_start (LanesCarrier *carrier, GError **error)
{
  LanesInlineCarrier *self = LANES_INLINE_CARRIER (carrier);
  LanesRunContext *context = lanes_carrier_get_context (carrier);
  int worker = lanes_run_add_worker (context->run, LANES_CARRIER_INLINE, g_strdup ("main thread"),
                                     getpid ());

  lanes_local_host_init (&self->host, context, worker);

  return TRUE;
}

static void
lanes_inline_carrier_submit (LanesCarrier *carrier, LanesLeg *legs)
{
  LanesInlineCarrier *self = LANES_INLINE_CARRIER (carrier);

  if (self->last != NULL)
    self->last->next = legs;
  else
    self->first = legs;
  for (self->last = legs; self->last->next != NULL;)
    self->last = self->last->next;

  if (self->source != NULL)
    return;

  self->source = g_idle_source_new ();
  g_source_set_priority (self->source, G_PRIORITY_DEFAULT);
  g_source_set_callback (self->source, lanes_inline_carrier_carry_cb, self, NULL);
  g_source_attach (self->source, lanes_carrier_get_context (carrier)->coordinator);
}

static void
lanes_inline_carrier_stop (LanesCarrier *carrier)
{
  LanesInlineCarrier *self = LANES_INLINE_CARRIER (carrier);
  LanesRunContext *context = lanes_carrier_get_context (carrier);
  LanesLeg *leg;

  if (self->source != NULL)
    {
      g_source_destroy (self->source);
      g_clear_pointer (&self->source, g_source_unref);
    }

  while ((leg = lanes_inline_carrier_pop (self)) != NULL)
    {
      leg->status = LANES_TASK_CANCELLED;
      lanes_mailbox_post (context->mailbox, leg);
    }

  lanes_local_host_clear (&self->host);
}

static void
lanes_inline_carrier_class_init (LanesInlineCarrierClass *klass)
{
  LanesCarrierClass *carrier_class = LANES_CARRIER_CLASS (klass);

  carrier_class->start = lanes_inline_carrier_start;
  carrier_class->submit = lanes_inline_carrier_submit;
  carrier_class->stop = lanes_inline_carrier_stop;
}

static void
lanes_inline_carrier_init (LanesInlineCarrier *self)
{
}

/**
 * lanes_inline_carrier_new:
 * @context: of the run
 *
 * Returns: (transfer full): a carrier that is the calling thread itself
 */
LanesCarrier *
lanes_inline_carrier_new (LanesRunContext *context)
{
  LanesCarrier *self = g_object_new (LANES_TYPE_INLINE_CARRIER, NULL);

  lanes_carrier_set_context (self, context);

  return self;
}
