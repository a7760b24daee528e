/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-platform.h"

/**
 * lanes_platform_program_folder:
 *
 * Any thread.
 *
 * Returns: (transfer full) (nullable): the folder of the running program; %NULL: not known
 */
char *
lanes_platform_program_folder (void)
{
#if LANES_PORTABLE || !defined(__linux__)
  return NULL;
#else
  g_autofree char *path = g_file_read_link ("/proc/self/exe", NULL);

  return path != NULL ? g_path_get_dirname (path) : NULL;
#endif
}
