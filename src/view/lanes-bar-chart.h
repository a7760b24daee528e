/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "lanes-selection.h"

G_BEGIN_DECLS

/* A bar: @value and @mark in any one unit; @mark (a tick upon the bar's row) -1: none. */
typedef struct
{
  const char *label;
  const char *text;   /* what stands at its right */
  const char *detail; /* (nullable): more, for its tooltip and description */
  double value;
  double mark;
  gboolean is_failed; /* hatched, with @text in the colour of failures */
  int task;           /* lit and selected with this task; -1: with none */
} LanesBar;

/**
 * LanesBarChart:
 *
 * Lying bars with a label at the left and a figure at the right, on one scale from zero; a line
 * across all of them where there is one. It is as tall as its bars need; as the child of a scrolled
 * window (it is a GtkScrollable) only the visible ones cost anything. The pointer and the focus
 * light a bar's task, a click, Space and Enter select it. Main thread only.
 */
#define LANES_TYPE_BAR_CHART (lanes_bar_chart_get_type ())
G_DECLARE_FINAL_TYPE (LanesBarChart, lanes_bar_chart, LANES, BAR_CHART, GtkWidget)

GtkWidget *lanes_bar_chart_new (void);
/* Copies. */
void lanes_bar_chart_set_bars (LanesBarChart *self, const LanesBar *bars, guint n_bars);
/* @value < 0: no line. @label: what it is called. */
void lanes_bar_chart_set_line (LanesBarChart *self, double value, const char *label);
/* What a mark is called, for its tooltip and description. */
void lanes_bar_chart_set_mark_label (LanesBarChart *self, const char *label);
void lanes_bar_chart_set_selection (LanesBarChart *self, LanesSelection *selection);

G_END_DECLS
