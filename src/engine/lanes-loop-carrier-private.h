/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lanes-carrier.h"

G_BEGIN_DECLS

/* For tests: the context that every leg of a loop carrier passes through. Any thread. */
GMainContext *lanes_loop_carrier_get_main_context (LanesCarrier *carrier);

G_END_DECLS
