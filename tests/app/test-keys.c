/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Each key of the window as a real event of a real screen. */
#include "config.h"

#include "app/lanes-task-model.h"
#include "core/lanes-model.h"
#include "lanes-test-input.h"
#include "lanes-test-program.h"
#include "lanes-test-window.h"
#include "platform/lanes-platform.h"

static void
test_f5_runs_and_ends_as_control_period_and_escape_say (void)
{
  static const char *const keys[] = { "ctrl+period", "Escape" };
  LanesTestProgram self = { 0 };

  if (!lanes_test_program_start (&self, "combined", 10))
    return;
  /* A quarter of an hour: it does not end by itself, however long the machine stands still. */
  g_object_set (lanes_window_get_choices (self.window), "tasks", 50u, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      lanes_test_xdotool ("key F5");
      LANES_TEST_WAIT_UNTIL (lanes_test_program_has_started (&self));
      lanes_test_xdotool ("key %s", keys[i]);
      LANES_TEST_WAIT_UNTIL (!lanes_session_is_running (self.session));
      g_assert_cmpint (lanes_run_get_status (lanes_test_program_get_run (&self)), ==,
                       LANES_RUN_CANCELLED);
      lanes_test_give_focus (GTK_WINDOW (self.window));
    }
  g_object_set (lanes_window_get_choices (self.window), "tasks", 0u, NULL);
  lanes_test_program_end (&self);
}

static void
test_alt_and_a_digit_change_the_tab (void)
{
  LanesTestProgram self = { 0 };

  if (!lanes_test_program_start (&self, "combined", 10))
    return;
  for (guint i = 0; i < LANES_N_MODELS; i++)
    {
      lanes_test_xdotool ("key alt+%u", i + 1);
      LANES_TEST_WAIT_UNTIL (
          g_str_equal (lanes_window_get_tab (self.window), lanes_models_get (i)->name));
    }
  lanes_test_xdotool ("key alt+%u", LANES_N_MODELS + 1);
  LANES_TEST_WAIT_UNTIL (g_str_equal (lanes_window_get_tab (self.window), "compare"));
  lanes_test_program_end (&self);
}

static void
test_f10_opens_the_menu (void)
{
  LanesTestProgram self = { 0 };
  GtkWidget *menu;

  if (!lanes_test_program_start (&self, "combined", 10))
    return;
  menu = lanes_test_find (GTK_WIDGET (self.window), GTK_TYPE_MENU_BUTTON, NULL);
  menu = GTK_WIDGET (gtk_menu_button_get_popover (GTK_MENU_BUTTON (menu)));
  lanes_test_xdotool ("key F10");
  LANES_TEST_WAIT_UNTIL (gtk_widget_get_mapped (menu));
  /* It tells keys as they are on their caps, not how a hand comes to them. */
  g_assert_true (lanes_test_shows (menu, "?"));
  g_assert_true (lanes_test_shows (menu, "F1"));
  lanes_test_xdotool ("key Escape");
  LANES_TEST_WAIT_UNTIL (!gtk_widget_get_mapped (menu));
  lanes_test_program_end (&self);
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
  LanesTestProgram self = { 0 };

  if (!lanes_test_program_start (&self, "combined", 10))
    return;
  for (guint i = 0; i < G_N_ELEMENTS (windows); i++)
    {
      lanes_test_xdotool ("key %s", windows[i].open);
      LANES_TEST_WAIT_UNTIL (lanes_test_program_find_window (windows[i].title) != NULL);
      lanes_test_give_focus (lanes_test_program_find_window (windows[i].title));
      lanes_test_xdotool ("key %s", windows[i].close);
      LANES_TEST_WAIT_UNTIL (lanes_test_program_find_window (windows[i].title) == NULL);
      /* That window alone. */
      g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (self.window)));
      lanes_test_give_focus (GTK_WINDOW (self.window));
    }
  lanes_test_program_end (&self);
}

/* With these keys; NULL: as a window manager does when Alt+F4 is pressed. */
static void
check_closing (const char *tab, const char *keys)
{
  guint n_children = lanes_test_count_children ();
  LanesTestProgram self = { 0 };
  gpointer window;

  if (!lanes_test_program_start (&self, tab, 10))
    return;
  window = self.window;
  g_object_add_weak_pointer (window, &window);
  lanes_test_xdotool ("key F5");
  LANES_TEST_WAIT_UNTIL (lanes_session_get_run (self.session) != NULL);
  if (keys != NULL)
    lanes_test_xdotool ("key %s", keys);
  else
    lanes_test_ask_to_close (GTK_WINDOW (window));
  LANES_TEST_WAIT_UNTIL (window == NULL);
  LANES_TEST_WAIT_UNTIL (lanes_test_count_children () <= n_children);
  g_assert_null (gtk_application_get_windows (self.app));
  g_object_unref (self.app);
}

static void
test_closing_ends_what_runs (void)
{
  check_closing ("processes", "ctrl+w");
  check_closing ("combined", "ctrl+q");
  check_closing ("combined", NULL);
}

static void
test_closing_ends_what_is_compared (void)
{
  check_closing ("compare", "ctrl+w");
  check_closing ("compare", "ctrl+q");
  check_closing ("compare", NULL);
}

static void
test_what_is_typed_is_not_stolen (void)
{
  LanesTestProgram self = { 0 };
  GtkWidget *entry;

  if (!lanes_test_program_start (&self, "combined", 10))
    return;
  g_object_set (lanes_window_get_choices (self.window), "endpoint", "http://127.0.0.1:1", NULL);
  lanes_test_settle (GTK_WIDGET (self.window));
  entry = lanes_test_find (lanes_window_get_page (self.window), GTK_TYPE_ENTRY, NULL);
  g_assert_true (gtk_widget_get_mapped (entry));
  gtk_widget_grab_focus (entry);
  lanes_test_xdotool ("key ctrl+a");
  lanes_test_xdotool ("type --delay 20 wasd?fhz0+-=");
  LANES_TEST_WAIT_UNTIL (
      g_str_equal (gtk_editable_get_text (GTK_EDITABLE (entry)), "wasd?fhz0+-="));
  g_assert_null (lanes_test_program_find_window ("Keyboard Shortcuts"));
  g_assert_cmpstr (lanes_window_get_tab (self.window), ==, "combined");
  g_object_set (lanes_window_get_choices (self.window), "endpoint", "", NULL);
  lanes_test_program_end (&self);
}

static guint
get_first_task (GtkWidget *view)
{
  GtkSelectionModel *model = gtk_column_view_get_model (GTK_COLUMN_VIEW (view));
  g_autoptr (LanesTaskItem) item = g_list_model_get_item (G_LIST_MODEL (model), 0);

  return lanes_task_item_get_task (item);
}

static gint64
get_result (LanesRun *run, guint task)
{
  LanesOutcome outcome;

  lanes_run_get_outcome (run, task, &outcome);

  return outcome.result;
}

/* The carts with the lowest and the highest total. */
static void
find_ends (LanesRun *run, guint *lowest, guint *highest)
{
  *lowest = *highest = 0;
  for (guint i = 1; i < lanes_run_get_n_tasks (run); i++)
    {
      if (get_result (run, i) < get_result (run, *lowest))
        *lowest = i;
      if (get_result (run, i) > get_result (run, *highest))
        *highest = i;
    }
  g_assert_cmpuint (*lowest, !=, 0);
}

/* A run that has ended, and its table. */
static GtkWidget *
show_table (LanesTestProgram *self)
{
  lanes_test_press_run (self->window, "Shopping Carts");
  lanes_test_wait_until_idle (self->window);

  return lanes_test_find (lanes_window_get_page (self->window), GTK_TYPE_COLUMN_VIEW, NULL);
}

static void
test_clicks_on_a_title_sort_the_table_to_and_fro (void)
{
  LanesTestProgram self = { 0 };
  GtkWidget *view, *title;
  guint lowest, highest;
  double x, y;

  if (!lanes_test_program_start (&self, "combined", 0))
    return;
  view = show_table (&self);
  find_ends (lanes_test_program_get_run (&self), &lowest, &highest);
  title = lanes_test_find (view, GTK_TYPE_LABEL, "Result");
  g_assert_nonnull (title);
  /* What comes quicker is a double click, of which GTK's titles take only the first half. */
  g_object_set (gtk_settings_get_default (), "gtk-double-click-time", 1, NULL);
  gtk_widget_translate_coordinates (title, GTK_WIDGET (self.window),
                                    gtk_widget_get_width (title) / 2.0,
                                    gtk_widget_get_height (title) / 2.0, &x, &y);
  lanes_test_xdotool ("mousemove %d %d click 1", (int) x, (int) y);
  LANES_TEST_WAIT_UNTIL (get_first_task (view) == lowest);
  lanes_test_xdotool ("click 1");
  LANES_TEST_WAIT_UNTIL (get_first_task (view) == highest);
  lanes_test_xdotool ("click 1");
  LANES_TEST_WAIT_UNTIL (get_first_task (view) == lowest);
  gtk_settings_reset_property (gtk_settings_get_default (), "gtk-double-click-time");
  lanes_test_program_end (&self);
}

static gboolean
has_focus (GtkWidget *view)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (view));

  return focus != NULL && gtk_widget_is_ancestor (focus, view);
}

/* Rows that moved are made anew, and have the focus with the next frame. */
static void
sort_with (GtkWidget *view, const char *keys, guint first)
{
  LANES_TEST_WAIT_UNTIL (has_focus (view));
  lanes_test_xdotool ("key %s", keys);
  LANES_TEST_WAIT_UNTIL (get_first_task (view) == first);
}

static void
test_keys_sort_the_table_to_and_fro (void)
{
  LanesTestProgram self = { 0 };
  GtkWidget *view;
  guint lowest, highest;

  if (!lanes_test_program_start (&self, "combined", 0))
    return;
  view = show_table (&self);
  find_ends (lanes_test_program_get_run (&self), &lowest, &highest);
  gtk_widget_child_focus (view, GTK_DIR_TAB_FORWARD);
  sort_with (view, "ctrl+6", lowest);
  sort_with (view, "ctrl+6", highest);
  sort_with (view, "ctrl+1", 0);
  sort_with (view, "ctrl+1", 4);
  lanes_test_program_end (&self);
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
  g_test_add_func ("/keys/closing-ends-what-runs", test_closing_ends_what_runs);
  g_test_add_func ("/keys/closing-ends-what-is-compared", test_closing_ends_what_is_compared);
  g_test_add_func ("/keys/what-is-typed-is-not-stolen", test_what_is_typed_is_not_stolen);
  g_test_add_func ("/keys/clicks-on-a-title-sort-the-table-to-and-fro",
                   test_clicks_on_a_title_sort_the_table_to_and_fro);
  g_test_add_func ("/keys/keys-sort-the-table-to-and-fro", test_keys_sort_the_table_to_and_fro);

  return g_test_run ();
}
