/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-library.h"

#include <glib/gi18n.h>

#include "formats/lanes-workload-file.h"
#include "platform/lanes-platform.h"

/* What the built-in workloads say, for translators; a test keeps it true. */
static const char *const builtin_texts[] = {
  N_ ("Download Pages"),
  N_ ("Three web pages: wait 2 s for the network, then fetch"),
  N_ ("Compute Squares"),
  N_ ("The squares of 1 to 5: nothing to wait for"),
  N_ ("One Task"),
  N_ ("One task that waits 3 s"),
  N_ ("Two Tasks"),
  N_ ("Two tasks that wait 2 s and 3 s"),
  N_ ("Shopping Carts"),
  N_ ("Carts 1 to 5: wait, fetch and compute, as many seconds as the cart's number each"),
  NULL,
};

static GQuark
file_quark (void)
{
  return g_quark_from_static_string ("lanes-library-file");
}

/**
 * lanes_library_new:
 *
 * Returns: (transfer full) (element-type LanesWorkload): the built-in workloads
 */
GListStore *
lanes_library_new (void)
{
  GListStore *self = g_list_store_new (LANES_TYPE_WORKLOAD);
  g_auto (GStrv) names = lanes_workload_file_list ();

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (LanesWorkload) workload = lanes_workload_file_builtin (names[i], &error);

      g_assert_no_error (error);
      g_list_store_append (self, workload);
    }

  return self;
}

/**
 * lanes_library_add:
 * @self: a library
 * @workload: from @file
 * @file: where it is
 *
 * Takes the place of what was read from the same file before.
 *
 * Returns: (transfer none): @workload
 */
LanesWorkload *
lanes_library_add (GListStore *self, LanesWorkload *workload, GFile *file)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self));

  g_assert (lanes_platform_is_main_thread ());
  g_return_val_if_fail (LANES_IS_WORKLOAD (workload), NULL);
  g_return_val_if_fail (G_IS_FILE (file), NULL);

  g_object_set_qdata_full (G_OBJECT (workload), file_quark (), g_object_ref (file), g_object_unref);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (LanesWorkload) other = g_list_model_get_item (G_LIST_MODEL (self), i);
      GFile *other_file = g_object_get_qdata (G_OBJECT (other), file_quark ());

      if (other_file != NULL && g_file_equal (other_file, file))
        {
          g_list_store_splice (self, i, 1, (gpointer *) &workload, 1);
          return workload;
        }
    }
  g_list_store_append (self, workload);

  return workload;
}

static gboolean
is_same_step (const LanesStepPattern *a, const LanesStepPattern *b)
{
  return a->kind == b->kind && a->computation == b->computation && a->source == b->source &&
         a->amount.kind == b->amount.kind && a->amount.low_us == b->amount.low_us &&
         a->amount.high_us == b->amount.high_us && g_strcmp0 (a->path, b->path) == 0;
}

/* Whether they differ in nothing but their size. */
static gboolean
is_same_workload (LanesWorkload *a, LanesWorkload *b)
{
  guint n_patterns = lanes_workload_get_n_patterns (a);

  if (g_strcmp0 (lanes_workload_get_name (a), lanes_workload_get_name (b)) != 0 ||
      n_patterns != lanes_workload_get_n_patterns (b))
    return FALSE;

  for (guint i = 0; i < n_patterns; i++)
    {
      guint n_steps = lanes_workload_get_n_steps (a, i);

      if (n_steps != lanes_workload_get_n_steps (b, i) ||
          g_strcmp0 (lanes_workload_get_pattern_label (a, i),
                     lanes_workload_get_pattern_label (b, i)) != 0)
        return FALSE;
      for (guint k = 0; k < n_steps; k++)
        {
          if (!is_same_step (lanes_workload_get_step_pattern (a, i, k),
                             lanes_workload_get_step_pattern (b, i, k)))
            return FALSE;
        }
    }

  return TRUE;
}

/**
 * lanes_library_match:
 * @self: a library
 * @workload: of a run
 *
 * Returns: (transfer none): what the run belongs to; added where the library has nothing that
 *   differs from @workload in its size alone
 */
LanesWorkload *
lanes_library_match (GListStore *self, LanesWorkload *workload)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self));

  g_assert (lanes_platform_is_main_thread ());
  g_return_val_if_fail (LANES_IS_WORKLOAD (workload), NULL);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (LanesWorkload) other = g_list_model_get_item (G_LIST_MODEL (self), i);

      if (is_same_workload (other, workload))
        return other;
    }
  g_list_store_append (self, workload);

  return workload;
}

/**
 * lanes_library_find:
 * @self: a library
 * @name: a workload's name
 *
 * Returns: (transfer none) (nullable): the first workload of that name
 */
LanesWorkload *
lanes_library_find (GListStore *self, const char *name)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (LanesWorkload) workload = g_list_model_get_item (G_LIST_MODEL (self), i);

      if (g_strcmp0 (lanes_workload_get_name (workload), name) == 0)
        return workload;
    }

  return NULL;
}

static gboolean
is_builtin (LanesWorkload *workload)
{
  g_auto (GStrv) names = lanes_workload_file_list ();
  g_autoptr (LanesWorkload) builtin = NULL;

  if (!g_strv_contains ((const char *const *) names, lanes_workload_get_name (workload)))
    return FALSE;
  builtin = lanes_workload_file_builtin (lanes_workload_get_name (workload), NULL);

  return builtin != NULL && is_same_workload (builtin, workload);
}

/**
 * lanes_library_dup_argument:
 * @workload: a workload
 *
 * Returns: (transfer full) (nullable): what lanes-cli calls it, quoted for a shell: its name or
 *   its file; %NULL when it came with a run and is in no file
 */
char *
lanes_library_dup_argument (LanesWorkload *workload)
{
  GFile *file;
  g_autofree char *word = NULL;

  g_assert (lanes_platform_is_main_thread ());
  g_return_val_if_fail (LANES_IS_WORKLOAD (workload), NULL);

  file = g_object_get_qdata (G_OBJECT (workload), file_quark ());
  if (file != NULL)
    {
      word = g_file_get_path (file);
      if (word == NULL)
        word = g_file_get_uri (file);
      return g_shell_quote (word);
    }
  if (is_builtin (workload))
    return g_strdup (lanes_workload_get_name (workload));

  return NULL;
}

/* In the user's language where it is one of ours. */
static const char *
translate (const char *text)
{
  return text != NULL && g_strv_contains (builtin_texts, text) ? _ (text) : text;
}

const char *
lanes_library_get_title (LanesWorkload *workload)
{
  g_assert (lanes_platform_is_main_thread ());
  g_return_val_if_fail (LANES_IS_WORKLOAD (workload), NULL);

  return translate (lanes_workload_get_title (workload));
}

const char *
lanes_library_get_summary (LanesWorkload *workload)
{
  g_assert (lanes_platform_is_main_thread ());
  g_return_val_if_fail (LANES_IS_WORKLOAD (workload), NULL);

  return translate (lanes_workload_get_summary (workload));
}
