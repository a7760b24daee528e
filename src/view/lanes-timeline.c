/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-timeline-private.h"

#include "lanes-appearance.h"

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

static void
lanes_timeline_dispose (GObject *object)
{
  LanesTimeline *self = LANES_TIMELINE (object);

  lanes_timeline_unfollow (self);
  if (self->counting != NULL)
    g_cancellable_cancel (self->counting);
  g_clear_object (&self->counting);
  lanes_timeline_layout_dispose (self);
  g_ptr_array_set_size (self->items, 0);
  g_clear_pointer (&self->guides, lanes_guides_unref);
  g_clear_object (&self->run);
  g_clear_object (&self->axis);
  g_clear_object (&self->selection);

  G_OBJECT_CLASS (lanes_timeline_parent_class)->dispose (object);
}

static void
lanes_timeline_finalize (GObject *object)
{
  LanesTimeline *self = LANES_TIMELINE (object);

  g_ptr_array_unref (self->items);
  g_array_unref (self->rects);
  g_clear_pointer (&self->whole, gsk_render_node_unref);

  G_OBJECT_CLASS (lanes_timeline_parent_class)->finalize (object);
}

static void
restyle (LanesTimeline *self)
{
  lanes_timeline_drop_painter (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
  lanes_timeline_queue_all (self);
}

/* The font may be another one. */
static void
lanes_timeline_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (lanes_timeline_parent_class)->css_changed (widget, change);
  restyle (LANES_TIMELINE (widget));
}

static void
lanes_timeline_direction_changed (GtkWidget *widget, GtkTextDirection previous)
{
  GTK_WIDGET_CLASS (lanes_timeline_parent_class)->direction_changed (widget, previous);
  restyle (LANES_TIMELINE (widget));
}

static void
set_flag (LanesTimeline *self, guint prop_id, gboolean value)
{
  if (prop_id == PROP_SHOWS_ARROWS && self->shows_arrows != !!value)
    self->shows_arrows = !!value;
  else if (prop_id == PROP_SHOWS_TRACKS && self->shows_tracks != !!value)
    self->shows_tracks = !!value;
  else
    return;

  restyle (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[prop_id]);
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
    case PROP_SHOWS_TRACKS:
      set_flag (self, prop_id, g_value_get_boolean (value));
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
  object_class->finalize = lanes_timeline_finalize;
  object_class->get_property = lanes_timeline_get_property;
  object_class->set_property = lanes_timeline_set_property;
  widget_class->css_changed = lanes_timeline_css_changed;
  widget_class->direction_changed = lanes_timeline_direction_changed;
  widget_class->focus = lanes_timeline_focus;
  widget_class->get_request_mode = lanes_timeline_get_request_mode;
  widget_class->measure = lanes_timeline_measure;
  widget_class->size_allocate = lanes_timeline_size_allocate;

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
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LIST);
  lanes_timeline_class_bind_keys (widget_class);
}

static void
queue_overlay_cb (LanesTimeline *self)
{
  gtk_widget_queue_draw (self->overlay);
}

static void
follow_axis (LanesTimeline *self)
{
  g_signal_connect_object (self->axis, "changed", G_CALLBACK (lanes_timeline_queue_all), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->axis, "cursor-changed", G_CALLBACK (queue_overlay_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->axis, "range-changed", G_CALLBACK (lanes_timeline_update_range),
                           self, G_CONNECT_SWAPPED);
}

static void
follow_selection (LanesTimeline *self)
{
  g_signal_connect_object (self->selection, "notify", G_CALLBACK (queue_overlay_cb), self,
                           G_CONNECT_SWAPPED);
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
  self->rects = g_array_new (FALSE, FALSE, sizeof (LanesRect));
  lanes_timeline_layout_init (self);
  lanes_timeline_focus_init (self);
  lanes_timeline_pointer_init (self);
  lanes_timeline_update_name (self);
  follow_axis (self);
  follow_selection (self);
  g_signal_connect_object (lanes_appearance_get_default (), "changed", G_CALLBACK (restyle), self,
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
  follow_axis (self);
  if (self->set != NULL)
    lanes_axis_extend (axis, lanes_lane_set_get_end (self->set, lanes_timeline_get_now (self)));
  if (self->guides != NULL)
    lanes_axis_extend (axis, self->guides->begin_us + self->guides->bound_us);
  lanes_timeline_update_range (self);
  lanes_timeline_queue_all (self);
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

  if (self->selection == selection)
    return;

  g_signal_handlers_disconnect_by_data (self->selection, self);
  g_set_object (&self->selection, selection);
  follow_selection (self);
  queue_overlay_cb (self);
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

  if (self->run == run)
    return;

  lanes_timeline_unfollow (self);
  g_clear_pointer (&self->guides, lanes_guides_unref);
  self->guides_due_us = 0;
  self->whole_guides = NULL;
  g_set_object (&self->run, run);
  if (self->has_own_axis)
    lanes_axis_reset (self->axis);
  lanes_timeline_follow (self);
  lanes_timeline_update_range (self);
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
  lanes_timeline_update_detail (self);
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

  *x = self->plot_x;
  *width = self->plot_width;
}

LanesLaneSet *
lanes_timeline_get_lane_set (LanesTimeline *self)
{
  g_return_val_if_fail (LANES_IS_TIMELINE (self), NULL);

  return self->set;
}
