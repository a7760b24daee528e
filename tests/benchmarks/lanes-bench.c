/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-bench.h"

#include <gio/gio.h>
#include <math.h>

#include "platform/lanes-platform.h"

guint
lanes_bench_rounds (void)
{
  const char *text = g_getenv ("LANES_BENCH_ROUNDS");
  guint64 rounds = text != NULL ? g_ascii_strtoull (text, NULL, 10) : 5;

  return (guint) CLAMP (rounds, 1, 1000);
}

void
lanes_bench_row_init (LanesBenchRow *self)
{
  self->values = g_array_new (FALSE, FALSE, sizeof (double));
}

void
lanes_bench_row_clear (LanesBenchRow *self)
{
  g_clear_pointer (&self->values, g_array_unref);
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double first = *(const double *) a;
  double second = *(const double *) b;

  return (first > second) - (first < second);
}

void
lanes_bench_row_add (LanesBenchRow *self, double value)
{
  if (isnan (value))
    return;

  g_array_append_val (self->values, value);
  g_array_sort (self->values, compare_doubles);
}

static double
row_at (const LanesBenchRow *self, guint index)
{
  return g_array_index (self->values, double, index);
}

double
lanes_bench_row_median (const LanesBenchRow *self)
{
  guint n = self->values->len;

  if (n == 0)
    return NAN;
  if (n % 2 == 1)
    return row_at (self, n / 2);
  return (row_at (self, n / 2 - 1) + row_at (self, n / 2)) / 2;
}

char *
lanes_bench_row_dup_text (const LanesBenchRow *self, double scale, int digits, const char *unit)
{
  if (self->values->len == 0)
    return g_strdup ("missing");

  return g_strdup_printf ("%.*f%s (%.*f to %.*f)", digits, lanes_bench_row_median (self) * scale,
                          unit, digits, row_at (self, 0) * scale, digits,
                          row_at (self, self->values->len - 1) * scale);
}

struct _LanesBenchPeer
{
  GHashTable *values; /* name -> value as text */
};

static void
read_values (LanesBenchPeer *self, const char *output)
{
  g_auto (GStrv) lines = g_strsplit (output, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      char *space = strchr (lines[i], ' ');

      if (space == NULL)
        continue;
      *space = '\0';
      g_hash_table_insert (self->values, g_strdup (lines[i]), g_strdup (space + 1));
    }
}

LanesBenchPeer *
lanes_bench_peer_run (const char *script, const char *const *arguments)
{
  LanesBenchPeer *self = g_new0 (LanesBenchPeer, 1);
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  g_autofree char *path = g_build_filename (g_getenv ("LANES_BENCH_PEERS"), script, NULL);
  g_autofree char *output = NULL;
  g_autoptr (GSubprocess) process = NULL;

  self->values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_ptr_array_add (argv, (gpointer) "/usr/bin/python3");
  g_ptr_array_add (argv, path);
  for (guint i = 0; arguments[i] != NULL; i++)
    g_ptr_array_add (argv, (gpointer) arguments[i]);
  g_ptr_array_add (argv, NULL);

  process =
      g_subprocess_newv ((const char *const *) argv->pdata,
                         G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE, NULL);
  if (process != NULL && g_subprocess_communicate_utf8 (process, NULL, NULL, &output, NULL, NULL) &&
      g_subprocess_get_successful (process))
    read_values (self, output);

  return self;
}

double
lanes_bench_peer_get (LanesBenchPeer *self, const char *name)
{
  const char *text = g_hash_table_lookup (self->values, name);

  return text != NULL ? g_ascii_strtod (text, NULL) : NAN;
}

void
lanes_bench_peer_free (LanesBenchPeer *self)
{
  g_clear_pointer (&self->values, g_hash_table_unref);
  g_free (self);
}

double
lanes_bench_peer_seconds (const char *script, const char *const *arguments)
{
  g_autoptr (LanesBenchPeer) peer = lanes_bench_peer_run (script, arguments);

  return lanes_bench_peer_get (peer, "seconds");
}

double
lanes_bench_wrk (const char *url, guint connections)
{
  g_autofree char *program = g_find_program_in_path ("wrk");
  g_autofree char *count = g_strdup_printf ("-c%u", connections);
  g_autofree char *output = NULL;
  g_autoptr (GSubprocess) process = NULL;
  const char *line;

  if (program == NULL)
    return NAN;

  process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE,
                              NULL, program, "-t1", count, "-d2", url, NULL);
  if (process == NULL || !g_subprocess_communicate_utf8 (process, NULL, NULL, &output, NULL, NULL))
    return NAN;

  line = strstr (output, "Requests/sec:");
  return line != NULL ? g_ascii_strtod (line + strlen ("Requests/sec:"), NULL) : NAN;
}

static gboolean
beat_cb (gpointer user_data)
{
  LanesBenchStall *self = user_data;
  gint64 now_us = g_get_monotonic_time ();
  gint64 cpu_us = lanes_platform_thread_cpu_us ();

  self->longest_us = MAX (self->longest_us, now_us - self->last_us);
  self->longest_cpu_us = MAX (self->longest_cpu_us, cpu_us - self->last_cpu_us);
  self->last_us = now_us;
  self->last_cpu_us = cpu_us;

  return G_SOURCE_CONTINUE;
}

void
lanes_bench_stall_begin (LanesBenchStall *self)
{
  *self = (LanesBenchStall){ .last_us = g_get_monotonic_time (),
                             .last_cpu_us = lanes_platform_thread_cpu_us () };
  self->beat = g_timeout_add_full (G_PRIORITY_HIGH, 1, beat_cb, self, NULL);
}

void
lanes_bench_stall_end (LanesBenchStall *self)
{
  beat_cb (self);
  g_source_remove (self->beat);
}

static double
load_average (void)
{
  g_autofree char *text = NULL;

  return g_file_get_contents ("/proc/loadavg", &text, NULL, NULL) ? g_ascii_strtod (text, NULL)
                                                                  : NAN;
}

void
lanes_bench_heading (const char *text)
{
  static gboolean told;

  if (!told)
    {
      g_autofree char *os = lanes_platform_os_name ();

      g_print ("# %s, %u cores, load %.1f, %u rounds; medians (least to most)\n", os,
               lanes_platform_cores (), load_average (), lanes_bench_rounds ());
      told = TRUE;
    }
  g_print ("\n%s\n", text);
}
