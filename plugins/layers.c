/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The layers of a texture, from the bottom up, in a pass-through group that carries the mask:
 *
 *   neutral   white at a tiny opacity, added or subtracted: makes up for a neutral value the
 * image's precision cannot hold (128 in 8 bit is not quite the half that Linear Light asks for)
 *   texture   Linear Light, which adds 2 (texture - 1/2); its opacity makes a scale of the 2
 *
 * The mask is the group's and not the texture's, so that one mask rules both layers and a spot
 * painted black is the edit again, exactly. Everything is mixed in gamma-encoded values.
 */
#include "layers.h"

#include "drawables.h"
#include "neutral.h"
#include "record.h"

#include <math.h>

/* Rows rendered between two reports of progress. */
#define BAND 512

/* Megabytes of tiles to keep while rendering. Tiles are read and written once, from the top down,
 * so more would only be memory touched for the first time, which costs more than what is computed.
 */
#define TILE_CACHE 128

/* What GIMP's Linear Light takes for neutral, and multiplies the difference from it by. */
#define LINEAR_LIGHT_NEUTRAL 0.5
#define LINEAR_LIGHT_SCALE 2.0

typedef struct
{
  const RetextureJob *job;
  RetextureRendering *rendering;
  GeglRectangle extent; /* of the result, in the edit's coordinates */
  gint32 pixels;        /* the layer rendered, not in the image yet; -1 in place */
  GeglBuffer *mask;     /* the mask rendered, or NULL where it is `flat_mask` everywhere */
  gdouble flat_mask;
} Work;

/* ---- rendering ---- */

static gpointer
flush (gpointer buffer)
{
  gegl_buffer_flush (buffer);
  return NULL;
}

/* Renders `area` of a view; `target` is in the edit's coordinates. Handing tiles over to GIMP is
 * mostly waiting for its answers, so each band is handed over while the next is computed; libgimp
 * lets one tile or call at a time on the wire, whichever thread it comes from. */
static void
render (const Work *work, RetextureView view, GeglBuffer *target, const GeglRectangle *area)
{
  GeglNode *node = retexture_rendering_get_node (work->rendering, view);
  GThread *flusher = NULL;

  for (gint y = 0; y < area->height; y += BAND)
    {
      const GeglRectangle band
          = { area->x, area->y + y, area->width, MIN (BAND, area->height - y) };

      gegl_node_blit_buffer (node, target, &band, 0, GEGL_ABYSS_NONE);
      g_clear_pointer (&flusher, g_thread_join);
      gimp_progress_update ((gdouble) (y + band.height) / area->height);
      flusher = g_thread_new ("flush", flush, target);
    }
  g_clear_pointer (&flusher, g_thread_join);
}

/* The whole extent of a view, into a buffer whose origin is the extent's. */
static void
render_extent (const Work *work, RetextureView view, GeglBuffer *buffer)
{
  g_autoptr (GeglBuffer) target
      = retexture_drawables_move_buffer (buffer, work->extent.x, work->extent.y);

  render (work, view, target, &work->extent);
}

/* A layer of the edit's kind that is not in the image yet. */
static gint32
new_layer (const Work *work, const gchar *name, GimpLayerMode mode)
{
  return gimp_layer_new (work->job->image, name, work->extent.width, work->extent.height,
                         gimp_drawable_type (work->job->edit), 100.0, mode);
}

static void
render_layer (Work *work, RetextureView view, const gchar *name, GimpLayerMode mode)
{
  g_autoptr (GeglBuffer) buffer = NULL;

  work->pixels = new_layer (work, name, mode);
  buffer = gimp_drawable_get_buffer (work->pixels);
  render_extent (work, view, buffer);

  if (!retexture_rendering_mask_is_flat (work->rendering, &work->flat_mask))
    {
      work->mask = gegl_buffer_new (GEGL_RECTANGLE (0, 0, work->extent.width, work->extent.height),
                                    babl_format ("Y u16"));
      render_extent (work, RETEXTURE_VIEW_MASK, work->mask);
    }
}

/* ---- layers ---- */

static void
mix_gamma_encoded (gint32 layer)
{
  gimp_layer_set_blend_space (layer, GIMP_LAYER_COLOR_SPACE_RGB_PERCEPTUAL);
  gimp_layer_set_composite_space (layer, GIMP_LAYER_COLOR_SPACE_RGB_PERCEPTUAL);
}

/* Puts a rendered layer at the offset of the extent. */
static void
insert (const Work *work, gint32 layer, gint32 parent, gint position)
{
  gint x, y;

  gimp_drawable_offsets (work->job->edit, &x, &y);
  gimp_layer_set_offsets (layer, x + work->extent.x, y + work->extent.y);
  gimp_image_insert_layer (work->job->image, layer, parent, position);
}

/* The place in the stack for the result: above the edit, or that of the layer it replaces. */
static gint32
parent_and_position (const RetextureJob *job, gint *position)
{
  const gint32 place = job->previous != -1 ? job->previous : job->edit;

  *position = gimp_image_get_item_position (job->image, place);
  return gimp_item_get_parent (place);
}

/* A mask that was painted on outlives a new rendering that would have made the same one. */
static GeglBuffer *
get_kept_mask (const Work *work)
{
  const gint32 previous = work->job->previous;
  const gint32 mask = previous != -1 ? gimp_layer_get_mask (previous) : -1;

  if (mask == -1 || !retexture_record_has_same_mask (work->job)
      || gimp_drawable_width (mask) != work->extent.width
      || gimp_drawable_height (mask) != work->extent.height)
    return NULL;
  return gimp_drawable_get_buffer (mask);
}

static void
add_mask (const Work *work, gint32 layer)
{
  const gint32 mask = gimp_layer_create_mask (layer, work->flat_mask > 0.0 ? GIMP_ADD_MASK_WHITE
                                                                           : GIMP_ADD_MASK_BLACK);
  g_autoptr (GeglBuffer) kept = get_kept_mask (work);
  GeglBuffer *pixels = kept ? kept : work->mask;
  g_autoptr (GeglBuffer) target = NULL;

  gimp_layer_add_mask (layer, mask);
  if (!pixels)
    return;
  target = gimp_drawable_get_buffer (mask);
  gegl_buffer_copy (pixels, NULL, GEGL_ABYSS_NONE, target, NULL);
}

static void
insert_neutral (const Work *work, gint32 group, gdouble correction)
{
  gint32 layer;

  if (correction == 0.0)
    return;
  layer = new_layer (work, _ ("Neutral"),
                     correction > 0.0 ? GIMP_LAYER_MODE_ADDITION : GIMP_LAYER_MODE_SUBTRACT);
  gimp_drawable_fill (layer, GIMP_FILL_WHITE);
  gimp_layer_set_opacity (layer, 100.0 * fabs (correction));
  mix_gamma_encoded (layer);
  insert (work, layer, group, 0);
}

/* base + (texture - offset) * scale, from what Linear Light can do. */
static void
insert_texture (const Work *work, gint32 group)
{
  RetextureParameters *parameters = work->job->parameters;
  const gdouble scale = retexture_parameters_get_number (parameters, "scale");
  const gdouble offset = retexture_parameters_get_number (parameters, "offset");
  const gdouble neutral = retexture_neutral_value (gimp_drawable_get_format (work->pixels), offset);
  const gint copies = (gint) ceil (scale / LINEAR_LIGHT_SCALE);

  insert_neutral (work, group, (LINEAR_LIGHT_NEUTRAL - neutral) * scale);
  gimp_layer_set_opacity (work->pixels, 100.0 * scale / LINEAR_LIGHT_SCALE / copies);
  insert (work, work->pixels, group, 0);
  for (gint i = 1; i < copies; i++)
    insert (work, gimp_layer_copy (work->pixels), group, 0);
}

/* ---- the three outputs: each renders, and then changes the image ---- */

static void
render_group (Work *work)
{
  if (work->job->method->composition == RETEXTURE_COMPOSITION_TEXTURE)
    render_layer (work, RETEXTURE_VIEW_TEXTURE, _ ("Texture"), GIMP_LAYER_MODE_LINEAR_LIGHT);
  else
    render_layer (work, RETEXTURE_VIEW_TEXTURE, _ ("Pixels"), GIMP_LAYER_MODE_NORMAL);
}

static gint32
insert_group (const Work *work)
{
  const RetextureJob *job = work->job;
  const gint32 group = gimp_layer_group_new (job->image);
  gint position;
  const gint32 parent = parent_and_position (job, &position);

  gimp_item_set_name (group, retexture_job_get_title (job));
  gimp_image_insert_layer (job->image, group, parent, position);
  gimp_layer_set_mode (group, GIMP_LAYER_MODE_PASS_THROUGH);
  mix_gamma_encoded (group);

  mix_gamma_encoded (work->pixels);
  if (job->method->composition == RETEXTURE_COMPOSITION_TEXTURE)
    insert_texture (work, group);
  else
    insert (work, work->pixels, group, 0);
  add_mask (work, group);
  return group;
}

static void
render_single (Work *work)
{
  render_layer (work, RETEXTURE_VIEW_UNMASKED, retexture_job_get_title (work->job),
                GIMP_LAYER_MODE_NORMAL);
}

static gint32
insert_single (const Work *work)
{
  gint position;
  const gint32 parent = parent_and_position (work->job, &position);

  mix_gamma_encoded (work->pixels);
  insert (work, work->pixels, parent, position);
  add_mask (work, work->pixels);
  return work->pixels;
}

/* Into the shadow, which holds the edit wherever nothing changes. */
static void
render_in_place (Work *work)
{
  const gint32 edit = work->job->edit;
  GeglRectangle selected, area;
  g_autoptr (GeglBuffer) pixels = NULL;
  g_autoptr (GeglBuffer) shadow = NULL;

  if (!gimp_drawable_mask_intersect (edit, &selected.x, &selected.y, &selected.width,
                                     &selected.height))
    return;
  pixels = gimp_drawable_get_buffer (edit);
  shadow = gimp_drawable_get_shadow_buffer (edit);
  gegl_buffer_copy (pixels, &selected, GEGL_ABYSS_NONE, shadow, &selected);
  if (gegl_rectangle_intersect (&area, &work->extent, &selected))
    render (work, RETEXTURE_VIEW_RESULT, shadow, &area);
  gegl_buffer_flush (shadow);
}

/* GIMP lets the selection limit what comes back from the shadow. */
static gint32
insert_in_place (const Work *work)
{
  const gint32 edit = work->job->edit;
  gint x, y, width, height;

  if (gimp_drawable_mask_intersect (edit, &x, &y, &width, &height))
    {
      gimp_drawable_merge_shadow (edit, TRUE);
      gimp_drawable_update (edit, x, y, width, height);
    }
  return edit;
}

static const struct
{
  void (*render) (Work *work);
  gint32 (*insert) (const Work *work);
} outputs[] = {
  [RETEXTURE_OUTPUT_LAYERS] = { render_group, insert_group },
  [RETEXTURE_OUTPUT_SINGLE] = { render_single, insert_single },
  [RETEXTURE_OUTPUT_IN_PLACE] = { render_in_place, insert_in_place },
};

gint32
retexture_layers_make (const RetextureJob *job, GError **error)
{
  const RetextureOutput output
      = retexture_parameters_get_number (job->parameters, RETEXTURE_PARAMETER_OUTPUT);
  const gboolean in_place = output == RETEXTURE_OUTPUT_IN_PLACE;
  g_autoptr (RetextureRendering) rendering
      = retexture_drawables_load (job, job->original, !in_place, error);
  Work work = { .job = job, .rendering = rendering, .pixels = -1, .flat_mask = 1.0 };
  gint32 result;

  if (!rendering)
    return -1;
  retexture_rendering_set_parameters (rendering, job->parameters);
  work.extent = retexture_rendering_get_extent (rendering);

  gimp_progress_init (retexture_job_get_title (job));
  g_object_set (gegl_config (), "tile-cache-size", (guint64) TILE_CACHE << 20, NULL);
  outputs[output].render (&work);

  gimp_image_undo_group_start (job->image);
  result = outputs[output].insert (&work);
  if (!in_place)
    {
      retexture_record_attach (job, result);
      gimp_image_set_active_layer (job->image, result);
    }
  if (job->previous != -1)
    gimp_image_remove_layer (job->image, job->previous);
  gimp_image_undo_group_end (job->image);

  g_clear_object (&work.mask);
  gimp_progress_end ();
  return result;
}
