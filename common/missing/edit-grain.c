/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the edit has of its own is grain as far as there is as much of it everywhere around: the
 * opening (the least of a window, and the most of those least) of its energy. Texture that an edit
 * painted, and what smoothing left, are stronger in one place than in the next.
 */
#include "edit-grain.h"

#include "band-change.h"
#include "quantile.h"
#include "smooth-step.h"

/* Places are as large as the cells of this band; everywhere around are so many each way. */
#define PLACES 2
#define AROUND 3

/* Energies of cells differ by chance, and those of a window's least are so many times less. */
#define CHANCE 2.0f

/* There is grain from this energy of the finest band on, and surely: more than compression leaves,
 * which is no grain that would stand for lost texture. What rounding to 8 bits leaves, and more,
 * tells nothing already. */
#define SEEN_FROM 3e-6f
#define SEEN_ALL 9e-6f
#define MUTE_FROM 0.3e-6f
#define MUTE_ALL 1e-6f

/* From this energy of all bands on it is a texture of its own. */
#define STRONG_FROM 1.8e-4f
#define STRONG_ALL 3.2e-4f

/* From this share of the original's energy on it counts; less is what filters leave. */
#define SHARE_FROM 0.03f
#define SHARE_ALL 0.1f

/* From this share of it on that the edit kept, what differs is what compression made of it. */
#define KEPT_FROM 0.5f
#define KEPT_ALL 0.8f

/* Everywhere: all but this share of the picture, which may be black. */
#define ELSEWHERE 0.1

static RetextureLattice *
find_own (const RetextureBandEnergies *band)
{
  RetextureLattice *own = retexture_lattice_new (band->edit->columns, band->edit->rows);

  for (gsize i = 0; i < (gsize) own->columns * own->rows; i++)
    own->values[i] = retexture_band_own (band, i);
  return own;
}

/* ---- places ---- */

static gfloat
mean_of (const RetextureLattice *cells, gint left, gint top, gint size)
{
  const gint right = MIN (left + size, cells->columns), bottom = MIN (top + size, cells->rows);
  gfloat sum = 0.0f;

  for (gint y = top; y < bottom; y++)
    for (gint x = left; x < right; x++)
      sum += cells->values[(gsize) y * cells->columns + x];
  return sum / ((right - left) * (bottom - top));
}

/* The cells of band `k` that a place has; of coarser ones what it has of them. */
static RetextureLattice *
gather (const RetextureLattice *cells, gint k, const RetextureLattice *like)
{
  RetextureLattice *places;

  if (k > PLACES)
    return retexture_band_read (PLACES, k, cells, like);
  places = retexture_lattice_new (like->columns, like->rows);
  for (gint y = 0; y < places->rows; y++)
    for (gint x = 0; x < places->columns; x++)
      places->values[(gsize) y * places->columns + x]
          = mean_of (cells, x << (PLACES - k), y << (PLACES - k), 1 << (PLACES - k));
  return places;
}

/* ---- grain ---- */

static RetextureLattice *
find_floor (const RetextureLattice *own, gint k, const RetextureLattice *like)
{
  RetextureLattice *floor = gather (own, k, like);

  retexture_lattice_spread (floor, AROUND, FALSE);
  retexture_lattice_spread (floor, AROUND, TRUE);
  return floor;
}

/* How surely there is any, which lies over the same picture. */
static RetextureLattice *
find_seen (RetextureLattice *const floors[RETEXTURE_EDIT_GRAIN_BANDS],
           const RetextureLattice *same,
           gfloat from,
           gfloat all)
{
  RetextureLattice *seen = retexture_lattice_copy (same);

  for (gsize i = 0; i < (gsize) seen->columns * seen->rows; i++)
    {
      gfloat sum = 0.0f;

      for (gint k = 0; k < RETEXTURE_EDIT_GRAIN_BANDS; k++)
        sum += floors[k]->values[i];
      seen->values[i] *= retexture_smooth_step (from, all, floors[0]->values[i])
                         * (1.0f - retexture_smooth_step (STRONG_FROM, STRONG_ALL, sum));
    }
  return seen;
}

/* As much as chance may make of the floor, and no more than there is, in the cells of band `k`. */
static RetextureLattice *
find_grain (const RetextureLattice *floor, const RetextureLattice *own, gint k)
{
  RetextureLattice *grain = retexture_band_read (k, PLACES, floor, own);

  for (gsize i = 0; i < (gsize) own->columns * own->rows; i++)
    grain->values[i] = MIN (CHANCE * grain->values[i], own->values[i]);
  return grain;
}

static void
multiply (RetextureLattice *values, const RetextureLattice *by)
{
  for (gsize i = 0; i < (gsize) values->columns * values->rows; i++)
    values->values[i] *= by->values[i];
}

/* Leaves what stands where texture was, and can be seen beside that. */
static void
keep_what_stands_in (RetextureLattice *floor,
                     const RetextureLattice *original,
                     const RetextureLattice *both)
{
  for (gsize i = 0; i < (gsize) floor->columns * floor->rows; i++)
    {
      const gfloat energy = original->values[i] + RETEXTURE_BAND_NOISE;

      floor->values[i]
          *= retexture_smooth_step (SHARE_FROM, SHARE_ALL, floor->values[i] / energy)
             * (1.0f - retexture_smooth_step (KEPT_FROM, KEPT_ALL, both->values[i] / energy));
    }
}

static gfloat
find_everywhere (const RetextureLattice *floor)
{
  const gsize n = (gsize) floor->columns * floor->rows;
  g_autofree gdouble *values = g_new (gdouble, n);

  for (gsize i = 0; i < n; i++)
    values[i] = floor->values[i];
  return CHANCE * (gfloat) retexture_quantile (values, n, ELSEWHERE);
}

/* How much of what the edit has, as far as it is `seen`. */
static RetextureLattice *
find_mute (const RetextureLattice *floor,
           const RetextureLattice *seen,
           const RetextureLattice *own,
           const RetextureLattice *edit)
{
  g_autoptr (RetextureLattice) heard = retexture_lattice_copy (floor);
  RetextureLattice *mute;

  multiply (heard, seen);
  mute = find_grain (heard, own, RETEXTURE_EDIT_GRAIN_ALIGNED);
  for (gsize i = 0; i < (gsize) mute->columns * mute->rows; i++)
    mute->values[i] /= edit->values[i] + RETEXTURE_BAND_NOISE;
  return mute;
}

void
retexture_edit_grain_init (RetextureEditGrain *self, const RetexturePairEnergies *energies)
{
  RetextureLattice *owns[RETEXTURE_EDIT_GRAIN_BANDS], *floors[RETEXTURE_EDIT_GRAIN_BANDS];
  g_autoptr (RetextureLattice) agreed = NULL;
  g_autoptr (RetextureLattice) same = NULL;
  g_autoptr (RetextureLattice) seen = NULL;
  g_autoptr (RetextureLattice) mute = NULL;

  *self = (RetextureEditGrain){ { NULL } };
  if (energies->n < RETEXTURE_EDIT_GRAIN_BANDS)
    return;
  for (gint k = 0; k < RETEXTURE_EDIT_GRAIN_BANDS; k++)
    {
      owns[k] = find_own (energies->bands + k);
      floors[k] = find_floor (owns[k], k, energies->bands[PLACES].edit);
    }
  agreed = retexture_band_find_agreed (energies->bands + RETEXTURE_EDIT_GRAIN_BANDS - 1);
  same = gather (agreed, RETEXTURE_EDIT_GRAIN_BANDS - 1, floors[0]);
  seen = find_seen (floors, same, SEEN_FROM, SEEN_ALL);
  mute = find_seen (floors, same, MUTE_FROM, MUTE_ALL);
  for (gint k = 0; k < RETEXTURE_EDIT_GRAIN_BANDS; k++)
    {
      const RetextureBandEnergies *band = energies->bands + k;
      g_autoptr (RetextureLattice) original = gather (band->original, k, seen);
      g_autoptr (RetextureLattice) both = gather (band->both, k, seen);

      self->everywhere[k] = find_everywhere (floors[k]);
      if (k == RETEXTURE_EDIT_GRAIN_ALIGNED)
        self->mute = find_mute (floors[k], mute, owns[k], band->edit);
      multiply (floors[k], seen);
      keep_what_stands_in (floors[k], original, both);
      self->bands[k] = find_grain (floors[k], owns[k], k);
      retexture_lattice_free (owns[k]);
      retexture_lattice_free (floors[k]);
    }
}

void
retexture_edit_grain_clear (RetextureEditGrain *self)
{
  for (gint k = 0; k < RETEXTURE_EDIT_GRAIN_BANDS; k++)
    g_clear_pointer (self->bands + k, retexture_lattice_free);
  g_clear_pointer (&self->mute, retexture_lattice_free);
}
