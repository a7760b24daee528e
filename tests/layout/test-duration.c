/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <locale.h>

#include "layout/lanes-duration.h"

static void
test_durations_are_rounded_for_people (void)
{
  const struct
  {
    gint64 time_us;
    const char *text;
  } cases[] = {
    { 0, "0 s" },
    { 48, "48 µs" },
    { 999, "999 µs" },
    { 1000, "1 ms" },
    { 1500, "1.5 ms" },
    { 9949, "9.9 ms" },
    { 532000, "532 ms" },
    { 999499, "999 ms" },
    { 999500, "1 s" },
    { 10020000, "10.02 s" },
    { 10000400, "10 s" },
    { 2500000, "2.5 s" },
    { 59994999, "59.99 s" },
    { 59995000, "1 min 0 s" },
    { 65000000, "1 min 5 s" },
    { G_GINT64_CONSTANT (3600000000), "1 h 0 min" },
    { -1500, "-1.5 ms" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = lanes_duration_dup_text (cases[i].time_us);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

static void
test_the_longest_duration_has_a_text (void)
{
  g_autofree char *longest = lanes_duration_dup_text (G_MAXINT64);
  g_autofree char *least = lanes_duration_dup_text (G_MININT64);

  g_assert_nonnull (longest);
  g_assert_cmpint (*least, ==, '-');
}

static void
test_no_line_ends_within_one (void)
{
  g_autofree char *seconds = lanes_duration_dup_unbroken (-6 * (gint64) G_USEC_PER_SEC);
  g_autofree char *minutes = lanes_duration_dup_unbroken (65 * (gint64) G_USEC_PER_SEC);

  g_assert_cmpstr (seconds, ==, "-6\302\240s");
  g_assert_cmpstr (minutes, ==, "1\302\240min\302\2405\302\240s");
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/duration/durations-are-rounded-for-people",
                   test_durations_are_rounded_for_people);
  g_test_add_func ("/duration/the-longest-duration-has-a-text",
                   test_the_longest_duration_has_a_text);
  g_test_add_func ("/duration/no-line-ends-within-one", test_no_line_ends_within_one);

  return g_test_run ();
}
