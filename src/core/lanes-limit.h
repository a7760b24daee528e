/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lanes-workload.h"

G_BEGIN_DECLS

typedef enum
{
  LANES_LIMIT_NONE,  /* nothing to do */
  LANES_LIMIT_TASK,  /* one task's own chain of steps */
  LANES_LIMIT_CORES, /* real CPU work over the cores */
  LANES_LIMIT_WORKERS,
  LANES_LIMIT_CONNECTIONS,
  LANES_LIMIT_LOOP,     /* computations one after another on the loop */
  LANES_LIMIT_SEQUENCE, /* everything one after another */
  LANES_LIMIT_PHASES,   /* every fetch before every computation */
} LanesLimitKind;

/* What keeps a run from ending sooner. @count: cores, workers, connections; @task: from 0. */
typedef struct
{
  LanesLimitKind kind;
  guint count;
  guint task;
} LanesLimit;

/* "cart 5", "2 connections", "3 workers", ...; translated for people, plain for files. */
char *lanes_limit_dup_text (const LanesLimit *self, LanesWorkload *workload);
char *lanes_limit_dup_plain (const LanesLimit *self, LanesWorkload *workload);

G_END_DECLS
