/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "lenders.h"

#include <math.h>

#include "dominant-material.h"
#include "donor-looks.h"
#include "level-mask.h"
#include "smooth-step.h"

/* Less than this, in blocks, is nothing to look for donors for. */
#define FEWEST_WANTED 0.5

/* Colours of skin that are one material's: it differs more from place to place than others do. */
#define SKIN_REACH 0.12

/* From the first share of the healthy texture's energy on a block has texture of its own, so much
 * that it wants none from the second. */
#define OWN_FROM 0.7f
#define OWN_ALL 1.3f

/* So many materials are looked at. */
#define MOST_MATERIALS 6

/* Of the gradients' energy, the share by which one direction may outweigh the other. Regions of
 * skin and grain have blocks of up to 0.8, beams and bars of up to 1. */
#define MOST_COHERENT 0.85f

/* Deviation of texture, relative to the tone: of nine faces, wet and freckled ones among them, nine
 * tenths of the skin have less. Deep shade counts as a tone. */
#define MOST_OF_SKIN 0.085
#define SHADE 0.06

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

/* Hair, lace and prints may have colours of skin, but skin has less contrast. */
static gboolean
is_texture_of_skin (const RetextureBlock *block)
{
  const gdouble contrast
      = sqrt (retexture_block_texture (block)) / (retexture_block_tone (block) + SHADE);

  return contrast < MOST_OF_SKIN
         && retexture_surface_likelihood (RETEXTURE_SURFACE_SKIN, block) > RETEXTURE_SURFACE_LIKELY;
}

/* Above 0 in blocks in the mass of hair around a face; NULL: there is none. To be freed. */
static gfloat *
find_hair (GeglBuffer *picture, const RetextureSurvey *survey)
{
  static const gdouble block = RETEXTURE_BLOCK;
  g_autoptr (RetextureLevelMask) mask
      = retexture_level_mask_new_of_surface (picture, RETEXTURE_SURFACE_SKIN, 0.0);
  const RetextureLatticePlace place = retexture_level_mask_place_cells (
      mask, survey->extent.x / block, survey->extent.y / block, block);
  gfloat *hair = NULL;

  if (mask->face)
    {
      hair = g_new (gfloat, (gsize) survey->columns * survey->rows);
      retexture_lattice_read (mask->hair, &place,
                              GEGL_RECTANGLE (0, 0, survey->columns, survey->rows), hair);
    }
  return hair;
}

/* What is of another material than the target has no texture of it, as what has lost its own. */
static gfloat *
find_without (const RetextureSurvey *survey,
              RetextureSurface surface,
              const gdouble colour[3],
              const gfloat *hair,
              const gfloat *lost)
{
  const gint n = survey->columns * survey->rows;
  gfloat *without = g_memdup2 (lost, n * sizeof (gfloat));

  for (gint i = 0; i < n; i++)
    if (!is_of (survey->blocks + i, surface, colour) || (hair && hair[i] > 0.0f))
      without[i] = 1.0f;
  return without;
}

/* What runs one way is texture of brushed metal, and of weave, only. What is `surely` skin is more
 * than a texture of its colour. */
static gfloat *
find_forbidden (const RetextureSurvey *survey, RetextureSurface surface, gboolean surely)
{
  const gboolean any_way = surface == RETEXTURE_SURFACE_METAL || surface == RETEXTURE_SURFACE_CLOTH;
  gfloat *forbidden = g_new0 (gfloat, (gsize) survey->columns * survey->rows);

  for (gint i = 0; i < survey->columns * survey->rows; i++)
    {
      const RetextureBlock *block = survey->blocks + i;

      if ((!any_way && !is_texture (block)) || (surely && !is_texture_of_skin (block)))
        forbidden[i] = 1.0f;
    }
  return forbidden;
}

/* Of any surface, what most of a target lies on may still be skin. */
static RetextureSurface
surface_of (const RetextureSurvey *edit, const gfloat *cover, RetextureSurface surface)
{
  const gint n = edit->columns * edit->rows;
  gdouble skin = 0.0;

  if (surface != RETEXTURE_SURFACE_ANY)
    return surface;
  for (gint i = 0; i < n; i++)
    skin += cover[i] * retexture_surface_likelihood (RETEXTURE_SURFACE_SKIN, edit->blocks + i);
  return skin > RETEXTURE_SURFACE_LIKELY * sum_of (cover, n) ? RETEXTURE_SURFACE_SKIN : surface;
}

/* How well it can be said what a lender's texture will look like. */
enum
{
  LENDS_NOTHING,
  LENDS,
  LENDS_WHAT_IS_AROUND
};

static gint
standing (const RetextureLender *lender)
{
  if (retexture_borrowing_get_regions (lender->borrowing)->len == 0)
    return LENDS_NOTHING;
  return retexture_borrowing_knows_around (lender->borrowing) ? LENDS_WHAT_IS_AROUND : LENDS;
}

static void
lender_clear (RetextureLender *lender)
{
  g_clear_object (&lender->borrowing);
  g_clear_pointer (&lender->material, retexture_lattice_free);
}

/* Keeps a lender; of those that do not know what texture should look like only one, as long as
 * there is none that does. */
static void
add (RetextureLenders *self, RetextureLender *lender)
{
  const gint own = standing (lender);

  if (self->n == 1 && standing (self->all) < own)
    lender_clear (self->all + --self->n);
  if (own == LENDS_WHAT_IS_AROUND || self->n == 0)
    self->all[self->n++] = *lender;
  else
    lender_clear (lender);
}

static void
find_anywhere (RetextureLenders *self)
{
  for (gint k = 0; k < self->n; k++)
    {
      const RetextureLattice *material = self->all[k].material;

      if (!self->anywhere)
        self->anywhere = retexture_lattice_new (material->columns, material->rows);
      for (gint i = 0; i < material->columns * material->rows; i++)
        self->anywhere->values[i] = MAX (self->anywhere->values[i], material->values[i]);
    }
}

/* What has too much contrast for skin may still be what the skin around is like. */
static RetextureBorrowing *
borrow_from (GeglBuffer *healthy,
             RetextureSurvey *survey,
             const gfloat *wanted,
             RetextureSurface surface,
             const gdouble colour[3],
             const gfloat *hair,
             const gfloat *lost)
{
  const gsize size = (gsize) survey->columns * survey->rows * sizeof (gfloat);
  g_autofree gfloat *without = find_without (survey, surface, colour, hair, lost);
  RetextureBorrowing *borrowing = NULL;

  for (gint surely = surface == RETEXTURE_SURFACE_SKIN; surely >= 0; surely--)
    {
      g_autofree gfloat *forbidden = find_forbidden (survey, surface, surely);

      g_clear_object (&borrowing);
      borrowing = retexture_borrowing_new_within (healthy, survey, g_memdup2 (wanted, size),
                                                  forbidden, without, RETEXTURE_DONOR_FARTHEST);
      if (!retexture_borrowing_knows_around (borrowing)
          || retexture_borrowing_get_regions (borrowing)->len > 0)
        break;
    }
  return borrowing;
}

RetextureLenders *
retexture_lenders_find (const RetextureSurvey *edit,
                        GeglBuffer *healthy,
                        RetextureSurvey *healthy_survey,
                        gfloat *cover,
                        RetextureSurface surface,
                        const gfloat *lost)
{
  const gint n = edit->columns * edit->rows;
  RetextureLenders *self = g_atomic_rc_box_new0 (RetextureLenders);
  g_autofree gfloat *left = cover, *hair = NULL;
  gboolean knows_hair = FALSE;

  for (gint tried = 0; tried < MOST_MATERIALS && self->n < RETEXTURE_LENDERS; tried++)
    {
      g_autofree gfloat *wanted = g_memdup2 (left, n * sizeof (gfloat));
      RetextureSurface own;
      RetextureLender lender;
      gdouble colour[3];

      if (!retexture_dominant_material_keep (edit, wanted, colour)
          || sum_of (wanted, n) < FEWEST_WANTED)
        break;
      own = surface_of (edit, wanted, surface);
      for (gint i = 0; i < n; i++)
        if (wanted[i] > 0.0f || is_of (edit->blocks + i, own, colour))
          left[i] = 0.0f;
      if (own == RETEXTURE_SURFACE_SKIN && !knows_hair)
        {
          hair = find_hair (healthy, healthy_survey);
          knows_hair = TRUE;
        }
      lender.borrowing = borrow_from (healthy, healthy_survey, wanted, own, colour,
                                      own == RETEXTURE_SURFACE_SKIN ? hair : NULL, lost);
      lender.material
          = find_material (edit, own, colour, retexture_borrowing_get_healthy (lender.borrowing));
      add (self, &lender);
    }
  find_anywhere (self);
  return self;
}

static void
lenders_clear (gpointer data)
{
  RetextureLenders *self = data;

  for (gint k = 0; k < self->n; k++)
    lender_clear (self->all + k);
  retexture_lattice_free (self->anywhere);
}

RetextureLenders *
retexture_lenders_ref (RetextureLenders *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
retexture_lenders_unref (RetextureLenders *self)
{
  g_atomic_rc_box_release_full (self, lenders_clear);
}

RetextureBorrowing *
retexture_lenders_get_first (const RetextureLenders *self)
{
  return self->all[0].borrowing;
}

void
retexture_lenders_read_shares (const RetextureLenders *self,
                               const GeglRectangle *frame,
                               gdouble pixel_size,
                               const GeglRectangle *area,
                               gfloat *shares)
{
  const RetextureLatticePlace place = retexture_survey_place_blocks (frame, pixel_size);
  const gsize n = (gsize) area->width * area->height;

  for (gint k = 0; k < self->n; k++)
    retexture_lattice_read (self->all[k].material, &place, area, shares + k * n);
  for (gsize i = 0; i < n; i++)
    {
      gfloat sum = 0.0f;

      for (gint k = 0; k < self->n; k++)
        sum += shares[k * n + i];
      /* Where none may lie it does not matter which. */
      for (gint k = 0; k < self->n; k++)
        shares[k * n + i] = sum > 0.0f ? shares[k * n + i] / sum : (k == 0 ? 1.0f : 0.0f);
    }
}
