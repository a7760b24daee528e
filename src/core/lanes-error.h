/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Why a task failed. */
typedef enum
{
  LANES_TASK_ERROR_STATUS,    /* the server answered with another status than 200 */
  LANES_TASK_ERROR_MALFORMED, /* not the JSON that was expected */
  LANES_TASK_ERROR_TRUNCATED,
  LANES_TASK_ERROR_TOO_LARGE,
  LANES_TASK_ERROR_TOO_DEEP,
  LANES_TASK_ERROR_MISSING, /* no products */
  LANES_TASK_ERROR_TIMEOUT,
  LANES_TASK_ERROR_REFUSED, /* no connection */
  LANES_TASK_ERROR_NETWORK, /* the connection broke */
  LANES_TASK_ERROR_WORKER,  /* the worker died */
} LanesTaskError;

#define LANES_TASK_ERROR (lanes_task_error_quark ())
GQuark lanes_task_error_quark (void);

/* Why a run could not start or go on. */
typedef enum
{
  LANES_RUN_ERROR_SERVER,  /* the built-in server did not start */
  LANES_RUN_ERROR_WORKERS, /* workers die before any result */
  LANES_RUN_ERROR_OPTIONS, /* options that contradict the endpoint */
} LanesRunError;

#define LANES_RUN_ERROR (lanes_run_error_quark ())
GQuark lanes_run_error_quark (void);

/* Why a file could not be read. */
typedef enum
{
  LANES_FILE_ERROR_SYNTAX,
  LANES_FILE_ERROR_FORMAT, /* not one of ours */
  LANES_FILE_ERROR_VERSION,
  LANES_FILE_ERROR_CONTENT, /* a value that cannot be */
} LanesFileError;

#define LANES_FILE_ERROR (lanes_file_error_quark ())
GQuark lanes_file_error_quark (void);

G_END_DECLS
