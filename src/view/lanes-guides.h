/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/lanes-limit.h"
#include "core/lanes-run.h"
#include "layout/lanes-steps.h"

G_BEGIN_DECLS

/* A task's fetch and the computation that takes what it brought; G_MAXUINT32: none. */
typedef struct
{
  guint32 fetch;
  guint32 compute;
} LanesLink;

/**
 * LanesGuides:
 *
 * What a time-line shows besides its spans: tracks, the lines of floor and bound, and what follows
 * from what. Derived from a run in one go, in time linear in its spans (and a sort), so for long
 * runs in a thread. Immutable, counted references; any thread.
 */
typedef struct
{
  guint32 n_spans;   /* of the run when it was looked at */
  gboolean is_final; /* the run had ended */
  gint64 begin_us;   /* the first span's */
  gint64 floor_us;   /* lengths, from begin_us on; -1: not known */
  gint64 bound_us;   /* of a run that goes on: what is to be expected */
  LanesLimit floor_limit;
  LanesLimit bound_limit;
  GPtrArray *steps; /* (element-type LanesSteps): running, queued, the run's own tracks */
  GArray *links;    /* (element-type LanesLink), by task */
} LanesGuides;

/* (nullable) @before: earlier ones of the same run, of which what cannot have changed is taken. */
LanesGuides *lanes_guides_compute (LanesRun *run, const LanesGuides *before);
LanesGuides *lanes_guides_ref (LanesGuides *self);
void lanes_guides_unref (LanesGuides *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LanesGuides, lanes_guides_unref)

G_END_DECLS
