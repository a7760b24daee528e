/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

#include "core/lanes-workload.h"

G_BEGIN_DECLS

/* Workload files: {"format": "lanes-workload", "version": 1, ...}, see docs/workload-file.md.
 * Any thread. Errors are of LANES_FILE_ERROR or G_IO_ERROR; the message names the file, what
 * is wrong and what would be right. */

/* (array zero-terminated) (transfer full): names of the built-in workloads, in their order. */
char **lanes_workload_file_list (void);
LanesWorkload *lanes_workload_file_builtin (const char *name, GError **error);
LanesWorkload *lanes_workload_file_load (GFile *file, GError **error);
LanesWorkload *lanes_workload_file_parse (const char *text,
                                          gsize length,
                                          const char *origin,
                                          GError **error);
/* The object that a run file holds: the same format, with the count that the run had. */
LanesWorkload *lanes_workload_file_from_json (JsonObject *object,
                                              const char *origin,
                                              GError **error);
JsonNode *lanes_workload_file_to_json (LanesWorkload *workload);

G_END_DECLS
