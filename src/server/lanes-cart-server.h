/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lanes-cart-data.h"
#include "lanes-rate-limit.h"

G_BEGIN_DECLS

/**
 * LanesCartServer:
 *
 * Answers as dummyjson.com's carts do, on 127.0.0.1 alone. Belongs to the thread that made it
 * and iterates its default context.
 */
#define LANES_TYPE_CART_SERVER (lanes_cart_server_get_type ())
G_DECLARE_FINAL_TYPE (LanesCartServer, lanes_cart_server, LANES, CART_SERVER, GObject)

/* (transfer full): data. @limit: (nullable): copied; NULL: no 429 */
LanesCartServer *lanes_cart_server_new (LanesCartData *data, const LanesRateLimit *limit);
/* @port: 0: any that is free. */
gboolean lanes_cart_server_listen (LanesCartServer *self, guint port, GError **error);
guint lanes_cart_server_get_port (LanesCartServer *self);
void lanes_cart_server_close (LanesCartServer *self);

G_END_DECLS
