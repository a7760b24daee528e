/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-cli.h"

int
main (int argc, char **argv)
{
  return lanes_cli_main (argc, argv);
}
