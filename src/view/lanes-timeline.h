/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "core/lanes-run.h"
#include "layout/lanes-lane-set.h"
#include "lanes-axis.h"
#include "lanes-painter-legend.h"
#include "lanes-selection.h"

G_BEGIN_DECLS

/**
 * LanesTimeline:
 *
 * One run as lanes over time: ruler, lanes with their labels, tracks, mini-map. It reads the run
 * from the frame clock while the run goes on, and draws nothing new when nothing is. Main thread
 * only.
 *
 * Properties: "run" (nullable), "axis", "selection", "order" (LanesLaneOrder as int),
 * "compact" (boolean: lanes alone, no ruler, tracks or mini-map, for a stack with one ruler),
 * "shows-arrows", "shows-tracks".
 * Signal: "span-activated" (guint span): a span was clicked or pressed with Enter, to be
 * explained; G_MAXUINT: nothing is any more.
 */
#define LANES_TYPE_TIMELINE (lanes_timeline_get_type ())
G_DECLARE_FINAL_TYPE (LanesTimeline, lanes_timeline, LANES, TIMELINE, GtkWidget)

GtkWidget *lanes_timeline_new (void);

/* An axis and a selection of its own until it is given a shared one. */
LanesAxis *lanes_timeline_get_axis (LanesTimeline *self);
void lanes_timeline_set_axis (LanesTimeline *self, LanesAxis *axis);
LanesSelection *lanes_timeline_get_selection (LanesTimeline *self);
void lanes_timeline_set_selection (LanesTimeline *self, LanesSelection *selection);

LanesRun *lanes_timeline_get_run (LanesTimeline *self);
/* Resets the axis when it is the time-line's own, else extends it. */
void lanes_timeline_set_run (LanesTimeline *self, LanesRun *run);

LanesLaneOrder lanes_timeline_get_order (LanesTimeline *self);
void lanes_timeline_set_order (LanesTimeline *self, LanesLaneOrder order);

gboolean lanes_timeline_get_compact (LanesTimeline *self);
void lanes_timeline_set_compact (LanesTimeline *self, gboolean compact);

/* The width of the labels' column, so that time-lines in a stack begin at the same place; -1: as
 * wide as the labels are. */
int lanes_timeline_get_label_width (LanesTimeline *self);
void lanes_timeline_set_label_width (LanesTimeline *self, int width);
/* How wide the labels would have it. */
int lanes_timeline_measure_labels (LanesTimeline *self);

/* A row of the list of keys. */
typedef struct
{
  char *accelerators;      /* as GtkShortcutsShortcut takes them, separated by spaces */
  const char *description; /* translated */
  const char
      *action; /* of the widget: gtk_widget_activate_action (timeline, "timeline.fit", NULL) */
} LanesKey;

/* (transfer none) (array length=n_keys): all that keys do while the focus is within. */
const LanesKey *lanes_timeline_get_keys (guint *n_keys);

/* Where the axis lies within the widget, from left to right, once it has a size: for what is drawn
 * above, below and across a stack of time-lines. */
void lanes_timeline_get_plot (LanesTimeline *self, int *x, int *width);

/* What the time-line has drawn joins what is to be explained. */
void lanes_timeline_add_legend (LanesTimeline *self, LanesLegend *legend);

/* The set that is drawn; for tests, pictures and the description of spans. (nullable) */
LanesLaneSet *lanes_timeline_get_lane_set (LanesTimeline *self);

G_END_DECLS
