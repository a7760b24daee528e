/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-help-window.h"

#include <glib/gi18n.h>
#include <string.h>

#include "lanes-reading-window.h"

#define HELP_RESOURCE "/io/github/lanes_app/Lanes/README.md"
/* Within a paragraph: U+2028. */
#define LINE_BREAK "\342\200\250"

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

/* What a line begins, or what it goes on. */
typedef enum
{
  LANES_BLOCK_NONE,
  LANES_BLOCK_TITLE,
  LANES_BLOCK_HEADING,
  LANES_BLOCK_TEXT,
  LANES_BLOCK_ITEM,
  LANES_BLOCK_ROW,
  LANES_BLOCK_CODE,
} LanesBlock;

typedef struct
{
  GtkTextBuffer *buffer;
  GtkTextTag *tags[LANES_BLOCK_CODE + 1];
  LanesBlock block; /* under way */
  GString *markup;  /* of it */
} LanesHelp;

static gboolean
is_item (const char *line)
{
  gsize n_digits = strspn (line, "0123456789");

  return g_str_has_prefix (line, "- ") ||
         (n_digits > 0 && g_str_has_prefix (line + n_digits, ". "));
}

static LanesBlock
block_of (const char *line, LanesBlock before)
{
  if (*line == '\0' || g_str_has_prefix (line, "!["))
    return LANES_BLOCK_NONE;
  if (*line == '|')
    return LANES_BLOCK_ROW;
  if (*line == '#')
    return line[1] == '#' ? LANES_BLOCK_HEADING : LANES_BLOCK_TITLE;
  if (is_item (line))
    return LANES_BLOCK_ITEM;
  if (before != LANES_BLOCK_ITEM && g_str_has_prefix (line, "    "))
    return LANES_BLOCK_CODE;

  return before == LANES_BLOCK_ITEM ? LANES_BLOCK_ITEM : LANES_BLOCK_TEXT;
}

static void
end_block (LanesHelp *help)
{
  GtkTextIter begin, end;
  int offset;

  if (help->markup->len == 0)
    return;
  g_string_append_c (help->markup, '\n');
  gtk_text_buffer_get_end_iter (help->buffer, &end);
  offset = gtk_text_iter_get_offset (&end);
  gtk_text_buffer_insert_markup (help->buffer, &end, help->markup->str, (int) help->markup->len);
  gtk_text_buffer_get_iter_at_offset (help->buffer, &begin, offset);
  gtk_text_buffer_get_end_iter (help->buffer, &end);
  gtk_text_buffer_apply_tag (help->buffer, help->tags[help->block], &begin, &end);
  g_string_truncate (help->markup, 0);
}

/* A row of a table: what it is about, and below it the rest. */
static void
append_row (GString *markup, const char *line)
{
  g_autoptr (GString) text = g_string_new (line);
  g_auto (GStrv) cells = NULL;

  /* A bar that is meant stands behind a backslash. */
  g_string_replace (text, "\\|", "\001", 0);
  cells = g_strsplit (text->str, "|", -1);
  for (guint i = 1; cells[i] != NULL && cells[i + 1] != NULL; i++)
    {
      g_autoptr (GString) cell = g_string_new (g_strstrip (cells[i]));

      g_string_replace (cell, "\001", "|", 0);
      if (i > 1)
        g_string_append (markup, LINE_BREAK);
      append_inline (markup, cell->str);
    }
}

static void
append_code (GString *markup, const char *line)
{
  g_autofree char *text =
      g_markup_escape_text (g_str_has_prefix (line, "    ") ? line + 4 : line, -1);

  g_string_append (markup, text);
}

static void
append_line (LanesHelp *help, const char *line, const char *next)
{
  LanesBlock block = block_of (line, help->block);
  gboolean goes_on = block == help->block && block != LANES_BLOCK_ROW && !is_item (line);

  if (!goes_on)
    end_block (help);
  help->block = block;
  /* Titles of columns, and the line below them. */
  if (g_str_has_prefix (line, "|--") || (next != NULL && g_str_has_prefix (next, "|--")))
    return;
  if (help->markup->len > 0)
    g_string_append (help->markup, block == LANES_BLOCK_CODE ? LINE_BREAK : " ");

  line += block == LANES_BLOCK_CODE ? 0 : strspn (line, "# ");
  if (block == LANES_BLOCK_CODE)
    append_code (help->markup, line);
  else if (block == LANES_BLOCK_ROW)
    append_row (help->markup, line);
  else if (g_str_has_prefix (line, "- "))
    {
      g_string_append (help->markup, "• ");
      append_inline (help->markup, line + 2);
    }
  else if (block != LANES_BLOCK_NONE)
    append_inline (help->markup, line);
}

static void
make_tags (LanesHelp *help)
{
  GtkTextBuffer *buffer = help->buffer;

  help->tags[LANES_BLOCK_NONE] = gtk_text_buffer_create_tag (buffer, NULL, NULL);
  help->tags[LANES_BLOCK_TITLE] =
      gtk_text_buffer_create_tag (buffer, NULL, "scale", PANGO_SCALE_XX_LARGE, "weight",
                                  PANGO_WEIGHT_BOLD, "pixels-below-lines", 6, NULL);
  help->tags[LANES_BLOCK_HEADING] = gtk_text_buffer_create_tag (
      buffer, NULL, "scale", PANGO_SCALE_X_LARGE, "weight", PANGO_WEIGHT_BOLD, "pixels-above-lines",
      12, "pixels-below-lines", 6, NULL);
  help->tags[LANES_BLOCK_TEXT] =
      gtk_text_buffer_create_tag (buffer, NULL, "pixels-below-lines", 9, NULL);
  help->tags[LANES_BLOCK_ITEM] = gtk_text_buffer_create_tag (
      buffer, NULL, "left-margin", 18, "indent", -18, "pixels-below-lines", 6, NULL);
  help->tags[LANES_BLOCK_ROW] = gtk_text_buffer_create_tag (
      buffer, NULL, "left-margin", 18, "indent", -18, "pixels-below-lines", 6, NULL);
  help->tags[LANES_BLOCK_CODE] =
      gtk_text_buffer_create_tag (buffer, NULL, "family", "monospace", "scale", PANGO_SCALE_SMALL,
                                  "left-margin", 18, "pixels-below-lines", 9, NULL);
}

static void
fill (GtkTextBuffer *buffer)
{
  g_autoptr (GBytes) bytes = g_resources_lookup_data (HELP_RESOURCE, 0, NULL);
  g_autoptr (GString) markup = g_string_new (NULL);
  LanesHelp help = { .buffer = buffer, .markup = markup };
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  GtkTextIter begin;

  g_assert (bytes != NULL);
  text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  lines = g_strsplit (text, "\n", -1);
  make_tags (&help);
  for (guint i = 0; lines[i] != NULL; i++)
    append_line (&help, lines[i], lines[i + 1]);
  end_block (&help);

  gtk_text_buffer_get_start_iter (buffer, &begin);
  gtk_text_buffer_place_cursor (buffer, &begin);
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
  GtkWidget *view = gtk_text_view_new ();
  GtkWidget *window = lanes_reading_window_new (parent, _ ("Help"), view);

  gtk_window_set_default_size (GTK_WINDOW (window), 760, 640);
  gtk_text_view_set_editable (GTK_TEXT_VIEW (view), FALSE);
  gtk_text_view_set_cursor_visible (GTK_TEXT_VIEW (view), FALSE);
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (view), FALSE);
  gtk_widget_add_css_class (view, "help");
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Help"),
                                  -1);
  fill (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)));

  return window;
}

void
lanes_help_window_present (GtkWindow *parent)
{
  gtk_window_present (GTK_WINDOW (lanes_help_window_new (parent)));
}
