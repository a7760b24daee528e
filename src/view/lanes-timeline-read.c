/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The lane set. Where there are few spans it picks up what is new between two frames. Where there
 * are many a thread does, in a second set, which then takes the place of the one that is shown: it
 * and the thread's next one are the same two, in turn, while the run goes on. */
#include "config.h"

#include "lanes-timeline-private.h"

/* So many spans are read at once, in some milliseconds. */
#define READ_AT_ONCE 20000u
/* Reading may not take more than this part of the time: a run is to be measured, not disturbed. */
#define READING_PART 4

typedef struct
{
  GWeakRef timeline;
  LanesLaneSet *set;
  gboolean is_last; /* nothing is recorded any more */
  gint64 begun_us;
} LanesReading;

/* What the size of the time-line depends on. */
typedef struct
{
  guint n_lanes;
  guint n_sub_rows;
  guint kinds;
  guint statuses;
} LanesShown;

static void
drop_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_object_unref (data);
  g_task_return_boolean (task, TRUE);
}

/* A hundred thousand lanes are not given back between two frames. */
static void
drop_set (LanesLaneSet *set)
{
  g_autoptr (GTask) task = NULL;

  if (lanes_lane_set_get_n_read (set) <= READ_AT_ONCE)
    {
      g_object_unref (set);
      return;
    }

  task = g_task_new (NULL, NULL, NULL, NULL);
  g_task_set_source_tag (task, drop_set);
  g_task_set_task_data (task, set, NULL);
  g_task_run_in_thread (task, drop_in_thread);
}

static void
free_reading (gpointer data)
{
  LanesReading *reading = data;

  g_weak_ref_clear (&reading->timeline);
  g_clear_pointer (&reading->set, drop_set);
  g_free (reading);
}

static void
read_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  LanesReading *reading = data;

  lanes_lane_set_update (reading->set);
  lanes_lane_set_prepare (reading->set);
  g_task_return_boolean (task, TRUE);
}

static LanesShown
get_shown (LanesTimeline *self)
{
  return (LanesShown){
    .n_lanes = lanes_lane_set_get_n_lanes (self->set),
    .n_sub_rows = lanes_timeline_get_n_sub_rows (self),
    .kinds = lanes_lane_set_get_kinds (self->set),
    .statuses = lanes_lane_set_get_statuses (self->set),
  };
}

/* The set is another, or has changed. @before: what it showed */
static void
show_set (LanesTimeline *self, const LanesShown *before)
{
  LanesShown now = get_shown (self);

  lanes_axis_extend (self->axis, lanes_lane_set_get_end (self->set, lanes_timeline_get_now (self)));
  lanes_timeline_queue_all (self);
  if (now.n_lanes != before->n_lanes || now.n_sub_rows != before->n_sub_rows ||
      now.kinds != before->kinds || now.statuses != before->statuses)
    gtk_widget_queue_resize (GTK_WIDGET (self));
}

static void
take_set (LanesTimeline *self, LanesLaneSet *set, gboolean is_last)
{
  LanesShown before = get_shown (self);
  LanesLaneSet *old = self->set;

  self->set = set;
  if (is_last)
    drop_set (old);
  else
    self->other_set = old;
  show_set (self, &before);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LanesReading *reading = g_task_get_task_data (G_TASK (result));
  g_autoptr (LanesTimeline) self = g_weak_ref_get (&reading->timeline);
  gint64 now_us = g_get_monotonic_time ();

  /* Cancelled: of another run or order, or the time-line is gone. */
  if (!g_task_propagate_boolean (G_TASK (result), NULL) || self == NULL)
    return;

  g_clear_object (&self->reading);
  self->reading_due_us = now_us + READING_PART * (now_us - reading->begun_us);
  take_set (self, g_steal_pointer (&reading->set), reading->is_last);
  /* The run has ended meanwhile. */
  if (!reading->is_last && self->tick == 0)
    lanes_timeline_read (self);
}

static void
read_later (LanesTimeline *self, gboolean goes_on)
{
  LanesReading *reading;
  g_autoptr (GTask) task = NULL;

  if (self->reading != NULL || (goes_on && g_get_monotonic_time () < self->reading_due_us))
    return;

  reading = g_new0 (LanesReading, 1);
  g_weak_ref_init (&reading->timeline, self);
  reading->set = self->other_set != NULL ? g_steal_pointer (&self->other_set)
                                         : lanes_lane_set_new (self->run, self->order);
  reading->is_last = !goes_on;
  reading->begun_us = g_get_monotonic_time ();
  self->reading = g_cancellable_new ();
  task = g_task_new (NULL, self->reading, read_cb, NULL);
  g_task_set_source_tag (task, read_later);
  g_task_set_task_data (task, reading, free_reading);
  g_task_run_in_thread (task, read_in_thread);
}

static void
read_now (LanesTimeline *self)
{
  LanesShown before = get_shown (self);

  if (lanes_lane_set_update (self->set))
    show_set (self, &before);
}

/* Begins anew with the run, or in another order. */
void
lanes_timeline_begin_reading (LanesTimeline *self)
{
  g_assert (self->set == NULL);

  self->set = lanes_lane_set_new (self->run, self->order);
  self->reading_due_us = 0;
}

void
lanes_timeline_stop_reading (LanesTimeline *self)
{
  if (self->reading != NULL)
    g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  g_clear_pointer (&self->set, drop_set);
  g_clear_pointer (&self->other_set, drop_set);
}

/* Reads what is new, or has it read. Returns whether more may come. */
gboolean
lanes_timeline_read (LanesTimeline *self)
{
  /* In this order: what is recorded before the end is read after it. */
  gboolean goes_on = lanes_run_get_status (self->run) == LANES_RUN_RUNNING;

  if (lanes_trace_get_length (lanes_run_get_trace (self->run)) > READ_AT_ONCE)
    read_later (self, goes_on);
  else
    read_now (self);
  /* What is open grows. */
  if (lanes_lane_set_has_open (self->set))
    {
      lanes_axis_extend (self->axis,
                         lanes_lane_set_get_end (self->set, lanes_timeline_get_now (self)));
      lanes_timeline_queue_all (self);
    }

  return goes_on;
}
