/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * LanesGate:
 *
 * So many connections at once for threads that block: first come, first served. Any thread.
 */
typedef struct _LanesGate LanesGate;

LanesGate *lanes_gate_new (guint width);
void lanes_gate_free (LanesGate *self);
/* TRUE at once when one is free and nobody waits. */
gboolean lanes_gate_try_enter (LanesGate *self);
/* Blocks; FALSE: the gate was closed. */
gboolean lanes_gate_enter (LanesGate *self);
void lanes_gate_leave (LanesGate *self);

/* For threads that must not block: TRUE when entered at once; else @granted is called with
 * @data, by whoever makes room and in its thread, when it is @data's turn. It must be brief and
 * must not call the gate. */
typedef void (*LanesGateFunc) (gpointer data);
gboolean lanes_gate_enter_async (LanesGate *self, LanesGateFunc granted, gpointer data);
/* @data does not wait any more; FALSE: it was granted already and must leave. */
gboolean lanes_gate_cancel (LanesGate *self, gpointer data);
/* Sends every waiter away, now and later. */
void lanes_gate_close (LanesGate *self);
/* The most that were inside at once. */
guint lanes_gate_get_peak (LanesGate *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LanesGate, lanes_gate_free)

G_END_DECLS
