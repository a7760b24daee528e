/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-platform.h"

#include <unistd.h>

#define FIRST (STDERR_FILENO + 1)

#if LANES_PORTABLE || !defined CLOSE_RANGE_CLOEXEC
/* The list is itself read through one of them, which is closed by then. */
static gboolean
close_all (void)
{
  g_autoptr (GDir) folder = g_dir_open ("/dev/fd", 0, NULL);
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (int));
  const char *name;

  if (folder == NULL)
    return FALSE;
  while ((name = g_dir_read_name (folder)) != NULL)
    {
      int number = (int) g_ascii_strtoll (name, NULL, 10);

      g_array_append_val (numbers, number);
    }
  g_clear_pointer (&folder, g_dir_close);
  for (guint i = 0; i < numbers->len; i++)
    {
      if (g_array_index (numbers, int, i) >= FIRST)
        close (g_array_index (numbers, int, i));
    }

  return TRUE;
}
#else
static gboolean
close_all (void)
{
  return close_range (FIRST, ~0U, 0) == 0;
}
#endif

/**
 * lanes_platform_close_inherited:
 *
 * Closes what the parent had open beside standard input, output and error. Main thread, first of
 * all in main().
 *
 * Returns: %FALSE where the system does not tell what is open
 */
gboolean
lanes_platform_close_inherited (void)
{
  return close_all ();
}
