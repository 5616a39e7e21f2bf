/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "sheet.h"

/* Of the levels: standard deviations in finished pixels. */
static const gdouble blurs[RETEXTURE_SHEET_LEVELS] = { 0.0, 0.8, 1.6, 3.2 };

static gdouble
gaussian_gain (gdouble x, gdouble y, gdouble variance)
{
  return exp (-2.0 * G_PI * G_PI * variance * (x * x + y * y));
}

static gdouble
blur_gain (gdouble x, gdouble y, gpointer user_data)
{
  const gdouble *radius = user_data;

  return gaussian_gain (x, y, *radius * *radius);
}

/* The mean power that linear interpolation leaves of a wave, at `frequency` in cycles a sample: the
 * mean over all places t between two samples of |1 - t + t e^iw|^2. */
static gdouble
interpolated_power (gdouble frequency)
{
  return 1.0 - (1.0 - cos (2.0 * G_PI * frequency)) / 3.0;
}

static void
normalise (gfloat *values, gsize n)
{
  gdouble sum = 0.0, square = 0.0, mean, deviation;

  for (gsize i = 0; i < n; i++)
    {
      sum += values[i];
      square += (gdouble) values[i] * values[i];
    }
  mean = sum / n;
  deviation = sqrt (MAX (square / n - mean * mean, 1e-30));
  for (gsize i = 0; i < n; i++)
    values[i] = (values[i] - mean) / deviation;
}

static void
cluster (RetextureFourier *texture, const RetextureClusters *clusters)
{
  const gsize n = (gsize) texture->size * texture->size;
  gdouble radius = clusters->radius;
  g_autofree gfloat *sharp = NULL;

  if (clusters->amount == 0.0)
    return;
  sharp = g_memdup2 (texture->values, n * sizeof (gfloat));
  retexture_fourier_forward (texture);
  retexture_fourier_filter (texture, blur_gain, &radius);
  retexture_fourier_back (texture);
  for (gsize i = 0; i < n; i++)
    texture->values[i] = retexture_clusters_sharpen (clusters, sharp[i], texture->values[i]);
  if (clusters->preserve)
    normalise (texture->values, n);
}

/* A level from the waves of the texture: finer, blurred, as pixels of that size average it, and
 * stronger by what reading between its samples will take away. */
static gfloat *
make_level (const RetextureFourier *texture, gdouble pixel_size, gdouble blur)
{
  const gint size = RETEXTURE_SHEET_FINENESS * texture->size, columns = texture->size / 2;
  const gsize n = (gsize) size * size;
  const gdouble variance = blur * blur + (pixel_size * pixel_size - 1.0) / 12.0;
  g_autoptr (RetextureFourier) fine = retexture_fourier_new (size);

  /* The highest frequency is left out: it has no direction. */
  for (gint row = 0; row < texture->size; row++)
    for (gint column = 0; column < columns && row != texture->size / 2; column++)
      {
        const gdouble x = (gdouble) column / texture->size;
        const gdouble y = retexture_fourier_frequency (texture, row);
        const gint target = row < texture->size / 2 ? row : size - (texture->size - row);
        const gdouble kept = interpolated_power (x / RETEXTURE_SHEET_FINENESS)
                             * interpolated_power (y / RETEXTURE_SHEET_FINENESS);

        fine->waves[(gsize) target * (size / 2 + 1) + column]
            = texture->waves[(gsize) row * (columns + 1) + column]
              * (gfloat) (RETEXTURE_SHEET_FINENESS * RETEXTURE_SHEET_FINENESS
                          * gaussian_gain (x, y, variance) / sqrt (kept));
      }
  fine->waves[0] = 0.0f;
  retexture_fourier_back (fine);
  return g_memdup2 (fine->values, n * sizeof (gfloat));
}

RetextureSheet *
retexture_sheet_new (RetextureFourier *texture,
                     const RetextureClusters *clusters,
                     gdouble pixel_size,
                     gboolean blurred)
{
  RetextureSheet *self = g_new0 (RetextureSheet, 1);

  normalise (texture->values, (gsize) texture->size * texture->size);
  cluster (texture, clusters);
  retexture_fourier_forward (texture);
  self->size = RETEXTURE_SHEET_FINENESS * texture->size;
  self->n_levels = blurred ? RETEXTURE_SHEET_LEVELS : 1;
  for (gint i = 0; i < self->n_levels; i++)
    self->levels[i] = make_level (texture, pixel_size, blurs[i]);
  return self;
}

void
retexture_sheet_free (RetextureSheet *self)
{
  for (gint i = 0; i < self->n_levels; i++)
    g_free (self->levels[i]);
  g_free (self);
}

gint
retexture_sheet_level (const RetextureSheet *self, gdouble blur)
{
  gint nearest = 0;

  for (gint i = 1; i < self->n_levels; i++)
    if (fabs (blurs[i] - blur) < fabs (blurs[nearest] - blur))
      nearest = i;
  return nearest;
}
