/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/lanes-report.h"
#include "lanes-terminal.h"

G_BEGIN_DECLS

/* The text view of runs that have finished: one, or several on one axis with a table.
 * (element-type LanesRun). (transfer full). Pure; any thread. */
char *lanes_text_view_dup (GPtrArray *runs, const LanesTerminal *terminal);

/* "4 of 5 carts" */
char *lanes_text_dup_count (LanesRun *run, const LanesReport *report);
/* The result in a few words, complete or not: "31,056.82", "4 of 5 carts". */
char *lanes_text_dup_result (LanesRun *run, const LanesReport *report);

G_END_DECLS
