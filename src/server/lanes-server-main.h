/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The whole program: options, one ready line on standard output, then answers until a signal
 * or, with --parent-pipe, until its standard input ends. Main thread. */
int lanes_server_main (int argc, char **argv);

G_END_DECLS
