/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Tables of words, one for each value of an enumeration, as files and the command line spell
 * them. Any thread. */

/* The word of @value; a value outside of the table is a programming error. */
const char *lanes_words_get (const char *const *words, gsize n_words, guint value);
/* The value of @word; -1: none. Case counts. */
int lanes_words_find (const char *const *words, gsize n_words, const char *word);

G_END_DECLS
