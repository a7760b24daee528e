/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <gio/gio.h>
#include <glib/gi18n.h>
#include <unistd.h>

#include "formats/lanes-run-file.h"
#include "lanes-cli.h"
#include "lanes-text-view.h"

/**
 * lanes_command_show:
 * @argc: of the command
 * @argv: of the command
 *
 * Shows a run that was saved, as text. Main thread.
 *
 * Returns: the exit status
 */
int
lanes_command_show (int argc, char **argv)
{
  const GOptionEntry entries[] = { G_OPTION_ENTRY_NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = NULL;
  g_autoptr (GPtrArray) runs = NULL;
  g_autofree char *text = NULL;
  LanesTerminal terminal;
  int status = LANES_EXIT_USAGE;

  if (!lanes_cli_parse ("show", _ ("FILE"), entries, &argc, &argv, &status))
    return status;
  if (argc != 2)
    return lanes_cli_refuse (_ ("show takes one file, which run --output has written"));

  file = g_file_new_for_commandline_arg (argv[1]);
  runs = lanes_run_file_load (file, NULL, &error);
  if (runs == NULL)
    return lanes_cli_refuse ("%s", error->message);

  lanes_terminal_init (&terminal, STDOUT_FILENO);
  text = lanes_text_view_dup (runs, &terminal);

  return lanes_cli_print (text);
}
