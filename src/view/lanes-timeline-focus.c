/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The walk over spans by keys, what assistive technology is told of it, what is pinned, and the
 * selected range with its figures. */
#include "config.h"

#include <glib/gi18n.h>

#include "lanes-detail.h"
#include "lanes-lane-item.h"
#include "lanes-span-text.h"
#include "lanes-timeline-private.h"

/* Figures of a range over so many spans are made at once, in about a millisecond. */
#define COUNT_AT_ONCE 50000u

typedef struct
{
  GWeakRef timeline;
  LanesTrace *trace;
  gint64 begin_us;
  gint64 end_us;
  gint64 now_us;
} LanesCounting;

/* (nullable) (transfer none) */
static GtkWidget *
find_item (LanesTimeline *self, guint lane)
{
  for (guint i = 0; i < self->items->len; i++)
    {
      GtkWidget *item = g_ptr_array_index (self->items, i);

      if (lanes_lane_item_get_lane (LANES_LANE_ITEM (item)) == lane)
        return item;
    }

  return NULL;
}

static gboolean
has_focus_within (LanesTimeline *self)
{
  return (gtk_widget_get_state_flags (GTK_WIDGET (self)) & GTK_STATE_FLAG_FOCUS_WITHIN) != 0;
}

/* What the focus is on, in words. */
static void
describe (LanesTimeline *self)
{
  GtkWidget *item = find_item (self, self->place.lane);
  g_autofree char *line = NULL;

  if (self->place.span == G_MAXUINT32)
    return;

  line = lanes_span_text_dup_line (self->run, self->place.span, lanes_timeline_get_now (self));
  if (item != NULL)
    lanes_lane_item_set_description (LANES_LANE_ITEM (item), line);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, line,
                                  -1);
}

/* Whoever else gives the focus to a lane (a screen reader) goes there too. */
static void
item_focused_cb (GtkWidget *item, GParamSpec *pspec, LanesTimeline *self)
{
  guint lane = lanes_lane_item_get_lane (LANES_LANE_ITEM (item));

  gtk_widget_queue_draw (self->overlay);
  if (!gtk_widget_has_focus (item) || self->set == NULL || lane == self->place.lane)
    return;

  self->place = (LanesPlace){ .lane = lane, .span = G_MAXUINT32 };
  lanes_walk (self->set, LANES_STEP_FIRST, &self->place);
  describe (self);
}

static GtkWidget *
add_item (LanesTimeline *self)
{
  GtkWidget *item = lanes_lane_item_new ();

  gtk_widget_set_parent (item, GTK_WIDGET (self));
  g_signal_connect_object (item, "notify::has-focus", G_CALLBACK (item_focused_cb), self, 0);
  g_ptr_array_add (self->items, item);

  return item;
}

static void
set_item (LanesTimeline *self, GtkWidget *item, guint lane)
{
  g_autofree char *label = lanes_lane_set_dup_label (self->set, lane);

  lanes_lane_item_set_lane (LANES_LANE_ITEM (item), lane, label);
}

static gboolean
is_wanted (LanesTimeline *self, GtkWidget *item, guint first, guint last)
{
  guint lane = lanes_lane_item_get_lane (LANES_LANE_ITEM (item));

  return lane >= first && lane <= last;
}

/* An item for each visible lane. That with the focus keeps its lane out of sight, too. */
void
lanes_timeline_update_items (LanesTimeline *self)
{
  guint n_lanes = self->set != NULL ? lanes_lane_set_get_n_lanes (self->set) : 0;
  guint first = 1, last = 0;
  guint free_item = 0;

  if (n_lanes > 0 && lanes_rows_get_visible (&self->rows, &first, &last))
    last = MIN (last, n_lanes - 1);
  for (guint lane = first; lane <= last; lane++)
    {
      GtkWidget *item = find_item (self, lane);

      if (item != NULL)
        {
          set_item (self, item, lane);
          continue;
        }
      /* One whose lane has gone out of sight. */
      for (; item == NULL && free_item < self->items->len; free_item++)
        {
          GtkWidget *candidate = g_ptr_array_index (self->items, free_item);

          if (!is_wanted (self, candidate, first, last) && !gtk_widget_has_focus (candidate))
            item = candidate;
        }
      if (item == NULL)
        {
          item = add_item (self);
          free_item = self->items->len;
        }
      set_item (self, item, lane);
    }
  for (guint i = self->items->len; i > 0; i--)
    {
      GtkWidget *item = g_ptr_array_index (self->items, i - 1);
      gboolean is_gone = lanes_lane_item_get_lane (LANES_LANE_ITEM (item)) >= n_lanes;

      if (!is_wanted (self, item, first, last) && (is_gone || !gtk_widget_has_focus (item)))
        {
          g_ptr_array_remove_index_fast (self->items, i - 1);
          gtk_widget_unparent (item);
        }
    }
}

/* What is remembered of spans is of another lane set. */
void
lanes_timeline_forget_spans (LanesTimeline *self)
{
  self->place = (LanesPlace){ .lane = 0, .span = G_MAXUINT32 };
  self->hovered = G_MAXUINT32;
  self->anchor_us = -1;
  lanes_timeline_pin (self, G_MAXUINT32);
}

static void
show_span (LanesTimeline *self, guint32 index)
{
  gint64 begin_us = lanes_axis_get_begin (self->axis);
  gint64 end_us = lanes_axis_get_end (self->axis);
  LanesSpan span;
  gint64 span_end_us;

  lanes_trace_read (lanes_run_get_trace (self->run), index, &span);
  span_end_us = span.end_us < 0 ? lanes_timeline_get_now (self) : span.end_us;
  if (span_end_us > begin_us && span.begin_us < end_us)
    return;

  /* Its begin at a third of what is visible. */
  lanes_axis_pan (self->axis, span.begin_us - begin_us - (end_us - begin_us) / 3);
}

/**
 * lanes_timeline_go_to:
 * @self: a time-line
 * @place: a lane, and a span of it or none
 *
 * Moves the focus there, makes it visible, and lights its task.
 */
void
lanes_timeline_go_to (LanesTimeline *self, const LanesPlace *place)
{
  GtkWidget *item;

  self->place = *place;
  lanes_timeline_scroll_to (self, lanes_rows_reveal (&self->rows, place->lane));
  lanes_timeline_update_items (self);
  if (place->span != G_MAXUINT32)
    {
      LanesSpan span;

      lanes_trace_read (lanes_run_get_trace (self->run), place->span, &span);
      show_span (self, place->span);
      lanes_selection_set_hovered_task (self->selection, span.task);
    }
  item = find_item (self, place->lane);
  if (item != NULL)
    {
      gtk_widget_queue_allocate (GTK_WIDGET (self));
      gtk_widget_grab_focus (item);
    }
  describe (self);
  gtk_widget_queue_draw (self->overlay);
}

/* Tab enters the lanes where one has left them, and leaves them at once. */
gboolean
lanes_timeline_focus (GtkWidget *widget, GtkDirectionType direction)
{
  LanesTimeline *self = LANES_TIMELINE (widget);
  GtkWidget *focus_child = gtk_widget_get_focus_child (widget);

  if (self->set == NULL || lanes_lane_set_get_n_lanes (self->set) == 0)
    return FALSE;
  if (focus_child == self->detail && gtk_widget_child_focus (self->detail, direction))
    return TRUE;
  if (direction == GTK_DIR_TAB_FORWARD && focus_child != NULL && focus_child != self->detail &&
      gtk_widget_get_visible (self->detail))
    return gtk_widget_child_focus (self->detail, direction);
  if (focus_child != NULL && !(direction == GTK_DIR_TAB_BACKWARD && focus_child == self->detail))
    return FALSE;

  if (self->place.span == G_MAXUINT32)
    lanes_walk (self->set, LANES_STEP_FIRST, &self->place);
  lanes_timeline_go_to (self, &self->place);

  return has_focus_within (self);
}

/* What is pinned, in words. */
static void
lanes_timeline_tell_pinned (LanesTimeline *self)
{
  gint64 now_us = lanes_timeline_get_now (self);
  g_autofree char *title = NULL;
  g_autofree char *facts = NULL;

  if (self->pinned != G_MAXUINT32 && !self->is_compact)
    {
      title = lanes_span_text_dup_title (self->run, self->pinned);
      facts = lanes_span_text_dup_facts (self->run, self->pinned, now_us);
    }
  lanes_detail_set_span (LANES_DETAIL (self->detail), title, facts);
}

/* A compact time-line has none: there is no room for it. */
void
lanes_timeline_update_detail (LanesTimeline *self)
{
  lanes_timeline_tell_pinned (self);
  lanes_timeline_update_range (self);
}

/* G_MAXUINT32: nothing any more. */
void
lanes_timeline_pin (LanesTimeline *self, guint32 span)
{
  if (self->pinned == span)
    return;

  self->pinned = span;
  lanes_timeline_tell_pinned (self);
  if (span != G_MAXUINT32)
    {
      LanesSpan pinned;

      lanes_trace_read (lanes_run_get_trace (self->run), span, &pinned);
      lanes_selection_set_task (self->selection, pinned.task);
    }
  g_signal_emit_by_name (self, "span-activated", (guint) span);
}

/* With a little room at both sides. */
void
lanes_timeline_fit_span (LanesTimeline *self, guint32 index)
{
  LanesSpan span;
  gint64 end_us, room_us;

  lanes_trace_read (lanes_run_get_trace (self->run), index, &span);
  end_us = span.end_us < 0 ? lanes_timeline_get_now (self) : span.end_us;
  room_us = MAX ((end_us - span.begin_us) / 10, 5);
  lanes_axis_show (self->axis, span.begin_us - MIN (room_us, span.begin_us), end_us + room_us);
}

static void
close_cb (LanesTimeline *self)
{
  lanes_timeline_pin (self, G_MAXUINT32);
  lanes_axis_clear_range (self->axis);
}

void
lanes_timeline_update_name (LanesTimeline *self)
{
  g_autofree char *name = NULL;

  if (self->run == NULL)
    name = g_strdup (_ ("Time-line"));
  else
    name = g_strdup_printf (_ ("Time-line of %s, %s"),
                            lanes_workload_get_title (lanes_run_get_workload (self->run)),
                            _ (lanes_run_get_model (self->run)->title));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
free_counting (gpointer data)
{
  LanesCounting *counting = data;

  g_weak_ref_clear (&counting->timeline);
  g_object_unref (counting->trace);
  g_free (counting);
}

static void
count_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  LanesCounting *counting = data;
  LanesRangeStats *stats = g_new (LanesRangeStats, 1);

  lanes_range_stats_compute (counting->trace, counting->begin_us, counting->end_us,
                             counting->now_us, stats);
  g_task_return_pointer (task, stats, g_free);
}

static void
counted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LanesCounting *counting = g_task_get_task_data (G_TASK (result));
  g_autofree LanesRangeStats *stats = g_task_propagate_pointer (G_TASK (result), NULL);
  g_autoptr (LanesTimeline) self = g_weak_ref_get (&counting->timeline);
  gint64 begin_us, end_us;

  if (stats == NULL || self == NULL)
    return;

  g_clear_object (&self->counting);
  if (self->is_compact || !lanes_axis_get_range (self->axis, &begin_us, &end_us))
    return;
  lanes_detail_set_range (LANES_DETAIL (self->detail), stats);
  /* It may have moved on since. */
  if (begin_us != stats->begin_us || end_us != stats->end_us)
    lanes_timeline_update_range (self);
}

static void
count_later (LanesTimeline *self, gint64 begin_us, gint64 end_us)
{
  LanesCounting *counting;
  g_autoptr (GTask) task = NULL;

  if (self->counting != NULL)
    return;

  counting = g_new0 (LanesCounting, 1);
  g_weak_ref_init (&counting->timeline, self);
  counting->trace = g_object_ref (lanes_run_get_trace (self->run));
  counting->begin_us = begin_us;
  counting->end_us = end_us;
  counting->now_us = lanes_timeline_get_now (self);
  self->counting = g_cancellable_new ();
  task = g_task_new (NULL, self->counting, counted_cb, NULL);
  g_task_set_source_tag (task, count_later);
  g_task_set_task_data (task, counting, free_counting);
  g_task_run_in_thread (task, count_in_thread);
}

/* The figures of the selected range; of many spans from a thread, the latest range last. */
void
lanes_timeline_update_range (LanesTimeline *self)
{
  LanesTrace *trace;
  LanesRangeStats stats;
  gint64 begin_us = 0, end_us = 0;
  gboolean has_range = self->run != NULL && lanes_axis_get_range (self->axis, &begin_us, &end_us);

  gtk_widget_queue_draw (self->overlay);
  if (!has_range)
    self->anchor_us = -1;
  if (!has_range || self->is_compact)
    {
      lanes_detail_set_range (LANES_DETAIL (self->detail), NULL);
      return;
    }

  trace = lanes_run_get_trace (self->run);
  if (lanes_trace_get_length (trace) > COUNT_AT_ONCE)
    {
      count_later (self, begin_us, end_us);
      return;
    }
  lanes_range_stats_compute (trace, begin_us, end_us, lanes_timeline_get_now (self), &stats);
  lanes_detail_set_range (LANES_DETAIL (self->detail), &stats);
}

void
lanes_timeline_focus_init (LanesTimeline *self)
{
  self->items = g_ptr_array_new ();
  self->pinned = G_MAXUINT32;
  self->anchor_us = -1;
  self->place = (LanesPlace){ .lane = 0, .span = G_MAXUINT32 };
  g_signal_connect_object (self->detail, "closed", G_CALLBACK (close_cb), self, G_CONNECT_SWAPPED);
}
