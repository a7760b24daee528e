/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-help-window.h"

#include <glib/gi18n.h>
#include <string.h>

#define HELP_RESOURCE "/io/github/lanes_app/Lanes/README.md"

/* Markup within a paragraph: "**bold**", "`code`", and links, of which the text is enough. */
static void
append_inline (GString *markup, const char *line)
{
  gboolean is_bold = FALSE;
  gboolean is_code = FALSE;

  for (const char *at = line; *at != '\0'; at = g_utf8_next_char (at))
    {
      const char *close;

      if (!is_code && g_str_has_prefix (at, "**"))
        {
          g_string_append (markup, is_bold ? "</b>" : "<b>");
          is_bold = !is_bold;
          at++;
        }
      else if (*at == '`' && (is_code || strchr (at + 1, '`') != NULL))
        {
          g_string_append (markup, is_code ? "</tt>" : "<tt>");
          is_code = !is_code;
        }
      else if (!is_code && *at == '[' && (close = strstr (at, "](")) != NULL &&
               strchr (close, ')') != NULL)
        {
          g_autofree char *text = g_strndup (at + 1, (gsize) (close - at - 1));

          append_inline (markup, text);
          at = strchr (close, ')');
        }
      else
        {
          g_autofree char *text = g_markup_escape_text (at, g_utf8_next_char (at) - at);

          g_string_append (markup, text);
        }
    }
  if (is_code)
    g_string_append (markup, "</tt>");
  if (is_bold)
    g_string_append (markup, "</b>");
}

static gboolean
is_code_line (const char *line)
{
  return g_str_has_prefix (line, "    ") || g_str_has_prefix (line, "|");
}

static void
append_line (GString *markup, const char *line, const char *next)
{
  gboolean goes_on = next != NULL && *next != '\0' && !is_code_line (next) && *next != '#' &&
                     !g_str_has_prefix (next, "- ");

  if (g_str_has_prefix (line, "!["))
    return;
  if (g_str_has_prefix (line, "|--"))
    return;
  if (is_code_line (line))
    {
      g_autofree char *text = g_markup_escape_text (line, -1);

      g_string_append_printf (markup, "<tt>%s</tt>\n", text);
      return;
    }
  if (*line == '#')
    {
      gsize level = strspn (line, "#");
      g_autofree char *text = g_markup_escape_text (g_strchug ((char *) line + level), -1);

      g_string_append_printf (markup, "<span size=\"%s\" weight=\"bold\">%s</span>\n",
                              level == 1 ? "xx-large" : "x-large", text);
      return;
    }

  if (g_str_has_prefix (line, "- "))
    {
      g_string_append (markup, "• ");
      line += 2;
    }
  append_inline (markup, g_str_has_prefix (line, "  ") ? line + 2 : line);
  g_string_append_c (markup, goes_on && *line != '\0' ? ' ' : '\n');
}

static void
fill (GtkTextBuffer *buffer)
{
  g_autoptr (GBytes) bytes = g_resources_lookup_data (HELP_RESOURCE, 0, NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GString) markup = g_string_new (NULL);
  GtkTextIter end;

  g_assert (bytes != NULL);
  text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    append_line (markup, lines[i], lines[i + 1]);

  gtk_text_buffer_get_end_iter (buffer, &end);
  gtk_text_buffer_insert_markup (buffer, &end, markup->str, (int) markup->len);
  gtk_text_buffer_get_start_iter (buffer, &end);
  gtk_text_buffer_place_cursor (buffer, &end);
}

static gboolean
escape_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  gtk_window_close (GTK_WINDOW (widget));

  return TRUE;
}

/**
 * lanes_help_window_new:
 * @parent: (nullable): whose help
 *
 * Returns: (transfer none): a window with the README
 */
GtkWidget *
lanes_help_window_new (GtkWindow *parent)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *view = gtk_text_view_new ();
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_window_set_title (GTK_WINDOW (window), _ ("Help"));
  gtk_window_set_default_size (GTK_WINDOW (window), 760, 640);
  gtk_window_set_transient_for (GTK_WINDOW (window), parent);
  gtk_window_set_destroy_with_parent (GTK_WINDOW (window), TRUE);
  gtk_text_view_set_editable (GTK_TEXT_VIEW (view), FALSE);
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (view), FALSE);
  gtk_widget_add_css_class (view, "help");
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Help"),
                                  -1);
  fill (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)));
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), view);
  gtk_window_set_child (GTK_WINDOW (window), scroller);

  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (controller),
      gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                        gtk_callback_action_new (escape_cb, NULL, NULL)));
  gtk_widget_add_controller (window, controller);

  return window;
}

void
lanes_help_window_present (GtkWindow *parent)
{
  gtk_window_present (GTK_WINDOW (lanes_help_window_new (parent)));
}
