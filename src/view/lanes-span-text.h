/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/lanes-run.h"
#include "layout/lanes-layout.h"

G_BEGIN_DECLS

/* What is told of spans: in bars, tooltips, the pinned detail and to assistive technology.
 * Translated; all (transfer full). Any thread. */

/* "compute", "queued"; untranslated words are lanes_span_kind_to_word()'s. (transfer none) */
const char *lanes_span_text_get_kind (LanesSpanKind kind);
/* "done", "failed"; (transfer none) */
const char *lanes_span_text_get_status (LanesSpanStatus status);

/* In a bar: "wait 2 s", or "wait" alone, as for a span that is open. */
char *lanes_span_text_dup_label (const LanesSpan *span, gboolean with_duration);
/* "at most 4,000 at once" */
char *lanes_span_text_dup_most (guint count);
/* "Cart 3: compute 3 s, from 5 s to 8 s" */
char *lanes_span_text_dup_line (LanesRun *run, guint32 span, gint64 now_us);
/* A line for each thing that is known, from the task to the CPU time; without a title line. */
char *lanes_span_text_dup_detail (LanesRun *run, guint32 span, gint64 now_us);
/* The same for what a rectangle stands for: with its title, and how many others there are. */
char *lanes_span_text_dup_rect (LanesRun *run, const LanesRect *rect, gint64 now_us);
/* That in one line. */
char *lanes_span_text_dup_facts (LanesRun *run, guint32 span, gint64 now_us);
/* "Cart 3 · compute" */
char *lanes_span_text_dup_title (LanesRun *run, guint32 span);

G_END_DECLS
