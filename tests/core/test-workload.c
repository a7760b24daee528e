/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-test-workload.h"

static LanesStep
get_step (LanesWorkload *workload, const LanesOptions *options, guint task, guint step)
{
  LanesStep out;

  lanes_workload_get_step (workload, options, task, step, &out);

  return out;
}

static void
test_tasks_follow_the_patterns_in_turn (void)
{
  g_autoptr (LanesWorkload) workload = lanes_test_workload ("w2|w3 c1", 5);

  g_assert_cmpuint (lanes_workload_get_n_steps (workload, 0), ==, 1);
  g_assert_cmpuint (lanes_workload_get_n_steps (workload, 3), ==, 2);
  g_assert_cmpint (get_step (workload, NULL, 4, 0).duration_us, ==, 2000000);
  g_assert_cmpint (get_step (workload, NULL, 3, 0).duration_us, ==, 3000000);
}

static void
test_items_count_through_the_carts (void)
{
  g_autoptr (LanesWorkload) built = lanes_workload_new ("carts", "Carts");
  const LanesStepPattern fetch = { .kind = LANES_STEP_FETCH, .path = "/carts/{item}?t={task}" };
  g_autoptr (LanesWorkload) workload = NULL;
  g_autofree char *label = NULL;
  g_autofree char *path = NULL;

  lanes_workload_set_items (built, LANES_ITEMS_CARTS, 0);
  lanes_workload_add_pattern (built, "Cart {item} {other}");
  lanes_workload_add_step (built, &fetch);
  lanes_workload_seal (built);
  workload = lanes_workload_resize (built, 7, 3);

  g_assert_cmpuint (lanes_workload_get_n_tasks (workload), ==, 7);
  g_assert_cmpuint (lanes_workload_get_item (workload, 0), ==, 1);
  g_assert_cmpuint (lanes_workload_get_item (workload, 2), ==, 3);
  g_assert_cmpuint (lanes_workload_get_item (workload, 3), ==, 1);
  label = lanes_workload_dup_label (workload, 4);
  path = lanes_workload_dup_path (workload, 4, 0);
  g_assert_cmpstr (label, ==, "Cart 2 {other}");
  g_assert_cmpstr (path, ==, "/carts/2?t=5");
}

static void
test_the_time_scale_multiplies_what_is_asked_for (void)
{
  g_autoptr (LanesWorkload) workload = lanes_test_workload ("W1 f C2", 3);
  g_autoptr (LanesOptions) options = lanes_options_new ();

  options->time_scale = 0.5;
  g_assert_cmpint (get_step (workload, options, 2, 0).duration_us, ==, 1500000);
  g_assert_cmpint (get_step (workload, options, 2, 2).duration_us, ==, 3000000);
  options->time_scale = 0.0;
  g_assert_cmpint (get_step (workload, options, 2, 2).duration_us, ==, 0);
}

static void
test_a_late_server_takes_the_wait_over (void)
{
  g_autoptr (LanesWorkload) workload = lanes_test_workload ("w1 w2 f w3 c1", 1);
  g_autoptr (LanesOptions) options = lanes_options_new ();

  options->latency = LANES_LATENCY_SERVER;
  g_assert_false (get_step (workload, options, 0, 0).skipped);
  g_assert_true (get_step (workload, options, 0, 1).skipped);
  g_assert_cmpint (get_step (workload, options, 0, 2).delay_us, ==, 2000000);
  g_assert_false (get_step (workload, options, 0, 3).skipped);
  options->latency = LANES_LATENCY_CLIENT;
  g_assert_cmpint (get_step (workload, options, 0, 2).delay_us, ==, 0);
}

static void
test_random_times_are_the_same_each_time (void)
{
  g_autoptr (LanesWorkload) workload = lanes_workload_new ("random", "Random");
  const LanesStepPattern wait = {
    .kind = LANES_STEP_WAIT,
    .amount = { LANES_AMOUNT_RANDOM, 1000, 2000, 7 },
  };
  gint64 sum_us = 0;

  lanes_workload_add_pattern (workload, "x");
  lanes_workload_add_step (workload, &wait);
  lanes_workload_set_n_tasks (workload, 10000);
  lanes_workload_seal (workload);
  for (guint task = 0; task < 10000; task++)
    {
      gint64 time_us = get_step (workload, NULL, task, 0).duration_us;

      g_assert_cmpint (time_us, >=, 1000);
      g_assert_cmpint (time_us, <=, 2000);
      g_assert_cmpint (time_us, ==, get_step (workload, NULL, task, 0).duration_us);
      sum_us += time_us;
    }
  /* Six deviations of the mean of 10,000 uniform draws. */
  g_assert_cmpint (ABS (sum_us / 10000 - 1500), <, 18);
}

static void
test_pools_are_as_wide_as_their_defaults_say (void)
{
  g_autoptr (LanesWorkload) many = lanes_test_workload ("c1", 1000);
  g_autoptr (LanesWorkload) few = lanes_test_workload ("c1", 2);
  g_autoptr (LanesOptions) options = lanes_options_new ();

  g_assert_cmpuint (lanes_workload_get_pool_width (many, LANES_CARRIER_THREADS, options), ==, 64);
  g_assert_cmpuint (lanes_workload_get_pool_width (few, LANES_CARRIER_THREADS, options), ==, 2);
  g_assert_cmpuint (lanes_workload_get_pool_width (many, LANES_CARRIER_PROCESSES, options), ==, 8);
  g_assert_cmpuint (lanes_workload_get_pool_width (few, LANES_CARRIER_PROCESSES, options), ==, 2);
  g_assert_cmpuint (lanes_workload_get_pool_width (many, LANES_CARRIER_LOOP, options), ==, 1);
  options->workers = 3;
  g_assert_cmpuint (lanes_workload_get_pool_width (many, LANES_CARRIER_THREADS, options), ==, 3);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/workload/tasks-follow-the-patterns-in-turn",
                   test_tasks_follow_the_patterns_in_turn);
  g_test_add_func ("/workload/items-count-through-the-carts", test_items_count_through_the_carts);
  g_test_add_func ("/workload/the-time-scale-multiplies-what-is-asked-for",
                   test_the_time_scale_multiplies_what_is_asked_for);
  g_test_add_func ("/workload/a-late-server-takes-the-wait-over",
                   test_a_late_server_takes_the_wait_over);
  g_test_add_func ("/workload/random-times-are-the-same-each-time",
                   test_random_times_are_the_same_each_time);
  g_test_add_func ("/workload/pools-are-as-wide-as-their-defaults-say",
                   test_pools_are_as_wide_as_their_defaults_say);

  return g_test_run ();
}
