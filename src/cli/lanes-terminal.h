/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What the place that text goes to can show. */
typedef struct
{
  guint columns;
  gboolean has_colour;
  gboolean has_unicode;
} LanesTerminal;

/* @fd: where the text goes to; -1: a file. 80 columns, or the terminal's own; colour only on a
 * terminal and without NO_COLOR (https://no-color.org). Main thread. */
void lanes_terminal_init (LanesTerminal *self, int fd);

/* How many columns @text takes: wide characters take two, combining ones none. */
guint lanes_terminal_measure (const char *text);
/* @text in exactly @columns columns: filled with spaces, or cut with an ellipsis. Appended. */
void lanes_terminal_append_column (const LanesTerminal *self,
                                   GString *out,
                                   const char *text,
                                   guint columns);
/* The same, filled at the left. */
void lanes_terminal_append_right (GString *out, const char *text, guint columns);

G_END_DECLS
