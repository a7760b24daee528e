/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-platform.h"

#include <signal.h>

/**
 * lanes_platform_init_signals:
 *
 * Ignores SIGPIPE, which a write to a child that died would raise, and lets SIGINT and
 * SIGTERM through even where they were inherited as ignored, as a shell does for a program
 * that it starts in the background. Main thread, before any other thread is started.
 */
void
lanes_platform_init_signals (void)
{
  signal (SIGPIPE, SIG_IGN);
  signal (SIGINT, SIG_DFL);
  signal (SIGTERM, SIG_DFL);

#if !LANES_PORTABLE
  {
    sigset_t set;

    sigemptyset (&set);
    sigaddset (&set, SIGINT);
    sigaddset (&set, SIGTERM);
    sigprocmask (SIG_UNBLOCK, &set, NULL);
  }
#endif
}
