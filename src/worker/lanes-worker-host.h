/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "engine/lanes-frame.h"
#include "engine/lanes-setup.h"
#include "engine/lanes-stopper.h"
#include "engine/lanes-work.h"

G_BEGIN_DECLS

/**
 * LanesWorkerHost:
 *
 * Carries legs out in a worker process: its spans go to the parent as frames, several in one
 * write while legs are tiny. The main thread carries; the thread that reads grants.
 */
typedef struct
{
  LanesWorkHost parent;
  LanesSetup *setup;
  LanesStopper *stopper; /* never stopped: a wait that the parent ends by killing us */
  int fd;
  GByteArray *out;
  gint64 flushed_us;
  LanesFrame record; /* a whole span that may travel with the leg's last frame */
  GMutex lock;       /* for granted */
  GCond cond;
  gboolean granted;
} LanesWorkerHost;

void lanes_worker_host_init (LanesWorkerHost *self, LanesSetup *setup, int fd);
void lanes_worker_host_clear (LanesWorkerHost *self);
/* Carries a leg out and says how it ended. */
void lanes_worker_host_carry (LanesWorkerHost *self, LanesLeg *leg);
void lanes_worker_host_send (LanesWorkerHost *self, const LanesFrame *frame);
/* Writes what has gathered; where there is nothing to gather for, always. */
void lanes_worker_host_flush (LanesWorkerHost *self);
void lanes_worker_host_flush_when_due (LanesWorkerHost *self);
/* Any thread: the parent has granted a connection. */
void lanes_worker_host_grant (LanesWorkerHost *self);

G_END_DECLS
