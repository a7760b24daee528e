/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What differs between systems. Each concern is a file of its own with a Linux side and a
 * generic one that stands on ISO C, POSIX or GLib alone (-Dportable=true). Any thread. */

/* CPU time that the calling thread has used, in microseconds; -1 where there is no such clock
 * (generic: of the process, by clock()). */
gint64 lanes_platform_thread_cpu_us (void);

/* Voluntary and involuntary context switches of the calling thread; -1: not known. */
gint64 lanes_platform_thread_switches (void);

/* CPU time, context switches and peak resident bytes of this process; -1: not known. */
void lanes_platform_process_usage (gint64 *cpu_us, gint64 *switches, gint64 *peak_bytes);

/* Resident bytes of this process now; -1: not known. */
gint64 lanes_platform_resident_bytes (void);

/* Whether the calling thread is the one that main() was called in. Any thread. */
gboolean lanes_platform_is_main_thread (void);

/* Has the system back memory that is about to be written; it may do nothing. */
void lanes_platform_touch_memory (gpointer memory, gsize size);

/* Memory for large arrays that a run writes to: all zero, page by page or more at once from the
 * system where @size is large. (transfer full): with the same @size. */
gpointer lanes_platform_alloc_pages (gsize size);
void lanes_platform_free_pages (gpointer memory, gsize size);

/* Cores that this process may run on; at least 1. */
guint lanes_platform_cores (void);

/* A name for the system: "Debian GNU/Linux 12 (bookworm)". (transfer full) */
char *lanes_platform_os_name (void);

/* Raises the soft limit of open files to the hard one; returns what it is now, 0: not known. */
guint lanes_platform_raise_fd_limit (void);

/* Closes what the parent had open beside standard input, output and error. Main thread, first of
 * all in main(). */
void lanes_platform_close_inherited (void);

/* Ignores SIGPIPE, and lets SIGINT and SIGTERM through even where they were inherited as
 * ignored. Main thread, before any other thread is started. */
void lanes_platform_init_signals (void);

/* Full path of the running program's folder; NULL: not known. (transfer full) */
char *lanes_platform_program_folder (void);

G_END_DECLS
