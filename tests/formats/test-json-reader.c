/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Our own reader agrees with json-glib about what is JSON, and never crashes. */
#include "config.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "formats/lanes-json-guard.h"
#include "formats/lanes-json-reader.h"

static LanesJsonReader *
reader_of (const char *text, gsize length)
{
  g_autoptr (GInputStream) stream =
      g_memory_input_stream_new_from_data (g_memdup2 (text, length), (gssize) length, g_free);

  return lanes_json_reader_new (stream, NULL);
}

static gboolean
is_json (const char *text, gsize length, char **compact)
{
  g_autoptr (LanesJsonReader) reader = reader_of (text, length);
  g_autoptr (GString) copy = g_string_new (NULL);
  gboolean sound = lanes_json_reader_any (reader, copy) && lanes_json_reader_end (reader);

  if (!sound)
    g_assert_nonnull (lanes_json_reader_get_error (reader));
  if (compact != NULL)
    *compact = g_strdup (copy->str);

  return sound;
}

static void
test_what_is_json_is_read (void)
{
  const char *const cases[] = {
    "{}",
    "[]",
    "0",
    "-1.5e-3",
    "true",
    "false",
    "null",
    "\"a\"",
    "[1,[2,{\"a\":[]}],3]",
    "{\"a\":{\"b\":[null,true]},\"c\":\"\\u00e9\\n\"}",
    "  [ 1 , 2 ]\n",
    "\"\\ud83d\\ude00\"",
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *compact = NULL;
      g_autoptr (JsonNode) ours = NULL;
      g_autoptr (JsonNode) theirs = NULL;

      if (!is_json (cases[i], strlen (cases[i]), &compact))
        g_error ("\"%s\" is JSON", cases[i]);
      ours = json_from_string (compact, NULL);
      theirs = json_from_string (cases[i], NULL);
      g_assert_nonnull (ours);
      g_assert_true (json_node_equal (ours, theirs));
    }
}

static void
test_what_is_not_json_is_refused (void)
{
  const char *const cases[] = {
    "",     "{",          "[1,]",    "{\"a\":1,}", "{\"a\" 1}",   "{a:1}",
    "01",   "-",          "1.",      "1e",         "+1",          "nul",
    "tru",  "\"a",        "\"\\x\"", "\"\\u12\"",  "\"\\ud800\"", "[1 2]",
    "[1]]", "{\"a\":1}x", "\"\n\"",  "\"\xff\"",   "'a'",         "\"\\u0000\"",
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      if (is_json (cases[i], strlen (cases[i]), NULL))
        g_error ("\"%s\" is not JSON", cases[i]);
    }
}

static void
test_nesting_has_an_end (void)
{
  g_autofree char *deep = g_strnfill (1000000, '[');

  g_assert_false (is_json (deep, 1000000, NULL));
}

static void
test_whole_numbers_must_fit (void)
{
  const struct
  {
    const char *text;
    gboolean fits;
    gint64 value;
  } cases[] = {
    { "9223372036854775807", TRUE, G_MAXINT64 },
    { "-9223372036854775808", TRUE, G_MININT64 },
    { "9223372036854775808", FALSE, 0 },
    { "-9223372036854775809", FALSE, 0 },
    { "1.0", FALSE, 0 },
    { "1e3", FALSE, 0 },
    { "-0", TRUE, 0 },
    { "007", FALSE, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (LanesJsonReader) reader = reader_of (cases[i].text, strlen (cases[i].text));
      gint64 value = 0;

      g_assert_cmpint (lanes_json_reader_int (reader, &value), ==, cases[i].fits);
      if (cases[i].fits)
        g_assert_cmpint (value, ==, cases[i].value);
    }
}

/* Cut and changed at random: whatever we take, json-glib takes as well. */
static void
test_random_changes_never_crash (void)
{
  const char *text = "{\"a\":[1,2,-3.5e2,\"x\\u00e9\\\"\"],\"b\":{\"c\":null,\"d\":[true,false]},"
                     "\"e\":[[[]],{},0]}";
  const char letters[] = "{}[]\",:\\u0019e-. \n\x80truefalsn";
  gsize length = strlen (text);

  for (guint round = 0; round < 20000; round++)
    {
      g_autofree char *changed = g_strdup (text);
      gsize cut = (gsize) g_test_rand_int_range (0, (gint32) length + 1);
      g_autofree char *compact = NULL;

      for (int i = g_test_rand_int_range (0, 4); i > 0; i--)
        changed[g_test_rand_int_range (0, (gint32) length)] =
            letters[g_test_rand_int_range (0, sizeof letters - 1)];
      if (g_test_rand_int_range (0, 2) == 0)
        changed[cut] = '\0';
      if (is_json (changed, strlen (changed), &compact))
        {
          g_autoptr (JsonNode) node = json_from_string (compact, NULL);

          if (node == NULL)
            g_error ("\"%s\" became \"%s\", which is not JSON", changed, compact);
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/json-reader/what-is-json-is-read", test_what_is_json_is_read);
  g_test_add_func ("/json-reader/what-is-not-json-is-refused", test_what_is_not_json_is_refused);
  g_test_add_func ("/json-reader/nesting-has-an-end", test_nesting_has_an_end);
  g_test_add_func ("/json-reader/whole-numbers-must-fit", test_whole_numbers_must_fit);
  g_test_add_func ("/json-reader/random-changes-never-crash", test_random_changes_never_crash);

  return g_test_run ();
}
