/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "engine/lanes-runner.h"

G_BEGIN_DECLS

/**
 * LanesProgress:
 *
 * One line on standard error that tells how far a run is, ten times a second; nothing where
 * that is no terminal. Main thread.
 */
typedef struct _LanesProgress LanesProgress;

LanesProgress *lanes_progress_new (LanesRunner *runner, const LanesModel *model);
/* Wipes the line. */
void lanes_progress_free (LanesProgress *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LanesProgress, lanes_progress_free)

G_END_DECLS
