/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-rate-limit.h"

void
lanes_rate_limit_init (LanesRateLimit *self)
{
  *self = (LanesRateLimit){ .requests = 100, .window_ms = 10000, .retry_after_s = 10 };
}

gboolean
lanes_rate_limit_take (LanesRateLimit *self, gint64 now_us)
{
  if (now_us >= self->window_end_us)
    {
      self->window_end_us = now_us + (gint64) self->window_ms * 1000;
      self->used = 0;
    }
  if (self->used >= self->requests)
    return FALSE;
  self->used++;

  return TRUE;
}

guint
lanes_rate_limit_get_remaining (const LanesRateLimit *self)
{
  return self->requests - self->used;
}
