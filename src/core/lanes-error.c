/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-error.h"

G_DEFINE_QUARK (lanes - task - error - quark, lanes_task_error)
G_DEFINE_QUARK (lanes - run - error - quark, lanes_run_error)
G_DEFINE_QUARK (lanes - file - error - quark, lanes_file_error)
