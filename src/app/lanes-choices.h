/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "core/lanes-options.h"
#include "core/lanes-workload.h"

G_BEGIN_DECLS

/* More tasks than that are for the command line. */
#define LANES_CHOICES_TASKS_MAX 1000000u

/**
 * LanesModelChoices:
 *
 * What the user chose on one model's tab. Properties (explicit notify): "workers" (uint; 0: the
 * model's default), "connections" (uint), "schedule" (int, LanesSchedule). Main thread only.
 */
#define LANES_TYPE_MODEL_CHOICES (lanes_model_choices_get_type ())
G_DECLARE_FINAL_TYPE (LanesModelChoices, lanes_model_choices, LANES, MODEL_CHOICES, GObject)

const LanesModel *lanes_model_choices_get_model (LanesModelChoices *self);

/**
 * LanesChoices:
 *
 * What the user chose for every run: the common options, which GSettings remembers, and each
 * model's own. Properties (explicit notify): "tasks" (uint; 0: the workload's own), "time-scale"
 * (double), "cpu" (int, LanesCpuWork), "latency" (int, LanesLatency), "endpoint" (string; empty:
 * the built-in server), "timeout" (double, seconds). Signals: "changed", for any of them, those of
 * the models included; "forecast-known", when one is there that was not. Main thread only.
 */
#define LANES_TYPE_CHOICES (lanes_choices_get_type ())
G_DECLARE_FINAL_TYPE (LanesChoices, lanes_choices, LANES, CHOICES, GObject)

/* @settings: (nullable): %NULL remembers nothing */
LanesChoices *lanes_choices_new (GSettings *settings);

/* (transfer none) */
LanesModelChoices *lanes_choices_get_model (LanesChoices *self, const LanesModel *model);

guint lanes_choices_get_tasks (LanesChoices *self);

/* (transfer full): for a run under @model */
LanesOptions *lanes_choices_dup_options (LanesChoices *self, const LanesModel *model);

/* (transfer full) (nullable): the lanes-cli line that does the same; @model NULL: every model, in
 * which case only the common options are said where the models' own differ. Quoted for a shell.
 * NULL: the workload came with a run and is in no file. */
char *lanes_choices_dup_command (LanesChoices *self,
                                 LanesWorkload *workload,
                                 const LanesModel *model);

/* How long a run will take, from its bound; -1: not known yet, "forecast-known" will tell. */
gint64 lanes_choices_forecast (LanesChoices *self,
                               LanesWorkload *workload,
                               const LanesModel *model);

G_END_DECLS
