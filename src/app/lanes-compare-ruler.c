/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-compare-ruler.h"

#include <glib/gi18n.h>

#include "platform/lanes-platform.h"
#include "view/lanes-appearance.h"
#include "view/lanes-painter-frame.h"

#define PADDING 4

struct _LanesCompareRuler
{
  GtkWidget parent_instance;

  LanesCompareStack *stack;
  LanesAxis *axis;
  LanesPainter *painter;
  char *floor_text;
};

G_DEFINE_FINAL_TYPE (LanesCompareRuler, lanes_compare_ruler, GTK_TYPE_WIDGET)

static LanesPainter *
get_painter (LanesCompareRuler *self)
{
  return lanes_appearance_ensure_painter (lanes_appearance_get_default (), GTK_WIDGET (self),
                                          &self->painter);
}

/* As fine as a pixel is now. */
static char *
dup_time (gint64 at_us, gint64 visible_us)
{
  if (visible_us >= G_USEC_PER_SEC)
    return g_strdup_printf (_ ("%.3f s"), (double) at_us / G_USEC_PER_SEC);

  return g_strdup_printf (_ ("%.3f ms"), (double) at_us / 1000);
}

static void
append_cursor (LanesCompareRuler *self, GtkSnapshot *snapshot, const LanesScene *scene, int y)
{
  LanesPainter *painter = get_painter (self);
  const LanesPalette *palette = lanes_painter_get_palette (painter);
  gint64 at_us = lanes_axis_get_cursor (self->axis);
  g_autofree char *text = NULL;
  int x, width, height, room = gtk_widget_get_width (GTK_WIDGET (self));

  if (at_us < scene->view.begin_us || at_us > scene->view.end_us)
    return;

  text = dup_time (at_us, scene->view.end_us - scene->view.begin_us);
  x = scene->x + (int) lanes_layout_x_of_time (&scene->view, at_us);
  width = lanes_painter_measure_text (painter, text, LANES_TEXT_SMALL) + 2 * PADDING;
  height = lanes_painter_get_text_height (painter, LANES_TEXT_SMALL);
  gtk_snapshot_append_color (snapshot, &palette->cursor,
                             &GRAPHENE_RECT_INIT ((float) x, (float) (y - PADDING), 1, PADDING));
  x = CLAMP (x - width / 2, 0, MAX (0, room - width));
  y -= height + PADDING + 1;
  lanes_painter_fill_rounded (
      snapshot, &palette->cursor,
      &GRAPHENE_RECT_INIT ((float) x, (float) y, (float) width, (float) height + 1), 3);
  lanes_painter_draw_text (painter, snapshot, text, LANES_TEXT_SMALL, &palette->surface,
                           (float) (x + PADDING), (float) y, -1);
}

/* At the right of its line, or at its left where there is more room. */
static void
append_floor (LanesCompareRuler *self, GtkSnapshot *snapshot, const LanesScene *scene)
{
  LanesPainter *painter = get_painter (self);
  const LanesPalette *palette = lanes_painter_get_palette (painter);
  gint64 floor_us = lanes_compare_stack_get_floor (self->stack);
  int x, width, room = gtk_widget_get_width (GTK_WIDGET (self));

  if (self->floor_text == NULL || floor_us < scene->view.begin_us || floor_us > scene->view.end_us)
    return;

  x = scene->x + (int) lanes_layout_x_of_time (&scene->view, floor_us);
  width = lanes_painter_measure_text (painter, self->floor_text, LANES_TEXT_SMALL);
  x = CLAMP (x, 0, MAX (0, room - width));
  lanes_painter_draw_text (painter, snapshot, self->floor_text, LANES_TEXT_SMALL, &palette->floor,
                           (float) x, 0, room - x);
}

static void
lanes_compare_ruler_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  LanesCompareRuler *self = LANES_COMPARE_RULER (widget);
  int height = gtk_widget_get_height (widget);
  LanesScene scene = { 0 };
  int plot_width;

  if (self->stack == NULL ||
      !lanes_compare_stack_get_plot (self->stack, widget, &scene.x, &plot_width))
    return;

  scene.view = (LanesView){
    .begin_us = lanes_axis_get_begin (self->axis),
    .end_us = lanes_axis_get_end (self->axis),
    .now_us = lanes_axis_get_end (self->axis),
    .width = (guint) plot_width,
  };
  lanes_painter_draw_ruler (get_painter (self), snapshot, &scene, height, 0,
                            gtk_widget_get_width (widget));
  append_floor (self, snapshot, &scene);
  append_cursor (self, snapshot, &scene, height);
}

static void
lanes_compare_ruler_measure (GtkWidget *widget,
                             GtkOrientation orientation,
                             int for_size,
                             int *minimum,
                             int *natural,
                             int *minimum_baseline,
                             int *natural_baseline)
{
  LanesCompareRuler *self = LANES_COMPARE_RULER (widget);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    return;

  *minimum = lanes_painter_get_lines_height (get_painter (self)) +
             lanes_painter_get_ruler_height (get_painter (self));
  *natural = *minimum;
}

static void
lanes_compare_ruler_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  LanesCompareRuler *self = LANES_COMPARE_RULER (widget);

  GTK_WIDGET_CLASS (lanes_compare_ruler_parent_class)->css_changed (widget, change);

  /* The font may be another. */
  g_clear_pointer (&self->painter, lanes_painter_free);
  gtk_widget_queue_resize (widget);
}

static void
lanes_compare_ruler_dispose (GObject *object)
{
  LanesCompareRuler *self = LANES_COMPARE_RULER (object);

  g_clear_object (&self->stack);
  g_clear_object (&self->axis);
  g_clear_pointer (&self->painter, lanes_painter_free);

  G_OBJECT_CLASS (lanes_compare_ruler_parent_class)->dispose (object);
}

static void
lanes_compare_ruler_finalize (GObject *object)
{
  LanesCompareRuler *self = LANES_COMPARE_RULER (object);

  g_free (self->floor_text);

  G_OBJECT_CLASS (lanes_compare_ruler_parent_class)->finalize (object);
}

static void
lanes_compare_ruler_class_init (LanesCompareRulerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = lanes_compare_ruler_dispose;
  object_class->finalize = lanes_compare_ruler_finalize;
  widget_class->css_changed = lanes_compare_ruler_css_changed;
  widget_class->measure = lanes_compare_ruler_measure;
  widget_class->snapshot = lanes_compare_ruler_snapshot;

  gtk_widget_class_set_css_name (widget_class, "compareruler");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
lanes_compare_ruler_init (LanesCompareRuler *self)
{
  g_signal_connect_object (lanes_appearance_get_default (), "changed",
                           G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
}

/**
 * lanes_compare_ruler_set_stack:
 * @self: a ruler without one
 * @stack: what it stands above
 * @axis: what it measures
 */
void
lanes_compare_ruler_set_stack (LanesCompareRuler *self, LanesCompareStack *stack, LanesAxis *axis)
{
  g_assert (lanes_platform_is_main_thread ());
  g_return_if_fail (LANES_IS_COMPARE_RULER (self));
  g_return_if_fail (LANES_IS_COMPARE_STACK (stack));
  g_return_if_fail (LANES_IS_AXIS (axis));
  g_return_if_fail (self->stack == NULL);

  self->stack = g_object_ref (stack);
  self->axis = g_object_ref (axis);
  g_signal_connect_object (stack, "plot-changed", G_CALLBACK (gtk_widget_queue_draw), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (axis, "changed", G_CALLBACK (gtk_widget_queue_draw), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (axis, "cursor-changed", G_CALLBACK (gtk_widget_queue_draw), self,
                           G_CONNECT_SWAPPED);
}

void
lanes_compare_ruler_set_floor_text (LanesCompareRuler *self, const char *text)
{
  g_assert (lanes_platform_is_main_thread ());
  g_return_if_fail (LANES_IS_COMPARE_RULER (self));

  if (g_strcmp0 (self->floor_text, text) == 0)
    return;
  g_free (self->floor_text);
  self->floor_text = g_strdup (text);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
