/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The whole worker process: frames come from standard input and go to standard output, until
 * the parent says goodbye or is gone. Returns the exit status. Main thread. */
int lanes_worker_main (void);

G_END_DECLS
