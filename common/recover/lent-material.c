/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "lent-material.h"

#include <math.h>

#include "dominant-material.h"
#include "donor-regions.h"
#include "level-mask.h"
#include "plastic.h"

/* Colours of skin that are one material's: it differs more from place to place than others do. */
#define SKIN_REACH 0.12

/* Of the gradients' energy, the share by which one direction may outweigh the other. Regions of
 * skin and grain have blocks of up to 0.8, beams and bars of up to 1. */
#define MOST_COHERENT 0.85f

/* What somebody selects who means a face, in squares of its height; and how much of that may be
 * hair. */
#define LEAST_OF_FACE 0.3
#define MOST_OF_FACE 1.2
#define MOST_HAIR 0.4

/* Deviation of texture, relative to the tone: of nine faces, wet and freckled ones among them, nine
 * tenths of the skin have less. Deep shade counts as a tone. */
#define MOST_OF_SKIN 0.085
#define SHADE 0.06

gboolean
retexture_lent_material_is_of (const RetextureLentMaterial *self, const RetextureBlock *block)
{
  if (retexture_surface_likelihood (self->surface, block) <= RETEXTURE_SURFACE_LIKELY)
    return FALSE;
  return self->surface == RETEXTURE_SURFACE_SKIN
             ? retexture_material_distance (block->colour, self->colour) < SKIN_REACH
             : retexture_material_is_alike (block->colour, self->colour);
}

/* Of any surface, what most of a target lies on may still be skin. */
static RetextureSurface
surface_of (const RetextureSurvey *survey, const gfloat *cover, RetextureSurface surface)
{
  gdouble skin = 0.0, all = 0.0;

  for (gint i = 0; i < survey->columns * survey->rows; i++)
    {
      skin += cover[i] * retexture_surface_likelihood (RETEXTURE_SURFACE_SKIN, survey->blocks + i);
      all += cover[i];
    }
  return surface == RETEXTURE_SURFACE_ANY && skin > RETEXTURE_SURFACE_LIKELY * all
             ? RETEXTURE_SURFACE_SKIN
             : surface;
}

gboolean
retexture_lent_material_take (RetextureLentMaterial *self,
                              const RetextureSurvey *survey,
                              gfloat *cover)
{
  if (!retexture_dominant_material_keep (survey, cover, self->colour))
    return FALSE;
  self->surface = surface_of (survey, cover, self->surface);
  return TRUE;
}

/* Pores, hairs and grain run all ways; what runs one way is an edge, and no texture but of brushed
 * metal, or of weave. */
static gboolean
is_texture (const RetextureBlock *block)
{
  const RetextureTensor *finest = &block->gradients[0];

  return hypotf (finest->xx - finest->yy, 2.0f * finest->xy)
         <= MOST_COHERENT * (finest->xx + finest->yy);
}

/* Hair, lace and prints may have colours of skin, but skin has less contrast. */
static gboolean
has_contrast_of_skin (const RetextureBlock *block)
{
  const gdouble contrast
      = sqrt (retexture_block_texture (block)) / (retexture_block_tone (block) + SHADE);

  return contrast < MOST_OF_SKIN;
}

RetextureLattice *
retexture_lent_material_find_hair (GeglBuffer *picture, gdouble *height)
{
  g_autoptr (RetextureLevelMask) mask
      = retexture_level_mask_new_of_surface (picture, RETEXTURE_SURFACE_SKIN, 0.0);

  if (!mask->face)
    return NULL;
  if (height)
    *height = mask->size;
  return retexture_level_mask_new_blocks (mask, mask->hair, gegl_buffer_get_extent (picture),
                                          RETEXTURE_BLOCK);
}

gfloat *
retexture_lent_material_find_without (const RetextureLentMaterial *self,
                                      const RetextureSurvey *survey,
                                      const gfloat *lost,
                                      gboolean surely)
{
  const gboolean any_way
      = self->surface == RETEXTURE_SURFACE_METAL || self->surface == RETEXTURE_SURFACE_CLOTH;
  const gint n = survey->columns * survey->rows;
  gfloat *without = g_memdup2 (lost, n * sizeof (gfloat));

  for (gint i = 0; i < n; i++)
    {
      const RetextureBlock *block = survey->blocks + i;

      if (!retexture_lent_material_is_of (self, block)
          || (self->hair && self->hair->values[i] > 0.0f) || (!any_way && !is_texture (block))
          || (surely && !has_contrast_of_skin (block)))
        without[i] = 1.0f;
    }
  return without;
}

/* Whether a target is a face, so that the hair around it is no part of what it should look like.
 * Where none is, something may be taken for one, mostly a small one. */
static gboolean
is_face (const RetextureLattice *hair, gdouble height, const gfloat *cover)
{
  const gdouble block = RETEXTURE_BLOCK / height;
  gdouble covered = 0.0, on_hair = 0.0;

  for (gint i = 0; i < hair->columns * hair->rows; i++)
    {
      covered += cover[i];
      on_hair += hair->values[i] > 0.0f ? cover[i] : 0.0f;
    }
  return covered * block * block > LEAST_OF_FACE && covered * block * block < MOST_OF_FACE
         && on_hair < MOST_HAIR * covered;
}

RetextureLattice *
retexture_lent_material_find_lost (GeglBuffer *picture,
                                   RetextureSurvey *survey,
                                   const gfloat *cover)
{
  RetextureLattice *lost = retexture_plastic_find_lost (survey, RETEXTURE_SURFACE_ANY);
  g_autoptr (RetextureLattice) hair = NULL;
  gdouble height;

  if (surface_of (survey, cover, RETEXTURE_SURFACE_ANY) != RETEXTURE_SURFACE_SKIN)
    return lost;
  hair = retexture_lent_material_find_hair (picture, &height);
  if (!hair || !is_face (hair, height, cover))
    return lost;
  for (gint i = 0; i < lost->columns * lost->rows; i++)
    if (hair->values[i] > 0.0f)
      lost->values[i] = 1.0f;
  return lost;
}
