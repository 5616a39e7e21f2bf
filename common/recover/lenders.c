/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "lenders.h"

#include "donor-looks.h"
#include "lent-material.h"
#include "smooth-step.h"

/* Less than this, in blocks, is nothing to look for donors for. */
#define FEWEST_WANTED 0.5

/* From the first share of the healthy texture's energy on a block has texture of its own, so much
 * that it wants none from the second. */
#define OWN_FROM 0.7f
#define OWN_ALL 1.3f

/* So many materials are looked at. */
#define MOST_MATERIALS 6

static gdouble
sum_of (const gfloat *values, gint n)
{
  gdouble sum = 0.0;

  for (gint i = 0; i < n; i++)
    sum += values[i];
  return sum;
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
find_material (const RetextureSurvey *survey, const RetextureLentMaterial *own, gdouble healthy)
{
  RetextureLattice *material = retexture_lattice_new (survey->columns, survey->rows);

  for (gint i = 0; i < survey->columns * survey->rows; i++)
    if (retexture_lent_material_is_of (own, survey->blocks + i))
      material->values[i] = is_plastic (survey->blocks + i, healthy);
  retexture_lattice_smooth (material, 1);
  return material;
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

/* Whether the best of what another borrowing found looks as this one wants it. */
static gboolean
would_take (RetextureBorrowing *self, RetextureBorrowing *other)
{
  const GArray *regions = retexture_borrowing_get_regions (other);

  return regions->len > 0
         && retexture_borrowing_looks_alike (
             self, &g_array_index (regions, RetextureDonorRegion, 0).area);
}

static RetextureBorrowing *
borrow_from (GeglBuffer *healthy,
             RetextureSurvey *survey,
             const gfloat *wanted,
             const RetextureLentMaterial *own,
             const gfloat *lost,
             gboolean surely)
{
  const gsize size = (gsize) survey->columns * survey->rows * sizeof (gfloat);
  g_autofree gfloat *without = retexture_lent_material_find_without (own, survey, lost, surely);

  return retexture_borrowing_new_within (healthy, survey, g_memdup2 (wanted, size), without,
                                         RETEXTURE_DONOR_FARTHEST);
}

/* What has too much contrast for skin may still look as the skin around does. */
static RetextureBorrowing *
borrow (GeglBuffer *healthy,
        RetextureSurvey *survey,
        const gfloat *wanted,
        const RetextureLentMaterial *own,
        const gfloat *lost)
{
  const gboolean is_skin = own->surface == RETEXTURE_SURFACE_SKIN;
  RetextureBorrowing *sure = borrow_from (healthy, survey, wanted, own, lost, is_skin);
  g_autoptr (RetextureBorrowing) other = NULL;

  if (!is_skin || !retexture_borrowing_knows_around (sure)
      || retexture_borrowing_get_regions (sure)->len > 0)
    return sure;
  other = borrow_from (healthy, survey, wanted, own, lost, FALSE);
  if (would_take (sure, other))
    g_set_object (&sure, other);
  return sure;
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
  g_autofree gfloat *left = cover;
  g_autoptr (RetextureLattice) hair = NULL;
  gboolean knows_hair = FALSE;

  for (gint tried = 0; tried < MOST_MATERIALS && self->n < RETEXTURE_LENDERS; tried++)
    {
      g_autofree gfloat *wanted = g_memdup2 (left, n * sizeof (gfloat));
      RetextureLentMaterial own = { .surface = surface };
      RetextureLender lender;

      if (!retexture_lent_material_take (&own, edit, wanted) || sum_of (wanted, n) < FEWEST_WANTED)
        break;
      for (gint i = 0; i < n; i++)
        if (wanted[i] > 0.0f || retexture_lent_material_is_of (&own, edit->blocks + i))
          left[i] = 0.0f;
      if (own.surface == RETEXTURE_SURFACE_SKIN && !knows_hair)
        {
          hair = retexture_lent_material_find_hair (healthy, NULL);
          knows_hair = TRUE;
        }
      own.hair = own.surface == RETEXTURE_SURFACE_SKIN ? hair : NULL;
      lender.borrowing = borrow (healthy, healthy_survey, wanted, &own, lost);
      lender.material
          = find_material (edit, &own, retexture_borrowing_get_healthy (lender.borrowing));
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
