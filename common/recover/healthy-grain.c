/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "healthy-grain.h"

#include <math.h>

#include "block-field.h"
#include "borrowing.h"
#include "missing-grain.h"

/* From this share of the blocks on, what a photograph shows there counts for its grain, too; and so
 * many blocks beside them may be of that. */
#define MUCH 0.02
#define BESIDE 2

/* Tones at which grain is compared. */
#define TONES 16

/* Has a logarithm, and is none. */
#define LEAST_SHARE 0.02f

static gboolean
is_healthy (const RetextureLattice *plastic, const gfloat *selected, gint i)
{
  return plastic->values[i] < RETEXTURE_MOST_LOST && (!selected || selected[i] <= 0.0f);
}

/* 1 in what is healthy. */
static GeglBuffer *
find_healthy (const RetextureSurvey *survey,
              const RetextureLattice *plastic,
              const gfloat *selected)
{
  GeglBuffer *healthy = gegl_buffer_new (&survey->extent, babl_format ("Y u8"));
  const gint width = survey->columns * RETEXTURE_BLOCK;
  g_autofree guint8 *row = g_new (guint8, width);

  for (gint y = 0; y < survey->rows; y++)
    {
      const GeglRectangle block = retexture_survey_block_area (survey, y * survey->columns);

      for (gint x = 0; x < width; x++)
        row[x]
            = is_healthy (plastic, selected, y * survey->columns + x / RETEXTURE_BLOCK) ? 255 : 0;
      for (gint k = 0; k < RETEXTURE_BLOCK; k++)
        gegl_buffer_set (healthy, GEGL_RECTANGLE (block.x, block.y + k, width, 1), 0, NULL, row,
                         GEGL_AUTO_ROWSTRIDE);
    }
  return healthy;
}

RetextureGrain *
retexture_healthy_grain_measure (GeglBuffer *edit,
                                 const RetextureSurvey *survey,
                                 const RetextureLattice *plastic,
                                 const gfloat *selected,
                                 GCancellable *cancellable)
{
  g_autoptr (GeglBuffer) healthy = find_healthy (survey, plastic, selected);

  return retexture_grain_measure (edit, healthy, TRUE, cancellable, NULL);
}

/* ---- of a photograph that shows something else in part ---- */

RetextureLattice *
retexture_healthy_grain_find_strange (const RetextureLattice *strange)
{
  const gint n = strange->columns * strange->rows;
  RetextureLattice *spread;
  gint much = 0;

  for (gint i = 0; i < n; i++)
    much += strange->values[i] > RETEXTURE_MOST_LOST;
  if (much <= MUCH * n)
    return NULL;
  spread = retexture_lattice_copy (strange);
  retexture_lattice_spread (spread, BESIDE, TRUE);
  return spread;
}

static gdouble
strength_of (RetextureGrain *grain)
{
  gdouble sum = 0.0;

  for (gint c = 0; c < 3; c++)
    for (gint i = 1; i < TONES; i++)
      sum += retexture_grain_get_level (grain, c, (gdouble) i / TONES);
  return sum;
}

RetextureGrain *
retexture_healthy_grain_of_photograph (GeglBuffer *photograph,
                                       GeglBuffer *aligned,
                                       const RetextureSurvey *survey,
                                       const RetextureLattice *strange,
                                       GCancellable *cancellable)
{
  RetextureGrain *whole = retexture_grain_measure (photograph, NULL, TRUE, cancellable, NULL);
  RetextureGrain *part
      = strange ? retexture_healthy_grain_measure (aligned, survey, strange, NULL, cancellable)
                : NULL;

  /* Texture only ever adds to what is taken for grain. */
  if (whole && part && strength_of (whole) <= strength_of (part))
    g_clear_object (&part);
  if (!part)
    return whole;
  g_clear_object (&whole);
  return part;
}

/* ---- around ---- */

RetextureLattice *
retexture_healthy_grain_find_around (RetextureGrain *grain,
                                     GeglBuffer *edit,
                                     const RetextureSurvey *survey,
                                     const RetextureLattice *plastic,
                                     const gfloat *selected)
{
  const gint n = survey->columns * survey->rows;
  RetextureLattice *around = retexture_lattice_new (survey->columns, survey->rows);
  g_autofree gfloat *shares = retexture_missing_grain_find_blocks (grain, edit, survey);
  g_autofree RetextureVector *vectors = g_new0 (RetextureVector, n);
  g_autoptr (RetextureBlockField) field = NULL;

  for (gint i = 0; i < n; i++)
    if (survey->blocks[i].opaque >= 1.0f && is_healthy (plastic, selected, i))
      vectors[i] = (RetextureVector){ logf (MAX (shares[i], LEAST_SHARE)), 1.0f };
  field = retexture_block_field_new (survey, vectors);
  for (gint i = 0; i < n; i++)
    {
      const GeglRectangle block = retexture_survey_block_area (survey, i);
      const RetextureVector vector = retexture_block_field_at (
          field, block.x + 0.5 * RETEXTURE_BLOCK, block.y + 0.5 * RETEXTURE_BLOCK);

      around->values[i] = vector.y > 0.0f ? expf (vector.x / vector.y) : 1.0f;
    }
  return around;
}
