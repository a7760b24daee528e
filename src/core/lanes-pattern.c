/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-pattern.h"

#include <math.h>
#include <string.h>

#include "lanes-digits.h"

static void
clear_step (gpointer data)
{
  g_free ((char *) ((LanesStepPattern *) data)->path);
}

/**
 * lanes_pattern_new:
 * @label: may hold {task} and {item}
 *
 * Returns: (transfer full): a pattern without steps
 */
LanesPattern *
lanes_pattern_new (const char *label)
{
  LanesPattern *self = g_new0 (LanesPattern, 1);

  self->label = g_strdup (label);
  self->steps = g_array_new (FALSE, FALSE, sizeof (LanesStepPattern));
  g_array_set_clear_func (self->steps, clear_step);

  return self;
}

/**
 * lanes_pattern_free:
 * @self: (transfer full): a pattern
 */
void
lanes_pattern_free (LanesPattern *self)
{
  g_free (self->label);
  g_array_unref (self->steps);
  g_free (self);
}

/**
 * lanes_pattern_add_step:
 * @self: a pattern
 * @step: copied
 */
void
lanes_pattern_add_step (LanesPattern *self, const LanesStepPattern *step)
{
  LanesStepPattern copy = *step;

  copy.path = g_strdup (step->path);
  g_array_append_val (self->steps, copy);
}

const LanesStepPattern *
lanes_pattern_get_step (const LanesPattern *self, guint step)
{
  g_return_val_if_fail (step < self->steps->len, NULL);

  return &g_array_index (self->steps, LanesStepPattern, step);
}

/**
 * lanes_pattern_is_wait_before_fetch:
 * @self: a pattern
 * @step: one of its steps
 *
 * Returns: whether a server that is late can wait in this step's stead
 */
gboolean
lanes_pattern_is_wait_before_fetch (const LanesPattern *self, guint step)
{
  return step + 1 < self->steps->len &&
         lanes_pattern_get_step (self, step)->kind == LANES_STEP_WAIT &&
         lanes_pattern_get_step (self, step + 1)->kind == LANES_STEP_FETCH;
}

/**
 * lanes_pattern_fill:
 * @text: may hold {task} and {item}
 * @task: from 1
 * @item: from 1
 *
 * Returns: (transfer full): @text with the numbers in their places
 */
char *
lanes_pattern_fill (const char *text, guint task, guint item)
{
  GString *filled;
  const char *brace;

  if (strchr (text, '{') == NULL)
    return g_strdup (text);

  filled = g_string_new (NULL);
  while ((brace = strchr (text, '{')) != NULL)
    {
      g_string_append_len (filled, text, brace - text);
      if (g_str_has_prefix (brace, "{task}"))
        lanes_digits_append (filled, task);
      else if (g_str_has_prefix (brace, "{item}"))
        lanes_digits_append (filled, item);
      else
        {
          g_string_append_c (filled, '{');
          text = brace + 1;
          continue;
        }
      text = brace + strlen ("{task}");
    }
  g_string_append (filled, text);

  return g_string_free (filled, FALSE);
}

/* One draw of SplitMix64 (Steele, Lea, Flood: "Fast splittable pseudorandom number
 * generators", 2014): the same task and step always draw the same. */
static guint64
draw (guint32 seed, guint task, guint step)
{
  guint64 state =
      ((guint64) seed << 32) ^ ((guint64) task * 0x9e3779b97f4a7c15u) ^ ((guint64) step << 20);

  state += 0x9e3779b97f4a7c15u;
  state = (state ^ (state >> 30)) * 0xbf58476d1ce4e5b9u;
  state = (state ^ (state >> 27)) * 0x94d049bb133111ebu;

  return state ^ (state >> 31);
}

/**
 * lanes_amount_get:
 * @self: an amount
 * @scale: what it is multiplied by
 * @item: the task's item
 * @task: from 0
 * @step: from 0
 *
 * Returns: the amount in microseconds
 */
gint64
lanes_amount_get (const LanesAmount *self, double scale, guint item, guint task, guint step)
{
  gint64 amount_us = self->low_us;

  if (self->kind == LANES_AMOUNT_PER_ITEM)
    amount_us = self->low_us * (gint64) item;
  else if (self->kind == LANES_AMOUNT_RANDOM && self->high_us > self->low_us)
    amount_us +=
        (gint64) (draw (self->seed, task, step) % ((guint64) (self->high_us - self->low_us) + 1));

  return scale == 1.0 ? amount_us : llround ((double) amount_us * scale);
}
