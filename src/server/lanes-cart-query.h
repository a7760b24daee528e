/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define LANES_CART_DELAY_MAX_MS (24 * 60 * 60 * 1000)

/**
 * LanesCartQuery:
 * @limit: as parseInt() reads it; 0: all
 * @limit_is_nan: nothing that parseInt() can read, so the list is empty
 * @skip: as parseInt() reads it
 * @delay_ms: how late to answer
 *
 * The part of a URL after its question mark, as the API understands it.
 */
typedef struct
{
  gint64 limit;
  gboolean limit_is_nan;
  gint64 skip;
  guint delay_ms;
} LanesCartQuery;

/* NULL: understood; else the message of a 400. @text: (nullable). Pure. */
const char *lanes_cart_query_parse (LanesCartQuery *self, const char *text);
/* Which of @n carts a list answers: from @first, before @end. */
void lanes_cart_query_slice (const LanesCartQuery *self, guint n, guint *first, guint *end);

G_END_DECLS
