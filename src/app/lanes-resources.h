/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Registers what ui/ holds, and the types that its templates name. Before any of our widgets is
 * made; as often as one likes; main thread. */
void lanes_resources_init (void);

G_END_DECLS
