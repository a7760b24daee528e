/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-runner.h"

#include <libsoup/soup.h>

#include "lanes-coordinator.h"

struct _LanesRunner
{
  GObject parent_instance;

  GThread *owner; /* the only one to call us */
  LanesWorkload *workload;
  guint n_tasks;
  const LanesModel *model;
  LanesOptions *options;
  LanesEndpoint *endpoint;

  LanesRun *run;
  LanesRun *next_run; /* until t = 0 */
  LanesCoordinator *coordinator;
  GThread *thread;
};

enum
{
  SIGNAL_STARTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LanesRunner, lanes_runner, G_TYPE_OBJECT)

static void
lanes_runner_finalize (GObject *object)
{
  LanesRunner *self = LANES_RUNNER (object);

  /* The task of a run under way holds a reference. */
  g_assert (self->thread == NULL);

  g_clear_pointer (&self->coordinator, lanes_coordinator_free);
  g_clear_object (&self->run);
  g_clear_object (&self->next_run);
  g_clear_object (&self->endpoint);
  g_clear_pointer (&self->options, lanes_options_free);
  g_clear_object (&self->workload);

  G_OBJECT_CLASS (lanes_runner_parent_class)->finalize (object);
}

static void
lanes_runner_class_init (LanesRunnerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lanes_runner_finalize;

  /**
   * LanesRunner::started:
   *
   * The endpoint is ready, t = 0 is set and [method@LanesRunner.get_run] gives the run.
   * Emitted in the owner's thread.
   */
  signals[SIGNAL_STARTED] = g_signal_new ("started", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
lanes_runner_init (LanesRunner *self)
{
  self->owner = g_thread_self ();
}

/**
 * lanes_runner_new:
 * @workload: what to run
 * @n_tasks: how many tasks, from 1; 0: the workload's own number
 * @model: under which model
 * @options: copied
 * @endpoint: who answers fetches; kept until the runner is freed
 *
 * Returns: (transfer full): a runner for one run, for the calling thread
 */
LanesRunner *
lanes_runner_new (LanesWorkload *workload,
                  guint n_tasks,
                  const LanesModel *model,
                  const LanesOptions *options,
                  LanesEndpoint *endpoint)
{
  LanesRunner *self;

  g_return_val_if_fail (LANES_IS_WORKLOAD (workload), NULL);
  g_return_val_if_fail (model != NULL, NULL);
  g_return_val_if_fail (options != NULL, NULL);
  g_return_val_if_fail (LANES_IS_ENDPOINT (endpoint), NULL);

  self = g_object_new (LANES_TYPE_RUNNER, NULL);
  self->workload = g_object_ref (workload);
  self->n_tasks = n_tasks;
  self->model = model;
  self->options = lanes_options_copy (options);
  self->endpoint = g_object_ref (endpoint);

  return self;
}

/**
 * lanes_runner_get_run:
 * @self: a runner
 *
 * Returns: (transfer none) (nullable): the run; %NULL until [signal@LanesRunner::started].
 *   Readable live from any thread
 */
LanesRun *
lanes_runner_get_run (LanesRunner *self)
{
  g_return_val_if_fail (LANES_IS_RUNNER (self), NULL);

  return self->run;
}

/* Back in the owner's thread: the coordinator's thread has nothing left to do. */
static gboolean
lanes_runner_ended_cb (gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  LanesRunner *self = g_task_get_source_object (task);
  GCancellable *cancellable = g_task_get_cancellable (task);
  gulong cancelled_id = GPOINTER_TO_SIZE (g_task_get_task_data (task));

  g_thread_join (g_steal_pointer (&self->thread));
  if (cancelled_id != 0)
    g_cancellable_disconnect (cancellable, cancelled_id);
  g_clear_pointer (&self->coordinator, lanes_coordinator_free);

  g_task_return_pointer (task, g_object_ref (self->run), g_object_unref);

  return G_SOURCE_REMOVE;
}

/* Back in the owner's thread: from here on the run may be looked at. */
static gboolean
lanes_runner_began_cb (gpointer user_data)
{
  LanesRunner *self = g_task_get_source_object (user_data);

  self->run = g_steal_pointer (&self->next_run);
  g_signal_emit (self, signals[SIGNAL_STARTED], 0);

  return G_SOURCE_REMOVE;
}

/* Calls it in the owner's thread, in the order of the calls. */
static void
lanes_runner_tell_owner (GTask *task, GSourceFunc func)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, func, task, NULL);
  g_source_attach (source, g_task_get_context (task));
}

static gpointer
lanes_runner_thread (gpointer data)
{
  GTask *task = data;
  LanesRunner *self = g_task_get_source_object (task);

  lanes_coordinator_prepare (self->coordinator);
  lanes_runner_tell_owner (task, lanes_runner_began_cb);
  lanes_coordinator_run (self->coordinator);
  lanes_runner_tell_owner (task, lanes_runner_ended_cb);

  return NULL;
}

/* May be called by any thread, and in g_cancellable_connect() itself. */
static void
lanes_runner_cancelled_cb (GCancellable *cancellable, gpointer user_data)
{
  lanes_coordinator_cancel (user_data);
}

static gint64
lanes_runner_longest_delay (LanesWorkload *workload, const LanesOptions *options)
{
  gint64 longest_us = 0;

  for (guint task = 0; task < lanes_workload_get_n_tasks (workload); task++)
    {
      for (guint i = 0; i < lanes_workload_get_n_steps (workload, task); i++)
        {
          LanesStep step;

          lanes_workload_get_step (workload, options, task, i, &step);
          if (step.kind == LANES_STEP_FETCH && step.source == LANES_SOURCE_ENDPOINT)
            longest_us = MAX (longest_us, step.delay_us);
        }
    }

  return longest_us;
}

static LanesWorkload *
lanes_runner_resize_workload (LanesRunner *self, GError **error)
{
  g_autoptr (LanesWorkload) workload = NULL;

  workload = lanes_workload_resize (self->workload, self->n_tasks,
                                    lanes_endpoint_get_n_carts (self->endpoint));
  if (!lanes_endpoint_check_delay (self->endpoint,
                                   lanes_runner_longest_delay (workload, self->options), error))
    return NULL;

  return g_steal_pointer (&workload);
}

static void
lanes_runner_start (LanesRunner *self, GTask *task, LanesWorkload *workload)
{
  g_autofree char *soup = g_strdup_printf ("%u.%u.%u", soup_get_major_version (),
                                           soup_get_minor_version (), soup_get_micro_version ());
  g_autoptr (LanesHost) host = lanes_host_new (soup);
  /* Here, since the first time the zone is read from files, which is none of the run's time. */
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *started = g_date_time_format_iso8601 (now);
  GCancellable *cancellable = g_task_get_cancellable (task);
  gulong cancelled_id = 0;

  self->next_run = lanes_run_new (workload, self->model, self->options, host, 0, started);
  self->coordinator =
      lanes_coordinator_new (self->next_run, lanes_endpoint_get_url (self->endpoint),
                             lanes_endpoint_get_built_in (self->endpoint));
  if (cancellable != NULL)
    cancelled_id = g_cancellable_connect (cancellable, G_CALLBACK (lanes_runner_cancelled_cb),
                                          self->coordinator, NULL);
  g_task_set_task_data (task, GSIZE_TO_POINTER (cancelled_id), NULL);

  self->thread = g_thread_new ("lanes run", lanes_runner_thread, g_object_ref (task));
}

static void
lanes_runner_prepared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  LanesRunner *self = g_task_get_source_object (task);
  g_autoptr (LanesWorkload) workload = NULL;
  GError *error = NULL;

  if (!lanes_endpoint_prepare_finish (self->endpoint, result, &error) ||
      g_cancellable_set_error_if_cancelled (g_task_get_cancellable (task), &error) ||
      (workload = lanes_runner_resize_workload (self, &error)) == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  lanes_runner_start (self, task, workload);
}

/**
 * lanes_runner_run_async:
 * @self: a runner that has not run yet
 * @cancellable: (nullable): ends the run within 200 ms; the partial run is still the result
 * @callback: called in the owner's context when the run has ended
 * @user_data: for @callback
 *
 * Starts the endpoint where it is needed, then the run. Owner's thread only.
 */
void
lanes_runner_run_async (LanesRunner *self,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (LANES_IS_RUNNER (self));
  g_return_if_fail (self->run == NULL);
  g_assert (self->owner == g_thread_self ());

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, lanes_runner_run_async);
  /* A cancelled run is a result, not an error. */
  g_task_set_check_cancellable (task, FALSE);

  lanes_endpoint_prepare_async (
      self->endpoint, lanes_workload_fetches_from (self->workload, LANES_SOURCE_ENDPOINT),
      lanes_workload_fetches_from (self->workload, LANES_SOURCE_BUILT_IN),
      lanes_workload_get_items (self->workload, NULL) == LANES_ITEMS_CARTS, cancellable,
      lanes_runner_prepared_cb, g_object_ref (task));
}

/**
 * lanes_runner_run_finish:
 * @self: a runner
 * @result: of the operation
 * @error: of %LANES_RUN_ERROR, or G_IO_ERROR_CANCELLED when it was cancelled before t = 0
 *
 * Returns: (transfer full): the run, completed, failed or cancelled; %NULL with @error set
 *   only when it could not begin
 */
LanesRun *
lanes_runner_run_finish (LanesRunner *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (LANES_IS_RUNNER (self), NULL);
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
