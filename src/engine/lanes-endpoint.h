/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "core/lanes-options.h"

G_BEGIN_DECLS

/* How many carts the built-in server has of its own. */
#define LANES_BUILT_IN_CARTS 50

/**
 * LanesEndpoint:
 *
 * Who answers a run's fetches: the built-in server, started when first needed and stopped
 * with this object (its child's stdin ends with us whatever happens), or a URL for the carts
 * with the built-in server for the pages. One endpoint serves any number of runs with the
 * same options. Used by one thread at a time; runs only read its URLs.
 */
#define LANES_TYPE_ENDPOINT (lanes_endpoint_get_type ())
G_DECLARE_FINAL_TYPE (LanesEndpoint, lanes_endpoint, LANES, ENDPOINT, GObject)

/* Checks that the options agree (--data with a URL is refused; a URL is http or https and is
 * stored without its trailing slash). */
LanesEndpoint *lanes_endpoint_new (const LanesOptions *options, GError **error);

/* Starts what @needs_built_in asks for and asks how many carts there are where @needs_carts.
 * An endpoint given as a URL that does not answer is no error: its number of carts is then 0. */
void lanes_endpoint_prepare_async (LanesEndpoint *self,
                                   gboolean needs_endpoint,
                                   gboolean needs_built_in,
                                   gboolean needs_carts,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
gboolean lanes_endpoint_prepare_finish (LanesEndpoint *self, GAsyncResult *result, GError **error);

const char *lanes_endpoint_get_url (LanesEndpoint *self);      /* NULL before it is needed */
const char *lanes_endpoint_get_built_in (LanesEndpoint *self); /* the same */
guint lanes_endpoint_get_n_carts (LanesEndpoint *self);        /* 0: not known */
gboolean lanes_endpoint_is_built_in (LanesEndpoint *self);
/* pid of the built-in server, 0 when it does not run. */
gint32 lanes_endpoint_get_server_pid (LanesEndpoint *self);

/* Whether the endpoint can be asked to answer so late: dummyjson.com refuses more than 5 s.
 * LANES_RUN_ERROR_OPTIONS, with a sentence. */
gboolean lanes_endpoint_check_delay (LanesEndpoint *self, gint64 max_delay_us, GError **error);

G_END_DECLS
