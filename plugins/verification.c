/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "verification.h"

#include <math.h>

/* GIMP keeps opacities as floats. */
#define SAME_OPACITY 1e-3

static gboolean
is_in_image (const RetextureJob *job, gint32 layer)
{
  return gimp_item_is_valid (layer) && gimp_item_get_image (layer) == job->image
         && gimp_image_get_item_position (job->image, layer) >= 0;
}

static gboolean
is_as_planned (gint32 layer, const RetextureLayer *planned)
{
  return gimp_layer_get_mode (layer) == planned->mode
         && (planned->mask == 0 || gimp_layer_get_mask (layer) != -1)
         && fabs (gimp_layer_get_opacity (layer) - planned->opacity) < SAME_OPACITY;
}

/* The plan from `at` on, as far as it is inside of `group` or not; `at` is left behind the last. */
static gboolean
has_planned_layers (gint32 group, const RetexturePlan *plan, guint *at, gboolean inside)
{
  gint n;
  g_autofree gint *layers = gimp_item_get_children (group, &n);
  gboolean same = TRUE;

  while (same && *at < plan->layers->len
         && g_array_index (plan->layers, RetextureLayer, *at).inside == inside)
    {
      const RetextureLayer *planned = &g_array_index (plan->layers, RetextureLayer, (*at)++);
      const gint32 layer = n > 0 ? layers[--n] : -1;

      same = layer != -1 && is_as_planned (layer, planned)
             && (planned->content != RETEXTURE_PLAN_GROUP
                 || has_planned_layers (layer, plan, at, TRUE));
    }
  return same && n == 0;
}

static gboolean
is_complete (const RetextureJob *job,
             RetextureOutput output,
             const RetexturePlan *plan,
             gint32 result)
{
  guint at = 0;

  if (output == RETEXTURE_OUTPUT_IN_PLACE)
    return result == job->edit;
  if (!is_in_image (job, result) || gimp_layer_get_mask (result) == -1)
    return FALSE;
  return output == RETEXTURE_OUTPUT_SINGLE
         || (gimp_image_get_precision (job->image) == plan->precision
             && gimp_layer_get_mode (result) == plan->group_mode
             && has_planned_layers (result, plan, &at, FALSE));
}

gboolean
retexture_verification_check (const RetextureJob *job,
                              RetextureOutput output,
                              const RetexturePlan *plan,
                              gint32 result,
                              GError **error)
{
  /* The calls that check would forget it. */
  g_autofree gchar *refusal = g_strdup (gimp_get_pdb_error ());

  if (is_complete (job, output, plan, result))
    return TRUE;
  g_set_error (error, RETEXTURE_ERROR, RETEXTURE_ERROR_REFUSED,
               _ ("GIMP refused one of the changes, so the image was left as it was: %s"), refusal);
  return FALSE;
}
