/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-compare-stack.h"

#include "layout/lanes-layout.h"
#include "platform/lanes-platform.h"
#include "view/lanes-appearance.h"

#define LINE_WIDTH 2.0f
#define DASH       7.0f

struct _LanesCompareStack
{
  GtkWidget parent_instance;

  LanesAxis *axis;
  gint64 floor_us;
  guint align_tick;
};

enum
{
  PLOT_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LanesCompareStack, lanes_compare_stack, GTK_TYPE_WIDGET)

/* FALSE: it is not visible now. */
static gboolean
find_x (LanesCompareStack *self, gint64 at_us, float *x)
{
  LanesView view;
  int plot_x, plot_width;

  if (at_us < lanes_axis_get_begin (self->axis) || at_us > lanes_axis_get_end (self->axis) ||
      !lanes_compare_stack_get_plot (self, GTK_WIDGET (self), &plot_x, &plot_width))
    return FALSE;

  view = (LanesView){
    .begin_us = lanes_axis_get_begin (self->axis),
    .end_us = lanes_axis_get_end (self->axis),
    .width = (guint) plot_width,
  };
  *x = (float) plot_x + (float) lanes_layout_x_of_time (&view, at_us);

  return TRUE;
}

static void
append_floor (GtkSnapshot *snapshot, const GdkRGBA *colour, const graphene_rect_t *line)
{
  const GdkRGBA none = { colour->red, colour->green, colour->blue, 0 };
  const GskColorStop stops[] = { { 0, *colour }, { 0.6f, *colour }, { 0.6f, none }, { 1, none } };

  gtk_snapshot_append_repeating_linear_gradient (
      snapshot, line, &GRAPHENE_POINT_INIT (line->origin.x, 0),
      &GRAPHENE_POINT_INIT (line->origin.x, DASH), stops, G_N_ELEMENTS (stops));
}

/* What goes through a row: all of it, unless there are words above its lanes. */
static void
append_lines (LanesCompareStack *self,
              GtkSnapshot *snapshot,
              const LanesPalette *palette,
              LanesCompareRow *row)
{
  GtkWidget *crossed = lanes_compare_row_is_folded (row)
                           ? GTK_WIDGET (lanes_compare_row_get_timeline (row))
                           : GTK_WIDGET (row);
  gint64 cursor_us = lanes_axis_get_cursor (self->axis);
  graphene_rect_t bounds;
  float x;

  if (!gtk_widget_compute_bounds (crossed, GTK_WIDGET (self), &bounds))
    return;

  if (self->floor_us >= 0 && find_x (self, self->floor_us, &x))
    append_floor (snapshot, &palette->floor,
                  &GRAPHENE_RECT_INIT (x, bounds.origin.y, LINE_WIDTH, bounds.size.height));
  if (cursor_us >= 0 && find_x (self, cursor_us, &x))
    gtk_snapshot_append_color (snapshot, &palette->cursor,
                               &GRAPHENE_RECT_INIT (x, bounds.origin.y, 1, bounds.size.height));
}

static void
lanes_compare_stack_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  LanesCompareStack *self = LANES_COMPARE_STACK (widget);
  const LanesPalette *palette = lanes_appearance_get_palette (lanes_appearance_get_default ());
  float width = (float) gtk_widget_get_width (widget);

  for (GtkWidget *row = gtk_widget_get_first_child (widget); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    {
      graphene_rect_t bounds;

      gtk_widget_snapshot_child (widget, row, snapshot);
      if (gtk_widget_compute_bounds (row, widget, &bounds))
        gtk_snapshot_append_color (
            snapshot, &palette->border,
            &GRAPHENE_RECT_INIT (0, bounds.origin.y + bounds.size.height - 1, width, 1));
    }
  if (self->axis == NULL)
    return;

  for (GtkWidget *row = gtk_widget_get_first_child (widget); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    append_lines (self, snapshot, palette, LANES_COMPARE_ROW (row));
}

static void
lanes_compare_stack_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  int y = 0;

  for (GtkWidget *row = gtk_widget_get_first_child (widget); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    {
      GtkAllocation place = { .x = 0, .y = y, .width = width };

      gtk_widget_measure (row, GTK_ORIENTATION_VERTICAL, width, NULL, &place.height, NULL, NULL);
      gtk_widget_size_allocate (row, &place, -1);
      y += place.height;
    }

  g_signal_emit (widget, signals[PLOT_CHANGED], 0);
}

static void
lanes_compare_stack_measure (GtkWidget *widget,
                             GtkOrientation orientation,
                             int for_size,
                             int *minimum,
                             int *natural,
                             int *minimum_baseline,
                             int *natural_baseline)
{
  *minimum = 0;
  *natural = 0;
  for (GtkWidget *row = gtk_widget_get_first_child (widget); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    {
      int row_minimum, row_natural;

      gtk_widget_measure (row, orientation, for_size, &row_minimum, &row_natural, NULL, NULL);
      if (orientation == GTK_ORIENTATION_VERTICAL)
        {
          *minimum += row_natural;
          *natural += row_natural;
        }
      else
        {
          *minimum = MAX (*minimum, row_minimum);
          *natural = MAX (*natural, row_natural);
        }
    }
}

static GtkSizeRequestMode
lanes_compare_stack_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static gboolean
align_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  LanesCompareStack *self = LANES_COMPARE_STACK (widget);

  self->align_tick = 0;
  lanes_compare_stack_align (self);

  return G_SOURCE_REMOVE;
}

/* The font may be another; rows learn of it after the stack. */
static void
lanes_compare_stack_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  LanesCompareStack *self = LANES_COMPARE_STACK (widget);

  GTK_WIDGET_CLASS (lanes_compare_stack_parent_class)->css_changed (widget, change);

  if (self->align_tick == 0)
    self->align_tick = gtk_widget_add_tick_callback (widget, align_cb, NULL, NULL);
}

static void
lanes_compare_stack_dispose (GObject *object)
{
  LanesCompareStack *self = LANES_COMPARE_STACK (object);
  GtkWidget *row;

  if (self->align_tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->align_tick);
  self->align_tick = 0;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (row);
  g_clear_object (&self->axis);

  G_OBJECT_CLASS (lanes_compare_stack_parent_class)->dispose (object);
}

static void
lanes_compare_stack_class_init (LanesCompareStackClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lanes_compare_stack_dispose;
  widget_class->css_changed = lanes_compare_stack_css_changed;
  widget_class->get_request_mode = lanes_compare_stack_get_request_mode;
  widget_class->measure = lanes_compare_stack_measure;
  widget_class->size_allocate = lanes_compare_stack_size_allocate;
  widget_class->snapshot = lanes_compare_stack_snapshot;

  /**
   * LanesCompareStack::plot-changed:
   *
   * The axis may lie elsewhere within the stack now.
   */
  signals[PLOT_CHANGED] = g_signal_new ("plot-changed", G_TYPE_FROM_CLASS (klass),
                                        G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_css_name (widget_class, "comparestack");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
lanes_compare_stack_init (LanesCompareStack *self)
{
  self->floor_us = -1;
  g_signal_connect_object (lanes_appearance_get_default (), "changed",
                           G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
}

/**
 * lanes_compare_stack_set_axis:
 * @self: a stack without one
 * @axis: that of all its rows
 */
void
lanes_compare_stack_set_axis (LanesCompareStack *self, LanesAxis *axis)
{
  g_assert (lanes_platform_is_main_thread ());
  g_return_if_fail (LANES_IS_COMPARE_STACK (self));
  g_return_if_fail (LANES_IS_AXIS (axis));
  g_return_if_fail (self->axis == NULL);

  self->axis = g_object_ref (axis);
  g_signal_connect_object (axis, "changed", G_CALLBACK (gtk_widget_queue_draw), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (axis, "cursor-changed", G_CALLBACK (gtk_widget_queue_draw), self,
                           G_CONNECT_SWAPPED);
}

void
lanes_compare_stack_append (LanesCompareStack *self, LanesCompareRow *row)
{
  g_assert (lanes_platform_is_main_thread ());
  g_return_if_fail (LANES_IS_COMPARE_STACK (self));
  g_return_if_fail (LANES_IS_COMPARE_ROW (row));

  gtk_widget_set_parent (GTK_WIDGET (row), GTK_WIDGET (self));
}

void
lanes_compare_stack_remove (LanesCompareStack *self, LanesCompareRow *row)
{
  g_assert (lanes_platform_is_main_thread ());
  g_return_if_fail (LANES_IS_COMPARE_STACK (self));
  g_return_if_fail (gtk_widget_get_parent (GTK_WIDGET (row)) == GTK_WIDGET (self));

  gtk_widget_unparent (GTK_WIDGET (row));
}

LanesCompareRow *
lanes_compare_stack_get_row (LanesCompareStack *self, guint index)
{
  GtkWidget *row;

  g_assert (lanes_platform_is_main_thread ());
  g_return_val_if_fail (LANES_IS_COMPARE_STACK (self), NULL);

  row = gtk_widget_get_first_child (GTK_WIDGET (self));
  while (index-- > 0 && row != NULL)
    row = gtk_widget_get_next_sibling (row);

  return row != NULL ? LANES_COMPARE_ROW (row) : NULL;
}

void
lanes_compare_stack_set_floor (LanesCompareStack *self, gint64 floor_us)
{
  g_assert (lanes_platform_is_main_thread ());
  g_return_if_fail (LANES_IS_COMPARE_STACK (self));

  if (self->floor_us == floor_us)
    return;
  self->floor_us = floor_us;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

gint64
lanes_compare_stack_get_floor (LanesCompareStack *self)
{
  g_assert (lanes_platform_is_main_thread ());
  g_return_val_if_fail (LANES_IS_COMPARE_STACK (self), -1);

  return self->floor_us;
}

/**
 * lanes_compare_stack_align:
 * @self: a stack
 */
void
lanes_compare_stack_align (LanesCompareStack *self)
{
  LanesCompareRow *row;
  int width = 0;

  g_assert (lanes_platform_is_main_thread ());
  g_return_if_fail (LANES_IS_COMPARE_STACK (self));

  for (guint i = 0; (row = lanes_compare_stack_get_row (self, i)) != NULL; i++)
    width = MAX (width, lanes_timeline_measure_labels (lanes_compare_row_get_timeline (row)));
  for (guint i = 0; (row = lanes_compare_stack_get_row (self, i)) != NULL; i++)
    lanes_timeline_set_label_width (lanes_compare_row_get_timeline (row), width);
}

/**
 * lanes_compare_stack_get_plot:
 * @self: a stack
 * @relative: in whose coordinates
 * @x: (out): where the axis begins
 * @width: (out): how long it is
 *
 * Returns: %FALSE while there is no row that has a size
 */
gboolean
lanes_compare_stack_get_plot (LanesCompareStack *self, GtkWidget *relative, int *x, int *width)
{
  LanesCompareRow *row;
  GtkWidget *timeline;
  graphene_point_t at;

  g_assert (lanes_platform_is_main_thread ());
  g_return_val_if_fail (LANES_IS_COMPARE_STACK (self), FALSE);

  row = lanes_compare_stack_get_row (self, 0);
  if (row == NULL)
    return FALSE;

  timeline = GTK_WIDGET (lanes_compare_row_get_timeline (row));
  if (gtk_widget_get_width (timeline) <= 0)
    return FALSE;

  lanes_timeline_get_plot (LANES_TIMELINE (timeline), x, width);
  if (!gtk_widget_compute_point (timeline, relative, &GRAPHENE_POINT_INIT ((float) *x, 0), &at))
    return FALSE;
  *x = (int) at.x;

  return *width > 0;
}
