/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-task-table.h"

#include <glib/gi18n.h>

#include "lanes-task-model.h"
#include "lanes-tooltip.h"
#include "platform/lanes-platform.h"

/* GTK makes the widgets of 200 rows at once, which takes a tenth of a second. So the first rows
 * come at once, some more with each frame, and when it has them all, the others. */
#define ROWS_A_FRAME   6
#define ROWS_WITH_WORK 204

struct _LanesTaskTable
{
  GtkWidget parent_instance;

  GtkWidget *scroller;
  GtkWidget *view;
  LanesTaskModel *tasks;
  GtkSliceListModel *there; /* the rows of them that there are by now */
  guint tick_id;            /* until they are all there */
  GtkSortListModel *sorted;
  LanesColumn sorted_by; /* the last that was asked for by a key; LANES_N_COLUMNS: none */
  GtkSortType direction;
  GtkSingleSelection *chosen;
  LanesSelection *selection;
  GPtrArray *cells; /* GtkListItem: what is bound now, to be told of what changed */
};

static const struct
{
  const char *title;
  gboolean is_number;
  gboolean expands;
} columns[LANES_N_COLUMNS] = {
  [LANES_COLUMN_TASK] = { N_ ("Task"), FALSE, FALSE },
  [LANES_COLUMN_WORKER] = { N_ ("Worker"), FALSE, FALSE },
  [LANES_COLUMN_QUEUED] = { N_ ("Queued"), TRUE, FALSE },
  [LANES_COLUMN_RAN] = { N_ ("Ran"), TRUE, FALSE },
  [LANES_COLUMN_ENDED] = { N_ ("Ended"), TRUE, FALSE },
  [LANES_COLUMN_RESULT] = { N_ ("Result"), TRUE, FALSE },
  [LANES_COLUMN_STATUS] = { N_ ("Status"), FALSE, TRUE },
};

G_DEFINE_FINAL_TYPE (LanesTaskTable, lanes_task_table, GTK_TYPE_WIDGET)

/* Which column a factory or a sorter is for. */
static GQuark
column_quark (void)
{
  return g_quark_from_static_string ("lanes-column");
}

static LanesColumn
column_of (gpointer object)
{
  return GPOINTER_TO_UINT (g_object_get_qdata (G_OBJECT (object), column_quark ()));
}

static void
fill (LanesTaskTable *self, GtkListItem *cell)
{
  GtkWidget *label = gtk_list_item_get_child (cell);
  LanesTaskItem *item = gtk_list_item_get_item (cell);
  LanesColumn column = column_of (cell);
  guint task = lanes_task_item_get_task (item);
  g_autofree char *text = NULL;

  if (task >= g_list_model_get_n_items (G_LIST_MODEL (self->tasks)))
    return;
  text = lanes_task_model_dup_text (self->tasks, task, column);
  if (g_strcmp0 (gtk_label_get_text (GTK_LABEL (label)), text) != 0)
    gtk_label_set_text (GTK_LABEL (label), text);
  if (column != LANES_COLUMN_STATUS)
    return;

  if (lanes_task_model_is_failed (self->tasks, task))
    {
      gtk_widget_add_css_class (label, "failed");
      lanes_tooltip_set (label, text);
    }
  else
    {
      gtk_widget_remove_css_class (label, "failed");
      lanes_tooltip_set (label, NULL);
    }
}

static void
lanes_task_table_setup_cb (GtkSignalListItemFactory *factory, GtkListItem *cell)
{
  LanesColumn column = column_of (factory);
  GtkWidget *label = gtk_label_new (NULL);

  /* As the titles are, which GTK leaves no say in. */
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label),
                           columns[column].expands ? PANGO_ELLIPSIZE_END : PANGO_ELLIPSIZE_NONE);
  if (columns[column].is_number)
    gtk_widget_add_css_class (label, "numeric");
  gtk_list_item_set_child (cell, label);
  g_object_set_qdata (G_OBJECT (cell), column_quark (), GUINT_TO_POINTER (column));
}

static void
lanes_task_table_bind_cb (LanesTaskTable *self, GtkListItem *cell)
{
  g_ptr_array_add (self->cells, cell);
  fill (self, cell);
}

static void
lanes_task_table_unbind_cb (LanesTaskTable *self, GtkListItem *cell)
{
  g_ptr_array_remove_fast (self->cells, cell);
}

static int
lanes_task_table_compare (gconstpointer a, gconstpointer b, gpointer user_data)
{
  GtkColumnViewColumn *column = user_data;
  LanesTaskModel *tasks = g_object_get_data (G_OBJECT (column), "lanes-tasks");

  return lanes_task_model_compare (tasks, lanes_task_item_get_task ((LanesTaskItem *) a),
                                   lanes_task_item_get_task ((LanesTaskItem *) b),
                                   column_of (column));
}

static void
add_column (LanesTaskTable *self, LanesColumn id)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkColumnViewColumn) column = NULL;
  g_autoptr (GtkSorter) sorter = NULL;

  g_object_set_qdata (G_OBJECT (factory), column_quark (), GUINT_TO_POINTER (id));
  g_signal_connect (factory, "setup", G_CALLBACK (lanes_task_table_setup_cb), NULL);
  g_signal_connect_object (factory, "bind", G_CALLBACK (lanes_task_table_bind_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (lanes_task_table_unbind_cb), self,
                           G_CONNECT_SWAPPED);

  column = gtk_column_view_column_new (_ (columns[id].title), factory);
  g_object_set_qdata (G_OBJECT (column), column_quark (), GUINT_TO_POINTER (id));
  g_object_set_data_full (G_OBJECT (column), "lanes-tasks", g_object_ref (self->tasks),
                          g_object_unref);
  gtk_column_view_column_set_expand (column, columns[id].expands);
  gtk_column_view_column_set_resizable (column, TRUE);
  sorter = GTK_SORTER (gtk_custom_sorter_new (lanes_task_table_compare, column, NULL));
  gtk_column_view_column_set_sorter (column, sorter);
  gtk_column_view_append_column (GTK_COLUMN_VIEW (self->view), column);
}

/* GTK 4.8 cannot be asked to scroll a column view; the list inside it can. */
static void
scroll_to (LanesTaskTable *self, guint position)
{
  for (GtkWidget *child = gtk_widget_get_first_child (self->view); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      if (GTK_IS_LIST_VIEW (child))
        gtk_widget_activate_action (child, "list.scroll-to-item", "u", position);
    }
}

static guint
find_task (LanesTaskTable *self, int task)
{
  GListModel *list = G_LIST_MODEL (self->sorted);
  guint n = g_list_model_get_n_items (list);

  if (task < 0)
    return GTK_INVALID_LIST_POSITION;
  for (guint i = 0; i < n; i++)
    {
      /* Where nothing is sorted the first guess is right. */
      guint position = (i + (guint) task) % n;
      g_autoptr (LanesTaskItem) item = g_list_model_get_item (list, position);

      if (lanes_task_item_get_task (item) == (guint) task)
        return position;
    }

  return GTK_INVALID_LIST_POSITION;
}

static void
lanes_task_table_task_changed_cb (LanesTaskTable *self)
{
  int task = lanes_selection_get_task (self->selection);
  LanesTaskItem *item = gtk_single_selection_get_selected_item (self->chosen);
  guint position;

  if (item != NULL && task == (int) lanes_task_item_get_task (item))
    return;
  /* What was chosen elsewhere may be further down. */
  if (task >= 0)
    gtk_slice_list_model_set_size (self->there, G_MAXUINT);
  position = find_task (self, task);
  gtk_single_selection_set_selected (self->chosen, position);
  if (position != GTK_INVALID_LIST_POSITION)
    scroll_to (self, position);
}

static void
lanes_task_table_row_chosen_cb (LanesTaskTable *self)
{
  LanesTaskItem *item = gtk_single_selection_get_selected_item (self->chosen);

  if (self->selection != NULL)
    lanes_selection_set_task (self->selection,
                              item != NULL ? (int) lanes_task_item_get_task (item) : -1);
}

/* As a click on the title does, which GTK gives no key to. */
static void
sort_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LanesTaskTable *self = LANES_TASK_TABLE (widget);
  LanesColumn id = g_variant_get_uint32 (parameter);
  GListModel *all = gtk_column_view_get_columns (GTK_COLUMN_VIEW (self->view));
  gboolean is_again = id == self->sorted_by && self->direction == GTK_SORT_ASCENDING;

  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (all, i);

      /* They can be dragged to other places. */
      if (column_of (column) != id)
        continue;
      self->sorted_by = id;
      self->direction = is_again ? GTK_SORT_DESCENDING : GTK_SORT_ASCENDING;
      gtk_column_view_sort_by_column (GTK_COLUMN_VIEW (self->view), column, self->direction);
    }
}

static void
lanes_task_table_dispose (GObject *object)
{
  LanesTaskTable *self = LANES_TASK_TABLE (object);

  if (self->tick_id != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->tick_id);
  self->tick_id = 0;
  if (self->selection != NULL)
    g_signal_handlers_disconnect_by_data (self->selection, self);
  g_clear_object (&self->selection);
  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  g_clear_object (&self->chosen);
  g_clear_object (&self->sorted);
  g_clear_object (&self->there);
  g_clear_object (&self->tasks);

  G_OBJECT_CLASS (lanes_task_table_parent_class)->dispose (object);
}

static void
lanes_task_table_finalize (GObject *object)
{
  LanesTaskTable *self = LANES_TASK_TABLE (object);

  g_ptr_array_unref (self->cells);

  G_OBJECT_CLASS (lanes_task_table_parent_class)->finalize (object);
}

static void
lanes_task_table_class_init (LanesTaskTableClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = lanes_task_table_dispose;
  object_class->finalize = lanes_task_table_finalize;

  gtk_widget_class_install_action (widget_class, "table.sort", "u", sort_cb);
  for (guint id = 0; id < LANES_N_COLUMNS; id++)
    gtk_widget_class_add_binding_action (widget_class, GDK_KEY_1 + id, GDK_CONTROL_MASK,
                                         "table.sort", "u", id);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "tasktable");
}

static void
lanes_task_table_init (LanesTaskTable *self)
{
  GtkSorter *sorter;

  self->cells = g_ptr_array_new ();
  self->sorted_by = LANES_N_COLUMNS;
  self->tasks = lanes_task_model_new ();
  self->view = gtk_column_view_new (NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Tasks"), -1);
  for (guint id = 0; id < LANES_N_COLUMNS; id++)
    add_column (self, id);

  sorter = gtk_column_view_get_sorter (GTK_COLUMN_VIEW (self->view));
  self->there = gtk_slice_list_model_new (G_LIST_MODEL (g_object_ref (self->tasks)), 0, G_MAXUINT);
  self->sorted =
      gtk_sort_list_model_new (G_LIST_MODEL (g_object_ref (self->there)), g_object_ref (sorter));
  gtk_sort_list_model_set_incremental (self->sorted, TRUE);
  self->chosen = gtk_single_selection_new (G_LIST_MODEL (g_object_ref (self->sorted)));
  gtk_single_selection_set_autoselect (self->chosen, FALSE);
  gtk_single_selection_set_can_unselect (self->chosen, TRUE);
  gtk_single_selection_set_selected (self->chosen, GTK_INVALID_LIST_POSITION);
  gtk_column_view_set_model (GTK_COLUMN_VIEW (self->view), GTK_SELECTION_MODEL (self->chosen));
  g_signal_connect_object (self->chosen, "notify::selected",
                           G_CALLBACK (lanes_task_table_row_chosen_cb), self, G_CONNECT_SWAPPED);

  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), self->view);
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
}

/**
 * lanes_task_table_new:
 *
 * Returns: (transfer floating): a table without tasks
 */
GtkWidget *
lanes_task_table_new (void)
{
  return g_object_new (LANES_TYPE_TASK_TABLE, NULL);
}

/**
 * lanes_task_table_set_selection:
 * @self: a table
 * @selection: shared with the time-line
 */
void
lanes_task_table_set_selection (LanesTaskTable *self, LanesSelection *selection)
{
  g_assert (lanes_platform_is_main_thread ());
  g_return_if_fail (LANES_IS_TASK_TABLE (self));
  g_return_if_fail (self->selection == NULL);

  self->selection = g_object_ref (selection);
  g_signal_connect_object (selection, "notify::task", G_CALLBACK (lanes_task_table_task_changed_cb),
                           self, G_CONNECT_SWAPPED);
}

static gboolean
lanes_task_table_tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  LanesTaskTable *self = LANES_TASK_TABLE (widget);
  guint size = gtk_slice_list_model_get_size (self->there);

  size += MIN (ROWS_A_FRAME, G_MAXUINT - size);
  if (size < ROWS_WITH_WORK && size < g_list_model_get_n_items (G_LIST_MODEL (self->tasks)))
    {
      gtk_slice_list_model_set_size (self->there, size);
      return G_SOURCE_CONTINUE;
    }
  gtk_slice_list_model_set_size (self->there, G_MAXUINT);
  self->tick_id = 0;

  return G_SOURCE_REMOVE;
}

/**
 * lanes_task_table_set_run:
 * @self: a table
 * @run: (nullable): whose tasks
 */
void
lanes_task_table_set_run (LanesTaskTable *self, LanesRun *run)
{
  g_assert (lanes_platform_is_main_thread ());
  g_return_if_fail (LANES_IS_TASK_TABLE (self));

  if (run == lanes_task_model_get_run (self->tasks))
    return;
  gtk_slice_list_model_set_size (self->there, ROWS_A_FRAME);
  lanes_task_model_set_run (self->tasks, run);
  if (self->tick_id == 0)
    self->tick_id =
        gtk_widget_add_tick_callback (GTK_WIDGET (self), lanes_task_table_tick_cb, NULL, NULL);
}

void
lanes_task_table_refresh (LanesTaskTable *self, GArray *times)
{
  GtkSorter *sorter;

  g_assert (lanes_platform_is_main_thread ());
  g_return_if_fail (LANES_IS_TASK_TABLE (self));

  lanes_task_model_refresh (self->tasks, times);
  for (guint i = 0; i < self->cells->len; i++)
    fill (self, g_ptr_array_index (self->cells, i));

  /* What it is sorted by has changed as well. */
  sorter = gtk_column_view_get_sorter (GTK_COLUMN_VIEW (self->view));
  if (gtk_sorter_get_order (sorter) != GTK_SORTER_ORDER_NONE)
    gtk_sorter_changed (sorter, GTK_SORTER_CHANGE_DIFFERENT);
}
