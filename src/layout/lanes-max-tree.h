/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * LanesMaxTree:
 *
 * Finds the largest of any stretch of figures without looking at each: it knows the largest of
 * every 8 of them, and of every 8 of those. About two bytes for each. The figures are the caller's.
 * Any thread, one at a time.
 */
typedef struct _LanesMaxTree LanesMaxTree;

/* The figure at @i; must give the same as long as the tree is used. */
typedef gint64 (*LanesMaxTreeFunc) (gconstpointer data, guint i);

LanesMaxTree *lanes_max_tree_new (guint n, LanesMaxTreeFunc func, gconstpointer data);
void lanes_max_tree_free (LanesMaxTree *self);
/* The first of the largest figures of @begin to before @end, of which there is at least one. */
guint lanes_max_tree_find (const LanesMaxTree *self, guint begin, guint end);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LanesMaxTree, lanes_max_tree_free)

G_END_DECLS
