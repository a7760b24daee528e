/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What the app remembers. NULL where its schema is not installed: then it remembers nothing and
 * works all the same. (transfer full) (nullable) */
GSettings *lanes_settings_new (void);

G_END_DECLS
