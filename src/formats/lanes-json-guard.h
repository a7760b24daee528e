/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define LANES_JSON_DEPTH_MAX 64
#define LANES_JSON_SIZE_MAX  (16 * 1024 * 1024)

/* Whether json-glib may see these bytes: size, UTF-8, and nesting (a million '[' crashes it).
 * Errors: LANES_TASK_ERROR too large, too deep, malformed. Any thread. */
gboolean lanes_json_guard_check (const char *text, gsize length, gsize size_max, GError **error);

/* What json-glib found wrong, for people: "line 1, column 42: unexpected character `,', ...". Other
 * faults as they are. (transfer full) Any thread. */
char *lanes_json_guard_dup_fault (const GError *fault);

G_END_DECLS
