/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-shortcuts.h"

#include <glib/gi18n.h>

#include "lanes-reading-window.h"
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
  { NULL, "<Control>1 <Control>7", N_ ("Sort the table by its column 1 to 7; again: in reverse") },
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

/* A key of the keypad does as its twin, and "=" is a "+" without Shift. */
static gboolean
is_twin (guint keyval)
{
  return (keyval >= GDK_KEY_KP_Space && keyval <= GDK_KEY_KP_9) || keyval == GDK_KEY_equal;
}

/* Each key as its own label that looks like a key. */
static GtkWidget *
make_keys (const char *keys)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  g_auto (GStrv) names = g_strsplit (keys, " ", -1);

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *text = NULL;
      GtkWidget *label;
      guint keyval;
      GdkModifierType state;

      if (!gtk_accelerator_parse (names[i], &keyval, &state) || is_twin (keyval))
        continue;
      text = gtk_accelerator_get_label (keyval, state);
      label = gtk_label_new (text);
      gtk_widget_add_css_class (label, "key");
      gtk_box_append (GTK_BOX (box), label);
    }
  gtk_widget_set_valign (box, GTK_ALIGN_START);

  return box;
}

static void
append_row (GtkWidget *list, const char *keys, const char *title)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *label = gtk_label_new (title);
  GtkWidget *box = make_keys (keys);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (row), label);
  gtk_box_append (GTK_BOX (row), box);
  gtk_box_append (GTK_BOX (list), row);
}

static void
append_heading (GtkWidget *list, const char *title)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", title, "xalign", 0.0f,
                                   "accessible-role", GTK_ACCESSIBLE_ROLE_HEADING, NULL);

  gtk_widget_add_css_class (label, "section");
  gtk_box_append (GTK_BOX (list), label);
}

static GtkWidget *
make_list (void)
{
  GtkWidget *list = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  const LanesKey *keys;
  guint n_keys;

  gtk_widget_add_css_class (list, "shortcuts");
  append_heading (list, _ ("Window"));
  for (const LanesShortcut *shortcut = shortcuts; shortcut->keys != NULL; shortcut++)
    append_row (list, shortcut->keys, _ (shortcut->title));

  append_heading (list, _ ("Time-Line"));
  keys = lanes_timeline_get_keys (&n_keys);
  for (guint i = 0; i < n_keys; i++)
    append_row (list, keys[i].accelerators, keys[i].description);

  return list;
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
  GtkWidget *window = lanes_reading_window_new (parent, _ ("Keyboard Shortcuts"), make_list ());

  gtk_window_set_default_size (GTK_WINDOW (window), 520, 640);

  return window;
}

void
lanes_shortcuts_present (GtkWindow *parent)
{
  gtk_window_present (GTK_WINDOW (lanes_shortcuts_window_new (parent)));
}
