/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <locale.h>
#include <string.h>

#include "core/lanes-error.h"
#include "formats/lanes-workload-file.h"

static void
test_the_articles_workloads_are_built_in (void)
{
  g_auto (GStrv) names = lanes_workload_file_list ();
  const guint n_tasks[] = { 3, 5, 1, 2, 5 };

  g_assert_cmpuint (g_strv_length (names), ==, 5);
  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (LanesWorkload) workload = lanes_workload_file_builtin (names[i], &error);

      g_assert_no_error (error);
      g_assert_cmpstr (lanes_workload_get_name (workload), ==, names[i]);
      g_assert_cmpuint (lanes_workload_get_n_tasks (workload), ==, n_tasks[i]);
    }
}

static void
test_an_unknown_name_lists_the_known_ones (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (lanes_workload_file_builtin ("nap", &error));
  g_assert_error (error, LANES_FILE_ERROR, LANES_FILE_ERROR_CONTENT);
  g_assert_nonnull (strstr (error->message, "shopping-carts"));
}

static void
test_writing_and_reading_change_nothing (void)
{
  g_auto (GStrv) names = lanes_workload_file_list ();

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (LanesWorkload) first = lanes_workload_file_builtin (names[i], NULL);
      g_autoptr (JsonNode) node = lanes_workload_file_to_json (first);
      g_autofree char *text = json_to_string (node, FALSE);
      g_autoptr (LanesWorkload) second =
          lanes_workload_file_parse (text, strlen (text), "again", &error);
      g_autoptr (JsonNode) again = NULL;

      g_assert_no_error (error);
      again = lanes_workload_file_to_json (second);
      g_assert_true (json_node_equal (node, again));
    }
}

#define HEAD        "{\"format\":\"lanes-workload\",\"version\":1,\"name\":\"n\",\"title\":\"t\","
#define TASK(steps) HEAD "\"tasks\":[{\"label\":\"l\",\"steps\":[" steps "]}]}"

static void
test_bad_files_get_one_clear_sentence (void)
{
  const struct
  {
    const char *text;
    const char *words;
  } cases[] = {
    { "", "is no workload of Lanes" },
    { "{", "is not JSON" },
    { "{\n\"name\" 3}", "is not JSON that Lanes can read: line 2, column " },
    { "[]", "is no workload of Lanes" },
    { "{\"format\":\"lanes-run\"}", "is no workload of Lanes" },
    { "{\"format\":\"lanes-workload\",\"version\":2}", "\"version\": 1" },
    { "{\"format\":\"lanes-workload\",\"version\":1}", "\"name\" is missing" },
    { HEAD "\"tasks\":[]}", "array of 1 to 1000 tasks" },
    { HEAD "\"tusks\":[]}", "no key \"tusks\"" },
    { HEAD "\"count\":0,\"tasks\":[]}", "\"count\" must be a whole number from 1" },
    { HEAD "\"count\":1.5,\"tasks\":[]}", "\"count\" must be a whole number from 1" },
    { HEAD "\"items\":\"cats\",\"tasks\":[{\"label\":\"l\",\"steps\":[{\"kind\":\"compute\"}]}]}",
      "\"items\" must be \"carts\" or a whole number" },
    { TASK (""), "array of 1 to 64 steps" },
    { TASK ("{\"kind\":\"nap\"}"), "must be one of wait, fetch, compute, not \"nap\"" },
    { TASK ("{\"kind\":\"wait\"}"), "task 1, step 1: the key \"seconds\" is missing" },
    { TASK ("{\"kind\":\"wait\",\"seconds\":-1}"), "from 0 to 86400" },
    { TASK ("{\"kind\":\"wait\",\"seconds\":\"1\"}"), "must be a number" },
    { TASK ("{\"kind\":\"wait\",\"seconds\":1,\"secs\":1}"), "no key \"secs\"" },
    { TASK ("{\"kind\":\"wait\",\"seconds\":{\"random\":[2,1]}}"), "in that order" },
    { TASK ("{\"kind\":\"fetch\",\"path\":\"carts\"}"), "must be the path of a URL" },
    { TASK ("{\"kind\":\"fetch\",\"path\":\"/a b\"}"), "must be the path of a URL" },
    { TASK ("{\"kind\":\"fetch\",\"path\":\"/a\",\"from\":\"there\"}"), "endpoint, built-in" },
    { TASK ("{\"kind\":\"compute\",\"work\":\"cart-total\"}"), "needs a fetch step before it" },
    { TASK ("3"), "must be an object with a \"kind\"" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (
          lanes_workload_file_parse (cases[i].text, strlen (cases[i].text), "my.json", &error));
      g_assert_nonnull (error);
      g_assert_nonnull (strstr (error->message, "my.json"));
      if (strstr (error->message, cases[i].words) == NULL)
        g_error ("\"%s\" does not say \"%s\"", error->message, cases[i].words);
    }
}

static void
test_a_million_brackets_do_no_harm (void)
{
  g_autofree char *deep = g_strnfill (1000000, '[');
  g_autoptr (GError) error = NULL;

  g_assert_null (lanes_workload_file_parse (deep, 1000000, "deep", &error));
  g_assert_error (error, LANES_FILE_ERROR, LANES_FILE_ERROR_SYNTAX);
}

/* The first block of JSON in a page of documentation. */
static char *
dup_example (const char *page)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "docs", page, NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  const char *begin, *end;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  begin = strstr (text, "```json\n");
  g_assert_nonnull (begin);
  begin += strlen ("```json\n");
  end = strstr (begin, "```");
  g_assert_nonnull (end);

  return g_strndup (begin, (gsize) (end - begin));
}

static void
test_the_documentations_example_is_valid (void)
{
  g_autofree char *text = dup_example ("workload-file.md");
  g_autoptr (GError) error = NULL;
  g_autoptr (LanesWorkload) workload =
      lanes_workload_file_parse (text, strlen (text), "docs/workload-file.md", &error);

  g_assert_no_error (error);
  g_assert_cmpuint (lanes_workload_get_n_tasks (workload), ==, 6);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/workload-file/the-articles-workloads-are-built-in",
                   test_the_articles_workloads_are_built_in);
  g_test_add_func ("/workload-file/an-unknown-name-lists-the-known-ones",
                   test_an_unknown_name_lists_the_known_ones);
  g_test_add_func ("/workload-file/writing-and-reading-change-nothing",
                   test_writing_and_reading_change_nothing);
  g_test_add_func ("/workload-file/bad-files-get-one-clear-sentence",
                   test_bad_files_get_one_clear_sentence);
  g_test_add_func ("/workload-file/a-million-brackets-do-no-harm",
                   test_a_million_brackets_do_no_harm);
  g_test_add_func ("/workload-file/the-documentations-example-is-valid",
                   test_the_documentations_example_is_valid);

  return g_test_run ();
}
