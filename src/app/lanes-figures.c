/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-figures.h"

#include <glib/gi18n.h>

#include "core/lanes-result.h"
#include "layout/lanes-duration.h"

struct _LanesFigures
{
  GtkWidget parent_instance;

  GtkWidget *scroller;
  GtkWidget *grid;
  int n_rows;
};

G_DEFINE_FINAL_TYPE (LanesFigures, lanes_figures, GTK_TYPE_WIDGET)

static void
lanes_figures_dispose (GObject *object)
{
  LanesFigures *self = LANES_FIGURES (object);

  g_clear_pointer (&self->scroller, gtk_widget_unparent);

  G_OBJECT_CLASS (lanes_figures_parent_class)->dispose (object);
}

static void
lanes_figures_class_init (LanesFiguresClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lanes_figures_dispose;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "figures");
}

static void
lanes_figures_init (LanesFigures *self)
{
  self->grid = gtk_grid_new ();
  gtk_grid_set_column_spacing (GTK_GRID (self->grid), 18);
  gtk_grid_set_row_spacing (GTK_GRID (self->grid), 6);
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), self->grid);
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
}

/**
 * lanes_figures_new:
 *
 * Returns: (transfer floating): a list without figures
 */
GtkWidget *
lanes_figures_new (void)
{
  return g_object_new (LANES_TYPE_FIGURES, NULL);
}

static void
add (LanesFigures *self, const char *name, const char *value)
{
  GtkWidget *name_label = gtk_label_new (name);
  GtkWidget *value_label = gtk_label_new (value);

  gtk_label_set_xalign (GTK_LABEL (name_label), 0);
  gtk_widget_set_valign (name_label, GTK_ALIGN_START);
  gtk_widget_add_css_class (name_label, "dim");
  gtk_label_set_xalign (GTK_LABEL (value_label), 0);
  gtk_label_set_wrap (GTK_LABEL (value_label), TRUE);
  gtk_label_set_selectable (GTK_LABEL (value_label), TRUE);
  gtk_widget_set_hexpand (value_label, TRUE);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (value_label), GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                  name_label, NULL, -1);
  gtk_grid_attach (GTK_GRID (self->grid), name_label, 0, self->n_rows, 1, 1);
  gtk_grid_attach (GTK_GRID (self->grid), value_label, 1, self->n_rows, 1, 1);
  self->n_rows++;
}

static void
add_time (LanesFigures *self, const char *name, gint64 time_us)
{
  g_autofree char *text = lanes_duration_dup_text (time_us);

  if (time_us >= 0)
    add (self, name, text);
}

static void
add_limited (LanesFigures *self,
             const char *name,
             LanesRun *run,
             gint64 time_us,
             const LanesLimit *limit)
{
  g_autofree char *time = lanes_duration_dup_unbroken (time_us);
  g_autofree char *reason = lanes_limit_dup_text (limit, lanes_run_get_workload (run));
  g_autofree char *text = g_strdup_printf (_ ("%s (%s)"), time, reason);

  add (self, name, text);
}

static void
add_count (LanesFigures *self, const char *name, gint64 count)
{
  g_autofree char *text = g_strdup_printf ("%'" G_GINT64_FORMAT, count);

  if (count >= 0)
    add (self, name, text);
}

static void
add_cost (LanesFigures *self, const LanesUsage *usage)
{
  add_time (self, _ ("CPU time"), usage->cpu_us);
  add_count (self, _ ("Context switches"), usage->context_switches);
  if (usage->memory_rise_bytes >= 0)
    {
      g_autofree char *size = g_format_size ((guint64) usage->memory_rise_bytes);

      add (self, _ ("Rise of memory"), size);
    }
  add_count (self, _ ("Threads"), usage->threads);
  add_count (self, _ ("Processes"), usage->processes);
  add_count (self, _ ("Connections"), usage->connections);
}

static void
add_host (LanesFigures *self, LanesRun *run)
{
  const LanesHost *host = lanes_run_get_host (run);
  g_autofree char *cores = g_strdup_printf (ngettext ("%u core, %s", "%u cores, %s", host->cores),
                                            host->cores, host->os);

  add (self, _ ("Machine"), cores);
  add (self, _ ("Started"), lanes_run_get_started (run));
}

/**
 * lanes_figures_show:
 * @self: a list
 * @run: (nullable): a run that has ended
 * @report: of it
 */
void
lanes_figures_show (LanesFigures *self, LanesRun *run, const LanesReport *report)
{
  GtkWidget *child;

  g_return_if_fail (LANES_IS_FIGURES (self));

  while ((child = gtk_widget_get_first_child (self->grid)) != NULL)
    gtk_grid_remove (GTK_GRID (self->grid), child);
  self->n_rows = 0;
  if (run == NULL)
    return;

  {
    g_autofree char *result = lanes_result_dup_text (run, report);

    add (self, _ ("Result"), result);
  }
  add_time (self, _ ("Elapsed"), report->makespan_us);
  add_time (self, _ ("One after another"), report->sum_us);
  add_limited (self, _ ("Bound of this model"), run, report->bound_us, &report->bound_limit);
  add_time (self, _ ("Above the bound"), report->makespan_us - report->bound_us);
  add_limited (self, _ ("Floor of any model"), run, report->floor_us, &report->floor_limit);
  add_time (self, _ ("First result"), report->first_result_us);
  add_cost (self, &report->usage);
  add_host (self, run);
}
