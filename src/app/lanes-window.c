/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-window-private.h"

#include <glib/gi18n.h>

#include "lanes-compare-page.h"
#include "lanes-library.h"
#include "lanes-model-page.h"
#include "lanes-tabs.h"
#include "platform/lanes-platform.h"

#define COMPARE       "compare"
#define TOAST_SECONDS 3
/* As the pages fold. */
#define NARROW_WIDTH 700

struct _LanesWindow
{
  GtkApplicationWindow parent_instance;

  GSettings *settings; /* NULL: nothing is remembered */
  LanesSession *session;
  LanesChoices *choices;
  GListStore *library;
  GtkSingleSelection *workloads;
  GCancellable *opening;
  guint toast_id;
  gboolean is_closing; /* when what runs has ended */

  LanesTabs *tabs;
  GtkWidget *sidebar_button;
  GtkWidget *open_button;
  GtkStack *stack;
  GtkWidget *bar;
  GtkLabel *sentence;
  GtkWidget *toast;
  GtkLabel *toast_label;
  GBinding *sidebar_binding;
};

G_DEFINE_FINAL_TYPE (LanesWindow, lanes_window, GTK_TYPE_APPLICATION_WINDOW)

static void
lanes_window_dispose (GObject *object)
{
  LanesWindow *self = LANES_WINDOW (object);

  g_cancellable_cancel (self->opening);
  g_clear_handle_id (&self->toast_id, g_source_remove);
  g_clear_object (&self->workloads);
  g_clear_object (&self->library);
  g_clear_object (&self->choices);
  g_clear_object (&self->session);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (lanes_window_parent_class)->dispose (object);
}

static void
lanes_window_finalize (GObject *object)
{
  LanesWindow *self = LANES_WINDOW (object);

  g_clear_object (&self->opening);

  G_OBJECT_CLASS (lanes_window_parent_class)->finalize (object);
}

static void
lanes_window_remember (LanesWindow *self)
{
  LanesWorkload *workload = lanes_window_get_workload (self);
  gboolean is_maximized = gtk_window_is_maximized (GTK_WINDOW (self));
  int width, height;

  if (self->settings == NULL)
    return;

  /* Of a maximized window these are what it was before. */
  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  g_settings_set_boolean (self->settings, "window-maximized", is_maximized);
  g_settings_set_int (self->settings, "window-width", width);
  g_settings_set_int (self->settings, "window-height", height);
  g_settings_set_string (self->settings, "tab", lanes_window_get_tab (self));
  if (workload != NULL)
    g_settings_set_string (self->settings, "workload", lanes_workload_get_name (workload));
}

static gboolean
lanes_window_close_request (GtkWindow *window)
{
  LanesWindow *self = LANES_WINDOW (window);

  lanes_window_remember (self);
  if (!lanes_session_is_running (self->session))
    return GTK_WINDOW_CLASS (lanes_window_parent_class)->close_request (window);

  /* Within 200 ms it has ended and we are called again. */
  self->is_closing = TRUE;
  lanes_session_stop (self->session);

  return TRUE;
}

static gboolean
lanes_window_close_cb (gpointer user_data)
{
  gtk_window_close (GTK_WINDOW (user_data));

  return G_SOURCE_REMOVE;
}

static void
lanes_window_running_cb (LanesWindow *self)
{
  lanes_window_update_actions (self);
  if (lanes_session_is_running (self->session))
    lanes_window_tell (self, NULL);
  else if (self->is_closing)
    g_idle_add_full (G_PRIORITY_DEFAULT, lanes_window_close_cb, g_object_ref (self),
                     g_object_unref);
}

static void
lanes_window_close_bar_cb (LanesWindow *self)
{
  lanes_window_tell (self, NULL);
}

static void
lanes_window_problem_cb (LanesWindow *self, const char *sentence)
{
  lanes_window_tell (self, sentence);
}

/* In a narrow window the menu's Open must do, and what can be chosen comes at the press of a
 * button. */
static void
lanes_window_set_narrow (LanesWindow *self, gboolean is_narrow)
{
  GtkWidget *page = lanes_window_get_page (self);

  gtk_widget_set_visible (self->sidebar_button, is_narrow);
  gtk_widget_set_visible (self->open_button, !is_narrow);
  if (LANES_IS_COMPARE_PAGE (page))
    lanes_compare_page_set_narrow (LANES_COMPARE_PAGE (page), is_narrow);
}

static void
lanes_window_update_sidebar (LanesWindow *self)
{
  GtkWidget *page = lanes_window_get_page (self);
  int width = gtk_widget_get_width (GTK_WIDGET (self));
  gboolean is_narrow = !gtk_widget_get_visible (self->open_button);

  /* A page that was not laid out yet does not know. */
  if (LANES_IS_MODEL_PAGE (page) && gtk_widget_get_width (page) > 0)
    is_narrow = lanes_pair_is_folded (lanes_model_page_get_pair (LANES_MODEL_PAGE (page)));
  else if (width > 0)
    is_narrow = width < NARROW_WIDTH;
  lanes_window_set_narrow (self, is_narrow);
}

/* Before the first layout too, so that the window can be as narrow as it is asked to be. */
static void
lanes_window_default_width_cb (LanesWindow *self)
{
  int width, height;

  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  if (width > 0 && !gtk_window_is_maximized (GTK_WINDOW (self)))
    lanes_window_set_narrow (self, width < NARROW_WIDTH);
}

static GtkWidget *
lanes_window_build_compare (LanesWindow *self)
{
  GtkWidget *page = lanes_compare_page_new (self->session, self->choices, self->workloads);

  g_signal_connect_object (page, "problem", G_CALLBACK (lanes_window_problem_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (page, "changed", G_CALLBACK (lanes_window_update_actions), self,
                           G_CONNECT_SWAPPED);

  return page;
}

static GtkWidget *
lanes_window_build_page (LanesWindow *self, const char *name)
{
  const LanesModel *model = lanes_models_find (name);
  GtkWidget *page;

  if (model == NULL)
    return lanes_window_build_compare (self);

  page = lanes_model_page_new (model, self->session, self->choices, self->workloads);
  g_signal_connect_object (page, "problem", G_CALLBACK (lanes_window_problem_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (page, "notify::run", G_CALLBACK (lanes_window_update_actions), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (page, "ended", G_CALLBACK (lanes_window_update_actions), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (lanes_model_page_get_pair (LANES_MODEL_PAGE (page)), "notify::folded",
                           G_CALLBACK (lanes_window_update_sidebar), self, G_CONNECT_SWAPPED);
  /* In a small window the first thing to see is what there is to run. */
  lanes_pair_set_shows_start (lanes_model_page_get_pair (LANES_MODEL_PAGE (page)), TRUE);

  return page;
}

/* A tab is built when it is first shown: the first frame need not wait for the others. */
static GtkWidget *
lanes_window_ensure_page (LanesWindow *self, const char *name)
{
  GtkWidget *place = gtk_stack_get_child_by_name (self->stack, name);
  GtkWidget *page = gtk_widget_get_first_child (place);

  if (page == NULL)
    {
      page = lanes_window_build_page (self, name);
      gtk_widget_set_hexpand (page, TRUE);
      gtk_widget_set_vexpand (page, TRUE);
      gtk_box_append (GTK_BOX (place), page);
    }

  return page;
}

/* The button shows and hides what the page lets it. */
static void
lanes_window_bind_sidebar (LanesWindow *self, gpointer object, const char *property)
{
  GBinding *binding = g_object_bind_property (object, property, self->sidebar_button, "active",
                                              G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE);

  g_set_weak_pointer (&self->sidebar_binding, binding);
}

static void
lanes_window_tab_cb (LanesWindow *self)
{
  GtkWidget *page;

  if (self->session == NULL || lanes_window_get_tab (self) == NULL)
    return;

  page = lanes_window_ensure_page (self, lanes_window_get_tab (self));
  g_clear_object (&self->sidebar_binding);
  if (LANES_IS_MODEL_PAGE (page))
    lanes_window_bind_sidebar (self, lanes_model_page_get_pair (LANES_MODEL_PAGE (page)),
                               "shows-start");
  else if (LANES_IS_COMPARE_PAGE (page))
    lanes_window_bind_sidebar (self, page, "shows-choices");
  lanes_window_update_sidebar (self);
  lanes_window_update_actions (self);
}

static gboolean
lanes_window_drop_cb (LanesWindow *self, const GValue *value)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_object_unref);

  for (GSList *item = g_value_get_boxed (value); item != NULL; item = item->next)
    g_ptr_array_add (files, g_object_ref (item->data));
  lanes_window_open (self, files);

  return files->len > 0;
}

static void
lanes_window_class_init (LanesWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = lanes_window_dispose;
  object_class->finalize = lanes_window_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = lanes_window_close_request;

  g_type_ensure (LANES_TYPE_TABS);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/lanes_app/Lanes/lanes-window.ui");
  gtk_widget_class_bind_template_child (widget_class, LanesWindow, tabs);
  gtk_widget_class_bind_template_child (widget_class, LanesWindow, sidebar_button);
  gtk_widget_class_bind_template_child (widget_class, LanesWindow, open_button);
  gtk_widget_class_bind_template_child (widget_class, LanesWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, LanesWindow, bar);
  gtk_widget_class_bind_template_child (widget_class, LanesWindow, sentence);
  gtk_widget_class_bind_template_child (widget_class, LanesWindow, toast);
  gtk_widget_class_bind_template_child (widget_class, LanesWindow, toast_label);
  gtk_widget_class_bind_template_callback (widget_class, lanes_window_close_bar_cb);
  lanes_window_class_install_actions (widget_class);
}

static void
lanes_window_init (LanesWindow *self)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  self->opening = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (self, "notify::default-width", G_CALLBACK (lanes_window_default_width_cb),
                    NULL);
  g_signal_connect_object (target, "drop", G_CALLBACK (lanes_window_drop_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

static void
add_place (LanesWindow *self, const char *name, const char *title)
{
  gtk_stack_add_titled (self->stack, gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), name, title);
}

static void
lanes_window_build (LanesWindow *self)
{
  for (guint i = 0; i < LANES_N_MODELS; i++)
    {
      const LanesModel *model = lanes_models_get (i);

      add_place (self, model->name, _ (model->title));
    }
  add_place (self, COMPARE, _ ("Compare"));
  lanes_tabs_set_stack (self->tabs, self->stack);
  g_signal_connect_object (self->stack, "notify::visible-child", G_CALLBACK (lanes_window_tab_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "notify::running", G_CALLBACK (lanes_window_running_cb),
                           self, G_CONNECT_SWAPPED);
}

/* As it was the last time. */
static void
lanes_window_restore (LanesWindow *self)
{
  g_autofree char *tab = g_strdup ("combined");
  g_autofree char *name = g_strdup ("shopping-carts");
  LanesWorkload *workload;
  guint position;

  if (self->settings != NULL)
    {
      g_free (tab);
      g_free (name);
      tab = g_settings_get_string (self->settings, "tab");
      name = g_settings_get_string (self->settings, "workload");
      gtk_window_set_default_size (GTK_WINDOW (self),
                                   g_settings_get_int (self->settings, "window-width"),
                                   g_settings_get_int (self->settings, "window-height"));
      if (g_settings_get_boolean (self->settings, "window-maximized"))
        gtk_window_maximize (GTK_WINDOW (self));
    }

  workload = lanes_library_find (self->library, name);
  if (workload == NULL)
    workload = lanes_library_find (self->library, "shopping-carts");
  if (g_list_store_find (self->library, workload, &position))
    gtk_single_selection_set_selected (self->workloads, position);
  lanes_window_show_tab (self, tab);
  lanes_window_tab_cb (self);
}

/**
 * lanes_window_new:
 * @app: (nullable): whose window
 * @settings: (nullable): what is remembered
 *
 * Returns: (transfer none): a window, not shown yet; GTK owns it until it is closed
 */
GtkWidget *
lanes_window_new (GtkApplication *app, GSettings *settings)
{
  LanesWindow *self = g_object_new (LANES_TYPE_WINDOW, "application", app, NULL);

  g_set_object (&self->settings, settings);
  self->session = lanes_session_new ();
  self->choices = lanes_choices_new (settings);
  self->library = lanes_library_new ();
  self->workloads = gtk_single_selection_new (G_LIST_MODEL (g_object_ref (self->library)));
  lanes_window_build (self);
  lanes_window_restore (self);

  return GTK_WIDGET (self);
}

LanesSession *
lanes_window_get_session (LanesWindow *self)
{
  g_assert (lanes_platform_is_main_thread ());
  g_return_val_if_fail (LANES_IS_WINDOW (self), NULL);

  return self->session;
}

LanesChoices *
lanes_window_get_choices (LanesWindow *self)
{
  g_assert (lanes_platform_is_main_thread ());
  g_return_val_if_fail (LANES_IS_WINDOW (self), NULL);

  return self->choices;
}

LanesWorkload *
lanes_window_get_workload (LanesWindow *self)
{
  return gtk_single_selection_get_selected_item (self->workloads);
}

GCancellable *
lanes_window_get_opening (LanesWindow *self)
{
  return self->opening;
}

/**
 * lanes_window_show_tab:
 * @self: a window
 * @name: a model's name, or "compare"
 */
void
lanes_window_show_tab (LanesWindow *self, const char *name)
{
  g_assert (lanes_platform_is_main_thread ());
  g_return_if_fail (LANES_IS_WINDOW (self));

  if (gtk_stack_get_child_by_name (self->stack, name) != NULL)
    gtk_stack_set_visible_child_name (self->stack, name);
}

const char *
lanes_window_get_tab (LanesWindow *self)
{
  g_assert (lanes_platform_is_main_thread ());
  g_return_val_if_fail (LANES_IS_WINDOW (self), NULL);

  return gtk_stack_get_visible_child_name (self->stack);
}

GtkWidget *
lanes_window_get_page (LanesWindow *self)
{
  GtkWidget *place;

  g_assert (lanes_platform_is_main_thread ());
  g_return_val_if_fail (LANES_IS_WINDOW (self), NULL);

  place = gtk_stack_get_visible_child (self->stack);

  return place != NULL ? gtk_widget_get_first_child (place) : NULL;
}

static void
lanes_window_compare_runs (LanesWindow *self, GPtrArray *runs)
{
  GtkWidget *page = lanes_window_ensure_page (self, COMPARE);

  lanes_compare_page_add_runs (LANES_COMPARE_PAGE (page), runs);
  lanes_window_show_tab (self, COMPARE);
}

/* One run goes to its model's tab; several are there to be compared, as is any that is opened
 * from the comparison. */
void
lanes_window_add_runs (LanesWindow *self, GPtrArray *runs)
{
  LanesRun *run;
  LanesWorkload *workload;
  GtkWidget *page;

  if (runs->len > 1 || g_strcmp0 (lanes_window_get_tab (self), COMPARE) == 0)
    {
      lanes_window_compare_runs (self, runs);
      return;
    }

  run = g_ptr_array_index (runs, 0);
  workload = lanes_library_match (self->library, lanes_run_get_workload (run));
  page = lanes_window_ensure_page (self, lanes_run_get_model (run)->name);
  lanes_model_page_add_run (LANES_MODEL_PAGE (page), workload, run);
  lanes_window_show_tab (self, lanes_run_get_model (run)->name);
  /* GTK hands the focus to the first that takes it; a caret in a sentence would only puzzle. */
  if (GTK_IS_LABEL (gtk_window_get_focus (GTK_WINDOW (self))))
    gtk_window_set_focus (GTK_WINDOW (self), NULL);
}

void
lanes_window_add_workload (LanesWindow *self, LanesWorkload *workload, GFile *file)
{
  guint position;

  workload = lanes_library_add (self->library, workload, file);
  if (g_list_store_find (self->library, workload, &position))
    gtk_single_selection_set_selected (self->workloads, position);
}

/**
 * lanes_window_tell:
 * @self: a window
 * @sentence: (nullable): what the user must know; %NULL: nothing any more
 */
void
lanes_window_tell (LanesWindow *self, const char *sentence)
{
  g_assert (lanes_platform_is_main_thread ());
  g_return_if_fail (LANES_IS_WINDOW (self));

  if (sentence != NULL)
    gtk_label_set_text (self->sentence, sentence);
  gtk_revealer_set_reveal_child (GTK_REVEALER (self->bar), sentence != NULL);
}

static gboolean
lanes_window_toast_cb (gpointer user_data)
{
  LanesWindow *self = user_data;

  self->toast_id = 0;
  gtk_revealer_set_reveal_child (GTK_REVEALER (self->toast), FALSE);

  return G_SOURCE_REMOVE;
}

/**
 * lanes_window_toast:
 * @self: a window
 * @words: what was done; goes away by itself
 */
void
lanes_window_toast (LanesWindow *self, const char *words)
{
  g_assert (lanes_platform_is_main_thread ());
  g_return_if_fail (LANES_IS_WINDOW (self));

  g_clear_handle_id (&self->toast_id, g_source_remove);
  gtk_label_set_text (self->toast_label, words);
  gtk_revealer_set_reveal_child (GTK_REVEALER (self->toast), TRUE);
  self->toast_id = g_timeout_add_seconds (TOAST_SECONDS, lanes_window_toast_cb, self);
}
