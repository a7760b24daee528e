/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-carrier-words.h"

#include "core/lanes-words.h"

static const char *const words[LANES_N_CARRIER_KINDS] = {
  [LANES_CARRIER_INLINE] = "main",
  [LANES_CARRIER_THREADS] = "thread",
  [LANES_CARRIER_PROCESSES] = "process",
  [LANES_CARRIER_LOOP] = "loop",
};

const char *
lanes_carrier_kind_to_word (LanesCarrierKind kind)
{
  return lanes_words_get (words, G_N_ELEMENTS (words), kind);
}

int
lanes_carrier_kind_parse (const char *word)
{
  return lanes_words_find (words, G_N_ELEMENTS (words), word);
}
