/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "core/lanes-workload.h"

G_BEGIN_DECLS

#define LANES_WORKLOAD_PATTERNS_MAX 1000
#define LANES_WORKLOAD_STEPS_MAX    64
#define LANES_WORKLOAD_SECONDS_MAX  86400.0
#define LANES_WORKLOAD_TEXT_MAX     1000
#define LANES_WORKLOAD_LINES_MAX    100

/* The word of each, as workload files spell them. */
extern const char *const lanes_workload_step_words[LANES_N_STEP_KINDS];
extern const char *const lanes_workload_work_words[3];
extern const char *const lanes_workload_source_words[2];
extern const char *const lanes_workload_moment_words[LANES_N_LOG_MOMENTS];

/* Builds a workload from a file's object, whose format and version were checked. @is_strict:
 * a key that it does not know is an error. LANES_FILE_ERROR. Any thread. */
LanesWorkload *lanes_workload_parser_build (JsonObject *object,
                                            const char *origin,
                                            gboolean is_strict,
                                            GError **error);

G_END_DECLS
