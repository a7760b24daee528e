/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-options.h"

#include "lanes-words.h"

G_DEFINE_BOXED_TYPE (LanesOptions, lanes_options, lanes_options_copy, lanes_options_free)

static const char *const cpu_words[] = {
  [LANES_CPU_SIMULATED] = "simulated",
  [LANES_CPU_REAL] = "real",
};

static const char *const latency_words[] = {
  [LANES_LATENCY_CLIENT] = "client",
  [LANES_LATENCY_SERVER] = "server",
};

static const char *const schedule_words[] = {
  [LANES_SCHEDULE_PHASED] = "phased",
  [LANES_SCHEDULE_PIPELINED] = "pipelined",
};

/**
 * lanes_options_new:
 *
 * Returns: (transfer full): the defaults: the article's own times, on the built-in server
 */
LanesOptions *
lanes_options_new (void)
{
  LanesOptions *self = g_new0 (LanesOptions, 1);

  self->connections = LANES_DEFAULT_CONNECTIONS;
  self->time_scale = 1.0;
  self->timeout_us = LANES_DEFAULT_TIMEOUT_US;

  return self;
}

/**
 * lanes_options_copy:
 * @self: options
 *
 * Returns: (transfer full): a copy
 */
LanesOptions *
lanes_options_copy (const LanesOptions *self)
{
  LanesOptions *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_new (LanesOptions, 1);
  *copy = *self;
  copy->endpoint = g_strdup (self->endpoint);
  copy->data = g_strdup (self->data);

  return copy;
}

/**
 * lanes_options_free:
 * @self: (transfer full): options
 */
void
lanes_options_free (LanesOptions *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->endpoint);
  g_free (self->data);
  g_free (self);
}

const char *
lanes_cpu_work_to_word (LanesCpuWork value)
{
  return lanes_words_get (cpu_words, G_N_ELEMENTS (cpu_words), value);
}

gboolean
lanes_cpu_work_parse (const char *word, LanesCpuWork *value)
{
  int found = lanes_words_find (cpu_words, G_N_ELEMENTS (cpu_words), word);

  if (found >= 0)
    *value = (LanesCpuWork) found;

  return found >= 0;
}

const char *
lanes_latency_to_word (LanesLatency value)
{
  return lanes_words_get (latency_words, G_N_ELEMENTS (latency_words), value);
}

gboolean
lanes_latency_parse (const char *word, LanesLatency *value)
{
  int found = lanes_words_find (latency_words, G_N_ELEMENTS (latency_words), word);

  if (found >= 0)
    *value = (LanesLatency) found;

  return found >= 0;
}

const char *
lanes_schedule_to_word (LanesSchedule value)
{
  return lanes_words_get (schedule_words, G_N_ELEMENTS (schedule_words), value);
}

gboolean
lanes_schedule_parse (const char *word, LanesSchedule *value)
{
  int found = lanes_words_find (schedule_words, G_N_ELEMENTS (schedule_words), word);

  if (found >= 0)
    *value = (LanesSchedule) found;

  return found >= 0;
}
