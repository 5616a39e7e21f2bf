/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A known loss whose original was taken from a slightly other place: bent by up to some pixels.
 * Both are made from a photograph of twice the size, so that neither is a resampled copy of the
 * other.
 */
#pragma once

#include "known-loss.h"
#include "plane-sample.h"

#define WARP_LENGTH 260.0

static inline void
warp_at (gdouble pixels, gdouble x, gdouble y, gdouble *u, gdouble *v)
{
  *u = 0.7 * pixels * sin (2.0 * G_PI * y / WARP_LENGTH + 0.7);
  *v = 0.7 * pixels * cos (2.0 * G_PI * x / WARP_LENGTH);
}

/* The place of the edit that the original shows at (x, y). */
static inline void
unwarp (gdouble pixels, gdouble x, gdouble y, gdouble *u, gdouble *v)
{
  *u = x;
  *v = y;
  for (gint i = 0; i < 8; i++)
    {
      gdouble dx, dy;

      warp_at (pixels, *u, *v, &dx, &dy);
      *u = x - dx;
      *v = y - dy;
    }
}

/* Between sixteen pixels, by a cubic, which loses little. */
static inline void
add_sample (const gfloat *rgba, gint width, gint height, gdouble x, gdouble y, gfloat *pixel)
{
  const gint left = (gint) floor (x), top = (gint) floor (y);
  gfloat across[4], down[4], slopes[4];

  retexture_cubic_weights (x - left, across, slopes);
  retexture_cubic_weights (y - top, down, slopes);
  for (gint k = 0; k < 16; k++)
    {
      const gint column = CLAMP (left + k % 4 - 1, 0, width - 1);
      const gint row = CLAMP (top + k / 4 - 1, 0, height - 1);

      for (gint c = 0; c < 3; c++)
        pixel[c] += across[k % 4] * down[k / 4] * rgba[4 * ((gsize) row * width + column) + c];
    }
}

/* Half the size of `full`, whose pixels are the means of squares of 2 x 2 of it, bent. */
static inline gfloat *
halved (const gfloat *full, gint width, gint height, gdouble pixels)
{
  gfloat *half = g_new0 (gfloat, (gsize) (width / 2) * (height / 2) * 4);

  for (gint y = 0; y < height / 2; y++)
    for (gint x = 0; x < width / 2; x++)
      {
        gfloat *pixel = half + 4 * ((gsize) y * (width / 2) + x);
        gdouble u, v;

        unwarp (pixels, x, y, &u, &v);
        for (gint k = 0; k < 4; k++)
          add_sample (full, width, height, 2.0 * u + k % 2, 2.0 * v + k / 2, pixel);
        for (gint c = 0; c < 3; c++)
          pixel[c] *= 0.25f;
        pixel[3] = 1.0f;
      }
  return half;
}

static inline KnownLoss *
warped_loss_new (GeglBuffer *photo, gdouble smoothing, gdouble drift, gdouble pixels)
{
  const gint width = gegl_buffer_get_width (photo), height = gegl_buffer_get_height (photo);
  const GeglRectangle half = { 0, 0, width / 2, height / 2 };
  g_autofree gfloat *full = pixels_of (photo);
  g_autofree gfloat *straight = halved (full, width, height, 0.0);
  g_autoptr (GeglBuffer) truth = picture_from_pixels ("R'G'B' float", &half, straight);
  KnownLoss *loss = known_loss_new (truth, smoothing, drift);

  g_free (loss->original);
  loss->original = halved (full, width, height, pixels);
  for (gint i = 0; i < half.width * half.height; i++)
    {
      gdouble u, v;

      unwarp (pixels, i % half.width, i / half.width, &u, &v);
      for (gint c = 0; c < 3; c++)
        loss->original[4 * i + c]
            = CLAMP (loss->original[4 * i + c] - blemishes_at (loss, u, v), 0.0, 1.0);
    }
  return loss;
}
