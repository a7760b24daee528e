/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What comes from the run: new spans from the frame clock while it goes on, and now and then the
 * guides, from a thread where there are many spans. When nothing is new there are no frames. */
#include "config.h"

#include "lanes-timeline-private.h"

/* Guides of so many spans and tasks are made at once, in about a millisecond. */
#define GUIDES_AT_ONCE 4000u
#define GUIDES_PERIOD  (G_USEC_PER_SEC / 5)
/* Neither drawing nor guides of a run that goes on may take more than this part of the time: it
 * is to be measured, not disturbed. */
#define DRAWING_PART 4
#define GUIDES_PART  10

typedef struct
{
  GWeakRef timeline;
  LanesRun *run;
  LanesGuides *before; /* (nullable) */
  gint64 begun_us;
} LanesGuiding;

gint64
lanes_timeline_get_now (LanesTimeline *self)
{
  if (self->run == NULL)
    return 0;
  if (lanes_run_get_status (self->run) == LANES_RUN_RUNNING)
    return lanes_trace_now (lanes_run_get_trace (self->run));

  return lanes_lane_set_get_end (self->set, 0);
}

const LanesGuides *
lanes_timeline_get_guides (LanesTimeline *self)
{
  g_return_val_if_fail (LANES_IS_TIMELINE (self), NULL);

  return self->guides;
}

/* What was expected of a run may be more than it came to: a run that was stopped. */
static void
shorten_axis (LanesTimeline *self)
{
  gint64 end_us = lanes_lane_set_get_end (self->set, 0);
  gint64 shown_us = MAX (end_us, self->guides->begin_us + self->guides->bound_us);

  if (!self->has_own_axis || !lanes_axis_is_fitted (self->axis) ||
      lanes_axis_get_length (self->axis) <= shown_us ||
      lanes_axis_get_range (self->axis, NULL, NULL))
    return;

  lanes_axis_reset (self->axis);
  lanes_axis_extend (self->axis, shown_us);
}

static void
take_guides (LanesTimeline *self, LanesGuides *guides)
{
  guint n_before = lanes_timeline_get_n_tracks (self);

  g_clear_pointer (&self->guides, lanes_guides_unref);
  self->guides = guides;
  self->whole_guides = NULL;
  lanes_axis_extend (self->axis, guides->begin_us + guides->bound_us);
  if (guides->is_final)
    shorten_axis (self);
  if (lanes_timeline_get_n_tracks (self) != n_before)
    gtk_widget_queue_resize (GTK_WIDGET (self));
  lanes_timeline_queue_all (self);
}

static void
free_guiding (gpointer data)
{
  LanesGuiding *guiding = data;

  g_weak_ref_clear (&guiding->timeline);
  g_object_unref (guiding->run);
  g_clear_pointer (&guiding->before, lanes_guides_unref);
  g_free (guiding);
}

static void
guide_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  LanesGuiding *guiding = data;

  g_task_return_pointer (task, lanes_guides_compute (guiding->run, guiding->before),
                         (GDestroyNotify) lanes_guides_unref);
}

static void follow_cb (LanesTimeline *self);

static void
guided_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LanesGuiding *guiding = g_task_get_task_data (G_TASK (result));
  g_autoptr (LanesGuides) guides = g_task_propagate_pointer (G_TASK (result), NULL);
  g_autoptr (LanesTimeline) self = g_weak_ref_get (&guiding->timeline);

  /* Cancelled: of another run, or the time-line is gone. */
  if (guides == NULL || self == NULL)
    return;

  g_clear_object (&self->guiding);
  self->guides_due_us =
      g_get_monotonic_time () + GUIDES_PART * (g_get_monotonic_time () - guiding->begun_us);
  take_guides (self, g_steal_pointer (&guides));
  follow_cb (self);
}

/* The guides are of the present, or will be. */
static gboolean
update_guides (LanesTimeline *self)
{
  guint32 n_spans = lanes_trace_get_length (lanes_run_get_trace (self->run));
  gboolean has_ended = lanes_run_get_status (self->run) != LANES_RUN_RUNNING;
  gint64 now_us = g_get_monotonic_time ();
  g_autoptr (GTask) task = NULL;
  LanesGuiding *guiding;

  if (self->guides != NULL && self->guides->is_final)
    return TRUE;
  if (self->guiding != NULL)
    return FALSE;
  if (!has_ended && now_us < self->guides_due_us)
    return FALSE;

  self->guides_due_us = now_us + GUIDES_PERIOD;
  if (MAX (n_spans, lanes_run_get_n_tasks (self->run)) <= GUIDES_AT_ONCE)
    {
      take_guides (self, lanes_guides_compute (self->run, self->guides));
      return self->guides->is_final;
    }

  guiding = g_new0 (LanesGuiding, 1);
  g_weak_ref_init (&guiding->timeline, self);
  guiding->run = g_object_ref (self->run);
  if (self->guides != NULL)
    guiding->before = lanes_guides_ref (self->guides);
  guiding->begun_us = now_us;
  self->guiding = g_cancellable_new ();
  task = g_task_new (NULL, self->guiding, guided_cb, NULL);
  g_task_set_source_tag (task, update_guides);
  g_task_set_task_data (task, guiding, free_guiding);
  g_task_run_in_thread (task, guide_in_thread);

  return FALSE;
}

static gboolean
tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  LanesTimeline *self = LANES_TIMELINE (widget);
  gint64 now_us = g_get_monotonic_time ();
  gboolean goes_on;

  if (now_us < self->drawn_us + DRAWING_PART * self->drawing_us)
    return G_SOURCE_CONTINUE;

  goes_on = lanes_timeline_read (self);
  update_guides (self);
  if (!goes_on)
    self->tick = 0;

  return goes_on ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

/* Guides that were begun while the run went on are made again. */
static void
follow_cb (LanesTimeline *self)
{
  if (self->tick == 0)
    update_guides (self);
}

void
lanes_timeline_unfollow (LanesTimeline *self)
{
  if (self->tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->tick);
  self->tick = 0;
  self->drawing_us = 0;
  if (self->guiding != NULL)
    g_cancellable_cancel (self->guiding);
  g_clear_object (&self->guiding);
  lanes_timeline_stop_reading (self);
}

/* Begins with the run, or again in another order. */
void
lanes_timeline_follow (LanesTimeline *self)
{
  lanes_timeline_unfollow (self);
  lanes_timeline_forget_spans (self);
  g_array_set_size (self->rects, 0);
  if (self->run != NULL)
    {
      lanes_timeline_begin_reading (self);
      if (lanes_timeline_read (self))
        self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), tick_cb, NULL, NULL);
      update_guides (self);
    }
  lanes_timeline_update_name (self);
  self->rows.scroll = 0;
  gtk_widget_queue_resize (GTK_WIDGET (self));
  lanes_timeline_queue_all (self);
}
