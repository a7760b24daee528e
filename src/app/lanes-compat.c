/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-compat.h"

/* One question to the user. */
typedef struct
{
  LanesFilesChosen chosen;
  gpointer user_data;
} LanesQuestion;

static LanesQuestion *
lanes_question_new (LanesFilesChosen chosen, gpointer user_data)
{
  LanesQuestion *self = g_new (LanesQuestion, 1);

  self->chosen = chosen;
  self->user_data = user_data;

  return self;
}

static void
lanes_question_answer (LanesQuestion *self, GListModel *files)
{
  self->chosen (files, self->user_data);
  g_free (self);
}

#if GTK_CHECK_VERSION(4, 10, 0)

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GListModel) files =
      gtk_file_dialog_open_multiple_finish (GTK_FILE_DIALOG (source), result, NULL);

  lanes_question_answer (user_data, files);
}

static void
one_chosen (LanesQuestion *question, GFile *file)
{
  g_autoptr (GListStore) files = g_list_store_new (G_TYPE_FILE);

  if (file != NULL)
    g_list_store_append (files, file);
  lanes_question_answer (question, file != NULL ? G_LIST_MODEL (files) : NULL);
}

static void
opened_one_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GFile) file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (source), result, NULL);

  one_chosen (user_data, file);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GFile) file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, NULL);

  one_chosen (user_data, file);
}

static GtkFileDialog *
dialog_new (const char *title, GListModel *filters)
{
  GtkFileDialog *dialog = gtk_file_dialog_new ();
  g_autoptr (GtkFileFilter) first = g_list_model_get_item (filters, 0);

  gtk_file_dialog_set_title (dialog, title);
  gtk_file_dialog_set_filters (dialog, filters);
  gtk_file_dialog_set_default_filter (dialog, first);

  return dialog;
}

void
lanes_compat_choose_open (GtkWindow *parent,
                          const char *title,
                          GListModel *filters,
                          gboolean multiple,
                          LanesFilesChosen chosen,
                          gpointer user_data)
{
  g_autoptr (GtkFileDialog) dialog = dialog_new (title, filters);
  LanesQuestion *question = lanes_question_new (chosen, user_data);

  if (multiple)
    gtk_file_dialog_open_multiple (dialog, parent, NULL, opened_cb, question);
  else
    gtk_file_dialog_open (dialog, parent, NULL, opened_one_cb, question);
}

void
lanes_compat_choose_save (GtkWindow *parent,
                          const char *title,
                          GListModel *filters,
                          const char *name,
                          LanesFilesChosen chosen,
                          gpointer user_data)
{
  g_autoptr (GtkFileDialog) dialog = dialog_new (title, filters);

  gtk_file_dialog_set_initial_name (dialog, name);
  gtk_file_dialog_save (dialog, parent, NULL, saved_cb, lanes_question_new (chosen, user_data));
}

#else

static void
response_cb (GtkNativeDialog *dialog, int response, LanesQuestion *question)
{
  g_autoptr (GListModel) files = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    files = gtk_file_chooser_get_files (GTK_FILE_CHOOSER (dialog));
  lanes_question_answer (question, files);
  g_object_unref (dialog);
}

/* It lives until it was answered. */
static GtkFileChooserNative *
dialog_new (GtkWindow *parent,
            const char *title,
            GtkFileChooserAction action,
            GListModel *filters,
            LanesQuestion *question)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (title, parent, action, NULL, NULL);

  for (guint i = 0; i < g_list_model_get_n_items (filters); i++)
    {
      g_autoptr (GtkFileFilter) filter = g_list_model_get_item (filters, i);

      gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), filter);
    }
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect (dialog, "response", G_CALLBACK (response_cb), question);

  return dialog;
}

void
lanes_compat_choose_open (GtkWindow *parent,
                          const char *title,
                          GListModel *filters,
                          gboolean multiple,
                          LanesFilesChosen chosen,
                          gpointer user_data)
{
  GtkFileChooserNative *dialog = dialog_new (parent, title, GTK_FILE_CHOOSER_ACTION_OPEN, filters,
                                             lanes_question_new (chosen, user_data));

  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (dialog), multiple);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

void
lanes_compat_choose_save (GtkWindow *parent,
                          const char *title,
                          GListModel *filters,
                          const char *name,
                          LanesFilesChosen chosen,
                          gpointer user_data)
{
  GtkFileChooserNative *dialog = dialog_new (parent, title, GTK_FILE_CHOOSER_ACTION_SAVE, filters,
                                             lanes_question_new (chosen, user_data));

  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

#endif
