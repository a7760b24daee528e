/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-workload-parser.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "core/lanes-error.h"
#include "core/lanes-words.h"

const char *const lanes_workload_step_words[LANES_N_STEP_KINDS] = {
  [LANES_STEP_WAIT] = "wait",
  [LANES_STEP_FETCH] = "fetch",
  [LANES_STEP_COMPUTE] = "compute",
};

const char *const lanes_workload_work_words[3] = {
  [LANES_COMPUTATION_NONE] = "none",
  [LANES_COMPUTATION_SQUARE] = "square",
  [LANES_COMPUTATION_CART_TOTAL] = "cart-total",
};

const char *const lanes_workload_source_words[2] = {
  [LANES_SOURCE_ENDPOINT] = "endpoint",
  [LANES_SOURCE_BUILT_IN] = "built-in",
};

const char *const lanes_workload_moment_words[LANES_N_LOG_MOMENTS] = {
  [LANES_LOG_BEGIN] = "begin",       [LANES_LOG_TASK_BEGIN] = "task_begin",
  [LANES_LOG_TASK_END] = "task_end", [LANES_LOG_FETCHED] = "fetched",
  [LANES_LOG_COMPUTED] = "computed", [LANES_LOG_END] = "end",
};

typedef struct
{
  const char *origin;
  gboolean is_strict;
  char place[64]; /* "task 2, step 3: " */
  LanesWorkload *workload;
  GError *error;
} LanesWorkloadParser;

static gboolean G_GNUC_PRINTF (2, 3) fail (LanesWorkloadParser *self, const char *format, ...)
{
  g_autofree char *what = NULL;
  va_list args;

  if (self->error != NULL)
    return FALSE;

  va_start (args, format);
  what = g_strdup_vprintf (format, args);
  va_end (args);
  self->error = g_error_new (LANES_FILE_ERROR, LANES_FILE_ERROR_CONTENT, "%s: %s%s", self->origin,
                             self->place, what);

  return FALSE;
}

/* @keys: what may be there, separated by spaces. */
static gboolean
check_keys (LanesWorkloadParser *self, JsonObject *object, const char *keys)
{
  g_auto (GStrv) known = g_strsplit (keys, " ", -1);
  g_autoptr (GList) members = json_object_get_members (object);

  if (!self->is_strict)
    return TRUE;

  for (GList *member = members; member != NULL; member = member->next)
    {
      g_autofree char *list = NULL;

      if (g_strv_contains ((const char *const *) known, member->data))
        continue;
      list = g_strjoinv (", ", known);
      return fail (self, _ ("there is no key \"%s\"; there are %s"), (char *) member->data, list);
    }

  return TRUE;
}

static gboolean
is_number (JsonNode *node)
{
  GType type = JSON_NODE_HOLDS_VALUE (node) ? json_node_get_value_type (node) : G_TYPE_INVALID;

  return type == G_TYPE_INT64 || type == G_TYPE_DOUBLE;
}

static gboolean
get_text (LanesWorkloadParser *self,
          JsonObject *object,
          const char *key,
          gboolean is_required,
          const char **text)
{
  JsonNode *node = json_object_get_member (object, key);

  *text = NULL;
  if (node == NULL)
    return !is_required || fail (self, _ ("the key \"%s\" is missing"), key);
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
    return fail (self, _ ("\"%s\" must be a text in quotes"), key);

  *text = json_node_get_string (node);
  if (**text == '\0' && is_required)
    return fail (self, _ ("\"%s\" must not be empty"), key);
  if (g_utf8_strlen (*text, -1) > LANES_WORKLOAD_TEXT_MAX)
    return fail (self, _ ("\"%s\" must not be longer than %d characters"), key,
                 LANES_WORKLOAD_TEXT_MAX);

  return TRUE;
}

/* A whole number from @low to @high; @value stays as it is where there is none. */
static gboolean
get_count (LanesWorkloadParser *self, JsonObject *object, const char *key, guint high, guint *value)
{
  JsonNode *node = json_object_get_member (object, key);
  double number;

  if (node == NULL)
    return TRUE;
  number = is_number (node) ? json_node_get_double (node) : -1.0;
  if (!(number >= 1.0) || number > high || number != floor (number))
    return fail (self, _ ("\"%s\" must be a whole number from 1 to %u"), key, high);
  *value = (guint) number;

  return TRUE;
}

/* One of @words; @value stays as it is where there is none and it is not required. */
static gboolean
get_word (LanesWorkloadParser *self,
          JsonObject *object,
          const char *key,
          const char *const *words,
          gsize n_words,
          gboolean is_required,
          guint *value)
{
  g_autoptr (GString) list = g_string_new (NULL);
  const char *text;
  int found;

  if (!get_text (self, object, key, is_required, &text))
    return FALSE;
  if (text == NULL)
    return TRUE;

  found = lanes_words_find (words, n_words, text);
  if (found >= 0)
    {
      *value = (guint) found;
      return TRUE;
    }

  for (gsize i = 0; i < n_words; i++)
    g_string_append_printf (list, "%s%s", i > 0 ? ", " : "", words[i]);

  return fail (self, _ ("\"%s\" must be one of %s, not \"%s\""), key, list->str, text);
}

static gboolean
to_time (LanesWorkloadParser *self, JsonNode *node, gint64 *time_us)
{
  double seconds = node != NULL && is_number (node) ? json_node_get_double (node) : -1.0;

  if (!(seconds >= 0.0) || seconds > LANES_WORKLOAD_SECONDS_MAX)
    return fail (self, _ ("\"seconds\" must be from 0 to %.0f"), LANES_WORKLOAD_SECONDS_MAX);
  *time_us = llround (seconds * G_USEC_PER_SEC);

  return TRUE;
}

static gboolean
parse_random (LanesWorkloadParser *self, JsonObject *object, LanesAmount *amount)
{
  JsonNode *range = json_object_get_member (object, "random");
  JsonNode *seed = json_object_get_member (object, "seed");
  double number = 0.0;

  if (!JSON_NODE_HOLDS_ARRAY (range) || json_array_get_length (json_node_get_array (range)) != 2)
    return fail (self, _ ("\"random\" must be two numbers, [shortest, longest]"));
  if (seed != NULL)
    number = is_number (seed) ? json_node_get_double (seed) : -1.0;
  if (!(number >= 0.0) || number > G_MAXUINT32 || number != floor (number))
    return fail (self, _ ("\"seed\" must be a whole number from 0 to %u"), G_MAXUINT32);

  amount->kind = LANES_AMOUNT_RANDOM;
  amount->seed = (guint32) number;
  if (!to_time (self, json_array_get_element (json_node_get_array (range), 0), &amount->low_us) ||
      !to_time (self, json_array_get_element (json_node_get_array (range), 1), &amount->high_us))
    return FALSE;
  if (amount->high_us < amount->low_us)
    return fail (self, _ ("\"random\" must be [shortest, longest], in that order"));

  return TRUE;
}

static gboolean
parse_amount (LanesWorkloadParser *self,
              JsonObject *step,
              gboolean is_required,
              LanesAmount *amount)
{
  JsonNode *node = json_object_get_member (step, "seconds");
  JsonObject *object;

  if (node == NULL)
    return !is_required || fail (self, _ ("the key \"%s\" is missing"), "seconds");
  if (!JSON_NODE_HOLDS_OBJECT (node))
    {
      if (!is_number (node))
        return fail (self, _ ("\"seconds\" must be a number, {\"per_item\": number} or "
                              "{\"random\": [shortest, longest], \"seed\": number}"));
      return to_time (self, node, &amount->low_us);
    }

  object = json_node_get_object (node);
  if (json_object_has_member (object, "random"))
    return check_keys (self, object, "random seed") && parse_random (self, object, amount);
  if (!json_object_has_member (object, "per_item"))
    return fail (self, _ ("\"seconds\" must be a number, {\"per_item\": number} or "
                          "{\"random\": [shortest, longest], \"seed\": number}"));

  amount->kind = LANES_AMOUNT_PER_ITEM;

  return check_keys (self, object, "per_item") &&
         to_time (self, json_object_get_member (object, "per_item"), &amount->low_us);
}

static gboolean
is_path (const char *path)
{
  g_autofree char *url = NULL;

  if (*path != '/' || strchr (path, '#') != NULL)
    return FALSE;

  /* Placeholders become numbers; nothing else in braces may be in a URL. */
  {
    g_autoptr (GString) filled = g_string_new (path);

    g_string_replace (filled, "{item}", "1", 0);
    g_string_replace (filled, "{task}", "1", 0);
    url = g_strconcat ("http://localhost", filled->str, NULL);
  }

  return g_uri_is_valid (url, G_URI_FLAGS_ENCODED, NULL) && strpbrk (url, " {}\"<>\\^`|") == NULL;
}

static gboolean
parse_step (LanesWorkloadParser *self, JsonObject *object)
{
  LanesStepPattern step = { 0 };
  guint kind = 0, work = 0, source = 0;

  if (!get_word (self, object, "kind", lanes_workload_step_words, LANES_N_STEP_KINDS, TRUE, &kind))
    return FALSE;

  step.kind = kind;
  switch (step.kind)
    {
    case LANES_STEP_WAIT:
      if (!check_keys (self, object, "kind seconds") ||
          !parse_amount (self, object, TRUE, &step.amount))
        return FALSE;
      break;
    case LANES_STEP_FETCH:
      if (!check_keys (self, object, "kind path from") ||
          !get_text (self, object, "path", TRUE, &step.path) ||
          !get_word (self, object, "from", lanes_workload_source_words, 2, FALSE, &source))
        return FALSE;
      if (!is_path (step.path))
        return fail (self, _ ("\"path\" must be the path of a URL, such as \"/carts/{item}\""));
      step.source = source;
      break;
    case LANES_STEP_COMPUTE:
    default:
      if (!check_keys (self, object, "kind work seconds") ||
          !parse_amount (self, object, FALSE, &step.amount) ||
          !get_word (self, object, "work", lanes_workload_work_words, 3, FALSE, &work))
        return FALSE;
      step.computation = work;
      break;
    }

  lanes_workload_add_step (self->workload, &step);

  return TRUE;
}

/* A total needs a cart, and that comes from a fetch before it. */
static gboolean
check_totals (LanesWorkloadParser *self, guint pattern)
{
  guint n_steps = lanes_workload_get_n_steps (self->workload, pattern);
  gboolean has_fetched = FALSE;

  for (guint i = 0; i < n_steps; i++)
    {
      const LanesStepPattern *step = lanes_workload_get_step_pattern (self->workload, pattern, i);

      has_fetched |= step->kind == LANES_STEP_FETCH;
      if (step->kind == LANES_STEP_COMPUTE && step->computation == LANES_COMPUTATION_CART_TOTAL &&
          !has_fetched)
        return fail (self, _ ("the work \"cart-total\" needs a fetch step before it"));
    }

  return TRUE;
}

static gboolean
parse_task (LanesWorkloadParser *self, JsonNode *node, guint number)
{
  JsonObject *object;
  JsonNode *steps;
  const char *label;
  guint n_steps;

  g_snprintf (self->place, sizeof self->place, _ ("task %u: "), number);
  if (!JSON_NODE_HOLDS_OBJECT (node))
    return fail (self, _ ("it must be an object with \"label\" and \"steps\""));
  object = json_node_get_object (node);
  if (!check_keys (self, object, "label steps") || !get_text (self, object, "label", TRUE, &label))
    return FALSE;

  steps = json_object_get_member (object, "steps");
  n_steps = steps != NULL && JSON_NODE_HOLDS_ARRAY (steps)
                ? json_array_get_length (json_node_get_array (steps))
                : 0;
  if (n_steps == 0 || n_steps > LANES_WORKLOAD_STEPS_MAX)
    return fail (self, _ ("\"steps\" must be an array of 1 to %d steps"), LANES_WORKLOAD_STEPS_MAX);

  lanes_workload_add_pattern (self->workload, label);
  for (guint i = 0; i < n_steps; i++)
    {
      JsonNode *step = json_array_get_element (json_node_get_array (steps), i);

      g_snprintf (self->place, sizeof self->place, _ ("task %u, step %u: "), number, i + 1);
      if (!JSON_NODE_HOLDS_OBJECT (step))
        return fail (self, _ ("it must be an object with a \"kind\""));
      if (!parse_step (self, json_node_get_object (step)))
        return FALSE;
    }

  return check_totals (self, number - 1);
}

static gboolean
parse_tasks (LanesWorkloadParser *self, JsonObject *object)
{
  JsonNode *node = json_object_get_member (object, "tasks");
  guint n_tasks = node != NULL && JSON_NODE_HOLDS_ARRAY (node)
                      ? json_array_get_length (json_node_get_array (node))
                      : 0;

  if (n_tasks == 0 || n_tasks > LANES_WORKLOAD_PATTERNS_MAX)
    return fail (self, _ ("\"tasks\" must be an array of 1 to %d tasks; \"count\" repeats them"),
                 LANES_WORKLOAD_PATTERNS_MAX);

  for (guint i = 0; i < n_tasks; i++)
    {
      if (!parse_task (self, json_array_get_element (json_node_get_array (node), i), i + 1))
        return FALSE;
    }
  self->place[0] = '\0';

  return TRUE;
}

static gboolean
parse_items (LanesWorkloadParser *self, JsonObject *object)
{
  JsonNode *node = json_object_get_member (object, "items");
  guint cycle = 0;

  if (node == NULL)
    return TRUE;

  if (is_number (node))
    {
      if (!get_count (self, object, "items", LANES_TASKS_MAX, &cycle))
        return FALSE;
      lanes_workload_set_items (self->workload, LANES_ITEMS_CYCLE, cycle);
      return TRUE;
    }

  if (!JSON_NODE_HOLDS_VALUE (node) || g_strcmp0 (json_node_get_string (node), "carts") != 0)
    return fail (self, _ ("\"items\" must be \"carts\" or a whole number"));
  if (!get_count (self, object, "carts", G_MAXINT32, &cycle))
    return FALSE;
  lanes_workload_set_items (self->workload, LANES_ITEMS_CARTS, cycle);

  return TRUE;
}

static gboolean
parse_lines (LanesWorkloadParser *self, LanesLogMoment moment, JsonNode *node)
{
  const char *word = lanes_workload_moment_words[moment];
  guint n_lines =
      JSON_NODE_HOLDS_ARRAY (node) ? json_array_get_length (json_node_get_array (node)) : G_MAXUINT;

  if (n_lines > LANES_WORKLOAD_LINES_MAX)
    return fail (self, _ ("\"%s\" must be an array of at most %d texts"), word,
                 LANES_WORKLOAD_LINES_MAX);

  for (guint i = 0; i < n_lines; i++)
    {
      JsonNode *line = json_array_get_element (json_node_get_array (node), i);

      if (!JSON_NODE_HOLDS_VALUE (line) || json_node_get_value_type (line) != G_TYPE_STRING ||
          g_utf8_strlen (json_node_get_string (line), -1) > LANES_WORKLOAD_TEXT_MAX)
        return fail (self, _ ("\"%s\" must hold texts of at most %d characters"), word,
                     LANES_WORKLOAD_TEXT_MAX);
      lanes_workload_add_log_line (self->workload, moment, json_node_get_string (line));
    }

  return TRUE;
}

static gboolean
parse_log (LanesWorkloadParser *self, JsonObject *object)
{
  JsonNode *node = json_object_get_member (object, "log");
  JsonObject *log;

  if (node == NULL)
    return TRUE;
  if (!JSON_NODE_HOLDS_OBJECT (node))
    return fail (self, _ ("\"log\" must be an object"));

  log = json_node_get_object (node);
  g_strlcpy (self->place, "log: ", sizeof self->place);
  if (!check_keys (self, log, "begin task_begin task_end fetched computed end"))
    return FALSE;
  for (guint i = 0; i < LANES_N_LOG_MOMENTS; i++)
    {
      JsonNode *lines = json_object_get_member (log, lanes_workload_moment_words[i]);

      if (lines != NULL && !parse_lines (self, i, lines))
        return FALSE;
    }
  self->place[0] = '\0';

  return TRUE;
}

static gboolean
parse_workload (LanesWorkloadParser *self, JsonObject *object)
{
  const char *name, *title, *summary;
  guint count = 0, workers = 0;

  if (!check_keys (self, object,
                   "format version name title summary count workers items carts tasks log") ||
      !get_text (self, object, "name", TRUE, &name) ||
      !get_text (self, object, "title", TRUE, &title) ||
      !get_text (self, object, "summary", FALSE, &summary) ||
      !get_count (self, object, "count", LANES_TASKS_MAX, &count) ||
      !get_count (self, object, "workers", LANES_WORKERS_MAX, &workers))
    return FALSE;

  self->workload = lanes_workload_new (name, title);
  if (summary != NULL)
    lanes_workload_set_summary (self->workload, summary);
  if (count > 0)
    lanes_workload_set_n_tasks (self->workload, count);
  lanes_workload_set_workers (self->workload, workers);

  return parse_tasks (self, object) && parse_items (self, object) && parse_log (self, object);
}

/**
 * lanes_workload_parser_build:
 * @object: a workload file's object
 * @origin: what messages call it
 * @is_strict: whether a key that is not known is an error, as it is in what people write
 * @error: of %LANES_FILE_ERROR, one sentence
 *
 * Any thread.
 *
 * Returns: (transfer full): a sealed workload
 */
LanesWorkload *
lanes_workload_parser_build (JsonObject *object,
                             const char *origin,
                             gboolean is_strict,
                             GError **error)
{
  LanesWorkloadParser parser = { .origin = origin, .is_strict = is_strict };

  g_return_val_if_fail (object != NULL, NULL);
  g_return_val_if_fail (origin != NULL, NULL);

  if (!parse_workload (&parser, object))
    {
      g_clear_object (&parser.workload);
      g_propagate_error (error, parser.error);
      return NULL;
    }

  lanes_workload_seal (parser.workload);

  return parser.workload;
}
