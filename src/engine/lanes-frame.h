/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a worker and its parent say to each other. */
typedef enum
{
  LANES_FRAME_NONE,
  /* from the parent */
  LANES_FRAME_SETUP, /* payload: lanes-setup.h */
  LANES_FRAME_WORK,  /* task, step, n_steps, value: whether the task has fetched; payload "ay" */
  LANES_FRAME_GRANT, /* a connection */
  LANES_FRAME_BYE,
  /* from the child */
  LANES_FRAME_READY,
  LANES_FRAME_BEGIN,  /* an open span: task, step, kind, reason, attempt, begin_us */
  LANES_FRAME_END,    /* it ends: end_us, status, cpu_us */
  LANES_FRAME_RECORD, /* a whole span */
  LANES_FRAME_NEED,   /* wants a connection */
  LANES_FRAME_LEAVE,  /* gives it back */
  LANES_FRAME_DONE,   /* a leg: task, status, result_kind, value, pid, leg_begin_us; with a
                         kind also its one span; payload "(msay)": error, what was fetched */
  LANES_FRAME_USAGE,  /* cpu_us, value: switches, begin_us: peak bytes; the last word */
} LanesFrameType;

#define LANES_N_FRAME_TYPES 13

/**
 * LanesFrame:
 *
 * The fixed head of a frame, as it travels between two processes of one machine: in the
 * machine's own byte order. Times are microseconds since the run's start, by the clock that
 * all processes of a machine share.
 */
typedef struct
{
  guint32 magic;
  guint32 length; /* of the payload */
  guint32 task;
  guint16 step;
  guint16 n_steps;
  gint64 begin_us;
  gint64 end_us;
  gint64 cpu_us;
  gint64 value;
  gint64 leg_begin_us;
  gint32 pid;
  guint8 type;
  guint8 kind;
  guint8 status;
  guint8 packed; /* DONE: result kind; spans: attempt (low) and reason (high) */
} LanesFrame;

#define LANES_FRAME_SIZE        64
#define LANES_FRAME_MAGIC       0x4c6e5331u
#define LANES_FRAME_PAYLOAD_MAX (32u * 1024 * 1024)

/* Small numbers that share a byte: @low in 0..15, @high in 0..15. */
guint8 lanes_frame_pack (guint low, guint high);
guint lanes_frame_low (const LanesFrame *self);
guint lanes_frame_high (const LanesFrame *self);

/* Appends a frame. @payload: (nullable): a floating one is taken. Any thread. */
void lanes_frame_append (GByteArray *out, const LanesFrame *frame, GVariant *payload);

/**
 * LanesFrameReader:
 *
 * Cuts a stream of bytes into frames. What it hands out was checked: type, length, magic. One
 * thread.
 */
typedef struct _LanesFrameReader LanesFrameReader;

typedef enum
{
  LANES_FRAME_READ_MORE, /* not enough bytes yet */
  LANES_FRAME_READ_ONE,
  LANES_FRAME_READ_BROKEN, /* these bytes are no frames; nothing more is read */
} LanesFrameRead;

LanesFrameReader *lanes_frame_reader_new (void);
void lanes_frame_reader_free (LanesFrameReader *self);
void lanes_frame_reader_feed (LanesFrameReader *self, const guint8 *bytes, gsize length);
/* @payload: (transfer full) (nullable): bytes of their own, aligned for any type */
LanesFrameRead lanes_frame_reader_next (LanesFrameReader *self,
                                        LanesFrame *frame,
                                        GBytes **payload);

/* A payload as a value of @type; NULL when it is none in normal form. (transfer full) */
GVariant *lanes_frame_parse_payload (GBytes *payload, const char *type);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LanesFrameReader, lanes_frame_reader_free)

G_END_DECLS
