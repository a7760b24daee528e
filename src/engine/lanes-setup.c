/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-setup.h"

#include <string.h>

#include "core/lanes-error.h"
#include "formats/lanes-workload-file.h"
#include "lanes-frame.h"

/* Workload, URLs, origin, connection; workers, connections, scale, CPU, latency, time-out. */
#define TYPE "(smsmsxbuudyyx)"

/**
 * lanes_setup_to_variant:
 * @self: a setup
 *
 * Returns: (transfer floating): the payload of a setup frame
 */
GVariant *
lanes_setup_to_variant (const LanesSetup *self)
{
  g_autoptr (JsonNode) node = lanes_workload_file_to_json (self->workload);
  g_autofree char *workload = json_to_string (node, FALSE);
  const LanesOptions *options = self->options;

  return g_variant_new (TYPE, workload, self->endpoint_url, self->built_in_url, self->origin_us,
                        self->asks_connection, options->workers, options->connections,
                        options->time_scale, (guchar) options->cpu, (guchar) options->latency,
                        options->timeout_us);
}

static gboolean
fail (GError **error, const char *what)
{
  g_set_error (error, LANES_FILE_ERROR, LANES_FILE_ERROR_CONTENT,
               "The setup of a worker cannot be: %s", what);

  return FALSE;
}

static gboolean
is_sound (const LanesOptions *options)
{
  return options->time_scale >= 0.0 && options->time_scale <= LANES_TIME_SCALE_MAX &&
         options->cpu <= LANES_CPU_REAL && options->latency <= LANES_LATENCY_SERVER &&
         options->timeout_us > 0;
}

/**
 * lanes_setup_from_payload:
 * @self: (out): to be cleared when %TRUE is returned
 * @payload: of a setup frame
 * @error: of %LANES_FILE_ERROR
 *
 * Returns: %FALSE with @error set when it is no setup
 */
gboolean
lanes_setup_from_payload (LanesSetup *self, GBytes *payload, GError **error)
{
  g_autoptr (GVariant) value = lanes_frame_parse_payload (payload, TYPE);
  g_autoptr (LanesOptions) options = lanes_options_new ();
  const char *workload;
  guchar cpu, latency;

  *self = (LanesSetup){ 0 };
  if (value == NULL)
    return fail (error, "its payload is not in order");

  g_variant_get (value, "(&smsmsxbuudyyx)", &workload, &self->endpoint_url, &self->built_in_url,
                 &self->origin_us, &self->asks_connection, &options->workers, &options->connections,
                 &options->time_scale, &cpu, &latency, &options->timeout_us);
  options->cpu = cpu;
  options->latency = latency;
  self->options = g_steal_pointer (&options);
  if (!is_sound (self->options))
    {
      lanes_setup_clear (self);
      return fail (error, "its options are out of range");
    }

  self->workload = lanes_workload_file_parse (workload, strlen (workload), "setup", error);
  if (self->workload == NULL)
    {
      lanes_setup_clear (self);
      return FALSE;
    }

  return TRUE;
}

void
lanes_setup_clear (LanesSetup *self)
{
  g_clear_object (&self->workload);
  g_clear_pointer (&self->options, lanes_options_free);
  g_clear_pointer (&self->endpoint_url, g_free);
  g_clear_pointer (&self->built_in_url, g_free);
}
