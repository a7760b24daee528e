/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* Where a run took place. @soup is set by whoever links libsoup. */
typedef struct
{
  guint cores;
  char *os;
  char *glib;
  char *soup;
  char *lanes;
} LanesHost;

LanesHost *lanes_host_new (const char *soup_version);
LanesHost *lanes_host_copy (const LanesHost *self);
void lanes_host_free (LanesHost *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LanesHost, lanes_host_free)

G_END_DECLS
