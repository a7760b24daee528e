/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who was faster than whom, by how much, and why. */
#include "config.h"

#include <glib/gi18n.h>

#include "core/lanes-result.h"
#include "lanes-comparison-private.h"
#include "layout/lanes-duration.h"

/* What ends so soon after the fastest counts as together with it. */
#define TOGETHER_SHARE 50

static gint64
get_tolerance (gint64 time_us)
{
  return MAX (time_us / TOGETHER_SHARE, LANES_COMPARISON_CHANCE_US);
}

static void
add_sentence (GString *text, const char *sentence)
{
  if (text->len > 0)
    g_string_append_c (text, '\n');
  g_string_append (text, sentence);
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

gboolean
lanes_comparison_is_ranked (LanesComparison *self)
{
  g_return_val_if_fail (LANES_IS_COMPARISON (self), FALSE);

  return get_unfair (self) == LANES_UNFAIR_NOT;
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

  return lanes_comparison_join (titles);
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
  g_autofree char *elapsed = lanes_duration_dup_unbroken (get_makespan (self, order, 0));
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
      time = lanes_duration_dup_unbroken (report->floor_us);
      return g_strdup_printf (_ ("the limit is %s, and no model can beat %s"), limit, time);
    }

  limit = lanes_limit_dup_text (&report->bound_limit, workload);
  if (report->makespan_us - report->bound_us <= tolerance_us)
    return g_strdup_printf (_ ("the limit under its options is %s"), limit);

  time = lanes_duration_dup_unbroken (report->bound_us);
  above = lanes_duration_dup_unbroken (report->makespan_us - report->bound_us);

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

/* Which place a run has; -1: it is not ranked. */
static int
find_place (GArray *order, guint index)
{
  for (guint place = 0; place < order->len; place++)
    {
      if (g_array_index (order, guint, place) == index)
        return (int) place;
    }

  return -1;
}

/**
 * lanes_comparison_dup_place:
 * @self: a comparison
 * @index: which run
 * @is_first: (out): whether it was the fastest, or ended together with it
 *
 * Returns: (transfer full): "fastest", or how much longer it took; "" where that cannot be said
 */
char *
lanes_comparison_dup_place (LanesComparison *self, guint index, gboolean *is_first)
{
  g_autoptr (GArray) order = NULL;
  g_autofree char *behind = NULL;
  int place;

  g_return_val_if_fail (LANES_IS_COMPARISON (self), NULL);
  g_return_val_if_fail (index < lanes_comparison_get_n (self), NULL);
  g_return_val_if_fail (is_first != NULL, NULL);

  order = rank (self);
  place = find_place (order, index);
  *is_first = FALSE;
  if (place < 0 || order->len < 2 || get_unfair (self) != LANES_UNFAIR_NOT)
    return g_strdup ("");

  *is_first = (guint) place < count_together (self, order);
  if (*is_first)
    return g_strdup (_ ("fastest"));

  behind = lanes_duration_dup_unbroken (get_makespan (self, order, (guint) place) -
                                        get_makespan (self, order, 0));

  /* Translators: how much longer a run took than the fastest. */
  return g_strdup_printf (_ ("+%s"), behind);
}

/* Those that were slower, each with how much and why. */
static void
add_slower (LanesComparison *self, GString *text)
{
  g_autoptr (GArray) order = rank (self);
  guint n_together;

  if (order->len < 2)
    return;

  n_together = count_together (self, order);
  for (guint place = n_together; place < order->len; place++)
    {
      guint index = g_array_index (order, guint, place);
      gint64 makespan_us = get_makespan (self, order, place);
      gint64 fastest_us = get_makespan (self, order, 0);
      g_autofree char *title = lanes_comparison_dup_title (self, index);
      g_autofree char *reason = lanes_comparison_dup_reason (self, index);
      g_autofree char *behind = lanes_duration_dup_unbroken (makespan_us - fastest_us);
      g_autofree char *ratio = dup_ratio ((double) makespan_us / (double) MAX (fastest_us, 1));
      /* Translators: a model, how much longer it took, a number, and what limited it. */
      g_autofree char *sentence = g_strdup_printf (_ ("%s takes %s more, %s times as long: %s."),
                                                   title, behind, ratio, reason);

      add_sentence (text, sentence);
    }
}

/* What the first task that failed says of it: one stands for all. */
static char *
dup_failure (LanesRun *run)
{
  for (guint task = 0; task < lanes_run_get_n_tasks (run); task++)
    {
      g_autofree char *label = NULL;
      LanesOutcome outcome;

      lanes_run_get_outcome (run, task, &outcome);
      if (outcome.status != LANES_TASK_FAILED || outcome.error == NULL)
        continue;
      label = lanes_workload_dup_label (lanes_run_get_workload (run), task);

      /* Translators: a task that failed, and why. */
      return g_strdup_printf (_ ("%s failed: %s"), label, outcome.error);
    }

  return g_strdup (_ ("the others failed"));
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
    add_slower (self, text);
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
        {
          g_autofree char *failure = dup_failure (entry->run);

          sentence = g_strdup_printf (_ ("%s did %s; %s."), title, count, failure);
        }
      add_sentence (text, sentence);
    }

  return g_string_free (text, FALSE);
}
