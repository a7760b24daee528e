/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stdlib.h>

#include "app/lanes-compare-page.h"
#include "app/lanes-model-page.h"
#include "app/lanes-resources.h"
#include "app/lanes-style.h"
#include "app/lanes-window.h"
#include "lanes-bench.h"
#include "platform/lanes-platform.h"

/* How long the window does not answer while 100,000 tasks run before its eyes, and how often it
 * draws when nothing happens. */

#define TASKS        100000
#define AFTER_MS     1500
#define IDLE_SECONDS 5

static void
count_cb (GdkFrameClock *clock, guint *n_frames)
{
  (*n_frames)++;
}

static gboolean
quit_cb (gpointer user_data)
{
  g_main_loop_quit (user_data);

  return G_SOURCE_REMOVE;
}

static void
wait_for (guint milliseconds)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);

  g_timeout_add (milliseconds, quit_cb, loop);
  g_main_loop_run (loop);
}

/* Presses Run, or Run on Every Model. Returns how many tasks were done in the end. */
static guint
run_page (LanesWindow *window)
{
  LanesSession *session = lanes_window_get_session (window);
  GtkWidget *page = lanes_window_get_page (window);
  guint n_done = 0;
  LanesRun *run;

  if (LANES_IS_COMPARE_PAGE (page))
    lanes_compare_page_start (LANES_COMPARE_PAGE (page));
  else
    lanes_model_page_start (LANES_MODEL_PAGE (page));
  while (lanes_session_is_running (session))
    g_main_context_iteration (NULL, TRUE);
  /* What the end of a run sets off is part of it. */
  wait_for (AFTER_MS);

  if (LANES_IS_COMPARE_PAGE (page))
    {
      g_autoptr (GPtrArray) runs = lanes_compare_page_dup_runs (LANES_COMPARE_PAGE (page));

      for (guint i = 0; i < runs->len; i++)
        n_done += lanes_run_count_outcomes (g_ptr_array_index (runs, i), LANES_TASK_DONE);
      return n_done;
    }
  run = lanes_model_page_get_run (LANES_MODEL_PAGE (page));

  return run != NULL ? lanes_run_count_outcomes (run, LANES_TASK_DONE) : 0;
}

static void
watch (LanesWindow *window, const char *tab)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (window));
  LanesBenchStall stall;
  guint n_frames = 0, n_done;
  gint64 begun_us;
  double seconds;

  lanes_window_show_tab (window, tab);
  wait_for (1000);
  g_signal_connect (clock, "after-paint", G_CALLBACK (count_cb), &n_frames);
  begun_us = g_get_monotonic_time ();
  lanes_bench_stall_begin (&stall);
  n_done = run_page (window);
  seconds = (double) (g_get_monotonic_time () - begun_us) / G_USEC_PER_SEC - AFTER_MS / 1000.0;
  lanes_bench_stall_end (&stall);
  g_signal_handlers_disconnect_by_data (clock, &n_frames);
  g_print ("%-12s %6u tasks, %5.2f s, %3u frames, longest stall %6.1f ms, of CPU time %6.1f ms\n",
           tab, n_done, seconds, n_frames, (double) stall.longest_us / 1000,
           (double) stall.longest_cpu_us / 1000);
}

int
main (int argc, char **argv)
{
  const char *const tabs[] = { "threads", "processes", "event-loop", "compare" };
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_object_unref);
  GtkWidget *window;
  guint n_frames = 0;

  lanes_platform_init_signals ();
  lanes_platform_raise_fd_limit ();
  if (!gtk_init_check ())
    {
      g_print ("there is no display\n");
      return EXIT_SUCCESS;
    }
  lanes_resources_init ();
  lanes_style_install (gdk_display_get_default ());
  window = lanes_window_new (NULL, NULL);
  g_object_set (lanes_window_get_choices (LANES_WINDOW (window)), "tasks", TASKS, "time-scale", 0.0,
                NULL);
  gtk_window_present (GTK_WINDOW (window));
  /* What is opened is selected. */
  if (g_getenv ("LANES_BENCH_WORKLOAD") != NULL)
    g_ptr_array_add (files, g_file_new_for_path (g_getenv ("LANES_BENCH_WORKLOAD")));
  lanes_window_open (LANES_WINDOW (window), files);
  wait_for (1000);

  lanes_bench_heading ("100,000 squares while they are watched (aim: no stall over 50 ms)");
  for (guint i = 0; i < G_N_ELEMENTS (tabs); i++)
    watch (LANES_WINDOW (window), tabs[i]);

  lanes_bench_heading ("Frames of a window in which nothing happens (aim: none)");
  g_signal_connect (gtk_widget_get_frame_clock (window), "after-paint", G_CALLBACK (count_cb),
                    &n_frames);
  wait_for (IDLE_SECONDS * 1000);
  g_print ("%u frames in %d seconds\n", n_frames, IDLE_SECONDS);
  gtk_window_destroy (GTK_WINDOW (window));

  return EXIT_SUCCESS;
}
