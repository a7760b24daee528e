/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "lanes-terminal.h"

G_BEGIN_DECLS

/* The text view of runs that have finished: one, or several on one axis with a table.
 * (element-type LanesRun). (transfer full). Pure; any thread. */
char *lanes_text_view_dup (GPtrArray *runs, const LanesTerminal *terminal);

G_END_DECLS
