/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-shortcuts.h"

#include <glib/gi18n.h>

#include "view/lanes-timeline.h"

/* The one list: what is bound from it is what is shown. */
static const LanesShortcut shortcuts[] = {
  { "win.run", "F5 <Control>r", N_ ("Run the selected workload") },
  { "win.stop", "<Control>period", N_ ("Stop what runs") },
  { NULL, "Escape", N_ ("Stop what runs, where nothing else is to be left") },
  { "win.tab::sequential", "<Alt>1", N_ ("Sequential") },
  { "win.tab::threads", "<Alt>2", N_ ("Threads") },
  { "win.tab::processes", "<Alt>3", N_ ("Processes") },
  { "win.tab::event-loop", "<Alt>4", N_ ("Event Loop") },
  { "win.tab::combined", "<Alt>5", N_ ("Combined") },
  { "win.tab::compare", "<Alt>6", N_ ("Compare") },
  { "win.open", "<Control>o", N_ ("Open runs and workloads") },
  { "win.save-run", "<Control>s", N_ ("Save the run") },
  { "win.save-picture", "<Control>p", N_ ("Save a picture") },
  { "win.copy-command", "<Control><Shift>c", N_ ("Copy the command") },
  { NULL, "F10", N_ ("Menu") },
  { NULL, "question", N_ ("Keyboard shortcuts") },
  { "app.help", "F1", N_ ("Help") },
  { "win.close", "<Control>w", N_ ("Close the window") },
  { "app.quit", "<Control>q", N_ ("Quit") },
  { NULL, NULL, NULL },
};

/**
 * lanes_shortcuts_get:
 *
 * Returns: (transfer none): the keys of the window, ended by one without keys
 */
const LanesShortcut *
lanes_shortcuts_get (void)
{
  return shortcuts;
}

void
lanes_shortcuts_bind (GtkApplication *app)
{
  g_return_if_fail (GTK_IS_APPLICATION (app));

  for (const LanesShortcut *shortcut = shortcuts; shortcut->keys != NULL; shortcut++)
    {
      g_auto (GStrv) keys = g_strsplit (shortcut->keys, " ", -1);

      if (shortcut->action != NULL)
        gtk_application_set_accels_for_action (app, shortcut->action, (const char *const *) keys);
    }
}

static void
append_row (GString *xml, const char *keys, const char *title)
{
  g_autofree char *text = g_markup_printf_escaped (
      "<child><object class='GtkShortcutsShortcut'><property name='accelerator'>%s</property>"
      "<property name='title'>%s</property></object></child>",
      keys, title);

  g_string_append (xml, text);
}

static void
append_group (GString *xml, const char *title)
{
  g_autofree char *text = g_markup_printf_escaped (
      "<child><object class='GtkShortcutsGroup'><property name='title'>%s</property>", title);

  g_string_append (xml, text);
}

/* GTK 4.8 takes sections from a builder alone. */
static char *
dup_xml (void)
{
  GString *xml = g_string_new ("<interface><object class='GtkShortcutsWindow' id='window'>"
                               "<child><object class='GtkShortcutsSection'>"
                               "<property name='section-name'>keys</property>");
  const LanesKey *keys;
  guint n_keys;

  append_group (xml, _ ("Window"));
  for (const LanesShortcut *shortcut = shortcuts; shortcut->keys != NULL; shortcut++)
    append_row (xml, shortcut->keys, _ (shortcut->title));
  g_string_append (xml, "</object></child>");

  append_group (xml, _ ("Time-Line"));
  keys = lanes_timeline_get_keys (&n_keys);
  for (guint i = 0; i < n_keys; i++)
    append_row (xml, keys[i].accelerators, keys[i].description);
  g_string_append (xml, "</object></child></object></child></object></interface>");

  return g_string_free (xml, FALSE);
}

/**
 * lanes_shortcuts_window_new:
 * @parent: (nullable): whose keys
 *
 * Returns: (transfer none): a window that lists every key
 */
GtkWidget *
lanes_shortcuts_window_new (GtkWindow *parent)
{
  g_autofree char *xml = dup_xml ();
  g_autoptr (GtkBuilder) builder = gtk_builder_new_from_string (xml, -1);
  GtkWidget *window = GTK_WIDGET (gtk_builder_get_object (builder, "window"));

  gtk_window_set_transient_for (GTK_WINDOW (window), parent);
  gtk_window_set_modal (GTK_WINDOW (window), parent != NULL);

  return window;
}

void
lanes_shortcuts_present (GtkWindow *parent)
{
  gtk_window_present (GTK_WINDOW (lanes_shortcuts_window_new (parent)));
}
