/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-workload-file.h"

#include <glib/gi18n.h>
#include <string.h>

#include "core/lanes-error.h"
#include "lanes-json-guard.h"
#include "lanes-workload-parser.h"
#include "lanes-workloads-resource.h"

#define FORMAT          "lanes-workload"
#define VERSION         1
#define RESOURCE_FOLDER "/io/github/lanes_app/Lanes/workloads/"

/* The article's order. */
static const char *const builtin_names[] = {
  "download-pages", "compute-squares", "one-task", "two-tasks", "shopping-carts", NULL,
};

/* By hand, since linkers leave out a static library's own constructors. */
static void
register_workloads (void)
{
  static gsize is_registered = 0;

  if (g_once_init_enter (&is_registered))
    {
      lanes_workloads_register_resource ();
      g_once_init_leave (&is_registered, 1);
    }
}

/**
 * lanes_workload_file_list:
 *
 * Any thread.
 *
 * Returns: (array zero-terminated) (transfer full): the built-in workloads' names, in the
 *   article's order
 */
char **
lanes_workload_file_list (void)
{
  return g_strdupv ((char **) builtin_names);
}

/**
 * lanes_workload_file_builtin:
 * @name: one of [func@lanes_workload_file_list]
 * @error: of %LANES_FILE_ERROR
 *
 * Any thread.
 *
 * Returns: (transfer full): that workload
 */
LanesWorkload *
lanes_workload_file_builtin (const char *name, GError **error)
{
  g_autofree char *path = NULL;
  g_autoptr (GBytes) bytes = NULL;

  g_return_val_if_fail (name != NULL, NULL);

  register_workloads ();
  path = g_strconcat (RESOURCE_FOLDER, name, ".json", NULL);
  if (g_strv_contains (builtin_names, name))
    bytes = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  if (bytes == NULL)
    {
      g_autofree char *names = g_strjoinv (", ", (char **) builtin_names);

      g_set_error (error, LANES_FILE_ERROR, LANES_FILE_ERROR_CONTENT,
                   _ ("There is no workload \"%s\"; there are %s"), name, names);
      return NULL;
    }

  return lanes_workload_file_parse (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), name,
                                    error);
}

/**
 * lanes_workload_file_load:
 * @file: a workload file
 * @error: of %LANES_FILE_ERROR or G_IO_ERROR; one sentence that names the file
 *
 * Any thread; blocks.
 *
 * Returns: (transfer full): its workload
 */
LanesWorkload *
lanes_workload_file_load (GFile *file, GError **error)
{
  g_autofree char *origin = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GError) fault = NULL;
  gsize length;

  g_return_val_if_fail (G_IS_FILE (file), NULL);

  origin = g_file_get_parse_name (file);
  if (!g_file_load_contents (file, NULL, &text, &length, NULL, &fault))
    {
      g_set_error (error, fault->domain, fault->code, _ ("%s could not be read: %s"), origin,
                   fault->message);
      return NULL;
    }

  return lanes_workload_file_parse (text, length, origin, error);
}

static gboolean
check_format (JsonObject *object, const char *origin, GError **error)
{
  JsonNode *format = json_object_get_member (object, "format");
  JsonNode *version = json_object_get_member (object, "version");

  if (format == NULL || !JSON_NODE_HOLDS_VALUE (format) ||
      g_strcmp0 (json_node_get_string (format), FORMAT) != 0)
    {
      g_set_error (error, LANES_FILE_ERROR, LANES_FILE_ERROR_FORMAT,
                   _ ("%s is no workload of Lanes: it does not say \"format\": \"%s\""), origin,
                   FORMAT);
      return FALSE;
    }

  if (version == NULL || !JSON_NODE_HOLDS_VALUE (version) ||
      json_node_get_value_type (version) != G_TYPE_INT64 || json_node_get_int (version) != VERSION)
    {
      g_set_error (error, LANES_FILE_ERROR, LANES_FILE_ERROR_VERSION,
                   _ ("%s: this Lanes reads \"version\": %d of workload files, and no other"),
                   origin, VERSION);
      return FALSE;
    }

  return TRUE;
}

/**
 * lanes_workload_file_parse:
 * @text: JSON
 * @length: its length in bytes
 * @origin: what messages call it
 * @error: of %LANES_FILE_ERROR
 *
 * Any thread.
 *
 * Returns: (transfer full): the workload
 */
LanesWorkload *
lanes_workload_file_parse (const char *text, gsize length, const char *origin, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (GError) fault = NULL;
  JsonNode *root;

  g_return_val_if_fail (text != NULL, NULL);
  g_return_val_if_fail (origin != NULL, NULL);

  if (!lanes_json_guard_check (text, length, LANES_JSON_SIZE_MAX, &fault) ||
      !json_parser_load_from_data (parser, text, (gssize) length, &fault))
    {
      g_autofree char *words = lanes_json_guard_dup_fault (fault);

      g_set_error (error, LANES_FILE_ERROR, LANES_FILE_ERROR_SYNTAX,
                   _ ("%s is not JSON that Lanes can read: %s"), origin, words);
      return NULL;
    }

  root = json_parser_get_root (parser);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    {
      g_set_error (error, LANES_FILE_ERROR, LANES_FILE_ERROR_FORMAT,
                   _ ("%s is no workload of Lanes: it does not say \"format\": \"%s\""), origin,
                   FORMAT);
      return NULL;
    }
  if (!check_format (json_node_get_object (root), origin, error))
    return NULL;

  return lanes_workload_parser_build (json_node_get_object (root), origin, TRUE, error);
}

/**
 * lanes_workload_file_from_json:
 * @object: the workload of a run file
 * @origin: what messages call it
 * @error: of %LANES_FILE_ERROR
 *
 * Keys that a later version may have added do no harm here. Any thread.
 *
 * Returns: (transfer full): the workload
 */
LanesWorkload *
lanes_workload_file_from_json (JsonObject *object, const char *origin, GError **error)
{
  return lanes_workload_parser_build (object, origin, FALSE, error);
}

static void
add_seconds (JsonBuilder *builder, gint64 time_us)
{
  /* Whole seconds as whole numbers, as people write them. */
  if (time_us % G_USEC_PER_SEC == 0)
    json_builder_add_int_value (builder, time_us / G_USEC_PER_SEC);
  else
    json_builder_add_double_value (builder, (double) time_us / G_USEC_PER_SEC);
}

static void
add_amount (JsonBuilder *builder, const LanesAmount *amount)
{
  json_builder_set_member_name (builder, "seconds");
  switch (amount->kind)
    {
    case LANES_AMOUNT_PER_ITEM:
      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "per_item");
      add_seconds (builder, amount->low_us);
      json_builder_end_object (builder);
      break;
    case LANES_AMOUNT_RANDOM:
      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "random");
      json_builder_begin_array (builder);
      add_seconds (builder, amount->low_us);
      add_seconds (builder, amount->high_us);
      json_builder_end_array (builder);
      json_builder_set_member_name (builder, "seed");
      json_builder_add_int_value (builder, amount->seed);
      json_builder_end_object (builder);
      break;
    case LANES_AMOUNT_CONSTANT:
    default:
      add_seconds (builder, amount->low_us);
      break;
    }
}

static void
add_member (JsonBuilder *builder, const char *name, const char *text)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, text);
}

static void
add_step (JsonBuilder *builder, const LanesStepPattern *step)
{
  json_builder_begin_object (builder);
  add_member (builder, "kind", lanes_workload_step_words[step->kind]);
  if (step->kind == LANES_STEP_FETCH)
    {
      add_member (builder, "path", step->path);
      add_member (builder, "from", lanes_workload_source_words[step->source]);
    }
  if (step->kind == LANES_STEP_COMPUTE)
    add_member (builder, "work", lanes_workload_work_words[step->computation]);
  if (step->kind != LANES_STEP_FETCH)
    add_amount (builder, &step->amount);
  json_builder_end_object (builder);
}

static void
add_items (JsonBuilder *builder, LanesWorkload *workload)
{
  guint cycle;
  LanesItems items = lanes_workload_get_items (workload, &cycle);

  if (items == LANES_ITEMS_TASKS)
    return;

  if (items == LANES_ITEMS_CYCLE)
    {
      json_builder_set_member_name (builder, "items");
      json_builder_add_int_value (builder, cycle);
      return;
    }

  add_member (builder, "items", "carts");
  if (cycle > 0)
    {
      json_builder_set_member_name (builder, "carts");
      json_builder_add_int_value (builder, cycle);
    }
}

static void
add_tasks (JsonBuilder *builder, LanesWorkload *workload)
{
  json_builder_set_member_name (builder, "tasks");
  json_builder_begin_array (builder);
  for (guint i = 0; i < lanes_workload_get_n_patterns (workload); i++)
    {
      json_builder_begin_object (builder);
      add_member (builder, "label", lanes_workload_get_pattern_label (workload, i));
      json_builder_set_member_name (builder, "steps");
      json_builder_begin_array (builder);
      for (guint k = 0; k < lanes_workload_get_n_steps (workload, i); k++)
        add_step (builder, lanes_workload_get_step_pattern (workload, i, k));
      json_builder_end_array (builder);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_log (JsonBuilder *builder, LanesWorkload *workload)
{
  json_builder_set_member_name (builder, "log");
  json_builder_begin_object (builder);
  for (guint i = 0; i < LANES_N_LOG_MOMENTS; i++)
    {
      const char *const *lines = lanes_workload_get_log_lines (workload, i);

      if (*lines == NULL)
        continue;
      json_builder_set_member_name (builder, lanes_workload_moment_words[i]);
      json_builder_begin_array (builder);
      for (; *lines != NULL; lines++)
        json_builder_add_string_value (builder, *lines);
      json_builder_end_array (builder);
    }
  json_builder_end_object (builder);
}

/**
 * lanes_workload_file_to_json:
 * @workload: a sealed workload
 *
 * Any thread.
 *
 * Returns: (transfer full): the object that a workload file holds
 */
JsonNode *
lanes_workload_file_to_json (LanesWorkload *workload)
{
  g_autoptr (JsonBuilder) builder = json_builder_new_immutable ();

  g_return_val_if_fail (LANES_IS_WORKLOAD (workload), NULL);

  json_builder_begin_object (builder);
  add_member (builder, "format", FORMAT);
  json_builder_set_member_name (builder, "version");
  json_builder_add_int_value (builder, VERSION);
  add_member (builder, "name", lanes_workload_get_name (workload));
  add_member (builder, "title", lanes_workload_get_title (workload));
  add_member (builder, "summary", lanes_workload_get_summary (workload));
  json_builder_set_member_name (builder, "count");
  json_builder_add_int_value (builder, lanes_workload_get_n_tasks (workload));
  if (lanes_workload_get_workers (workload) > 0)
    {
      json_builder_set_member_name (builder, "workers");
      json_builder_add_int_value (builder, lanes_workload_get_workers (workload));
    }
  add_items (builder, workload);
  add_tasks (builder, workload);
  add_log (builder, workload);
  json_builder_end_object (builder);

  return json_builder_get_root (builder);
}
