/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#include "formats/lanes-file-save.h"

typedef struct
{
  char *folder;
  char *path;
  GFile *file;
} Place;

static void
place_init (Place *self)
{
  self->folder = g_dir_make_tmp ("lanes-test-XXXXXX", NULL);
  self->path = g_build_filename (self->folder, "saved.json", NULL);
  self->file = g_file_new_for_path (self->path);
}

static guint
count_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint count = 0;

  while (g_dir_read_name (dir) != NULL)
    count++;

  return count;
}

static void
place_clear (Place *self)
{
  g_remove (self->path);
  g_assert_cmpint (g_rmdir (self->folder), ==, 0);
  g_free (self->folder);
  g_free (self->path);
  g_object_unref (self->file);
}

static gboolean
write_text (GOutputStream *stream, gpointer user_data, GCancellable *cancellable, GError **error)
{
  return g_output_stream_write_all (stream, user_data, strlen (user_data), NULL, cancellable,
                                    error);
}

/* As on a disk that fills up. */
static gboolean
write_half (GOutputStream *stream, gpointer user_data, GCancellable *cancellable, GError **error)
{
  if (!write_text (stream, user_data, cancellable, error))
    return FALSE;
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE, "no space");

  return FALSE;
}

static void
assert_holds (const Place *self, const char *text)
{
  g_autofree char *found = NULL;

  g_assert_true (g_file_get_contents (self->path, &found, NULL, NULL));
  g_assert_cmpstr (found, ==, text);
  g_assert_cmpuint (count_files (self->folder), ==, 1);
}

static void
test_a_new_file_is_whole_or_not_there (void)
{
  g_autoptr (GError) error = NULL;
  Place place;

  place_init (&place);
  g_assert_false (lanes_file_save (place.file, write_half, (char *) "ha", NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE);
  g_assert_nonnull (strstr (error->message, place.path));
  g_assert_cmpuint (count_files (place.folder), ==, 0);
  g_assert_true (lanes_file_save (place.file, write_text, (char *) "whole", NULL, NULL));
  assert_holds (&place, "whole");
  place_clear (&place);
}

static void
test_a_failure_leaves_what_was_there (void)
{
  g_autoptr (GError) error = NULL;
  Place place;

  place_init (&place);
  g_assert_true (lanes_file_save (place.file, write_text, (char *) "old", NULL, NULL));
  g_assert_false (lanes_file_save (place.file, write_half, (char *) "new", NULL, &error));
  assert_holds (&place, "old");
  g_assert_true (lanes_file_save (place.file, write_text, (char *) "new", NULL, NULL));
  assert_holds (&place, "new");
  place_clear (&place);
}

static void
test_what_is_no_file_is_written_to_as_it_is (void)
{
  g_autoptr (GFile) file = g_file_new_for_path ("/dev/null");
  g_autoptr (GError) error = NULL;
  GStatBuf status;

  g_assert_true (lanes_file_save (file, write_text, (char *) "gone", NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (g_stat ("/dev/null", &status), ==, 0);
  g_assert_true (S_ISCHR (status.st_mode));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/file-save/a-new-file-is-whole-or-not-there",
                   test_a_new_file_is_whole_or_not_there);
  g_test_add_func ("/file-save/a-failure-leaves-what-was-there",
                   test_a_failure_leaves_what_was_there);
  g_test_add_func ("/file-save/what-is-no-file-is-written-to-as-it-is",
                   test_what_is_no_file_is_written_to_as_it_is);

  return g_test_run ();
}
