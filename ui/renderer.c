/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "renderer.h"

#include <math.h>

/* Rows rendered before the main loop gets its turn again. Fewer would answer sooner and render the
 * blur's surroundings more often. */
#define SLICE_ROWS 192

/* A picture asked for longer ago than this is finished before a newer request is served: while a
 * slider is dragged, every motion is a request, and none would ever be answered. */
#define PATIENCE_US (30 * G_TIME_SPAN_MILLISECOND)

/* Lengths in pixels are taken to reach this many times as far: a Gaussian does. */
#define REACH_FACTOR 3.0

/* A graph and the parameters' state it was last told. */
typedef struct
{
  RetextureRendering *rendering;
  guint stamp;
} Graph;

struct _RetextureRenderer
{
  GObject parent;

  RetextureParameters *parameters;
  const Babl *space;
  RetextureRendererFunc done;
  gpointer user_data;

  Graph full;
  Graph zoomed;
  GeglRectangle zoomed_area;   /* what `zoomed` covers, in picture pixels */
  GeglBuffer *zoomed_original; /* that of which it was cut; not owned */
  gdouble zoomed_scale;
  guint stamp; /* counts the parameters' changes */

  RetextureShot wanted;
  gboolean again;            /* ask again once the present picture is done */
  RetexturePicture *picture; /* in the making */
  gint rows;                 /* of it that are done; -1 before the graph is ready */
  gint64 asked_at;           /* oldest change of a parameter that the picture answers */
  gint64 waiting_since;      /* oldest change that it does not */
  gint64 started_at;
  guint idle;
};

G_DEFINE_TYPE (RetextureRenderer, retexture_renderer, G_TYPE_OBJECT)

static void
graph_clear (Graph *graph)
{
  g_clear_object (&graph->rendering);
}

static void
retexture_renderer_dispose (GObject *object)
{
  RetextureRenderer *self = RETEXTURE_RENDERER (object);

  g_clear_handle_id (&self->idle, g_source_remove);
  g_clear_pointer (&self->picture, retexture_picture_free);
  graph_clear (&self->full);
  graph_clear (&self->zoomed);
  g_clear_object (&self->parameters);
  G_OBJECT_CLASS (retexture_renderer_parent_class)->dispose (object);
}

static void
retexture_renderer_class_init (RetextureRendererClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = retexture_renderer_dispose;
}

static void
retexture_renderer_init (RetextureRenderer *self)
{
}

/* ---- which graph ---- */

/* How far a pixel's surroundings may reach at most, in picture pixels. */
static gint
get_reach (RetextureRenderer *self, gdouble scale)
{
  gdouble longest = 0.0;

  for (guint i = 0; i < retexture_parameters_get_n (self->parameters); i++)
    {
      GParamSpec *spec = retexture_parameters_get_spec (self->parameters, i);
      const gchar *unit = retexture_parameters_get_key (self->parameters, spec->name, "unit");

      if (g_strcmp0 (unit, "pixel-distance") == 0 && G_IS_PARAM_SPEC_DOUBLE (spec))
        longest = MAX (longest, G_PARAM_SPEC_DOUBLE (spec)->maximum);
    }
  return (gint) ceil (REACH_FACTOR * longest * scale) + 1;
}

static GeglRectangle
grow (const GeglRectangle *area, gint across, gint down)
{
  return *GEGL_RECTANGLE (area->x - across, area->y - down, area->width + 2 * across,
                          area->height + 2 * down);
}

/* The small copy is cut with half a view to spare on each side, so that panning seldom reads. */
static void
ensure_zoomed (RetextureRenderer *self, const RetextureShot *shot)
{
  const gint reach = get_reach (self, shot->scale);
  const GeglRectangle edit = gegl_node_get_bounding_box (
      retexture_rendering_get_node (self->full.rendering, RETEXTURE_VIEW_EDIT));
  const GeglRectangle needed = grow (&shot->area, reach, reach);
  const GeglRectangle cut = grow (&needed, shot->area.width / 2, shot->area.height / 2);
  const GeglRectangle whole
      = { (gint) floor (edit.x * shot->scale), (gint) floor (edit.y * shot->scale),
          (gint) ceil (edit.width * shot->scale) + 1, (gint) ceil (edit.height * shot->scale) + 1 };
  GeglRectangle there, area;

  gegl_rectangle_intersect (&there, &needed, &whole);
  if (self->zoomed.rendering && self->zoomed_scale == shot->scale
      && self->zoomed_original == retexture_rendering_get_original (self->full.rendering)
      && gegl_rectangle_contains (&self->zoomed_area, &there))
    return;

  graph_clear (&self->zoomed);
  area.x = (gint) floor (cut.x / shot->scale);
  area.y = (gint) floor (cut.y / shot->scale);
  area.width = (gint) ceil (cut.width / shot->scale);
  area.height = (gint) ceil (cut.height / shot->scale);
  self->zoomed.rendering
      = retexture_rendering_new_zoomed (self->full.rendering, &area, shot->scale);
  self->zoomed.stamp = self->stamp - 1;
  self->zoomed_area = cut;
  self->zoomed_original = retexture_rendering_get_original (self->full.rendering);
  self->zoomed_scale = shot->scale;
}

static RetextureRendering *
up_to_date (RetextureRenderer *self, Graph *graph)
{
  if (graph->rendering && graph->stamp != self->stamp)
    {
      retexture_rendering_set_parameters (graph->rendering, self->parameters);
      graph->stamp = self->stamp;
    }
  return graph->rendering;
}

RetextureRendering *
retexture_renderer_get_current (RetextureRenderer *self)
{
  return up_to_date (self, &self->full);
}

/* ---- pixels ---- */

/* A mask is shown by its values, as GIMP stores them: half is middle grey. */
static void
spread_grey (guchar *pixels, gint n)
{
  for (gint i = n - 1; i >= 0; i--)
    {
      const guchar grey = pixels[i];

      pixels[4 * i] = pixels[4 * i + 1] = pixels[4 * i + 2] = grey;
      pixels[4 * i + 3] = 255;
    }
}

/* Outside what the node makes, pixels stay transparent. */
static void
blit (RetextureRenderer *self,
      GeglNode *node,
      gboolean is_mask,
      const GeglRectangle *slice,
      guchar *pixels,
      gint stride)
{
  const GeglRectangle made = gegl_node_get_bounding_box (node);
  const Babl *format = is_mask ? babl_format_with_space ("Y u8", self->space)
                               : babl_format_with_space ("R'G'B'A u8", self->space);
  GeglRectangle area;

  if (!gegl_rectangle_intersect (&area, slice, &made))
    return;

  pixels += (gsize) (area.y - slice->y) * stride + 4 * (area.x - slice->x);
  gegl_node_blit (node, 1.0, &area, format, pixels, stride, GEGL_BLIT_DEFAULT);
  if (is_mask)
    for (gint y = 0; y < area.height; y++)
      spread_grey (pixels + (gsize) y * stride, area.width);
}

/* What a picture shows, and what lies before or beside it. */
typedef struct
{
  RetextureView picture, before;
} Views;

static const Views shown[] = {
  [RETEXTURE_PREVIEW_RESULT] = { RETEXTURE_VIEW_RESULT },
  [RETEXTURE_PREVIEW_SPLIT] = { RETEXTURE_VIEW_RESULT, RETEXTURE_VIEW_EDIT },
  [RETEXTURE_PREVIEW_TEXTURE] = { RETEXTURE_VIEW_TEXTURE },
  [RETEXTURE_PREVIEW_MASK] = { RETEXTURE_VIEW_MASK },
  [RETEXTURE_PREVIEW_PANES] = { RETEXTURE_VIEW_TEXTURE, RETEXTURE_VIEW_TONE },
  [RETEXTURE_PREVIEW_HALO] = { RETEXTURE_VIEW_HALO },
  [RETEXTURE_PREVIEW_SOURCES] = { RETEXTURE_VIEW_SOURCES },
};

static void
render_slice (RetextureRenderer *self, RetextureRendering *rendering)
{
  RetexturePicture *picture = self->picture;
  const GeglRectangle *area = &picture->shot.area;
  const gint stride = 4 * area->width;
  const gsize start = (gsize) self->rows * stride;
  const GeglRectangle slice
      = { area->x, area->y + self->rows, area->width, MIN (SLICE_ROWS, area->height - self->rows) };
  const Views *views = &shown[picture->shot.view];

  blit (self, retexture_rendering_get_node (rendering, views->picture),
        views->picture == RETEXTURE_VIEW_MASK, &slice, picture->pixels + start, stride);
  if (picture->before)
    blit (self, retexture_rendering_get_node (rendering, views->before), FALSE, &slice,
          picture->before + start, stride);
  self->rows += slice.height;
}

/* ---- the main loop's turns ---- */

static void start (RetextureRenderer *self);

static void
deliver (RetextureRenderer *self)
{
  const gint64 asked_at = self->asked_at;

  self->idle = 0;
  self->asked_at = 0;
  self->done (g_steal_pointer (&self->picture), asked_at, self->user_data);
  if (self->again)
    start (self);
}

static gboolean
take_turn (gpointer data)
{
  RetextureRenderer *self = data;
  const gboolean small = self->picture->shot.scale < 1.0;

  if (self->rows < 0)
    {
      /* Its values may move the original. */
      up_to_date (self, &self->full);
      if (small)
        ensure_zoomed (self, &self->picture->shot);
      up_to_date (self, &self->zoomed);
      self->rows = 0;
    }

  if (self->rows < self->picture->shot.area.height)
    render_slice (self, small ? self->zoomed.rendering : self->full.rendering);
  if (self->rows < self->picture->shot.area.height)
    return G_SOURCE_CONTINUE;

  deliver (self);
  return G_SOURCE_REMOVE;
}

static void
start (RetextureRenderer *self)
{
  self->again = FALSE;
  if (!self->picture)
    self->started_at = g_get_monotonic_time ();
  g_clear_pointer (&self->picture, retexture_picture_free);
  if (!self->full.rendering || self->wanted.area.width <= 0 || self->wanted.area.height <= 0)
    {
      g_clear_handle_id (&self->idle, g_source_remove);
      return;
    }

  self->picture = retexture_picture_new (&self->wanted);
  self->rows = -1;
  if (!self->asked_at)
    self->asked_at = self->waiting_since;
  self->waiting_since = 0;
  if (!self->idle)
    self->idle = g_idle_add (take_turn, self);
}

static void
ask (RetextureRenderer *self)
{
  const gboolean useful = self->picture && self->picture->shot.view == self->wanted.view
                          && self->picture->shot.scale == self->wanted.scale;

  if (useful && g_get_monotonic_time () - self->started_at > PATIENCE_US)
    self->again = TRUE;
  else
    start (self);
}

static void
parameters_changed (RetextureRenderer *self)
{
  self->stamp++;
  if (!self->waiting_since)
    self->waiting_since = g_get_monotonic_time ();
  ask (self);
}

void
retexture_renderer_show (RetextureRenderer *self, const RetextureShot *shot)
{
  self->wanted = *shot;
  ask (self);
}

void
retexture_renderer_set_rendering (RetextureRenderer *self, RetextureRendering *rendering)
{
  graph_clear (&self->zoomed);
  g_set_object (&self->full.rendering, rendering);
  self->full.stamp = self->stamp - 1;
  start (self);
}

void
retexture_renderer_refresh (RetextureRenderer *self)
{
  graph_clear (&self->zoomed);
  start (self);
}

RetextureRenderer *
retexture_renderer_new (RetextureParameters *parameters,
                        const Babl *space,
                        RetextureRendererFunc done,
                        gpointer user_data)
{
  RetextureRenderer *self = g_object_new (RETEXTURE_TYPE_RENDERER, NULL);

  g_set_object (&self->parameters, parameters);
  self->space = space;
  self->done = done;
  self->user_data = user_data;
  g_signal_connect_object (parameters, "changed", G_CALLBACK (parameters_changed), self,
                           G_CONNECT_SWAPPED);
  return self;
}
