/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define LANES_TIME_SCALE_MAX      10.0
#define LANES_WORKERS_MAX         1024
#define LANES_CONNECTIONS_MAX     4096
#define LANES_DEFAULT_CONNECTIONS 64
#define LANES_DEFAULT_TIMEOUT_US  (30 * G_USEC_PER_SEC)

typedef enum
{
  LANES_CPU_SIMULATED,
  LANES_CPU_REAL,
} LanesCpuWork;

typedef enum
{
  LANES_LATENCY_CLIENT,
  LANES_LATENCY_SERVER,
} LanesLatency;

typedef enum
{
  LANES_SCHEDULE_PHASED,
  LANES_SCHEDULE_PIPELINED,
} LanesSchedule;

/**
 * LanesOptions:
 * @workers: width of a thread or process pool; 0: the model's default for the workload
 * @connections: how many connections may be open at once
 * @time_scale: 0 to %LANES_TIME_SCALE_MAX, multiplies waits and computations
 * @cpu: whether compute steps hold their worker or burn its CPU time
 * @latency: who waits, the client before its request or the server inside it
 * @schedule: whether every fetch comes before every computation; used by Combined
 * @timeout_us: how long one attempt of a fetch may take
 * @endpoint: (nullable): base URL without trailing slash; %NULL: the built-in server
 * @data: (nullable): file that the built-in server serves; %NULL: its own
 * @rate_limit: whether the built-in server answers 429 as dummyjson.com does
 *
 * What the user chose for a run. A plain value: copied, never shared between threads while
 * it changes.
 */
typedef struct
{
  guint workers;
  guint connections;
  double time_scale;
  LanesCpuWork cpu;
  LanesLatency latency;
  LanesSchedule schedule;
  gint64 timeout_us;
  char *endpoint;
  char *data;
  gboolean rate_limit;
} LanesOptions;

#define LANES_TYPE_OPTIONS (lanes_options_get_type ())

GType lanes_options_get_type (void);
LanesOptions *lanes_options_new (void);
LanesOptions *lanes_options_copy (const LanesOptions *self);
void lanes_options_free (LanesOptions *self);

/* The words of the command line and of the run file, in both directions. The parsers leave
 * @value alone and return FALSE for a word that they do not know. */
const char *lanes_cpu_work_to_word (LanesCpuWork value);
gboolean lanes_cpu_work_parse (const char *word, LanesCpuWork *value);
const char *lanes_latency_to_word (LanesLatency value);
gboolean lanes_latency_parse (const char *word, LanesLatency *value);
const char *lanes_schedule_to_word (LanesSchedule value);
gboolean lanes_schedule_parse (const char *word, LanesSchedule *value);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LanesOptions, lanes_options_free)

G_END_DECLS
