/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-task-model.h"

#include <glib/gi18n.h>
#include <string.h>

#include "lanes-run-words.h"
#include "lanes-task-item-private.h"
#include "layout/lanes-duration.h"
#include "platform/lanes-platform.h"

struct _LanesTaskModel
{
  GObject parent_instance;

  LanesRun *run;
  guint n_tasks;
  GArray *times; /* LanesTaskTime; NULL until they are known */
};

static void lanes_task_model_list_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (LanesTaskModel,
                               lanes_task_model,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      lanes_task_model_list_init))

static GType
lanes_task_model_get_item_type (GListModel *list)
{
  return LANES_TYPE_TASK_ITEM;
}

static guint
lanes_task_model_get_n_items (GListModel *list)
{
  return LANES_TASK_MODEL (list)->n_tasks;
}

static gpointer
lanes_task_model_get_item (GListModel *list, guint position)
{
  if (position >= LANES_TASK_MODEL (list)->n_tasks)
    return NULL;

  return lanes_task_item_new (position);
}

static void
lanes_task_model_list_init (GListModelInterface *iface)
{
  iface->get_item_type = lanes_task_model_get_item_type;
  iface->get_n_items = lanes_task_model_get_n_items;
  iface->get_item = lanes_task_model_get_item;
}

static void
lanes_task_model_finalize (GObject *object)
{
  LanesTaskModel *self = LANES_TASK_MODEL (object);

  g_clear_object (&self->run);
  g_clear_pointer (&self->times, g_array_unref);

  G_OBJECT_CLASS (lanes_task_model_parent_class)->finalize (object);
}

static void
lanes_task_model_class_init (LanesTaskModelClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lanes_task_model_finalize;
}

static void
lanes_task_model_init (LanesTaskModel *self)
{
}

/**
 * lanes_task_model_new:
 *
 * Returns: (transfer full): a model without tasks
 */
LanesTaskModel *
lanes_task_model_new (void)
{
  return g_object_new (LANES_TYPE_TASK_MODEL, NULL);
}

LanesRun *
lanes_task_model_get_run (LanesTaskModel *self)
{
  g_assert (lanes_platform_is_main_thread ());
  g_return_val_if_fail (LANES_IS_TASK_MODEL (self), NULL);

  return self->run;
}

/**
 * lanes_task_model_set_run:
 * @self: a model
 * @run: (nullable): whose tasks
 */
void
lanes_task_model_set_run (LanesTaskModel *self, LanesRun *run)
{
  guint n_before;

  g_assert (lanes_platform_is_main_thread ());
  g_return_if_fail (LANES_IS_TASK_MODEL (self));

  if (!g_set_object (&self->run, run))
    return;
  n_before = self->n_tasks;
  self->n_tasks = run != NULL ? lanes_run_get_n_tasks (run) : 0;
  g_clear_pointer (&self->times, g_array_unref);
  g_list_model_items_changed (G_LIST_MODEL (self), 0, n_before, self->n_tasks);
}

void
lanes_task_model_refresh (LanesTaskModel *self, GArray *times)
{
  g_assert (lanes_platform_is_main_thread ());
  g_return_if_fail (LANES_IS_TASK_MODEL (self));
  g_return_if_fail (times->len == self->n_tasks);

  g_clear_pointer (&self->times, g_array_unref);
  self->times = g_array_ref (times);
}

static const LanesTaskTime *
time_of (LanesTaskModel *self, guint task)
{
  static const LanesTaskTime unknown = { .ended_us = -1, .worker = -1 };

  return self->times != NULL ? &g_array_index (self->times, LanesTaskTime, task) : &unknown;
}

static char *
dup_worker (LanesTaskModel *self, const LanesTaskTime *time)
{
  LanesWorker worker;

  if (time->worker < 0)
    return g_strdup ("");
  lanes_run_get_worker (self->run, (guint) time->worker, &worker);

  return g_strdup (worker.label);
}

static const char *
status_word (LanesTaskStatus status, gboolean has_begun)
{
  switch (status)
    {
    case LANES_TASK_DONE:
      return _ ("done");
    case LANES_TASK_FAILED:
      return _ ("failed");
    case LANES_TASK_CANCELLED:
      return _ ("stopped");
    case LANES_TASK_PENDING:
    default:
      return has_begun ? _ ("under way") : _ ("waiting");
    }
}

static char *
dup_status (const LanesTaskTime *time, const LanesOutcome *outcome)
{
  if (outcome->status == LANES_TASK_FAILED && outcome->error != NULL)
    return g_strdup (outcome->error);

  return g_strdup (status_word (outcome->status, time->ran_us > 0));
}

/**
 * lanes_task_model_dup_text:
 * @self: a model with a run
 * @task: from 0
 * @column: which column
 *
 * Returns: (transfer full): what stands there; "" where there is nothing to say yet
 */
char *
lanes_task_model_dup_text (LanesTaskModel *self, guint task, LanesColumn column)
{
  const LanesTaskTime *time;
  LanesOutcome outcome;

  g_assert (lanes_platform_is_main_thread ());
  g_return_val_if_fail (LANES_IS_TASK_MODEL (self), NULL);
  g_return_val_if_fail (task < self->n_tasks, NULL);

  time = time_of (self, task);
  lanes_run_get_outcome (self->run, task, &outcome);
  if (time->ended_us < 0 && column >= LANES_COLUMN_WORKER && column <= LANES_COLUMN_ENDED)
    return g_strdup ("");

  switch (column)
    {
    case LANES_COLUMN_TASK:
      return lanes_workload_dup_label (lanes_run_get_workload (self->run), task);
    case LANES_COLUMN_WORKER:
      return dup_worker (self, time);
    case LANES_COLUMN_QUEUED:
      return lanes_duration_dup_text (time->queued_us);
    case LANES_COLUMN_RAN:
      return lanes_duration_dup_text (time->ran_us);
    case LANES_COLUMN_ENDED:
      return outcome.status == LANES_TASK_PENDING ? g_strdup ("")
                                                  : lanes_duration_dup_text (time->ended_us);
    case LANES_COLUMN_RESULT:
      return lanes_run_words_dup_outcome (&outcome);
    case LANES_COLUMN_STATUS:
    default:
      return dup_status (time, &outcome);
    }
}

gboolean
lanes_task_model_is_failed (LanesTaskModel *self, guint task)
{
  LanesOutcome outcome;

  g_assert (lanes_platform_is_main_thread ());
  g_return_val_if_fail (LANES_IS_TASK_MODEL (self), FALSE);
  g_return_val_if_fail (task < self->n_tasks, FALSE);

  lanes_run_get_outcome (self->run, task, &outcome);

  return outcome.status == LANES_TASK_FAILED;
}

static gint64
number_of (LanesTaskModel *self, guint task, LanesColumn column)
{
  const LanesTaskTime *time = time_of (self, task);
  LanesOutcome outcome;

  switch (column)
    {
    case LANES_COLUMN_WORKER:
      return time->worker;
    case LANES_COLUMN_QUEUED:
      return time->queued_us;
    case LANES_COLUMN_RAN:
      return time->ran_us;
    case LANES_COLUMN_ENDED:
      return time->ended_us;
    case LANES_COLUMN_RESULT:
      lanes_run_get_outcome (self->run, task, &outcome);
      return outcome.status == LANES_TASK_DONE ? outcome.result : G_MININT64;
    case LANES_COLUMN_STATUS:
      lanes_run_get_outcome (self->run, task, &outcome);
      return outcome.status;
    case LANES_COLUMN_TASK:
    default:
      return task;
    }
}

int
lanes_task_model_compare (LanesTaskModel *self, guint a, guint b, LanesColumn column)
{
  gint64 first, second;

  g_assert (lanes_platform_is_main_thread ());
  g_return_val_if_fail (LANES_IS_TASK_MODEL (self), 0);

  /* A sorter may still hold items of the run before. */
  if (a >= self->n_tasks || b >= self->n_tasks)
    return 0;
  first = number_of (self, a, column);
  second = number_of (self, b, column);

  return (first > second) - (first < second);
}
