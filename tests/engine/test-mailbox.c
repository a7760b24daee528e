/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "engine/lanes-mailbox.h"

#define N_SENDERS 4
#define N_LEGS    5000

typedef struct
{
  guint n_received;
  guint n_batches;
  guint last_of[N_SENDERS];
  GMainLoop *loop;
} Receiver;

typedef struct
{
  LanesMailbox *mailbox;
  LanesLeg *legs;
} Sender;

static void
receive (LanesLeg *legs, gpointer user_data)
{
  Receiver *receiver = user_data;

  receiver->n_batches++;
  for (; legs != NULL; legs = legs->next)
    {
      guint sender = legs->task / N_LEGS;
      guint number = legs->task % N_LEGS + 1;

      /* Each sender's legs arrive in the order in which it sent them. */
      g_assert_cmpuint (number, ==, receiver->last_of[sender] + 1);
      receiver->last_of[sender] = number;
      receiver->n_received++;
    }

  if (receiver->n_received == N_SENDERS * N_LEGS)
    g_main_loop_quit (receiver->loop);
}

static gpointer
send_all (gpointer data)
{
  Sender *sender = data;

  for (guint i = 0; i < N_LEGS; i++)
    lanes_mailbox_post (sender->mailbox, &sender->legs[i]);

  return NULL;
}

static void
test_every_leg_arrives_once_and_in_order (void)
{
  g_autoptr (GMainContext) context = g_main_context_new ();
  g_autoptr (GMainLoop) loop = g_main_loop_new (context, FALSE);
  g_autofree LanesLeg *legs = g_new0 (LanesLeg, N_SENDERS * N_LEGS);
  Receiver receiver = { .loop = loop };
  LanesMailbox *mailbox = lanes_mailbox_new (context, receive, &receiver);
  GThread *threads[N_SENDERS];
  Sender senders[N_SENDERS];

  for (guint i = 0; i < N_SENDERS * N_LEGS; i++)
    legs[i].task = i;
  for (guint i = 0; i < N_SENDERS; i++)
    {
      senders[i] = (Sender){ mailbox, legs + i * N_LEGS };
      threads[i] = g_thread_new ("sender", send_all, &senders[i]);
    }

  g_main_loop_run (loop);
  for (guint i = 0; i < N_SENDERS; i++)
    g_thread_join (threads[i]);

  g_assert_cmpuint (receiver.n_received, ==, N_SENDERS * N_LEGS);
  g_assert_cmpuint (receiver.n_batches, <=, N_SENDERS * N_LEGS);
  g_assert_false (g_main_context_pending (context));
  lanes_mailbox_free (mailbox);
}

static void
test_a_list_is_one_batch (void)
{
  g_autoptr (GMainContext) context = g_main_context_new ();
  g_autoptr (GMainLoop) loop = g_main_loop_new (context, FALSE);
  LanesLeg legs[3] = { { .task = 0 }, { .task = 1 }, { .task = 2 } };
  Receiver receiver = { .loop = loop };
  LanesMailbox *mailbox = lanes_mailbox_new (context, receive, &receiver);

  legs[0].next = &legs[1];
  legs[1].next = &legs[2];
  lanes_mailbox_post_list (mailbox, &legs[0], &legs[2]);
  g_main_context_iteration (context, TRUE);

  g_assert_cmpuint (receiver.n_received, ==, 3);
  g_assert_cmpuint (receiver.n_batches, ==, 1);
  lanes_mailbox_free (mailbox);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/mailbox/every-leg-arrives-once-and-in-order",
                   test_every_leg_arrives_once_and_in_order);
  g_test_add_func ("/mailbox/a-list-is-one-batch", test_a_list_is_one_batch);
  return g_test_run ();
}
