/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <unistd.h>

#include "engine/lanes-programs.h"
#include "lanes-cli.h"

/**
 * lanes_command_serve:
 * @argc: of the command
 * @argv: of the command
 *
 * Becomes the cart server, which reads the options itself. Main thread.
 *
 * Returns: the exit status, where it could not
 */
int
lanes_command_serve (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) arguments = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *port = NULL;
  g_autofree char *data = NULL;
  gboolean rate_limit = FALSE;
  const GOptionEntry entries[] = {
    { "port", 0, 0, G_OPTION_ARG_STRING, &port, N_ ("port to listen on; 0: any that is free"),
      N_ ("N") },
    { "data", 0, 0, G_OPTION_ARG_FILENAME, &data, N_ ("carts to serve, as GET /carts answers"),
      N_ ("FILE") },
    { "rate-limit", 0, 0, G_OPTION_ARG_NONE, &rate_limit,
      N_ ("answer 429 to more than 100 requests in 10 s"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  char *program;
  int status = LANES_EXIT_USAGE;

  if (!lanes_cli_parse ("serve", "", entries, &argc, &argv, &status))
    return status;
  if (argc > 1)
    return lanes_cli_refuse (_ ("serve takes no \"%s\""), argv[1]);

  program = lanes_programs_find ("lanes-cart-server", &error);
  if (program == NULL)
    return lanes_cli_fail ("%s", error->message);

  g_ptr_array_add (arguments, program);
  if (port != NULL)
    {
      g_ptr_array_add (arguments, g_strdup ("--port"));
      g_ptr_array_add (arguments, g_steal_pointer (&port));
    }
  if (data != NULL)
    {
      g_ptr_array_add (arguments, g_strdup ("--data"));
      g_ptr_array_add (arguments, g_steal_pointer (&data));
    }
  if (rate_limit)
    g_ptr_array_add (arguments, g_strdup ("--rate-limit"));
  g_ptr_array_add (arguments, NULL);

  execv (program, (char **) arguments->pdata);

  return lanes_cli_fail (_ ("%s could not be started: %s"), program, g_strerror (errno));
}
