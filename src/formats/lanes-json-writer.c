/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-json-writer.h"

#include <math.h>

#include "core/lanes-digits.h"

#define BUFFER_SIZE (64 * 1024)

/**
 * lanes_json_writer_init:
 * @self: a writer
 * @stream: where to
 * @cancellable: (nullable): ends writing with an error
 */
void
lanes_json_writer_init (LanesJsonWriter *self, GOutputStream *stream, GCancellable *cancellable)
{
  *self = (LanesJsonWriter){
    .stream = stream,
    .cancellable = cancellable,
    .buffer = g_string_sized_new (BUFFER_SIZE + 256),
  };
}

static void
lanes_json_writer_flush (LanesJsonWriter *self)
{
  if (self->error == NULL)
    g_output_stream_write_all (self->stream, self->buffer->str, self->buffer->len, NULL,
                               self->cancellable, &self->error);
  g_string_truncate (self->buffer, 0);
}

/**
 * lanes_json_writer_finish:
 * @self: a writer
 * @error: of the stream
 *
 * Writes out what is left, and clears the writer.
 *
 * Returns: %FALSE with @error set when anything went wrong since the beginning
 */
gboolean
lanes_json_writer_finish (LanesJsonWriter *self, GError **error)
{
  gboolean succeeded;

  lanes_json_writer_flush (self);
  g_string_free (self->buffer, TRUE);
  succeeded = self->error == NULL;
  if (!succeeded)
    g_propagate_error (error, g_steal_pointer (&self->error));

  return succeeded;
}

static inline gboolean
needs_escape (char c)
{
  return (guchar) c < 0x20 || c == '"' || c == '\\' || c == 0x7f;
}

/**
 * lanes_json_append_string:
 * @text: grows
 * @value: UTF-8
 *
 * Appends @value in quotes, with what JSON wants escaped. Any thread.
 */
void
lanes_json_append_string (GString *text, const char *value)
{
  const char *begin = value;

  g_string_append_c (text, '"');
  for (const char *p = value; *p != '\0'; p++)
    {
      if (!needs_escape (*p))
        continue;
      g_string_append_len (text, begin, p - begin);
      begin = p + 1;
      if (*p == '"' || *p == '\\')
        g_string_append_printf (text, "\\%c", *p);
      else
        g_string_append_printf (text, "\\u%04x", (guchar) *p);
    }
  g_string_append (text, begin);
  g_string_append_c (text, '"');
}

static void
lanes_json_writer_begin_value (LanesJsonWriter *self, const char *name)
{
  if (self->buffer->len >= BUFFER_SIZE)
    lanes_json_writer_flush (self);
  if (self->needs_comma)
    g_string_append_c (self->buffer, ',');
  if (self->needs_new_line)
    g_string_append_c (self->buffer, '\n');
  self->needs_new_line = FALSE;
  if (name != NULL)
    {
      lanes_json_append_string (self->buffer, name);
      g_string_append_c (self->buffer, ':');
    }
  self->needs_comma = TRUE;
}

void
lanes_json_writer_begin_object (LanesJsonWriter *self, const char *name)
{
  lanes_json_writer_begin_value (self, name);
  g_string_append_c (self->buffer, '{');
  self->needs_comma = FALSE;
}

void
lanes_json_writer_end_object (LanesJsonWriter *self)
{
  g_string_append_c (self->buffer, '}');
  self->needs_comma = TRUE;
}

void
lanes_json_writer_begin_array (LanesJsonWriter *self, const char *name)
{
  lanes_json_writer_begin_value (self, name);
  g_string_append_c (self->buffer, '[');
  self->needs_comma = FALSE;
}

void
lanes_json_writer_end_array (LanesJsonWriter *self)
{
  g_string_append_c (self->buffer, ']');
  self->needs_comma = TRUE;
}

void
lanes_json_writer_int (LanesJsonWriter *self, const char *name, gint64 value)
{
  lanes_json_writer_begin_value (self, name);
  lanes_digits_append (self->buffer, value);
}

void
lanes_json_writer_double (LanesJsonWriter *self, const char *name, double value)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  lanes_json_writer_begin_value (self, name);
  g_string_append (self->buffer,
                   isfinite (value) ? g_ascii_formatd (text, sizeof text, "%.15g", value) : "0");
}

void
lanes_json_writer_boolean (LanesJsonWriter *self, const char *name, gboolean value)
{
  lanes_json_writer_begin_value (self, name);
  g_string_append (self->buffer, value ? "true" : "false");
}

void
lanes_json_writer_string (LanesJsonWriter *self, const char *name, const char *value)
{
  lanes_json_writer_begin_value (self, name);
  if (value != NULL)
    lanes_json_append_string (self->buffer, value);
  else
    g_string_append (self->buffer, "null");
}

void
lanes_json_writer_raw (LanesJsonWriter *self, const char *name, const char *text)
{
  lanes_json_writer_begin_value (self, name);
  g_string_append (self->buffer, text);
}

void
lanes_json_writer_new_line (LanesJsonWriter *self)
{
  self->needs_new_line = TRUE;
}

void
lanes_json_writer_end_text (LanesJsonWriter *self)
{
  g_string_append_c (self->buffer, '\n');
}
