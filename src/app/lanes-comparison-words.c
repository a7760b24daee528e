/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "core/lanes-result.h"
#include "lanes-comparison-private.h"
#include "layout/lanes-duration.h"

/* What ends so soon after the fastest counts as together with it: a fiftieth, and at least what a
 * busy machine adds by chance. */
#define TOGETHER_SHARE  50
#define TOGETHER_MIN_US 5000

static gint64
get_tolerance (gint64 time_us)
{
  return MAX (time_us / TOGETHER_SHARE, TOGETHER_MIN_US);
}

/* "Threads", "Threads and Combined", "Threads, Processes and Combined". */
static char *
join (GPtrArray *words)
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
add_sentence (GString *text, const char *sentence)
{
  if (text->len > 0)
    g_string_append_c (text, '\n');
  g_string_append (text, sentence);
}

static void
add_word (GString *text, const char *word)
{
  if (text->len > 0)
    g_string_append (text, " · ");
  g_string_append (text, word);
}

/* What keeps any two of the runs that have ended from being ranked. */
static LanesUnfair
get_unfair (LanesComparison *self)
{
  LanesUnfair unfair = LANES_UNFAIR_NOT;
  int first = -1;

  for (guint i = 0; i < lanes_comparison_get_n (self); i++)
    {
      LanesUnfair next;

      if (!lanes_comparison_get_entry (self, i)->has_ended)
        continue;
      if (first < 0)
        first = (int) i;
      next = lanes_comparison_get_unfair (self, (guint) first, i);
      if (next != LANES_UNFAIR_NOT && (unfair == LANES_UNFAIR_NOT || next < unfair))
        unfair = next;
    }

  return unfair;
}

/* (element-type guint) Those that are complete, the fastest first. */
static GArray *
rank (LanesComparison *self)
{
  GArray *order = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < lanes_comparison_get_n (self); i++)
    {
      LanesComparisonEntry *entry = lanes_comparison_get_entry (self, i);
      guint at = 0;

      if (!entry->is_complete)
        continue;
      while (
          at < order->len &&
          lanes_comparison_get_entry (self, g_array_index (order, guint, at))->report.makespan_us <=
              entry->report.makespan_us)
        at++;
      g_array_insert_val (order, at, i);
    }

  return order;
}

static gint64
get_makespan (LanesComparison *self, GArray *order, guint place)
{
  return lanes_comparison_get_entry (self, g_array_index (order, guint, place))->report.makespan_us;
}

/* How many of the first end together. */
static guint
count_together (LanesComparison *self, GArray *order)
{
  gint64 fastest_us = get_makespan (self, order, 0);
  guint n = 1;

  while (n < order->len && get_makespan (self, order, n) <= fastest_us + get_tolerance (fastest_us))
    n++;

  return n;
}

/* The titles of the first @n, in the order of the rows. */
static char *
dup_titles (LanesComparison *self, GArray *order, guint n)
{
  g_autoptr (GPtrArray) titles = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < lanes_comparison_get_n (self); i++)
    {
      for (guint place = 0; place < n; place++)
        {
          if (g_array_index (order, guint, place) == i)
            g_ptr_array_add (titles, lanes_comparison_dup_title (self, i));
        }
    }

  return join (titles);
}

static char *
dup_ratio (double ratio)
{
  return g_strdup_printf (ratio < 1.095 ? "%.2f" : "%.1f", ratio);
}

static char *
dup_seen (LanesComparison *self, GArray *order, guint n_together)
{
  g_autofree char *titles = dup_titles (self, order, n_together);
  g_autofree char *elapsed = lanes_duration_dup_text (get_makespan (self, order, 0));
  g_autofree char *next = NULL;
  g_autofree char *ratio = NULL;

  if (order->len == 1)
    return g_strdup_printf (_ ("%s takes %s"), titles, elapsed);
  if (n_together == order->len && order->len > 2)
    return g_strdup_printf (ngettext ("All %u end together", "All %u end together", order->len),
                            order->len);
  if (n_together > 1)
    return g_strdup_printf (_ ("%s end together"), titles);

  next = lanes_comparison_dup_title (self, g_array_index (order, guint, 1));
  ratio = dup_ratio ((double) get_makespan (self, order, 1) /
                     (double) MAX (get_makespan (self, order, 0), 1));

  /* Translators: a model, how long it took, a number, the second fastest model. */
  return g_strdup_printf (_ ("%s is the fastest with %s, %s times as fast as %s"), titles, elapsed,
                          ratio, next);
}

/* What the fastest was held up by; NULL: nothing to do takes no explanation. */
static char *
dup_explanation (LanesComparison *self, guint index)
{
  LanesComparisonEntry *entry = lanes_comparison_get_entry (self, index);
  LanesWorkload *workload = lanes_run_get_workload (entry->run);
  const LanesReport *report = &entry->report;
  gint64 tolerance_us = get_tolerance (report->makespan_us);
  g_autofree char *limit = NULL;
  g_autofree char *time = NULL;
  g_autofree char *above = NULL;

  if (report->bound_limit.kind == LANES_LIMIT_NONE || report->bound_us <= 0)
    return NULL;

  if (report->floor_us > 0 && report->makespan_us - report->floor_us <= tolerance_us)
    {
      limit = lanes_limit_dup_text (&report->floor_limit, workload);
      time = lanes_duration_dup_text (report->floor_us);
      return g_strdup_printf (_ ("the limit is %s, and no model can beat %s"), limit, time);
    }

  limit = lanes_limit_dup_text (&report->bound_limit, workload);
  if (report->makespan_us - report->bound_us <= tolerance_us)
    return g_strdup_printf (_ ("the limit under its options is %s"), limit);

  time = lanes_duration_dup_text (report->bound_us);
  above = lanes_duration_dup_text (report->makespan_us - report->bound_us);

  return g_strdup_printf (_ ("%s above its bound of %s (%s)"), above, time, limit);
}

static char *
dup_unfair (LanesUnfair unfair)
{
  switch (unfair)
    {
    case LANES_UNFAIR_WORKLOAD:
      return g_strdup (_ ("These runs are of different workloads, so they are not ranked."));
    case LANES_UNFAIR_HOST:
      return g_strdup (_ ("These runs are from different machines, so they are not ranked."));
    case LANES_UNFAIR_WORK:
      return g_strdup (_ ("These runs had different work to do, so they are not ranked."));
    case LANES_UNFAIR_NOT:
    default:
      g_return_val_if_reached (g_strdup (""));
    }
}

/**
 * lanes_comparison_dup_headline:
 * @self: a comparison
 *
 * Who was fastest, who ended together, and what limited them, as far as the figures say so.
 *
 * Returns: (transfer full): a sentence; "" while nothing has ended
 */
char *
lanes_comparison_dup_headline (LanesComparison *self)
{
  g_autoptr (GArray) order = NULL;
  g_autofree char *seen = NULL;
  g_autofree char *explanation = NULL;
  LanesUnfair unfair;
  gboolean any_ended = FALSE;

  g_return_val_if_fail (LANES_IS_COMPARISON (self), NULL);

  for (guint i = 0; i < lanes_comparison_get_n (self); i++)
    any_ended = any_ended || lanes_comparison_get_entry (self, i)->has_ended;
  if (!any_ended)
    return g_strdup ("");

  unfair = get_unfair (self);
  if (unfair != LANES_UNFAIR_NOT)
    return dup_unfair (unfair);

  order = rank (self);
  if (order->len == 0)
    return g_strdup (_ ("No run was completed."));

  seen = dup_seen (self, order, count_together (self, order));
  explanation = dup_explanation (self, g_array_index (order, guint, 0));
  if (explanation == NULL)
    return g_strdup_printf (_ ("%s."), seen);

  /* Translators: what was seen, and what explains it. */
  return g_strdup_printf (_ ("%s: %s."), seen, explanation);
}

static void
add_slowest (LanesComparison *self, GString *text)
{
  g_autoptr (GArray) order = rank (self);
  g_autofree char *title = NULL;
  g_autofree char *reason = NULL;
  g_autofree char *ratio = NULL;
  g_autofree char *sentence = NULL;
  guint slowest;

  if (order->len < 2 || count_together (self, order) == order->len)
    return;

  slowest = g_array_index (order, guint, order->len - 1);
  title = lanes_comparison_dup_title (self, slowest);
  reason = lanes_comparison_dup_reason (self, slowest);
  ratio = dup_ratio ((double) get_makespan (self, order, order->len - 1) /
                     (double) MAX (get_makespan (self, order, 0), 1));
  /* Translators: the slowest model, a number, and what limited it. */
  sentence =
      g_strdup_printf (_ ("%s takes %s times as long as the fastest: %s."), title, ratio, reason);
  add_sentence (text, sentence);
}

/**
 * lanes_comparison_dup_details:
 * @self: a comparison
 *
 * Returns: (transfer full): what else is to be said, a sentence a line
 */
char *
lanes_comparison_dup_details (LanesComparison *self)
{
  GString *text = g_string_new (NULL);

  g_return_val_if_fail (LANES_IS_COMPARISON (self), NULL);

  if (get_unfair (self) == LANES_UNFAIR_NOT)
    add_slowest (self, text);
  for (guint i = 0; i < lanes_comparison_get_n (self); i++)
    {
      LanesComparisonEntry *entry = lanes_comparison_get_entry (self, i);
      g_autofree char *title = lanes_comparison_dup_title (self, i);
      g_autofree char *sentence = NULL;
      g_autofree char *count = NULL;

      if (!entry->has_ended || entry->is_complete)
        continue;
      count = lanes_result_dup_count (entry->run, &entry->report);
      if (lanes_run_get_message (entry->run) != NULL)
        sentence =
            g_strdup_printf (_ ("%s did %s: %s"), title, count, lanes_run_get_message (entry->run));
      else if (lanes_run_get_status (entry->run) == LANES_RUN_CANCELLED)
        sentence = g_strdup_printf (_ ("%s did %s, then it was stopped."), title, count);
      else
        sentence = g_strdup_printf (_ ("%s did %s; the others failed."), title, count);
      add_sentence (text, sentence);
    }

  return g_string_free (text, FALSE);
}

static char *
dup_limit_reason (LanesComparisonEntry *entry)
{
  const LanesReport *report = &entry->report;
  g_autofree char *limit = NULL;
  g_autofree char *time = NULL;

  if (report->bound_limit.kind == LANES_LIMIT_LOOP && entry->blocked_us > 0)
    {
      time = lanes_duration_dup_text (entry->blocked_us);
      return g_strdup_printf (_ ("loop blocked %s"), time);
    }

  limit = lanes_limit_dup_text (&report->bound_limit, lanes_run_get_workload (entry->run));
  if (report->bound_limit.kind == LANES_LIMIT_TASK)
    return g_strdup_printf (_ ("%s alone"), limit);

  return g_steal_pointer (&limit);
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
  if (entry->startup_us > 0 && above_us > TOGETHER_MIN_US && entry->startup_us >= above_us / 2 &&
      entry->startup_us <= above_us + TOGETHER_MIN_US)
    {
      g_autofree char *time = lanes_duration_dup_text (entry->startup_us);

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

/* How many of those that have ended came to the same as run @index. */
static guint
count_same (LanesComparison *self, guint index)
{
  guint n = 0;

  for (guint i = 0; i < lanes_comparison_get_n (self); i++)
    n += lanes_comparison_is_same (self, index, i);

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

      if (!lanes_comparison_get_entry (self, i)->has_ended ||
          lanes_comparison_is_same (self, usual, i))
        continue;
      own = dup_result (self, i);
      /* Translators: a model, and its result. */
      g_ptr_array_add (others, g_strdup_printf (_ ("%s has %s"), title, own));
    }
  list = join (others);
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

      if (!lanes_comparison_get_entry (self, i)->has_ended)
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
  g_autofree char *end = lanes_duration_dup_text (end_us);
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

  delta = lanes_duration_dup_text (ABS (end_us - base_us));
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

  list = join (parts);

  /* Translators: a task, and a list of moments. */
  return g_strdup_printf (_ ("%s ends at %s"), label, list);
}
