/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-host.h"

#include "platform/lanes-platform.h"

/**
 * lanes_host_new:
 * @soup_version: version of libsoup, which core does not link
 *
 * Any thread.
 *
 * Returns: (transfer full): this machine and the versions that are running
 */
LanesHost *
lanes_host_new (const char *soup_version)
{
  LanesHost *self;

  g_return_val_if_fail (soup_version != NULL, NULL);

  self = g_new0 (LanesHost, 1);
  self->cores = lanes_platform_cores ();
  self->os = lanes_platform_os_name ();
  self->glib =
      g_strdup_printf ("%u.%u.%u", glib_major_version, glib_minor_version, glib_micro_version);
  self->soup = g_strdup (soup_version);
  self->lanes = g_strdup (LANES_VERSION);

  return self;
}

/**
 * lanes_host_copy:
 * @self: a host
 *
 * Returns: (transfer full): a copy
 */
LanesHost *
lanes_host_copy (const LanesHost *self)
{
  LanesHost *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_new0 (LanesHost, 1);
  copy->cores = self->cores;
  copy->os = g_strdup (self->os);
  copy->glib = g_strdup (self->glib);
  copy->soup = g_strdup (self->soup);
  copy->lanes = g_strdup (self->lanes);

  return copy;
}

/**
 * lanes_host_free:
 * @self: (transfer full): a host
 */
void
lanes_host_free (LanesHost *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->os);
  g_free (self->glib);
  g_free (self->soup);
  g_free (self->lanes);
  g_free (self);
}
