/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-platform.h"

#include <time.h>

/**
 * lanes_platform_thread_cpu_us:
 *
 * Any thread.
 *
 * Returns: CPU time that the calling thread has used, in microseconds; -1 where it cannot be
 *   known. The generic side counts the whole process, by clock()
 */
gint64
lanes_platform_thread_cpu_us (void)
{
#if LANES_PORTABLE || !defined(__linux__)
  clock_t ticks = clock ();

  if (ticks == (clock_t) -1)
    return -1;

  return (gint64) ((double) ticks * G_USEC_PER_SEC / CLOCKS_PER_SEC);
#else
  struct timespec now;

  if (clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now) != 0)
    return -1;

  return (gint64) now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
#endif
}
