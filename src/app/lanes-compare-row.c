/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-compare-row.h"
#include "lanes-tooltip.h"
#include "platform/lanes-platform.h"

#include <glib/gi18n.h>

/* In widths of a usual letter, so that larger text gets more room. */
#define WORDS_CHARS    20
#define SPEEDUP_CHARS  10
#define TIMELINE_CHARS 40
#define GAP            12
#define MARGIN         8
#define EDGE           4 /* above and below the lanes, which have some of their own */
#define TIMELINE_EDGES 8 /* those */
#define LANE_PADDING   2
#define LANES_MIN      3  /* as high as so many at least */
#define LANES_MAX      12 /* and at most: beyond that they become lower, and scroll */

struct _LanesCompareRow
{
  GtkWidget parent_instance;

  LanesTimeline *timeline;
  GtkWidget *title;
  GtkWidget *elapsed;
  GtkWidget *note;
  GtkWidget *reason;
  GtkWidget *speedup;
  GtkWidget *place;
  GtkWidget *remove;
};

/* Where the columns are for a width, from left to right. */
typedef struct
{
  gboolean is_folded; /* words above the lanes */
  int words_width;
  int speedup_width;
  int remove_width;
  int timeline_x;
  int timeline_width;
} Columns;

enum
{
  REMOVE_CLICKED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LanesCompareRow, lanes_compare_row, GTK_TYPE_WIDGET)

static PangoFontMetrics *
get_metrics (LanesCompareRow *self)
{
  return pango_context_get_metrics (gtk_widget_get_pango_context (GTK_WIDGET (self)), NULL, NULL);
}

static int
get_char_width (LanesCompareRow *self)
{
  PangoFontMetrics *metrics = get_metrics (self);
  int width = pango_font_metrics_get_approximate_char_width (metrics);

  pango_font_metrics_unref (metrics);

  return PANGO_PIXELS_CEIL (width);
}

static int
get_text_height (LanesCompareRow *self)
{
  PangoFontMetrics *metrics = get_metrics (self);
  int height = pango_font_metrics_get_ascent (metrics) + pango_font_metrics_get_descent (metrics);

  pango_font_metrics_unref (metrics);

  return PANGO_PIXELS_CEIL (height);
}

static void
compute_columns (LanesCompareRow *self, int width, Columns *out)
{
  int char_width = get_char_width (self);

  gtk_widget_measure (self->remove, GTK_ORIENTATION_HORIZONTAL, -1, &out->remove_width, NULL, NULL,
                      NULL);
  out->words_width = WORDS_CHARS * char_width;
  out->speedup_width = SPEEDUP_CHARS * char_width;
  out->timeline_x = MARGIN + out->words_width + GAP;
  out->timeline_width =
      width - out->timeline_x - GAP - out->speedup_width - out->remove_width - MARGIN;
  out->is_folded = out->timeline_width < TIMELINE_CHARS * char_width;
  if (!out->is_folded)
    return;

  out->words_width = width - 2 * MARGIN - out->speedup_width - out->remove_width;
  out->timeline_x = MARGIN;
  out->timeline_width = width - 2 * MARGIN;
}

static int
measure_height (GtkWidget *widget, int width)
{
  int height;

  if (!gtk_widget_should_layout (widget))
    return 0;
  gtk_widget_measure (widget, GTK_ORIENTATION_VERTICAL, width, &height, NULL, NULL, NULL);

  return height;
}

/* Lower than a time-line that stands alone, so that a stack of them is seen at one glance. */
static int
measure_timeline (LanesCompareRow *self, int width)
{
  LanesLaneSet *set = lanes_timeline_get_lane_set (self->timeline);
  guint n_lanes = set != NULL ? lanes_lane_set_get_n_lanes (set) : 1;
  int lane = get_text_height (self) + LANE_PADDING;
  int minimum, natural;

  gtk_widget_measure (GTK_WIDGET (self->timeline), GTK_ORIENTATION_VERTICAL, width, &minimum,
                      &natural, NULL, NULL);

  return MAX (minimum, (int) CLAMP (n_lanes, LANES_MIN, LANES_MAX) * lane + TIMELINE_EDGES);
}

/* Folded, the time stands beside the title where both have the room that they need. */
static gboolean
is_time_beside (LanesCompareRow *self, const Columns *columns)
{
  int title, elapsed;

  gtk_widget_measure (self->title, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &title, NULL, NULL);
  gtk_widget_measure (self->elapsed, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &elapsed, NULL, NULL);

  return columns->is_folded && title + GAP + elapsed <= columns->words_width;
}

static int
measure_words (LanesCompareRow *self, const Columns *columns)
{
  int width = columns->words_width;
  int title = measure_height (self->title, width);
  int elapsed = measure_height (self->elapsed, width);
  int words = is_time_beside (self, columns) ? MAX (title, elapsed) : title + elapsed;

  words += measure_height (self->note, width) + measure_height (self->reason, width);
  if (!columns->is_folded)
    return words;

  return MAX (words, measure_height (self->speedup, -1) + measure_height (self->place, -1));
}

static void
put (LanesCompareRow *self, GtkWidget *widget, int x, int y, int width, int height)
{
  GtkAllocation at = { x, y, MAX (width, 0), MAX (height, 0) };

  if (!gtk_widget_should_layout (widget))
    return;
  if (gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL)
    at.x = gtk_widget_get_width (GTK_WIDGET (self)) - x - at.width;
  gtk_widget_size_allocate (widget, &at, -1);
}

static void
put_words (LanesCompareRow *self, int y, const Columns *columns)
{
  GtkWidget *const below[] = { self->note, self->reason };
  int width = columns->words_width;
  int title_height = measure_height (self->title, width);
  int elapsed_height = measure_height (self->elapsed, width);

  if (is_time_beside (self, columns))
    {
      int title_width;

      gtk_widget_measure (self->title, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &title_width, NULL,
                          NULL);
      put (self, self->title, MARGIN, y, title_width, title_height);
      put (self, self->elapsed, MARGIN + title_width + GAP, y, width - title_width - GAP,
           elapsed_height);
      y += MAX (title_height, elapsed_height);
    }
  else
    {
      put (self, self->title, MARGIN, y, width, title_height);
      put (self, self->elapsed, MARGIN, y + title_height, width, elapsed_height);
      y += title_height + elapsed_height;
    }
  for (guint i = 0; i < G_N_ELEMENTS (below); i++)
    {
      int height = measure_height (below[i], width);

      put (self, below[i], MARGIN, y, width, height);
      y += height;
    }
}

static void
lanes_compare_row_measure (GtkWidget *widget,
                           GtkOrientation orientation,
                           int for_size,
                           int *minimum,
                           int *natural,
                           int *minimum_baseline,
                           int *natural_baseline)
{
  LanesCompareRow *self = LANES_COMPARE_ROW (widget);
  Columns columns;
  int words, lanes;

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      int char_width = get_char_width (self);
      int timeline;

      gtk_widget_measure (GTK_WIDGET (self->timeline), GTK_ORIENTATION_HORIZONTAL, -1, &timeline,
                          NULL, NULL, NULL);
      *minimum = MAX (2 * MARGIN + timeline, 24 * char_width);
      *natural = MAX (*minimum, (WORDS_CHARS + SPEEDUP_CHARS + 2 * TIMELINE_CHARS) * char_width);
      return;
    }

  compute_columns (self, for_size >= 0 ? for_size : G_MAXINT16, &columns);
  words = measure_words (self, &columns);
  lanes = measure_timeline (self, columns.timeline_width);
  if (columns.is_folded)
    *minimum = words + lanes + 2 * EDGE;
  else
    *minimum = MAX (words, lanes) + 2 * EDGE;
  *natural = *minimum;
}

static void
lanes_compare_row_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  LanesCompareRow *self = LANES_COMPARE_ROW (widget);
  Columns columns;
  int words_height, lanes_height, remove_height, title_height, speedup_height, place_height;
  int end = width - MARGIN;
  int y = EDGE;

  compute_columns (self, width, &columns);
  words_height = measure_words (self, &columns);
  lanes_height = measure_timeline (self, columns.timeline_width);
  remove_height = measure_height (self->remove, -1);
  title_height = measure_height (self->title, columns.words_width);
  speedup_height = measure_height (self->speedup, columns.speedup_width);
  place_height = measure_height (self->place, columns.speedup_width);

  if (columns.is_folded)
    {
      put_words (self, y, &columns);
      y += words_height;
      put (self, GTK_WIDGET (self->timeline), columns.timeline_x, y, columns.timeline_width,
           lanes_height);
    }
  else
    {
      int inner = height - 2 * EDGE;

      put_words (self, y + (inner - words_height) / 2, &columns);
      put (self, GTK_WIDGET (self->timeline), columns.timeline_x, y + (inner - lanes_height) / 2,
           columns.timeline_width, lanes_height);
    }
  put (self, self->remove, end - columns.remove_width, columns.is_folded ? 0 : EDGE,
       columns.remove_width, remove_height);
  end -= columns.remove_width + columns.speedup_width;
  y = columns.is_folded ? EDGE + (title_height - speedup_height) / 2
                        : (height - speedup_height - place_height) / 2;
  put (self, self->speedup, end, y, columns.speedup_width, speedup_height);
  put (self, self->place, end, y + speedup_height, columns.speedup_width, place_height);
}

static GtkSizeRequestMode
lanes_compare_row_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
remove_cb (LanesCompareRow *self)
{
  g_signal_emit (self, signals[REMOVE_CLICKED], 0);
}

static void
lanes_compare_row_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (lanes_compare_row_parent_class)->dispose (object);
}

static void
lanes_compare_row_class_init (LanesCompareRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lanes_compare_row_dispose;
  widget_class->get_request_mode = lanes_compare_row_get_request_mode;
  widget_class->measure = lanes_compare_row_measure;
  widget_class->size_allocate = lanes_compare_row_size_allocate;

  /**
   * LanesCompareRow::remove-clicked:
   *
   * The run is to leave the comparison.
   */
  signals[REMOVE_CLICKED] = g_signal_new ("remove-clicked", G_TYPE_FROM_CLASS (klass),
                                          G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_css_name (widget_class, "comparerow");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static GtkWidget *
add_label (LanesCompareRow *self, const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, css_class);
  gtk_widget_set_parent (label, GTK_WIDGET (self));

  return label;
}

static void
lanes_compare_row_init (LanesCompareRow *self)
{
  self->title = add_label (self, "heading");
  gtk_label_set_ellipsize (GTK_LABEL (self->title), PANGO_ELLIPSIZE_END);
  self->elapsed = add_label (self, "numeric");
  gtk_label_set_ellipsize (GTK_LABEL (self->elapsed), PANGO_ELLIPSIZE_END);
  self->note = add_label (self, "dim");
  gtk_label_set_wrap (GTK_LABEL (self->note), TRUE);
  self->reason = add_label (self, "dim");
  gtk_label_set_wrap (GTK_LABEL (self->reason), TRUE);

  self->timeline = LANES_TIMELINE (lanes_timeline_new ());
  lanes_timeline_set_compact (self->timeline, TRUE);
  gtk_widget_set_parent (GTK_WIDGET (self->timeline), GTK_WIDGET (self));

  self->speedup = add_label (self, "speedup");
  gtk_label_set_xalign (GTK_LABEL (self->speedup), 1);
  gtk_label_set_ellipsize (GTK_LABEL (self->speedup), PANGO_ELLIPSIZE_END);
  self->place = add_label (self, "place");
  gtk_label_set_xalign (GTK_LABEL (self->place), 1);
  gtk_label_set_ellipsize (GTK_LABEL (self->place), PANGO_ELLIPSIZE_END);

  self->remove = gtk_button_new_from_icon_name ("window-close-symbolic");
  gtk_widget_add_css_class (self->remove, "flat");
  gtk_widget_add_css_class (self->remove, "circular");
  gtk_widget_set_parent (self->remove, GTK_WIDGET (self));
  g_signal_connect_object (self->remove, "clicked", G_CALLBACK (remove_cb), self,
                           G_CONNECT_SWAPPED);
}

/**
 * lanes_compare_row_new:
 * @run: what it shows, which may still go on
 * @axis: shared with the other rows
 * @selection: likewise
 *
 * Returns: (transfer floating): a row without words yet
 */
GtkWidget *
lanes_compare_row_new (LanesRun *run, LanesAxis *axis, LanesSelection *selection)
{
  LanesCompareRow *self;

  g_assert (lanes_platform_is_main_thread ());
  g_return_val_if_fail (LANES_IS_RUN (run), NULL);

  self = g_object_new (LANES_TYPE_COMPARE_ROW, NULL);
  lanes_timeline_set_axis (self->timeline, axis);
  lanes_timeline_set_selection (self->timeline, selection);
  lanes_timeline_set_run (self->timeline, run);

  return GTK_WIDGET (self);
}

LanesRun *
lanes_compare_row_get_run (LanesCompareRow *self)
{
  g_assert (lanes_platform_is_main_thread ());
  g_return_val_if_fail (LANES_IS_COMPARE_ROW (self), NULL);

  return lanes_timeline_get_run (self->timeline);
}

LanesTimeline *
lanes_compare_row_get_timeline (LanesCompareRow *self)
{
  g_assert (lanes_platform_is_main_thread ());
  g_return_val_if_fail (LANES_IS_COMPARE_ROW (self), NULL);

  return self->timeline;
}

gboolean
lanes_compare_row_is_folded (LanesCompareRow *self)
{
  Columns columns;

  g_assert (lanes_platform_is_main_thread ());
  g_return_val_if_fail (LANES_IS_COMPARE_ROW (self), FALSE);

  compute_columns (self, gtk_widget_get_width (GTK_WIDGET (self)), &columns);

  return columns.is_folded;
}

static void
set_text (GtkWidget *label, const char *text)
{
  gtk_label_set_text (GTK_LABEL (label), text != NULL ? text : "");
  gtk_widget_set_visible (label, text != NULL && *text != '\0');
}

static void
set_css_class (GtkWidget *widget, const char *css_class, gboolean is_set)
{
  if (is_set)
    gtk_widget_add_css_class (widget, css_class);
  else
    gtk_widget_remove_css_class (widget, css_class);
}

/**
 * lanes_compare_row_set_words:
 * @self: a row
 * @words: what to say now
 */
void
lanes_compare_row_set_words (LanesCompareRow *self, const LanesCompareWords *words)
{
  g_autofree char *name = NULL;
  g_autofree char *remove = NULL;

  g_assert (lanes_platform_is_main_thread ());
  g_return_if_fail (LANES_IS_COMPARE_ROW (self));
  g_return_if_fail (words != NULL && words->title != NULL);

  set_text (self->title, words->title);
  set_text (self->elapsed, words->elapsed);
  set_text (self->note, words->note);
  set_text (self->reason, words->reason);
  set_text (self->speedup, words->speedup);
  set_text (self->place, words->place);
  set_css_class (self->reason, "failed", words->is_failed);
  set_css_class (self->speedup, "dim", words->is_baseline);
  set_css_class (GTK_WIDGET (self), "first", words->is_first);
  lanes_tooltip_set (self->speedup, words->is_baseline ? _ ("What the others are measured by")
                                                       : _ ("Times as fast as the baseline"));
  lanes_tooltip_set (self->place, words->is_first
                                      ? _ ("The fastest, or less than a fiftieth behind")
                                      : _ ("How much longer than the fastest"));

  /* Translators: how the button of a run in a comparison is called. */
  remove = g_strdup_printf (_ ("Remove %s from the comparison"), words->title);
  lanes_tooltip_set (self->remove, remove);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->remove), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  remove, -1);
  name = words->elapsed != NULL ? g_strdup_printf ("%s, %s", words->title, words->elapsed)
                                : g_strdup (words->title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

void
lanes_compare_row_set_removable (LanesCompareRow *self, gboolean removable)
{
  g_assert (lanes_platform_is_main_thread ());
  g_return_if_fail (LANES_IS_COMPARE_ROW (self));

  gtk_widget_set_sensitive (self->remove, removable);
}
