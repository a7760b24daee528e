/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define LANES_CART_DATA_SIZE_MAX (64 * 1024 * 1024)

/* One cart, as it is answered. */
typedef struct
{
  char *id; /* as text: the API compares ids as text */
  gint64 user_id;
  GBytes *body; /* its bytes in the data: numbers keep their spelling */
  char *etag;
} LanesCart;

/**
 * LanesCartData:
 *
 * The carts that a server answers from. Immutable; any thread.
 */
typedef struct _LanesCartData LanesCartData;

/* @file: as GET /carts?limit=0 answers; NULL: Lanes' own carts. The error is one sentence that
 * names the file, what is wrong and what would be right. */
LanesCartData *lanes_cart_data_load (const char *file, GError **error);
LanesCartData *lanes_cart_data_parse (GBytes *bytes, const char *origin, GError **error);
void lanes_cart_data_free (LanesCartData *self);

guint lanes_cart_data_get_n_carts (const LanesCartData *self);
const LanesCart *lanes_cart_data_get_cart (const LanesCartData *self, guint index);
/* NULL: no cart has that id */
const LanesCart *lanes_cart_data_find (const LanesCartData *self, const char *id);

/* W/"<length in hexadecimal>-<27 characters of the base64 of its SHA-1>", as Express makes it.
 * (transfer full) */
char *lanes_cart_data_dup_etag (GBytes *body);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LanesCartData, lanes_cart_data_free)

G_END_DECLS
