/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What the benchmarks share: interleaved rounds, medians with their spread, peers. A benchmark
 * prints and never fails; a peer that cannot run leaves a word where its figure would be. */

/* Rounds: 5, or LANES_BENCH_ROUNDS. */
guint lanes_bench_rounds (void);

/* A row of figures of one kind, one a round. */
typedef struct
{
  GArray *values; /* double */
} LanesBenchRow;

void lanes_bench_row_init (LanesBenchRow *self);
void lanes_bench_row_clear (LanesBenchRow *self);
/* NAN is not counted. */
void lanes_bench_row_add (LanesBenchRow *self, double value);
/* NAN where there is none. */
double lanes_bench_row_median (const LanesBenchRow *self);
/* "12.3 (11.9 to 13.0)", scaled and with a unit, or "missing". (transfer full) */
char *lanes_bench_row_dup_text (const LanesBenchRow *self,
                                double scale,
                                int digits,
                                const char *unit);

/* Runs one of our scripts under the system's python3 and reads "NAME VALUE" lines from its
 * output; NAN where python3, a module or the line is missing. */
typedef struct _LanesBenchPeer LanesBenchPeer;
LanesBenchPeer *lanes_bench_peer_run (const char *script, const char *const *arguments);
double lanes_bench_peer_get (LanesBenchPeer *self, const char *name);
void lanes_bench_peer_free (LanesBenchPeer *self);

/* Shorthand: only the "seconds" of a peer. */
double lanes_bench_peer_seconds (const char *script, const char *const *arguments);

/* Requests a second that wrk makes of @url over @connections; NAN where it is missing. */
double lanes_bench_wrk (const char *url, guint connections);

/* The longest time between two beats of the calling thread's main loop, and the most CPU time of
 * that thread between two, which other programs do not lengthen. */
typedef struct
{
  gint64 longest_us;
  gint64 longest_cpu_us;
  gint64 last_us;
  gint64 last_cpu_us;
  guint beat;
} LanesBenchStall;

void lanes_bench_stall_begin (LanesBenchStall *self);
void lanes_bench_stall_end (LanesBenchStall *self);

/* A heading, and the machine in a line, the first time. */
void lanes_bench_heading (const char *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LanesBenchPeer, lanes_bench_peer_free)

G_END_DECLS
