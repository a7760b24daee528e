/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-span-text.h"

#include <glib/gi18n.h>

#include "layout/lanes-duration.h"

static const char *const kinds[LANES_N_SPAN_KINDS] = {
  [LANES_SPAN_NONE] = "",
  [LANES_SPAN_QUEUED] = N_ ("queued"),
  [LANES_SPAN_STARTUP] = N_ ("start-up"),
  [LANES_SPAN_WAIT] = N_ ("wait"),
  [LANES_SPAN_FETCH] = N_ ("fetch"),
  [LANES_SPAN_COMPUTE] = N_ ("compute"),
  [LANES_SPAN_DELIVERY] = N_ ("delivery"),
};

static const char *const statuses[LANES_N_SPAN_STATUSES] = {
  [LANES_SPAN_OPEN] = N_ ("under way"),
  [LANES_SPAN_DONE] = N_ ("done"),
  [LANES_SPAN_FAILED] = N_ ("failed"),
  [LANES_SPAN_CANCELLED] = N_ ("cancelled"),
};

static const char *const reasons[LANES_N_SPAN_REASONS] = {
  [LANES_REASON_NONE] = "",
  [LANES_REASON_WORKER] = N_ ("no worker is free"),
  [LANES_REASON_CONNECTION] = N_ ("no connection is free"),
  [LANES_REASON_PHASE] = N_ ("the phase before has not ended"),
  [LANES_REASON_LOOP] = N_ ("the loop is busy"),
  [LANES_REASON_RETRY] = N_ ("the server asked for a pause"),
};

const char *
lanes_span_text_get_kind (LanesSpanKind kind)
{
  g_return_val_if_fail (kind < LANES_N_SPAN_KINDS, "");

  return kind == LANES_SPAN_NONE ? "" : _ (kinds[kind]);
}

const char *
lanes_span_text_get_status (LanesSpanStatus status)
{
  g_return_val_if_fail (status < LANES_N_SPAN_STATUSES, "");

  return _ (statuses[status]);
}

static const char *
get_reason (LanesSpanReason reason)
{
  return reason == LANES_REASON_NONE ? "" : _ (reasons[reason]);
}

/**
 * lanes_span_text_dup_label:
 * @span: a span
 * @with_duration: whether there is room for it
 *
 * An open span is told without its length, which changes all the time.
 *
 * Returns: (transfer full): what is written into its bar
 */
char *
lanes_span_text_dup_label (const LanesSpan *span, gboolean with_duration)
{
  g_autofree char *duration = NULL;

  g_return_val_if_fail (span != NULL, NULL);

  if (!with_duration || span->end_us < 0)
    return g_strdup (lanes_span_text_get_kind (span->kind));

  duration = lanes_duration_dup_text (span->end_us - span->begin_us);
  /* Translators: a kind of span and how long it took: "wait 2 s" */
  return g_strdup_printf (C_ ("span", "%s %s"), lanes_span_text_get_kind (span->kind), duration);
}

char *
lanes_span_text_dup_most (guint count)
{
  return g_strdup_printf (ngettext ("at most %'u at once", "at most %'u at once", count), count);
}

/* (nullable): a worker's start-up belongs to no task. */
static char *
dup_task (LanesRun *run, const LanesSpan *span)
{
  return span->task >= 0
             ? lanes_workload_dup_label (lanes_run_get_workload (run), (guint) span->task)
             : NULL;
}

static char *
dup_worker (LanesRun *run, const LanesSpan *span)
{
  LanesWorker worker;

  if (span->worker < 0)
    return NULL;

  lanes_run_get_worker (run, (guint) span->worker, &worker);
  if (worker.pid > 0 && worker.kind == LANES_CARRIER_PROCESSES)
    return g_strdup_printf ("%s (%d)", worker.label, worker.pid);

  return g_strdup (worker.label);
}

/* The task, or the worker where it belongs to none. (nullable) */
static char *
dup_who (LanesRun *run, const LanesSpan *span)
{
  char *task = dup_task (run, span);

  return task != NULL ? task : dup_worker (run, span);
}

char *
lanes_span_text_dup_title (LanesRun *run, guint32 index)
{
  g_autofree char *who = NULL;
  LanesSpan span;

  g_return_val_if_fail (LANES_IS_RUN (run), NULL);

  lanes_trace_read (lanes_run_get_trace (run), index, &span);
  who = dup_who (run, &span);

  return g_strdup_printf ("%s · %s", who != NULL ? who : "", lanes_span_text_get_kind (span.kind));
}

/* From when to when, and how it ended where that was not well. */
static char *
dup_stretch (const LanesSpan *span, gint64 now_us)
{
  gint64 end_us = span->end_us < 0 ? MAX (now_us, span->begin_us) : span->end_us;
  g_autofree char *begin = lanes_duration_dup_text (span->begin_us);
  g_autofree char *end = lanes_duration_dup_text (end_us);
  g_autofree char *length = lanes_duration_dup_text (end_us - span->begin_us);
  const char *kind = lanes_span_text_get_kind (span->kind);

  if (span->end_us < 0)
    return g_strdup_printf (_ ("%s under way for %s, since %s"), kind, length, begin);
  if (span->status == LANES_SPAN_FAILED)
    return g_strdup_printf (_ ("%s failed after %s, from %s to %s"), kind, length, begin, end);
  if (span->status == LANES_SPAN_CANCELLED)
    return g_strdup_printf (_ ("%s cancelled after %s, from %s to %s"), kind, length, begin, end);

  return g_strdup_printf (_ ("%s %s, from %s to %s"), kind, length, begin, end);
}

/**
 * lanes_span_text_dup_line:
 * @run: a run
 * @index: of a span in its trace
 * @now_us: where open spans end
 *
 * Returns: (transfer full): one line that says who, what, how long and when
 */
char *
lanes_span_text_dup_line (LanesRun *run, guint32 index, gint64 now_us)
{
  g_autofree char *who = NULL;
  g_autofree char *stretch = NULL;
  LanesSpan span;

  g_return_val_if_fail (LANES_IS_RUN (run), NULL);

  lanes_trace_read (lanes_run_get_trace (run), index, &span);
  who = dup_who (run, &span);
  stretch = dup_stretch (&span, now_us);

  return who != NULL ? g_strdup_printf ("%s: %s", who, stretch) : g_steal_pointer (&stretch);
}

static void
append_fact (GString *text, const char *name, const char *fact)
{
  if (text->len > 0)
    g_string_append_c (text, '\n');
  /* Translators: a name and what it is: "Worker: thread 3" */
  g_string_append_printf (text, _ ("%s: %s"), name, fact);
}

static void
append_time (GString *text, const char *name, gint64 time_us)
{
  g_autofree char *duration = lanes_duration_dup_unbroken (time_us);

  append_fact (text, name, duration);
}

/* The last queued span of the task that ended where this one begins or before. It was recorded
 * before it, and hardly long before. */
static gboolean
find_queued (LanesTrace *trace, guint32 index, const LanesSpan *span, LanesSpan *queued)
{
  const guint32 far = 200000;
  guint32 last = index > far ? index - far : 0;

  for (guint32 i = index; i > last; i--)
    {
      lanes_trace_read (trace, i - 1, queued);
      if (queued->task != span->task || queued->task < 0)
        continue;

      return queued->kind == LANES_SPAN_QUEUED && queued->end_us >= 0 &&
             queued->end_us <= span->begin_us;
    }

  return FALSE;
}

static void
append_queue (GString *text, LanesTrace *trace, guint32 index, const LanesSpan *span)
{
  g_autofree char *duration = NULL;
  g_autofree char *fact = NULL;
  LanesSpan queued = *span;

  if (span->kind != LANES_SPAN_QUEUED && !find_queued (trace, index, span, &queued))
    return;
  if (span->kind == LANES_SPAN_QUEUED)
    {
      if (span->reason != LANES_REASON_NONE)
        append_fact (text, _ ("Why"), get_reason (span->reason));
      return;
    }

  duration = lanes_duration_dup_unbroken (queued.end_us - queued.begin_us);
  if (queued.reason == LANES_REASON_NONE)
    append_fact (text, _ ("Queued before"), duration);
  else
    {
      fact = g_strdup_printf ("%s (%s)", duration, get_reason (queued.reason));
      append_fact (text, _ ("Queued before"), fact);
    }
}

/* What a wait, a computation or the server's delay was to take, where it took something else. */
static void
append_asked (GString *text, LanesRun *run, const LanesSpan *span)
{
  LanesWorkload *workload = lanes_run_get_workload (run);
  g_autofree char *asked = NULL;
  g_autofree char *took = NULL;
  LanesStep step;
  gint64 asked_us;

  if (span->task < 0 || span->end_us < 0 || span->kind < LANES_SPAN_WAIT ||
      span->kind > LANES_SPAN_COMPUTE ||
      span->step >= lanes_workload_get_n_steps (workload, (guint) span->task))
    return;

  lanes_workload_get_step (workload, lanes_run_get_options (run), (guint) span->task, span->step,
                           &step);
  asked_us = span->kind == LANES_SPAN_FETCH ? step.delay_us : step.duration_us;
  asked = lanes_duration_dup_unbroken (asked_us);
  took = lanes_duration_dup_unbroken (span->end_us - span->begin_us);
  if (asked_us > 0 && !g_str_equal (asked, took))
    append_fact (text, _ ("Asked for"), asked);
}

static void
append_end (GString *text, LanesRun *run, const LanesSpan *span, gint64 now_us)
{
  gint64 end_us = span->end_us < 0 ? MAX (now_us, span->begin_us) : span->end_us;

  append_time (text, _ ("Begin"), span->begin_us);
  if (span->end_us >= 0)
    append_time (text, _ ("End"), span->end_us);
  append_time (text, span->end_us < 0 ? _ ("So far") : _ ("Duration"), end_us - span->begin_us);
  append_asked (text, run, span);
  append_fact (text, _ ("Status"), lanes_span_text_get_status (span->status));
  if (span->status == LANES_SPAN_FAILED && span->task >= 0)
    {
      LanesOutcome outcome;

      lanes_run_get_outcome (run, (guint) span->task, &outcome);
      if (outcome.error != NULL)
        append_fact (text, _ ("Error"), outcome.error);
    }
}

/* What a fetch is made of, as far as it came. */
static void
append_phases (GString *text, const LanesSpan *span)
{
  const LanesFetchPhases *phases = &span->phases;

  if (phases->connected_us < 0)
    return;
  if (phases->connected_us > 0)
    append_time (text, _ ("Connecting"), phases->connected_us);
  else
    append_fact (text, _ ("Connection"), _ ("was open already"));
  if (phases->answered_us < phases->connected_us)
    return;
  append_time (text, _ ("Waiting for the answer"), phases->answered_us - phases->connected_us);
  if (span->end_us - span->begin_us >= phases->answered_us)
    append_time (text, _ ("Reading the answer"),
                 span->end_us - span->begin_us - phases->answered_us);
}

/**
 * lanes_span_text_dup_detail:
 * @run: a run
 * @index: of a span in its trace
 * @now_us: where open spans end
 *
 * Returns: (transfer full): all that is known of the span, a line for each thing
 */
char *
lanes_span_text_dup_detail (LanesRun *run, guint32 index, gint64 now_us)
{
  LanesTrace *trace;
  GString *text = g_string_new (NULL);
  g_autofree char *task = NULL;
  g_autofree char *worker = NULL;
  LanesSpan span;

  g_return_val_if_fail (LANES_IS_RUN (run), NULL);

  trace = lanes_run_get_trace (run);
  lanes_trace_read (trace, index, &span);
  task = dup_task (run, &span);
  worker = dup_worker (run, &span);
  if (task != NULL)
    append_fact (text, _ ("Task"), task);
  append_fact (text, _ ("Kind"), lanes_span_text_get_kind (span.kind));
  if (worker != NULL)
    append_fact (text, _ ("Worker"), worker);
  append_queue (text, trace, index, &span);
  append_end (text, run, &span, now_us);
  if (span.kind == LANES_SPAN_FETCH && span.attempt > 1)
    {
      g_autofree char *attempt = g_strdup_printf ("%u", span.attempt);

      append_fact (text, _ ("Attempt"), attempt);
    }
  if (span.kind == LANES_SPAN_FETCH)
    append_phases (text, &span);
  else if (span.cpu_us >= 0)
    append_time (text, _ ("CPU time"), span.cpu_us);

  return g_string_free (text, FALSE);
}

char *
lanes_span_text_dup_facts (LanesRun *run, guint32 index, gint64 now_us)
{
  g_autofree char *lines = lanes_span_text_dup_detail (run, index, now_us);
  g_auto (GStrv) facts = g_strsplit (lines, "\n", -1);

  return g_strjoinv (" · ", facts);
}

char *
lanes_span_text_dup_rect (LanesRun *run, const LanesRect *rect, gint64 now_us)
{
  g_autofree char *detail = lanes_span_text_dup_detail (run, rect->span, now_us);
  g_autofree char *others = NULL;

  if (rect->density)
    others = g_strdup_printf (
        ngettext ("%'u span at once; one of them:", "%'u spans at once; one of them:", rect->count),
        rect->count);
  else if (rect->count > 1)
    others = g_strdup_printf (ngettext ("%'u span lies here; the longest:",
                                        "%'u spans lie here; the longest:", rect->count),
                              rect->count);

  return others != NULL ? g_strdup_printf ("%s\n%s", others, detail) : g_steal_pointer (&detail);
}
