/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a time-line draws and tells, and when. */
#include "config.h"

#include <math.h>
#include <string.h>

#include "lanes-test-view.h"
#include "view/lanes-appearance.h"
#include "view/lanes-lane-item.h"
#include "view/lanes-layer.h"
#include "view/lanes-timeline-private.h"

static LanesTimeline *
show (LanesRun *run, int width, int height)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *timeline = g_object_ref_sink (lanes_timeline_new ());

  lanes_timeline_set_run (LANES_TIMELINE (timeline), run);
  gtk_window_set_decorated (GTK_WINDOW (window), FALSE);
  gtk_window_set_default_size (GTK_WINDOW (window), width, height);
  gtk_window_set_child (GTK_WINDOW (window), timeline);
  gtk_window_present (GTK_WINDOW (window));
  lanes_test_view_wait_for_frame (timeline);

  return LANES_TIMELINE (timeline);
}

static void
close_window (LanesTimeline *timeline)
{
  gtk_window_destroy (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (timeline))));
  g_assert_finalize_object (timeline);
}

static float
distance (const GdkRGBA *a, const GdkRGBA *b)
{
  return fabsf (a->red - b->red) + fabsf (a->green - b->green) + fabsf (a->blue - b->blue);
}

static LanesSpanKind
nearest_kind (const GdkRGBA *colour)
{
  const LanesPalette *palette = lanes_appearance_get_palette (lanes_appearance_get_default ());
  LanesSpanKind best = LANES_SPAN_NONE;

  for (guint kind = LANES_SPAN_NONE; kind < LANES_N_SPAN_KINDS; kind++)
    {
      if (distance (colour, &palette->kinds[kind]) < distance (colour, &palette->kinds[best]))
        best = kind;
    }

  return best;
}

static GdkRGBA
colour_at (const guchar *pixels, int width, int x, int y)
{
  const guchar *pixel = pixels + ((gsize) y * (gsize) width + (gsize) x) * 4;
  guint32 word;

  memcpy (&word, pixel, 4);

  return (GdkRGBA){ .red = (float) (word >> 16 & 0xff) / 255.0f,
                    .green = (float) (word >> 8 & 0xff) / 255.0f,
                    .blue = (float) (word & 0xff) / 255.0f,
                    .alpha = 1.0f };
}

/* Between the stripes of its pattern the kind's colour is there. */
static gboolean
is_kind_around (const guchar *pixels, int width, int x, int y, LanesSpanKind kind)
{
  for (int dx = 0; dx < 6; dx++)
    {
      for (int dy = 0; dy < 4; dy++)
        {
          GdkRGBA colour = colour_at (pixels, width, x + dx / 2, y + dy);

          if (nearest_kind (&colour) == kind)
            return TRUE;
        }
    }

  return FALSE;
}

/* Beside the label, and within what is lower for being queued. */
static void
check_drawn (LanesTimeline *timeline)
{
  LanesScene scene = lanes_timeline_get_scene (timeline);
  g_autoptr (GdkTexture) texture = lanes_test_view_render (GTK_WIDGET (timeline));
  int width = gdk_texture_get_width (texture);
  g_autofree guchar *pixels =
      g_malloc ((gsize) width * (gsize) gdk_texture_get_height (texture) * 4);
  guint n_checked = 0;

  gdk_texture_download (texture, pixels, (gsize) width * 4);
  for (guint lane = 0; lane < scene.rows.n_lanes; lane++)
    {
      g_autoptr (GArray) rects = g_array_new (FALSE, FALSE, sizeof (LanesRect));

      lanes_layout_lane (timeline->set, lane, &scene.view, rects);
      for (guint i = 0; i < rects->len; i++)
        {
          const LanesRect *rect = &g_array_index (rects, LanesRect, i);
          graphene_rect_t bounds = lanes_scene_get_bounds (&scene, rect);
          int x = (int) bounds.origin.x + rect->width / 2;
          int y = (int) bounds.origin.y + (rect->kind == LANES_SPAN_QUEUED ? 5 : 3);

          if (rect->width < 6 || bounds.size.height < 12.0f)
            continue;
          g_assert_true (is_kind_around (pixels, width, x, y, rect->kind));
          n_checked++;
        }
    }
  g_assert_cmpuint (n_checked, >, 0);
}

static void
test_every_rectangle_is_drawn_where_layout_puts_it (void)
{
  g_autoptr (LanesRun) run = lanes_test_view_carts ("combined", 0);

  for (guint i = 0; i < 8; i++)
    {
      LanesTimeline *timeline;

      lanes_appearance_set (lanes_appearance_get_default (), i & 1, i & 2, FALSE);
      gtk_widget_set_default_direction (i & 4 ? GTK_TEXT_DIR_RTL : GTK_TEXT_DIR_LTR);
      timeline = show (run, 900, 420);
      check_drawn (timeline);
      lanes_axis_show (lanes_timeline_get_axis (timeline), 4500000, 6000000);
      lanes_test_view_wait_for_frame (GTK_WIDGET (timeline));
      check_drawn (timeline);
      close_window (timeline);
    }
  gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);
  lanes_appearance_set (lanes_appearance_get_default (), FALSE, FALSE, FALSE);
}

static void
test_what_is_seen_is_what_is_hit (void)
{
  g_autoptr (LanesRun) run = lanes_test_view_many (4000, 12, 3);
  LanesTimeline *timeline = show (run, 800, 500);
  LanesScene scene = lanes_timeline_get_scene (timeline);

  g_assert_cmpuint (timeline->rects->len, >, 0);
  for (guint i = 0; i < timeline->rects->len; i++)
    {
      const LanesRect *rect = &g_array_index (timeline->rects, LanesRect, i);
      graphene_rect_t bounds = lanes_scene_get_bounds (&scene, rect);
      LanesRect hit;
      int lane;

      g_assert_true (lanes_timeline_pick (timeline, bounds.origin.x + rect->width / 2,
                                          bounds.origin.y + bounds.size.height / 2, &lane, &hit));
      g_assert_cmpint (lane, ==, (int) rect->lane);
      g_assert_cmpuint (hit.span, ==, rect->span);
      g_assert_cmpint (hit.x, ==, rect->x);
    }
  close_window (timeline);
}

static void
test_the_pointer_draws_its_own_layer_only (void)
{
  g_autoptr (LanesRun) run = lanes_test_view_carts ("combined", 1);
  LanesTimeline *timeline = show (run, 800, 420);
  guint canvas = lanes_layer_get_n_drawn (LANES_LAYER (timeline->canvas));
  guint overlay = lanes_layer_get_n_drawn (LANES_LAYER (timeline->overlay));

  lanes_axis_set_cursor (lanes_timeline_get_axis (timeline), 2000000);
  lanes_selection_set_hovered_task (lanes_timeline_get_selection (timeline), 3);
  lanes_test_view_wait_for_frame (GTK_WIDGET (timeline));
  g_assert_cmpuint (lanes_layer_get_n_drawn (LANES_LAYER (timeline->canvas)), ==, canvas);
  g_assert_cmpuint (lanes_layer_get_n_drawn (LANES_LAYER (timeline->overlay)), >, overlay);
  close_window (timeline);
}

static void
test_a_run_is_followed_until_it_ends (void)
{
  g_autoptr (LanesWorkload) workload = lanes_test_workload ("w1", 2);
  g_autoptr (LanesRun) run = lanes_test_workload_run (workload, "threads", NULL);
  LanesTrace *trace = lanes_run_get_trace (run);
  const LanesSpan open = { .kind = LANES_SPAN_WAIT, .end_us = -1, .worker = -1, .attempt = 1 };
  LanesTimeline *timeline = show (run, 800, 420);
  guint32 index;

  g_assert_cmpuint (timeline->tick, !=, 0);
  index = lanes_trace_append (trace, &open);
  while (timeline->rects->len == 0)
    lanes_test_view_wait_for_frame (GTK_WIDGET (timeline));
  g_assert_cmpuint (g_array_index (timeline->rects, LanesRect, 0).status, ==, LANES_SPAN_OPEN);

  lanes_trace_end (trace, index, 500000, LANES_SPAN_DONE, -1);
  lanes_run_finish (run, LANES_RUN_COMPLETED, NULL);
  while (timeline->tick != 0)
    lanes_test_view_wait_for_frame (GTK_WIDGET (timeline));
  lanes_test_view_wait_for_frame (GTK_WIDGET (timeline));
  g_assert_cmpuint (g_array_index (timeline->rects, LanesRect, 0).status, ==, LANES_SPAN_DONE);
  g_assert_true (lanes_timeline_get_guides (timeline)->is_final);
  close_window (timeline);
}

static void
append_many (LanesTrace *trace, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      const LanesSpan span = { .kind = LANES_SPAN_WAIT,
                               .status = LANES_SPAN_DONE,
                               .begin_us = 10 * i,
                               .end_us = 10 * i + 9,
                               .worker = -1,
                               .attempt = 1 };

      lanes_trace_append (trace, &span);
    }
}

static void
wait_until_read (LanesTimeline *timeline, guint n_spans)
{
  while (timeline->reading != NULL || lanes_lane_set_get_n_read (timeline->set) < n_spans)
    g_main_context_iteration (NULL, TRUE);
  lanes_test_view_wait_for_frame (GTK_WIDGET (timeline));
}

static void
test_many_spans_are_read_by_a_thread (void)
{
  g_autoptr (LanesWorkload) workload = lanes_test_workload ("w1", 2);
  g_autoptr (LanesRun) run = lanes_test_workload_run (workload, "threads", NULL);
  LanesTrace *trace = lanes_run_get_trace (run);
  LanesTimeline *timeline = show (run, 800, 420);
  LanesLaneSet *first = timeline->set;

  append_many (trace, 30000);
  wait_until_read (timeline, 30000);
  g_assert_true (timeline->set != first);
  g_assert_cmpuint (timeline->rects->len, >, 0);
  g_assert_cmpint (lanes_axis_get_length (timeline->axis), >=, 299999);

  /* The thread goes on with what was shown before. */
  append_many (trace, 30000);
  wait_until_read (timeline, 60000);
  lanes_run_finish (run, LANES_RUN_COMPLETED, NULL);
  while (timeline->tick != 0 || timeline->reading != NULL || timeline->other_set != NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (lanes_lane_set_get_n_read (timeline->set), ==, 60000);
  close_window (timeline);
}

static void
test_what_a_thread_reads_is_all_there_in_another_order (void)
{
  g_autoptr (LanesRun) run = lanes_test_view_many (60000, 4, 3);
  LanesTimeline *timeline = show (run, 800, 420);

  for (guint order = 0; order < 2; order++)
    {
      lanes_timeline_set_order (timeline, order);
      wait_until_read (timeline, 60000);
      g_assert_cmpuint (timeline->tick, ==, 0);
      g_assert_null (timeline->other_set);
      for (guint lane = 0; lane < 4; lane++)
        g_assert_cmpuint (lanes_lane_set_count (timeline->set, lane, 0, G_MAXINT64, 0), ==, 15000);
    }
  close_window (timeline);
}

static void
count_cb (GdkFrameClock *clock, guint *count)
{
  (*count)++;
}

static gboolean
stop_cb (gpointer data)
{
  *(gboolean *) data = TRUE;

  return G_SOURCE_REMOVE;
}

static void
test_what_does_not_change_makes_no_frames (void)
{
  g_autoptr (LanesRun) run = lanes_test_view_carts ("combined", 0);
  LanesTimeline *timeline = show (run, 800, 420);
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (timeline));
  gboolean is_over = FALSE;
  guint n_frames = 0;
  gulong handler;

  for (guint i = 0; i < 3; i++)
    lanes_test_view_wait_for_frame (GTK_WIDGET (timeline));
  handler = g_signal_connect (clock, "paint", G_CALLBACK (count_cb), &n_frames);
  g_timeout_add (200, stop_cb, &is_over);
  while (!is_over)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (n_frames, ==, 0);
  g_signal_handler_disconnect (clock, handler);
  close_window (timeline);
}

static void
test_tracks_and_lines_come_from_the_run (void)
{
  g_autoptr (LanesRun) run = lanes_test_view_carts ("combined", 0);
  g_autoptr (LanesGuides) guides = lanes_guides_compute (run, NULL);
  const LanesLink *link = &g_array_index (guides->links, LanesLink, 4);

  g_assert_true (guides->is_final);
  g_assert_cmpuint (guides->steps->len, ==, 3);
  g_assert_cmpint (lanes_steps_get_max (g_ptr_array_index (guides->steps, 0)), ==, 5);
  g_assert_cmpint (guides->begin_us, ==, 300);
  g_assert_cmpint (guides->floor_us, <=, guides->bound_us);
  g_assert_cmpint (guides->bound_us, ==, 10040000);
  g_assert_cmpuint (link->fetch, !=, G_MAXUINT32);
  g_assert_cmpuint (link->compute, >, link->fetch);
}

static void
test_what_is_expected_of_a_run_stays_until_it_ends (void)
{
  g_autoptr (LanesWorkload) workload = lanes_test_workload ("w1 f", 2);
  g_autoptr (LanesRun) run = lanes_test_workload_run (workload, "threads", NULL);
  g_autoptr (LanesGuides) first = lanes_guides_compute (run, NULL);
  g_autoptr (LanesGuides) second = NULL;
  g_autoptr (LanesGuides) last = NULL;

  g_assert_cmpint (first->bound_us, ==, 1000000);
  lanes_test_workload_span (run, LANES_SPAN_FETCH, 0, 1, -1, 0, 400000);
  second = lanes_guides_compute (run, first);
  g_assert_cmpuint (second->n_spans, ==, 1);
  g_assert_cmpint (second->floor_us, ==, first->floor_us);
  g_assert_cmpint (second->bound_us, ==, first->bound_us);

  lanes_test_workload_span (run, LANES_SPAN_FETCH, 1, 1, -1, 0, 300000);
  lanes_run_finish (run, LANES_RUN_CANCELLED, NULL);
  last = lanes_guides_compute (run, second);
  g_assert_true (last->is_final);
  g_assert_cmpuint (last->n_spans, ==, 2);
  g_assert_cmpint (last->bound_us, ==, 400000);
}

static guint
count_items (LanesTimeline *timeline)
{
  guint n = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (timeline)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += LANES_IS_LANE_ITEM (child);

  return n;
}

static void
test_only_lanes_in_sight_cost_anything (void)
{
  g_autoptr (LanesRun) run = lanes_test_view_many (40000, 10000, 3);
  LanesTimeline *timeline = show (run, 800, 500);
  guint first, last;

  g_assert_true (lanes_rows_get_visible (&timeline->rows, &first, &last));
  g_assert_cmpuint (last - first, <, 100);
  g_assert_cmpuint (count_items (timeline), ==, last - first + 1);
  for (guint i = 0; i < 20; i++)
    {
      lanes_timeline_scroll_to (timeline, g_test_rand_int_range (0, 70000));
      lanes_test_view_wait_for_frame (GTK_WIDGET (timeline));
      g_assert_true (lanes_rows_get_visible (&timeline->rows, &first, &last));
      g_assert_cmpuint (count_items (timeline), ==, last - first + 1);
    }
  close_window (timeline);
}

static void
test_lanes_tell_what_the_focus_is_on (void)
{
  g_autoptr (LanesRun) run = lanes_test_view_carts ("combined", 1);
  LanesTimeline *timeline = show (run, 800, 420);
  GtkWidget *focus;

  gtk_test_accessible_assert_role (timeline, GTK_ACCESSIBLE_ROLE_LIST);
  gtk_test_accessible_assert_property (timeline, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Time-line of Test, Combined");
  g_assert_true (gtk_widget_child_focus (GTK_WIDGET (timeline), GTK_DIR_TAB_FORWARD));
  focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (timeline)));
  g_assert_true (LANES_IS_LANE_ITEM (focus));
  gtk_test_accessible_assert_role (focus, GTK_ACCESSIBLE_ROLE_LIST_ITEM);
  gtk_test_accessible_assert_property (focus, GTK_ACCESSIBLE_PROPERTY_LABEL, "Task 1");
  gtk_test_accessible_assert_property (focus, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                       "Task 1: wait 1 s, from 300 µs to 1 s");
  gtk_widget_activate_action (GTK_WIDGET (timeline), "timeline.last-lane", NULL);
  gtk_widget_activate_action (GTK_WIDGET (timeline), "timeline.last-span", NULL);
  focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (timeline)));
  gtk_test_accessible_assert_property (focus, GTK_ACCESSIBLE_PROPERTY_LABEL, "Task 5");
  gtk_test_accessible_assert_property (focus, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                       "Task 5: compute failed after 2.5 s, from 5.05 s to 7.55 s");
  gtk_test_accessible_assert_property (timeline, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                       "Task 5: compute failed after 2.5 s, from 5.05 s to 7.55 s");
  /* The lanes are one stop. */
  g_assert_false (gtk_widget_child_focus (GTK_WIDGET (timeline), GTK_DIR_TAB_FORWARD));
  close_window (timeline);
}

static void
test_a_compact_one_shows_no_details (void)
{
  g_autoptr (LanesRun) run = lanes_test_view_carts ("combined", 0);
  LanesTimeline *timeline = show (run, 800, 420);

  lanes_timeline_set_compact (timeline, TRUE);
  gtk_widget_child_focus (GTK_WIDGET (timeline), GTK_DIR_TAB_FORWARD);
  gtk_widget_activate_action (GTK_WIDGET (timeline), "timeline.pin", NULL);
  gtk_widget_activate_action (GTK_WIDGET (timeline), "timeline.range-later", NULL);
  lanes_test_view_wait_for_frame (GTK_WIDGET (timeline));
  g_assert_cmpint (lanes_selection_get_task (lanes_timeline_get_selection (timeline)), ==, 0);
  g_assert_true (lanes_axis_get_range (lanes_timeline_get_axis (timeline), NULL, NULL));
  g_assert_false (gtk_widget_get_visible (timeline->detail));
  lanes_timeline_set_compact (timeline, FALSE);
  lanes_test_view_wait_for_frame (GTK_WIDGET (timeline));
  g_assert_true (gtk_widget_get_mapped (timeline->detail));
  lanes_timeline_set_compact (timeline, TRUE);
  lanes_test_view_wait_for_frame (GTK_WIDGET (timeline));
  g_assert_false (gtk_widget_get_visible (timeline->detail));
  close_window (timeline);
}

static void
test_every_key_has_a_name_and_an_action (void)
{
  g_autoptr (LanesRun) run = lanes_test_view_carts ("combined", 0);
  LanesTimeline *timeline = show (run, 800, 420);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint n_keys;
  const LanesKey *keys = lanes_timeline_get_keys (&n_keys);

  g_assert_cmpuint (n_keys, >, 15);
  for (guint i = 0; i < n_keys; i++)
    {
      g_auto (GStrv) accelerators = g_strsplit (keys[i].accelerators, " ", -1);

      g_assert_cmpstr (keys[i].description, !=, "");
      g_assert_true (gtk_widget_activate_action (GTK_WIDGET (timeline), keys[i].action, NULL));
      for (guint k = 0; accelerators[k] != NULL; k++)
        {
          guint keyval;
          GdkModifierType state;

          g_assert_true (gtk_accelerator_parse (accelerators[k], &keyval, &state));
          /* No key does two things. */
          g_assert_true (g_hash_table_add (seen, g_strdup (accelerators[k])));
        }
    }
  close_window (timeline);
}

static void
notify_cb (GObject *object, GParamSpec *pspec, guint *count)
{
  (*count)++;
}

static void
test_properties_tell_once_what_changed (void)
{
  GtkWidget *timeline = g_object_ref_sink (lanes_timeline_new ());
  g_autoptr (LanesRun) run = lanes_test_view_carts ("combined", 0);
  g_autoptr (LanesAxis) axis = lanes_axis_new ();
  g_autoptr (LanesSelection) selection = lanes_selection_new ();
  guint count = 0;

  g_signal_connect (timeline, "notify", G_CALLBACK (notify_cb), &count);
  for (guint i = 0; i < 2; i++)
    g_object_set (timeline, "run", run, "axis", axis, "selection", selection, "order",
                  LANES_ORDER_BY_WORKER, "compact", TRUE, "label-width", 90, "shows-arrows", FALSE,
                  "shows-tracks", FALSE, NULL);
  g_assert_cmpuint (count, ==, 8);
  g_assert_true (lanes_timeline_get_run (LANES_TIMELINE (timeline)) == run);
  g_assert_true (lanes_timeline_get_axis (LANES_TIMELINE (timeline)) == axis);
  g_assert_cmpint (lanes_axis_get_length (axis), >=, 10000000);
  lanes_timeline_set_run (LANES_TIMELINE (timeline), NULL);
  g_assert_null (lanes_timeline_get_lane_set (LANES_TIMELINE (timeline)));
  g_assert_finalize_object (timeline);
  g_assert_finalize_object (g_steal_pointer (&axis));
}

static void
test_a_time_line_may_go_while_a_thread_works_for_it (void)
{
  g_autoptr (LanesRun) run = lanes_test_view_many (60000, 4, 3);
  LanesTimeline *timeline = show (run, 800, 420);

  lanes_axis_set_range (lanes_timeline_get_axis (timeline), 0, 1000000);
  close_window (timeline);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
test_time_lines_share_axis_and_selection (void)
{
  g_autoptr (LanesRun) first_run = lanes_test_view_carts ("combined", 0);
  g_autoptr (LanesRun) second_run = lanes_test_view_carts ("threads", 0);
  LanesTimeline *first = show (first_run, 800, 420);
  LanesTimeline *second = show (second_run, 800, 420);
  guint drawn;

  lanes_timeline_set_axis (second, lanes_timeline_get_axis (first));
  lanes_timeline_set_selection (second, lanes_timeline_get_selection (first));
  lanes_test_view_wait_for_frame (GTK_WIDGET (second));
  drawn = lanes_layer_get_n_drawn (LANES_LAYER (second->overlay));
  lanes_selection_set_hovered_task (lanes_timeline_get_selection (first), 2);
  lanes_test_view_wait_for_frame (GTK_WIDGET (second));
  g_assert_cmpuint (lanes_layer_get_n_drawn (LANES_LAYER (second->overlay)), >, drawn);
  lanes_axis_show (lanes_timeline_get_axis (first), 1000000, 2000000);
  g_assert_cmpint (lanes_timeline_get_scene (second).view.begin_us, ==, 1000000);
  close_window (first);
  close_window (second);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/timeline/every-rectangle-is-drawn-where-layout-puts-it",
                   test_every_rectangle_is_drawn_where_layout_puts_it);
  g_test_add_func ("/timeline/what-is-seen-is-what-is-hit", test_what_is_seen_is_what_is_hit);
  g_test_add_func ("/timeline/the-pointer-draws-its-own-layer-only",
                   test_the_pointer_draws_its_own_layer_only);
  g_test_add_func ("/timeline/a-run-is-followed-until-it-ends",
                   test_a_run_is_followed_until_it_ends);
  g_test_add_func ("/timeline/many-spans-are-read-by-a-thread",
                   test_many_spans_are_read_by_a_thread);
  g_test_add_func ("/timeline/what-a-thread-reads-is-all-there-in-another-order",
                   test_what_a_thread_reads_is_all_there_in_another_order);
  g_test_add_func ("/timeline/what-does-not-change-makes-no-frames",
                   test_what_does_not_change_makes_no_frames);
  g_test_add_func ("/timeline/tracks-and-lines-come-from-the-run",
                   test_tracks_and_lines_come_from_the_run);
  g_test_add_func ("/timeline/what-is-expected-of-a-run-stays-until-it-ends",
                   test_what_is_expected_of_a_run_stays_until_it_ends);
  g_test_add_func ("/timeline/only-lanes-in-sight-cost-anything",
                   test_only_lanes_in_sight_cost_anything);
  g_test_add_func ("/timeline/lanes-tell-what-the-focus-is-on",
                   test_lanes_tell_what_the_focus_is_on);
  g_test_add_func ("/timeline/a-compact-one-shows-no-details", test_a_compact_one_shows_no_details);
  g_test_add_func ("/timeline/every-key-has-a-name-and-an-action",
                   test_every_key_has_a_name_and_an_action);
  g_test_add_func ("/timeline/properties-tell-once-what-changed",
                   test_properties_tell_once_what_changed);
  g_test_add_func ("/timeline/a-time-line-may-go-while-a-thread-works-for-it",
                   test_a_time_line_may_go_while_a_thread_works_for_it);
  g_test_add_func ("/timeline/time-lines-share-axis-and-selection",
                   test_time_lines_share_axis_and_selection);

  return g_test_run ();
}
