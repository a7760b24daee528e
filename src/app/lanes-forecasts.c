/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-forecasts.h"

#include <gio/gio.h>

#include "core/lanes-bound.h"
#include "platform/lanes-platform.h"

/* For those of so many tasks nobody waits. */
#define AT_ONCE_TASKS 500u
/* Of more tasks than that it is told from how much longer the second half of so many takes. */
#define TASKS_MAX 100000u
#define KEPT_MAX  256u

struct _LanesForecasts
{
  GObject parent_instance;

  GHashTable *kept; /* LanesForecast: a set */
  gboolean is_busy; /* a thread works one out */
};

typedef struct
{
  LanesWorkload *workload;
  guint n_tasks;
  guint n_carts;
  const LanesModel *model;
  LanesOptions *options;
  gint64 time_us;
} LanesForecast;

enum
{
  SIGNAL_KNOWN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LanesForecasts, lanes_forecasts, G_TYPE_OBJECT)

static void
lanes_forecast_free (gpointer data)
{
  LanesForecast *self = data;

  g_object_unref (self->workload);
  lanes_options_free (self->options);
  g_free (self);
}

static LanesForecast *
lanes_forecast_copy (const LanesForecast *self)
{
  LanesForecast *copy = g_memdup2 (self, sizeof *self);

  g_object_ref (copy->workload);
  copy->options = lanes_options_copy (self->options);

  return copy;
}

static guint
lanes_forecast_hash (gconstpointer key)
{
  const LanesForecast *self = key;

  return g_direct_hash (self->workload) ^ g_direct_hash (self->model) ^ self->n_tasks;
}

/* Whether what a bound depends on is the same. */
static gboolean
lanes_forecast_equal (gconstpointer a, gconstpointer b)
{
  const LanesForecast *first = a;
  const LanesForecast *second = b;

  return first->workload == second->workload && first->model == second->model &&
         first->n_tasks == second->n_tasks && first->n_carts == second->n_carts &&
         first->options->workers == second->options->workers &&
         first->options->connections == second->options->connections &&
         first->options->time_scale == second->options->time_scale &&
         first->options->cpu == second->options->cpu &&
         first->options->latency == second->options->latency &&
         first->options->schedule == second->options->schedule;
}

static void
lanes_forecasts_finalize (GObject *object)
{
  LanesForecasts *self = LANES_FORECASTS (object);

  g_hash_table_unref (self->kept);

  G_OBJECT_CLASS (lanes_forecasts_parent_class)->finalize (object);
}

static void
lanes_forecasts_class_init (LanesForecastsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lanes_forecasts_finalize;

  signals[SIGNAL_KNOWN] = g_signal_new ("known", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                        NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
lanes_forecasts_init (LanesForecasts *self)
{
  self->kept =
      g_hash_table_new_full (lanes_forecast_hash, lanes_forecast_equal, lanes_forecast_free, NULL);
}

/**
 * lanes_forecasts_new:
 *
 * Returns: (transfer full): forecasts, of which none is known yet
 */
LanesForecasts *
lanes_forecasts_new (void)
{
  return g_object_new (LANES_TYPE_FORECASTS, NULL);
}

static gint64
bound_of (const LanesForecast *forecast, guint n_tasks)
{
  g_autoptr (LanesWorkload) sized =
      lanes_workload_resize (forecast->workload, n_tasks, forecast->n_carts);
  g_autoptr (LanesStepTimes) times = lanes_step_times_from_workload (sized, forecast->options);
  LanesLimit limit;

  return lanes_bound_compute (sized, forecast->model, forecast->options, times,
                              lanes_platform_cores (), &limit);
}

static gint64
compute (const LanesForecast *forecast)
{
  gint64 all_us = bound_of (forecast, MIN (forecast->n_tasks, TASKS_MAX));
  double more;

  if (forecast->n_tasks <= TASKS_MAX)
    return all_us;

  more = (double) (forecast->n_tasks - TASKS_MAX) / (TASKS_MAX / 2);

  return all_us + (gint64) ((double) (all_us - bound_of (forecast, TASKS_MAX / 2)) * more);
}

static gint64
keep (LanesForecasts *self, const LanesForecast *forecast)
{
  if (g_hash_table_size (self->kept) >= KEPT_MAX)
    g_hash_table_remove_all (self->kept);
  g_hash_table_add (self->kept, lanes_forecast_copy (forecast));

  return forecast->time_us;
}

static void
compute_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  LanesForecast *forecast = task_data;

  forecast->time_us = compute (forecast);
  g_task_return_boolean (task, TRUE);
}

static void
computed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LanesForecasts *self = LANES_FORECASTS (source);

  self->is_busy = FALSE;
  keep (self, g_task_get_task_data (G_TASK (result)));
  g_signal_emit (self, signals[SIGNAL_KNOWN], 0);
}

static void
compute_later (LanesForecasts *self, const LanesForecast *forecast)
{
  g_autoptr (GTask) task = NULL;

  /* What is not wanted any more by then is never asked for again. */
  if (self->is_busy)
    return;

  self->is_busy = TRUE;
  task = g_task_new (self, NULL, computed_cb, NULL);
  g_task_set_source_tag (task, compute_later);
  g_task_set_task_data (task, lanes_forecast_copy (forecast), lanes_forecast_free);
  g_task_run_in_thread (task, compute_in_thread);
}

/**
 * lanes_forecasts_get:
 * @self: forecasts
 * @workload: what to run
 * @n_tasks: of how many tasks
 * @n_carts: how many carts the endpoint has; 0: not known
 * @model: under which model
 * @options: of the run
 *
 * Returns: how long the run will take at least, in microseconds; -1 until that is known, and
 *   then LanesForecasts::known is emitted
 */
gint64
lanes_forecasts_get (LanesForecasts *self,
                     LanesWorkload *workload,
                     guint n_tasks,
                     guint n_carts,
                     const LanesModel *model,
                     const LanesOptions *options)
{
  LanesForecast wanted = {
    .workload = workload,
    .n_tasks = n_tasks,
    .n_carts = n_carts,
    .model = model,
    .options = (LanesOptions *) options,
  };
  const LanesForecast *known;

  g_assert (lanes_platform_is_main_thread ());
  g_return_val_if_fail (LANES_IS_FORECASTS (self), -1);
  g_return_val_if_fail (LANES_IS_WORKLOAD (workload), -1);
  g_return_val_if_fail (model != NULL && options != NULL, -1);

  known = g_hash_table_lookup (self->kept, &wanted);
  if (known != NULL)
    return known->time_us;

  if (n_tasks > AT_ONCE_TASKS)
    {
      compute_later (self, &wanted);
      return -1;
    }
  wanted.time_us = compute (&wanted);

  return keep (self, &wanted);
}
