/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-log-view.h"

#include <glib/gi18n.h>

#include "core/lanes-log.h"
#include "platform/lanes-platform.h"

/* The lines at the end are those that sum up; of the others so many are shown. */
#define LINES_MAX 2000
/* Of one that is longer its beginning and its end are shown. */
#define LINE_LENGTH_MAX 2000

struct _LanesLogView
{
  GtkWidget parent_instance;

  GtkWidget *scroller;
  GtkTextBuffer *buffer;
};

G_DEFINE_FINAL_TYPE (LanesLogView, lanes_log_view, GTK_TYPE_WIDGET)

static void
lanes_log_view_dispose (GObject *object)
{
  LanesLogView *self = LANES_LOG_VIEW (object);

  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  g_clear_object (&self->buffer);

  G_OBJECT_CLASS (lanes_log_view_parent_class)->dispose (object);
}

static void
lanes_log_view_class_init (LanesLogViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lanes_log_view_dispose;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "logview");
}

static void
lanes_log_view_init (LanesLogView *self)
{
  GtkWidget *view = gtk_text_view_new ();

  self->buffer = g_object_ref (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)));
  gtk_text_view_set_editable (GTK_TEXT_VIEW (view), FALSE);
  gtk_text_view_set_cursor_visible (GTK_TEXT_VIEW (view), FALSE);
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_monospace (GTK_TEXT_VIEW (view), TRUE);
  /* Tab goes on to the next widget. */
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (view), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Log"),
                                  -1);

  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), view);
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
}

/**
 * lanes_log_view_new:
 *
 * Returns: (transfer floating): an empty log
 */
GtkWidget *
lanes_log_view_new (void)
{
  return g_object_new (LANES_TYPE_LOG_VIEW, NULL);
}

/* Pango takes minutes for a line of 100,000 results. */
static void
append_line (GString *text, const char *line)
{
  glong length = g_utf8_strlen (line, -1);
  glong left_out = length - LINE_LENGTH_MAX;

  if (left_out <= 0)
    {
      g_string_append (text, line);
      return;
    }

  g_string_append_len (text, line, g_utf8_offset_to_pointer (line, LINE_LENGTH_MAX / 2) - line);
  g_string_append_printf (
      text, ngettext (" (%ld more character) ", " (%ld more characters) ", (gulong) left_out),
      left_out);
  g_string_append (text, g_utf8_offset_to_pointer (line, length - LINE_LENGTH_MAX / 2));
}

static char *
dup_text (GPtrArray *lines)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < lines->len; i++)
    {
      const LanesLogLine *line = g_ptr_array_index (lines, i);

      if (lines->len > LINES_MAX && i == LINES_MAX / 2)
        {
          guint left_out = lines->len - LINES_MAX;

          g_string_append_printf (
              text, ngettext ("(%u more line)\n", "(%u more lines)\n", left_out), left_out);
          i += left_out - 1;
          continue;
        }
      append_line (text, line->text);
      if (i + 1 < lines->len)
        g_string_append_c (text, '\n');
    }

  return g_string_free (text, FALSE);
}

/**
 * lanes_log_view_dup_text:
 * @run: a run, which may go on
 *
 * Any thread.
 *
 * Returns: (transfer full): the lines that there are by now; of many of them, and of long ones, the
 *   beginning and the end
 */
char *
lanes_log_view_dup_text (LanesRun *run)
{
  g_autoptr (GPtrArray) lines = NULL;

  g_return_val_if_fail (LANES_IS_RUN (run), NULL);

  lines = lanes_log_compute (run);

  return dup_text (lines);
}

/**
 * lanes_log_view_show:
 * @self: a log
 * @text: (nullable): of lanes_log_view_dup_text()
 */
void
lanes_log_view_show (LanesLogView *self, const char *text)
{
  g_autofree char *before = NULL;
  GtkTextIter begin, end;

  g_assert (lanes_platform_is_main_thread ());
  g_return_if_fail (LANES_IS_LOG_VIEW (self));

  if (text == NULL)
    text = "";
  gtk_text_buffer_get_bounds (self->buffer, &begin, &end);
  before = gtk_text_buffer_get_text (self->buffer, &begin, &end, FALSE);
  /* What is selected stays so as long as nothing changes. */
  if (!g_str_equal (before, text))
    gtk_text_buffer_set_text (self->buffer, text, -1);
}
