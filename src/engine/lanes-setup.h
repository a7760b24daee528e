/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/lanes-options.h"
#include "core/lanes-workload.h"

G_BEGIN_DECLS

/**
 * LanesSetup:
 *
 * What a worker process must know before it can work: the payload of its first frame.
 */
typedef struct
{
  LanesWorkload *workload;
  LanesOptions *options;
  char *endpoint_url;
  char *built_in_url;
  gint64 origin_us;         /* t = 0 by g_get_monotonic_time(), which all processes share */
  gboolean asks_connection; /* fewer connections than workers: each must be granted */
} LanesSetup;

/* Any thread. A floating value. */
GVariant *lanes_setup_to_variant (const LanesSetup *self);
/* FALSE: it is not what lanes_setup_to_variant() makes. */
gboolean lanes_setup_from_payload (LanesSetup *self, GBytes *payload, GError **error);
void lanes_setup_clear (LanesSetup *self);

G_END_DECLS
