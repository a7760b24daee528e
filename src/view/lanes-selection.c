/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-selection.h"

#include "platform/lanes-platform.h"

struct _LanesSelection
{
  GObject parent_instance;

  int task;
  int hovered_task;
};

enum
{
  PROP_0,
  PROP_HOVERED_TASK,
  PROP_TASK,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (LanesSelection, lanes_selection, G_TYPE_OBJECT)

static void
lanes_selection_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  LanesSelection *self = LANES_SELECTION (object);

  switch (prop_id)
    {
    case PROP_HOVERED_TASK:
      g_value_set_int (value, self->hovered_task);
      break;
    case PROP_TASK:
      g_value_set_int (value, self->task);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lanes_selection_set_property (GObject *object,
                              guint prop_id,
                              const GValue *value,
                              GParamSpec *pspec)
{
  LanesSelection *self = LANES_SELECTION (object);

  switch (prop_id)
    {
    case PROP_HOVERED_TASK:
      lanes_selection_set_hovered_task (self, g_value_get_int (value));
      break;
    case PROP_TASK:
      lanes_selection_set_task (self, g_value_get_int (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lanes_selection_class_init (LanesSelectionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = lanes_selection_get_property;
  object_class->set_property = lanes_selection_set_property;

  properties[PROP_HOVERED_TASK] =
      g_param_spec_int ("hovered-task", NULL, NULL, -1, G_MAXINT, -1,
                        G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_TASK] =
      g_param_spec_int ("task", NULL, NULL, -1, G_MAXINT, -1,
                        G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
lanes_selection_init (LanesSelection *self)
{
  self->task = -1;
  self->hovered_task = -1;
}

/**
 * lanes_selection_new:
 *
 * Returns: (transfer full): a selection of nothing
 */
LanesSelection *
lanes_selection_new (void)
{
  return g_object_new (LANES_TYPE_SELECTION, NULL);
}

int
lanes_selection_get_task (LanesSelection *self)
{
  g_assert (lanes_platform_is_main_thread ());
  g_return_val_if_fail (LANES_IS_SELECTION (self), -1);

  return self->task;
}

void
lanes_selection_set_task (LanesSelection *self, int task)
{
  g_assert (lanes_platform_is_main_thread ());
  g_return_if_fail (LANES_IS_SELECTION (self));

  if (self->task == task)
    return;
  self->task = task;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TASK]);
}

int
lanes_selection_get_hovered_task (LanesSelection *self)
{
  g_assert (lanes_platform_is_main_thread ());
  g_return_val_if_fail (LANES_IS_SELECTION (self), -1);

  return self->hovered_task;
}

void
lanes_selection_set_hovered_task (LanesSelection *self, int task)
{
  g_assert (lanes_platform_is_main_thread ());
  g_return_if_fail (LANES_IS_SELECTION (self));

  if (self->hovered_task == task)
    return;
  self->hovered_task = task;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HOVERED_TASK]);
}
