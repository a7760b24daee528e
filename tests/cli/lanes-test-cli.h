/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What lanes-cli said, and how it ended: its exit status, or 1000 + a signal. */
typedef struct
{
  char *out;
  char *err;
  int status;
} LanesTestCli;

/* @arguments: separated by spaces. */
void lanes_test_cli_run (LanesTestCli *self, const char *arguments, ...) G_GNUC_PRINTF (2, 3);
void lanes_test_cli_clear (LanesTestCli *self);
/* The command for a launcher. (transfer full) */
char **lanes_test_cli_argv (const char *arguments);
/* Fails with all that was said unless @text is in @whole. */
void lanes_test_cli_assert_says (const char *whole, const char *text);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (LanesTestCli, lanes_test_cli_clear)

G_END_DECLS
