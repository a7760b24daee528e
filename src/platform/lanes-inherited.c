/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-platform.h"

#include <unistd.h>

#define FIRST (STDERR_FILENO + 1)

/* By the system's list of them, which is itself read through one that is closed by then. Nothing
 * where there is no such list. */
static void
close_listed (void)
{
  g_autoptr (GDir) folder = g_dir_open ("/dev/fd", 0, NULL);
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (int));
  const char *name;

  if (folder == NULL)
    return;
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
}

/**
 * lanes_platform_close_inherited:
 *
 * Closes what the parent had open beside standard input, output and error, where the system tells
 * what that is. Main thread, first of all in main().
 */
void
lanes_platform_close_inherited (void)
{
#if !LANES_PORTABLE && defined CLOSE_RANGE_CLOEXEC
  /* A Linux before 5.9, and some sandboxes, refuse it. */
  if (close_range (FIRST, ~0U, 0) == 0)
    return;
#endif

  close_listed ();
}
