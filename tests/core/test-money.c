/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <locale.h>
#include <math.h>

#include "core/lanes-money.h"

static void
test_binary_noise_is_rounded_away (void)
{
  const struct
  {
    double amount;
    gint64 cents;
  } cases[] = { { 124.94999999999999, 12495 },
                { 249.95000000000002, 24995 },
                { 17499.949999999997, 1749995 },
                { 0.005, 1 },
                { -0.005, -1 },
                { 0, 0 },
                { 944, 94400 } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gint64 cents = -1;

      g_assert_true (lanes_money_from_double (cases[i].amount, &cents));
      g_assert_cmpint (cents, ==, cases[i].cents);
    }
}

static void
test_what_has_no_cents_is_refused (void)
{
  gint64 cents = 7;

  g_assert_false (lanes_money_from_double (NAN, &cents));
  g_assert_false (lanes_money_from_double (INFINITY, &cents));
  g_assert_false (lanes_money_from_double (1e18, &cents));
  g_assert_false (lanes_money_from_double (-1e300, &cents));
  g_assert_cmpint (cents, ==, 7);
}

static void
test_sums_that_do_not_fit_are_refused (void)
{
  gint64 sum = G_MAXINT64 - 1;

  g_assert_true (lanes_money_add (&sum, 1));
  g_assert_false (lanes_money_add (&sum, 1));
  g_assert_cmpint (sum, ==, G_MAXINT64);
}

static void
assert_plain (gint64 cents, const char *expected)
{
  g_autofree char *text = lanes_money_dup_plain (cents);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_plain_amounts_have_a_point (void)
{
  assert_plain (3105682, "31056.82");
  assert_plain (720800, "7208.00");
  assert_plain (5, "0.05");
  assert_plain (-105, "-1.05");
  assert_plain (G_MININT64, "-92233720368547758.08");
}

static void
test_amounts_for_people_are_grouped (void)
{
  g_autofree char *text = lanes_money_dup_text (3105682);
  g_autofree char *small = lanes_money_dup_text (12584);
  g_autofree char *large = lanes_money_dup_text (-123456789012);

  /* The C locale groups nothing: a comma and a point stand in. */
  g_assert_cmpstr (text, ==, "31,056.82");
  g_assert_cmpstr (small, ==, "125.84");
  g_assert_cmpstr (large, ==, "-1,234,567,890.12");
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/money/binary-noise-is-rounded-away", test_binary_noise_is_rounded_away);
  g_test_add_func ("/money/what-has-no-cents-is-refused", test_what_has_no_cents_is_refused);
  g_test_add_func ("/money/sums-that-do-not-fit-are-refused",
                   test_sums_that_do_not_fit_are_refused);
  g_test_add_func ("/money/plain-amounts-have-a-point", test_plain_amounts_have_a_point);
  g_test_add_func ("/money/amounts-for-people-are-grouped", test_amounts_for_people_are_grouped);

  return g_test_run ();
}
