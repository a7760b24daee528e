/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lanes-guides.h"
#include "lanes-painter-frame.h"
#include "lanes-timeline.h"
#include "layout/lanes-walk.h"

G_BEGIN_DECLS

/* What the pointer does between press and release. */
typedef enum
{
  LANES_DRAG_NONE,
  LANES_DRAG_PAN,
  LANES_DRAG_RANGE,
} LanesDragKind;

struct _LanesTimeline
{
  GtkWidget parent_instance;

  LanesRun *run;
  LanesAxis *axis;
  LanesSelection *selection;
  LanesLaneSet *set;
  LanesLaneOrder order;
  int label_width;
  guint is_compact : 1;
  guint has_own_axis : 1;
  guint shows_arrows : 1;
  guint shows_tracks : 1;

  /* lanes-timeline-read.c */
  LanesLaneSet *other_set; /* (nullable): that a thread goes on with */
  GCancellable *reading;   /* (nullable): of the thread */
  gint64 reading_due_us;

  /* lanes-timeline-follow.c */
  guint tick;
  LanesGuides *guides;   /* (nullable) */
  GCancellable *guiding; /* (nullable): of the thread that makes the next ones */
  gint64 guides_due_us;
  gint64 drawn_us;   /* when the canvas was last drawn */
  gint64 drawing_us; /* and how long that took */

  /* lanes-timeline-layout.c */
  GtkWidget *canvas;  /* lanes and what surrounds them */
  GtkWidget *overlay; /* what follows pointer and focus */
  GtkWidget *mini_map;
  GtkWidget *scrollbar;
  GtkWidget *detail;
  GtkAdjustment *adjustment;
  GPtrArray *items; /* of LanesLaneItem: visible lanes, and the one with the focus */
  LanesPainter *painter;
  LanesRows rows;
  double lane_zoom;
  int gutter;     /* width */
  int lanes_room; /* height that there is for lanes */
  int lanes_y;    /* relative to the widget */
  int tracks_y;
  int legend_x;
  int legend_y;
  int legend_width;
  int plot_x;
  int plot_width;

  /* lanes-timeline-draw.c */
  GskRenderNode *whole; /* (nullable): of the mini-map, and what it was drawn from */
  const LanesGuides *whole_guides;
  gint64 whole_end_us;
  guint whole_width;
  const LanesPalette *whole_palette;
  GArray *rects; /* LanesRect: what the canvas shows, lane by lane */

  /* lanes-timeline-pointer.c */
  LanesDragKind drag;
  gint64 drag_begin_us;
  gint64 drag_end_us;
  double drag_scroll;
  double pinch_scale;
  double pointer_x;
  double pointer_y;
  guint32 hovered; /* span; G_MAXUINT32: none */

  /* lanes-timeline-focus.c */
  LanesPlace place;       /* where the focus is, or was last */
  guint32 pinned;         /* span; G_MAXUINT32: none */
  gint64 anchor_us;       /* where a range that keys select begins; -1: none does */
  GCancellable *counting; /* (nullable): of the thread that makes the range's figures */
};

/* -- read: the lane set */
void lanes_timeline_begin_reading (LanesTimeline *self);
void lanes_timeline_stop_reading (LanesTimeline *self);
gboolean lanes_timeline_read (LanesTimeline *self);

/* -- follow: what comes from the run */
gint64 lanes_timeline_get_now (LanesTimeline *self);
void lanes_timeline_follow (LanesTimeline *self);
void lanes_timeline_unfollow (LanesTimeline *self);
/* (nullable) (transfer none): not there yet while a thread makes the first ones */
const LanesGuides *lanes_timeline_get_guides (LanesTimeline *self);

/* -- layout: where everything lies */
void lanes_timeline_layout_init (LanesTimeline *self);
void lanes_timeline_layout_dispose (LanesTimeline *self);
GtkSizeRequestMode lanes_timeline_get_request_mode (GtkWidget *widget);
void lanes_timeline_measure (GtkWidget *widget,
                             GtkOrientation orientation,
                             int for_size,
                             int *minimum,
                             int *natural,
                             int *minimum_baseline,
                             int *natural_baseline);
void lanes_timeline_size_allocate (GtkWidget *widget, int width, int height, int baseline);
/* The painter, made anew when the font has changed. */
LanesPainter *lanes_timeline_get_painter (LanesTimeline *self);
void lanes_timeline_drop_painter (LanesTimeline *self);
LanesScene lanes_timeline_get_scene (LanesTimeline *self);
guint lanes_timeline_get_n_tracks (LanesTimeline *self);
guint lanes_timeline_get_n_sub_rows (LanesTimeline *self);
void lanes_timeline_scroll_to (LanesTimeline *self, double scroll);
void lanes_timeline_set_lane_zoom (LanesTimeline *self, double zoom);
gboolean lanes_timeline_can_scroll (LanesTimeline *self);
gboolean lanes_timeline_is_rtl (LanesTimeline *self);
void lanes_timeline_queue_all (LanesTimeline *self);

/* -- draw: the layers' functions */
void lanes_timeline_draw_canvas (gpointer owner, GtkSnapshot *snapshot);
void lanes_timeline_draw_overlay (gpointer owner, GtkSnapshot *snapshot);
void lanes_timeline_draw_mini_map (gpointer owner, GtkSnapshot *snapshot);
/* The part of the mini-map, in its pixels, that is visible. */
void lanes_timeline_get_handle (LanesTimeline *self, double *x, double *width);

/* -- pointer */
void lanes_timeline_pointer_init (LanesTimeline *self);
/* What lies at a place of the canvas: FALSE when no span does. @lane (optional): -1: none. */
gboolean lanes_timeline_pick (LanesTimeline *self, double x, double y, int *lane, LanesRect *rect);
gint64 lanes_timeline_time_at (LanesTimeline *self, double x);

/* -- focus: the walk over spans, what is pinned, and the range */
void lanes_timeline_focus_init (LanesTimeline *self);
void lanes_timeline_forget_spans (LanesTimeline *self);
gboolean lanes_timeline_focus (GtkWidget *widget, GtkDirectionType direction);
void lanes_timeline_go_to (LanesTimeline *self, const LanesPlace *place);
void lanes_timeline_pin (LanesTimeline *self, guint32 span);
void lanes_timeline_fit_span (LanesTimeline *self, guint32 span);
void lanes_timeline_update_items (LanesTimeline *self);
void lanes_timeline_update_name (LanesTimeline *self);
void lanes_timeline_update_range (LanesTimeline *self);
void lanes_timeline_update_detail (LanesTimeline *self);

/* -- keys */
void lanes_timeline_class_bind_keys (GtkWidgetClass *widget_class);

G_END_DECLS
