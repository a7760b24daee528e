/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-carrier-private.h"

typedef struct
{
  LanesRunContext *context;
  GThread *coordinator;
} LanesCarrierPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (LanesCarrier, lanes_carrier, G_TYPE_OBJECT)

static void
lanes_carrier_class_init (LanesCarrierClass *klass)
{
}

static void
lanes_carrier_init (LanesCarrier *self)
{
}

/* A carrier belongs to the thread that starts it. */
static LanesCarrierPrivate *
lanes_carrier_enter (LanesCarrier *self)
{
  LanesCarrierPrivate *priv = lanes_carrier_get_instance_private (self);

  g_assert (priv->coordinator == g_thread_self ());

  return priv;
}

/**
 * lanes_carrier_set_context:
 * @self: a carrier
 * @context: of the run; outlives the carrier
 *
 * For the constructors.
 */
void
lanes_carrier_set_context (LanesCarrier *self, LanesRunContext *context)
{
  LanesCarrierPrivate *priv = lanes_carrier_get_instance_private (self);

  g_return_if_fail (context != NULL);

  priv->context = context;
  priv->coordinator = g_thread_self ();
}

/**
 * lanes_carrier_get_context:
 * @self: a carrier
 *
 * Any thread.
 *
 * Returns: (transfer none): what the runner shares with its carriers
 */
LanesRunContext *
lanes_carrier_get_context (LanesCarrier *self)
{
  LanesCarrierPrivate *priv = lanes_carrier_get_instance_private (self);

  return priv->context;
}

/**
 * lanes_carrier_start:
 * @self: a carrier
 * @error: of %LANES_RUN_ERROR or of the system
 *
 * Starts its threads, children or loop without waiting for them. Coordinator thread only.
 *
 * Returns: %FALSE with @error set when it cannot carry anything
 */
gboolean
lanes_carrier_start (LanesCarrier *self, GError **error)
{
  g_return_val_if_fail (LANES_IS_CARRIER (self), FALSE);

  lanes_carrier_enter (self);

  return LANES_CARRIER_GET_CLASS (self)->start (self, error);
}

/**
 * lanes_carrier_submit:
 * @self: a carrier; one of processes also before it is started
 * @legs: (nullable): legs linked by next, in the order in which they should begin
 *
 * Hands legs over; each comes back through the mailbox once. Coordinator thread only.
 */
void
lanes_carrier_submit (LanesCarrier *self, LanesLeg *legs)
{
  g_return_if_fail (LANES_IS_CARRIER (self));

  lanes_carrier_enter (self);

  if (legs != NULL)
    LANES_CARRIER_GET_CLASS (self)->submit (self, legs);
}

/**
 * lanes_carrier_stop:
 * @self: a carrier
 *
 * Ends its threads and children and waits for them; legs that have not come to an end come
 * back as cancelled. Called once, also after a start that failed. Blocks. Coordinator thread
 * only.
 */
void
lanes_carrier_stop (LanesCarrier *self)
{
  g_return_if_fail (LANES_IS_CARRIER (self));

  lanes_carrier_enter (self);

  LANES_CARRIER_GET_CLASS (self)->stop (self);
}
