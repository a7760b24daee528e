/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-terminal.h"

#include <sys/ioctl.h>
#include <unistd.h>

#define DEFAULT_COLUMNS 80
#define MIN_COLUMNS     40
#define MAX_COLUMNS     500

static guint
find_columns (int fd)
{
  struct winsize size;

  if (fd < 0 || !isatty (fd) || ioctl (fd, TIOCGWINSZ, &size) != 0 || size.ws_col == 0)
    return DEFAULT_COLUMNS;

  return CLAMP (size.ws_col, MIN_COLUMNS, MAX_COLUMNS);
}

static gboolean
find_colour (int fd)
{
  const char *no_color = g_getenv ("NO_COLOR");
  const char *term = g_getenv ("TERM");

  return fd >= 0 && isatty (fd) && (no_color == NULL || *no_color == '\0') &&
         g_strcmp0 (term, "dumb") != 0;
}

/**
 * lanes_terminal_init:
 * @self: (out): what the place can show
 * @fd: where text goes to; -1: a file
 *
 * Main thread, once the locale is set.
 */
void
lanes_terminal_init (LanesTerminal *self, int fd)
{
  *self = (LanesTerminal){
    .columns = find_columns (fd),
    .has_colour = find_colour (fd),
    .has_unicode = g_get_charset (NULL),
  };
}

/**
 * lanes_terminal_measure:
 * @text: UTF-8
 *
 * Returns: how many columns it takes
 */
guint
lanes_terminal_measure (const char *text)
{
  guint columns = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!g_unichar_iszerowidth (c))
        columns += g_unichar_iswide (c) ? 2 : 1;
    }

  return columns;
}

/**
 * lanes_terminal_append_column:
 * @self: where it goes to
 * @out: grows
 * @text: UTF-8
 * @columns: how many it takes afterwards
 */
void
lanes_terminal_append_column (const LanesTerminal *self,
                              GString *out,
                              const char *text,
                              guint columns)
{
  const char *ellipsis = self->has_unicode ? "…" : ".";
  guint used = 0;

  if (lanes_terminal_measure (text) > columns)
    {
      for (; *text != '\0'; text = g_utf8_next_char (text))
        {
          guint wide = g_unichar_iswide (g_utf8_get_char (text)) ? 2 : 1;

          if (used + wide > columns - 1)
            break;
          g_string_append_unichar (out, g_utf8_get_char (text));
          used += wide;
        }
      g_string_append (out, ellipsis);
      used++;
    }
  else
    {
      g_string_append (out, text);
      used = lanes_terminal_measure (text);
    }

  for (; used < columns; used++)
    g_string_append_c (out, ' ');
}

/**
 * lanes_terminal_append_right:
 * @out: grows
 * @text: UTF-8
 * @columns: how many it takes at least
 */
void
lanes_terminal_append_right (GString *out, const char *text, guint columns)
{
  for (guint used = lanes_terminal_measure (text); used < columns; used++)
    g_string_append_c (out, ' ');
  g_string_append (out, text);
}
