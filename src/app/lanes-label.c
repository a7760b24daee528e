/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-label.h"

void
lanes_label_set_text (GtkLabel *label, const char *text)
{
  g_return_if_fail (GTK_IS_LABEL (label));

  if (g_strcmp0 (gtk_label_get_text (label), text) != 0)
    gtk_label_set_text (label, text);
}
