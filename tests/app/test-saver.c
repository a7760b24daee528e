/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "app/lanes-saver.h"

typedef struct
{
  GApplication *application;
  GThread *thread; /* that wrote */
  GError *error;
  gboolean succeeded;
  gboolean has_ended;
} Saving;

static Saving saving;

static gboolean
write_words (GPtrArray *runs, GFile *file, GError **error)
{
  g_autofree char *words = g_strdup_printf ("%u runs", runs->len);

  saving.thread = g_thread_self ();

  return g_file_replace_contents (file, words, strlen (words), NULL, FALSE, G_FILE_CREATE_NONE,
                                  NULL, NULL, error);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  saving.succeeded = lanes_saver_save_finish (result, &saving.error);
  saving.has_ended = TRUE;
}

/* An application without a window, which nothing else keeps alive. */
static void
activate_cb (GApplication *application, gpointer file)
{
  g_autoptr (GPtrArray) runs = g_ptr_array_new ();

  lanes_saver_save_async (runs, file, write_words, saved_cb, NULL);
}

static void
save (GFile *file)
{
  g_autoptr (GApplication) application = g_application_new (NULL, G_APPLICATION_NON_UNIQUE);

  saving = (Saving){ .application = application };
  g_signal_connect (application, "activate", G_CALLBACK (activate_cb), file);
  g_application_run (application, 0, NULL);
}

static void
test_the_application_ends_when_the_file_is_there (void)
{
  g_autofree char *folder = g_dir_make_tmp ("lanes-test-XXXXXX", NULL);
  g_autoptr (GFile) file = g_file_new_build_filename (folder, "a.lanes.json", NULL);
  g_autoptr (GFile) parent = g_file_get_parent (file);
  g_autofree char *words = NULL;

  save (file);
  g_assert_true (saving.has_ended);
  g_assert_no_error (saving.error);
  g_assert_true (saving.succeeded);
  g_assert_true (saving.thread != g_thread_self ());
  g_assert_true (g_file_load_contents (file, NULL, &words, NULL, NULL, NULL));
  g_assert_cmpstr (words, ==, "0 runs");
  g_assert_true (g_file_delete (file, NULL, NULL));
  g_assert_true (g_file_delete (parent, NULL, NULL));
}

static void
test_what_went_wrong_is_told (void)
{
  g_autoptr (GFile) file = g_file_new_for_path ("/nowhere/at/all.lanes.json");

  save (file);
  g_assert_true (saving.has_ended);
  g_assert_false (saving.succeeded);
  g_assert_error (saving.error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_clear_error (&saving.error);
}

static void
test_a_flatpak_proposes_the_suffix_that_its_desktop_knows (void)
{
  g_autofree char *folder = g_dir_make_tmp ("lanes-test-XXXXXX", NULL);
  g_autofree char *info = g_build_filename (folder, ".flatpak-info", NULL);

  g_assert_cmpstr (lanes_saver_get_ending (info), ==, ".lanes.json");
  g_assert_true (g_file_set_contents (info, "[Application]\n", -1, NULL));
  g_assert_cmpstr (lanes_saver_get_ending (info), ==, ".lanes");
  g_assert_cmpint (g_remove (info), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/saver/the-application-ends-when-the-file-is-there",
                   test_the_application_ends_when_the_file_is_there);
  g_test_add_func ("/saver/a-flatpak-proposes-the-suffix-that-its-desktop-knows",
                   test_a_flatpak_proposes_the_suffix_that_its_desktop_knows);
  g_test_add_func ("/saver/what-went-wrong-is-told", test_what_went_wrong_is_told);

  return g_test_run ();
}
