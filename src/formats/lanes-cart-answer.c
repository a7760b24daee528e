/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-cart-answer.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>

#include "core/lanes-error.h"
#include "core/lanes-money.h"
#include "lanes-json-guard.h"

static void
set_malformed (GError **error, const char *what)
{
  g_set_error (error, LANES_TASK_ERROR, LANES_TASK_ERROR_MALFORMED,
               _ ("The answer is not a cart: %s"), what);
}

static JsonParser *
parse (GBytes *body, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (GError) fault = NULL;
  gsize length;
  const char *text = g_bytes_get_data (body, &length);

  if (!lanes_json_guard_check (text, length, LANES_JSON_SIZE_MAX, &fault))
    {
      g_set_error (error, fault->domain, fault->code, _ ("The answer is not a cart: %s"),
                   fault->message);
      return NULL;
    }

  if (length == 0)
    {
      set_malformed (error, _ ("it is empty"));
      return NULL;
    }

  if (!json_parser_load_from_data (parser, text, (gssize) length, &fault))
    {
      g_autofree char *words = lanes_json_guard_dup_fault (fault);

      set_malformed (error, words);
      return NULL;
    }

  if (json_parser_get_root (parser) == NULL ||
      !JSON_NODE_HOLDS_OBJECT (json_parser_get_root (parser)))
    {
      set_malformed (error, _ ("it is no JSON object"));
      return NULL;
    }

  return g_steal_pointer (&parser);
}

/* json-glib's getters complain on the console about a member of another type. */
static JsonNode *
get_member (JsonObject *object, const char *name, JsonNodeType type)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_TYPE (node) == type ? node : NULL;
}

static gboolean
get_number (JsonObject *object, const char *name, double *number)
{
  JsonNode *node = get_member (object, name, JSON_NODE_VALUE);
  GType type = node != NULL ? json_node_get_value_type (node) : G_TYPE_INVALID;

  if (type != G_TYPE_INT64 && type != G_TYPE_DOUBLE)
    return FALSE;

  *number = json_node_get_double (node);

  return TRUE;
}

static gboolean
add_line (JsonNode *line, guint number, gint64 *sum, GError **error)
{
  double total;
  gint64 cents;

  if (!JSON_NODE_HOLDS_OBJECT (line) || !get_number (json_node_get_object (line), "total", &total))
    {
      g_set_error (error, LANES_TASK_ERROR, LANES_TASK_ERROR_MALFORMED,
                   _ ("The answer is not a cart: its product %u has no number as its \"total\""),
                   number);
      return FALSE;
    }

  if (!lanes_money_from_double (total, &cents) || !lanes_money_add (sum, cents))
    {
      g_set_error (error, LANES_TASK_ERROR, LANES_TASK_ERROR_MALFORMED,
                   _ ("The answer is not a cart: the \"total\" of its product %u is too large"),
                   number);
      return FALSE;
    }

  return TRUE;
}

/**
 * lanes_cart_answer_total:
 * @body: an answer to GET /carts/{id}
 * @cents: (out): the sum of its lines, each rounded to cents
 * @error: of %LANES_TASK_ERROR
 *
 * The sum is what the article computes; the answer's own total is not looked at. Any thread.
 *
 * Returns: %FALSE with @error set when the answer is no cart
 */
gboolean
lanes_cart_answer_total (GBytes *body, gint64 *cents, GError **error)
{
  g_autoptr (JsonParser) parser = NULL;
  JsonNode *products;
  JsonArray *lines;

  g_return_val_if_fail (body != NULL, FALSE);
  g_return_val_if_fail (cents != NULL, FALSE);

  parser = parse (body, error);
  if (parser == NULL)
    return FALSE;

  products = get_member (json_node_get_object (json_parser_get_root (parser)), "products",
                         JSON_NODE_ARRAY);
  if (products == NULL)
    {
      g_set_error_literal (error, LANES_TASK_ERROR, LANES_TASK_ERROR_MISSING,
                           _ ("The cart in the answer has no \"products\""));
      return FALSE;
    }

  *cents = 0;
  lines = json_node_get_array (products);
  for (guint i = 0; i < json_array_get_length (lines); i++)
    {
      if (!add_line (json_array_get_element (lines, i), i + 1, cents, error))
        return FALSE;
    }

  return TRUE;
}

/**
 * lanes_cart_answer_n_carts:
 * @body: an answer to GET /carts
 * @n_carts: (out): how many carts there are
 * @error: of %LANES_TASK_ERROR
 *
 * Any thread.
 *
 * Returns: %FALSE with @error set when the answer is no list of carts
 */
gboolean
lanes_cart_answer_n_carts (GBytes *body, guint *n_carts, GError **error)
{
  g_autoptr (JsonParser) parser = NULL;
  double total;

  g_return_val_if_fail (body != NULL, FALSE);
  g_return_val_if_fail (n_carts != NULL, FALSE);

  parser = parse (body, error);
  if (parser == NULL)
    return FALSE;

  if (!get_number (json_node_get_object (json_parser_get_root (parser)), "total", &total) ||
      total < 0 || total > G_MAXINT32)
    {
      g_set_error_literal (error, LANES_TASK_ERROR, LANES_TASK_ERROR_MALFORMED,
                           _ ("The answer is no list of carts: it has no \"total\""));
      return FALSE;
    }

  *n_carts = (guint) total;

  return TRUE;
}

/**
 * lanes_cart_answer_message:
 * @body: an answer with a status of failure
 *
 * Any thread.
 *
 * Returns: (transfer full) (nullable): its "message"; %NULL when it is not JSON or has none
 */
char *
lanes_cart_answer_message (GBytes *body)
{
  g_autoptr (JsonParser) parser = NULL;
  JsonNode *message;

  g_return_val_if_fail (body != NULL, NULL);

  parser = parse (body, NULL);
  if (parser == NULL)
    return NULL;

  message =
      get_member (json_node_get_object (json_parser_get_root (parser)), "message", JSON_NODE_VALUE);
  if (message == NULL || json_node_get_value_type (message) != G_TYPE_STRING)
    return NULL;

  return g_strdup (json_node_get_string (message));
}
