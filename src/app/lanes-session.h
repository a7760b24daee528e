/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "core/lanes-run.h"

G_BEGIN_DECLS

/**
 * LanesSession:
 *
 * Runs one thing at a time for the whole app, and keeps the endpoint (and so the built-in server)
 * between runs with the same options. Main thread only; the work happens elsewhere.
 *
 * Properties (explicit notify): "running" (boolean), "run" (LanesRun, nullable: the one that goes
 * on, once t = 0 is set), "description" (string, nullable: "Shopping Carts · Threads").
 */
#define LANES_TYPE_SESSION (lanes_session_get_type ())
G_DECLARE_FINAL_TYPE (LanesSession, lanes_session, LANES, SESSION, GObject)

LanesSession *lanes_session_new (void);
gboolean lanes_session_is_running (LanesSession *self);
LanesRun *lanes_session_get_run (LanesSession *self);
const char *lanes_session_get_description (LanesSession *self);
char *lanes_session_dup_obstacle (LanesSession *self);

/* A run under each of @models (element-type LanesModel), one after the other, with the options
 * that @options (element-type LanesOptions) has at the same place. @callback when the last has
 * ended; @started (nullable) whenever one has set its t = 0. G_IO_ERROR_BUSY while one goes on. */
typedef void (*LanesSessionStarted) (LanesSession *self,
                                     guint index,
                                     LanesRun *run,
                                     gpointer user_data);
void lanes_session_run_async (LanesSession *self,
                              LanesWorkload *workload,
                              guint n_tasks,
                              GPtrArray *models,
                              GPtrArray *options,
                              LanesSessionStarted started,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
/* (transfer full) (element-type LanesRun): the runs that began, stopped ones included; with fewer
 * than asked for, why not more is in @error when it was no stop. NULL only with @error. */
GPtrArray *lanes_session_run_finish (LanesSession *self, GAsyncResult *result, GError **error);

/* Ends what goes on; its callback comes within 200 ms. Harmless when nothing does. */
void lanes_session_stop (LanesSession *self);

G_END_DECLS
