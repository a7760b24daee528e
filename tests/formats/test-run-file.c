/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <locale.h>
#include <string.h>

#include "core/lanes-error.h"
#include "core/lanes-report.h"
#include "formats/lanes-run-csv.h"
#include "formats/lanes-run-file.h"
#include "formats/lanes-workload-file.h"
#include "lanes-test-workload.h"

static LanesRun *
make_run (void)
{
  g_autoptr (LanesWorkload) workload = lanes_test_workload ("w1 c2|f", 3);
  g_autoptr (LanesOptions) options = lanes_options_new ();
  LanesRun *run;
  const LanesOutcome outcomes[] = {
    { .status = LANES_TASK_DONE,
      .result_kind = LANES_RESULT_TOTAL_CENTS,
      .result = 1234,
      .pid = 77 },
    { .status = LANES_TASK_FAILED, .error = "it \"broke\",\nin two" },
    { .status = LANES_TASK_CANCELLED },
  };
  const LanesUsage usage = { 11, 22, 33, 4, 5, 6 };
  LanesTrack *track = lanes_track_new ("loop lag", "us");

  options->time_scale = 0.25;
  options->data = g_strdup ("a file");
  options->schedule = LANES_SCHEDULE_PIPELINED;
  run = lanes_test_workload_run (workload, "combined", options);
  lanes_run_add_worker (run, LANES_CARRIER_LOOP, g_strdup ("loop"), 42);
  lanes_run_add_worker (run, LANES_CARRIER_PROCESSES, g_strdup ("process 1"), 43);
  for (guint i = 0; i < 3; i++)
    lanes_run_set_outcome (run, i, &outcomes[i]);
  lanes_test_workload_span (run, LANES_SPAN_STARTUP, -1, 0, 1, 0, 500);
  lanes_test_workload_span (run, LANES_SPAN_QUEUED, 0, 0, -1, 0, 10);
  lanes_test_workload_span (run, LANES_SPAN_WAIT, 0, 0, 0, 10, 250010);
  lanes_test_workload_span (run, LANES_SPAN_COMPUTE, 0, 1, 1, 250020, 750020);
  lanes_test_workload_span (run, LANES_SPAN_FETCH, 1, 0, 0, 12, 900);
  lanes_track_add (track, 50000, 3);
  lanes_track_add (track, 100000, 0);
  lanes_run_take_track (run, track);
  lanes_run_set_usage (run, &usage);
  lanes_run_finish (run, LANES_RUN_FAILED, "stopped \\ early");

  return run;
}

static char *
write_runs (LanesRun *first, LanesRun *second)
{
  g_autoptr (GPtrArray) runs = g_ptr_array_new ();
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (runs, first);
  if (second != NULL)
    g_ptr_array_add (runs, second);
  g_assert_true (lanes_run_file_write (runs, stream, NULL, &error));
  g_assert_no_error (error);
  g_output_stream_write_all (stream, "", 1, NULL, NULL, NULL);
  g_output_stream_close (stream, NULL, NULL);

  return g_memory_output_stream_steal_data (G_MEMORY_OUTPUT_STREAM (stream));
}

static GPtrArray *
read_runs (const char *text, GError **error)
{
  g_autoptr (GInputStream) stream =
      g_memory_input_stream_new_from_data (g_strdup (text), -1, g_free);

  return lanes_run_file_read (stream, "my.lanes.json", NULL, error);
}

static void
test_a_run_survives_being_saved (void)
{
  g_autoptr (LanesRun) run = make_run ();
  g_autofree char *first = write_runs (run, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) runs = read_runs (first, &error);
  g_autofree char *second = NULL;
  LanesReport before, after;
  LanesOutcome outcome;

  g_assert_no_error (error);
  g_assert_cmpuint (runs->len, ==, 1);
  second = write_runs (g_ptr_array_index (runs, 0), NULL);
  g_assert_cmpstr (first, ==, second);
  lanes_report_compute (run, &before);
  lanes_report_compute (g_ptr_array_index (runs, 0), &after);
  g_assert_cmpint (before.bound_us, ==, after.bound_us);
  g_assert_cmpint (after.usage.context_switches, ==, 22);
  lanes_run_get_outcome (g_ptr_array_index (runs, 0), 1, &outcome);
  g_assert_cmpstr (outcome.error, ==, "it \"broke\",\nin two");
  g_assert_cmpstr (lanes_run_get_message (g_ptr_array_index (runs, 0)), ==, "stopped \\ early");
}

/* The first span of a fetch. */
static LanesFetchPhases
find_phases (LanesRun *run)
{
  LanesTrace *trace = lanes_run_get_trace (run);

  for (guint32 i = 0; i < lanes_trace_get_length (trace); i++)
    {
      LanesSpan span;

      lanes_trace_read (trace, i, &span);
      if (span.kind == LANES_SPAN_FETCH)
        return span.phases;
    }
  g_assert_not_reached ();
}

static void
test_phases_of_fetches_survive_and_may_be_missing (void)
{
  g_autoptr (LanesRun) run = make_run ();
  g_autofree char *text = NULL;
  g_autofree char *without = NULL;
  g_autoptr (GRegex) columns =
      g_regex_new (",\n\"(connected|answered)_us\":\\[[^]]*\\]", 0, 0, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) runs = NULL;
  g_autoptr (GPtrArray) older = NULL;
  LanesSpan span = { .kind = LANES_SPAN_FETCH,
                     .status = LANES_SPAN_DONE,
                     .task = 1,
                     .worker = 0,
                     .attempt = 1,
                     .begin_us = 1000,
                     .end_us = 3000,
                     .phases = { 400, 1700 } };

  lanes_trace_append (lanes_run_get_trace (run), &span);
  text = write_runs (run, NULL);
  g_assert_nonnull (strstr (text, "\"connected_us\":[-1,-1,-1,-1,-1,400]"));
  g_assert_nonnull (strstr (text, "\"answered_us\":[-1,-1,-1,-1,-1,1700]"));
  g_assert_nonnull (strstr (text, "\"cpu_us\":[-1,-1,-1,-1,-1,-1]"));
  runs = read_runs (text, &error);
  g_assert_no_error (error);
  g_assert_cmpint (find_phases (g_ptr_array_index (runs, 0)).connected_us, ==, -1);
  lanes_trace_read (lanes_run_get_trace (g_ptr_array_index (runs, 0)), 5, &span);
  g_assert_cmpint (span.phases.connected_us, ==, 400);
  g_assert_cmpint (span.phases.answered_us, ==, 1700);

  without = g_regex_replace_literal (columns, text, -1, 0, "", 0, NULL);
  g_assert_cmpuint (strlen (without), <, strlen (text));
  older = read_runs (without, &error);
  g_assert_no_error (error);
  g_assert_cmpint (find_phases (g_ptr_array_index (older, 0)).answered_us, ==, -1);
}

static void
test_what_is_written_is_json_of_the_documented_shape (void)
{
  g_autoptr (LanesRun) run = make_run ();
  g_autofree char *text = write_runs (run, NULL);
  g_autoptr (JsonNode) node = json_from_string (text, NULL);
  const char *const keys[] = { "format", "version", "workload", "model",  "options",
                               "host",   "started", "status",   "tasks",  "workers",
                               "spans",  "tracks",  "results",  "report", "log" };
  JsonObject *object, *results, *spans;

  g_assert_nonnull (node);
  object = json_node_get_object (node);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    g_assert_true (json_object_has_member (object, keys[i]));
  results = json_object_get_object_member (object, "results");
  /* A task failed: the sum of the others is no total. */
  g_assert_false (json_object_has_member (results, "total_cents"));
  g_assert_cmpint (json_object_get_int_member (results, "partial_cents"), ==, 1234);
  g_assert_cmpint (json_object_get_int_member (results, "done"), ==, 1);
  g_assert_cmpint (json_object_get_int_member (results, "of"), ==, 3);
  spans = json_object_get_object_member (object, "spans");
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (spans, "task")), ==, 5);
}

static void
test_several_runs_are_an_array (void)
{
  g_autoptr (LanesRun) run = make_run ();
  g_autofree char *text = write_runs (run, run);
  g_autoptr (GPtrArray) runs = read_runs (text, NULL);

  g_assert_cmpint (*text, ==, '[');
  g_assert_nonnull (runs);
  g_assert_cmpuint (runs->len, ==, 2);
}

/* @text with its first @from made @to. */
static char *
replace (const char *text, const char *from, const char *to)
{
  const char *found = strstr (text, from);

  if (found == NULL)
    g_error ("there is no \"%s\" in \"%s\"", from, text);

  return g_strdup_printf ("%.*s%s%s", (int) (found - text), text, to, found + strlen (from));
}

static void
test_unknown_keys_survive (void)
{
  g_autoptr (LanesRun) run = make_run ();
  g_autofree char *plain = write_runs (run, NULL);
  g_autofree char *one = replace (plain, "\"format\"", "\"mood\":{\"a\":[1,\"x\"]},\"format\"");
  g_autofree char *two = replace (one, "\"workers\":0", "\"workers\":0,\"later\":true");
  g_autofree char *three = replace (two, "\"cores\":2", "\"cores\":2,\"gpu\":null");
  g_autofree char *text = replace (three, "\"id\":2", "\"id\":2,\"colour\":\"red\"");
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) runs = read_runs (text, &error);
  g_autofree char *again = NULL;

  g_assert_no_error (error);
  again = write_runs (g_ptr_array_index (runs, 0), NULL);
  g_assert_nonnull (strstr (again, "\"mood\":{\"a\":[1,\"x\"]}"));
  g_assert_nonnull (strstr (again, "\"later\":true"));
  g_assert_nonnull (strstr (again, "\"gpu\":null"));
  g_assert_nonnull (strstr (again, "\"colour\":\"red\""));
}

static void
test_keys_may_come_in_any_order (void)
{
  g_autoptr (LanesRun) run = make_run ();
  g_autofree char *text = write_runs (run, NULL);
  g_autoptr (JsonNode) node = json_from_string (text, NULL);
  g_autoptr (JsonObject) sorted = json_object_new ();
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_OBJECT);
  g_autoptr (GList) names = json_object_get_members (json_node_get_object (node));
  g_autoptr (GError) error = NULL;
  g_autofree char *shuffled = NULL;
  g_autoptr (GPtrArray) runs = NULL;

  names = g_list_sort (names, (GCompareFunc) strcmp);
  for (GList *name = names; name != NULL; name = name->next)
    json_object_set_member (
        sorted, name->data,
        json_node_copy (json_object_get_member (json_node_get_object (node), name->data)));
  json_node_set_object (root, sorted);
  shuffled = json_to_string (root, TRUE);
  runs = read_runs (shuffled, &error);
  g_assert_no_error (error);
  g_assert_nonnull (runs);
}

static void
test_bad_files_get_one_clear_sentence (void)
{
  g_autoptr (LanesRun) run = make_run ();
  g_autofree char *text = write_runs (run, NULL);
  const struct
  {
    const char *from;
    const char *to;
    const char *words;
  } cases[] = {
    { "\"version\":1", "\"version\":2", "reads version 1 of run files" },
    { "lanes-run", "lanes-walk", "a run's is \"lanes-run\"" },
    { "\"model\":\"combined\"", "\"model\":\"magic\"", "no model \"magic\"" },
    { "\"cpu\":\"simulated\"", "\"cpu\":\"fake\"", "\"cpu\" cannot be \"fake\"" },
    { "\"connections\":64", "\"connections\":0", "\"connections\" must be from 1" },
    { "\"status\":\"failed\"", "\"status\":\"running\"", "status of a run cannot be" },
    { "\"status\":\"done\"", "\"status\":\"pending\"", "status of a task cannot be" },
    { "\"task\":[-1,", "\"task\":[", "must be of equal length" },
    { "\"task\":[-1,0", "\"task\":[-1,9", "no such task" },
    { "\"worker\":[1,", "\"worker\":[7,", "no such worker" },
    { "\"kind\":[2,", "\"kind\":[200,", "kind is not known" },
    { "\"begin_us\":[0,", "\"begin_us\":[600,", "ends before it begins" },
    { "\"begin_us\":[0,", "\"begin_us\":[0.5,", "whole number" },
    { "\"spans\":{", "\"spuns\":{", "\"spans\" is missing" },
    { "\"count\":3", "\"count\":4", "has 3 tasks, but its workload counts 4" },
    { "\"seconds\":1", "\"seconds\":-1", "from 0 to 86400" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *bad = replace (text, cases[i].from, cases[i].to);
      g_autoptr (GError) error = NULL;

      g_assert_null (read_runs (bad, &error));
      g_assert_nonnull (error);
      g_assert_nonnull (strstr (error->message, "my.lanes.json"));
      if (strstr (error->message, cases[i].words) == NULL)
        g_error ("\"%s\" does not say \"%s\"", error->message, cases[i].words);
    }
}

static void
test_random_changes_never_crash (void)
{
  g_autoptr (LanesRun) run = make_run ();
  g_autofree char *text = write_runs (run, NULL);
  const char letters[] = "{}[]\",:0123456789-e.tn\xc3";
  gint32 length = (gint32) strlen (text);
  guint n_read = 0;

  for (guint round = 0; round < 4000; round++)
    {
      g_autofree char *bad = g_strdup (text);
      g_autoptr (GPtrArray) runs = NULL;

      for (int i = g_test_rand_int_range (1, 3); i > 0; i--)
        bad[g_test_rand_int_range (0, length)] =
            letters[g_test_rand_int_range (0, sizeof letters - 1)];
      if (g_test_rand_int_range (0, 4) == 0)
        bad[g_test_rand_int_range (0, length)] = '\0';
      runs = read_runs (bad, NULL);
      if (runs != NULL)
        {
          g_autofree char *again = write_runs (g_ptr_array_index (runs, 0), NULL);

          n_read += again != NULL;
        }
    }
  g_test_message ("%u of 4000 could be read", n_read);
}

static void
test_saving_replaces_whole_or_not_at_all (void)
{
  g_autoptr (LanesRun) run = make_run ();
  g_autoptr (GPtrArray) runs = g_ptr_array_new ();
  g_autofree char *folder = g_dir_make_tmp ("lanes-test-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "run.lanes.json", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) again = NULL;
  g_autoptr (GDir) dir = NULL;

  g_ptr_array_add (runs, run);
  g_assert_true (lanes_run_file_save (runs, file, NULL, &error));
  g_assert_no_error (error);
  g_cancellable_cancel (cancelled);
  g_assert_false (lanes_run_file_save (runs, file, cancelled, &error));
  g_assert_nonnull (strstr (error->message, "run.lanes.json"));
  again = lanes_run_file_load (file, NULL, NULL);
  g_assert_nonnull (again);

  /* No temporary file is left. */
  dir = g_dir_open (folder, 0, NULL);
  g_assert_cmpstr (g_dir_read_name (dir), ==, "run.lanes.json");
  g_assert_null (g_dir_read_name (dir));
  g_remove (path);
  g_rmdir (folder);
}

static void
test_a_full_disk_leaves_what_was_there (void)
{
  g_autoptr (LanesRun) run = make_run ();
  g_autoptr (GPtrArray) runs = g_ptr_array_new ();
  g_autoptr (GFile) full = g_file_new_for_path ("/dev/full");
  g_autoptr (GFileOutputStream) stream = g_file_append_to (full, G_FILE_CREATE_NONE, NULL, NULL);
  g_autoptr (GError) error = NULL;

  if (stream == NULL)
    {
      g_test_skip ("there is no /dev/full here");
      return;
    }
  g_ptr_array_add (runs, run);
  g_assert_false (lanes_run_file_write (runs, G_OUTPUT_STREAM (stream), NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE);
}

static void
test_csv_has_a_line_for_each_span (void)
{
  g_autoptr (LanesRun) run = make_run ();
  g_autoptr (GPtrArray) runs = g_ptr_array_new ();
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_auto (GStrv) lines = NULL;

  g_ptr_array_add (runs, run);
  g_assert_true (lanes_run_csv_write (runs, stream, NULL, NULL));
  g_output_stream_write_all (stream, "", 1, NULL, NULL, NULL);
  lines =
      g_strsplit (g_memory_output_stream_get_data (G_MEMORY_OUTPUT_STREAM (stream)), "\r\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 1 + 5 + 1);
  g_assert_true (g_str_has_prefix (lines[0], "workload,model,task,label,step,kind,"));
  g_assert_cmpstr (lines[3], ==, "test,combined,1,Task 1,1,wait,loop,42,10,250010,done,1,,none");
  g_assert_cmpstr (lines[6], ==, "");
}

static void
test_the_documentations_example_is_valid (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "docs", "run-file.md", NULL);
  g_autofree char *page = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) runs = NULL;
  const char *begin;
  LanesReport report;

  g_file_get_contents (path, &page, NULL, &error);
  g_assert_no_error (error);
  begin = strstr (page, "```json\n");
  g_assert_nonnull (begin);
  begin += strlen ("```json\n");
  text = g_strndup (begin, (gsize) (strstr (begin, "```") - begin));
  runs = read_runs (text, &error);
  g_assert_no_error (error);
  lanes_report_compute (g_ptr_array_index (runs, 0), &report);
  g_assert_cmpint (report.makespan_us, ==, 3000320);
  g_assert_cmpint (report.bound_us, ==, 3000000);
  g_assert_cmpint (report.sum_us, ==, 5000000);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/run-file/a-run-survives-being-saved", test_a_run_survives_being_saved);
  g_test_add_func ("/run-file/phases-of-fetches-survive-and-may-be-missing",
                   test_phases_of_fetches_survive_and_may_be_missing);
  g_test_add_func ("/run-file/what-is-written-is-json-of-the-documented-shape",
                   test_what_is_written_is_json_of_the_documented_shape);
  g_test_add_func ("/run-file/several-runs-are-an-array", test_several_runs_are_an_array);
  g_test_add_func ("/run-file/unknown-keys-survive", test_unknown_keys_survive);
  g_test_add_func ("/run-file/keys-may-come-in-any-order", test_keys_may_come_in_any_order);
  g_test_add_func ("/run-file/bad-files-get-one-clear-sentence",
                   test_bad_files_get_one_clear_sentence);
  g_test_add_func ("/run-file/random-changes-never-crash", test_random_changes_never_crash);
  g_test_add_func ("/run-file/saving-replaces-whole-or-not-at-all",
                   test_saving_replaces_whole_or_not_at_all);
  g_test_add_func ("/run-file/a-full-disk-leaves-what-was-there",
                   test_a_full_disk_leaves_what_was_there);
  g_test_add_func ("/run-file/csv-has-a-line-for-each-span", test_csv_has_a_line_for_each_span);
  g_test_add_func ("/run-file/the-documentations-example-is-valid",
                   test_the_documentations_example_is_valid);

  return g_test_run ();
}
