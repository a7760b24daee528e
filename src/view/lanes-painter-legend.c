/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-painter-legend.h"

#include <glib/gi18n.h>

#include "lanes-painter-frame.h"
#include "lanes-span-text.h"

#define SWATCH_WIDTH  22
#define SWATCH_HEIGHT 12
#define SWATCH_GAP    6 /* between a sample and its name */
#define ENTRY_GAP     18
#define LINE_GAP      4
#define ENTRIES_MAX   (LANES_N_SPAN_KINDS + LANES_N_SPAN_STATUSES + 3)

typedef enum
{
  SAMPLE_SPAN,
  SAMPLE_MERGED,
  SAMPLE_FLOOR,
  SAMPLE_BOUND,
} Sample;

typedef struct
{
  Sample sample;
  LanesSpanKind kind;
  LanesSpanStatus status;
  const char *name;
} Entry;

void
lanes_legend_add (LanesLegend *self, LanesLaneSet *set)
{
  g_return_if_fail (self != NULL);

  self->kinds |= lanes_lane_set_get_kinds (set);
  self->statuses |= lanes_lane_set_get_statuses (set);
}

void
lanes_legend_add_rects (LanesLegend *self, const GArray *rects)
{
  g_return_if_fail (self != NULL);

  for (guint i = 0; i < rects->len && !self->has_merged; i++)
    {
      const LanesRect *rect = &g_array_index (rects, LanesRect, i);

      /* A band of a crowd says its count. */
      self->has_merged = rect->count > 1 && !rect->density;
    }
}

static guint
collect_entries (const LanesLegend *legend, Entry *entries)
{
  guint n = 0;

  for (guint kind = LANES_SPAN_QUEUED; kind < LANES_N_SPAN_KINDS; kind++)
    {
      if ((legend->kinds & 1u << kind) != 0)
        entries[n++] = (Entry){ SAMPLE_SPAN, (LanesSpanKind) kind, LANES_SPAN_DONE,
                                lanes_span_text_get_kind ((LanesSpanKind) kind) };
    }
  for (guint status = LANES_SPAN_OPEN; status < LANES_N_SPAN_STATUSES; status++)
    {
      if ((legend->statuses & 1u << status) != 0 && status != LANES_SPAN_DONE)
        entries[n++] = (Entry){ SAMPLE_SPAN, LANES_SPAN_WAIT, (LanesSpanStatus) status,
                                lanes_span_text_get_status ((LanesSpanStatus) status) };
    }
  if (legend->has_merged)
    /* Translators: spans that are too short to be seen one by one. */
    entries[n++] = (Entry){ .sample = SAMPLE_MERGED, .name = _ ("several on one pixel") };
  if (legend->has_floor)
    entries[n++] = (Entry){ .sample = SAMPLE_FLOOR, .name = _ ("floor") };
  if (legend->has_bound)
    entries[n++] = (Entry){ .sample = SAMPLE_BOUND, .name = _ ("bound of the model") };

  return n;
}

static void
draw_sample (LanesPainter *self,
             GtkSnapshot *snapshot,
             const Entry *entry,
             const graphene_rect_t *bounds)
{
  const LanesPalette *palette = lanes_painter_get_palette (self);
  float middle = bounds->origin.x + bounds->size.width / 2.0f - 1.0f;
  int y1 = (int) bounds->origin.y;
  int y2 = y1 + (int) bounds->size.height;

  switch (entry->sample)
    {
    case SAMPLE_MERGED:
      lanes_painter_draw_merged_sample (self, snapshot, bounds);
      break;
    case SAMPLE_FLOOR:
      lanes_painter_draw_line (snapshot, &palette->floor, middle, y1, y2);
      break;
    case SAMPLE_BOUND:
      lanes_painter_draw_line (snapshot, &palette->bound, middle, y1, y2);
      break;
    case SAMPLE_SPAN:
    default:
      lanes_painter_draw_sample (self, snapshot, entry->kind, entry->status, bounds);
      break;
    }
}

static void
draw_entry (LanesPainter *self, GtkSnapshot *snapshot, const Entry *entry, int x, int y, int width)
{
  const LanesPalette *palette = lanes_painter_get_palette (self);
  int height = lanes_painter_get_text_height (self, LANES_TEXT_SMALL);

  draw_sample (self, snapshot, entry,
               &GRAPHENE_RECT_INIT ((float) x, (float) (y + (height - SWATCH_HEIGHT) / 2),
                                    SWATCH_WIDTH, SWATCH_HEIGHT));
  lanes_painter_draw_text (self, snapshot, entry->name, LANES_TEXT_SMALL, &palette->dim_text,
                           (float) (x + SWATCH_WIDTH + SWATCH_GAP), (float) y,
                           width - SWATCH_WIDTH - SWATCH_GAP);
}

int
lanes_painter_draw_legend (LanesPainter *self,
                           GtkSnapshot *snapshot,
                           const LanesLegend *legend,
                           int x,
                           int y,
                           int width,
                           gboolean is_rtl)
{
  Entry entries[ENTRIES_MAX];
  guint n;
  int line, height;
  int at = 0;

  g_return_val_if_fail (self != NULL, 0);
  g_return_val_if_fail (legend != NULL, 0);

  n = collect_entries (legend, entries);
  line = lanes_painter_get_text_height (self, LANES_TEXT_SMALL) + LINE_GAP;
  height = n > 0 ? line : 0;
  for (guint i = 0; i < n; i++)
    {
      int wanted = SWATCH_WIDTH + SWATCH_GAP +
                   lanes_painter_measure_text (self, entries[i].name, LANES_TEXT_SMALL);

      wanted = MIN (wanted, MAX (width, 0));
      if (at > 0 && at + wanted > width)
        {
          at = 0;
          height += line;
        }
      if (snapshot != NULL)
        draw_entry (self, snapshot, &entries[i], is_rtl ? x + width - at - wanted : x + at,
                    y + height - line, wanted);
      at += wanted + ENTRY_GAP;
    }

  return height;
}
