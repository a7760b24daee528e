/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "engine/lanes-stopper.h"

static void
test_a_wait_never_ends_early (void)
{
  g_autoptr (LanesStopper) stopper = lanes_stopper_new ();

  for (gint64 length_us = 0; length_us < 5000; length_us += 700)
    {
      gint64 deadline_us = g_get_monotonic_time () + length_us;

      g_assert_true (lanes_stopper_wait_until (stopper, deadline_us));
      g_assert_cmpint (g_get_monotonic_time (), >=, deadline_us);
    }
}

static gpointer
wait_for_an_hour (gpointer data)
{
  gint64 deadline_us = g_get_monotonic_time () + (gint64) 3600 * G_USEC_PER_SEC;

  return GINT_TO_POINTER (lanes_stopper_wait_until (data, deadline_us));
}

static void
test_a_stop_ends_every_wait (void)
{
  g_autoptr (LanesStopper) stopper = lanes_stopper_new ();
  GThread *waiters[8];

  for (guint i = 0; i < G_N_ELEMENTS (waiters); i++)
    waiters[i] = g_thread_new ("waiter", wait_for_an_hour, stopper);
  g_assert_false (lanes_stopper_is_stopped (stopper));

  lanes_stopper_stop (stopper);
  for (guint i = 0; i < G_N_ELEMENTS (waiters); i++)
    g_assert_false (GPOINTER_TO_INT (g_thread_join (waiters[i])));

  g_assert_true (lanes_stopper_is_stopped (stopper));
  g_assert_false (lanes_stopper_wait_until (stopper, g_get_monotonic_time () + G_USEC_PER_SEC));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/stopper/a-wait-never-ends-early", test_a_wait_never_ends_early);
  g_test_add_func ("/stopper/a-stop-ends-every-wait", test_a_stop_ends_every_wait);
  return g_test_run ();
}
