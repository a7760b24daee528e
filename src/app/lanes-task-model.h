/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "lanes-task-times.h"

G_BEGIN_DECLS

/* A row of the table: no more than which task it is. */
#define LANES_TYPE_TASK_ITEM (lanes_task_item_get_type ())
G_DECLARE_FINAL_TYPE (LanesTaskItem, lanes_task_item, LANES, TASK_ITEM, GObject)

guint lanes_task_item_get_task (LanesTaskItem *self);

/**
 * LanesTaskModel:
 *
 * The tasks of a run as a GListModel of LanesTaskItem, made when they are asked for, so that
 * 100,000 of them cost nothing; and what the columns say of each. Main thread only.
 */
#define LANES_TYPE_TASK_MODEL (lanes_task_model_get_type ())
G_DECLARE_FINAL_TYPE (LanesTaskModel, lanes_task_model, LANES, TASK_MODEL, GObject)

typedef enum
{
  LANES_COLUMN_TASK,
  LANES_COLUMN_WORKER,
  LANES_COLUMN_QUEUED,
  LANES_COLUMN_RAN,
  LANES_COLUMN_ENDED,
  LANES_COLUMN_RESULT,
  LANES_COLUMN_STATUS,
} LanesColumn;

#define LANES_N_COLUMNS 7

LanesTaskModel *lanes_task_model_new (void);
LanesRun *lanes_task_model_get_run (LanesTaskModel *self);
/* @run: (nullable) */
void lanes_task_model_set_run (LanesTaskModel *self, LanesRun *run);
/* Looks at the run again. Rows stay as they are; what they say may not. @times: (element-type
 * LanesTaskTime): of its tasks */
void lanes_task_model_refresh (LanesTaskModel *self, GArray *times);
/* (transfer full) */
char *lanes_task_model_dup_text (LanesTaskModel *self, guint task, LanesColumn column);
gboolean lanes_task_model_is_failed (LanesTaskModel *self, guint task);
/* Less than, equal to or greater than 0, by what the column stands for rather than its text. */
int lanes_task_model_compare (LanesTaskModel *self, guint a, guint b, LanesColumn column);

G_END_DECLS
