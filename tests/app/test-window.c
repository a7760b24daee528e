/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <unistd.h>

#include "app/lanes-model-page.h"
#include "app/lanes-workload-row.h"
#include "formats/lanes-run-file.h"
#include "lanes-test-window.h"
#include "platform/lanes-platform.h"

static LanesRun *
get_run (LanesWindow *window)
{
  return lanes_model_page_get_run (LANES_MODEL_PAGE (lanes_window_get_page (window)));
}

static gboolean
has_started (gpointer user_data)
{
  return lanes_session_get_run (lanes_window_get_session (user_data)) != NULL;
}

static void
set_time_scale (LanesWindow *window, double time_scale)
{
  g_object_set (lanes_window_get_choices (window), "time-scale", time_scale, NULL);
}

static void
test_run_shows_the_total_under_every_model (void)
{
  LanesWindow *window = lanes_test_window_new (1280, 800);

  set_time_scale (window, 0.01);
  for (guint i = 0; i < LANES_N_MODELS; i++)
    {
      const LanesModel *model = lanes_models_get (i);
      g_autofree char *title = g_strdup_printf ("Shopping Carts · %s", model->title);

      lanes_window_show_tab (window, model->name);
      lanes_test_settle (GTK_WIDGET (window));
      g_assert_null (get_run (window));
      g_assert_true (lanes_test_shows (GTK_WIDGET (window), title));

      lanes_test_press_run (window, "Shopping Carts");
      lanes_test_wait_until_idle (window);
      g_assert_true (lanes_run_get_model (get_run (window)) == model);
      g_assert_true (lanes_test_shows (GTK_WIDGET (window), "31,056.82"));
      g_assert_true (lanes_test_shows (GTK_WIDGET (window), "total of 5 carts"));
      g_assert_true (lanes_test_shows (GTK_WIDGET (window), "19,135.91"));
    }

  /* Each tab keeps its own. */
  lanes_window_show_tab (window, "threads");
  g_assert_true (lanes_run_get_model (get_run (window)) == lanes_models_find ("threads"));
  lanes_test_window_free (window);
}

static void
test_every_workload_runs (void)
{
  static const struct
  {
    const char *title;
    const char *result;
  } workloads[] = {
    { "Download Pages", "fetched" },
    { "Compute Squares", "1, 4, 9, 16, 25" },
    { "One Task", "1 of 1" },
    { "Two Tasks", "2 of 2" },
  };
  LanesWindow *window = lanes_test_window_new (1280, 800);

  set_time_scale (window, 0.01);
  lanes_window_show_tab (window, "event-loop");
  for (guint i = 0; i < G_N_ELEMENTS (workloads); i++)
    {
      lanes_test_press_run (window, workloads[i].title);
      lanes_test_wait_until_idle (window);
      g_assert_cmpint (lanes_run_get_status (get_run (window)), ==, LANES_RUN_COMPLETED);
      g_assert_true (lanes_test_shows (GTK_WIDGET (window), workloads[i].result));
    }
  lanes_test_window_free (window);
}

static GtkWidget *
row_button (LanesWindow *window, const char *title)
{
  GtkWidget *label = lanes_test_find (lanes_window_get_page (window), GTK_TYPE_LABEL, title);

  return lanes_test_find (gtk_widget_get_ancestor (label, LANES_TYPE_WORKLOAD_ROW), GTK_TYPE_BUTTON,
                          NULL);
}

static void
test_stop_ends_the_run_and_says_so (void)
{
  LanesWindow *window = lanes_test_window_new (1280, 800);
  GtkWidget *own, *other;

  set_time_scale (window, 10);
  lanes_window_show_tab (window, "threads");
  own = row_button (window, "Shopping Carts");
  other = row_button (window, "One Task");
  lanes_test_press_run (window, "Shopping Carts");
  lanes_test_wait (has_started, window, "the run to start");

  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (own)), ==, "Stop");
  g_assert_false (gtk_widget_is_sensitive (other));
  g_assert_nonnull (strstr (gtk_widget_get_tooltip_text (other), "only one thing runs at a time"));
  lanes_window_show_tab (window, "processes");
  g_assert_false (gtk_widget_is_sensitive (row_button (window, "Shopping Carts")));
  lanes_window_show_tab (window, "threads");

  g_signal_emit_by_name (own, "clicked");
  lanes_test_wait_until_idle (window);
  g_assert_cmpint (lanes_run_get_status (get_run (window)), ==, LANES_RUN_CANCELLED);
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (own)), ==, "Run");
  g_assert_true (gtk_widget_is_sensitive (other));
  g_assert_true (lanes_test_shows (GTK_WIDGET (window), "carts: there is no total"));
  g_assert_true (lanes_test_shows (GTK_WIDGET (window), "0 of 5 carts"));
  lanes_test_window_free (window);
}

static void
test_a_failure_never_shows_a_part_as_the_total (void)
{
  LanesWindow *window = lanes_test_window_new (1280, 800);

  set_time_scale (window, 0);
  /* Nobody listens there. */
  g_object_set (lanes_window_get_choices (window), "endpoint", "http://127.0.0.1:1", NULL);
  lanes_window_show_tab (window, "combined");
  lanes_test_press_run (window, "Shopping Carts");
  lanes_test_wait_until_idle (window);
  g_assert_cmpint (lanes_run_get_status (get_run (window)), ==, LANES_RUN_FAILED);
  g_assert_true (lanes_test_shows (GTK_WIDGET (window), "0 of 5"));
  g_assert_true (lanes_test_shows (GTK_WIDGET (window), "carts: there is no total"));
  g_assert_false (lanes_test_shows (GTK_WIDGET (window), "31,056.82"));

  /* What cannot even begin is told above the page. */
  g_object_set (lanes_window_get_choices (window), "endpoint", "nonsense", NULL);
  lanes_test_press_run (window, "Shopping Carts");
  lanes_test_wait_until_idle (window);
  g_assert_true (lanes_test_shows (GTK_WIDGET (window),
                                   "The endpoint must be \"built-in\" or a URL such as "
                                   "https://dummyjson.com, not \"nonsense\""));
  g_object_set (lanes_window_get_choices (window), "endpoint", "", NULL);
  lanes_test_window_free (window);
}

static void
test_closing_during_a_run_leaves_nothing (void)
{
  guint n_children = lanes_test_count_children ();
  LanesWindow *window = lanes_test_window_new (1280, 800);

  set_time_scale (window, 10);
  lanes_window_show_tab (window, "processes");
  lanes_test_press_run (window, "Shopping Carts");
  lanes_test_wait (has_started, window, "the run to start");
  lanes_test_window_free (window);
  /* Whoever reaps them needs a moment. */
  while (lanes_test_count_children () > n_children)
    g_main_context_iteration (NULL, FALSE);
  g_assert_cmpuint (lanes_test_count_children (), ==, n_children);
}

static GFile *
write_file (const char *folder, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));

  return g_file_new_for_path (path);
}

typedef struct
{
  LanesWindow *window;
  const char *text;
} Sight;

static gboolean
is_shown (gpointer user_data)
{
  Sight *sight = user_data;

  return lanes_test_shows (GTK_WIDGET (sight->window), sight->text);
}

static void
wait_for_text (LanesWindow *window, const char *text)
{
  Sight sight = { window, text };

  lanes_test_wait (is_shown, &sight, text);
}

static gboolean
has_run (gpointer user_data)
{
  GtkWidget *page = lanes_window_get_page (user_data);

  return LANES_IS_MODEL_PAGE (page) && lanes_model_page_get_run (LANES_MODEL_PAGE (page)) != NULL;
}

static void
test_files_are_opened_and_broken_ones_told (void)
{
  g_autofree char *folder = g_dir_make_tmp ("lanes-test-XXXXXX", NULL);
  LanesWindow *window = lanes_test_window_new (1280, 800);
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) runs = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GFile) saved = g_file_new_build_filename (folder, "a.lanes.json", NULL);
  g_autofree char *sentence = NULL;
  g_autofree char *shown = NULL;

  set_time_scale (window, 0);
  lanes_window_show_tab (window, "threads");
  lanes_test_press_run (window, "Shopping Carts");
  lanes_test_wait_until_idle (window);
  g_ptr_array_add (runs, g_object_ref (get_run (window)));
  g_assert_true (lanes_run_file_save (runs, saved, NULL, NULL));
  lanes_test_window_free (window);

  /* A good one goes to its model's tab. */
  window = lanes_test_window_new (1280, 800);
  lanes_window_show_tab (window, "sequential");
  g_ptr_array_add (files, g_object_ref (saved));
  lanes_window_open (window, files);
  lanes_test_wait (has_run, window, "the opened run");
  g_assert_cmpstr (lanes_window_get_tab (window), ==, "threads");
  wait_for_text (window, "31,056.82");

  /* A broken one is told, and nothing else changes. */
  g_ptr_array_set_size (files, 0);
  g_ptr_array_add (files, write_file (folder, "broken.lanes.json", "{\"format\": \"lanes-run\""));
  lanes_window_open (window, files);
  lanes_test_wait (has_run, window, "the run that was there");
  {
    GtkWidget *bar = lanes_test_find (GTK_WIDGET (window), GTK_TYPE_REVEALER, NULL);

    while (!gtk_revealer_get_reveal_child (GTK_REVEALER (bar)))
      g_main_context_iteration (NULL, TRUE);
  }
  g_assert_cmpstr (lanes_window_get_tab (window), ==, "threads");
  g_assert_true (lanes_test_shows (GTK_WIDGET (window), "31,056.82"));

  g_ptr_array_set_size (files, 0);
  g_ptr_array_add (files, write_file (folder, "other.json", "{}"));
  lanes_window_open (window, files);
  shown = g_file_get_parse_name (g_ptr_array_index (files, 0));
  sentence = g_strdup_printf ("%s is neither a run nor a workload of Lanes", shown);
  wait_for_text (window, sentence);

  /* A workload joins the list and is selected. */
  g_ptr_array_set_size (files, 0);
  g_ptr_array_add (
      files, write_file (folder, "own.workload.json",
                         "{\"format\": \"lanes-workload\", \"version\": 1, \"name\": \"own\", "
                         "\"title\": \"My Own\", \"summary\": \"Mine\", \"count\": 2, "
                         "\"tasks\": [{\"label\": \"T {task}\", \"steps\": [{\"kind\": "
                         "\"wait\", \"seconds\": 0}]}]}"));
  lanes_window_open (window, files);
  wait_for_text (window, "My Own");
  lanes_test_press_run (window, "My Own");
  lanes_test_wait_until_idle (window);
  wait_for_text (window, "2 of 2");
  lanes_test_window_free (window);
}

static void
test_dropped_files_are_opened (void)
{
  g_autofree char *folder = g_dir_make_tmp ("lanes-test-XXXXXX", NULL);
  LanesWindow *window = lanes_test_window_new (1280, 800);
  g_autoptr (GFile) file = write_file (folder, "other.json", "[1]");
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (window));
  GSList list = { .data = file };
  g_auto (GValue) value = G_VALUE_INIT;
  gboolean taken = FALSE;

  g_value_init (&value, GDK_TYPE_FILE_LIST);
  g_value_set_boxed (&value, &list);
  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_DROP_TARGET (controller))
        g_signal_emit_by_name (controller, "drop", &value, 10.0, 10.0, &taken);
    }
  g_assert_true (taken);
  {
    GtkWidget *bar = lanes_test_find (GTK_WIDGET (window), GTK_TYPE_REVEALER, NULL);

    while (!gtk_revealer_get_reveal_child (GTK_REVEALER (bar)))
      g_main_context_iteration (NULL, TRUE);
  }
  lanes_test_window_free (window);
}

static void
copied_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  char **text = user_data;

  *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
}

static void
test_the_command_is_copied (void)
{
  LanesWindow *window = lanes_test_window_new (1280, 800);
  g_autofree char *text = NULL;

  set_time_scale (window, 0.5);
  lanes_window_show_tab (window, "processes");
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (window), "win.copy-command", NULL));
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (window)), NULL, copied_cb,
                                 &text);
  while (text == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (text, ==, "lanes-cli run shopping-carts --model processes --time-scale 0.5");
  wait_for_text (window, "Command copied");
  lanes_test_window_free (window);
}

static void
test_the_window_is_usable_at_360_by_480 (void)
{
  LanesWindow *window = lanes_test_window_new (360, 480);
  int minimum;

  for (guint i = 0; i < LANES_N_MODELS; i++)
    {
      GtkWidget *page;

      lanes_window_show_tab (window, lanes_models_get (i)->name);
      lanes_test_settle (GTK_WIDGET (window));
      page = lanes_window_get_page (window);
      g_assert_true (lanes_pair_is_folded (lanes_model_page_get_pair (LANES_MODEL_PAGE (page))));
      set_time_scale (window, 0);
      lanes_test_press_run (window, "Shopping Carts");
      lanes_test_wait_until_idle (window);
      wait_for_text (window, "31,056.82");
    }
  gtk_widget_measure (GTK_WIDGET (window), GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL,
                      NULL);
  g_assert_cmpint (minimum, <=, 360);
  gtk_widget_measure (GTK_WIDGET (window), GTK_ORIENTATION_VERTICAL, 360, &minimum, NULL, NULL,
                      NULL);
  g_assert_cmpint (minimum, <=, 480);
  lanes_test_window_free (window);
}

static void
test_what_was_chosen_is_there_again (void)
{
  LanesWindow *window = lanes_test_window_new (1280, 800);

  lanes_window_show_tab (window, "event-loop");
  lanes_test_window_free (window);
  window = lanes_test_window_new (1280, 800);
  g_assert_cmpstr (lanes_window_get_tab (window), ==, "event-loop");
  lanes_test_window_free (window);
}

int
main (int argc, char **argv)
{
  lanes_platform_init_signals ();
  gtk_test_init (&argc, &argv, NULL);

  g_test_add_func ("/window/run-shows-the-total-under-every-model",
                   test_run_shows_the_total_under_every_model);
  g_test_add_func ("/window/every-workload-runs", test_every_workload_runs);
  g_test_add_func ("/window/stop-ends-the-run-and-says-so", test_stop_ends_the_run_and_says_so);
  g_test_add_func ("/window/a-failure-never-shows-a-part-as-the-total",
                   test_a_failure_never_shows_a_part_as_the_total);
  g_test_add_func ("/window/closing-during-a-run-leaves-nothing",
                   test_closing_during_a_run_leaves_nothing);
  g_test_add_func ("/window/files-are-opened-and-broken-ones-told",
                   test_files_are_opened_and_broken_ones_told);
  g_test_add_func ("/window/dropped-files-are-opened", test_dropped_files_are_opened);
  g_test_add_func ("/window/the-command-is-copied", test_the_command_is_copied);
  g_test_add_func ("/window/it-is-usable-at-360-by-480", test_the_window_is_usable_at_360_by_480);
  g_test_add_func ("/window/what-was-chosen-is-there-again", test_what_was_chosen_is_there_again);

  return g_test_run ();
}
