/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-resources.h"

#include "lanes-ui-resource.h"

/**
 * lanes_resources_init:
 *
 * By hand, since linkers leave out a static library's own constructors.
 */
void
lanes_resources_init (void)
{
  static gsize is_registered = 0;

  if (g_once_init_enter (&is_registered))
    {
      lanes_ui_register_resource ();
      g_once_init_leave (&is_registered, 1);
    }
}
