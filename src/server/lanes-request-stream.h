/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Stands in a path for a % that begins no escape; no URI has such a byte. */
#define LANES_REQUEST_STREAM_BAD_ESCAPE '\xff'

/**
 * LanesRequestStream:
 *
 * What a client sends, as a SoupServer can take it. Can be polled. For the thread that made it.
 *
 * A SoupServer answers a path with a % that begins no escape by itself, with an empty body; so
 * that it comes to a handler, the % becomes %LANES_REQUEST_STREAM_BAD_ESCAPE.
 *
 * A SoupServer before libsoup 3.3 forgets a connection that its client closes between two
 * requests: neither its socket nor its memory is given back. One that is closed within a
 * request it does release; so there is one byte more before the end, with which a request
 * seems to begin.
 */
#define LANES_TYPE_REQUEST_STREAM (lanes_request_stream_get_type ())
G_DECLARE_FINAL_TYPE (LanesRequestStream,
                      lanes_request_stream,
                      LANES,
                      REQUEST_STREAM,
                      GFilterInputStream)

GInputStream *lanes_request_stream_new (GInputStream *base);

G_END_DECLS
