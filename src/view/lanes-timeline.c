/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-timeline.h"

#include "lanes-appearance.h"
#include "layout/lanes-layout.h"

struct _LanesTimeline
{
  GtkWidget parent_instance;

  LanesRun *run;
  LanesAxis *axis;
  LanesSelection *selection;
  LanesLaneSet *set;
  LanesLaneOrder order;
  int label_width;
  guint tick;
  guint is_compact : 1;
  guint has_own_axis : 1;
  guint shows_arrows : 1;
  guint shows_tracks : 1;
};

enum
{
  PROP_0,
  PROP_AXIS,
  PROP_COMPACT,
  PROP_LABEL_WIDTH,
  PROP_ORDER,
  PROP_RUN,
  PROP_SELECTION,
  PROP_SHOWS_ARROWS,
  PROP_SHOWS_TRACKS,
  N_PROPS
};

enum
{
  SPAN_ACTIVATED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LanesTimeline, lanes_timeline, GTK_TYPE_WIDGET)

static gint64
now_of (LanesTimeline *self)
{
  if (lanes_run_get_status (self->run) == LANES_RUN_RUNNING)
    return lanes_trace_now (lanes_run_get_trace (self->run));

  return lanes_lane_set_get_end (self->set, 0);
}

static gboolean
tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  LanesTimeline *self = LANES_TIMELINE (widget);
  gboolean goes_on = lanes_run_get_status (self->run) == LANES_RUN_RUNNING;

  lanes_lane_set_update (self->set);
  lanes_axis_extend (self->axis, lanes_lane_set_get_end (self->set, now_of (self)));
  gtk_widget_queue_draw (widget);
  if (!goes_on)
    self->tick = 0;

  return goes_on ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

static void
snapshot_lane (LanesTimeline *self,
               GtkSnapshot *snapshot,
               guint lane,
               const LanesView *view,
               const graphene_rect_t *room)
{
  const LanesPalette *palette = lanes_appearance_get_palette (lanes_appearance_get_default ());
  g_autoptr (GArray) rects = g_array_new (FALSE, FALSE, sizeof (LanesRect));

  gtk_snapshot_append_color (snapshot, &palette->groove, room);
  lanes_layout_lane (self->set, lane, view, rects);
  for (guint i = 0; i < rects->len; i++)
    {
      const LanesRect *rect = &g_array_index (rects, LanesRect, i);
      float height = room->size.height / rect->n_sub_rows;

      gtk_snapshot_append_color (snapshot, &palette->kinds[rect->kind],
                                 &GRAPHENE_RECT_INIT (room->origin.x + (float) rect->x,
                                                      room->origin.y + height * rect->sub_row,
                                                      (float) rect->width, height));
    }
}

static void
lanes_timeline_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  LanesTimeline *self = LANES_TIMELINE (widget);
  float label_width = (float) (self->label_width >= 0 ? self->label_width : 80);
  float width = MAX ((float) gtk_widget_get_width (widget) - label_width, 1.0f);
  LanesView view;

  if (self->set == NULL)
    return;

  view = (LanesView){
    .begin_us = lanes_axis_get_begin (self->axis),
    .end_us = lanes_axis_get_end (self->axis),
    .now_us = now_of (self),
    .width = (guint) width,
  };
  for (guint lane = 0; lane < lanes_lane_set_get_n_lanes (self->set); lane++)
    {
      float y = (float) lane * 32.0f;

      if (y > (float) gtk_widget_get_height (widget))
        break;
      snapshot_lane (self, snapshot, lane, &view,
                     &GRAPHENE_RECT_INIT (label_width, y, width, 24.0f));
    }
}

static void
lanes_timeline_measure (GtkWidget *widget,
                        GtkOrientation orientation,
                        int for_size,
                        int *minimum,
                        int *natural,
                        int *minimum_baseline,
                        int *natural_baseline)
{
  LanesTimeline *self = LANES_TIMELINE (widget);
  guint n_lanes = self->set != NULL ? lanes_lane_set_get_n_lanes (self->set) : 5;

  *minimum = 120;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 600 : (int) MIN (n_lanes, 16) * 32;
  *natural = MAX (*natural, *minimum);
}

static void
lanes_timeline_follow (LanesTimeline *self)
{
  if (self->tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->tick);
  self->tick = 0;
  g_clear_object (&self->set);
  if (self->run != NULL)
    {
      self->set = lanes_lane_set_new (self->run, self->order);
      self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), tick_cb, NULL, NULL);
      lanes_lane_set_update (self->set);
      lanes_axis_extend (self->axis, lanes_lane_set_get_end (self->set, now_of (self)));
    }
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static void
lanes_timeline_dispose (GObject *object)
{
  LanesTimeline *self = LANES_TIMELINE (object);

  g_clear_object (&self->set);
  g_clear_object (&self->run);
  g_clear_object (&self->axis);
  g_clear_object (&self->selection);

  G_OBJECT_CLASS (lanes_timeline_parent_class)->dispose (object);
}

static void
lanes_timeline_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  LanesTimeline *self = LANES_TIMELINE (object);

  switch (prop_id)
    {
    case PROP_AXIS:
      g_value_set_object (value, self->axis);
      break;
    case PROP_COMPACT:
      g_value_set_boolean (value, self->is_compact);
      break;
    case PROP_LABEL_WIDTH:
      g_value_set_int (value, self->label_width);
      break;
    case PROP_ORDER:
      g_value_set_int (value, (int) self->order);
      break;
    case PROP_RUN:
      g_value_set_object (value, self->run);
      break;
    case PROP_SELECTION:
      g_value_set_object (value, self->selection);
      break;
    case PROP_SHOWS_ARROWS:
      g_value_set_boolean (value, self->shows_arrows);
      break;
    case PROP_SHOWS_TRACKS:
      g_value_set_boolean (value, self->shows_tracks);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lanes_timeline_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  LanesTimeline *self = LANES_TIMELINE (object);

  switch (prop_id)
    {
    case PROP_AXIS:
      lanes_timeline_set_axis (self, g_value_get_object (value));
      break;
    case PROP_COMPACT:
      lanes_timeline_set_compact (self, g_value_get_boolean (value));
      break;
    case PROP_LABEL_WIDTH:
      lanes_timeline_set_label_width (self, g_value_get_int (value));
      break;
    case PROP_ORDER:
      lanes_timeline_set_order (self, (LanesLaneOrder) g_value_get_int (value));
      break;
    case PROP_RUN:
      lanes_timeline_set_run (self, g_value_get_object (value));
      break;
    case PROP_SELECTION:
      lanes_timeline_set_selection (self, g_value_get_object (value));
      break;
    case PROP_SHOWS_ARROWS:
      self->shows_arrows = g_value_get_boolean (value);
      break;
    case PROP_SHOWS_TRACKS:
      self->shows_tracks = g_value_get_boolean (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lanes_timeline_class_init (LanesTimelineClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = lanes_timeline_dispose;
  object_class->get_property = lanes_timeline_get_property;
  object_class->set_property = lanes_timeline_set_property;
  widget_class->measure = lanes_timeline_measure;
  widget_class->snapshot = lanes_timeline_snapshot;

  properties[PROP_AXIS] = g_param_spec_object ("axis", NULL, NULL, LANES_TYPE_AXIS, flags);
  properties[PROP_COMPACT] = g_param_spec_boolean ("compact", NULL, NULL, FALSE, flags);
  properties[PROP_LABEL_WIDTH] =
      g_param_spec_int ("label-width", NULL, NULL, -1, G_MAXINT, -1, flags);
  properties[PROP_ORDER] = g_param_spec_int ("order", NULL, NULL, LANES_ORDER_BY_TASK,
                                             LANES_ORDER_BY_WORKER, LANES_ORDER_BY_TASK, flags);
  properties[PROP_RUN] = g_param_spec_object ("run", NULL, NULL, LANES_TYPE_RUN, flags);
  properties[PROP_SELECTION] =
      g_param_spec_object ("selection", NULL, NULL, LANES_TYPE_SELECTION, flags);
  properties[PROP_SHOWS_ARROWS] = g_param_spec_boolean ("shows-arrows", NULL, NULL, TRUE, flags);
  properties[PROP_SHOWS_TRACKS] = g_param_spec_boolean ("shows-tracks", NULL, NULL, TRUE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[SPAN_ACTIVATED] =
      g_signal_new ("span-activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 1, G_TYPE_UINT);

  gtk_widget_class_set_css_name (widget_class, "lanes-timeline");
}

static void
lanes_timeline_init (LanesTimeline *self)
{
  self->axis = lanes_axis_new ();
  self->has_own_axis = TRUE;
  self->selection = lanes_selection_new ();
  self->label_width = -1;
  self->shows_arrows = TRUE;
  self->shows_tracks = TRUE;
  g_signal_connect_object (self->axis, "changed", G_CALLBACK (gtk_widget_queue_draw), self,
                           G_CONNECT_SWAPPED);
}

GtkWidget *
lanes_timeline_new (void)
{
  return g_object_new (LANES_TYPE_TIMELINE, NULL);
}

LanesAxis *
lanes_timeline_get_axis (LanesTimeline *self)
{
  g_return_val_if_fail (LANES_IS_TIMELINE (self), NULL);

  return self->axis;
}

void
lanes_timeline_set_axis (LanesTimeline *self, LanesAxis *axis)
{
  g_return_if_fail (LANES_IS_TIMELINE (self));
  g_return_if_fail (LANES_IS_AXIS (axis));

  if (self->axis == axis)
    return;

  g_signal_handlers_disconnect_by_data (self->axis, self);
  g_set_object (&self->axis, axis);
  self->has_own_axis = FALSE;
  g_signal_connect_object (axis, "changed", G_CALLBACK (gtk_widget_queue_draw), self,
                           G_CONNECT_SWAPPED);
  if (self->set != NULL)
    lanes_axis_extend (axis, lanes_lane_set_get_end (self->set, now_of (self)));
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_AXIS]);
}

LanesSelection *
lanes_timeline_get_selection (LanesTimeline *self)
{
  g_return_val_if_fail (LANES_IS_TIMELINE (self), NULL);

  return self->selection;
}

void
lanes_timeline_set_selection (LanesTimeline *self, LanesSelection *selection)
{
  g_return_if_fail (LANES_IS_TIMELINE (self));
  g_return_if_fail (LANES_IS_SELECTION (selection));

  if (g_set_object (&self->selection, selection))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTION]);
}

LanesRun *
lanes_timeline_get_run (LanesTimeline *self)
{
  g_return_val_if_fail (LANES_IS_TIMELINE (self), NULL);

  return self->run;
}

void
lanes_timeline_set_run (LanesTimeline *self, LanesRun *run)
{
  g_return_if_fail (LANES_IS_TIMELINE (self));
  g_return_if_fail (run == NULL || LANES_IS_RUN (run));

  if (!g_set_object (&self->run, run))
    return;

  if (self->has_own_axis)
    lanes_axis_reset (self->axis);
  lanes_timeline_follow (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RUN]);
}

LanesLaneOrder
lanes_timeline_get_order (LanesTimeline *self)
{
  g_return_val_if_fail (LANES_IS_TIMELINE (self), LANES_ORDER_BY_TASK);

  return self->order;
}

void
lanes_timeline_set_order (LanesTimeline *self, LanesLaneOrder order)
{
  g_return_if_fail (LANES_IS_TIMELINE (self));

  if (self->order == order)
    return;

  self->order = order;
  lanes_timeline_follow (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ORDER]);
}

gboolean
lanes_timeline_get_compact (LanesTimeline *self)
{
  g_return_val_if_fail (LANES_IS_TIMELINE (self), FALSE);

  return self->is_compact;
}

void
lanes_timeline_set_compact (LanesTimeline *self, gboolean compact)
{
  g_return_if_fail (LANES_IS_TIMELINE (self));

  if (self->is_compact == !!compact)
    return;

  self->is_compact = !!compact;
  gtk_widget_queue_resize (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COMPACT]);
}

int
lanes_timeline_get_label_width (LanesTimeline *self)
{
  g_return_val_if_fail (LANES_IS_TIMELINE (self), -1);

  return self->label_width;
}

void
lanes_timeline_set_label_width (LanesTimeline *self, int width)
{
  g_return_if_fail (LANES_IS_TIMELINE (self));

  width = MAX (width, -1);
  if (self->label_width == width)
    return;

  self->label_width = width;
  gtk_widget_queue_resize (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LABEL_WIDTH]);
}

/**
 * lanes_timeline_get_plot:
 * @self: a time-line
 * @x: (out): where the axis begins
 * @width: (out): how long it is, in pixels
 */
void
lanes_timeline_get_plot (LanesTimeline *self, int *x, int *width)
{
  g_return_if_fail (LANES_IS_TIMELINE (self));
  g_return_if_fail (x != NULL && width != NULL);

  *x = self->label_width >= 0 ? self->label_width : 80;
  *width = MAX (gtk_widget_get_width (GTK_WIDGET (self)) - *x, 1);
}

LanesLaneSet *
lanes_timeline_get_lane_set (LanesTimeline *self)
{
  g_return_val_if_fail (LANES_IS_TIMELINE (self), NULL);

  return self->set;
}
