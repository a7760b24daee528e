/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * LanesJsonReader:
 *
 * Reads JSON from a stream as it comes, without a tree: for what may hold millions of numbers.
 * Strict (RFC 8259), no deeper than %LANES_JSON_DEPTH_MAX. The first error stays, and
 * everything after it fails. Used by one thread.
 *
 * |[
 * if (lanes_json_reader_begin_object (reader))
 *   while (lanes_json_reader_next_member (reader, name))
 *     read_member (reader, name->str);
 * ]|
 */
typedef struct _LanesJsonReader LanesJsonReader;

typedef enum
{
  LANES_JSON_ERROR, /* an error, or the end */
  LANES_JSON_OBJECT,
  LANES_JSON_ARRAY,
  LANES_JSON_STRING,
  LANES_JSON_NUMBER,
  LANES_JSON_BOOLEAN,
  LANES_JSON_NULL,
} LanesJsonType;

LanesJsonReader *lanes_json_reader_new (GInputStream *stream, GCancellable *cancellable);
void lanes_json_reader_free (LanesJsonReader *self);
/* The first error; NULL: none yet. LANES_FILE_ERROR or of the stream. */
const GError *lanes_json_reader_get_error (LanesJsonReader *self);
/* Makes what was read wrong: the reader's error from now on, unless there is one. Takes error. */
gboolean lanes_json_reader_fail (LanesJsonReader *self, GError *error);

/* What comes next, without taking it. */
LanesJsonType lanes_json_reader_peek (LanesJsonReader *self);
gboolean lanes_json_reader_begin_object (LanesJsonReader *self);
/* FALSE: the object has ended (or there is an error). */
gboolean lanes_json_reader_next_member (LanesJsonReader *self, GString *name);
gboolean lanes_json_reader_begin_array (LanesJsonReader *self);
gboolean lanes_json_reader_next_element (LanesJsonReader *self);
gboolean lanes_json_reader_string (LanesJsonReader *self, GString *value);
/* A whole number that fits. */
gboolean lanes_json_reader_int (LanesJsonReader *self, gint64 *value);
gboolean lanes_json_reader_double (LanesJsonReader *self, double *value);
gboolean lanes_json_reader_boolean (LanesJsonReader *self, gboolean *value);
/* Takes a value of any type; appends its compact text to @text where that is not NULL. */
gboolean lanes_json_reader_any (LanesJsonReader *self, GString *text);
/* Nothing but white space is left. */
gboolean lanes_json_reader_end (LanesJsonReader *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LanesJsonReader, lanes_json_reader_free)

G_END_DECLS
