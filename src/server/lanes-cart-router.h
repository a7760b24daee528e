/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lanes-cart-data.h"
#include "lanes-cart-query.h"

G_BEGIN_DECLS

/* An answer. @type, @location: (nullable). */
typedef struct
{
  guint status;
  const char *type;
  GBytes *body;
  char *etag;
  char *location;
} LanesCartReply;

/* What the API answers to GET @path (percent-encoded). Pure; any thread. */
void lanes_cart_router_get (const LanesCartData *data,
                            const char *path,
                            const LanesCartQuery *query,
                            LanesCartReply *reply);
/* {"message": "..."} with that status. */
void lanes_cart_reply_set_message (LanesCartReply *self, guint status, const char *message);
void lanes_cart_reply_clear (LanesCartReply *self);

G_END_DECLS
