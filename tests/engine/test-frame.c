/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "engine/lanes-frame.h"

static LanesFrame
frame_of (guint i)
{
  return (LanesFrame){ .type = (guint8) (1 + i % (LANES_N_FRAME_TYPES - 1)),
                       .task = i,
                       .value = (gint64) i * -3 };
}

static GByteArray *
stream_of (guint n_frames)
{
  GByteArray *bytes = g_byte_array_new ();

  for (guint i = 0; i < n_frames; i++)
    {
      LanesFrame frame = frame_of (i);

      lanes_frame_append (bytes, &frame, i % 3 == 0 ? g_variant_new ("(us)", i, "payload") : NULL);
    }

  return bytes;
}

/* However the bytes are cut, the same frames come out. */
static void
test_frames_survive_any_cutting (void)
{
  const guint n = 50;
  g_autoptr (GByteArray) bytes = stream_of (n);

  for (guint largest = 1; largest < 300; largest += 13)
    {
      g_autoptr (LanesFrameReader) reader = lanes_frame_reader_new ();
      guint seen = 0;
      gsize at = 0;

      while (at < bytes->len)
        {
          gsize piece =
              MIN ((gsize) g_test_rand_int_range (1, (gint32) largest + 1), bytes->len - at);
          LanesFrame frame;
          GBytes *payload;

          lanes_frame_reader_feed (reader, bytes->data + at, piece);
          at += piece;
          while (lanes_frame_reader_next (reader, &frame, &payload) == LANES_FRAME_READ_ONE)
            {
              g_autoptr (GVariant) value = lanes_frame_parse_payload (payload, "(us)");
              LanesFrame expected = frame_of (seen);

              g_assert_cmpuint (frame.task, ==, expected.task);
              g_assert_cmpuint (frame.type, ==, expected.type);
              g_assert_cmpint (frame.value, ==, expected.value);
              g_assert_cmpint (value != NULL, ==, seen % 3 == 0);
              g_clear_pointer (&payload, g_bytes_unref);
              seen++;
            }
        }
      g_assert_cmpuint (seen, ==, n);
    }
}

static LanesFrameRead
read_one (const void *bytes, gsize length)
{
  g_autoptr (LanesFrameReader) reader = lanes_frame_reader_new ();
  g_autoptr (GBytes) payload = NULL;
  LanesFrame frame;

  lanes_frame_reader_feed (reader, bytes, length);

  return lanes_frame_reader_next (reader, &frame, &payload);
}

static void
test_what_is_no_frame_is_refused (void)
{
  LanesFrame frame = { .magic = LANES_FRAME_MAGIC, .type = LANES_FRAME_READY };

  g_assert_cmpint (read_one (&frame, sizeof frame), ==, LANES_FRAME_READ_ONE);
  g_assert_cmpint (read_one (&frame, sizeof frame - 1), ==, LANES_FRAME_READ_MORE);
  frame.length = LANES_FRAME_PAYLOAD_MAX;
  g_assert_cmpint (read_one (&frame, sizeof frame), ==, LANES_FRAME_READ_MORE);
  frame.length = LANES_FRAME_PAYLOAD_MAX + 1;
  g_assert_cmpint (read_one (&frame, sizeof frame), ==, LANES_FRAME_READ_BROKEN);
  frame.length = 0;
  frame.type = LANES_N_FRAME_TYPES;
  g_assert_cmpint (read_one (&frame, sizeof frame), ==, LANES_FRAME_READ_BROKEN);
  frame.type = LANES_FRAME_NONE;
  g_assert_cmpint (read_one (&frame, sizeof frame), ==, LANES_FRAME_READ_BROKEN);
  frame.type = LANES_FRAME_READY;
  frame.magic = 1;
  g_assert_cmpint (read_one (&frame, sizeof frame), ==, LANES_FRAME_READ_BROKEN);
}

static void
test_payloads_must_be_in_normal_form (void)
{
  g_autoptr (GBytes) nonsense = g_bytes_new_static ("\xff\xff\xff\xff\xff\xff\xff", 7);

  g_assert_null (lanes_frame_parse_payload (nonsense, "(msay)"));
  g_assert_null (lanes_frame_parse_payload (nonsense, "(us)"));
  g_assert_null (lanes_frame_parse_payload (NULL, "ay"));
}

static void
test_random_bytes_never_crash (void)
{
  for (guint round = 0; round < 3000; round++)
    {
      g_autoptr (GByteArray) bytes = stream_of (5);
      g_autoptr (LanesFrameReader) reader = lanes_frame_reader_new ();
      LanesFrameRead read;
      guint seen = 0;

      for (guint i = 0; i < 4; i++)
        bytes->data[g_test_rand_int_range (0, (gint32) bytes->len)] =
            (guint8) g_test_rand_int_range (0, 256);
      lanes_frame_reader_feed (reader, bytes->data, bytes->len);
      do
        {
          g_autoptr (GBytes) payload = NULL;
          g_autoptr (GVariant) value = NULL;
          LanesFrame frame;

          read = lanes_frame_reader_next (reader, &frame, &payload);
          value = lanes_frame_parse_payload (payload, "(us)");
          seen++;
        }
      while (read == LANES_FRAME_READ_ONE);
      g_assert_cmpuint (seen, <=, bytes->len / LANES_FRAME_SIZE + 1);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/frame/frames-survive-any-cutting", test_frames_survive_any_cutting);
  g_test_add_func ("/frame/what-is-no-frame-is-refused", test_what_is_no_frame_is_refused);
  g_test_add_func ("/frame/payloads-must-be-in-normal-form", test_payloads_must_be_in_normal_form);
  g_test_add_func ("/frame/random-bytes-never-crash", test_random_bytes_never_crash);

  return g_test_run ();
}
