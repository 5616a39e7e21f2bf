/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "donor-texture.h"

#include <math.h>

#include "gaussian.h"
#include "luma.h"

/* The slow changes of strength that are told apart: wider than texture itself, in radii and in
 * pixels at least; and the share of the mean strength below which nothing counts as weaker. */
#define EVENING 4.0
#define LEAST_EVENING 12.0
#define LEAST_STRENGTH 0.3

/* Confidence in the donor's own tones: a variance of their logarithms that counts half. */
#define TONE_SPREAD 0.02

/* What is left of a texture's own lower frequencies and what is borrowed have nothing to do with
 * each other: their energies add up, not their amplitudes. Beside a Gaussian's g the rest would
 * have to be sqrt (1 - g²); the rest of one that is so many times as wide comes within 13 % of the
 * energy at all frequencies, where 1 - g lacks half of it. */
#define WIDER 1.7320508

/* Of colours less different from grey than this, in the mean square, nothing can be said. */
#define LEAST_COLOUR 0.003

/* Of the gradients' energy, what changes its sign in a mirror. */
#define LEANING 0.15

gsize
retexture_donor_texture_n_pixels (const RetextureDonorTexture *self)
{
  return (gsize) self->width * self->height;
}

gdouble
retexture_donor_texture_radius (gdouble radius)
{
  return WIDER * radius;
}

/* Turns pixels and their blur into texture and tones. */
static void
separate (RetextureDonorTexture *self, const gfloat *blurred)
{
  const gsize n = retexture_donor_texture_n_pixels (self);

  for (gsize i = 0; i < n; i++)
    {
      gfloat *pixel = self->texture + 3 * i;
      const gfloat red = pixel[0] - blurred[3 * i], blue = pixel[2] - blurred[3 * i + 2];
      const gfloat whole = retexture_luma (pixel) - retexture_luma (blurred + 3 * i);

      for (gint c = 0; c < 3; c++)
        self->colour[c] += blurred[3 * i + c] / (gdouble) n;
      self->tones[i] = retexture_luma (blurred + 3 * i);
      pixel[0] = whole;
      pixel[1] = blue - whole;
      pixel[2] = red - whole;
    }
}

static void
find_means (RetextureDonorTexture *self)
{
  const gsize n = retexture_donor_texture_n_pixels (self);
  gdouble sum = 0.0, squares = 0.0;

  for (gsize i = 0; i < n; i++)
    {
      const gdouble value = self->texture[3 * i];

      sum += value / n;
      squares += value * value / n;
      self->tone += self->tones[i] / n;
    }
  self->deviation = sqrt (MAX (0.0, squares - sum * sum));
}

RetextureDonorTexture *
retexture_donor_texture_new (GeglBuffer *picture, const GeglRectangle *area, gdouble radius)
{
  const Babl *format = babl_format_with_space ("R'G'B' float", gegl_buffer_get_format (picture));
  RetextureDonorTexture *self = g_new0 (RetextureDonorTexture, 1);
  const gsize n = (gsize) area->width * area->height;
  g_autofree gfloat *blurred = g_new (gfloat, 3 * n);
  g_autoptr (GeglBuffer) target
      = gegl_buffer_linear_new_from_data (blurred, format, area, GEGL_AUTO_ROWSTRIDE, NULL, NULL);

  self->width = area->width;
  self->height = area->height;
  self->texture = g_new (gfloat, 3 * n);
  self->tones = g_new (gfloat, n);
  retexture_gaussian_blur (picture, target, area, radius);
  gegl_buffer_get (picture, area, 1.0, format, self->texture, GEGL_AUTO_ROWSTRIDE,
                   GEGL_ABYSS_CLAMP);
  separate (self, blurred);
  find_means (self);
  return self;
}

void
retexture_donor_texture_free (RetextureDonorTexture *self)
{
  g_free (self->texture);
  g_free (self->tones);
  g_free (self);
}

gfloat *
retexture_donor_texture_find_strengths (const RetextureDonorTexture *self, gdouble radius)
{
  const gsize n = retexture_donor_texture_n_pixels (self);
  const Babl *format = babl_format ("R'G'B' float");
  const GeglRectangle area = { 0, 0, self->width, self->height };
  gfloat *strengths = g_new (gfloat, n);
  g_autofree gfloat *squares = g_new (gfloat, 3 * n);
  g_autofree gfloat *blurred = g_new (gfloat, 3 * n);
  g_autoptr (GeglBuffer) from
      = gegl_buffer_linear_new_from_data (squares, format, &area, GEGL_AUTO_ROWSTRIDE, NULL, NULL);
  g_autoptr (GeglBuffer) to
      = gegl_buffer_linear_new_from_data (blurred, format, &area, GEGL_AUTO_ROWSTRIDE, NULL, NULL);

  for (gsize i = 0; i < 3 * n; i++)
    squares[i] = self->texture[i / 3 * 3] * self->texture[i / 3 * 3];
  retexture_gaussian_blur (from, to, &area, MAX (EVENING * radius, LEAST_EVENING));
  for (gsize i = 0; i < n; i++)
    strengths[i] = MAX (sqrt (MAX (blurred[3 * i], 0.0f)) / self->deviation, LEAST_STRENGTH);
  return strengths;
}

/* Least squares: what red and blue change by beyond luma, for what they would in proportion. */
gdouble
retexture_donor_texture_find_tint (const RetextureDonorTexture *self)
{
  const gdouble tone = MAX (self->tone, RETEXTURE_DONOR_DARKEST);
  const gdouble blue = self->colour[2] / tone - 1.0, red = self->colour[0] / tone - 1.0;
  gdouble products = 0.0, squares = 0.0;

  for (gsize i = 0; i < retexture_donor_texture_n_pixels (self); i++)
    {
      const gfloat *values = self->texture + 3 * i;

      products += values[0] * (blue * values[1] + red * values[2]);
      squares += values[0] * values[0];
    }
  return CLAMP (products / (squares * (blue * blue + red * red + LEAST_COLOUR) + 1e-12), 0.0, 1.0);
}

gboolean
retexture_donor_texture_leans (const RetextureDonorTexture *self)
{
  const gint stride = 3 * self->width;
  gdouble squares = 0.0, products = 0.0;

  for (gint y = 1; y < self->height - 1; y++)
    for (gint x = 1; x < self->width - 1; x++)
      {
        const gfloat *here = self->texture + (gsize) y * stride + 3 * x;
        const gdouble across = here[3] - here[-3], down = here[stride] - here[-stride];

        squares += across * across + down * down;
        products += across * down;
      }
  return 2.0 * fabs (products) > LEANING * squares;
}

/* Least squares on logarithms, drawn towards 0 where the tones are too much alike to tell. */
gdouble
retexture_donor_texture_find_response (const RetextureDonorTexture *self, const gfloat *strengths)
{
  const gsize n = retexture_donor_texture_n_pixels (self);
  gdouble mean_x = 0.0, mean_y = 0.0, xx = 0.0, xy = 0.0;

  for (gsize i = 0; i < n; i++)
    {
      mean_x += log (MAX (self->tones[i], RETEXTURE_DONOR_DARKEST)) / n;
      mean_y += log (strengths[i]) / n;
    }
  for (gsize i = 0; i < n; i++)
    {
      const gdouble x = log (MAX (self->tones[i], RETEXTURE_DONOR_DARKEST)) - mean_x;

      xx += x * x / n;
      xy += x * (log (strengths[i]) - mean_y) / n;
    }
  return CLAMP (xy / (xx + TONE_SPREAD), -1.0, 2.0);
}
