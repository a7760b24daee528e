/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/lanes-run.h"
#include "lanes-json-writer.h"

G_BEGIN_DECLS

/* Tracks that are derived from the trace have at most so many points in a file. */
#define LANES_RUN_FILE_TRACK_POINTS 4096

/* Writes one run that has finished as an object. Any thread. */
void lanes_run_writer_write (LanesJsonWriter *writer, LanesRun *run);

G_END_DECLS
