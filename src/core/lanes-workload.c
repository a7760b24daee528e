/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-workload.h"

#include "lanes-pattern.h"

/* Design's table: one thread a task up to so many; one process a task up to so many. */
#define DEFAULT_THREADS_MAX   64
#define DEFAULT_PROCESSES_MAX 8

struct _LanesWorkload
{
  GObject parent_instance;

  char *name;
  char *title;
  char *summary;
  guint n_tasks;
  guint workers;
  LanesItems items;
  guint cycle;
  GPtrArray *patterns; /* of LanesPattern; shared by resized copies */
  GPtrArray *log_lines[LANES_N_LOG_MOMENTS];
  gboolean sealed;
};

G_DEFINE_FINAL_TYPE (LanesWorkload, lanes_workload, G_TYPE_OBJECT)

static void
lanes_workload_finalize (GObject *object)
{
  LanesWorkload *self = LANES_WORKLOAD (object);

  g_free (self->name);
  g_free (self->title);
  g_free (self->summary);
  g_ptr_array_unref (self->patterns);
  for (guint i = 0; i < LANES_N_LOG_MOMENTS; i++)
    g_ptr_array_unref (self->log_lines[i]);

  G_OBJECT_CLASS (lanes_workload_parent_class)->finalize (object);
}

static void
lanes_workload_class_init (LanesWorkloadClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lanes_workload_finalize;
}

static void
lanes_workload_init (LanesWorkload *self)
{
}

/**
 * lanes_workload_new:
 * @name: the word for it
 * @title: for people
 *
 * Returns: (transfer full): a workload to build, without patterns; belongs to the calling
 *   thread until lanes_workload_seal()
 */
LanesWorkload *
lanes_workload_new (const char *name, const char *title)
{
  LanesWorkload *self;

  g_return_val_if_fail (name != NULL, NULL);
  g_return_val_if_fail (title != NULL, NULL);

  self = g_object_new (LANES_TYPE_WORKLOAD, NULL);
  self->name = g_strdup (name);
  self->title = g_strdup (title);
  self->summary = g_strdup ("");
  self->patterns = g_ptr_array_new_with_free_func ((GDestroyNotify) lanes_pattern_free);
  for (guint i = 0; i < LANES_N_LOG_MOMENTS; i++)
    self->log_lines[i] = g_ptr_array_new_with_free_func (g_free);

  return self;
}

void
lanes_workload_set_summary (LanesWorkload *self, const char *summary)
{
  g_return_if_fail (LANES_IS_WORKLOAD (self) && !self->sealed);

  g_free (self->summary);
  self->summary = g_strdup (summary);
}

void
lanes_workload_set_n_tasks (LanesWorkload *self, guint n_tasks)
{
  g_return_if_fail (LANES_IS_WORKLOAD (self) && !self->sealed);
  g_return_if_fail (n_tasks > 0 && n_tasks <= LANES_TASKS_MAX);

  self->n_tasks = n_tasks;
}

/* 0: no figure of its own. */
void
lanes_workload_set_workers (LanesWorkload *self, guint workers)
{
  g_return_if_fail (LANES_IS_WORKLOAD (self) && !self->sealed);

  self->workers = workers;
}

void
lanes_workload_set_items (LanesWorkload *self, LanesItems items, guint cycle)
{
  g_return_if_fail (LANES_IS_WORKLOAD (self) && !self->sealed);
  g_return_if_fail (items != LANES_ITEMS_CYCLE || cycle > 0);

  self->items = items;
  self->cycle = cycle;
}

void
lanes_workload_add_pattern (LanesWorkload *self, const char *label)
{
  g_return_if_fail (LANES_IS_WORKLOAD (self) && !self->sealed);
  g_return_if_fail (label != NULL);

  g_ptr_array_add (self->patterns, lanes_pattern_new (label));
}

/* To the pattern that was added last. Copies @step. */
void
lanes_workload_add_step (LanesWorkload *self, const LanesStepPattern *step)
{
  g_return_if_fail (LANES_IS_WORKLOAD (self) && !self->sealed);
  g_return_if_fail (self->patterns->len > 0);
  g_return_if_fail (step->kind != LANES_STEP_FETCH || step->path != NULL);

  lanes_pattern_add_step (g_ptr_array_index (self->patterns, self->patterns->len - 1), step);
}

void
lanes_workload_add_log_line (LanesWorkload *self, LanesLogMoment moment, const char *text)
{
  g_return_if_fail (LANES_IS_WORKLOAD (self) && !self->sealed);
  g_return_if_fail (moment < LANES_N_LOG_MOMENTS);

  g_ptr_array_add (self->log_lines[moment], g_strdup (text));
}

/**
 * lanes_workload_seal:
 * @self: a workload with at least one pattern, each with at least one step
 *
 * Makes it immutable. Where no number of tasks was set there is one for each pattern.
 */
void
lanes_workload_seal (LanesWorkload *self)
{
  g_return_if_fail (LANES_IS_WORKLOAD (self) && !self->sealed);
  g_return_if_fail (self->patterns->len > 0);

  if (self->n_tasks == 0)
    self->n_tasks = self->patterns->len;
  for (guint i = 0; i < LANES_N_LOG_MOMENTS; i++)
    g_ptr_array_add (self->log_lines[i], NULL);
  self->sealed = TRUE;
}

/**
 * lanes_workload_resize:
 * @self: a sealed workload
 * @n_tasks: another number of tasks, up to %LANES_TASKS_MAX; 0: as it is
 * @n_carts: how many carts the endpoint has, for items that count through them; 0: not known,
 *   so that they never start again
 *
 * Any thread.
 *
 * Returns: (transfer full): a sealed copy, which shares the patterns
 */
LanesWorkload *
lanes_workload_resize (LanesWorkload *self, guint n_tasks, guint n_carts)
{
  LanesWorkload *copy;

  g_return_val_if_fail (LANES_IS_WORKLOAD (self) && self->sealed, NULL);
  g_return_val_if_fail (n_tasks <= LANES_TASKS_MAX, NULL);

  copy = g_object_new (LANES_TYPE_WORKLOAD, NULL);
  copy->name = g_strdup (self->name);
  copy->title = g_strdup (self->title);
  copy->summary = g_strdup (self->summary);
  copy->n_tasks = n_tasks > 0 ? n_tasks : self->n_tasks;
  copy->workers = self->workers;
  copy->items = self->items;
  copy->cycle = self->items == LANES_ITEMS_CARTS ? n_carts : self->cycle;
  copy->patterns = g_ptr_array_ref (self->patterns);
  for (guint i = 0; i < LANES_N_LOG_MOMENTS; i++)
    copy->log_lines[i] = g_ptr_array_ref (self->log_lines[i]);
  copy->sealed = TRUE;

  return copy;
}

const char *
lanes_workload_get_name (LanesWorkload *self)
{
  g_return_val_if_fail (LANES_IS_WORKLOAD (self), NULL);

  return self->name;
}

const char *
lanes_workload_get_title (LanesWorkload *self)
{
  g_return_val_if_fail (LANES_IS_WORKLOAD (self), NULL);

  return self->title;
}

const char *
lanes_workload_get_summary (LanesWorkload *self)
{
  g_return_val_if_fail (LANES_IS_WORKLOAD (self), NULL);

  return self->summary;
}

guint
lanes_workload_get_n_tasks (LanesWorkload *self)
{
  g_return_val_if_fail (LANES_IS_WORKLOAD (self), 0);

  return self->n_tasks;
}

guint
lanes_workload_get_workers (LanesWorkload *self)
{
  g_return_val_if_fail (LANES_IS_WORKLOAD (self), 0);

  return self->workers;
}

LanesItems
lanes_workload_get_items (LanesWorkload *self, guint *cycle)
{
  g_return_val_if_fail (LANES_IS_WORKLOAD (self), LANES_ITEMS_TASKS);

  if (cycle != NULL)
    *cycle = self->cycle;

  return self->items;
}

guint
lanes_workload_get_n_patterns (LanesWorkload *self)
{
  g_return_val_if_fail (LANES_IS_WORKLOAD (self), 0);

  return self->patterns->len;
}

static const LanesPattern *
lanes_workload_pattern_of (LanesWorkload *self, guint task)
{
  return g_ptr_array_index (self->patterns, task % self->patterns->len);
}

const char *
lanes_workload_get_pattern_label (LanesWorkload *self, guint pattern)
{
  g_return_val_if_fail (LANES_IS_WORKLOAD (self), NULL);
  g_return_val_if_fail (pattern < self->patterns->len, NULL);

  return lanes_workload_pattern_of (self, pattern)->label;
}

guint
lanes_workload_get_n_steps (LanesWorkload *self, guint task)
{
  g_return_val_if_fail (LANES_IS_WORKLOAD (self), 0);

  return lanes_workload_pattern_of (self, task)->steps->len;
}

const LanesStepPattern *
lanes_workload_get_step_pattern (LanesWorkload *self, guint pattern, guint step)
{
  g_return_val_if_fail (LANES_IS_WORKLOAD (self), NULL);
  g_return_val_if_fail (pattern < self->patterns->len, NULL);

  return lanes_pattern_get_step (lanes_workload_pattern_of (self, pattern), step);
}

/**
 * lanes_workload_get_item:
 * @self: a workload
 * @task: from 0
 *
 * Any thread.
 *
 * Returns: the number that the task works on, from 1
 */
guint
lanes_workload_get_item (LanesWorkload *self, guint task)
{
  g_return_val_if_fail (LANES_IS_WORKLOAD (self), 0);

  return self->items == LANES_ITEMS_TASKS || self->cycle == 0 ? task + 1 : task % self->cycle + 1;
}

char *
lanes_workload_dup_label (LanesWorkload *self, guint task)
{
  g_return_val_if_fail (LANES_IS_WORKLOAD (self), NULL);

  return lanes_pattern_fill (lanes_workload_pattern_of (self, task)->label, task + 1,
                             lanes_workload_get_item (self, task));
}

/* (nullable): only fetches have a path */
char *
lanes_workload_dup_path (LanesWorkload *self, guint task, guint step)
{
  const LanesStepPattern *pattern;

  g_return_val_if_fail (LANES_IS_WORKLOAD (self), NULL);

  pattern = lanes_pattern_get_step (lanes_workload_pattern_of (self, task), step);
  if (pattern->path == NULL)
    return NULL;

  return lanes_pattern_fill (pattern->path, task + 1, lanes_workload_get_item (self, task));
}

/* (array zero-terminated) (transfer none) */
const char *const *
lanes_workload_get_log_lines (LanesWorkload *self, LanesLogMoment moment)
{
  g_return_val_if_fail (LANES_IS_WORKLOAD (self) && self->sealed, NULL);
  g_return_val_if_fail (moment < LANES_N_LOG_MOMENTS, NULL);

  return (const char *const *) self->log_lines[moment]->pdata;
}

/**
 * lanes_workload_get_step:
 * @self: a workload
 * @options: (nullable): of the run; %NULL: time scale 1, latency at the client
 * @task: from 0
 * @step: from 0
 * @out: (out): the step as such a run carries it out
 *
 * When the server is to be late, a wait right before a fetch is taken over by that fetch.
 * Allocates nothing. Any thread.
 */
void
lanes_workload_get_step (LanesWorkload *self,
                         const LanesOptions *options,
                         guint task,
                         guint step,
                         LanesStep *out)
{
  const LanesPattern *pattern;
  const LanesStepPattern *self_step;
  double scale = options != NULL ? options->time_scale : 1.0;
  gboolean at_server = options != NULL && options->latency == LANES_LATENCY_SERVER;
  guint item;

  g_return_if_fail (LANES_IS_WORKLOAD (self));

  pattern = lanes_workload_pattern_of (self, task);
  self_step = lanes_pattern_get_step (pattern, step);
  item = lanes_workload_get_item (self, task);
  *out = (LanesStep){
    .kind = self_step->kind,
    .computation = self_step->computation,
    .source = self_step->source,
  };

  if (self_step->kind != LANES_STEP_FETCH)
    out->duration_us = lanes_amount_get (&self_step->amount, scale, item, task, step);

  if (!at_server)
    return;

  if (lanes_pattern_is_wait_before_fetch (pattern, step))
    {
      out->skipped = TRUE;
      out->duration_us = 0;
    }
  else if (step > 0 && lanes_pattern_is_wait_before_fetch (pattern, step - 1))
    {
      const LanesStepPattern *wait = lanes_pattern_get_step (pattern, step - 1);

      out->delay_us = lanes_amount_get (&wait->amount, scale, item, task, step - 1);
    }
}

static gboolean
lanes_workload_any_step (LanesWorkload *self, LanesStepKind kind, int source)
{
  for (guint i = 0; i < MIN (self->patterns->len, self->n_tasks); i++)
    {
      const LanesPattern *pattern = g_ptr_array_index (self->patterns, i);

      for (guint k = 0; k < pattern->steps->len; k++)
        {
          const LanesStepPattern *step = lanes_pattern_get_step (pattern, k);

          if (step->kind == kind && (source < 0 || (int) step->source == source))
            return TRUE;
        }
    }

  return FALSE;
}

gboolean
lanes_workload_fetches_from (LanesWorkload *self, LanesSource source)
{
  g_return_val_if_fail (LANES_IS_WORKLOAD (self), FALSE);

  return lanes_workload_any_step (self, LANES_STEP_FETCH, (int) source);
}

gboolean
lanes_workload_has_kind (LanesWorkload *self, LanesStepKind kind)
{
  g_return_val_if_fail (LANES_IS_WORKLOAD (self), FALSE);

  return lanes_workload_any_step (self, kind, -1);
}

/**
 * lanes_workload_get_pool_width:
 * @self: a workload
 * @carrier: what carries its steps
 * @options: of the run
 *
 * Any thread.
 *
 * Returns: how many workers that carrier has: the user's choice, or the default of the
 *   carrier and the workload, which is never more than there are tasks
 */
guint
lanes_workload_get_pool_width (LanesWorkload *self,
                               LanesCarrierKind carrier,
                               const LanesOptions *options)
{
  g_return_val_if_fail (LANES_IS_WORKLOAD (self), 1);
  g_return_val_if_fail (options != NULL, 1);

  if (carrier == LANES_CARRIER_INLINE || carrier == LANES_CARRIER_LOOP)
    return 1;
  if (options->workers > 0)
    return options->workers;
  if (carrier == LANES_CARRIER_THREADS)
    return MIN (self->n_tasks, DEFAULT_THREADS_MAX);

  return MIN (self->n_tasks, self->workers > 0 ? self->workers : DEFAULT_PROCESSES_MAX);
}
