/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lanes-compare-page.h"
#include "lanes-compare-progress.h"
#include "lanes-compare-view.h"
#include "lanes-model-chooser.h"

G_BEGIN_DECLS

/* The page's two files, both of the main thread alone. What the session does in its threads it
 * tells there. */

struct _LanesComparePage
{
  GtkWidget parent_instance;

  LanesSession *session;
  LanesChoices *choices;
  GtkSingleSelection *workloads;
  LanesComparison *comparison; /* the view's */

  GHashTable *own;     /* LanesRun: those that were started here */
  gboolean is_running; /* by us */
  LanesCompareProgress progress;
  gint64 words_us; /* when words were made last */
  guint tick_id;
  gboolean is_baseline_set_up; /* the drop-down is not being filled */
  gboolean is_narrow;
  gboolean shows_choices; /* though it is narrow */

  GtkWidget *scroller; /* of what is more than a small window with large letters holds */
  GtkDropDown *workload;
  LanesModelChooser *models;
  GtkWidget *run;
  GtkWidget *more;
  GtkWidget *choices_box;
  GtkWidget *others_box;
  GtkWidget *baseline_box;
  GtkDropDown *baseline;
  GtkLabel *forecast;
  GtkProgressBar *bar;
  GtkStack *stack;
  GtkLabel *empty_text;
  LanesCompareView *view;
};

/* -- page: the runs that are shown */
/* After runs came, went or ended. */
void lanes_compare_page_update_all (LanesComparePage *self);
void lanes_compare_page_remove_run (LanesComparePage *self, guint index);
void lanes_compare_page_set_shows_choices (LanesComparePage *self, gboolean shows_choices);
/* Emits "problem". */
void lanes_compare_page_tell (LanesComparePage *self, const char *sentence);

/* -- run: what will run and what runs */
/* (transfer none) (nullable): what is selected */
LanesWorkload *lanes_compare_page_get_workload (LanesComparePage *self);
/* What can be pressed now, and what that will do. */
void lanes_compare_page_update_toolbar (LanesComparePage *self);
/* Where there is little room what was chosen gives way to what came of it. */
void lanes_compare_page_update_fold (LanesComparePage *self);
void lanes_compare_page_set_running (LanesComparePage *self, gboolean is_running);
void lanes_compare_page_run_clicked_cb (LanesComparePage *self);

G_END_DECLS
