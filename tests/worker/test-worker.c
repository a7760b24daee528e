/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The worker program, spoken to in frames. */
#include "config.h"

#include <gio/gio.h>
#include <glib-unix.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "engine/lanes-frame.h"
#include "engine/lanes-programs.h"
#include "engine/lanes-setup.h"
#include "lanes-test-workload.h"
#include "platform/lanes-platform.h"

typedef struct
{
  GSubprocess *process;
  LanesFrameReader *reader;
} Worker;

static void
worker_start (Worker *self)
{
  g_autofree char *program = lanes_programs_find ("lanes-worker", NULL);
  g_autoptr (GError) error = NULL;

  self->process =
      g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE |
                            G_SUBPROCESS_FLAGS_STDERR_SILENCE | G_SUBPROCESS_FLAGS_INHERIT_FDS,
                        &error, program, NULL);
  g_assert_no_error (error);
  self->reader = lanes_frame_reader_new ();
}

static void
worker_clear (Worker *self)
{
  g_object_unref (self->process);
  lanes_frame_reader_free (self->reader);
}

static void
worker_write (Worker *self, const void *bytes, gsize length)
{
  g_output_stream_write_all (g_subprocess_get_stdin_pipe (self->process), bytes, length, NULL, NULL,
                             NULL);
}

static void
worker_say (Worker *self, const LanesFrame *frame, GVariant *payload)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();

  lanes_frame_append (bytes, frame, payload);
  worker_write (self, bytes->data, bytes->len);
}

/* The next frame; FALSE: the output has ended. */
static gboolean
worker_hear (Worker *self, LanesFrame *frame)
{
  GInputStream *stream = g_subprocess_get_stdout_pipe (self->process);

  while (TRUE)
    {
      g_autoptr (GBytes) payload = NULL;
      guint8 bytes[4096];
      gssize n;

      switch (lanes_frame_reader_next (self->reader, frame, &payload))
        {
        case LANES_FRAME_READ_ONE:
          return TRUE;
        case LANES_FRAME_READ_BROKEN:
          g_error ("the worker spoke what is no frame");
        case LANES_FRAME_READ_MORE:
        default:
          break;
        }
      n = g_input_stream_read (stream, bytes, sizeof bytes, NULL, NULL);
      if (n <= 0)
        return FALSE;
      lanes_frame_reader_feed (self->reader, bytes, (gsize) n);
    }
}

static void
worker_set_up (Worker *self, LanesWorkload *workload)
{
  g_autoptr (LanesOptions) options = lanes_options_new ();
  const LanesSetup setup = {
    .workload = workload,
    .options = options,
    .origin_us = g_get_monotonic_time (),
  };
  const LanesFrame frame = { .type = LANES_FRAME_SETUP };
  LanesFrame ready;

  worker_say (self, &frame, lanes_setup_to_variant (&setup));
  g_assert_true (worker_hear (self, &ready));
  g_assert_cmpint (ready.type, ==, LANES_FRAME_READY);
}

static LanesWorkload *
squares (void)
{
  LanesWorkload *workload = lanes_workload_new ("squares", "Squares");
  const LanesStepPattern step = { .kind = LANES_STEP_COMPUTE,
                                  .computation = LANES_COMPUTATION_SQUARE };

  lanes_workload_add_pattern (workload, "x");
  lanes_workload_add_step (workload, &step);
  lanes_workload_set_n_tasks (workload, 100);
  lanes_workload_seal (workload);

  return workload;
}

static void
test_squares_come_back_in_order (void)
{
  g_autoptr (LanesWorkload) workload = squares ();
  const LanesFrame bye = { .type = LANES_FRAME_BYE };
  LanesFrame heard;
  Worker worker;

  worker_start (&worker);
  worker_set_up (&worker, workload);
  for (guint32 task = 0; task < 100; task++)
    {
      const LanesFrame work = { .type = LANES_FRAME_WORK, .task = task, .n_steps = 1 };

      worker_say (&worker, &work, NULL);
    }
  for (guint32 task = 0; task < 100; task++)
    {
      g_assert_true (worker_hear (&worker, &heard));
      g_assert_cmpint (heard.type, ==, LANES_FRAME_DONE);
      g_assert_cmpuint (heard.task, ==, task);
      g_assert_cmpint (heard.value, ==, (gint64) (task + 1) * (task + 1));
      g_assert_cmpint (heard.kind, ==, LANES_SPAN_COMPUTE);
      g_assert_cmpint (heard.begin_us, <=, heard.end_us);
    }
  worker_say (&worker, &bye, NULL);
  g_assert_true (worker_hear (&worker, &heard));
  g_assert_cmpint (heard.type, ==, LANES_FRAME_USAGE);
  g_assert_false (worker_hear (&worker, &heard));
  g_subprocess_wait (worker.process, NULL, NULL);
  g_assert_true (g_subprocess_get_successful (worker.process));
  worker_clear (&worker);
}

static void
assert_leaves_when_input_ends (const char *patterns)
{
  g_autoptr (LanesWorkload) workload = lanes_test_workload (patterns, 0);
  const LanesFrame work = { .type = LANES_FRAME_WORK, .n_steps = 1 };
  LanesFrame heard;
  Worker worker;

  worker_start (&worker);
  worker_set_up (&worker, workload);
  worker_say (&worker, &work, NULL);
  g_assert_true (worker_hear (&worker, &heard));
  g_assert_cmpint (heard.type, ==, LANES_FRAME_BEGIN);
  g_output_stream_close (g_subprocess_get_stdin_pipe (worker.process), NULL, NULL);
  /* Its hour of work does not keep it. */
  g_subprocess_wait (worker.process, NULL, NULL);
  g_assert_true (g_subprocess_get_if_exited (worker.process));
  worker_clear (&worker);
}

static void
test_it_leaves_when_its_input_ends_also_in_mid_wait (void)
{
  assert_leaves_when_input_ends ("w3600");
}

static void
test_it_leaves_when_its_input_ends_also_in_mid_compute (void)
{
  assert_leaves_when_input_ends ("c3600");
}

static void
test_it_leaves_before_its_setup_when_its_input_ends (void)
{
  Worker worker;

  worker_start (&worker);
  g_output_stream_close (g_subprocess_get_stdin_pipe (worker.process), NULL, NULL);
  g_subprocess_wait (worker.process, NULL, NULL);
  g_assert_true (g_subprocess_get_successful (worker.process));
  worker_clear (&worker);
}

/* GLib's g_spawn_sync() in another thread has such a pipe, and waits for its end. */
static void
test_it_keeps_nothing_of_its_parent_open (void)
{
  g_autoptr (LanesWorkload) workload = squares ();
  g_autoptr (GError) error = NULL;
  Worker worker;
  int fds[2];
  char byte;

  g_assert_true (g_unix_open_pipe (fds, 0, &error));
  worker_start (&worker);
  g_assert_true (g_close (fds[1], &error));
  g_assert_cmpint (read (fds[0], &byte, 1), ==, 0);
  g_assert_true (g_close (fds[0], &error));

  /* It is still there. */
  worker_set_up (&worker, workload);
  g_output_stream_close (g_subprocess_get_stdin_pipe (worker.process), NULL, NULL);
  g_subprocess_wait (worker.process, NULL, NULL);
  worker_clear (&worker);
}

static void
test_nonsense_is_refused (void)
{
  g_autoptr (LanesWorkload) workload = squares ();
  const LanesFrame setup = { .type = LANES_FRAME_SETUP };
  const LanesFrame far_away = { .type = LANES_FRAME_WORK, .task = 5000, .n_steps = 1 };
  /* As long as the header of a frame. */
  const char nonsense[64] = "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nUser-Agent: none of ours\r\n\r\n";
  Worker worker;
  LanesFrame heard;

  worker_start (&worker);
  worker_write (&worker, nonsense, sizeof nonsense);
  g_subprocess_wait (worker.process, NULL, NULL);
  g_assert_false (g_subprocess_get_successful (worker.process));
  worker_clear (&worker);

  worker_start (&worker);
  worker_say (&worker, &setup, g_variant_new ("(s)", "no setup"));
  g_subprocess_wait (worker.process, NULL, NULL);
  g_assert_false (g_subprocess_get_successful (worker.process));
  worker_clear (&worker);

  worker_start (&worker);
  worker_set_up (&worker, workload);
  worker_say (&worker, &far_away, NULL);
  g_assert_false (worker_hear (&worker, &heard));
  g_subprocess_wait (worker.process, NULL, NULL);
  g_assert_false (g_subprocess_get_successful (worker.process));
  worker_clear (&worker);
}

int
main (int argc, char **argv)
{
  lanes_platform_init_signals ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/worker/squares-come-back-in-order", test_squares_come_back_in_order);
  g_test_add_func ("/worker/it-leaves-when-its-input-ends-also-in-mid-wait",
                   test_it_leaves_when_its_input_ends_also_in_mid_wait);
  g_test_add_func ("/worker/it-leaves-when-its-input-ends-also-in-mid-compute",
                   test_it_leaves_when_its_input_ends_also_in_mid_compute);
  g_test_add_func ("/worker/it-leaves-before-its-setup-when-its-input-ends",
                   test_it_leaves_before_its_setup_when_its_input_ends);
  g_test_add_func ("/worker/it-keeps-nothing-of-its-parent-open",
                   test_it_keeps_nothing_of_its_parent_open);
  g_test_add_func ("/worker/nonsense-is-refused", test_nonsense_is_refused);

  return g_test_run ();
}
