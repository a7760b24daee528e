/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-work.h"

#include <glib/gi18n.h>

#include "lanes-compute.h"
#include "lanes-fetch.h"
#include "platform/lanes-platform.h"

static LanesSpan
lanes_work_span (LanesWorkHost *host, LanesLeg *leg, guint step, LanesSpanKind kind)
{
  return (LanesSpan){
    .begin_us = host->now (host),
    .end_us = -1,
    .cpu_us = -1,
    .task = (gint32) leg->task,
    .worker = host->worker,
    .step = (guint16) step,
    .kind = kind,
    .status = LANES_SPAN_OPEN,
    .attempt = 1,
  };
}

static gboolean
lanes_work_cancel (LanesLeg *leg)
{
  lanes_leg_clear (leg);
  leg->status = LANES_TASK_CANCELLED;

  return FALSE;
}

/* Holds the worker until @at_us inside a span that is open meanwhile. */
static gboolean
lanes_work_hold (LanesWorkHost *host, const LanesSpan *span, gint64 at_us)
{
  guint32 token = host->begin (host, span);
  gboolean went_on = host->wait_until (host, at_us);

  host->end (host, token, host->now (host), went_on ? LANES_SPAN_DONE : LANES_SPAN_CANCELLED, -1);

  return went_on;
}

static gboolean
lanes_work_wait (LanesWorkHost *host, LanesLeg *leg, guint index, const LanesStep *step)
{
  LanesSpan span = lanes_work_span (host, leg, index, LANES_SPAN_WAIT);

  if (!lanes_work_hold (host, &span, span.begin_us + step->duration_us))
    return lanes_work_cancel (leg);

  return TRUE;
}

static gboolean
lanes_work_enter_connection (LanesWorkHost *host, LanesLeg *leg, guint index)
{
  LanesSpan span;
  guint32 token;
  gboolean entered;

  if (host->try_enter_connection (host))
    return TRUE;

  span = lanes_work_span (host, leg, index, LANES_SPAN_QUEUED);
  span.reason = LANES_REASON_CONNECTION;
  token = host->begin (host, &span);
  entered = host->enter_connection (host);
  host->end (host, token, host->now (host), entered ? LANES_SPAN_DONE : LANES_SPAN_CANCELLED, -1);

  return entered;
}

static LanesSpanStatus
lanes_work_span_status (const GError *error)
{
  if (error == NULL)
    return LANES_SPAN_DONE;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return LANES_SPAN_CANCELLED;
  return LANES_SPAN_FAILED;
}

/* One attempt, in a span of its own. */
static GBytes *
lanes_work_attempt (LanesWorkHost *host,
                    LanesLeg *leg,
                    guint index,
                    guint attempt,
                    const char *url,
                    LanesFetchFacts *facts,
                    GError **error)
{
  g_autoptr (GError) fetch_error = NULL;
  LanesSpan span;
  GBytes *body;
  guint32 token;

  if (!lanes_work_enter_connection (host, leg, index))
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "cancelled");
      return NULL;
    }

  if (host->fetcher == NULL)
    host->fetcher = lanes_fetcher_new ();

  span = lanes_work_span (host, leg, index, LANES_SPAN_FETCH);
  span.attempt = (guint8) attempt;
  token = host->begin (host, &span);
  body = lanes_fetcher_fetch (host->fetcher, url, host->options->timeout_us, host->cancellable,
                              facts, &fetch_error);
  host->end (host, token, host->now (host), lanes_work_span_status (fetch_error),
             lanes_fetch_phases_to_int (facts->phases));
  host->leave_connection (host);

  if (fetch_error != NULL)
    g_propagate_error (error, g_steal_pointer (&fetch_error));

  return body;
}

static gboolean
lanes_work_fetch (LanesWorkHost *host, LanesLeg *leg, guint index)
{
  g_autofree char *url = lanes_work_dup_url (host->workload, host->options, host->endpoint_url,
                                             host->built_in_url, leg->task, index);

  for (guint attempt = 1;; attempt++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) body = NULL;
      LanesFetchFacts facts = { -1, LANES_FETCH_PHASES_UNKNOWN };
      LanesSpan pause;

      body = lanes_work_attempt (host, leg, index, attempt, url, &facts, &error);
      if (body != NULL)
        {
          lanes_leg_take_body (leg, g_steal_pointer (&body), host->pid);
          return TRUE;
        }

      if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        return lanes_work_cancel (leg);

      if (facts.retry_after_us < 0 || attempt == LANES_FETCH_ATTEMPTS)
        {
          lanes_leg_fail (leg, error);
          return FALSE;
        }

      pause = lanes_work_span (host, leg, index, LANES_SPAN_QUEUED);
      pause.reason = LANES_REASON_RETRY;
      if (!lanes_work_hold (host, &pause, pause.begin_us + facts.retry_after_us))
        return lanes_work_cancel (leg);
    }
}

static gboolean
lanes_work_is_stopped_cb (gpointer data)
{
  LanesWorkHost *host = data;

  return host->is_stopped (host);
}

/* The result first, so that an unreadable cart fails at once and not after its work. */
static gboolean
lanes_work_compute_result (LanesWorkHost *host,
                           LanesLeg *leg,
                           const LanesStep *step,
                           GError **error)
{
  LanesResultKind kind;
  gint64 result;

  if (!lanes_compute_result (step->computation, lanes_workload_get_item (host->workload, leg->task),
                             leg->body, &kind, &result, error))
    return FALSE;

  if (kind != LANES_RESULT_NONE)
    {
      leg->result_kind = kind;
      leg->result = result;
      leg->pid = host->pid;
    }

  return TRUE;
}

/* A computation that takes no time of its own is recorded whole, without reading CPU clocks,
 * which cost more than it does. */
static gboolean
lanes_work_compute_short (LanesWorkHost *host, LanesLeg *leg, guint index, const LanesStep *step)
{
  g_autoptr (GError) error = NULL;
  LanesSpan span = lanes_work_span (host, leg, index, LANES_SPAN_COMPUTE);

  lanes_work_compute_result (host, leg, step, &error);
  span.end_us = host->now (host);
  span.status = error == NULL ? LANES_SPAN_DONE : LANES_SPAN_FAILED;
  host->record (host, &span);

  if (error != NULL)
    lanes_leg_fail (leg, error);

  return error == NULL;
}

static gboolean
lanes_work_compute (LanesWorkHost *host, LanesLeg *leg, guint index, const LanesStep *step)
{
  g_autoptr (GError) error = NULL;
  LanesSpan span;
  gint64 cpu_us;
  guint32 token;
  gboolean went_on = TRUE;

  if (step->duration_us == 0)
    return lanes_work_compute_short (host, leg, index, step);

  span = lanes_work_span (host, leg, index, LANES_SPAN_COMPUTE);
  token = host->begin (host, &span);
  cpu_us = lanes_platform_thread_cpu_us ();

  if (lanes_work_compute_result (host, leg, step, &error))
    {
      if (host->options->cpu == LANES_CPU_REAL)
        went_on = lanes_compute_burn (step->duration_us, lanes_work_is_stopped_cb, host);
      else
        went_on = host->wait_until (host, span.begin_us + step->duration_us);
    }

  cpu_us = lanes_platform_thread_cpu_us () - cpu_us;
  host->end (host, token, host->now (host),
             error != NULL ? LANES_SPAN_FAILED
             : went_on     ? LANES_SPAN_DONE
                           : LANES_SPAN_CANCELLED,
             cpu_us);

  if (error != NULL)
    {
      lanes_leg_fail (leg, error);
      return FALSE;
    }

  return went_on ? TRUE : lanes_work_cancel (leg);
}

/**
 * lanes_work_step:
 * @host: where the leg is carried out
 * @leg: a leg whose queued span has ended
 * @index: of a step of its task
 *
 * Carries one step out in the calling thread, which blocks meanwhile.
 *
 * Returns: %FALSE when the leg has ended with it: failed with a message, or cancelled
 */
gboolean
lanes_work_step (LanesWorkHost *host, LanesLeg *leg, guint index)
{
  LanesStep step;

  g_return_val_if_fail (host != NULL, FALSE);
  g_return_val_if_fail (leg != NULL, FALSE);

  lanes_workload_get_step (host->workload, host->options, leg->task, index, &step);
  if (step.skipped)
    return TRUE;

  switch (step.kind)
    {
    case LANES_STEP_WAIT:
      return lanes_work_wait (host, leg, index, &step);
    case LANES_STEP_FETCH:
      return lanes_work_fetch (host, leg, index);
    case LANES_STEP_COMPUTE:
    default:
      return lanes_work_compute (host, leg, index, &step);
    }
}

/**
 * lanes_work_carry:
 * @host: where the leg is carried out
 * @leg: a leg whose queued span has ended
 *
 * Carries a leg's steps out, one after another, in the calling thread, and sets its outcome:
 * done, failed with a message, or cancelled when the host was stopped.
 */
void
lanes_work_carry (LanesWorkHost *host, LanesLeg *leg)
{
  g_return_if_fail (host != NULL);
  g_return_if_fail (leg != NULL);

  for (guint i = 0; i < leg->n_steps; i++)
    {
      if (!lanes_work_step (host, leg, leg->first_step + i))
        return;
    }

  leg->status = LANES_TASK_DONE;
}

/**
 * lanes_work_get_asked:
 * @workload: a workload
 * @options: of the run
 * @leg: a leg of one of its tasks
 *
 * Any thread.
 *
 * Returns: how long the leg asks to take, in microseconds; -1 when it fetches
 */
gint64
lanes_work_get_asked (LanesWorkload *workload, const LanesOptions *options, const LanesLeg *leg)
{
  gint64 sum_us = 0;

  for (guint i = 0; i < leg->n_steps; i++)
    {
      LanesStep step;

      lanes_workload_get_step (workload, options, leg->task, leg->first_step + i, &step);
      if (step.kind == LANES_STEP_FETCH)
        return -1;
      sum_us += step.duration_us;
    }

  return sum_us;
}

/**
 * lanes_work_dup_url:
 * @workload: a workload
 * @options: of the run
 * @endpoint_url: (nullable): base URL of the endpoint
 * @built_in_url: (nullable): base URL of the built-in server
 * @task: from 0
 * @step: a fetch step of it
 *
 * Any thread.
 *
 * Returns: (transfer full): the URL of a fetch step: base, path and, where the server is to
 *   be late, its delay in milliseconds
 */
char *
lanes_work_dup_url (LanesWorkload *workload,
                    const LanesOptions *options,
                    const char *endpoint_url,
                    const char *built_in_url,
                    guint task,
                    guint step)
{
  g_autofree char *path = lanes_workload_dup_path (workload, task, step);
  const char *base;
  LanesStep fetch;

  lanes_workload_get_step (workload, options, task, step, &fetch);
  base = fetch.source == LANES_SOURCE_BUILT_IN ? built_in_url : endpoint_url;
  g_return_val_if_fail (base != NULL, NULL);

  if (fetch.delay_us <= 0)
    return g_strconcat (base, path, NULL);

  /* The server counts in milliseconds; up, so that it is never early. */
  return g_strdup_printf ("%s%s%cdelay=%" G_GINT64_FORMAT, base, path,
                          strchr (path, '?') != NULL ? '&' : '?', (fetch.delay_us + 999) / 1000);
}
