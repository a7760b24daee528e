/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "core/lanes-options.h"

G_BEGIN_DECLS

/**
 * LanesServerProcess:
 *
 * The built-in cart server as a child. Its standard input is a pipe that nobody writes to: it
 * leaves when that ends, so it never outlives us. Used by one thread at a time; freeing it ends
 * the child and waits for it.
 */
typedef struct _LanesServerProcess LanesServerProcess;

/* Starts it and waits for its ready line. LANES_RUN_ERROR_SERVER with what it said. */
void lanes_server_process_start_async (const LanesOptions *options,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
LanesServerProcess *lanes_server_process_start_finish (GAsyncResult *result, GError **error);
void lanes_server_process_free (LanesServerProcess *self);

/* "http://127.0.0.1:PORT" */
const char *lanes_server_process_get_url (const LanesServerProcess *self);
guint lanes_server_process_get_n_carts (const LanesServerProcess *self);
gint32 lanes_server_process_get_pid (const LanesServerProcess *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LanesServerProcess, lanes_server_process_free)

G_END_DECLS
