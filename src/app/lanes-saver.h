/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What the proposed name of a saved run ends in: ".lanes.json", and ".lanes" in a Flatpak, whose
 * desktop takes the former for JSON as such. @flatpak_info: "/.flatpak-info", which is in every
 * Flatpak's sandbox and nowhere else. */
const char *lanes_saver_get_ending (const char *flatpak_info);

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
