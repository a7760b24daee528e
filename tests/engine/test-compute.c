/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "core/lanes-error.h"
#include "engine/lanes-compute.h"
#include "platform/lanes-platform.h"

static void
test_burning_uses_the_cpu_time_asked_for (void)
{
  gint64 before_us = lanes_platform_thread_cpu_us ();
  gint64 used_us;

  g_assert_true (lanes_compute_burn (20000, NULL, NULL));
  used_us = lanes_platform_thread_cpu_us () - before_us;

  g_assert_cmpint (used_us, >=, 20000);
  /* At most a slice more, and what a busy machine adds to one. */
  g_assert_cmpint (used_us, <, 1000000);
}

static gboolean
say_stop_at_the_third (gpointer data)
{
  guint *asked = data;

  return ++*asked == 3;
}

static void
test_burning_stops_when_told_to (void)
{
  guint asked = 0;

  g_assert_false (
      lanes_compute_burn ((gint64) 3600 * G_USEC_PER_SEC, say_stop_at_the_third, &asked));
  g_assert_cmpuint (asked, ==, 3);
}

static void
test_squares_are_exact (void)
{
  g_autoptr (GError) error = NULL;
  LanesResultKind kind;
  gint64 result;

  g_assert_true (
      lanes_compute_result (LANES_COMPUTATION_SQUARE, 3000000000u, NULL, &kind, &result, &error));
  g_assert_no_error (error);
  g_assert_cmpint (kind, ==, LANES_RESULT_VALUE);
  g_assert_cmpint (result, ==, G_GINT64_CONSTANT (9000000000000000000));
}

static void
test_a_total_needs_a_cart (void)
{
  g_autoptr (GError) error = NULL;
  LanesResultKind kind;
  gint64 result;

  g_assert_false (
      lanes_compute_result (LANES_COMPUTATION_CART_TOTAL, 1, NULL, &kind, &result, &error));
  g_assert_error (error, LANES_TASK_ERROR, LANES_TASK_ERROR_MISSING);
}

static void
test_a_total_is_in_cents (void)
{
  static const char text[] =
      "{\"id\":1,\"products\":[{\"total\":124.94999999999999},{\"total\":1}]}";
  g_autoptr (GBytes) body = g_bytes_new_static (text, strlen (text));
  g_autoptr (GError) error = NULL;
  LanesResultKind kind;
  gint64 result;

  g_assert_true (
      lanes_compute_result (LANES_COMPUTATION_CART_TOTAL, 1, body, &kind, &result, &error));
  g_assert_no_error (error);
  g_assert_cmpint (kind, ==, LANES_RESULT_TOTAL_CENTS);
  g_assert_cmpint (result, ==, 12595);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/compute/burning-uses-the-cpu-time-asked-for",
                   test_burning_uses_the_cpu_time_asked_for);
  g_test_add_func ("/compute/burning-stops-when-told-to", test_burning_stops_when_told_to);
  g_test_add_func ("/compute/squares-are-exact", test_squares_are_exact);
  g_test_add_func ("/compute/a-total-needs-a-cart", test_a_total_needs_a_cart);
  g_test_add_func ("/compute/a-total-is-in-cents", test_a_total_is_in_cents);
  return g_test_run ();
}
