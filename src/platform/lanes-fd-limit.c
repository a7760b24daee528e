/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-platform.h"

#if !LANES_PORTABLE
#include <sys/resource.h>
#endif

/**
 * lanes_platform_raise_fd_limit:
 *
 * Raises the soft limit of open files to the hard one: a thousand connections are more than
 * the usual 1024 leave room for. Any thread.
 *
 * Returns: what the limit is now; 0: not known
 */
guint
lanes_platform_raise_fd_limit (void)
{
#if LANES_PORTABLE
  return 0;
#else
  struct rlimit limit;

  if (getrlimit (RLIMIT_NOFILE, &limit) != 0)
    return 0;

  if (limit.rlim_cur != limit.rlim_max)
    {
      struct rlimit wanted = { .rlim_cur = limit.rlim_max, .rlim_max = limit.rlim_max };

      if (setrlimit (RLIMIT_NOFILE, &wanted) == 0)
        limit = wanted;
    }

  return (guint) MIN (limit.rlim_cur, G_MAXUINT);
#endif
}
