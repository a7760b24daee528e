/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Each gesture and key of a time-line, as real events of a real screen. */
#include "config.h"

#include "lanes-test-input.h"
#include "lanes-test-view.h"
#include "view/lanes-timeline-private.h"

typedef struct
{
  LanesTimeline *timeline;
  LanesAxis *axis;
  LanesSelection *selection;
  guint activated; /* the last span that was */
} Fixture;

static void
activated_cb (LanesTimeline *timeline, guint span, Fixture *self)
{
  self->activated = span;
}

static gboolean
set_up (Fixture *self, LanesRun *run)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *timeline = g_object_ref_sink (lanes_timeline_new ());

  self->timeline = LANES_TIMELINE (timeline);
  self->axis = lanes_timeline_get_axis (self->timeline);
  self->selection = lanes_timeline_get_selection (self->timeline);
  self->activated = 4711;
  g_signal_connect (timeline, "span-activated", G_CALLBACK (activated_cb), self);
  lanes_timeline_set_run (self->timeline, run);
  gtk_window_set_decorated (GTK_WINDOW (window), FALSE);
  gtk_window_set_default_size (GTK_WINDOW (window), 900, 420);
  gtk_window_set_child (GTK_WINDOW (window), timeline);
  gtk_window_present (GTK_WINDOW (window));
  lanes_test_view_wait_for_frame (timeline);
  if (!lanes_test_input_is_there ())
    return FALSE;
  lanes_test_xdotool ("mousemove 5 415");

  return TRUE;
}

static void
tear_down (Fixture *self)
{
  gtk_window_destroy (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self->timeline))));
  g_assert_finalize_object (self->timeline);
}

static int
x_of (Fixture *self, gint64 at_us)
{
  LanesScene scene = lanes_timeline_get_scene (self->timeline);

  return scene.x + (int) lanes_layout_x_of_time (&scene.view, at_us);
}

static int
y_of (Fixture *self, guint lane)
{
  LanesScene scene = lanes_timeline_get_scene (self->timeline);

  return scene.y + lanes_rows_get_y (&scene.rows, lane) + scene.rows.lane_height / 2;
}

/* Wherever the pointer is, it is there now, and the time-line knows. */
static void
move_to (Fixture *self, int x, int y)
{
  lanes_test_xdotool ("mousemove %d %d", x, y);
  LANES_TEST_WAIT_UNTIL ((int) self->timeline->pointer_x == x &&
                         (int) self->timeline->pointer_y == y);
}

static void
give_focus (Fixture *self)
{
  gtk_widget_child_focus (GTK_WIDGET (self->timeline), GTK_DIR_TAB_FORWARD);
  g_assert_cmpuint (self->timeline->place.lane, ==, 0);
}

static gint64
visible_range (Fixture *self)
{
  return lanes_axis_get_end (self->axis) - lanes_axis_get_begin (self->axis);
}

static void
test_the_pointer_lights_its_task_and_tells_the_time (void)
{
  g_autoptr (LanesRun) run = lanes_test_view_carts ("combined", 0);
  Fixture self = { 0 };

  if (set_up (&self, run))
    {
      move_to (&self, x_of (&self, 1500000), y_of (&self, 2));
      LANES_TEST_WAIT_UNTIL (lanes_selection_get_hovered_task (self.selection) == 2);
      g_assert_cmpint (ABS (lanes_axis_get_cursor (self.axis) - 1500000), <, 20000);
      /* Above the lanes there is a time, but no task. */
      move_to (&self, x_of (&self, 1500000), 3);
      LANES_TEST_WAIT_UNTIL (lanes_selection_get_hovered_task (self.selection) == -1);
      lanes_test_xdotool ("mousemove 1000 700");
      LANES_TEST_WAIT_UNTIL (lanes_axis_get_cursor (self.axis) == -1);
    }
  tear_down (&self);
}

static void
test_control_and_wheel_zoom_at_the_pointer (void)
{
  g_autoptr (LanesRun) run = lanes_test_view_carts ("combined", 0);
  Fixture self = { 0 };

  if (set_up (&self, run))
    {
      gint64 before = visible_range (&self);
      gint64 at_us;
      int x = x_of (&self, 7000000);

      move_to (&self, x, y_of (&self, 2));
      at_us = lanes_axis_get_cursor (self.axis);
      lanes_test_xdotool ("keydown ctrl click 4 click 4 click 4 keyup ctrl");
      LANES_TEST_WAIT_UNTIL (visible_range (&self) < before * 6 / 10);
      g_assert_cmpint (ABS (lanes_timeline_time_at (self.timeline, x) - at_us), <, 20000);
      lanes_test_xdotool ("keydown ctrl click 5 click 5 click 5 click 5 keyup ctrl");
      LANES_TEST_WAIT_UNTIL (lanes_axis_is_fitted (self.axis));
    }
  tear_down (&self);
}

static void
test_the_wheel_scrolls_lanes_or_pans (void)
{
  g_autoptr (LanesRun) few = lanes_test_view_carts ("combined", 0);
  g_autoptr (LanesRun) many = lanes_test_view_many (8000, 1000, 3);
  Fixture self = { 0 };

  if (set_up (&self, many))
    {
      move_to (&self, 400, y_of (&self, 5));
      lanes_test_xdotool ("click 5");
      LANES_TEST_WAIT_UNTIL (self.timeline->rows.scroll > 0);
      lanes_test_xdotool ("click 4");
      LANES_TEST_WAIT_UNTIL (self.timeline->rows.scroll == 0);
      /* Sideways, with Shift and by a wheel that goes so. */
      lanes_axis_show (self.axis, 0, lanes_axis_get_length (self.axis) / 4);
      lanes_test_xdotool ("keydown shift click 5 keyup shift");
      LANES_TEST_WAIT_UNTIL (lanes_axis_get_begin (self.axis) > 0);
      lanes_test_xdotool ("click 6 click 6");
      LANES_TEST_WAIT_UNTIL (lanes_axis_get_begin (self.axis) == 0);
      lanes_timeline_set_run (self.timeline, few);
      lanes_axis_show (self.axis, 0, 2000000);
      lanes_test_view_wait_for_frame (GTK_WIDGET (self.timeline));
      lanes_test_xdotool ("click 5");
      LANES_TEST_WAIT_UNTIL (lanes_axis_get_begin (self.axis) > 0);
    }
  tear_down (&self);
}

static void
test_control_shift_and_wheel_make_lanes_taller (void)
{
  g_autoptr (LanesRun) run = lanes_test_view_carts ("combined", 0);
  Fixture self = { 0 };

  if (set_up (&self, run))
    {
      gint before = self.timeline->rows.lane_height;

      move_to (&self, 400, y_of (&self, 1));
      lanes_test_xdotool ("keydown ctrl keydown shift click 4 click 4 keyup shift keyup ctrl");
      LANES_TEST_WAIT_UNTIL (self.timeline->rows.lane_height > before);
    }
  tear_down (&self);
}

static void
test_a_drag_pans (void)
{
  g_autoptr (LanesRun) run = lanes_test_view_carts ("combined", 0);
  Fixture self = { 0 };

  if (set_up (&self, run))
    {
      gint64 at_us;

      lanes_axis_show (self.axis, 4000000, 6000000);
      lanes_test_view_wait_for_frame (GTK_WIDGET (self.timeline));
      move_to (&self, 500, y_of (&self, 1));
      at_us = lanes_timeline_time_at (self.timeline, 500);
      lanes_test_xdotool ("mousedown 1 mousemove 480 100 mousemove 400 100 mouseup 1");
      LANES_TEST_WAIT_UNTIL (self.timeline->drag == LANES_DRAG_NONE &&
                             lanes_axis_get_begin (self.axis) > 4000000);
      /* What was under the pointer still is. */
      g_assert_cmpint (ABS (lanes_timeline_time_at (self.timeline, 400) - at_us), <, 10000);
      g_assert_cmpuint (self.activated, ==, 4711);
    }
  tear_down (&self);
}

static void
test_shift_and_drag_select_a_range_with_its_figures (void)
{
  g_autoptr (LanesRun) run = lanes_test_view_carts ("combined", 0);
  Fixture self = { 0 };

  if (set_up (&self, run))
    {
      gint64 begin_us = 0, end_us = 0;
      int y = y_of (&self, 1);
      int from = x_of (&self, 1000000);
      int to = x_of (&self, 4000000);

      move_to (&self, from, y);
      lanes_test_xdotool (
          "keydown shift mousedown 1 mousemove %d %d mousemove %d %d mouseup 1 keyup shift",
          from + 30, y, to, y);
      LANES_TEST_WAIT_UNTIL (lanes_axis_get_range (self.axis, &begin_us, &end_us) &&
                             ABS (end_us - 4000000) < 20000);
      g_assert_cmpint (ABS (begin_us - 1000000), <, 20000);
      g_assert_true (gtk_widget_get_visible (self.timeline->detail));
      give_focus (&self);
      lanes_test_xdotool ("key Escape");
      LANES_TEST_WAIT_UNTIL (!lanes_axis_get_range (self.axis, NULL, NULL));
      g_assert_false (gtk_widget_get_visible (self.timeline->detail));
    }
  tear_down (&self);
}

static void
test_a_click_pins_and_escape_lets_go (void)
{
  g_autoptr (LanesRun) run = lanes_test_view_carts ("combined", 0);
  Fixture self = { 0 };

  if (set_up (&self, run))
    {
      move_to (&self, x_of (&self, 2000000), y_of (&self, 3));
      lanes_test_xdotool ("click 1");
      LANES_TEST_WAIT_UNTIL (self.activated != 4711);
      g_assert_cmpint (lanes_selection_get_task (self.selection), ==, 3);
      g_assert_cmpuint (self.timeline->pinned, ==, self.activated);
      g_assert_cmpuint (self.timeline->place.lane, ==, 3);
      g_assert_true (gtk_widget_get_visible (self.timeline->detail));
      lanes_test_xdotool ("key Escape");
      LANES_TEST_WAIT_UNTIL (self.activated == G_MAXUINT);
      g_assert_false (gtk_widget_get_visible (self.timeline->detail));
    }
  tear_down (&self);
}

static void
test_a_double_click_fits_the_bar (void)
{
  g_autoptr (LanesRun) run = lanes_test_view_carts ("combined", 0);
  Fixture self = { 0 };

  if (set_up (&self, run))
    {
      move_to (&self, x_of (&self, 5500000), y_of (&self, 0));
      lanes_test_xdotool ("click --repeat 2 --delay 40 1");
      LANES_TEST_WAIT_UNTIL (!lanes_axis_is_fitted (self.axis));
      g_assert_cmpint (lanes_axis_get_begin (self.axis), <, 5045000);
      g_assert_cmpint (lanes_axis_get_end (self.axis), >, 6045000);
      g_assert_cmpint (visible_range (&self), <, 1300000);
    }
  tear_down (&self);
}

static void
test_the_mini_map_has_a_handle (void)
{
  g_autoptr (LanesRun) run = lanes_test_view_carts ("combined", 0);
  Fixture self = { 0 };

  if (set_up (&self, run))
    {
      int y = self.timeline->legend_y - 16;
      double x, width;

      lanes_axis_show (self.axis, 0, 2000000);
      lanes_test_view_wait_for_frame (GTK_WIDGET (self.timeline));
      lanes_timeline_get_handle (self.timeline, &x, &width);
      x += self.timeline->plot_x + width / 2;
      lanes_test_xdotool ("mousemove %d %d mousedown 1 mousemove %d %d mousemove %d %d mouseup 1",
                          (int) x, y, (int) x + 50, y, (int) x + 200, y);
      LANES_TEST_WAIT_UNTIL (lanes_axis_get_begin (self.axis) > 2000000);
      g_assert_cmpint (visible_range (&self), ==, 2000000);
      /* Beside the handle. */
      lanes_test_xdotool ("mousemove %d %d click 1", self.timeline->plot_x + 3, y);
      LANES_TEST_WAIT_UNTIL (lanes_axis_get_begin (self.axis) == 0);
    }
  tear_down (&self);
}

static void
test_keys_walk_over_spans_and_lanes (void)
{
  g_autoptr (LanesRun) run = lanes_test_view_carts ("combined", 0);
  Fixture self = { 0 };

  if (set_up (&self, run))
    {
      LanesPlace *place = &self.timeline->place;
      guint32 first;

      give_focus (&self);
      first = place->span;
      lanes_test_xdotool ("key Right");
      LANES_TEST_WAIT_UNTIL (place->span != first);
      lanes_test_xdotool ("key Left");
      LANES_TEST_WAIT_UNTIL (place->span == first);
      lanes_test_xdotool ("key End");
      LANES_TEST_WAIT_UNTIL (place->span != first);
      lanes_test_xdotool ("key Home");
      LANES_TEST_WAIT_UNTIL (place->span == first);
      lanes_test_xdotool ("key Down Down");
      LANES_TEST_WAIT_UNTIL (place->lane == 2);
      lanes_test_xdotool ("key Up");
      LANES_TEST_WAIT_UNTIL (place->lane == 1);
      lanes_test_xdotool ("key ctrl+End");
      LANES_TEST_WAIT_UNTIL (place->lane == 4);
      lanes_test_xdotool ("key ctrl+Home");
      LANES_TEST_WAIT_UNTIL (place->lane == 0);
      lanes_test_xdotool ("key Return");
      LANES_TEST_WAIT_UNTIL (self.activated == place->span);
      lanes_test_xdotool ("key Escape");
      LANES_TEST_WAIT_UNTIL (self.activated == G_MAXUINT);
      lanes_test_xdotool ("key shift+Right");
      LANES_TEST_WAIT_UNTIL (lanes_axis_get_range (self.axis, NULL, NULL));
      lanes_test_xdotool ("key shift+Left Escape");
      LANES_TEST_WAIT_UNTIL (!lanes_axis_get_range (self.axis, NULL, NULL));
    }
  tear_down (&self);
}

static void
test_keys_zoom_and_pan (void)
{
  g_autoptr (LanesRun) run = lanes_test_view_carts ("combined", 0);
  Fixture self = { 0 };

  if (set_up (&self, run))
    {
      gint64 range_us = visible_range (&self);
      gint height = self.timeline->rows.lane_height;
      gint64 begin_us;

      give_focus (&self);
      lanes_test_xdotool ("key plus w");
      LANES_TEST_WAIT_UNTIL (visible_range (&self) < range_us / 2);
      range_us = visible_range (&self);
      lanes_test_xdotool ("key minus");
      LANES_TEST_WAIT_UNTIL (visible_range (&self) > range_us);
      range_us = visible_range (&self);
      lanes_test_xdotool ("key s");
      LANES_TEST_WAIT_UNTIL (visible_range (&self) > range_us);
      range_us = visible_range (&self);
      lanes_test_xdotool ("key w w w");
      /* All three. */
      LANES_TEST_WAIT_UNTIL (visible_range (&self) < range_us * 32 / 100);
      begin_us = lanes_axis_get_begin (self.axis);
      lanes_test_xdotool ("key d");
      LANES_TEST_WAIT_UNTIL (lanes_axis_get_begin (self.axis) > begin_us);
      begin_us = lanes_axis_get_begin (self.axis);
      lanes_test_xdotool ("key a");
      LANES_TEST_WAIT_UNTIL (lanes_axis_get_begin (self.axis) < begin_us);
      lanes_test_xdotool ("key 0");
      LANES_TEST_WAIT_UNTIL (lanes_axis_is_fitted (self.axis));
      lanes_test_xdotool ("key f");
      LANES_TEST_WAIT_UNTIL (visible_range (&self) < 1500000);
      lanes_test_xdotool ("key z");
      LANES_TEST_WAIT_UNTIL (lanes_axis_is_fitted (self.axis));
      lanes_test_xdotool ("key f");
      LANES_TEST_WAIT_UNTIL (visible_range (&self) < 1500000);
      lanes_test_xdotool ("key ctrl+z");
      LANES_TEST_WAIT_UNTIL (lanes_axis_is_fitted (self.axis));
      lanes_test_xdotool ("key h");
      LANES_TEST_WAIT_UNTIL (self.timeline->rows.lane_height > height);
      lanes_test_xdotool ("key shift+h shift+h");
      LANES_TEST_WAIT_UNTIL (self.timeline->rows.lane_height < height);
    }
  tear_down (&self);
}

static void
test_pages_of_lanes (void)
{
  g_autoptr (LanesRun) run = lanes_test_view_many (8000, 1000, 3);
  Fixture self = { 0 };

  if (set_up (&self, run))
    {
      give_focus (&self);
      lanes_test_xdotool ("key Page_Down");
      LANES_TEST_WAIT_UNTIL (self.timeline->rows.scroll > self.timeline->rows.height / 2);
      lanes_test_xdotool ("key Page_Up");
      LANES_TEST_WAIT_UNTIL (self.timeline->rows.scroll == 0);
      /* The focus is kept, and what one goes to comes into sight. */
      lanes_test_xdotool ("key Page_Down");
      LANES_TEST_WAIT_UNTIL (self.timeline->rows.scroll > 0);
      lanes_test_xdotool ("key Down");
      LANES_TEST_WAIT_UNTIL (self.timeline->place.lane == 1);
      LANES_TEST_WAIT_UNTIL (lanes_rows_get_y (&self.timeline->rows, 1) >= 0);
    }
  tear_down (&self);
}

static void
test_a_pinch_zooms (void)
{
  g_autoptr (LanesRun) run = lanes_test_view_carts ("combined", 0);
  Fixture self = { 0 };
  g_autoptr (GListModel) controllers = NULL;

  set_up (&self, run);
  controllers = gtk_widget_observe_controllers (self.timeline->canvas);
  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GObject) controller = g_list_model_get_item (controllers, i);

      if (!GTK_IS_GESTURE_ZOOM (controller))
        continue;
      /* A screen without fingers: what the gesture says when there are some. */
      g_signal_emit_by_name (controller, "begin", NULL);
      g_signal_emit_by_name (controller, "scale-changed", 2.0);
    }
  g_assert_cmpint (visible_range (&self), <, 6000000);
  tear_down (&self);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/timeline-input/the-pointer-lights-its-task-and-tells-the-time",
                   test_the_pointer_lights_its_task_and_tells_the_time);
  g_test_add_func ("/timeline-input/control-and-wheel-zoom-at-the-pointer",
                   test_control_and_wheel_zoom_at_the_pointer);
  g_test_add_func ("/timeline-input/the-wheel-scrolls-lanes-or-pans",
                   test_the_wheel_scrolls_lanes_or_pans);
  g_test_add_func ("/timeline-input/control-shift-and-wheel-make-lanes-taller",
                   test_control_shift_and_wheel_make_lanes_taller);
  g_test_add_func ("/timeline-input/a-drag-pans", test_a_drag_pans);
  g_test_add_func ("/timeline-input/shift-and-drag-select-a-range-with-its-figures",
                   test_shift_and_drag_select_a_range_with_its_figures);
  g_test_add_func ("/timeline-input/a-click-pins-and-escape-lets-go",
                   test_a_click_pins_and_escape_lets_go);
  g_test_add_func ("/timeline-input/a-double-click-fits-the-bar", test_a_double_click_fits_the_bar);
  g_test_add_func ("/timeline-input/the-mini-map-has-a-handle", test_the_mini_map_has_a_handle);
  g_test_add_func ("/timeline-input/keys-walk-over-spans-and-lanes",
                   test_keys_walk_over_spans_and_lanes);
  g_test_add_func ("/timeline-input/keys-zoom-and-pan", test_keys_zoom_and_pan);
  g_test_add_func ("/timeline-input/pages-of-lanes", test_pages_of_lanes);
  g_test_add_func ("/timeline-input/a-pinch-zooms", test_a_pinch_zooms);

  return g_test_run ();
}
