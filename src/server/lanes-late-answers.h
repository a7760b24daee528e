/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

#include "lanes-cart-query.h"

G_BEGIN_DECLS

/**
 * LanesLateAnswers:
 *
 * Answers that are to be late, behind one source: one for each would have the main loop walk
 * over all of them at each turn. Belongs to the thread that made it and its default context.
 */
typedef struct _LanesLateAnswers LanesLateAnswers;

/* Answers a message, which goes on after that. */
typedef void (*LanesLateAnswerFunc) (SoupServerMessage *message,
                                     const LanesCartQuery *query,
                                     gpointer user_data);

LanesLateAnswers *lanes_late_answers_new (LanesLateAnswerFunc func, gpointer user_data);
void lanes_late_answers_free (LanesLateAnswers *self);
/* Holds @message up for as long as @query asks for. */
void lanes_late_answers_add (LanesLateAnswers *self,
                             SoupServerMessage *message,
                             const LanesCartQuery *query);

G_END_DECLS
