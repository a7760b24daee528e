/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-model-choices-private.h"

struct _LanesModelChoices
{
  GObject parent_instance;

  const LanesModel *model;
  guint workers;
  guint connections;
  LanesSchedule schedule;
};

enum
{
  PROP_0,
  PROP_CONNECTIONS,
  PROP_SCHEDULE,
  PROP_WORKERS,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (LanesModelChoices, lanes_model_choices, G_TYPE_OBJECT)

static void
lanes_model_choices_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  LanesModelChoices *self = LANES_MODEL_CHOICES (object);

  switch (prop_id)
    {
    case PROP_CONNECTIONS:
      g_value_set_uint (value, self->connections);
      break;
    case PROP_SCHEDULE:
      g_value_set_int (value, self->schedule);
      break;
    case PROP_WORKERS:
      g_value_set_uint (value, self->workers);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
set_uint (LanesModelChoices *self, guint *place, guint value, guint prop_id)
{
  if (*place == value)
    return;
  *place = value;
  g_object_notify_by_pspec (G_OBJECT (self), properties[prop_id]);
}

static void
lanes_model_choices_set_property (GObject *object,
                                  guint prop_id,
                                  const GValue *value,
                                  GParamSpec *pspec)
{
  LanesModelChoices *self = LANES_MODEL_CHOICES (object);

  switch (prop_id)
    {
    case PROP_CONNECTIONS:
      set_uint (self, &self->connections, g_value_get_uint (value), prop_id);
      break;
    case PROP_SCHEDULE:
      set_uint (self, (guint *) &self->schedule, (guint) g_value_get_int (value), prop_id);
      break;
    case PROP_WORKERS:
      set_uint (self, &self->workers, g_value_get_uint (value), prop_id);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lanes_model_choices_class_init (LanesModelChoicesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = lanes_model_choices_get_property;
  object_class->set_property = lanes_model_choices_set_property;

  properties[PROP_CONNECTIONS] = g_param_spec_uint (
      "connections", NULL, NULL, 1, LANES_CONNECTIONS_MAX, LANES_DEFAULT_CONNECTIONS, flags);
  properties[PROP_SCHEDULE] =
      g_param_spec_int ("schedule", NULL, NULL, LANES_SCHEDULE_PHASED, LANES_SCHEDULE_PIPELINED,
                        LANES_SCHEDULE_PHASED, flags);
  properties[PROP_WORKERS] =
      g_param_spec_uint ("workers", NULL, NULL, 0, LANES_WORKERS_MAX, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
lanes_model_choices_init (LanesModelChoices *self)
{
  self->connections = LANES_DEFAULT_CONNECTIONS;
}

LanesModelChoices *
lanes_model_choices_new (const LanesModel *model)
{
  LanesModelChoices *self = g_object_new (LANES_TYPE_MODEL_CHOICES, NULL);

  self->model = model;

  return self;
}

const LanesModel *
lanes_model_choices_get_model (LanesModelChoices *self)
{
  g_return_val_if_fail (LANES_IS_MODEL_CHOICES (self), NULL);

  return self->model;
}

void
lanes_model_choices_apply (LanesModelChoices *self, LanesOptions *options)
{
  g_return_if_fail (LANES_IS_MODEL_CHOICES (self));

  options->workers = self->workers;
  options->connections = self->connections;
  options->schedule = self->schedule;
}
