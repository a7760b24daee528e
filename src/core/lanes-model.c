/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-model.h"

#include <glib/gi18n.h>

/* The table of the models: all that the runner knows about them. */
static const LanesModel models[] = {
  {
      .name = "sequential",
      .title = N_ ("Sequential"),
      .carriers = { LANES_CARRIER_INLINE, LANES_CARRIER_INLINE, LANES_CARRIER_INLINE },
      .one_at_a_time = TRUE,
  },
  {
      .name = "threads",
      .title = N_ ("Threads"),
      .carriers = { LANES_CARRIER_THREADS, LANES_CARRIER_THREADS, LANES_CARRIER_THREADS },
  },
  {
      .name = "processes",
      .title = N_ ("Processes"),
      .carriers = { LANES_CARRIER_PROCESSES, LANES_CARRIER_PROCESSES, LANES_CARRIER_PROCESSES },
  },
  {
      .name = "event-loop",
      .title = N_ ("Event Loop"),
      .carriers = { LANES_CARRIER_LOOP, LANES_CARRIER_LOOP, LANES_CARRIER_LOOP },
  },
  {
      .name = "combined",
      .title = N_ ("Combined"),
      .carriers = { LANES_CARRIER_LOOP, LANES_CARRIER_LOOP, LANES_CARRIER_PROCESSES },
      .has_schedule = TRUE,
  },
};

G_STATIC_ASSERT (G_N_ELEMENTS (models) == LANES_N_MODELS);

/**
 * lanes_models_get:
 * @index: from 0 to %LANES_N_MODELS - 1
 *
 * Any thread.
 *
 * Returns: (transfer none): a model, in the order in which they are shown
 */
const LanesModel *
lanes_models_get (guint index)
{
  g_return_val_if_fail (index < LANES_N_MODELS, NULL);

  return &models[index];
}

/**
 * lanes_models_find:
 * @name: (nullable): a model's word, such as "event-loop"
 *
 * Any thread.
 *
 * Returns: (transfer none) (nullable): the model of that name
 */
const LanesModel *
lanes_models_find (const char *name)
{
  for (guint i = 0; i < LANES_N_MODELS; i++)
    {
      if (g_strcmp0 (models[i].name, name) == 0)
        return &models[i];
    }

  return NULL;
}

/**
 * lanes_model_uses:
 * @self: a model
 * @carrier: a kind of carrier
 *
 * Any thread.
 *
 * Returns: whether that carrier carries any kind of step
 */
gboolean
lanes_model_uses (const LanesModel *self, LanesCarrierKind carrier)
{
  g_return_val_if_fail (self != NULL, FALSE);

  for (guint kind = 0; kind < LANES_N_STEP_KINDS; kind++)
    {
      if (self->carriers[kind] == carrier)
        return TRUE;
    }

  return FALSE;
}
