/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "imperfection-private.h"
#include "level-meter.h"
#include "luma.h"

/* A band is judged where the level applies almost wholly, to those that have something of it, too.
 */
#define JUDGED 0.9f

#define SELECTED 0.5f

/* A mark, which has a share of its own, is no texture. */
#define MARKED 0.1f

/* Fewer cells of a band tell nothing. */
#define LEAST_CELLS 12.0

/* A band of less than this deviation is noise of the arithmetic. */
#define LEAST_DEVIATION 2e-4

/* What is finer than this part of a face tells little of its skin, and at least so much. */
#define FINEST_OF_SKIN (1.0 / 900.0)
#define LEAST_OF_CAMERA 0.15

/* Light and shade are looked at in squares of this part of a face; their variance that is as good
 * as none, and how much steeper an edit's are at least and at most. */
#define FORM (1.0 / 8.0)
#define FLAT 4e-4
#define LEAST_CONTRAST 0.3
#define MOST_CONTRAST 3.0

/* Octaves of which less is texture tell nothing of a level. */
#define LEAST_SHARE 0.5

/* Takes out what is not selected of a row of cells. */
static void
limit_to_selection (
    const RetextureImperfection *self, gdouble cell, gint row, gint columns, gfloat *weights)
{
  const gint x = (gint) floor (self->frame.x / cell), y = (gint) floor (self->frame.y / cell);
  gfloat *selected;

  if (!self->selection)
    return;
  selected = gegl_scratch_new (gfloat, columns);
  gegl_buffer_get (self->selection, GEGL_RECTANGLE (x, y + row, columns, 1), 1.0 / cell,
                   babl_format ("Y float"), selected, GEGL_AUTO_ROWSTRIDE, GEGL_ABYSS_NONE);
  for (gint i = 0; i < columns; i++)
    if (selected[i] < SELECTED)
      weights[i] = 0.0f;
  gegl_scratch_free (selected);
}

/* How much of each cell of a band is judged. */
static void
read_weights (const RetextureImperfection *self,
              const RetextureLevelMask *mask,
              gint k,
              gint row,
              gint columns,
              gfloat *weights)
{
  /* Cell i is of the band's samples from 4 i on, each 2^k pixels. */
  const gdouble cell = ldexp (RETEXTURE_BAND_CELL, k);
  const RetextureLatticePlace place
      = retexture_level_mask_place (mask, self->frame.x / cell, self->frame.y / cell, cell);

  const RetextureLattice *const applies[]
      = { retexture_level_mask_get_inner (mask, k), retexture_level_mask_get_inner (mask, k + 1),
          mask->weight };
  const GeglRectangle line = { 0, row, columns, 1 };
  g_autofree gfloat *read = g_new (gfloat, columns);

  retexture_lattice_read (mask->marks, &place, &line, read);
  for (gint x = 0; x < columns; x++)
    weights[x] = read[x] < MARKED;
  for (guint i = 0; i < G_N_ELEMENTS (applies); i++)
    {
      retexture_lattice_read (applies[i], &place, &line, read);
      for (gint x = 0; x < columns; x++)
        weights[x] *= read[x] > JUDGED;
    }
  limit_to_selection (self, cell, row, columns, weights);
}

/* The mean squares of an octave, of both pictures; how many cells were judged. */
static gdouble
measure_octave (const RetextureImperfection *self,
                const RetextureLevelMask *mask,
                gint k,
                gdouble energies[2])
{
  const RetextureLattice *reference = self->energies[k][0], *edit = self->energies[k][1];
  g_autofree gfloat *weights = g_new (gfloat, reference->columns);
  gdouble cells = 0.0;

  energies[0] = energies[1] = 0.0;
  for (gint y = 0; y < reference->rows; y++)
    {
      read_weights (self, mask, k, y, reference->columns, weights);
      for (gint x = 0; x < reference->columns; x++)
        {
          const gsize at = (gsize) y * reference->columns + x;

          cells += weights[x];
          energies[0] += weights[x] * reference->values[at];
          energies[1] += weights[x] * edit->values[at];
        }
    }
  for (gint i = 0; i < 2; i++)
    energies[i] /= MAX (cells, 1.0);
  return cells;
}

/* What the light of the pictures is where the level applies. */
typedef struct
{
  gdouble share;    /* of the edit in which that is, 0 to 1 */
  gdouble tone;     /* the edit's mean luma, 0 to 1 */
  gdouble contrast; /* how much steeper its form is than the reference's */
} Light;

/* Sums of weights, and of the lumas of reference and edit. */
typedef struct
{
  gdouble weight, luma[2];
} LightCell;

static gfloat
coarse_luma (RetextureLattice *const coarse[3], gsize at)
{
  const gfloat rgb[3] = { coarse[0]->values[at], coarse[1]->values[at], coarse[2]->values[at] };

  return retexture_luma (rgb);
}

/* Cells of form, so large that no level changes what is in them. */
static LightCell *
sum_up_cells (const RetextureImperfection *self, const RetextureLevelMask *mask, gint *n)
{
  const gdouble sample = 1 << RETEXTURE_BAND_COARSE;
  const gint side = MAX ((gint) lround (FORM * mask->size / sample), 1);
  const RetextureLatticePlace place
      = retexture_level_mask_place (mask, self->frame.x / sample, self->frame.y / sample, sample);
  const gint columns = self->coarse[0][0]->columns, rows = self->coarse[0][0]->rows;
  const gint across = columns / side + 1;
  g_autofree gfloat *weights = g_new (gfloat, columns);
  LightCell *cells;

  *n = across * (rows / side + 1);
  cells = g_new0 (LightCell, *n);
  for (gint y = 0; y < rows; y++)
    {
      retexture_lattice_read (mask->weight, &place, GEGL_RECTANGLE (0, y, columns, 1), weights);
      limit_to_selection (self, sample, y, columns, weights);
      for (gint x = 0; x < columns; x++)
        {
          LightCell *cell = cells + y / side * across + x / side;

          cell->weight += weights[x];
          for (gint i = 0; i < 2; i++)
            cell->luma[i] += weights[x] * coarse_luma (self->coarse[i], (gsize) y * columns + x);
        }
    }
  return cells;
}

/* The slope of a line through the edit's tones over the reference's; of what has hardly two tones
 * it is as their means are. */
static Light
find_light (const RetextureImperfection *self, const RetextureLevelMask *mask)
{
  gint n;
  g_autofree LightCell *cells = sum_up_cells (self, mask, &n);
  LightCell all = { 0.0, { 0.0, 0.0 } };
  gdouble usual, oo = 0.0, oe = 0.0;

  for (gint i = 0; i < n; i++)
    {
      all.weight += cells[i].weight;
      for (gint k = 0; k < 2; k++)
        all.luma[k] += cells[i].luma[k];
    }
  if (all.weight <= 0.0)
    return (Light){ 0.0, 0.0, 1.0 };
  for (gint k = 0; k < 2; k++)
    all.luma[k] /= all.weight;
  usual = all.luma[0] > 0.0 ? all.luma[1] / all.luma[0] : 1.0;
  for (gint i = 0; i < n; i++)
    if (cells[i].weight > 0.0)
      {
        const gdouble o = cells[i].luma[0] / cells[i].weight - all.luma[0];
        const gdouble e = cells[i].luma[1] / cells[i].weight - all.luma[1];

        oo += cells[i].weight / all.weight * o * o;
        oe += cells[i].weight / all.weight * o * e;
      }
  return (Light){ all.weight / ((gdouble) self->coarse[0][0]->columns * self->coarse[0][0]->rows),
                  all.luma[1],
                  CLAMP ((oe + usual * FLAT) / (oo + FLAT), LEAST_CONTRAST, MOST_CONTRAST) };
}

gdouble
retexture_imperfection_find_contrast (const RetextureImperfection *self,
                                      const RetextureLevelMask *mask)
{
  return find_light (self, mask).contrast;
}

gdouble
retexture_imperfection_get_share (RetextureImperfection *self, const RetextureLevelValues *values)
{
  g_autoptr (RetextureLevelSetup) setup = retexture_imperfection_get_setup (self, values);

  return find_light (self, setup->mask).share;
}

/* Mean squares of the octaves of both pictures, and how much each tells; the reference's as they
 * would be in the edit's light. */
typedef struct
{
  gint n;
  gdouble face;
  gdouble reference[RETEXTURE_BAND_MOST], edit[RETEXTURE_BAND_MOST], weights[RETEXTURE_BAND_MOST];
} Octaves;

static void
measure_octaves (RetextureImperfection *self,
                 const RetextureLevelValues *values,
                 RetextureLevelMeasure *measure,
                 Octaves *octaves)
{
  g_autoptr (RetextureLevelSetup) setup = retexture_imperfection_get_setup (self, values);
  const Light light = find_light (self, setup->mask);

  *measure = (RetextureLevelMeasure){ .tone = light.tone, .share = light.share };
  *octaves = (Octaves){ .face = setup->mask->size };
  for (gint k = 0; k < self->n; k++)
    {
      const gdouble size = retexture_level_octave_size (k) / octaves->face;
      const gdouble share = retexture_level_share (size, FALSE);
      gdouble found[2];

      if (measure_octave (self, setup->mask, k, found) < LEAST_CELLS)
        break;
      /* Form tells nothing of a level, but some of it is found in the octaves beside it. */
      octaves->n = k + 1;
      octaves->reference[k] = found[0] * light.contrast * light.contrast;
      octaves->edit[k] = found[1];
      measure->sizes[k] = size;
      if (share < LEAST_SHARE)
        continue;
      measure->reference[k] = sqrt (octaves->reference[k]);
      measure->edit[k] = sqrt (found[1]);
      octaves->weights[k] = measure->reference[k] > LEAST_DEVIATION ? share : 0.0;
      measure->n = k + 1;
    }
}

/* The finest detail is the camera's as much as the skin's. */
static void
trust_the_camera_less (const RetextureLevelMeasure *measure, Octaves *octaves)
{
  for (gint k = 0; k < measure->n; k++)
    octaves->weights[k] *= CLAMP (measure->sizes[k] / FINEST_OF_SKIN, LEAST_OF_CAMERA, 1.0);
}

static gdouble
read_meter (const Octaves *octaves, const gdouble *reference, const gdouble *picture)
{
  return retexture_level_meter_read (octaves->n, octaves->face, reference, picture,
                                     octaves->weights);
}

void
retexture_imperfection_measure (RetextureImperfection *self,
                                const RetextureLevelValues *values,
                                RetextureLevelMeasure *measure)
{
  Octaves octaves;
  gdouble raw[RETEXTURE_BAND_MOST];

  measure_octaves (self, values, measure, &octaves);
  for (gint k = 0; k < octaves.n; k++)
    raw[k] = pow (retexture_level_raw (measure->sizes[k]) * measure->tone, 2.0);
  measure->level = read_meter (&octaves, octaves.reference, octaves.edit);
  trust_the_camera_less (measure, &octaves);
  measure->alone = read_meter (&octaves, raw, octaves.edit);
  measure->reference_alone = read_meter (&octaves, raw, octaves.reference);
}

/* The finer of the two octaves between which a size lies, and how far it is from there to the next,
 * 0 to 1 by its logarithm; -1 where it is finer than half a pixel, or mostly form, so that the
 * picture does not show it. */
static gint
find_octave (const RetextureLevelMeasure *self, gdouble size, gdouble *along)
{
  gint k = 0;

  *along = 0.0;
  if (self->n == 0 || size < self->sizes[0] / G_SQRT2 || size > self->sizes[self->n - 1] * G_SQRT2)
    return -1;
  while (k < self->n - 2 && size > self->sizes[k + 1])
    k++;
  if (self->n > 1)
    *along
        = CLAMP (log (size / self->sizes[k]) / log (self->sizes[k + 1] / self->sizes[k]), 0.0, 1.0);
  return k;
}

/* ---- the level of another picture ---- */

/* The values to measure the model with. Where the user knows better than the picture how high the
 * face is, the model's is mistaken by as much. */
static RetextureLevelValues
values_for_model (RetextureImperfection *self,
                  const RetextureLevelValues *values,
                  RetextureImperfection *model)
{
  RetextureLevelValues found = *values, of_model = *values;

  found.size_px = of_model.size_px = 0.0;
  if (values->size_px > 0.0)
    {
      g_autoptr (RetextureLevelSetup) own = retexture_imperfection_get_setup (self, &found);
      g_autoptr (RetextureLevelSetup) other = retexture_imperfection_get_setup (model, &found);

      of_model.size_px = values->size_px * other->mask->size / own->mask->size;
    }
  return of_model;
}

/* The deviation at a size, between two octaves on a straight line of the logarithms; -1 where the
 * picture shows none of it. */
static gdouble
deviation_at (const RetextureLevelMeasure *self, gdouble size)
{
  gdouble along;
  const gint k = find_octave (self, size, &along);

  return k < 0 ? -1.0
               : exp ((1.0 - along) * log (MAX (self->edit[k], LEAST_DEVIATION))
                      + along * log (MAX (self->edit[MIN (k + 1, self->n - 1)], LEAST_DEVIATION)));
}

gdouble
retexture_imperfection_match (RetextureImperfection *self,
                              const RetextureLevelValues *values,
                              RetextureImperfection *model)
{
  const RetextureLevelValues of_model = values_for_model (self, values, model);
  RetextureLevelMeasure own, other;
  Octaves octaves;
  gdouble wanted[RETEXTURE_BAND_MOST];

  measure_octaves (self, values, &own, &octaves);
  retexture_imperfection_measure (model, &of_model, &other);
  for (gint k = 0; k < octaves.n; k++)
    {
      const gdouble deviation = deviation_at (&other, own.sizes[k]);

      wanted[k] = pow (deviation * own.tone / other.tone, 2.0);
      if (deviation < 0.0 || other.tone <= 0.0)
        octaves.weights[k] = 0.0;
    }
  trust_the_camera_less (&own, &octaves);
  return read_meter (&octaves, octaves.reference, wanted);
}

gdouble
retexture_level_measure_get_ratio (const RetextureLevelMeasure *self,
                                   RetextureLevelBand band,
                                   gboolean alone)
{
  gdouble along, ratios[2];
  const gint k = find_octave (self, retexture_level_band_size (band), &along);

  if (k < 0)
    return -1.0;
  for (gint i = 0; i < 2; i++)
    {
      const gint octave = MIN (k + i, self->n - 1);
      const gdouble whole = alone ? retexture_level_raw (self->sizes[octave]) * self->tone
                                  : self->reference[octave];

      ratios[i] = whole > 0.0 ? self->edit[octave] / whole : 0.0;
    }
  return ratios[0] + along * (ratios[1] - ratios[0]);
}
