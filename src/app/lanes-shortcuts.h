/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A key, as gtk_accelerator_parse() reads it, and what it does. */
typedef struct
{
  const char *action; /* with its target; NULL: bound by a widget itself */
  const char *keys;   /* several: with spaces between */
  const char *title;  /* untranslated */
} LanesShortcut;

/* What is bound for the whole window. Static; ends with one without keys. */
const LanesShortcut *lanes_shortcuts_get (void);
/* Binds those that belong to actions. */
void lanes_shortcuts_bind (GtkApplication *app);
/* Shows them all. */
void lanes_shortcuts_present (GtkWindow *parent);
/* (transfer none): the window that shows them */
GtkWidget *lanes_shortcuts_window_new (GtkWindow *parent);

G_END_DECLS
