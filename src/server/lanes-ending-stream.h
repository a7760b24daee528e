/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * LanesEndingStream:
 *
 * What a client sends, with one byte more before its end. Can be polled. For the thread that
 * made it.
 *
 * A SoupServer before libsoup 3.3 forgets a connection that its client closes between two
 * requests: neither its socket nor its memory is given back. One that is closed within a
 * request it does release, and of that the byte is the beginning.
 */
#define LANES_TYPE_ENDING_STREAM (lanes_ending_stream_get_type ())
G_DECLARE_FINAL_TYPE (LanesEndingStream,
                      lanes_ending_stream,
                      LANES,
                      ENDING_STREAM,
                      GFilterInputStream)

GInputStream *lanes_ending_stream_new (GInputStream *base);

G_END_DECLS
