/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-platform.h"

static GThread *main_thread;

/* Before main(), when there is no other. */
__attribute__ ((constructor)) static void
lanes_platform_know_main_thread (void)
{
  main_thread = g_thread_self ();
}

/**
 * lanes_platform_is_main_thread:
 *
 * For functions that are the main thread's alone to assert it. Any thread.
 *
 * Returns: whether the calling thread is the one that main() was called in
 */
gboolean
lanes_platform_is_main_thread (void)
{
  return g_thread_self () == main_thread;
}
