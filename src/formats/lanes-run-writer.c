/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-run-writer.h"

#include "core/lanes-log.h"
#include "core/lanes-money.h"
#include "core/lanes-report.h"
#include "lanes-carrier-words.h"
#include "lanes-workload-file.h"

typedef struct
{
  LanesJsonWriter *writer;
  LanesRun *run;
  LanesReport report;
} LanesRunWriter;

/* What another version of Lanes has put at @place stays there. */
static void
write_unknown (LanesRunWriter *self, const char *place)
{
  const char *members = g_hash_table_lookup (lanes_run_get_unknown (self->run), place);

  if (members != NULL)
    lanes_json_writer_raw (self->writer, NULL, members);
}

static void
write_workload (LanesRunWriter *self)
{
  g_autoptr (JsonNode) node = lanes_workload_file_to_json (lanes_run_get_workload (self->run));
  g_autofree char *text = json_to_string (node, FALSE);

  lanes_json_writer_raw (self->writer, "workload", text);
}

static void
write_options (LanesRunWriter *self)
{
  const LanesOptions *options = lanes_run_get_options (self->run);
  LanesJsonWriter *writer = self->writer;

  lanes_json_writer_begin_object (writer, "options");
  lanes_json_writer_int (writer, "workers", options->workers);
  lanes_json_writer_int (writer, "connections", options->connections);
  lanes_json_writer_double (writer, "time_scale", options->time_scale);
  lanes_json_writer_string (writer, "cpu", lanes_cpu_work_to_word (options->cpu));
  lanes_json_writer_string (writer, "latency", lanes_latency_to_word (options->latency));
  lanes_json_writer_string (writer, "schedule", lanes_schedule_to_word (options->schedule));
  lanes_json_writer_int (writer, "timeout_us", options->timeout_us);
  lanes_json_writer_string (writer, "endpoint",
                            options->endpoint != NULL ? options->endpoint : "built-in");
  lanes_json_writer_string (writer, "data", options->data);
  lanes_json_writer_boolean (writer, "rate_limit", options->rate_limit);
  write_unknown (self, "options");
  lanes_json_writer_end_object (writer);
}

static void
write_host (LanesRunWriter *self)
{
  const LanesHost *host = lanes_run_get_host (self->run);
  LanesJsonWriter *writer = self->writer;

  lanes_json_writer_begin_object (writer, "host");
  lanes_json_writer_int (writer, "cores", host->cores);
  lanes_json_writer_string (writer, "os", host->os);
  lanes_json_writer_string (writer, "glib", host->glib);
  lanes_json_writer_string (writer, "libsoup", host->soup);
  lanes_json_writer_string (writer, "lanes", host->lanes);
  write_unknown (self, "host");
  lanes_json_writer_end_object (writer);
}

static void
write_result (LanesRunWriter *self, const LanesOutcome *outcome)
{
  static const char *const names[] = {
    [LANES_RESULT_BYTES] = "bytes",
    [LANES_RESULT_VALUE] = "value",
    [LANES_RESULT_TOTAL_CENTS] = "total_cents",
  };

  if (outcome->result_kind == LANES_RESULT_NONE || outcome->status != LANES_TASK_DONE)
    return;

  lanes_json_writer_begin_object (self->writer, "result");
  lanes_json_writer_int (self->writer, names[outcome->result_kind], outcome->result);
  lanes_json_writer_end_object (self->writer);
}

static void
write_task (LanesRunWriter *self, guint task)
{
  LanesWorkload *workload = lanes_run_get_workload (self->run);
  g_autofree char *label = lanes_workload_dup_label (workload, task);
  LanesJsonWriter *writer = self->writer;
  LanesOutcome outcome;

  lanes_run_get_outcome (self->run, task, &outcome);
  lanes_json_writer_begin_object (writer, NULL);
  lanes_json_writer_int (writer, "id", (gint64) task + 1);
  lanes_json_writer_string (writer, "label", label);
  lanes_json_writer_string (writer, "status", lanes_task_status_to_word (outcome.status));
  if (outcome.error != NULL)
    lanes_json_writer_string (writer, "error", outcome.error);
  write_result (self, &outcome);
  if (outcome.pid > 0)
    lanes_json_writer_int (writer, "pid", outcome.pid);
  if (g_hash_table_size (lanes_run_get_unknown (self->run)) > 0)
    {
      g_autofree char *place = g_strdup_printf ("tasks/%u", task);

      write_unknown (self, place);
    }
  lanes_json_writer_end_object (writer);
}

static void
write_tasks (LanesRunWriter *self)
{
  lanes_json_writer_begin_array (self->writer, "tasks");
  for (guint task = 0; task < self->report.n_tasks; task++)
    write_task (self, task);
  lanes_json_writer_end_array (self->writer);
}

static void
write_workers (LanesRunWriter *self)
{
  LanesJsonWriter *writer = self->writer;

  lanes_json_writer_begin_array (writer, "workers");
  for (guint i = 0; i < lanes_run_get_n_workers (self->run); i++)
    {
      LanesWorker worker;

      lanes_run_get_worker (self->run, i, &worker);
      lanes_json_writer_begin_object (writer, NULL);
      lanes_json_writer_int (writer, "id", (gint64) i + 1);
      lanes_json_writer_string (writer, "kind", lanes_carrier_kind_to_word (worker.kind));
      lanes_json_writer_string (writer, "label", worker.label);
      lanes_json_writer_int (writer, "pid", worker.pid);
      lanes_json_writer_end_object (writer);
    }
  lanes_json_writer_end_array (writer);
}

static gint64
get_task (const LanesSpan *span)
{
  return span->task;
}

static gint64
get_step (const LanesSpan *span)
{
  return span->step;
}

static gint64
get_worker (const LanesSpan *span)
{
  return span->worker;
}

static gint64
get_kind (const LanesSpan *span)
{
  return span->kind;
}

static gint64
get_begin (const LanesSpan *span)
{
  return span->begin_us;
}

static gint64
get_end (const LanesSpan *span)
{
  return span->end_us;
}

static gint64
get_status (const LanesSpan *span)
{
  return span->status;
}

static gint64
get_attempt (const LanesSpan *span)
{
  return span->attempt;
}

static gint64
get_cpu (const LanesSpan *span)
{
  return span->kind == LANES_SPAN_FETCH ? -1 : span->cpu_us;
}

static gint64
get_connected (const LanesSpan *span)
{
  return span->kind == LANES_SPAN_FETCH ? span->phases.connected_us : -1;
}

static gint64
get_answered (const LanesSpan *span)
{
  return span->kind == LANES_SPAN_FETCH ? span->phases.answered_us : -1;
}

static gint64
get_reason (const LanesSpan *span)
{
  return span->reason;
}

typedef struct
{
  const char *name;
  gint64 (*get) (const LanesSpan *span);
} LanesColumn;

static const LanesColumn columns[] = {
  { "task", get_task },     { "step", get_step },       { "worker", get_worker },
  { "kind", get_kind },     { "begin_us", get_begin },  { "end_us", get_end },
  { "status", get_status }, { "attempt", get_attempt }, { "cpu_us", get_cpu },
  { "reason", get_reason },
};

/* Written where there is a fetch. */
static const LanesColumn fetch_columns[] = {
  { "connected_us", get_connected },
  { "answered_us", get_answered },
};

static void
write_columns (LanesRunWriter *self, const LanesColumn *those, guint n_columns)
{
  LanesTrace *trace = lanes_run_get_trace (self->run);
  guint32 length = lanes_trace_get_length (trace);

  for (guint c = 0; c < n_columns; c++)
    {
      lanes_json_writer_new_line (self->writer);
      lanes_json_writer_begin_array (self->writer, those[c].name);
      for (guint32 i = 0; i < length; i++)
        {
          LanesSpan span;

          lanes_trace_read (trace, i, &span);
          lanes_json_writer_int (self->writer, NULL, those[c].get (&span));
        }
      lanes_json_writer_end_array (self->writer);
    }
}

static void
write_spans (LanesRunWriter *self)
{
  LanesJsonWriter *writer = self->writer;

  lanes_json_writer_begin_object (writer, "spans");
  lanes_json_writer_begin_array (writer, "kinds");
  for (guint i = 0; i < LANES_N_SPAN_KINDS; i++)
    lanes_json_writer_string (writer, NULL, lanes_span_kind_to_word (i));
  lanes_json_writer_end_array (writer);
  lanes_json_writer_begin_array (writer, "statuses");
  for (guint i = 0; i < LANES_N_SPAN_STATUSES; i++)
    lanes_json_writer_string (writer, NULL, lanes_span_status_to_word (i));
  lanes_json_writer_end_array (writer);
  lanes_json_writer_begin_array (writer, "reasons");
  for (guint i = 0; i < LANES_N_SPAN_REASONS; i++)
    lanes_json_writer_string (writer, NULL, lanes_span_reason_to_word (i));
  lanes_json_writer_end_array (writer);

  write_columns (self, columns, G_N_ELEMENTS (columns));
  if (lanes_workload_has_kind (lanes_run_get_workload (self->run), LANES_STEP_FETCH))
    write_columns (self, fetch_columns, G_N_ELEMENTS (fetch_columns));
  write_unknown (self, "spans");
  lanes_json_writer_end_object (writer);
}

static void
write_track (LanesJsonWriter *writer, const LanesTrack *track)
{
  lanes_json_writer_begin_object (writer, NULL);
  lanes_json_writer_string (writer, "name", track->name);
  lanes_json_writer_string (writer, "unit", track->unit);
  lanes_json_writer_begin_array (writer, "at_us");
  for (guint i = 0; i < track->at_us->len; i++)
    lanes_json_writer_int (writer, NULL, g_array_index (track->at_us, gint64, i));
  lanes_json_writer_end_array (writer);
  lanes_json_writer_begin_array (writer, "value");
  for (guint i = 0; i < track->value->len; i++)
    lanes_json_writer_int (writer, NULL, g_array_index (track->value, gint64, i));
  lanes_json_writer_end_array (writer);
  lanes_json_writer_end_object (writer);
}

static void
write_tracks (LanesRunWriter *self)
{
  LanesTrace *trace = lanes_run_get_trace (self->run);
  g_autoptr (LanesTrack) running = lanes_track_running (trace, LANES_RUN_FILE_TRACK_POINTS);
  g_autoptr (LanesTrack) queued = lanes_track_queued (trace, LANES_RUN_FILE_TRACK_POINTS);
  GPtrArray *own = lanes_run_get_tracks (self->run);

  lanes_json_writer_begin_array (self->writer, "tracks");
  write_track (self->writer, running);
  write_track (self->writer, queued);
  for (guint i = 0; i < own->len; i++)
    write_track (self->writer, g_ptr_array_index (own, i));
  lanes_json_writer_end_array (self->writer);
}

static void
write_values (LanesRunWriter *self)
{
  lanes_json_writer_begin_array (self->writer, "values");
  for (guint task = 0; task < self->report.n_tasks; task++)
    {
      LanesOutcome outcome;

      lanes_run_get_outcome (self->run, task, &outcome);
      lanes_json_writer_int (self->writer, NULL, outcome.result);
    }
  lanes_json_writer_end_array (self->writer);
}

/* A part of the sum never goes by the name of the total. */
static void
write_results (LanesRunWriter *self)
{
  const LanesReport *report = &self->report;
  LanesJsonWriter *writer = self->writer;

  lanes_json_writer_begin_object (writer, "results");
  if (report->n_done < report->n_tasks)
    {
      if (report->n_totals > 0)
        lanes_json_writer_int (writer, "partial_cents", report->total_cents);
      lanes_json_writer_int (writer, "done", report->n_done);
      lanes_json_writer_int (writer, "of", report->n_tasks);
    }
  else if (report->n_totals == report->n_tasks)
    lanes_json_writer_int (writer, "total_cents", report->total_cents);
  else if (report->n_values == report->n_tasks)
    write_values (self);
  else if (report->n_bytes == report->n_tasks)
    lanes_json_writer_int (writer, "bytes", report->bytes);
  lanes_json_writer_end_object (writer);
}

static void
write_report (LanesRunWriter *self)
{
  LanesWorkload *workload = lanes_run_get_workload (self->run);
  const LanesReport *report = &self->report;
  g_autofree char *floor = lanes_limit_dup_plain (&report->floor_limit, workload);
  g_autofree char *bound = lanes_limit_dup_plain (&report->bound_limit, workload);
  LanesJsonWriter *writer = self->writer;

  lanes_json_writer_begin_object (writer, "report");
  lanes_json_writer_int (writer, "makespan_us", report->makespan_us);
  lanes_json_writer_int (writer, "sum_us", report->sum_us);
  lanes_json_writer_double (writer, "speedup", report->speedup);
  lanes_json_writer_int (writer, "floor_us", report->floor_us);
  lanes_json_writer_string (writer, "floor_limit", floor);
  lanes_json_writer_int (writer, "bound_us", report->bound_us);
  lanes_json_writer_string (writer, "bound_limit", bound);
  lanes_json_writer_int (writer, "max_running", report->max_running);
  lanes_json_writer_int (writer, "first_result_us", report->first_result_us);
  lanes_json_writer_int (writer, "cpu_us", report->usage.cpu_us);
  lanes_json_writer_int (writer, "context_switches", report->usage.context_switches);
  lanes_json_writer_int (writer, "memory_rise_bytes", report->usage.memory_rise_bytes);
  lanes_json_writer_int (writer, "threads", report->usage.threads);
  lanes_json_writer_int (writer, "processes", report->usage.processes);
  lanes_json_writer_int (writer, "connections", report->usage.connections);
  write_unknown (self, "report");
  lanes_json_writer_end_object (writer);
}

static void
write_log (LanesRunWriter *self)
{
  g_autoptr (GPtrArray) lines = lanes_log_compute (self->run);

  lanes_json_writer_begin_array (self->writer, "log");
  for (guint i = 0; i < lines->len; i++)
    lanes_json_writer_string (self->writer, NULL,
                              ((LanesLogLine *) g_ptr_array_index (lines, i))->text);
  lanes_json_writer_end_array (self->writer);
}

/**
 * lanes_run_writer_write:
 * @writer: where to
 * @run: a run that has finished
 *
 * Writes the run as one object. Any thread.
 */
void
lanes_run_writer_write (LanesJsonWriter *writer, LanesRun *run)
{
  LanesRunWriter self = { .writer = writer, .run = run };

  g_return_if_fail (LANES_IS_RUN (run));
  g_return_if_fail (lanes_run_get_status (run) != LANES_RUN_RUNNING);

  lanes_report_compute (run, &self.report);
  lanes_json_writer_begin_object (writer, NULL);
  lanes_json_writer_string (writer, "format", "lanes-run");
  lanes_json_writer_int (writer, "version", 1);
  lanes_json_writer_new_line (writer);
  write_workload (&self);
  lanes_json_writer_new_line (writer);
  lanes_json_writer_string (writer, "model", lanes_run_get_model (run)->name);
  write_options (&self);
  write_host (&self);
  lanes_json_writer_string (writer, "started", lanes_run_get_started (run));
  lanes_json_writer_string (writer, "status",
                            lanes_run_status_to_word (lanes_run_get_status (run)));
  if (lanes_run_get_message (run) != NULL)
    lanes_json_writer_string (writer, "message", lanes_run_get_message (run));
  lanes_json_writer_new_line (writer);
  write_tasks (&self);
  lanes_json_writer_new_line (writer);
  write_workers (&self);
  lanes_json_writer_new_line (writer);
  write_spans (&self);
  lanes_json_writer_new_line (writer);
  write_tracks (&self);
  lanes_json_writer_new_line (writer);
  write_results (&self);
  write_report (&self);
  lanes_json_writer_new_line (writer);
  write_log (&self);
  write_unknown (&self, "");
  lanes_json_writer_end_object (writer);
}
