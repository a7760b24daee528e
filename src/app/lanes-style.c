/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-style.h"

#include <gtk/gtk.h>

#include "view/lanes-appearance.h"

#define STYLE_RESOURCE "/io/github/lanes_app/Lanes/style.css"

/* Named colours hold within one provider only, so both are one text. */
static void
load (LanesAppearance *appearance, GtkCssProvider *provider)
{
  g_autoptr (GBytes) style = g_resources_lookup_data (STYLE_RESOURCE, 0, NULL);
  g_autofree char *colours = lanes_palette_dup_css (lanes_appearance_get_palette (appearance));
  g_autoptr (GString) text = g_string_new (colours);

  g_assert (style != NULL);
  g_string_append_len (text, g_bytes_get_data (style, NULL), (gssize) g_bytes_get_size (style));
  gtk_css_provider_load_from_data (provider, text->str, (gssize) text->len);
}

/**
 * lanes_style_install:
 * @display: where the windows are
 */
void
lanes_style_install (GdkDisplay *display)
{
  g_autoptr (GtkCssProvider) provider = gtk_css_provider_new ();
  LanesAppearance *appearance = lanes_appearance_get_default ();

  g_return_if_fail (GDK_IS_DISPLAY (display));

  load (appearance, provider);
  gtk_style_context_add_provider_for_display (display, GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  g_signal_connect_object (appearance, "changed", G_CALLBACK (load), provider, 0);

  /* Texts can be selected to be copied; who comes by with Tab wants none of that. */
  g_object_set (gtk_settings_get_for_display (display), "gtk-label-select-on-focus", FALSE, NULL);
}
