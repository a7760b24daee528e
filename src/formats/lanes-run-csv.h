/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "core/lanes-run.h"

G_BEGIN_DECLS

/* One line a span, RFC 4180, with a header line; several runs one after the other, told apart
 * by their model. (element-type LanesRun). Any thread. */
gboolean lanes_run_csv_write (GPtrArray *runs,
                              GOutputStream *stream,
                              GCancellable *cancellable,
                              GError **error);

G_END_DECLS
