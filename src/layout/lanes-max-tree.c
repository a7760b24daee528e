/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-max-tree.h"

#define FAN        8u
#define LEVELS_MAX 11u /* 8 to the power of 11 */

/* The largest of some figures, and where it is. */
typedef struct
{
  gint64 figure;
  guint32 i;
} LanesLargest;

struct _LanesMaxTree
{
  LanesMaxTreeFunc func;
  gconstpointer data;
  guint n;
  guint n_levels;
  LanesLargest *levels[LEVELS_MAX]; /* of each FAN of the level below */
};

/* What block @i of @level stands for; level -1 is the figures. */
static LanesLargest
get (const LanesMaxTree *self, int level, guint i)
{
  return level < 0 ? (LanesLargest){ self->func (self->data, i), i } : self->levels[level][i];
}

/* Of equals the first stays. */
static void
try (LanesLargest *best, LanesLargest other)
{
  if (other.figure > best->figure || (other.figure == best->figure && other.i < best->i))
    *best = other;
}

static void
build_level (LanesMaxTree *self, guint n_below)
{
  guint level = self->n_levels++;
  guint n = (n_below + FAN - 1) / FAN;

  self->levels[level] = g_new (LanesLargest, n);
  for (guint i = 0; i < n; i++)
    {
      guint end = MIN ((i + 1) * FAN, n_below);
      LanesLargest best = get (self, (int) level - 1, i * FAN);

      for (guint k = i * FAN + 1; k < end; k++)
        try (&best, get (self, (int) level - 1, k));
      self->levels[level][i] = best;
    }
}

/**
 * lanes_max_tree_new:
 * @n: how many figures
 * @func: gives them
 * @data: for @func; must outlive the tree
 *
 * Returns: (transfer full): a tree over them; time is linear
 */
LanesMaxTree *
lanes_max_tree_new (guint n, LanesMaxTreeFunc func, gconstpointer data)
{
  LanesMaxTree *self = g_new0 (LanesMaxTree, 1);

  self->func = func;
  self->data = data;
  self->n = n;
  for (guint below = n; below > FAN; below = (below + FAN - 1) / FAN)
    build_level (self, below);

  return self;
}

/**
 * lanes_max_tree_free:
 * @self: (transfer full): a tree
 */
void
lanes_max_tree_free (LanesMaxTree *self)
{
  g_return_if_fail (self != NULL);

  for (guint level = 0; level < self->n_levels; level++)
    g_free (self->levels[level]);
  g_free (self);
}

/**
 * lanes_max_tree_find:
 * @self: a tree
 * @begin: where to look
 * @end: until before where; more than @begin
 *
 * Looks at no more than 14 figures a level.
 *
 * Returns: where the largest figure is; of equals the first
 */
guint
lanes_max_tree_find (const LanesMaxTree *self, guint begin, guint end)
{
  LanesLargest best = { .figure = G_MININT64, .i = G_MAXUINT32 };
  int level = -1;

  g_return_val_if_fail (self != NULL, 0);
  g_return_val_if_fail (begin < end && end <= self->n, 0);

  /* From both ends to where a block begins, then the same one level up. */
  while (begin < end)
    {
      gboolean is_top = level + 1 == (int) self->n_levels;

      for (; begin < end && (begin % FAN != 0 || is_top); begin++)
        try (&best, get (self, level, begin));
      for (; begin < end && end % FAN != 0; end--)
        try (&best, get (self, level, end - 1));
      begin /= FAN;
      end /= FAN;
      level++;
    }

  return best.i;
}
