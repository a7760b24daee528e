/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-test-text.h"

#define NO_BREAK_SPACE "\302\240"

char *
lanes_test_dup_plain (const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, NO_BREAK_SPACE, -1);

  g_assert_false (g_regex_match_simple ("\\d (s|ms|µs|min|h)\\b", text, 0, 0));

  return g_strjoinv (" ", parts);
}
