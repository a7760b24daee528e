/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What differs between GTK 4.8 and newer ones: the only unit that sees newer, or by now
 * deprecated, functions. Main thread only. */

/* Called once: with the files that the user chose, or NULL when none. */
typedef void (*LanesFilesChosen) (GListModel *files, gpointer user_data);

/* Asks for files to open; several where @multiple. @filters: (element-type GtkFileFilter). */
void lanes_compat_choose_open (GtkWindow *parent,
                               const char *title,
                               GListModel *filters,
                               gboolean multiple,
                               LanesFilesChosen chosen,
                               gpointer user_data);
/* Asks where to save; @name is what is proposed. */
void lanes_compat_choose_save (GtkWindow *parent,
                               const char *title,
                               GListModel *filters,
                               const char *name,
                               LanesFilesChosen chosen,
                               gpointer user_data);

G_END_DECLS
