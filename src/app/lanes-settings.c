/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-settings.h"

/**
 * lanes_settings_new:
 *
 * Main thread.
 *
 * Returns: (transfer full) (nullable): what the app remembers; %NULL where its schema is not
 *   installed, which g_settings_new() would not survive
 */
GSettings *
lanes_settings_new (void)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema = NULL;

  if (source != NULL)
    schema = g_settings_schema_source_lookup (source, LANES_APP_ID, TRUE);
  if (schema == NULL)
    {
      g_debug ("the schema %s is not installed: nothing is remembered", LANES_APP_ID);
      return NULL;
    }

  return g_settings_new_full (schema, NULL, NULL);
}
