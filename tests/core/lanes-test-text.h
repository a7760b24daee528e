/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The same with plain spaces; first, that no line ends between a number and its unit. (transfer
 * full) */
char *lanes_test_dup_plain (const char *text);

G_END_DECLS
