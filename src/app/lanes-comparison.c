/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-comparison.h"

#include <gio/gio.h>
#include <glib/gi18n.h>

#include "core/lanes-result.h"
#include "lanes-comparison-private.h"
#include "platform/lanes-platform.h"

struct _LanesComparison
{
  GObject parent_instance;

  GPtrArray *entries; /* LanesComparisonEntry */
  int baseline;       /* as chosen; -1: by itself */
};

G_DEFINE_FINAL_TYPE (LanesComparison, lanes_comparison, G_TYPE_OBJECT)

/* A run with no more spans and tasks than that is read in a few milliseconds. */
#define SMALL_MAX 5000u

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
entry_free (gpointer data)
{
  LanesComparisonEntry *entry = data;

  g_clear_object (&entry->kin);
  g_object_unref (entry->run);
  g_free (entry->ends_us);
  g_free (entry);
}

static void
lanes_comparison_finalize (GObject *object)
{
  LanesComparison *self = LANES_COMPARISON (object);

  g_ptr_array_unref (self->entries);

  G_OBJECT_CLASS (lanes_comparison_parent_class)->finalize (object);
}

static void
lanes_comparison_class_init (LanesComparisonClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lanes_comparison_finalize;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
lanes_comparison_init (LanesComparison *self)
{
  self->entries = g_ptr_array_new_with_free_func (entry_free);
  self->baseline = -1;
}

/**
 * lanes_comparison_new:
 *
 * Returns: (transfer full): a comparison of nothing
 */
LanesComparison *
lanes_comparison_new (void)
{
  return g_object_new (LANES_TYPE_COMPARISON, NULL);
}

LanesComparisonEntry *
lanes_comparison_get_entry (LanesComparison *self, guint index)
{
  g_assert (index < self->entries->len);

  return g_ptr_array_index (self->entries, index);
}

/* What the report does not say: when each task ended, how long workers took to start, and for
 * how long computations held a loop. */
static void
entry_read_spans (LanesComparisonEntry *entry)
{
  LanesTrace *trace = lanes_run_get_trace (entry->run);
  guint32 length = lanes_trace_get_length (trace);

  for (guint32 i = 0; i < length; i++)
    {
      LanesSpan span;
      LanesWorker worker = { .kind = LANES_CARRIER_INLINE };

      lanes_trace_read (trace, i, &span);
      if (span.end_us < 0)
        continue;
      if (span.task >= 0 && (guint) span.task < entry->n_tasks)
        entry->ends_us[span.task] = MAX (entry->ends_us[span.task], span.end_us);
      if (span.kind == LANES_SPAN_STARTUP)
        entry->startup_us = MAX (entry->startup_us, span.end_us - span.begin_us);
      if (span.kind != LANES_SPAN_COMPUTE || span.worker < 0)
        continue;
      lanes_run_get_worker (entry->run, (guint) span.worker, &worker);
      if (worker.kind == LANES_CARRIER_LOOP)
        entry->blocked_us += span.end_us - span.begin_us;
    }
}

/* Results are compared once for each run, since that takes a look at every task. */
static LanesRun *
find_kin (LanesComparison *self, LanesRun *run)
{
  for (guint i = 0; i < self->entries->len; i++)
    {
      LanesComparisonEntry *entry = lanes_comparison_get_entry (self, i);

      if (entry->kin == entry->run && lanes_result_is_same (entry->kin, run))
        return entry->kin;
    }

  return run;
}

/* Any thread. */
static void
entry_read (LanesComparisonEntry *entry)
{
  lanes_report_compute (entry->run, &entry->report);
  entry->n_tasks = lanes_run_get_n_tasks (entry->run);
  entry->ends_us = g_new (gint64, entry->n_tasks);
  for (guint task = 0; task < entry->n_tasks; task++)
    entry->ends_us[task] = -1;
  entry_read_spans (entry);
}

static void
entry_end (LanesComparison *self, LanesComparisonEntry *entry)
{
  entry->kin = g_object_ref (find_kin (self, entry->run));
  entry->has_ended = TRUE;
  entry->is_complete = lanes_run_get_status (entry->run) == LANES_RUN_COMPLETED &&
                       entry->report.n_done == entry->report.n_tasks;
}

static void
read_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  entry_read (task_data);
  g_task_return_boolean (task, TRUE);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LanesComparison *self = LANES_COMPARISON (source);
  LanesComparisonEntry *read = g_task_get_task_data (G_TASK (result));

  for (guint i = 0; i < self->entries->len; i++)
    {
      LanesComparisonEntry *entry = lanes_comparison_get_entry (self, i);

      if (entry->run != read->run || entry->has_ended)
        continue;
      entry->report = read->report;
      entry->n_tasks = read->n_tasks;
      entry->ends_us = g_steal_pointer (&read->ends_us);
      entry->startup_us = read->startup_us;
      entry->blocked_us = read->blocked_us;
      entry_end (self, entry);
      g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
      return;
    }
}

/* Into an entry of the thread's own, since this one may be gone by then. */
static void
entry_read_later (LanesComparison *self, LanesComparisonEntry *entry)
{
  LanesComparisonEntry *read = g_new0 (LanesComparisonEntry, 1);
  g_autoptr (GTask) task = g_task_new (self, NULL, read_cb, NULL);

  entry->is_counted = TRUE;
  read->run = g_object_ref (entry->run);
  g_task_set_source_tag (task, entry_read_later);
  g_task_set_task_data (task, read, entry_free);
  g_task_run_in_thread (task, read_in_thread);
}

static gboolean
entry_update (LanesComparison *self, LanesComparisonEntry *entry)
{
  if (entry->has_ended || entry->is_counted ||
      lanes_run_get_status (entry->run) == LANES_RUN_RUNNING)
    return FALSE;

  if (MAX (lanes_trace_get_length (lanes_run_get_trace (entry->run)),
           lanes_run_get_n_tasks (entry->run)) > SMALL_MAX)
    {
      entry_read_later (self, entry);
      return FALSE;
    }
  entry_read (entry);
  entry_end (self, entry);

  return TRUE;
}

/**
 * lanes_comparison_add:
 * @self: a comparison
 * @run: one more, which may still go on
 */
void
lanes_comparison_add (LanesComparison *self, LanesRun *run)
{
  LanesComparisonEntry *entry;

  g_assert (lanes_platform_is_main_thread ());
  g_return_if_fail (LANES_IS_COMPARISON (self));
  g_return_if_fail (LANES_IS_RUN (run));

  entry = g_new0 (LanesComparisonEntry, 1);
  entry->run = g_object_ref (run);
  entry_update (self, entry);
  g_ptr_array_add (self->entries, entry);
}

/* The next run of the same results stands for them when the first one goes. */
static void
hand_kin_on (LanesComparison *self, guint index)
{
  LanesRun *kin = lanes_comparison_get_entry (self, index)->run;
  LanesRun *heir = NULL;

  for (guint i = 0; i < self->entries->len; i++)
    {
      LanesComparisonEntry *entry = lanes_comparison_get_entry (self, i);

      if (i == index || entry->kin != kin)
        continue;
      if (heir == NULL)
        heir = entry->run;
      g_set_object (&entry->kin, heir);
    }
}

/**
 * lanes_comparison_remove:
 * @self: a comparison
 * @index: which run; those behind it move up
 */
void
lanes_comparison_remove (LanesComparison *self, guint index)
{
  g_assert (lanes_platform_is_main_thread ());
  g_return_if_fail (LANES_IS_COMPARISON (self));
  g_return_if_fail (index < self->entries->len);

  hand_kin_on (self, index);
  g_ptr_array_remove_index (self->entries, index);
  if (self->baseline == (int) index)
    self->baseline = -1;
  else if (self->baseline > (int) index)
    self->baseline--;
}

guint
lanes_comparison_get_n (LanesComparison *self)
{
  g_assert (lanes_platform_is_main_thread ());
  g_return_val_if_fail (LANES_IS_COMPARISON (self), 0);

  return self->entries->len;
}

LanesRun *
lanes_comparison_get_run (LanesComparison *self, guint index)
{
  g_assert (lanes_platform_is_main_thread ());
  g_return_val_if_fail (LANES_IS_COMPARISON (self), NULL);
  g_return_val_if_fail (index < self->entries->len, NULL);

  return lanes_comparison_get_entry (self, index)->run;
}

gboolean
lanes_comparison_update (LanesComparison *self)
{
  gboolean has_changed = FALSE;

  g_assert (lanes_platform_is_main_thread ());
  g_return_val_if_fail (LANES_IS_COMPARISON (self), FALSE);

  for (guint i = 0; i < self->entries->len; i++)
    has_changed = entry_update (self, lanes_comparison_get_entry (self, i)) || has_changed;

  return has_changed;
}

const LanesReport *
lanes_comparison_get_report (LanesComparison *self, guint index)
{
  LanesComparisonEntry *entry;

  g_assert (lanes_platform_is_main_thread ());
  g_return_val_if_fail (LANES_IS_COMPARISON (self), NULL);
  g_return_val_if_fail (index < self->entries->len, NULL);

  entry = lanes_comparison_get_entry (self, index);

  return entry->has_ended ? &entry->report : NULL;
}

/**
 * lanes_comparison_set_baseline:
 * @self: a comparison
 * @index: the run that the others are measured by; -1: Sequential, or else the slowest
 */
void
lanes_comparison_set_baseline (LanesComparison *self, int index)
{
  g_assert (lanes_platform_is_main_thread ());
  g_return_if_fail (LANES_IS_COMPARISON (self));
  g_return_if_fail (index < (int) self->entries->len);

  self->baseline = index;
}

/**
 * lanes_comparison_get_baseline:
 * @self: a comparison
 *
 * Returns: the run that the others are measured by; -1: there is none yet
 */
int
lanes_comparison_get_baseline (LanesComparison *self)
{
  int slowest = -1;

  g_assert (lanes_platform_is_main_thread ());
  g_return_val_if_fail (LANES_IS_COMPARISON (self), -1);

  if (self->baseline >= 0 && lanes_comparison_get_entry (self, (guint) self->baseline)->has_ended)
    return self->baseline;

  for (guint i = 0; i < self->entries->len; i++)
    {
      LanesComparisonEntry *entry = lanes_comparison_get_entry (self, i);

      if (!entry->is_complete)
        continue;
      if (lanes_run_get_model (entry->run)->one_at_a_time)
        return (int) i;
      if (slowest < 0 || lanes_comparison_get_entry (self, (guint) slowest)->report.makespan_us <
                             entry->report.makespan_us)
        slowest = (int) i;
    }

  return slowest;
}

/* Why two runs are not to be ranked; LANES_UNFAIR_NOT: they are. */
LanesUnfair
lanes_comparison_get_unfair (LanesComparison *self, guint a, guint b)
{
  LanesRun *first = lanes_comparison_get_entry (self, a)->run;
  LanesRun *second = lanes_comparison_get_entry (self, b)->run;
  const LanesOptions *options[] = { lanes_run_get_options (first), lanes_run_get_options (second) };
  const LanesHost *hosts[] = { lanes_run_get_host (first), lanes_run_get_host (second) };

  if (!lanes_result_is_comparable (first, second))
    return LANES_UNFAIR_WORKLOAD;
  if (hosts[0]->cores != hosts[1]->cores || g_strcmp0 (hosts[0]->os, hosts[1]->os) != 0)
    return LANES_UNFAIR_HOST;
  if (options[0]->time_scale != options[1]->time_scale || options[0]->cpu != options[1]->cpu ||
      options[0]->latency != options[1]->latency ||
      g_strcmp0 (options[0]->endpoint, options[1]->endpoint) != 0)
    return LANES_UNFAIR_WORK;

  return LANES_UNFAIR_NOT;
}

gboolean
lanes_comparison_is_same (LanesComparison *self, guint a, guint b)
{
  LanesComparisonEntry *first = lanes_comparison_get_entry (self, a);
  LanesComparisonEntry *second = lanes_comparison_get_entry (self, b);

  return first->has_ended && second->has_ended && first->kin == second->kin;
}

double
lanes_comparison_get_speedup (LanesComparison *self, guint index)
{
  LanesComparisonEntry *entry, *baseline;
  int base;

  g_assert (lanes_platform_is_main_thread ());
  g_return_val_if_fail (LANES_IS_COMPARISON (self), 0);
  g_return_val_if_fail (index < self->entries->len, 0);

  base = lanes_comparison_get_baseline (self);
  entry = lanes_comparison_get_entry (self, index);
  if (base < 0 || !entry->is_complete || entry->report.makespan_us <= 0)
    return 0;

  baseline = lanes_comparison_get_entry (self, (guint) base);
  if (!baseline->is_complete ||
      lanes_comparison_get_unfair (self, index, (guint) base) != LANES_UNFAIR_NOT)
    return 0;

  return (double) baseline->report.makespan_us / (double) entry->report.makespan_us;
}

char *
lanes_comparison_dup_speedup (LanesComparison *self, guint index)
{
  double speedup = lanes_comparison_get_speedup (self, index);

  if (speedup <= 0)
    return g_strdup ("");
  /* Translators: how many times as fast. */
  if (speedup >= 99.95)
    return g_strdup_printf (_ ("%.0f ×"), speedup);

  /* Translators: how many times as fast. */
  return g_strdup_printf (_ ("%.1f ×"), speedup);
}

/**
 * lanes_comparison_dup_title:
 * @self: a comparison
 * @index: which run
 *
 * Returns: (transfer full): the name of its model, numbered from the second one on
 */
char *
lanes_comparison_dup_title (LanesComparison *self, guint index)
{
  const LanesModel *model;
  guint number = 1;

  g_assert (lanes_platform_is_main_thread ());
  g_return_val_if_fail (LANES_IS_COMPARISON (self), NULL);
  g_return_val_if_fail (index < self->entries->len, NULL);

  model = lanes_run_get_model (lanes_comparison_get_entry (self, index)->run);
  for (guint i = 0; i < index; i++)
    number += lanes_run_get_model (lanes_comparison_get_entry (self, i)->run) == model;
  if (number == 1)
    return g_strdup (_ (model->title));

  return g_strdup_printf ("%s %u", _ (model->title), number);
}

gint64
lanes_comparison_get_task_end (LanesComparison *self, guint index, int task)
{
  LanesComparisonEntry *entry;

  g_assert (lanes_platform_is_main_thread ());
  g_return_val_if_fail (LANES_IS_COMPARISON (self), -1);
  g_return_val_if_fail (index < self->entries->len, -1);

  entry = lanes_comparison_get_entry (self, index);
  if (!entry->has_ended || task < 0 || (guint) task >= entry->n_tasks)
    return -1;

  return entry->ends_us[task];
}
