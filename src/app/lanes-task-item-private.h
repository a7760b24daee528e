/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lanes-task-model.h"

G_BEGIN_DECLS

/* (transfer full) */
LanesTaskItem *lanes_task_item_new (guint task);

G_END_DECLS
