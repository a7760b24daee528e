/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lanes-choices.h"

G_BEGIN_DECLS

/* (transfer full) */
LanesModelChoices *lanes_model_choices_new (const LanesModel *model);
/* Writes the model's own choices into @options. */
void lanes_model_choices_apply (LanesModelChoices *self, LanesOptions *options);

G_END_DECLS
