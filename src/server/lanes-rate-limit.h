/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * LanesRateLimit:
 *
 * So many requests in a fixed window of time, as the API counts them. One thread.
 */
typedef struct
{
  guint requests;
  guint window_ms;
  guint retry_after_s;
  gint64 window_end_us;
  guint used;
} LanesRateLimit;

/* The API's: 100 requests in 10 s, "Retry-After: 10". */
void lanes_rate_limit_init (LanesRateLimit *self);
/* Counts a request at @now_us of g_get_monotonic_time(); FALSE: one too many. */
gboolean lanes_rate_limit_take (LanesRateLimit *self, gint64 now_us);
guint lanes_rate_limit_get_remaining (const LanesRateLimit *self);

G_END_DECLS
