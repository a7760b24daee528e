/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-application.h"

#include <glib-unix.h>
#include <glib/gi18n.h>
#include <stdio.h>
#include <stdlib.h>

#include "lanes-desktop.h"
#include "lanes-help-window.h"
#include "lanes-resources.h"
#include "lanes-settings.h"
#include "lanes-shortcuts.h"
#include "lanes-style.h"
#include "lanes-window.h"

struct _LanesApplication
{
  GtkApplication parent_instance;

  GSettings *settings; /* NULL: nothing is remembered */
  LanesDesktop *desktop;
  guint sigint_id;
  guint sigterm_id;
};

static const char *const scheme_words[] = {
  [LANES_SCHEME_SYSTEM] = "system",
  [LANES_SCHEME_LIGHT] = "light",
  [LANES_SCHEME_DARK] = "dark",
};

G_DEFINE_FINAL_TYPE (LanesApplication, lanes_application, GTK_TYPE_APPLICATION)

static LanesWindow *
lanes_application_get_window (LanesApplication *self)
{
  for (GList *item = gtk_application_get_windows (GTK_APPLICATION (self)); item != NULL;
       item = item->next)
    {
      if (LANES_IS_WINDOW (item->data))
        return item->data;
    }

  return LANES_WINDOW (lanes_window_new (GTK_APPLICATION (self), self->settings));
}

static void
lanes_application_activate (GApplication *app)
{
  gtk_window_present (GTK_WINDOW (lanes_application_get_window (LANES_APPLICATION (app))));
}

static void
lanes_application_open (GApplication *app, GFile **files, int n_files, const char *hint)
{
  LanesWindow *window = lanes_application_get_window (LANES_APPLICATION (app));
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (g_object_unref);

  for (int i = 0; i < n_files; i++)
    g_ptr_array_add (list, g_object_ref (files[i]));
  gtk_window_present (GTK_WINDOW (window));
  lanes_window_open (window, list);
}

/* A window in which something runs closes when that has ended, and the last one ends us. */
static void
lanes_application_quit_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_autoptr (GList) windows = g_list_copy (gtk_application_get_windows (user_data));

  for (GList *item = windows; item != NULL; item = item->next)
    gtk_window_close (item->data);
}

static gboolean
lanes_application_signal_cb (gpointer user_data)
{
  lanes_application_quit_cb (NULL, NULL, user_data);

  return G_SOURCE_CONTINUE;
}

/* What the desktop offers beside the program's icon. */
static void
lanes_application_compare_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  LanesWindow *window = lanes_application_get_window (user_data);

  lanes_window_show_tab (window, "compare");
  gtk_window_present (GTK_WINDOW (window));
}

static void
lanes_application_help_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  lanes_help_window_present (gtk_application_get_active_window (user_data));
}

static void
lanes_application_about_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  gtk_show_about_dialog (
      gtk_application_get_active_window (user_data), "program-name", _ ("Lanes"), "logo-icon-name",
      LANES_APP_ID, "version", LANES_VERSION, "comments",
      _ ("Runs the same work under different concurrency models and shows why one of them wins"),
      "license-type", GTK_LICENSE_GPL_3_0, NULL);
}

static LanesScheme
scheme_from_word (const char *word)
{
  for (guint i = 0; i < G_N_ELEMENTS (scheme_words); i++)
    {
      if (g_strcmp0 (scheme_words[i], word) == 0)
        return i;
    }

  return LANES_SCHEME_SYSTEM;
}

static void
lanes_application_scheme_cb (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  LanesApplication *self = user_data;

  lanes_desktop_set_scheme (self->desktop, scheme_from_word (g_variant_get_string (value, NULL)));
  g_simple_action_set_state (action, value);
  if (self->settings != NULL)
    g_settings_set_value (self->settings, "color-scheme", value);
}

static void
lanes_application_add_actions (LanesApplication *self)
{
  const GActionEntry entries[] = {
    { .name = "compare", .activate = lanes_application_compare_cb },
    { .name = "help", .activate = lanes_application_help_cb },
    { .name = "about", .activate = lanes_application_about_cb },
    { .name = "quit", .activate = lanes_application_quit_cb },
    { .name = "color-scheme",
      .parameter_type = "s",
      .state = "'system'",
      .change_state = lanes_application_scheme_cb },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}

static void
lanes_application_startup (GApplication *app)
{
  LanesApplication *self = LANES_APPLICATION (app);

  G_APPLICATION_CLASS (lanes_application_parent_class)->startup (app);

  lanes_resources_init ();
  gtk_window_set_default_icon_name (LANES_APP_ID);
  self->settings = lanes_settings_new ();
  self->desktop = lanes_desktop_new (gtk_settings_get_default (), NULL);
  lanes_style_install (gdk_display_get_default ());
  lanes_application_add_actions (self);
  lanes_shortcuts_bind (GTK_APPLICATION (self));
  if (self->settings != NULL)
    {
      g_autoptr (GVariant) scheme = g_settings_get_value (self->settings, "color-scheme");

      g_action_group_change_action_state (G_ACTION_GROUP (self), "color-scheme", scheme);
    }
  self->sigint_id = g_unix_signal_add (SIGINT, lanes_application_signal_cb, self);
  self->sigterm_id = g_unix_signal_add (SIGTERM, lanes_application_signal_cb, self);
}

static void
lanes_application_shutdown (GApplication *app)
{
  LanesApplication *self = LANES_APPLICATION (app);

  g_clear_handle_id (&self->sigint_id, g_source_remove);
  g_clear_handle_id (&self->sigterm_id, g_source_remove);
  g_clear_object (&self->desktop);
  g_clear_object (&self->settings);

  G_APPLICATION_CLASS (lanes_application_parent_class)->shutdown (app);
}

/* What needs no window, and whether there can be one. */
static int
lanes_application_handle_local_options (GApplication *app, GVariantDict *options)
{
  if (g_variant_dict_contains (options, "version"))
    {
      puts ("lanes " LANES_VERSION);
      return EXIT_SUCCESS;
    }
  if (!gtk_init_check ())
    {
      g_printerr ("lanes: %s\n", _ ("There is no display to open a window on; lanes-cli runs "
                                    "workloads without one"));
      return EXIT_FAILURE;
    }

  return -1;
}

static void
lanes_application_class_init (LanesApplicationClass *klass)
{
  GApplicationClass *app_class = G_APPLICATION_CLASS (klass);

  app_class->activate = lanes_application_activate;
  app_class->handle_local_options = lanes_application_handle_local_options;
  app_class->open = lanes_application_open;
  app_class->shutdown = lanes_application_shutdown;
  app_class->startup = lanes_application_startup;
}

static void
lanes_application_init (LanesApplication *self)
{
  const GOptionEntry entries[] = {
    { "version", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Show the version"), NULL },
    G_OPTION_ENTRY_NULL,
  };

  g_application_add_main_option_entries (G_APPLICATION (self), entries);
  g_application_set_option_context_parameter_string (G_APPLICATION (self), _ ("[FILE…]"));
  g_application_set_option_context_summary (
      G_APPLICATION (self),
      _ ("Runs the same work under different concurrency models and shows why one of them wins. "
         "A FILE is a saved run or a workload."));
}

/**
 * lanes_application_new:
 *
 * Returns: (transfer full): the program
 */
LanesApplication *
lanes_application_new (void)
{
  return g_object_new (LANES_TYPE_APPLICATION, "application-id", LANES_APP_ID, "flags",
                       G_APPLICATION_HANDLES_OPEN, "resource-base-path",
                       "/io/github/lanes_app/Lanes", NULL);
}
