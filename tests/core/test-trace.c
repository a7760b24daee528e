/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/lanes-trace.h"
#include "core/lanes-track.h"

static LanesSpan
span_of (int task, gint64 begin_us, gint64 end_us)
{
  return (LanesSpan){
    .task = task,
    .worker = 3,
    .kind = LANES_SPAN_WAIT,
    .status = end_us < 0 ? LANES_SPAN_OPEN : LANES_SPAN_DONE,
    .begin_us = begin_us,
    .end_us = end_us,
    .cpu_us = -1,
    .attempt = 1,
  };
}

static void
test_a_span_ends_once (void)
{
  g_autoptr (LanesTrace) trace = lanes_trace_new (0);
  LanesSpan span = span_of (1, 10, -1);
  guint32 index = lanes_trace_append (trace, &span);

  lanes_trace_read (trace, index, &span);
  g_assert_cmpint (span.end_us, ==, -1);
  g_assert_cmpint (span.status, ==, LANES_SPAN_OPEN);
  lanes_trace_end (trace, index, 20, LANES_SPAN_FAILED, 5);
  lanes_trace_end (trace, index, 30, LANES_SPAN_DONE, 6);
  lanes_trace_read (trace, index, &span);
  g_assert_cmpint (span.end_us, ==, 20);
  g_assert_cmpint (span.status, ==, LANES_SPAN_FAILED);
  g_assert_cmpint (span.cpu_us, ==, 5);
}

static void
test_open_spans_are_closed_together (void)
{
  g_autoptr (LanesTrace) trace = lanes_trace_new (0);

  for (int i = 0; i < 3000; i++)
    {
      LanesSpan span = span_of (i, i, i % 3 == 0 ? -1 : i + 1);

      g_assert_cmpuint (lanes_trace_append (trace, &span), ==, i);
    }
  g_assert_cmpuint (lanes_trace_close_open (trace, 5000, LANES_SPAN_CANCELLED), ==, 1000);
  g_assert_cmpuint (lanes_trace_close_open (trace, 6000, LANES_SPAN_CANCELLED), ==, 0);
  for (guint32 i = 0; i < lanes_trace_get_length (trace); i++)
    {
      LanesSpan span;

      lanes_trace_read (trace, i, &span);
      g_assert_cmpint (span.end_us, ==, i % 3 == 0 ? 5000 : (gint64) i + 1);
    }
}

static void
test_a_dropped_span_does_no_harm (void)
{
  g_autoptr (LanesTrace) trace = lanes_trace_new (0);

  lanes_trace_end (trace, LANES_SPAN_DROPPED, 5, LANES_SPAN_DONE, -1);
  g_assert_cmpuint (lanes_trace_get_length (trace), ==, 0);
}

#define N_WRITERS 4
#define N_EACH    20000

static gpointer
write_spans (gpointer data)
{
  LanesTrace *trace = data;

  for (int i = 0; i < N_EACH; i++)
    {
      LanesSpan span = span_of (i, i, -1);
      guint32 index = lanes_trace_append (trace, &span);

      lanes_trace_end (trace, index, i + 7, LANES_SPAN_DONE, i);
    }

  return NULL;
}

/* What is read is either open or whole, never half of each. */
static void
test_readers_see_whole_spans_while_others_write (void)
{
  g_autoptr (LanesTrace) trace = lanes_trace_new (0);
  GThread *writers[N_WRITERS];
  guint32 length = 0;

  for (guint i = 0; i < N_WRITERS; i++)
    writers[i] = g_thread_new ("writer", write_spans, trace);
  while (length < N_WRITERS * N_EACH)
    {
      guint32 before = length;

      length = lanes_trace_get_length (trace);
      g_assert_cmpuint (length, >=, before);
      for (guint32 i = before; i < length; i++)
        {
          LanesSpan span;

          lanes_trace_read (trace, i, &span);
          g_assert_cmpint (span.kind, ==, LANES_SPAN_WAIT);
          g_assert_cmpint (span.begin_us, ==, span.task);
          if (span.end_us < 0)
            continue;
          g_assert_cmpint (span.end_us, ==, span.begin_us + 7);
          g_assert_cmpint (span.cpu_us, ==, span.task);
          g_assert_cmpint (span.status, ==, LANES_SPAN_DONE);
        }
    }
  for (guint i = 0; i < N_WRITERS; i++)
    g_thread_join (writers[i]);
  g_assert_cmpuint (lanes_trace_get_memory (trace), <=, (N_WRITERS * N_EACH + 1024) * 64);
}

/* Past the first chunks, where several lie in one piece of memory. */
static void
test_room_that_was_made_is_written_to_and_grown_out_of (void)
{
  g_autoptr (LanesTrace) trace = lanes_trace_new (0);
  const guint32 n_reserved = 100000, n_spans = 250000;
  gsize memory;

  lanes_trace_reserve (trace, n_reserved);
  memory = lanes_trace_get_memory (trace);
  g_assert_cmpuint (memory, >=, n_reserved * sizeof (LanesSpan));
  g_assert_cmpuint (lanes_trace_get_length (trace), ==, 0);
  lanes_trace_set_origin (trace, 71);
  g_assert_cmpint (lanes_trace_get_origin (trace), ==, 71);

  for (guint32 i = 0; i < n_spans; i++)
    {
      const LanesSpan span = {
        .kind = LANES_SPAN_WAIT, .begin_us = i, .end_us = i, .task = (gint32) i
      };

      g_assert_cmpuint (lanes_trace_append (trace, &span), ==, i);
      if (i == n_reserved - 1)
        g_assert_cmpuint (lanes_trace_get_memory (trace), ==, memory);
    }
  g_assert_cmpuint (lanes_trace_get_length (trace), ==, n_spans);
  g_assert_cmpuint (lanes_trace_get_memory (trace), >=, n_spans * sizeof (LanesSpan));
  for (guint32 i = 0; i < n_spans; i++)
    {
      LanesSpan span;

      lanes_trace_read (trace, i, &span);
      g_assert_cmpint (span.task, ==, (gint32) i);
    }
}

static void
test_words_and_values_are_each_others_inverse (void)
{
  for (guint i = 0; i < LANES_N_SPAN_KINDS; i++)
    g_assert_cmpint (lanes_span_kind_parse (lanes_span_kind_to_word (i)), ==, i);
  for (guint i = 0; i < LANES_N_SPAN_STATUSES; i++)
    g_assert_cmpint (lanes_span_status_parse (lanes_span_status_to_word (i)), ==, i);
  for (guint i = 0; i < LANES_N_SPAN_REASONS; i++)
    g_assert_cmpint (lanes_span_reason_parse (lanes_span_reason_to_word (i)), ==, i);
  g_assert_cmpint (lanes_span_kind_parse ("nap"), ==, -1);
}

static gint64
value_at (LanesTrack *track, gint64 at_us)
{
  gint64 value = 0;

  for (guint i = 0; i < lanes_track_get_n (track); i++)
    {
      if (g_array_index (track->at_us, gint64, i) <= at_us)
        value = g_array_index (track->value, gint64, i);
    }

  return value;
}

static void
test_tracks_count_what_is_open (void)
{
  g_autoptr (LanesTrace) trace = lanes_trace_new (0);
  LanesSpan spans[60];
  g_autoptr (LanesTrack) running = NULL;
  g_autoptr (LanesTrack) thin = NULL;
  gint64 most = 0;

  for (int i = 0; i < 60; i++)
    {
      gint64 begin_us = g_test_rand_int_range (0, 100);

      spans[i] = span_of (i, begin_us, begin_us + g_test_rand_int_range (0, 30));
      lanes_trace_append (trace, &spans[i]);
    }
  running = lanes_track_running (trace, 1000);
  for (gint64 at_us = 0; at_us < 140; at_us++)
    {
      gint64 open = 0;

      for (int i = 0; i < 60; i++)
        open += spans[i].begin_us <= at_us && at_us < spans[i].end_us;
      g_assert_cmpint (value_at (running, at_us), ==, open);
      most = MAX (most, open);
    }
  thin = lanes_track_running (trace, 5);
  g_assert_cmpuint (lanes_track_get_n (thin), <=, 5);
  for (gint64 at_us = 0; at_us < 140; at_us++)
    g_assert_cmpint (value_at (thin, at_us), >=, value_at (running, at_us));
  {
    g_autoptr (LanesTrack) one = lanes_track_running (trace, 1);

    g_assert_cmpint (g_array_index (one->value, gint64, 0), ==, most);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/trace/a-span-ends-once", test_a_span_ends_once);
  g_test_add_func ("/trace/open-spans-are-closed-together", test_open_spans_are_closed_together);
  g_test_add_func ("/trace/a-dropped-span-does-no-harm", test_a_dropped_span_does_no_harm);
  g_test_add_func ("/trace/readers-see-whole-spans-while-others-write",
                   test_readers_see_whole_spans_while_others_write);
  g_test_add_func ("/trace/room-that-was-made-is-written-to-and-grown-out-of",
                   test_room_that_was_made_is_written_to_and_grown_out_of);
  g_test_add_func ("/trace/words-and-values-are-each-others-inverse",
                   test_words_and_values_are_each_others_inverse);
  g_test_add_func ("/trace/tracks-count-what-is-open", test_tracks_count_what_is_open);

  return g_test_run ();
}
