/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-platform.h"

#if !LANES_PORTABLE && defined(__linux__)
#include <fcntl.h>
#include <unistd.h>
#endif

/**
 * lanes_platform_resident_bytes:
 *
 * Any thread.
 *
 * Returns: resident memory of this process now, in bytes; -1: not known
 */
gint64
lanes_platform_resident_bytes (void)
{
#if LANES_PORTABLE || !defined(__linux__)
  return -1;
#else
  char text[128];
  char *end;
  gssize length;
  int fd = open ("/proc/self/statm", O_RDONLY | O_CLOEXEC);

  if (fd < 0)
    return -1;
  length = read (fd, text, sizeof text - 1);
  close (fd);
  if (length <= 0)
    return -1;

  /* The second figure is resident pages: proc(5). */
  text[length] = '\0';
  g_ascii_strtoull (text, &end, 10);

  return (gint64) g_ascii_strtoull (end, NULL, 10) * sysconf (_SC_PAGESIZE);
#endif
}
