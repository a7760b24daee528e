/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Writes runs into a file, whole or not at all. Called in a thread. */
typedef gboolean (*LanesSaverFunc) (GPtrArray *runs, GFile *file, GError **error);

/* Saves in a thread, since a long run takes seconds; the application does not end before it has
 * ended. Main thread only. @runs: runs that have finished. (element-type LanesRun) */
void lanes_saver_save_async (GPtrArray *runs,
                             GFile *file,
                             LanesSaverFunc func,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
/* FALSE with @error set: nothing was written. */
gboolean lanes_saver_save_finish (GAsyncResult *result, GError **error);

G_END_DECLS
