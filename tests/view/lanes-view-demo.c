/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A time-line in a window of its own, with a made-up run: to look at, to take pictures of, and to
 * see how long frames take. Not installed. */
#include "config.h"

#include <locale.h>
#include <stdlib.h>

#include "lanes-test-view.h"
#include "platform/lanes-platform.h"
#include "view/lanes-appearance.h"
#include "view/lanes-timeline-private.h"

static int n_spans = 0, n_lanes = 4, width = 920, height = 0, n_failed = 0, n_frames = 0;
static gboolean is_watched, is_dark, has_contrast, is_rtl, by_worker, is_crowd, is_compact, is_live;
static double text_scale = 1.0;
static char *picture;
static char *model = (char *) "combined";
static char *keys;

static const GOptionEntry entries[] = {
  { "spans", 0, 0, G_OPTION_ARG_INT, &n_spans, "Many spans rather than the carts", "N" },
  { "lanes", 0, 0, G_OPTION_ARG_INT, &n_lanes, "In so many lanes", "N" },
  { "crowd", 0, 0, G_OPTION_ARG_NONE, &is_crowd, "Many at once on a loop", NULL },
  { "live", 0, 0, G_OPTION_ARG_NONE, &is_live, "A run that goes on", NULL },
  { "watch", 0, 0, G_OPTION_ARG_NONE, &is_watched,
    "Follow as many spans as fast as they come, tell the longest stall, and end", NULL },
  { "model", 0, 0, G_OPTION_ARG_STRING, &model, "Of the carts", "NAME" },
  { "failed", 0, 0, G_OPTION_ARG_INT, &n_failed, "Carts that failed", "N" },
  { "by-worker", 0, 0, G_OPTION_ARG_NONE, &by_worker, "Lanes by worker", NULL },
  { "compact", 0, 0, G_OPTION_ARG_NONE, &is_compact, "Lanes alone", NULL },
  { "dark", 0, 0, G_OPTION_ARG_NONE, &is_dark, "Dark", NULL },
  { "contrast", 0, 0, G_OPTION_ARG_NONE, &has_contrast, "High contrast", NULL },
  { "rtl", 0, 0, G_OPTION_ARG_NONE, &is_rtl, "Right to left", NULL },
  { "text-scale", 0, 0, G_OPTION_ARG_DOUBLE, &text_scale, "Larger text", "FACTOR" },
  { "width", 0, 0, G_OPTION_ARG_INT, &width, "Of the window", "PIXELS" },
  { "height", 0, 0, G_OPTION_ARG_INT, &height, "Of the window", "PIXELS" },
  { "actions", 0, 0, G_OPTION_ARG_STRING, &keys, "Actions of the time-line, one after another",
    "NAME,..." },
  { "picture", 0, 0, G_OPTION_ARG_FILENAME, &picture, "Save what it looks like, and end", "FILE" },
  { "frames", 0, 0, G_OPTION_ARG_INT, &n_frames, "Zoom and pan, tell the times, and end", "N" },
  { NULL },
};

/* -- a run that goes on for some seconds */
static gboolean
live_cb (gpointer data)
{
  LanesRun *run = data;
  LanesTrace *trace = lanes_run_get_trace (run);
  static guint32 open[5] = { G_MAXUINT32, G_MAXUINT32, G_MAXUINT32, G_MAXUINT32, G_MAXUINT32 };
  static guint turn;
  int task = (int) (turn % 5);

  if (open[task] != G_MAXUINT32)
    lanes_trace_end (trace, open[task], lanes_trace_now (trace), LANES_SPAN_DONE, -1);
  if (turn++ > 60)
    {
      lanes_trace_close_open (trace, lanes_trace_now (trace), LANES_SPAN_CANCELLED);
      lanes_run_finish (run, LANES_RUN_CANCELLED, NULL);
      return G_SOURCE_REMOVE;
    }
  open[task] =
      lanes_trace_append (trace, &(LanesSpan){ .kind = (guint8) (LANES_SPAN_QUEUED + turn % 5),
                                               .task = task,
                                               .worker = task,
                                               .begin_us = lanes_trace_now (trace),
                                               .end_us = -1,
                                               .cpu_us = -1,
                                               .attempt = 1 });

  return G_SOURCE_CONTINUE;
}

static LanesRun *
new_live_run (void)
{
  g_autoptr (LanesWorkload) workload = lanes_test_workload ("w1 f c1|w4 f c5", 5);
  g_autoptr (LanesHost) host = lanes_host_new ("test");
  g_autoptr (LanesOptions) options = lanes_options_new ();
  LanesRun *run = lanes_run_new (workload, lanes_models_find ("threads"), options, host,
                                 g_get_monotonic_time (), NULL);

  for (int i = 0; i < 5; i++)
    lanes_run_add_worker (run, LANES_CARRIER_THREADS, g_strdup_printf ("thread %d", i + 1), 0);
  g_timeout_add (100, live_cb, run);

  return run;
}

/* -- many short spans from a thread, as fast as they come */
static gpointer
record_cb (gpointer data)
{
  LanesRun *run = data;
  LanesTrace *trace = lanes_run_get_trace (run);

  for (int i = 0; i < n_spans; i += 2)
    {
      gint64 now_us = lanes_trace_now (trace);
      LanesSpan span = { .kind = LANES_SPAN_QUEUED,
                         .status = LANES_SPAN_DONE,
                         .task = i / 2,
                         .worker = i / 2 % n_lanes,
                         .begin_us = now_us - 3,
                         .end_us = now_us,
                         .cpu_us = -1,
                         .attempt = 1 };
      guint32 index;

      lanes_trace_append (trace, &span);
      span.kind = LANES_SPAN_COMPUTE;
      span.status = LANES_SPAN_OPEN;
      span.begin_us = now_us;
      span.end_us = -1;
      index = lanes_trace_append (trace, &span);
      while (lanes_trace_now (trace) < now_us + 8)
        ;
      lanes_trace_end (trace, index, lanes_trace_now (trace), LANES_SPAN_DONE, -1);
    }
  lanes_run_finish (run, LANES_RUN_COMPLETED, NULL);
  g_object_unref (run);

  return NULL;
}

/* The longest time between two turns of the main loop, and of its own CPU time in that, which is
 * what there would be on an idle machine. */
typedef struct
{
  gint64 last_us;
  gint64 last_cpu_us;
  gint64 stall_us;
  gint64 stall_cpu_us;
} Beat;

static gboolean
beat_cb (gpointer data)
{
  Beat *beat = data;
  gint64 now_us = g_get_monotonic_time ();
  gint64 cpu_us = lanes_platform_thread_cpu_us ();

  if (beat->last_us > 0)
    {
      beat->stall_us = MAX (beat->stall_us, now_us - beat->last_us);
      beat->stall_cpu_us = MAX (beat->stall_cpu_us, cpu_us - beat->last_cpu_us);
    }
  beat->last_us = now_us;
  beat->last_cpu_us = cpu_us;

  return G_SOURCE_CONTINUE;
}

static void
watch (GtkWidget *timeline)
{
  LanesRun *run = lanes_timeline_get_run (LANES_TIMELINE (timeline));
  Beat pulse = { 0 };
  GThread *thread = g_thread_new ("record", record_cb, g_object_ref (run));
  guint beat = g_timeout_add_full (G_PRIORITY_HIGH, 1, beat_cb, &pulse, NULL);
  const LanesGuides *guides;

  do
    {
      g_main_context_iteration (NULL, TRUE);
      guides = lanes_timeline_get_guides (LANES_TIMELINE (timeline));
    }
  while (guides == NULL || !guides->is_final);
  g_source_remove (beat);
  g_thread_join (thread);
  g_print ("watched %d spans: longest stall %.1f ms, %.1f ms of it CPU time\n", n_spans,
           (double) pulse.stall_us / 1000, (double) pulse.stall_cpu_us / 1000);
}

static LanesRun *
new_watched_run (void)
{
  g_autoptr (LanesWorkload) workload = lanes_test_workload ("c0", (guint) n_spans / 2);
  g_autoptr (LanesHost) host = lanes_host_new ("test");
  g_autoptr (LanesOptions) options = lanes_options_new ();
  LanesRun *run = lanes_run_new (workload, lanes_models_find ("threads"), options, host,
                                 g_get_monotonic_time (), NULL);

  for (int i = 0; i < n_lanes; i++)
    lanes_run_add_worker (run, LANES_CARRIER_THREADS, g_strdup_printf ("thread %d", i + 1), 0);

  return run;
}

static LanesRun *
new_run (void)
{
  if (is_watched)
    return new_watched_run ();

  if (is_live)
    return new_live_run ();
  if (is_crowd)
    return lanes_test_view_crowd ((guint) MAX (n_spans, 100) / 2, 7);
  if (n_spans > 0)
    return lanes_test_view_many ((guint) n_spans, (guint) n_lanes, 7);

  return lanes_test_view_carts (model, (guint) n_failed);
}

static int
compare (const void *a, const void *b)
{
  gint64 first = *(const gint64 *) a;
  gint64 second = *(const gint64 *) b;

  return (first > second) - (first < second);
}

typedef struct
{
  gint64 begin_us;
  gint64 end_us;
  gint64 begin_cpu_us;
  gint64 end_cpu_us;
} Frame;

static void
before_paint_cb (GdkFrameClock *clock, Frame *frame)
{
  frame->begin_us = g_get_monotonic_time ();
  frame->begin_cpu_us = lanes_platform_thread_cpu_us ();
}

static void
after_paint_cb (GdkFrameClock *clock, Frame *frame)
{
  frame->end_us = g_get_monotonic_time ();
  frame->end_cpu_us = lanes_platform_thread_cpu_us ();
}

/* How long the next frame takes, from its first phase to its last. */
static gint64
time_frame (GtkWidget *timeline, gint64 *cpu_us)
{
  Frame frame = { 0 };
  GdkFrameClock *clock = gtk_widget_get_frame_clock (timeline);
  gulong before = g_signal_connect (clock, "before-paint", G_CALLBACK (before_paint_cb), &frame);
  gulong after = g_signal_connect (clock, "after-paint", G_CALLBACK (after_paint_cb), &frame);

  while (frame.end_us == 0 || frame.begin_us == 0)
    g_main_context_iteration (NULL, TRUE);
  g_signal_handler_disconnect (clock, before);
  g_signal_handler_disconnect (clock, after);

  *cpu_us = frame.end_cpu_us - frame.begin_cpu_us;

  return frame.end_us - frame.begin_us;
}

static void
print_times (const char *name, gint64 *times_us)
{
  qsort (times_us, (size_t) n_frames, sizeof (gint64), compare);
  g_print ("%d frames, %s: p50 %.1f ms, p95 %.1f ms, worst %.1f ms\n", n_frames, name,
           (double) times_us[n_frames / 2] / 1000, (double) times_us[n_frames * 95 / 100] / 1000,
           (double) times_us[n_frames - 1] / 1000);
}

static void
measure_frames (GtkWidget *timeline)
{
  LanesAxis *axis = lanes_timeline_get_axis (LANES_TIMELINE (timeline));
  g_autofree gint64 *times_us = g_new0 (gint64, n_frames);
  g_autofree gint64 *cpu_us = g_new0 (gint64, n_frames);

  for (int i = 0; i < n_frames; i++)
    {
      gint64 range_us = lanes_axis_get_end (axis) - lanes_axis_get_begin (axis);

      if (i % 4 == 3)
        lanes_axis_pan (axis, range_us / 37 * (i % 8 == 3 ? 1 : -1));
      else
        lanes_axis_zoom (axis, i % 60 < 30 ? 1.03 : 1.0 / 1.03,
                         lanes_axis_get_begin (axis) + range_us / 3);
      gtk_widget_queue_draw (timeline);
      times_us[i] = time_frame (timeline, &cpu_us[i]);
    }
  print_times ("time", times_us);
  print_times ("CPU time", cpu_us);
}

static void
settle (GtkWidget *timeline)
{
  const LanesGuides *guides;

  do
    {
      lanes_test_view_wait_for_frame (timeline);
      guides = lanes_timeline_get_guides (LANES_TIMELINE (timeline));
    }
  while (!is_live &&
         (guides == NULL || !guides->is_final || LANES_TIMELINE (timeline)->reading != NULL));
  lanes_test_view_wait_for_frame (timeline);
}

static void
set_up_style (void)
{
  g_autofree char *palette = lanes_palette_dup_css (lanes_palette_get (is_dark, has_contrast));
  g_autofree char *css =
      g_strconcat (palette, "window { background: @lanes_surface; color: @lanes_text; }", NULL);
  GtkCssProvider *provider = gtk_css_provider_new ();

  gtk_css_provider_load_from_data (provider, css, -1);
  gtk_style_context_add_provider_for_display (gdk_display_get_default (),
                                              GTK_STYLE_PROVIDER (provider), 700);
  g_object_unref (provider);
  g_object_set (gtk_settings_get_default (), "gtk-application-prefer-dark-theme", is_dark,
                "gtk-xft-dpi", (int) (96 * 1024 * text_scale), NULL);
  lanes_appearance_set (lanes_appearance_get_default (), is_dark, has_contrast, FALSE);
}

int
main (int argc, char **argv)
{
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (LanesRun) run = NULL;
  GtkWidget *window, *timeline;

  setlocale (LC_ALL, "");
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error))
    {
      g_printerr ("%s\n", error->message);
      return 2;
    }

  gtk_init ();
  if (is_rtl)
    gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  set_up_style ();
  run = new_run ();
  window = gtk_window_new ();
  timeline = lanes_timeline_new ();
  g_object_set (timeline, "order", by_worker ? LANES_ORDER_BY_WORKER : LANES_ORDER_BY_TASK,
                "compact", is_compact, NULL);
  lanes_timeline_set_run (LANES_TIMELINE (timeline), run);
  gtk_window_set_decorated (GTK_WINDOW (window), FALSE);
  gtk_window_set_default_size (GTK_WINDOW (window), width, height > 0 ? height : -1);
  gtk_window_set_child (GTK_WINDOW (window), timeline);
  gtk_window_present (GTK_WINDOW (window));

  if (keys != NULL)
    {
      g_auto (GStrv) names = g_strsplit (keys, ",", -1);

      settle (timeline);
      gtk_widget_child_focus (timeline, GTK_DIR_TAB_FORWARD);
      for (guint i = 0; names[i] != NULL; i++)
        {
          g_autofree char *name = g_strconcat ("timeline.", names[i], NULL);

          g_assert_true (gtk_widget_activate_action (timeline, name, NULL));
        }
    }
  if (picture != NULL)
    {
      g_autoptr (GdkTexture) texture = NULL;

      settle (timeline);
      if (is_live)
        {
          gint64 end_us = g_get_monotonic_time () + 2 * G_USEC_PER_SEC;

          while (g_get_monotonic_time () < end_us)
            g_main_context_iteration (NULL, TRUE);
        }
      texture = lanes_test_view_render (window);
      gdk_texture_save_to_png (texture, picture);
      return 0;
    }
  if (is_watched)
    {
      lanes_test_view_wait_for_frame (timeline);
      watch (timeline);
      return 0;
    }
  if (n_frames > 0)
    {
      settle (timeline);
      measure_frames (timeline);
      return 0;
    }
  while (g_list_model_get_n_items (gtk_window_get_toplevels ()) > 0)
    g_main_context_iteration (NULL, TRUE);

  return 0;
}
