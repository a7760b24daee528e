/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <stdlib.h>

#include "lanes-bench.h"
#include "lanes-test-view.h"
#include "platform/lanes-platform.h"
#include "view/lanes-timeline-private.h"

/* How long a frame takes, from its layout until it is drawn, while time-lines are zoomed and
 * panned, and the most CPU time between two beats of the window while they are opened;
 * bench-window-frames starts itself for each renderer. "child SPANS LANES" measures those alone. */

/* A row ends after so many frames, or, where they are slow, after so long. */
#define FRAMES 120
#define ROW_US (8 * G_USEC_PER_SEC)

typedef enum
{
  MOTION_ZOOM, /* in and out again about the middle */
  MOTION_PAN,  /* a tenth of the run, from side to side */
  MOTION_FIT,  /* the whole of it, a little more and a little less */
} Motion;

typedef struct
{
  GtkWidget *timeline;
  LanesAxis *axis;
  Motion motion;
  guint n_frames;
  gint64 end_us; /* when the row ends at the latest */
  gint64 begun_us;
  gint64 cpu_begun_us;
  GArray *times_us;
  GArray *cpu_us; /* of this thread, which other programs do not lengthen */
  GMainLoop *loop;
} Measurement;

static void
before_cb (GdkFrameClock *clock, Measurement *self)
{
  self->begun_us = g_get_monotonic_time ();
  self->cpu_begun_us = lanes_platform_thread_cpu_us ();
}

static void
after_cb (GdkFrameClock *clock, Measurement *self)
{
  gint64 time_us = g_get_monotonic_time () - self->begun_us;
  gint64 cpu_us = lanes_platform_thread_cpu_us () - self->cpu_begun_us;

  /* The first few fill caches that a person would not wait for either. */
  if (self->n_frames <= 3)
    return;
  g_array_append_val (self->times_us, time_us);
  g_array_append_val (self->cpu_us, cpu_us);
}

static void
move (Measurement *self)
{
  gint64 length_us = lanes_axis_get_length (self->axis);
  gint64 middle_us = length_us / 2;
  guint half = FRAMES / 2;

  switch (self->motion)
    {
    case MOTION_ZOOM:
      lanes_axis_zoom (self->axis, self->n_frames <= half ? 1.08 : 1 / 1.08, middle_us);
      break;
    case MOTION_PAN:
      lanes_axis_pan (self->axis, (self->n_frames <= half ? 1 : -1) * length_us / 100);
      break;
    case MOTION_FIT:
    default:
      lanes_axis_show (self->axis, 0, length_us - self->n_frames % 2 * length_us / 1000);
    }
}

static gboolean
tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  Measurement *self = user_data;

  if (self->n_frames++ == FRAMES || g_get_monotonic_time () >= self->end_us)
    {
      g_main_loop_quit (self->loop);
      return G_SOURCE_REMOVE;
    }
  if (lanes_timeline_get_run (LANES_TIMELINE (self->timeline)) != NULL)
    move (self);
  gtk_widget_queue_draw (self->timeline);

  return G_SOURCE_CONTINUE;
}

static int
compare_times (gconstpointer a, gconstpointer b)
{
  gint64 first = *(const gint64 *) a, second = *(const gint64 *) b;

  return (first > second) - (first < second);
}

static double
get_ms (GArray *times_us, double part)
{
  if (times_us->len == 0)
    return NAN;

  return (double) g_array_index (times_us, gint64, (guint) ((times_us->len - 1) * part)) / 1000;
}

static void
wait_until_read (LanesTimeline *timeline, LanesRun *run)
{
  guint32 length = lanes_trace_get_length (lanes_run_get_trace (run));

  while (lanes_lane_set_get_n_read (lanes_timeline_get_lane_set (timeline)) < length ||
         lanes_timeline_get_guides (timeline) == NULL)
    g_main_context_iteration (NULL, TRUE);
}

/* (nullable) @run: an empty chart */
static void
measure (const char *name, LanesRun *run, LanesLaneOrder order, Motion motion)
{
  GtkWidget *window = gtk_window_new ();
  Measurement self = { .timeline = lanes_timeline_new (), .motion = motion };
  GdkFrameClock *clock;
  LanesBenchStall stall;

  self.axis = lanes_timeline_get_axis (LANES_TIMELINE (self.timeline));
  self.times_us = g_array_new (FALSE, FALSE, sizeof (gint64));
  self.cpu_us = g_array_new (FALSE, FALSE, sizeof (gint64));
  self.loop = g_main_loop_new (NULL, FALSE);
  gtk_window_set_default_size (GTK_WINDOW (window), 1280, 800);
  gtk_window_set_child (GTK_WINDOW (window), self.timeline);
  lanes_timeline_set_order (LANES_TIMELINE (self.timeline), order);
  gtk_window_present (GTK_WINDOW (window));
  lanes_test_view_wait_for_frame (self.timeline);
  lanes_bench_stall_begin (&stall);
  lanes_timeline_set_run (LANES_TIMELINE (self.timeline), run);
  if (run != NULL)
    wait_until_read (LANES_TIMELINE (self.timeline), run);
  for (guint i = 0; i < 3; i++)
    lanes_test_view_wait_for_frame (self.timeline);
  lanes_bench_stall_end (&stall);
  if (motion == MOTION_PAN && run != NULL)
    lanes_axis_show (self.axis, 0, lanes_axis_get_length (self.axis) / 10);

  clock = gtk_widget_get_frame_clock (window);
  g_signal_connect (clock, "before-paint", G_CALLBACK (before_cb), &self);
  g_signal_connect (clock, "after-paint", G_CALLBACK (after_cb), &self);
  gtk_widget_add_tick_callback (self.timeline, tick_cb, &self, NULL);
  self.end_us = g_get_monotonic_time () + ROW_US;
  g_main_loop_run (self.loop);
  g_signal_handlers_disconnect_by_data (clock, &self);

  g_array_sort (self.times_us, compare_times);
  g_array_sort (self.cpu_us, compare_times);
  g_print ("%-44s %6.1f %6.1f %6.1f   %6.1f %6.1f %6u   %6.1f\n", name, get_ms (self.times_us, 0.5),
           get_ms (self.times_us, 0.95), get_ms (self.times_us, 1), get_ms (self.cpu_us, 0.5),
           get_ms (self.cpu_us, 0.95), self.times_us->len, (double) stall.longest_cpu_us / 1000);
  g_array_unref (self.times_us);
  g_array_unref (self.cpu_us);
  g_main_loop_unref (self.loop);
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
measure_run (LanesRun *run, const char *what, LanesLaneOrder order)
{
  static const char *const words[] = { "zooming", "panning", "fitted whole" };

  for (guint motion = MOTION_ZOOM; motion <= MOTION_FIT; motion++)
    {
      g_autofree char *name = g_strdup_printf ("%s, %s", what, words[motion]);

      measure (name, run, order, motion);
    }
}

static void
measure_lanes (guint n_spans, guint n_lanes)
{
  g_autoptr (LanesRun) run = lanes_test_view_many (n_spans, n_lanes, 1);
  g_autofree char *what = g_strdup_printf ("%u spans in %u lanes", n_spans, n_lanes);

  measure_run (run, what, LANES_ORDER_BY_TASK);
}

/* Of one loop. */
static void
measure_crowd (guint n_spans)
{
  g_autoptr (LanesRun) run = lanes_test_view_crowd (n_spans / 2, 1);
  g_autofree char *what = g_strdup_printf ("%u spans in a crowd", n_spans);

  measure_run (run, what, LANES_ORDER_BY_WORKER);
}

/* @n_lanes: 0: a crowd */
static void
measure_run_of (guint n_spans, guint n_lanes)
{
  if (n_lanes > 0)
    measure_lanes (n_spans, n_lanes);
  else
    measure_crowd (n_spans);
}

static void
measure_all (void)
{
  const guint spans[] = { 1000, 100000, 1000000 };

  measure ("an empty chart", NULL, LANES_ORDER_BY_TASK, MOTION_FIT);
  for (guint i = 0; i < G_N_ELEMENTS (spans); i++)
    {
      measure_run_of (spans[i], MIN (spans[i], 10000));
      measure_run_of (spans[i], 4);
      measure_run_of (spans[i], 0);
    }
}

int
main (int argc, char **argv)
{
  const char *const renderers[] = { "cairo", "gl" };

  if (argc > 1)
    {
      gtk_init ();
      if (argc == 4)
        measure_run_of ((guint) atoi (argv[2]), (guint) atoi (argv[3]));
      else
        measure_all ();
      return EXIT_SUCCESS;
    }

  lanes_bench_heading ("Milliseconds a frame takes, 1280x800 (aim: p95 at most 16.7)");
  for (guint i = 0; i < G_N_ELEMENTS (renderers); i++)
    {
      g_autofree char *title = g_strdup_printf ("with the %s renderer", renderers[i]);
      const char *arguments[] = { argv[0], "child", NULL };

      g_print ("%-44s %6s %6s %6s   %6s %6s %6s   %6s\n", title, "p50", "p95", "worst", "cpu50",
               "cpu95", "frames", "opened");
      g_setenv ("GSK_RENDERER", renderers[i], TRUE);
      if (!g_spawn_sync (NULL, (char **) arguments, NULL, G_SPAWN_CHILD_INHERITS_STDIN, NULL, NULL,
                         NULL, NULL, NULL, NULL))
        g_print ("could not be started\n");
    }

  return EXIT_SUCCESS;
}
