/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-deadline-heap.h"

#include <string.h>

#include "platform/lanes-platform.h"

/* Four children a node: half as deep as two, and they lie in one cache line. */
#define ARITY        4
#define CAPACITY_MIN 64

typedef struct
{
  gint64 at_us;
  gpointer data;
} LanesDeadline;

G_STATIC_ASSERT (sizeof (LanesDeadline) <= 16);

struct _LanesDeadlineHeap
{
  LanesDeadline *entries;
  gsize length;
  gsize capacity;
};

static inline gboolean
is_before (const LanesDeadline *a, const LanesDeadline *b)
{
  if (a->at_us != b->at_us)
    return a->at_us < b->at_us;

  return (guintptr) a->data < (guintptr) b->data;
}

static void
lanes_deadline_heap_grow (LanesDeadlineHeap *self, gsize capacity)
{
  LanesDeadline *entries = lanes_platform_alloc_pages (capacity * sizeof (LanesDeadline));

  lanes_platform_touch_memory (entries, capacity * sizeof (LanesDeadline));
  if (self->length > 0)
    memcpy (entries, self->entries, self->length * sizeof (LanesDeadline));
  lanes_platform_free_pages (self->entries, self->capacity * sizeof (LanesDeadline));
  self->entries = entries;
  self->capacity = capacity;
}

/**
 * lanes_deadline_heap_new:
 * @n_expected: how many are to wait at once; it may become more
 *
 * Returns: (transfer full): an empty heap
 */
LanesDeadlineHeap *
lanes_deadline_heap_new (gsize n_expected)
{
  LanesDeadlineHeap *self = g_new0 (LanesDeadlineHeap, 1);

  lanes_deadline_heap_grow (self, MAX (n_expected, CAPACITY_MIN));

  return self;
}

/**
 * lanes_deadline_heap_free:
 * @self: (transfer full): a heap; what it holds is not freed
 */
void
lanes_deadline_heap_free (LanesDeadlineHeap *self)
{
  g_return_if_fail (self != NULL);

  lanes_platform_free_pages (self->entries, self->capacity * sizeof (LanesDeadline));
  g_free (self);
}

/**
 * lanes_deadline_heap_push:
 * @self: a heap
 * @at_us: a time
 * @data: what waits for it
 */
void
lanes_deadline_heap_push (LanesDeadlineHeap *self, gint64 at_us, gpointer data)
{
  const LanesDeadline entry = { at_us, data };
  gsize hole;

  g_return_if_fail (self != NULL);
  g_return_if_fail (data != NULL);

  if (self->length == self->capacity)
    lanes_deadline_heap_grow (self, self->capacity * 2);

  for (hole = self->length++; hole > 0;)
    {
      gsize parent = (hole - 1) / ARITY;

      if (!is_before (&entry, &self->entries[parent]))
        break;
      self->entries[hole] = self->entries[parent];
      hole = parent;
    }
  self->entries[hole] = entry;
}

/**
 * lanes_deadline_heap_get_next:
 * @self: a heap
 *
 * Returns: the soonest time in it, %G_MAXINT64 when it is empty
 */
gint64
lanes_deadline_heap_get_next (const LanesDeadlineHeap *self)
{
  g_return_val_if_fail (self != NULL, G_MAXINT64);

  return self->length > 0 ? self->entries[0].at_us : G_MAXINT64;
}

static gsize
find_first_child (const LanesDeadlineHeap *self, gsize node)
{
  gsize first = node * ARITY + 1;
  gsize end = MIN (first + ARITY, self->length);
  gsize best = first;

  for (gsize child = first + 1; child < end; child++)
    {
      if (is_before (&self->entries[child], &self->entries[best]))
        best = child;
    }

  return best;
}

/**
 * lanes_deadline_heap_pop:
 * @self: a heap
 * @now_us: until when
 * @at_us: (out) (optional): the time of what is returned
 *
 * Returns: (nullable): what waited for the soonest time, if that is @now_us or before
 */
gpointer
lanes_deadline_heap_pop (LanesDeadlineHeap *self, gint64 now_us, gint64 *at_us)
{
  LanesDeadline first;
  LanesDeadline last;
  gsize hole = 0;

  g_return_val_if_fail (self != NULL, NULL);

  if (self->length == 0 || self->entries[0].at_us > now_us)
    return NULL;

  first = self->entries[0];
  last = self->entries[--self->length];
  while (hole * ARITY + 1 < self->length)
    {
      gsize child = find_first_child (self, hole);

      if (!is_before (&self->entries[child], &last))
        break;
      self->entries[hole] = self->entries[child];
      hole = child;
    }
  if (self->length > 0)
    self->entries[hole] = last;

  if (at_us != NULL)
    *at_us = first.at_us;

  return first.data;
}

/**
 * lanes_deadline_heap_get_length:
 * @self: a heap
 *
 * Returns: how many wait
 */
gsize
lanes_deadline_heap_get_length (const LanesDeadlineHeap *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->length;
}
