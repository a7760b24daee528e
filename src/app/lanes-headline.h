/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "core/lanes-report.h"

G_BEGIN_DECLS

/**
 * LanesHeadline:
 *
 * What a run came to: its title, one sentence, and tiles with the elapsed time, the speed-up, the
 * result and how many tasks were under way at once; while it goes on, how far it is. Main thread
 * only.
 */
#define LANES_TYPE_HEADLINE (lanes_headline_get_type ())
G_DECLARE_FINAL_TYPE (LanesHeadline, lanes_headline, LANES, HEADLINE, GtkWidget)

void lanes_headline_show_starting (LanesHeadline *self, const char *title);
/* @forecast_us: how long it will take; 0 or less: not known */
void lanes_headline_show_running (LanesHeadline *self,
                                  const char *title,
                                  LanesRun *run,
                                  gint64 forecast_us);
/* Between the end of a long run and its figures; the time that stands there stays. */
void lanes_headline_show_counting (LanesHeadline *self, const char *title);
void lanes_headline_show_ended (LanesHeadline *self,
                                const char *title,
                                LanesRun *run,
                                const LanesReport *report,
                                const char *sentence);

G_END_DECLS
