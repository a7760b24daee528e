/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "core/lanes-run.h"

G_BEGIN_DECLS

/* What was found in files. */
typedef struct
{
  GPtrArray *runs;           /* of LanesRun */
  GPtrArray *workloads;      /* of LanesWorkload */
  GPtrArray *workload_files; /* of GFile, at the same place */
  GPtrArray *problems;       /* of char *: a sentence for each file that could not be read */
} LanesOpened;

void lanes_opened_free (LanesOpened *self);

/* Reads run files and workload files, told apart by what is in them, in another thread. @files:
 * (element-type GFile). Main thread. */
void lanes_opener_open_async (GPtrArray *files,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
/* (transfer full): NULL only when it was cancelled */
LanesOpened *lanes_opener_open_finish (GAsyncResult *result, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LanesOpened, lanes_opened_free)

G_END_DECLS
