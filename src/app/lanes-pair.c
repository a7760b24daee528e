/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-pair.h"

#include "platform/lanes-platform.h"

struct _LanesPair
{
  GtkWidget parent_instance;

  GtkWidget *start;
  GtkWidget *end;
  double share;
  int threshold;
  int spacing;
  guint notify_id; /* tells of a fold outside of the layout */
  guint switches : 1;
  guint is_folded : 1;
  guint shows_start : 1;
};

enum
{
  PROP_0,
  PROP_END,
  PROP_FOLDED,
  PROP_SHARE,
  PROP_SHOWS_START,
  PROP_SPACING,
  PROP_START,
  PROP_SWITCHES,
  PROP_THRESHOLD,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (LanesPair, lanes_pair, GTK_TYPE_WIDGET)

static gboolean
is_there (GtkWidget *child)
{
  return child != NULL && gtk_widget_get_visible (child);
}

/* Both are wanted and there. */
static gboolean
lanes_pair_is_pair (LanesPair *self)
{
  return is_there (self->start) && is_there (self->end);
}

static void
measure_child (GtkWidget *child,
               GtkOrientation orientation,
               int for_size,
               int *minimum,
               int *natural)
{
  *minimum = *natural = 0;
  if (is_there (child))
    gtk_widget_measure (child, orientation, for_size, minimum, natural, NULL, NULL);
}

/* What @width is for "start" beside "end". */
static int
lanes_pair_split (LanesPair *self, int width)
{
  int room = MAX (width - self->spacing, 0);
  int start_minimum, start_natural, end_minimum, end_natural, start;

  measure_child (self->start, GTK_ORIENTATION_HORIZONTAL, -1, &start_minimum, &start_natural);
  measure_child (self->end, GTK_ORIENTATION_HORIZONTAL, -1, &end_minimum, &end_natural);
  start = self->share > 0 ? (int) (self->share * room) : start_natural;
  start = MIN (start, room - end_minimum);

  return CLAMP (start, MIN (start_minimum, room), room);
}

/* Large letters may need more than the threshold. */
static gboolean
lanes_pair_folds (LanesPair *self, int width)
{
  int start_minimum, end_minimum, natural;

  if (width < self->threshold)
    return TRUE;
  if (!lanes_pair_is_pair (self))
    return FALSE;
  measure_child (self->start, GTK_ORIENTATION_HORIZONTAL, -1, &start_minimum, &natural);
  measure_child (self->end, GTK_ORIENTATION_HORIZONTAL, -1, &end_minimum, &natural);

  return width < start_minimum + self->spacing + end_minimum;
}

static void
lanes_pair_measure_width (LanesPair *self, int *minimum, int *natural)
{
  int start_minimum, start_natural, end_minimum, end_natural;

  measure_child (self->start, GTK_ORIENTATION_HORIZONTAL, -1, &start_minimum, &start_natural);
  measure_child (self->end, GTK_ORIENTATION_HORIZONTAL, -1, &end_minimum, &end_natural);
  *minimum = MAX (start_minimum, end_minimum);
  *natural = MAX (start_natural + end_natural + self->spacing, self->threshold);
}

static void
lanes_pair_measure_height (LanesPair *self, int width, int *minimum, int *natural)
{
  int start_minimum, start_natural, end_minimum, end_natural;
  int start_width = width, end_width = width;

  if (width >= 0 && lanes_pair_is_pair (self) && !lanes_pair_folds (self, width))
    {
      start_width = lanes_pair_split (self, width);
      end_width = MAX (width - self->spacing - start_width, 0);
    }
  measure_child (self->start, GTK_ORIENTATION_VERTICAL, start_width, &start_minimum,
                 &start_natural);
  measure_child (self->end, GTK_ORIENTATION_VERTICAL, end_width, &end_minimum, &end_natural);

  if (width >= 0 && lanes_pair_folds (self, width) && !self->switches && lanes_pair_is_pair (self))
    {
      *minimum = start_minimum + end_minimum + self->spacing;
      *natural = start_natural + end_natural + self->spacing;
      return;
    }
  *minimum = MAX (start_minimum, end_minimum);
  *natural = MAX (start_natural, end_natural);
}

static void
lanes_pair_measure (GtkWidget *widget,
                    GtkOrientation orientation,
                    int for_size,
                    int *minimum,
                    int *natural,
                    int *minimum_baseline,
                    int *natural_baseline)
{
  LanesPair *self = LANES_PAIR (widget);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    lanes_pair_measure_width (self, minimum, natural);
  else
    lanes_pair_measure_height (self, for_size, minimum, natural);
}

static GtkSizeRequestMode
lanes_pair_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static gboolean
lanes_pair_notify_cb (gpointer user_data)
{
  LanesPair *self = user_data;

  self->notify_id = 0;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FOLDED]);

  return G_SOURCE_REMOVE;
}

static void
lanes_pair_set_folded (LanesPair *self, gboolean is_folded)
{
  if (self->is_folded == is_folded)
    return;
  self->is_folded = is_folded;
  /* Who hears of it may want another layout, which must not begin inside of this one. */
  if (self->notify_id == 0)
    self->notify_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE, lanes_pair_notify_cb, self, NULL);
}

static void
allocate_child (GtkWidget *child, int x, int y, int width, int height)
{
  GtkAllocation allocation = { x, y, width, height };

  if (is_there (child))
    gtk_widget_size_allocate (child, &allocation, -1);
}

static void
lanes_pair_allocate_beside (LanesPair *self, int width, int height)
{
  int start_width = lanes_pair_split (self, width);
  int end_width = MAX (width - self->spacing - start_width, 0);
  gboolean is_rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;

  allocate_child (self->start, is_rtl ? width - start_width : 0, 0, start_width, height);
  allocate_child (self->end, is_rtl ? 0 : start_width + self->spacing, 0, end_width, height);
}

static void
lanes_pair_allocate_stacked (LanesPair *self, int width, int height)
{
  int start_minimum, start_natural, end_minimum, end_natural, start_height;

  measure_child (self->start, GTK_ORIENTATION_VERTICAL, width, &start_minimum, &start_natural);
  measure_child (self->end, GTK_ORIENTATION_VERTICAL, width, &end_minimum, &end_natural);
  start_height = CLAMP (height - self->spacing - end_natural, start_minimum, start_natural);
  allocate_child (self->start, 0, 0, width, start_height);
  allocate_child (self->end, 0, start_height + self->spacing, width,
                  MAX (height - start_height - self->spacing, end_minimum));
}

static void
lanes_pair_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  LanesPair *self = LANES_PAIR (widget);
  gboolean folds = lanes_pair_folds (self, width);
  gboolean only_start = folds && self->switches && self->shows_start;
  gboolean only_end = folds && self->switches && !self->shows_start;

  if (self->start != NULL)
    gtk_widget_set_child_visible (self->start, !only_end);
  if (self->end != NULL)
    gtk_widget_set_child_visible (self->end, !only_start);

  if (only_start || (!only_end && !is_there (self->end)))
    allocate_child (self->start, 0, 0, width, height);
  else if (only_end || !is_there (self->start))
    allocate_child (self->end, 0, 0, width, height);
  else if (folds)
    lanes_pair_allocate_stacked (self, width, height);
  else
    lanes_pair_allocate_beside (self, width, height);

  lanes_pair_set_folded (self, folds);
}

static void
lanes_pair_dispose (GObject *object)
{
  LanesPair *self = LANES_PAIR (object);

  g_clear_handle_id (&self->notify_id, g_source_remove);
  g_clear_pointer (&self->start, gtk_widget_unparent);
  g_clear_pointer (&self->end, gtk_widget_unparent);

  G_OBJECT_CLASS (lanes_pair_parent_class)->dispose (object);
}

static void
lanes_pair_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  LanesPair *self = LANES_PAIR (object);

  switch (prop_id)
    {
    case PROP_END:
      g_value_set_object (value, self->end);
      break;
    case PROP_FOLDED:
      g_value_set_boolean (value, self->is_folded);
      break;
    case PROP_SHARE:
      g_value_set_double (value, self->share);
      break;
    case PROP_SHOWS_START:
      g_value_set_boolean (value, self->shows_start);
      break;
    case PROP_SPACING:
      g_value_set_int (value, self->spacing);
      break;
    case PROP_START:
      g_value_set_object (value, self->start);
      break;
    case PROP_SWITCHES:
      g_value_set_boolean (value, self->switches);
      break;
    case PROP_THRESHOLD:
      g_value_set_int (value, self->threshold);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lanes_pair_set_child (LanesPair *self, GtkWidget **place, GtkWidget *child, GtkWidget *after)
{
  g_clear_pointer (place, gtk_widget_unparent);
  *place = child;
  if (child != NULL)
    gtk_widget_insert_after (child, GTK_WIDGET (self), after);
}

static void
lanes_pair_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  LanesPair *self = LANES_PAIR (object);

  switch (prop_id)
    {
    case PROP_END:
      lanes_pair_set_child (self, &self->end, g_value_get_object (value), self->start);
      break;
    case PROP_SHARE:
      self->share = g_value_get_double (value);
      break;
    case PROP_SHOWS_START:
      lanes_pair_set_shows_start (self, g_value_get_boolean (value));
      break;
    case PROP_SPACING:
      self->spacing = g_value_get_int (value);
      break;
    case PROP_START:
      lanes_pair_set_child (self, &self->start, g_value_get_object (value), NULL);
      break;
    case PROP_SWITCHES:
      self->switches = g_value_get_boolean (value);
      break;
    case PROP_THRESHOLD:
      self->threshold = g_value_get_int (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lanes_pair_class_init (LanesPairClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  object_class->dispose = lanes_pair_dispose;
  object_class->get_property = lanes_pair_get_property;
  object_class->set_property = lanes_pair_set_property;
  widget_class->get_request_mode = lanes_pair_get_request_mode;
  widget_class->measure = lanes_pair_measure;
  widget_class->size_allocate = lanes_pair_size_allocate;

  properties[PROP_END] = g_param_spec_object ("end", NULL, NULL, GTK_TYPE_WIDGET, flags);
  properties[PROP_FOLDED] =
      g_param_spec_boolean ("folded", NULL, NULL, FALSE,
                            G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_SHARE] = g_param_spec_double ("share", NULL, NULL, 0, 1, 0, flags);
  properties[PROP_SHOWS_START] =
      g_param_spec_boolean ("shows-start", NULL, NULL, FALSE, flags | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_SPACING] = g_param_spec_int ("spacing", NULL, NULL, 0, G_MAXINT16, 0, flags);
  properties[PROP_START] = g_param_spec_object ("start", NULL, NULL, GTK_TYPE_WIDGET, flags);
  properties[PROP_SWITCHES] = g_param_spec_boolean ("switches", NULL, NULL, FALSE, flags);
  properties[PROP_THRESHOLD] = g_param_spec_int ("threshold", NULL, NULL, 0, G_MAXINT16, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
lanes_pair_init (LanesPair *self)
{
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

gboolean
lanes_pair_is_folded (LanesPair *self)
{
  g_assert (lanes_platform_is_main_thread ());
  g_return_val_if_fail (LANES_IS_PAIR (self), FALSE);

  return self->is_folded;
}

gboolean
lanes_pair_get_shows_start (LanesPair *self)
{
  g_assert (lanes_platform_is_main_thread ());
  g_return_val_if_fail (LANES_IS_PAIR (self), FALSE);

  return self->shows_start;
}

/**
 * lanes_pair_set_shows_start:
 * @self: a pair that switches
 * @shows_start: which one is there while it is folded
 */
void
lanes_pair_set_shows_start (LanesPair *self, gboolean shows_start)
{
  g_assert (lanes_platform_is_main_thread ());
  g_return_if_fail (LANES_IS_PAIR (self));

  if (self->shows_start == shows_start)
    return;
  self->shows_start = shows_start;
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SHOWS_START]);
}
