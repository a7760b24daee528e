/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is said of each run, of their results and of a task in all of them. */
#include "config.h"

#include <glib/gi18n.h>

#include "core/lanes-result.h"
#include "lanes-comparison-private.h"
#include "layout/lanes-duration.h"
#include "view/lanes-span-text.h"

/* What a look at every span of a run is worth while the pointer drags. */
#define RANGE_SPANS_MAX 20000u

char *
lanes_comparison_join (GPtrArray *words)
{
  GString *text = g_string_new (g_ptr_array_index (words, 0));

  for (guint i = 1; i + 1 < words->len; i++)
    {
      /* Translators: between the parts of a list. */
      g_string_append (text, _ (", "));
      g_string_append (text, g_ptr_array_index (words, i));
    }
  if (words->len > 1)
    {
      g_autofree char *head = g_string_free (text, FALSE);

      /* Translators: a list, and its last part. */
      return g_strdup_printf (_ ("%s and %s"), head,
                              (char *) g_ptr_array_index (words, words->len - 1));
    }

  return g_string_free (text, FALSE);
}

static void
add_word (GString *text, const char *word)
{
  if (text->len > 0)
    g_string_append (text, " · ");
  g_string_append (text, word);
}

static char *
dup_limit_reason (LanesComparisonEntry *entry)
{
  const LanesReport *report = &entry->report;
  g_autofree char *limit = NULL;
  g_autofree char *time = NULL;

  if (report->bound_limit.kind == LANES_LIMIT_LOOP && entry->blocked_us > 0)
    {
      time = lanes_duration_dup_unbroken (entry->blocked_us);
      return g_strdup_printf (_ ("loop blocked %s"), time);
    }

  limit = lanes_limit_dup_text (&report->bound_limit, lanes_run_get_workload (entry->run));
  switch (report->bound_limit.kind)
    {
    case LANES_LIMIT_TASK:
      return g_strdup_printf (_ ("%s alone"), limit);
    case LANES_LIMIT_CORES:
    case LANES_LIMIT_WORKERS:
    case LANES_LIMIT_CONNECTIONS:
      /* Translators: so many cores, workers or connections. */
      return g_strdup_printf (_ ("only %s"), limit);
    case LANES_LIMIT_NONE:
      return g_strdup (_ ("overhead alone"));
    case LANES_LIMIT_LOOP:
    case LANES_LIMIT_SEQUENCE:
    case LANES_LIMIT_PHASES:
    default:
      return g_steal_pointer (&limit);
    }
}

/**
 * lanes_comparison_dup_reason:
 * @self: a comparison
 * @index: which run
 *
 * Why it took as long: what it lost to the start of its workers where that is most of its distance
 * from the bound, else what the bound's limit is.
 *
 * Returns: (transfer full): a few words; "" while it goes on
 */
char *
lanes_comparison_dup_reason (LanesComparison *self, guint index)
{
  LanesComparisonEntry *entry;
  gint64 above_us;

  g_return_val_if_fail (LANES_IS_COMPARISON (self), NULL);
  g_return_val_if_fail (index < lanes_comparison_get_n (self), NULL);

  entry = lanes_comparison_get_entry (self, index);
  if (!entry->has_ended)
    return g_strdup ("");
  if (!entry->is_complete)
    return lanes_result_dup_count (entry->run, &entry->report);

  above_us = entry->report.makespan_us - entry->report.bound_us;
  /* A start that others waited for cannot be longer than what was lost. */
  if (entry->startup_us > 0 && above_us > LANES_COMPARISON_CHANCE_US &&
      entry->startup_us >= above_us / 2 &&
      entry->startup_us <= above_us + LANES_COMPARISON_CHANCE_US)
    {
      g_autofree char *time = lanes_duration_dup_unbroken (entry->startup_us);

      return g_strdup_printf (_ ("start-up %s"), time);
    }

  return dup_limit_reason (entry);
}

static gboolean
is_same_for_all (LanesComparison *self, LanesUnfair kind)
{
  for (guint i = 1; i < lanes_comparison_get_n (self); i++)
    {
      if (lanes_comparison_get_unfair (self, 0, i) == kind)
        return FALSE;
    }

  return TRUE;
}

static void
add_work (LanesComparison *self, LanesRun *run, GString *text)
{
  const LanesOptions *options = lanes_run_get_options (run);
  g_autofree char *scale = g_strdup_printf (_ ("time × %g"), options->time_scale);

  add_word (text, scale);
  if (options->cpu == LANES_CPU_REAL)
    add_word (text, _ ("real CPU work"));
  if (options->latency == LANES_LATENCY_SERVER)
    add_word (text, _ ("latency at the server"));
  if (options->endpoint != NULL)
    add_word (text, options->endpoint);
}

/**
 * lanes_comparison_dup_note:
 * @self: a comparison
 * @index: which run
 *
 * Returns: (transfer full) (nullable): what sets it apart from other runs of its model, and from
 *   the others here
 */
char *
lanes_comparison_dup_note (LanesComparison *self, guint index)
{
  g_autoptr (GString) text = g_string_new (NULL);
  const LanesOptions *options;
  const LanesModel *model;
  LanesRun *run;

  g_return_val_if_fail (LANES_IS_COMPARISON (self), NULL);
  g_return_val_if_fail (index < lanes_comparison_get_n (self), NULL);

  run = lanes_comparison_get_run (self, index);
  options = lanes_run_get_options (run);
  model = lanes_run_get_model (run);
  if (!is_same_for_all (self, LANES_UNFAIR_WORKLOAD))
    {
      g_autofree char *tasks =
          g_strdup_printf (ngettext ("%u task", "%u tasks", lanes_run_get_n_tasks (run)),
                           lanes_run_get_n_tasks (run));

      add_word (text, lanes_workload_get_title (lanes_run_get_workload (run)));
      add_word (text, tasks);
    }
  if (model->has_schedule)
    add_word (text, options->schedule == LANES_SCHEDULE_PHASED ? _ ("phased") : _ ("pipelined"));
  if (options->workers > 0 && (lanes_model_uses (model, LANES_CARRIER_THREADS) ||
                               lanes_model_uses (model, LANES_CARRIER_PROCESSES)))
    {
      g_autofree char *workers = g_strdup_printf (
          ngettext ("%u worker", "%u workers", options->workers), options->workers);

      add_word (text, workers);
    }
  if (options->connections != LANES_DEFAULT_CONNECTIONS)
    {
      g_autofree char *connections = g_strdup_printf (
          ngettext ("%u connection", "%u connections", options->connections), options->connections);

      add_word (text, connections);
    }
  if (!is_same_for_all (self, LANES_UNFAIR_WORK))
    add_work (self, run, text);
  if (!is_same_for_all (self, LANES_UNFAIR_HOST))
    {
      const LanesHost *host = lanes_run_get_host (run);
      g_autofree char *cores =
          g_strdup_printf (ngettext ("%u core", "%u cores", host->cores), host->cores);

      add_word (text, host->os);
      add_word (text, cores);
    }

  return text->len > 0 ? g_strdup (text->str) : NULL;
}

/* Whoever stops a run does not ask what it comes to. */
static gboolean
has_result (LanesComparison *self, guint index)
{
  LanesComparisonEntry *entry = lanes_comparison_get_entry (self, index);

  return entry->has_ended && lanes_run_get_status (entry->run) != LANES_RUN_CANCELLED;
}

/* How many of those with a result came to the same as run @index. */
static guint
count_same (LanesComparison *self, guint index)
{
  guint n = 0;

  for (guint i = 0; i < lanes_comparison_get_n (self); i++)
    n += has_result (self, i) && lanes_comparison_is_same (self, index, i);

  return n;
}

static char *
dup_result (LanesComparison *self, guint index)
{
  LanesComparisonEntry *entry = lanes_comparison_get_entry (self, index);

  return lanes_result_dup_text (entry->run, &entry->report);
}

static char *
dup_differing (LanesComparison *self, guint usual)
{
  g_autoptr (GPtrArray) others = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *result = dup_result (self, usual);
  g_autofree char *list = NULL;

  for (guint i = 0; i < lanes_comparison_get_n (self); i++)
    {
      g_autofree char *title = lanes_comparison_dup_title (self, i);
      g_autofree char *own = NULL;

      if (!has_result (self, i) || lanes_comparison_is_same (self, usual, i))
        continue;
      own = dup_result (self, i);
      /* Translators: a model, and its result. */
      g_ptr_array_add (others, g_strdup_printf (_ ("%s has %s"), title, own));
    }
  list = lanes_comparison_join (others);
  if (count_same (self, usual) == 1)
    {
      g_autofree char *title = lanes_comparison_dup_title (self, usual);

      return g_strdup_printf (_ ("Results differ: %s; %s has %s."), list, title, result);
    }

  return g_strdup_printf (_ ("Results differ: %s; the others have %s."), list, result);
}

/**
 * lanes_comparison_dup_results:
 * @self: a comparison
 * @state: (out): what is said
 *
 * Runs that were stopped count neither way.
 *
 * Returns: (transfer full): whether all that have ended came to the same, and who did not
 */
char *
lanes_comparison_dup_results (LanesComparison *self, LanesResultsState *state)
{
  guint n_ended = 0, n_usual = 0, usual = 0;
  g_autofree char *result = NULL;

  g_return_val_if_fail (LANES_IS_COMPARISON (self), NULL);
  g_return_val_if_fail (state != NULL, NULL);

  for (guint i = 0; i < lanes_comparison_get_n (self); i++)
    {
      guint n;

      if (!has_result (self, i))
        continue;
      n_ended++;
      n = count_same (self, i);
      if (n > n_usual)
        {
          n_usual = n;
          usual = i;
        }
    }

  *state = LANES_RESULTS_NONE;
  if (n_ended == 0)
    return g_strdup ("");

  result = dup_result (self, usual);
  if (!is_same_for_all (self, LANES_UNFAIR_WORKLOAD))
    {
      *state = LANES_RESULTS_OTHER_WORK;
      return g_strdup (_ ("Other work has other results: see each run."));
    }
  if (n_usual < n_ended)
    {
      *state = LANES_RESULTS_DIFFER;
      return dup_differing (self, usual);
    }

  *state = LANES_RESULTS_SAME;
  if (n_ended == 1)
    return g_strdup_printf (_ ("Result: %s"), result);
  if (n_ended == LANES_N_MODELS)
    return g_strdup_printf (_ ("Same result in all five: %s"), result);

  return g_strdup_printf (
      ngettext ("Same result in all %u: %s", "Same result in all %u: %s", n_ended), n_ended,
      result);
}

/* "6.01 s (-6.01 s) under Threads" */
static char *
dup_task_in_run (LanesComparison *self, guint index, int task, int base)
{
  gint64 end_us = lanes_comparison_get_task_end (self, index, task);
  g_autofree char *end = lanes_duration_dup_unbroken (end_us);
  g_autofree char *title = lanes_comparison_dup_title (self, index);
  g_autofree char *delta = NULL;
  gint64 base_us;

  if (base < 0 || base == (int) index ||
      lanes_comparison_get_unfair (self, index, (guint) base) != LANES_UNFAIR_NOT)
    /* Translators: a moment, and a model. */
    return g_strdup_printf (_ ("%s under %s"), end, title);

  base_us = lanes_comparison_get_task_end (self, (guint) base, task);
  if (base_us < 0)
    return g_strdup_printf (_ ("%s under %s"), end, title);

  delta = lanes_duration_dup_unbroken (ABS (end_us - base_us));
  /* Translators: a moment, a sign, how far it is from the baseline's, a model. */
  return g_strdup_printf (_ ("%s (%s%s) under %s"), end, end_us < base_us ? "−" : "+", delta,
                          title);
}

/**
 * lanes_comparison_dup_task:
 * @self: a comparison
 * @task: a task; -1: none
 *
 * Of the first run's workload alone: tasks of other work are others.
 *
 * Returns: (transfer full): when it ended in each run, and how far that is from the baseline
 */
char *
lanes_comparison_dup_task (LanesComparison *self, int task)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *label = NULL;
  g_autofree char *list = NULL;
  int base;

  g_return_val_if_fail (LANES_IS_COMPARISON (self), NULL);

  if (task < 0 || lanes_comparison_get_n (self) == 0 ||
      (guint) task >= lanes_run_get_n_tasks (lanes_comparison_get_run (self, 0)))
    return g_strdup ("");

  base = lanes_comparison_get_baseline (self);
  for (guint i = 0; i < lanes_comparison_get_n (self); i++)
    {
      if (lanes_comparison_get_unfair (self, 0, i) != LANES_UNFAIR_WORKLOAD &&
          lanes_comparison_get_task_end (self, i, task) >= 0)
        g_ptr_array_add (parts, dup_task_in_run (self, i, task, base));
    }
  label = lanes_workload_dup_label (lanes_run_get_workload (lanes_comparison_get_run (self, 0)),
                                    (guint) task);
  if (parts->len == 0)
    return g_steal_pointer (&label);

  list = lanes_comparison_join (parts);

  /* Translators: a task, and a list of moments. */
  return g_strdup_printf (_ ("%s ends at %s"), label, list);
}

/* The parts of spans that lie within the range, by kind. */
static void
add_parts (LanesTrace *trace, gint64 begin_us, gint64 end_us, gint64 *sums_us)
{
  guint32 length = lanes_trace_get_length (trace);
  gint64 now_us = lanes_trace_now (trace);

  for (guint32 i = 0; i < length; i++)
    {
      LanesSpan span;

      lanes_trace_read (trace, i, &span);
      if (span.end_us < 0)
        span.end_us = now_us;
      sums_us[span.kind] += MAX (MIN (span.end_us, end_us) - MAX (span.begin_us, begin_us), 0);
    }
}

/* "Threads: wait 4 s, compute 3 s" */
static char *
dup_range_in_run (LanesComparison *self, guint index, gint64 begin_us, gint64 end_us)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *title = lanes_comparison_dup_title (self, index);
  gint64 sums_us[LANES_N_SPAN_KINDS] = { 0 };

  add_parts (lanes_run_get_trace (lanes_comparison_get_run (self, index)), begin_us, end_us,
             sums_us);
  for (guint kind = LANES_SPAN_QUEUED; kind < LANES_N_SPAN_KINDS; kind++)
    {
      g_autofree char *time = lanes_duration_dup_unbroken (sums_us[kind]);

      if (sums_us[kind] == 0)
        continue;
      if (text->len > 0)
        g_string_append (text, _ (", "));
      g_string_append_printf (text, "%s %s", lanes_span_text_get_kind ((LanesSpanKind) kind), time);
    }
  if (text->len == 0)
    g_string_append (text, _ ("nothing"));

  return g_strdup_printf (_ ("%s: %s"), title, text->str);
}

/**
 * lanes_comparison_dup_range:
 * @self: a comparison
 * @begin_us: where it begins
 * @end_us: where it ends
 *
 * Runs of very many spans are left out.
 *
 * Returns: (transfer full): how long the range is, and what each run did within it, added up
 */
char *
lanes_comparison_dup_range (LanesComparison *self, gint64 begin_us, gint64 end_us)
{
  g_autofree char *length = lanes_duration_dup_unbroken (end_us - begin_us);
  g_autofree char *begin = lanes_duration_dup_unbroken (begin_us);
  g_autofree char *end = lanes_duration_dup_unbroken (end_us);
  GString *text = g_string_new (NULL);

  g_return_val_if_fail (LANES_IS_COMPARISON (self), NULL);

  /* Translators: a range of time: its length, begin and end */
  g_string_append_printf (text, _ ("Range of %s, from %s to %s"), length, begin, end);
  for (guint i = 0; i < lanes_comparison_get_n (self); i++)
    {
      LanesRun *run = lanes_comparison_get_run (self, i);
      g_autofree char *part = NULL;

      if (lanes_trace_get_length (lanes_run_get_trace (run)) > RANGE_SPANS_MAX)
        continue;
      part = dup_range_in_run (self, i, begin_us, end_us);
      g_string_append_printf (text, " · %s", part);
    }

  return g_string_free (text, FALSE);
}
