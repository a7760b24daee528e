/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-late-answers.h"

struct _LanesLateAnswers
{
  LanesLateAnswerFunc func;
  gpointer user_data;
  GSequence *answers; /* of LanesLateAnswer, by when they are due */
  GSource *source;
};

typedef struct
{
  LanesLateAnswers *owner;
  SoupServerMessage *message;
  LanesCartQuery query;
  gint64 due_us;
  gulong finished_id;
  GSequenceIter *place;
} LanesLateAnswer;

static void
lanes_late_answer_free (gpointer data)
{
  LanesLateAnswer *self = data;

  g_clear_signal_handler (&self->finished_id, self->message);
  g_object_unref (self->message);
  g_free (self);
}

static int
compare_due (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const LanesLateAnswer *first = a;
  const LanesLateAnswer *second = b;

  return (first->due_us > second->due_us) - (first->due_us < second->due_us);
}

static LanesLateAnswer *
lanes_late_answers_get_first (LanesLateAnswers *self)
{
  GSequenceIter *first = g_sequence_get_begin_iter (self->answers);

  return g_sequence_iter_is_end (first) ? NULL : g_sequence_get (first);
}

static void
lanes_late_answers_arm (LanesLateAnswers *self)
{
  LanesLateAnswer *first = lanes_late_answers_get_first (self);

  g_source_set_ready_time (self->source, first != NULL ? first->due_us : -1);
}

/* The client went away before its answer. */
static void
lanes_late_answer_finished_cb (SoupServerMessage *message, gpointer user_data)
{
  LanesLateAnswer *late = user_data;
  LanesLateAnswers *self = late->owner;

  g_sequence_remove (late->place);
  lanes_late_answers_arm (self);
}

static gboolean
lanes_late_answers_dispatch (GSource *source, GSourceFunc callback, gpointer user_data)
{
  LanesLateAnswers *self = user_data;
  gint64 now_us = g_get_monotonic_time ();
  LanesLateAnswer *late;

  while ((late = lanes_late_answers_get_first (self)) != NULL && late->due_us <= now_us)
    {
      g_autoptr (SoupServerMessage) message = g_object_ref (late->message);

      self->func (message, &late->query, self->user_data);
      g_sequence_remove (late->place);
      soup_server_message_unpause (message);
    }
  lanes_late_answers_arm (self);

  return G_SOURCE_CONTINUE;
}

static GSourceFuncs lanes_late_answers_source_funcs = { .dispatch = lanes_late_answers_dispatch };

/**
 * lanes_late_answers_new:
 * @func: answers a message that is due
 * @user_data: for @func
 *
 * Returns: (transfer full): nothing to answer yet
 */
LanesLateAnswers *
lanes_late_answers_new (LanesLateAnswerFunc func, gpointer user_data)
{
  LanesLateAnswers *self;

  g_return_val_if_fail (func != NULL, NULL);

  self = g_new0 (LanesLateAnswers, 1);
  self->func = func;
  self->user_data = user_data;
  self->answers = g_sequence_new (lanes_late_answer_free);
  self->source = g_source_new (&lanes_late_answers_source_funcs, sizeof (GSource));
  g_source_set_static_name (self->source, "lanes late answers");
  g_source_set_callback (self->source, NULL, self, NULL);
  g_source_attach (self->source, g_main_context_get_thread_default ());

  return self;
}

/**
 * lanes_late_answers_free:
 * @self: (transfer full): late answers; what is still held up is never answered
 */
void
lanes_late_answers_free (LanesLateAnswers *self)
{
  g_return_if_fail (self != NULL);

  g_source_destroy (self->source);
  g_source_unref (self->source);
  g_sequence_free (self->answers);
  g_free (self);
}

/**
 * lanes_late_answers_add:
 * @self: late answers
 * @message: is paused until it is due
 * @query: how late it is to be; copied
 */
void
lanes_late_answers_add (LanesLateAnswers *self,
                        SoupServerMessage *message,
                        const LanesCartQuery *query)
{
  LanesLateAnswer *late;

  g_return_if_fail (self != NULL);
  g_return_if_fail (SOUP_IS_SERVER_MESSAGE (message));

  late = g_new0 (LanesLateAnswer, 1);
  late->owner = self;
  late->message = g_object_ref (message);
  late->query = *query;
  late->due_us = g_get_monotonic_time () + (gint64) query->delay_ms * 1000;
  late->finished_id =
      g_signal_connect (message, "finished", G_CALLBACK (lanes_late_answer_finished_cb), late);
  late->place = g_sequence_insert_sorted (self->answers, late, compare_due, NULL);
  lanes_late_answers_arm (self);
  soup_server_message_pause (message);
}
