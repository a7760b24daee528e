/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>

#include "formats/lanes-workload-file.h"
#include "lanes-cli.h"

static char *
dup_text (void)
{
  g_auto (GStrv) names = lanes_workload_file_list ();
  GString *text = g_string_new (_ ("Workloads:\n"));

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autoptr (LanesWorkload) workload = lanes_workload_file_builtin (names[i], NULL);

      g_string_append_printf (text, "  %-16s %s\n", names[i],
                              lanes_workload_get_summary (workload));
    }

  g_string_append (text, _ ("\nModels:\n"));
  for (guint i = 0; i < LANES_N_MODELS; i++)
    g_string_append_printf (text, "  %-16s %s\n", lanes_models_get (i)->name,
                            _ (lanes_models_get (i)->title));

  return g_string_free (text, FALSE);
}

static char *
dup_json (void)
{
  g_auto (GStrv) names = lanes_workload_file_list ();
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *text = NULL;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "workloads");
  json_builder_begin_array (builder);
  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autoptr (LanesWorkload) workload = lanes_workload_file_builtin (names[i], NULL);

      json_builder_add_value (builder, lanes_workload_file_to_json (workload));
    }
  json_builder_end_array (builder);

  json_builder_set_member_name (builder, "models");
  json_builder_begin_array (builder);
  for (guint i = 0; i < LANES_N_MODELS; i++)
    {
      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "name");
      json_builder_add_string_value (builder, lanes_models_get (i)->name);
      json_builder_set_member_name (builder, "title");
      json_builder_add_string_value (builder, lanes_models_get (i)->title);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);

  root = json_builder_get_root (builder);
  text = json_to_string (root, TRUE);

  return g_strconcat (text, "\n", NULL);
}

/**
 * lanes_command_list:
 * @argc: of the command
 * @argv: of the command
 *
 * Shows the workloads and the models. Main thread.
 *
 * Returns: the exit status
 */
int
lanes_command_list (int argc, char **argv)
{
  static const char *const formats[] = { "text", "json", NULL };
  g_autofree char *format = NULL;
  g_autofree char *text = NULL;
  const GOptionEntry entries[] = {
    { "format", 0, 0, G_OPTION_ARG_STRING, &format, N_ ("text or json"), N_ ("FORMAT") },
    G_OPTION_ENTRY_NULL,
  };
  int status = LANES_EXIT_USAGE;
  int chosen = 0;

  if (!lanes_cli_parse ("list", "", entries, &argc, &argv, &status))
    return status;
  if (argc > 1)
    return lanes_cli_refuse (_ ("list takes no \"%s\""), argv[1]);
  if (format != NULL)
    chosen = lanes_cli_choose ("--format", format, formats);
  if (chosen < 0)
    return LANES_EXIT_USAGE;

  text = chosen == 0 ? dup_text () : dup_json ();

  return lanes_cli_print (text);
}
