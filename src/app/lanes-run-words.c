/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-run-words.h"

#include <glib/gi18n.h>

#include "core/lanes-bound.h"
#include "core/lanes-money.h"
#include "core/lanes-result.h"
#include "lanes-library.h"
#include "layout/lanes-duration.h"

/**
 * lanes_run_words_dup_title:
 * @workload: a workload
 * @model: a model
 *
 * Returns: (transfer full): what a run of both is called
 */
char *
lanes_run_words_dup_title (LanesWorkload *workload, const LanesModel *model)
{
  /* TRANSLATORS: a workload and a model */
  return g_strdup_printf (_ ("%s · %s"), lanes_library_get_title (workload), _ (model->title));
}

static void
append_sentence (GString *text, const char *sentence)
{
  if (text->len > 0)
    g_string_append_c (text, ' ');
  g_string_append (text, sentence);
}

/* How long the steps of one kind of a task take together. */
static gint64
sum_kind (LanesRun *run, const LanesStepTimes *times, guint task, LanesStepKind kind)
{
  LanesWorkload *workload = lanes_run_get_workload (run);
  guint pattern = task % lanes_workload_get_n_patterns (workload);
  gint64 sum_us = 0;

  for (guint step = 0; step < lanes_workload_get_n_steps (workload, task); step++)
    {
      if (lanes_workload_get_step_pattern (workload, pattern, step)->kind == kind)
        sum_us += lanes_step_times_get (times, task, step);
    }

  return sum_us;
}

static char *
dup_part (LanesStepKind kind, gint64 time_us)
{
  g_autofree char *duration = lanes_duration_dup_unbroken (time_us);

  switch (kind)
    {
    case LANES_STEP_WAIT:
      return g_strdup_printf (_ ("%s of waiting"), duration);
    case LANES_STEP_FETCH:
      return g_strdup_printf (_ ("%s of fetching"), duration);
    case LANES_STEP_COMPUTE:
    default:
      return g_strdup_printf (_ ("%s of computing"), duration);
    }
}

/* "5 s of waiting, 2 ms of fetching and 5 s of computing", without what is of no account. */
static char *
dup_chain (LanesRun *run, guint task)
{
  g_autoptr (LanesStepTimes) times = lanes_step_times_from_run (run);
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  gint64 sums_us[LANES_N_STEP_KINDS];
  gint64 all_us = 0;

  for (guint kind = 0; kind < LANES_N_STEP_KINDS; kind++)
    {
      sums_us[kind] = sum_kind (run, times, task, kind);
      all_us += sums_us[kind];
    }
  for (guint kind = 0; kind < LANES_N_STEP_KINDS; kind++)
    {
      if (sums_us[kind] * 100 > all_us)
        g_ptr_array_add (parts, dup_part (kind, sums_us[kind]));
    }

  if (parts->len == 0)
    return NULL;
  if (parts->len == 1)
    return g_strdup (g_ptr_array_index (parts, 0));
  if (parts->len == 2)
    return g_strdup_printf (_ ("%s and %s"), (char *) g_ptr_array_index (parts, 0),
                            (char *) g_ptr_array_index (parts, 1));

  return g_strdup_printf (_ ("%s, %s and %s"), (char *) g_ptr_array_index (parts, 0),
                          (char *) g_ptr_array_index (parts, 1),
                          (char *) g_ptr_array_index (parts, 2));
}

static char *
dup_limit (LanesRun *run, const LanesReport *report)
{
  const LanesLimit *limit = &report->bound_limit;
  g_autofree char *name = lanes_limit_dup_text (limit, lanes_run_get_workload (run));
  g_autofree char *chain = NULL;

  if (limit->kind == LANES_LIMIT_TASK)
    chain = dup_chain (run, limit->task);
  if (chain != NULL)
    return g_strdup_printf (_ ("The limit is %s: %s."), name, chain);

  return g_strdup_printf (_ ("The limit is %s."), name);
}

static char *
dup_ended (LanesRun *run, const LanesReport *report)
{
  GString *text = g_string_new (NULL);
  g_autofree char *above = lanes_duration_dup_unbroken (report->makespan_us - report->bound_us);
  g_autofree char *first = g_strdup_printf (_ ("%s above the bound."), above);
  g_autofree char *limit = NULL;

  append_sentence (text, first);
  if (report->bound_limit.kind == LANES_LIMIT_NONE)
    return g_string_free (text, FALSE);

  limit = dup_limit (run, report);
  append_sentence (text, limit);
  /* What another model could do, where that is more than noise. */
  if (report->bound_us - report->floor_us > report->floor_us / 100)
    {
      g_autofree char *floor = lanes_duration_dup_unbroken (report->floor_us);
      g_autofree char *by =
          lanes_limit_dup_text (&report->floor_limit, lanes_run_get_workload (run));
      g_autofree char *other =
          g_strdup_printf (_ ("The work itself would allow %s (%s)."), floor, by);

      append_sentence (text, other);
    }

  return g_string_free (text, FALSE);
}

/* The first task that failed, with its own words. */
static char *
dup_failed (LanesRun *run, const LanesReport *report)
{
  g_autofree char *count = lanes_result_dup_count (run, report);

  for (guint task = 0; task < report->n_tasks; task++)
    {
      LanesOutcome outcome;

      lanes_run_get_outcome (run, task, &outcome);
      if (outcome.status != LANES_TASK_FAILED || outcome.error == NULL)
        continue;
      if (report->n_failed == 1)
        return g_strdup_printf (_ ("%s. %s."), count, outcome.error);
      /* TRANSLATORS: how many are done, how many failed, and the first one's own sentence */
      return g_strdup_printf (ngettext ("%s. %u failed; the first: %s.",
                                        "%s. %u failed; the first: %s.", report->n_failed),
                              count, report->n_failed, outcome.error);
    }

  return g_strdup_printf (_ ("%s."), count);
}

/**
 * lanes_run_words_dup_sentence:
 * @run: a run that has ended
 * @report: of it
 *
 * Returns: (transfer full): how far it was from the bound and what the limit is; or why there is
 *   less than was asked for
 */
char *
lanes_run_words_dup_sentence (LanesRun *run, const LanesReport *report)
{
  g_autofree char *count = lanes_result_dup_count (run, report);

  g_return_val_if_fail (LANES_IS_RUN (run), NULL);

  if (lanes_run_get_status (run) == LANES_RUN_CANCELLED)
    {
      g_autofree char *after = lanes_duration_dup_unbroken (report->makespan_us);

      return g_strdup_printf (_ ("Stopped after %s: %s."), after, count);
    }
  if (lanes_run_get_message (run) != NULL)
    return g_strdup_printf (_ ("%s. %s."), count, lanes_run_get_message (run));
  if (report->n_failed > 0)
    return dup_failed (run, report);

  return dup_ended (run, report);
}

/**
 * lanes_run_words_dup_progress:
 * @run: a run that goes on
 * @elapsed_us: since its start
 *
 * Returns: (transfer full): how far it is
 */
char *
lanes_run_words_dup_progress (LanesRun *run, gint64 elapsed_us)
{
  LanesReport report = { 0 };
  g_autofree char *count = NULL;
  guint failed;

  g_return_val_if_fail (LANES_IS_RUN (run), NULL);

  report.n_tasks = lanes_run_get_n_tasks (run);
  report.n_done = lanes_run_count_outcomes (run, LANES_TASK_DONE);
  failed = lanes_run_count_outcomes (run, LANES_TASK_FAILED);
  count = lanes_result_dup_count (run, &report);
  if (failed > 0)
    return g_strdup_printf (ngettext ("Running: %s, %u failed.", "Running: %s, %u failed.", failed),
                            count, failed);

  return g_strdup_printf (_ ("Running: %s."), count);
}

/**
 * lanes_run_words_dup_elapsed:
 * @time_us: a length of time
 *
 * Returns: (transfer full): to the millisecond from a second on, else as durations are
 */
char *
lanes_run_words_dup_elapsed (gint64 time_us)
{
  if (time_us < G_USEC_PER_SEC || time_us >= 60 * (gint64) G_USEC_PER_SEC)
    return lanes_duration_dup_text (time_us);

  return g_strdup_printf (_ ("%.3f s"), (double) time_us / G_USEC_PER_SEC);
}

char *
lanes_run_words_dup_elapsed_caption (const LanesReport *report)
{
  gint64 sum_us = report->sum_us;
  g_autofree char *sum = NULL;

  if (sum_us == 0)
    return g_strdup (_ ("elapsed"));
  /* It is there to compare with; from ten seconds on a tenth of one is enough. */
  if (sum_us >= 10 * (gint64) G_USEC_PER_SEC)
    sum_us = (sum_us + 50000) / 100000 * 100000;
  sum = lanes_duration_dup_unbroken (sum_us);

  return g_strdup_printf (_ ("elapsed, instead of ~%s"), sum);
}

/**
 * lanes_run_words_dup_result:
 * @run: a run
 * @report: of it
 *
 * Returns: (transfer full): what came out; never a partial sum
 */
char *
lanes_run_words_dup_result (LanesRun *run, const LanesReport *report)
{
  gboolean is_whole = report->n_done == report->n_tasks;

  g_return_val_if_fail (LANES_IS_RUN (run), NULL);

  if (is_whole && (report->n_totals == report->n_tasks || report->n_values == report->n_tasks))
    return lanes_result_dup_text (run, report);
  if (is_whole && report->n_bytes == report->n_tasks)
    return g_format_size ((guint64) report->bytes);

  return g_strdup_printf (_ ("%u of %u"), report->n_done, report->n_tasks);
}

char *
lanes_run_words_dup_result_caption (LanesRun *run, const LanesReport *report)
{
  gboolean are_carts =
      lanes_workload_get_items (lanes_run_get_workload (run), NULL) == LANES_ITEMS_CARTS;

  g_return_val_if_fail (LANES_IS_RUN (run), NULL);

  if (report->n_done < report->n_tasks)
    return g_strdup (are_carts ? _ ("carts: there is no total") : _ ("tasks done"));
  if (report->n_totals == report->n_tasks)
    return are_carts ? g_strdup_printf (
                           ngettext ("total of %u cart", "total of %u carts", report->n_tasks),
                           report->n_tasks)
                     : g_strdup (_ ("total"));
  if (report->n_values == report->n_tasks)
    return g_strdup (ngettext ("value", "values", report->n_tasks));
  if (report->n_bytes == report->n_tasks)
    return g_strdup (_ ("fetched"));

  return g_strdup (_ ("tasks done"));
}

/**
 * lanes_run_words_dup_outcome:
 * @outcome: of a task
 *
 * Returns: (transfer full): what came out; "" as long as there is nothing
 */
char *
lanes_run_words_dup_outcome (const LanesOutcome *outcome)
{
  if (outcome->status != LANES_TASK_DONE)
    return g_strdup ("");

  switch (outcome->result_kind)
    {
    case LANES_RESULT_TOTAL_CENTS:
      return lanes_money_dup_text (outcome->result);
    case LANES_RESULT_VALUE:
      return g_strdup_printf ("%" G_GINT64_FORMAT, outcome->result);
    case LANES_RESULT_BYTES:
      return g_format_size ((guint64) outcome->result);
    case LANES_RESULT_NONE:
    default:
      return g_strdup ("");
    }
}
