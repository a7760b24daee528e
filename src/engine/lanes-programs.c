/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-programs.h"

#include <glib/gi18n.h>

#include "platform/lanes-platform.h"

static gboolean
is_program (const char *path)
{
  return g_file_test (path, G_FILE_TEST_IS_REGULAR) &&
         g_file_test (path, G_FILE_TEST_IS_EXECUTABLE);
}

/**
 * lanes_programs_find:
 * @name: a helper program of ours: "lanes-worker", "lanes-cart-server"
 * @error: a %G_FILE_ERROR that names the places that were looked at
 *
 * Looks in the folder that the environment's LANES_LIBEXECDIR names, then beside the running
 * program (a build folder), then where helpers are installed. Any thread.
 *
 * Returns: (transfer full): the program's path
 */
char *
lanes_programs_find (const char *name, GError **error)
{
  g_autoptr (GPtrArray) folders = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *places = NULL;
  const char *named;
  char *beside;

  g_return_val_if_fail (name != NULL, NULL);

  named = g_getenv ("LANES_LIBEXECDIR");
  if (named != NULL && *named != '\0')
    g_ptr_array_add (folders, g_strdup (named));
  beside = lanes_platform_program_folder ();
  if (beside != NULL)
    g_ptr_array_add (folders, beside);
  g_ptr_array_add (folders, g_strdup (LANES_LIBEXECDIR));

  for (guint i = 0; i < folders->len; i++)
    {
      g_autofree char *path = g_build_filename (g_ptr_array_index (folders, i), name, NULL);

      if (is_program (path))
        return g_steal_pointer (&path);
    }

  g_ptr_array_add (folders, NULL);
  places = g_strjoinv (", ", (char **) folders->pdata);
  g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT,
               _ ("The program %s is missing: it is in none of %s"), name, places);

  return NULL;
}
