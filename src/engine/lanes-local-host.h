/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lanes-carrier.h"
#include "lanes-work.h"

G_BEGIN_DECLS

/**
 * LanesLocalHost:
 *
 * Carries legs out in a thread of this process: its spans go straight into the run's trace.
 * Initialised, used and cleared by one thread.
 */
typedef struct
{
  LanesWorkHost parent;
  LanesRunContext *context;
} LanesLocalHost;

void lanes_local_host_init (LanesLocalHost *self, LanesRunContext *context, int worker);
void lanes_local_host_clear (LanesLocalHost *self);

/* Ends the leg's queued span and carries it out; a stopped run's legs end as cancelled. Does not
 * post it. */
void lanes_local_host_carry (LanesLocalHost *self, LanesLeg *leg);

G_END_DECLS
