/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-shortcuts.h"

#include <glib/gi18n.h>

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

static GtkWidget *
group_new (const char *title, const LanesShortcut *list)
{
  GtkWidget *group = g_object_new (GTK_TYPE_SHORTCUTS_GROUP, "title", title, NULL);

  for (const LanesShortcut *shortcut = list; shortcut->keys != NULL; shortcut++)
    {
      GtkWidget *row = g_object_new (GTK_TYPE_SHORTCUTS_SHORTCUT, "accelerator", shortcut->keys,
                                     "title", _ (shortcut->title), NULL);

      gtk_box_append (GTK_BOX (group), row);
    }

  return group;
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
  GtkWidget *window =
      g_object_new (GTK_TYPE_SHORTCUTS_WINDOW, "transient-for", parent, "modal", TRUE, NULL);
  GtkWidget *section = g_object_new (GTK_TYPE_SHORTCUTS_SECTION, "section-name", "keys", NULL);

  gtk_box_append (GTK_BOX (section), group_new (_ ("Window"), shortcuts));
  gtk_window_set_child (GTK_WINDOW (window), section);

  return window;
}

void
lanes_shortcuts_present (GtkWindow *parent)
{
  gtk_window_present (GTK_WINDOW (lanes_shortcuts_window_new (parent)));
}
