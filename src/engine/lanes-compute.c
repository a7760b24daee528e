/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-compute.h"

#include "core/lanes-error.h"
#include "formats/lanes-cart-answer.h"
#include "platform/lanes-platform.h"

/* About 40 µs of SHA-256 on a slow core: short beside a scheduler's slice, long beside the
 * clock's own cost. */
#define BURN_SLICE_BYTES 8192

static void
burn_slice (GChecksum *checksum)
{
  static const guchar bytes[BURN_SLICE_BYTES];

  g_checksum_update (checksum, bytes, sizeof bytes);
}

/**
 * lanes_compute_burn:
 * @cpu_us: how much CPU time to use
 * @stopped: (nullable): asked between slices of well under a millisecond
 * @data: for @stopped
 *
 * Works until the calling thread's own CPU clock has gone on by @cpu_us. The work is real:
 * checksums. Any thread.
 *
 * Returns: %FALSE when @stopped said so before the end
 */
gboolean
lanes_compute_burn (gint64 cpu_us, LanesStoppedFunc stopped, gpointer data)
{
  g_autoptr (GChecksum) checksum = NULL;
  gint64 end_us;

  if (cpu_us <= 0)
    return TRUE;

  checksum = g_checksum_new (G_CHECKSUM_SHA256);
  end_us = lanes_platform_thread_cpu_us () + cpu_us;
  while (lanes_platform_thread_cpu_us () < end_us)
    {
      if (stopped != NULL && stopped (data))
        return FALSE;
      burn_slice (checksum);
    }

  return TRUE;
}

static gboolean
compute_cart_total (GBytes *body, gint64 *result, GError **error)
{
  if (body == NULL)
    {
      g_set_error_literal (error, LANES_TASK_ERROR, LANES_TASK_ERROR_MISSING,
                           "there is no cart to total: nothing was fetched before");
      return FALSE;
    }

  return lanes_cart_answer_total (body, result, error);
}

/**
 * lanes_compute_result:
 * @computation: what to compute
 * @item: the task's item
 * @body: (nullable): what the task fetched
 * @kind: (out): what kind of result it is
 * @result: (out): the result
 * @error: of %LANES_TASK_ERROR, naming what is wrong with @body
 *
 * The result of a computation, without the time that it takes. Any thread.
 *
 * Returns: %FALSE with @error set when there is none
 */
gboolean
lanes_compute_result (LanesComputation computation,
                      guint item,
                      GBytes *body,
                      LanesResultKind *kind,
                      gint64 *result,
                      GError **error)
{
  g_return_val_if_fail (kind != NULL, FALSE);
  g_return_val_if_fail (result != NULL, FALSE);

  switch (computation)
    {
    case LANES_COMPUTATION_SQUARE:
      *kind = LANES_RESULT_VALUE;
      *result = (gint64) item * item;
      return TRUE;

    case LANES_COMPUTATION_CART_TOTAL:
      *kind = LANES_RESULT_TOTAL_CENTS;
      return compute_cart_total (body, result, error);

    case LANES_COMPUTATION_NONE:
    default:
      *kind = LANES_RESULT_NONE;
      *result = 0;
      return TRUE;
    }
}
