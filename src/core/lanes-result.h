/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lanes-report.h"
#include "lanes-run.h"

G_BEGIN_DECLS

/* What a run came to, in words for people, and whether two came to the same. Pure; any thread. */

/* "4 of 5 carts" */
char *lanes_result_dup_count (LanesRun *run, const LanesReport *report);
/* "31,056.82", "1, 4, 9", "3,402 bytes"; of an incomplete run only how much of it there is. */
char *lanes_result_dup_text (LanesRun *run, const LanesReport *report);

/* Whether two runs were asked to do the same: a workload of one name with as many tasks. */
gboolean lanes_result_is_comparable (LanesRun *a, LanesRun *b);
/* Whether they were, and every task ended the same way with the same result. */
gboolean lanes_result_is_same (LanesRun *a, LanesRun *b);

G_END_DECLS
