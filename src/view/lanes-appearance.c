/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-appearance.h"

#include "platform/lanes-platform.h"

struct _LanesAppearance
{
  GObject parent_instance;

  guint is_dark : 1;
  guint has_high_contrast : 1;
  guint has_reduced_motion : 1;
};

enum
{
  PROP_0,
  PROP_DARK,
  PROP_HIGH_CONTRAST,
  PROP_REDUCED_MOTION,
  N_PROPS
};

enum
{
  CHANGED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LanesAppearance, lanes_appearance, G_TYPE_OBJECT)

static void
lanes_appearance_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  LanesAppearance *self = LANES_APPEARANCE (object);

  switch (prop_id)
    {
    case PROP_DARK:
      g_value_set_boolean (value, self->is_dark);
      break;
    case PROP_HIGH_CONTRAST:
      g_value_set_boolean (value, self->has_high_contrast);
      break;
    case PROP_REDUCED_MOTION:
      g_value_set_boolean (value, self->has_reduced_motion);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lanes_appearance_class_init (LanesAppearanceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = lanes_appearance_get_property;

  properties[PROP_DARK] = g_param_spec_boolean ("dark", NULL, NULL, FALSE, flags);
  properties[PROP_HIGH_CONTRAST] = g_param_spec_boolean ("high-contrast", NULL, NULL, FALSE, flags);
  properties[PROP_REDUCED_MOTION] =
      g_param_spec_boolean ("reduced-motion", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * LanesAppearance::changed:
   *
   * Once for each lanes_appearance_set() that changed anything.
   */
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
lanes_appearance_init (LanesAppearance *self)
{
}

/**
 * lanes_appearance_get_default:
 *
 * Returns: (transfer none): the process's one; light and without special wishes at first
 */
LanesAppearance *
lanes_appearance_get_default (void)
{
  static LanesAppearance *appearance;

  if (appearance == NULL)
    appearance = g_object_new (LANES_TYPE_APPEARANCE, NULL);

  return appearance;
}

/**
 * lanes_appearance_set:
 * @self: an appearance
 * @dark: whether the window is dark
 * @high_contrast: whether colours are to differ more
 * @reduced_motion: whether nothing is to move by itself
 *
 * Says "changed" once when any of them did.
 */
void
lanes_appearance_set (LanesAppearance *self,
                      gboolean dark,
                      gboolean high_contrast,
                      gboolean reduced_motion)
{
  gboolean dark_changed, contrast_changed, motion_changed;

  g_return_if_fail (LANES_IS_APPEARANCE (self));

  dark_changed = self->is_dark != !!dark;
  contrast_changed = self->has_high_contrast != !!high_contrast;
  motion_changed = self->has_reduced_motion != !!reduced_motion;
  self->is_dark = !!dark;
  self->has_high_contrast = !!high_contrast;
  self->has_reduced_motion = !!reduced_motion;

  if (dark_changed)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DARK]);
  if (contrast_changed)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HIGH_CONTRAST]);
  if (motion_changed)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_REDUCED_MOTION]);
  if (dark_changed || contrast_changed || motion_changed)
    g_signal_emit (self, signals[CHANGED], 0);
}

gboolean
lanes_appearance_get_dark (LanesAppearance *self)
{
  g_return_val_if_fail (LANES_IS_APPEARANCE (self), FALSE);

  return self->is_dark;
}

gboolean
lanes_appearance_get_high_contrast (LanesAppearance *self)
{
  g_return_val_if_fail (LANES_IS_APPEARANCE (self), FALSE);

  return self->has_high_contrast;
}

gboolean
lanes_appearance_get_reduced_motion (LanesAppearance *self)
{
  g_return_val_if_fail (LANES_IS_APPEARANCE (self), FALSE);

  return self->has_reduced_motion;
}

const LanesPalette *
lanes_appearance_get_palette (LanesAppearance *self)
{
  g_return_val_if_fail (LANES_IS_APPEARANCE (self), NULL);

  return lanes_palette_get (self->is_dark, self->has_high_contrast);
}

/**
 * lanes_appearance_ensure_painter:
 * @self: how the desktop wants things to look
 * @widget: whose font it draws with
 * @painter: (inout): what there is; a new one where that is %NULL
 *
 * Main thread only.
 *
 * Returns: (transfer none): @painter, with the palette of now
 */
LanesPainter *
lanes_appearance_ensure_painter (LanesAppearance *self, GtkWidget *widget, LanesPainter **painter)
{
  const LanesPalette *palette;

  g_assert (lanes_platform_is_main_thread ());
  g_return_val_if_fail (LANES_IS_APPEARANCE (self), NULL);
  g_return_val_if_fail (GTK_IS_WIDGET (widget), NULL);
  g_return_val_if_fail (painter != NULL, NULL);

  palette = lanes_appearance_get_palette (self);
  if (*painter == NULL)
    *painter = lanes_painter_new (gtk_widget_get_pango_context (widget), palette);
  lanes_painter_set_palette (*painter, palette);

  return *painter;
}
