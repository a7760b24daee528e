/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Real events of a real screen: xdotool moves the pointer and presses the keys. Main thread. */

/* Whether they can be made here; the test that asks is skipped where not. */
gboolean lanes_test_input_is_there (void);
/* Hands these words to xdotool, which does what they say before this returns. */
void lanes_test_xdotool (const char *format, ...) G_GNUC_PRINTF (1, 2);
/* A screen without a window manager gives the focus to nobody. */
void lanes_test_give_focus (GtkWindow *window);
/* Until the window is laid out in that size. A newer GTK misses it at times where no window
 * manager answers; it is asked for once more then, a pixel higher. */
void lanes_test_resize (GtkWindow *window, int width, int height);
/* What a window manager sends when Alt+F4 is pressed. */
void lanes_test_ask_to_close (GtkWindow *window);
/* The main loop once, but never for longer than a moment. */
void lanes_test_turn (void);

/* Events arrive when they do; what they bring about is waited for. */
#define LANES_TEST_WAIT_UNTIL(expression)                                                          \
  G_STMT_START                                                                                     \
  {                                                                                                \
    gint64 deadline_us = g_get_monotonic_time () + 30 * G_USEC_PER_SEC;                            \
                                                                                                   \
    while (!(expression))                                                                          \
      {                                                                                            \
        if (g_get_monotonic_time () > deadline_us)                                                 \
          g_error ("%s:%d: never came: %s", __FILE__, __LINE__, #expression);                      \
        lanes_test_turn ();                                                                        \
      }                                                                                            \
  }                                                                                                \
  G_STMT_END

G_END_DECLS
