/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <gio/gio.h>

#include "engine/lanes-loop-carrier-private.h"
#include "lanes-test-workload.h"
#include "platform/lanes-platform.h"

#define N_TASKS 100000

typedef struct
{
  LanesRunContext context;
  GMainLoop *loop;
  LanesLeg *legs;
  guint n_ended;
  gint n_ticks; /* atomic: of a timer in the carrier's context */
  gint n_turns; /* atomic: of that context */
} Bench;

static void
take_legs (LanesLeg *legs, gpointer user_data)
{
  Bench *self = user_data;

  for (; legs != NULL; legs = legs->next)
    {
      g_assert_cmpint (legs->status, ==, LANES_TASK_DONE);
      self->n_ended++;
    }
  if (self->n_ended == N_TASKS)
    g_main_loop_quit (self->loop);
}

static void
bench_init (Bench *self, LanesRun *run)
{
  *self = (Bench){ 0 };
  self->loop = g_main_loop_new (NULL, FALSE);
  self->legs = g_new0 (LanesLeg, N_TASKS);
  self->context = (LanesRunContext){
    .run = run,
    .trace = lanes_run_get_trace (run),
    .workload = lanes_run_get_workload (run),
    .options = lanes_run_get_options (run),
    .cancellable = g_cancellable_new (),
    .stopper = lanes_stopper_new (),
    .connections = lanes_gate_new (1),
    .usage = lanes_usage_meter_new (),
  };
  self->context.mailbox = lanes_mailbox_new (g_main_context_default (), take_legs, self);
  for (guint32 i = 0; i < N_TASKS; i++)
    self->legs[i] = (LanesLeg){ .task = i,
                                .n_steps = 1,
                                .queued_span = LANES_SPAN_DROPPED,
                                .next = i + 1 < N_TASKS ? &self->legs[i + 1] : NULL };
}

static void
bench_clear (Bench *self)
{
  lanes_mailbox_free (self->context.mailbox);
  lanes_usage_meter_free (self->context.usage);
  lanes_gate_free (self->context.connections);
  lanes_stopper_free (self->context.stopper);
  g_object_unref (self->context.cancellable);
  g_main_loop_unref (self->loop);
  g_free (self->legs);
}

static gboolean
tick_cb (gpointer user_data)
{
  g_atomic_int_inc (&((Bench *) user_data)->n_ticks);

  return G_SOURCE_CONTINUE;
}

static gboolean
count_turn (GSource *source, gint *timeout)
{
  Bench *self = *(Bench **) (source + 1);

  g_atomic_int_inc (&self->n_turns);
  *timeout = -1;

  return FALSE;
}

static gboolean
never_dispatch (GSource *source, GSourceFunc callback, gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

static GSourceFuncs counter_funcs = { .prepare = count_turn, .dispatch = never_dispatch };

/* 100,000 legs of 10 µs of CPU each: a second of the thread's own, in which a timer of 100 ms
 * must have its turns, however busy the machine is. */
static void
test_a_timer_fires_while_tasks_pass_through_its_context (void)
{
  g_autoptr (LanesWorkload) workload = lanes_test_workload ("c0.00001", N_TASKS);
  g_autoptr (LanesOptions) options = lanes_options_new ();
  g_autoptr (LanesRun) run = NULL;
  g_autoptr (LanesCarrier) carrier = NULL;
  g_autoptr (GSource) timer = g_timeout_source_new (100);
  g_autoptr (GSource) counter = g_source_new (&counter_funcs, sizeof (GSource) + sizeof (Bench *));
  g_autoptr (GError) error = NULL;
  Bench bench;

  options->cpu = LANES_CPU_REAL;
  run = lanes_test_workload_run (workload, "event-loop", options);
  bench_init (&bench, run);
  carrier = lanes_loop_carrier_new (&bench.context);
  g_source_set_callback (timer, tick_cb, &bench, NULL);
  g_source_attach (timer, lanes_loop_carrier_get_main_context (carrier));
  *(Bench **) (counter + 1) = &bench;
  g_source_attach (counter, lanes_loop_carrier_get_main_context (carrier));

  g_assert_true (lanes_carrier_start (carrier, &error));
  g_assert_no_error (error);
  lanes_carrier_submit (carrier, bench.legs);
  g_main_loop_run (bench.loop);
  g_source_destroy (timer);
  g_source_destroy (counter);
  lanes_carrier_stop (carrier);

  g_assert_cmpuint (bench.n_ended, ==, N_TASKS);
  g_assert_cmpint (g_atomic_int_get (&bench.n_ticks), >=, 5);
  /* No turn of the context carries more than a slice of them. */
  g_assert_cmpint (g_atomic_int_get (&bench.n_turns), >=, N_TASKS / 64);
  bench_clear (&bench);
}

int
main (int argc, char **argv)
{
  lanes_platform_init_signals ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/loop-carrier/a-timer-fires-while-tasks-pass-through-its-context",
                   test_a_timer_fires_while_tasks_pass_through_its_context);

  return g_test_run ();
}
