/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "core/lanes-run.h"

G_BEGIN_DECLS

/* Run files: {"format": "lanes-run", "version": 1, ...}, see docs/run-file.md. Any thread; a
 * run that is still going on must not be written. Every reader takes one run (an object) and
 * several (an array). */

/* (element-type LanesRun). One run is written as an object, several as an array. */
gboolean lanes_run_file_write (GPtrArray *runs,
                               GOutputStream *stream,
                               GCancellable *cancellable,
                               GError **error);
/* The same into a file, by a temporary file and a rename; a full disk leaves what was there. */
gboolean lanes_run_file_save (GPtrArray *runs,
                              GFile *file,
                              GCancellable *cancellable,
                              GError **error);
/* (transfer full) (element-type LanesRun) */
GPtrArray *lanes_run_file_read (GInputStream *stream,
                                const char *origin,
                                GCancellable *cancellable,
                                GError **error);
GPtrArray *lanes_run_file_load (GFile *file, GCancellable *cancellable, GError **error);

G_END_DECLS
