/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-frame.h"

#include <string.h>

G_STATIC_ASSERT (sizeof (LanesFrame) == LANES_FRAME_SIZE);

/* Bytes that were handed out are dropped when there are so many of them. */
#define COMPACT_AT (256 * 1024)

struct _LanesFrameReader
{
  GByteArray *bytes;
  gsize at; /* first byte that was not handed out */
  gboolean is_broken;
};

guint8
lanes_frame_pack (guint low, guint high)
{
  g_return_val_if_fail (low < 16 && high < 16, 0);

  return (guint8) (low | high << 4);
}

guint
lanes_frame_low (const LanesFrame *self)
{
  return self->packed & 15u;
}

guint
lanes_frame_high (const LanesFrame *self)
{
  return self->packed >> 4;
}

/**
 * lanes_frame_append:
 * @out: grows
 * @frame: its magic and length are filled in
 * @payload: (nullable): a floating one is taken
 *
 * Any thread.
 */
void
lanes_frame_append (GByteArray *out, const LanesFrame *frame, GVariant *payload)
{
  g_autoptr (GVariant) value = payload != NULL ? g_variant_ref_sink (payload) : NULL;
  LanesFrame head = *frame;

  g_return_if_fail (out != NULL);

  head.magic = LANES_FRAME_MAGIC;
  head.length = value != NULL ? (guint32) g_variant_get_size (value) : 0;
  g_byte_array_append (out, (const guint8 *) &head, sizeof head);
  if (head.length > 0)
    g_byte_array_append (out, g_variant_get_data (value), head.length);
}

/**
 * lanes_frame_reader_new:
 *
 * Returns: (transfer full): a reader without bytes
 */
LanesFrameReader *
lanes_frame_reader_new (void)
{
  LanesFrameReader *self = g_new0 (LanesFrameReader, 1);

  self->bytes = g_byte_array_new ();

  return self;
}

/**
 * lanes_frame_reader_free:
 * @self: (transfer full): a reader
 */
void
lanes_frame_reader_free (LanesFrameReader *self)
{
  g_return_if_fail (self != NULL);

  g_byte_array_unref (self->bytes);
  g_free (self);
}

/* Adds bytes in the order in which they came. */
void
lanes_frame_reader_feed (LanesFrameReader *self, const guint8 *bytes, gsize length)
{
  g_return_if_fail (self != NULL);

  if (self->at == self->bytes->len)
    {
      g_byte_array_set_size (self->bytes, 0);
      self->at = 0;
    }
  else if (self->at > COMPACT_AT)
    {
      g_byte_array_remove_range (self->bytes, 0, (guint) self->at);
      self->at = 0;
    }
  g_byte_array_append (self->bytes, bytes, (guint) length);
}

static gboolean
is_sound (const LanesFrame *frame)
{
  return frame->magic == LANES_FRAME_MAGIC && frame->type > LANES_FRAME_NONE &&
         frame->type < LANES_N_FRAME_TYPES && frame->length <= LANES_FRAME_PAYLOAD_MAX;
}

/**
 * lanes_frame_reader_next:
 * @self: a reader
 * @frame: (out): the next frame
 * @payload: (out) (transfer full) (nullable): its payload; %NULL: it has none
 *
 * Returns: whether there was one
 */
LanesFrameRead
lanes_frame_reader_next (LanesFrameReader *self, LanesFrame *frame, GBytes **payload)
{
  gsize available;

  g_return_val_if_fail (self != NULL, LANES_FRAME_READ_BROKEN);

  *payload = NULL;
  available = self->bytes->len - self->at;
  if (self->is_broken)
    return LANES_FRAME_READ_BROKEN;
  if (available < sizeof *frame)
    return LANES_FRAME_READ_MORE;

  memcpy (frame, self->bytes->data + self->at, sizeof *frame);
  if (!is_sound (frame))
    {
      self->is_broken = TRUE;
      return LANES_FRAME_READ_BROKEN;
    }
  if (available < sizeof *frame + frame->length)
    return LANES_FRAME_READ_MORE;

  if (frame->length > 0)
    *payload = g_bytes_new (self->bytes->data + self->at + sizeof *frame, frame->length);
  self->at += sizeof *frame + frame->length;

  return LANES_FRAME_READ_ONE;
}

/**
 * lanes_frame_parse_payload:
 * @payload: (nullable): of a frame
 * @type: a definite GVariant type
 *
 * Returns: (transfer full) (nullable): its value; %NULL when it is not @type in normal form
 */
GVariant *
lanes_frame_parse_payload (GBytes *payload, const char *type)
{
  g_autoptr (GVariant) value = NULL;

  if (payload == NULL)
    return NULL;

  value = g_variant_ref_sink (g_variant_new_from_bytes (G_VARIANT_TYPE (type), payload, FALSE));

  return g_variant_is_normal_form (value) ? g_steal_pointer (&value) : NULL;
}
