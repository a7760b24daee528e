/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-model-chooser.h"

#include <glib/gi18n.h>

#include "core/lanes-model.h"
#include "platform/lanes-platform.h"

struct _LanesModelChooser
{
  GtkWidget parent_instance;

  GtkWidget *button;
  GtkCheckButton *checks[LANES_N_MODELS];
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LanesModelChooser, lanes_model_chooser, GTK_TYPE_WIDGET)

static void
update_label (LanesModelChooser *self)
{
  g_autoptr (GPtrArray) models = lanes_model_chooser_dup_models (self);
  g_autofree char *label = NULL;

  if (models->len == LANES_N_MODELS)
    label = g_strdup (_ ("All Models"));
  else
    label = g_strdup_printf (_ ("%u of %u Models"), models->len, LANES_N_MODELS);
  gtk_menu_button_set_label (GTK_MENU_BUTTON (self->button), label);
}

static void
toggled_cb (LanesModelChooser *self)
{
  update_label (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
lanes_model_chooser_dispose (GObject *object)
{
  LanesModelChooser *self = LANES_MODEL_CHOOSER (object);

  g_clear_pointer (&self->button, gtk_widget_unparent);

  G_OBJECT_CLASS (lanes_model_chooser_parent_class)->dispose (object);
}

static void
lanes_model_chooser_class_init (LanesModelChooserClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lanes_model_chooser_dispose;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "modelchooser");
}

static void
lanes_model_chooser_init (LanesModelChooser *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  GtkWidget *popover = gtk_popover_new ();

  for (guint i = 0; i < LANES_N_MODELS; i++)
    {
      GtkWidget *check = gtk_check_button_new_with_label (_ (lanes_models_get (i)->title));

      self->checks[i] = GTK_CHECK_BUTTON (check);
      gtk_check_button_set_active (self->checks[i], TRUE);
      g_signal_connect_object (check, "toggled", G_CALLBACK (toggled_cb), self, G_CONNECT_SWAPPED);
      gtk_box_append (GTK_BOX (box), check);
    }
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  self->button = gtk_menu_button_new ();
  gtk_menu_button_set_always_show_arrow (GTK_MENU_BUTTON (self->button), TRUE);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->button), popover);
  gtk_widget_set_tooltip_text (self->button, _ ("Which models are to run it"));
  gtk_widget_set_parent (self->button, GTK_WIDGET (self));
  update_label (self);
}

/**
 * lanes_model_chooser_new:
 *
 * Returns: (transfer floating): a chooser
 */
GtkWidget *
lanes_model_chooser_new (void)
{
  return g_object_new (LANES_TYPE_MODEL_CHOOSER, NULL);
}

GPtrArray *
lanes_model_chooser_dup_models (LanesModelChooser *self)
{
  GPtrArray *models = g_ptr_array_new ();

  g_assert (lanes_platform_is_main_thread ());
  g_return_val_if_fail (LANES_IS_MODEL_CHOOSER (self), models);

  for (guint i = 0; i < LANES_N_MODELS; i++)
    {
      if (gtk_check_button_get_active (self->checks[i]))
        g_ptr_array_add (models, (gpointer) lanes_models_get (i));
    }

  return models;
}
