/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-cart-router.h"

#include <libsoup/soup.h>
#include <string.h>

#include "formats/lanes-json-writer.h"

#define TYPE_JSON "application/json; charset=utf-8"
#define TYPE_HTML "text/html; charset=utf-8"
#define TYPE_TEXT "text/plain; charset=utf-8"
/* The API's users. */
#define USER_FIRST 1
#define USER_LAST  208
#define PAGE_LAST  10000000

void
lanes_cart_reply_clear (LanesCartReply *self)
{
  g_clear_pointer (&self->body, g_bytes_unref);
  g_clear_pointer (&self->etag, g_free);
  g_clear_pointer (&self->location, g_free);
}

static void
set_text (LanesCartReply *self, guint status, const char *type, GString *text)
{
  self->status = status;
  self->type = type;
  self->body = g_string_free_to_bytes (text);
  self->etag = lanes_cart_data_dup_etag (self->body);
}

void
lanes_cart_reply_set_message (LanesCartReply *self, guint status, const char *message)
{
  GString *text = g_string_new ("{\"message\":");

  lanes_json_append_string (text, message);
  g_string_append_c (text, '}');
  set_text (self, status, TYPE_JSON, text);
}

static void
set_list (LanesCartReply *self, GPtrArray *carts, const LanesCartQuery *query)
{
  GString *text = g_string_new ("{\"carts\":[");
  guint first, end;

  lanes_cart_query_slice (query, carts->len, &first, &end);
  for (guint i = first; i < end; i++)
    {
      const LanesCart *cart = g_ptr_array_index (carts, i);

      if (i > first)
        g_string_append_c (text, ',');
      g_string_append_len (text, g_bytes_get_data (cart->body, NULL),
                           (gssize) g_bytes_get_size (cart->body));
    }
  g_string_append_printf (text, "],\"total\":%u,\"skip\":%" G_GINT64_FORMAT ",\"limit\":%u}",
                          carts->len, query->skip, end - first);
  set_text (self, SOUP_STATUS_OK, TYPE_JSON, text);
}

static void
get_list (const LanesCartData *data, const LanesCartQuery *query, LanesCartReply *reply)
{
  g_autoptr (GPtrArray) carts = g_ptr_array_new ();

  for (guint i = 0; i < lanes_cart_data_get_n_carts (data); i++)
    g_ptr_array_add (carts, (gpointer) lanes_cart_data_get_cart (data, i));
  set_list (reply, carts, query);
}

static void
get_cart (const LanesCartData *data, const char *id, LanesCartReply *reply)
{
  const LanesCart *cart = lanes_cart_data_find (data, id);
  g_autofree char *message = NULL;

  if (cart == NULL)
    {
      message = g_strdup_printf ("Cart with id '%s' not found", id);
      lanes_cart_reply_set_message (reply, SOUP_STATUS_NOT_FOUND, message);
      return;
    }

  reply->status = SOUP_STATUS_OK;
  reply->type = TYPE_JSON;
  reply->body = g_bytes_ref (cart->body);
  reply->etag = g_strdup (cart->etag);
}

static void
get_user (const LanesCartData *data,
          const char *id,
          const LanesCartQuery *query,
          LanesCartReply *reply)
{
  g_autoptr (GPtrArray) carts = NULL;
  g_autofree char *message = NULL;
  char *end;
  gint64 user_id = g_ascii_strtoll (id, &end, 10);

  if (*end != '\0' || end == id)
    {
      message = g_strdup_printf ("Invalid user id '%s'", id);
      lanes_cart_reply_set_message (reply, SOUP_STATUS_BAD_REQUEST, message);
      return;
    }
  if (user_id < USER_FIRST || user_id > USER_LAST)
    {
      message = g_strdup_printf ("User with id '%s' not found", id);
      lanes_cart_reply_set_message (reply, SOUP_STATUS_NOT_FOUND, message);
      return;
    }

  carts = g_ptr_array_new ();
  for (guint i = 0; i < lanes_cart_data_get_n_carts (data); i++)
    {
      const LanesCart *cart = lanes_cart_data_get_cart (data, i);

      if (cart->user_id == user_id)
        g_ptr_array_add (carts, (gpointer) cart);
    }
  set_list (reply, carts, query);
}

static void
get_page (const char *number, LanesCartReply *reply)
{
  guint64 page;
  GString *text;

  if (!g_ascii_string_to_unsigned (number, 10, 1, PAGE_LAST, &page, NULL))
    {
      reply->status = SOUP_STATUS_NOT_FOUND;
      return;
    }

  text = g_string_new (NULL);
  g_string_append_printf (text,
                          "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                          "<title>Page %" G_GUINT64_FORMAT
                          "</title>\n</head>\n<body>\n<h1>Page %" G_GUINT64_FORMAT "</h1>\n",
                          page, page);
  for (guint i = 1; i <= 1 + page % 4; i++)
    g_string_append_printf (text,
                            "<p>Paragraph %u of page %" G_GUINT64_FORMAT
                            ": something small for a download to bring home.</p>\n",
                            i, page);
  g_string_append (text, "</body>\n</html>\n");
  set_text (reply, SOUP_STATUS_OK, TYPE_HTML, text);
}

static void
set_redirect (LanesCartReply *reply, const char *path)
{
  GString *text = g_string_new (NULL);

  reply->location = g_strdup (path);
  g_string_printf (text, "Moved Permanently. Redirecting to %s", path);
  set_text (reply, SOUP_STATUS_MOVED_PERMANENTLY, TYPE_TEXT, text);
}

static void
set_undecodable (LanesCartReply *reply, const char *part)
{
  g_autofree char *message = g_strdup_printf ("Failed to decode param '%s'", part);

  lanes_cart_reply_set_message (reply, SOUP_STATUS_BAD_REQUEST, message);
}

/* The parts between slashes; several slashes count as one. */
static GPtrArray *
split (const char *path)
{
  g_auto (GStrv) all = g_strsplit (path, "/", -1);
  GPtrArray *parts = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; all[i] != NULL; i++)
    {
      if (*all[i] != '\0')
        g_ptr_array_add (parts, g_strdup (all[i]));
    }

  return parts;
}

static gboolean
is_word (GPtrArray *parts, guint i, const char *word)
{
  return g_ascii_strcasecmp (g_ptr_array_index (parts, i), word) == 0;
}

/**
 * lanes_cart_router_get:
 * @data: the carts
 * @path: of the request, percent-encoded
 * @query: of the request
 * @reply: (out): the answer, to be cleared
 *
 * Any thread.
 */
void
lanes_cart_router_get (const LanesCartData *data,
                       const char *path,
                       const LanesCartQuery *query,
                       LanesCartReply *reply)
{
  g_autoptr (GPtrArray) parts = split (path);
  gsize length = strlen (path);
  g_autofree char *id = NULL;

  *reply = (LanesCartReply){ .status = SOUP_STATUS_NOT_FOUND };
  if (parts->len == 0)
    return;

  if (length > 1 && path[length - 1] == '/')
    {
      g_autofree char *shorter = g_strndup (path, length - 1);

      set_redirect (reply, shorter);
      return;
    }

  if (parts->len > 1)
    {
      const char *last = g_ptr_array_index (parts, parts->len - 1);

      id = g_uri_unescape_string (last, NULL);
      if (id == NULL || !g_utf8_validate (id, -1, NULL))
        {
          set_undecodable (reply, last);
          return;
        }
    }

  if (parts->len == 2 && is_word (parts, 0, "pages"))
    get_page (id, reply);
  else if (!is_word (parts, 0, "carts") && !is_word (parts, 0, "cart"))
    return;
  else if (parts->len == 1)
    get_list (data, query, reply);
  else if (parts->len == 2)
    get_cart (data, id, reply);
  else if (parts->len == 3 && is_word (parts, 1, "user"))
    get_user (data, id, query, reply);
}
