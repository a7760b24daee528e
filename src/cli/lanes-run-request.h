/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "core/lanes-run.h"

G_BEGIN_DECLS

typedef enum
{
  LANES_OUTPUT_TEXT,
  LANES_OUTPUT_JSON,
  LANES_OUTPUT_CSV,
} LanesOutput;

/* What the user asked `run` for. Main thread. */
typedef struct
{
  LanesWorkload *workload;
  GPtrArray *models; /* of const LanesModel */
  LanesOptions *options;
  guint n_tasks; /* 0: the workload's own */
  LanesOutput output;
  GFile *file; /* NULL: standard output */
} LanesRunRequest;

/* Reads the command line. NULL: said on standard error what is wrong and what is valid, or
 * showed the help; @status is the exit status then. (transfer full) */
LanesRunRequest *lanes_run_request_parse (int argc, char **argv, int *status);
void lanes_run_request_free (LanesRunRequest *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LanesRunRequest, lanes_run_request_free)

G_END_DECLS
