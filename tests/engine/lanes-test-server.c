/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-test-server.h"

#include <stdio.h>

struct _LanesTestServer
{
  GSubprocess *child;
  char *url;
};

LanesTestServer *
lanes_test_server_new (const char *faults)
{
  LanesTestServer *self = g_new0 (LanesTestServer, 1);
  g_auto (GStrv) parts = g_strsplit (faults != NULL ? faults : "", " ", -1);
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  g_autoptr (GDataInputStream) words = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *line = NULL;
  int port = 0;

  g_ptr_array_add (argv, (char *) g_getenv ("LANES_TEST_FAULTY_SERVER"));
  g_assert_nonnull (argv->pdata[0]);
  for (guint i = 0; parts[i] != NULL; i++)
    {
      g_ptr_array_add (argv, (char *) "--fault");
      g_ptr_array_add (argv, parts[i]);
    }
  g_ptr_array_add (argv, NULL);
  self->child =
      g_subprocess_newv ((const char *const *) argv->pdata,
                         G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error);
  g_assert_no_error (error);
  words = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->child));
  g_filter_input_stream_set_close_base_stream (G_FILTER_INPUT_STREAM (words), FALSE);
  line = g_data_input_stream_read_line (words, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (sscanf (line, "{\"port\":%d", &port), ==, 1);
  self->url = g_strdup_printf ("http://127.0.0.1:%d", port);

  return self;
}

void
lanes_test_server_kill (LanesTestServer *self)
{
  g_subprocess_force_exit (self->child);
  g_subprocess_wait (self->child, NULL, NULL);
}

void
lanes_test_server_free (LanesTestServer *self)
{
  lanes_test_server_kill (self);
  g_object_unref (self->child);
  g_free (self->url);
  g_free (self);
}

const char *
lanes_test_server_get_url (LanesTestServer *self)
{
  return self->url;
}
