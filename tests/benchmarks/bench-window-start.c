/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <stdlib.h>

#include "app/lanes-application.h"
#include "lanes-bench.h"

/* From the start of the process to its first frame on the screen, beside a GTK program with an
 * empty window: bench-window-start, which starts itself with "lanes" or "empty". */

static gint64 begun_us;

static void
painted_cb (GdkFrameClock *clock, gpointer user_data)
{
  g_print ("%" G_GINT64_FORMAT "\n", g_get_monotonic_time () - begun_us);
  exit (EXIT_SUCCESS);
}

static void
realized_cb (GtkWidget *window)
{
  g_signal_connect (gtk_widget_get_frame_clock (window), "after-paint", G_CALLBACK (painted_cb),
                    NULL);
}

static void
added_cb (GtkApplication *app, GtkWindow *window)
{
  g_signal_connect_after (window, "realize", G_CALLBACK (realized_cb), NULL);
}

static void
empty_cb (GtkApplication *app)
{
  GtkWidget *window = gtk_application_window_new (app);

  gtk_window_set_default_size (GTK_WINDOW (window), 1280, 800);
  gtk_window_present (GTK_WINDOW (window));
}

static int
run_child (const char *what, const char *begun)
{
  GtkApplication *app;
  char *arguments[] = { (char *) "lanes", NULL };

  begun_us = g_ascii_strtoll (begun, NULL, 10);
  if (g_str_equal (what, "lanes"))
    app = GTK_APPLICATION (lanes_application_new ());
  else
    app = gtk_application_new ("io.github.lanes_app.Empty", 0);
  g_application_set_flags (G_APPLICATION (app), g_application_get_flags (G_APPLICATION (app)) |
                                                    G_APPLICATION_NON_UNIQUE);
  g_signal_connect (app, "window-added", G_CALLBACK (added_cb), NULL);
  if (!g_str_equal (what, "lanes"))
    g_signal_connect (app, "activate", G_CALLBACK (empty_cb), NULL);

  return g_application_run (G_APPLICATION (app), 1, arguments);
}

/* NAN: it did not come so far. */
static double
measure (const char *program, const char *what)
{
  g_autofree char *begun = g_strdup_printf ("%" G_GINT64_FORMAT, g_get_monotonic_time ());
  const char *arguments[] = { program, what, begun, NULL };
  g_autofree char *output = NULL;
  int status = 1;

  if (!g_spawn_sync (NULL, (char **) arguments, NULL, G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL,
                     &output, NULL, &status, NULL) ||
      status != 0)
    return NAN;

  return g_ascii_strtod (output, NULL) / G_USEC_PER_SEC;
}

int
main (int argc, char **argv)
{
  double best[2] = { INFINITY, INFINITY };
  const char *const names[] = { "empty", "lanes" };

  if (argc == 3)
    return run_child (argv[1], argv[2]);

  lanes_bench_heading ("From the start to the first frame, best of 5 (aim: at most 1.5 times)");
  for (guint round = 0; round < MAX (lanes_bench_rounds (), 5); round++)
    {
      for (guint i = 0; i < G_N_ELEMENTS (names); i++)
        best[i] = fmin (best[i], measure (argv[0], names[i]));
    }
  g_print ("a window with nothing in it  %6.1f ms\n", best[0] * 1000);
  g_print ("Lanes                        %6.1f ms, %.2f times\n", best[1] * 1000,
           best[1] / best[0]);

  return EXIT_SUCCESS;
}
