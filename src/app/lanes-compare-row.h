/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "view/lanes-timeline.h"

G_BEGIN_DECLS

/* What is told of a run beside its lanes; NULL and "" are left out. */
typedef struct
{
  const char *title;
  const char *elapsed;
  const char *note;
  const char *reason;
  const char *speedup;
  const char *place;
  gboolean is_failed;
  gboolean is_baseline;
  gboolean is_first; /* the fastest, or together with it */
} LanesCompareWords;

/**
 * LanesCompareRow:
 *
 * One run of a comparison: at the left what it is and how long it took, in the middle its lanes, at
 * the right how many times as fast it was, and how far behind the fastest. Where there is too
 * little room the words stand above the lanes. All rows of one width have their lanes at the same
 * place. Main thread only.
 *
 * Signal: "remove-clicked".
 */
#define LANES_TYPE_COMPARE_ROW (lanes_compare_row_get_type ())
G_DECLARE_FINAL_TYPE (LanesCompareRow, lanes_compare_row, LANES, COMPARE_ROW, GtkWidget)

GtkWidget *lanes_compare_row_new (LanesRun *run, LanesAxis *axis, LanesSelection *selection);
LanesRun *lanes_compare_row_get_run (LanesCompareRow *self);
LanesTimeline *lanes_compare_row_get_timeline (LanesCompareRow *self);
/* Whether words stand above the lanes. */
gboolean lanes_compare_row_is_folded (LanesCompareRow *self);
void lanes_compare_row_set_words (LanesCompareRow *self, const LanesCompareWords *words);
/* Rows of a comparison that goes on stay where they are. */
void lanes_compare_row_set_removable (LanesCompareRow *self, gboolean removable);

G_END_DECLS
