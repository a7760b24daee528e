/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-json-reader.h"

#include <glib/gi18n.h>
#include <string.h>

#include "core/lanes-error.h"
#include "lanes-json-guard.h"
#include "lanes-json-writer.h"

#define BUFFER_SIZE (64 * 1024)
/* A string that is longer is no label, path or message of ours. */
#define STRING_MAX (16 * 1024 * 1024)
/* The longest number that JSON.stringify prints is 24 characters long. */
#define NUMBER_MAX 64

struct _LanesJsonReader
{
  GInputStream *stream;
  GCancellable *cancellable;
  GError *error;
  const guint8 *at; /* what comes next in the buffer */
  const guint8 *end;
  guint64 before; /* bytes that came before the buffer */
  guint depth;
  gboolean is_first; /* no element or member of the innermost value was read yet */
  guint8 buffer[BUFFER_SIZE];
};

/**
 * lanes_json_reader_new:
 * @stream: kept
 * @cancellable: (nullable): kept; ends reading with an error
 *
 * Returns: (transfer full): a reader
 */
LanesJsonReader *
lanes_json_reader_new (GInputStream *stream, GCancellable *cancellable)
{
  LanesJsonReader *self = g_new (LanesJsonReader, 1);

  self->stream = g_object_ref (stream);
  self->cancellable = cancellable != NULL ? g_object_ref (cancellable) : NULL;
  self->error = NULL;
  self->at = self->end = self->buffer;
  self->before = 0;
  self->depth = 0;
  self->is_first = TRUE;

  return self;
}

/**
 * lanes_json_reader_free:
 * @self: (transfer full): a reader
 */
void
lanes_json_reader_free (LanesJsonReader *self)
{
  g_return_if_fail (self != NULL);

  g_object_unref (self->stream);
  g_clear_object (&self->cancellable);
  g_clear_error (&self->error);
  g_free (self);
}

const GError *
lanes_json_reader_get_error (LanesJsonReader *self)
{
  return self->error;
}

gboolean
lanes_json_reader_fail (LanesJsonReader *self, GError *error)
{
  if (self->error == NULL)
    self->error = error;
  else
    g_error_free (error);
  self->at = self->end;

  return FALSE;
}

static gboolean
lanes_json_reader_fail_at (LanesJsonReader *self, const char *what)
{
  guint64 offset = self->before + (guint64) (self->at - self->buffer);

  return lanes_json_reader_fail (self, g_error_new (LANES_FILE_ERROR, LANES_FILE_ERROR_SYNTAX,
                                                    _ ("at byte %" G_GUINT64_FORMAT ": %s"), offset,
                                                    what));
}

static gboolean
lanes_json_reader_fill (LanesJsonReader *self)
{
  gssize n;

  if (self->error != NULL)
    return FALSE;

  self->before += (guint64) (self->end - self->buffer);
  self->at = self->end = self->buffer;
  n = g_input_stream_read (self->stream, self->buffer, BUFFER_SIZE, self->cancellable,
                           &self->error);
  if (n <= 0)
    return FALSE;
  self->end = self->buffer + n;

  return TRUE;
}

/* The next byte without taking it; -1: there is none. */
static inline int
look (LanesJsonReader *self)
{
  if (G_UNLIKELY (self->at == self->end) && !lanes_json_reader_fill (self))
    return -1;

  return *self->at;
}

static inline int
look_past_space (LanesJsonReader *self)
{
  int c = look (self);

  while (c == ' ' || c == '\n' || c == '\t' || c == '\r')
    {
      self->at++;
      c = look (self);
    }

  return c;
}

static gboolean
lanes_json_reader_expected (LanesJsonReader *self, const char *what)
{
  g_autofree char *text = NULL;

  if (look (self) < 0)
    return lanes_json_reader_fail_at (self, _ ("the file ends too early"));

  text = g_strdup_printf (_ ("%s was expected"), what);

  return lanes_json_reader_fail_at (self, text);
}

/**
 * lanes_json_reader_peek:
 * @self: a reader
 *
 * Returns: what comes next
 */
LanesJsonType
lanes_json_reader_peek (LanesJsonReader *self)
{
  int c = look_past_space (self);

  switch (c)
    {
    case '{':
      return LANES_JSON_OBJECT;
    case '[':
      return LANES_JSON_ARRAY;
    case '"':
      return LANES_JSON_STRING;
    case 't':
    case 'f':
      return LANES_JSON_BOOLEAN;
    case 'n':
      return LANES_JSON_NULL;
    default:
      return c == '-' || g_ascii_isdigit (c) ? LANES_JSON_NUMBER : LANES_JSON_ERROR;
    }
}

/* @what is translated where it is needed: looking a translation up is dear. */
static gboolean
lanes_json_reader_begin (LanesJsonReader *self, char bracket, const char *what)
{
  if (look_past_space (self) != bracket)
    return lanes_json_reader_expected (self, _ (what));
  if (++self->depth > LANES_JSON_DEPTH_MAX)
    return lanes_json_reader_fail_at (self, _ ("it is nested too deep"));

  self->at++;
  self->is_first = TRUE;

  return TRUE;
}

/* Comma or end of the innermost value. @what is translated here. TRUE: something follows. */
static gboolean
lanes_json_reader_next (LanesJsonReader *self, char bracket, const char *what)
{
  int c = look_past_space (self);
  gboolean is_first = self->is_first;

  self->is_first = FALSE;
  if (c == bracket)
    {
      self->at++;
      self->depth--;
      return FALSE;
    }
  if (is_first)
    return c >= 0 || lanes_json_reader_expected (self, _ (what));
  if (c != ',')
    return lanes_json_reader_expected (self, _ (what));
  self->at++;
  if (look_past_space (self) == bracket)
    return lanes_json_reader_expected (self, _ ("a value after the comma"));

  return TRUE;
}

gboolean
lanes_json_reader_begin_object (LanesJsonReader *self)
{
  return lanes_json_reader_begin (self, '{', N_ ("an object"));
}

gboolean
lanes_json_reader_begin_array (LanesJsonReader *self)
{
  return lanes_json_reader_begin (self, '[', N_ ("an array"));
}

gboolean
lanes_json_reader_next_element (LanesJsonReader *self)
{
  return lanes_json_reader_next (self, ']', N_ ("a comma or ]"));
}

gboolean
lanes_json_reader_next_member (LanesJsonReader *self, GString *name)
{
  if (!lanes_json_reader_next (self, '}', N_ ("a comma or }")))
    return FALSE;
  if (!lanes_json_reader_string (self, name))
    return FALSE;
  if (look_past_space (self) != ':')
    return lanes_json_reader_expected (self, _ ("a colon"));
  self->at++;

  return TRUE;
}

static gboolean
read_hex (LanesJsonReader *self, gunichar *value)
{
  *value = 0;
  for (guint i = 0; i < 4; i++)
    {
      int c = look (self);

      if (c < 0 || !g_ascii_isxdigit (c))
        return lanes_json_reader_expected (self, _ ("a hexadecimal digit"));
      *value = *value << 4 | (gunichar) g_ascii_xdigit_value ((char) c);
      self->at++;
    }

  return TRUE;
}

static gboolean
read_unicode (LanesJsonReader *self, GString *value)
{
  gunichar high, low;

  if (!read_hex (self, &high))
    return FALSE;

  if (high >= 0xd800 && high < 0xdc00)
    {
      if (look (self) != '\\')
        return lanes_json_reader_expected (self, _ ("the second half of a surrogate pair"));
      self->at++;
      if (look (self) != 'u')
        return lanes_json_reader_expected (self, _ ("the second half of a surrogate pair"));
      self->at++;
      if (!read_hex (self, &low))
        return FALSE;
      if (low < 0xdc00 || low > 0xdfff)
        return lanes_json_reader_fail_at (self, _ ("half a surrogate pair stands alone"));
      high = 0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00);
    }

  if (high == 0 || (high >= 0xdc00 && high <= 0xdfff))
    return lanes_json_reader_fail_at (self, _ ("this character cannot be in a text"));
  g_string_append_unichar (value, high);

  return TRUE;
}

static gboolean
read_escape (LanesJsonReader *self, GString *value)
{
  static const char from[] = "\"\\/bfnrt";
  static const char to[] = "\"\\/\b\f\n\r\t";
  int c = look (self);
  const char *found;

  if (c == 'u')
    {
      self->at++;
      return read_unicode (self, value);
    }

  found = c > 0 ? strchr (from, c) : NULL;
  if (found == NULL)
    return lanes_json_reader_expected (self, _ ("an escape of JSON"));
  g_string_append_c (value, to[found - from]);
  self->at++;

  return TRUE;
}

/**
 * lanes_json_reader_string:
 * @self: a reader
 * @value: what is read replaces what it holds
 *
 * Returns: %FALSE when what comes next is no text
 */
gboolean
lanes_json_reader_string (LanesJsonReader *self, GString *value)
{
  g_string_truncate (value, 0);
  if (look_past_space (self) != '"')
    return lanes_json_reader_expected (self, _ ("a text in quotes"));
  self->at++;

  while (TRUE)
    {
      const guint8 *begin;
      int c = look (self);

      if (c < 0 || c < 0x20)
        return lanes_json_reader_expected (self, _ ("the end of a text"));

      for (begin = self->at; self->at < self->end; self->at++)
        {
          if (*self->at == '"' || *self->at == '\\' || *self->at < 0x20)
            break;
        }
      g_string_append_len (value, (const char *) begin, self->at - begin);
      if (value->len > STRING_MAX)
        return lanes_json_reader_fail_at (self, _ ("this text is too long"));
      if (self->at == self->end || *self->at < 0x20)
        continue;
      self->at++;
      if (self->at[-1] == '"')
        break;
      if (!read_escape (self, value))
        return FALSE;
    }

  if (!g_utf8_validate_len (value->str, value->len, NULL))
    return lanes_json_reader_fail_at (self, _ ("it is not UTF-8 text"));

  return TRUE;
}

static gboolean
take_digits (LanesJsonReader *self, GString *text)
{
  int c = look (self);

  if (c < 0 || !g_ascii_isdigit (c))
    return lanes_json_reader_expected (self, _ ("a digit"));
  for (; c >= 0 && g_ascii_isdigit (c) && text->len < NUMBER_MAX; c = look (self))
    {
      g_string_append_c (text, (char) c);
      self->at++;
    }
  if (text->len == NUMBER_MAX)
    return lanes_json_reader_fail_at (self, _ ("this number is too long"));

  return TRUE;
}

/* Takes a number's text, as RFC 8259 spells it. */
static gboolean
take_number (LanesJsonReader *self, GString *text)
{
  int c = look_past_space (self);

  if (c == '-')
    {
      g_string_append_c (text, '-');
      self->at++;
      c = look (self);
    }
  if (c == '0')
    {
      g_string_append_c (text, '0');
      self->at++;
    }
  else if (!take_digits (self, text))
    return FALSE;

  if (look (self) == '.')
    {
      g_string_append_c (text, '.');
      self->at++;
      if (!take_digits (self, text))
        return FALSE;
    }

  c = look (self);
  if (c == 'e' || c == 'E')
    {
      g_string_append_c (text, 'e');
      self->at++;
      c = look (self);
      if (c == '+' || c == '-')
        {
          g_string_append_c (text, (char) c);
          self->at++;
        }
      if (!take_digits (self, text))
        return FALSE;
    }

  c = look (self);
  if (c >= 0 && g_ascii_isdigit (c))
    return lanes_json_reader_expected (self, _ ("a number without a leading 0"));

  return TRUE;
}

/**
 * lanes_json_reader_int:
 * @self: a reader
 * @value: (out): a whole number
 *
 * Returns: %FALSE when what comes next is no whole number that fits into 64 bits
 */
gboolean
lanes_json_reader_int (LanesJsonReader *self, gint64 *value)
{
  int c = look_past_space (self);
  gboolean is_negative = c == '-';
  gint64 result = 0;

  if (is_negative)
    {
      self->at++;
      c = look (self);
    }
  if (c < 0 || !g_ascii_isdigit (c))
    return lanes_json_reader_expected (self, _ ("a whole number"));
  if (c == '0')
    {
      self->at++;
      c = look (self);
      if (c >= 0 && g_ascii_isdigit (c))
        return lanes_json_reader_expected (self, _ ("a number without a leading 0"));
    }

  for (; c >= '0' && c <= '9'; c = look (self))
    {
      gint64 digit = is_negative ? '0' - c : c - '0';

      if (__builtin_mul_overflow (result, 10, &result) ||
          __builtin_add_overflow (result, digit, &result))
        return lanes_json_reader_fail_at (self, _ ("this number is too large"));
      self->at++;
    }
  if (c == '.' || c == 'e' || c == 'E')
    return lanes_json_reader_expected (self, _ ("a whole number"));

  *value = result;

  return TRUE;
}

gboolean
lanes_json_reader_double (LanesJsonReader *self, double *value)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (!take_number (self, text))
    return FALSE;
  *value = g_ascii_strtod (text->str, NULL);

  return TRUE;
}

static gboolean
take_word (LanesJsonReader *self, const char *word, GString *text)
{
  for (const char *p = word; *p != '\0'; p++)
    {
      if (look (self) != *p)
        return lanes_json_reader_expected (self, word);
      self->at++;
    }
  if (text != NULL)
    g_string_append (text, word);

  return TRUE;
}

gboolean
lanes_json_reader_boolean (LanesJsonReader *self, gboolean *value)
{
  int c = look_past_space (self);

  *value = c == 't';

  return c == 't' ? take_word (self, "true", NULL) : take_word (self, "false", NULL);
}

static gboolean
take_string (LanesJsonReader *self, GString *text)
{
  g_autoptr (GString) value = g_string_new (NULL);

  if (!lanes_json_reader_string (self, value))
    return FALSE;
  if (text != NULL)
    lanes_json_append_string (text, value->str);

  return TRUE;
}

static gboolean
take_array (LanesJsonReader *self, GString *text)
{
  gboolean is_first = TRUE;

  if (!lanes_json_reader_begin_array (self))
    return FALSE;
  if (text != NULL)
    g_string_append_c (text, '[');
  for (; lanes_json_reader_next_element (self); is_first = FALSE)
    {
      if (text != NULL && !is_first)
        g_string_append_c (text, ',');
      if (!lanes_json_reader_any (self, text))
        return FALSE;
    }
  if (text != NULL)
    g_string_append_c (text, ']');

  return self->error == NULL;
}

static gboolean
take_object (LanesJsonReader *self, GString *text)
{
  g_autoptr (GString) name = g_string_new (NULL);
  gboolean is_first = TRUE;

  if (!lanes_json_reader_begin_object (self))
    return FALSE;
  if (text != NULL)
    g_string_append_c (text, '{');
  for (; lanes_json_reader_next_member (self, name); is_first = FALSE)
    {
      if (text != NULL)
        {
          if (!is_first)
            g_string_append_c (text, ',');
          lanes_json_append_string (text, name->str);
          g_string_append_c (text, ':');
        }
      if (!lanes_json_reader_any (self, text))
        return FALSE;
    }
  if (text != NULL)
    g_string_append_c (text, '}');

  return self->error == NULL;
}

static gboolean
take_any_number (LanesJsonReader *self, GString *text)
{
  g_autoptr (GString) number = g_string_new (NULL);

  if (!take_number (self, number))
    return FALSE;
  if (text != NULL)
    g_string_append_len (text, number->str, (gssize) number->len);

  return TRUE;
}

/**
 * lanes_json_reader_any:
 * @self: a reader
 * @text: (nullable): the value's compact text is appended to it
 *
 * Takes a value of any type. No deeper than the reader goes, so the recursion ends.
 *
 * Returns: %FALSE when what comes next is no value
 */
gboolean
lanes_json_reader_any (LanesJsonReader *self, GString *text)
{
  switch (lanes_json_reader_peek (self))
    {
    case LANES_JSON_OBJECT:
      return take_object (self, text);
    case LANES_JSON_ARRAY:
      return take_array (self, text);
    case LANES_JSON_STRING:
      return take_string (self, text);
    case LANES_JSON_NUMBER:
      return take_any_number (self, text);
    case LANES_JSON_BOOLEAN:
      return take_word (self, look (self) == 't' ? "true" : "false", text);
    case LANES_JSON_NULL:
      return take_word (self, "null", text);
    case LANES_JSON_ERROR:
    default:
      return lanes_json_reader_expected (self, _ ("a value"));
    }
}

gboolean
lanes_json_reader_end (LanesJsonReader *self)
{
  if (self->error != NULL)
    return FALSE;
  if (look_past_space (self) >= 0)
    return lanes_json_reader_expected (self, _ ("the end of the file"));

  return self->error == NULL;
}
