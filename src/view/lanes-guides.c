/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-guides.h"

#include "core/lanes-bound.h"
#include "core/lanes-report.h"

/* More steps than that are more than anybody looks at; their neighbours keep the highest. */
#define STEPS_MAX 1000000u

static gint64
find_end (LanesRun *run, LanesGuides *out)
{
  LanesTrace *trace = lanes_run_get_trace (run);
  gint64 first_us = G_MAXINT64;
  gint64 last_us = 0;

  for (guint32 i = 0; i < out->n_spans; i++)
    {
      LanesSpan span;
      LanesLink *link;

      lanes_trace_read (trace, i, &span);
      last_us = MAX (last_us, MAX (span.end_us, span.begin_us));
      if (span.task < 0)
        continue;
      first_us = MIN (first_us, span.begin_us);
      link = &g_array_index (out->links, LanesLink, span.task);
      /* The first computation after a fetch; a later fetch begins another link. */
      if (span.kind == LANES_SPAN_FETCH)
        *link = (LanesLink){ .fetch = i, .compute = G_MAXUINT32 };
      else if (span.kind == LANES_SPAN_COMPUTE && link->fetch != G_MAXUINT32 &&
               link->compute == G_MAXUINT32)
        link->compute = i;
    }
  out->begin_us = first_us == G_MAXINT64 ? 0 : first_us;
  if (!out->is_final)
    last_us = MAX (last_us, lanes_trace_now (trace));

  return last_us;
}

static LanesTrack *
copy_track (const LanesTrack *track)
{
  LanesTrack *copy = lanes_track_new (track->name, track->unit);

  g_array_append_vals (copy->at_us, track->at_us->data, track->at_us->len);
  g_array_append_vals (copy->value, track->value->data, track->value->len);

  return copy;
}

static void
take_steps (LanesGuides *out, LanesTrack *track, gint64 end_us)
{
  LanesSteps *steps = lanes_steps_new (track, end_us);

  g_ptr_array_add (out->steps, steps);
}

static void
compute_tracks (LanesRun *run, LanesGuides *out, gint64 end_us)
{
  LanesTrace *trace = lanes_run_get_trace (run);

  take_steps (out, lanes_track_running (trace, STEPS_MAX), end_us);
  take_steps (out, lanes_track_queued (trace, STEPS_MAX), end_us);
  if (out->is_final)
    {
      GPtrArray *tracks = lanes_run_get_tracks (run);

      for (guint i = 0; i < tracks->len; i++)
        {
          const LanesTrack *track = g_ptr_array_index (tracks, i);

          if (lanes_track_get_n (track) > 0)
            take_steps (out, copy_track (track), end_us);
        }
    }
}

/* What is to be expected does not change while a run goes on. */
static void
copy_lines (const LanesGuides *before, LanesGuides *out)
{
  out->floor_us = before->floor_us;
  out->floor_limit = before->floor_limit;
  out->bound_us = before->bound_us;
  out->bound_limit = before->bound_limit;
}

static void
compute_lines (LanesRun *run, LanesGuides *out)
{
  LanesWorkload *workload = lanes_run_get_workload (run);
  const LanesOptions *options = lanes_run_get_options (run);
  guint cores = MAX (lanes_run_get_host (run)->cores, 1);
  g_autoptr (LanesStepTimes) times = NULL;

  if (out->is_final)
    times = lanes_step_times_from_run (run);
  else
    times = lanes_step_times_from_workload (workload, options);
  out->floor_us = lanes_floor_compute (workload, options, times, cores, &out->floor_limit);
  out->bound_us = lanes_bound_compute (workload, lanes_run_get_model (run), options, times, cores,
                                       &out->bound_limit);
}

/**
 * lanes_guides_compute:
 * @run: a run, which may go on
 * @before: (nullable): what there was to be shown of it earlier
 *
 * Any thread.
 *
 * Returns: (transfer full): what there is to be shown of it now
 */
LanesGuides *
lanes_guides_compute (LanesRun *run, const LanesGuides *before)
{
  const LanesLink none = { G_MAXUINT32, G_MAXUINT32 };
  LanesGuides *self;
  gint64 end_us;

  g_return_val_if_fail (LANES_IS_RUN (run), NULL);

  self = g_atomic_rc_box_new0 (LanesGuides);
  self->is_final = lanes_run_get_status (run) != LANES_RUN_RUNNING;
  self->n_spans = lanes_trace_get_length (lanes_run_get_trace (run));
  self->steps = g_ptr_array_new_with_free_func ((GDestroyNotify) lanes_steps_free);
  self->links = g_array_new (FALSE, FALSE, sizeof (LanesLink));
  for (guint task = 0; task < lanes_run_get_n_tasks (run); task++)
    g_array_append_val (self->links, none);
  end_us = find_end (run, self);
  compute_tracks (run, self, end_us);
  if (before != NULL && !self->is_final)
    copy_lines (before, self);
  else
    compute_lines (run, self);

  return self;
}

LanesGuides *
lanes_guides_ref (LanesGuides *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear (gpointer data)
{
  LanesGuides *self = data;

  g_ptr_array_unref (self->steps);
  g_array_unref (self->links);
}

void
lanes_guides_unref (LanesGuides *self)
{
  g_atomic_rc_box_release_full (self, clear);
}
