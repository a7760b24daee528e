/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-choices.h"

#include <math.h>

#include "engine/lanes-endpoint.h"
#include "lanes-forecasts.h"
#include "lanes-library.h"
#include "lanes-model-choices-private.h"
#include "platform/lanes-platform.h"

#define TIMEOUT_MIN 0.001
#define TIMEOUT_MAX 86400.0

struct _LanesChoices
{
  GObject parent_instance;

  GSettings *settings; /* NULL: nothing is remembered */
  LanesModelChoices *models[LANES_N_MODELS];
  LanesForecasts *forecasts;
  guint tasks;
  double time_scale;
  LanesCpuWork cpu;
  LanesLatency latency;
  char *endpoint;
  double timeout;
};

enum
{
  PROP_0,
  PROP_CPU,
  PROP_ENDPOINT,
  PROP_LATENCY,
  PROP_TASKS,
  PROP_TIME_SCALE,
  PROP_TIMEOUT,
  N_PROPS
};

enum
{
  SIGNAL_CHANGED,
  SIGNAL_FORECAST_KNOWN,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LanesChoices, lanes_choices, G_TYPE_OBJECT)

static void
lanes_choices_finalize (GObject *object)
{
  LanesChoices *self = LANES_CHOICES (object);

  for (guint i = 0; i < LANES_N_MODELS; i++)
    g_clear_object (&self->models[i]);
  g_clear_object (&self->forecasts);
  g_clear_object (&self->settings);
  g_free (self->endpoint);

  G_OBJECT_CLASS (lanes_choices_parent_class)->finalize (object);
}

static void
lanes_choices_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  LanesChoices *self = LANES_CHOICES (object);

  switch (prop_id)
    {
    case PROP_CPU:
      g_value_set_int (value, self->cpu);
      break;
    case PROP_ENDPOINT:
      g_value_set_string (value, self->endpoint);
      break;
    case PROP_LATENCY:
      g_value_set_int (value, self->latency);
      break;
    case PROP_TASKS:
      g_value_set_uint (value, self->tasks);
      break;
    case PROP_TIME_SCALE:
      g_value_set_double (value, self->time_scale);
      break;
    case PROP_TIMEOUT:
      g_value_set_double (value, self->timeout);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lanes_choices_changed (LanesChoices *self, guint prop_id)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[prop_id]);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
set_uint (LanesChoices *self, guint *place, guint value, guint prop_id)
{
  if (*place == value)
    return;
  *place = value;
  lanes_choices_changed (self, prop_id);
}

static void
set_double (LanesChoices *self, double *place, double value, guint prop_id)
{
  if (fabs (*place - value) < 1e-9)
    return;
  *place = value;
  lanes_choices_changed (self, prop_id);
}

static void
set_endpoint (LanesChoices *self, const char *endpoint)
{
  g_autofree char *text = g_strstrip (g_strdup (endpoint != NULL ? endpoint : ""));

  if (g_strcmp0 (self->endpoint, text) == 0)
    return;
  g_free (self->endpoint);
  self->endpoint = g_steal_pointer (&text);
  lanes_choices_changed (self, PROP_ENDPOINT);
}

static void
lanes_choices_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  LanesChoices *self = LANES_CHOICES (object);

  switch (prop_id)
    {
    case PROP_CPU:
      set_uint (self, (guint *) &self->cpu, (guint) g_value_get_int (value), prop_id);
      break;
    case PROP_ENDPOINT:
      set_endpoint (self, g_value_get_string (value));
      break;
    case PROP_LATENCY:
      set_uint (self, (guint *) &self->latency, (guint) g_value_get_int (value), prop_id);
      break;
    case PROP_TASKS:
      set_uint (self, &self->tasks, g_value_get_uint (value), prop_id);
      break;
    case PROP_TIME_SCALE:
      set_double (self, &self->time_scale, g_value_get_double (value), prop_id);
      break;
    case PROP_TIMEOUT:
      set_double (self, &self->timeout, g_value_get_double (value), prop_id);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lanes_choices_class_init (LanesChoicesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->finalize = lanes_choices_finalize;
  object_class->get_property = lanes_choices_get_property;
  object_class->set_property = lanes_choices_set_property;

  properties[PROP_CPU] = g_param_spec_int ("cpu", NULL, NULL, LANES_CPU_SIMULATED, LANES_CPU_REAL,
                                           LANES_CPU_SIMULATED, flags);
  properties[PROP_ENDPOINT] = g_param_spec_string ("endpoint", NULL, NULL, "", flags);
  properties[PROP_LATENCY] = g_param_spec_int ("latency", NULL, NULL, LANES_LATENCY_CLIENT,
                                               LANES_LATENCY_SERVER, LANES_LATENCY_CLIENT, flags);
  properties[PROP_TASKS] =
      g_param_spec_uint ("tasks", NULL, NULL, 0, LANES_CHOICES_TASKS_MAX, 0, flags);
  properties[PROP_TIME_SCALE] =
      g_param_spec_double ("time-scale", NULL, NULL, 0, LANES_TIME_SCALE_MAX, 1, flags);
  properties[PROP_TIMEOUT] = g_param_spec_double ("timeout", NULL, NULL, TIMEOUT_MIN, TIMEOUT_MAX,
                                                  LANES_DEFAULT_TIMEOUT_US / 1e6, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_FORECAST_KNOWN] =
      g_signal_new ("forecast-known", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 0);
}

static void
lanes_choices_model_changed_cb (LanesChoices *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
lanes_choices_known_cb (LanesChoices *self)
{
  g_signal_emit (self, signals[SIGNAL_FORECAST_KNOWN], 0);
}

static void
lanes_choices_init (LanesChoices *self)
{
  self->time_scale = 1.0;
  self->endpoint = g_strdup ("");
  self->timeout = LANES_DEFAULT_TIMEOUT_US / 1e6;
  self->forecasts = lanes_forecasts_new ();
  g_signal_connect_object (self->forecasts, "known", G_CALLBACK (lanes_choices_known_cb), self,
                           G_CONNECT_SWAPPED);
  for (guint i = 0; i < LANES_N_MODELS; i++)
    {
      self->models[i] = lanes_model_choices_new (lanes_models_get (i));
      g_signal_connect_object (self->models[i], "notify",
                               G_CALLBACK (lanes_choices_model_changed_cb), self,
                               G_CONNECT_SWAPPED);
    }
}

static gboolean
word_to_value (GValue *value, GVariant *variant, gpointer user_data)
{
  const char *word = g_variant_get_string (variant, NULL);
  LanesCpuWork cpu;
  LanesLatency latency;

  if (lanes_cpu_work_parse (word, &cpu))
    g_value_set_int (value, cpu);
  else if (lanes_latency_parse (word, &latency))
    g_value_set_int (value, latency);
  else
    return FALSE;

  return TRUE;
}

static GVariant *
cpu_to_word (const GValue *value, const GVariantType *type, gpointer user_data)
{
  return g_variant_new_string (lanes_cpu_work_to_word (g_value_get_int (value)));
}

static GVariant *
latency_to_word (const GValue *value, const GVariantType *type, gpointer user_data)
{
  return g_variant_new_string (lanes_latency_to_word (g_value_get_int (value)));
}

/**
 * lanes_choices_new:
 * @settings: (nullable): what remembers the common options; %NULL: nothing does
 *
 * Returns: (transfer full): what was chosen the last time
 */
LanesChoices *
lanes_choices_new (GSettings *settings)
{
  LanesChoices *self = g_object_new (LANES_TYPE_CHOICES, NULL);

  if (settings == NULL)
    return self;

  self->settings = g_object_ref (settings);
  g_settings_bind (settings, "tasks", self, "tasks", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "time-scale", self, "time-scale", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "endpoint", self, "endpoint", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "timeout", self, "timeout", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind_with_mapping (settings, "cpu", self, "cpu", G_SETTINGS_BIND_DEFAULT,
                                word_to_value, cpu_to_word, NULL, NULL);
  g_settings_bind_with_mapping (settings, "latency", self, "latency", G_SETTINGS_BIND_DEFAULT,
                                word_to_value, latency_to_word, NULL, NULL);

  return self;
}

/**
 * lanes_choices_get_model:
 * @self: choices
 * @model: a model
 *
 * Returns: (transfer none): what was chosen on that model's tab
 */
LanesModelChoices *
lanes_choices_get_model (LanesChoices *self, const LanesModel *model)
{
  g_assert (lanes_platform_is_main_thread ());
  g_return_val_if_fail (LANES_IS_CHOICES (self), NULL);

  for (guint i = 0; i < LANES_N_MODELS; i++)
    {
      if (lanes_models_get (i) == model)
        return self->models[i];
    }

  g_return_val_if_reached (NULL);
}

guint
lanes_choices_get_tasks (LanesChoices *self)
{
  g_assert (lanes_platform_is_main_thread ());
  g_return_val_if_fail (LANES_IS_CHOICES (self), 0);

  return self->tasks;
}

/**
 * lanes_choices_dup_options:
 * @self: choices
 * @model: the model of the run
 *
 * Returns: (transfer full): the options of a run
 */
LanesOptions *
lanes_choices_dup_options (LanesChoices *self, const LanesModel *model)
{
  LanesOptions *options;

  g_assert (lanes_platform_is_main_thread ());
  g_return_val_if_fail (LANES_IS_CHOICES (self), NULL);

  options = lanes_options_new ();
  options->time_scale = self->time_scale;
  options->cpu = self->cpu;
  options->latency = self->latency;
  options->timeout_us = llround (self->timeout * G_USEC_PER_SEC);
  if (*self->endpoint != '\0')
    options->endpoint = g_strdup (self->endpoint);
  lanes_model_choices_apply (lanes_choices_get_model (self, model), options);

  return options;
}

static void
append_number (GString *line, const char *option, double value)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append_printf (line, " %s %s", option,
                          g_ascii_formatd (text, sizeof text, "%.10g", value));
}

static void
append_common (GString *line, LanesChoices *self)
{
  if (self->tasks > 0)
    g_string_append_printf (line, " --tasks %u", self->tasks);
  if (fabs (self->time_scale - 1.0) > 1e-9)
    append_number (line, "--time-scale", self->time_scale);
  if (self->cpu != LANES_CPU_SIMULATED)
    g_string_append_printf (line, " --cpu %s", lanes_cpu_work_to_word (self->cpu));
  if (self->latency != LANES_LATENCY_CLIENT)
    g_string_append_printf (line, " --latency %s", lanes_latency_to_word (self->latency));
  if (*self->endpoint != '\0')
    {
      g_autofree char *endpoint = g_shell_quote (self->endpoint);

      g_string_append_printf (line, " --endpoint %s", endpoint);
    }
  if (fabs (self->timeout - LANES_DEFAULT_TIMEOUT_US / 1e6) > 1e-9)
    append_number (line, "--timeout", self->timeout);
}

static void
append_own (GString *line, const LanesOptions *options)
{
  if (options->workers > 0)
    g_string_append_printf (line, " --workers %u", options->workers);
  if (options->connections != LANES_DEFAULT_CONNECTIONS)
    g_string_append_printf (line, " --connections %u", options->connections);
  if (options->schedule != LANES_SCHEDULE_PHASED)
    g_string_append_printf (line, " --schedule %s", lanes_schedule_to_word (options->schedule));
}

/* The models' own options where every model that uses them has the same. */
static void
merge_own (LanesChoices *self, LanesOptions *options)
{
  for (guint i = 0; i < LANES_N_MODELS; i++)
    {
      const LanesModel *model = lanes_models_get (i);
      g_autoptr (LanesOptions) own = lanes_choices_dup_options (self, model);

      if (i == 0)
        {
          options->connections = own->connections;
          continue;
        }
      if (own->connections != options->connections)
        options->connections = LANES_DEFAULT_CONNECTIONS;
      if (model->has_schedule)
        options->schedule = own->schedule;
      if (!lanes_model_uses (model, LANES_CARRIER_THREADS) &&
          !lanes_model_uses (model, LANES_CARRIER_PROCESSES))
        continue;
      options->workers = i == 1 || own->workers == options->workers ? own->workers : 0;
    }
}

/**
 * lanes_choices_dup_command:
 * @self: choices
 * @workload: what to run
 * @model: (nullable): under which model; %NULL: under every one, with the common options and
 *   those of the models' own that are the same for all
 *
 * Returns: (transfer full) (nullable): the line of lanes-cli that does the same, quoted for a
 *   shell; %NULL for a workload that came with a run and is in no file
 */
char *
lanes_choices_dup_command (LanesChoices *self, LanesWorkload *workload, const LanesModel *model)
{
  g_autoptr (LanesOptions) options = NULL;
  g_autofree char *word = NULL;
  GString *line;

  g_assert (lanes_platform_is_main_thread ());
  g_return_val_if_fail (LANES_IS_CHOICES (self), NULL);
  g_return_val_if_fail (LANES_IS_WORKLOAD (workload), NULL);

  word = lanes_library_dup_argument (workload);
  if (word == NULL)
    return NULL;

  line = g_string_new ("lanes-cli run");
  g_string_append_printf (line, " %s --model %s", word, model != NULL ? model->name : "all");
  if (model != NULL)
    {
      options = lanes_choices_dup_options (self, model);
    }
  else
    {
      options = lanes_options_new ();
      merge_own (self, options);
    }
  append_own (line, options);
  append_common (line, self);

  return g_string_free (line, FALSE);
}

/**
 * lanes_choices_forecast:
 * @self: choices
 * @workload: what to run
 * @model: under which model
 *
 * Returns: how long the run will take at least, in microseconds: its bound, with fetches that
 *   take no time of their own; -1 while that is worked out, until LanesChoices::forecast-known
 */
gint64
lanes_choices_forecast (LanesChoices *self, LanesWorkload *workload, const LanesModel *model)
{
  g_autoptr (LanesOptions) options = NULL;
  guint n_tasks;

  g_assert (lanes_platform_is_main_thread ());
  g_return_val_if_fail (LANES_IS_CHOICES (self), -1);
  g_return_val_if_fail (LANES_IS_WORKLOAD (workload), -1);
  g_return_val_if_fail (model != NULL, -1);

  n_tasks = self->tasks > 0 ? self->tasks : lanes_workload_get_n_tasks (workload);
  options = lanes_choices_dup_options (self, model);

  return lanes_forecasts_get (self->forecasts, workload, n_tasks,
                              *self->endpoint == '\0' ? LANES_BUILT_IN_CARTS : 0, model, options);
}
