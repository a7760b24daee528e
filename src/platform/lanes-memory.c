/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-platform.h"

#if !LANES_PORTABLE && defined(__linux__)
#include <fcntl.h>
#include <sys/mman.h>
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

/**
 * lanes_platform_touch_memory:
 * @memory: allocated
 * @size: in bytes
 *
 * Has the system back the pages of @memory that is about to be written, all at once: page by
 * page, as they are written to, takes twice as long. What is in it stays. The generic side, and
 * a Linux before 5.14, do nothing. Any thread.
 */
void
lanes_platform_touch_memory (gpointer memory, gsize size)
{
#if !LANES_PORTABLE && defined(MADV_POPULATE_WRITE)
  guintptr page = (guintptr) sysconf (_SC_PAGESIZE);
  guintptr begin = ((guintptr) memory + page - 1) / page * page;
  guintptr end = ((guintptr) memory + size) / page * page;

  if (begin < end)
    madvise ((void *) begin, end - begin, MADV_POPULATE_WRITE);
#endif
}
