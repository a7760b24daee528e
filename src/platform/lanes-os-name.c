/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-platform.h"

#if LANES_PORTABLE || !defined(__linux__)
#include <sys/utsname.h>
#endif

/**
 * lanes_platform_os_name:
 *
 * Any thread.
 *
 * Returns: (transfer full): a name for the system, such as "Debian GNU/Linux 12 (bookworm)"
 */
char *
lanes_platform_os_name (void)
{
#if LANES_PORTABLE || !defined(__linux__)
  struct utsname name;

  if (uname (&name) < 0)
    return g_strdup ("unknown");

  return g_strdup_printf ("%s %s", name.sysname, name.release);
#else
  char *name = g_get_os_info (G_OS_INFO_KEY_PRETTY_NAME);

  return name != NULL ? name : g_strdup ("Linux");
#endif
}
