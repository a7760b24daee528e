/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/lanes-run.h"
#include "lanes-json-reader.h"

G_BEGIN_DECLS

/**
 * LanesSpanColumns:
 *
 * The spans of a run file: columns of equal length that may come in any order, and the words
 * that their kinds, statuses and reasons stand for. Used by one thread.
 */
typedef struct _LanesSpanColumns LanesSpanColumns;

LanesSpanColumns *lanes_span_columns_new (void);
void lanes_span_columns_free (LanesSpanColumns *self);
/* Reads one member of "spans". @handled: whether it is one of ours; if not nothing was read. */
gboolean lanes_span_columns_read (LanesSpanColumns *self,
                                  LanesJsonReader *reader,
                                  const char *name,
                                  gboolean *handled);
/* Checks every span and puts them into @run's trace. LANES_FILE_ERROR. */
gboolean lanes_span_columns_fill (LanesSpanColumns *self, LanesRun *run, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LanesSpanColumns, lanes_span_columns_free)

G_END_DECLS
