/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-cli.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <libsoup/soup.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "platform/lanes-platform.h"

static const struct
{
  const char *name;
  int (*run) (int argc, char **argv);
  const char *summary;
} commands[] = {
  { "list", lanes_command_list, N_ ("show the workloads and the models") },
  { "run", lanes_command_run, N_ ("run a workload under one model or several") },
  { "serve", lanes_command_serve, N_ ("answer as the carts' API does, until interrupted") },
  { "show", lanes_command_show, N_ ("show a run that was saved") },
};

G_GNUC_PRINTF (1, 0)
static void
complain (const char *format, va_list args)
{
  g_autofree char *text = g_strdup_vprintf (format, args);

  g_printerr ("lanes-cli: %s\n", text);
}

int
lanes_cli_refuse (const char *format, ...)
{
  va_list args;

  va_start (args, format);
  complain (format, args);
  va_end (args);

  return LANES_EXIT_USAGE;
}

int
lanes_cli_fail (const char *format, ...)
{
  va_list args;

  va_start (args, format);
  complain (format, args);
  va_end (args);

  return LANES_EXIT_FAILED;
}

int
lanes_cli_print (const char *text)
{
  if (fputs (text, stdout) != EOF && fflush (stdout) != EOF)
    return LANES_EXIT_DONE;

  return lanes_cli_fail (_ ("Standard output could not be written: %s"), g_strerror (errno));
}

gboolean
lanes_cli_parse (const char *command,
                 const char *usage,
                 const GOptionEntry *entries,
                 int *argc,
                 char ***argv,
                 int *status)
{
  g_autoptr (GOptionContext) context = g_option_context_new (*usage != '\0' ? usage : NULL);
  g_autoptr (GError) error = NULL;

  for (int i = 1; i < *argc; i++)
    {
      if (g_str_equal ((*argv)[i], "--"))
        break;
      if (g_str_equal ((*argv)[i], "--help") || g_str_equal ((*argv)[i], "-h"))
        {
          g_autofree char *help = NULL;
          g_autofree char *name = g_strdup_printf ("lanes-cli %s", command);

          g_set_prgname (name);
          g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
          help = g_option_context_get_help (context, TRUE, NULL);
          *status = lanes_cli_print (help);
          return FALSE;
        }
    }

  g_option_context_set_help_enabled (context, FALSE);
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  if (g_option_context_parse (context, argc, argv, &error))
    return TRUE;

  *status = lanes_cli_refuse (_ ("%s; see lanes-cli %s --help"), error->message, command);

  return FALSE;
}

int
lanes_cli_choose (const char *option, const char *word, const char *const *words)
{
  g_autofree char *valid = NULL;

  for (int i = 0; words[i] != NULL; i++)
    {
      if (g_str_equal (words[i], word))
        return i;
    }

  valid = g_strjoinv (", ", (char **) words);
  lanes_cli_refuse (_ ("%s must be one of %s, not \"%s\""), option, valid, word);

  return -1;
}

static char *
dup_usage (void)
{
  GString *text = g_string_new (_ ("Usage: lanes-cli COMMAND [OPTION...]\n\n"
                                   "Runs the same work under different concurrency models.\n\n"));

  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    g_string_append_printf (text, "  %-6s %s\n", commands[i].name, _ (commands[i].summary));
  g_string_append (text, _ ("\nlanes-cli COMMAND --help shows the options of a command.\n"));

  return g_string_free (text, FALSE);
}

/* What is opened later must not take the number of standard output that is closed, and get the
 * product: reading from nowhere holds its place, and writing to it is an error. */
static void
hold_standard_files (void)
{
  for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
    {
      if (fcntl (fd, F_GETFD) < 0 && open ("/dev/null", O_RDONLY) != fd)
        exit (LANES_EXIT_FAILED);
    }
}

static void
init (void)
{
  hold_standard_files ();
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, LANES_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  g_set_prgname ("lanes-cli");
  lanes_platform_init_signals ();
  lanes_platform_raise_fd_limit ();
}

/**
 * lanes_cli_main:
 * @argc: as main() has it
 * @argv: as main() has it
 *
 * Main thread.
 *
 * Returns: the exit status
 */
int
lanes_cli_main (int argc, char **argv)
{
  g_autofree char *usage = NULL;

  init ();
  usage = dup_usage ();
  if (argc < 2)
    {
      g_printerr ("%s", usage);
      return LANES_EXIT_USAGE;
    }
  if (g_str_equal (argv[1], "--help") || g_str_equal (argv[1], "-h") ||
      g_str_equal (argv[1], "help"))
    return lanes_cli_print (usage);
  if (g_str_equal (argv[1], "--version"))
    return lanes_cli_print ("lanes-cli " LANES_VERSION "\n");

  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      if (g_str_equal (commands[i].name, argv[1]))
        return commands[i].run (argc - 1, argv + 1);
    }

  return lanes_cli_refuse (_ ("There is no command \"%s\"; there are list, run, serve and show"),
                           argv[1]);
}
