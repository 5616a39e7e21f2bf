/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * In one band, at one place, with the energies E_o and E_e of original and edit and what they have
 * in common, C:
 *
 *   kept = C / E_o           the share of the original's band that the edit still has
 *   own = E_e / E_o - kept^2 the energy of what else it has there, relative
 *
 * An edit that has little of its own gets what it lacks, original - edit. One that has more keeps
 * that, and gets as much of the original as brings it to the original's energy:
 *
 *   gain = sqrt (1 - own) - kept, from kept^2 + own + 2 gain kept + gain^2 = 1
 *
 * Grain is left out of what it has of its own (edit-grain.h); the original's texture comes on as
 * much of it as lies over the whole picture, and takes the place of more.
 *
 * All of it against an original that has the edit's contrast already (contrast.h).
 */
#include "missing.h"

#include <math.h>
#include <string.h>

#include "backdrop.h"
#include "change.h"
#include "contrast.h"
#include "missing-radius.h"
#include "colour-difference.h"
#include "recoloured.h"
#include "smooth-step.h"
#include "vector.h"

/* Below this energy, which rounding to 8 bit leaves, the original's finest band is no texture; of
 * white noise each coarser one has a quarter. */
#define TEXTURE 2e-6f
#define UNKNOWN -4.0f

/* Of what the edit has of its own: up to the first share it is what filters leave, and is replaced;
 * from the second on it is texture, and stays; at the last it is enough. */
#define OWN_FROM 0.15f
#define OWN_ALL 0.45f
#define OWN_ENOUGH 0.6f

/* From the first share on a band counts as kept, up to the second, where nothing is missing. */
#define KEPT_FROM 0.93f
#define KEPT_ALL 0.98f

struct _RetextureMissing
{
  GObject parent;

  GeglRectangle overlap;
  gint n;
  RetextureLattice *coarse[2][3];
  RetextureLattice *contrast; /* for each cell of band RETEXTURE_BAND_COARSE */
  RetextureLattice *returned[RETEXTURE_BAND_MOST], *removed[RETEXTURE_BAND_MOST];
  /* Of the edit's deviation to the original's, where that has any; at most 1, or UNKNOWN. */
  RetextureLattice *ratio[RETEXTURE_BAND_MOST];
  RetextureLattice *mute; /* for each cell of band RETEXTURE_EDIT_GRAIN_ALIGNED */
  RetextureChange change;
};

G_DEFINE_TYPE (RetextureMissing, retexture_missing, G_TYPE_OBJECT)

static void
retexture_missing_finalize (GObject *object)
{
  RetextureMissing *self = RETEXTURE_MISSING (object);

  for (gint c = 0; c < 3; c++)
    {
      retexture_lattice_free (self->coarse[RETEXTURE_MISSING_ORIGINAL][c]);
      retexture_lattice_free (self->coarse[RETEXTURE_MISSING_EDIT][c]);
    }
  retexture_change_clear (&self->change);
  retexture_lattice_free (self->contrast);
  retexture_lattice_free (self->mute);
  for (gint k = 0; k < self->n; k++)
    {
      retexture_lattice_free (self->returned[k]);
      retexture_lattice_free (self->removed[k]);
      retexture_lattice_free (self->ratio[k]);
    }
  G_OBJECT_CLASS (retexture_missing_parent_class)->finalize (object);
}

static void
retexture_missing_class_init (RetextureMissingClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = retexture_missing_finalize;
}

static void
retexture_missing_init (RetextureMissing *self)
{
}

/* ---- loss ---- */

static RetextureLattice *
find_ratio (gint k, const RetextureBandEnergies *band, const RetextureLattice *contrast)
{
  const gfloat least = ldexpf (TEXTURE, -2 * k);
  RetextureLattice *ratio = retexture_lattice_copy (band->edit);
  const gsize n = (gsize) ratio->columns * ratio->rows;

  for (gsize i = 0; i < n; i++)
    {
      const gfloat a = contrast->values[i];
      const gfloat energy = a * a * band->original->values[i];

      ratio->values[i] = energy > least ? sqrtf (MIN (ratio->values[i] / energy, 1.0f)) : UNKNOWN;
    }
  return ratio;
}

/* The mean of the bands that have texture; coarser ones are read between their cells, where those
 * around all know. */
RetextureLattice *
retexture_missing_find_loss (RetextureMissing *self, gdouble radius_px)
{
  const RetextureLattice *finest = self->ratio[0];
  RetextureLattice *loss = retexture_lattice_new (finest->columns, finest->rows);
  const gint n = CLAMP ((gint) ceil (log2 (radius_px)) + 1, 1, self->n);
  gfloat *row = gegl_scratch_new (gfloat, finest->columns);
  gint *known = gegl_scratch_new (gint, finest->columns);

  for (gint y = 0; y < loss->rows; y++)
    {
      gfloat *values = loss->values + (gsize) y * loss->columns;

      memset (known, 0, loss->columns * sizeof (gint));
      for (gint k = 0; k < n; k++)
        {
          const RetextureLatticePlace place = retexture_band_place (k);

          retexture_lattice_read (self->ratio[k], &place, GEGL_RECTANGLE (0, y, loss->columns, 1),
                                  row);
          for (gint x = 0; x < loss->columns; x++)
            if (row[x] >= 0.0f)
              {
                values[x] += 1.0f - row[x];
                known[x]++;
              }
        }
      for (gint x = 0; x < loss->columns; x++)
        values[x] /= MAX (known[x], 1);
    }
  gegl_scratch_free (known);
  gegl_scratch_free (row);
  return loss;
}

/* ---- gains ---- */

RETEXTURE_VECTOR static void
find_gains (const gfloat *restrict original,
            const gfloat *restrict edit,
            const gfloat *restrict both,
            const gfloat *restrict contrast,
            const gfloat *restrict grain,
            gfloat everywhere,
            gfloat *restrict returned,
            gfloat *restrict removed,
            gint n)
{
  for (gint i = 0; i < n; i++)
    {
      const gfloat a = contrast[i];
      const gfloat energy = a * a * original[i] + RETEXTURE_BAND_NOISE;
      const gfloat common = (a * both[i] + RETEXTURE_BAND_NOISE) / energy;
      const gfloat kept = MAX (common, 0.0f);
      const gfloat all = MAX (kept, both[i] / (original[i] + RETEXTURE_BAND_NOISE));
      const gfloat own = MAX ((edit[i] + RETEXTURE_BAND_NOISE) / energy - kept * kept, 0.0f);
      const gfloat added = MAX (sqrtf (MAX (1.0f - own / OWN_ENOUGH, 0.0f)) - kept, 0.0f);
      const gfloat textured = retexture_smooth_step (OWN_FROM, OWN_ALL, own);
      const gfloat grainy = grain[i] / (own * energy + grain[i] + RETEXTURE_BAND_NOISE);
      const gfloat stays
          = (1.0f - textured) * grainy * MIN (everywhere / (grain[i] + RETEXTURE_BAND_NOISE), 1.0f);
      const gfloat lost = 1.0f - retexture_smooth_step (KEPT_FROM, KEPT_ALL, all);
      const gfloat replaced = lost * (1.0f - textured - stays);

      returned[i] = a * (replaced + lost * stays * MAX (1.0f - common, 0.0f) + textured * added);
      removed[i] = replaced;
    }
}

static void
find_band_gains (RetextureMissing *self,
                 gint k,
                 const RetextureBandEnergies *band,
                 const RetextureLattice *contrast,
                 const RetextureEditGrain *grain)
{
  const gint columns = band->original->columns, rows = band->original->rows;
  const gboolean grainy = k < RETEXTURE_EDIT_GRAIN_BANDS && grain->bands[k];
  g_autoptr (RetextureLattice) none = grainy ? NULL : retexture_lattice_new (columns, rows);

  self->returned[k] = retexture_lattice_new (columns, rows);
  self->removed[k] = retexture_lattice_new (columns, rows);
  find_gains (band->original->values, band->edit->values, band->both->values, contrast->values,
              (grainy ? grain->bands[k] : none)->values, grainy ? grain->everywhere[k] : 0.0f,
              self->returned[k]->values, self->removed[k]->values, columns * rows);
}

/* ---- the whole ---- */

static void
judge_band (RetextureMissing *self,
            gint k,
            RetextureBandEnergies *band,
            RetextureColourDifference *colours,
            const RetextureEditGrain *grain)
{
  g_autoptr (RetextureLattice) squares
      = k >= RETEXTURE_BAND_COARSE ? retexture_colour_difference_take_band (colours) : NULL;
  g_autoptr (RetextureLattice) contrast
      = retexture_band_read (k, RETEXTURE_BAND_COARSE, self->contrast, band->original);

  find_band_gains (self, k, band, contrast, grain);
  self->ratio[k] = find_ratio (k, band, contrast);
  if (k >= RETEXTURE_CHANGE_FINEST)
    retexture_band_change_find (self->change.bands + k, band, contrast, squares);
}

/* What is judged together, of the edit without its grain. */
static RetextureEditGrain
prepare (RetexturePairEnergies *energies)
{
  RetextureEditGrain grain;

  retexture_pair_energies_smooth (energies);
  retexture_edit_grain_init (&grain, energies);
  for (gint k = 0; k < RETEXTURE_EDIT_GRAIN_BANDS && grain.bands[k]; k++)
    for (gsize i = 0; i < (gsize) grain.bands[k]->columns * grain.bands[k]->rows; i++)
      energies->bands[k].edit->values[i] -= grain.bands[k]->values[i];
  return grain;
}

/* Where both show the same, by which everything else is judged. */
static void
compare_bands (RetextureMissing *self, RetexturePairEnergies *energies)
{
  for (gint k = RETEXTURE_CHANGE_FINEST; k < self->n; k++)
    retexture_band_change_init (self->change.bands + k, energies->bands + k);
  if (self->n > RETEXTURE_BAND_COARSE)
    self->change.recoloured
        = retexture_recoloured_find (self->coarse, self->change.bands[RETEXTURE_BAND_KEPT].agreed);
  /* NULL where there is no such band. */
  self->contrast = retexture_contrast_find (self->coarse, self->change.recoloured,
                                            self->change.bands[RETEXTURE_BAND_COARSE].agreed);
}

static void
find_backdrop (RetextureMissing *self)
{
  g_autoptr (RetextureLattice) change = NULL;
  gint level;

  if (!self->change.recoloured)
    return;
  change = retexture_change_find (&self->change, 1 << RETEXTURE_BAND_COARSE, &level);
  self->change.backdrop = retexture_backdrop_find (change, self->change.recoloured);
}

RetextureMissing *
retexture_missing_new_from (RetexturePairEnergies *energies, const GeglRectangle *overlap)
{
  RetextureMissing *self = g_object_new (RETEXTURE_TYPE_MISSING, NULL);
  g_auto (RetextureEditGrain) grain = prepare (energies);
  RetextureColourDifference colours;

  self->overlap = *overlap;
  self->n = self->change.n = energies->n;
  memcpy (self->coarse, energies->coarse, sizeof self->coarse);
  memset (energies->coarse, 0, sizeof energies->coarse);
  compare_bands (self, energies);
  self->mute = g_steal_pointer (&grain.mute);
  retexture_colour_difference_init (&colours, self->coarse);
  for (gint k = 0; k < self->n; k++)
    judge_band (self, k, energies->bands + k, &colours, &grain);
  retexture_colour_difference_clear (&colours);
  self->change.radius = retexture_missing_find_radius (self, &self->change.radii);
  find_backdrop (self);
  return self;
}

RetextureMissing *
retexture_missing_new (GeglBuffer *edit, GeglBuffer *original, GCancellable *cancellable)
{
  g_autoptr (RetexturePairEnergies) energies = NULL;
  RetexturePicturePair pair;
  GeglRectangle overlap;

  gegl_rectangle_intersect (&overlap, gegl_buffer_get_extent (edit),
                            gegl_buffer_get_extent (original));
  retexture_picture_pair_init (&pair, original, edit, &overlap);
  energies = retexture_pair_energies_new (&pair, cancellable);
  retexture_picture_pair_clear (&pair);
  return energies ? retexture_missing_new_from (energies, &overlap) : NULL;
}

GeglRectangle
retexture_missing_get_overlap (RetextureMissing *self)
{
  return self->overlap;
}

gdouble
retexture_missing_get_radius (RetextureMissing *self)
{
  return self->change.radius;
}

gint
retexture_missing_get_n_bands (RetextureMissing *self)
{
  return self->n;
}

const RetextureLattice *
retexture_missing_get_coarse (RetextureMissing *self, RetextureMissingPicture picture, gint channel)
{
  return self->coarse[picture][channel];
}

const RetextureLattice *
retexture_missing_get_returned (RetextureMissing *self, gint band)
{
  return self->returned[band];
}

const RetextureLattice *
retexture_missing_get_removed (RetextureMissing *self, gint band)
{
  return self->removed[band];
}

const RetextureLattice *
retexture_missing_get_ratio (RetextureMissing *self, gint band)
{
  return self->ratio[band];
}

const RetextureLattice *
retexture_missing_get_contrast (RetextureMissing *self)
{
  return self->contrast;
}

const RetextureLattice *
retexture_missing_get_mute (RetextureMissing *self)
{
  return self->mute;
}

RetextureLattice *
retexture_missing_find_change (RetextureMissing *self, gdouble radius_px, gint *level)
{
  return retexture_change_find (&self->change, radius_px, level);
}

RetextureLattice *
retexture_missing_find_bare (RetextureMissing *self, gdouble radius_px)
{
  return retexture_change_find_bare (&self->change, radius_px);
}

RetextureLattice *
retexture_missing_find_colour_change (RetextureMissing *self, gdouble radius_px)
{
  return retexture_change_find_colours (&self->change, radius_px);
}
