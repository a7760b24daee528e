/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lanes-fetcher.h"
#include "lanes-leg.h"

G_BEGIN_DECLS

/**
 * LanesWorkHost:
 * @now: microseconds since the run's start
 * @begin: an open span begins; returns a token for @end
 * @end: the span ends
 * @record: a span that has already ended
 * @wait_until: blocks until that time (relative to the run's start); FALSE: stopped
 * @is_stopped: asked between slices of CPU work
 * @enter_connection: takes a connection, blocking; FALSE: stopped. Sets @waited where it had to
 * @leave_connection: gives it back
 *
 * What a leg needs from where it is carried out by a thread that blocks: inline, in a pool's
 * thread, or in a child process, whose spans travel as frames.
 */
typedef struct _LanesWorkHost LanesWorkHost;
struct _LanesWorkHost
{
  gint64 (*now) (LanesWorkHost *self);
  guint32 (*begin) (LanesWorkHost *self, const LanesSpan *span);
  void (*end) (LanesWorkHost *self,
               guint32 token,
               gint64 end_us,
               LanesSpanStatus status,
               gint64 cpu_us); /* of a fetch: its phases, as an int */
  void (*record) (LanesWorkHost *self, const LanesSpan *span);
  gboolean (*wait_until) (LanesWorkHost *self, gint64 at_us);
  gboolean (*is_stopped) (LanesWorkHost *self);
  gboolean (*try_enter_connection) (LanesWorkHost *self);
  gboolean (*enter_connection) (LanesWorkHost *self);
  void (*leave_connection) (LanesWorkHost *self);

  LanesWorkload *workload;
  const LanesOptions *options;
  const char *endpoint_url;  /* base URL for LANES_SOURCE_ENDPOINT */
  const char *built_in_url;  /* base URL for LANES_SOURCE_BUILT_IN */
  GCancellable *cancellable; /* nullable */
  LanesFetcher *fetcher;     /* made when first needed, by lanes_work_carry(); freed by the owner */
  int worker;
  gint32 pid; /* of this process: asking the system each time is dear */
};

/* Carries a leg's steps out, one after another, in the calling thread; sets its outcome.
 * The leg's queued span has been ended by the caller. */
void lanes_work_carry (LanesWorkHost *host, LanesLeg *leg);

/* Carries one step out in the calling thread; FALSE: the leg has ended with it. */
gboolean lanes_work_step (LanesWorkHost *host, LanesLeg *leg, guint index);

/* How long a leg asks to take, in microseconds; -1: it fetches, which takes what it takes. */
gint64 lanes_work_get_asked (LanesWorkload *workload,
                             const LanesOptions *options,
                             const LanesLeg *leg);

/* The URL of a fetch step: base, path and, where the server is to be late, its delay. */
char *lanes_work_dup_url (LanesWorkload *workload,
                          const LanesOptions *options,
                          const char *endpoint_url,
                          const char *built_in_url,
                          guint task,
                          guint step);

G_END_DECLS
