/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-wrap-layout.h"

struct _LanesWrapLayout
{
  GtkLayoutManager parent_instance;

  int spacing;
};

enum
{
  PROP_0,
  PROP_SPACING,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (LanesWrapLayout, lanes_wrap_layout, GTK_TYPE_LAYOUT_MANAGER)

/* Its natural width, or all the room that there is where that is less. */
static int
get_child_width (GtkWidget *child, int room)
{
  int minimum, natural;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);

  return MAX (minimum, MIN (natural, room));
}

/* The children from @first that stand in one line, and how high it is. Returns the one behind. */
static GtkWidget *
measure_line (LanesWrapLayout *self, GtkWidget *first, int width, int *height)
{
  GtkWidget *child;
  int x = 0;

  *height = 0;
  for (child = first; child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      int child_width, child_height;

      if (!gtk_widget_should_layout (child))
        continue;
      child_width = get_child_width (child, width);
      if (x > 0 && x + child_width > width)
        break;
      gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, child_width, NULL, &child_height, NULL,
                          NULL);
      *height = MAX (*height, child_height);
      x += child_width + self->spacing;
    }

  return child;
}

static void
measure_width (LanesWrapLayout *self, GtkWidget *widget, int *minimum, int *natural)
{
  int n_children = 0;

  *minimum = 0;
  *natural = 0;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int child_minimum, child_natural;

      if (!gtk_widget_should_layout (child))
        continue;
      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &child_minimum, &child_natural,
                          NULL, NULL);
      *minimum = MAX (*minimum, child_minimum);
      *natural += child_natural + (n_children > 0 ? self->spacing : 0);
      n_children++;
    }
}

static GtkSizeRequestMode
lanes_wrap_layout_get_request_mode (GtkLayoutManager *manager, GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
lanes_wrap_layout_measure (GtkLayoutManager *manager,
                           GtkWidget *widget,
                           GtkOrientation orientation,
                           int for_size,
                           int *minimum,
                           int *natural,
                           int *minimum_baseline,
                           int *natural_baseline)
{
  LanesWrapLayout *self = LANES_WRAP_LAYOUT (manager);
  int height = 0;

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      measure_width (self, widget, minimum, natural);
      return;
    }

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;)
    {
      int line_height;

      child = measure_line (self, child, for_size >= 0 ? for_size : G_MAXINT / 2, &line_height);
      height += line_height + (height > 0 ? self->spacing : 0);
    }
  *minimum = height;
  *natural = height;
}

static void
allocate_line (LanesWrapLayout *self,
               GtkWidget *first,
               GtkWidget *end,
               int y,
               int width,
               int height,
               gboolean is_rtl)
{
  int x = 0;

  for (GtkWidget *child = first; child != end; child = gtk_widget_get_next_sibling (child))
    {
      int child_width;
      GtkAllocation place;

      if (!gtk_widget_should_layout (child))
        continue;
      child_width = get_child_width (child, width);
      place = (GtkAllocation){
        .x = is_rtl ? width - x - child_width : x,
        .y = y,
        .width = child_width,
        .height = height,
      };
      gtk_widget_size_allocate (child, &place, -1);
      x += child_width + self->spacing;
    }
}

static void
lanes_wrap_layout_allocate (GtkLayoutManager *manager,
                            GtkWidget *widget,
                            int width,
                            int height,
                            int baseline)
{
  LanesWrapLayout *self = LANES_WRAP_LAYOUT (manager);
  gboolean is_rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int y = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;)
    {
      int line_height;
      GtkWidget *end = measure_line (self, child, width, &line_height);

      allocate_line (self, child, end, y, width, line_height, is_rtl);
      y += line_height + self->spacing;
      child = end;
    }
}

static void
lanes_wrap_layout_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  LanesWrapLayout *self = LANES_WRAP_LAYOUT (object);

  switch (prop_id)
    {
    case PROP_SPACING:
      g_value_set_int (value, self->spacing);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
set_spacing (LanesWrapLayout *self, int spacing)
{
  if (self->spacing == spacing)
    return;

  self->spacing = spacing;
  gtk_layout_manager_layout_changed (GTK_LAYOUT_MANAGER (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SPACING]);
}

static void
lanes_wrap_layout_set_property (GObject *object,
                                guint prop_id,
                                const GValue *value,
                                GParamSpec *pspec)
{
  LanesWrapLayout *self = LANES_WRAP_LAYOUT (object);

  switch (prop_id)
    {
    case PROP_SPACING:
      set_spacing (self, g_value_get_int (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lanes_wrap_layout_class_init (LanesWrapLayoutClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkLayoutManagerClass *manager_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  object_class->get_property = lanes_wrap_layout_get_property;
  object_class->set_property = lanes_wrap_layout_set_property;
  manager_class->get_request_mode = lanes_wrap_layout_get_request_mode;
  manager_class->measure = lanes_wrap_layout_measure;
  manager_class->allocate = lanes_wrap_layout_allocate;

  properties[PROP_SPACING] =
      g_param_spec_int ("spacing", NULL, NULL, 0, G_MAXINT16, 0,
                        G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
lanes_wrap_layout_init (LanesWrapLayout *self)
{
}
