/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

/**
 * LanesAcceptor:
 *
 * Accepts the connections of a server's socket in the server's place, so that each is given
 * back when its client closes it, which a SoupServer before libsoup 3.3 does not. Belongs to
 * the thread that made it and its default context.
 */
typedef struct _LanesAcceptor LanesAcceptor;

/* Whether the libsoup that runs needs one. Any thread. */
gboolean lanes_acceptor_is_needed (void);

LanesAcceptor *lanes_acceptor_new (SoupServer *server, GSocket *socket);
void lanes_acceptor_free (LanesAcceptor *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LanesAcceptor, lanes_acceptor_free)

G_END_DECLS
