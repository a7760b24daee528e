/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-compare-table.h"

#include <glib/gi18n.h>

#include "core/lanes-result.h"
#include "layout/lanes-duration.h"

struct _LanesCompareTable
{
  GtkWidget parent_instance;

  GtkWidget *grid;
};

/* A column: its title, and its text for a run (transfer full). */
typedef struct
{
  const char *title;
  char *(*dup_text) (LanesComparison *comparison, guint index, const LanesReport *report);
} Column;

G_DEFINE_FINAL_TYPE (LanesCompareTable, lanes_compare_table, GTK_TYPE_WIDGET)

static char *
dup_title (LanesComparison *comparison, guint index, const LanesReport *report)
{
  return lanes_comparison_dup_title (comparison, index);
}

static char *
dup_elapsed (LanesComparison *comparison, guint index, const LanesReport *report)
{
  return lanes_duration_dup_text (report->makespan_us);
}

static char *
dup_speedup (LanesComparison *comparison, guint index, const LanesReport *report)
{
  return lanes_comparison_dup_speedup (comparison, index);
}

static char *
dup_above (LanesComparison *comparison, guint index, const LanesReport *report)
{
  gint64 above_us = report->makespan_us - report->bound_us;
  g_autofree char *above = lanes_duration_dup_text (above_us);

  if (report->bound_us <= 0)
    return g_steal_pointer (&above);

  /* Translators: how much longer a run took than it had to, and in percent. */
  return g_strdup_printf (_ ("%s (+%.1f %%)"), above,
                          100.0 * (double) above_us / (double) report->bound_us);
}

static char *
dup_first_result (LanesComparison *comparison, guint index, const LanesReport *report)
{
  return report->first_result_us < 0 ? g_strdup (_ ("none"))
                                     : lanes_duration_dup_text (report->first_result_us);
}

static char *
dup_cpu (LanesComparison *comparison, guint index, const LanesReport *report)
{
  return report->usage.cpu_us < 0 ? g_strdup ("") : lanes_duration_dup_text (report->usage.cpu_us);
}

static char *
dup_number (gint64 number)
{
  return number < 0 ? g_strdup ("") : g_strdup_printf ("%'" G_GINT64_FORMAT, number);
}

static char *
dup_switches (LanesComparison *comparison, guint index, const LanesReport *report)
{
  return dup_number (report->usage.context_switches);
}

static char *
dup_memory (LanesComparison *comparison, guint index, const LanesReport *report)
{
  return report->usage.memory_rise_bytes < 0
             ? g_strdup ("")
             : g_format_size ((guint64) report->usage.memory_rise_bytes);
}

static char *
dup_threads (LanesComparison *comparison, guint index, const LanesReport *report)
{
  return dup_number (report->usage.threads);
}

static char *
dup_processes (LanesComparison *comparison, guint index, const LanesReport *report)
{
  return dup_number (report->usage.processes);
}

static char *
dup_connections (LanesComparison *comparison, guint index, const LanesReport *report)
{
  return dup_number (report->usage.connections);
}

static char *
dup_result (LanesComparison *comparison, guint index, const LanesReport *report)
{
  return lanes_result_dup_text (lanes_comparison_get_run (comparison, index), report);
}

static const Column columns[] = {
  { N_ ("Model"), dup_title },
  { N_ ("Elapsed"), dup_elapsed },
  { N_ ("Speed-up"), dup_speedup },
  { N_ ("Above the bound"), dup_above },
  { N_ ("First result"), dup_first_result },
  { N_ ("CPU"), dup_cpu },
  { N_ ("Context switches"), dup_switches },
  { N_ ("Memory"), dup_memory },
  { N_ ("Threads"), dup_threads },
  { N_ ("Processes"), dup_processes },
  { N_ ("Connections"), dup_connections },
  { N_ ("Result"), dup_result },
};

static GtkWidget *
make_cell (const char *text, int column)
{
  GtkWidget *label = gtk_label_new (text);

  /* Figures stand below each other by their last digit. */
  gtk_label_set_xalign (GTK_LABEL (label), column == 0 ? 0 : 1);
  gtk_widget_add_css_class (label, "numeric");

  return label;
}

static void
add_titles (LanesCompareTable *self)
{
  for (int column = 0; column < (int) G_N_ELEMENTS (columns); column++)
    {
      GtkWidget *label = gtk_label_new (_ (columns[column].title));

      gtk_label_set_xalign (GTK_LABEL (label), column == 0 ? 0 : 1);
      gtk_widget_add_css_class (label, "dim");
      gtk_grid_attach (GTK_GRID (self->grid), label, column, 0, 1, 1);
    }
}

static void
add_row (LanesCompareTable *self, int row, LanesComparison *comparison, guint index)
{
  const LanesReport *report = lanes_comparison_get_report (comparison, index);
  g_autofree char *title = lanes_comparison_dup_title (comparison, index);

  for (int column = 0; column < (int) G_N_ELEMENTS (columns); column++)
    {
      g_autofree char *text = columns[column].dup_text (comparison, index, report);
      g_autofree char *name =
          g_strdup_printf ("%s, %s: %s", title, _ (columns[column].title), text);
      GtkWidget *label = make_cell (text, column);

      /* Each says what it is, since there are no rows and columns for who cannot see them. */
      gtk_accessible_update_property (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                      -1);
      gtk_grid_attach (GTK_GRID (self->grid), label, column, row, 1, 1);
    }
}

static void
lanes_compare_table_dispose (GObject *object)
{
  LanesCompareTable *self = LANES_COMPARE_TABLE (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  self->grid = NULL;

  G_OBJECT_CLASS (lanes_compare_table_parent_class)->dispose (object);
}

static void
lanes_compare_table_class_init (LanesCompareTableClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lanes_compare_table_dispose;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "comparetable");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
lanes_compare_table_init (LanesCompareTable *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->grid = gtk_grid_new ();
  gtk_grid_set_column_spacing (GTK_GRID (self->grid), 24);
  gtk_grid_set_row_spacing (GTK_GRID (self->grid), 6);
  gtk_widget_set_margin_bottom (self->grid, 12);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_AUTOMATIC,
                                  GTK_POLICY_NEVER);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->grid);
  gtk_widget_set_parent (scroller, GTK_WIDGET (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Figures of the runs"), -1);
}

/**
 * lanes_compare_table_new:
 *
 * Returns: (transfer floating): a table of no runs
 */
GtkWidget *
lanes_compare_table_new (void)
{
  return g_object_new (LANES_TYPE_COMPARE_TABLE, NULL);
}

/**
 * lanes_compare_table_show:
 * @self: a table
 * @comparison: whose runs to show now
 */
void
lanes_compare_table_show (LanesCompareTable *self, LanesComparison *comparison)
{
  GtkWidget *child;
  int row = 1;

  g_return_if_fail (LANES_IS_COMPARE_TABLE (self));
  g_return_if_fail (LANES_IS_COMPARISON (comparison));

  while ((child = gtk_widget_get_first_child (self->grid)) != NULL)
    gtk_grid_remove (GTK_GRID (self->grid), child);
  add_titles (self);
  for (guint i = 0; i < lanes_comparison_get_n (comparison); i++)
    {
      if (lanes_comparison_get_report (comparison, i) != NULL)
        add_row (self, row++, comparison, i);
    }
}
