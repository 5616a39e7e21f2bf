/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "dominant-material.h"

#include "donor-regions.h"

/* Blocks that are compared with each other. */
#define MOST 400

typedef struct
{
  const gfloat *colour;
  gfloat weight;
} Sample;

/* A part of the blocks, evenly strewn; how many. */
static gint
take_samples (const RetextureSurvey *survey, const gfloat *cover, Sample *samples)
{
  const gint n = survey->columns * survey->rows;
  gint covered = 0, seen = 0, taken = 0;

  for (gint i = 0; i < n; i++)
    covered += cover[i] > 0.0f;
  for (gint i = 0; i < n; i++)
    if (cover[i] > 0.0f)
      {
        if ((gint64) seen * MOST / MAX (covered, MOST) == taken && taken < MOST)
          samples[taken++] = (Sample){ survey->blocks[i].colour, cover[i] };
        seen++;
      }
  return taken;
}

/* The colour that most are like. */
static const gfloat *
find_mode (const Sample *samples, gint n)
{
  const gfloat *mode = NULL;
  gfloat most = 0.0f;

  for (gint i = 0; i < n; i++)
    {
      const gdouble colour[3]
          = { samples[i].colour[0], samples[i].colour[1], samples[i].colour[2] };
      gfloat alike = 0.0f;

      for (gint k = 0; k < n; k++)
        if (retexture_material_is_alike (samples[k].colour, colour))
          alike += samples[k].weight;
      if (alike > most)
        {
          most = alike;
          mode = samples[i].colour;
        }
    }
  return mode;
}

gboolean
retexture_dominant_material_keep (const RetextureSurvey *survey, gfloat *cover, gdouble colour[3])
{
  Sample samples[MOST];
  const gfloat *mode = find_mode (samples, take_samples (survey, cover, samples));

  if (!mode)
    return FALSE;
  for (gint c = 0; c < 3; c++)
    colour[c] = mode[c];
  for (gint i = 0; i < survey->columns * survey->rows; i++)
    if (!retexture_material_is_alike (survey->blocks[i].colour, colour))
      cover[i] = 0.0f;
  return TRUE;
}
