/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "lender.h"

#include <math.h>

#include "dominant-material.h"
#include "smooth-step.h"

/* Less than this, in blocks, is nothing to look for donors for. */
#define FEWEST_WANTED 0.5

/* Colours of skin that are one material's: it differs more from place to place than others do. */
#define SKIN_REACH 0.12

/* From the first share of the healthy texture's energy on a block has texture of its own, so much
 * that it wants none from the second. */
#define OWN_FROM 0.7f
#define OWN_ALL 1.3f

/* Of the gradients' energy, the share by which one direction may outweigh the other. Regions of
 * skin and grain have blocks of up to 0.8, beams and bars of up to 1. */
#define MOST_COHERENT 0.85f

static gdouble
sum_of (const gfloat *values, gint n)
{
  gdouble sum = 0.0;

  for (gint i = 0; i < n; i++)
    sum += values[i];
  return sum;
}

static gboolean
is_of (const RetextureBlock *block, RetextureSurface surface, const gdouble colour[3])
{
  if (retexture_surface_likelihood (surface, block) <= RETEXTURE_SURFACE_LIKELY)
    return FALSE;
  return surface == RETEXTURE_SURFACE_SKIN
             ? retexture_material_distance (block->colour, colour) < SKIN_REACH
             : retexture_material_is_alike (block->colour, colour);
}

/* What has about as much of its own as is healthy around is not plastic, whatever it is. */
static gfloat
is_plastic (const RetextureBlock *block, gdouble healthy)
{
  const gdouble own = retexture_block_texture (block);

  return healthy > 0.0 ? 1.0f - retexture_smooth_step (OWN_FROM, OWN_ALL, own / healthy) : 1.0f;
}

/* Where the same material is, and plastic, softly. */
static RetextureLattice *
find_material (const RetextureSurvey *survey,
               RetextureSurface surface,
               const gdouble colour[3],
               gdouble healthy)
{
  RetextureLattice *material = retexture_lattice_new (survey->columns, survey->rows);

  for (gint i = 0; i < survey->columns * survey->rows; i++)
    if (is_of (survey->blocks + i, surface, colour))
      material->values[i] = is_plastic (survey->blocks + i, healthy);
  retexture_lattice_smooth (material, 1);
  return material;
}

/* Pores, hairs and grain run all ways; what runs one way is an edge, and no texture. */
static gboolean
is_texture (const RetextureBlock *block)
{
  const RetextureTensor *finest = &block->gradients[0];

  return hypotf (finest->xx - finest->yy, 2.0f * finest->xy)
         <= MOST_COHERENT * (finest->xx + finest->yy);
}

RetextureBorrowing *
retexture_lender_find (const RetextureSurvey *edit,
                       GeglBuffer *healthy,
                       RetextureSurvey *healthy_survey,
                       gfloat *cover,
                       RetextureSurface surface,
                       RetextureLattice **material)
{
  g_autofree gfloat *wanted = cover;
  gdouble colour[3];
  RetextureBorrowing *borrowing;

  if (!retexture_dominant_material_keep (edit, wanted, colour)
      || sum_of (wanted, edit->columns * edit->rows) < FEWEST_WANTED)
    return NULL;
  borrowing = retexture_borrowing_new_within (
      healthy, healthy_survey, g_steal_pointer (&wanted),
      /* Brushed metal and weave do run so. */
      surface == RETEXTURE_SURFACE_METAL || surface == RETEXTURE_SURFACE_CLOTH ? NULL : is_texture);
  *material = find_material (edit, surface, colour, retexture_borrowing_get_healthy (borrowing));
  return borrowing;
}
