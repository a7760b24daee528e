/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-span-columns.h"

#include <glib/gi18n.h>

#include "core/lanes-error.h"

#define SPANS_MAX (1u << 26)

typedef enum
{
  COLUMN_TASK,
  COLUMN_STEP,
  COLUMN_WORKER,
  COLUMN_KIND,
  COLUMN_BEGIN,
  COLUMN_END,
  COLUMN_STATUS,
  COLUMN_ATTEMPT,
  COLUMN_CPU,
  COLUMN_REASON,
  N_NEEDED_COLUMNS,
  COLUMN_CONNECTED = N_NEEDED_COLUMNS,
  COLUMN_ANSWERED,
  N_COLUMNS
} Column;

static const struct
{
  const char *name;
  gint64 low;
  gint64 high;
} columns[N_COLUMNS] = {
  [COLUMN_TASK] = { "task", -1, G_MAXINT32 },
  [COLUMN_STEP] = { "step", 0, G_MAXUINT16 },
  [COLUMN_WORKER] = { "worker", -1, G_MAXINT32 },
  [COLUMN_KIND] = { "kind", 0, G_MAXUINT8 },
  [COLUMN_BEGIN] = { "begin_us", 0, G_MAXINT64 },
  [COLUMN_END] = { "end_us", 0, G_MAXINT64 },
  [COLUMN_STATUS] = { "status", 0, G_MAXUINT8 },
  [COLUMN_ATTEMPT] = { "attempt", 0, G_MAXUINT8 },
  [COLUMN_CPU] = { "cpu_us", -1, G_MAXINT64 },
  [COLUMN_REASON] = { "reason", 0, G_MAXUINT8 },
  [COLUMN_CONNECTED] = { "connected_us", -1, G_MAXINT32 },
  [COLUMN_ANSWERED] = { "answered_us", -1, G_MAXINT32 },
};

/* Words of the file -> values of ours; -1: a word that we do not know. */
typedef struct
{
  const char *name;
  int (*parse) (const char *word);
  GArray *values; /* int */
} Words;

static int
parse_kind (const char *word)
{
  return lanes_span_kind_parse (word);
}

static int
parse_status (const char *word)
{
  return lanes_span_status_parse (word);
}

static int
parse_reason (const char *word)
{
  return lanes_span_reason_parse (word);
}

enum
{
  WORDS_KIND,
  WORDS_STATUS,
  WORDS_REASON,
  N_WORDS
};

struct _LanesSpanColumns
{
  GArray *spans;  /* of LanesSpan */
  GArray *phases; /* of LanesFetchPhases; as far as there are any */
  guint seen;     /* a bit for each column */
  Words words[N_WORDS];
};

/**
 * lanes_span_columns_new:
 *
 * Returns: (transfer full): no columns yet
 */
LanesSpanColumns *
lanes_span_columns_new (void)
{
  LanesSpanColumns *self = g_new0 (LanesSpanColumns, 1);

  self->spans = g_array_new (FALSE, TRUE, sizeof (LanesSpan));
  self->words[WORDS_KIND] = (Words){ .name = "kinds", .parse = parse_kind };
  self->words[WORDS_STATUS] = (Words){ .name = "statuses", .parse = parse_status };
  self->words[WORDS_REASON] = (Words){ .name = "reasons", .parse = parse_reason };
  self->phases = g_array_new (FALSE, FALSE, sizeof (LanesFetchPhases));
  for (guint i = 0; i < N_WORDS; i++)
    self->words[i].values = g_array_new (FALSE, FALSE, sizeof (int));

  return self;
}

/**
 * lanes_span_columns_free:
 * @self: (transfer full): columns
 */
void
lanes_span_columns_free (LanesSpanColumns *self)
{
  g_return_if_fail (self != NULL);

  g_array_unref (self->spans);
  g_array_unref (self->phases);
  for (guint i = 0; i < N_WORDS; i++)
    g_array_unref (self->words[i].values);
  g_free (self);
}

static gboolean G_GNUC_PRINTF (2, 3) fail (LanesJsonReader *reader, const char *format, ...)
{
  g_autofree char *what = NULL;
  va_list args;

  va_start (args, format);
  what = g_strdup_vprintf (format, args);
  va_end (args);

  return lanes_json_reader_fail (
      reader, g_error_new_literal (LANES_FILE_ERROR, LANES_FILE_ERROR_CONTENT, what));
}

/* Of the span of that number; what is no fetch has none. */
static LanesFetchPhases *
ensure_phases (LanesSpanColumns *self, guint n)
{
  const LanesFetchPhases unknown = LANES_FETCH_PHASES_UNKNOWN;

  while (self->phases->len <= n)
    g_array_append_val (self->phases, unknown);

  return &g_array_index (self->phases, LanesFetchPhases, n);
}

static void
set_value (LanesSpanColumns *self, guint n, Column column, gint64 value)
{
  LanesSpan *span = &g_array_index (self->spans, LanesSpan, n);

  switch (column)
    {
    case COLUMN_TASK:
      span->task = (gint32) value;
      break;
    case COLUMN_STEP:
      span->step = (guint16) value;
      break;
    case COLUMN_WORKER:
      span->worker = (gint32) value;
      break;
    case COLUMN_KIND:
      span->kind = (guint8) value;
      break;
    case COLUMN_BEGIN:
      span->begin_us = value;
      break;
    case COLUMN_END:
      span->end_us = value;
      break;
    case COLUMN_STATUS:
      span->status = (guint8) value;
      break;
    case COLUMN_ATTEMPT:
      span->attempt = (guint8) value;
      break;
    case COLUMN_CPU:
      span->cpu_us = value;
      break;
    case COLUMN_REASON:
      span->reason = (guint8) value;
      break;
    case COLUMN_CONNECTED:
      if (value >= 0)
        ensure_phases (self, n)->connected_us = (gint32) value;
      break;
    case COLUMN_ANSWERED:
      if (value >= 0)
        ensure_phases (self, n)->answered_us = (gint32) value;
      break;
    case N_COLUMNS:
    default:
      g_assert_not_reached ();
    }
}

static gboolean
fail_length (LanesJsonReader *reader, Column column)
{
  return fail (reader, _ ("the columns of \"spans\" must be of equal length, and \"%s\" is not"),
               columns[column].name);
}

static gboolean
read_column (LanesSpanColumns *self, LanesJsonReader *reader, Column column)
{
  gboolean is_first = self->seen == 0;
  guint n = 0;

  if ((self->seen & (1u << column)) != 0)
    return fail (reader, _ ("\"%s\" is there twice in \"spans\""), columns[column].name);
  if (!lanes_json_reader_begin_array (reader))
    return FALSE;

  for (; lanes_json_reader_next_element (reader); n++)
    {
      gint64 value;

      if (!lanes_json_reader_int (reader, &value))
        return FALSE;
      if (value < columns[column].low || value > columns[column].high)
        return fail (reader, _ ("value %u of \"%s\" in \"spans\" must not be %" G_GINT64_FORMAT), n,
                     columns[column].name, value);
      if (n == self->spans->len)
        {
          if (!is_first)
            return fail_length (reader, column);
          if (n == SPANS_MAX)
            return fail (reader, _ ("there are more than %u spans"), SPANS_MAX);
          g_array_set_size (self->spans, n + 1);
        }
      set_value (self, n, column, value);
    }

  if (lanes_json_reader_get_error (reader) != NULL)
    return FALSE;
  if (n != self->spans->len)
    return fail_length (reader, column);
  self->seen |= 1u << column;

  return TRUE;
}

static gboolean
read_words (Words *words, LanesJsonReader *reader)
{
  g_autoptr (GString) word = g_string_new (NULL);

  g_array_set_size (words->values, 0);
  if (!lanes_json_reader_begin_array (reader))
    return FALSE;
  while (lanes_json_reader_next_element (reader))
    {
      int value;

      if (!lanes_json_reader_string (reader, word))
        return FALSE;
      value = words->parse (word->str);
      g_array_append_val (words->values, value);
    }

  return lanes_json_reader_get_error (reader) == NULL;
}

/**
 * lanes_span_columns_read:
 * @self: columns
 * @reader: stands before the member's value
 * @name: of a member of "spans"
 * @handled: (out): whether it is one of ours; if not, nothing was read
 *
 * Returns: %FALSE with the reader's error set
 */
gboolean
lanes_span_columns_read (LanesSpanColumns *self,
                         LanesJsonReader *reader,
                         const char *name,
                         gboolean *handled)
{
  *handled = TRUE;
  for (guint i = 0; i < N_WORDS; i++)
    {
      if (g_str_equal (self->words[i].name, name))
        return read_words (&self->words[i], reader);
    }
  for (guint i = 0; i < N_COLUMNS; i++)
    {
      if (g_str_equal (columns[i].name, name))
        return read_column (self, reader, i);
    }
  *handled = FALSE;

  return TRUE;
}

static gboolean
translate (const Words *words, guint8 *value)
{
  int ours;

  if (*value >= words->values->len)
    return FALSE;
  ours = g_array_index (words->values, int, *value);
  if (ours < 0)
    return FALSE;
  *value = (guint8) ours;

  return TRUE;
}

/* What is wrong with a span; NULL: nothing. */
static const char *
find_fault (LanesSpanColumns *self, LanesSpan *span, LanesRun *run, guint n_workers)
{
  LanesWorkload *workload = lanes_run_get_workload (run);

  if (!translate (&self->words[WORDS_KIND], &span->kind) || span->kind == LANES_SPAN_NONE)
    return _ ("its kind is not known");
  if (!translate (&self->words[WORDS_STATUS], &span->status) || span->status == LANES_SPAN_OPEN)
    return _ ("its status is not known, or open");
  if (!translate (&self->words[WORDS_REASON], &span->reason))
    return _ ("its reason is not known");
  if (span->task >= (gint64) lanes_run_get_n_tasks (run))
    return _ ("there is no such task");
  if (span->worker >= (gint64) n_workers)
    return _ ("there is no such worker");
  if (span->task >= 0 && span->step >= lanes_workload_get_n_steps (workload, (guint) span->task))
    return _ ("its task has no such step");
  if (span->end_us < span->begin_us)
    return _ ("it ends before it begins");

  return NULL;
}

/**
 * lanes_span_columns_fill:
 * @self: columns; used up
 * @run: whose trace is empty
 * @error: of %LANES_FILE_ERROR
 *
 * Returns: %FALSE with @error set when a span cannot be
 */
gboolean
lanes_span_columns_fill (LanesSpanColumns *self, LanesRun *run, GError **error)
{
  LanesTrace *trace = lanes_run_get_trace (run);
  guint n_workers = lanes_run_get_n_workers (run);

  for (guint i = 0; i < N_NEEDED_COLUMNS; i++)
    {
      if ((self->seen & (1u << i)) != 0)
        continue;
      g_set_error (error, LANES_FILE_ERROR, LANES_FILE_ERROR_CONTENT,
                   _ ("\"spans\" has no column \"%s\""), columns[i].name);
      return FALSE;
    }

  for (guint i = 0; i < self->spans->len; i++)
    {
      LanesSpan *span = &g_array_index (self->spans, LanesSpan, i);
      const char *fault = find_fault (self, span, run, n_workers);

      if (fault != NULL)
        {
          g_set_error (error, LANES_FILE_ERROR, LANES_FILE_ERROR_CONTENT,
                       _ ("span %u cannot be: %s"), i, fault);
          return FALSE;
        }
      if (span->kind == LANES_SPAN_FETCH)
        span->phases = i < self->phases->len ? g_array_index (self->phases, LanesFetchPhases, i)
                                             : LANES_FETCH_PHASES_UNKNOWN;
      lanes_trace_append (trace, span);
    }
  g_array_set_size (self->spans, 0);
  g_array_set_size (self->phases, 0);

  return TRUE;
}
