/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A length of time for people: "10.02 s", "532 ms", "48 µs", "1 min 5 s", with the locale's
 * decimal mark. (transfer full). Any thread. */
char *lanes_duration_dup_text (gint64 time_us);
/* The same for a sentence that is wrapped: no line ends within it. (transfer full). Any thread. */
char *lanes_duration_dup_unbroken (gint64 time_us);

G_END_DECLS
