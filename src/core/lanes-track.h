/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "lanes-trace.h"

G_BEGIN_DECLS

/**
 * LanesTrack:
 * @name: "running", "queued", "loop lag"
 * @unit: "tasks", "us"
 *
 * A figure over time: value i holds from at_us i until at_us i + 1. Not thread-safe; handed
 * over whole.
 */
typedef struct
{
  char *name;
  char *unit;
  GArray *at_us; /* gint64 */
  GArray *value; /* gint64 */
} LanesTrack;

LanesTrack *lanes_track_new (const char *name, const char *unit);
void lanes_track_free (LanesTrack *self);
void lanes_track_add (LanesTrack *self, gint64 at_us, gint64 value);
guint lanes_track_get_n (const LanesTrack *self);

/* Pure: how many tasks run (wait, fetch, compute) or are queued at each moment. With more
 * than @max_points changes, neighbours are merged and keep their maximum. */
LanesTrack *lanes_track_running (LanesTrace *trace, guint max_points);
LanesTrack *lanes_track_queued (LanesTrace *trace, guint max_points);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LanesTrack, lanes_track_free)

G_END_DECLS
