/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-session.h"

#include <glib/gi18n.h>

#include "engine/lanes-runner.h"
#include "lanes-library.h"
#include "platform/lanes-platform.h"

struct _LanesSession
{
  GObject parent_instance;

  LanesEndpoint *endpoint;
  LanesOptions *endpoint_options; /* that it was made for */
  GCancellable *cancellable;      /* NULL: nothing goes on */
  LanesRun *run;
  char *description;
};

/* One call of lanes_session_run_async(). */
typedef struct
{
  LanesWorkload *workload;
  guint n_tasks;
  GPtrArray *models;
  GPtrArray *options;
  LanesSessionStarted started;
  gpointer started_data;

  guint index; /* of the model under way */
  GPtrArray *runs;
  GError *error; /* why there are fewer runs than models */
} LanesBatch;

enum
{
  PROP_0,
  PROP_DESCRIPTION,
  PROP_RUN,
  PROP_RUNNING,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (LanesSession, lanes_session, G_TYPE_OBJECT)

static void
lanes_batch_free (gpointer data)
{
  LanesBatch *batch = data;

  g_clear_object (&batch->workload);
  g_clear_pointer (&batch->models, g_ptr_array_unref);
  g_clear_pointer (&batch->options, g_ptr_array_unref);
  g_clear_pointer (&batch->runs, g_ptr_array_unref);
  g_clear_error (&batch->error);
  g_free (batch);
}

static void
lanes_session_dispose (GObject *object)
{
  LanesSession *self = LANES_SESSION (object);

  /* What goes on holds a reference. */
  g_assert (self->cancellable == NULL);
  g_clear_object (&self->endpoint);

  G_OBJECT_CLASS (lanes_session_parent_class)->dispose (object);
}

static void
lanes_session_finalize (GObject *object)
{
  LanesSession *self = LANES_SESSION (object);

  g_clear_pointer (&self->endpoint_options, lanes_options_free);
  g_clear_object (&self->run);
  g_free (self->description);

  G_OBJECT_CLASS (lanes_session_parent_class)->finalize (object);
}

static void
lanes_session_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  LanesSession *self = LANES_SESSION (object);

  switch (prop_id)
    {
    case PROP_DESCRIPTION:
      g_value_set_string (value, self->description);
      break;
    case PROP_RUN:
      g_value_set_object (value, self->run);
      break;
    case PROP_RUNNING:
      g_value_set_boolean (value, lanes_session_is_running (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lanes_session_class_init (LanesSessionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = lanes_session_dispose;
  object_class->finalize = lanes_session_finalize;
  object_class->get_property = lanes_session_get_property;

  properties[PROP_DESCRIPTION] = g_param_spec_string ("description", NULL, NULL, NULL, flags);
  properties[PROP_RUN] = g_param_spec_object ("run", NULL, NULL, LANES_TYPE_RUN, flags);
  properties[PROP_RUNNING] = g_param_spec_boolean ("running", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
lanes_session_init (LanesSession *self)
{
}

/**
 * lanes_session_new:
 *
 * Returns: (transfer full): a session in which nothing goes on. Main thread
 */
LanesSession *
lanes_session_new (void)
{
  return g_object_new (LANES_TYPE_SESSION, NULL);
}

gboolean
lanes_session_is_running (LanesSession *self)
{
  g_assert (lanes_platform_is_main_thread ());
  g_return_val_if_fail (LANES_IS_SESSION (self), FALSE);

  return self->cancellable != NULL;
}

LanesRun *
lanes_session_get_run (LanesSession *self)
{
  g_assert (lanes_platform_is_main_thread ());
  g_return_val_if_fail (LANES_IS_SESSION (self), NULL);

  return self->run;
}

const char *
lanes_session_get_description (LanesSession *self)
{
  g_assert (lanes_platform_is_main_thread ());
  g_return_val_if_fail (LANES_IS_SESSION (self), NULL);

  return self->description;
}

/**
 * lanes_session_dup_obstacle:
 * @self: a session
 *
 * Returns: (transfer full) (nullable): why nothing can be started; %NULL: it can
 */
char *
lanes_session_dup_obstacle (LanesSession *self)
{
  g_assert (lanes_platform_is_main_thread ());
  g_return_val_if_fail (LANES_IS_SESSION (self), NULL);

  if (!lanes_session_is_running (self))
    return NULL;

  return g_strdup_printf (_ ("%s is running, and only one thing runs at a time"),
                          self->description != NULL ? self->description : "");
}

static void
lanes_session_set_run (LanesSession *self, LanesRun *run)
{
  if (g_set_object (&self->run, run))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RUN]);
}

static void
lanes_session_take_description (LanesSession *self, char *description)
{
  g_free (self->description);
  self->description = description;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DESCRIPTION]);
}

static void
lanes_session_end (LanesSession *self, GTask *task)
{
  LanesBatch *batch = g_task_get_task_data (task);

  g_clear_object (&self->cancellable);
  lanes_session_set_run (self, NULL);
  lanes_session_take_description (self, NULL);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RUNNING]);

  if (batch->runs->len == 0 && batch->error != NULL)
    g_task_return_error (task, g_error_copy (batch->error));
  else
    g_task_return_pointer (task, g_ptr_array_ref (batch->runs), (GDestroyNotify) g_ptr_array_unref);
}

static gboolean
is_same_endpoint (const LanesOptions *a, const LanesOptions *b)
{
  return g_strcmp0 (a->endpoint, b->endpoint) == 0 && g_strcmp0 (a->data, b->data) == 0 &&
         a->rate_limit == b->rate_limit;
}

/* The endpoint of the run before, and so its server, where it would be the same. */
static gboolean
lanes_session_renew_endpoint (LanesSession *self, const LanesOptions *options, GError **error)
{
  LanesEndpoint *endpoint;

  if (self->endpoint != NULL && is_same_endpoint (self->endpoint_options, options))
    return TRUE;

  endpoint = lanes_endpoint_new (options, error);
  if (endpoint == NULL)
    return FALSE;

  g_clear_object (&self->endpoint);
  g_clear_pointer (&self->endpoint_options, lanes_options_free);
  self->endpoint = endpoint;
  self->endpoint_options = lanes_options_copy (options);

  return TRUE;
}

static void
lanes_session_started_cb (LanesRunner *runner, GTask *task)
{
  LanesSession *self = g_task_get_source_object (task);
  LanesBatch *batch = g_task_get_task_data (task);
  LanesRun *run = lanes_runner_get_run (runner);

  lanes_session_set_run (self, run);
  if (batch->started != NULL)
    batch->started (self, batch->index, run, batch->started_data);
}

static void lanes_session_next (LanesSession *self, GTask *task);

static void
lanes_session_ran_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  LanesSession *self = g_task_get_source_object (task);
  LanesBatch *batch = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  LanesRun *run = lanes_runner_run_finish (LANES_RUNNER (source), result, &error);

  if (run != NULL)
    g_ptr_array_add (batch->runs, run);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    batch->error = g_steal_pointer (&error);

  batch->index++;
  if (run == NULL || g_cancellable_is_cancelled (self->cancellable))
    lanes_session_end (self, task);
  else
    lanes_session_next (self, task);
}

static void
lanes_session_next (LanesSession *self, GTask *task)
{
  LanesBatch *batch = g_task_get_task_data (task);
  g_autoptr (LanesRunner) runner = NULL;
  const LanesModel *model;
  const LanesOptions *options;

  if (batch->index == batch->models->len)
    {
      lanes_session_end (self, task);
      return;
    }

  model = g_ptr_array_index (batch->models, batch->index);
  options = g_ptr_array_index (batch->options, batch->index);
  if (!lanes_session_renew_endpoint (self, options, &batch->error))
    {
      lanes_session_end (self, task);
      return;
    }

  /* TRANSLATORS: a workload and a model */
  lanes_session_take_description (
      self,
      g_strdup_printf (_ ("%s · %s"), lanes_library_get_title (batch->workload), _ (model->title)));
  runner = lanes_runner_new (batch->workload, batch->n_tasks, model, options, self->endpoint);
  g_signal_connect_object (runner, "started", G_CALLBACK (lanes_session_started_cb), task, 0);
  lanes_runner_run_async (runner, self->cancellable, lanes_session_ran_cb, g_object_ref (task));
}

/**
 * lanes_session_run_async:
 * @self: a session
 * @workload: what to run
 * @n_tasks: how many tasks; 0: the workload's own number
 * @models: (element-type LanesModel): under which models, one after the other
 * @options: (element-type LanesOptions): with which, at the same place
 * @started: (nullable): called whenever a run has set its t = 0
 * @callback: called when the last run has ended
 * @user_data: for both callbacks
 *
 * Main thread. G_IO_ERROR_BUSY while something goes on.
 */
void
lanes_session_run_async (LanesSession *self,
                         LanesWorkload *workload,
                         guint n_tasks,
                         GPtrArray *models,
                         GPtrArray *options,
                         LanesSessionStarted started,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  LanesBatch *batch;

  g_assert (lanes_platform_is_main_thread ());
  g_return_if_fail (LANES_IS_SESSION (self));
  g_return_if_fail (LANES_IS_WORKLOAD (workload));
  g_return_if_fail (models != NULL && models->len > 0);
  g_return_if_fail (options != NULL && options->len == models->len);

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, lanes_session_run_async);
  batch = g_new0 (LanesBatch, 1);
  batch->workload = g_object_ref (workload);
  batch->n_tasks = n_tasks;
  batch->models = g_ptr_array_ref (models);
  batch->options = g_ptr_array_ref (options);
  batch->started = started;
  batch->started_data = user_data;
  batch->runs = g_ptr_array_new_with_free_func (g_object_unref);
  g_task_set_task_data (task, batch, lanes_batch_free);

  if (self->cancellable != NULL)
    {
      g_autofree char *obstacle = lanes_session_dup_obstacle (self);

      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_BUSY, "%s", obstacle);
      return;
    }

  self->cancellable = g_cancellable_new ();
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RUNNING]);
  lanes_session_next (self, task);
}

/**
 * lanes_session_run_finish:
 * @self: a session
 * @result: of the operation
 * @error: why there are fewer runs than were asked for, when it was no stop; may be set beside
 *   the runs that there are
 *
 * Returns: (transfer full) (nullable) (element-type LanesRun): the runs that began, stopped
 *   ones included; %NULL when none did, with @error
 */
GPtrArray *
lanes_session_run_finish (LanesSession *self, GAsyncResult *result, GError **error)
{
  LanesBatch *batch;
  GPtrArray *runs;

  g_assert (lanes_platform_is_main_thread ());
  g_return_val_if_fail (LANES_IS_SESSION (self), NULL);
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  batch = g_task_get_task_data (G_TASK (result));
  runs = g_task_propagate_pointer (G_TASK (result), error);
  if (runs != NULL && batch->error != NULL)
    g_propagate_error (error, g_error_copy (batch->error));

  return runs;
}

/**
 * lanes_session_stop:
 * @self: a session
 *
 * Ends what goes on, the models that have not begun included; the callback comes within
 * 200 ms. Harmless when nothing goes on.
 */
void
lanes_session_stop (LanesSession *self)
{
  g_assert (lanes_platform_is_main_thread ());
  g_return_if_fail (LANES_IS_SESSION (self));

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
}
