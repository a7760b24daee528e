/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lanes-layout.h"

G_BEGIN_DECLS

/* A mark of the time axis. */
typedef struct
{
  gint64 at_us;
  gint x;
} LanesTick;

/* Pure. Marks at 1, 2 or 5 times a power of ten, at least @distance pixels apart.
 * (transfer full) (element-type LanesTick). Any thread. */
GArray *lanes_ruler_compute (const LanesView *view, guint distance);
/* "2 s", "1.5 s", "500 ms": all the labels of one ruler have the same unit and decimals.
 * (transfer full) */
char *lanes_ruler_dup_label (const LanesView *view, guint distance, gint64 at_us);

G_END_DECLS
