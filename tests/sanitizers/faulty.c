/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Does on purpose what the sanitizers are there to find; test-detectors.c starts it. */
#include "config.h"

#include <gio/gio.h>

static volatile int counter;
static int arrived;
static GMutex counter_lock;

/* Both threads are past their own start when they count: nothing orders them but the lock. */
static void
meet (void)
{
  g_atomic_int_inc (&arrived);
  while (g_atomic_int_get (&arrived) < 2)
    g_thread_yield ();
}

static gpointer
count_unguarded (gpointer data)
{
  meet ();
  for (int i = 0; i < 1000; i++)
    counter++;
  return NULL;
}

static gpointer
count_guarded (gpointer data)
{
  meet ();
  for (int i = 0; i < 1000; i++)
    {
      g_mutex_lock (&counter_lock);
      counter++;
      g_mutex_unlock (&counter_lock);
    }
  return NULL;
}

static void
run_twice_at_once (GThreadFunc function)
{
  GThread *other = g_thread_new ("other", function, NULL);

  function (NULL);
  g_thread_join (other);
}

static void
leak (void)
{
  char *volatile lost = g_malloc (100);

  lost[0] = 'x';
  lost = NULL;
}

static void
write_past_the_end (void)
{
  /* Volatile, or the other sanitizer sees the size and speaks first. */
  char *volatile block = g_malloc (16);

  block[16] = 'x';
  g_free (block);
}

static void
overflow_a_number (void)
{
  volatile int number = G_MAXINT;

  number = number + 1;
}

int
main (int argc, char **argv)
{
  const char *fault = argc > 1 ? argv[1] : "";

  if (g_str_equal (fault, "race"))
    run_twice_at_once (count_unguarded);
  else if (g_str_equal (fault, "lock"))
    run_twice_at_once (count_guarded);
  else if (g_str_equal (fault, "leak"))
    leak ();
  else if (g_str_equal (fault, "past-the-end"))
    write_past_the_end ();
  else if (g_str_equal (fault, "number"))
    overflow_a_number ();
  else if (!g_str_equal (fault, "none"))
    g_error ("no such fault: %s; there are race, lock, leak, past-the-end, number and none", fault);
  return 0;
}
