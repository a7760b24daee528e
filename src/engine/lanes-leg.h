/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/lanes-run.h"

G_BEGIN_DECLS

/**
 * LanesLeg:
 * @next: for the queue that holds the leg; a leg is in one queue at a time
 * @task: from 0
 * @first_step: first step of the leg
 * @n_steps: how many consecutive steps the same carrier carries without letting go
 * @queued_span: open queued span that ends when the leg begins, or %LANES_SPAN_DROPPED
 * @body: (nullable): what the task's last fetch brought; in and out
 * @status: %LANES_TASK_PENDING until it has ended
 * @result_kind: what the leg found out, if anything
 * @result: cents, value or bytes
 * @pid: the process that made the result
 * @error: (nullable): for people, when @status is failed
 * @span: for a loop: its open span
 * @step: for a loop: the step that it has come to
 * @attempt: for a loop: which attempt at a fetch; 0 outside of one
 *
 * Consecutive steps of one task. Owned by the runner, one for each task, used again for the
 * task's next leg. Whoever holds it (runner, then a carrier's thread, then the mailbox) is
 * the only one to touch it.
 */
typedef struct _LanesLeg LanesLeg;
struct _LanesLeg
{
  LanesLeg *next;
  GBytes *body;
  char *error;
  gint64 result;
  guint32 task;
  guint32 queued_span;
  guint32 span;
  gint32 pid;
  guint16 first_step;
  guint16 n_steps;
  guint16 step;
  guint8 attempt;
  guint8 status;
  guint8 result_kind;
};

/* Ends a leg as failed; takes the error's message. For the thread that holds the leg. */
void lanes_leg_fail (LanesLeg *self, const GError *error);
/* What the task has fetched: its result, until a computation makes another. (transfer full): body
 */
void lanes_leg_take_body (LanesLeg *self, GBytes *body, gint32 pid);
/* Drops body, result and error. */
void lanes_leg_clear (LanesLeg *self);

G_END_DECLS
