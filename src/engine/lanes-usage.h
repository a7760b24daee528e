/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/lanes-run.h"

G_BEGIN_DECLS

/**
 * LanesUsageMeter:
 *
 * Adds up what a run costs: each of its threads reports itself when it ends, each child when
 * it says goodbye, and resident memory is sampled. Any thread.
 */
typedef struct _LanesUsageMeter LanesUsageMeter;

LanesUsageMeter *lanes_usage_meter_new (void);
void lanes_usage_meter_free (LanesUsageMeter *self);
/* The calling thread was started for the run and is about to end: its usage counts. */
void lanes_usage_meter_add_thread (LanesUsageMeter *self);
/* A child's own figures; @peak_bytes: its peak resident memory. */
void lanes_usage_meter_add_child (LanesUsageMeter *self,
                                  gint64 cpu_us,
                                  gint64 context_switches,
                                  gint64 peak_bytes);
/* A child was started (it may die without a goodbye). */
void lanes_usage_meter_count_process (LanesUsageMeter *self);
/* The most connections that were open at once, as a carrier saw it; the largest stays. */
void lanes_usage_meter_set_connections (LanesUsageMeter *self, guint connections);
void lanes_usage_meter_sample_memory (LanesUsageMeter *self);
void lanes_usage_meter_read (LanesUsageMeter *self, LanesUsage *out);

G_END_DECLS
