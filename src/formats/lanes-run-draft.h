/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/lanes-run.h"
#include "lanes-json-reader.h"
#include "lanes-span-columns.h"

G_BEGIN_DECLS

/* What was read of a run so far: its members may come in any order. */
typedef struct
{
  LanesJsonReader *json;
  const char *origin;
  GString *name;
  GString *text;

  gboolean has_format;
  gboolean has_version;
  LanesWorkload *workload;
  const LanesModel *model;
  LanesOptions *options;
  LanesHost *host;
  char *started;
  char *message;
  int status;         /* -1: not read */
  GArray *outcomes;   /* of LanesOutcome */
  GPtrArray *workers; /* of LanesWorker */
  LanesSpanColumns *spans;
  GPtrArray *tracks;
  LanesUsage usage;
  GHashTable *unknown;
} LanesRunDraft;

/* For lanes-run-reader.c. Each returns FALSE with the reader's error set. */

gboolean lanes_run_draft_fail (LanesRunDraft *self, const char *format, ...) G_GNUC_PRINTF (2, 3);
gboolean lanes_run_draft_is_sound (LanesRunDraft *self);
/* Keeps the member that was just named, for whoever saves the run again. */
gboolean lanes_run_draft_keep_unknown (LanesRunDraft *self, const char *place);
gboolean lanes_run_draft_read_text (LanesRunDraft *self, char **value);
/* The same, or null. */
gboolean lanes_run_draft_read_nullable (LanesRunDraft *self, char **value);
/* A whole number from @low to @high. */
gboolean lanes_run_draft_read_range (LanesRunDraft *self, gint64 low, gint64 high, gint64 *value);
gboolean lanes_run_draft_read_tasks (LanesRunDraft *self);
gboolean lanes_run_draft_read_workers (LanesRunDraft *self);
gboolean lanes_run_draft_read_tracks (LanesRunDraft *self);
void lanes_run_draft_clear_outcome (gpointer data);
void lanes_run_draft_free_worker (gpointer data);

G_END_DECLS
