/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Clipped pixels are left out: the correlation at a lag is the mean product of those pairs of which
 * both are known. By the Wiener-Khinchin theorem its Fourier transform is the power spectrum, whose
 * root shapes white noise into a texture of the same kind (B. Galerne, Y. Gousseau and J.-M. Morel,
 * "Random Phase Textures", IEEE Trans. Image Process. 20 (2011) 257-267).
 */
#include "metal-sample.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "donor-texture.h"
#include "exemplar.h"
#include "hash-noise.h"
#include "sheet-laying.h"

#define REACH RETEXTURE_METAL_REACH

/* The plane of the hash; other users of the same seed have others. */
#define PLANE_NOISE 111

/* Of the plane that imitates. */
#define SIZE 512

/* Of the plane on which power is found: a wave more than the correlation goes to either side. */
#define POWER_SIZE 256

#define ITERATIONS 16
#define SMALL_LAG 6

/* Less of a wave was tone rather than texture. */
#define LEAST_TAKEN 0.5

/* What is needed to measure anything: so many pixels a side. */
#define LEAST_SIDE 24

/* Tones outside these are clipped, or next to it. */
#define DARKEST 0.01f
#define LIGHTEST 0.98f

/* Less is the rounding of 8 bits. */
#define LEAST_DEVIATION 0.0012

/* Up to this share of the reach a correlation counts in full; then it fades. */
#define TRUSTED 0.5

/* Directions are those of gradients at this blur: finer ones are noise and the pixels' own grid. */
#define SMOOTHING 1.0
#define SMOOTHING_REACH 8

/* Texture is like itself as far as its correlation is above this. */
#define ALIKE 0.2

/* A plane with the known values, and one with 1 where they are. */
typedef struct
{
  RetextureFourier *values, *known;
} Planes;

/* The correlation of all pairs, unnormalised, in place. */
static void
correlate (RetextureFourier *plane)
{
  const gsize n = (gsize) plane->size * (plane->size / 2 + 1);

  retexture_fourier_forward (plane);
  for (gsize i = 0; i < n; i++)
    plane->waves[i] *= conjf (plane->waves[i]);
  retexture_fourier_back (plane);
}

static gfloat
at_lag (const RetextureFourier *plane, gint x, gint y)
{
  return plane->values[(gsize) (y & (plane->size - 1)) * plane->size + (x & (plane->size - 1))];
}

static gdouble
fade (gint lag)
{
  const gdouble t = ((gdouble) ABS (lag) / REACH - TRUSTED) / (1.0 - TRUSTED);

  return t <= 0.0 ? 1.0 : 0.5 + 0.5 * cos (G_PI * MIN (t, 1.0));
}

static void
find_correlation (RetextureMetalSample *self, const Planes *planes)
{
  gdouble whole;

  correlate (planes->values);
  correlate (planes->known);
  whole = at_lag (planes->values, 0, 0) / at_lag (planes->known, 0, 0);
  for (gint y = -REACH; y <= REACH; y++)
    for (gint x = -REACH; x <= REACH; x++)
      {
        const gdouble pairs = at_lag (planes->known, x, y);

        /* Fewer pairs than this are none: the count itself comes from a Fourier transform. */
        self->correlation[y + REACH][x + REACH]
            = pairs < 1.0 ? 0.0
                          : at_lag (planes->values, x, y) / pairs / whole * fade (x) * fade (y);
      }
}

static gdouble
correlation_at (const RetextureMetalSample *self, gint x, gint y)
{
  return self->correlation[y + REACH][x + REACH];
}

static void
put_correlation (const RetextureMetalSample *self, RetextureFourier *plane)
{
  memset (plane->values, 0, (gsize) plane->size * plane->size * sizeof (gfloat));
  for (gint y = -REACH; y <= REACH; y++)
    for (gint x = -REACH; x <= REACH; x++)
      plane->values[(gsize) (y & (plane->size - 1)) * plane->size + (x & (plane->size - 1))]
          = self->correlation[y + REACH][x + REACH];
}

/* From the correlation to its power, which is never negative. */
static void
find_power (RetextureFourier *plane)
{
  const gsize n = (gsize) plane->size * (plane->size / 2 + 1);

  retexture_fourier_forward (plane);
  for (gsize i = 0; i < n; i++)
    plane->waves[i] = MAX (crealf (plane->waves[i]), 0.0f);
}

/* A correlation measured on few pairs is one of no texture at all: its power is negative here and
 * there. Again and again that is mended, and what it changed at small lags, which say how rough the
 * texture is in each direction, is put right. What laying a sheet will add to that is taken off. */
static void
make_possible (RetextureMetalSample *self, RetextureFourier *plane)
{
  const gdouble spacing = retexture_sheet_spacing (self->length);
  const gdouble added = RETEXTURE_SHEET_ROUGHNESS / (spacing * spacing);
  gfloat (*wanted)[2 * REACH + 1] = g_memdup2 (self->correlation, sizeof self->correlation);

  for (gint n = 0; n < ITERATIONS; n++)
    {
      put_correlation (self, plane);
      find_power (plane);
      retexture_fourier_back (plane);
      for (gint y = -SMALL_LAG; y <= SMALL_LAG; y++)
        for (gint x = -SMALL_LAG; x <= SMALL_LAG; x++)
          self->correlation[y + REACH][x + REACH]
              += wanted[y + REACH][x + REACH] * (1.0 + 0.5 * added * (x * x + y * y))
                 - at_lag (plane, x, y);
    }
  g_free (wanted);
}

/* The share of a wave that was taken for texture when tone was split off, as far as the rest can be
 * told. */
static gdouble
taken_gain (gdouble x, gdouble y, gpointer user_data)
{
  const gdouble *radius = user_data;
  const gdouble share = 1.0 - exp (-2.0 * G_PI * G_PI * *radius * *radius * (x * x + y * y));

  return 1.0 / pow (MAX (share, LEAST_TAKEN), 2);
}

/* What is measured is texture without tone; what is made must be that once it is without tone. */
static void
undo_split (RetextureMetalSample *self, RetextureFourier *plane)
{
  gdouble radius = self->radius, before, after;

  put_correlation (self, plane);
  find_power (plane);
  retexture_fourier_back (plane);
  before = at_lag (plane, 0, 0);
  retexture_fourier_forward (plane);
  retexture_fourier_filter (plane, taken_gain, &radius);
  retexture_fourier_back (plane);
  after = at_lag (plane, 0, 0);
  for (gint y = -REACH; y <= REACH; y++)
    for (gint x = -REACH; x <= REACH; x++)
      self->correlation[y + REACH][x + REACH] = at_lag (plane, x, y) / after;
  self->strength *= sqrt (after / before);
}

/* The tensor of the gradients of the texture smoothed by a Gaussian. The mean product of two
 * derivatives of a smoothed signal is minus its correlation's second derivative, and smoothing both
 * is smoothing that by twice the variance. */
static void
find_direction (RetextureMetalSample *self)
{
  const gdouble variance = 2.0 * SMOOTHING * SMOOTHING;
  gdouble xx = 0.0, xy = 0.0, yy = 0.0, half, root;

  for (gint y = -SMOOTHING_REACH; y <= SMOOTHING_REACH; y++)
    for (gint x = -SMOOTHING_REACH; x <= SMOOTHING_REACH; x++)
      {
        const gdouble weighted
            = correlation_at (self, x, y) * exp (-0.5 * (x * x + y * y) / variance);

        xx += weighted * (variance - x * x);
        yy += weighted * (variance - y * y);
        xy -= weighted * x * y;
      }
  half = 0.5 * (xx - yy);
  root = sqrt (half * half + xy * xy);
  self->angle = 0.5 * atan2 (2.0 * xy, xx - yy) + 0.5 * G_PI;
  self->anisotropy = (0.5 * (xx + yy) + root) / MAX (0.5 * (xx + yy) - root, 1e-9);
}

static void
find_length (RetextureMetalSample *self)
{
  const gdouble x = cos (self->angle), y = sin (self->angle);

  self->length = 1.0;
  while (self->length < REACH - 1
         && correlation_at (self, (gint) floor (self->length * x + 0.5),
                            (gint) floor (self->length * y + 0.5))
                > ALIKE)
    self->length += 1.0;
}

/* Fills the planes from what was separated; FALSE where too little of it is not clipped. */
static gboolean
read_texture (RetextureMetalSample *self,
              const RetextureDonorTexture *texture,
              const gfloat *factors,
              const Planes *planes)
{
  const gsize n = retexture_donor_texture_n_pixels (texture);
  gdouble sum = 0.0, square = 0.0, light = 0.0, tone = 0.0, mean;
  gsize known = 0;

  for (gsize i = 0; i < n; i++)
    if (texture->tones[i] > DARKEST && texture->tones[i] < LIGHTEST)
      {
        known++;
        sum += texture->texture[3 * i];
        square += texture->texture[3 * i] * texture->texture[3 * i];
        light += factors[i] * factors[i];
        tone += texture->tones[i];
      }
  if (known < LEAST_SIDE * LEAST_SIDE)
    return FALSE;
  mean = sum / known;
  self->deviation = sqrt (MAX (square / known - mean * mean, 0.0));
  self->light = sqrt (MAX (light / known, 1e-4));
  self->strength = self->deviation / self->light;
  self->tone = tone / known;
  for (gsize i = 0; i < n; i++)
    if (texture->tones[i] > DARKEST && texture->tones[i] < LIGHTEST)
      {
        const gsize place = i / texture->width * planes->values->size + i % texture->width;

        planes->values->values[place] = texture->texture[3 * i] - mean;
        planes->known->values[place] = 1.0f;
      }
  return TRUE;
}

static RetextureMetalSample *
refuse (GError **error, RetextureDonorError code, const gchar *sentence)
{
  g_set_error_literal (error, RETEXTURE_DONOR_ERROR, code, sentence);
  return NULL;
}

RetextureMetalSample *
retexture_metal_sample_new (GeglBuffer *picture,
                            const GeglRectangle *area,
                            gdouble radius,
                            const RetextureSpecular *specular,
                            GError **error)
{
  g_autoptr (RetextureMetalSample) self = g_new0 (RetextureMetalSample, 1);
  g_autoptr (RetextureDonorTexture) texture = NULL;
  g_autoptr (RetextureFourier) values = NULL;
  g_autoptr (RetextureFourier) known = NULL;
  g_autoptr (RetextureFourier) plane = NULL;
  g_autofree gfloat *factors = NULL;
  gint size = 1;

  if (MIN (area->width, area->height) < LEAST_SIDE)
    return refuse (error, RETEXTURE_DONOR_TOO_SMALL,
                   _ ("The region of intact metal is too small to measure. Draw a larger one."));
  while (size < MAX (area->width, area->height) + REACH)
    size *= 2;
  texture = retexture_donor_texture_new (picture, area, radius);
  factors = g_new (gfloat, retexture_donor_texture_n_pixels (texture));
  retexture_specular_find (picture, area, 1.0, specular, factors, NULL);
  values = retexture_fourier_new (size);
  known = retexture_fourier_new (size);
  if (!read_texture (self, texture, factors, &(Planes){ values, known })
      || self->deviation < LEAST_DEVIATION)
    return refuse (error, RETEXTURE_DONOR_WITHOUT_TEXTURE,
                   _ ("The region of intact metal holds no texture to match. Choose one that "
                      "does."));
  self->area = *area;
  self->radius = radius;
  find_correlation (self, &(Planes){ values, known });
  find_direction (self);
  find_length (self);
  plane = retexture_fourier_new (POWER_SIZE);
  make_possible (self, plane);
  undo_split (self, plane);
  return g_steal_pointer (&self);
}

RetextureFourier *
retexture_metal_sample_imitate (const RetextureMetalSample *self, guint32 seed)
{
  RetextureFourier *plane = retexture_fourier_new (SIZE);
  const gint n = SIZE * (SIZE / 2 + 1);
  g_autofree gfloat *amplitudes = g_new (gfloat, n);

  put_correlation (self, plane);
  find_power (plane);
  for (gint i = 0; i < n; i++)
    amplitudes[i] = sqrtf (crealf (plane->waves[i]));

  for (gint y = 0; y < SIZE; y++)
    retexture_hash_noise_row (RETEXTURE_NOISE_GAUSSIAN, seed, PLANE_NOISE, 0, y, SIZE,
                              plane->values + (gsize) y * SIZE);
  retexture_fourier_forward (plane);
  for (gint i = 0; i < n; i++)
    plane->waves[i] *= amplitudes[i];
  retexture_fourier_back (plane);
  return plane;
}
