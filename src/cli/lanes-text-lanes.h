/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/lanes-run.h"
#include "lanes-terminal.h"

G_BEGIN_DECLS

/* The character time-line: a ruler, and a line for each task. Pure. */

/* Columns for labels that suit every task of @run. */
guint lanes_text_lanes_label_columns (LanesRun *run);
/* The axis from 0 to @end_us, under labels of @label_columns. */
void lanes_text_lanes_append_ruler (GString *out,
                                    const LanesTerminal *terminal,
                                    guint label_columns,
                                    gint64 end_us);
/* The lanes of a run on that axis; of many tasks the first and the last. */
void lanes_text_lanes_append (GString *out,
                              const LanesTerminal *terminal,
                              LanesRun *run,
                              guint label_columns,
                              gint64 end_us);
/* What the characters stand for, as far as the runs have them. (element-type LanesRun) */
void lanes_text_lanes_append_legend (GString *out, const LanesTerminal *terminal, GPtrArray *runs);

G_END_DECLS
