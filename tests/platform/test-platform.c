/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Both sides of each concern keep the same promise: a true figure, or -1. */
#include "config.h"

#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "platform/lanes-platform.h"

static volatile guint sink;

static void
burn (gint64 us)
{
  gint64 end_us = g_get_monotonic_time () + us;

  while (g_get_monotonic_time () < end_us)
    sink++;
}

static void
test_cpu_clocks_go_forward_with_work (void)
{
  gint64 before_us = lanes_platform_thread_cpu_us ();
  gint64 process_before_us;

  lanes_platform_process_usage (&process_before_us, NULL, NULL);
  /* Other work may hold the cores: until the clock has moved. */
  for (guint i = 0; i < 1000 && lanes_platform_thread_cpu_us () < before_us + 5000; i++)
    burn (1000);
  g_assert_cmpint (lanes_platform_thread_cpu_us (), >=, before_us + 5000);
  {
    gint64 process_us;

    lanes_platform_process_usage (&process_us, NULL, NULL);
    g_assert_cmpint (process_us, >, process_before_us);
  }
}

static void
test_figures_are_true_or_not_known (void)
{
  gint64 cpu_us, switches, peak_bytes;

  lanes_platform_process_usage (&cpu_us, &switches, &peak_bytes);
  g_assert_cmpint (cpu_us, >=, -1);
  g_assert_cmpint (switches, >=, -1);
  g_assert_cmpint (lanes_platform_thread_switches (), >=, -1);
  g_assert_cmpint (lanes_platform_resident_bytes (), !=, 0);
  if (peak_bytes >= 0)
    g_assert_cmpint (peak_bytes, >, 100 * 1024);
  g_assert_cmpuint (lanes_platform_cores (), >=, 1);
}

static void
test_memory_that_is_touched_is_resident (void)
{
  const gsize size = 32 * 1024 * 1024;
  gint64 before = lanes_platform_resident_bytes ();
  char *block;

  if (before < 0)
    {
      g_test_skip ("not known here");
      return;
    }
  block = g_malloc (size);
  memset (block, 1, size);
  g_assert_cmpint (lanes_platform_resident_bytes (), >=, before + (gint64) size / 2);
  g_free (block);
}

static void
test_touching_memory_keeps_what_is_in_it (void)
{
  const gsize size = 1024 * 1024;
  g_autofree guint8 *block = g_malloc0 (size);

  block[size / 2] = 71;
  for (gsize length = 0; length < size; length += 4999)
    lanes_platform_touch_memory (block + 1, length);
  for (gsize i = 0; i < size; i++)
    g_assert_cmpint (block[i], ==, i == size / 2 ? 71 : 0);
}

static void
test_large_and_small_memory_is_zero_and_ours (void)
{
  const gsize sizes[] = { 1, 4096, 2 * 1024 * 1024 - 1, 2 * 1024 * 1024, 5 * 1000 * 1000 };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      guint8 *block = lanes_platform_alloc_pages (sizes[i]);
      guint8 any = 0;

      for (gsize k = 0; k < sizes[i]; k++)
        any |= block[k];
      g_assert_cmpint (any, ==, 0);
      memset (block, 71, sizes[i]);
      lanes_platform_free_pages (block, sizes[i]);
    }
  lanes_platform_free_pages (NULL, 5 * 1000 * 1000);
}

static gpointer
ask_thread (gpointer data)
{
  return GINT_TO_POINTER (lanes_platform_is_main_thread ());
}

static void
test_only_one_thread_is_the_main_one (void)
{
  g_assert_true (lanes_platform_is_main_thread ());
  g_assert_false (GPOINTER_TO_INT (g_thread_join (g_thread_new ("other", ask_thread, NULL))));
}

static void
test_the_system_has_a_name (void)
{
  g_autofree char *name = lanes_platform_os_name ();
  g_autofree char *folder = lanes_platform_program_folder ();

  g_assert_nonnull (name);
  g_assert_cmpint (*name, !=, '\0');
  if (folder != NULL)
    g_assert_true (g_file_test (folder, G_FILE_TEST_IS_DIR));
}

static void
test_a_write_to_a_closed_pipe_is_an_error (void)
{
  int fds[2];

  lanes_platform_init_signals ();
  g_assert_cmpint (pipe (fds), ==, 0);
  close (fds[0]);
  g_assert_cmpint (write (fds[1], "x", 1), ==, -1);
  close (fds[1]);
}

static void
test_inherited_ignoring_of_signals_ends (void)
{
  signal (SIGINT, SIG_IGN);
  lanes_platform_init_signals ();
  g_assert_true (signal (SIGINT, SIG_DFL) == SIG_DFL);
}

static void
test_the_limit_of_files_is_not_lowered (void)
{
  guint first = lanes_platform_raise_fd_limit ();

  g_assert_cmpuint (lanes_platform_raise_fd_limit (), ==, first);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/platform/cpu-clocks-go-forward-with-work",
                   test_cpu_clocks_go_forward_with_work);
  g_test_add_func ("/platform/figures-are-true-or-not-known", test_figures_are_true_or_not_known);
  g_test_add_func ("/platform/memory-that-is-touched-is-resident",
                   test_memory_that_is_touched_is_resident);
  g_test_add_func ("/platform/touching-memory-keeps-what-is-in-it",
                   test_touching_memory_keeps_what_is_in_it);
  g_test_add_func ("/platform/large-and-small-memory-is-zero-and-ours",
                   test_large_and_small_memory_is_zero_and_ours);
  g_test_add_func ("/platform/only-one-thread-is-the-main-one",
                   test_only_one_thread_is_the_main_one);
  g_test_add_func ("/platform/the-system-has-a-name", test_the_system_has_a_name);
  g_test_add_func ("/platform/a-write-to-a-closed-pipe-is-an-error",
                   test_a_write_to_a_closed_pipe_is_an_error);
  g_test_add_func ("/platform/inherited-ignoring-of-signals-ends",
                   test_inherited_ignoring_of_signals_ends);
  g_test_add_func ("/platform/the-limit-of-files-is-not-lowered",
                   test_the_limit_of_files_is_not_lowered);

  return g_test_run ();
}
