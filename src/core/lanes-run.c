/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-run.h"

#include "lanes-words.h"
#include "platform/lanes-platform.h"

/* What is kept of an outcome: there may be a million. */
typedef struct
{
  gint64 result;
  gint32 pid;
  guint8 status; /* LanesTaskStatus; publishes the others */
  guint8 result_kind;
} LanesKeptOutcome;

G_STATIC_ASSERT (sizeof (LanesKeptOutcome) == 16);

struct _LanesRun
{
  GObject parent_instance;

  LanesWorkload *workload;
  const LanesModel *model;
  LanesOptions *options;
  LanesHost *host;
  LanesTrace *trace;
  char *started;

  guint n_tasks;
  LanesKeptOutcome *outcomes;
  guint n_outcomes[LANES_TASK_CANCELLED + 1]; /* atomic */

  GMutex lock;        /* for workers, usage, errors, and for who sets outcomes */
  GHashTable *errors; /* of failed tasks: task -> message; each lives as long as the run */
  GPtrArray *workers; /* of LanesWorker; each lives as long as the run */

  GPtrArray *tracks;
  LanesUsage usage;
  GHashTable *unknown;
  char *message;
  gint status; /* atomic; publishes tracks, usage and message */
};

G_DEFINE_FINAL_TYPE (LanesRun, lanes_run, G_TYPE_OBJECT)

static void
lanes_worker_free (gpointer data)
{
  LanesWorker *worker = data;

  g_free (worker->label);
  g_free (worker);
}

static void
lanes_run_finalize (GObject *object)
{
  LanesRun *self = LANES_RUN (object);

  lanes_platform_free_pages (self->outcomes, self->n_tasks * sizeof (LanesKeptOutcome));
  g_hash_table_unref (self->errors);
  g_ptr_array_unref (self->workers);
  g_ptr_array_unref (self->tracks);
  g_hash_table_unref (self->unknown);
  g_free (self->message);
  g_free (self->started);
  g_object_unref (self->trace);
  lanes_host_free (self->host);
  lanes_options_free (self->options);
  g_object_unref (self->workload);
  g_mutex_clear (&self->lock);

  G_OBJECT_CLASS (lanes_run_parent_class)->finalize (object);
}

static void
lanes_run_class_init (LanesRunClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lanes_run_finalize;
}

static void
lanes_run_init (LanesRun *self)
{
  g_mutex_init (&self->lock);
  self->workers = g_ptr_array_new_with_free_func (lanes_worker_free);
  self->tracks = g_ptr_array_new_with_free_func ((GDestroyNotify) lanes_track_free);
  self->errors = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  self->unknown = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->usage = (LanesUsage){ .cpu_us = -1, .context_switches = -1, .memory_rise_bytes = -1 };
}

static char *
dup_now (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  return g_date_time_format_iso8601 (now);
}

/**
 * lanes_run_new:
 * @workload: sealed
 * @model: under which it runs
 * @options: copied
 * @host: copied
 * @origin_us: g_get_monotonic_time() of t = 0; 0 where lanes_trace_set_origin() will tell it
 * @started: (nullable): ISO 8601 with zone; %NULL: now
 *
 * Any thread.
 *
 * Returns: (transfer full): a run that has just begun
 */
LanesRun *
lanes_run_new (LanesWorkload *workload,
               const LanesModel *model,
               const LanesOptions *options,
               const LanesHost *host,
               gint64 origin_us,
               const char *started)
{
  LanesRun *self;

  g_return_val_if_fail (LANES_IS_WORKLOAD (workload), NULL);
  g_return_val_if_fail (model != NULL, NULL);
  g_return_val_if_fail (options != NULL, NULL);
  g_return_val_if_fail (host != NULL, NULL);

  self = g_object_new (LANES_TYPE_RUN, NULL);
  self->workload = g_object_ref (workload);
  self->model = model;
  self->options = lanes_options_copy (options);
  self->host = lanes_host_copy (host);
  self->trace = lanes_trace_new (origin_us);
  self->started = started != NULL ? g_strdup (started) : dup_now ();
  self->n_tasks = lanes_workload_get_n_tasks (workload);
  self->outcomes = lanes_platform_alloc_pages (self->n_tasks * sizeof (LanesKeptOutcome));
  self->n_outcomes[LANES_TASK_PENDING] = self->n_tasks;

  return self;
}

LanesWorkload *
lanes_run_get_workload (LanesRun *self)
{
  g_return_val_if_fail (LANES_IS_RUN (self), NULL);

  return self->workload;
}

const LanesModel *
lanes_run_get_model (LanesRun *self)
{
  g_return_val_if_fail (LANES_IS_RUN (self), NULL);

  return self->model;
}

const LanesOptions *
lanes_run_get_options (LanesRun *self)
{
  g_return_val_if_fail (LANES_IS_RUN (self), NULL);

  return self->options;
}

const LanesHost *
lanes_run_get_host (LanesRun *self)
{
  g_return_val_if_fail (LANES_IS_RUN (self), NULL);

  return self->host;
}

LanesTrace *
lanes_run_get_trace (LanesRun *self)
{
  g_return_val_if_fail (LANES_IS_RUN (self), NULL);

  return self->trace;
}

const char *
lanes_run_get_started (LanesRun *self)
{
  g_return_val_if_fail (LANES_IS_RUN (self), NULL);

  return self->started;
}

guint
lanes_run_get_n_tasks (LanesRun *self)
{
  g_return_val_if_fail (LANES_IS_RUN (self), 0);

  return self->n_tasks;
}

/* Any thread. */
LanesRunStatus
lanes_run_get_status (LanesRun *self)
{
  g_return_val_if_fail (LANES_IS_RUN (self), LANES_RUN_RUNNING);

  return (LanesRunStatus) g_atomic_int_get (&self->status);
}

/* Any thread. */
const char *
lanes_run_get_message (LanesRun *self)
{
  g_return_val_if_fail (LANES_IS_RUN (self), NULL);

  return lanes_run_get_status (self) == LANES_RUN_RUNNING ? NULL : self->message;
}

/**
 * lanes_run_finish:
 * @self: a run that goes on
 * @status: how it ended
 * @message: (nullable): why it ended early as a whole, for people
 *
 * For the engine, once, when nothing else is written any more.
 */
void
lanes_run_finish (LanesRun *self, LanesRunStatus status, const char *message)
{
  g_return_if_fail (LANES_IS_RUN (self));
  g_return_if_fail (status != LANES_RUN_RUNNING);
  g_return_if_fail (lanes_run_get_status (self) == LANES_RUN_RUNNING);

  self->message = g_strdup (message);
  g_atomic_int_set (&self->status, (gint) status);
}

/**
 * lanes_run_get_outcome:
 * @self: a run
 * @task: from 0
 * @out: (out): how the task ended; its error belongs to the run
 *
 * Any thread.
 */
void
lanes_run_get_outcome (LanesRun *self, guint task, LanesOutcome *out)
{
  const LanesKeptOutcome *slot;

  g_return_if_fail (LANES_IS_RUN (self));
  g_return_if_fail (task < self->n_tasks);

  slot = &self->outcomes[task];
  *out = (LanesOutcome){ .status = __atomic_load_n (&slot->status, __ATOMIC_ACQUIRE) };
  if (out->status == LANES_TASK_PENDING)
    return;

  out->result_kind = slot->result_kind;
  out->result = slot->result;
  out->pid = slot->pid;
  if (out->status != LANES_TASK_FAILED)
    return;

  g_mutex_lock (&self->lock);
  out->error = g_hash_table_lookup (self->errors, GUINT_TO_POINTER (task));
  g_mutex_unlock (&self->lock);
}

/**
 * lanes_run_set_outcome:
 * @self: a run
 * @task: from 0
 * @outcome: how it ended; copied
 *
 * Any thread.
 *
 * Returns: %FALSE when the task had an outcome already, which stays
 */
gboolean
lanes_run_set_outcome (LanesRun *self, guint task, const LanesOutcome *outcome)
{
  LanesKeptOutcome *slot;
  gboolean is_first;

  g_return_val_if_fail (LANES_IS_RUN (self), FALSE);
  g_return_val_if_fail (task < self->n_tasks, FALSE);
  g_return_val_if_fail (outcome->status != LANES_TASK_PENDING, FALSE);

  g_mutex_lock (&self->lock);
  slot = &self->outcomes[task];
  is_first = slot->status == LANES_TASK_PENDING;
  if (is_first)
    {
      if (outcome->error != NULL)
        g_hash_table_insert (self->errors, GUINT_TO_POINTER (task), g_strdup (outcome->error));
      slot->result_kind = (guint8) outcome->result_kind;
      slot->result = outcome->result;
      slot->pid = outcome->pid;
      __atomic_store_n (&slot->status, (guint8) outcome->status, __ATOMIC_RELEASE);
      g_atomic_int_add (&self->n_outcomes[LANES_TASK_PENDING], -1);
      g_atomic_int_inc (&self->n_outcomes[outcome->status]);
    }
  g_mutex_unlock (&self->lock);

  return is_first;
}

/* How many tasks stand so. Any thread. */
guint
lanes_run_count_outcomes (LanesRun *self, LanesTaskStatus status)
{
  g_return_val_if_fail (LANES_IS_RUN (self), 0);
  g_return_val_if_fail (status < G_N_ELEMENTS (self->n_outcomes), 0);

  return (guint) g_atomic_int_get (&self->n_outcomes[status]);
}

/**
 * lanes_run_add_worker:
 * @self: a run
 * @kind: what carries
 * @label: (transfer full): for people: "thread 3"
 * @pid: process that it is in
 *
 * Any thread.
 *
 * Returns: the worker's index, from 0
 */
int
lanes_run_add_worker (LanesRun *self, LanesCarrierKind kind, char *label, gint32 pid)
{
  LanesWorker *worker;
  int index;

  g_return_val_if_fail (LANES_IS_RUN (self), -1);

  worker = g_new (LanesWorker, 1);
  *worker = (LanesWorker){ .kind = kind, .label = label, .pid = pid };
  g_mutex_lock (&self->lock);
  index = (int) self->workers->len;
  g_ptr_array_add (self->workers, worker);
  g_mutex_unlock (&self->lock);

  return index;
}

/* A child's pid is known only once it was started. Any thread. */
void
lanes_run_set_worker_pid (LanesRun *self, guint worker, gint32 pid)
{
  g_return_if_fail (LANES_IS_RUN (self));

  g_mutex_lock (&self->lock);
  g_assert (worker < self->workers->len);
  ((LanesWorker *) g_ptr_array_index (self->workers, worker))->pid = pid;
  g_mutex_unlock (&self->lock);
}

guint
lanes_run_get_n_workers (LanesRun *self)
{
  guint n_workers;

  g_return_val_if_fail (LANES_IS_RUN (self), 0);

  g_mutex_lock (&self->lock);
  n_workers = self->workers->len;
  g_mutex_unlock (&self->lock);

  return n_workers;
}

/**
 * lanes_run_get_worker:
 * @self: a run
 * @worker: from 0
 * @out: (out): a copy, whose label belongs to the run
 *
 * Any thread.
 */
void
lanes_run_get_worker (LanesRun *self, guint worker, LanesWorker *out)
{
  g_return_if_fail (LANES_IS_RUN (self));

  g_mutex_lock (&self->lock);
  g_assert (worker < self->workers->len);
  *out = *(LanesWorker *) g_ptr_array_index (self->workers, worker);
  g_mutex_unlock (&self->lock);
}

/* For the engine, before the run is finished. (transfer full): track. Any thread. */
void
lanes_run_take_track (LanesRun *self, LanesTrack *track)
{
  g_return_if_fail (LANES_IS_RUN (self));

  g_mutex_lock (&self->lock);
  g_ptr_array_add (self->tracks, track);
  g_mutex_unlock (&self->lock);
}

/* (transfer none) (element-type LanesTrack): once the run is finished. */
GPtrArray *
lanes_run_get_tracks (LanesRun *self)
{
  g_return_val_if_fail (LANES_IS_RUN (self), NULL);

  return self->tracks;
}

void
lanes_run_get_usage (LanesRun *self, LanesUsage *out)
{
  g_return_if_fail (LANES_IS_RUN (self));

  g_mutex_lock (&self->lock);
  *out = self->usage;
  g_mutex_unlock (&self->lock);
}

void
lanes_run_set_usage (LanesRun *self, const LanesUsage *usage)
{
  g_return_if_fail (LANES_IS_RUN (self));

  g_mutex_lock (&self->lock);
  self->usage = *usage;
  g_mutex_unlock (&self->lock);
}

/* (transfer none): for the reader and the writer of run files. */
GHashTable *
lanes_run_get_unknown (LanesRun *self)
{
  g_return_val_if_fail (LANES_IS_RUN (self), NULL);

  return self->unknown;
}

static const char *const run_words[] = {
  [LANES_RUN_RUNNING] = "running",
  [LANES_RUN_COMPLETED] = "completed",
  [LANES_RUN_FAILED] = "failed",
  [LANES_RUN_CANCELLED] = "cancelled",
};

static const char *const task_words[] = {
  [LANES_TASK_PENDING] = "pending",
  [LANES_TASK_DONE] = "done",
  [LANES_TASK_FAILED] = "failed",
  [LANES_TASK_CANCELLED] = "cancelled",
};

const char *
lanes_run_status_to_word (LanesRunStatus status)
{
  return lanes_words_get (run_words, G_N_ELEMENTS (run_words), status);
}

int
lanes_run_status_parse (const char *word)
{
  return lanes_words_find (run_words, G_N_ELEMENTS (run_words), word);
}

const char *
lanes_task_status_to_word (LanesTaskStatus status)
{
  return lanes_words_get (task_words, G_N_ELEMENTS (task_words), status);
}

int
lanes_task_status_parse (const char *word)
{
  return lanes_words_find (task_words, G_N_ELEMENTS (task_words), word);
}
