/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-bar-chart.h"

#include <glib/gi18n.h>

#include "lanes-appearance.h"
#include "lanes-bar-drawing.h"
#include "lanes-bar-item.h"
#include "platform/lanes-platform.h"

struct _LanesBarChart
{
  GtkWidget parent_instance;

  GArray *bars; /* LanesBar, with strings of its own */
  double maximum;
  double line;
  char *line_label;
  char *mark_label;
  LanesSelection *selection;

  GPtrArray *items; /* LanesBarItem of the visible bars, children */
  guint first;      /* the bar of items[0] */
  guint focus_bar;

  GtkAdjustment *hadjustment;
  GtkAdjustment *vadjustment;
  GtkScrollablePolicy hscroll_policy;
  GtkScrollablePolicy vscroll_policy;
};

enum
{
  PROP_0,
  PROP_HADJUSTMENT,
  PROP_HSCROLL_POLICY,
  PROP_VADJUSTMENT,
  PROP_VSCROLL_POLICY,
};

G_DEFINE_TYPE_WITH_CODE (LanesBarChart,
                         lanes_bar_chart,
                         GTK_TYPE_WIDGET,
                         G_IMPLEMENT_INTERFACE (GTK_TYPE_SCROLLABLE, NULL))

static void
bar_clear (gpointer data)
{
  LanesBar *bar = data;

  g_free ((char *) bar->label);
  g_free ((char *) bar->text);
  g_free ((char *) bar->detail);
}

static const LanesBar *
get_bar (LanesBarChart *self, guint index)
{
  return &g_array_index (self->bars, LanesBar, index);
}

static gboolean
has_focus_inside (LanesBarChart *self)
{
  return gtk_widget_get_focus_child (GTK_WIDGET (self)) != NULL;
}

static int
get_scroll (LanesBarChart *self)
{
  return self->vadjustment != NULL ? (int) gtk_adjustment_get_value (self->vadjustment) : 0;
}

/* What is to be drawn at that size. */
static void
prepare (LanesBarChart *self, int width, int height, LanesBarDrawing *out)
{
  GtkWidget *widget = GTK_WIDGET (self);

  *out = (LanesBarDrawing){
    .context = gtk_widget_get_pango_context (widget),
    .is_rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL,
    .bars = (const LanesBar *) (gpointer) self->bars->data,
    .n_bars = self->bars->len,
    .maximum = self->maximum,
    .line = self->line,
    .line_label = self->line_label,
    .mark_label = self->mark_label,
    .width = width,
    .height = height,
    .scroll = get_scroll (self),
    .selected_task = self->selection != NULL ? lanes_selection_get_task (self->selection) : -1,
    .hovered_task =
        self->selection != NULL ? lanes_selection_get_hovered_task (self->selection) : -1,
    .focused_bar = has_focus_inside (self) ? (int) self->focus_bar : -1,
  };
}

static void
prepare_now (LanesBarChart *self, LanesBarDrawing *out)
{
  prepare (self, gtk_widget_get_width (GTK_WIDGET (self)),
           gtk_widget_get_height (GTK_WIDGET (self)), out);
}

static int
get_bar_at (LanesBarChart *self, double y)
{
  LanesBarDrawing drawing;

  prepare_now (self, &drawing);

  return lanes_bar_drawing_find (&drawing, y);
}

static char *
dup_description (const LanesBar *bar)
{
  if (bar->detail != NULL)
    /* Translators: a bar's label, its figure, and more about it. */
    return g_strdup_printf (_ ("%s: %s, %s"), bar->label, bar->text, bar->detail);

  /* Translators: a bar's label and its figure. */
  return g_strdup_printf (_ ("%s: %s"), bar->label, bar->text);
}

static void
item_focused_cb (LanesBarChart *self, GParamSpec *pspec, LanesBarItem *item)
{
  if (gtk_widget_has_focus (GTK_WIDGET (item)))
    {
      self->focus_bar = lanes_bar_item_get_bar (item);
      if (self->selection != NULL)
        lanes_selection_set_hovered_task (self->selection, get_bar (self, self->focus_bar)->task);
    }
  else if (self->selection != NULL)
    {
      lanes_selection_set_hovered_task (self->selection, -1);
    }
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
add_item (LanesBarChart *self)
{
  GtkWidget *item = lanes_bar_item_new ();

  gtk_widget_set_parent (item, GTK_WIDGET (self));
  g_signal_connect_object (item, "notify::has-focus", G_CALLBACK (item_focused_cb), self,
                           G_CONNECT_SWAPPED);
  g_ptr_array_add (self->items, item);
}

/* One child for each visible bar; the focus stays with its bar, or with the nearest one seen. */
static void
update_items (LanesBarChart *self, const LanesBarGeometry *geometry)
{
  guint first = geometry->first;
  guint end = geometry->end;
  gboolean had_focus = has_focus_inside (self);

  while (self->items->len < end - first)
    add_item (self);
  self->first = first;
  for (guint i = 0; i < end - first; i++)
    {
      g_autofree char *text = dup_description (get_bar (self, first + i));

      lanes_bar_item_set (g_ptr_array_index (self->items, i), first + i, self->bars->len, text);
    }

  if (had_focus && end > first)
    {
      self->focus_bar = CLAMP (self->focus_bar, first, end - 1);
      gtk_widget_grab_focus (g_ptr_array_index (self->items, self->focus_bar - first));
    }
  while (self->items->len > end - first)
    g_ptr_array_set_size (self->items, (int) self->items->len - 1);
}

static void
place_items (LanesBarChart *self, const LanesBarGeometry *geometry, int width)
{
  for (guint i = 0; i < self->items->len; i++)
    {
      GtkWidget *item = g_ptr_array_index (self->items, i);
      const GtkAllocation place = {
        .x = 0,
        .y = lanes_bar_geometry_get_y (geometry, self->first + i, get_scroll (self)),
        .width = width,
        .height = geometry->row_height,
      };

      gtk_widget_measure (item, GTK_ORIENTATION_HORIZONTAL, -1, NULL, NULL, NULL, NULL);
      gtk_widget_size_allocate (item, &place, -1);
    }
}

static void
scrolled_cb (LanesBarChart *self)
{
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
set_adjustment (LanesBarChart *self, GtkAdjustment **place, GtkAdjustment *adjustment)
{
  if (*place == adjustment && adjustment != NULL)
    return;

  if (*place != NULL)
    g_signal_handlers_disconnect_by_func (*place, scrolled_cb, self);
  g_set_object (place, adjustment);
  if (adjustment != NULL)
    g_signal_connect_object (adjustment, "value-changed", G_CALLBACK (scrolled_cb), self,
                             G_CONNECT_SWAPPED);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static void
lanes_bar_chart_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  LanesBarChart *self = LANES_BAR_CHART (object);

  switch (prop_id)
    {
    case PROP_HADJUSTMENT:
      g_value_set_object (value, self->hadjustment);
      break;
    case PROP_HSCROLL_POLICY:
      g_value_set_enum (value, self->hscroll_policy);
      break;
    case PROP_VADJUSTMENT:
      g_value_set_object (value, self->vadjustment);
      break;
    case PROP_VSCROLL_POLICY:
      g_value_set_enum (value, self->vscroll_policy);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lanes_bar_chart_set_property (GObject *object,
                              guint prop_id,
                              const GValue *value,
                              GParamSpec *pspec)
{
  LanesBarChart *self = LANES_BAR_CHART (object);

  switch (prop_id)
    {
    case PROP_HADJUSTMENT:
      set_adjustment (self, &self->hadjustment, g_value_get_object (value));
      break;
    case PROP_HSCROLL_POLICY:
      self->hscroll_policy = g_value_get_enum (value);
      break;
    case PROP_VADJUSTMENT:
      set_adjustment (self, &self->vadjustment, g_value_get_object (value));
      break;
    case PROP_VSCROLL_POLICY:
      self->vscroll_policy = g_value_get_enum (value);
      gtk_widget_queue_resize (GTK_WIDGET (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lanes_bar_chart_measure (GtkWidget *widget,
                         GtkOrientation orientation,
                         int for_size,
                         int *minimum,
                         int *natural,
                         int *minimum_baseline,
                         int *natural_baseline)
{
  LanesBarChart *self = LANES_BAR_CHART (widget);
  LanesBarDrawing drawing;
  LanesBarGeometry geometry;

  prepare (self, -1, 0, &drawing);
  lanes_bar_drawing_measure (&drawing, &geometry);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = geometry.min_width;
      *natural = MAX (geometry.min_width, geometry.full_width);
    }
  else
    {
      *natural = geometry.full_height;
      *minimum = self->vadjustment != NULL ? MIN (*natural, geometry.row_height) : *natural;
    }
}

static void
lanes_bar_chart_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  LanesBarChart *self = LANES_BAR_CHART (widget);
  LanesBarDrawing drawing;
  LanesBarGeometry geometry;

  prepare (self, width, height, &drawing);
  lanes_bar_drawing_measure (&drawing, &geometry);
  if (self->hadjustment != NULL)
    gtk_adjustment_configure (self->hadjustment, 0, 0, width, width * 0.1, width * 0.9, width);
  if (self->vadjustment != NULL)
    {
      gtk_adjustment_configure (self->vadjustment, get_scroll (self), 0,
                                MAX (height, geometry.full_height), geometry.row_height,
                                height * 0.9, height);
      /* That may have moved what is seen. */
      prepare (self, width, height, &drawing);
      lanes_bar_drawing_measure (&drawing, &geometry);
    }

  update_items (self, &geometry);
  place_items (self, &geometry, width);
}

static void
lanes_bar_chart_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  LanesBarDrawing drawing;

  prepare_now (LANES_BAR_CHART (widget), &drawing);
  lanes_bar_drawing_snapshot (
      &drawing, lanes_appearance_get_palette (lanes_appearance_get_default ()), snapshot);
}

static gboolean
lanes_bar_chart_query_tooltip (GtkWidget *widget,
                               int x,
                               int y,
                               gboolean keyboard_tooltip,
                               GtkTooltip *tooltip)
{
  LanesBarChart *self = LANES_BAR_CHART (widget);
  int index = keyboard_tooltip ? (int) self->focus_bar : get_bar_at (self, y);
  g_autofree char *text = NULL;

  if (index < 0 || index >= (int) self->bars->len)
    return FALSE;

  text = dup_description (get_bar (self, (guint) index));
  gtk_tooltip_set_text (tooltip, text);

  return TRUE;
}

static gboolean
lanes_bar_chart_focus (GtkWidget *widget, GtkDirectionType direction)
{
  LanesBarChart *self = LANES_BAR_CHART (widget);

  /* One stop for Tab; the arrows are bindings. */
  if (has_focus_inside (self) || self->items->len == 0)
    return FALSE;

  self->focus_bar = CLAMP (self->focus_bar, self->first, self->first + self->items->len - 1);

  return gtk_widget_grab_focus (g_ptr_array_index (self->items, self->focus_bar - self->first));
}

static gboolean
lanes_bar_chart_grab_focus (GtkWidget *widget)
{
  return lanes_bar_chart_focus (widget, GTK_DIR_TAB_FORWARD);
}

/* Scrolls so that the bar is seen, and gives it the focus. */
static void
focus_bar (LanesBarChart *self, guint index)
{
  LanesBarDrawing drawing;
  LanesBarGeometry geometry;
  int y;

  prepare_now (self, &drawing);
  lanes_bar_drawing_measure (&drawing, &geometry);
  y = lanes_bar_geometry_get_y (&geometry, index, drawing.scroll);
  if (self->vadjustment != NULL && y < 0)
    gtk_adjustment_set_value (self->vadjustment, drawing.scroll + y);
  else if (self->vadjustment != NULL && y + geometry.row_height > drawing.height)
    gtk_adjustment_set_value (self->vadjustment,
                              drawing.scroll + y + geometry.row_height - drawing.height);

  prepare_now (self, &drawing);
  lanes_bar_drawing_measure (&drawing, &geometry);
  self->focus_bar = index;
  update_items (self, &geometry);
  if (self->items->len > 0)
    gtk_widget_grab_focus (g_ptr_array_index (self->items, self->focus_bar - self->first));
}

static gboolean
move_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  LanesBarChart *self = LANES_BAR_CHART (widget);
  int n_bars = (int) self->bars->len;
  int to = (int) self->focus_bar + g_variant_get_int32 (args);

  if (n_bars == 0)
    return FALSE;

  focus_bar (self, (guint) CLAMP (to, 0, n_bars - 1));

  return TRUE;
}

static void
select_bar (LanesBarChart *self, int index)
{
  int task = index < 0 ? -1 : get_bar (self, (guint) index)->task;

  if (self->selection == NULL)
    return;
  /* A second time takes it back. */
  if (lanes_selection_get_task (self->selection) == task)
    task = -1;
  lanes_selection_set_task (self->selection, task);
}

static gboolean
select_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  LanesBarChart *self = LANES_BAR_CHART (widget);

  if (!has_focus_inside (self) || self->focus_bar >= self->bars->len)
    return FALSE;

  select_bar (self, (int) self->focus_bar);

  return TRUE;
}

static void
pressed_cb (LanesBarChart *self, int n_press, double x, double y)
{
  int index = get_bar_at (self, y);

  if (index >= 0)
    focus_bar (self, (guint) index);
  select_bar (self, index);
}

static void
hover (LanesBarChart *self, int index)
{
  if (self->selection != NULL)
    lanes_selection_set_hovered_task (self->selection,
                                      index < 0 ? -1 : get_bar (self, (guint) index)->task);
}

static void
motion_cb (LanesBarChart *self, double x, double y)
{
  hover (self, get_bar_at (self, y));
}

static void
leave_cb (LanesBarChart *self)
{
  hover (self, -1);
}

static void
lanes_bar_chart_dispose (GObject *object)
{
  LanesBarChart *self = LANES_BAR_CHART (object);

  g_ptr_array_set_size (self->items, 0);
  g_clear_object (&self->selection);
  g_clear_object (&self->hadjustment);
  g_clear_object (&self->vadjustment);

  G_OBJECT_CLASS (lanes_bar_chart_parent_class)->dispose (object);
}

static void
lanes_bar_chart_finalize (GObject *object)
{
  LanesBarChart *self = LANES_BAR_CHART (object);

  g_array_unref (self->bars);
  g_ptr_array_unref (self->items);
  g_free (self->line_label);
  g_free (self->mark_label);

  G_OBJECT_CLASS (lanes_bar_chart_parent_class)->finalize (object);
}

static void
add_move (GtkWidgetClass *widget_class, guint key, guint keypad_key, int by)
{
  gtk_widget_class_add_binding (widget_class, key, 0, move_cb, "i", by);
  gtk_widget_class_add_binding (widget_class, keypad_key, 0, move_cb, "i", by);
}

static void
lanes_bar_chart_class_init (LanesBarChartClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = lanes_bar_chart_dispose;
  object_class->finalize = lanes_bar_chart_finalize;
  object_class->get_property = lanes_bar_chart_get_property;
  object_class->set_property = lanes_bar_chart_set_property;
  widget_class->focus = lanes_bar_chart_focus;
  widget_class->grab_focus = lanes_bar_chart_grab_focus;
  widget_class->measure = lanes_bar_chart_measure;
  widget_class->query_tooltip = lanes_bar_chart_query_tooltip;
  widget_class->size_allocate = lanes_bar_chart_size_allocate;
  widget_class->snapshot = lanes_bar_chart_snapshot;

  g_object_class_override_property (object_class, PROP_HADJUSTMENT, "hadjustment");
  g_object_class_override_property (object_class, PROP_HSCROLL_POLICY, "hscroll-policy");
  g_object_class_override_property (object_class, PROP_VADJUSTMENT, "vadjustment");
  g_object_class_override_property (object_class, PROP_VSCROLL_POLICY, "vscroll-policy");

  gtk_widget_class_set_css_name (widget_class, "barchart");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LIST);
  add_move (widget_class, GDK_KEY_Up, GDK_KEY_KP_Up, -1);
  add_move (widget_class, GDK_KEY_Down, GDK_KEY_KP_Down, 1);
  add_move (widget_class, GDK_KEY_Page_Up, GDK_KEY_KP_Page_Up, -10);
  add_move (widget_class, GDK_KEY_Page_Down, GDK_KEY_KP_Page_Down, 10);
  add_move (widget_class, GDK_KEY_Home, GDK_KEY_KP_Home, -G_MAXINT / 2);
  add_move (widget_class, GDK_KEY_End, GDK_KEY_KP_End, G_MAXINT / 2);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_space, 0, select_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Return, 0, select_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_KP_Enter, 0, select_cb, NULL);
}

static void
lanes_bar_chart_init (LanesBarChart *self)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  self->bars = g_array_new (FALSE, TRUE, sizeof (LanesBar));
  g_array_set_clear_func (self->bars, bar_clear);
  self->items = g_ptr_array_new_with_free_func ((GDestroyNotify) gtk_widget_unparent);
  self->line = -1;

  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  g_signal_connect_object (motion, "motion", G_CALLBACK (motion_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (motion, "leave", G_CALLBACK (leave_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  g_signal_connect_object (click, "pressed", G_CALLBACK (pressed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  g_signal_connect_object (lanes_appearance_get_default (), "changed",
                           G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
}

/**
 * lanes_bar_chart_new:
 *
 * Returns: (transfer floating): a chart of no bars
 */
GtkWidget *
lanes_bar_chart_new (void)
{
  return g_object_new (LANES_TYPE_BAR_CHART, NULL);
}

static void
update_maximum (LanesBarChart *self)
{
  self->maximum = MAX (0, self->line);
  for (guint i = 0; i < self->bars->len; i++)
    self->maximum = MAX (self->maximum, MAX (get_bar (self, i)->value, get_bar (self, i)->mark));
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/**
 * lanes_bar_chart_set_bars:
 * @self: a chart
 * @bars: (array length=n_bars): from top to bottom; copied
 * @n_bars: how many
 */
void
lanes_bar_chart_set_bars (LanesBarChart *self, const LanesBar *bars, guint n_bars)
{
  g_assert (lanes_platform_is_main_thread ());
  g_return_if_fail (LANES_IS_BAR_CHART (self));
  g_return_if_fail (bars != NULL || n_bars == 0);

  g_array_set_size (self->bars, 0);
  for (guint i = 0; i < n_bars; i++)
    {
      LanesBar bar = bars[i];

      bar.label = g_strdup (bars[i].label != NULL ? bars[i].label : "");
      bar.text = g_strdup (bars[i].text != NULL ? bars[i].text : "");
      bar.detail = g_strdup (bars[i].detail);
      g_array_append_val (self->bars, bar);
    }
  self->focus_bar = MIN (self->focus_bar, MAX (n_bars, 1) - 1);
  update_maximum (self);
}

/**
 * lanes_bar_chart_set_line:
 * @self: a chart
 * @value: where a line goes across all bars; below 0: nowhere
 * @label: (nullable): what it is called
 */
void
lanes_bar_chart_set_line (LanesBarChart *self, double value, const char *label)
{
  g_assert (lanes_platform_is_main_thread ());
  g_return_if_fail (LANES_IS_BAR_CHART (self));

  g_free (self->line_label);
  self->line_label = g_strdup (label);
  self->line = value;
  update_maximum (self);
}

/**
 * lanes_bar_chart_set_mark_label:
 * @self: a chart
 * @label: (nullable): what a bar's mark is, for the legend below
 */
void
lanes_bar_chart_set_mark_label (LanesBarChart *self, const char *label)
{
  g_assert (lanes_platform_is_main_thread ());
  g_return_if_fail (LANES_IS_BAR_CHART (self));

  g_free (self->mark_label);
  self->mark_label = g_strdup (label);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/**
 * lanes_bar_chart_set_selection:
 * @self: a chart
 * @selection: (nullable): whose tasks light bars, and which bars light
 */
void
lanes_bar_chart_set_selection (LanesBarChart *self, LanesSelection *selection)
{
  g_assert (lanes_platform_is_main_thread ());
  g_return_if_fail (LANES_IS_BAR_CHART (self));
  g_return_if_fail (selection == NULL || LANES_IS_SELECTION (selection));

  if (self->selection == selection)
    return;

  if (self->selection != NULL)
    g_signal_handlers_disconnect_by_func (self->selection, gtk_widget_queue_draw, self);
  g_set_object (&self->selection, selection);
  if (selection != NULL)
    g_signal_connect_object (selection, "notify", G_CALLBACK (gtk_widget_queue_draw), self,
                             G_CONNECT_SWAPPED);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
