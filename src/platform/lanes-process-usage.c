/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-platform.h"

#include <time.h>

#if !LANES_PORTABLE && defined(__linux__)
#include <sys/resource.h>
#endif

static void
set_figure (gint64 *out, gint64 value)
{
  if (out != NULL)
    *out = value;
}

/**
 * lanes_platform_thread_switches:
 *
 * Any thread.
 *
 * Returns: context switches of the calling thread, wanted and forced; -1: not known
 */
gint64
lanes_platform_thread_switches (void)
{
#if LANES_PORTABLE || !defined(__linux__)
  return -1;
#else
  struct rusage usage;

  if (getrusage (RUSAGE_THREAD, &usage) != 0)
    return -1;

  return (gint64) usage.ru_nvcsw + usage.ru_nivcsw;
#endif
}

/**
 * lanes_platform_process_usage:
 * @cpu_us: (out) (optional): CPU time of this process, in microseconds
 * @switches: (out) (optional): its context switches, wanted and forced
 * @peak_bytes: (out) (optional): the most resident memory that it had, in bytes
 *
 * A figure that is not known is -1. Any thread.
 */
void
lanes_platform_process_usage (gint64 *cpu_us, gint64 *switches, gint64 *peak_bytes)
{
#if LANES_PORTABLE || !defined(__linux__)
  clock_t ticks = clock ();

  set_figure (cpu_us, ticks == (clock_t) -1
                          ? -1
                          : (gint64) ((double) ticks * G_USEC_PER_SEC / CLOCKS_PER_SEC));
  set_figure (switches, -1);
  set_figure (peak_bytes, -1);
#else
  struct rusage usage;

  if (getrusage (RUSAGE_SELF, &usage) != 0)
    {
      set_figure (cpu_us, -1);
      set_figure (switches, -1);
      set_figure (peak_bytes, -1);
      return;
    }

  set_figure (cpu_us, ((gint64) usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * G_USEC_PER_SEC +
                          usage.ru_utime.tv_usec + usage.ru_stime.tv_usec);
  set_figure (switches, (gint64) usage.ru_nvcsw + usage.ru_nivcsw);
  /* Linux counts ru_maxrss in KiB: getrusage(2). */
  set_figure (peak_bytes, (gint64) usage.ru_maxrss * 1024);
#endif
}
