/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-platform.h"

#if !LANES_PORTABLE && defined(__linux__)
#include <sched.h>
#endif

/**
 * lanes_platform_cores:
 *
 * Any thread.
 *
 * Returns: cores that this process may run on; at least 1
 */
guint
lanes_platform_cores (void)
{
#if !LANES_PORTABLE && defined(__linux__)
  cpu_set_t set;

  /* A container or taskset may leave us fewer than the machine has. */
  if (sched_getaffinity (0, sizeof set, &set) == 0 && CPU_COUNT (&set) > 0)
    return (guint) CPU_COUNT (&set);
#endif

  return MAX (g_get_num_processors (), 1);
}
