/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Rounds one amount to cents, half away from zero; FALSE when it is no number or too large. */
gboolean lanes_money_from_double (double amount, gint64 *cents);
/* Adds with overflow check. */
gboolean lanes_money_add (gint64 *sum, gint64 cents);
/* "31056.82": for files. */
char *lanes_money_dup_plain (gint64 cents);
/* "31,056.82": with the separators of the locale (a comma and a point where it has none). */
char *lanes_money_dup_text (gint64 cents);

G_END_DECLS
