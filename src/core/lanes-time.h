/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Sum of two lengths of time in microseconds; %G_MAXINT64 where it would not fit. Any thread. */
static inline gint64
lanes_time_add (gint64 a_us, gint64 b_us)
{
  gint64 sum_us;

  return __builtin_add_overflow (a_us, b_us, &sum_us) ? G_MAXINT64 : sum_us;
}

G_END_DECLS
