/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

typedef enum
{
  LANES_SPAN_NONE, /* not published yet */
  LANES_SPAN_QUEUED,
  LANES_SPAN_STARTUP,
  LANES_SPAN_WAIT,
  LANES_SPAN_FETCH,
  LANES_SPAN_COMPUTE,
  LANES_SPAN_DELIVERY,
} LanesSpanKind;

#define LANES_N_SPAN_KINDS 7

typedef enum
{
  LANES_SPAN_OPEN,
  LANES_SPAN_DONE,
  LANES_SPAN_FAILED,
  LANES_SPAN_CANCELLED,
} LanesSpanStatus;

#define LANES_N_SPAN_STATUSES 4

/* Why a queued span waits. */
typedef enum
{
  LANES_REASON_NONE,
  LANES_REASON_WORKER,     /* every worker is busy */
  LANES_REASON_CONNECTION, /* every connection is in use */
  LANES_REASON_PHASE,      /* the phase before has not ended */
  LANES_REASON_LOOP,       /* the loop is busy */
  LANES_REASON_RETRY,      /* the server asked for a pause */
} LanesSpanReason;

#define LANES_N_SPAN_REASONS 6

/**
 * LanesFetchPhases:
 * @connected_us: when the connection was there, from the fetch's begin on; 0: it was open
 *   already; -1: not known
 * @answered_us: when the answer's head had come, from the fetch's begin on; -1: not known
 *
 * What a fetch is made of: connecting, waiting for the answer, reading it.
 */
typedef struct
{
  gint32 connected_us;
  gint32 answered_us;
} LanesFetchPhases;

/* Both are not known. */
#define LANES_FETCH_PHASES_UNKNOWN ((LanesFetchPhases){ -1, -1 })

/**
 * LanesSpan:
 * @begin_us: relative to the trace's origin
 * @end_us: the same; -1 while the span is open
 * @cpu_us: not of a fetch: CPU time by the clock of the thread that carried it; -1 where not
 *   measured
 * @phases: of a fetch; a @cpu_us of -1 says that they are not known
 * @task: from 0; -1: none (a worker's start-up)
 * @worker: index into the run's workers; -1: none
 * @step: index of the step in its task
 * @attempt: from 1; counts the attempts of a fetch
 *
 * One interval of one task. 40 bytes.
 */
typedef struct
{
  gint64 begin_us;
  gint64 end_us;
  union
  {
    gint64 cpu_us;
    LanesFetchPhases phases;
  };
  gint32 task;
  gint32 worker;
  guint16 step;
  guint8 kind;   /* LanesSpanKind */
  guint8 status; /* LanesSpanStatus */
  guint8 reason; /* LanesSpanReason */
  guint8 attempt;
} LanesSpan;

/**
 * LanesTrace:
 *
 * All the spans of a run. Storage is fixed chunks that never move.
 *
 * Any thread may append, and any thread may read at any time; a span is ended once, by
 * whoever carries it. Readers keep their position and read what came since.
 */
#define LANES_TYPE_TRACE (lanes_trace_get_type ())
G_DECLARE_FINAL_TYPE (LanesTrace, lanes_trace, LANES, TRACE, GObject)

/* Returned by lanes_trace_append() when the trace is full (2^26 spans): the span is dropped
 * and counted; ending it is then harmless. */
#define LANES_SPAN_DROPPED G_MAXUINT32

/* origin_us: g_get_monotonic_time() of the run's start. */
LanesTrace *lanes_trace_new (gint64 origin_us);
gint64 lanes_trace_get_origin (LanesTrace *self);
/* Before the first span, while no other thread has the trace. */
void lanes_trace_set_origin (LanesTrace *self, gint64 origin_us);
/* Has memory for that many spans at hand. Any thread. */
void lanes_trace_reserve (LanesTrace *self, guint32 n_spans);
gint64 lanes_trace_now (LanesTrace *self);

/* Copies @span and publishes it. With end_us -1 it is open. Returns its index. */
guint32 lanes_trace_append (LanesTrace *self, const LanesSpan *span);

/* Ends an open span, with a release store of end_us; a span that has ended stays as it is. */
void lanes_trace_end (LanesTrace *self,
                      guint32 index,
                      gint64 end_us,
                      LanesSpanStatus status,
                      gint64 cpu_us);

/* The same for a fetch. */
void lanes_trace_end_fetch (LanesTrace *self,
                            guint32 index,
                            gint64 end_us,
                            LanesSpanStatus status,
                            LanesFetchPhases phases);

/* Phases as they lie in the place of a CPU time. */
gint64 lanes_fetch_phases_to_int (LanesFetchPhases phases);

/* Closes every open span at @end_us. Returns how many there were. */
guint lanes_trace_close_open (LanesTrace *self, gint64 end_us, LanesSpanStatus status);

/* How many spans can be read: every span before it is published. */
guint32 lanes_trace_get_length (LanesTrace *self);
void lanes_trace_read (LanesTrace *self, guint32 index, LanesSpan *out);
guint32 lanes_trace_get_dropped (LanesTrace *self);
gsize lanes_trace_get_memory (LanesTrace *self);

/* Words of the run file, by value; parsers return -1 for an unknown word. */
const char *lanes_span_kind_to_word (LanesSpanKind kind);
const char *lanes_span_status_to_word (LanesSpanStatus status);
const char *lanes_span_reason_to_word (LanesSpanReason reason);
int lanes_span_kind_parse (const char *word);
int lanes_span_status_parse (const char *word);
int lanes_span_reason_parse (const char *word);

G_END_DECLS
