/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-digits.h"

/**
 * lanes_digits_append:
 * @text: grows
 * @value: any number
 *
 * Appends @value in decimal digits, with a sign where it is below 0. Any thread.
 */
void
lanes_digits_append (GString *text, gint64 value)
{
  char digits[24];
  guint64 rest = value < 0 ? (guint64) 0 - (guint64) value : (guint64) value;
  char *p = digits + sizeof digits;

  do
    {
      *--p = (char) ('0' + rest % 10);
      rest /= 10;
    }
  while (rest > 0);
  if (value < 0)
    *--p = '-';

  g_string_append_len (text, p, digits + sizeof digits - p);
}
