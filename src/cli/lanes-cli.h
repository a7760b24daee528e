/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Exit statuses. */
#define LANES_EXIT_DONE   0
#define LANES_EXIT_FAILED 1
#define LANES_EXIT_USAGE  2
/* 128 + the signal's number, as shells have it */
#define LANES_EXIT_SIGNAL 128

/* The whole program. Main thread. */
int lanes_cli_main (int argc, char **argv);

/* The commands. @argv[0] is the command's name. Main thread. */
int lanes_command_list (int argc, char **argv);
int lanes_command_run (int argc, char **argv);
int lanes_command_serve (int argc, char **argv);
int lanes_command_show (int argc, char **argv);

/* One sentence on standard error; returns LANES_EXIT_USAGE, or what @status says. */
int lanes_cli_refuse (const char *format, ...) G_GNUC_PRINTF (1, 2);
int lanes_cli_fail (const char *format, ...) G_GNUC_PRINTF (1, 2);
/* Parses @entries; @usage: "WORKLOAD|FILE". FALSE: said what is wrong; or showed the help, then
 * @status is LANES_EXIT_DONE. */
gboolean lanes_cli_parse (const char *command,
                          const char *usage,
                          const GOptionEntry *entries,
                          int *argc,
                          char ***argv,
                          int *status);
/* The index of @word in @words; -1: said on standard error what is valid. */
int lanes_cli_choose (const char *option, const char *word, const char *const *words);
/* Writes to standard output. Returns the exit status. */
int lanes_cli_print (const char *text);

G_END_DECLS
