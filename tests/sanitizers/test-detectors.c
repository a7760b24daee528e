/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A clean run under a sanitizer says something only when that sanitizer finds what is wrong. */
#include "config.h"

#include <gio/gio.h>
#include <string.h>

/* Runs the faulty program; returns its exit status, or 128 + the signal that ended it. */
static int
run_faulty (const char *fault, char **words)
{
  g_autofree char *program = g_test_build_filename (G_TEST_BUILT, "sanitizers", "faulty", NULL);
  g_autoptr (GSubprocess) child = NULL;
  g_autoptr (GError) error = NULL;

  child = g_subprocess_new (G_SUBPROCESS_FLAGS_STDERR_PIPE, &error, program, fault, NULL);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (child, NULL, NULL, NULL, words, &error);
  g_assert_no_error (error);
  if (g_subprocess_get_if_signaled (child))
    return 128 + g_subprocess_get_term_sig (child);
  return g_subprocess_get_exit_status (child);
}

static void
assert_found (const char *fault, const char *expected)
{
  g_autofree char *words = NULL;
  int status = run_faulty (fault, &words);

  if (status == 0 || strstr (words, expected) == NULL)
    g_error ("'%s' ended with %d and was not reported as '%s': %s", fault, status, expected, words);
}

static void
assert_clean (const char *fault)
{
  g_autofree char *words = NULL;
  int status = run_faulty (fault, &words);

  if (status != 0)
    g_error ("'%s' ended with %d: %s", fault, status, words);
}

static void
test_race_is_found (void)
{
  assert_found ("race", "ThreadSanitizer: data race");
}

static void
test_glib_lock_is_seen (void)
{
  assert_clean ("lock");
}

static void
test_leak_is_found (void)
{
  assert_found ("leak", "LeakSanitizer: detected memory leaks");
}

static void
test_write_past_the_end_is_found (void)
{
  assert_found ("past-the-end", "AddressSanitizer: heap-buffer-overflow");
}

static void
test_number_overflow_is_found (void)
{
  assert_found ("number", "runtime error: signed integer overflow");
}

static void
test_harmless_is_clean (void)
{
  assert_clean ("none");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/detectors/a-harmless-program-is-clean", test_harmless_is_clean);
  if (strstr (SANITIZERS, "thread") != NULL)
    {
      g_test_add_func ("/detectors/a-race-is-found", test_race_is_found);
      g_test_add_func ("/detectors/a-lock-of-glib-is-seen", test_glib_lock_is_seen);
    }
  if (strstr (SANITIZERS, "address") != NULL)
    {
      g_test_add_func ("/detectors/a-leak-is-found", test_leak_is_found);
      g_test_add_func ("/detectors/a-write-past-the-end-is-found",
                       test_write_past_the_end_is_found);
    }
  if (strstr (SANITIZERS, "undefined") != NULL)
    g_test_add_func ("/detectors/an-overflow-of-a-number-is-found", test_number_overflow_is_found);
  return g_test_run ();
}
