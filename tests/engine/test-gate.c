/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "engine/lanes-gate.h"

#define N_THREADS 16
#define N_ROUNDS  200

typedef struct
{
  LanesGate *gate;
  gint inside;
  gint most;
  gint entered;
} Shared;

static void
note_most (Shared *shared, gint inside)
{
  gint most = g_atomic_int_get (&shared->most);

  while (inside > most && !g_atomic_int_compare_and_exchange (&shared->most, most, inside))
    most = g_atomic_int_get (&shared->most);
}

static gpointer
go_in_and_out (gpointer data)
{
  Shared *shared = data;

  for (guint i = 0; i < N_ROUNDS; i++)
    {
      if (!lanes_gate_enter (shared->gate))
        return NULL;
      note_most (shared, g_atomic_int_add (&shared->inside, 1) + 1);
      g_thread_yield ();
      g_atomic_int_add (&shared->inside, -1);
      g_atomic_int_inc (&shared->entered);
      lanes_gate_leave (shared->gate);
    }

  return NULL;
}

static void
test_never_more_than_its_width (void)
{
  g_autoptr (LanesGate) gate = lanes_gate_new (3);
  Shared shared = { .gate = gate };
  GThread *threads[N_THREADS];

  for (guint i = 0; i < N_THREADS; i++)
    threads[i] = g_thread_new ("gate", go_in_and_out, &shared);
  for (guint i = 0; i < N_THREADS; i++)
    g_thread_join (threads[i]);

  g_assert_cmpint (shared.entered, ==, N_THREADS * N_ROUNDS);
  g_assert_cmpint (shared.most, <=, 3);
  g_assert_cmpuint (lanes_gate_get_peak (gate), ==,
                    MAX (lanes_gate_get_peak (gate), (guint) shared.most));
  g_assert_cmpuint (lanes_gate_get_peak (gate), <=, 3);
}

static gpointer
try_to_enter (gpointer data)
{
  return GINT_TO_POINTER (lanes_gate_enter (data));
}

static void
test_closing_sends_waiters_away (void)
{
  g_autoptr (LanesGate) gate = lanes_gate_new (1);
  GThread *waiters[4];

  g_assert_true (lanes_gate_try_enter (gate));
  g_assert_false (lanes_gate_try_enter (gate));
  for (guint i = 0; i < G_N_ELEMENTS (waiters); i++)
    waiters[i] = g_thread_new ("waiter", try_to_enter, gate);

  lanes_gate_close (gate);
  for (guint i = 0; i < G_N_ELEMENTS (waiters); i++)
    g_assert_false (GPOINTER_TO_INT (g_thread_join (waiters[i])));

  lanes_gate_leave (gate);
  g_assert_false (lanes_gate_enter (gate));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/gate/never-more-than-its-width", test_never_more_than_its_width);
  g_test_add_func ("/gate/closing-sends-waiters-away", test_closing_sends_waiters_away);
  return g_test_run ();
}
