/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lanes-workload.h"

G_BEGIN_DECLS

/* The steps that tasks of one kind are made of, and their label with its placeholders. For
 * LanesWorkload; immutable once the workload is sealed, then for any thread. */
typedef struct
{
  char *label;
  GArray *steps; /* of LanesStepPattern, whose paths are owned */
} LanesPattern;

LanesPattern *lanes_pattern_new (const char *label);
void lanes_pattern_free (LanesPattern *self);
void lanes_pattern_add_step (LanesPattern *self, const LanesStepPattern *step);
const LanesStepPattern *lanes_pattern_get_step (const LanesPattern *self, guint step);
gboolean lanes_pattern_is_wait_before_fetch (const LanesPattern *self, guint step);

/* @text with {task} and {item} filled in. (transfer full) */
char *lanes_pattern_fill (const char *text, guint task, guint item);

/* An amount in microseconds, scaled. @task and @step choose a random one. */
gint64 lanes_amount_get (const LanesAmount *self, double scale, guint item, guint task, guint step);

G_END_DECLS
