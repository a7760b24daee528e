/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a span costs, and a run file of a million of them. */
#include "config.h"

#include <gio/gio.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "core/lanes-run.h"
#include "formats/lanes-run-file.h"
#include "formats/lanes-workload-file.h"
#include "lanes-bench.h"
#include "platform/lanes-platform.h"

#define N_SPANS 1000000

static void
record_spans (LanesTrace *trace, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      LanesSpan span = { .begin_us = lanes_trace_now (trace),
                         .end_us = -1,
                         .cpu_us = -1,
                         .task = (gint32) i,
                         .kind = LANES_SPAN_COMPUTE,
                         .attempt = 1 };
      guint32 index = lanes_trace_append (trace, &span);

      lanes_trace_end (trace, index, lanes_trace_now (trace), LANES_SPAN_DONE, -1);
    }
}

static void
clock_alone (LanesTrace *trace, guint n)
{
  for (guint i = 0; i < 2 * n; i++)
    lanes_trace_now (trace);
}

static LanesRun *
run_of_a_million (void)
{
  g_autoptr (LanesWorkload) one = lanes_workload_file_builtin ("compute-squares", NULL);
  g_autoptr (LanesWorkload) workload = lanes_workload_resize (one, N_SPANS, 0);
  g_autoptr (LanesOptions) options = lanes_options_new ();
  g_autoptr (LanesHost) host = lanes_host_new ("benchmark");
  LanesRun *run = lanes_run_new (workload, lanes_models_find ("threads"), options, host,
                                 g_get_monotonic_time (), NULL);

  lanes_run_add_worker (run, LANES_CARRIER_THREADS, g_strdup ("thread 1"), getpid ());
  record_spans (lanes_run_get_trace (run), N_SPANS);
  for (guint task = 0; task < N_SPANS; task++)
    {
      const LanesOutcome outcome = { .status = LANES_TASK_DONE,
                                     .result_kind = LANES_RESULT_VALUE,
                                     .result = task,
                                     .pid = getpid () };

      lanes_run_set_outcome (run, task, &outcome);
    }
  lanes_run_finish (run, LANES_RUN_COMPLETED, NULL);

  return run;
}

/* In a child of its own, so that its peak is its own: prints seconds and the rise in bytes. */
static void
write_and_read (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GFileIOStream) io = NULL;
  g_autoptr (GFile) file = g_file_new_tmp ("lanes-bench-XXXXXX", &io, &error);
  g_autoptr (GPtrArray) runs = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) again = NULL;
  gint64 resident, begin_us, written_us, read_us, peak_bytes;

  g_assert_no_error (error);
  g_ptr_array_add (runs, run_of_a_million ());
  resident = lanes_platform_resident_bytes ();

  begin_us = g_get_monotonic_time ();
  lanes_run_file_save (runs, file, NULL, &error);
  g_assert_no_error (error);
  written_us = g_get_monotonic_time ();
  again = lanes_run_file_load (file, NULL, &error);
  g_assert_no_error (error);
  read_us = g_get_monotonic_time ();
  g_file_delete (file, NULL, NULL);

  lanes_platform_process_usage (NULL, NULL, &peak_bytes);
  g_print ("write %.6f\nread %.6f\nrise %" G_GINT64_FORMAT "\n",
           (double) (written_us - begin_us) / 1e6, (double) (read_us - written_us) / 1e6,
           peak_bytes - resident);
}

static void
measure_file (const char *program, LanesBenchRow *write, LanesBenchRow *read, LanesBenchRow *rise)
{
  g_autoptr (GSubprocess) child =
      g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, NULL, program, "--file", NULL);
  g_autofree char *output = NULL;
  double values[3];

  if (child == NULL || !g_subprocess_communicate_utf8 (child, NULL, NULL, &output, NULL, NULL) ||
      sscanf (output, "write %lf read %lf rise %lf", &values[0], &values[1], &values[2]) != 3)
    return;

  lanes_bench_row_add (write, values[0]);
  lanes_bench_row_add (read, values[1]);
  lanes_bench_row_add (rise, values[2]);
}

static void
print_row (const char *title, const LanesBenchRow *row, double scale, int digits, const char *unit)
{
  g_autofree char *text = lanes_bench_row_dup_text (row, scale, digits, unit);

  g_print ("  %-40s %s\n", title, text);
}

int
main (int argc, char **argv)
{
  LanesBenchRow span, clock, bytes, write, read, rise;

  if (argc > 1 && strcmp (argv[1], "--file") == 0)
    {
      write_and_read ();
      return 0;
    }

  lanes_bench_row_init (&span);
  lanes_bench_row_init (&clock);
  lanes_bench_row_init (&bytes);
  lanes_bench_row_init (&write);
  lanes_bench_row_init (&read);
  lanes_bench_row_init (&rise);

  for (guint round = 0; round < lanes_bench_rounds (); round++)
    {
      g_autoptr (LanesTrace) trace = lanes_trace_new (g_get_monotonic_time ());
      gint64 begin_us = g_get_monotonic_time ();
      gint64 clock_us;

      clock_alone (trace, N_SPANS);
      clock_us = g_get_monotonic_time ();
      record_spans (trace, N_SPANS);
      lanes_bench_row_add (&clock, (double) (clock_us - begin_us) / N_SPANS);
      lanes_bench_row_add (&span, (double) (g_get_monotonic_time () - clock_us) / N_SPANS);
      lanes_bench_row_add (&bytes, (double) lanes_trace_get_memory (trace) / N_SPANS);
      measure_file (argv[0], &write, &read, &rise);
    }

  lanes_bench_heading ("The recorder (aim: at most 100 ns and 64 bytes a span)");
  print_row ("a span begun and ended, with its clock", &span, 1000, 0, " ns");
  print_row ("of that, reading the clock twice", &clock, 1000, 0, " ns");
  print_row ("memory a span", &bytes, 1, 1, " bytes");
  lanes_bench_heading ("A run file of a million spans and tasks (aim: 2 s and 150 MiB together)");
  print_row ("written", &write, 1, 2, " s");
  print_row ("read", &read, 1, 2, " s");
  print_row ("rise of the process's peak", &rise, 1.0 / (1024 * 1024), 0, " MiB");

  return 0;
}
