/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Each key of the window as a real event of a real screen: xdotool presses them. */
#include "config.h"

#include <gdk/x11/gdkx.h>

#include "app/lanes-application.h"
#include "app/lanes-model-page.h"
#include "app/lanes-task-model.h"
#include "core/lanes-model.h"
#include "lanes-test-window.h"
#include "platform/lanes-platform.h"

#define TIMEOUT_US (30 * G_USEC_PER_SEC)
/* Events arrive when they do; what they bring about is waited for. */
#define WAIT_UNTIL(expression)                                                                     \
  G_STMT_START                                                                                     \
  {                                                                                                \
    gint64 deadline_us = g_get_monotonic_time () + TIMEOUT_US;                                     \
                                                                                                   \
    while (!(expression))                                                                          \
      {                                                                                            \
        if (g_get_monotonic_time () > deadline_us)                                                 \
          g_error ("%s:%d: never came: %s", __FILE__, __LINE__, #expression);                      \
        turn ();                                                                                   \
      }                                                                                            \
  }                                                                                                \
  G_STMT_END

typedef struct
{
  GtkApplication *app;
  LanesWindow *window;
  LanesSession *session;
} Fixture;

static gboolean
wake_cb (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

static void
turn (void)
{
  guint source = g_timeout_add (10, wake_cb, NULL);

  g_main_context_iteration (NULL, TRUE);
  g_source_remove (source);
}

static void G_GNUC_PRINTF (1, 2) xdotool (const char *format, ...)
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

/* A screen without a window manager gives the focus to nobody. */
static void
give_focus (GtkWindow *window)
{
  GdkSurface *surface = gtk_native_get_surface (GTK_NATIVE (window));

  xdotool ("windowfocus --sync %lu", gdk_x11_surface_get_xid (surface));
  WAIT_UNTIL (gtk_window_is_active (window));
}

static gboolean
set_up (Fixture *self)
{
  g_autofree char *tool = g_find_program_in_path ("xdotool");
  g_autoptr (GError) error = NULL;

  if (tool == NULL)
    {
      g_test_skip ("there is no xdotool");
      return FALSE;
    }
  self->app = GTK_APPLICATION (lanes_application_new ());
  g_application_set_flags (G_APPLICATION (self->app), G_APPLICATION_NON_UNIQUE);
  g_application_register (G_APPLICATION (self->app), NULL, &error);
  g_assert_no_error (error);
  g_application_activate (G_APPLICATION (self->app));
  self->window = LANES_WINDOW (gtk_application_get_windows (self->app)->data);
  self->session = lanes_window_get_session (self->window);
  gtk_window_set_default_size (GTK_WINDOW (self->window), 1200, 760);
  g_object_set (lanes_window_get_choices (self->window), "time-scale", 10.0, NULL);
  lanes_window_show_tab (self->window, "combined");
  lanes_test_settle (GTK_WIDGET (self->window));
  give_focus (GTK_WINDOW (self->window));

  return TRUE;
}

static void
tear_down (Fixture *self)
{
  lanes_test_window_free (self->window);
  g_object_unref (self->app);
}

static LanesRun *
get_run (Fixture *self)
{
  return lanes_model_page_get_run (LANES_MODEL_PAGE (lanes_window_get_page (self->window)));
}

static gboolean
has_started (Fixture *self)
{
  return lanes_session_get_run (self->session) != NULL && get_run (self) != NULL;
}

/* Of the program's other windows, that with this title. */
static GtkWindow *
find_window (const char *title)
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

static void
test_f5_runs_and_ends_as_control_period_and_escape_say (void)
{
  static const char *const keys[] = { "ctrl+period", "Escape" };
  Fixture self = { 0 };

  if (!set_up (&self))
    return;
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      xdotool ("key F5");
      WAIT_UNTIL (has_started (&self));
      xdotool ("key %s", keys[i]);
      WAIT_UNTIL (!lanes_session_is_running (self.session));
      g_assert_cmpint (lanes_run_get_status (get_run (&self)), ==, LANES_RUN_CANCELLED);
      give_focus (GTK_WINDOW (self.window));
    }
  tear_down (&self);
}

static void
test_alt_and_a_digit_change_the_tab (void)
{
  Fixture self = { 0 };

  if (!set_up (&self))
    return;
  for (guint i = 0; i < LANES_N_MODELS; i++)
    {
      xdotool ("key alt+%u", i + 1);
      WAIT_UNTIL (g_str_equal (lanes_window_get_tab (self.window), lanes_models_get (i)->name));
    }
  xdotool ("key alt+%u", LANES_N_MODELS + 1);
  WAIT_UNTIL (g_str_equal (lanes_window_get_tab (self.window), "compare"));
  tear_down (&self);
}

static void
test_f10_opens_the_menu (void)
{
  Fixture self = { 0 };
  GtkWidget *menu;

  if (!set_up (&self))
    return;
  menu = lanes_test_find (GTK_WIDGET (self.window), GTK_TYPE_MENU_BUTTON, NULL);
  menu = GTK_WIDGET (gtk_menu_button_get_popover (GTK_MENU_BUTTON (menu)));
  xdotool ("key F10");
  WAIT_UNTIL (gtk_widget_get_mapped (menu));
  xdotool ("key Escape");
  WAIT_UNTIL (!gtk_widget_get_mapped (menu));
  tear_down (&self);
}

static void
test_windows_to_read_come_and_go (void)
{
  static const struct
  {
    const char *open;
    const char *title;
    const char *close;
  } windows[] = {
    { "question", "Keyboard Shortcuts", "Escape" },
    { "F1", "Help", "ctrl+w" },
  };
  Fixture self = { 0 };

  if (!set_up (&self))
    return;
  for (guint i = 0; i < G_N_ELEMENTS (windows); i++)
    {
      xdotool ("key %s", windows[i].open);
      WAIT_UNTIL (find_window (windows[i].title) != NULL);
      give_focus (find_window (windows[i].title));
      xdotool ("key %s", windows[i].close);
      WAIT_UNTIL (find_window (windows[i].title) == NULL);
      /* That window alone. */
      g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (self.window)));
      give_focus (GTK_WINDOW (self.window));
    }
  tear_down (&self);
}

static void
test_control_w_closes_in_mid_run_too (void)
{
  guint n_children = lanes_test_count_children ();
  Fixture self = { 0 };
  gpointer window;

  if (!set_up (&self))
    return;
  window = self.window;
  g_object_add_weak_pointer (window, &window);
  xdotool ("key F5");
  WAIT_UNTIL (has_started (&self));
  xdotool ("key ctrl+w");
  WAIT_UNTIL (window == NULL);
  WAIT_UNTIL (lanes_test_count_children () <= n_children);
  g_object_unref (self.app);
}

static void
test_control_w_closes_while_every_model_is_compared (void)
{
  guint n_children = lanes_test_count_children ();
  Fixture self = { 0 };
  gpointer window;

  if (!set_up (&self))
    return;
  window = self.window;
  g_object_add_weak_pointer (window, &window);
  xdotool ("key alt+6");
  WAIT_UNTIL (g_str_equal (lanes_window_get_tab (self.window), "compare"));
  xdotool ("key F5");
  WAIT_UNTIL (lanes_session_get_run (self.session) != NULL);
  xdotool ("key ctrl+w");
  WAIT_UNTIL (window == NULL);
  WAIT_UNTIL (lanes_test_count_children () <= n_children);
  g_object_unref (self.app);
}

static void
test_what_is_typed_is_not_stolen (void)
{
  Fixture self = { 0 };
  GtkWidget *entry;

  if (!set_up (&self))
    return;
  g_object_set (lanes_window_get_choices (self.window), "endpoint", "http://127.0.0.1:1", NULL);
  lanes_test_settle (GTK_WIDGET (self.window));
  entry = lanes_test_find (lanes_window_get_page (self.window), GTK_TYPE_ENTRY, NULL);
  g_assert_true (gtk_widget_get_mapped (entry));
  gtk_widget_grab_focus (entry);
  xdotool ("key ctrl+a");
  xdotool ("type --delay 20 wasd?fhz0+-=");
  WAIT_UNTIL (g_str_equal (gtk_editable_get_text (GTK_EDITABLE (entry)), "wasd?fhz0+-="));
  g_assert_null (find_window ("Keyboard Shortcuts"));
  g_assert_cmpstr (lanes_window_get_tab (self.window), ==, "combined");
  g_object_set (lanes_window_get_choices (self.window), "endpoint", "", NULL);
  tear_down (&self);
}

static guint
get_first_task (GtkWidget *view)
{
  GtkSelectionModel *model = gtk_column_view_get_model (GTK_COLUMN_VIEW (view));
  g_autoptr (LanesTaskItem) item = g_list_model_get_item (G_LIST_MODEL (model), 0);

  return lanes_task_item_get_task (item);
}

static void
test_a_click_on_a_title_sorts_the_table (void)
{
  Fixture self = { 0 };
  GtkWidget *view, *title;
  double x, y;

  if (!set_up (&self))
    return;
  g_object_set (lanes_window_get_choices (self.window), "time-scale", 0.0, NULL);
  lanes_test_press_run (self.window, "Shopping Carts");
  lanes_test_wait_until_idle (self.window);
  view = lanes_test_find (lanes_window_get_page (self.window), GTK_TYPE_COLUMN_VIEW, NULL);
  title = lanes_test_find (view, GTK_TYPE_LABEL, "Result");
  g_assert_nonnull (title);
  gtk_widget_translate_coordinates (title, GTK_WIDGET (self.window), 5, 5, &x, &y);
  xdotool ("mousemove %d %d click 1", (int) x, (int) y);
  /* Cart 5 is the cheapest one. */
  WAIT_UNTIL (get_first_task (view) == 4);
  tear_down (&self);
}

int
main (int argc, char **argv)
{
  lanes_platform_init_signals ();
  gtk_test_init (&argc, &argv, NULL);

  g_test_add_func ("/keys/f10-opens-the-menu", test_f10_opens_the_menu);
  g_test_add_func ("/keys/f5-runs-and-control-period-and-escape-stop",
                   test_f5_runs_and_ends_as_control_period_and_escape_say);
  g_test_add_func ("/keys/alt-and-a-digit-change-the-tab", test_alt_and_a_digit_change_the_tab);
  g_test_add_func ("/keys/windows-to-read-come-and-go", test_windows_to_read_come_and_go);
  g_test_add_func ("/keys/control-w-closes-in-mid-run-too", test_control_w_closes_in_mid_run_too);
  g_test_add_func ("/keys/control-w-closes-while-every-model-is-compared",
                   test_control_w_closes_while_every_model_is_compared);
  g_test_add_func ("/keys/what-is-typed-is-not-stolen", test_what_is_typed_is_not_stolen);
  g_test_add_func ("/keys/a-click-on-a-title-sorts-the-table",
                   test_a_click_on_a_title_sorts_the_table);

  return g_test_run ();
}
