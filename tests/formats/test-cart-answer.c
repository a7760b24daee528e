/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <gio/gio.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "core/lanes-error.h"
#include "core/lanes-money.h"
#include "formats/lanes-cart-answer.h"
#include "formats/lanes-json-guard.h"

static GBytes *
bytes_of (const char *text)
{
  return g_bytes_new (text, strlen (text));
}

static void
test_lines_are_rounded_one_by_one (void)
{
  g_autoptr (GBytes) body =
      bytes_of ("{\"id\":1,\"products\":[{\"total\":124.94999999999999},"
                "{\"total\":0.005},{\"total\":0.005},{\"total\":7}],\"total\":0}");
  g_autoptr (GError) error = NULL;
  gint64 cents;

  g_assert_true (lanes_cart_answer_total (body, &cents, &error));
  g_assert_no_error (error);
  g_assert_cmpint (cents, ==, 12495 + 1 + 1 + 700);
}

static void
assert_refused (const char *text, int code, const char *words)
{
  g_autoptr (GBytes) body = bytes_of (text);
  g_autoptr (GError) error = NULL;
  gint64 cents;

  g_assert_false (lanes_cart_answer_total (body, &cents, &error));
  g_assert_error (error, LANES_TASK_ERROR, code);
  if (strstr (error->message, words) == NULL)
    g_error ("\"%s\" does not say \"%s\"", error->message, words);
}

static void
test_what_is_no_cart_is_named (void)
{
  g_autofree char *deep = g_strnfill (1000000, '[');

  assert_refused ("", LANES_TASK_ERROR_MALFORMED, "empty");
  assert_refused ("{", LANES_TASK_ERROR_MALFORMED, "not a cart");
  assert_refused ("[1]", LANES_TASK_ERROR_MALFORMED, "no JSON object");
  assert_refused ("{\"id\":1}", LANES_TASK_ERROR_MISSING, "products");
  assert_refused ("{\"products\":3}", LANES_TASK_ERROR_MISSING, "products");
  assert_refused ("{\"products\":[{\"total\":\"1\"}]}", LANES_TASK_ERROR_MALFORMED, "product 1");
  assert_refused ("{\"products\":[{\"total\":1},{}]}", LANES_TASK_ERROR_MALFORMED, "product 2");
  assert_refused ("{\"products\":[{\"total\":1e300}]}", LANES_TASK_ERROR_MALFORMED, "too large");
  assert_refused ("{\"products\":[{\"total\":1}], \"x\":\"\xff\"}", LANES_TASK_ERROR_MALFORMED,
                  "UTF-8");
  assert_refused (deep, LANES_TASK_ERROR_TOO_DEEP, "64 levels");
}

static void
test_depth_counts_no_brackets_in_texts (void)
{
  g_autofree char *brackets = g_strnfill (1000, '[');
  g_autofree char *text = g_strdup_printf ("{\"a\":\"%s\\\"[[\"}", brackets);
  g_autoptr (GString) nested = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (lanes_json_guard_check (text, strlen (text), LANES_JSON_SIZE_MAX, &error));
  g_assert_no_error (error);
  for (guint i = 0; i < LANES_JSON_DEPTH_MAX; i++)
    g_string_append_c (nested, '[');
  g_assert_true (lanes_json_guard_check (nested->str, nested->len, LANES_JSON_SIZE_MAX, NULL));
  g_string_append_c (nested, '[');
  g_assert_false (lanes_json_guard_check (nested->str, nested->len, LANES_JSON_SIZE_MAX, NULL));
  g_assert_false (lanes_json_guard_check (text, strlen (text), 10, NULL));
}

static void
test_messages_and_counts_are_read (void)
{
  g_autoptr (GBytes) list = bytes_of ("{\"carts\":[],\"total\":50,\"skip\":0,\"limit\":0}");
  g_autoptr (GBytes) wrong = bytes_of ("{\"message\":\"Cart with id 'x' not found\"}");
  g_autoptr (GBytes) html = bytes_of ("<html>");
  g_autofree char *message = lanes_cart_answer_message (wrong);
  guint n_carts = 0;

  g_assert_true (lanes_cart_answer_n_carts (list, &n_carts, NULL));
  g_assert_cmpuint (n_carts, ==, 50);
  g_assert_false (lanes_cart_answer_n_carts (wrong, &n_carts, NULL));
  g_assert_cmpstr (message, ==, "Cart with id 'x' not found");
  g_assert_null (lanes_cart_answer_message (html));
}

/* The sum of carts 1 to 5 of a file of the shared data. */
static void
assert_shared_total (const char *name, const char *expected)
{
  const char *shared = g_getenv ("LANES_TEST_SHARED");
  g_autofree char *path = g_build_filename (shared != NULL ? shared : "", "carts", name, NULL);
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autofree char *text = NULL;
  gint64 sum = 0;
  JsonArray *carts;

  if (!json_parser_load_from_file (parser, path, NULL))
    {
      g_test_skip ("the shared carts are not here");
      return;
    }
  carts =
      json_object_get_array_member (json_node_get_object (json_parser_get_root (parser)), "carts");
  for (guint i = 0; i < 5; i++)
    {
      g_autofree char *cart = json_to_string (json_array_get_element (carts, i), FALSE);
      g_autoptr (GBytes) body = bytes_of (cart);
      gint64 cents;

      g_assert_true (lanes_cart_answer_total (body, &cents, NULL));
      g_assert_true (lanes_money_add (&sum, cents));
    }
  text = lanes_money_dup_plain (sum);
  g_assert_cmpstr (text, ==, expected);
}

static void
test_the_articles_data_adds_up (void)
{
  assert_shared_total ("dummyjson-v2-carts.json", "133233.65");
}

static void
test_the_older_data_adds_up (void)
{
  assert_shared_total ("dummyjson-v1-carts.json", "7208.00");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cart-answer/lines-are-rounded-one-by-one", test_lines_are_rounded_one_by_one);
  g_test_add_func ("/cart-answer/what-is-no-cart-is-named", test_what_is_no_cart_is_named);
  g_test_add_func ("/cart-answer/depth-counts-no-brackets-in-texts",
                   test_depth_counts_no_brackets_in_texts);
  g_test_add_func ("/cart-answer/messages-and-counts-are-read", test_messages_and_counts_are_read);
  g_test_add_func ("/cart-answer/the-articles-data-adds-up", test_the_articles_data_adds_up);
  g_test_add_func ("/cart-answer/the-older-data-adds-up", test_the_older_data_adds_up);

  return g_test_run ();
}
