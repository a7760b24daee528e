/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-task-item-private.h"

struct _LanesTaskItem
{
  GObject parent_instance;

  guint task;
};

G_DEFINE_FINAL_TYPE (LanesTaskItem, lanes_task_item, G_TYPE_OBJECT)

static void
lanes_task_item_class_init (LanesTaskItemClass *klass)
{
}

static void
lanes_task_item_init (LanesTaskItem *self)
{
}

LanesTaskItem *
lanes_task_item_new (guint task)
{
  LanesTaskItem *self = g_object_new (LANES_TYPE_TASK_ITEM, NULL);

  self->task = task;

  return self;
}

guint
lanes_task_item_get_task (LanesTaskItem *self)
{
  g_return_val_if_fail (LANES_IS_TASK_ITEM (self), 0);

  return self->task;
}
