/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-run-draft.h"

#include <glib/gi18n.h>

#include "core/lanes-error.h"
#include "lanes-carrier-words.h"
#include "lanes-json-writer.h"

gboolean
lanes_run_draft_fail (LanesRunDraft *self, const char *format, ...)
{
  g_autofree char *what = NULL;
  va_list args;

  va_start (args, format);
  what = g_strdup_vprintf (format, args);
  va_end (args);

  return lanes_json_reader_fail (
      self->json, g_error_new_literal (LANES_FILE_ERROR, LANES_FILE_ERROR_CONTENT, what));
}

gboolean
lanes_run_draft_is_sound (LanesRunDraft *self)
{
  return lanes_json_reader_get_error (self->json) == NULL;
}

/* Keeps the member that was just named, for whoever saves the run again. */
gboolean
lanes_run_draft_keep_unknown (LanesRunDraft *self, const char *place)
{
  const char *before = g_hash_table_lookup (self->unknown, place);
  GString *members = g_string_new (before);

  if (before != NULL)
    g_string_append_c (members, ',');
  lanes_json_append_string (members, self->name->str);
  g_string_append_c (members, ':');
  if (!lanes_json_reader_any (self->json, members))
    {
      g_string_free (members, TRUE);
      return FALSE;
    }
  g_hash_table_replace (self->unknown, g_strdup (place), g_string_free (members, FALSE));

  return TRUE;
}

gboolean
lanes_run_draft_read_text (LanesRunDraft *self, char **value)
{
  if (!lanes_json_reader_string (self->json, self->text))
    return FALSE;

  g_free (*value);
  *value = g_strdup (self->text->str);

  return TRUE;
}

gboolean
lanes_run_draft_read_nullable (LanesRunDraft *self, char **value)
{
  if (lanes_json_reader_peek (self->json) != LANES_JSON_NULL)
    return lanes_run_draft_read_text (self, value);

  g_clear_pointer (value, g_free);

  return lanes_json_reader_any (self->json, NULL);
}

gboolean
lanes_run_draft_read_range (LanesRunDraft *self, gint64 low, gint64 high, gint64 *value)
{
  g_autofree char *name = g_strdup (self->name->str);

  if (!lanes_json_reader_int (self->json, value))
    return FALSE;
  if (*value < low || *value > high)
    return lanes_run_draft_fail (self,
                                 _ ("\"%s\" must be from %" G_GINT64_FORMAT " to %" G_GINT64_FORMAT
                                    ", not %" G_GINT64_FORMAT),
                                 name, low, high, *value);

  return TRUE;
}

static gboolean
read_result (LanesRunDraft *self, LanesOutcome *outcome)
{
  if (!lanes_json_reader_begin_object (self->json))
    return FALSE;
  while (lanes_json_reader_next_member (self->json, self->name))
    {
      if (g_str_equal (self->name->str, "total_cents"))
        outcome->result_kind = LANES_RESULT_TOTAL_CENTS;
      else if (g_str_equal (self->name->str, "value"))
        outcome->result_kind = LANES_RESULT_VALUE;
      else if (g_str_equal (self->name->str, "bytes"))
        outcome->result_kind = LANES_RESULT_BYTES;
      else
        return lanes_run_draft_fail (self, _ ("a result cannot have \"%s\""), self->name->str);
      if (!lanes_json_reader_int (self->json, &outcome->result))
        return FALSE;
    }

  return lanes_run_draft_is_sound (self);
}

static gboolean
read_task_status (LanesRunDraft *self, LanesOutcome *outcome)
{
  int status;

  if (!lanes_json_reader_string (self->json, self->text))
    return FALSE;
  status = lanes_task_status_parse (self->text->str);
  if (status <= LANES_TASK_PENDING)
    return lanes_run_draft_fail (self, _ ("the status of a task cannot be \"%s\""),
                                 self->text->str);
  outcome->status = (LanesTaskStatus) status;

  return TRUE;
}

static gboolean
read_task_member (LanesRunDraft *self, LanesOutcome *outcome)
{
  const char *name = self->name->str;
  gint64 number;

  if (g_str_equal (name, "id"))
    return lanes_run_draft_read_range (self, (gint64) self->outcomes->len + 1,
                                       (gint64) self->outcomes->len + 1, &number);
  if (g_str_equal (name, "label"))
    return lanes_json_reader_string (self->json, self->text);
  if (g_str_equal (name, "status"))
    return read_task_status (self, outcome);
  if (g_str_equal (name, "error"))
    return lanes_run_draft_read_nullable (self, (char **) &outcome->error);
  if (g_str_equal (name, "result"))
    return read_result (self, outcome);
  if (g_str_equal (name, "pid"))
    {
      if (!lanes_run_draft_read_range (self, 0, G_MAXINT32, &number))
        return FALSE;
      outcome->pid = (gint32) number;
      return TRUE;
    }

  {
    g_autofree char *place = g_strdup_printf ("tasks/%u", self->outcomes->len);

    return lanes_run_draft_keep_unknown (self, place);
  }
}

void
lanes_run_draft_clear_outcome (gpointer data)
{
  g_free ((char *) ((LanesOutcome *) data)->error);
}

gboolean
lanes_run_draft_read_tasks (LanesRunDraft *self)
{
  g_array_set_size (self->outcomes, 0);
  if (!lanes_json_reader_begin_array (self->json))
    return FALSE;
  while (lanes_json_reader_next_element (self->json))
    {
      LanesOutcome outcome = { 0 };
      gboolean sound = lanes_json_reader_begin_object (self->json);

      while (sound && lanes_json_reader_next_member (self->json, self->name))
        sound = read_task_member (self, &outcome);
      sound = sound && lanes_run_draft_is_sound (self);
      if (sound && outcome.status == LANES_TASK_PENDING)
        sound = lanes_run_draft_fail (self, _ ("task %u has no status"), self->outcomes->len + 1);
      if (sound && self->outcomes->len == LANES_TASKS_MAX)
        sound = lanes_run_draft_fail (self, _ ("there are more than %u tasks"), LANES_TASKS_MAX);
      g_array_append_val (self->outcomes, outcome);
      if (!sound)
        return FALSE;
    }

  return lanes_run_draft_is_sound (self);
}

void
lanes_run_draft_free_worker (gpointer data)
{
  g_free (((LanesWorker *) data)->label);
  g_free (data);
}

static gboolean
read_worker (LanesRunDraft *self, LanesWorker *worker)
{
  gint64 number;
  int kind;

  if (!lanes_json_reader_begin_object (self->json))
    return FALSE;
  while (lanes_json_reader_next_member (self->json, self->name))
    {
      if (g_str_equal (self->name->str, "label"))
        {
          if (!lanes_run_draft_read_text (self, &worker->label))
            return FALSE;
        }
      else if (g_str_equal (self->name->str, "kind"))
        {
          if (!lanes_json_reader_string (self->json, self->text))
            return FALSE;
          kind = lanes_carrier_kind_parse (self->text->str);
          if (kind < 0)
            return lanes_run_draft_fail (self, _ ("the kind of a worker cannot be \"%s\""),
                                         self->text->str);
          worker->kind = (LanesCarrierKind) kind;
        }
      else if (g_str_equal (self->name->str, "pid"))
        {
          if (!lanes_run_draft_read_range (self, 0, G_MAXINT32, &number))
            return FALSE;
          worker->pid = (gint32) number;
        }
      else if (!lanes_json_reader_any (self->json, NULL))
        return FALSE;
    }

  return lanes_run_draft_is_sound (self);
}

gboolean
lanes_run_draft_read_workers (LanesRunDraft *self)
{
  g_ptr_array_set_size (self->workers, 0);
  if (!lanes_json_reader_begin_array (self->json))
    return FALSE;
  while (lanes_json_reader_next_element (self->json))
    {
      LanesWorker *worker = g_new0 (LanesWorker, 1);

      g_ptr_array_add (self->workers, worker);
      if (!read_worker (self, worker))
        return FALSE;
    }

  return lanes_run_draft_is_sound (self);
}

static gboolean
read_points (LanesRunDraft *self, GArray *points)
{
  g_array_set_size (points, 0);
  if (!lanes_json_reader_begin_array (self->json))
    return FALSE;
  while (lanes_json_reader_next_element (self->json))
    {
      gint64 value;

      if (!lanes_json_reader_int (self->json, &value))
        return FALSE;
      g_array_append_val (points, value);
    }

  return lanes_run_draft_is_sound (self);
}

static gboolean
read_track (LanesRunDraft *self, LanesTrack *track)
{
  gboolean sound = lanes_json_reader_begin_object (self->json);

  while (sound && lanes_json_reader_next_member (self->json, self->name))
    {
      if (g_str_equal (self->name->str, "name"))
        sound = lanes_run_draft_read_text (self, &track->name);
      else if (g_str_equal (self->name->str, "unit"))
        sound = lanes_run_draft_read_text (self, &track->unit);
      else if (g_str_equal (self->name->str, "at_us"))
        sound = read_points (self, track->at_us);
      else if (g_str_equal (self->name->str, "value"))
        sound = read_points (self, track->value);
      else
        sound = lanes_json_reader_any (self->json, NULL);
    }
  if (!sound || !lanes_run_draft_is_sound (self))
    return FALSE;

  if (track->at_us->len != track->value->len)
    return lanes_run_draft_fail (
        self, _ ("the columns of the track \"%s\" must be of equal length"), track->name);
  for (guint i = 1; i < track->at_us->len; i++)
    {
      if (g_array_index (track->at_us, gint64, i) < g_array_index (track->at_us, gint64, i - 1))
        return lanes_run_draft_fail (self, _ ("the track \"%s\" goes back in time"), track->name);
    }

  return TRUE;
}

gboolean
lanes_run_draft_read_tracks (LanesRunDraft *self)
{
  g_ptr_array_set_size (self->tracks, 0);
  if (!lanes_json_reader_begin_array (self->json))
    return FALSE;
  while (lanes_json_reader_next_element (self->json))
    {
      g_autoptr (LanesTrack) track = lanes_track_new ("", "");

      if (!read_track (self, track))
        return FALSE;
      /* These two are derived from the spans. */
      if (!g_str_equal (track->name, "running") && !g_str_equal (track->name, "queued"))
        g_ptr_array_add (self->tracks, g_steal_pointer (&track));
    }

  return lanes_run_draft_is_sound (self);
}
