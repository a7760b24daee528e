/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What the user chose in the menu. */
typedef enum
{
  LANES_SCHEME_SYSTEM,
  LANES_SCHEME_LIGHT,
  LANES_SCHEME_DARK,
} LanesScheme;

/**
 * LanesDesktop:
 *
 * Follows how the desktop wants apps to look and tells LanesAppearance and GTK: by the portal's
 * org.freedesktop.appearance where there is one, else by GTK's own settings. Quiet where there is
 * neither a portal nor a bus. Main thread only.
 *
 * Property (explicit notify): "scheme" (int, LanesScheme), what the user wants instead.
 */
#define LANES_TYPE_DESKTOP (lanes_desktop_get_type ())
G_DECLARE_FINAL_TYPE (LanesDesktop, lanes_desktop, LANES, DESKTOP, GObject)

/* Looks at the portal in the background. @bus_address: (nullable): for tests; NULL: the session
 * bus, and no portal where GDK_DEBUG=no-portals says so. */
LanesDesktop *lanes_desktop_new (GtkSettings *settings, const char *bus_address);
LanesScheme lanes_desktop_get_scheme (LanesDesktop *self);
void lanes_desktop_set_scheme (LanesDesktop *self, LanesScheme scheme);

G_END_DECLS
