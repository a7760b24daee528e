/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/lanes-report.h"
#include "core/lanes-run.h"

G_BEGIN_DECLS

typedef enum
{
  LANES_RESULTS_NONE, /* nothing has ended yet */
  LANES_RESULTS_SAME,
  LANES_RESULTS_DIFFER,
  LANES_RESULTS_OTHER_WORK, /* they were not asked for the same */
} LanesResultsState;

/**
 * LanesComparison:
 *
 * Runs side by side: their figures, who was how much faster than the baseline, and what can be said
 * of them, all of it derived from their numbers. Runs may still go on; then they have no figures,
 * and those of long runs come a moment later, from a thread. Signal: "changed", when such have
 * come. No GTK; main thread only.
 *
 * Runs are ranked only where that is fair: the same workload with as many tasks and as much work,
 * on the same kind of machine. What ends within 2 % of the fastest (but at least 5 ms) counts as
 * together with it.
 */
#define LANES_TYPE_COMPARISON (lanes_comparison_get_type ())
G_DECLARE_FINAL_TYPE (LanesComparison, lanes_comparison, LANES, COMPARISON, GObject)

LanesComparison *lanes_comparison_new (void);
void lanes_comparison_add (LanesComparison *self, LanesRun *run);
void lanes_comparison_remove (LanesComparison *self, guint index);
guint lanes_comparison_get_n (LanesComparison *self);
LanesRun *lanes_comparison_get_run (LanesComparison *self, guint index);
/* Takes in what has ended since; TRUE when there are figures that there were not. */
gboolean lanes_comparison_update (LanesComparison *self);
/* (nullable) (transfer none): NULL while the run goes on, and until its figures are there */
const LanesReport *lanes_comparison_get_report (LanesComparison *self, guint index);

/* Whether it is fair to say of those that have ended which was faster. */
gboolean lanes_comparison_is_ranked (LanesComparison *self);

/* What speed-ups are against; -1: Sequential, or else the slowest. */
void lanes_comparison_set_baseline (LanesComparison *self, int index);
/* Which one that is now; -1: none has ended. */
int lanes_comparison_get_baseline (LanesComparison *self);
/* How many times as fast as the baseline; 0: not to be compared. */
double lanes_comparison_get_speedup (LanesComparison *self, guint index);

/* Each is (transfer full). */

/* "Threads"; "Threads 2" for the second one of them. */
char *lanes_comparison_dup_title (LanesComparison *self, guint index);
/* What is particular about the run ("phased · 3 workers"); NULL: nothing is. */
char *lanes_comparison_dup_note (LanesComparison *self, guint index);
/* "3.0 ×"; "" where there is none. */
char *lanes_comparison_dup_speedup (LanesComparison *self, guint index);
/* "fastest", "+6.01 s"; "" where it is not ranked. */
char *lanes_comparison_dup_place (LanesComparison *self, guint index, gboolean *is_first);
/* "cart 5 alone", "start-up 0.12 s", "loop blocked 15 s"; "" while it goes on. */
char *lanes_comparison_dup_reason (LanesComparison *self, guint index);
/* What was seen, and what explains it; "" while nothing has ended. */
char *lanes_comparison_dup_headline (LanesComparison *self);
/* What else is to be said, a sentence a line; "" where there is nothing. */
char *lanes_comparison_dup_details (LanesComparison *self);
char *lanes_comparison_dup_results (LanesComparison *self, LanesResultsState *state);

/* When the last span of a task ended; -1: it has not, or there is no such task. */
gint64 lanes_comparison_get_task_end (LanesComparison *self, guint index, int task);
/* "Cart 3 ends at 12.02 s under Sequential, 6.01 s (-6.01 s) under Threads"; "" for none. */
char *lanes_comparison_dup_task (LanesComparison *self, int task);
/* "Range of 2 s, from 3 s to 5 s · Sequential: wait 2 s · Threads: wait 4 s, compute 3 s" */
char *lanes_comparison_dup_range (LanesComparison *self, gint64 begin_us, gint64 end_us);

G_END_DECLS
