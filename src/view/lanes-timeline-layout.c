/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the time-line's parts lie: words of lines, ruler, lanes, tracks, mini-map, legend, detail,
 * from top to bottom; labels at the side where reading begins. */
#include "config.h"

#include "lanes-appearance.h"
#include "lanes-detail.h"
#include "lanes-lane-item.h"
#include "lanes-layer.h"
#include "lanes-timeline-private.h"

#define MARGIN          8
#define COMPACT_EDGE    4  /* labels of low lanes reach so far beyond the first and the last */
#define SIDE            18 /* at the side of the lanes that has no labels; the scrollbar is there */
#define PART_GAP        8
#define TRACK_GAP       4
#define MINI_MAP_HEIGHT 16
#define GUTTER_ROOM_MIN 56 /* what labels get in the narrowest window */
#define GUTTER_LINES    4  /* and at least so many times their height, where it is not too much */
#define LEGEND_WIDTH    400
/* Wider than any screen. */
#define WIDTH_MAX      32767
#define PLOT_WIDTH_MIN 140
#define PLOT_WIDTH     560
/* The natural height is that of so many comfortable lanes at most. */
#define LANES_NATURAL_MAX 64u
/* And that of so many low ones is the least that it does with: more are scrolled. */
#define LANES_SHOWN_MIN          8u
#define LANES_HEIGHT_MIN_COMPACT 56
#define SUB_ROW_LANES_MAX        256u
#define LANE_ZOOM_MIN            0.25
#define LANE_ZOOM_MAX            8.0

static void
scrolled_cb (LanesTimeline *self)
{
  self->rows.scroll = (gint) gtk_adjustment_get_value (self->adjustment);
  lanes_timeline_update_items (self);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  lanes_timeline_queue_all (self);
}

void
lanes_timeline_layout_init (LanesTimeline *self)
{
  GtkWidget *widget = GTK_WIDGET (self);

  self->lane_zoom = 1.0;
  self->adjustment = g_object_ref_sink (gtk_adjustment_new (0, 0, 0, 0, 0, 0));
  self->canvas = lanes_layer_new (lanes_timeline_draw_canvas, self);
  self->mini_map = lanes_layer_new (lanes_timeline_draw_mini_map, self);
  self->overlay = lanes_layer_new (lanes_timeline_draw_overlay, self);
  self->scrollbar = gtk_scrollbar_new (GTK_ORIENTATION_VERTICAL, self->adjustment);
  self->detail = lanes_detail_new ();
  gtk_widget_set_can_target (self->overlay, FALSE);
  gtk_widget_set_parent (self->canvas, widget);
  gtk_widget_set_parent (self->mini_map, widget);
  gtk_widget_set_parent (self->scrollbar, widget);
  gtk_widget_set_parent (self->overlay, widget);
  gtk_widget_set_parent (self->detail, widget);
  g_signal_connect_object (self->adjustment, "value-changed", G_CALLBACK (scrolled_cb), self,
                           G_CONNECT_SWAPPED);
}

void
lanes_timeline_layout_dispose (LanesTimeline *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->adjustment);
  lanes_timeline_drop_painter (self);
}

LanesPainter *
lanes_timeline_get_painter (LanesTimeline *self)
{
  return lanes_appearance_ensure_painter (lanes_appearance_get_default (), GTK_WIDGET (self),
                                          &self->painter);
}

void
lanes_timeline_drop_painter (LanesTimeline *self)
{
  g_clear_pointer (&self->painter, lanes_painter_free);
}

gboolean
lanes_timeline_is_rtl (LanesTimeline *self)
{
  return gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
}

void
lanes_timeline_queue_all (LanesTimeline *self)
{
  gtk_widget_queue_draw (self->canvas);
  gtk_widget_queue_draw (self->overlay);
  gtk_widget_queue_draw (self->mini_map);
}

/* Running and queued, and the loop's lag where there is a loop; their room is there from the
 * beginning. */
guint
lanes_timeline_get_n_tracks (LanesTimeline *self)
{
  guint n;

  if (self->is_compact || !self->shows_tracks)
    return 0;

  n = self->run != NULL && lanes_model_uses (lanes_run_get_model (self->run), LANES_CARRIER_LOOP)
          ? 3
          : 2;

  return self->guides != NULL ? MAX (n, self->guides->steps->len) : n;
}

/* The most that a lane by worker has; of many lanes those that are likely to be seen first. */
guint
lanes_timeline_get_n_sub_rows (LanesTimeline *self)
{
  guint most = 1;

  if (self->set == NULL || self->order == LANES_ORDER_BY_TASK)
    return most;

  for (guint lane = 0; lane < MIN (lanes_lane_set_get_n_lanes (self->set), SUB_ROW_LANES_MAX);
       lane++)
    {
      guint n = lanes_lane_set_is_dense (self->set, lane)
                    ? LANES_SUB_ROWS_MAX
                    : lanes_lane_set_get_n_sub_rows (self->set, lane);

      most = MAX (most, n);
    }

  return most;
}

static int
get_lane_text_height (LanesTimeline *self)
{
  return lanes_painter_get_text_height (lanes_timeline_get_painter (self), LANES_TEXT_LABEL);
}

static guint
get_n_lanes (LanesTimeline *self)
{
  return self->set != NULL ? lanes_lane_set_get_n_lanes (self->set) : 0;
}

static int
get_legend_height (LanesTimeline *self, int width)
{
  LanesLegend legend = { 0 };

  if (self->is_compact || self->set == NULL)
    return 0;

  /* What is merged changes with the zoom; the time-line does not become higher and lower by it. */
  lanes_legend_add (&legend, self->set);
  legend.has_merged = TRUE;

  return lanes_painter_draw_legend (lanes_timeline_get_painter (self), NULL, &legend, 0, 0, width,
                                    FALSE);
}

/* What is above the lanes. */
static int
get_head_height (LanesTimeline *self)
{
  LanesPainter *painter = lanes_timeline_get_painter (self);

  if (self->is_compact)
    return COMPACT_EDGE;

  return MARGIN + lanes_painter_get_lines_height (painter) +
         lanes_painter_get_ruler_height (painter);
}

static int
get_tracks_height (LanesTimeline *self)
{
  guint n = lanes_timeline_get_n_tracks (self);
  int height = lanes_painter_get_track_height (lanes_timeline_get_painter (self));

  return n > 0 ? PART_GAP + (int) n * (height + TRACK_GAP) : 0;
}

static int
get_detail_height (LanesTimeline *self, int width)
{
  int height;

  if (!gtk_widget_should_layout (self->detail))
    return 0;

  gtk_widget_measure (self->detail, GTK_ORIENTATION_VERTICAL, MAX (width, -1), &height, NULL, NULL,
                      NULL);

  return height + PART_GAP;
}

/* Below the plot, or over all of a narrow time-line. */
static int
get_legend_width (int width, int plot_width)
{
  return plot_width >= LEGEND_WIDTH ? plot_width : MAX (width - 2 * MARGIN, 1);
}

/* What is below the lanes, but for the detail. */
static int
get_foot_height (LanesTimeline *self, int legend_width)
{
  int legend;

  if (self->is_compact)
    return COMPACT_EDGE;

  legend = get_legend_height (self, legend_width);

  return get_tracks_height (self) + PART_GAP + MINI_MAP_HEIGHT +
         (legend > 0 ? PART_GAP + legend : 0) + MARGIN;
}

static int
choose_gutter (LanesTimeline *self, int width)
{
  int text = MIN (GUTTER_LINES * get_lane_text_height (self), width * 2 / 5);
  int max = MAX (MAX (width / 4, text), GUTTER_ROOM_MIN);

  if (self->label_width >= 0)
    return MIN (self->label_width, max);

  return lanes_painter_measure_gutter (lanes_timeline_get_painter (self), self->set, max);
}

/**
 * lanes_timeline_measure_labels:
 * @self: a time-line
 *
 * Returns: how wide a column the labels would have, if there were room without end
 */
int
lanes_timeline_measure_labels (LanesTimeline *self)
{
  g_return_val_if_fail (LANES_IS_TIMELINE (self), 0);

  return lanes_painter_measure_gutter (lanes_timeline_get_painter (self), self->set, G_MAXINT);
}

GtkSizeRequestMode
lanes_timeline_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

/* All lanes up to some, of which few must do. */
static void
measure_height (LanesTimeline *self, int width, int detail_minimum, int *minimum, int *natural)
{
  int gutter = choose_gutter (self, width);
  int plot_width = MAX (width - gutter - SIDE, PLOT_WIDTH_MIN);
  int around = get_head_height (self) +
               get_foot_height (self, get_legend_width (width, plot_width)) +
               get_detail_height (self, MAX (width - 2 * MARGIN, detail_minimum));
  int lanes = lanes_rows_get_comfortable (CLAMP (get_n_lanes (self), 1, LANES_NATURAL_MAX),
                                          get_lane_text_height (self),
                                          lanes_timeline_get_n_sub_rows (self));
  int least = self->is_compact
                  ? LANES_HEIGHT_MIN_COMPACT
                  : lanes_rows_get_comfortable (LANES_SHOWN_MIN, get_lane_text_height (self), 1);

  *minimum = around + MIN (lanes, least);
  *natural = around + lanes;
}

void
lanes_timeline_measure (GtkWidget *widget,
                        GtkOrientation orientation,
                        int for_size,
                        int *minimum,
                        int *natural,
                        int *minimum_baseline,
                        int *natural_baseline)
{
  LanesTimeline *self = LANES_TIMELINE (widget);
  int gutter = choose_gutter (self, for_size > 0 ? for_size : PLOT_WIDTH);
  int detail_minimum, any;

  gtk_widget_measure (self->detail, GTK_ORIENTATION_HORIZONTAL, -1, &detail_minimum, NULL, NULL,
                      NULL);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum =
          MAX (MIN (gutter, GUTTER_ROOM_MIN) + PLOT_WIDTH_MIN + SIDE, detail_minimum + 2 * MARGIN);
      *natural = MAX (gutter + PLOT_WIDTH + SIDE, *minimum);
      return;
    }

  if (for_size >= 0)
    {
      measure_height (self, for_size, detail_minimum, minimum, natural);
      return;
    }

  /* GTK wants to hear of no width that less height would do for than this. */
  measure_height (self, WIDTH_MAX, detail_minimum, minimum, &any);
  measure_height (self, gutter + PLOT_WIDTH + SIDE, detail_minimum, &any, natural);
  *natural = MAX (*natural, *minimum);
}

static void
allocate (GtkWidget *child, int x, int y, int width, int height)
{
  if (gtk_widget_should_layout (child))
    gtk_widget_size_allocate (child, &(GtkAllocation){ x, y, MAX (width, 0), MAX (height, 0) }, -1);
}

static void
allocate_scrollbar (LanesTimeline *self, int width)
{
  gboolean is_rtl = lanes_timeline_is_rtl (self);
  gboolean is_needed = lanes_rows_get_scroll_max (&self->rows) > 0;
  int page = self->rows.height;
  int wanted;

  gtk_widget_set_child_visible (self->scrollbar, is_needed);
  gtk_adjustment_configure (self->adjustment, self->rows.scroll, 0,
                            lanes_rows_get_total (&self->rows),
                            self->rows.lane_height + self->rows.gap, page * 0.9, page);
  gtk_widget_measure (self->scrollbar, GTK_ORIENTATION_HORIZONTAL, -1, &wanted, NULL, NULL, NULL);
  wanted = MIN (wanted, SIDE);
  allocate (self->scrollbar, is_rtl ? 0 : width - wanted, self->lanes_y, wanted, page);
}

static void
choose_rows (LanesTimeline *self, int height)
{
  self->rows.n_lanes = get_n_lanes (self);
  self->rows.height = MAX (height, 0);
  lanes_rows_choose (&self->rows, get_lane_text_height (self), self->lane_zoom,
                     lanes_timeline_get_n_sub_rows (self));
  /* What they do not need is left free below all. */
  self->rows.height = MIN (self->rows.height, lanes_rows_get_total (&self->rows));
}

void
lanes_timeline_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  LanesTimeline *self = LANES_TIMELINE (widget);
  gboolean is_rtl = lanes_timeline_is_rtl (self);
  int minimum, detail_width, detail, foot;

  gtk_widget_measure (self->detail, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  detail_width = MAX (width - 2 * MARGIN, minimum);
  detail = get_detail_height (self, detail_width);
  self->gutter = choose_gutter (self, width);
  self->plot_width = MAX (width - self->gutter - SIDE, 1);
  self->plot_x = is_rtl ? SIDE : self->gutter;
  self->lanes_y = get_head_height (self);
  self->legend_width = get_legend_width (width, self->plot_width);
  self->legend_x = self->legend_width == self->plot_width ? self->plot_x : MARGIN;
  foot = get_foot_height (self, self->legend_width);
  self->lanes_room = height - self->lanes_y - foot - detail;
  choose_rows (self, self->lanes_room);
  self->tracks_y = self->lanes_y + self->rows.height + PART_GAP;
  self->legend_y =
      self->lanes_y + self->rows.height + get_tracks_height (self) + 2 * PART_GAP + MINI_MAP_HEIGHT;

  allocate (self->canvas, 0, 0, width, height - detail);
  allocate (self->overlay, 0, 0, width, height - detail);
  gtk_widget_set_child_visible (self->mini_map, !self->is_compact);
  allocate (self->mini_map, self->plot_x, self->legend_y - PART_GAP - MINI_MAP_HEIGHT,
            self->plot_width, MINI_MAP_HEIGHT);
  allocate (self->detail, MARGIN, height - detail, detail_width, detail - PART_GAP);
  allocate_scrollbar (self, width);

  lanes_timeline_update_items (self);
  for (guint i = 0; i < self->items->len; i++)
    {
      GtkWidget *item = g_ptr_array_index (self->items, i);
      gint y = lanes_rows_get_y (&self->rows, lanes_lane_item_get_lane (LANES_LANE_ITEM (item)));

      allocate (item, 0, self->lanes_y + y, width, self->rows.lane_height);
    }
  lanes_timeline_queue_all (self);
}

LanesScene
lanes_timeline_get_scene (LanesTimeline *self)
{
  return (LanesScene){
    .set = self->set,
    .view = {
      .begin_us = lanes_axis_get_begin (self->axis),
      .end_us = lanes_axis_get_end (self->axis),
      .now_us = lanes_timeline_get_now (self),
      .width = (guint) MAX (self->plot_width, 1),
    },
    .rows = self->rows,
    .x = self->plot_x,
    .y = self->lanes_y,
  };
}

gboolean
lanes_timeline_can_scroll (LanesTimeline *self)
{
  return lanes_rows_get_scroll_max (&self->rows) > 0;
}

void
lanes_timeline_scroll_to (LanesTimeline *self, double scroll)
{
  gtk_adjustment_set_value (self->adjustment, scroll);
}

/* How many times as high as fits; the lane in the middle stays there. */
void
lanes_timeline_set_lane_zoom (LanesTimeline *self, double zoom)
{
  double middle = self->rows.scroll + self->rows.height / 2.0;
  double part = middle / MAX (lanes_rows_get_total (&self->rows), 1);

  zoom = CLAMP (zoom, LANE_ZOOM_MIN, LANE_ZOOM_MAX);
  if (self->lane_zoom == zoom)
    return;

  self->lane_zoom = zoom;
  choose_rows (self, self->lanes_room);
  self->rows.scroll =
      (gint) CLAMP (part * lanes_rows_get_total (&self->rows) - self->rows.height / 2.0, 0,
                    lanes_rows_get_scroll_max (&self->rows));
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}
