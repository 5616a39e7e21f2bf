/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "align-result.h"

#include "aligned.h"
#include "bands.h"
#include "drawables.h"
#include "kept-energy.h"
#include "warp.h"

#include <gegl-plugin.h>
#include <string.h>

/* In the order of the operation's choices. */
enum
{
  RESULT_ORIGINAL,
  RESULT_EDIT
};

static const gdouble channel_opacity = 50.0;

/* A new layer that takes the place under `host`, in its size; not in the image yet. */
static gint32
new_layer_for (gint32 host, const gchar *name)
{
  gint x, y;
  const gint32 layer = gimp_layer_new (
      gimp_item_get_image (host), name, gimp_drawable_width (host), gimp_drawable_height (host),
      gimp_drawable_type_with_alpha (host), 100.0, GIMP_LAYER_MODE_NORMAL);

  gimp_drawable_offsets (host, &x, &y);
  if (layer != -1)
    gimp_layer_set_offsets (layer, x, y);
  return layer;
}

/* ---- pixels ---- */

typedef struct
{
  GeglBuffer *source, *target;
  GeglRectangle frame;
  const RetextureMotion *motion; /* NULL: the source lies as it should */
} Move;

static void
move_band (const GeglRectangle *band, gpointer user_data)
{
  const Move *move = user_data;

  if (move->motion)
    retexture_warp_render (move->source, move->target, band, &move->frame, move->motion);
  else
    gegl_buffer_copy (move->source, band, GEGL_ABYSS_NONE, move->target, band);
}

/* `source` into a layer, as it lies or by a motion from the layer's pixels to its own. */
static void
fill (gint32 layer, GeglBuffer *source, const RetextureMotion *motion)
{
  g_autoptr (GeglBuffer) target = gimp_drawable_get_buffer (layer);
  g_autoptr (GPtrArray) buffers = g_ptr_array_new ();
  RetextureProgress progress = { .steps = 1 };
  Move move = { source, target, *gegl_buffer_get_extent (target), motion };

  g_ptr_array_add (buffers, target);
  retexture_bands_render (&progress, &move.frame, buffers, move_band, &move);
}

/* ---- the two results ---- */

static gint32
make_original (const RetextureJob *job, RetextureRendering *rendering)
{
  const gint32 layer = new_layer_for (job->edit, _ ("Aligned original"));

  if (layer != -1)
    fill (layer, retexture_rendering_get_original (rendering), NULL);
  return layer;
}

static gint32
make_edit (const RetextureJob *job, RetextureRendering *rendering)
{
  GObject *aligned = retexture_rendering_get_aligned (rendering);
  RetextureMotion back = retexture_motion_inverted (
      &retexture_aligned_get_alignment (RETEXTURE_ALIGNED (aligned))->motion,
      gimp_drawable_width (job->second), gimp_drawable_height (job->second));
  const gint32 layer = new_layer_for (job->second, _ ("Aligned edit"));

  if (layer != -1)
    fill (layer, retexture_rendering_get_edit (rendering), &back);
  retexture_field_free (back.field);
  return layer;
}

/* Under the layer it is aligned with. */
static gboolean
insert (gint32 layer, gint32 host)
{
  const gint32 image = gimp_item_get_image (host);
  const gint32 active = gimp_image_get_active_layer (image);
  const gboolean inserted = gimp_image_insert_layer (
      image, layer, gimp_item_get_parent (host), gimp_image_get_item_position (image, host) + 1);

  if (inserted)
    gimp_image_set_active_layer (image, active);
  return inserted;
}

/* Over the whole image; white where there is no doubt, and beyond the edit. */
static gboolean
add_confidence (const RetextureJob *job, RetextureRendering *rendering)
{
  const GimpRGB blue = { 0.1, 0.5, 1.0, 1.0 };
  GObject *aligned = retexture_rendering_get_aligned (rendering);
  GeglBuffer *confidence = retexture_aligned_get_confidence (RETEXTURE_ALIGNED (aligned));
  const gint32 channel
      = gimp_channel_new (job->image, _ ("Confidence"), gimp_image_width (job->image),
                          gimp_image_height (job->image), channel_opacity, &blue);
  const gint32 active = gimp_image_get_active_layer (job->image);
  gboolean inserted;

  if (channel == -1)
    return FALSE;
  gimp_drawable_fill (channel, GIMP_FILL_WHITE);
  if (confidence)
    {
      g_autoptr (GeglBuffer) target = gimp_drawable_get_buffer (channel);
      g_autoptr (GeglBuffer) moved = NULL;
      gint x, y;

      gimp_drawable_offsets (job->edit, &x, &y);
      moved = retexture_drawables_move_buffer (confidence, x, y);
      gegl_buffer_copy (moved, NULL, GEGL_ABYSS_NONE, target, NULL);
    }
  inserted = gimp_image_insert_channel (job->image, channel, -1, 0);
  gimp_image_set_active_layer (job->image, active);
  return inserted;
}

static void
report (RetextureRendering *rendering, gdouble *measures)
{
  GObject *aligned = retexture_rendering_get_aligned (rendering);
  const RetextureAlignment *found = retexture_aligned_get_alignment (RETEXTURE_ALIGNED (aligned));
  const gdouble numbers[] = { found->model, found->displacement,    found->before,
                              found->after, 100.0 * found->matched, found->residual };
  gdouble kept[RETEXTURE_KEPT_BANDS];

  memcpy (measures, numbers, sizeof numbers);
  retexture_kept_energy_find (
      retexture_rendering_get_given (rendering), retexture_rendering_get_original (rendering),
      gegl_buffer_get_extent (retexture_rendering_get_edit (rendering)), &found->motion, kept);
  for (gint band = 0; band < RETEXTURE_KEPT_BANDS; band++)
    measures[G_N_ELEMENTS (numbers) + band] = 100.0 * kept[band];
}

/* Each image changes in one undo step, or not at all. */
static gboolean
change_images (const RetextureJob *job, RetextureRendering *rendering, gint32 layer, gint32 host)
{
  const gint32 image = gimp_item_get_image (host);
  gboolean changed;

  gimp_image_undo_group_start (job->image);
  if (image != job->image)
    gimp_image_undo_group_start (image);
  changed = insert (layer, host);
  if (changed && retexture_parameters_get_number (job->parameters, "confidence") != 0.0
      && !add_confidence (job, rendering))
    {
      gimp_image_remove_layer (image, layer);
      changed = FALSE;
    }
  if (image != job->image)
    gimp_image_undo_group_end (image);
  gimp_image_undo_group_end (job->image);
  return changed;
}

static gint32
deliver (const RetextureJob *job, RetextureRendering *rendering, gdouble *measures, GError **error)
{
  const gboolean of_edit
      = retexture_parameters_get_number (job->parameters, "result") == RESULT_EDIT;
  const gint32 host = of_edit ? job->second : job->edit;
  const gint32 layer = of_edit ? make_edit (job, rendering) : make_original (job, rendering);

  report (rendering, measures);
  if (layer != -1 && change_images (job, rendering, layer, host))
    return layer;
  g_set_error (error, RETEXTURE_ERROR, RETEXTURE_ERROR_REFUSED,
               _ ("GIMP would not make a layer: %s"), gimp_get_pdb_error ());
  return -1;
}

const RetextureDelivery retexture_align_delivery = {
  .deliver = deliver,
  .made = { "layer", "The new layer" },
  .measures = {
    { "motion", "What explains it: as it lies (0), shift (1), shift, scale and turn (2), and shear "
      "(3), and places by themselves (4)" },
    { "displacement",
      "By how much a corner, or any place by itself, moved at most, from where the sizes put it, in "
      "pixels of the original" },
    { "before", "Correlation of what both pictures share before, -1 to 1" },
    { "after", "And after" },
    { "matched", "Share of the edit where both show the same, in percent" },
    { "residual", "What remains that does not fit, 0 to 1" },
    { "kept-finest",
      "Texture energy that the resampled original kept, in percent: details finer than 0.7 pixels" },
    { "kept-finer", "Up to 1.4 pixels" },
    { "kept-fine", "Up to 2.8 pixels" },
  },
};
