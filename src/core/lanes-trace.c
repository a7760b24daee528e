/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-trace.h"

#include <string.h>

#include "lanes-words.h"
#include "platform/lanes-platform.h"

#define CHUNK_BITS  10
#define CHUNK_SIZE  (1u << CHUNK_BITS)
#define CHUNK_BYTES (CHUNK_SIZE * sizeof (LanesSpan))
#define SPANS_MAX   (1u << 26)
#define N_CHUNKS    (SPANS_MAX / CHUNK_SIZE)

/* The first chunks are made one by one, since most runs are small; those after them in slabs, of
 * two megabytes each. */
#define N_SINGLE_CHUNKS 8
#define SLAB_BYTES      ((gsize) 2 * 1024 * 1024)
#define SLAB_CHUNKS     (SLAB_BYTES / CHUNK_BYTES)
#define N_SLABS         ((N_CHUNKS - N_SINGLE_CHUNKS + SLAB_CHUNKS - 1) / SLAB_CHUNKS)

G_STATIC_ASSERT (sizeof (LanesSpan) == 40);

struct _LanesTrace
{
  GObject parent_instance;

  gint64 origin_us;
  LanesSpan **chunks;        /* of N_CHUNKS; set once each, by whoever comes first */
  LanesSpan *slabs[N_SLABS]; /* the same; what the chunks after the first ones lie in */
  guint32 reserved;          /* spans that were given away; may run past SPANS_MAX */
  guint32 published;         /* every span before it is known to be published */
  guint32 dropped;
  guint32 n_chunks;
};

G_DEFINE_FINAL_TYPE (LanesTrace, lanes_trace, G_TYPE_OBJECT)

static void
lanes_trace_finalize (GObject *object)
{
  LanesTrace *self = LANES_TRACE (object);

  for (guint i = 0; i < N_SINGLE_CHUNKS; i++)
    g_free (self->chunks[i]);
  for (guint i = 0; i < N_SLABS && self->slabs[i] != NULL; i++)
    lanes_platform_free_pages (self->slabs[i], SLAB_BYTES);
  g_free (self->chunks);

  G_OBJECT_CLASS (lanes_trace_parent_class)->finalize (object);
}

static void
lanes_trace_class_init (LanesTraceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lanes_trace_finalize;
}

static void
lanes_trace_init (LanesTrace *self)
{
  /* Half a megabyte of addresses, of which the kernel backs what is touched. */
  self->chunks = g_new0 (LanesSpan *, N_CHUNKS);
}

/**
 * lanes_trace_new:
 * @origin_us: g_get_monotonic_time() of t = 0
 *
 * Returns: (transfer full): an empty trace
 */
LanesTrace *
lanes_trace_new (gint64 origin_us)
{
  LanesTrace *self = g_object_new (LANES_TYPE_TRACE, NULL);

  self->origin_us = origin_us;

  return self;
}

gint64
lanes_trace_get_origin (LanesTrace *self)
{
  g_return_val_if_fail (LANES_IS_TRACE (self), 0);

  return self->origin_us;
}

/**
 * lanes_trace_set_origin:
 * @self: a trace that only the calling thread has
 * @origin_us: g_get_monotonic_time() of t = 0
 *
 * Before the first span.
 */
void
lanes_trace_set_origin (LanesTrace *self, gint64 origin_us)
{
  g_return_if_fail (LANES_IS_TRACE (self));
  g_return_if_fail (self->reserved == 0);

  self->origin_us = origin_us;
}

/**
 * lanes_trace_now:
 * @self: a trace
 *
 * Any thread.
 *
 * Returns: the time since t = 0, in microseconds
 */
gint64
lanes_trace_now (LanesTrace *self)
{
  return g_get_monotonic_time () - self->origin_us;
}

static LanesSpan *
lanes_trace_ensure_slab (LanesTrace *self, guint number)
{
  LanesSpan *slab = __atomic_load_n (&self->slabs[number], __ATOMIC_ACQUIRE);
  LanesSpan *made;

  if (slab != NULL)
    return slab;

  made = lanes_platform_alloc_pages (SLAB_BYTES);
  if (__atomic_compare_exchange_n (&self->slabs[number], &slab, made, FALSE, __ATOMIC_ACQ_REL,
                                   __ATOMIC_ACQUIRE))
    return made;

  lanes_platform_free_pages (made, SLAB_BYTES);

  return slab;
}

static LanesSpan *
lanes_trace_make_chunk (LanesTrace *self, guint number)
{
  guint n = number - N_SINGLE_CHUNKS;

  if (number < N_SINGLE_CHUNKS)
    return g_malloc0 (CHUNK_BYTES);

  return lanes_trace_ensure_slab (self, n / SLAB_CHUNKS) + n % SLAB_CHUNKS * CHUNK_SIZE;
}

/* The chunk of that number; makes it where it is missing. */
static LanesSpan *
lanes_trace_ensure_chunk (LanesTrace *self, guint number)
{
  LanesSpan *chunk = __atomic_load_n (&self->chunks[number], __ATOMIC_ACQUIRE);
  LanesSpan *made;

  if (G_LIKELY (chunk != NULL))
    return chunk;

  made = lanes_trace_make_chunk (self, number);
  lanes_platform_touch_memory (made, CHUNK_BYTES);
  if (__atomic_compare_exchange_n (&self->chunks[number], &chunk, made, FALSE, __ATOMIC_ACQ_REL,
                                   __ATOMIC_ACQUIRE))
    {
      __atomic_fetch_add (&self->n_chunks, 1, __ATOMIC_RELAXED);
      return made;
    }

  if (number < N_SINGLE_CHUNKS)
    g_free (made);

  return chunk;
}

/**
 * lanes_trace_reserve:
 * @self: a trace
 * @n_spans: how many spans it is about to hold
 *
 * Has the memory for them at hand, which otherwise is asked for while they are recorded. Any
 * thread.
 */
void
lanes_trace_reserve (LanesTrace *self, guint32 n_spans)
{
  guint n_chunks = (MIN (n_spans, SPANS_MAX) + CHUNK_SIZE - 1) / CHUNK_SIZE;

  g_return_if_fail (LANES_IS_TRACE (self));

  for (guint number = 0; number < n_chunks; number++)
    lanes_trace_ensure_chunk (self, number);
}

static LanesSpan *
lanes_trace_peek (LanesTrace *self, guint32 index)
{
  LanesSpan *chunk = __atomic_load_n (&self->chunks[index >> CHUNK_BITS], __ATOMIC_ACQUIRE);

  return &chunk[index & (CHUNK_SIZE - 1)];
}

static guint32
lanes_trace_drop (LanesTrace *self)
{
  __atomic_fetch_add (&self->dropped, 1, __ATOMIC_RELAXED);

  return LANES_SPAN_DROPPED;
}

/**
 * lanes_trace_append:
 * @self: a trace
 * @span: copied; with an end of -1 it is open
 *
 * Publishes a span. Any thread.
 *
 * Returns: its index, or %LANES_SPAN_DROPPED when the trace is full
 */
guint32
lanes_trace_append (LanesTrace *self, const LanesSpan *span)
{
  guint32 index;
  LanesSpan *slot;

  g_return_val_if_fail (span->kind != LANES_SPAN_NONE, LANES_SPAN_DROPPED);

  /* Looked at first, so that the counter never comes near its own end. */
  if (__atomic_load_n (&self->reserved, __ATOMIC_RELAXED) >= SPANS_MAX)
    return lanes_trace_drop (self);
  index = __atomic_fetch_add (&self->reserved, 1, __ATOMIC_RELAXED);
  if (index >= SPANS_MAX)
    return lanes_trace_drop (self);

  slot = &lanes_trace_ensure_chunk (self, index >> CHUNK_BITS)[index & (CHUNK_SIZE - 1)];
  slot->begin_us = span->begin_us;
  slot->end_us = span->end_us;
  slot->cpu_us = span->cpu_us;
  slot->task = span->task;
  slot->worker = span->worker;
  slot->step = span->step;
  slot->status = span->end_us < 0 ? LANES_SPAN_OPEN : span->status;
  slot->reason = span->reason;
  slot->attempt = span->attempt;
  __atomic_store_n (&slot->kind, span->kind, __ATOMIC_RELEASE);

  return index;
}

/**
 * lanes_trace_end:
 * @self: a trace
 * @index: of an open span, or %LANES_SPAN_DROPPED
 * @end_us: since t = 0
 * @status: how it ended
 * @cpu_us: CPU time of the thread that carried it; -1: not measured. Of a fetch: its phases,
 *   by [func@lanes_fetch_phases_to_int]
 *
 * Ends a span; one that has ended stays as it is. Any thread.
 */
void
lanes_trace_end (LanesTrace *self,
                 guint32 index,
                 gint64 end_us,
                 LanesSpanStatus status,
                 gint64 cpu_us)
{
  guint8 open = LANES_SPAN_OPEN;
  LanesSpan *slot;

  g_return_if_fail (status != LANES_SPAN_OPEN);

  if (index == LANES_SPAN_DROPPED)
    return;

  slot = lanes_trace_peek (self, index);
  if (!__atomic_compare_exchange_n (&slot->status, &open, (guint8) status, FALSE, __ATOMIC_RELAXED,
                                    __ATOMIC_RELAXED))
    return;

  __atomic_store_n (&slot->cpu_us, cpu_us, __ATOMIC_RELAXED);
  __atomic_store_n (&slot->end_us, MAX (end_us, slot->begin_us), __ATOMIC_RELEASE);
}

/**
 * lanes_fetch_phases_to_int:
 * @phases: of a fetch
 *
 * Any thread.
 *
 * Returns: what stands for them in the place of a CPU time
 */
gint64
lanes_fetch_phases_to_int (LanesFetchPhases phases)
{
  const LanesSpan span = { .phases = phases };

  return span.cpu_us;
}

/**
 * lanes_trace_end_fetch:
 * @self: a trace
 * @index: of an open span of a fetch, or %LANES_SPAN_DROPPED
 * @end_us: since t = 0
 * @status: how it ended
 * @phases: what it was made of
 *
 * Ends a fetch; one that has ended stays as it is. Any thread.
 */
void
lanes_trace_end_fetch (LanesTrace *self,
                       guint32 index,
                       gint64 end_us,
                       LanesSpanStatus status,
                       LanesFetchPhases phases)
{
  lanes_trace_end (self, index, end_us, status, lanes_fetch_phases_to_int (phases));
}

/**
 * lanes_trace_close_open:
 * @self: a trace
 * @end_us: since t = 0
 * @status: for the spans that are closed
 *
 * For when nobody appends any more. Any thread.
 *
 * Returns: how many spans were open
 */
guint
lanes_trace_close_open (LanesTrace *self, gint64 end_us, LanesSpanStatus status)
{
  guint32 length = lanes_trace_get_length (self);
  guint n_open = 0;

  for (guint32 i = 0; i < length; i++)
    {
      LanesSpan *slot = lanes_trace_peek (self, i);

      if (__atomic_load_n (&slot->status, __ATOMIC_RELAXED) != LANES_SPAN_OPEN)
        continue;

      lanes_trace_end (self, i, end_us, status, -1);
      n_open++;
    }

  return n_open;
}

/**
 * lanes_trace_get_length:
 * @self: a trace
 *
 * Any thread.
 *
 * Returns: how many spans can be read: a span that another thread is just about to publish
 *   holds back those after it for a moment
 */
guint32
lanes_trace_get_length (LanesTrace *self)
{
  guint32 length;
  guint32 end;

  g_return_val_if_fail (LANES_IS_TRACE (self), 0);

  length = __atomic_load_n (&self->published, __ATOMIC_ACQUIRE);
  end = MIN (__atomic_load_n (&self->reserved, __ATOMIC_RELAXED), SPANS_MAX);
  for (; length < end; length++)
    {
      LanesSpan *chunk = __atomic_load_n (&self->chunks[length >> CHUNK_BITS], __ATOMIC_ACQUIRE);

      if (chunk == NULL || __atomic_load_n (&chunk[length & (CHUNK_SIZE - 1)].kind,
                                            __ATOMIC_ACQUIRE) == LANES_SPAN_NONE)
        break;
    }

  /* Two readers may write here in turn; either value is true. */
  __atomic_store_n (&self->published, length, __ATOMIC_RELEASE);

  return length;
}

/**
 * lanes_trace_read:
 * @self: a trace
 * @index: below [method@LanesTrace.get_length]
 * @out: (out): the span as it is now
 *
 * Any thread.
 */
void
lanes_trace_read (LanesTrace *self, guint32 index, LanesSpan *out)
{
  LanesSpan *slot = lanes_trace_peek (self, index);

  out->kind = __atomic_load_n (&slot->kind, __ATOMIC_ACQUIRE);
  out->begin_us = slot->begin_us;
  out->task = slot->task;
  out->worker = slot->worker;
  out->step = slot->step;
  out->reason = slot->reason;
  out->attempt = slot->attempt;
  out->end_us = __atomic_load_n (&slot->end_us, __ATOMIC_ACQUIRE);
  if (out->end_us < 0)
    {
      out->status = LANES_SPAN_OPEN;
      out->cpu_us = -1;
      return;
    }
  out->status = __atomic_load_n (&slot->status, __ATOMIC_RELAXED);
  out->cpu_us = __atomic_load_n (&slot->cpu_us, __ATOMIC_RELAXED);
}

/* Spans that found no room. */
guint32
lanes_trace_get_dropped (LanesTrace *self)
{
  g_return_val_if_fail (LANES_IS_TRACE (self), 0);

  return __atomic_load_n (&self->dropped, __ATOMIC_RELAXED);
}

/* Bytes that the spans take. */
gsize
lanes_trace_get_memory (LanesTrace *self)
{
  gsize n_chunks;
  gsize n_slabs;

  g_return_val_if_fail (LANES_IS_TRACE (self), 0);

  n_chunks = __atomic_load_n (&self->n_chunks, __ATOMIC_RELAXED);
  if (n_chunks <= N_SINGLE_CHUNKS)
    return n_chunks * CHUNK_BYTES;
  n_slabs = (n_chunks - N_SINGLE_CHUNKS + SLAB_CHUNKS - 1) / SLAB_CHUNKS;

  return N_SINGLE_CHUNKS * CHUNK_BYTES + n_slabs * SLAB_BYTES;
}

static const char *const kind_words[] = {
  [LANES_SPAN_NONE] = "none",         [LANES_SPAN_QUEUED] = "queued",
  [LANES_SPAN_STARTUP] = "start-up",  [LANES_SPAN_WAIT] = "wait",
  [LANES_SPAN_FETCH] = "fetch",       [LANES_SPAN_COMPUTE] = "compute",
  [LANES_SPAN_DELIVERY] = "delivery",
};
G_STATIC_ASSERT (G_N_ELEMENTS (kind_words) == LANES_N_SPAN_KINDS);

static const char *const status_words[] = {
  [LANES_SPAN_OPEN] = "open",
  [LANES_SPAN_DONE] = "done",
  [LANES_SPAN_FAILED] = "failed",
  [LANES_SPAN_CANCELLED] = "cancelled",
};
G_STATIC_ASSERT (G_N_ELEMENTS (status_words) == LANES_N_SPAN_STATUSES);

static const char *const reason_words[] = {
  [LANES_REASON_NONE] = "none",
  [LANES_REASON_WORKER] = "worker",
  [LANES_REASON_CONNECTION] = "connection",
  [LANES_REASON_PHASE] = "phase",
  [LANES_REASON_LOOP] = "loop",
  [LANES_REASON_RETRY] = "retry",
};
G_STATIC_ASSERT (G_N_ELEMENTS (reason_words) == LANES_N_SPAN_REASONS);

const char *
lanes_span_kind_to_word (LanesSpanKind kind)
{
  return lanes_words_get (kind_words, G_N_ELEMENTS (kind_words), kind);
}

const char *
lanes_span_status_to_word (LanesSpanStatus status)
{
  return lanes_words_get (status_words, G_N_ELEMENTS (status_words), status);
}

const char *
lanes_span_reason_to_word (LanesSpanReason reason)
{
  return lanes_words_get (reason_words, G_N_ELEMENTS (reason_words), reason);
}

int
lanes_span_kind_parse (const char *word)
{
  return lanes_words_find (kind_words, G_N_ELEMENTS (kind_words), word);
}

int
lanes_span_status_parse (const char *word)
{
  return lanes_words_find (status_words, G_N_ELEMENTS (status_words), word);
}

int
lanes_span_reason_parse (const char *word)
{
  return lanes_words_find (reason_words, G_N_ELEMENTS (reason_words), word);
}
