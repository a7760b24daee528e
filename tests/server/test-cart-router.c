/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The answers of dummyjson.com's carts, word for word. */
#include "config.h"

#include <string.h>

#include "server/lanes-cart-router.h"
#include "server/lanes-rate-limit.h"

static LanesCartData *data;

static char *
get (const char *target, guint *status)
{
  g_auto (GStrv) parts = g_strsplit (target, "?", 2);
  LanesCartReply reply = { 0 };
  LanesCartQuery query;
  const char *fault = lanes_cart_query_parse (&query, parts[1]);
  char *body;

  if (fault != NULL)
    lanes_cart_reply_set_message (&reply, 400, fault);
  else
    lanes_cart_router_get (data, parts[0], &query, &reply);
  *status = reply.status;
  body = reply.body != NULL
             ? g_strndup (g_bytes_get_data (reply.body, NULL), g_bytes_get_size (reply.body))
             : g_strdup ("");
  lanes_cart_reply_clear (&reply);

  return body;
}

static void
assert_answer (const char *target, guint expected_status, const char *expected)
{
  guint status;
  g_autofree char *body = get (target, &status);

  if (status != expected_status || !g_str_equal (body, expected))
    g_error ("GET %s: %u %s", target, status, body);
}

static void
test_errors_are_worded_as_the_api_words_them (void)
{
  assert_answer ("/carts/51", 404, "{\"message\":\"Cart with id '51' not found\"}");
  assert_answer ("/carts/0", 404, "{\"message\":\"Cart with id '0' not found\"}");
  assert_answer ("/carts/01", 404, "{\"message\":\"Cart with id '01' not found\"}");
  assert_answer ("/carts/1.0", 404, "{\"message\":\"Cart with id '1.0' not found\"}");
  assert_answer ("/carts/user", 404, "{\"message\":\"Cart with id 'user' not found\"}");
  assert_answer ("/carts/a%22b", 404, "{\"message\":\"Cart with id 'a\\\"b' not found\"}");
  assert_answer ("/carts/%zz", 400, "{\"message\":\"Failed to decode param '%zz'\"}");
  assert_answer ("/carts/user/9999", 404, "{\"message\":\"User with id '9999' not found\"}");
  assert_answer ("/carts/user/abc", 400, "{\"message\":\"Invalid user id 'abc'\"}");
  assert_answer ("/carts?limit=abc", 400, "{\"message\":\"Invalid 'limit' - must be a number\"}");
  assert_answer ("/carts?skip=x", 400, "{\"message\":\"Invalid 'skip' - must be a number\"}");
  assert_answer ("/carts?sortBy=id&order=up", 400,
                 "{\"message\":\"Order can be: 'asc' or 'desc'\"}");
  assert_answer ("/carts?delay=soon", 400,
                 "{\"message\":\"Delay must be a number in milliseconds\"}");
  assert_answer ("/carts?delay=-1", 400, "{\"message\":\"Delay cannot be less than 0\"}");
  assert_answer ("/nothing/here", 404, "");
}

static void
assert_list (const char *target, const char *end)
{
  guint status;
  g_autofree char *body = get (target, &status);

  g_assert_cmpuint (status, ==, 200);
  g_assert_true (g_str_has_prefix (body, "{\"carts\":["));
  if (!g_str_has_suffix (body, end))
    g_error ("GET %s ends in %s", target, body + MAX (strlen (body), 60) - 60);
}

static void
test_lists_are_cut_as_javascript_cuts_them (void)
{
  assert_list ("/carts", "],\"total\":50,\"skip\":0,\"limit\":30}");
  assert_list ("/carts?limit=0", "],\"total\":50,\"skip\":0,\"limit\":50}");
  assert_list ("/carts?limit=2.9", "],\"total\":50,\"skip\":0,\"limit\":2}");
  assert_list ("/carts?limit=1e1", "],\"total\":50,\"skip\":0,\"limit\":1}");
  assert_list ("/carts?limit=-2", "],\"total\":50,\"skip\":0,\"limit\":48}");
  assert_list ("/carts?limit=", "{\"carts\":[],\"total\":50,\"skip\":0,\"limit\":0}");
  assert_list ("/carts?skip=60", "{\"carts\":[],\"total\":50,\"skip\":60,\"limit\":0}");
  assert_list ("/carts?skip=-3&limit=1", "],\"total\":50,\"skip\":-3,\"limit\":1}");
  assert_list ("/carts?skip=45&limit=10", "],\"total\":50,\"skip\":45,\"limit\":5}");
  assert_list ("/CARTS?select=id&limit=1", "],\"total\":50,\"skip\":0,\"limit\":1}");
}

static void
test_bodies_are_the_datas_own_bytes (void)
{
  const LanesCart *first = lanes_cart_data_get_cart (data, 0);
  guint status;
  g_autofree char *one = get ("/carts/1", &status);
  g_autofree char *other = get ("//cart//1", &status);
  g_autofree char *all = get ("/carts?limit=0", &status);

  g_assert_cmpuint (strlen (one), ==, g_bytes_get_size (first->body));
  g_assert_cmpmem (one, strlen (one), g_bytes_get_data (first->body, NULL), strlen (one));
  g_assert_cmpstr (one, ==, other);
  g_assert_nonnull (strstr (all, one));
  /* Binary noise is passed through as it is spelt. */
  g_assert_nonnull (strstr (one, "17499.949999999997"));
}

static void
test_users_have_their_carts (void)
{
  const LanesCart *first = lanes_cart_data_get_cart (data, 0);
  g_autofree char *target = g_strdup_printf ("/carts/user/%" G_GINT64_FORMAT, first->user_id);
  guint status;
  g_autofree char *body = get (target, &status);
  g_autofree char *cart = g_strndup (g_bytes_get_data (first->body, NULL), 40);

  g_assert_cmpuint (status, ==, 200);
  g_assert_nonnull (strstr (body, cart));
}

static void
test_pages_are_html (void)
{
  guint status;
  g_autofree char *page = get ("/pages/3", &status);
  g_autofree char *again = get ("/pages/3", &status);
  g_autofree char *none = NULL;

  g_assert_cmpuint (status, ==, 200);
  g_assert_true (g_str_has_prefix (page, "<!DOCTYPE html>"));
  g_assert_nonnull (strstr (page, "<title>Page 3</title>"));
  g_assert_cmpstr (page, ==, again);
  none = get ("/pages/0", &status);
  g_assert_cmpuint (status, ==, 404);
}

static void
test_entity_tags_are_those_of_express (void)
{
  /* Of dummyjson.com itself: Express tags this message so. */
  g_autoptr (GBytes) empty = g_bytes_new_static ("", 0);
  g_autoptr (GBytes) hello = g_bytes_new_static ("Hello World", 11);
  g_autofree char *of_empty = lanes_cart_data_dup_etag (empty);
  g_autofree char *of_hello = lanes_cart_data_dup_etag (hello);

  g_assert_cmpstr (of_empty, ==, "W/\"0-2jmj7l5rSw0yVb/vlWAYkK/YBwk\"");
  g_assert_cmpstr (of_hello, ==, "W/\"b-Ck1VqNd45QIvq3AZd8XYQLvEhtA\"");
}

static void
assert_refused (const char *text, const char *words)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;

  g_assert_null (lanes_cart_data_parse (bytes, "my-carts.json", &error));
  g_assert_nonnull (strstr (error->message, "my-carts.json"));
  if (strstr (error->message, words) == NULL)
    g_error ("\"%s\" does not say \"%s\"", error->message, words);
}

static void
test_what_is_no_data_gets_one_sentence (void)
{
  g_autofree char *deep = g_strnfill (1000000, '[');

  assert_refused ("", "empty");
  assert_refused ("{", "my-carts.json");
  assert_refused ("[]", "no array \"carts\"");
  assert_refused ("{\"carts\":{}}", "no array \"carts\"");
  assert_refused ("{\"carts\":[]}", "is empty");
  assert_refused ("{\"carts\":[3]}", "no object");
  assert_refused ("{\"carts\":[{\"id\":\"x\"}]}", "\"id\"");
  assert_refused (deep, "64 levels");
}

static void
test_data_may_be_spread_over_lines (void)
{
  const char *text =
      "{ \"total\": 2,\n \"carts\" : [\n { \"id\": 7, \"a\": \"x y\", \"b\": [1, {}] },\n"
      " { \"id\": 8 } ] }\n";
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (LanesCartData) own = lanes_cart_data_parse (bytes, "own", NULL);
  const LanesCart *cart;

  g_assert_nonnull (own);
  g_assert_cmpuint (lanes_cart_data_get_n_carts (own), ==, 2);
  cart = lanes_cart_data_find (own, "7");
  g_assert_cmpmem (g_bytes_get_data (cart->body, NULL), g_bytes_get_size (cart->body),
                   "{\"id\":7,\"a\":\"x y\",\"b\":[1,{}]}", 29);
}

static void
test_a_window_has_so_many_requests (void)
{
  LanesRateLimit limit;

  lanes_rate_limit_init (&limit);
  for (guint i = 0; i < 100; i++)
    g_assert_true (lanes_rate_limit_take (&limit, 1000 + i));
  g_assert_false (lanes_rate_limit_take (&limit, 2000));
  g_assert_cmpuint (lanes_rate_limit_get_remaining (&limit), ==, 0);
  g_assert_false (lanes_rate_limit_take (&limit, 10000999));
  g_assert_true (lanes_rate_limit_take (&limit, 10001000));
  g_assert_cmpuint (lanes_rate_limit_get_remaining (&limit), ==, 99);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  data = lanes_cart_data_load (NULL, NULL);
  g_assert_nonnull (data);
  g_test_add_func ("/cart-router/errors-are-worded-as-the-api-words-them",
                   test_errors_are_worded_as_the_api_words_them);
  g_test_add_func ("/cart-router/lists-are-cut-as-javascript-cuts-them",
                   test_lists_are_cut_as_javascript_cuts_them);
  g_test_add_func ("/cart-router/bodies-are-the-datas-own-bytes",
                   test_bodies_are_the_datas_own_bytes);
  g_test_add_func ("/cart-router/users-have-their-carts", test_users_have_their_carts);
  g_test_add_func ("/cart-router/pages-are-html", test_pages_are_html);
  g_test_add_func ("/cart-router/entity-tags-are-those-of-express",
                   test_entity_tags_are_those_of_express);
  g_test_add_func ("/cart-router/what-is-no-data-gets-one-sentence",
                   test_what_is_no_data_gets_one_sentence);
  g_test_add_func ("/cart-router/data-may-be-spread-over-lines",
                   test_data_may_be_spread_over_lines);
  g_test_add_func ("/cart-router/a-window-has-so-many-requests",
                   test_a_window_has_so_many_requests);
  status = g_test_run ();
  lanes_cart_data_free (data);

  return status;
}
