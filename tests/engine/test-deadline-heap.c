/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "engine/lanes-deadline-heap.h"

static void
test_what_comes_out_is_sorted (void)
{
  for (guint round = 0; round < 200; round++)
    {
      g_autoptr (LanesDeadlineHeap) heap = lanes_deadline_heap_new (0);
      guint n = (guint) g_test_rand_int_range (0, 300);
      gint64 last_us = -1;

      for (guint i = 0; i < n; i++)
        lanes_deadline_heap_push (heap, g_test_rand_int_range (0, 100), GUINT_TO_POINTER (i + 1));
      for (guint i = 0; i < n; i++)
        {
          gint64 next_us = lanes_deadline_heap_get_next (heap);
          gint64 at_us;

          g_assert_nonnull (lanes_deadline_heap_pop (heap, G_MAXINT64, &at_us));
          g_assert_cmpint (at_us, ==, next_us);
          g_assert_cmpint (at_us, >=, last_us);
          last_us = at_us;
        }
      g_assert_null (lanes_deadline_heap_pop (heap, G_MAXINT64, NULL));
      g_assert_cmpint (lanes_deadline_heap_get_next (heap), ==, G_MAXINT64);
    }
}

static void
test_nothing_comes_out_before_its_time (void)
{
  g_autoptr (LanesDeadlineHeap) heap = lanes_deadline_heap_new (0);
  gint64 at_us;

  lanes_deadline_heap_push (heap, 20, (gpointer) "b");
  lanes_deadline_heap_push (heap, 10, (gpointer) "a");
  g_assert_null (lanes_deadline_heap_pop (heap, 9, NULL));
  g_assert_cmpstr (lanes_deadline_heap_pop (heap, 15, &at_us), ==, "a");
  g_assert_cmpint (at_us, ==, 10);
  g_assert_null (lanes_deadline_heap_pop (heap, 15, NULL));
  g_assert_cmpuint (lanes_deadline_heap_get_length (heap), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/deadline-heap/what-comes-out-is-sorted", test_what_comes_out_is_sorted);
  g_test_add_func ("/deadline-heap/nothing-comes-out-before-its-time",
                   test_nothing_comes_out_before_its_time);

  return g_test_run ();
}
