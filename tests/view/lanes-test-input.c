/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-test-input.h"

#include <gdk/x11/gdkx.h>

#define MOMENT_MS 10
/* After which a resize is taken for lost. */
#define RESIZE_TURNS 50
/* More than the width of a window's shadow. */
#define SHADOW 100

gboolean
lanes_test_input_is_there (void)
{
  g_autofree char *tool = g_find_program_in_path ("xdotool");

  if (tool == NULL)
    g_test_skip ("there is no xdotool");

  return tool != NULL;
}

void
lanes_test_xdotool (const char *format, ...)
{
  g_autofree char *words = NULL;
  g_autofree char *command = NULL;
  g_autoptr (GError) error = NULL;
  va_list arguments;
  int status = 0;

  va_start (arguments, format);
  words = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  command = g_strconcat ("xdotool ", words, NULL);
  g_spawn_command_line_sync (command, NULL, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
}

void
lanes_test_give_focus (GtkWindow *window)
{
  GdkSurface *surface = gtk_native_get_surface (GTK_NATIVE (window));

  lanes_test_xdotool ("windowfocus --sync %lu", gdk_x11_surface_get_xid (surface));
  LANES_TEST_WAIT_UNTIL (gtk_window_is_active (window));
}

static gboolean
is_near (int now, int wanted)
{
  return now <= wanted && now > wanted - SHADOW;
}

static gboolean
has_size (GtkWindow *window, int width, int height)
{
  GtkWidget *widget = GTK_WIDGET (window);
  int now_width, now_height;

  /* The default size is that of the surface, which holds the window's shadow too. */
  gtk_window_get_default_size (window, &now_width, &now_height);

  return now_width == width && now_height == height &&
         is_near (gtk_widget_get_width (widget), width) &&
         is_near (gtk_widget_get_height (widget), height);
}

void
lanes_test_resize (GtkWindow *window, int width, int height)
{
  gint64 deadline_us = g_get_monotonic_time () + 30 * G_USEC_PER_SEC;
  int asked = height;

  for (guint turn = 0; !has_size (window, width, asked); turn++)
    {
      if (g_get_monotonic_time () > deadline_us)
        g_error ("the window never became %d x %d", width, height);
      if (turn % RESIZE_TURNS == 0)
        {
          asked = height + (int) (turn / RESIZE_TURNS);
          gtk_window_set_default_size (window, width, asked);
        }
      lanes_test_turn ();
    }
}

void
lanes_test_ask_to_close (GtkWindow *window)
{
  GdkSurface *surface = gtk_native_get_surface (GTK_NATIVE (window));
  Display *display = gdk_x11_display_get_xdisplay (gdk_surface_get_display (surface));
  XEvent event = { 0 };

  event.xclient.type = ClientMessage;
  event.xclient.window = gdk_x11_surface_get_xid (surface);
  event.xclient.message_type = XInternAtom (display, "WM_PROTOCOLS", False);
  event.xclient.format = 32;
  event.xclient.data.l[0] = (long) XInternAtom (display, "WM_DELETE_WINDOW", False);
  XSendEvent (display, event.xclient.window, False, NoEventMask, &event);
  XFlush (display);
}

static gboolean
wake_cb (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

void
lanes_test_turn (void)
{
  guint source = g_timeout_add (MOMENT_MS, wake_cb, NULL);

  g_main_context_iteration (NULL, TRUE);
  g_source_remove (source);
}
