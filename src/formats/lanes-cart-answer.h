/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What the carts' API answers. Any thread. Errors: LANES_TASK_ERROR. */

/* The sum of a cart's product lines, each rounded to cents. */
gboolean lanes_cart_answer_total (GBytes *body, gint64 *cents, GError **error);
/* How many carts there are, from an answer to GET /carts. */
gboolean lanes_cart_answer_n_carts (GBytes *body, guint *n_carts, GError **error);
/* The "message" of an error answer, or NULL. (transfer full) */
char *lanes_cart_answer_message (GBytes *body);

G_END_DECLS
