/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-usage.h"

#include "platform/lanes-platform.h"

struct _LanesUsageMeter
{
  GMutex lock;
  gint64 cpu_us;
  gint64 switches; /* -1: some thread could not tell */
  gint64 resident_at_start;
  gint64 resident_peak;
  gint64 children_peaks;
  guint threads;
  guint processes;
  guint connections;
};

/**
 * lanes_usage_meter_new:
 *
 * Returns: (transfer full): a meter; memory counts from here on
 */
LanesUsageMeter *
lanes_usage_meter_new (void)
{
  LanesUsageMeter *self = g_new0 (LanesUsageMeter, 1);

  g_mutex_init (&self->lock);
  self->resident_at_start = lanes_platform_resident_bytes ();
  self->resident_peak = self->resident_at_start;

  return self;
}

/**
 * lanes_usage_meter_free:
 * @self: (transfer full): a meter
 */
void
lanes_usage_meter_free (LanesUsageMeter *self)
{
  g_return_if_fail (self != NULL);

  g_mutex_clear (&self->lock);
  g_free (self);
}

/* A figure that is not known makes the sum not known. */
static void
add_known (gint64 *sum, gint64 value)
{
  *sum = *sum < 0 || value < 0 ? -1 : *sum + value;
}

/**
 * lanes_usage_meter_add_thread:
 * @self: a meter
 *
 * The calling thread was started for this run and is about to end: its CPU time and context
 * switches count.
 */
void
lanes_usage_meter_add_thread (LanesUsageMeter *self)
{
  gint64 cpu_us = lanes_platform_thread_cpu_us ();
  gint64 switches = lanes_platform_thread_switches ();

  g_return_if_fail (self != NULL);

  g_mutex_lock (&self->lock);
  add_known (&self->cpu_us, cpu_us);
  add_known (&self->switches, switches);
  self->threads++;
  g_mutex_unlock (&self->lock);
}

/**
 * lanes_usage_meter_add_child:
 * @self: a meter
 * @cpu_us: CPU time of the child; -1: not known
 * @context_switches: of the child; -1: not known
 * @peak_bytes: its peak resident memory; -1: not known
 *
 * A child's own figures, as it said goodbye. Any thread.
 */
void
lanes_usage_meter_add_child (LanesUsageMeter *self,
                             gint64 cpu_us,
                             gint64 context_switches,
                             gint64 peak_bytes)
{
  g_return_if_fail (self != NULL);

  g_mutex_lock (&self->lock);
  add_known (&self->cpu_us, cpu_us);
  add_known (&self->switches, context_switches);
  add_known (&self->children_peaks, peak_bytes);
  g_mutex_unlock (&self->lock);
}

/**
 * lanes_usage_meter_count_process:
 * @self: a meter
 *
 * A child was started. Any thread.
 */
void
lanes_usage_meter_count_process (LanesUsageMeter *self)
{
  g_return_if_fail (self != NULL);

  g_mutex_lock (&self->lock);
  self->processes++;
  g_mutex_unlock (&self->lock);
}

/**
 * lanes_usage_meter_set_connections:
 * @self: a meter
 * @connections: the most that were open at once, as one carrier saw it
 *
 * The largest figure stays. Any thread.
 */
void
lanes_usage_meter_set_connections (LanesUsageMeter *self, guint connections)
{
  g_return_if_fail (self != NULL);

  g_mutex_lock (&self->lock);
  self->connections = MAX (self->connections, connections);
  g_mutex_unlock (&self->lock);
}

/**
 * lanes_usage_meter_sample_memory:
 * @self: a meter
 *
 * Reads resident memory; the highest reading stays. Any thread.
 */
void
lanes_usage_meter_sample_memory (LanesUsageMeter *self)
{
  gint64 resident = lanes_platform_resident_bytes ();

  g_return_if_fail (self != NULL);

  g_mutex_lock (&self->lock);
  self->resident_peak = MAX (self->resident_peak, resident);
  g_mutex_unlock (&self->lock);
}

/**
 * lanes_usage_meter_read:
 * @self: a meter
 * @out: (out): what was added up so far; the calling process counts as one of the processes
 *
 * Any thread.
 */
void
lanes_usage_meter_read (LanesUsageMeter *self, LanesUsage *out)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (out != NULL);

  g_mutex_lock (&self->lock);
  out->cpu_us = self->cpu_us;
  out->context_switches = self->switches;
  out->memory_rise_bytes = -1;
  if (self->resident_at_start >= 0 && self->children_peaks >= 0)
    out->memory_rise_bytes = self->resident_peak - self->resident_at_start + self->children_peaks;
  out->threads = self->threads;
  out->processes = 1 + self->processes;
  out->connections = self->connections;
  g_mutex_unlock (&self->lock);
}
