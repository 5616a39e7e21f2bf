/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "measures.h"

#include "gaussian.h"
#include "luma.h"
#include "vector.h"

#include <math.h>

/* What a strip of rows may hold; wide enough apart that the blur's overlap costs little. */
#define STRIP_ROWS 256

#define TONE_RADIUS 8.0

/* A picture blurred by 8 px has nothing between two samples that far apart. */
#define TONE_STEP 4

/* Energies below the rounding of a float picture are no texture to have a share of. */
#define NO_ENERGY 1e-12

typedef struct
{
  gdouble weight;
  gdouble square;  /* of the picture */
  gdouble product; /* of the picture and the first one */
} Sums;

/* ---- texture ----------------------------------------------------------------------------------*/

/* Puts Y' - G Y' in the first channel: a difference, because the bands are differences of it too,
 * and in a float it holds more of them than the blurs would. */
static inline void
above_blur (gfloat *pixels, const gfloat *blurred, gint n, gint channels)
{
  for (gint i = 0; i < channels * n; i += channels)
    {
      const gfloat difference = retexture_luma (pixels + i) - retexture_luma (blurred + i);
      const gfloat opacity = channels == 4 ? pixels[i + 3] : 1.0f;

      pixels[i] = isfinite (difference) && opacity > 0.0f ? difference : 0.0f;
      pixels[i + 1] = pixels[i + 2] = 0.0f;
    }
}

RETEXTURE_VECTOR static void
keep_above_blur (gfloat *pixels, const gfloat *blurred, gint n, gint channels, gpointer user_data)
{
  if (channels == 4)
    above_blur (pixels, blurred, n, 4);
  else
    above_blur (pixels, blurred, n, 3);
}

static void
keep_blur (gfloat *pixels, const gfloat *blurred, gint n, gint channels, gpointer user_data)
{
  for (gint i = 0; i < channels * n; i++)
    pixels[i] = blurred[i];
}

/* Renders a strip of `picture` into `pixels`, R'G'B' floats in the picture's own space. */
static void
render_strip (GeglBuffer *picture,
              const GeglRectangle *strip,
              gdouble radius_px,
              RetextureGaussianFunc func,
              gfloat *pixels)
{
  const Babl *format = babl_format_with_space ("R'G'B' float", gegl_buffer_get_format (picture));
  g_autoptr (GeglBuffer) target
      = gegl_buffer_linear_new_from_data (pixels, format, strip, GEGL_AUTO_ROWSTRIDE, NULL, NULL);

  retexture_gaussian_render (picture, target, strip, radius_px, func, NULL);
}

/* Turns `next`, a strip above this band's lower limit, into the band: what it has more than the
 * strip above the upper limit, which is `previous` (NULL: nothing), and then becomes this one. */
static void
take_band (const gfloat *next, gfloat *previous, gfloat *band, gsize n, gboolean first)
{
  for (gsize i = 0; i < n; i++)
    {
      band[i] = first ? next[3 * i] : next[3 * i] - previous[i];
      previous[i] = next[3 * i];
    }
}

/* Row by row, so that a float's worth of digits is enough for the inner sum. */
static void
add_products (const gfloat *truth,
              const gfloat *band,
              const gfloat *weight,
              gint width,
              gint height,
              Sums *sums)
{
  for (gint y = 0; y < height; y++)
    {
      const gsize row = (gsize) y * width;
      gdouble total = 0.0, square = 0.0, product = 0.0;

      for (gsize i = row; i < row + width; i++)
        {
          const gfloat w = weight ? weight[i] : 1.0f;

          total += w;
          square += w * band[i] * band[i];
          product += w * band[i] * truth[i];
        }
      sums->weight += total;
      sums->square += square;
      sums->product += product;
    }
}

static void
measure_strip (GeglBuffer *const *pictures,
               gint n,
               const gfloat *weight,
               const GeglRectangle *strip,
               Sums (*sums)[RETEXTURE_N_BANDS])
{
  const gdouble radii[RETEXTURE_N_BANDS] = RETEXTURE_BAND_RADII;
  const gsize n_pixels = (gsize) strip->width * strip->height;
  gfloat *rendered = gegl_scratch_new (gfloat, 3 * n_pixels);
  gfloat *truth = gegl_scratch_new (gfloat, n_pixels);
  gfloat *band = gegl_scratch_new (gfloat, n_pixels);
  gfloat *previous = gegl_scratch_new (gfloat, n_pixels * n);

  for (gint j = 0; j < RETEXTURE_N_BANDS; j++)
    for (gint i = 0; i < n; i++)
      {
        gfloat *result = i == 0 ? truth : band;

        render_strip (pictures[i], strip, radii[j], keep_above_blur, rendered);
        take_band (rendered, previous + n_pixels * i, result, n_pixels, j == 0);
        add_products (truth, result, weight, strip->width, strip->height, &sums[i][j]);
      }

  gegl_scratch_free (previous);
  gegl_scratch_free (band);
  gegl_scratch_free (truth);
  gegl_scratch_free (rendered);
}

static void
conclude (const Sums *truth, const Sums *sums, RetextureBand *band)
{
  const gdouble norm = sqrt (truth->square * sums->square);

  band->energy = sums->weight > 0.0 ? sums->square / sums->weight : 0.0;
  band->correlation = norm > NO_ENERGY * sums->weight ? sums->product / norm : 0.0;
}

void
retexture_measures_bands (GeglBuffer *const *pictures,
                          gint n,
                          GeglBuffer *weight,
                          const GeglRectangle *area,
                          RetextureBand bands[][RETEXTURE_N_BANDS])
{
  g_autofree Sums (*sums)[RETEXTURE_N_BANDS] = g_malloc0 (n * sizeof *sums);
  g_autofree gfloat *weights
      = weight ? g_new (gfloat, (gsize) area->width * MIN (STRIP_ROWS, area->height)) : NULL;

  for (gint y = 0; y < area->height; y += STRIP_ROWS)
    {
      const GeglRectangle strip
          = { area->x, area->y + y, area->width, MIN (STRIP_ROWS, area->height - y) };

      if (weight)
        gegl_buffer_get (weight, &strip, 1.0, babl_format ("Y float"), weights, GEGL_AUTO_ROWSTRIDE,
                         GEGL_ABYSS_NONE);
      measure_strip (pictures, n, weights, &strip, sums);
    }

  for (gint i = 0; i < n; i++)
    for (gint j = 0; j < RETEXTURE_N_BANDS; j++)
      conclude (&sums[0][j], &sums[i][j], &bands[i][j]);
}

gdouble
retexture_measures_share_lost (const RetextureBand *original, const RetextureBand *edit)
{
  return original->energy > NO_ENERGY ? 1.0 - edit->energy / original->energy : 0.0;
}

gdouble
retexture_measures_share_recovered (const RetextureBand *original,
                                    const RetextureBand *edit,
                                    const RetextureBand *recovered)
{
  const gdouble lost = original->energy - edit->energy;

  return lost > NO_ENERGY ? (recovered->energy - edit->energy) / lost : 0.0;
}

/* ---- tone -------------------------------------------------------------------------------------*/

static gdouble
hue_degrees (gdouble a, gdouble b)
{
  const gdouble hue = atan2 (b, a) * 180.0 / G_PI;

  return hue < 0.0 ? hue + 360.0 : hue;
}

/* (10) */
static gdouble
hue_difference (gdouble hue_1, gdouble hue_2)
{
  const gdouble difference = hue_2 - hue_1;

  if (difference > 180.0)
    return difference - 360.0;
  return difference < -180.0 ? difference + 360.0 : difference;
}

/* (14) */
static gdouble
hue_mean (gdouble hue_1, gdouble hue_2)
{
  const gdouble sum = hue_1 + hue_2;

  if (fabs (hue_1 - hue_2) <= 180.0)
    return sum / 2.0;
  return sum < 360.0 ? (sum + 360.0) / 2.0 : (sum - 360.0) / 2.0;
}

static gdouble
cosine (gdouble degrees)
{
  return cos (degrees * G_PI / 180.0);
}

/* sqrt (C^7 / (C^7 + 25^7)), of (4) and (17). */
static gdouble
chroma_share (gdouble chroma)
{
  return sqrt (pow (chroma, 7.0) / (pow (chroma, 7.0) + pow (25.0, 7.0)));
}

gdouble
retexture_measures_delta_e (const gdouble lab_1[3], const gdouble lab_2[3])
{
  /* (2)-(6) */
  const gdouble g
      = 0.5
        * (1.0 - chroma_share ((hypot (lab_1[1], lab_1[2]) + hypot (lab_2[1], lab_2[2])) / 2.0));
  const gdouble a_1 = (1.0 + g) * lab_1[1], a_2 = (1.0 + g) * lab_2[1];
  const gdouble c_1 = hypot (a_1, lab_1[2]), c_2 = hypot (a_2, lab_2[2]);

  /* (7), (10), (14); a grey has no hue to differ in. */
  const gboolean grey = c_1 * c_2 == 0.0;
  const gdouble h_1 = hue_degrees (a_1, lab_1[2]), h_2 = hue_degrees (a_2, lab_2[2]);
  const gdouble dh = grey ? 0.0 : hue_difference (h_1, h_2);
  const gdouble h = grey ? h_1 + h_2 : hue_mean (h_1, h_2);

  /* (8), (9), (11)-(13) */
  const gdouble dl = lab_2[0] - lab_1[0];
  const gdouble dc = c_2 - c_1;
  const gdouble dh_chord = 2.0 * sqrt (c_1 * c_2) * sin (dh / 2.0 * G_PI / 180.0);
  const gdouble l_50 = pow ((lab_1[0] + lab_2[0]) / 2.0 - 50.0, 2.0);
  const gdouble c = (c_1 + c_2) / 2.0;

  /* (15)-(21) */
  const gdouble t = 1.0 - 0.17 * cosine (h - 30.0) + 0.24 * cosine (2.0 * h)
                    + 0.32 * cosine (3.0 * h + 6.0) - 0.20 * cosine (4.0 * h - 63.0);
  const gdouble s_l = 1.0 + 0.015 * l_50 / sqrt (20.0 + l_50);
  const gdouble s_c = 1.0 + 0.045 * c;
  const gdouble s_h = 1.0 + 0.015 * c * t;
  const gdouble turn = 30.0 * exp (-pow ((h - 275.0) / 25.0, 2.0));
  const gdouble r_t = -sin (2.0 * turn * G_PI / 180.0) * 2.0 * chroma_share (c);

  /* (22) */
  const gdouble l_term = dl / s_l, c_term = dc / s_c, h_term = dh_chord / s_h;

  return sqrt (
      MAX (0.0, l_term * l_term + c_term * c_term + h_term * h_term + r_t * c_term * h_term));
}

/* A strip's blur, as CIELAB. */
static void
render_tone (GeglBuffer *picture, const GeglRectangle *strip, gfloat *lab)
{
  const Babl *picture_format = gegl_buffer_get_format (picture);
  const Babl *rgb = babl_format_with_space ("R'G'B' float", picture_format);

  render_strip (picture, strip, TONE_RADIUS, keep_blur, lab);
  babl_process (babl_fish (rgb, babl_format ("CIE Lab float")), lab, lab,
                (glong) strip->width * strip->height);
}

RetextureToneShift
retexture_measures_tone_shift (GeglBuffer *one, GeglBuffer *other, const GeglRectangle *area)
{
  const gsize n_strip = (gsize) area->width * MIN (STRIP_ROWS, area->height);
  g_autofree gfloat *lab = g_new (gfloat, 2 * 3 * n_strip);
  RetextureToneShift shift = { 0.0, 0.0 };
  gsize n = 0;

  for (gint top = 0; top < area->height; top += STRIP_ROWS)
    {
      const GeglRectangle strip
          = { area->x, area->y + top, area->width, MIN (STRIP_ROWS, area->height - top) };

      render_tone (one, &strip, lab);
      render_tone (other, &strip, lab + 3 * n_strip);
      for (gint y = 0; y < strip.height; y += TONE_STEP)
        for (gint x = 0; x < strip.width; x += TONE_STEP, n++)
          {
            const gfloat *p = lab + 3 * ((gsize) y * strip.width + x);
            const gfloat *q = p + 3 * n_strip;
            const gdouble difference = retexture_measures_delta_e (
                (const gdouble[3]){ p[0], p[1], p[2] }, (const gdouble[3]){ q[0], q[1], q[2] });

            shift.mean += difference;
            shift.maximum = MAX (shift.maximum, difference);
          }
    }

  shift.mean /= MAX (n, 1);
  return shift;
}
