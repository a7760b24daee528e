/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-axis-private.h"

#include <math.h>

#include "platform/lanes-platform.h"

#define RANGE_MIN_US 10
#define HISTORY_MAX  100
/* Lengths beyond are cut, so that no sum can overflow: 29,000 years. */
#define TIME_MAX_US (G_MAXINT64 / 10)
/* Behind the end there is this part of the length, for labels of lines that stand there. */
#define ROOM_PART 20

typedef struct
{
  gint64 begin_us;
  gint64 end_us;
  gboolean is_fitted;
} LanesAxisView;

struct _LanesAxis
{
  GObject parent_instance;

  gint64 length_us;
  LanesAxisView view;
  GArray *history;     /* of LanesAxisView: those before, the last one last */
  gint64 last_step_us; /* when a gesture last changed the view; G_MININT64: none goes on */
  gint64 cursor_us;
  gint64 range_begin_us;
  gint64 range_end_us;
  gboolean has_range;
  LanesAxisClock clock;
};

enum
{
  CHANGED,
  CURSOR_CHANGED,
  RANGE_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LanesAxis, lanes_axis, G_TYPE_OBJECT)

static void
lanes_axis_finalize (GObject *object)
{
  LanesAxis *self = LANES_AXIS (object);

  g_array_unref (self->history);

  G_OBJECT_CLASS (lanes_axis_parent_class)->finalize (object);
}

static guint
new_signal (LanesAxisClass *klass, const char *name)
{
  return g_signal_new (name, G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                       G_TYPE_NONE, 0);
}

static void
lanes_axis_class_init (LanesAxisClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lanes_axis_finalize;

  /**
   * LanesAxis::changed:
   *
   * What is visible changed, or the length did.
   */
  signals[CHANGED] = new_signal (klass, "changed");
  signals[CURSOR_CHANGED] = new_signal (klass, "cursor-changed");
  signals[RANGE_CHANGED] = new_signal (klass, "range-changed");
}

static gint64
visible_end (LanesAxis *self)
{
  return MAX (self->length_us + self->length_us / ROOM_PART, RANGE_MIN_US);
}

static LanesAxisView
fitted_view (LanesAxis *self)
{
  return (LanesAxisView){ .begin_us = 0, .end_us = visible_end (self), .is_fitted = TRUE };
}

static void
lanes_axis_init (LanesAxis *self)
{
  self->history = g_array_new (FALSE, FALSE, sizeof (LanesAxisView));
  self->view = fitted_view (self);
  self->last_step_us = G_MININT64;
  self->cursor_us = -1;
  self->clock = g_get_monotonic_time;
}

/**
 * lanes_axis_new:
 *
 * Returns: (transfer full): an axis with no length, fitted
 */
LanesAxis *
lanes_axis_new (void)
{
  return g_object_new (LANES_TYPE_AXIS, NULL);
}

void
lanes_axis_set_clock (LanesAxis *self, LanesAxisClock clock)
{
  g_return_if_fail (LANES_IS_AXIS (self));

  self->clock = clock;
}

/**
 * lanes_axis_reset:
 * @self: an axis
 *
 * Starts at nothing: no length, fitted, without history, cursor and range.
 */
void
lanes_axis_reset (LanesAxis *self)
{
  g_assert (lanes_platform_is_main_thread ());
  g_return_if_fail (LANES_IS_AXIS (self));

  self->length_us = 0;
  self->view = fitted_view (self);
  self->last_step_us = G_MININT64;
  g_array_set_size (self->history, 0);
  g_signal_emit (self, signals[CHANGED], 0);
  lanes_axis_set_cursor (self, -1);
  lanes_axis_clear_range (self);
}

/**
 * lanes_axis_extend:
 * @self: an axis
 * @length_us: where something ends that is to be shown
 *
 * The length only grows; a fitted axis shows all of it.
 */
void
lanes_axis_extend (LanesAxis *self, gint64 length_us)
{
  g_assert (lanes_platform_is_main_thread ());
  g_return_if_fail (LANES_IS_AXIS (self));

  length_us = MIN (length_us, TIME_MAX_US);
  if (length_us <= self->length_us)
    return;

  self->length_us = length_us;
  if (self->view.is_fitted)
    self->view = fitted_view (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

gint64
lanes_axis_get_length (LanesAxis *self)
{
  g_assert (lanes_platform_is_main_thread ());
  g_return_val_if_fail (LANES_IS_AXIS (self), 0);

  return self->length_us;
}

gint64
lanes_axis_get_begin (LanesAxis *self)
{
  g_assert (lanes_platform_is_main_thread ());
  g_return_val_if_fail (LANES_IS_AXIS (self), 0);

  return self->view.begin_us;
}

gint64
lanes_axis_get_end (LanesAxis *self)
{
  g_assert (lanes_platform_is_main_thread ());
  g_return_val_if_fail (LANES_IS_AXIS (self), 0);

  return self->view.end_us;
}

gboolean
lanes_axis_is_fitted (LanesAxis *self)
{
  g_assert (lanes_platform_is_main_thread ());
  g_return_val_if_fail (LANES_IS_AXIS (self), FALSE);

  return self->view.is_fitted;
}

static gboolean
is_same_view (const LanesAxisView *a, const LanesAxisView *b)
{
  return a->begin_us == b->begin_us && a->end_us == b->end_us && a->is_fitted == b->is_fitted;
}

static void
remember (LanesAxis *self)
{
  if (self->history->len == HISTORY_MAX)
    g_array_remove_index (self->history, 0);
  g_array_append_val (self->history, self->view);
}

/* A step of a gesture, which makes one entry together with those before it. */
static void
step_to (LanesAxis *self, const LanesAxisView *view)
{
  gint64 now_us = self->clock ();

  if (is_same_view (view, &self->view))
    return;

  if (self->last_step_us == G_MININT64 || now_us - self->last_step_us > LANES_AXIS_GESTURE_US)
    remember (self);
  self->last_step_us = now_us;
  self->view = *view;
  g_signal_emit (self, signals[CHANGED], 0);
}

/* Who sees everything follows what comes. */
static LanesAxisView
clamped_view (LanesAxis *self, gint64 begin_us, gint64 range_us)
{
  gint64 end_us = visible_end (self);

  range_us = MAX (range_us, RANGE_MIN_US);
  if (range_us >= end_us)
    return fitted_view (self);
  begin_us = CLAMP (begin_us, 0, end_us - range_us);

  return (LanesAxisView){ .begin_us = begin_us, .end_us = begin_us + range_us };
}

/**
 * lanes_axis_show:
 * @self: an axis
 * @begin_us: what is to be visible
 * @end_us: until where
 *
 * As far as there is that much to show; what is asked for beyond an end is shown at the other.
 */
void
lanes_axis_show (LanesAxis *self, gint64 begin_us, gint64 end_us)
{
  LanesAxisView view;

  g_assert (lanes_platform_is_main_thread ());
  g_return_if_fail (LANES_IS_AXIS (self));

  begin_us = CLAMP (begin_us, -TIME_MAX_US, TIME_MAX_US);
  end_us = CLAMP (end_us, begin_us, TIME_MAX_US);
  view = clamped_view (self, begin_us, end_us - begin_us);
  step_to (self, &view);
}

/**
 * lanes_axis_zoom:
 * @self: an axis
 * @factor: 2: twice as close; 0.5: half as close
 * @at_us: what stays in its place, as far as the ends of the axis let it
 */
void
lanes_axis_zoom (LanesAxis *self, double factor, gint64 at_us)
{
  double range, part, wanted;
  LanesAxisView view;

  g_assert (lanes_platform_is_main_thread ());
  g_return_if_fail (LANES_IS_AXIS (self));
  g_return_if_fail (factor > 0.0);

  range = (double) (self->view.end_us - self->view.begin_us);
  at_us = CLAMP (at_us, self->view.begin_us, self->view.end_us);
  part = (double) (at_us - self->view.begin_us) / range;
  wanted = CLAMP (range / factor, RANGE_MIN_US, (double) visible_end (self));
  view = clamped_view (self, at_us - (gint64) round (part * wanted), (gint64) round (wanted));
  step_to (self, &view);
}

/**
 * lanes_axis_pan:
 * @self: an axis
 * @delta_us: how much later what is visible is to begin; may be negative
 */
void
lanes_axis_pan (LanesAxis *self, gint64 delta_us)
{
  LanesAxisView view;

  g_assert (lanes_platform_is_main_thread ());
  g_return_if_fail (LANES_IS_AXIS (self));

  if (self->view.is_fitted)
    return;

  delta_us = CLAMP (delta_us, -TIME_MAX_US, TIME_MAX_US);
  view =
      clamped_view (self, self->view.begin_us + delta_us, self->view.end_us - self->view.begin_us);
  step_to (self, &view);
}

/**
 * lanes_axis_fit:
 * @self: an axis
 *
 * Shows the whole length, from now on also what it grows by. A step of its own.
 */
void
lanes_axis_fit (LanesAxis *self)
{
  g_assert (lanes_platform_is_main_thread ());
  g_return_if_fail (LANES_IS_AXIS (self));

  if (self->view.is_fitted)
    return;

  remember (self);
  self->last_step_us = G_MININT64;
  self->view = fitted_view (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

gboolean
lanes_axis_can_undo (LanesAxis *self)
{
  g_assert (lanes_platform_is_main_thread ());
  g_return_val_if_fail (LANES_IS_AXIS (self), FALSE);

  return self->history->len > 0;
}

/**
 * lanes_axis_undo:
 * @self: an axis
 *
 * Shows what was visible before the last gesture; nothing when there was none.
 */
void
lanes_axis_undo (LanesAxis *self)
{
  LanesAxisView view;

  g_assert (lanes_platform_is_main_thread ());
  g_return_if_fail (LANES_IS_AXIS (self));

  if (self->history->len == 0)
    return;

  view = g_array_index (self->history, LanesAxisView, self->history->len - 1);
  g_array_set_size (self->history, self->history->len - 1);
  self->last_step_us = G_MININT64;
  self->view = view.is_fitted ? fitted_view (self) : view;
  g_signal_emit (self, signals[CHANGED], 0);
}

gint64
lanes_axis_get_cursor (LanesAxis *self)
{
  g_assert (lanes_platform_is_main_thread ());
  g_return_val_if_fail (LANES_IS_AXIS (self), -1);

  return self->cursor_us;
}

void
lanes_axis_set_cursor (LanesAxis *self, gint64 at_us)
{
  g_assert (lanes_platform_is_main_thread ());
  g_return_if_fail (LANES_IS_AXIS (self));

  at_us = MAX (at_us, -1);
  if (self->cursor_us == at_us)
    return;

  self->cursor_us = at_us;
  g_signal_emit (self, signals[CURSOR_CHANGED], 0);
}

/**
 * lanes_axis_get_range:
 * @self: an axis
 * @begin_us: (out) (optional): where the selected range begins
 * @end_us: (out) (optional): where it ends
 *
 * Returns: whether there is one; without, both are left alone
 */
gboolean
lanes_axis_get_range (LanesAxis *self, gint64 *begin_us, gint64 *end_us)
{
  g_assert (lanes_platform_is_main_thread ());
  g_return_val_if_fail (LANES_IS_AXIS (self), FALSE);

  if (!self->has_range)
    return FALSE;

  if (begin_us != NULL)
    *begin_us = self->range_begin_us;
  if (end_us != NULL)
    *end_us = self->range_end_us;

  return TRUE;
}

/* In either order; nothing lies before the run's start. */
void
lanes_axis_set_range (LanesAxis *self, gint64 begin_us, gint64 end_us)
{
  gint64 first_us = MAX (MIN (begin_us, end_us), 0);
  gint64 last_us = MAX (MAX (begin_us, end_us), 0);

  g_assert (lanes_platform_is_main_thread ());
  g_return_if_fail (LANES_IS_AXIS (self));

  if (self->has_range && self->range_begin_us == first_us && self->range_end_us == last_us)
    return;

  self->has_range = TRUE;
  self->range_begin_us = first_us;
  self->range_end_us = last_us;
  g_signal_emit (self, signals[RANGE_CHANGED], 0);
}

void
lanes_axis_clear_range (LanesAxis *self)
{
  g_assert (lanes_platform_is_main_thread ());
  g_return_if_fail (LANES_IS_AXIS (self));

  if (!self->has_range)
    return;

  self->has_range = FALSE;
  g_signal_emit (self, signals[RANGE_CHANGED], 0);
}
