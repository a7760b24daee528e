/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "core/lanes-error.h"

G_BEGIN_DECLS

/* RFC 6585; libsoup 3.2 has no name for it. */
#define LANES_FETCH_TOO_MANY_REQUESTS 429

/* The sentences in which a fetch fails, each an error of LANES_TASK_ERROR that names the path
 * of what was fetched. (transfer full) Any thread. */

GError *lanes_fetch_fault_timeout (GUri *uri, gint64 timeout_us);
/* @body: (nullable): what came with the status, for its message */
GError *lanes_fetch_fault_status (GUri *uri, guint status, GBytes *body);
GError *lanes_fetch_fault_too_large (GUri *uri);
/* @expected: what was announced, or -1 */
GError *lanes_fetch_fault_truncated (GUri *uri, gsize received, gint64 expected);
/* @cause: what GIO or libsoup says before or after the answer's head came */
GError *lanes_fetch_fault_network (GUri *uri, const GError *cause);
GError *lanes_fetch_fault_redirect (GUri *uri, const char *location);
GError *lanes_fetch_fault_address (const char *url);

G_END_DECLS
