/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-tabs.h"

#include <glib/gi18n.h>

#include "lanes-drop-down.h"
#include "platform/lanes-platform.h"

struct _LanesTabs
{
  GtkWidget parent_instance;

  GtkStack *stack;
  GtkWidget *switcher;
  GtkWidget *drop_down;
  gboolean is_narrow;
};

enum
{
  PROP_0,
  PROP_STACK,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (LanesTabs, lanes_tabs, GTK_TYPE_WIDGET)

static void
lanes_tabs_measure (GtkWidget *widget,
                    GtkOrientation orientation,
                    int for_size,
                    int *minimum,
                    int *natural,
                    int *minimum_baseline,
                    int *natural_baseline)
{
  LanesTabs *self = LANES_TABS (widget);
  int wide_minimum, wide_natural, narrow_minimum, narrow_natural;

  gtk_widget_measure (self->switcher, orientation, -1, &wide_minimum, &wide_natural, NULL, NULL);
  gtk_widget_measure (self->drop_down, orientation, -1, &narrow_minimum, &narrow_natural, NULL,
                      NULL);
  *natural = MAX (wide_natural, narrow_natural);
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? narrow_minimum
                                                       : MAX (wide_minimum, narrow_minimum);
}

static void
lanes_tabs_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  LanesTabs *self = LANES_TABS (widget);
  GtkAllocation allocation = { 0, 0, width, height };
  int wide_minimum, narrow_natural;

  gtk_widget_measure (self->switcher, GTK_ORIENTATION_HORIZONTAL, -1, &wide_minimum, NULL, NULL,
                      NULL);
  self->is_narrow = width < wide_minimum;
  gtk_widget_set_child_visible (self->switcher, !self->is_narrow);
  gtk_widget_set_child_visible (self->drop_down, self->is_narrow);
  if (self->is_narrow)
    {
      gtk_widget_measure (self->drop_down, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &narrow_natural,
                          NULL, NULL);
      allocation.width = MIN (width, narrow_natural);
      allocation.x = (width - allocation.width) / 2;
    }
  gtk_widget_size_allocate (self->is_narrow ? self->drop_down : self->switcher, &allocation, -1);
}

static void
lanes_tabs_chosen_cb (LanesTabs *self)
{
  GtkStackPage *page = gtk_drop_down_get_selected_item (GTK_DROP_DOWN (self->drop_down));

  if (page != NULL)
    gtk_stack_set_visible_child (self->stack, gtk_stack_page_get_child (page));
}

static void
lanes_tabs_shown_cb (LanesTabs *self)
{
  g_autoptr (GtkSelectionModel) pages = gtk_stack_get_pages (self->stack);
  g_autoptr (GtkBitset) selected = gtk_selection_model_get_selection (pages);

  if (!gtk_bitset_is_empty (selected))
    gtk_drop_down_set_selected (GTK_DROP_DOWN (self->drop_down), gtk_bitset_get_minimum (selected));
}

static void
lanes_tabs_dispose (GObject *object)
{
  LanesTabs *self = LANES_TABS (object);

  /* The list in the drop-down must not outlive the stack whose pages it shows: GTK 4.18 crashes. */
  if (self->drop_down != NULL)
    gtk_drop_down_set_model (GTK_DROP_DOWN (self->drop_down), NULL);
  g_clear_pointer (&self->switcher, gtk_widget_unparent);
  g_clear_pointer (&self->drop_down, gtk_widget_unparent);
  g_clear_object (&self->stack);

  G_OBJECT_CLASS (lanes_tabs_parent_class)->dispose (object);
}

static void
lanes_tabs_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  LanesTabs *self = LANES_TABS (object);

  switch (prop_id)
    {
    case PROP_STACK:
      g_value_set_object (value, self->stack);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lanes_tabs_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  LanesTabs *self = LANES_TABS (object);

  switch (prop_id)
    {
    case PROP_STACK:
      lanes_tabs_set_stack (self, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lanes_tabs_class_init (LanesTabsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = lanes_tabs_dispose;
  object_class->get_property = lanes_tabs_get_property;
  object_class->set_property = lanes_tabs_set_property;
  widget_class->measure = lanes_tabs_measure;
  widget_class->size_allocate = lanes_tabs_size_allocate;

  properties[PROP_STACK] =
      g_param_spec_object ("stack", NULL, NULL, GTK_TYPE_STACK,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_css_name (widget_class, "tabs");
}

static void
lanes_tabs_init (LanesTabs *self)
{
  GtkExpression *title = gtk_property_expression_new (GTK_TYPE_STACK_PAGE, NULL, "title");

  self->switcher = gtk_stack_switcher_new ();
  gtk_widget_add_css_class (self->switcher, "quiet");
  gtk_widget_set_parent (self->switcher, GTK_WIDGET (self));

  self->drop_down = gtk_drop_down_new (NULL, title);
  lanes_drop_down_begin_at_selected (GTK_DROP_DOWN (self->drop_down));
  lanes_drop_down_ellipsize (GTK_DROP_DOWN (self->drop_down));
  gtk_widget_set_tooltip_text (self->drop_down, _ ("Page"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->drop_down), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Page"), -1);
  gtk_widget_set_parent (self->drop_down, GTK_WIDGET (self));
}

GtkStack *
lanes_tabs_get_stack (LanesTabs *self)
{
  g_assert (lanes_platform_is_main_thread ());
  g_return_val_if_fail (LANES_IS_TABS (self), NULL);

  return self->stack;
}

/**
 * lanes_tabs_set_stack:
 * @self: tabs
 * @stack: (nullable): whose pages, all of which it has by now
 */
void
lanes_tabs_set_stack (LanesTabs *self, GtkStack *stack)
{
  g_autoptr (GtkSelectionModel) pages = NULL;

  g_assert (lanes_platform_is_main_thread ());
  g_return_if_fail (LANES_IS_TABS (self));

  if (!g_set_object (&self->stack, stack))
    return;

  gtk_stack_switcher_set_stack (GTK_STACK_SWITCHER (self->switcher), stack);
  if (stack != NULL)
    {
      pages = gtk_stack_get_pages (stack);
      gtk_drop_down_set_model (GTK_DROP_DOWN (self->drop_down), G_LIST_MODEL (pages));
      g_signal_connect_object (self->drop_down, "notify::selected",
                               G_CALLBACK (lanes_tabs_chosen_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (stack, "notify::visible-child", G_CALLBACK (lanes_tabs_shown_cb),
                               self, G_CONNECT_SWAPPED);
      lanes_tabs_shown_cb (self);
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STACK]);
}

gboolean
lanes_tabs_is_narrow (LanesTabs *self)
{
  g_assert (lanes_platform_is_main_thread ());
  g_return_val_if_fail (LANES_IS_TABS (self), FALSE);

  return self->is_narrow;
}
