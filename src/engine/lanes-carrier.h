/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "lanes-gate.h"
#include "lanes-leg.h"
#include "lanes-mailbox.h"
#include "lanes-stopper.h"
#include "lanes-usage.h"

G_BEGIN_DECLS

/**
 * LanesRunContext:
 *
 * What the runner shares with its carriers for one run. Everything in it may be used from any
 * thread and outlives the carriers. The fields do not change once the carriers are started.
 */
typedef struct
{
  LanesRun *run;
  LanesTrace *trace;
  LanesWorkload *workload;
  const LanesOptions *options;
  char *endpoint_url;
  char *built_in_url;
  GCancellable *cancellable; /* cancelled when the run is to end early */
  LanesStopper *stopper;     /* stopped at the same time */
  LanesGate *connections;    /* for carriers that block */
  LanesMailbox *mailbox;     /* where ended legs go */
  LanesUsageMeter *usage;
  GMainContext *coordinator; /* the runner's context */
  /* Any thread: ends the run as failed with a message for people (takes error). */
  void (*fail) (gpointer data, GError *error);
  gpointer fail_data;
} LanesRunContext;

/**
 * LanesCarrier:
 *
 * What carries legs out. Its methods are called in the runner's coordinator thread. Each leg
 * that was submitted comes back through the mailbox exactly once, whatever happens, before
 * lanes_carrier_stop() returns (as cancelled when it did not come to an end).
 */
#define LANES_TYPE_CARRIER (lanes_carrier_get_type ())
G_DECLARE_DERIVABLE_TYPE (LanesCarrier, lanes_carrier, LANES, CARRIER, GObject)

struct _LanesCarrierClass
{
  GObjectClass parent_class;

  /* Starts threads, children, loop; does not wait for them. */
  gboolean (*start) (LanesCarrier *self, GError **error);
  /* A list of legs linked by next, in the order in which they should begin. */
  void (*submit) (LanesCarrier *self, LanesLeg *legs);
  /* After the run's end or its cancelling: ends every thread and child, waits for them,
   * reports their usage. Blocks. Called once. */
  void (*stop) (LanesCarrier *self);
};

LanesRunContext *lanes_carrier_get_context (LanesCarrier *self);
gboolean lanes_carrier_start (LanesCarrier *self, GError **error);
void lanes_carrier_submit (LanesCarrier *self, LanesLeg *legs);
void lanes_carrier_stop (LanesCarrier *self);

/* @width: how many workers; the inline carrier and the loop have one. */
LanesCarrier *lanes_inline_carrier_new (LanesRunContext *context);
LanesCarrier *lanes_thread_carrier_new (LanesRunContext *context, guint width);
LanesCarrier *lanes_process_carrier_new (LanesRunContext *context, guint width);
LanesCarrier *lanes_loop_carrier_new (LanesRunContext *context);

G_END_DECLS
