/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lanes-carrier.h"

G_BEGIN_DECLS

/* For constructors of carriers. */
void lanes_carrier_set_context (LanesCarrier *self, LanesRunContext *context);

G_END_DECLS
