/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "app/lanes-compare-page.h"
#include "app/lanes-compare-stack.h"
#include "app/lanes-compare-table.h"
#include "app/lanes-model-page.h"
#include "lanes-test-window.h"
#include "lanes-test-workload.h"
#include "platform/lanes-platform.h"
#include "view/lanes-bar-chart.h"

static LanesComparePage *
show_page (LanesWindow *window)
{
  g_object_set (lanes_window_get_choices (window), "time-scale", 0.01, NULL);
  lanes_window_show_tab (window, "compare");
  lanes_test_settle (GTK_WIDGET (window));

  return LANES_COMPARE_PAGE (lanes_window_get_page (window));
}

static LanesCompareStack *
get_stack (LanesComparePage *page)
{
  return LANES_COMPARE_STACK (lanes_test_find (GTK_WIDGET (page), LANES_TYPE_COMPARE_STACK, NULL));
}

static guint
count_rows (LanesComparePage *page)
{
  guint n = 0;

  while (lanes_compare_stack_get_row (get_stack (page), n) != NULL)
    n++;

  return n;
}

static LanesTimeline *
get_timeline (LanesComparePage *page, guint index)
{
  return lanes_compare_row_get_timeline (lanes_compare_stack_get_row (get_stack (page), index));
}

static GtkWidget *
find_run_button (LanesComparePage *page, const char *label)
{
  return lanes_test_find (GTK_WIDGET (page), GTK_TYPE_BUTTON, label);
}

static void
run_all (LanesWindow *window, LanesComparePage *page)
{
  g_signal_emit_by_name (find_run_button (page, "Run on Every Model"), "clicked");
  g_assert_true (lanes_session_is_running (lanes_window_get_session (window)));
  lanes_test_wait_until_idle (window);
  lanes_test_settle (GTK_WIDGET (window));
}

static void
test_every_model_runs_and_agrees (void)
{
  LanesWindow *window = lanes_test_window_new (1280, 800);
  LanesComparePage *page = show_page (window);
  g_autoptr (GPtrArray) runs = NULL;

  g_assert_cmpuint (count_rows (page), ==, 0);
  g_assert_true (lanes_test_shows (GTK_WIDGET (page), "The same work under every model"));
  run_all (window, page);

  g_assert_cmpuint (count_rows (page), ==, LANES_N_MODELS);
  g_assert_true (lanes_test_shows (GTK_WIDGET (page), "Same result in all five: 31,056.82"));
  runs = lanes_compare_page_dup_runs (page);
  g_assert_cmpuint (runs->len, ==, LANES_N_MODELS);
  for (guint i = 0; i < runs->len; i++)
    {
      LanesRun *run = g_ptr_array_index (runs, i);

      g_assert_true (lanes_run_get_model (run) == lanes_models_get (i));
      g_assert_true (lanes_timeline_get_run (get_timeline (page, i)) == run);
    }

  /* Running again makes room first. */
  run_all (window, page);
  g_assert_cmpuint (count_rows (page), ==, LANES_N_MODELS);
  lanes_test_window_free (window);
}

static void
assert_rows_share_their_place (LanesComparePage *page)
{
  int x, width;

  lanes_timeline_get_plot (get_timeline (page, 0), &x, &width);
  for (guint i = 1; i < LANES_N_MODELS; i++)
    {
      LanesTimeline *timeline = get_timeline (page, i);
      int other_x, other_width;

      g_assert_true (lanes_timeline_get_axis (timeline) ==
                     lanes_timeline_get_axis (get_timeline (page, 0)));
      g_assert_true (lanes_timeline_get_selection (timeline) ==
                     lanes_timeline_get_selection (get_timeline (page, 0)));
      lanes_timeline_get_plot (timeline, &other_x, &other_width);
      g_assert_cmpint (other_x, ==, x);
      g_assert_cmpint (other_width, ==, width);
    }
}

static void
test_rows_share_axis_selection_and_place (void)
{
  LanesWindow *window = lanes_test_window_new (1280, 800);
  LanesComparePage *page = show_page (window);

  run_all (window, page);
  assert_rows_share_their_place (page);
  lanes_test_window_free (window);
}

/* Their labels are of other lengths. */
static void
test_lanes_by_worker_share_their_place_too (void)
{
  LanesWindow *window = lanes_test_window_new (1280, 800);
  LanesComparePage *page = show_page (window);

  run_all (window, page);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (page), "compare.by-worker", NULL));
  lanes_test_settle (GTK_WIDGET (window));
  g_assert_cmpuint (
      lanes_lane_set_get_n_lanes (lanes_timeline_get_lane_set (get_timeline (page, 0))), ==, 1);
  assert_rows_share_their_place (page);
  lanes_test_window_free (window);
}

static LanesCompareTable *
get_table (LanesComparePage *page)
{
  return LANES_COMPARE_TABLE (lanes_test_find (GTK_WIDGET (page), LANES_TYPE_COMPARE_TABLE, NULL));
}

static const char *
get_model (LanesComparePage *page, int row)
{
  GtkWidget *grid = lanes_test_find (GTK_WIDGET (get_table (page)), GTK_TYPE_GRID, NULL);

  return gtk_label_get_text (GTK_LABEL (gtk_grid_get_child_at (GTK_GRID (grid), 0, row)));
}

static GtkWidget *
find_title (LanesComparePage *page, const char *title)
{
  GtkWidget *label = lanes_test_find (GTK_WIDGET (get_table (page)), GTK_TYPE_LABEL, title);

  return gtk_widget_get_ancestor (label, GTK_TYPE_BUTTON);
}

/* Of the run in that row of the table. */
static gint64
get_makespan (LanesComparePage *page, int row)
{
  g_autoptr (GPtrArray) runs = lanes_compare_page_dup_runs (page);

  for (guint i = 0; i < runs->len; i++)
    {
      LanesRun *run = g_ptr_array_index (runs, i);
      LanesReport report;

      if (!g_str_equal (lanes_run_get_model (run)->title, get_model (page, row)))
        continue;
      lanes_report_compute (run, &report);
      return report.makespan_us;
    }
  g_assert_not_reached ();
}

static void
test_the_table_is_sorted_by_a_figure (void)
{
  LanesWindow *window = lanes_test_window_new (1280, 800);
  LanesComparePage *page = show_page (window);
  GtkWidget *title;

  run_all (window, page);
  title = find_title (page, "Elapsed");
  g_signal_emit_by_name (title, "clicked");
  for (int row = 1; row < LANES_N_MODELS; row++)
    g_assert_cmpint (get_makespan (page, row), <=, get_makespan (page, row + 1));
  g_signal_emit_by_name (title, "clicked");
  for (int row = 1; row < LANES_N_MODELS; row++)
    g_assert_cmpint (get_makespan (page, row), >=, get_makespan (page, row + 1));
  /* And as the rows above are. */
  g_signal_emit_by_name (title, "clicked");
  for (int row = 1; row <= LANES_N_MODELS; row++)
    g_assert_cmpstr (get_model (page, row), ==, lanes_models_get ((guint) row - 1)->title);
  lanes_test_window_free (window);
}

static gboolean
shows_task (GtkWidget *widget, const char *beginning)
{
  if (GTK_IS_LABEL (widget) &&
      g_str_has_prefix (gtk_label_get_text (GTK_LABEL (widget)), beginning))
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      if (shows_task (child, beginning))
        return TRUE;
    }

  return FALSE;
}

static void
test_a_task_is_told_of_every_run (void)
{
  LanesWindow *window = lanes_test_window_new (1280, 800);
  LanesComparePage *page = show_page (window);

  run_all (window, page);
  lanes_selection_set_hovered_task (lanes_timeline_get_selection (get_timeline (page, 2)), 2);
  g_assert_true (shows_task (GTK_WIDGET (page), "Cart 3 ends at "));
  lanes_selection_set_hovered_task (lanes_timeline_get_selection (get_timeline (page, 2)), -1);
  g_assert_false (shows_task (GTK_WIDGET (page), "Cart 3 ends at "));
  lanes_test_window_free (window);
}

static void
test_runs_leave_one_by_one_and_all (void)
{
  LanesWindow *window = lanes_test_window_new (1280, 800);
  LanesComparePage *page = show_page (window);

  run_all (window, page);
  g_signal_emit_by_name (lanes_compare_stack_get_row (get_stack (page), 0), "remove-clicked");
  lanes_test_settle (GTK_WIDGET (window));
  g_assert_cmpuint (count_rows (page), ==, LANES_N_MODELS - 1);
  g_assert_true (lanes_test_shows (GTK_WIDGET (page), "Same result in all 4: 31,056.82"));
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (page), "compare.clear", NULL));
  lanes_test_settle (GTK_WIDGET (window));
  g_assert_cmpuint (count_rows (page), ==, 0);
  g_assert_true (lanes_test_shows (GTK_WIDGET (page), "The same work under every model"));
  lanes_test_window_free (window);
}

static void
test_opened_runs_join_and_other_work_is_said (void)
{
  LanesWindow *window = lanes_test_window_new (1280, 800);
  LanesComparePage *page = show_page (window);
  g_autoptr (GPtrArray) runs = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (LanesWorkload) workload = lanes_test_workload ("w1", 3);
  LanesRun *run = lanes_test_workload_run (workload, "threads", NULL);

  run_all (window, page);
  lanes_test_workload_span (run, LANES_SPAN_WAIT, 0, 0, -1, 0, 2000000);
  lanes_run_finish (run, LANES_RUN_CANCELLED, NULL);
  g_ptr_array_add (runs, run);
  lanes_compare_page_add_runs (page, runs);
  lanes_test_settle (GTK_WIDGET (window));

  g_assert_cmpuint (count_rows (page), ==, LANES_N_MODELS + 1);
  g_assert_true (lanes_test_shows (
      GTK_WIDGET (page), "These runs are of different workloads, so they are not ranked."));
  /* The axis reaches as far as the longest of them. */
  g_assert_cmpint (lanes_axis_get_length (lanes_timeline_get_axis (get_timeline (page, 0))), >=,
                   2000000);

  /* What was opened stays when all are run again. */
  run_all (window, page);
  g_assert_cmpuint (count_rows (page), ==, LANES_N_MODELS + 1);
  lanes_test_window_free (window);
}

static gboolean
has_begun (gpointer user_data)
{
  return count_rows (user_data) > 0;
}

static void
test_stop_keeps_what_has_begun (void)
{
  LanesWindow *window = lanes_test_window_new (1280, 800);
  LanesComparePage *page = show_page (window);

  g_object_set (lanes_window_get_choices (window), "time-scale", 1.0, NULL);
  g_signal_emit_by_name (find_run_button (page, "Run on Every Model"), "clicked");
  lanes_test_wait (has_begun, page, "the first row");
  g_signal_emit_by_name (find_run_button (page, "Stop"), "clicked");
  lanes_test_wait_until_idle (window);
  lanes_test_settle (GTK_WIDGET (window));
  g_assert_cmpuint (count_rows (page), >=, 1);
  g_assert_true (lanes_test_shows (GTK_WIDGET (page), "No run was completed."));
  g_assert_nonnull (find_run_button (page, "Run on Every Model"));
  lanes_test_window_free (window);
}

static void
test_another_page_blocks_and_says_so (void)
{
  LanesWindow *window = lanes_test_window_new (1280, 800);
  LanesComparePage *page = show_page (window);
  GtkWidget *button = find_run_button (page, "Run on Every Model");

  g_object_set (lanes_window_get_choices (window), "time-scale", 1.0, NULL);
  lanes_window_show_tab (window, "threads");
  lanes_test_settle (GTK_WIDGET (window));
  lanes_model_page_start (LANES_MODEL_PAGE (lanes_window_get_page (window)));
  lanes_window_show_tab (window, "compare");
  lanes_test_settle (GTK_WIDGET (window));
  g_assert_false (gtk_widget_get_sensitive (button));
  g_assert_nonnull (strstr (gtk_widget_get_tooltip_text (button), "only one thing runs at a time"));
  lanes_session_stop (lanes_window_get_session (window));
  lanes_test_wait_until_idle (window);
  lanes_test_settle (GTK_WIDGET (window));
  g_assert_true (gtk_widget_get_sensitive (button));
  lanes_test_window_free (window);
}

static gboolean
shows_choices (LanesComparePage *page)
{
  return gtk_widget_get_mapped (
      lanes_test_find (GTK_WIDGET (page), GTK_TYPE_BUTTON, "_Add a Run…"));
}

static void
test_narrow_pages_fold_what_can_be_chosen (void)
{
  LanesWindow *window = lanes_test_window_new (360, 480);
  LanesComparePage *page = show_page (window);

  g_assert_true (shows_choices (page));
  run_all (window, page);
  g_assert_false (shows_choices (page));
  g_object_set (page, "shows-choices", TRUE, NULL);
  lanes_test_settle (GTK_WIDGET (window));
  g_assert_true (shows_choices (page));
  lanes_test_window_free (window);
}

static void
test_narrow_rows_have_all_the_width (void)
{
  LanesWindow *window = lanes_test_window_new (360, 480);
  LanesComparePage *page = show_page (window);
  int x, width;

  run_all (window, page);
  lanes_timeline_get_plot (get_timeline (page, 0), &x, &width);
  g_assert_cmpint (width, >, 200);
  lanes_test_window_free (window);
}

int
main (int argc, char *argv[])
{
  lanes_platform_init_signals ();
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/compare-page/every-model-runs-and-agrees", test_every_model_runs_and_agrees);
  g_test_add_func ("/compare-page/rows-share-axis-selection-and-place",
                   test_rows_share_axis_selection_and_place);
  g_test_add_func ("/compare-page/lanes-by-worker-share-their-place-too",
                   test_lanes_by_worker_share_their_place_too);
  g_test_add_func ("/compare-page/the-table-is-sorted-by-a-figure",
                   test_the_table_is_sorted_by_a_figure);
  g_test_add_func ("/compare-page/a-task-is-told-of-every-run", test_a_task_is_told_of_every_run);
  g_test_add_func ("/compare-page/runs-leave-one-by-one-and-all",
                   test_runs_leave_one_by_one_and_all);
  g_test_add_func ("/compare-page/opened-runs-join-and-other-work-is-said",
                   test_opened_runs_join_and_other_work_is_said);
  g_test_add_func ("/compare-page/stop-keeps-what-has-begun", test_stop_keeps_what_has_begun);
  g_test_add_func ("/compare-page/another-page-blocks-and-says-so",
                   test_another_page_blocks_and_says_so);
  g_test_add_func ("/compare-page/narrow-pages-fold-what-can-be-chosen",
                   test_narrow_pages_fold_what_can_be_chosen);
  g_test_add_func ("/compare-page/narrow-rows-have-all-the-width",
                   test_narrow_rows_have_all_the_width);

  return g_test_run ();
}
