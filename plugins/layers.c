/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The layers of a plan, in a group that carries the mask: the mask is the group's and not a
 * layer's, so that one mask rules them all and a spot painted black is the edit again, exactly.
 */
#include "layers.h"

#include "bands.h"
#include "drawables.h"
#include "plan.h"
#include "record.h"
#include "verification.h"

#include <gegl-plugin.h>

/* Megabytes of tiles to keep while rendering. Tiles are read and written once, from the top down,
 * so more would only be memory touched for the first time, which costs more than what is computed.
 */
#define TILE_CACHE 128

/* A layer that is not in the image yet; or, where the image must first be given another precision,
 * the pixels for it. */
typedef struct
{
  gint32 layer; /* -1: none yet */
  GeglBuffer *pixels;
} Made;

typedef struct
{
  const RetextureJob *job;
  RetextureRendering *rendering;
  RetexturePlan *plan;
  GeglRectangle extent; /* of the result, in the edit's coordinates */
  GArray *made;         /* of Made: the layers rendered, as planned */
  GeglBuffer *mask;     /* the mask rendered, or NULL where it is `flat_mask` everywhere */
  gdouble flat_mask;
  RetextureProgress progress;
} Work;

/* ---- rendering ---- */

typedef struct
{
  GeglNode *node;
  GeglBuffer *target;
} Picture;

static void
blit_band (const GeglRectangle *band, gpointer user_data)
{
  const Picture *picture = user_data;

  gegl_node_blit_buffer (picture->node, picture->target, band, 0, GEGL_ABYSS_NONE);
}

/* Renders `area` of a node; `target` is in the edit's coordinates. */
static void
render (Work *work, GeglNode *node, GeglBuffer *target, const GeglRectangle *area)
{
  Picture picture = { node, target };
  g_autoptr (GPtrArray) buffers = g_ptr_array_new ();

  g_ptr_array_add (buffers, target);
  retexture_bands_render (&work->progress, area, buffers, blit_band, &picture);
}

/* The whole extent of a node, into a buffer whose origin is the extent's. */
static void
render_extent (Work *work, GeglNode *node, GeglBuffer *buffer)
{
  g_autoptr (GeglBuffer) target
      = retexture_drawables_move_buffer (buffer, work->extent.x, work->extent.y);

  render (work, node, target, &work->extent);
}

/* A layer of the edit's kind that is not in the image yet. */
static gint32
new_layer (const Work *work, const gchar *name, GimpLayerMode mode, gdouble opacity)
{
  return gimp_layer_new (work->job->image, name, work->extent.width, work->extent.height,
                         gimp_drawable_type (work->job->edit), opacity, mode);
}

static void
render_into_layer (Work *work, GeglNode *node, gint32 layer)
{
  g_autoptr (GeglBuffer) buffer = layer != -1 ? gimp_drawable_get_buffer (layer) : NULL;

  if (buffer)
    render_extent (work, node, buffer);
}

static void
made_clear (gpointer data)
{
  g_clear_object (&((Made *) data)->pixels);
}

static void
render_mask (Work *work)
{
  if (retexture_rendering_mask_is_flat (work->rendering, &work->flat_mask))
    return;
  work->mask = gegl_buffer_new (GEGL_RECTANGLE (0, 0, work->extent.width, work->extent.height),
                                babl_format ("Y u16"));
  render_extent (work, retexture_rendering_get_node (work->rendering, RETEXTURE_VIEW_MASK),
                 work->mask);
}

/* ---- layers ---- */

static void
mix_in (gint32 layer, GimpLayerColorSpace space)
{
  gimp_layer_set_blend_space (layer, space);
  gimp_layer_set_composite_space (layer, space);
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

/* ---- the three outputs: each renders, and then changes the image ---- */

static gint32
new_planned (const Work *work, const RetextureLayer *planned)
{
  return new_layer (work, planned->name, planned->mode, planned->opacity);
}

static Made
render_planned (Work *work, const RetextureLayer *planned)
{
  Made made = { .layer = -1 };

  if (planned->content == RETEXTURE_PLAN_COPY)
    {
      made.layer = gimp_layer_copy (g_array_index (work->made, Made, work->made->len - 1).layer);
      return made;
    }
  made.layer = new_planned (work, planned);
  if (planned->content == RETEXTURE_PLAN_WHITE)
    gimp_drawable_fill (made.layer, GIMP_FILL_WHITE);
  else
    render_into_layer (work, retexture_rendering_get_node (work->rendering, RETEXTURE_VIEW_TEXTURE),
                       made.layer);
  return made;
}

/* ---- the parts of a split picture, all in one pass ---- */

typedef struct
{
  RetextureRendering *rendering;
  GArray *targets; /* of RetexturePartTarget */
} Parts;

static void
render_parts_of_band (const GeglRectangle *band, gpointer user_data)
{
  const Parts *parts = user_data;

  retexture_rendering_render_parts (parts->rendering,
                                    (const RetexturePartTarget *) parts->targets->data,
                                    parts->targets->len, band);
}

/* Where the pixels of a part will be: in a layer, or aside until the image has its precision. NULL
 * where GIMP gave no layer. */
static GeglBuffer *
new_pixels (const Work *work, Made *made, const RetextureLayer *planned)
{
  if (work->plan->precision != gimp_image_get_precision (work->job->image))
    {
      made->pixels = gegl_buffer_new (
          GEGL_RECTANGLE (0, 0, work->extent.width, work->extent.height), work->plan->format);
      return g_object_ref (made->pixels);
    }
  made->layer = new_planned (work, planned);
  return made->layer != -1 ? gimp_drawable_get_buffer (made->layer) : NULL;
}

static void
render_parts (Work *work)
{
  const GArray *layers = work->plan->layers;
  g_autoptr (GArray) targets = g_array_new (FALSE, FALSE, sizeof (RetexturePartTarget));
  g_autoptr (GPtrArray) buffers = g_ptr_array_new_with_free_func (g_object_unref);
  Parts parts = { work->rendering, targets };

  for (guint i = 0; i < layers->len; i++)
    {
      const RetextureLayer *planned = &g_array_index (layers, RetextureLayer, i);
      Made made = { .layer = -1 };
      g_autoptr (GeglBuffer) pixels = new_pixels (work, &made, planned);
      RetexturePartTarget target = { .part = planned->content };

      g_array_append_val (work->made, made);
      if (!pixels)
        return;
      target.buffer = retexture_drawables_move_buffer (pixels, work->extent.x, work->extent.y);
      g_ptr_array_add (buffers, target.buffer);
      g_array_append_val (targets, target);
    }
  retexture_bands_render (&work->progress, &work->extent, buffers, render_parts_of_band, &parts);
}

static void
render_group (Work *work)
{
  const GArray *layers = work->plan->layers;

  if (retexture_rendering_has_parts (work->rendering))
    render_parts (work);
  else
    for (guint i = 0; i < layers->len; i++)
      {
        const Made made = render_planned (work, &g_array_index (layers, RetextureLayer, i));

        g_array_append_val (work->made, made);
      }
  render_mask (work);
}

static void
insert_planned (const Work *work, guint i, gint32 group)
{
  const RetextureLayer *planned = &g_array_index (work->plan->layers, RetextureLayer, i);
  Made *made = &g_array_index (work->made, Made, i);

  if (made->layer == -1)
    {
      g_autoptr (GeglBuffer) buffer = NULL;

      made->layer = new_planned (work, planned);
      buffer = gimp_drawable_get_buffer (made->layer);
      gegl_buffer_copy (made->pixels, NULL, GEGL_ABYSS_NONE, buffer, NULL);
    }
  mix_in (made->layer, work->plan->space);
  insert (work, made->layer, group, 0);
  gimp_item_set_lock_content (made->layer, planned->locked);
}

static gint32
insert_group (const Work *work)
{
  const RetextureJob *job = work->job;
  const gint32 group = gimp_layer_group_new (job->image);
  gint position;
  const gint32 parent = parent_and_position (job, &position);
  gint32 active = group;

  gimp_item_set_name (group, retexture_job_get_title (job));
  gimp_image_insert_layer (job->image, group, parent, position);
  gimp_layer_set_mode (group, work->plan->group_mode);
  mix_in (group, work->plan->space);
  /* One that stands for the edit must not make its half-transparent pixels more opaque. */
  if (work->plan->group_mode == GIMP_LAYER_MODE_NORMAL && gimp_drawable_has_alpha (job->edit))
    gimp_layer_set_composite_mode (group, GIMP_LAYER_COMPOSITE_CLIP_TO_BACKDROP);

  for (guint i = 0; i < work->made->len; i++)
    {
      insert_planned (work, i, group);
      if (g_array_index (work->plan->layers, RetextureLayer, i).active)
        active = g_array_index (work->made, Made, i).layer;
    }
  add_mask (work, group);
  gimp_image_set_active_layer (job->image, active);
  return group;
}

static void
render_single (Work *work)
{
  const Made made = { .layer = new_layer (work, retexture_job_get_title (work->job),
                                          GIMP_LAYER_MODE_NORMAL, 100.0) };

  render_into_layer (work, retexture_rendering_get_node (work->rendering, RETEXTURE_VIEW_UNMASKED),
                     made.layer);
  g_array_append_val (work->made, made);
  render_mask (work);
}

static gint32
insert_single (const Work *work)
{
  const gint32 layer = g_array_index (work->made, Made, 0).layer;
  gint position;
  const gint32 parent = parent_and_position (work->job, &position);

  mix_in (layer, GIMP_LAYER_COLOR_SPACE_RGB_PERCEPTUAL);
  insert (work, layer, parent, position);
  add_mask (work, layer);
  gimp_image_set_active_layer (work->job->image, layer);
  return layer;
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
    render (work, retexture_rendering_get_node (work->rendering, RETEXTURE_VIEW_RESULT), shadow,
            &area);
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
      if (!gimp_drawable_merge_shadow (edit, TRUE))
        return -1;
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

/* How many pictures will be rendered, all parts of one counting as one. */
static gint
count_steps (const Work *work, RetextureOutput output)
{
  return output == RETEXTURE_OUTPUT_IN_PLACE
                 || retexture_rendering_mask_is_flat (work->rendering, NULL)
             ? 1
             : 2;
}

/* FALSE and an error where the original cannot be used. */
static gboolean
align (const Work *work, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (GObject) aligned
      = retexture_rendering_find_aligned (work->rendering, gimp_progress_update, NULL, &problem);

  if (aligned)
    retexture_rendering_set_aligned (work->rendering, aligned);
  if (!problem)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

/* What must be known before anything can be rendered. */
static gboolean
analyse (const Work *work, GError **error)
{
  const RetextureJob *job = work->job;
  const RetextureQuestions *questions = &job->method->questions;
  g_autoptr (GError) problem = NULL;
  g_autoptr (GObject) analysis = NULL;
  g_autoptr (GObject) plastic = retexture_rendering_find_plastic (work->rendering, NULL);

  if (plastic)
    retexture_rendering_set_plastic (work->rendering, plastic);
  if (!questions->analyse || !questions->needs_analysis (job->parameters))
    return TRUE;
  analysis = questions->analyse (work->rendering, NULL, &problem);
  if (problem)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  retexture_rendering_set_analysis (work->rendering, analysis);
  return !questions->check || questions->check (work->rendering, job->parameters, error);
}

/* While the previous layers were there, GIMP numbered the names they share with the new ones. */
static void
replace_previous (const Work *work, gint32 result, RetextureOutput output)
{
  gimp_image_remove_layer (work->job->image, work->job->previous);
  if (output == RETEXTURE_OUTPUT_IN_PLACE)
    return;
  gimp_item_set_name (result, retexture_job_get_title (work->job));
  for (guint i = 0; output == RETEXTURE_OUTPUT_LAYERS && i < work->made->len; i++)
    gimp_item_set_name (g_array_index (work->made, Made, i).layer,
                        g_array_index (work->plan->layers, RetextureLayer, i).name);
}

/* The image as it was: no procedure undoes. */
static void
take_back (const Work *work, RetextureOutput output, gint32 result, GimpPrecision precision)
{
  const gint32 image = work->job->image;

  if (output != RETEXTURE_OUTPUT_IN_PLACE && gimp_item_is_valid (result)
      && gimp_image_get_item_position (image, result) >= 0)
    gimp_image_remove_layer (image, result);
  if (gimp_image_get_precision (image) != precision)
    gimp_image_convert_precision (image, precision);
  gimp_image_set_active_layer (image, work->job->edit);
}

/* From here on the image changes, in one undo step; or not at all. */
static gint32
change_image (const Work *work, RetextureOutput output, GError **error)
{
  const RetextureJob *job = work->job;
  const GimpPrecision precision = gimp_image_get_precision (job->image);
  gint32 result;

  gimp_image_undo_group_start (job->image);
  if (output == RETEXTURE_OUTPUT_LAYERS && work->plan->precision != precision)
    gimp_image_convert_precision (job->image, work->plan->precision);
  result = outputs[output].insert (work);
  if (!retexture_verification_check (job, output, work->plan, result, error))
    {
      take_back (work, output, result, precision);
      result = -1;
    }
  else
    {
      if (output != RETEXTURE_OUTPUT_IN_PLACE)
        retexture_record_attach (job, result);
      if (job->previous != -1)
        replace_previous (work, result, output);
    }
  gimp_image_undo_group_end (job->image);
  return result;
}

/* Whether GIMP gave a layer for everything that was rendered. */
static gboolean
is_made (const Work *work)
{
  for (guint i = 0; i < work->made->len; i++)
    {
      const Made *made = &g_array_index (work->made, Made, i);

      if (made->layer == -1 && !made->pixels)
        return FALSE;
    }
  return TRUE;
}

static gint32
refuse (GError **error)
{
  g_set_error (error, RETEXTURE_ERROR, RETEXTURE_ERROR_REFUSED,
               _ ("GIMP would not make a layer: %s"), gimp_get_pdb_error ());
  return -1;
}

gint32
retexture_layers_make (const RetextureJob *job, gdouble *measures, GError **error)
{
  const RetextureOutput output
      = retexture_parameters_get_number (job->parameters, RETEXTURE_PARAMETER_OUTPUT);
  g_autoptr (RetextureRendering) rendering = retexture_drawables_load (job, job->second, error);
  g_autoptr (RetexturePlan) plan = NULL;
  g_autoptr (GArray) made = g_array_new (FALSE, FALSE, sizeof (Made));
  Work work = { .job = job, .rendering = rendering, .made = made, .flat_mask = 1.0 };
  gint32 result;

  if (!rendering)
    return -1;
  gimp_progress_init (retexture_job_get_title (job));
  /* There GIMP itself limits what changes to the selection. */
  if (output == RETEXTURE_OUTPUT_IN_PLACE)
    retexture_rendering_leave_selection (rendering);
  retexture_rendering_set_parameters (rendering, job->parameters);
  if (!align (&work, error) || !analyse (&work, error))
    return -1;
  if (job->method->delivery)
    return job->method->delivery->deliver (job, rendering, measures, error);

  g_array_set_clear_func (made, made_clear);
  work.plan = plan = retexture_plan_new (job, rendering);
  work.extent = retexture_rendering_get_extent (rendering);
  work.progress.steps = count_steps (&work, output);
  g_object_set (gegl_config (), "tile-cache-size", (guint64) TILE_CACHE << 20, NULL);
  outputs[output].render (&work);
  result = is_made (&work) ? change_image (&work, output, error) : refuse (error);

  g_clear_object (&work.mask);
  gimp_progress_end ();
  return result;
}
