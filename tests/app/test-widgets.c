/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/lanes-figures.h"
#include "app/lanes-headline.h"
#include "app/lanes-help-window.h"
#include "app/lanes-log-view.h"
#include "app/lanes-model-page.h"
#include "app/lanes-options-panel.h"
#include "app/lanes-resources.h"
#include "app/lanes-run-view.h"
#include "app/lanes-shortcuts.h"
#include "app/lanes-tabs.h"
#include "app/lanes-task-model.h"
#include "app/lanes-task-table.h"
#include "app/lanes-task-times.h"
#include "app/lanes-totals.h"
#include "app/lanes-workload-row.h"
#include "formats/lanes-workload-file.h"
#include "lanes-test-window.h"
#include "view/lanes-timeline.h"

/* A run of the carts that has ended, with spans and results; task 3 fails where @fails. */
static LanesRun *
make_run (guint n_tasks, gboolean fails)
{
  g_autoptr (LanesWorkload) workload = lanes_workload_file_builtin ("shopping-carts", NULL);
  g_autoptr (LanesWorkload) sized = lanes_workload_resize (workload, n_tasks, 50);
  g_autoptr (LanesOptions) options = lanes_options_new ();
  g_autoptr (LanesHost) host = lanes_host_new ("3");
  LanesRun *run = lanes_run_new (sized, lanes_models_find ("threads"), options, host, 0, NULL);

  lanes_run_add_worker (run, LANES_CARRIER_THREADS, g_strdup ("thread 1"), 1);
  for (guint task = 0; task < n_tasks; task++)
    {
      gboolean is_bad = fails && task == 2;
      LanesOutcome outcome = {
        .status = is_bad ? LANES_TASK_FAILED : LANES_TASK_DONE,
        .result_kind = LANES_RESULT_TOTAL_CENTS,
        .result = 100 * (gint64) (n_tasks - task),
        .error = is_bad ? "Cart 3: the server answered 404 Not Found" : NULL,
      };
      LanesSpan span = {
        .begin_us = 1000 * (gint64) task,
        .end_us = 1000 * (gint64) task + 500,
        .task = (gint32) task,
        .worker = 0,
        .kind = LANES_SPAN_WAIT,
        .status = LANES_SPAN_DONE,
        .attempt = 1,
        .cpu_us = -1,
      };

      lanes_trace_append (lanes_run_get_trace (run), &span);
      lanes_run_set_outcome (run, task, &outcome);
    }
  lanes_run_finish (run, fails ? LANES_RUN_FAILED : LANES_RUN_COMPLETED, NULL);

  return run;
}

/* A window with room for a widget of any height. */
static GtkWidget *
window_of (GtkWidget *widget)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();

  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), widget);
  gtk_window_set_child (GTK_WINDOW (window), scroller);
  gtk_window_set_default_size (GTK_WINDOW (window), 600, 400);

  return window;
}

/* Shows a widget in a window of its own, and sees that it goes away with it. */
static void
show_and_finalize (GtkWidget *widget)
{
  GtkWidget *window = window_of (widget);

  gtk_window_present (GTK_WINDOW (window));
  lanes_test_settle (window);
  g_object_add_weak_pointer (G_OBJECT (widget), (gpointer *) &widget);
  gtk_window_destroy (GTK_WINDOW (window));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_null (widget);
}

static void
test_every_widget_is_made_and_goes_away (void)
{
  g_autoptr (LanesWorkload) workload = lanes_workload_file_builtin ("shopping-carts", NULL);
  g_autoptr (LanesRun) run = make_run (5, FALSE);
  g_autoptr (LanesRun) failed = make_run (5, TRUE);
  g_autoptr (LanesChoices) choices = lanes_choices_new (NULL);
  const LanesModel *model = lanes_models_find ("combined");
  GtkWidget *widget;
  LanesReport report;

  lanes_report_compute (run, &report);
  widget = lanes_figures_new ();
  lanes_figures_show (LANES_FIGURES (widget), run, &report);
  lanes_figures_show (LANES_FIGURES (widget), run, &report);
  show_and_finalize (widget);

  widget = g_object_new (LANES_TYPE_HEADLINE, NULL);
  lanes_headline_show_starting (LANES_HEADLINE (widget), "A · B");
  lanes_headline_show_ended (LANES_HEADLINE (widget), "A · B", run, &report, "A sentence.");
  lanes_headline_show_counting (LANES_HEADLINE (widget), "A · B");
  show_and_finalize (widget);

  widget = lanes_log_view_new ();
  lanes_log_view_show (LANES_LOG_VIEW (widget), "A line");
  lanes_log_view_show (LANES_LOG_VIEW (widget), NULL);
  show_and_finalize (widget);

  widget = g_object_new (LANES_TYPE_OPTIONS_PANEL, NULL);
  lanes_options_panel_set_choices (LANES_OPTIONS_PANEL (widget), choices, model);
  lanes_options_panel_set_workload (LANES_OPTIONS_PANEL (widget), workload);
  show_and_finalize (widget);

  widget = lanes_workload_row_new (workload);
  lanes_workload_row_set_forecast (LANES_WORKLOAD_ROW (widget), 5000000);
  lanes_workload_row_set_state (LANES_WORKLOAD_ROW (widget), LANES_ROW_STOP, NULL);
  lanes_workload_row_set_state (LANES_WORKLOAD_ROW (widget), LANES_ROW_BLOCKED, "why");
  {
    GtkWidget *list = gtk_list_box_new ();

    gtk_list_box_append (GTK_LIST_BOX (list), widget);
    show_and_finalize (list);
  }

  widget = lanes_totals_new ();
  g_assert_true (lanes_totals_show (LANES_TOTALS (widget), run));
  g_assert_true (lanes_totals_show (LANES_TOTALS (widget), failed));
  show_and_finalize (widget);

  widget = lanes_task_table_new ();
  lanes_task_table_set_run (LANES_TASK_TABLE (widget), run);
  show_and_finalize (widget);

  widget = lanes_run_view_new ();
  lanes_run_view_show_empty (LANES_RUN_VIEW (widget), workload, model);
  lanes_run_view_show_starting (LANES_RUN_VIEW (widget), workload, model);
  lanes_run_view_show_run (LANES_RUN_VIEW (widget), run, 0);
  lanes_run_view_show_run (LANES_RUN_VIEW (widget), failed, 0);
  show_and_finalize (widget);
}

static void
test_pages_go_away_with_all_that_they_hold (void)
{
  g_autoptr (LanesSession) session = lanes_session_new ();
  g_autoptr (LanesChoices) choices = lanes_choices_new (NULL);
  g_autoptr (GListStore) library = g_list_store_new (LANES_TYPE_WORKLOAD);
  g_autoptr (LanesWorkload) workload = lanes_workload_file_builtin ("shopping-carts", NULL);
  g_autoptr (LanesRun) run = make_run (5, FALSE);
  g_autoptr (GtkSingleSelection) workloads = NULL;
  GtkWidget *page;

  g_list_store_append (library, workload);
  workloads = gtk_single_selection_new (G_LIST_MODEL (g_object_ref (library)));
  for (guint i = 0; i < LANES_N_MODELS; i++)
    {
      page = lanes_model_page_new (lanes_models_get (i), session, choices, workloads);
      lanes_model_page_add_run (LANES_MODEL_PAGE (page), workload, run);
      g_assert_true (lanes_model_page_get_run (LANES_MODEL_PAGE (page)) == run);
      show_and_finalize (page);
    }
}

static void
test_a_pair_folds_where_there_is_no_room (void)
{
  GtkWidget *start = gtk_label_new ("a");
  GtkWidget *end = gtk_label_new ("b");
  LanesPair *pair = g_object_new (LANES_TYPE_PAIR, "threshold", 500, "switches", TRUE, "spacing",
                                  10, "start", start, "end", end, NULL);
  GtkWidget *window = gtk_window_new ();
  GtkAllocation allocation = { 0, 0, 600, 100 };

  g_object_ref_sink (pair);
  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (pair));
  gtk_widget_measure (GTK_WIDGET (pair), GTK_ORIENTATION_HORIZONTAL, -1, NULL, NULL, NULL, NULL);
  gtk_widget_size_allocate (GTK_WIDGET (pair), &allocation, -1);
  g_assert_false (lanes_pair_is_folded (pair));
  g_assert_true (gtk_widget_get_child_visible (start));
  g_assert_true (gtk_widget_get_child_visible (end));

  allocation.width = 499;
  gtk_widget_size_allocate (GTK_WIDGET (pair), &allocation, -1);
  g_assert_true (lanes_pair_is_folded (pair));
  g_assert_false (gtk_widget_get_child_visible (start));
  lanes_pair_set_shows_start (pair, TRUE);
  gtk_widget_size_allocate (GTK_WIDGET (pair), &allocation, -1);
  g_assert_true (gtk_widget_get_child_visible (start));
  g_assert_false (gtk_widget_get_child_visible (end));
  g_assert_cmpint (gtk_widget_get_width (start), ==, 499);

  gtk_window_destroy (GTK_WINDOW (window));
  g_assert_finalize_object (pair);
}

static void
test_the_table_and_the_time_line_share_their_selection (void)
{
  g_autoptr (LanesRun) run = make_run (300, TRUE);
  LanesSelection *selection = lanes_selection_new ();
  GtkWidget *table = lanes_task_table_new ();
  GtkWidget *window = gtk_window_new ();
  GtkWidget *view;
  GtkSelectionModel *model;

  g_object_ref (table);
  lanes_task_table_set_selection (LANES_TASK_TABLE (table), selection);
  gtk_window_set_child (GTK_WINDOW (window), table);
  gtk_window_set_default_size (GTK_WINDOW (window), 600, 300);
  gtk_window_present (GTK_WINDOW (window));
  lanes_task_table_set_run (LANES_TASK_TABLE (table), run);
  lanes_test_settle (window);
  view = lanes_test_find (table, GTK_TYPE_COLUMN_VIEW, NULL);
  model = gtk_column_view_get_model (GTK_COLUMN_VIEW (view));

  lanes_selection_set_task (selection, 250);
  g_assert_true (gtk_selection_model_is_selected (model, 250));
  lanes_test_settle (window);
  g_assert_true (lanes_test_shows (table, "Cart 1"));

  gtk_selection_model_select_item (model, 7, TRUE);
  g_assert_cmpint (lanes_selection_get_task (selection), ==, 7);

  gtk_window_destroy (GTK_WINDOW (window));
  g_assert_finalize_object (table);
  g_assert_finalize_object (selection);
}

static void
test_a_hundred_thousand_tasks_do_not_hurt (void)
{
  g_autoptr (LanesRun) run = make_run (100000, TRUE);
  LanesTaskModel *model = lanes_task_model_new ();
  g_autoptr (GArray) times = NULL;
  g_autofree char *status = NULL;
  g_autofree char *result = NULL;

  lanes_task_model_set_run (model, run);
  times = lanes_task_times_compute (run);
  lanes_task_model_refresh (model, times);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (model)), ==, 100000);
  status = lanes_task_model_dup_text (model, 2, LANES_COLUMN_STATUS);
  g_assert_cmpstr (status, ==, "Cart 3: the server answered 404 Not Found");
  result = lanes_task_model_dup_text (model, 99999, LANES_COLUMN_RESULT);
  g_assert_cmpstr (result, ==, "1.00");
  g_assert_cmpint (lanes_task_model_compare (model, 0, 1, LANES_COLUMN_RESULT), >, 0);
  g_assert_cmpint (lanes_task_model_compare (model, 0, 1, LANES_COLUMN_ENDED), <, 0);
  g_assert_true (lanes_task_model_is_failed (model, 2));
  g_assert_finalize_object (model);
}

static void
test_options_that_a_model_does_not_use_are_not_there (void)
{
  g_autoptr (LanesChoices) choices = lanes_choices_new (NULL);
  g_autoptr (LanesWorkload) workload = lanes_workload_file_builtin ("shopping-carts", NULL);

  for (guint i = 0; i < LANES_N_MODELS; i++)
    {
      const LanesModel *model = lanes_models_get (i);
      gboolean has_pool = lanes_model_uses (model, LANES_CARRIER_THREADS) ||
                          lanes_model_uses (model, LANES_CARRIER_PROCESSES);
      GtkWidget *panel = g_object_new (LANES_TYPE_OPTIONS_PANEL, NULL);
      GtkWidget *window = window_of (panel);

      lanes_options_panel_set_choices (LANES_OPTIONS_PANEL (panel), choices, model);
      lanes_options_panel_set_workload (LANES_OPTIONS_PANEL (panel), workload);
      gtk_window_present (GTK_WINDOW (window));
      lanes_test_settle (window);
      g_assert_true (lanes_test_shows (panel, "Time scale"));
      g_assert_true (lanes_test_shows (panel, "Schedule") == model->has_schedule);
      g_assert_true (lanes_test_shows (panel, "Workers") == has_pool);
      g_assert_true (lanes_test_shows (panel, "Connections") == !model->one_at_a_time);
      gtk_window_destroy (GTK_WINDOW (window));
    }
}

static void
test_an_address_that_is_none_is_told_beside_it (void)
{
  g_autoptr (LanesChoices) choices = lanes_choices_new (NULL);
  GtkWidget *panel = g_object_new (LANES_TYPE_OPTIONS_PANEL, NULL);
  GtkWidget *window = window_of (panel);
  GtkWidget *entry;

  lanes_options_panel_set_choices (LANES_OPTIONS_PANEL (panel), choices, lanes_models_get (0));
  gtk_window_present (GTK_WINDOW (window));
  g_object_set (choices, "endpoint", "https://example.com/api", NULL);
  lanes_test_settle (window);
  entry = lanes_test_find (panel, GTK_TYPE_ENTRY, NULL);
  g_assert_true (gtk_widget_get_mapped (entry));
  g_assert_false (gtk_widget_has_css_class (entry, "error"));

  gtk_editable_set_text (GTK_EDITABLE (entry), "example");
  lanes_test_settle (window);
  g_assert_true (gtk_widget_has_css_class (entry, "error"));
  g_assert_true (lanes_test_shows (panel, "The endpoint must be \"built-in\" or a URL such as "
                                          "https://dummyjson.com, not \"example\""));
  g_object_set (choices, "endpoint", "", NULL);
  lanes_test_settle (window);
  g_assert_false (gtk_widget_get_mapped (entry));
  gtk_window_destroy (GTK_WINDOW (window));
}

static guint
count_labels (GtkWidget *widget, const char *text)
{
  guint n = GTK_IS_LABEL (widget) && g_str_equal (gtk_label_get_text (GTK_LABEL (widget)), text);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += count_labels (child, text);

  return n;
}

static void
test_every_key_is_listed (void)
{
  GtkWidget *window = lanes_shortcuts_window_new (NULL);
  const LanesKey *keys;
  guint n_keys;

  gtk_window_present (GTK_WINDOW (window));
  lanes_test_settle (window);
  for (const LanesShortcut *shortcut = lanes_shortcuts_get (); shortcut->keys != NULL; shortcut++)
    g_assert_nonnull (lanes_test_find (window, GTK_TYPE_LABEL, shortcut->title));
  keys = lanes_timeline_get_keys (&n_keys);
  g_assert_cmpuint (n_keys, >, 0);
  for (guint i = 0; i < n_keys; i++)
    g_assert_nonnull (lanes_test_find (window, GTK_TYPE_LABEL, keys[i].description));
  /* By the names that people know, and twins of the keypad not at all. */
  g_assert_nonnull (lanes_test_find (window, GTK_TYPE_LABEL, "Page Down"));
  g_assert_cmpuint (count_labels (window, "Right"), ==, 1);
  g_assert_cmpuint (count_labels (window, "+"), ==, 1);
  g_assert_cmpuint (count_labels (window, "?"), ==, 1);
  g_assert_null (lanes_test_find (window, GTK_TYPE_LABEL, "="));
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_help_is_the_readme (void)
{
  GtkWidget *window = lanes_help_window_new (NULL);
  GtkWidget *view;
  GtkTextBuffer *buffer;
  GtkTextIter begin, end;
  g_autofree char *text = NULL;

  gtk_window_present (GTK_WINDOW (window));
  lanes_test_settle (window);
  view = lanes_test_find (window, GTK_TYPE_TEXT_VIEW, NULL);
  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  gtk_text_buffer_get_bounds (buffer, &begin, &end);
  text = gtk_text_buffer_get_text (buffer, &begin, &end, FALSE);
  g_assert_true (g_str_has_prefix (text, "Lanes\n"));
  g_assert_nonnull (strstr (text, "tools/run"));
  g_assert_null (strstr (text, "**"));
  /* An item a line, and no bars of tables. */
  g_assert_nonnull (strstr (text, "\n1. Press Run"));
  g_assert_nonnull (strstr (text, "\n2. "));
  g_assert_null (strstr (text, "|--"));
  g_assert_null (strstr (text, "| "));
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  lanes_resources_init ();

  g_test_add_func ("/widgets/every-one-is-made-and-goes-away",
                   test_every_widget_is_made_and_goes_away);
  g_test_add_func ("/widgets/pages-go-away-with-all-that-they-hold",
                   test_pages_go_away_with_all_that_they_hold);
  g_test_add_func ("/widgets/a-pair-folds-where-there-is-no-room",
                   test_a_pair_folds_where_there_is_no_room);
  g_test_add_func ("/widgets/the-table-and-the-time-line-share-their-selection",
                   test_the_table_and_the_time_line_share_their_selection);
  g_test_add_func ("/widgets/a-hundred-thousand-tasks-do-not-hurt",
                   test_a_hundred_thousand_tasks_do_not_hurt);
  g_test_add_func ("/widgets/options-that-a-model-does-not-use-are-not-there",
                   test_options_that_a_model_does_not_use_are_not_there);
  g_test_add_func ("/widgets/an-address-that-is-none-is-told-beside-it",
                   test_an_address_that_is_none_is_told_beside_it);
  g_test_add_func ("/widgets/every-key-is-listed", test_every_key_is_listed);
  g_test_add_func ("/widgets/help-is-the-readme", test_help_is_the_readme);

  return g_test_run ();
}
