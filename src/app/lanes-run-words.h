/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/lanes-report.h"
#include "core/lanes-run.h"

G_BEGIN_DECLS

/* What a run came to, for its page: a sentence and a few figures, each from numbers. Pure; any
 * thread. All strings (transfer full). */

/* "Shopping Carts · Combined" */
char *lanes_run_words_dup_title (LanesWorkload *workload, const LanesModel *model);
/* Of a run that has ended: "1.7 ms above the bound. The limit is cart 5: ...", or what failed. */
char *lanes_run_words_dup_sentence (LanesRun *run, const LanesReport *report);
/* Of one that goes on, @elapsed_us after its start. */
char *lanes_run_words_dup_progress (LanesRun *run, gint64 elapsed_us);

/* "10.004 s": to the millisecond, as a headline says it. */
char *lanes_run_words_dup_elapsed (gint64 time_us);
char *lanes_run_words_dup_elapsed_caption (const LanesReport *report);
/* What it is that came out, and what that is: "31,056.82", "total of 5 carts". Of an incomplete
 * run only how much of it there is: "4 of 5", "carts; there is no total". */
char *lanes_run_words_dup_result (LanesRun *run, const LanesReport *report);
char *lanes_run_words_dup_result_caption (LanesRun *run, const LanesReport *report);

/* What came out for one task; "" as long as there is nothing. */
char *lanes_run_words_dup_outcome (const LanesOutcome *outcome);

G_END_DECLS
