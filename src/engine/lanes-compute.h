/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "core/lanes-run.h"

G_BEGIN_DECLS

/* Burns @cpu_us of the calling thread's own CPU clock in checksums, in slices of at most a
 * millisecond, asking @stopped (nullable) between them. FALSE: stopped. Any thread. */
typedef gboolean (*LanesStoppedFunc) (gpointer data);
gboolean lanes_compute_burn (gint64 cpu_us, LanesStoppedFunc stopped, gpointer data);

/* The result of a computation, without the time it takes. @body: what the task fetched.
 * Errors: %LANES_TASK_ERROR, naming what is wrong. Any thread. */
gboolean lanes_compute_result (LanesComputation computation,
                               guint item,
                               GBytes *body,
                               LanesResultKind *kind,
                               gint64 *result,
                               GError **error);

G_END_DECLS
