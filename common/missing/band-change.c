/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "band-change.h"

#include <math.h>

#include "smooth-step.h"
#include "vector.h"

/* What differs by more than is usual there is a change, surely from so much more on. Usual is so
 * much of the deviation of what the edit has there, so much of the typical difference around, and a
 * little of full scale. */
#define USUAL_KEPT 0.25f
#define USUAL_LOST 1.3f
#define USUAL_LEAST 0.003f
#define SURELY 1.5f

/* Likewise of colours, which an edit may even out, or move as a whole: so much of the deviation of
 * luma that the edit has there, and of full scale. */
#define USUAL_COLOUR 0.25f
#define USUAL_LEAST_COLOUR 0.02f

/* So is what the edit has of its own, from this share of the original's energy on, where one can
 * see it at all. */
#define PAINTED_FROM 0.25f
#define PAINTED_ALL 0.5f
#define VISIBLE 1e-5f

/* What original and edit have in common of a band, of the root of both energies: from the first
 * share on they may show the same there, from the second on they do. */
#define AGREED_FROM 0.5f
#define AGREED_ALL 0.8f

/* From the first share down they may not, from the second down they do not, and where the original
 * has so much energy that nobody could overlook it, the edit plainly shows something else. */
#define STRANGE_FROM 0.6f
#define STRANGE_ALL 0.3f
#define PLAIN_FROM 1e-4f
#define PLAIN_ALL 4e-4f

/* A band of whose energy the first share is left is not gone; of which the second is, is. */
#define GONE_FROM 0.5f
#define GONE_ALL 0.2f

/* A change of tone makes a band's contrast lower, or higher, at most to this. */
#define LEAST_CONTRAST 0.5f

/* Smoothings (lattice.h) of cells: of what must agree on a tone; and of the neighbourhood. Of
 * samples: of a difference, and of what the edit has in a place. */
#define SMOOTH_TONES 3
#define SMOOTH_AROUND 8
#define SMOOTH_DIFFERENCE 2
#define SMOOTH_PLACE 4

/* Where a band's samples lie on the lattice of its cells. */
static const RetextureLatticePlace cell_places
    = { 1.0 / RETEXTURE_BAND_CELL, RETEXTURE_BAND_FIRST, RETEXTURE_BAND_FIRST };

/* What tone makes of the edit's band, to be undone before the two are compared. */
static RetextureLattice *
find_contrast (const RetextureLattice *edit, const RetextureLattice *both)
{
  RetextureLattice *contrast = retexture_lattice_copy (both);
  const gsize n = (gsize) both->columns * both->rows;

  for (gsize i = 0; i < n; i++)
    contrast->values[i] = CLAMP ((both->values[i] + RETEXTURE_BAND_NOISE)
                                     / (edit->values[i] + RETEXTURE_BAND_NOISE),
                                 LEAST_CONTRAST, 1.0f / LEAST_CONTRAST);
  return contrast;
}

RETEXTURE_VECTOR static void
take_difference (const gfloat *restrict original,
                 const gfloat *restrict edit,
                 const gfloat *restrict contrast,
                 gfloat *restrict squares,
                 gfloat *restrict roots,
                 gint n)
{
  for (gint i = 0; i < n; i++)
    {
      const gfloat d = fabsf (original[i] - contrast[i] * edit[i]);

      squares[i] = d * d;
      roots[i] = sqrtf (d);
    }
}

/* Adds a row of samples to the sums of the cells it lies in. */
static void
add_to_cells (const gfloat *row, gint n, gfloat *cells)
{
  for (gint x = 0; x < n; x++)
    cells[x / RETEXTURE_BAND_CELL] += row[x];
}

static void
take_differences (const RetextureBandEnergies *band,
                  const RetextureLattice *contrast,
                  RetextureLattice *squares,
                  RetextureLattice *roots)
{
  const gint width = squares->columns;
  gfloat *row = gegl_scratch_new (gfloat, 2 * width);

  for (gint y = 0; y < squares->rows; y++)
    {
      const gsize at = (gsize) y * width;

      retexture_lattice_read (contrast, &cell_places, GEGL_RECTANGLE (0, y, width, 1), row);
      take_difference (band->original_band->values + at, band->edit_band->values + at, row,
                       squares->values + at, row + width, width);
      add_to_cells (row + width, width,
                    roots->values + (gsize) (y / RETEXTURE_BAND_CELL) * roots->columns);
    }
  gegl_scratch_free (row);
  /* Cells at the edges have fewer samples. */
  for (gint y = 0; y < roots->rows; y++)
    for (gint x = 0; x < roots->columns; x++)
      roots->values[y * roots->columns + x]
          /= MIN (RETEXTURE_BAND_CELL, width - x * RETEXTURE_BAND_CELL)
             * MIN (RETEXTURE_BAND_CELL, squares->rows - y * RETEXTURE_BAND_CELL);
}

/* From the mean root of differences around, which what stands out hardly raises. */
static void
find_usual (RetextureLattice *roots)
{
  const gsize n = (gsize) roots->columns * roots->rows;

  for (gsize i = 0; i < n; i++)
    roots->values[i] = USUAL_LOST * roots->values[i] * roots->values[i] + USUAL_LEAST;
}

/* The energy of the edit's band in each place itself, at most that of its cells. */
static RetextureLattice *
find_energy (const RetextureLattice *band, const RetextureLattice *cells)
{
  RetextureLattice *energy = retexture_lattice_copy (band);
  gfloat *row = gegl_scratch_new (gfloat, band->columns);

  for (gsize i = 0; i < (gsize) band->columns * band->rows; i++)
    energy->values[i] *= energy->values[i];
  retexture_lattice_smooth (energy, SMOOTH_PLACE);
  for (gint y = 0; y < band->rows; y++)
    {
      gfloat *values = energy->values + (gsize) y * band->columns;

      retexture_lattice_read (cells, &cell_places, GEGL_RECTANGLE (0, y, band->columns, 1), row);
      for (gint x = 0; x < band->columns; x++)
        values[x] = MIN (values[x], row[x]);
    }
  gegl_scratch_free (row);
  return energy;
}

/* Where the edit's band is another one than the original's. */
static RetextureLattice *
find_painted (const RetextureBandEnergies *band)
{
  RetextureLattice *painted = retexture_lattice_copy (band->edit);
  const gsize n = (gsize) painted->columns * painted->rows;

  for (gsize i = 0; i < n; i++)
    {
      const gfloat energy = band->original->values[i] + RETEXTURE_BAND_NOISE;

      painted->values[i] = retexture_smooth_step (
          PAINTED_FROM, PAINTED_ALL, retexture_band_own (band, i) / (energy + VISIBLE));
    }
  return painted;
}

RETEXTURE_VECTOR static void
judge_differences (gfloat *restrict squares,
                   const gfloat *restrict usual,
                   const gfloat *restrict edit,
                   const gfloat *restrict painted,
                   gint n)
{
  for (gint i = 0; i < n; i++)
    {
      const gfloat most = usual[i] + USUAL_KEPT * sqrtf (edit[i]);

      squares[i]
          = MAX (retexture_smooth_step (1.0f, SURELY, sqrtf (squares[i]) / most), painted[i]);
    }
}

static RetextureLattice *
find_details (RetextureBandEnergies *band)
{
  const gint width = band->original_band->columns;
  RetextureLattice *change = retexture_lattice_new (width, band->original_band->rows);
  g_autoptr (RetextureLattice) contrast = NULL;
  g_autoptr (RetextureLattice) painted = find_painted (band);
  g_autoptr (RetextureLattice) energy = NULL;
  g_autoptr (RetextureLattice) usual
      = retexture_lattice_new (band->edit->columns, band->edit->rows);
  gfloat *row = gegl_scratch_new (gfloat, 2 * width);

  retexture_lattice_smooth (band->edit, SMOOTH_TONES);
  retexture_lattice_smooth (band->both, SMOOTH_TONES);
  energy = find_energy (band->edit_band, band->edit);
  contrast = find_contrast (band->edit, band->both);
  take_differences (band, contrast, change, usual);
  retexture_lattice_smooth (change, SMOOTH_DIFFERENCE);
  retexture_lattice_smooth (usual, SMOOTH_AROUND);
  find_usual (usual);

  for (gint y = 0; y < change->rows; y++)
    {
      const GeglRectangle line = { 0, y, width, 1 };

      retexture_lattice_read (usual, &cell_places, &line, row);
      retexture_lattice_read (painted, &cell_places, &line, row + width);
      judge_differences (change->values + (gsize) y * width, row,
                         energy->values + (gsize) y * width, row + width, width);
    }
  gegl_scratch_free (row);
  return change;
}

/* What is as light as what the edit has in its place may still be of another colour, and colours
 * around. `edit` is the band's energy. */
static RetextureLattice *
find_colours (RetextureLattice *squares, const RetextureLattice *edit)
{
  RetextureLattice *change = retexture_lattice_new (squares->columns, squares->rows);
  gfloat *energy = gegl_scratch_new (gfloat, change->columns);

  retexture_lattice_smooth (squares, SMOOTH_DIFFERENCE);
  for (gint y = 0; y < change->rows; y++)
    {
      const gsize at = (gsize) y * change->columns;

      retexture_lattice_read (edit, &cell_places, GEGL_RECTANGLE (0, y, change->columns, 1),
                              energy);
      for (gint x = 0; x < change->columns; x++)
        {
          const gfloat usual = USUAL_COLOUR * sqrtf (energy[x]) + USUAL_LEAST_COLOUR;

          change->values[at + x]
              = retexture_smooth_step (1.0f, SURELY, sqrtf (squares->values[at + x]) / usual);
        }
    }
  gegl_scratch_free (energy);
  return change;
}

static RetextureLattice *
find_gone (const RetextureBandEnergies *band, const RetextureLattice *contrast)
{
  RetextureLattice *gone = retexture_lattice_copy (band->original);

  for (gsize i = 0; i < (gsize) gone->columns * gone->rows; i++)
    {
      const gfloat a = contrast->values[i];
      const gfloat left = band->edit->values[i] / (a * a * gone->values[i] + RETEXTURE_BAND_NOISE);

      gone->values[i] *= 1.0f - retexture_smooth_step (GONE_ALL, GONE_FROM, left);
    }
  return gone;
}

RetextureLattice *
retexture_band_find_agreed (const RetextureBandEnergies *band)
{
  RetextureLattice *agreed = retexture_lattice_new (band->both->columns, band->both->rows);

  for (gsize i = 0; i < (gsize) agreed->columns * agreed->rows; i++)
    agreed->values[i]
        = retexture_smooth_step (AGREED_FROM, AGREED_ALL, retexture_band_share (band, i));
  return agreed;
}

void
retexture_band_change_init (RetextureBandChange *self, const RetextureBandEnergies *band)
{
  self->agreed = retexture_band_find_agreed (band);
  self->strange = retexture_lattice_new (band->both->columns, band->both->rows);
  for (gsize i = 0; i < (gsize) self->strange->columns * self->strange->rows; i++)
    self->strange->values[i]
        = (1.0f - retexture_smooth_step (STRANGE_ALL, STRANGE_FROM, retexture_band_share (band, i)))
          * retexture_smooth_step (PLAIN_FROM, PLAIN_ALL, band->original->values[i]);
}

void
retexture_band_change_find (RetextureBandChange *self,
                            RetextureBandEnergies *band,
                            const RetextureLattice *contrast,
                            RetextureLattice *squares)
{
  self->gone = find_gone (band, contrast);
  self->details = find_details (band);
  self->colours = squares ? find_colours (squares, band->edit) : NULL;
}

void
retexture_band_change_clear (RetextureBandChange *self)
{
  retexture_lattice_free (self->details);
  retexture_lattice_free (self->colours);
  retexture_lattice_free (self->agreed);
  retexture_lattice_free (self->strange);
  retexture_lattice_free (self->gone);
}
