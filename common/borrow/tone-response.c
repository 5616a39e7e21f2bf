/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Least squares through the medians of the strengths at like tones, on logarithms: hairs and edges,
 * which are strong, do not pull a median.
 */
#include "tone-response.h"

#include <math.h>

#include "donor-texture.h"
#include "quantile.h"

/* Tones from the darkest to white, in so many steps of equal ratio. */
#define STEPS 16

/* Fewer blocks of a tone than these say nothing. */
#define FEWEST 4

/* Farther than so many of the target's reaches texture may be another one. */
#define AROUND 6.0

/* In the shade colours are more saturated: what is the same material there may be this far in
 * colour. */
#define ALIKE 0.12

/* So much more energy than the material's usual is another one's, such as hair on skin. */
#define STRONGEST 5.0

/* Fewer than this share of the blocks are no tone of the material. */
#define RARE 0.02

/* Of tones that spread by less than this square of a logarithm, the usual counts more. */
#define SPREAD 0.02

static gboolean
counts (const RetextureSurvey *survey, const gfloat *cover, const RetextureMaterial *target, gint i)
{
  const GeglRectangle area = retexture_survey_block_area (survey, i);
  const gdouble most = target->texture > 0.0 ? STRONGEST * target->texture : G_MAXDOUBLE;

  return retexture_material_is_intact (survey, cover, i)
         && retexture_block_texture (survey->blocks + i) < most
         && hypot (area.x + 0.5 * area.width - target->x, area.y + 0.5 * area.height - target->y)
                < AROUND * target->reach
         && retexture_material_distance (survey->blocks[i].colour, target->colour) < ALIKE;
}

static gint
step_of (gdouble tone)
{
  return CLAMP (
      (gint) (STEPS
              * (1.0 - log (MAX (tone, RETEXTURE_DONOR_DARKEST)) / log (RETEXTURE_DONOR_DARKEST))),
      0, STEPS - 1);
}

static gdouble
tone_of (gdouble step)
{
  return pow (RETEXTURE_DONOR_DARKEST, 1.0 - (step + 0.5) / STEPS);
}

/* The dark end of the darkest step, of so many blocks of each. */
static gdouble
find_darkest (const guint *found, gdouble all)
{
  gdouble darker = 0.0;
  gint step = 0;

  while (step < STEPS - 1 && (darker += found[step]) < RARE * all)
    step++;
  return tone_of (step - 0.5);
}

RetextureToneResponse
retexture_tone_response_find (const RetextureSurvey *survey,
                              const gfloat *cover,
                              const RetextureMaterial *target,
                              gdouble usual)
{
  const gint n = survey->columns * survey->rows;
  g_autofree gdouble *strengths = g_new (gdouble, (gsize) STEPS * n);
  guint found[STEPS] = { 0 };
  gdouble weight = 0.0, x_mean = 0.0, y_mean = 0.0, xx = 0.0, xy = 0.0;
  gdouble x[STEPS], y[STEPS];

  for (gint i = 0; i < n; i++)
    if (counts (survey, cover, target, i))
      {
        const gint step = step_of (retexture_block_tone (survey->blocks + i));

        strengths[(gsize) step * n + found[step]++]
            = 0.5 * log (retexture_block_texture (survey->blocks + i));
      }
  for (gint step = 0; step < STEPS; step++)
    if (found[step] >= FEWEST)
      {
        x[step] = log (tone_of (step));
        y[step] = retexture_quantile (strengths + (gsize) step * n, found[step], 0.5);
        weight += found[step];
        x_mean += found[step] * x[step];
        y_mean += found[step] * y[step];
      }
  if (weight <= 0.0)
    return (RetextureToneResponse){ usual, 0.0 };
  x_mean /= weight;
  y_mean /= weight;
  for (gint step = 0; step < STEPS; step++)
    if (found[step] >= FEWEST)
      {
        xx += found[step] / weight * (x[step] - x_mean) * (x[step] - x_mean);
        xy += found[step] / weight * (x[step] - x_mean) * (y[step] - y_mean);
      }
  return (RetextureToneResponse){ CLAMP ((xy + SPREAD * usual) / (xx + SPREAD), -1.0, 2.0),
                                  find_darkest (found, weight) };
}
