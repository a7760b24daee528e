/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/lanes-run.h"
#include "lanes-json-reader.h"

G_BEGIN_DECLS

/* Reads the object that comes next as one run. (transfer full); NULL with the reader's error
 * set. @origin: what messages about its workload call it. Any thread. */
LanesRun *lanes_run_reader_read (LanesJsonReader *reader, const char *origin);

G_END_DECLS
