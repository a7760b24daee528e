/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-json-guard.h"

#include <glib/gi18n.h>
#include <string.h>

#include "core/lanes-error.h"

/* The deepest nesting of arrays and objects. Brackets in strings do not count; whether they
 * match is the parser's business. */
static guint
measure_depth (const char *text, gsize length)
{
  gboolean in_string = FALSE;
  guint depth = 0;
  guint deepest = 0;

  for (gsize i = 0; i < length; i++)
    {
      char c = text[i];

      if (in_string)
        {
          if (c == '\\')
            i++;
          else if (c == '"')
            in_string = FALSE;
        }
      else if (c == '"')
        in_string = TRUE;
      else if (c == '[' || c == '{')
        {
          depth++;
          deepest = MAX (deepest, depth);
        }
      else if ((c == ']' || c == '}') && depth > 0)
        depth--;
    }

  return deepest;
}

/**
 * lanes_json_guard_check:
 * @text: what came from elsewhere
 * @length: its length in bytes
 * @size_max: how long it may be
 * @error: of %LANES_TASK_ERROR: too large, too deep or malformed
 *
 * json-glib 1.6 crashes on very deep nesting and takes what is not UTF-8, so it sees only
 * what this lets through. Any thread.
 *
 * Returns: whether json-glib may see it
 */
gboolean
lanes_json_guard_check (const char *text, gsize length, gsize size_max, GError **error)
{
  guint depth;

  g_return_val_if_fail (text != NULL || length == 0, FALSE);

  if (length > size_max)
    {
      g_set_error (error, LANES_TASK_ERROR, LANES_TASK_ERROR_TOO_LARGE,
                   _ ("it is larger than %u MiB"), (guint) (size_max / (1024 * 1024)));
      return FALSE;
    }

  depth = measure_depth (text, length);
  if (depth > LANES_JSON_DEPTH_MAX)
    {
      g_set_error (error, LANES_TASK_ERROR, LANES_TASK_ERROR_TOO_DEEP,
                   _ ("it is nested more than %u levels deep"), LANES_JSON_DEPTH_MAX);
      return FALSE;
    }

  if (length > 0 && !g_utf8_validate_len (text, length, NULL))
    {
      g_set_error_literal (error, LANES_TASK_ERROR, LANES_TASK_ERROR_MALFORMED,
                           _ ("it is not UTF-8 text"));
      return FALSE;
    }

  return TRUE;
}

/**
 * lanes_json_guard_dup_fault:
 * @fault: why bytes could not be read
 *
 * json-glib begins with "<data>:", a line and a column, which says little to whoever wrote the
 * file.
 *
 * Returns: (transfer full): one clause
 */
char *
lanes_json_guard_dup_fault (const GError *fault)
{
  g_autoptr (GMatchInfo) match = NULL;
  g_autoptr (GRegex) regex = NULL;
  g_autofree char *line = NULL;
  g_autofree char *column = NULL;
  g_autofree char *what = NULL;

  g_return_val_if_fail (fault != NULL, NULL);

  regex = g_regex_new ("^<data>:(\\d+):(\\d+): (?:Parse error: )?(.*)$", G_REGEX_DOTALL, 0, NULL);
  if (!g_regex_match (regex, fault->message, 0, &match))
    return g_strdup (fault->message);

  line = g_match_info_fetch (match, 1);
  column = g_match_info_fetch (match, 2);
  what = g_match_info_fetch (match, 3);

  return g_strdup_printf (_ ("line %s, column %s: %s"), line, column, what);
}
