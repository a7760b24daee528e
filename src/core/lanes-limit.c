/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-limit.h"

#include <glib/gi18n.h>

/* "Cart 5" stands in the middle of a sentence: "cart 5". */
static char *
dup_task (LanesWorkload *workload, guint task)
{
  g_autofree char *label = lanes_workload_dup_label (workload, task);
  g_autofree char *first = NULL;
  const char *rest = g_utf8_next_char (label);

  /* An abbreviation or a name in capitals stays as it is. */
  if (*label == '\0' || !g_unichar_islower (g_utf8_get_char (rest)))
    return g_steal_pointer (&label);

  first = g_utf8_strdown (label, rest - label);

  return g_strconcat (first, rest, NULL);
}

/**
 * lanes_limit_dup_text:
 * @self: a limit
 * @workload: what was run
 *
 * Any thread.
 *
 * Returns: (transfer full): what limits, for people, in their language: "cart 5", "2 workers"
 */
char *
lanes_limit_dup_text (const LanesLimit *self, LanesWorkload *workload)
{
  g_return_val_if_fail (self != NULL, NULL);

  switch (self->kind)
    {
    case LANES_LIMIT_TASK:
      return dup_task (workload, self->task);
    case LANES_LIMIT_CORES:
      return g_strdup_printf (ngettext ("%u core", "%u cores", self->count), self->count);
    case LANES_LIMIT_WORKERS:
      return g_strdup_printf (ngettext ("%u worker", "%u workers", self->count), self->count);
    case LANES_LIMIT_CONNECTIONS:
      return g_strdup_printf (ngettext ("%u connection", "%u connections", self->count),
                              self->count);
    case LANES_LIMIT_LOOP:
      return g_strdup (_ ("computations one after another on the loop"));
    case LANES_LIMIT_SEQUENCE:
      return g_strdup (_ ("everything one after another"));
    case LANES_LIMIT_PHASES:
      return g_strdup (_ ("every fetch before every computation"));
    case LANES_LIMIT_NONE:
    default:
      return g_strdup (_ ("nothing to do"));
    }
}

/**
 * lanes_limit_dup_plain:
 * @self: a limit
 * @workload: what was run
 *
 * Any thread.
 *
 * Returns: (transfer full): the same for files: in English, whatever the locale
 */
char *
lanes_limit_dup_plain (const LanesLimit *self, LanesWorkload *workload)
{
  const char *plural;

  g_return_val_if_fail (self != NULL, NULL);

  plural = self->count == 1 ? "" : "s";
  switch (self->kind)
    {
    case LANES_LIMIT_TASK:
      return dup_task (workload, self->task);
    case LANES_LIMIT_CORES:
      return g_strdup_printf ("%u core%s", self->count, plural);
    case LANES_LIMIT_WORKERS:
      return g_strdup_printf ("%u worker%s", self->count, plural);
    case LANES_LIMIT_CONNECTIONS:
      return g_strdup_printf ("%u connection%s", self->count, plural);
    case LANES_LIMIT_LOOP:
      return g_strdup ("computations one after another on the loop");
    case LANES_LIMIT_SEQUENCE:
      return g_strdup ("everything one after another");
    case LANES_LIMIT_PHASES:
      return g_strdup ("every fetch before every computation");
    case LANES_LIMIT_NONE:
    default:
      return g_strdup ("nothing to do");
    }
}
