/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "formats/lanes-file-save.h"
#include "formats/lanes-run-csv.h"
#include "formats/lanes-run-file.h"
#include "lanes-compare-page.h"
#include "lanes-compat.h"
#include "lanes-library.h"
#include "lanes-model-page.h"
#include "lanes-opener.h"
#include "lanes-saver.h"
#include "lanes-shortcuts.h"
#include "lanes-window-private.h"
#include "view/lanes-appearance.h"
#include "view/lanes-picture.h"

/* In pixels; a vector can be made any size. */
#define PICTURE_WIDTH 1200

/* Draws runs as they are shown into a file. */
typedef gboolean (*LanesDraw) (LanesWindow *self, GPtrArray *runs, GFile *file, GError **error);

/* A file that the user is asked for. */
typedef struct
{
  LanesWindow *window;
  GPtrArray *runs;
  GFile *file;         /* once it was chosen */
  LanesSaverFunc save; /* in a thread; NULL: it is a picture */
  LanesDraw draw;
} LanesSaving;

/* What is shown and has ended. (transfer full) */
static GPtrArray *
get_runs (LanesWindow *self)
{
  GtkWidget *page = lanes_window_get_page (self);
  GPtrArray *runs;
  LanesRun *run = NULL;

  if (LANES_IS_COMPARE_PAGE (page))
    return lanes_compare_page_dup_runs (LANES_COMPARE_PAGE (page));

  runs = g_ptr_array_new_with_free_func (g_object_unref);
  if (LANES_IS_MODEL_PAGE (page))
    run = lanes_model_page_get_run (LANES_MODEL_PAGE (page));
  if (run != NULL && lanes_run_get_status (run) != LANES_RUN_RUNNING)
    g_ptr_array_add (runs, g_object_ref (run));

  return runs;
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LanesWindow) self = user_data;
  g_autoptr (LanesOpened) opened = lanes_opener_open_finish (result, NULL);

  if (opened == NULL)
    return;

  for (guint i = 0; i < opened->workloads->len; i++)
    lanes_window_add_workload (self, g_ptr_array_index (opened->workloads, i),
                               g_ptr_array_index (opened->workload_files, i));
  if (opened->runs->len > 0)
    lanes_window_add_runs (self, opened->runs);
  if (opened->problems->len > 0)
    lanes_window_tell (self, g_ptr_array_index (opened->problems, 0));
}

/**
 * lanes_window_open:
 * @self: a window
 * @files: (element-type GFile): run files and workload files
 *
 * Reads them in the background. What cannot be read is told in one sentence, and changes nothing.
 */
void
lanes_window_open (LanesWindow *self, GPtrArray *files)
{
  g_return_if_fail (LANES_IS_WINDOW (self));

  if (files->len > 0)
    lanes_opener_open_async (files, lanes_window_get_opening (self), opened_cb,
                             g_object_ref (self));
}

static GListModel *
make_filters (const char *name, const char *const *patterns)
{
  GListStore *filters = g_list_store_new (GTK_TYPE_FILE_FILTER);
  g_autoptr (GtkFileFilter) ours = gtk_file_filter_new ();
  g_autoptr (GtkFileFilter) all = gtk_file_filter_new ();

  gtk_file_filter_set_name (ours, name);
  for (guint i = 0; patterns[i] != NULL; i++)
    gtk_file_filter_add_pattern (ours, patterns[i]);
  gtk_file_filter_set_name (all, _ ("All files"));
  gtk_file_filter_add_pattern (all, "*");
  g_list_store_append (filters, ours);
  g_list_store_append (filters, all);

  return G_LIST_MODEL (filters);
}

static void
open_chosen_cb (GListModel *files, gpointer user_data)
{
  g_autoptr (LanesWindow) self = user_data;
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; files != NULL && i < g_list_model_get_n_items (files); i++)
    g_ptr_array_add (list, g_list_model_get_item (files, i));
  lanes_window_open (self, list);
}

static void
open_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  const char *const patterns[] = { "*.lanes", "*.lanes-workload", "*.json", NULL };
  g_autoptr (GListModel) filters = make_filters (_ ("Runs and workloads"), patterns);

  lanes_compat_choose_open (GTK_WINDOW (widget), _ ("Open"), filters, TRUE, open_chosen_cb,
                            g_object_ref (widget));
}

static void
lanes_saving_free (LanesSaving *self)
{
  g_object_unref (self->window);
  g_ptr_array_unref (self->runs);
  g_clear_object (&self->file);
  g_free (self);
}

/* The window may have been closed while a thread wrote. */
static void
end_saving (LanesSaving *saving, const GError *error)
{
  g_autofree char *name = g_file_get_basename (saving->file);
  g_autofree char *words = g_strdup_printf (_ ("Saved as %s"), name);
  gboolean is_open = gtk_widget_get_mapped (GTK_WIDGET (saving->window));

  if (error != NULL && is_open)
    lanes_window_tell (saving->window, error->message);
  else if (error != NULL)
    g_printerr ("%s\n", error->message);
  else if (is_open)
    lanes_window_toast (saving->window, words);

  lanes_saving_free (saving);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LanesSaving *saving = user_data;
  g_autoptr (GError) error = NULL;

  lanes_saver_save_finish (result, &error);
  end_saving (saving, error);
}

static void
save_chosen_cb (GListModel *files, gpointer user_data)
{
  LanesSaving *saving = user_data;
  g_autoptr (GError) error = NULL;

  if (files == NULL)
    {
      lanes_saving_free (saving);
      return;
    }

  saving->file = g_list_model_get_item (files, 0);
  if (saving->save != NULL)
    {
      lanes_saver_save_async (saving->runs, saving->file, saving->save, saved_cb, saving);
      return;
    }

  saving->draw (saving->window, saving->runs, saving->file, &error);
  end_saving (saving, error);
}

static void
choose_save (LanesWindow *self,
             const char *title,
             const char *ending,
             GListModel *filters,
             LanesSaverFunc save,
             LanesDraw draw)
{
  g_autoptr (GPtrArray) runs = get_runs (self);
  g_autofree char *name = NULL;
  LanesSaving *saving;
  LanesRun *run;

  if (runs->len == 0)
    return;

  run = g_ptr_array_index (runs, 0);
  name = g_strdup_printf ("%s-%s%s", lanes_workload_get_name (lanes_run_get_workload (run)),
                          runs->len > 1 ? "compared" : lanes_run_get_model (run)->name, ending);
  saving = g_new0 (LanesSaving, 1);
  saving->window = g_object_ref (self);
  saving->runs = g_steal_pointer (&runs);
  saving->save = save;
  saving->draw = draw;
  lanes_compat_choose_save (GTK_WINDOW (self), title, filters, name, save_chosen_cb, saving);
}

static gboolean
save_runs (GPtrArray *runs, GFile *file, GError **error)
{
  return lanes_run_file_save (runs, file, NULL, error);
}

static void
save_run_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  const char *const patterns[] = { "*.lanes.json", "*.lanes", NULL };
  g_autoptr (GListModel) filters = make_filters (_ ("Runs"), patterns);

  choose_save (LANES_WINDOW (widget), _ ("Save Run"), lanes_saver_get_ending ("/.flatpak-info"),
               filters, save_runs, NULL);
}

static gboolean
write_csv (GOutputStream *stream, gpointer user_data, GCancellable *cancellable, GError **error)
{
  return lanes_run_csv_write (user_data, stream, cancellable, error);
}

static gboolean
save_csv (GPtrArray *runs, GFile *file, GError **error)
{
  return lanes_file_save (file, write_csv, runs, NULL, error);
}

static void
export_csv_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  const char *const patterns[] = { "*.csv", NULL };
  g_autoptr (GListModel) filters = make_filters (_ ("Lists of spans"), patterns);

  choose_save (LANES_WINDOW (widget), _ ("Export CSV"), ".csv", filters, save_csv, NULL);
}

/* A picture of what is visible; its writer, for lanes_file_save(). */
typedef struct
{
  LanesPicture picture;
  LanesPictureFormat format;
} LanesDrawing;

static gboolean
write_picture (GOutputStream *stream, gpointer user_data, GCancellable *cancellable, GError **error)
{
  LanesDrawing *drawing = user_data;

  return lanes_picture_write (&drawing->picture, drawing->format, stream, cancellable, error);
}

static gboolean
save_picture (LanesWindow *self,
              GPtrArray *runs,
              GFile *file,
              const LanesPalette *palette,
              GError **error)
{
  GtkWidget *page = lanes_window_get_page (self);
  g_autofree char *name = g_file_get_basename (file);
  LanesDrawing drawing = {
    .picture = { .runs = runs, .width = PICTURE_WIDTH, .palette = palette },
  };
  LanesPicture *picture = &drawing.picture;

  if (!lanes_picture_format_from_name (name, &drawing.format))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_FILENAME,
                   _ ("The name of a picture ends in .svg, .pdf or .png, unlike %s"), name);
      return FALSE;
    }
  if (LANES_IS_COMPARE_PAGE (page))
    picture->order = lanes_compare_page_get_order (LANES_COMPARE_PAGE (page), &picture->begin_us,
                                                   &picture->end_us);
  else if (LANES_IS_MODEL_PAGE (page))
    picture->order = lanes_run_view_get_order (lanes_model_page_get_view (LANES_MODEL_PAGE (page)),
                                               &picture->begin_us, &picture->end_us);

  return lanes_file_save (file, write_picture, &drawing, NULL, error);
}

static gboolean
save_picture_shown (LanesWindow *self, GPtrArray *runs, GFile *file, GError **error)
{
  return save_picture (self, runs, file,
                       lanes_appearance_get_palette (lanes_appearance_get_default ()), error);
}

static gboolean
save_picture_light (LanesWindow *self, GPtrArray *runs, GFile *file, GError **error)
{
  return save_picture (self, runs, file, lanes_palette_get (FALSE, FALSE), error);
}

static gboolean
save_picture_dark (LanesWindow *self, GPtrArray *runs, GFile *file, GError **error)
{
  return save_picture (self, runs, file, lanes_palette_get (TRUE, FALSE), error);
}

static void
save_picture_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  const char *const patterns[] = { "*.svg", "*.pdf", "*.png", NULL };
  g_autoptr (GListModel) filters = make_filters (_ ("Pictures: SVG, PDF, PNG"), patterns);
  LanesDraw draw = save_picture_shown;

  if (parameter != NULL)
    draw = g_str_equal (g_variant_get_string (parameter, NULL), "dark") ? save_picture_dark
                                                                        : save_picture_light;
  choose_save (LANES_WINDOW (widget), _ ("Save Picture"), ".svg", filters, NULL, draw);
}

static void
copy_command_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LanesWindow *self = LANES_WINDOW (widget);
  LanesWorkload *workload = lanes_window_get_workload (self);
  g_autofree char *command = NULL;

  if (workload == NULL)
    return;
  command = lanes_choices_dup_command (lanes_window_get_choices (self), workload,
                                       lanes_models_find (lanes_window_get_tab (self)));
  if (command == NULL)
    {
      lanes_window_tell (self, _ ("This workload came with a run and is in no file of its own, so "
                                  "there is no command for it"));
      return;
    }
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), command);
  lanes_window_toast (self, _ ("Command copied"));
}

static void
run_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GtkWidget *page = lanes_window_get_page (LANES_WINDOW (widget));

  if (LANES_IS_MODEL_PAGE (page))
    lanes_model_page_start (LANES_MODEL_PAGE (page));
  else if (LANES_IS_COMPARE_PAGE (page))
    lanes_compare_page_start (LANES_COMPARE_PAGE (page));
}

static void
stop_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  lanes_session_stop (lanes_window_get_session (LANES_WINDOW (widget)));
}

static void
tab_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  lanes_window_show_tab (LANES_WINDOW (widget), g_variant_get_string (parameter, NULL));
}

static void
shortcuts_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  lanes_shortcuts_present (GTK_WINDOW (widget));
}

static void
close_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_window_close (GTK_WINDOW (widget));
}

/**
 * lanes_window_update_actions:
 * @self: a window
 */
void
lanes_window_update_actions (LanesWindow *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean is_running = lanes_session_is_running (lanes_window_get_session (self));
  g_autoptr (GPtrArray) runs = get_runs (self);

  gtk_widget_action_set_enabled (widget, "win.run", !is_running);
  gtk_widget_action_set_enabled (widget, "win.stop", is_running);
  gtk_widget_action_set_enabled (widget, "win.save-run", runs->len > 0);
  gtk_widget_action_set_enabled (widget, "win.save-picture", runs->len > 0);
  gtk_widget_action_set_enabled (widget, "win.save-picture-in", runs->len > 0);
  gtk_widget_action_set_enabled (widget, "win.export-csv", runs->len > 0);
}

void
lanes_window_class_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.open", NULL, open_cb);
  gtk_widget_class_install_action (widget_class, "win.save-run", NULL, save_run_cb);
  gtk_widget_class_install_action (widget_class, "win.save-picture", NULL, save_picture_cb);
  gtk_widget_class_install_action (widget_class, "win.save-picture-in", "s", save_picture_cb);
  gtk_widget_class_install_action (widget_class, "win.export-csv", NULL, export_csv_cb);
  gtk_widget_class_install_action (widget_class, "win.copy-command", NULL, copy_command_cb);
  gtk_widget_class_install_action (widget_class, "win.run", NULL, run_cb);
  gtk_widget_class_install_action (widget_class, "win.stop", NULL, stop_cb);
  gtk_widget_class_install_action (widget_class, "win.tab", "s", tab_cb);
  gtk_widget_class_install_action (widget_class, "win.shortcuts", NULL, shortcuts_cb);
  gtk_widget_class_install_action (widget_class, "win.close", NULL, close_cb);

  /* Keys that somebody who types needs first: they come here only when nobody wants them. */
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_question, GDK_SHIFT_MASK,
                                       "win.shortcuts", NULL);
  /* The menu shows the last one. */
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_question, 0, "win.shortcuts", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "win.stop", NULL);
}
