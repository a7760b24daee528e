/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-detail.h"

#include <glib/gi18n.h>

#include "lanes-span-text.h"
#include "layout/lanes-duration.h"
#include "platform/lanes-platform.h"

struct _LanesDetail
{
  GtkWidget parent_instance;

  GtkWidget *span_box;
  GtkWidget *span_title;
  GtkWidget *span_facts;
  GtkWidget *range_box;
  GtkWidget *range_title;
  GtkWidget *range_grid;
  GtkWidget *close;
};

enum
{
  CLOSED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LanesDetail, lanes_detail, GTK_TYPE_WIDGET)

static void
lanes_detail_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (lanes_detail_parent_class)->dispose (object);
}

static void
lanes_detail_class_init (LanesDetailClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lanes_detail_dispose;
  gtk_widget_class_set_css_name (widget_class, "lanes-detail");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);

  signals[CLOSED] = g_signal_new ("closed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);
}

static void
close_cb (LanesDetail *self)
{
  g_signal_emit (self, signals[CLOSED], 0);
}

static GtkWidget *
new_label (const char *style)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  /* A label that can be selected takes part in Tab even where it is not focusable, and from
   * GTK 4.10 on keeps it. */
  gtk_widget_set_can_focus (label, FALSE);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);

  return label;
}

static GtkWidget *
new_box (GtkWidget *first, GtkWidget *second)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);

  gtk_box_append (GTK_BOX (box), first);
  gtk_box_append (GTK_BOX (box), second);
  gtk_widget_set_hexpand (box, TRUE);
  gtk_widget_set_visible (box, FALSE);

  return box;
}

static void
lanes_detail_init (LanesDetail *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->span_title = new_label ("heading");
  self->span_facts = new_label (NULL);
  self->span_box = new_box (self->span_title, self->span_facts);
  self->range_title = new_label ("heading");
  self->range_grid = gtk_grid_new ();
  gtk_grid_set_column_spacing (GTK_GRID (self->range_grid), 14);
  gtk_grid_set_row_spacing (GTK_GRID (self->range_grid), 2);
  /* Narrow windows scroll the table. */
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_AUTOMATIC,
                                  GTK_POLICY_NEVER);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->range_grid);
  self->range_box = new_box (self->range_title, scroller);

  self->close = gtk_button_new_from_icon_name ("window-close-symbolic");
  gtk_widget_add_css_class (self->close, "flat");
  gtk_widget_set_valign (self->close, GTK_ALIGN_START);
  gtk_widget_set_tooltip_text (self->close, _ ("Close the details"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->close), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Close the details"), -1);
  g_signal_connect_object (self->close, "clicked", G_CALLBACK (close_cb), self, G_CONNECT_SWAPPED);

  gtk_widget_set_parent (self->span_box, GTK_WIDGET (self));
  gtk_widget_set_parent (self->range_box, GTK_WIDGET (self));
  gtk_widget_set_parent (self->close, GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

GtkWidget *
lanes_detail_new (void)
{
  return g_object_new (LANES_TYPE_DETAIL, NULL);
}

static void
update_visible (LanesDetail *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self), gtk_widget_get_visible (self->span_box) ||
                                                 gtk_widget_get_visible (self->range_box));
}

void
lanes_detail_set_span (LanesDetail *self, const char *title, const char *facts)
{
  g_assert (lanes_platform_is_main_thread ());
  g_return_if_fail (LANES_IS_DETAIL (self));

  gtk_label_set_text (GTK_LABEL (self->span_title), title != NULL ? title : "");
  gtk_label_set_text (GTK_LABEL (self->span_facts), facts != NULL ? facts : "");
  gtk_widget_set_visible (self->span_box, title != NULL);
  update_visible (self);
}

static void
add_cell (LanesDetail *self, int column, int row, const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), column == 0 ? 0.0f : 1.0f);
  gtk_widget_add_css_class (label, row == 0 ? "dim-label" : "numeric");
  gtk_grid_attach (GTK_GRID (self->range_grid), label, column, row, 1, 1);
}

static void
add_time (LanesDetail *self, int column, int row, gint64 time_us)
{
  g_autofree char *text = lanes_duration_dup_text (time_us);

  add_cell (self, column, row, text);
}

static void
add_kind (LanesDetail *self, int row, LanesSpanKind kind, const LanesKindStats *stats)
{
  g_autofree char *count = g_strdup_printf ("%'u", stats->count);
  const gint64 times_us[] = { stats->sum_us, stats->mean_us, stats->min_us,
                              stats->p50_us, stats->p95_us,  stats->max_us };

  add_cell (self, 0, row, lanes_span_text_get_kind (kind));
  add_cell (self, 1, row, count);
  for (guint i = 0; i < G_N_ELEMENTS (times_us); i++)
    add_time (self, 2 + (int) i, row, times_us[i]);
}

static void
fill_grid (LanesDetail *self, const LanesRangeStats *stats)
{
  const char *const titles[] = { _ ("Kind"), _ ("Count"), _ ("Sum"), _ ("Mean"),
                                 _ ("Min"),  _ ("p50"),   _ ("p95"), _ ("Max") };
  GtkWidget *child;
  int row = 1;

  while ((child = gtk_widget_get_first_child (self->range_grid)) != NULL)
    gtk_grid_remove (GTK_GRID (self->range_grid), child);
  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    add_cell (self, (int) i, 0, titles[i]);
  for (guint kind = LANES_SPAN_QUEUED; kind < LANES_N_SPAN_KINDS; kind++)
    {
      if (stats->kinds[kind].count > 0)
        add_kind (self, row++, kind, &stats->kinds[kind]);
    }
}

void
lanes_detail_set_range (LanesDetail *self, const LanesRangeStats *stats)
{
  g_assert (lanes_platform_is_main_thread ());
  g_return_if_fail (LANES_IS_DETAIL (self));

  if (stats != NULL)
    {
      g_autofree char *begin = lanes_duration_dup_unbroken (stats->begin_us);
      g_autofree char *end = lanes_duration_dup_unbroken (stats->end_us);
      g_autofree char *length = lanes_duration_dup_unbroken (stats->end_us - stats->begin_us);
      /* Translators: a range of time: its length, begin and end */
      g_autofree char *title =
          g_strdup_printf (_ ("Range of %s, from %s to %s"), length, begin, end);

      gtk_label_set_text (GTK_LABEL (self->range_title), title);
      fill_grid (self, stats);
    }
  gtk_widget_set_visible (self->range_box, stats != NULL);
  update_visible (self);
}
