/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/lanes-model.h"

G_BEGIN_DECLS

/* How run files call the kinds of workers: "main", "thread", "process", "loop". Any thread. */
const char *lanes_carrier_kind_to_word (LanesCarrierKind kind);
/* -1: no such word */
int lanes_carrier_kind_parse (const char *word);

G_END_DECLS
