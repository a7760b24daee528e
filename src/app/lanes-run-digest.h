/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "core/lanes-report.h"
#include "core/lanes-run.h"

G_BEGIN_DECLS

/* What a page tells of a run that has ended, and what it takes a scan of the run to know. Owned by
 * the run, once it was made. */
typedef struct
{
  LanesReport report;
  char *sentence; /* of the headline */
  char *log;
  GArray *times; /* (element-type LanesTaskTime) */
} LanesRunDigest;

/* Whether a scan of @run takes no time to speak of, while it goes on, too. */
gboolean lanes_run_digest_is_small (LanesRun *run);
/* (transfer none) (nullable): that of @run when it is there, or is made in no time. */
const LanesRunDigest *lanes_run_digest_peek (LanesRun *run);
/* Makes it in a thread. */
void lanes_run_digest_make_async (LanesRun *run,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
/* (transfer none); NULL: cancelled */
const LanesRunDigest *lanes_run_digest_make_finish (LanesRun *run,
                                                    GAsyncResult *result,
                                                    GError **error);

G_END_DECLS
