/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/lanes-window.h"

G_BEGIN_DECLS

/* The whole program, whose window has the keyboard's focus: its keys do what they do there. */
typedef struct
{
  GtkApplication *app;
  LanesWindow *window;
  LanesSession *session;
} LanesTestProgram;

/* FALSE, and the test is skipped, where keys cannot be pressed. */
gboolean lanes_test_program_start (LanesTestProgram *self, const char *tab, double time_scale);
/* Closes its window first. */
void lanes_test_program_end (LanesTestProgram *self);

LanesRun *lanes_test_program_get_run (LanesTestProgram *self);
gboolean lanes_test_program_has_started (LanesTestProgram *self);
/* Of its other windows, that with this title, or NULL. */
GtkWindow *lanes_test_program_find_window (const char *title);

G_END_DECLS
