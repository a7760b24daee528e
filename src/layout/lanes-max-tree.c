/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-max-tree.h"

#define FAN        16u
#define LEVELS_MAX 8u /* 16 to the power of 8 */

struct _LanesMaxTree
{
  LanesMaxTreeFunc func;
  gconstpointer data;
  guint n;
  guint n_levels;
  guint32 *levels[LEVELS_MAX]; /* which figure is the largest of each FAN of the level below */
};

/* The best so far; G_MAXUINT: none yet. */
typedef struct
{
  guint i;
  gint64 figure;
} LanesBest;

/* Of equals the first stays. */
static void
try (const LanesMaxTree *self, LanesBest *best, guint i)
{
  gint64 figure = self->func (self->data, i);

  if (best->i != G_MAXUINT && (figure < best->figure || (figure == best->figure && i > best->i)))
    return;

  best->i = i;
  best->figure = figure;
}

/* What block @i of @level stands for; level -1 is the figures. */
static guint
champion (const LanesMaxTree *self, int level, guint i)
{
  return level < 0 ? i : self->levels[level][i];
}

static void
build_level (LanesMaxTree *self, guint n_below)
{
  guint level = self->n_levels++;
  guint n = (n_below + FAN - 1) / FAN;

  self->levels[level] = g_new (guint32, n);
  for (guint i = 0; i < n; i++)
    {
      guint end = MIN ((i + 1) * FAN, n_below);
      LanesBest best = { .i = G_MAXUINT };

      for (guint k = i * FAN; k < end; k++)
        try (self, &best, champion (self, (int) level - 1, k));
      self->levels[level][i] = best.i;
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
 * Looks at no more than about 30 figures a level.
 *
 * Returns: where the largest figure is; of equals the first
 */
guint
lanes_max_tree_find (const LanesMaxTree *self, guint begin, guint end)
{
  LanesBest best = { .i = G_MAXUINT };
  int level = -1;

  g_return_val_if_fail (self != NULL, 0);
  g_return_val_if_fail (begin < end && end <= self->n, 0);

  /* From both ends to where a block begins, then the same one level up. */
  while (begin < end)
    {
      gboolean is_top = level + 1 == (int) self->n_levels;

      for (; begin < end && (begin % FAN != 0 || is_top); begin++)
        try (self, &best, champion (self, level, begin));
      for (; begin < end && end % FAN != 0; end--)
        try (self, &best, champion (self, level, end - 1));
      begin /= FAN;
      end /= FAN;
      level++;
    }

  return best.i;
}
