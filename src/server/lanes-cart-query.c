/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-cart-query.h"

#include <libsoup/soup.h>
#include <math.h>

#define DEFAULT_LIMIT 30

/* JavaScript's isNaN (), for the texts that come in a query. */
static gboolean
is_nan (const char *text)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (text));
  const char *digits = trimmed + (*trimmed == '-' || *trimmed == '+');
  char *end;

  if (*trimmed == '\0' || g_str_equal (digits, "Infinity"))
    return FALSE;
  /* strtod() would take words such as "nan". */
  if (!g_ascii_isdigit (*digits) && *digits != '.')
    return TRUE;
  g_ascii_strtod (trimmed, &end);

  return *end != '\0' || end == trimmed;
}

/* JavaScript's parseInt (); FALSE: NaN. */
static gboolean
parse_int (const char *text, gint64 *value)
{
  const char *digits;

  while (g_ascii_isspace (*text))
    text++;
  digits = text + (*text == '-' || *text == '+');
  if (!g_ascii_isdigit (*digits))
    return FALSE;
  /* Far from where sums could overflow. */
  *value = CLAMP (g_ascii_strtoll (text, NULL, 10), -G_MAXINT32, G_MAXINT32);

  return TRUE;
}

static const char *
parse_delay (LanesCartQuery *self, const char *text)
{
  double delay;

  if (is_nan (text))
    return "Delay must be a number in milliseconds";
  delay = g_ascii_strtod (text, NULL);
  if (delay < 0)
    return "Delay cannot be less than 0";
  /* The API's own cap is 5 s; this one only keeps the number sound. */
  if (delay > LANES_CART_DELAY_MAX_MS)
    return "Delay cannot be greater than 1 day";
  self->delay_ms = (guint) ceil (delay);

  return NULL;
}

/**
 * lanes_cart_query_parse:
 * @self: (out): what was asked for
 * @text: (nullable): the query of a URL
 *
 * Returns: (nullable): %NULL; or the message of a 400
 */
const char *
lanes_cart_query_parse (LanesCartQuery *self, const char *text)
{
  g_autoptr (GHashTable) form = NULL;
  const char *value, *order;

  *self = (LanesCartQuery){ .limit = DEFAULT_LIMIT };
  if (text == NULL || *text == '\0')
    return NULL;

  form = soup_form_decode (text);
  value = g_hash_table_lookup (form, "limit");
  if (value != NULL)
    {
      if (is_nan (value))
        return "Invalid 'limit' - must be a number";
      self->limit_is_nan = !parse_int (value, &self->limit);
    }

  value = g_hash_table_lookup (form, "skip");
  if (value != NULL)
    {
      if (is_nan (value))
        return "Invalid 'skip' - must be a number";
      if (!parse_int (value, &self->skip))
        self->skip = 0;
    }

  order = g_hash_table_lookup (form, "order");
  if (order != NULL && g_hash_table_contains (form, "sortBy") && !g_str_equal (order, "asc") &&
      !g_str_equal (order, "desc"))
    return "Order can be: 'asc' or 'desc'";

  value = g_hash_table_lookup (form, "delay");

  return value != NULL ? parse_delay (self, value) : NULL;
}

/**
 * lanes_cart_query_slice:
 * @self: a query
 * @n: how many carts there are
 * @first: (out): index of the first that is answered
 * @end: (out): index after the last
 *
 * As JavaScript's slice (skip, end) has it: a limit of 0 is none, one below 0 counts from the
 * end.
 */
void
lanes_cart_query_slice (const LanesCartQuery *self, guint n, guint *first, guint *end)
{
  gint64 from = CLAMP (self->skip, 0, (gint64) n);
  gint64 to = n;

  if (self->limit_is_nan)
    to = from;
  else if (self->limit > 0)
    to = from + self->limit;
  else if (self->limit < 0)
    to = (gint64) n + self->limit;

  *first = (guint) from;
  *end = (guint) CLAMP (to, from, (gint64) n);
}
