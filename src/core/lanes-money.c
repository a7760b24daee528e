/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-money.h"

#include <locale.h>
#include <math.h>
#include <string.h>

/* Above this a double has no cents any more: 2^53 cents. */
#define AMOUNT_MAX 90071992547409.91

/**
 * lanes_money_from_double:
 * @amount: an amount as the API prints it, such as 124.94999999999999
 * @cents: (out): the same in cents, rounded half away from zero
 *
 * Lines are rounded one by one, since their sums in binary are not the sums of what was paid.
 * Any thread.
 *
 * Returns: %FALSE when @amount is no number or too large to have cents
 */
gboolean
lanes_money_from_double (double amount, gint64 *cents)
{
  g_return_val_if_fail (cents != NULL, FALSE);

  if (!isfinite (amount) || fabs (amount) > AMOUNT_MAX)
    return FALSE;

  *cents = llround (amount * 100.0);

  return TRUE;
}

/**
 * lanes_money_add:
 * @sum: (inout): a sum in cents
 * @cents: what is added
 *
 * Any thread.
 *
 * Returns: %FALSE, with @sum as it was, when the sum would not fit
 */
gboolean
lanes_money_add (gint64 *sum, gint64 cents)
{
  gint64 result;

  g_return_val_if_fail (sum != NULL, FALSE);

  if (__builtin_add_overflow (*sum, cents, &result))
    return FALSE;

  *sum = result;

  return TRUE;
}

static guint64
magnitude (gint64 cents)
{
  return cents < 0 ? (guint64) 0 - (guint64) cents : (guint64) cents;
}

/**
 * lanes_money_dup_plain:
 * @cents: an amount
 *
 * Any thread.
 *
 * Returns: (transfer full): "31056.82", whatever the locale
 */
char *
lanes_money_dup_plain (gint64 cents)
{
  guint64 value = magnitude (cents);

  return g_strdup_printf ("%s%" G_GUINT64_FORMAT ".%02u", cents < 0 ? "-" : "", value / 100,
                          (guint) (value % 100));
}

/**
 * lanes_money_dup_text:
 * @cents: an amount
 *
 * Any thread, once the locale is set.
 *
 * Returns: (transfer full): "31,056.82" with the separators of the locale; with a comma and a
 *   point where the locale groups nothing
 */
char *
lanes_money_dup_text (gint64 cents)
{
  const struct lconv *locale = localeconv ();
  const char *group = ",";
  const char *point = ".";
  guint64 value = magnitude (cents);
  g_autofree char *digits = g_strdup_printf ("%" G_GUINT64_FORMAT, value / 100);
  gsize length = strlen (digits);
  GString *text = g_string_new (cents < 0 ? "-" : "");

  if (*locale->thousands_sep != '\0' && *locale->decimal_point != '\0')
    {
      group = locale->thousands_sep;
      point = locale->decimal_point;
    }

  for (gsize i = 0; i < length; i++)
    {
      if (i > 0 && (length - i) % 3 == 0)
        g_string_append (text, group);
      g_string_append_c (text, digits[i]);
    }
  g_string_append_printf (text, "%s%02u", point, (guint) (value % 100));

  return g_string_free (text, FALSE);
}
