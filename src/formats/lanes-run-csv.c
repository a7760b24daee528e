/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-run-csv.h"

#include <string.h>

#define FLUSH_AT (64 * 1024)

/* RFC 4180: quoted where it must be, quotes doubled, lines end in CRLF. */
static void
append_field (GString *text, const char *value)
{
  if (strpbrk (value, ",\"\r\n") == NULL)
    {
      g_string_append (text, value);
      return;
    }

  g_string_append_c (text, '"');
  for (const char *p = value; *p != '\0'; p++)
    {
      if (*p == '"')
        g_string_append_c (text, '"');
      g_string_append_c (text, *p);
    }
  g_string_append_c (text, '"');
}

static void
append_task (GString *text, LanesRun *run, const LanesSpan *span)
{
  g_autofree char *label = NULL;

  if (span->task < 0)
    {
      g_string_append (text, ",,");
      return;
    }

  label = lanes_workload_dup_label (lanes_run_get_workload (run), (guint) span->task);
  g_string_append_printf (text, "%d,", span->task + 1);
  append_field (text, label);
  g_string_append_printf (text, ",%u", span->step + 1u);
}

static void
append_worker (GString *text, LanesRun *run, const LanesSpan *span)
{
  LanesWorker worker;

  if (span->worker < 0)
    {
      g_string_append_c (text, ',');
      return;
    }

  lanes_run_get_worker (run, (guint) span->worker, &worker);
  append_field (text, worker.label);
  g_string_append_printf (text, ",%d", worker.pid);
}

static void
append_span (GString *text, LanesRun *run, const LanesSpan *span)
{
  append_field (text, lanes_workload_get_name (lanes_run_get_workload (run)));
  g_string_append_printf (text, ",%s,", lanes_run_get_model (run)->name);
  append_task (text, run, span);
  g_string_append_printf (text, ",%s,", lanes_span_kind_to_word (span->kind));
  append_worker (text, run, span);
  g_string_append_printf (text, ",%" G_GINT64_FORMAT ",%" G_GINT64_FORMAT ",%s,%u,", span->begin_us,
                          span->end_us, lanes_span_status_to_word (span->status), span->attempt);
  if (span->kind != LANES_SPAN_FETCH && span->cpu_us >= 0)
    g_string_append_printf (text, "%" G_GINT64_FORMAT, span->cpu_us);
  g_string_append_printf (text, ",%s\r\n", lanes_span_reason_to_word (span->reason));
}

static gboolean
flush (GString *text, GOutputStream *stream, GCancellable *cancellable, GError **error)
{
  gboolean succeeded =
      g_output_stream_write_all (stream, text->str, text->len, NULL, cancellable, error);

  g_string_truncate (text, 0);

  return succeeded;
}

/**
 * lanes_run_csv_write:
 * @runs: (element-type LanesRun): runs that have finished
 * @stream: where to
 * @cancellable: (nullable): ends it with an error
 * @error: of the stream
 *
 * Writes a header and one line for each span; tasks and steps are counted from 1, times are
 * in microseconds. Any thread.
 *
 * Returns: %FALSE with @error set
 */
gboolean
lanes_run_csv_write (GPtrArray *runs,
                     GOutputStream *stream,
                     GCancellable *cancellable,
                     GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_return_val_if_fail (runs != NULL, FALSE);
  g_return_val_if_fail (G_IS_OUTPUT_STREAM (stream), FALSE);

  g_string_append (text, "workload,model,task,label,step,kind,worker,pid,begin_us,end_us,status,"
                         "attempt,cpu_us,reason\r\n");
  for (guint r = 0; r < runs->len; r++)
    {
      LanesRun *run = g_ptr_array_index (runs, r);
      LanesTrace *trace = lanes_run_get_trace (run);
      guint32 length = lanes_trace_get_length (trace);

      for (guint32 i = 0; i < length; i++)
        {
          LanesSpan span;

          lanes_trace_read (trace, i, &span);
          append_span (text, run, &span);
          if (text->len > FLUSH_AT && !flush (text, stream, cancellable, error))
            return FALSE;
        }
    }

  return flush (text, stream, cancellable, error);
}
