/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-result.h"

#include <glib/gi18n.h>

#include "lanes-digits.h"
#include "lanes-money.h"

/* Values beyond that are left to the other formats. */
#define VALUES_MAX 20

/**
 * lanes_result_dup_count:
 * @run: a run
 * @report: of it
 *
 * Returns: (transfer full): how much was done: "4 of 5 carts"
 */
char *
lanes_result_dup_count (LanesRun *run, const LanesReport *report)
{
  LanesItems items;

  g_return_val_if_fail (LANES_IS_RUN (run), NULL);
  g_return_val_if_fail (report != NULL, NULL);

  items = lanes_workload_get_items (lanes_run_get_workload (run), NULL);
  if (items == LANES_ITEMS_CARTS)
    return g_strdup_printf (ngettext ("%u of %u cart", "%u of %u carts", report->n_tasks),
                            report->n_done, report->n_tasks);

  return g_strdup_printf (ngettext ("%u of %u task", "%u of %u tasks", report->n_tasks),
                          report->n_done, report->n_tasks);
}

static char *
dup_values (LanesRun *run)
{
  guint n_tasks = lanes_run_get_n_tasks (run);
  GString *text = g_string_new (NULL);

  for (guint task = 0; task < n_tasks; task++)
    {
      LanesOutcome outcome;

      if (task == VALUES_MAX)
        {
          g_string_append_printf (text, _ (" and %u more"), n_tasks - task);
          break;
        }
      lanes_run_get_outcome (run, task, &outcome);
      if (task > 0)
        g_string_append (text, ", ");
      lanes_digits_append (text, outcome.result);
    }

  return g_string_free (text, FALSE);
}

/**
 * lanes_result_dup_text:
 * @run: a run
 * @report: of it
 *
 * Returns: (transfer full): the result in a few words; of an incomplete run only how much of
 *   it there is
 */
char *
lanes_result_dup_text (LanesRun *run, const LanesReport *report)
{
  g_return_val_if_fail (LANES_IS_RUN (run), NULL);
  g_return_val_if_fail (report != NULL, NULL);

  if (report->n_done < report->n_tasks)
    return lanes_result_dup_count (run, report);
  if (report->n_totals == report->n_tasks)
    return lanes_money_dup_text (report->total_cents);
  if (report->n_values == report->n_tasks)
    return dup_values (run);
  if (report->n_bytes == report->n_tasks)
    return g_strdup_printf (
        ngettext ("%" G_GINT64_FORMAT " byte", "%" G_GINT64_FORMAT " bytes", report->bytes),
        report->bytes);

  return lanes_result_dup_count (run, report);
}

/**
 * lanes_result_is_comparable:
 * @a: a run
 * @b: another
 *
 * Returns: whether both were asked to do the same: a workload of one name with as many tasks
 */
gboolean
lanes_result_is_comparable (LanesRun *a, LanesRun *b)
{
  g_return_val_if_fail (LANES_IS_RUN (a), FALSE);
  g_return_val_if_fail (LANES_IS_RUN (b), FALSE);

  return lanes_run_get_n_tasks (a) == lanes_run_get_n_tasks (b) &&
         g_str_equal (lanes_workload_get_name (lanes_run_get_workload (a)),
                      lanes_workload_get_name (lanes_run_get_workload (b)));
}

/**
 * lanes_result_is_same:
 * @a: a run that has finished
 * @b: another
 *
 * Returns: whether both are comparable and every task ended the same way with the same result
 */
gboolean
lanes_result_is_same (LanesRun *a, LanesRun *b)
{
  if (!lanes_result_is_comparable (a, b))
    return FALSE;

  for (guint task = 0; task < lanes_run_get_n_tasks (a); task++)
    {
      LanesOutcome first, second;

      lanes_run_get_outcome (a, task, &first);
      lanes_run_get_outcome (b, task, &second);
      if (first.status != second.status || first.result_kind != second.result_kind ||
          first.result != second.result)
        return FALSE;
    }

  return TRUE;
}
