/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The faulty server as a child of a test. */
typedef struct _LanesTestServer LanesTestServer;

/* @faults: (nullable): "3=truncate 4=stall"; see tests/faulty */
LanesTestServer *lanes_test_server_new (const char *faults);
/* Ends it and waits for it. */
void lanes_test_server_free (LanesTestServer *self);
const char *lanes_test_server_get_url (LanesTestServer *self);
/* As a server dies that nobody expected to: SIGKILL, waited for. */
void lanes_test_server_kill (LanesTestServer *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LanesTestServer, lanes_test_server_free)

G_END_DECLS
