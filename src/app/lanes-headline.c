/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-headline.h"

#include <glib/gi18n.h>

#include "lanes-label.h"
#include "lanes-run-words.h"

/* Only the end of a run fills the bar. */
#define FRACTION_MAX 0.98

struct _LanesHeadline
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkLabel *title;
  GtkLabel *sentence;
  GtkWidget *progress;
  GtkLabel *elapsed;
  GtkLabel *elapsed_caption;
  GtkWidget *speedup_tile;
  GtkLabel *speedup;
  GtkWidget *result_tile;
  GtkLabel *result;
  GtkLabel *result_caption;
  GtkWidget *most_tile;
  GtkLabel *most;
};

G_DEFINE_FINAL_TYPE (LanesHeadline, lanes_headline, GTK_TYPE_WIDGET)

static void
lanes_headline_dispose (GObject *object)
{
  LanesHeadline *self = LANES_HEADLINE (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (lanes_headline_parent_class)->dispose (object);
}

static void
lanes_headline_class_init (LanesHeadlineClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lanes_headline_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/lanes_app/Lanes/lanes-headline.ui");
  gtk_widget_class_bind_template_child (widget_class, LanesHeadline, box);
  gtk_widget_class_bind_template_child (widget_class, LanesHeadline, title);
  gtk_widget_class_bind_template_child (widget_class, LanesHeadline, sentence);
  gtk_widget_class_bind_template_child (widget_class, LanesHeadline, progress);
  gtk_widget_class_bind_template_child (widget_class, LanesHeadline, elapsed);
  gtk_widget_class_bind_template_child (widget_class, LanesHeadline, elapsed_caption);
  gtk_widget_class_bind_template_child (widget_class, LanesHeadline, speedup_tile);
  gtk_widget_class_bind_template_child (widget_class, LanesHeadline, speedup);
  gtk_widget_class_bind_template_child (widget_class, LanesHeadline, result_tile);
  gtk_widget_class_bind_template_child (widget_class, LanesHeadline, result);
  gtk_widget_class_bind_template_child (widget_class, LanesHeadline, result_caption);
  gtk_widget_class_bind_template_child (widget_class, LanesHeadline, most_tile);
  gtk_widget_class_bind_template_child (widget_class, LanesHeadline, most);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "headline");
}

static void
lanes_headline_init (LanesHeadline *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* What is not known while a run goes on is not there. */
static void
lanes_headline_set_running (LanesHeadline *self, gboolean is_running)
{
  gtk_widget_set_visible (self->progress, is_running);
  gtk_widget_set_visible (self->speedup_tile, !is_running);
  gtk_widget_set_visible (self->most_tile, !is_running);
  if (is_running)
    gtk_widget_remove_css_class (GTK_WIDGET (self->sentence), "failed");
}

/**
 * lanes_headline_show_starting:
 * @self: a headline
 * @title: of the run
 */
void
lanes_headline_show_starting (LanesHeadline *self, const char *title)
{
  g_return_if_fail (LANES_IS_HEADLINE (self));

  lanes_label_set_text (self->title, title);
  lanes_label_set_text (self->sentence, _ ("Starting."));
  lanes_label_set_text (self->elapsed, _ ("0 s"));
  lanes_label_set_text (self->elapsed_caption, _ ("elapsed"));
  gtk_widget_set_visible (self->result_tile, FALSE);
  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->progress), 0);
  lanes_headline_set_running (self, TRUE);
}

/**
 * lanes_headline_show_running:
 * @self: a headline
 * @title: of the run
 * @run: that goes on
 * @forecast_us: how long it will take; 0 or less: not known
 */
void
lanes_headline_show_running (LanesHeadline *self,
                             const char *title,
                             LanesRun *run,
                             gint64 forecast_us)
{
  gint64 elapsed_us = lanes_trace_now (lanes_run_get_trace (run));
  g_autofree char *sentence = lanes_run_words_dup_progress (run, elapsed_us);
  g_autofree char *elapsed = lanes_run_words_dup_elapsed (elapsed_us / 100000 * 100000);
  guint n_tasks = lanes_run_get_n_tasks (run);
  guint n_pending = lanes_run_count_outcomes (run, LANES_TASK_PENDING);
  double fraction = (double) (n_tasks - n_pending) / n_tasks;
  LanesReport report = { .n_tasks = n_tasks, .n_done = n_tasks - n_pending };
  g_autofree char *result = NULL;

  g_return_if_fail (LANES_IS_HEADLINE (self));

  if (forecast_us > 0)
    fraction = (double) elapsed_us / (double) forecast_us;

  report.n_done = lanes_run_count_outcomes (run, LANES_TASK_DONE);
  result = g_strdup_printf (_ ("%u of %u"), report.n_done, report.n_tasks);
  lanes_label_set_text (self->title, title);
  lanes_label_set_text (self->sentence, sentence);
  lanes_label_set_text (self->elapsed, elapsed);
  lanes_label_set_text (self->elapsed_caption, _ ("elapsed"));
  lanes_label_set_text (self->result, result);
  lanes_label_set_text (self->result_caption, _ ("tasks done"));
  gtk_widget_set_visible (self->result_tile, TRUE);
  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->progress), MIN (fraction, FRACTION_MAX));
  lanes_headline_set_running (self, TRUE);
}

/**
 * lanes_headline_show_counting:
 * @self: a headline
 * @title: of the run
 */
void
lanes_headline_show_counting (LanesHeadline *self, const char *title)
{
  g_return_if_fail (LANES_IS_HEADLINE (self));

  lanes_label_set_text (self->title, title);
  lanes_label_set_text (self->sentence, _ ("Working out the figures."));
  lanes_label_set_text (self->elapsed_caption, _ ("elapsed"));
  lanes_headline_set_running (self, TRUE);
  gtk_widget_set_visible (self->progress, FALSE);
}

/**
 * lanes_headline_show_ended:
 * @self: a headline
 * @title: of the run
 * @run: that has ended
 * @report: of it
 * @sentence: of it
 */
void
lanes_headline_show_ended (LanesHeadline *self,
                           const char *title,
                           LanesRun *run,
                           const LanesReport *report,
                           const char *sentence)
{
  g_autofree char *elapsed = lanes_run_words_dup_elapsed (report->makespan_us);
  g_autofree char *caption = lanes_run_words_dup_elapsed_caption (report);
  g_autofree char *speedup = g_strdup_printf (_ ("%.1f ×"), report->speedup);
  g_autofree char *result = lanes_run_words_dup_result (run, report);
  g_autofree char *result_caption = lanes_run_words_dup_result_caption (run, report);
  g_autofree char *most = g_strdup_printf ("%u", report->max_running);

  g_return_if_fail (LANES_IS_HEADLINE (self));

  lanes_headline_set_running (self, FALSE);
  lanes_label_set_text (self->title, title);
  lanes_label_set_text (self->sentence, sentence);
  lanes_label_set_text (self->elapsed, elapsed);
  lanes_label_set_text (self->elapsed_caption, caption);
  lanes_label_set_text (self->speedup, speedup);
  lanes_label_set_text (self->result, result);
  lanes_label_set_text (self->result_caption, result_caption);
  lanes_label_set_text (self->most, most);
  gtk_widget_set_visible (self->speedup_tile, report->sum_us > 0);
  gtk_widget_set_visible (self->result_tile, TRUE);
  if (lanes_run_get_status (run) == LANES_RUN_FAILED)
    gtk_widget_add_css_class (GTK_WIDGET (self->sentence), "failed");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->sentence), "failed");
}
