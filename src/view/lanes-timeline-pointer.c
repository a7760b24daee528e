/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pointer, wheel and touch on the canvas, and on the mini-map. */
#include "config.h"

#include <math.h>

#include "lanes-span-text.h"
#include "lanes-timeline-private.h"

#define DRAG_THRESHOLD 4.0
/* A click of the wheel zooms by that, and moves by so many pixels. */
#define WHEEL_ZOOM   1.25
#define WHEEL_PIXELS 64.0
#define LANE_WHEEL   1.15
/* A thin bar is hit from so far. */
#define REACH 3

gint64
lanes_timeline_time_at (LanesTimeline *self, double x)
{
  LanesScene scene = lanes_timeline_get_scene (self);

  return lanes_layout_time_of_x (&scene.view, x - scene.x);
}

static gboolean
is_in_plot (LanesTimeline *self, double x)
{
  return x >= self->plot_x && x < self->plot_x + self->plot_width;
}

/* What is seen there; else the nearest within reach. */
static int
find_near (const GArray *rects, gint x, guint sub_row)
{
  for (gint distance = 0; distance <= REACH; distance++)
    {
      int right = lanes_layout_find (rects, x + distance, sub_row);
      int left = lanes_layout_find (rects, x - distance, sub_row);

      if (right >= 0 || left >= 0)
        return right >= 0 ? right : left;
    }

  return -1;
}

gboolean
lanes_timeline_pick (LanesTimeline *self, double x, double y, int *lane, LanesRect *rect)
{
  LanesScene scene = lanes_timeline_get_scene (self);
  g_autoptr (GArray) rects = NULL;
  int found_lane = -1;
  guint sub_row;
  int found;

  if (self->set != NULL)
    found_lane = lanes_rows_find (&scene.rows, y - scene.y);
  /* Until the next frame the rows are still those of the run before. */
  if (found_lane >= 0 && (guint) found_lane >= lanes_lane_set_get_n_lanes (self->set))
    found_lane = -1;
  if (lane != NULL)
    *lane = found_lane;
  if (found_lane < 0 || !is_in_plot (self, x) ||
      y - scene.y - lanes_rows_get_y (&scene.rows, (guint) found_lane) > scene.rows.lane_height)
    return FALSE;

  rects = g_array_new (FALSE, FALSE, sizeof (LanesRect));
  lanes_layout_lane (self->set, (guint) found_lane, &scene.view, rects);
  sub_row = lanes_rows_find_sub_row (&scene.rows, (guint) found_lane, y - scene.y,
                                     lanes_lane_set_get_n_sub_rows (self->set, (guint) found_lane));
  found = find_near (rects, (gint) floor (x) - scene.x, sub_row);
  if (found < 0)
    return FALSE;

  *rect = g_array_index (rects, LanesRect, found);

  return TRUE;
}

static void
set_hovered (LanesTimeline *self, guint32 span, int task)
{
  self->hovered = span;
  lanes_selection_set_hovered_task (self->selection, task);
}

static void
hover (LanesTimeline *self, double x, double y)
{
  LanesRect rect;
  LanesSpan span;
  int lane;

  self->pointer_x = x;
  self->pointer_y = y;
  lanes_axis_set_cursor (self->axis, self->set != NULL && is_in_plot (self, x)
                                         ? lanes_timeline_time_at (self, x)
                                         : -1);
  if (lanes_timeline_pick (self, x, y, &lane, &rect))
    {
      lanes_trace_read (lanes_run_get_trace (self->run), rect.span, &span);
      set_hovered (self, rect.span, span.task);
    }
  else
    {
      /* The lane of a task is the task, wherever in it. */
      set_hovered (self, G_MAXUINT32, lane >= 0 && self->order == LANES_ORDER_BY_TASK ? lane : -1);
    }
}

static void
leave_cb (LanesTimeline *self)
{
  lanes_axis_set_cursor (self->axis, -1);
  set_hovered (self, G_MAXUINT32, -1);
}

static void
motion_cb (LanesTimeline *self, double x, double y)
{
  hover (self, x, y);
}

static gboolean
query_tooltip_cb (GtkWidget *widget,
                  int x,
                  int y,
                  gboolean keyboard,
                  GtkTooltip *tooltip,
                  LanesTimeline *self)
{
  g_autofree char *text = NULL;
  LanesRect rect;
  int lane;

  if (keyboard || self->drag != LANES_DRAG_NONE)
    return FALSE;

  if (lanes_timeline_pick (self, x, y, &lane, &rect))
    {
      LanesScene scene = lanes_timeline_get_scene (self);
      graphene_rect_t bounds = lanes_scene_get_bounds (&scene, &rect);

      text = lanes_span_text_dup_rect (self->run, &rect, scene.view.now_us);
      gtk_tooltip_set_tip_area (
          tooltip, &(GdkRectangle){ (int) bounds.origin.x, (int) bounds.origin.y,
                                    (int) bounds.size.width, (int) bounds.size.height });
    }
  else if (lane >= 0 && !is_in_plot (self, x))
    text = lanes_lane_set_dup_label (self->set, (guint) lane);
  gtk_tooltip_set_text (tooltip, text);

  return text != NULL;
}

static void
zoom_at_pointer (LanesTimeline *self, double factor)
{
  double x = CLAMP (self->pointer_x, self->plot_x, self->plot_x + self->plot_width);

  lanes_axis_zoom (self->axis, factor, lanes_timeline_time_at (self, x));
}

static void
pan_pixels (LanesTimeline *self, double pixels)
{
  double range = (double) (lanes_axis_get_end (self->axis) - lanes_axis_get_begin (self->axis));

  lanes_axis_pan (self->axis, (gint64) round (pixels * range / MAX (self->plot_width, 1)));
}

/* FALSE at the end of them, where the page goes on. */
static gboolean
scroll_lanes (LanesTimeline *self, double pixels)
{
  gint before = self->rows.scroll;

  lanes_timeline_scroll_to (self, self->rows.scroll + pixels);

  return self->rows.scroll != before;
}

static gboolean
scroll_cb (LanesTimeline *self, double dx, double dy, GtkEventControllerScroll *scroll)
{
  GdkModifierType state =
      gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (scroll));
  gboolean is_wheel = gtk_event_controller_scroll_get_unit (scroll) == GDK_SCROLL_UNIT_WHEEL;
  double pixels = is_wheel ? WHEEL_PIXELS : 1.0;
  gboolean has_control = (state & GDK_CONTROL_MASK) != 0;
  gboolean has_shift = (state & GDK_SHIFT_MASK) != 0;

  if (self->set == NULL)
    return FALSE;

  /* Some toolkits turn the wheel sideways with Shift, some don't. */
  if (has_control && has_shift)
    lanes_timeline_set_lane_zoom (self, self->lane_zoom *
                                            pow (LANE_WHEEL, -(dy + dx) * pixels / WHEEL_PIXELS));
  else if (has_control)
    zoom_at_pointer (self, pow (WHEEL_ZOOM, -dy * pixels / WHEEL_PIXELS));
  else if (has_shift)
    pan_pixels (self, (dx + dy) * pixels);
  else if (dx != 0.0 && fabs (dx) > fabs (dy))
    pan_pixels (self, dx * pixels);
  else if (lanes_timeline_can_scroll (self))
    return scroll_lanes (self, dy * pixels);
  else if (!lanes_axis_is_fitted (self->axis))
    pan_pixels (self, dy * pixels);
  else
    return FALSE; /* the page's, then */

  return TRUE;
}

static void
drag_begin_cb (LanesTimeline *self, double x, double y, GtkGestureDrag *gesture)
{
  self->drag = LANES_DRAG_NONE;
  self->drag_begin_us = lanes_axis_get_begin (self->axis);
  self->drag_end_us = lanes_axis_get_end (self->axis);
  self->drag_scroll = self->rows.scroll;
}

static void
begin_drag (LanesTimeline *self, GtkGestureDrag *gesture)
{
  GdkModifierType state =
      gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));

  self->drag = (state & GDK_SHIFT_MASK) != 0 ? LANES_DRAG_RANGE : LANES_DRAG_PAN;
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  gtk_widget_set_cursor_from_name (self->canvas,
                                   self->drag == LANES_DRAG_PAN ? "grabbing" : "ew-resize");
}

static void
drag_update_cb (LanesTimeline *self, double dx, double dy, GtkGestureDrag *gesture)
{
  double x, y;

  if (self->set == NULL)
    return;
  if (self->drag == LANES_DRAG_NONE && hypot (dx, dy) >= DRAG_THRESHOLD)
    begin_drag (self, gesture);
  gtk_gesture_drag_get_start_point (gesture, &x, &y);
  if (self->drag == LANES_DRAG_RANGE)
    {
      double from = CLAMP (x, self->plot_x, self->plot_x + self->plot_width);
      double to = CLAMP (x + dx, self->plot_x, self->plot_x + self->plot_width);

      lanes_axis_set_range (self->axis, lanes_timeline_time_at (self, from),
                            lanes_timeline_time_at (self, to));
    }
  else if (self->drag == LANES_DRAG_PAN)
    {
      double range = (double) (self->drag_end_us - self->drag_begin_us);
      gint64 by_us = (gint64) round (-dx * range / MAX (self->plot_width, 1));

      lanes_axis_pan (self->axis, self->drag_begin_us + by_us - lanes_axis_get_begin (self->axis));
      lanes_timeline_scroll_to (self, self->drag_scroll - dy);
    }
}

static void
drag_end_cb (LanesTimeline *self, double dx, double dy, GtkGestureDrag *gesture)
{
  self->drag = LANES_DRAG_NONE;
  gtk_widget_set_cursor (self->canvas, NULL);
}

static void
clicked_cb (LanesTimeline *self, int n_press, double x, double y, GtkGestureClick *gesture)
{
  LanesRect rect;
  int lane;

  if (self->drag != LANES_DRAG_NONE)
    return;

  if (!lanes_timeline_pick (self, x, y, &lane, &rect))
    {
      lanes_timeline_pin (self, G_MAXUINT32);
      lanes_axis_clear_range (self->axis);
      return;
    }

  lanes_timeline_go_to (self, &(LanesPlace){ .lane = rect.lane, .span = rect.span });
  if (n_press == 2)
    lanes_timeline_fit_span (self, rect.span);
  else if (n_press == 1)
    lanes_timeline_pin (self, rect.span);
}

static void
pinch_begin_cb (LanesTimeline *self)
{
  self->pinch_scale = 1.0;
}

static void
pinch_cb (LanesTimeline *self, double scale, GtkGestureZoom *gesture)
{
  double x = self->plot_x + self->plot_width / 2.0;
  double y;

  if (gtk_gesture_is_active (GTK_GESTURE (gesture)))
    gtk_gesture_get_bounding_box_center (GTK_GESTURE (gesture), &x, &y);
  if (scale <= 0.0 || self->pinch_scale <= 0.0)
    return;

  x = CLAMP (x, self->plot_x, self->plot_x + self->plot_width);
  lanes_axis_zoom (self->axis, scale / self->pinch_scale, lanes_timeline_time_at (self, x));
  self->pinch_scale = scale;
}

/* The handle goes where the pointer takes it; beside it, it comes to the pointer first. */
static void
mini_begin_cb (LanesTimeline *self, double x, double y, GtkGestureDrag *gesture)
{
  double handle_x, handle_width;

  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  lanes_timeline_get_handle (self, &handle_x, &handle_width);
  if (x < handle_x || x > handle_x + handle_width)
    {
      double whole = (double) lanes_axis_get_length (self->axis) * 1.05;
      gint64 middle_us = (gint64) (x / MAX (self->plot_width, 1) * whole);
      gint64 range_us = lanes_axis_get_end (self->axis) - lanes_axis_get_begin (self->axis);

      lanes_axis_pan (self->axis, middle_us - range_us / 2 - lanes_axis_get_begin (self->axis));
    }
  self->drag_begin_us = lanes_axis_get_begin (self->axis);
}

static void
mini_update_cb (LanesTimeline *self, double dx, double dy, GtkGestureDrag *gesture)
{
  double whole = (double) lanes_axis_get_length (self->axis) * 1.05;
  gint64 by_us = (gint64) (dx / MAX (self->plot_width, 1) * whole);

  lanes_axis_pan (self->axis, self->drag_begin_us + by_us - lanes_axis_get_begin (self->axis));
}

static void
connect (LanesTimeline *self, gpointer controller, const char *name, GCallback callback)
{
  g_signal_connect_object (controller, name, callback, self, G_CONNECT_SWAPPED);
}

static void
add_mini_map_controllers (LanesTimeline *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();

  connect (self, drag, "drag-begin", G_CALLBACK (mini_begin_cb));
  connect (self, drag, "drag-update", G_CALLBACK (mini_update_cb));
  gtk_widget_add_controller (self->mini_map, GTK_EVENT_CONTROLLER (drag));
  gtk_widget_set_cursor_from_name (self->mini_map, "grab");
}

void
lanes_timeline_pointer_init (LanesTimeline *self)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *scroll =
      gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_BOTH_AXES);
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *zoom = gtk_gesture_zoom_new ();

  self->hovered = G_MAXUINT32;
  connect (self, motion, "enter", G_CALLBACK (motion_cb));
  connect (self, motion, "motion", G_CALLBACK (motion_cb));
  connect (self, motion, "leave", G_CALLBACK (leave_cb));
  connect (self, scroll, "scroll", G_CALLBACK (scroll_cb));
  connect (self, drag, "drag-begin", G_CALLBACK (drag_begin_cb));
  connect (self, drag, "drag-update", G_CALLBACK (drag_update_cb));
  connect (self, drag, "drag-end", G_CALLBACK (drag_end_cb));
  connect (self, click, "released", G_CALLBACK (clicked_cb));
  connect (self, zoom, "begin", G_CALLBACK (pinch_begin_cb));
  connect (self, zoom, "scale-changed", G_CALLBACK (pinch_cb));
  gtk_widget_add_controller (self->canvas, motion);
  gtk_widget_add_controller (self->canvas, scroll);
  gtk_widget_add_controller (self->canvas, GTK_EVENT_CONTROLLER (drag));
  gtk_widget_add_controller (self->canvas, GTK_EVENT_CONTROLLER (click));
  gtk_widget_add_controller (self->canvas, GTK_EVENT_CONTROLLER (zoom));
  gtk_widget_set_has_tooltip (self->canvas, TRUE);
  g_signal_connect_object (self->canvas, "query-tooltip", G_CALLBACK (query_tooltip_cb), self, 0);
  add_mini_map_controllers (self);
}
