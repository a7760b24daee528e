/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-server-main.h"

int
main (int argc, char **argv)
{
  return lanes_server_main (argc, argv);
}
