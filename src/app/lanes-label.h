/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Setting a text anew, even the same, makes assistive technology say it again; this does not. */
void lanes_label_set_text (GtkLabel *label, const char *text);

G_END_DECLS
