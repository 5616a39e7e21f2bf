/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Of the bands around the radius and beyond it, the ends of a broken one by their share. Beside
 * what was changed coarse bands differ, too, but finer ones do not: where those show that both
 * pictures are the same, coarser ones do not count.
 */
#include "change.h"

#include <math.h>

#include "missing-radius.h"
#include "recoloured.h"
#include "smooth-step.h"

/* Bands that count, from the radius on. */
#define BANDS 4

/* From this one on they are so much coarser than the radius that smoothing leaves them alone: what
 * is gone there was taken away. */
#define WIDE 2

/* What lost so many times the radius, surely, and of the band around it so much energy that nobody
 * could overlook it, was put out of focus. */
#define BLURRED_FROM 3.0f
#define BLURRED_SURELY 4.5f
#define PLAIN_FROM 2e-5f
#define PLAIN_ALL 1e-4f

void
retexture_change_clear (RetextureChange *self)
{
  for (gint k = RETEXTURE_CHANGE_FINEST; k < self->n; k++)
    retexture_band_change_clear (self->bands + k);
  retexture_lattice_free (self->recoloured);
  retexture_lattice_free (self->backdrop);
  retexture_lattice_free (self->radii);
}

static gdouble
finest (gdouble radius_px)
{
  return MAX (log2 (radius_px), RETEXTURE_CHANGE_FINEST);
}

static gint
first_band (gdouble radius_px)
{
  return (gint) floor (finest (radius_px));
}

static gint
level_of (const RetextureChange *self, gdouble radius_px)
{
  return MAX (MIN (first_band (radius_px), self->n - 1), 0);
}

/* Of the first band, the second and so on. */
static gfloat
share_of (gint band, gdouble radius_px)
{
  const gfloat first = 1.0f - (finest (radius_px) - first_band (radius_px));

  return band == 0 ? first : band == BANDS - 1 ? 1.0f - first : 1.0f;
}

/* A place for each sample of the level; NULL: pictures this small have none. */
static RetextureLattice *
new_places (const RetextureChange *self, gint level, gfloat value)
{
  const RetextureLattice *like = self->bands[level].details;
  RetextureLattice *places = like ? retexture_lattice_new (like->columns, like->rows) : NULL;

  for (gsize i = 0; places && i < (gsize) places->columns * places->rows; i++)
    places->values[i] = value;
  return places;
}

/* Values of another level's samples, or of their cells, between which they are read. */
static RetextureLattice *
read_at (const RetextureLattice *values,
         gint of_level,
         gboolean cells,
         const RetextureLattice *like,
         gint level)
{
  const gdouble step = ldexp (1.0, level - of_level);
  const RetextureLatticePlace place
      = cells ? (RetextureLatticePlace){ step / RETEXTURE_BAND_CELL, RETEXTURE_BAND_FIRST,
                                         RETEXTURE_BAND_FIRST }
              : (RetextureLatticePlace){ step, 0.0, 0.0 };
  RetextureLattice *read = retexture_lattice_new (like->columns, like->rows);

  retexture_lattice_read (values, &place, GEGL_RECTANGLE (0, 0, like->columns, like->rows),
                          read->values);
  return read;
}

/* The larger of what is there and of `share` of other values; of those that are `open`, or NULL. */
static void
add (RetextureLattice *change,
     const RetextureLattice *values,
     gfloat share,
     const RetextureLattice *open)
{
  for (gsize i = 0; i < (gsize) change->columns * change->rows; i++)
    change->values[i]
        = MAX (change->values[i], share * (open ? open->values[i] : 1.0f) * values->values[i]);
}

static void
add_level (RetextureLattice *change,
           gint level,
           const RetextureLattice *values,
           gint of_level,
           gboolean cells,
           gfloat share,
           const RetextureLattice *open)
{
  g_autoptr (RetextureLattice) read = NULL;

  if (!values || share <= 0.0f)
    return;
  read = read_at (values, of_level, cells, change, level);
  add (change, read, share, open);
}

/* What agrees in a band is not open any more. */
static void
leave_out (RetextureLattice *open, gint level, const RetextureLattice *agreed, gint of_level)
{
  g_autoptr (RetextureLattice) read = read_at (agreed, of_level, TRUE, open, level);

  for (gsize i = 0; i < (gsize) open->columns * open->rows; i++)
    open->values[i] *= 1.0f - read->values[i];
}

/* What agrees may have any colour; coarser bands agree across the edges of things. */
static void
add_recoloured (const RetextureChange *self, RetextureLattice *change, gint level)
{
  g_autoptr (RetextureLattice) open = NULL;
  g_autoptr (RetextureLattice) recoloured = NULL;

  if (!self->recoloured)
    return;
  open = new_places (self, level, 1.0f);
  leave_out (open, level, self->bands[RETEXTURE_CHANGE_FINEST].agreed, RETEXTURE_CHANGE_FINEST);
  recoloured = read_at (self->recoloured, RETEXTURE_BAND_COARSE, FALSE, change, level);
  for (gsize i = 0; i < (gsize) change->columns * change->rows; i++)
    recoloured->values[i] = retexture_is_recoloured (recoloured->values[i]);
  add (change, recoloured, 1.0f, open);
}

/* Whoever asks for a smaller radius than was lost does not ask for another picture. What is out of
 * focus still shows the same, in some coarser band; what was taken away does not. */
static RetextureLattice *
find_blurred (const RetextureChange *self, gdouble radius_px)
{
  const gint level = level_of (self, radius_px);
  const gfloat radius = MAX (radius_px, self->radius);
  RetextureLattice *blurred = new_places (self, level, 0.0f);
  const gint band = first_band (radius);
  g_autoptr (RetextureLattice) radii = NULL;
  g_autoptr (RetextureLattice) agreed = NULL;

  if (!blurred || !self->radii)
    return blurred;
  if (band < self->n)
    add_level (blurred, level, self->bands[band].gone, band, TRUE, 1.0f, NULL);
  radii = read_at (self->radii, RETEXTURE_RADIUS_PLACE, TRUE, blurred, level);
  agreed = new_places (self, level, 0.0f);
  for (gint k = band + 1; k < MIN (band + BANDS, self->n); k++)
    add_level (agreed, level, self->bands[k].agreed, k, TRUE, 1.0f, NULL);
  for (gsize i = 0; i < (gsize) blurred->columns * blurred->rows; i++)
    blurred->values[i]
        = agreed->values[i] * retexture_smooth_step (PLAIN_FROM, PLAIN_ALL, blurred->values[i])
          * retexture_smooth_step (BLURRED_FROM, BLURRED_SURELY, radii->values[i] / radius);
  return blurred;
}

RetextureLattice *
retexture_change_find (const RetextureChange *self, gdouble radius_px, gint *level)
{
  const gint own = *level = level_of (self, radius_px);
  g_autoptr (RetextureLattice) open = new_places (self, own, 1.0f);
  g_autoptr (RetextureLattice) blurred = find_blurred (self, radius_px);
  RetextureLattice *change = new_places (self, own, 0.0f);
  const gint first = first_band (radius_px);

  if (!change)
    return retexture_lattice_new (1, 1);
  for (gint k = 0; k < BANDS && first + k < self->n; k++)
    {
      const RetextureBandChange *band = self->bands + first + k;
      const gfloat share = share_of (k, radius_px);

      add_level (change, own, band->details, first + k, FALSE, share, open);
      add_level (change, own, band->colours, first + k, FALSE, share, open);
      if (k >= WIDE)
        add_level (change, own, band->strange, first + k, TRUE, 1.0f, open);
      if (share > 0.0f)
        leave_out (open, own, band->agreed, first + k);
    }
  add_recoloured (self, change, own);
  add (change, blurred, 1.0f, NULL);
  return change;
}

RetextureLattice *
retexture_change_find_bare (const RetextureChange *self, gdouble radius_px)
{
  const gint level = level_of (self, radius_px);
  RetextureLattice *bare = find_blurred (self, radius_px);

  if (!bare)
    return retexture_lattice_new (1, 1);
  add_level (bare, level, self->backdrop, RETEXTURE_BAND_COARSE, FALSE, 1.0f, NULL);
  return bare;
}

RetextureLattice *
retexture_change_find_colours (const RetextureChange *self, gdouble radius_px)
{
  const gint level = level_of (self, radius_px);
  RetextureLattice *change = new_places (self, level, 0.0f);
  const gint first = first_band (radius_px);

  if (!change)
    return retexture_lattice_new (1, 1);
  for (gint k = 0; k < BANDS && first + k < self->n; k++)
    add_level (change, level, self->bands[first + k].colours, first + k, FALSE,
               share_of (k, radius_px), NULL);
  return change;
}
