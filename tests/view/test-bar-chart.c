/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "view/lanes-appearance.h"
#include "view/lanes-bar-chart.h"
#include "view/lanes-bar-drawing.h"
#include "view/lanes-bar-item.h"

static const LanesBar bars[] = {
  { "Cart 1", "19,135.91", NULL, 19135.91, -1, FALSE, 0 },
  { "Cart 2", "7,501.78", "fetched late", 7501.78, 12000, FALSE, 1 },
  { "Cart 3", "failed", NULL, 0, -1, TRUE, 2 },
};

static LanesBarDrawing
drawing_of (int width, int height)
{
  static PangoContext *context;

  if (context == NULL)
    context = pango_font_map_create_context (pango_cairo_font_map_get_default ());

  return (LanesBarDrawing){
    .context = context,
    .bars = bars,
    .n_bars = G_N_ELEMENTS (bars),
    .maximum = 19135.91,
    .line = -1,
    .width = width,
    .height = height,
    .selected_task = -1,
    .hovered_task = -1,
    .focused_bar = -1,
  };
}

/* A chart in a window that is on the screen; in a scrolled window where it is to scroll. */
static LanesBarChart *
show_chart (gboolean scrolls, int width, int height)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *chart = lanes_bar_chart_new ();

  gtk_window_set_default_size (GTK_WINDOW (window), width, height);
  if (scrolls)
    {
      GtkWidget *scroller = gtk_scrolled_window_new ();

      gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), chart);
      gtk_window_set_child (GTK_WINDOW (window), scroller);
    }
  else
    {
      gtk_window_set_child (GTK_WINDOW (window), chart);
    }
  lanes_bar_chart_set_bars (LANES_BAR_CHART (chart), bars, G_N_ELEMENTS (bars));
  gtk_window_present (GTK_WINDOW (window));
  gtk_test_widget_wait_for_draw (window);

  return LANES_BAR_CHART (chart);
}

static void
close_chart (LanesBarChart *chart)
{
  GtkWidget *window = GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (chart)));

  g_object_add_weak_pointer (G_OBJECT (chart), (gpointer *) &chart);
  gtk_window_destroy (GTK_WINDOW (window));
  g_assert_null (chart);
}

static guint
count_items (LanesBarChart *chart)
{
  guint n_items = 0;

  for (GtkWidget *item = gtk_widget_get_first_child (GTK_WIDGET (chart)); item != NULL;
       item = gtk_widget_get_next_sibling (item))
    n_items++;

  return n_items;
}

static const char *
focused_text (LanesBarChart *chart)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (chart)));

  return LANES_IS_BAR_ITEM (focus) ? lanes_bar_item_get_text (LANES_BAR_ITEM (focus)) : NULL;
}

/* Runs what a key is bound to, as the key does. */
static void
press (LanesBarChart *chart, guint key)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (chart));

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GObject) controller = g_list_model_get_item (controllers, i);

      if (!GTK_IS_SHORTCUT_CONTROLLER (controller))
        continue;
      for (guint k = 0; k < g_list_model_get_n_items (G_LIST_MODEL (controller)); k++)
        {
          g_autoptr (GtkShortcut) shortcut = g_list_model_get_item (G_LIST_MODEL (controller), k);
          GtkShortcutTrigger *trigger = gtk_shortcut_get_trigger (shortcut);

          if (GTK_IS_KEYVAL_TRIGGER (trigger) &&
              gtk_keyval_trigger_get_keyval (GTK_KEYVAL_TRIGGER (trigger)) == key)
            {
              g_assert_true (gtk_shortcut_action_activate (
                  gtk_shortcut_get_action (shortcut), GTK_SHORTCUT_ACTION_EXCLUSIVE,
                  GTK_WIDGET (chart), gtk_shortcut_get_arguments (shortcut)));
              return;
            }
        }
    }
  g_assert_not_reached ();
}

static void
test_columns_share_the_width (void)
{
  LanesBarDrawing drawing = drawing_of (600, 400);
  LanesBarGeometry wide, narrow;

  lanes_bar_drawing_measure (&drawing, &wide);
  drawing.width = 200;
  lanes_bar_drawing_measure (&drawing, &narrow);

  g_assert_cmpint (wide.bar_x, >, wide.label_width);
  g_assert_cmpint (wide.bar_x + wide.bar_width + wide.text_width, <=, 600);
  g_assert_cmpint (narrow.bar_x + narrow.bar_width + narrow.text_width, <=, 200);
  g_assert_cmpint (narrow.label_width, <=, 80);
  g_assert_cmpint (wide.full_height, ==, 3 * wide.row_height);
}

static void
test_a_row_is_found_where_it_is_drawn (void)
{
  LanesBarDrawing drawing = drawing_of (600, 400);
  LanesBarGeometry geometry;

  drawing.line = 5000;
  drawing.line_label = "floor";
  drawing.scroll = 7;
  lanes_bar_drawing_measure (&drawing, &geometry);
  g_assert_cmpint (geometry.header, >, 0);
  g_assert_cmpint (lanes_bar_drawing_find (&drawing, -100), ==, -1);
  for (guint i = 0; i < 3; i++)
    {
      int y = lanes_bar_geometry_get_y (&geometry, i, drawing.scroll);

      g_assert_cmpint (lanes_bar_drawing_find (&drawing, y), ==, i);
      g_assert_cmpint (lanes_bar_drawing_find (&drawing, y + geometry.row_height - 1), ==, i);
    }
  g_assert_cmpint (lanes_bar_drawing_find (&drawing, 390), ==, -1);
}

static void
collect_colours (GskRenderNode *node, GArray *rects, const GdkRGBA *colour)
{
  switch (gsk_render_node_get_node_type (node))
    {
    case GSK_CONTAINER_NODE:
      for (guint i = 0; i < gsk_container_node_get_n_children (node); i++)
        collect_colours (gsk_container_node_get_child (node, i), rects, colour);
      break;
    case GSK_CLIP_NODE:
      collect_colours (gsk_clip_node_get_child (node), rects, colour);
      break;
    case GSK_ROUNDED_CLIP_NODE:
      collect_colours (gsk_rounded_clip_node_get_child (node), rects, colour);
      break;
    case GSK_COLOR_NODE:
      if (gdk_rgba_equal (gsk_color_node_get_color (node), colour))
        {
          graphene_rect_t rect;

          gsk_render_node_get_bounds (node, &rect);
          g_array_append_val (rects, rect);
        }
      break;
    default:
      break;
    }
}

static GArray *
draw (const LanesBarDrawing *drawing, const GdkRGBA *colour)
{
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) node = NULL;
  GArray *rects = g_array_new (FALSE, FALSE, sizeof (graphene_rect_t));

  lanes_bar_drawing_snapshot (drawing, lanes_palette_get (FALSE, FALSE), snapshot);
  node = gtk_snapshot_free_to_node (g_steal_pointer (&snapshot));
  collect_colours (node, rects, colour);

  return rects;
}

static void
test_bars_are_as_long_as_their_values (void)
{
  const LanesPalette *palette = lanes_palette_get (FALSE, FALSE);
  LanesBarDrawing drawing = drawing_of (600, 400);
  LanesBarGeometry geometry;

  lanes_bar_drawing_measure (&drawing, &geometry);
  for (guint rtl = 0; rtl < 2; rtl++)
    {
      g_autoptr (GArray) rects = NULL;
      g_autoptr (GArray) marks = NULL;

      drawing.is_rtl = rtl == 1;
      rects = draw (&drawing, &palette->total);
      marks = draw (&drawing, &palette->bound);
      g_assert_cmpuint (rects->len, ==, 2);
      for (guint i = 0; i < 2; i++)
        {
          const graphene_rect_t *rect = &g_array_index (rects, graphene_rect_t, i);
          double length = bars[i].value / drawing.maximum * geometry.bar_width;
          double x = rtl ? 600 - geometry.bar_x - length : geometry.bar_x;

          g_assert_cmpfloat_with_epsilon (rect->size.width, length, 0.01);
          g_assert_cmpfloat_with_epsilon (rect->origin.x, x, 0.01);
        }
      g_assert_cmpuint (marks->len, ==, 1);
    }
}

static void
test_only_what_is_seen_is_drawn (void)
{
  const LanesPalette *palette = lanes_palette_get (FALSE, FALSE);
  g_autofree LanesBar *many = g_new (LanesBar, 5000);
  LanesBarDrawing drawing = drawing_of (600, 300);
  LanesBarGeometry geometry;
  g_autoptr (GArray) rects = NULL;

  for (guint i = 0; i < 5000; i++)
    many[i] = bars[0];
  drawing.bars = many;
  drawing.n_bars = 5000;
  drawing.scroll = 70000;
  lanes_bar_drawing_measure (&drawing, &geometry);
  rects = draw (&drawing, &palette->total);

  g_assert_cmpuint (rects->len, ==, geometry.end - geometry.first);
  g_assert_cmpuint (rects->len, <=, (guint) (300 / geometry.row_height + 2));
  g_assert_cmpint (lanes_bar_geometry_get_y (&geometry, geometry.first, drawing.scroll), <=, 0);
}

static void
test_no_value_draws_no_bar (void)
{
  const LanesPalette *palette = lanes_palette_get (FALSE, FALSE);
  const LanesBar empty = { "Nothing", "0", NULL, 0, -1, FALSE, -1 };
  LanesBarDrawing drawing = drawing_of (600, 300);
  g_autoptr (GArray) rects = NULL;

  drawing.bars = &empty;
  drawing.n_bars = 1;
  drawing.maximum = 0;
  rects = draw (&drawing, &palette->total);
  g_assert_cmpuint (rects->len, ==, 0);
}

static void
test_a_long_chart_has_few_children (void)
{
  g_autofree LanesBar *many = g_new (LanesBar, 3000);
  LanesBarChart *chart = show_chart (TRUE, 400, 300);

  for (guint i = 0; i < 3000; i++)
    many[i] = bars[i % 3];
  lanes_bar_chart_set_bars (chart, many, 3000);
  gtk_test_widget_wait_for_draw (GTK_WIDGET (chart));
  g_assert_cmpuint (count_items (chart), >, 3);
  g_assert_cmpuint (count_items (chart), <, 30);

  close_chart (chart);
}

static void
test_items_tell_their_bars (void)
{
  LanesBarChart *chart = show_chart (FALSE, 400, 300);
  GtkWidget *item = gtk_widget_get_first_child (GTK_WIDGET (chart));

  gtk_test_accessible_assert_role (chart, GTK_ACCESSIBLE_ROLE_LIST);
  g_assert_cmpuint (count_items (chart), ==, 3);
  gtk_test_accessible_assert_role (item, GTK_ACCESSIBLE_ROLE_LIST_ITEM);
  gtk_test_accessible_assert_property (item, GTK_ACCESSIBLE_PROPERTY_LABEL, "Cart 1: 19,135.91");
  item = gtk_widget_get_next_sibling (item);
  gtk_test_accessible_assert_property (item, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Cart 2: 7,501.78, fetched late");

  close_chart (chart);
}

static void
test_keys_walk_and_select (void)
{
  g_autoptr (LanesSelection) selection = lanes_selection_new ();
  LanesBarChart *chart = show_chart (FALSE, 400, 300);

  lanes_bar_chart_set_selection (chart, selection);
  g_assert_true (gtk_widget_grab_focus (GTK_WIDGET (chart)));
  g_assert_cmpstr (focused_text (chart), ==, "Cart 1: 19,135.91");
  press (chart, GDK_KEY_Down);
  g_assert_cmpstr (focused_text (chart), ==, "Cart 2: 7,501.78, fetched late");
  g_assert_cmpint (lanes_selection_get_hovered_task (selection), ==, 1);
  press (chart, GDK_KEY_Return);
  g_assert_cmpint (lanes_selection_get_task (selection), ==, 1);
  press (chart, GDK_KEY_End);
  g_assert_cmpstr (focused_text (chart), ==, "Cart 3: failed");
  press (chart, GDK_KEY_Down);
  g_assert_cmpstr (focused_text (chart), ==, "Cart 3: failed");
  press (chart, GDK_KEY_Home);
  press (chart, GDK_KEY_Down);
  press (chart, GDK_KEY_space);
  g_assert_cmpint (lanes_selection_get_task (selection), ==, -1);

  close_chart (chart);
}

static void
test_the_focus_scrolls_into_view (void)
{
  g_autofree LanesBar *many = g_new (LanesBar, 1000);
  LanesBarChart *chart = show_chart (TRUE, 400, 200);
  g_autoptr (GtkAdjustment) adjustment = NULL;
  char labels[1000][8];

  for (guint i = 0; i < 1000; i++)
    {
      g_snprintf (labels[i], sizeof labels[i], "%u", i);
      many[i] = bars[0];
      many[i].label = labels[i];
    }
  lanes_bar_chart_set_bars (chart, many, 1000);
  gtk_test_widget_wait_for_draw (GTK_WIDGET (chart));
  g_object_get (chart, "vadjustment", &adjustment, NULL);

  g_assert_true (gtk_widget_grab_focus (GTK_WIDGET (chart)));
  press (chart, GDK_KEY_End);
  g_assert_cmpstr (focused_text (chart), ==, "999: 19,135.91");
  g_assert_cmpfloat (gtk_adjustment_get_value (adjustment), >, 10000);
  press (chart, GDK_KEY_Home);
  g_assert_cmpstr (focused_text (chart), ==, "0: 19,135.91");
  g_assert_cmpfloat (gtk_adjustment_get_value (adjustment), ==, 0);

  close_chart (chart);
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/bar-chart/columns-share-the-width", test_columns_share_the_width);
  g_test_add_func ("/bar-chart/a-row-is-found-where-it-is-drawn",
                   test_a_row_is_found_where_it_is_drawn);
  g_test_add_func ("/bar-chart/bars-are-as-long-as-their-values",
                   test_bars_are_as_long_as_their_values);
  g_test_add_func ("/bar-chart/only-what-is-seen-is-drawn", test_only_what_is_seen_is_drawn);
  g_test_add_func ("/bar-chart/no-value-draws-no-bar", test_no_value_draws_no_bar);
  g_test_add_func ("/bar-chart/a-long-chart-has-few-children", test_a_long_chart_has_few_children);
  g_test_add_func ("/bar-chart/items-tell-their-bars", test_items_tell_their_bars);
  g_test_add_func ("/bar-chart/keys-walk-and-select", test_keys_walk_and_select);
  g_test_add_func ("/bar-chart/the-focus-scrolls-into-view", test_the_focus_scrolls_into_view);

  return g_test_run ();
}
