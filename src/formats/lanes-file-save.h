/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Writes a whole file. Returns FALSE with @error set. */
typedef gboolean (*LanesFileWriteFunc) (GOutputStream *stream,
                                        gpointer user_data,
                                        GCancellable *cancellable,
                                        GError **error);

/* Whole or not at all. Any thread; blocks. */
gboolean lanes_file_save (GFile *file,
                          LanesFileWriteFunc func,
                          gpointer user_data,
                          GCancellable *cancellable,
                          GError **error);

G_END_DECLS
