/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-run-reader.h"

#include <glib/gi18n.h>

#include "core/lanes-error.h"
#include "lanes-run-draft.h"
#include "lanes-workload-file.h"

static gboolean
read_workload (LanesRunDraft *self)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  JsonNode *root;

  if (lanes_json_reader_peek (self->json) != LANES_JSON_OBJECT)
    return lanes_run_draft_fail (self, _ ("\"workload\" must be an object"));
  if (!lanes_json_reader_any (self->json, text))
    return FALSE;

  /* The reader has let nothing through that json-glib could stumble over. */
  if (!json_parser_load_from_data (parser, text->str, (gssize) text->len, &error))
    return lanes_json_reader_fail (self->json, g_steal_pointer (&error));
  root = json_parser_get_root (parser);
  g_clear_object (&self->workload);
  self->workload =
      lanes_workload_file_from_json (json_node_get_object (root), _ ("its workload"), &error);
  if (self->workload == NULL)
    return lanes_json_reader_fail (self->json, g_steal_pointer (&error));

  return TRUE;
}

static gboolean
read_model (LanesRunDraft *self)
{
  if (!lanes_json_reader_string (self->json, self->text))
    return FALSE;
  self->model = lanes_models_find (self->text->str);
  if (self->model == NULL)
    return lanes_run_draft_fail (self, _ ("there is no model \"%s\""), self->text->str);

  return TRUE;
}

static gboolean
read_time_scale (LanesRunDraft *self, double *scale)
{
  if (!lanes_json_reader_double (self->json, scale))
    return FALSE;
  if (!(*scale >= 0.0) || *scale > LANES_TIME_SCALE_MAX)
    return lanes_run_draft_fail (self, _ ("\"time_scale\" must be from 0 to %g"),
                                 LANES_TIME_SCALE_MAX);

  return TRUE;
}

static gboolean
read_endpoint (LanesRunDraft *self, LanesOptions *options)
{
  if (!lanes_run_draft_read_text (self, &options->endpoint))
    return FALSE;
  if (g_str_equal (options->endpoint, "built-in"))
    g_clear_pointer (&options->endpoint, g_free);

  return TRUE;
}

static gboolean
read_option_word (LanesRunDraft *self, LanesOptions *options)
{
  gboolean known;

  if (!lanes_json_reader_string (self->json, self->text))
    return FALSE;

  if (g_str_equal (self->name->str, "cpu"))
    known = lanes_cpu_work_parse (self->text->str, &options->cpu);
  else if (g_str_equal (self->name->str, "latency"))
    known = lanes_latency_parse (self->text->str, &options->latency);
  else
    known = lanes_schedule_parse (self->text->str, &options->schedule);

  return known || lanes_run_draft_fail (self, _ ("\"%s\" cannot be \"%s\""), self->name->str,
                                        self->text->str);
}

static gboolean
read_option (LanesRunDraft *self, LanesOptions *options)
{
  const char *name = self->name->str;
  gint64 value;

  if (g_str_equal (name, "workers"))
    {
      if (!lanes_run_draft_read_range (self, 0, LANES_WORKERS_MAX, &value))
        return FALSE;
      options->workers = (guint) value;
      return TRUE;
    }
  if (g_str_equal (name, "connections"))
    {
      if (!lanes_run_draft_read_range (self, 1, LANES_CONNECTIONS_MAX, &value))
        return FALSE;
      options->connections = (guint) value;
      return TRUE;
    }
  if (g_str_equal (name, "timeout_us"))
    return lanes_run_draft_read_range (self, 1, G_MAXINT64 / 2, &options->timeout_us);
  if (g_str_equal (name, "time_scale"))
    return read_time_scale (self, &options->time_scale);
  if (g_str_equal (name, "cpu") || g_str_equal (name, "latency") || g_str_equal (name, "schedule"))
    return read_option_word (self, options);
  if (g_str_equal (name, "endpoint"))
    return read_endpoint (self, options);
  if (g_str_equal (name, "data"))
    return lanes_run_draft_read_nullable (self, &options->data);
  if (g_str_equal (name, "rate_limit"))
    return lanes_json_reader_boolean (self->json, &options->rate_limit);

  return lanes_run_draft_keep_unknown (self, "options");
}

static gboolean
read_options (LanesRunDraft *self)
{
  g_clear_pointer (&self->options, lanes_options_free);
  self->options = lanes_options_new ();
  if (!lanes_json_reader_begin_object (self->json))
    return FALSE;
  while (lanes_json_reader_next_member (self->json, self->name))
    {
      if (!read_option (self, self->options))
        return FALSE;
    }

  return lanes_run_draft_is_sound (self);
}

static gboolean
read_host_member (LanesRunDraft *self, LanesHost *host)
{
  const char *name = self->name->str;
  gint64 cores;

  if (g_str_equal (name, "cores"))
    {
      if (!lanes_run_draft_read_range (self, 1, G_MAXINT32, &cores))
        return FALSE;
      host->cores = (guint) cores;
      return TRUE;
    }
  if (g_str_equal (name, "os"))
    return lanes_run_draft_read_text (self, &host->os);
  if (g_str_equal (name, "glib"))
    return lanes_run_draft_read_text (self, &host->glib);
  if (g_str_equal (name, "libsoup"))
    return lanes_run_draft_read_text (self, &host->soup);
  if (g_str_equal (name, "lanes"))
    return lanes_run_draft_read_text (self, &host->lanes);

  return lanes_run_draft_keep_unknown (self, "host");
}

static gboolean
read_host (LanesRunDraft *self)
{
  g_clear_pointer (&self->host, lanes_host_free);
  self->host = g_new0 (LanesHost, 1);
  self->host->cores = 1;
  if (!lanes_json_reader_begin_object (self->json))
    return FALSE;
  while (lanes_json_reader_next_member (self->json, self->name))
    {
      if (!read_host_member (self, self->host))
        return FALSE;
    }

  return lanes_run_draft_is_sound (self);
}

static gboolean
read_spans (LanesRunDraft *self)
{
  g_clear_pointer (&self->spans, lanes_span_columns_free);
  self->spans = lanes_span_columns_new ();
  if (!lanes_json_reader_begin_object (self->json))
    return FALSE;
  while (lanes_json_reader_next_member (self->json, self->name))
    {
      gboolean handled;

      if (!lanes_span_columns_read (self->spans, self->json, self->name->str, &handled))
        return FALSE;
      if (!handled && !lanes_run_draft_keep_unknown (self, "spans"))
        return FALSE;
    }

  return lanes_run_draft_is_sound (self);
}

/* Of a report only what was measured is read; the rest is computed anew. */
static gboolean
read_report_member (LanesRunDraft *self)
{
  const struct
  {
    const char *name;
    gint64 *wide;
    gint *narrow;
  } figures[] = {
    { "cpu_us", &self->usage.cpu_us, NULL },
    { "context_switches", &self->usage.context_switches, NULL },
    { "memory_rise_bytes", &self->usage.memory_rise_bytes, NULL },
    { "threads", NULL, &self->usage.threads },
    { "processes", NULL, &self->usage.processes },
    { "connections", NULL, &self->usage.connections },
  };
  static const char *const computed[] = {
    "makespan_us", "sum_us",      "speedup",     "floor_us",        "floor_limit",
    "bound_us",    "bound_limit", "max_running", "first_result_us", NULL,
  };
  gint64 value;

  for (guint i = 0; i < G_N_ELEMENTS (figures); i++)
    {
      if (!g_str_equal (figures[i].name, self->name->str))
        continue;
      if (figures[i].wide != NULL)
        return lanes_json_reader_int (self->json, figures[i].wide);
      if (!lanes_run_draft_read_range (self, -1, G_MAXINT32, &value))
        return FALSE;
      *figures[i].narrow = (gint) value;
      return TRUE;
    }
  if (g_strv_contains (computed, self->name->str))
    return lanes_json_reader_any (self->json, NULL);

  return lanes_run_draft_keep_unknown (self, "report");
}

static gboolean
read_report (LanesRunDraft *self)
{
  if (!lanes_json_reader_begin_object (self->json))
    return FALSE;
  while (lanes_json_reader_next_member (self->json, self->name))
    {
      if (!read_report_member (self))
        return FALSE;
    }

  return lanes_run_draft_is_sound (self);
}

static gboolean
read_format (LanesRunDraft *self)
{
  if (!lanes_json_reader_string (self->json, self->text))
    return FALSE;
  if (!g_str_equal (self->text->str, "lanes-run"))
    return lanes_json_reader_fail (
        self->json,
        g_error_new (LANES_FILE_ERROR, LANES_FILE_ERROR_FORMAT,
                     _ ("its \"format\" is \"%s\"; a run's is \"lanes-run\""), self->text->str));
  self->has_format = TRUE;

  return TRUE;
}

static gboolean
read_version (LanesRunDraft *self)
{
  gint64 version;

  if (!lanes_json_reader_int (self->json, &version))
    return FALSE;
  if (version != 1)
    return lanes_json_reader_fail (
        self->json, g_error_new (LANES_FILE_ERROR, LANES_FILE_ERROR_VERSION,
                                 _ ("its \"version\" is %" G_GINT64_FORMAT
                                    "; this Lanes reads version 1 of run files, and no other"),
                                 version));
  self->has_version = TRUE;

  return TRUE;
}

static gboolean
read_status (LanesRunDraft *self)
{
  if (!lanes_json_reader_string (self->json, self->text))
    return FALSE;
  self->status = lanes_run_status_parse (self->text->str);
  if (self->status <= LANES_RUN_RUNNING)
    return lanes_run_draft_fail (self, _ ("the status of a run cannot be \"%s\""), self->text->str);

  return TRUE;
}

static gboolean
read_started (LanesRunDraft *self)
{
  return lanes_run_draft_read_text (self, &self->started);
}

static gboolean
read_message (LanesRunDraft *self)
{
  return lanes_run_draft_read_nullable (self, &self->message);
}

static gboolean
skip (LanesRunDraft *self)
{
  return lanes_json_reader_any (self->json, NULL);
}

static const struct
{
  const char *name;
  gboolean (*read) (LanesRunDraft *self);
} members[] = {
  { "format", read_format },
  { "version", read_version },
  { "workload", read_workload },
  { "model", read_model },
  { "options", read_options },
  { "host", read_host },
  { "started", read_started },
  { "status", read_status },
  { "message", read_message },
  { "tasks", lanes_run_draft_read_tasks },
  { "workers", lanes_run_draft_read_workers },
  { "spans", read_spans },
  { "tracks", lanes_run_draft_read_tracks },
  { "results", skip },
  { "report", read_report },
  { "log", skip },
};

static gboolean
read_member (LanesRunDraft *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    {
      if (g_str_equal (members[i].name, self->name->str))
        return members[i].read (self);
    }

  return lanes_run_draft_keep_unknown (self, "");
}

static gboolean
check_complete (LanesRunDraft *self)
{
  const struct
  {
    gboolean is_there;
    const char *name;
  } needed[] = {
    { self->has_format, "format" },         { self->has_version, "version" },
    { self->workload != NULL, "workload" }, { self->model != NULL, "model" },
    { self->options != NULL, "options" },   { self->host != NULL, "host" },
    { self->started != NULL, "started" },   { self->status >= 0, "status" },
    { self->spans != NULL, "spans" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (needed); i++)
    {
      if (!needed[i].is_there)
        return lanes_json_reader_fail (
            self->json, g_error_new (LANES_FILE_ERROR, LANES_FILE_ERROR_FORMAT,
                                     _ ("it is no run: \"%s\" is missing"), needed[i].name));
    }

  if (self->outcomes->len != lanes_workload_get_n_tasks (self->workload))
    return lanes_run_draft_fail (self, _ ("it has %u tasks, but its workload counts %u"),
                                 self->outcomes->len, lanes_workload_get_n_tasks (self->workload));

  return TRUE;
}

static void
fill_host (LanesHost *host)
{
  char **words[] = { &host->os, &host->glib, &host->soup, &host->lanes };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      if (*words[i] == NULL)
        *words[i] = g_strdup ("");
    }
}

static LanesRun *
build (LanesRunDraft *self)
{
  g_autoptr (LanesRun) run = NULL;
  g_autoptr (GError) error = NULL;
  GHashTableIter iter;
  gpointer place, text;

  if (!check_complete (self))
    return NULL;

  fill_host (self->host);
  run = lanes_run_new (self->workload, self->model, self->options, self->host, 0, self->started);
  for (guint i = 0; i < self->outcomes->len; i++)
    lanes_run_set_outcome (run, i, &g_array_index (self->outcomes, LanesOutcome, i));
  /* A million tasks are large: gone before the trace is filled. */
  g_array_set_size (self->outcomes, 0);
  for (guint i = 0; i < self->workers->len; i++)
    {
      LanesWorker *worker = g_ptr_array_index (self->workers, i);

      lanes_run_add_worker (run, worker->kind,
                            g_strdup (worker->label != NULL ? worker->label : ""), worker->pid);
    }

  if (!lanes_span_columns_fill (self->spans, run, &error))
    {
      lanes_json_reader_fail (self->json, g_steal_pointer (&error));
      return NULL;
    }

  while (self->tracks->len > 0)
    lanes_run_take_track (run, g_ptr_array_steal_index (self->tracks, 0));
  g_hash_table_iter_init (&iter, self->unknown);
  while (g_hash_table_iter_next (&iter, &place, &text))
    g_hash_table_insert (lanes_run_get_unknown (run), g_strdup (place), g_strdup (text));
  lanes_run_set_usage (run, &self->usage);
  lanes_run_finish (run, (LanesRunStatus) self->status, self->message);

  return g_steal_pointer (&run);
}

static void
clear (LanesRunDraft *self)
{
  g_string_free (self->name, TRUE);
  g_string_free (self->text, TRUE);
  g_clear_object (&self->workload);
  g_clear_pointer (&self->options, lanes_options_free);
  g_clear_pointer (&self->host, lanes_host_free);
  g_free (self->started);
  g_free (self->message);
  g_array_unref (self->outcomes);
  g_ptr_array_unref (self->workers);
  g_clear_pointer (&self->spans, lanes_span_columns_free);
  g_ptr_array_unref (self->tracks);
  g_hash_table_unref (self->unknown);
}

/**
 * lanes_run_reader_read:
 * @reader: stands before an object
 * @origin: what messages call the file
 *
 * Any thread.
 *
 * Returns: (transfer full) (nullable): the run; %NULL with the reader's error set, one
 *   sentence about what is wrong
 */
LanesRun *
lanes_run_reader_read (LanesJsonReader *reader, const char *origin)
{
  LanesRunDraft self = {
    .json = reader,
    .origin = origin,
    .name = g_string_new (NULL),
    .text = g_string_new (NULL),
    .status = -1,
    .outcomes = g_array_new (FALSE, FALSE, sizeof (LanesOutcome)),
    .workers = g_ptr_array_new_with_free_func (lanes_run_draft_free_worker),
    .tracks = g_ptr_array_new_with_free_func ((GDestroyNotify) lanes_track_free),
    .usage = { .cpu_us = -1, .context_switches = -1, .memory_rise_bytes = -1 },
    .unknown = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free),
  };
  LanesRun *run = NULL;
  gboolean sound;

  g_array_set_clear_func (self.outcomes, lanes_run_draft_clear_outcome);
  sound = lanes_json_reader_begin_object (reader);
  while (sound && lanes_json_reader_next_member (reader, self.name))
    sound = read_member (&self);
  if (sound && lanes_run_draft_is_sound (&self))
    run = build (&self);
  clear (&self);

  return run;
}
