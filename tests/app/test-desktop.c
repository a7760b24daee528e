/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/lanes-desktop.h"
#include "view/lanes-appearance.h"

#define PORTAL "org.freedesktop.portal.Desktop"
#define PATH   "/org/freedesktop/portal/desktop"

static const char portal_xml[] =
    "<node><interface name='org.freedesktop.portal.Settings'>"
    "<method name='ReadAll'><arg type='as' direction='in'/>"
    "<arg type='a{sa{sv}}' direction='out'/></method>"
    "<signal name='SettingChanged'><arg type='s'/><arg type='s'/><arg type='v'/></signal>"
    "</interface></node>";

/* A portal on a bus of its own, in a connection that is not the app's. */
typedef struct
{
  GTestDBus *bus;
  GDBusConnection *connection;
  guint scheme;
  gboolean is_named;
} Portal;

static GDBusConnection *
connect_to (const char *address)
{
  g_autoptr (GError) error = NULL;
  GDBusConnection *connection =
      g_dbus_connection_new_for_address_sync (address,
                                              G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT |
                                                  G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
                                              NULL, NULL, &error);

  g_assert_no_error (error);

  return connection;
}

static void
call_cb (GDBusConnection *connection,
         const char *sender,
         const char *path,
         const char *interface,
         const char *method,
         GVariant *parameters,
         GDBusMethodInvocation *invocation,
         gpointer user_data)
{
  Portal *portal = user_data;
  GVariantBuilder all, keys;

  g_variant_builder_init (&keys, G_VARIANT_TYPE ("a{sv}"));
  g_variant_builder_add (&keys, "{sv}", "color-scheme", g_variant_new_uint32 (portal->scheme));
  g_variant_builder_init (&all, G_VARIANT_TYPE ("a{sa{sv}}"));
  g_variant_builder_add (&all, "{sa{sv}}", "org.freedesktop.appearance", &keys);
  g_dbus_method_invocation_return_value (invocation, g_variant_new ("(a{sa{sv}})", &all));
}

static void
named_cb (GDBusConnection *connection, const char *name, gpointer user_data)
{
  ((Portal *) user_data)->is_named = TRUE;
}

static void
portal_init (Portal *portal, guint scheme)
{
  static const GDBusInterfaceVTable vtable = { .method_call = call_cb };
  g_autoptr (GDBusNodeInfo) info = g_dbus_node_info_new_for_xml (portal_xml, NULL);

  *portal = (Portal){ .scheme = scheme };
  portal->bus = g_test_dbus_new (G_TEST_DBUS_NONE);
  g_test_dbus_up (portal->bus);
  portal->connection = connect_to (g_test_dbus_get_bus_address (portal->bus));
  g_dbus_connection_register_object (portal->connection, PATH, info->interfaces[0], &vtable, portal,
                                     NULL, NULL);
  g_bus_own_name_on_connection (portal->connection, PORTAL, G_BUS_NAME_OWNER_FLAGS_NONE, named_cb,
                                NULL, portal, NULL);
  while (!portal->is_named)
    g_main_context_iteration (NULL, TRUE);
}

static void
portal_say (Portal *portal, const char *key, guint value)
{
  g_dbus_connection_emit_signal (
      portal->connection, NULL, PATH, "org.freedesktop.portal.Settings", "SettingChanged",
      g_variant_new ("(ssv)", "org.freedesktop.appearance", key, g_variant_new_uint32 (value)),
      NULL);
}

static void
portal_clear (Portal *portal)
{
  g_dbus_connection_close_sync (portal->connection, NULL, NULL);
  g_object_unref (portal->connection);
  g_test_dbus_down (portal->bus);
  g_object_unref (portal->bus);
}

static void
wait_for (gboolean (*get) (LanesAppearance *), gboolean wanted)
{
  LanesAppearance *appearance = lanes_appearance_get_default ();

  while (get (appearance) != wanted)
    g_main_context_iteration (NULL, TRUE);
}

static gboolean
prefers_dark (void)
{
  gboolean dark;

  g_object_get (gtk_settings_get_default (), "gtk-application-prefer-dark-theme", &dark, NULL);

  return dark;
}

static void
test_the_portal_is_followed_live (void)
{
  Portal portal;
  LanesDesktop *desktop;

  g_autofree char *daemon = g_find_program_in_path ("dbus-daemon");

  if (daemon == NULL)
    {
      g_test_skip ("there is no dbus-daemon");
      return;
    }
  portal_init (&portal, 1);
  desktop =
      lanes_desktop_new (gtk_settings_get_default (), g_test_dbus_get_bus_address (portal.bus));
  wait_for (lanes_appearance_get_dark, TRUE);
  g_assert_true (prefers_dark ());

  portal_say (&portal, "color-scheme", 2);
  wait_for (lanes_appearance_get_dark, FALSE);
  g_assert_false (prefers_dark ());
  portal_say (&portal, "contrast", 1);
  wait_for (lanes_appearance_get_high_contrast, TRUE);
  portal_say (&portal, "contrast", 0);
  wait_for (lanes_appearance_get_high_contrast, FALSE);
  portal_say (&portal, "reduced-motion", 1);
  wait_for (lanes_appearance_get_reduced_motion, TRUE);
  portal_say (&portal, "reduced-motion", 0);
  wait_for (lanes_appearance_get_reduced_motion, FALSE);

  /* What the user chose in the menu comes first. */
  lanes_desktop_set_scheme (desktop, LANES_SCHEME_DARK);
  g_assert_true (lanes_appearance_get_dark (lanes_appearance_get_default ()));
  lanes_desktop_set_scheme (desktop, LANES_SCHEME_SYSTEM);
  g_assert_false (lanes_appearance_get_dark (lanes_appearance_get_default ()));

  g_assert_finalize_object (desktop);
  portal_clear (&portal);
}

static void
test_without_a_portal_gtk_says_how_to_look (void)
{
  LanesAppearance *appearance = lanes_appearance_get_default ();
  GtkSettings *settings = gtk_settings_get_default ();
  LanesDesktop *desktop;

  g_object_set (settings, "gtk-application-prefer-dark-theme", FALSE, NULL);
  desktop = lanes_desktop_new (settings, NULL);
  g_assert_false (lanes_appearance_get_dark (appearance));
  g_object_set (settings, "gtk-theme-name", "HighContrast", NULL);
  g_assert_true (lanes_appearance_get_high_contrast (appearance));
  g_object_set (settings, "gtk-theme-name", "Default-dark", "gtk-enable-animations", FALSE, NULL);
  g_assert_false (lanes_appearance_get_high_contrast (appearance));
  g_assert_true (lanes_appearance_get_dark (appearance));
  g_assert_true (lanes_appearance_get_reduced_motion (appearance));
  gtk_settings_reset_property (settings, "gtk-theme-name");
  gtk_settings_reset_property (settings, "gtk-enable-animations");
  g_assert_finalize_object (desktop);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);

  g_test_add_func ("/desktop/without-a-portal-gtk-says-how-to-look",
                   test_without_a_portal_gtk_says_how_to_look);
  g_test_add_func ("/desktop/the-portal-is-followed-live", test_the_portal_is_followed_live);

  return g_test_run ();
}
