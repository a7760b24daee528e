/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One table of what can be done with keys: it binds them, installs an action for each, and is
 * what the list of keys tells. */
#include "config.h"

#include <glib/gi18n.h>

#include "lanes-timeline-private.h"

#define KEYS_MAX  4
#define KEY_ZOOM  1.5
#define LANE_ZOOM 1.25
/* Pans by this part of what is visible. */
#define KEY_PAN 0.2

typedef void (*LanesCommandFunc) (LanesTimeline *self, int argument);

typedef struct
{
  const char *action;
  const char *description;
  LanesCommandFunc func;
  int argument;
  struct
  {
    guint keyval;
    GdkModifierType state;
  } keys[KEYS_MAX];
} LanesCommand;

static void
extend_range (LanesTimeline *self)
{
  LanesSpan span;
  gint64 end_us, begin_us;

  lanes_trace_read (lanes_run_get_trace (self->run), self->place.span, &span);
  end_us = span.end_us < 0 ? lanes_timeline_get_now (self) : span.end_us;
  begin_us = span.begin_us;
  if (self->anchor_us < 0)
    self->anchor_us = begin_us;
  if (begin_us < self->anchor_us)
    lanes_axis_set_range (self->axis, begin_us, self->anchor_us);
  else
    lanes_axis_set_range (self->axis, self->anchor_us, end_us);
}

static void
walk (LanesTimeline *self, int step)
{
  LanesPlace place = self->place;

  self->anchor_us = -1;
  if (lanes_walk (self->set, (LanesWalkStep) step, &place))
    lanes_timeline_go_to (self, &place);
}

/* The first press takes the span that one is on, the next ones the spans beside it. */
static void
walk_range (LanesTimeline *self, int step)
{
  LanesPlace place = self->place;

  if (place.span == G_MAXUINT32)
    return;
  if (self->anchor_us >= 0 && lanes_walk (self->set, (LanesWalkStep) step, &place))
    lanes_timeline_go_to (self, &place);
  extend_range (self);
}

static void
go_lane (LanesTimeline *self, int is_last)
{
  LanesPlace place = { .lane = is_last ? lanes_lane_set_get_n_lanes (self->set) : 0,
                       .span = G_MAXUINT32 };

  if (is_last ? lanes_walk (self->set, LANES_STEP_UP, &place)
              : lanes_walk_to (self->set, 0, 0, &place))
    lanes_timeline_go_to (self, &place);
}

static void
scroll_page (LanesTimeline *self, int direction)
{
  lanes_timeline_scroll_to (self, self->rows.scroll + direction * self->rows.height * 0.9);
}

/* At the pointer when it is over the lanes, else at the focus, else in the middle. */
static gint64
get_zoom_time (LanesTimeline *self)
{
  gint64 begin_us = lanes_axis_get_begin (self->axis);
  gint64 end_us = lanes_axis_get_end (self->axis);
  gint64 cursor_us = lanes_axis_get_cursor (self->axis);
  LanesSpan span;

  if (cursor_us >= begin_us && cursor_us <= end_us)
    return cursor_us;
  if (self->place.span != G_MAXUINT32)
    {
      lanes_trace_read (lanes_run_get_trace (self->run), self->place.span, &span);
      if (span.begin_us >= begin_us && span.begin_us <= end_us)
        return span.begin_us;
    }

  return begin_us + (end_us - begin_us) / 2;
}

static void
zoom (LanesTimeline *self, int direction)
{
  lanes_axis_zoom (self->axis, direction > 0 ? KEY_ZOOM : 1.0 / KEY_ZOOM, get_zoom_time (self));
}

static void
pan (LanesTimeline *self, int direction)
{
  double range = (double) (lanes_axis_get_end (self->axis) - lanes_axis_get_begin (self->axis));

  lanes_axis_pan (self->axis, (gint64) (range * KEY_PAN * direction));
}

static void
fit (LanesTimeline *self, int unused)
{
  lanes_axis_fit (self->axis);
}

/* The range, else what is pinned, else what has the focus. */
static void
fit_selection (LanesTimeline *self, int unused)
{
  gint64 begin_us, end_us;

  if (lanes_axis_get_range (self->axis, &begin_us, &end_us))
    lanes_axis_show (self->axis, begin_us, end_us);
  else if (self->pinned != G_MAXUINT32)
    lanes_timeline_fit_span (self, self->pinned);
  else if (self->place.span != G_MAXUINT32)
    lanes_timeline_fit_span (self, self->place.span);
}

static void
undo (LanesTimeline *self, int unused)
{
  lanes_axis_undo (self->axis);
}

static void
pin (LanesTimeline *self, int unused)
{
  if (self->place.span != G_MAXUINT32)
    lanes_timeline_pin (self, self->place.span);
}

static void
let_go (LanesTimeline *self, int unused)
{
  if (self->pinned != G_MAXUINT32)
    lanes_timeline_pin (self, G_MAXUINT32);
  else if (lanes_axis_get_range (self->axis, NULL, NULL))
    lanes_axis_clear_range (self->axis);
  else
    lanes_selection_set_task (self->selection, -1);
}

static void
zoom_lanes (LanesTimeline *self, int direction)
{
  lanes_timeline_set_lane_zoom (self,
                                self->lane_zoom * (direction > 0 ? LANE_ZOOM : 1.0 / LANE_ZOOM));
}

static const LanesCommand commands[] = {
  { "timeline.next-span",
    N_ ("Next span of the lane"),
    walk,
    LANES_STEP_NEXT,
    { { GDK_KEY_Right, 0 }, { GDK_KEY_KP_Right, 0 } } },
  { "timeline.previous-span",
    N_ ("Previous span of the lane"),
    walk,
    LANES_STEP_PREVIOUS,
    { { GDK_KEY_Left, 0 }, { GDK_KEY_KP_Left, 0 } } },
  { "timeline.next-lane",
    N_ ("Next lane"),
    walk,
    LANES_STEP_DOWN,
    { { GDK_KEY_Down, 0 }, { GDK_KEY_KP_Down, 0 } } },
  { "timeline.previous-lane",
    N_ ("Previous lane"),
    walk,
    LANES_STEP_UP,
    { { GDK_KEY_Up, 0 }, { GDK_KEY_KP_Up, 0 } } },
  { "timeline.first-span",
    N_ ("First span of the lane"),
    walk,
    LANES_STEP_FIRST,
    { { GDK_KEY_Home, 0 }, { GDK_KEY_KP_Home, 0 } } },
  { "timeline.last-span",
    N_ ("Last span of the lane"),
    walk,
    LANES_STEP_LAST,
    { { GDK_KEY_End, 0 }, { GDK_KEY_KP_End, 0 } } },
  { "timeline.first-lane",
    N_ ("First lane"),
    go_lane,
    FALSE,
    { { GDK_KEY_Home, GDK_CONTROL_MASK } } },
  { "timeline.last-lane", N_ ("Last lane"), go_lane, TRUE, { { GDK_KEY_End, GDK_CONTROL_MASK } } },
  { "timeline.page-down",
    N_ ("Scroll the lanes down"),
    scroll_page,
    1,
    { { GDK_KEY_Page_Down, 0 } } },
  { "timeline.page-up", N_ ("Scroll the lanes up"), scroll_page, -1, { { GDK_KEY_Page_Up, 0 } } },
  { "timeline.zoom-in",
    N_ ("Zoom in"),
    zoom,
    1,
    { { GDK_KEY_plus, 0 }, { GDK_KEY_equal, 0 }, { GDK_KEY_KP_Add, 0 }, { GDK_KEY_w, 0 } } },
  { "timeline.zoom-out",
    N_ ("Zoom out"),
    zoom,
    -1,
    { { GDK_KEY_minus, 0 }, { GDK_KEY_KP_Subtract, 0 }, { GDK_KEY_s, 0 } } },
  { "timeline.pan-earlier", N_ ("Show what is earlier"), pan, -1, { { GDK_KEY_a, 0 } } },
  { "timeline.pan-later", N_ ("Show what is later"), pan, 1, { { GDK_KEY_d, 0 } } },
  { "timeline.fit", N_ ("Show the whole run"), fit, 0, { { GDK_KEY_0, 0 }, { GDK_KEY_KP_0, 0 } } },
  { "timeline.fit-selection",
    N_ ("Fit the range, or the span"),
    fit_selection,
    0,
    { { GDK_KEY_f, 0 } } },
  { "timeline.undo-view",
    N_ ("Back to the view before"),
    undo,
    0,
    { { GDK_KEY_z, 0 }, { GDK_KEY_z, GDK_CONTROL_MASK } } },
  { "timeline.range-later",
    N_ ("Select a range of time, and extend it"),
    walk_range,
    LANES_STEP_NEXT,
    { { GDK_KEY_Right, GDK_SHIFT_MASK } } },
  { "timeline.range-earlier",
    N_ ("The same towards what is earlier"),
    walk_range,
    LANES_STEP_PREVIOUS,
    { { GDK_KEY_Left, GDK_SHIFT_MASK } } },
  { "timeline.pin",
    N_ ("Pin the details of the span"),
    pin,
    0,
    { { GDK_KEY_Return, 0 }, { GDK_KEY_KP_Enter, 0 }, { GDK_KEY_space, 0 } } },
  { "timeline.let-go",
    N_ ("Close the details, clear the range"),
    let_go,
    0,
    { { GDK_KEY_Escape, 0 } } },
  { "timeline.taller-lanes",
    N_ ("Taller lanes"),
    zoom_lanes,
    1,
    { { GDK_KEY_h, 0 }, { GDK_KEY_KP_Add, GDK_SHIFT_MASK } } },
  { "timeline.lower-lanes",
    N_ ("Lower lanes"),
    zoom_lanes,
    -1,
    { { GDK_KEY_h, GDK_SHIFT_MASK }, { GDK_KEY_KP_Subtract, GDK_SHIFT_MASK } } },
};

static void
activate_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LanesTimeline *self = LANES_TIMELINE (widget);

  if (self->set == NULL)
    return;

  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      if (g_str_equal (commands[i].action, name))
        commands[i].func (self, commands[i].argument);
    }
}

void
lanes_timeline_class_bind_keys (GtkWidgetClass *widget_class)
{
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      const LanesCommand *command = &commands[i];

      gtk_widget_class_install_action (widget_class, command->action, NULL, activate_cb);
      for (guint k = 0; k < KEYS_MAX && command->keys[k].keyval != 0; k++)
        gtk_widget_class_add_binding_action (widget_class, command->keys[k].keyval,
                                             command->keys[k].state, command->action, NULL);
    }
}

static char *
dup_accelerators (const LanesCommand *command)
{
  GString *accelerators = g_string_new (NULL);

  for (guint k = 0; k < KEYS_MAX && command->keys[k].keyval != 0; k++)
    {
      g_autofree char *name =
          gtk_accelerator_name (command->keys[k].keyval, command->keys[k].state);

      if (k > 0)
        g_string_append_c (accelerators, ' ');
      g_string_append (accelerators, name);
    }

  return g_string_free (accelerators, FALSE);
}

/**
 * lanes_timeline_get_keys:
 * @n_keys: (out): how many
 *
 * Returns: (transfer none) (array length=n_keys): what keys do, from the table that binds them
 */
const LanesKey *
lanes_timeline_get_keys (guint *n_keys)
{
  static LanesKey keys[G_N_ELEMENTS (commands)];

  g_return_val_if_fail (n_keys != NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      if (keys[i].accelerators == NULL)
        keys[i].accelerators = dup_accelerators (&commands[i]);
      keys[i].description = _ (commands[i].description);
      keys[i].action = commands[i].action;
    }
  *n_keys = G_N_ELEMENTS (commands);

  return keys;
}
