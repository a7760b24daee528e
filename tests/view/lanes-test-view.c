/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-test-view.h"

#define MS G_GINT64_CONSTANT (1000)

static void
add (LanesRun *run,
     LanesSpanKind kind,
     int task,
     int worker,
     gint64 begin_us,
     gint64 end_us,
     LanesSpanStatus status,
     LanesSpanReason reason)
{
  const LanesSpan span = {
    .kind = kind,
    .status = status,
    .reason = reason,
    .task = task,
    .worker = worker,
    .begin_us = begin_us,
    .end_us = end_us,
    .cpu_us = -1,
    .attempt = 1,
  };

  lanes_trace_append (lanes_run_get_trace (run), &span);
}

static void
end_run (LanesRun *run, guint n_failed)
{
  guint n = lanes_run_get_n_tasks (run);

  for (guint task = 0; task < n; task++)
    {
      gboolean has_failed = task + n_failed >= n;
      const LanesOutcome outcome = {
        .status = has_failed ? LANES_TASK_FAILED : LANES_TASK_DONE,
        .error = has_failed ? "The server said 500 (Internal Server Error)" : NULL,
      };

      lanes_run_set_outcome (run, task, &outcome);
    }
  lanes_run_finish (run, n_failed > 0 ? LANES_RUN_FAILED : LANES_RUN_COMPLETED, NULL);
}

LanesRun *
lanes_test_view_carts (const char *model, guint n_failed)
{
  g_autoptr (LanesWorkload) workload =
      lanes_test_workload ("w1 f c1|w2 f c2|w3 f c3|w4 f c4|w5 f c5", 5);
  LanesRun *run = lanes_test_workload_run (workload, model, NULL);
  LanesTrack *lag;

  lanes_run_add_worker (run, LANES_CARRIER_LOOP, g_strdup ("loop"), 0);
  for (int i = 0; i < 5; i++)
    lanes_run_add_worker (run, LANES_CARRIER_PROCESSES, g_strdup_printf ("process %d", i + 1),
                          4000 + i);
  for (int i = 0; i < 5; i++)
    {
      gint64 second = 1000 * MS * (i + 1);
      gboolean has_failed = (guint) i + n_failed >= 5;

      add (run, LANES_SPAN_STARTUP, -1, i + 1, 0, (20 + i) * MS, LANES_SPAN_DONE, 0);
      add (run, LANES_SPAN_WAIT, i, 0, 300 + i * 10, second, LANES_SPAN_DONE, 0);
      add (run, LANES_SPAN_FETCH, i, 0, second, second + 40 * MS, LANES_SPAN_DONE, 0);
      add (run, LANES_SPAN_QUEUED, i, -1, second + 40 * MS, 5045 * MS, LANES_SPAN_DONE,
           LANES_REASON_PHASE);
      add (run, LANES_SPAN_COMPUTE, i, i + 1, 5045 * MS,
           5045 * MS + (has_failed ? second / 2 : second),
           has_failed ? LANES_SPAN_FAILED : LANES_SPAN_DONE, 0);
    }
  lag = lanes_track_new ("loop lag", "us");
  for (int i = 0; i < 100; i++)
    lanes_track_add (lag, i * 100 * MS, i % 17 == 0 ? 900 : 80 + i % 5);
  lanes_run_take_track (run, lag);
  end_run (run, n_failed);

  return run;
}

LanesRun *
lanes_test_view_many (guint n_spans, guint n_lanes, guint32 seed)
{
  g_autoptr (LanesWorkload) workload = lanes_test_workload ("w0 f c0", n_lanes);
  LanesRun *run = lanes_test_workload_run (workload, "threads", NULL);
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  g_autofree gint64 *at_us = g_new0 (gint64, n_lanes);
  const LanesSpanKind kinds[] = { LANES_SPAN_QUEUED, LANES_SPAN_WAIT, LANES_SPAN_FETCH,
                                  LANES_SPAN_COMPUTE };

  for (guint lane = 0; lane < n_lanes; lane++)
    {
      lanes_run_add_worker (run, LANES_CARRIER_THREADS, g_strdup_printf ("thread %u", lane + 1), 0);
      at_us[lane] = g_rand_int_range (rand, 0, 2000);
    }
  for (guint i = 0; i < n_spans; i++)
    {
      guint lane = i % n_lanes;
      gint64 length_us = g_rand_int_range (rand, 0, 50) == 0 ? g_rand_int_range (rand, 1, 40000)
                                                             : g_rand_int_range (rand, 1, 900);
      gboolean has_failed = g_rand_int_range (rand, 0, 5000) == 0;

      add (run, kinds[i / n_lanes % 4], (int) lane, (int) lane, at_us[lane],
           at_us[lane] + length_us, has_failed ? LANES_SPAN_FAILED : LANES_SPAN_DONE, 0);
      at_us[lane] += length_us + (g_rand_int_range (rand, 0, 8) == 0 ? 200 : 0);
    }
  end_run (run, 0);

  return run;
}

LanesRun *
lanes_test_view_crowd (guint n_tasks, guint32 seed)
{
  g_autoptr (LanesWorkload) workload = lanes_test_workload ("w0 f", n_tasks);
  LanesRun *run = lanes_test_workload_run (workload, "event-loop", NULL);
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);

  lanes_run_add_worker (run, LANES_CARRIER_LOOP, g_strdup ("loop"), 0);
  for (guint i = 0; i < n_tasks; i++)
    {
      gint64 length_us = g_rand_int_range (rand, 1000, 1000000);

      add (run, LANES_SPAN_WAIT, (int) i, 0, i, i + length_us, LANES_SPAN_DONE, 0);
      add (run, LANES_SPAN_FETCH, (int) i, 0, i + length_us, i + length_us + 3000,
           g_rand_int_range (rand, 0, 3000) == 0 ? LANES_SPAN_FAILED : LANES_SPAN_DONE, 0);
    }
  end_run (run, 0);

  return run;
}

static void
after_paint_cb (GdkFrameClock *clock, gboolean *has_painted)
{
  *has_painted = TRUE;
}

void
lanes_test_view_wait_for_frame (GtkWidget *widget)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (widget);
  gboolean has_painted = FALSE;
  gulong handler =
      g_signal_connect (clock, "after-paint", G_CALLBACK (after_paint_cb), &has_painted);

  gdk_frame_clock_request_phase (clock, GDK_FRAME_CLOCK_PHASE_PAINT);
  while (!has_painted)
    g_main_context_iteration (NULL, TRUE);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_signal_handler_disconnect (clock, handler);
}

GdkTexture *
lanes_test_view_render (GtkWidget *widget)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (widget);
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  double width = gtk_widget_get_width (widget);
  double height = gtk_widget_get_height (widget);
  g_autoptr (GskRenderNode) node = NULL;

  gdk_paintable_snapshot (paintable, snapshot, width, height);
  node = gtk_snapshot_free_to_node (snapshot);
  g_assert_nonnull (node);

  return gsk_renderer_render_texture (
      gtk_native_get_renderer (gtk_widget_get_native (widget)), node,
      &GRAPHENE_RECT_INIT (0.0f, 0.0f, (float) width, (float) height));
}
