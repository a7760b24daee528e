/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From the start of the program to what one wants to know, without a mouse. */
#include "config.h"

#include <glib/gstdio.h>

#include "app/lanes-compare-row.h"
#include "app/lanes-compare-stack.h"
#include "app/lanes-tabs.h"
#include "app/lanes-task-table.h"
#include "app/lanes-workload-row.h"
#include "core/lanes-model.h"
#include "lanes-test-input.h"
#include "lanes-test-program.h"
#include "lanes-test-window.h"
#include "platform/lanes-platform.h"
#include "view/lanes-bar-item.h"
#include "view/lanes-lane-item.h"
#include "view/lanes-timeline-private.h"

/* More presses of Tab than there are places to go to. */
#define TABS_MAX 150
/* Where the focus stays, as at the last place before the window's end. */
#define TURNS_MAX 30

static GtkWidget *
get_focus (LanesTestProgram *self)
{
  return gtk_window_get_focus (GTK_WINDOW (self->window));
}

static void
press (LanesTestProgram *self, const char *key)
{
  GtkWidget *before = get_focus (self);
  guint n_turns = 0;

  lanes_test_xdotool ("key %s", key);
  /* In a table the focus may move without another widget having it. */
  while (get_focus (self) == before && n_turns++ < TURNS_MAX)
    lanes_test_turn ();
}

/* Presses it until the focus is on something of that type, within something of the other one. */
static GtkWidget *
go_to (LanesTestProgram *self, const char *key, GType type, GType within)
{
  for (guint i = 0; i < TABS_MAX; i++)
    {
      GtkWidget *focus;

      press (self, key);
      focus = get_focus (self);
      if (focus != NULL && g_type_is_a (G_OBJECT_TYPE (focus), type) &&
          gtk_widget_get_ancestor (focus, within) != NULL)
        return focus;
    }
  g_error ("%s never came to a %s in a %s", key, g_type_name (type), g_type_name (within));
}

/* By what it says. */
static GtkWidget *
go_to_button (LanesTestProgram *self, const char *label)
{
  for (guint i = 0; i < TABS_MAX; i++)
    {
      GtkWidget *focus = get_focus (self);

      if (GTK_IS_BUTTON (focus) && lanes_test_find (focus, GTK_TYPE_LABEL, label) != NULL)
        return focus;
      press (self, "Tab");
    }
  g_error ("Tab never came to \"%s\"", label);
}

static LanesTimeline *
get_timeline (GtkWidget *item)
{
  return LANES_TIMELINE (gtk_widget_get_ancestor (item, LANES_TYPE_TIMELINE));
}

static void
run_with_space (LanesTestProgram *self)
{
  go_to (self, "Tab", GTK_TYPE_BUTTON, LANES_TYPE_WORKLOAD_ROW);
  lanes_test_xdotool ("key space");
  LANES_TEST_WAIT_UNTIL (lanes_test_program_get_run (self) != NULL);
  LANES_TEST_WAIT_UNTIL (!lanes_session_is_running (self->session));
  lanes_test_settle (GTK_WIDGET (self->window));
}

static void
test_a_run_is_started_and_read (void)
{
  LanesTestProgram self = { 0 };
  LanesTimeline *timeline;
  LanesSelection *selection;
  GtkWidget *item;
  guint32 first;

  if (!lanes_test_program_start (&self, "combined", 0.01))
    return;
  run_with_space (&self);

  item = go_to (&self, "Tab", LANES_TYPE_LANE_ITEM, LANES_TYPE_TIMELINE);
  timeline = get_timeline (item);
  selection = lanes_timeline_get_selection (timeline);
  first = timeline->place.span;
  lanes_test_xdotool ("key Right");
  LANES_TEST_WAIT_UNTIL (timeline->place.span != first);
  lanes_test_xdotool ("key Down");
  LANES_TEST_WAIT_UNTIL (timeline->place.lane == 1);
  g_assert_true (gtk_widget_is_ancestor (get_focus (&self), GTK_WIDGET (timeline)));
  lanes_test_xdotool ("key Return");
  LANES_TEST_WAIT_UNTIL (timeline->pinned == timeline->place.span);
  g_assert_true (gtk_widget_get_mapped (timeline->detail));
  g_assert_cmpint (lanes_selection_get_task (selection), ==, 1);

  /* Its button closes it as Escape does. */
  go_to (&self, "Tab", GTK_TYPE_BUTTON, G_OBJECT_TYPE (timeline->detail));
  lanes_test_xdotool ("key space");
  LANES_TEST_WAIT_UNTIL (timeline->pinned == G_MAXUINT32);
  go_to (&self, "shift+Tab", LANES_TYPE_LANE_ITEM, LANES_TYPE_TIMELINE);
  g_assert_cmpuint (timeline->place.lane, ==, 1);
  lanes_test_xdotool ("key Return");
  LANES_TEST_WAIT_UNTIL (timeline->pinned == timeline->place.span);
  lanes_test_xdotool ("key Escape");
  LANES_TEST_WAIT_UNTIL (timeline->pinned == G_MAXUINT32);
  lanes_test_xdotool ("key Escape");
  LANES_TEST_WAIT_UNTIL (lanes_selection_get_task (selection) == -1);
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (self.window)));
  lanes_test_program_end (&self);
}

/* In the table, where a newer GTK chooses a row as the focus comes to it, and Space lets go of it
 * again. Returns which task is chosen then. */
static int
choose_next (LanesTestProgram *self, LanesSelection *selection)
{
  int before = lanes_selection_get_task (selection);

  press (self, "Down");
  lanes_test_settle (GTK_WIDGET (self->window));
  if (lanes_selection_get_task (selection) == before)
    lanes_test_xdotool ("key space");
  LANES_TEST_WAIT_UNTIL (lanes_selection_get_task (selection) != before);

  return lanes_selection_get_task (selection);
}

static void
test_the_table_is_entered_and_left (void)
{
  LanesTestProgram self = { 0 };
  LanesSelection *selection;
  int task;

  if (!lanes_test_program_start (&self, "combined", 0))
    return;
  run_with_space (&self);

  selection = lanes_timeline_get_selection (
      get_timeline (go_to (&self, "Tab", LANES_TYPE_LANE_ITEM, LANES_TYPE_TIMELINE)));
  go_to (&self, "Tab", LANES_TYPE_BAR_ITEM, GTK_TYPE_WIDGET);
  go_to (&self, "Tab", GTK_TYPE_WIDGET, LANES_TYPE_TASK_TABLE);
  task = choose_next (&self, selection);
  g_assert_cmpint (choose_next (&self, selection), ==, task + 1);
  go_to (&self, "shift+Tab", LANES_TYPE_LANE_ITEM, LANES_TYPE_TIMELINE);
  go_to (&self, "Tab", GTK_TYPE_WIDGET, LANES_TYPE_TASK_TABLE);
  /* It is no trap: behind it the window begins anew. */
  go_to (&self, "Tab", GTK_TYPE_BUTTON, LANES_TYPE_WORKLOAD_ROW);
  lanes_test_program_end (&self);
}

static void
test_tabs_are_changed (void)
{
  LanesTestProgram self = { 0 };
  LanesTabs *tabs;

  if (!lanes_test_program_start (&self, "combined", 0))
    return;
  tabs = LANES_TABS (gtk_widget_get_ancestor (
      go_to (&self, "Tab", GTK_TYPE_BUTTON, LANES_TYPE_TABS), LANES_TYPE_TABS));
  g_assert_false (lanes_tabs_is_narrow (tabs));
  g_assert_true (go_to_button (&self, "Threads") != NULL);
  lanes_test_xdotool ("key space");
  LANES_TEST_WAIT_UNTIL (g_str_equal (lanes_window_get_tab (self.window), "threads"));
  lanes_test_program_end (&self);
}

static void
test_a_narrow_window_does_as_well (void)
{
  LanesTestProgram self = { 0 };

  if (!lanes_test_program_start (&self, "combined", 0))
    return;
  lanes_test_resize (GTK_WINDOW (self.window), 360, 480);
  lanes_test_settle (GTK_WIDGET (self.window));
  run_with_space (&self);
  /* The sidebar has given way to the run; what is hidden takes no keys. */
  g_assert_true (get_focus (&self) == NULL || gtk_widget_get_mapped (get_focus (&self)));
  go_to (&self, "Tab", LANES_TYPE_LANE_ITEM, LANES_TYPE_TIMELINE);
  lanes_test_program_end (&self);
}

/* The row of an open list that has the focus; NULL: it is elsewhere. */
static GtkWidget *
get_list_row (LanesTestProgram *self)
{
  GtkWidget *focus = get_focus (self);

  return focus != NULL && gtk_widget_get_ancestor (focus, GTK_TYPE_POPOVER) != NULL &&
                 gtk_widget_get_ancestor (focus, GTK_TYPE_LIST_VIEW) != NULL
             ? focus
             : NULL;
}

/* Opens the list of tabs with that key, and chooses the one below or above. */
static void
choose_tab (LanesTestProgram *self, const char *key, const char *arrow, const char *tab)
{
  GtkWidget *button = go_to (self, "Tab", GTK_TYPE_TOGGLE_BUTTON, LANES_TYPE_TABS);
  GtkWidget *row;

  g_assert_nonnull (gtk_widget_get_ancestor (button, GTK_TYPE_DROP_DOWN));
  lanes_test_xdotool ("key %s", key);
  LANES_TEST_WAIT_UNTIL (get_list_row (self) != NULL);
  row = get_list_row (self);
  lanes_test_xdotool ("key %s", arrow);
  LANES_TEST_WAIT_UNTIL (get_list_row (self) != NULL && get_list_row (self) != row);
  lanes_test_xdotool ("key Return");
  LANES_TEST_WAIT_UNTIL (g_str_equal (lanes_window_get_tab (self->window), tab));
  LANES_TEST_WAIT_UNTIL (get_list_row (self) == NULL);
}

static void
test_a_narrow_window_s_tabs_are_changed (void)
{
  LanesTestProgram self = { 0 };

  if (!lanes_test_program_start (&self, "threads", 0))
    return;
  lanes_test_resize (GTK_WINDOW (self.window), 360, 480);
  lanes_test_settle (GTK_WIDGET (self.window));
  choose_tab (&self, "space", "Down", "processes");
  choose_tab (&self, "Return", "Down", "event-loop");
  choose_tab (&self, "space", "Up", "processes");
  choose_tab (&self, "Return", "Up", "threads");
  lanes_test_program_end (&self);
}

static GtkWidget *
get_row (LanesTestProgram *self, guint index)
{
  GtkWidget *stack = lanes_test_find (GTK_WIDGET (self->window), LANES_TYPE_COMPARE_STACK, NULL);

  return GTK_WIDGET (lanes_compare_stack_get_row (LANES_COMPARE_STACK (stack), index));
}

static void
test_models_are_compared (void)
{
  LanesTestProgram self = { 0 };
  GtkWidget *check, *item;
  LanesTimeline *timeline;

  if (!lanes_test_program_start (&self, "compare", 0.01))
    return;
  /* Sequential is not wanted. */
  go_to (&self, "Tab", GTK_TYPE_TOGGLE_BUTTON, GTK_TYPE_MENU_BUTTON);
  while (get_focus (&self) != NULL &&
         lanes_test_find (gtk_widget_get_ancestor (get_focus (&self), GTK_TYPE_MENU_BUTTON),
                          GTK_TYPE_CHECK_BUTTON, NULL) == NULL)
    go_to (&self, "Tab", GTK_TYPE_TOGGLE_BUTTON, GTK_TYPE_MENU_BUTTON);
  lanes_test_xdotool ("key space");
  check = lanes_test_find (GTK_WIDGET (self.window), GTK_TYPE_CHECK_BUTTON, NULL);
  LANES_TEST_WAIT_UNTIL (gtk_widget_get_mapped (check));
  LANES_TEST_WAIT_UNTIL (get_focus (&self) == check);
  lanes_test_xdotool ("key space");
  LANES_TEST_WAIT_UNTIL (!gtk_check_button_get_active (GTK_CHECK_BUTTON (check)));
  lanes_test_xdotool ("key Escape");
  LANES_TEST_WAIT_UNTIL (!gtk_widget_get_mapped (check));

  go_to_button (&self, "Run on 4 Models");
  lanes_test_xdotool ("key space");
  LANES_TEST_WAIT_UNTIL (lanes_session_is_running (self.session));
  LANES_TEST_WAIT_UNTIL (!lanes_session_is_running (self.session));
  lanes_test_settle (GTK_WIDGET (self.window));
  g_assert_nonnull (get_row (&self, 3));
  g_assert_null (get_row (&self, 4));

  item = go_to (&self, "Tab", LANES_TYPE_LANE_ITEM, LANES_TYPE_COMPARE_ROW);
  timeline = get_timeline (item);
  g_assert_true (gtk_widget_get_ancestor (item, LANES_TYPE_COMPARE_ROW) == get_row (&self, 0));
  lanes_test_xdotool ("key Down Return");
  LANES_TEST_WAIT_UNTIL (lanes_selection_get_task (lanes_timeline_get_selection (timeline)) == 1);
  go_to (&self, "Tab", LANES_TYPE_LANE_ITEM, LANES_TYPE_COMPARE_ROW);
  g_assert_true (gtk_widget_get_ancestor (get_focus (&self), LANES_TYPE_COMPARE_ROW) ==
                 get_row (&self, 1));
  /* Back to the button that takes the first run away; somebody has the focus afterwards. */
  go_to (&self, "shift+Tab", GTK_TYPE_BUTTON, LANES_TYPE_COMPARE_ROW);
  lanes_test_xdotool ("key space");
  LANES_TEST_WAIT_UNTIL (get_row (&self, 3) == NULL);
  lanes_test_settle (GTK_WIDGET (self.window));
  g_assert_nonnull (get_focus (&self));
  go_to (&self, "Tab", LANES_TYPE_BAR_ITEM, GTK_TYPE_WIDGET);
  lanes_test_program_end (&self);
}

static void
test_a_run_is_saved (void)
{
  g_autofree char *folder = NULL;
  g_autofree char *path = NULL;
  LanesTestProgram self = { 0 };

#ifdef __SANITIZE_ADDRESS__
  g_test_skip ("GTK 4.8's own file chooser does not give back its memory");
  return;
#endif
  if (!lanes_test_program_start (&self, "threads", 0))
    return;
  folder = g_dir_make_tmp ("lanes-road-XXXXXX", NULL);
  path = g_build_filename (folder, "carts.lanes.json", NULL);
  run_with_space (&self);
  lanes_test_xdotool ("key ctrl+s");
  LANES_TEST_WAIT_UNTIL (lanes_test_program_find_window ("Save Run") != NULL);
  lanes_test_give_focus (lanes_test_program_find_window ("Save Run"));
  lanes_test_xdotool ("key Escape");
  LANES_TEST_WAIT_UNTIL (lanes_test_program_find_window ("Save Run") == NULL);
  lanes_test_give_focus (GTK_WINDOW (self.window));
  lanes_test_xdotool ("key ctrl+s");
  LANES_TEST_WAIT_UNTIL (lanes_test_program_find_window ("Save Run") != NULL);
  lanes_test_give_focus (lanes_test_program_find_window ("Save Run"));
  lanes_test_xdotool ("key ctrl+a");
  lanes_test_xdotool ("type --delay 20 %s", path);
  lanes_test_xdotool ("key Return");
  LANES_TEST_WAIT_UNTIL (lanes_test_program_find_window ("Save Run") == NULL);
  LANES_TEST_WAIT_UNTIL (g_file_test (path, G_FILE_TEST_EXISTS));
  g_assert_cmpint (g_remove (path), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
  lanes_test_program_end (&self);
}

static void
test_arrows_reach_every_workload (void)
{
  LanesTestProgram self = { 0 };
  GtkWidget *row;
  guint n_rows = 0;

  if (!lanes_test_program_start (&self, "combined", 0))
    return;
  go_to (&self, "Tab", LANES_TYPE_WORKLOAD_ROW, LANES_TYPE_WORKLOAD_ROW);
  press (&self, "Home");
  do
    {
      row = get_focus (&self);
      g_assert_true (LANES_IS_WORKLOAD_ROW (row));
      press (&self, "Tab");
      g_assert_true (GTK_IS_BUTTON (get_focus (&self)));
      g_assert_true (gtk_widget_is_ancestor (get_focus (&self), row));
      press (&self, "shift+Tab");
      g_assert_true (get_focus (&self) == row);
      n_rows++;
      press (&self, "Down");
    }
  while (gtk_widget_get_next_sibling (row) != NULL);
  g_assert_cmpuint (n_rows, ==, 5);
  lanes_test_program_end (&self);
}

/* What a mouse could press. A list's rows are reached by arrows, and the window's own buttons by
 * keys of the window manager. */
static gboolean
is_pressable (GtkWidget *widget)
{
  GtkWidget *spin = gtk_widget_get_ancestor (widget, GTK_TYPE_SPIN_BUTTON);

  if (gtk_widget_get_ancestor (widget, GTK_TYPE_WINDOW_CONTROLS) != NULL ||
      gtk_widget_get_ancestor (widget, LANES_TYPE_WORKLOAD_ROW) != NULL ||
      (spin != NULL && spin != widget))
    return FALSE;

  return GTK_IS_BUTTON (widget) || GTK_IS_CHECK_BUTTON (widget) || GTK_IS_TEXT (widget) ||
         GTK_IS_SPIN_BUTTON (widget) || GTK_IS_SWITCH (widget) || LANES_IS_TIMELINE (widget) ||
         GTK_IS_COLUMN_VIEW (widget);
}

static void
collect_pressable (GtkWidget *widget, GHashTable *out)
{
  if (!gtk_widget_get_mapped (widget) || !gtk_widget_is_sensitive (widget))
    return;
  if (is_pressable (widget))
    g_hash_table_add (out, widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    collect_pressable (child, out);
}

/* Presses Tab until the focus has been on all of them; it may take a second round, since one that
 * the focus hurries over is not seen. */
static void
check_all_are_reached (LanesTestProgram *self)
{
  g_autoptr (GHashTable) left = g_hash_table_new (NULL, NULL);
  GHashTableIter iter;
  gpointer widget;

  collect_pressable (GTK_WIDGET (self->window), left);
  g_assert_cmpuint (g_hash_table_size (left), >, 5);
  for (guint i = 0; i < TABS_MAX && g_hash_table_size (left) > 0; i++)
    {
      press (self, "Tab");
      for (GtkWidget *at = get_focus (self); at != NULL; at = gtk_widget_get_parent (at))
        g_hash_table_remove (left, at);
    }

  g_hash_table_iter_init (&iter, left);
  while (g_hash_table_iter_next (&iter, &widget, NULL))
    {
      g_autoptr (GString) place = g_string_new (NULL);

      for (GtkWidget *at = widget; at != NULL; at = gtk_widget_get_parent (at))
        g_string_append_printf (place, " %s", G_OBJECT_TYPE_NAME (at));
      g_test_message ("never reached:%s", place->str);
    }
  g_assert_cmpuint (g_hash_table_size (left), ==, 0);
}

static void
check_tab (const char *tab, int width)
{
  LanesTestProgram self = { 0 };

  if (!lanes_test_program_start (&self, tab, 0))
    return;
  lanes_test_resize (GTK_WINDOW (self.window), width, 760);
  lanes_test_settle (GTK_WIDGET (self.window));
  check_all_are_reached (&self);
  lanes_test_xdotool ("key F5");
  LANES_TEST_WAIT_UNTIL (lanes_session_is_running (self.session) ||
                         lanes_session_get_run (self.session) != NULL);
  lanes_test_wait_until_idle (self.window);
  check_all_are_reached (&self);
  lanes_test_program_end (&self);
}

static void
test_tab_reaches_all_that_can_be_pressed (void)
{
  check_tab ("combined", 1200);
  check_tab ("compare", 1200);
}

static void
test_tab_reaches_all_in_a_narrow_window_too (void)
{
  check_tab ("processes", 360);
  check_tab ("compare", 360);
}

int
main (int argc, char **argv)
{
  lanes_platform_init_signals ();
  gtk_test_init (&argc, &argv, NULL);

  g_test_add_func ("/keyboard-road/a-run-is-started-and-read", test_a_run_is_started_and_read);
  g_test_add_func ("/keyboard-road/the-table-is-entered-and-left",
                   test_the_table_is_entered_and_left);
  g_test_add_func ("/keyboard-road/tabs-are-changed", test_tabs_are_changed);
  g_test_add_func ("/keyboard-road/a-narrow-window-does-as-well",
                   test_a_narrow_window_does_as_well);
  g_test_add_func ("/keyboard-road/a-narrow-window-s-tabs-are-changed",
                   test_a_narrow_window_s_tabs_are_changed);
  g_test_add_func ("/keyboard-road/models-are-compared", test_models_are_compared);
  g_test_add_func ("/keyboard-road/a-run-is-saved", test_a_run_is_saved);
  g_test_add_func ("/keyboard-road/arrows-reach-every-workload", test_arrows_reach_every_workload);
  g_test_add_func ("/keyboard-road/tab-reaches-all-that-can-be-pressed",
                   test_tab_reaches_all_that_can_be_pressed);
  g_test_add_func ("/keyboard-road/tab-reaches-all-in-a-narrow-window-too",
                   test_tab_reaches_all_in_a_narrow_window_too);

  return g_test_run ();
}
