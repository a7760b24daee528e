/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <locale.h>

#include "lanes-application.h"
#include "platform/lanes-platform.h"

int
main (int argc, char **argv)
{
  g_autoptr (LanesApplication) app = NULL;

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, LANES_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  /* Before there is any thread. */
  lanes_platform_init_signals ();
  lanes_platform_raise_fd_limit ();

  g_set_application_name (_ ("Lanes"));
  app = lanes_application_new ();

  return g_application_run (G_APPLICATION (app), argc, argv);
}
