/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "target-ring.h"

#include <math.h>

#include "borrowing.h"
#include "donor-regions.h"
#include "quantile.h"

/* In blocks: how wide a ring is. */
#define NARROWEST 3
#define WIDEST 24

/* So much weaker than further out, and with so much less of its energy in the fine bands, both as
 * natural logarithms, is what is smoothed by half. */
#define WEAKER 0.35
#define COARSER 0.2

/* Fewer blocks at a distance tell nothing. */
#define FEWEST_BLOCKS 6

#define LEAST_ENERGY 1e-9

typedef struct
{
  const RetextureSurvey *edit;
  const gfloat *cover, *lost;
  gint width;
  guint8 *distance; /* in blocks from the target, whose own are 0; at most twice the width + 1 */
} Ring;

static gsize
count (const Ring *self)
{
  return (gsize) self->edit->columns * self->edit->rows;
}

/* What is no number is no outside. */
static gboolean
is_covered (const Ring *self, gsize i)
{
  return !(self->cover[i] <= RETEXTURE_MOST_COVERED);
}

static gboolean
is_lost (const Ring *self, gsize i)
{
  return self->lost && self->lost[i] > RETEXTURE_MOST_LOST;
}

/* What lies beside blocks of a distance, and is further away, is one further. */
static void
spread (Ring *self, gint distance)
{
  const gint columns = self->edit->columns, rows = self->edit->rows;

  for (gint y = 0; y < rows; y++)
    for (gint x = 0; x < columns; x++)
      if (self->distance[y * columns + x] == distance)
        for (gint k = 0; k < 9; k++)
          {
            const gint u = x + k % 3 - 1, v = y + k / 3 - 1;

            if (u >= 0 && v >= 0 && u < columns && v < rows)
              self->distance[v * columns + u] = MIN (self->distance[v * columns + u], distance + 1);
          }
}

static void
measure_distances (Ring *self)
{
  const gsize n = count (self);
  gint covered = 0;

  for (gsize i = 0; i < n; i++)
    covered += is_covered (self, i);
  self->width = CLAMP ((gint) (sqrt (covered) / 3.0), NARROWEST, WIDEST);
  self->distance = g_new (guint8, n);
  for (gsize i = 0; i < n; i++)
    self->distance[i] = is_covered (self, i) ? 0 : 2 * self->width + 1;
  for (gint k = 0; k < 2 * self->width; k++)
    spread (self, k);
}

/* ---- where the smoothing fades ---- */

/* Medians of logarithms over the target's material, between two distances. */
typedef struct
{
  gboolean known;
  gdouble texture, fineness;
} Look;

static Look
look (const Ring *self, const gdouble *colour, gint from, gint to)
{
  const gsize n = count (self);
  g_autofree gdouble *textures = g_new (gdouble, n);
  g_autofree gdouble *finenesses = g_new (gdouble, n);
  guint found = 0;

  for (gsize i = 0; i < n; i++)
    if (self->distance[i] >= from && self->distance[i] <= to && !is_lost (self, i)
        && retexture_material_is_intact (self->edit, self->cover, i)
        && retexture_material_is_alike (self->edit->blocks[i].colour, colour))
      {
        const gfloat *energy = self->edit->blocks[i].energy;

        textures[found] = log (retexture_block_texture (self->edit->blocks + i) + LEAST_ENERGY);
        finenesses[found++] = log ((energy[0] + LEAST_ENERGY)
                                   / (energy[RETEXTURE_SURVEY_BANDS - 1] + LEAST_ENERGY));
      }
  return (Look){ found >= FEWEST_BLOCKS, retexture_quantile (textures, found, 0.5),
                 retexture_quantile (finenesses, found, 0.5) };
}

static gint
find_margin (const Ring *self, const gdouble *colour)
{
  for (gint margin = 0; margin < self->width; margin++)
    {
      const Look near = look (self, colour, margin + 1, margin + 1);
      const Look beyond = look (self, colour, margin + 2, margin + 1 + self->width);

      if (!near.known || !beyond.known || near.texture > beyond.texture - WEAKER
          || near.fineness > beyond.fineness - COARSER)
        return margin;
    }
  return self->width;
}

guint8 *
retexture_target_ring_find (const RetextureSurvey *edit,
                            const gfloat *cover,
                            const gfloat *lost,
                            gfloat *unfit)
{
  const RetextureMaterial target = retexture_material_of (edit, cover, NULL);
  Ring self = { edit, cover, lost, 0, NULL };
  guint8 *ring = g_new0 (guint8, count (&self));
  gint margin;

  measure_distances (&self);
  margin = target.known ? find_margin (&self, target.colour) : 0;
  for (gsize i = 0; i < count (&self); i++)
    {
      const gint distance = self.distance[i];

      unfit[i] = distance <= margin || is_lost (&self, i) ? 1.0f : 0.0f;
      ring[i] = unfit[i] == 0.0f && distance <= margin + self.width
                && retexture_material_is_outside (edit, cover, i);
    }
  g_free (self.distance);
  return ring;
}
