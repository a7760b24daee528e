/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/lanes-run.h"
#include "lanes-terminal.h"

G_BEGIN_DECLS

/* Several runs on one axis, a table of their figures, and whether their results are the same.
 * (element-type LanesRun) */
void lanes_text_compare_append (GString *out, const LanesTerminal *terminal, GPtrArray *runs);

G_END_DECLS
