/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * LanesStepKind:
 * @LANES_STEP_WAIT: uses no CPU and no connection; holds its worker except on a loop
 * @LANES_STEP_FETCH: one HTTP GET
 * @LANES_STEP_COMPUTE: CPU work
 *
 * What a step of a task does.
 */
typedef enum
{
  LANES_STEP_WAIT,
  LANES_STEP_FETCH,
  LANES_STEP_COMPUTE,
} LanesStepKind;

#define LANES_N_STEP_KINDS 3

/**
 * LanesComputation:
 * @LANES_COMPUTATION_NONE: CPU time alone, no result
 * @LANES_COMPUTATION_SQUARE: the square of the task's item
 * @LANES_COMPUTATION_CART_TOTAL: the total of the cart that the task fetched
 *
 * What a compute step computes, beside the CPU time that it takes.
 */
typedef enum
{
  LANES_COMPUTATION_NONE,
  LANES_COMPUTATION_SQUARE,
  LANES_COMPUTATION_CART_TOTAL,
} LanesComputation;

/**
 * LanesSource:
 * @LANES_SOURCE_ENDPOINT: the endpoint that the user chose (built-in server or a URL)
 * @LANES_SOURCE_BUILT_IN: always the built-in server
 *
 * Who answers a fetch.
 */
typedef enum
{
  LANES_SOURCE_ENDPOINT,
  LANES_SOURCE_BUILT_IN,
} LanesSource;

/**
 * LanesStep:
 * @kind: what the step does
 * @computation: for compute steps
 * @source: for fetch steps
 * @skipped: the options took this step away (a wait that the server does instead)
 * @duration_us: length of a wait, amount of a computation, scaled; 0 for fetches
 * @delay_us: for fetches, how long the server is asked to take, scaled
 *
 * One step as a run with given options carries it out. The path of a fetch comes from
 * lanes_workload_dup_path().
 */
typedef struct
{
  LanesStepKind kind;
  LanesComputation computation;
  LanesSource source;
  gboolean skipped;
  gint64 duration_us;
  gint64 delay_us;
} LanesStep;

G_END_DECLS
