/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "core/lanes-workload.h"

G_BEGIN_DECLS

/* The workloads that there are to run: the built-in ones in the article's order, then those from
 * files. Main thread. */

/* (transfer full) (element-type LanesWorkload) */
GListStore *lanes_library_new (void);

/* The one that @workload is in the library now: itself, or what stood there for the same file.
 * (transfer none). */
LanesWorkload *lanes_library_add (GListStore *self, LanesWorkload *workload, GFile *file);

/* The one that a run with @workload, of whatever size, belongs to; added where there is none.
 * (transfer none) */
LanesWorkload *lanes_library_match (GListStore *self, LanesWorkload *workload);

/* (transfer none) (nullable) */
LanesWorkload *lanes_library_find (GListStore *self, const char *name);

/* What lanes-cli calls it, quoted for a shell; NULL: it is in no file. (transfer full) */
char *lanes_library_dup_argument (LanesWorkload *workload);

/* Those of built-in workloads in the user's language. */
const char *lanes_library_get_title (LanesWorkload *workload);
const char *lanes_library_get_summary (LanesWorkload *workload);

G_END_DECLS
