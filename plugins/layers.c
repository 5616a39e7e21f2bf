/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The layers of a plan, in a group that carries the mask: the mask is the group's and not a
 * layer's, so that one mask rules them all and a spot painted black is the edit again, exactly.
 */
#include "layers.h"

#include "drawables.h"
#include "history.h"
#include "kept-masks.h"
#include "masks.h"
#include "planned-layers.h"
#include "record.h"
#include "verification.h"

#include <gegl-plugin.h>

/* Megabytes of tiles to keep while rendering. Tiles are read and written once, from the top down,
 * so more would only be memory touched for the first time, which costs more than what is computed.
 */
#define TILE_CACHE 128

static void
render_mask (RetextureWork *work)
{
  if (retexture_rendering_mask_is_flat (work->rendering, &work->flat_mask))
    return;
  work->mask = retexture_work_new_mask (work);
  retexture_work_render_extent (
      work, retexture_rendering_get_node (work->rendering, RETEXTURE_VIEW_MASK), work->mask);
}

/* ---- layers ---- */

/* The place in the stack for the result: above the edit, or that of the layer it replaces. */
static gint32
parent_and_position (const RetextureJob *job, gint *position)
{
  const gint32 place = job->previous != -1 ? job->previous : job->edit;

  *position = gimp_image_get_item_position (job->image, place);
  return gimp_item_get_parent (place);
}

/* Where the edit itself shows only in part, by a mask or an opacity of its own, what lies over it
 * must show no more. */
static void
limit_to_edit (gint32 edit, gint32 layer)
{
  if (gimp_layer_get_mask (edit) != -1 && gimp_layer_get_apply_mask (edit))
    retexture_masks_limit (layer, edit);
  gimp_layer_set_opacity (layer, gimp_layer_get_opacity (edit));
}

static void
add_mask (const RetextureWork *work, gint32 layer)
{
  g_autoptr (GeglBuffer) kept
      = retexture_kept_masks_find (work->job, work->extent.width, work->extent.height);

  if (kept || work->mask)
    retexture_masks_add (layer, kept ? kept : work->mask);
  else
    retexture_masks_add_flat (layer, work->flat_mask > 0.0);
  if (!kept)
    limit_to_edit (work->job->edit, layer);
}

/* What stands for the edit must not make its half-transparent pixels more opaque. */
static void
keep_opacity_below (const RetextureWork *work, gint32 layer)
{
  if (gimp_drawable_has_alpha (work->job->edit))
    gimp_layer_set_composite_mode (layer, GIMP_LAYER_COMPOSITE_CLIP_TO_BACKDROP);
}

/* ---- the three outputs: each renders, and then changes the image ---- */

static void
render_group (RetextureWork *work)
{
  retexture_planned_layers_render (work);
  render_mask (work);
}

static gint32
insert_group (const RetextureWork *work)
{
  const RetextureJob *job = work->job;
  gint position;
  const gint32 parent = parent_and_position (job, &position);
  const gint32 group = retexture_work_insert_group (work, retexture_job_get_title (job),
                                                    work->plan->group_mode, parent, position);
  gint32 active;

  if (work->plan->group_mode == GIMP_LAYER_MODE_NORMAL)
    keep_opacity_below (work, group);
  active = retexture_planned_layers_insert (work, group);
  add_mask (work, group);
  gimp_image_set_active_layer (job->image, active);
  return group;
}

static void
render_single (RetextureWork *work)
{
  const RetextureMade made
      = { .layer = retexture_work_new_layer (work, retexture_job_get_title (work->job),
                                             GIMP_LAYER_MODE_NORMAL, 100.0) };

  retexture_work_render_into_layer (
      work, retexture_rendering_get_node (work->rendering, RETEXTURE_VIEW_UNMASKED), made.layer);
  if (made.layer != -1 && gimp_drawable_has_alpha (made.layer))
    retexture_work_hide_below (made.layer);
  g_array_append_val (work->made, made);
  render_mask (work);
}

static gint32
insert_single (const RetextureWork *work)
{
  const gint32 layer = g_array_index (work->made, RetextureMade, 0).layer;
  gint position;
  const gint32 parent = parent_and_position (work->job, &position);

  add_mask (work, layer);
  keep_opacity_below (work, layer);
  retexture_work_insert (work, layer, parent, position, GIMP_LAYER_COLOR_SPACE_RGB_PERCEPTUAL);
  gimp_image_set_active_layer (work->job->image, layer);
  return layer;
}

/* Into the shadow, which holds the edit wherever nothing changes. */
static void
render_in_place (RetextureWork *work)
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
    retexture_work_render (
        work, retexture_rendering_get_node (work->rendering, RETEXTURE_VIEW_RESULT), shadow, &area);
  gegl_buffer_flush (shadow);
}

/* GIMP lets the selection limit what comes back from the shadow. */
static gint32
insert_in_place (const RetextureWork *work)
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
  void (*render) (RetextureWork *work);
  gint32 (*insert) (const RetextureWork *work);
} outputs[] = {
  [RETEXTURE_OUTPUT_LAYERS] = { render_group, insert_group },
  [RETEXTURE_OUTPUT_SINGLE] = { render_single, insert_single },
  [RETEXTURE_OUTPUT_IN_PLACE] = { render_in_place, insert_in_place },
};

/* How many pictures will be rendered, all parts of one counting as one. */
static gint
count_steps (const RetextureWork *work, RetextureOutput output)
{
  return output == RETEXTURE_OUTPUT_IN_PLACE
                 || retexture_rendering_mask_is_flat (work->rendering, NULL)
             ? 1
             : 2;
}

/* What the dialog knows need not be found again, unless the user changed the image meanwhile. */
static RetextureRendering *
load (const RetextureJob *job, GError **error)
{
  if (!job->known || job->seen != retexture_drawables_glance (job, job->second))
    return retexture_drawables_load (job, job->second, error);
  retexture_rendering_set_provisional (job->known, FALSE);
  return g_object_ref (job->known);
}

/* What there is to compare with. FALSE and an error where it cannot be used. */
static gboolean
find_original (const RetextureWork *work, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (GeglBuffer) stand_in = NULL;
  g_autoptr (GObject) aligned
      = retexture_rendering_find_aligned (work->rendering, gimp_progress_update, NULL, &problem);

  if (aligned)
    retexture_rendering_set_aligned (work->rendering, aligned);
  if (!problem)
    stand_in = retexture_rendering_find_stand_in (work->rendering, NULL, &problem);
  if (stand_in)
    retexture_rendering_set_stand_in (work->rendering, stand_in);
  if (!problem)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

/* What must be known before anything can be rendered. */
static gboolean
analyse (const RetextureWork *work, GError **error)
{
  const RetextureJob *job = work->job;
  const RetextureQuestions *questions = &job->method->questions;
  g_autoptr (GError) problem = NULL;
  g_autoptr (GObject) analysis = NULL;
  g_autoptr (GObject) plastic = retexture_rendering_find_plastic (work->rendering, NULL);

  if (plastic)
    retexture_rendering_set_plastic (work->rendering, plastic);
  if (!retexture_questions_need_analysis (questions, job->parameters))
    return TRUE;
  if (!retexture_rendering_get_analysis (work->rendering))
    analysis = questions->analyse (work->rendering, NULL, &problem);
  if (problem)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  if (analysis)
    retexture_rendering_set_analysis (work->rendering, analysis);
  return !questions->check || questions->check (work->rendering, job->parameters, error);
}

/* While the previous layers were there, GIMP numbered the names they share with the new ones. */
static void
replace_previous (const RetextureWork *work, gint32 result, RetextureOutput output)
{
  gimp_image_remove_layer (work->job->image, work->job->previous);
  if (output == RETEXTURE_OUTPUT_IN_PLACE)
    return;
  gimp_item_set_name (result, retexture_job_get_title (work->job));
  for (guint i = 0; output == RETEXTURE_OUTPUT_LAYERS && i < work->made->len; i++)
    gimp_item_set_name (g_array_index (work->made, RetextureMade, i).layer,
                        g_array_index (work->plan->layers, RetextureLayer, i).name);
}

/* The image as it was: no procedure undoes. */
static void
take_back (const RetextureWork *work,
           RetextureOutput output,
           gint32 result,
           GimpPrecision precision)
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
change_image (const RetextureWork *work,
              RetextureOutput output,
              const gdouble *measures,
              GError **error)
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
      const gint32 layer = output == RETEXTURE_OUTPUT_IN_PLACE ? -1 : result;
      g_autofree gchar *when = retexture_history_add (job, layer);

      if (layer != -1)
        retexture_record_attach (job, layer, when, measures);
      if (job->previous != -1)
        replace_previous (work, result, output);
    }
  gimp_image_undo_group_end (job->image);
  return result;
}

static gboolean
is_made (const RetextureWork *work, RetextureOutput output)
{
  return output == RETEXTURE_OUTPUT_LAYERS
             ? retexture_planned_layers_are_made (work)
             : output == RETEXTURE_OUTPUT_IN_PLACE
                   || g_array_index (work->made, RetextureMade, 0).layer != -1;
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
  g_autoptr (RetextureRendering) rendering = load (job, error);
  g_autoptr (RetexturePlan) plan = NULL;
  g_autoptr (GArray) made = g_array_new (FALSE, FALSE, sizeof (RetextureMade));
  const RetextureDelivery *delivery = job->method->delivery;
  RetextureWork work = { .job = job, .rendering = rendering, .made = made, .flat_mask = 1.0 };
  gint32 result;

  if (!rendering)
    return -1;
  gimp_progress_init (retexture_job_get_title (job));
  /* There GIMP itself limits what changes to the selection. */
  if (output == RETEXTURE_OUTPUT_IN_PLACE)
    retexture_rendering_leave_selection (rendering);
  retexture_rendering_set_parameters (rendering, job->parameters);
  if (!find_original (&work, error) || !analyse (&work, error))
    return -1;
  if (delivery && delivery->deliver)
    return delivery->deliver (job, rendering, measures, error);

  g_array_set_clear_func (made, retexture_made_clear);
  work.plan = plan = retexture_plan_new (job, rendering);
  work.extent = retexture_rendering_get_extent (rendering);
  work.progress.steps = count_steps (&work, output);
  g_object_set (gegl_config (), "tile-cache-size", (guint64) TILE_CACHE << 20, NULL);
  outputs[output].render (&work);
  if (delivery && delivery->measure)
    delivery->measure (rendering, measures);
  result = is_made (&work, output) ? change_image (&work, output, measures, error) : refuse (error);

  g_clear_object (&work.mask);
  gimp_progress_end ();
  return result;
}
