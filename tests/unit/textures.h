/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Known textures for the tests of borrowing, and how textures are compared: spectrum, distribution,
 * repetition. Planes are single floats, row by row.
 */
#pragma once

#include <complex.h>
#include <fftw3.h>

#include "gaussian.h"
#include "hash-noise.h"
#include "pictures.h"

typedef enum
{
  TEXTURE_PORES,   /* isotropic, of pore size, darker spots than light ones */
  TEXTURE_FUZZ,    /* short hairs along x */
  TEXTURE_BRUSHED, /* long streaks along x */
  TEXTURE_WEAVE    /* two sets of threads, a little irregular */
} TextureKind;

/* Adds what `radius_px` leaves of white noise, stretched along x by `stretch`. */
static inline void
add_noise (gfloat *plane, gint width, gint height, guint32 seed, gint stretch, gdouble radius_px)
{
  const GeglRectangle area = { 0, 0, width, height };
  const Babl *format = babl_format ("R'G'B' float");
  g_autofree gfloat *noise = g_new (gfloat, width + stretch);
  g_autofree gfloat *pixels = g_new (gfloat, 3 * (gsize) width * height);
  g_autofree gfloat *blurred = g_new (gfloat, 3 * (gsize) width * height);
  g_autoptr (GeglBuffer) from
      = gegl_buffer_linear_new_from_data (pixels, format, &area, GEGL_AUTO_ROWSTRIDE, NULL, NULL);
  g_autoptr (GeglBuffer) to
      = gegl_buffer_linear_new_from_data (blurred, format, &area, GEGL_AUTO_ROWSTRIDE, NULL, NULL);

  for (gint y = 0; y < height; y++)
    {
      gfloat sum = 0.0f;

      retexture_hash_noise_row (RETEXTURE_NOISE_GAUSSIAN, seed, 0, 0, y, width + stretch, noise);
      for (gint x = 0; x < stretch; x++)
        sum += noise[x];
      for (gint x = 0; x < width; x++)
        {
          pixels[3 * (y * width + x)] = pixels[3 * (y * width + x) + 1]
              = pixels[3 * (y * width + x) + 2] = sum / sqrtf (stretch);
          sum += noise[x + stretch] - noise[x];
        }
    }
  retexture_gaussian_blur (from, to, &area, radius_px);
  for (gsize i = 0; i < (gsize) width * height; i++)
    plane[i] += blurred[3 * i];
}

static inline gdouble
mean_of (const gfloat *plane, gsize n)
{
  gdouble sum = 0.0;

  for (gsize i = 0; i < n; i++)
    sum += plane[i];
  return sum / n;
}

/* The `power`-th moment about the mean. */
static inline gdouble
moment_of (const gfloat *plane, gsize n, gint power)
{
  const gdouble mean = mean_of (plane, n);
  gdouble sum = 0.0;

  for (gsize i = 0; i < n; i++)
    sum += pow (plane[i] - mean, power);
  return sum / n;
}

static inline gdouble
deviation_of (const gfloat *plane, gsize n)
{
  return sqrt (moment_of (plane, n, 2));
}

static inline gdouble
skew_of (const gfloat *plane, gsize n)
{
  return moment_of (plane, n, 3) / pow (moment_of (plane, n, 2), 1.5);
}

static inline gdouble
kurtosis_of (const gfloat *plane, gsize n)
{
  return moment_of (plane, n, 4) / pow (moment_of (plane, n, 2), 2.0);
}

/* Of deviation 1 and mean 0; to be freed. */
static inline gfloat *
texture_new (TextureKind kind, guint32 seed, gint width, gint height)
{
  const gsize n = (gsize) width * height;
  gfloat *plane = g_new0 (gfloat, n);
  gdouble mean, deviation;

  switch (kind)
    {
    case TEXTURE_PORES:
      add_noise (plane, width, height, seed, 1, 1.3);
      deviation = deviation_of (plane, n);
      for (gsize i = 0; i < n; i++)
        plane[i] = -expf (0.6f * plane[i] / deviation);
      break;
    case TEXTURE_FUZZ:
      add_noise (plane, width, height, seed, 6, 0.7);
      break;
    case TEXTURE_BRUSHED:
      add_noise (plane, width, height, seed, 24, 0.7);
      break;
    case TEXTURE_WEAVE:
      add_noise (plane, width, height, seed, 1, 1.0);
      deviation = deviation_of (plane, n);
      for (gint y = 0; y < height; y++)
        for (gint x = 0; x < width; x++)
          plane[y * width + x] = 0.5f * plane[y * width + x] / deviation
                                 + sinf (2.0f * G_PI * x / 7.0f) * sinf (2.0f * G_PI * y / 7.0f);
      break;
    }
  mean = mean_of (plane, n);
  deviation = deviation_of (plane, n);
  for (gsize i = 0; i < n; i++)
    plane[i] = (plane[i] - mean) / deviation;
  return plane;
}

/* A grey picture of a tone with a texture of that strength. */
static inline GeglBuffer *
picture_of_texture (
    const gchar *format, const gfloat *plane, gint width, gint height, gfloat tone, gfloat strength)
{
  g_autofree gfloat *rgba = g_new (gfloat, 4 * (gsize) width * height);

  for (gsize i = 0; i < 4 * (gsize) width * height; i++)
    rgba[i] = i % 4 == 3 ? 1.0f : tone + strength * plane[i / 4];
  return picture_from_pixels (format, GEGL_RECTANGLE (0, 0, width, height), rgba);
}

/* ---- comparing ---- */

#define SPECTRUM_TILE 64
#define SPECTRUM_BINS (SPECTRUM_TILE / 2)

/* The radial mean of the power spectrum, over half-overlapping tiles with a Hann window. */
static inline void
spectrum_of (const gfloat *plane, gint width, gint height, gdouble power[SPECTRUM_BINS])
{
  const gint size = SPECTRUM_TILE;
  g_autofree gdouble *mean = g_new0 (gdouble, size * (size / 2 + 1));
  gfloat *tile = fftwf_alloc_real (size * size);
  fftwf_complex *waves = fftwf_alloc_complex (size * (size / 2 + 1));
  fftwf_plan plan = fftwf_plan_dft_r2c_2d (size, size, tile, waves, FFTW_ESTIMATE);
  gint n[SPECTRUM_BINS] = { 0 };

  for (gint top = 0; top + size <= height; top += size / 2)
    for (gint left = 0; left + size <= width; left += size / 2)
      {
        for (gint y = 0; y < size; y++)
          for (gint x = 0; x < size; x++)
            tile[y * size + x] = plane[(top + y) * width + left + x]
                                 * (0.5 - 0.5 * cos (2.0 * G_PI * (x + 0.5) / size))
                                 * (0.5 - 0.5 * cos (2.0 * G_PI * (y + 0.5) / size));
        fftwf_execute (plan);
        for (gint i = 0; i < size * (size / 2 + 1); i++)
          mean[i] += crealf (waves[i] * conjf (waves[i]));
      }
  memset (power, 0, SPECTRUM_BINS * sizeof (gdouble));
  for (gint y = 0; y < size; y++)
    for (gint x = 0; x <= size / 2; x++)
      {
        const gint bin = (gint) floor (hypot (x, y <= size / 2 ? y : size - y) + 0.5);

        if (bin < SPECTRUM_BINS)
          {
            power[bin] += mean[y * (size / 2 + 1) + x];
            n[bin]++;
          }
      }
  for (gint i = 0; i < SPECTRUM_BINS; i++)
    power[i]
        /= n[i] * (((height - size) / (size / 2)) + 1.0) * (((width - size) / (size / 2)) + 1.0);
  fftwf_destroy_plan (plan);
  fftwf_free (waves);
  fftwf_free (tile);
}

/* What lies so far below the strongest frequencies drowns in the noise of any photograph. */
#define SPECTRUM_FLOOR 0.003

/* The largest difference of two textures' spectra in decibels, where the first has any power. */
static inline gdouble
largest_decibels (const gfloat *one,
                  gint width,
                  gint height,
                  const gfloat *other,
                  gint other_width,
                  gint other_height)
{
  gdouble a[SPECTRUM_BINS], b[SPECTRUM_BINS], strongest = 0.0, largest = 0.0;

  spectrum_of (one, width, height, a);
  spectrum_of (other, other_width, other_height, b);
  for (gint i = 1; i < SPECTRUM_BINS; i++)
    strongest = MAX (strongest, a[i]);
  /* The window smears the mean into the first bins. */
  for (gint i = 3; i < SPECTRUM_BINS; i++)
    if (a[i] > SPECTRUM_FLOOR * strongest)
      largest = MAX (largest, fabs (10.0 * log10 (b[i] / a[i])));
  return largest;
}

/* The highest correlation of a texture with itself moved by more than `nearest` pixels, and by less
 * than half its size. */
static inline gdouble
repetition_of (const gfloat *plane, gint width, gint height, gdouble nearest)
{
  const gint w = 2 * width, h = 2 * height;
  const gsize n_waves = (gsize) h * (w / 2 + 1);
  gfloat *values = fftwf_alloc_real ((gsize) w * h);
  fftwf_complex *waves = fftwf_alloc_complex (n_waves);
  fftwf_plan forth = fftwf_plan_dft_r2c_2d (h, w, values, waves, FFTW_ESTIMATE);
  fftwf_plan back = fftwf_plan_dft_c2r_2d (h, w, waves, values, FFTW_ESTIMATE);
  const gdouble mean = mean_of (plane, (gsize) width * height);
  gdouble highest = 0.0, whole;

  memset (values, 0, sizeof (gfloat) * w * h);
  for (gint y = 0; y < height; y++)
    for (gint x = 0; x < width; x++)
      values[(gsize) y * w + x] = plane[y * width + x] - mean;
  fftwf_execute (forth);
  for (gsize i = 0; i < n_waves; i++)
    {
      waves[i] *= conjf (waves[i]);
    }
  fftwf_execute (back);
  whole = values[0] / ((gdouble) width * height);
  for (gint y = -height / 2; y <= height / 2; y++)
    for (gint x = -width / 2; x <= width / 2; x++)
      if (hypot (x, y) > nearest)
        {
          const gdouble value = values[(gsize) ((y + h) % h) * w + (x + w) % w];

          highest
              = MAX (highest, value / ((gdouble) (width - ABS (x)) * (height - ABS (y))) / whole);
        }
  fftwf_destroy_plan (forth);
  fftwf_destroy_plan (back);
  fftwf_free (values);
  fftwf_free (waves);
  return highest;
}
