/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-compare-table.h"

#include <glib/gi18n.h>

#include "core/lanes-result.h"
#include "layout/lanes-duration.h"
#include "platform/lanes-platform.h"

struct _LanesCompareTable
{
  GtkWidget parent_instance;

  GtkWidget *grid;
  LanesComparison *comparison; /* (nullable) */
  int sorted_by;               /* a column; -1: rows stand as they do above */
  gboolean is_descending;
};

/* A column: its title, its figure for a run, by which it is sorted (NULL: it is not; below 0: not
 * known), and how that is told (transfer full), or else its own text. */
typedef struct
{
  const char *title;
  double (*get_value) (LanesComparison *comparison, guint index, const LanesReport *report);
  char *(*dup_value) (gint64 value);
  char *(*dup_text) (LanesComparison *comparison, guint index, const LanesReport *report);
} Column;

G_DEFINE_FINAL_TYPE (LanesCompareTable, lanes_compare_table, GTK_TYPE_WIDGET)

static char *
dup_title (LanesComparison *comparison, guint index, const LanesReport *report)
{
  return lanes_comparison_dup_title (comparison, index);
}

static double
get_elapsed (LanesComparison *comparison, guint index, const LanesReport *report)
{
  return (double) report->makespan_us;
}

static char *
dup_speedup (LanesComparison *comparison, guint index, const LanesReport *report)
{
  return lanes_comparison_dup_speedup (comparison, index);
}

static double
get_speedup (LanesComparison *comparison, guint index, const LanesReport *report)
{
  return lanes_comparison_get_speedup (comparison, index);
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

static double
get_above (LanesComparison *comparison, guint index, const LanesReport *report)
{
  return (double) (report->makespan_us - report->bound_us);
}

static char *
dup_first_result (LanesComparison *comparison, guint index, const LanesReport *report)
{
  return report->first_result_us < 0 ? g_strdup (_ ("none"))
                                     : lanes_duration_dup_text (report->first_result_us);
}

static double
get_first_result (LanesComparison *comparison, guint index, const LanesReport *report)
{
  return (double) report->first_result_us;
}

static double
get_cpu (LanesComparison *comparison, guint index, const LanesReport *report)
{
  return (double) report->usage.cpu_us;
}

static char *
dup_number (gint64 number)
{
  return g_strdup_printf ("%'" G_GINT64_FORMAT, number);
}

static char *
dup_size (gint64 bytes)
{
  return g_format_size ((guint64) bytes);
}

static double
get_switches (LanesComparison *comparison, guint index, const LanesReport *report)
{
  return (double) report->usage.context_switches;
}

static double
get_memory (LanesComparison *comparison, guint index, const LanesReport *report)
{
  return (double) report->usage.memory_rise_bytes;
}

static double
get_threads (LanesComparison *comparison, guint index, const LanesReport *report)
{
  return (double) report->usage.threads;
}

static double
get_processes (LanesComparison *comparison, guint index, const LanesReport *report)
{
  return (double) report->usage.processes;
}

static double
get_connections (LanesComparison *comparison, guint index, const LanesReport *report)
{
  return (double) report->usage.connections;
}

static char *
dup_result (LanesComparison *comparison, guint index, const LanesReport *report)
{
  return lanes_result_dup_text (lanes_comparison_get_run (comparison, index), report);
}

static const Column columns[] = {
  { N_ ("Model"), NULL, NULL, dup_title },
  { N_ ("Elapsed"), get_elapsed, lanes_duration_dup_text, NULL },
  { N_ ("Speed-up"), get_speedup, NULL, dup_speedup },
  { N_ ("Above the bound"), get_above, NULL, dup_above },
  { N_ ("First result"), get_first_result, NULL, dup_first_result },
  { N_ ("CPU"), get_cpu, lanes_duration_dup_text, NULL },
  { N_ ("Context switches"), get_switches, dup_number, NULL },
  { N_ ("Memory"), get_memory, dup_size, NULL },
  { N_ ("Threads"), get_threads, dup_number, NULL },
  { N_ ("Processes"), get_processes, dup_number, NULL },
  { N_ ("Connections"), get_connections, dup_number, NULL },
  { N_ ("Result"), NULL, NULL, dup_result },
};

static char *
dup_cell (const Column *column, LanesComparison *comparison, guint index)
{
  const LanesReport *report = lanes_comparison_get_report (comparison, index);
  double value;

  if (column->dup_text != NULL)
    return column->dup_text (comparison, index, report);

  value = column->get_value (comparison, index, report);

  return value < 0 ? g_strdup ("") : column->dup_value ((gint64) value);
}

/* Figures stand below each other by their last digit. */
static GtkWidget *
make_cell (const char *text, int column)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), column == 0 ? 0 : 1);
  gtk_widget_add_css_class (label, "numeric");

  return label;
}

static void
add_row (LanesCompareTable *self, int row, guint index)
{
  g_autofree char *title = lanes_comparison_dup_title (self->comparison, index);
  gboolean is_first;
  g_autofree char *place = lanes_comparison_dup_place (self->comparison, index, &is_first);

  for (int column = 0; column < (int) G_N_ELEMENTS (columns); column++)
    {
      g_autofree char *text = dup_cell (&columns[column], self->comparison, index);
      g_autofree char *name =
          g_strdup_printf ("%s, %s: %s", title, _ (columns[column].title), text);
      GtkWidget *label = make_cell (text, column);

      if (is_first)
        gtk_widget_add_css_class (label, "first");
      /* Each says what it is, since there are no rows and columns for who cannot see them. */
      gtk_accessible_update_property (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                      -1);
      gtk_grid_attach (GTK_GRID (self->grid), label, column, row, 1, 1);
    }
}

static int
compare_runs (gconstpointer a, gconstpointer b, gpointer user_data)
{
  LanesCompareTable *self = user_data;
  guint runs[] = { *(const guint *) a, *(const guint *) b };
  double values[2];

  if (self->sorted_by < 0)
    return 0;

  for (guint i = 0; i < 2; i++)
    values[i] = columns[self->sorted_by].get_value (
        self->comparison, runs[i], lanes_comparison_get_report (self->comparison, runs[i]));
  if (values[0] == values[1])
    return 0;

  return (values[0] < values[1]) != self->is_descending ? -1 : 1;
}

/* The rows below the titles. */
static void
fill (LanesCompareTable *self)
{
  g_autoptr (GArray) runs = g_array_new (FALSE, FALSE, sizeof (guint));

  while (gtk_grid_get_child_at (GTK_GRID (self->grid), 0, 1) != NULL)
    gtk_grid_remove_row (GTK_GRID (self->grid), 1);
  for (guint i = 0; i < lanes_comparison_get_n (self->comparison); i++)
    {
      if (lanes_comparison_get_report (self->comparison, i) != NULL)
        g_array_append_val (runs, i);
    }
  g_array_sort_with_data (runs, compare_runs, self);
  for (guint row = 0; row < runs->len; row++)
    add_row (self, (int) row + 1, g_array_index (runs, guint, row));
}

/* An arrow beside the title that rows are sorted by. */
static void
update_titles (LanesCompareTable *self)
{
  for (int column = 0; column < (int) G_N_ELEMENTS (columns); column++)
    {
      GtkWidget *title = gtk_grid_get_child_at (GTK_GRID (self->grid), column, 0);
      GtkWidget *arrow;

      if (columns[column].get_value == NULL)
        continue;
      arrow = gtk_widget_get_first_child (gtk_button_get_child (GTK_BUTTON (title)));
      gtk_image_set_from_icon_name (GTK_IMAGE (arrow),
                                    self->is_descending ? "pan-down-symbolic" : "pan-up-symbolic");
      gtk_widget_set_visible (arrow, column == self->sorted_by);
    }
}

static void
sort_cb (LanesCompareTable *self, GtkWidget *button)
{
  int column = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "column"));

  /* Upwards, downwards, and as it was. */
  if (self->sorted_by != column)
    {
      self->sorted_by = column;
      self->is_descending = FALSE;
    }
  else if (!self->is_descending)
    self->is_descending = TRUE;
  else
    self->sorted_by = -1;
  update_titles (self);
  if (self->comparison != NULL)
    fill (self);
}
static GtkWidget *
make_title (LanesCompareTable *self, int column)
{
  GtkWidget *label = gtk_label_new (_ (columns[column].title));
  GtkWidget *box, *button;

  gtk_widget_add_css_class (label, "dim");
  gtk_label_set_xalign (GTK_LABEL (label), column == 0 ? 0 : 1);
  if (columns[column].get_value == NULL)
    return label;

  box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 2);
  gtk_box_append (GTK_BOX (box), gtk_image_new ());
  gtk_box_append (GTK_BOX (box), label);
  button = gtk_button_new ();
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_set_halign (button, GTK_ALIGN_END);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, _ ("Sort by this figure"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ (columns[column].title), -1);
  g_object_set_data (G_OBJECT (button), "column", GINT_TO_POINTER (column));
  g_signal_connect_object (button, "clicked", G_CALLBACK (sort_cb), self, G_CONNECT_SWAPPED);

  return button;
}

static void
lanes_compare_table_dispose (GObject *object)
{
  LanesCompareTable *self = LANES_COMPARE_TABLE (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  self->grid = NULL;
  g_clear_object (&self->comparison);

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
  gtk_grid_set_column_spacing (GTK_GRID (self->grid), 20);
  gtk_grid_set_row_spacing (GTK_GRID (self->grid), 6);
  gtk_widget_set_margin_bottom (self->grid, 12);
  for (int column = 0; column < (int) G_N_ELEMENTS (columns); column++)
    gtk_grid_attach (GTK_GRID (self->grid), make_title (self, column), column, 0, 1, 1);
  self->sorted_by = -1;
  update_titles (self);
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
  g_assert (lanes_platform_is_main_thread ());
  g_return_if_fail (LANES_IS_COMPARE_TABLE (self));
  g_return_if_fail (LANES_IS_COMPARISON (comparison));

  g_set_object (&self->comparison, comparison);
  fill (self);
}
