/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-desktop.h"

#include <string.h>

#include "platform/lanes-platform.h"
#include "view/lanes-appearance.h"

#define PORTAL_NAME      "org.freedesktop.portal.Desktop"
#define PORTAL_PATH      "/org/freedesktop/portal/desktop"
#define PORTAL_INTERFACE "org.freedesktop.portal.Settings"
#define APPEARANCE       "org.freedesktop.appearance"

/* What the portal says; those without a preference leave it to GTK's settings. */
typedef enum
{
  LANES_WISH_NONE,
  LANES_WISH_NO,
  LANES_WISH_YES,
} LanesWish;

struct _LanesDesktop
{
  GObject parent_instance;

  GtkSettings *settings;
  gboolean own_dark; /* GTK's own preference, before we set it */
  LanesScheme scheme;
  GCancellable *cancellable;
  GDBusConnection *bus;
  guint subscription;
  LanesWish dark;
  LanesWish contrast;
  LanesWish still;
};

enum
{
  PROP_0,
  PROP_SCHEME,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (LanesDesktop, lanes_desktop, G_TYPE_OBJECT)

static void
lanes_desktop_dispose (GObject *object)
{
  LanesDesktop *self = LANES_DESKTOP (object);

  g_cancellable_cancel (self->cancellable);
  if (self->subscription != 0)
    g_dbus_connection_signal_unsubscribe (self->bus, self->subscription);
  self->subscription = 0;
  g_clear_object (&self->bus);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (lanes_desktop_parent_class)->dispose (object);
}

static void
lanes_desktop_finalize (GObject *object)
{
  LanesDesktop *self = LANES_DESKTOP (object);

  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (lanes_desktop_parent_class)->finalize (object);
}

static void
lanes_desktop_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  LanesDesktop *self = LANES_DESKTOP (object);

  switch (prop_id)
    {
    case PROP_SCHEME:
      g_value_set_int (value, self->scheme);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lanes_desktop_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  LanesDesktop *self = LANES_DESKTOP (object);

  switch (prop_id)
    {
    case PROP_SCHEME:
      lanes_desktop_set_scheme (self, g_value_get_int (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lanes_desktop_class_init (LanesDesktopClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = lanes_desktop_dispose;
  object_class->finalize = lanes_desktop_finalize;
  object_class->get_property = lanes_desktop_get_property;
  object_class->set_property = lanes_desktop_set_property;

  properties[PROP_SCHEME] = g_param_spec_int (
      "scheme", NULL, NULL, LANES_SCHEME_SYSTEM, LANES_SCHEME_DARK, LANES_SCHEME_SYSTEM,
      G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
lanes_desktop_init (LanesDesktop *self)
{
  self->cancellable = g_cancellable_new ();
}

static gboolean
choose (LanesWish wish, gboolean otherwise)
{
  return wish == LANES_WISH_NONE ? otherwise : wish == LANES_WISH_YES;
}

/* One place decides, whatever has changed. */
static void
lanes_desktop_apply (LanesDesktop *self)
{
  g_autofree char *theme = NULL;
  gboolean animations, dark, contrast, still;

  g_object_get (self->settings, "gtk-theme-name", &theme, "gtk-enable-animations", &animations,
                NULL);
  dark = self->scheme == LANES_SCHEME_SYSTEM
             ? choose (self->dark, self->own_dark || g_str_has_suffix (theme, "-dark") ||
                                       g_str_has_suffix (theme, "Inverse"))
             : self->scheme == LANES_SCHEME_DARK;
  contrast = choose (self->contrast, g_str_has_prefix (theme, "HighContrast") ||
                                         g_str_has_prefix (theme, "Default-hc"));
  still = choose (self->still, !animations);

  g_object_set (self->settings, "gtk-application-prefer-dark-theme", dark, NULL);
  lanes_appearance_set (lanes_appearance_get_default (), dark, contrast, still);
}

/* @value: of one of the portal's keys. What is not known is no preference. */
static void
lanes_desktop_read (LanesDesktop *self, const char *key, GVariant *value)
{
  g_autoptr (GVariant) inner = NULL;
  guint32 number;

  /* Read() wraps what ReadOne() does not. */
  inner = g_variant_ref (value);
  while (g_variant_is_of_type (inner, G_VARIANT_TYPE_VARIANT))
    {
      GVariant *outer = inner;

      inner = g_variant_get_variant (outer);
      g_variant_unref (outer);
    }
  if (!g_variant_is_of_type (inner, G_VARIANT_TYPE_UINT32))
    return;

  number = g_variant_get_uint32 (inner);
  if (g_str_equal (key, "color-scheme"))
    self->dark = number == 1 ? LANES_WISH_YES : number == 2 ? LANES_WISH_NO : LANES_WISH_NONE;
  else if (g_str_equal (key, "contrast"))
    self->contrast = number == 1 ? LANES_WISH_YES : LANES_WISH_NONE;
  else if (g_str_equal (key, "reduced-motion"))
    self->still = number == 1 ? LANES_WISH_YES : LANES_WISH_NONE;
}

static void
lanes_desktop_changed_cb (GDBusConnection *bus,
                          const char *sender,
                          const char *path,
                          const char *interface,
                          const char *signal,
                          GVariant *parameters,
                          gpointer user_data)
{
  LanesDesktop *self = user_data;
  g_autoptr (GVariant) value = NULL;
  const char *namespace, *key;

  if (!g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(ssv)")))
    return;
  g_variant_get (parameters, "(&s&sv)", &namespace, &key, &value);
  if (!g_str_equal (namespace, APPEARANCE))
    return;

  lanes_desktop_read (self, key, value);
  lanes_desktop_apply (self);
}

static void
lanes_desktop_read_all_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LanesDesktop) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply = NULL;
  g_autoptr (GVariant) namespaces = NULL;
  g_autoptr (GVariant) keys = NULL;
  GVariantIter iter;
  const char *key;
  GVariant *value;

  reply = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);
  if (reply == NULL)
    {
      /* Many desktops have none. */
      g_debug ("no preferences from the portal: %s", error->message);
      return;
    }

  namespaces = g_variant_get_child_value (reply, 0);
  keys = g_variant_lookup_value (namespaces, APPEARANCE, G_VARIANT_TYPE_VARDICT);
  if (keys == NULL)
    return;
  g_variant_iter_init (&iter, keys);
  while (g_variant_iter_loop (&iter, "{&sv}", &key, &value))
    lanes_desktop_read (self, key, value);
  if (self->settings != NULL)
    lanes_desktop_apply (self);
}

static void
lanes_desktop_connect (LanesDesktop *self, GDBusConnection *bus)
{
  const char *namespaces[] = { APPEARANCE, NULL };

  self->bus = g_object_ref (bus);
  self->subscription = g_dbus_connection_signal_subscribe (
      bus, PORTAL_NAME, PORTAL_INTERFACE, "SettingChanged", PORTAL_PATH, APPEARANCE,
      G_DBUS_SIGNAL_FLAGS_NONE, lanes_desktop_changed_cb, self, NULL);
  g_dbus_connection_call (bus, PORTAL_NAME, PORTAL_PATH, PORTAL_INTERFACE, "ReadAll",
                          g_variant_new ("(^as)", namespaces), G_VARIANT_TYPE ("(a{sa{sv}})"),
                          G_DBUS_CALL_FLAGS_NONE, -1, self->cancellable, lanes_desktop_read_all_cb,
                          g_object_ref (self));
}

static void
lanes_desktop_bus_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LanesDesktop) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GDBusConnection) bus = g_bus_get_finish (result, &error);

  if (bus == NULL)
    g_debug ("no session bus: %s", error->message);
  else if (self->settings != NULL)
    lanes_desktop_connect (self, bus);
}

static void
lanes_desktop_address_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LanesDesktop) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GDBusConnection) bus = g_dbus_connection_new_for_address_finish (result, &error);

  if (bus == NULL)
    g_debug ("no bus: %s", error->message);
  else if (self->settings != NULL)
    lanes_desktop_connect (self, bus);
}

static gboolean
is_without_portals (void)
{
  const char *words = g_getenv ("GDK_DEBUG");

  return words != NULL && strstr (words, "no-portals") != NULL;
}

/**
 * lanes_desktop_new:
 * @settings: GTK's settings
 * @bus_address: (nullable): for tests, where the portal is; %NULL: on the session bus
 *
 * Returns: (transfer full): what has told LanesAppearance how to look, and goes on to
 */
LanesDesktop *
lanes_desktop_new (GtkSettings *settings, const char *bus_address)
{
  LanesDesktop *self;

  g_assert (lanes_platform_is_main_thread ());
  g_return_val_if_fail (GTK_IS_SETTINGS (settings), NULL);

  self = g_object_new (LANES_TYPE_DESKTOP, NULL);
  self->settings = g_object_ref (settings);
  g_object_get (settings, "gtk-application-prefer-dark-theme", &self->own_dark, NULL);
  g_signal_connect_object (settings, "notify::gtk-theme-name", G_CALLBACK (lanes_desktop_apply),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (settings, "notify::gtk-enable-animations",
                           G_CALLBACK (lanes_desktop_apply), self, G_CONNECT_SWAPPED);
  lanes_desktop_apply (self);

  if (bus_address != NULL)
    g_dbus_connection_new_for_address (bus_address,
                                       G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT |
                                           G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
                                       NULL, self->cancellable, lanes_desktop_address_cb,
                                       g_object_ref (self));
  else if (!is_without_portals ())
    g_bus_get (G_BUS_TYPE_SESSION, self->cancellable, lanes_desktop_bus_cb, g_object_ref (self));

  return self;
}

LanesScheme
lanes_desktop_get_scheme (LanesDesktop *self)
{
  g_assert (lanes_platform_is_main_thread ());
  g_return_val_if_fail (LANES_IS_DESKTOP (self), LANES_SCHEME_SYSTEM);

  return self->scheme;
}

/**
 * lanes_desktop_set_scheme:
 * @self: what follows the desktop
 * @scheme: what the user wants; %LANES_SCHEME_SYSTEM: what the desktop wants
 */
void
lanes_desktop_set_scheme (LanesDesktop *self, LanesScheme scheme)
{
  g_assert (lanes_platform_is_main_thread ());
  g_return_if_fail (LANES_IS_DESKTOP (self));

  if (self->scheme == scheme)
    return;
  self->scheme = scheme;
  lanes_desktop_apply (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SCHEME]);
}
