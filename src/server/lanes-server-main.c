/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-server-main.h"

#include <glib-unix.h>
#include <glib/gi18n.h>
#include <locale.h>
#include <stdio.h>
#include <unistd.h>

#include "lanes-cart-server.h"
#include "platform/lanes-platform.h"

#define EXIT_USAGE 2

typedef struct
{
  char *port;
  char *data;
  gboolean rate_limit;
  gboolean parent_pipe;
  int limit_requests;
  int limit_window_ms;
  int retry_after;
} LanesServerWords;

static void
lanes_server_words_clear (LanesServerWords *self)
{
  g_free (self->port);
  g_free (self->data);
}

static gboolean
quit_cb (gpointer user_data)
{
  g_main_loop_quit (user_data);

  return G_SOURCE_CONTINUE;
}

/* Nobody writes to the pipe: it ends when the parent does, however that ends. */
static gboolean
parent_cb (gint fd, GIOCondition condition, gpointer user_data)
{
  char byte;

  if (read (fd, &byte, 1) > 0)
    return G_SOURCE_CONTINUE;
  g_main_loop_quit (user_data);

  return G_SOURCE_REMOVE;
}

static int
refuse (const char *text)
{
  g_printerr ("lanes-cart-server: %s\n", text);

  return EXIT_USAGE;
}

static int
serve (LanesCartServer *server, guint n_carts, const LanesServerWords *words)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  guint port = lanes_cart_server_get_port (server);

  g_unix_signal_add (SIGINT, quit_cb, loop);
  g_unix_signal_add (SIGTERM, quit_cb, loop);
  if (words->parent_pipe)
    g_unix_fd_add (STDIN_FILENO, G_IO_IN | G_IO_HUP | G_IO_ERR, parent_cb, loop);
  else
    g_printerr (_ ("lanes-cart-server: http://127.0.0.1:%u/carts, until interrupted\n"), port);

  printf ("{\"port\":%u,\"carts\":%u}\n", port, n_carts);
  fflush (stdout);
  g_main_loop_run (loop);
  lanes_cart_server_close (server);

  return 0;
}

static int
run (const LanesServerWords *words)
{
  g_autoptr (LanesCartServer) server = NULL;
  g_autoptr (GError) error = NULL;
  LanesCartData *data;
  LanesRateLimit limit;
  guint64 port = 0;
  guint n_carts;

  if (words->port != NULL &&
      !g_ascii_string_to_unsigned (words->port, 10, 0, G_MAXUINT16, &port, NULL))
    {
      g_autofree char *text = g_strdup_printf (
          _ ("--port must be a whole number from 0 to 65535, not \"%s\""), words->port);

      return refuse (text);
    }

  data = lanes_cart_data_load (words->data, &error);
  if (data == NULL)
    return refuse (error->message);

  lanes_rate_limit_init (&limit);
  if (words->limit_requests > 0)
    limit.requests = (guint) words->limit_requests;
  if (words->limit_window_ms > 0)
    limit.window_ms = (guint) words->limit_window_ms;
  if (words->retry_after >= 0)
    limit.retry_after_s = (guint) words->retry_after;

  n_carts = lanes_cart_data_get_n_carts (data);
  server = lanes_cart_server_new (data, words->rate_limit ? &limit : NULL);
  if (!lanes_cart_server_listen (server, (guint) port, &error))
    {
      g_autofree char *text = g_strdup_printf (_ ("port %u of 127.0.0.1 cannot be listened on: %s"),
                                               (guint) port, error->message);

      return refuse (text);
    }

  return serve (server, n_carts, words);
}

/**
 * lanes_server_main:
 * @argc: as main() has it
 * @argv: as main() has it
 *
 * Main thread.
 *
 * Returns: the exit status
 */
int
lanes_server_main (int argc, char **argv)
{
  LanesServerWords words = { .retry_after = -1 };
  const GOptionEntry entries[] = {
    { "port", 0, 0, G_OPTION_ARG_STRING, &words.port, N_ ("port to listen on; 0: any"), "N" },
    { "data", 0, 0, G_OPTION_ARG_FILENAME, &words.data, N_ ("carts to serve"), "FILE" },
    { "rate-limit", 0, 0, G_OPTION_ARG_NONE, &words.rate_limit, N_ ("answer 429"), NULL },
    { "parent-pipe", 0, 0, G_OPTION_ARG_NONE, &words.parent_pipe,
      N_ ("leave when standard input ends"), NULL },
    { "rate-limit-requests", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_INT, &words.limit_requests, NULL,
      NULL },
    { "rate-limit-window-ms", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_INT, &words.limit_window_ms,
      NULL, NULL },
    { "retry-after", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_INT, &words.retry_after, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) error = NULL;
  int status;

  setlocale (LC_ALL, "");
  g_set_prgname ("lanes-cart-server");
  lanes_platform_init_signals ();
  lanes_platform_raise_fd_limit ();

  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  if (!g_option_context_parse (context, &argc, &argv, &error))
    status = refuse (error->message);
  else if (argc > 1)
    status = refuse (_ ("it takes only options; see --help"));
  else
    status = run (&words);
  lanes_server_words_clear (&words);

  return status;
}
