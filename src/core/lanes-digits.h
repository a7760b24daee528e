/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Appends a number as C's locale writes it. A run of a million tasks has millions of them, and
 * printf takes five times as long. Any thread. */
void lanes_digits_append (GString *text, gint64 value);

G_END_DECLS
