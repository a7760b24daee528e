/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-leg.h"

/**
 * lanes_leg_fail:
 * @self: a leg
 * @error: why it failed
 *
 * Ends a leg as failed, with @error's message for people. For the thread that holds the leg.
 */
void
lanes_leg_fail (LanesLeg *self, const GError *error)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (error != NULL);

  lanes_leg_clear (self);
  self->status = LANES_TASK_FAILED;
  self->error = g_strdup (error->message);
}

/**
 * lanes_leg_take_body:
 * @self: a leg
 * @body: (transfer full): what was fetched
 * @pid: of the process that fetched it
 *
 * Its size is the task's result until a computation makes another. For the thread that holds
 * the leg.
 */
void
lanes_leg_take_body (LanesLeg *self, GBytes *body, gint32 pid)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (body != NULL);

  g_clear_pointer (&self->body, g_bytes_unref);
  self->body = body;
  self->result_kind = LANES_RESULT_BYTES;
  self->result = (gint64) g_bytes_get_size (body);
  self->pid = pid;
}

/**
 * lanes_leg_clear:
 * @self: a leg
 *
 * Drops what a leg found out: body, result and error. For the thread that holds the leg.
 */
void
lanes_leg_clear (LanesLeg *self)
{
  g_return_if_fail (self != NULL);

  g_clear_pointer (&self->body, g_bytes_unref);
  g_clear_pointer (&self->error, g_free);
  self->result_kind = LANES_RESULT_NONE;
  self->result = 0;
}
