/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lanes-axis.h"

G_BEGIN_DECLS

/* Of a gesture's many steps, those that follow each other faster make one entry of the history. */
#define LANES_AXIS_GESTURE_US (G_USEC_PER_SEC / 2)

/* For tests: what tells the time instead of g_get_monotonic_time(). */
typedef gint64 (*LanesAxisClock) (void);
void lanes_axis_set_clock (LanesAxis *self, LanesAxisClock clock);

G_END_DECLS
