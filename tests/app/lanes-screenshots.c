/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stdlib.h>

#include "app/lanes-compare-page.h"
#include "app/lanes-model-page.h"
#include "app/lanes-resources.h"
#include "app/lanes-style.h"
#include "app/lanes-window.h"
#include "platform/lanes-platform.h"
#include "view/lanes-appearance.h"

/* Pictures of every tab, before and after a run, in each look and size:
 * lanes-screenshots FOLDER [TIME-SCALE]. As TAP, since it is a test as well: every picture is to
 * be there. */

#define SETTLE_MS 400

typedef struct
{
  const char *name;
  gboolean is_dark;
  int width;
  int height;
} Look;

static const Look looks[] = {
  { "light-1280x800", FALSE, 1280, 800 },
  { "dark-1280x800", TRUE, 1280, 800 },
  { "light-360x480", FALSE, 360, 480 },
  { "dark-360x480", TRUE, 360, 480 },
};

static guint n_made;
static guint n_failed;

static gboolean
quit_cb (gpointer user_data)
{
  g_main_loop_quit (user_data);

  return G_SOURCE_REMOVE;
}

static void
settle (void)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);

  g_timeout_add (SETTLE_MS, quit_cb, loop);
  g_main_loop_run (loop);
}

static void
show_look (GtkWidget *window, const Look *look)
{
  g_object_set (gtk_settings_get_default (), "gtk-application-prefer-dark-theme", look->is_dark,
                NULL);
  lanes_appearance_set (lanes_appearance_get_default (), look->is_dark, FALSE, TRUE);
  gtk_window_set_default_size (GTK_WINDOW (window), look->width, look->height);
  settle ();
}

static void
report (const char *name, const char *problem)
{
  n_made++;
  if (problem != NULL)
    n_failed++;
  g_print ("%s %u %s\n", problem != NULL ? "not ok" : "ok", n_made, name);
  if (problem != NULL)
    g_print ("# %s\n", problem);
}

/* What the window shows; on a busy machine its first frame, which gives it a size, may not have
 * come yet. */
static GskRenderNode *
snapshot (GtkWidget *window)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (window);
  GskRenderNode *node = NULL;

  while (node == NULL)
    {
      GtkSnapshot *shot = gtk_snapshot_new ();

      gdk_paintable_snapshot (paintable, shot, gtk_widget_get_width (window),
                              gtk_widget_get_height (window));
      node = gtk_snapshot_free_to_node (shot);
      if (node == NULL)
        {
          gtk_widget_queue_draw (window);
          g_main_context_iteration (NULL, TRUE);
        }
    }

  return node;
}

static void
save (GtkWidget *window, const char *folder, const char *name, const Look *look)
{
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  g_autofree char *path = g_strdup_printf ("%s/%s.png", folder, name);
  g_autofree char *problem = NULL;
  GdkSurface *surface = gtk_native_get_surface (GTK_NATIVE (window));

  node = snapshot (window);
  texture =
      gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (window)), node,
                                   &GRAPHENE_RECT_INIT (0, 0, (float) gtk_widget_get_width (window),
                                                        (float) gtk_widget_get_height (window)));
  if (!gdk_texture_save_to_png (texture, path))
    problem = g_strdup_printf ("%s could not be written", path);
  else if (gdk_surface_get_width (surface) != look->width ||
           gdk_surface_get_height (surface) != look->height)
    g_print ("# the window is %dx%d\n", gdk_surface_get_width (surface),
             gdk_surface_get_height (surface));
  report (name, problem);
}

static void
save_looks (GtkWidget *window, const char *folder, const char *tab, const char *state)
{
  lanes_window_show_tab (LANES_WINDOW (window), tab);
  for (guint i = 0; i < G_N_ELEMENTS (looks); i++)
    {
      g_autofree char *name = g_strdup_printf ("%s-%s-%s", tab, state, looks[i].name);

      show_look (window, &looks[i]);
      save (window, folder, name, &looks[i]);
    }
}

static void
run (GtkWidget *window, const char *tab)
{
  LanesSession *session = lanes_window_get_session (LANES_WINDOW (window));
  GtkWidget *page;

  lanes_window_show_tab (LANES_WINDOW (window), tab);
  page = lanes_window_get_page (LANES_WINDOW (window));
  if (LANES_IS_MODEL_PAGE (page))
    lanes_model_page_start (LANES_MODEL_PAGE (page));
  else
    lanes_compare_page_start (LANES_COMPARE_PAGE (page));
  while (lanes_session_is_running (session))
    g_main_context_iteration (NULL, TRUE);
  settle ();
}

int
main (int argc, char **argv)
{
  const char *folder = argc > 1 ? argv[1] : ".";
  double time_scale = argc > 2 ? g_ascii_strtod (argv[2], NULL) : 0.05;
  GtkWidget *window;

  lanes_platform_init_signals ();
  if (!gtk_init_check ())
    {
      g_print ("1..0 # SKIP there is no display\n");
      return EXIT_SUCCESS;
    }
  if (g_mkdir_with_parents (folder, 0777) != 0)
    g_error ("%s could not be made", folder);

  lanes_resources_init ();
  lanes_style_install (gdk_display_get_default ());
  gtk_icon_theme_add_resource_path (gtk_icon_theme_get_for_display (gdk_display_get_default ()),
                                    "/io/github/lanes_app/Lanes/icons");
  window = lanes_window_new (NULL, NULL);
  g_object_set (lanes_window_get_choices (LANES_WINDOW (window)), "time-scale", time_scale, NULL);
  gtk_window_present (GTK_WINDOW (window));

  for (guint i = 0; i <= LANES_N_MODELS; i++)
    save_looks (window, folder, i < LANES_N_MODELS ? lanes_models_get (i)->name : "compare",
                "empty");
  for (guint i = 0; i <= LANES_N_MODELS; i++)
    {
      const char *tab = i < LANES_N_MODELS ? lanes_models_get (i)->name : "compare";

      show_look (window, &looks[0]);
      run (window, tab);
      save_looks (window, folder, tab, "run");
    }
  gtk_window_destroy (GTK_WINDOW (window));
  g_print ("1..%u\n", n_made);

  return n_failed > 0 ? EXIT_FAILURE : EXIT_SUCCESS;
}
