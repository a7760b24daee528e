/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-compare-legend.h"

#include "platform/lanes-platform.h"
#include "view/lanes-appearance.h"

#define MARGIN  12
#define PADDING 6

struct _LanesCompareLegend
{
  GtkWidget parent_instance;

  LanesCompareStack *stack;
  LanesPainter *painter;
  LanesLegend legend; /* what it was measured for */
};

G_DEFINE_FINAL_TYPE (LanesCompareLegend, lanes_compare_legend, GTK_TYPE_WIDGET)

static LanesPainter *
get_painter (LanesCompareLegend *self)
{
  return lanes_appearance_ensure_painter (lanes_appearance_get_default (), GTK_WIDGET (self),
                                          &self->painter);
}

static LanesLegend
collect (LanesCompareLegend *self)
{
  LanesLegend legend = { 0 };
  LanesCompareRow *row;

  for (guint i = 0; (row = lanes_compare_stack_get_row (self->stack, i)) != NULL; i++)
    lanes_timeline_add_legend (lanes_compare_row_get_timeline (row), &legend);
  legend.has_floor = lanes_compare_stack_get_floor (self->stack) >= 0;
  legend.has_bound = legend.kinds != 0;

  return legend;
}

static void
lanes_compare_legend_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  LanesCompareLegend *self = LANES_COMPARE_LEGEND (widget);
  LanesLegend legend;

  if (self->stack == NULL)
    return;

  legend = collect (self);
  lanes_painter_draw_legend (get_painter (self), snapshot, &legend, MARGIN, PADDING,
                             gtk_widget_get_width (widget) - 2 * MARGIN,
                             gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL);
}

static void
lanes_compare_legend_measure (GtkWidget *widget,
                              GtkOrientation orientation,
                              int for_size,
                              int *minimum,
                              int *natural,
                              int *minimum_baseline,
                              int *natural_baseline)
{
  LanesCompareLegend *self = LANES_COMPARE_LEGEND (widget);
  /* What is merged changes with the zoom; the page does not jump by it. */
  LanesLegend most = self->legend;
  int width = (for_size >= 0 ? for_size : G_MAXINT16) - 2 * MARGIN;

  if (orientation == GTK_ORIENTATION_HORIZONTAL || most.kinds == 0)
    return;

  most.has_merged = TRUE;
  *minimum = lanes_painter_draw_legend (get_painter (self), NULL, &most, 0, 0, width, FALSE);
  *minimum += 2 * PADDING;
  *natural = *minimum;
}

static GtkSizeRequestMode
lanes_compare_legend_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
lanes_compare_legend_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  LanesCompareLegend *self = LANES_COMPARE_LEGEND (widget);

  GTK_WIDGET_CLASS (lanes_compare_legend_parent_class)->css_changed (widget, change);

  /* The font may be another. */
  g_clear_pointer (&self->painter, lanes_painter_free);
  gtk_widget_queue_resize (widget);
}

static void
lanes_compare_legend_dispose (GObject *object)
{
  LanesCompareLegend *self = LANES_COMPARE_LEGEND (object);

  g_clear_object (&self->stack);
  g_clear_pointer (&self->painter, lanes_painter_free);

  G_OBJECT_CLASS (lanes_compare_legend_parent_class)->dispose (object);
}

static void
lanes_compare_legend_class_init (LanesCompareLegendClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lanes_compare_legend_dispose;
  widget_class->css_changed = lanes_compare_legend_css_changed;
  widget_class->get_request_mode = lanes_compare_legend_get_request_mode;
  widget_class->measure = lanes_compare_legend_measure;
  widget_class->snapshot = lanes_compare_legend_snapshot;

  gtk_widget_class_set_css_name (widget_class, "comparelegend");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
lanes_compare_legend_init (LanesCompareLegend *self)
{
  g_signal_connect_object (lanes_appearance_get_default (), "changed",
                           G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
}

/**
 * lanes_compare_legend_set_stack:
 * @self: a legend without one
 * @stack: what it explains
 * @axis: that of its rows
 */
void
lanes_compare_legend_set_stack (LanesCompareLegend *self, LanesCompareStack *stack, LanesAxis *axis)
{
  g_assert (lanes_platform_is_main_thread ());
  g_return_if_fail (LANES_IS_COMPARE_LEGEND (self));
  g_return_if_fail (LANES_IS_COMPARE_STACK (stack));
  g_return_if_fail (LANES_IS_AXIS (axis));
  g_return_if_fail (self->stack == NULL);

  self->stack = g_object_ref (stack);
  g_signal_connect_object (stack, "plot-changed", G_CALLBACK (gtk_widget_queue_draw), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (axis, "changed", G_CALLBACK (gtk_widget_queue_draw), self,
                           G_CONNECT_SWAPPED);
}

void
lanes_compare_legend_update (LanesCompareLegend *self)
{
  LanesLegend legend;

  g_assert (lanes_platform_is_main_thread ());
  g_return_if_fail (LANES_IS_COMPARE_LEGEND (self));
  g_return_if_fail (self->stack != NULL);

  legend = collect (self);
  if (legend.kinds == self->legend.kinds && legend.statuses == self->legend.statuses &&
      legend.has_floor == self->legend.has_floor)
    return;

  self->legend = legend;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}
