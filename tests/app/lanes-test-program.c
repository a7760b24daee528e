/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-test-program.h"

#include "app/lanes-application.h"
#include "app/lanes-model-page.h"
#include "lanes-test-input.h"
#include "lanes-test-window.h"

gboolean
lanes_test_program_start (LanesTestProgram *self, const char *tab, double time_scale)
{
  g_autoptr (GError) error = NULL;

  if (!lanes_test_input_is_there ())
    return FALSE;
  self->app = GTK_APPLICATION (lanes_application_new ());
  g_application_set_flags (G_APPLICATION (self->app), G_APPLICATION_NON_UNIQUE);
  g_application_register (G_APPLICATION (self->app), NULL, &error);
  g_assert_no_error (error);
  g_application_activate (G_APPLICATION (self->app));
  self->window = LANES_WINDOW (gtk_application_get_windows (self->app)->data);
  self->session = lanes_window_get_session (self->window);
  gtk_window_set_default_size (GTK_WINDOW (self->window), 1200, 760);
  g_object_set (lanes_window_get_choices (self->window), "time-scale", time_scale, NULL);
  lanes_window_show_tab (self->window, tab);
  lanes_test_settle (GTK_WIDGET (self->window));
  lanes_test_give_focus (GTK_WINDOW (self->window));

  return TRUE;
}

void
lanes_test_program_end (LanesTestProgram *self)
{
  lanes_test_window_free (self->window);
  g_object_unref (self->app);
}

LanesRun *
lanes_test_program_get_run (LanesTestProgram *self)
{
  return lanes_model_page_get_run (LANES_MODEL_PAGE (lanes_window_get_page (self->window)));
}

gboolean
lanes_test_program_has_started (LanesTestProgram *self)
{
  return lanes_session_get_run (self->session) != NULL && lanes_test_program_get_run (self) != NULL;
}

GtkWindow *
lanes_test_program_find_window (const char *title)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *item = windows; item != NULL; item = item->next)
    {
      if (g_strcmp0 (gtk_window_get_title (item->data), title) == 0 &&
          gtk_widget_get_mapped (item->data))
        return item->data;
    }

  return NULL;
}
