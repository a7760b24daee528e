/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lanes-carrier.h"

G_BEGIN_DECLS

/**
 * LanesCoordinator:
 *
 * One run from its first leg to its end, on the thread that calls lanes_coordinator_run(): it
 * knows which leg of each task is ready, hands legs to the carriers of the model, and ends
 * the run.
 */
typedef struct _LanesCoordinator LanesCoordinator;

/* Any thread. The URLs may be NULL where nothing is fetched. */
LanesCoordinator *lanes_coordinator_new (LanesRun *run,
                                         const char *endpoint_url,
                                         const char *built_in_url);
void lanes_coordinator_free (LanesCoordinator *self);

/* In the thread that runs it, before; t = 0 is when this returns. Once. */
void lanes_coordinator_prepare (LanesCoordinator *self);

/* Blocks until every task has ended or the run was cancelled; nothing is left behind. Once. */
void lanes_coordinator_run (LanesCoordinator *self);

/* Any thread, any number of times. */
void lanes_coordinator_cancel (LanesCoordinator *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LanesCoordinator, lanes_coordinator_free)

G_END_DECLS
