/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

/**
 * LanesAcceptor:
 *
 * Accepts the connections of a server's socket in the server's place, and hands them over with
 * a [class@LanesRequestStream] each. Belongs to the thread that made it and its default context.
 */
typedef struct _LanesAcceptor LanesAcceptor;

LanesAcceptor *lanes_acceptor_new (SoupServer *server, GSocket *socket);
void lanes_acceptor_free (LanesAcceptor *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LanesAcceptor, lanes_acceptor_free)

G_END_DECLS
