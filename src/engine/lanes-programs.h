/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The path of one of our helper programs ("lanes-worker", "lanes-cart-server"): in the folder
 * that LANES_LIBEXECDIR names, else beside the running program (a build folder), else where
 * it is installed. NULL with a G_FILE_ERROR that names the places. (transfer full) Any thread. */
char *lanes_programs_find (const char *name, GError **error);

G_END_DECLS
