/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Poisson's equation in the cosine transform, in which both it and the Gaussian are products:
 *
 *   plane = divergence / (2 cos (a) + 2 cos (b) - 4)        a = pi k / columns, b = pi l / rows
 *   detail = plane (1 - g)^2 / h                            g = exp (-radius^2 (a^2 + b^2) / 2)
 *
 * and h the same of what blurred it. Squared, because what is coarse is to stay: a Gaussian's own
 * flank would take some of it along.
 */
#include "poisson.h"

#include <math.h>

#include "fourier.h"

/* More than this would be noise. */
#define MOST 1.5

RetextureGradients
retexture_gradients_of (const RetexturePlane *plane)
{
  const gint width = plane->width, height = plane->height;
  RetextureGradients self
      = { retexture_plane_new (width, height), retexture_plane_new (width, height) };

  for (gint y = 0; y < height; y++)
    for (gint x = 0; x < width; x++)
      {
        const gsize at = (gsize) y * width + x;
        const gfloat here = plane->values[at];

        self.across.values[at] = x + 1 < width ? plane->values[at + 1] - here : 0.0f;
        self.down.values[at] = y + 1 < height ? plane->values[at + width] - here : 0.0f;
      }
  return self;
}

void
retexture_gradients_clear (RetextureGradients *self)
{
  retexture_plane_clear (&self->across);
  retexture_plane_clear (&self->down);
}

/* Of the plane's size; what goes beyond its edge is nothing. */
static void
find_divergence (const RetextureGradients *self, gfloat *divergence)
{
  const gint width = self->across.width, height = self->across.height;

  for (gint y = 0; y < height; y++)
    for (gint x = 0; x < width; x++)
      {
        const gsize at = (gsize) y * width + x;

        divergence[at] = (x + 1 < width ? self->across.values[at] : 0.0f)
                         + (y + 1 < height ? self->down.values[at] : 0.0f)
                         - (x > 0 ? self->across.values[at - 1] : 0.0f)
                         - (y > 0 ? self->down.values[at - width] : 0.0f);
      }
}

static void
solve (gfloat *waves, gint width, gint height, gdouble radius, gdouble blurred)
{
  const gdouble norm = 1.0 / (4.0 * width * height);

  for (gint l = 0; l < height; l++)
    for (gint k = 0; k < width; k++)
      {
        const gdouble a = G_PI * k / width, b = G_PI * l / height;
        const gdouble rest = 1.0 - exp (-0.5 * radius * radius * (a * a + b * b));
        const gdouble restored = MIN (exp (0.5 * blurred * blurred * (a * a + b * b)), MOST);

        if (k == 0 && l == 0)
          waves[0] = 0.0f;
        else
          waves[(gsize) l * width + k]
              *= (gfloat) (norm * restored * rest * rest / (2.0 * cos (a) + 2.0 * cos (b) - 4.0));
      }
}

RetexturePlane
retexture_gradients_to_detail (const RetextureGradients *self, gdouble radius, gdouble blurred)
{
  const gint width = self->across.width, height = self->across.height;
  RetexturePlane result = retexture_plane_new (width, height);
  gfloat *waves = fftwf_alloc_real ((gsize) width * height);
  fftwf_plan there, back;

  g_mutex_lock (retexture_fourier_planner ());
  there = fftwf_plan_r2r_2d (height, width, result.values, waves, FFTW_REDFT10, FFTW_REDFT10,
                             FFTW_ESTIMATE | FFTW_UNALIGNED);
  back = fftwf_plan_r2r_2d (height, width, waves, result.values, FFTW_REDFT01, FFTW_REDFT01,
                            FFTW_ESTIMATE | FFTW_UNALIGNED);
  g_mutex_unlock (retexture_fourier_planner ());
  find_divergence (self, result.values);
  fftwf_execute (there);
  solve (waves, width, height, radius, blurred);
  fftwf_execute (back);
  g_mutex_lock (retexture_fourier_planner ());
  fftwf_destroy_plan (there);
  fftwf_destroy_plan (back);
  g_mutex_unlock (retexture_fourier_planner ());
  fftwf_free (waves);
  return result;
}
