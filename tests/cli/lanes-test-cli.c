/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-test-cli.h"

#include <string.h>

char **
lanes_test_cli_argv (const char *arguments)
{
  g_autofree char *program = g_build_filename (g_getenv ("LANES_LIBEXECDIR"), "lanes-cli", NULL);
  g_autofree char *line = g_strjoin (" ", program, arguments, NULL);

  return g_strsplit (line, " ", -1);
}

void
lanes_test_cli_run (LanesTestCli *self, const char *arguments, ...)
{
  g_autofree char *line = NULL;
  g_auto (GStrv) argv = NULL;
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  va_list args;

  va_start (args, arguments);
  line = g_strdup_vprintf (arguments, args);
  va_end (args);
  argv = lanes_test_cli_argv (line);

  *self = (LanesTestCli){ 0 };
  process =
      g_subprocess_newv ((const char *const *) argv,
                         G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE, &error);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, NULL, NULL, &self->out, &self->err, &error);
  g_assert_no_error (error);
  self->status = g_subprocess_get_if_exited (process) ? g_subprocess_get_exit_status (process)
                                                      : 1000 + g_subprocess_get_term_sig (process);
}

void
lanes_test_cli_clear (LanesTestCli *self)
{
  g_clear_pointer (&self->out, g_free);
  g_clear_pointer (&self->err, g_free);
}

void
lanes_test_cli_assert_says (const char *whole, const char *text)
{
  if (strstr (whole, text) == NULL)
    g_error ("\"%s\" is not in: %s", text, whole);
}
