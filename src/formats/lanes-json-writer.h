/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * LanesJsonWriter:
 *
 * Writes JSON to a stream as it comes, without a tree: for what may hold millions of numbers.
 * The first error stays; what is written after it goes nowhere. Used by one thread.
 */
typedef struct
{
  GOutputStream *stream;
  GCancellable *cancellable;
  GError *error;
  GString *buffer;
  gboolean needs_comma;
  gboolean needs_new_line;
} LanesJsonWriter;

void lanes_json_writer_init (LanesJsonWriter *self,
                             GOutputStream *stream,
                             GCancellable *cancellable);
/* Writes out what is left. FALSE with @error set when anything went wrong since init. */
gboolean lanes_json_writer_finish (LanesJsonWriter *self, GError **error);

/* Each takes the name of a member, or NULL for an element of an array. */
void lanes_json_writer_begin_object (LanesJsonWriter *self, const char *name);
void lanes_json_writer_end_object (LanesJsonWriter *self);
void lanes_json_writer_begin_array (LanesJsonWriter *self, const char *name);
void lanes_json_writer_end_array (LanesJsonWriter *self);
void lanes_json_writer_int (LanesJsonWriter *self, const char *name, gint64 value);
void lanes_json_writer_double (LanesJsonWriter *self, const char *name, double value);
void lanes_json_writer_boolean (LanesJsonWriter *self, const char *name, gboolean value);
/* @value: (nullable): NULL is written as null */
void lanes_json_writer_string (LanesJsonWriter *self, const char *name, const char *value);
/* @text: JSON as it is: a value; with @name NULL also members or elements joined by commas. */
void lanes_json_writer_raw (LanesJsonWriter *self, const char *name, const char *text);
/* Appends @value in quotes, with what JSON wants escaped. Any thread. */
void lanes_json_append_string (GString *text, const char *value);
/* For people who look into the file: a new line before what follows. */
void lanes_json_writer_new_line (LanesJsonWriter *self);
/* A new line after the outermost value. */
void lanes_json_writer_end_text (LanesJsonWriter *self);

G_END_DECLS
