/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-cart-data.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "formats/lanes-json-guard.h"
#include "lanes-carts-resource.h"

#define RESOURCE "/io/github/lanes_app/Lanes/carts.json"
/* Of the base64 text of a SHA-1; Express leaves its padding out. */
#define ETAG_DIGEST_LENGTH 27

struct _LanesCartData
{
  GPtrArray *carts; /* of LanesCart */
  GHashTable *by_id;
};

static void
lanes_cart_free (gpointer data)
{
  LanesCart *cart = data;

  g_free (cart->id);
  g_free (cart->etag);
  g_clear_pointer (&cart->body, g_bytes_unref);
  g_free (cart);
}

/**
 * lanes_cart_data_free:
 * @self: (transfer full): carts
 */
void
lanes_cart_data_free (LanesCartData *self)
{
  g_return_if_fail (self != NULL);

  g_hash_table_unref (self->by_id);
  g_ptr_array_unref (self->carts);
  g_free (self);
}

/**
 * lanes_cart_data_dup_etag:
 * @body: of an answer
 *
 * Returns: (transfer full): its entity tag, as the npm package etag makes weak ones
 */
char *
lanes_cart_data_dup_etag (GBytes *body)
{
  g_autoptr (GChecksum) sha1 = g_checksum_new (G_CHECKSUM_SHA1);
  g_autofree char *text = NULL;
  guint8 digest[20];
  gsize digest_length = sizeof digest;
  gsize length;
  const guint8 *bytes = g_bytes_get_data (body, &length);

  g_checksum_update (sha1, bytes, (gssize) length);
  g_checksum_get_digest (sha1, digest, &digest_length);
  text = g_base64_encode (digest, digest_length);

  return g_strdup_printf ("W/\"%" G_GSIZE_MODIFIER "x-%.*s\"", length, ETAG_DIGEST_LENGTH, text);
}

/* What the API would have sent: no space outside of texts. */
static GBytes *
minify (GBytes *bytes)
{
  gsize length;
  const char *text = g_bytes_get_data (bytes, &length);
  GByteArray *out = g_byte_array_sized_new ((guint) length);
  gboolean in_string = FALSE;

  for (gsize i = 0; i < length; i++)
    {
      const guint8 c = (guint8) text[i];

      if (!in_string && (c == ' ' || c == '\n' || c == '\r' || c == '\t'))
        continue;
      g_byte_array_append (out, &c, 1);
      if (in_string && c == '\\' && i + 1 < length)
        g_byte_array_append (out, (const guint8 *) &text[++i], 1);
      else if (c == '"')
        in_string = !in_string;
    }

  return g_byte_array_free_to_bytes (out);
}

/* End of the value that begins at @at, in sound JSON without spaces. */
static gsize
skip_value (const char *text, gsize length, gsize at)
{
  gboolean in_string = FALSE;
  guint depth = 0;

  for (; at < length; at++)
    {
      char c = text[at];

      if (in_string)
        {
          if (c == '\\')
            at++;
          else if (c == '"')
            in_string = FALSE;
          continue;
        }
      if (depth == 0 && (c == ',' || c == '}' || c == ']'))
        return at;
      if (c == '"')
        in_string = TRUE;
      else if (c == '{' || c == '[')
        depth++;
      else if (c == '}' || c == ']')
        depth--;
    }

  return length;
}

/* Where the array of the member "carts" of the outermost object begins; 0: nowhere. */
static gsize
find_carts (const char *text, gsize length)
{
  static const char name[] = "\"carts\":[";
  gsize at = 1;

  while (at < length && text[at] == '"')
    {
      if (length - at > strlen (name) && memcmp (&text[at], name, strlen (name)) == 0)
        return at + strlen (name);
      at = skip_value (text, length, at) + 1;
    }

  return 0;
}

static char *
dup_number (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node) ||
      json_node_get_value_type (node) != G_TYPE_INT64)
    return NULL;

  return g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (node));
}

static gboolean
fail (GError **error, const char *origin, const char *what)
{
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
               _ ("%s holds no carts: %s; it must be what GET /carts?limit=0 answers, "
                  "{\"carts\": [{\"id\": 1, \"products\": [...], ...}, ...]}"),
               origin, what);

  return FALSE;
}

static gboolean
add_cart (LanesCartData *self, JsonNode *node, GBytes *body, const char *origin, GError **error)
{
  JsonObject *object;
  LanesCart *cart;
  char *id;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    return fail (error, origin, _ ("one of its \"carts\" is no object"));
  object = json_node_get_object (node);
  id = dup_number (object, "id");
  if (id == NULL)
    return fail (error, origin, _ ("a cart has no whole number as its \"id\""));

  cart = g_new0 (LanesCart, 1);
  cart->id = id;
  cart->user_id = json_object_get_int_member_with_default (object, "userId", -1);
  cart->body = g_bytes_ref (body);
  cart->etag = lanes_cart_data_dup_etag (body);
  g_ptr_array_add (self->carts, cart);
  if (!g_hash_table_contains (self->by_id, id))
    g_hash_table_insert (self->by_id, id, cart);

  return TRUE;
}

static gboolean
add_carts (LanesCartData *self, JsonArray *carts, GBytes *text, const char *origin, GError **error)
{
  gsize length;
  const char *data = g_bytes_get_data (text, &length);
  gsize at = find_carts (data, length);

  for (guint i = 0; i < json_array_get_length (carts); i++)
    {
      gsize end = skip_value (data, length, at);
      g_autoptr (GBytes) body = g_bytes_new_from_bytes (text, at, end - at);

      if (!add_cart (self, json_array_get_element (carts, i), body, origin, error))
        return FALSE;
      at = end + 1;
    }

  return TRUE;
}

static JsonArray *
get_array (JsonNode *root)
{
  JsonNode *carts;

  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    return NULL;
  carts = json_object_get_member (json_node_get_object (root), "carts");

  return carts != NULL && JSON_NODE_HOLDS_ARRAY (carts) ? json_node_get_array (carts) : NULL;
}

/**
 * lanes_cart_data_parse:
 * @bytes: JSON
 * @origin: what the message calls it
 * @error: one sentence
 *
 * Returns: (transfer full): the carts in it
 */
LanesCartData *
lanes_cart_data_parse (GBytes *bytes, const char *origin, GError **error)
{
  g_autoptr (LanesCartData) self = g_new0 (LanesCartData, 1);
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (GError) fault = NULL;
  g_autoptr (GBytes) text = NULL;
  JsonArray *carts;
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);

  self->carts = g_ptr_array_new_with_free_func (lanes_cart_free);
  self->by_id = g_hash_table_new (g_str_hash, g_str_equal);
  if (length == 0 || !lanes_json_guard_check (data, length, LANES_CART_DATA_SIZE_MAX, &fault) ||
      !json_parser_load_from_data (parser, data, (gssize) length, &fault))
    {
      g_autofree char *words =
          fault != NULL ? lanes_json_guard_dup_fault (fault) : g_strdup (_ ("it is empty"));

      fail (error, origin, words);
      return NULL;
    }

  carts = get_array (json_parser_get_root (parser));
  if (carts == NULL)
    {
      fail (error, origin, _ ("it has no array \"carts\""));
      return NULL;
    }
  if (json_array_get_length (carts) == 0)
    {
      fail (error, origin, _ ("its array \"carts\" is empty"));
      return NULL;
    }

  text = minify (bytes);
  if (find_carts (g_bytes_get_data (text, NULL), g_bytes_get_size (text)) == 0)
    {
      fail (error, origin, _ ("\"carts\" is spelt with escapes"));
      return NULL;
    }
  if (!add_carts (self, carts, text, origin, error))
    return NULL;

  return g_steal_pointer (&self);
}

/* By hand, since linkers leave out a static library's own constructors. */
static void
register_carts (void)
{
  static gsize is_registered = 0;

  if (g_once_init_enter (&is_registered))
    {
      lanes_carts_register_resource ();
      g_once_init_leave (&is_registered, 1);
    }
}

/**
 * lanes_cart_data_load:
 * @file: (nullable): path of a file; %NULL: Lanes' own carts
 * @error: one sentence
 *
 * Returns: (transfer full): the carts in it
 */
LanesCartData *
lanes_cart_data_load (const char *file, GError **error)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) fault = NULL;
  char *text;
  gsize length;

  if (file == NULL)
    {
      register_carts ();
      bytes = g_resources_lookup_data (RESOURCE, G_RESOURCE_LOOKUP_FLAGS_NONE, error);
      return bytes != NULL ? lanes_cart_data_parse (bytes, "carts.json", error) : NULL;
    }

  if (!g_file_get_contents (file, &text, &length, &fault))
    {
      g_set_error (error, fault->domain, fault->code, _ ("The carts could not be read: %s"),
                   fault->message);
      return NULL;
    }
  bytes = g_bytes_new_take (text, length);

  return lanes_cart_data_parse (bytes, file, error);
}

guint
lanes_cart_data_get_n_carts (const LanesCartData *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->carts->len;
}

const LanesCart *
lanes_cart_data_get_cart (const LanesCartData *self, guint index)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (index < self->carts->len, NULL);

  return g_ptr_array_index (self->carts, index);
}

const LanesCart *
lanes_cart_data_find (const LanesCartData *self, const char *id)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (id != NULL, NULL);

  return g_hash_table_lookup (self->by_id, id);
}
