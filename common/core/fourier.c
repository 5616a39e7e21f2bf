/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "fourier.h"

#include <string.h>

GMutex *
retexture_fourier_planner (void)
{
  static GMutex planner;

  return &planner;
}

static gsize
n_waves (gint size)
{
  return (gsize) size * (size / 2 + 1);
}

RetextureFourier *
retexture_fourier_new (gint size)
{
  RetextureFourier *self = g_new (RetextureFourier, 1);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (retexture_fourier_planner ());

  self->size = size;
  self->values = fftwf_alloc_real ((gsize) size * size);
  self->waves = (complex float *) fftwf_alloc_complex (n_waves (size));
  memset (self->values, 0, (gsize) size * size * sizeof *self->values);
  memset (self->waves, 0, n_waves (size) * sizeof *self->waves);
  /* Nothing is measured: the same plan, and the same numbers, every time. */
  self->forward = fftwf_plan_dft_r2c_2d (size, size, self->values, (fftwf_complex *) self->waves,
                                         FFTW_ESTIMATE);
  self->back = fftwf_plan_dft_c2r_2d (size, size, (fftwf_complex *) self->waves, self->values,
                                      FFTW_ESTIMATE);
  return self;
}

void
retexture_fourier_free (RetextureFourier *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (retexture_fourier_planner ());

  fftwf_destroy_plan (self->forward);
  fftwf_destroy_plan (self->back);
  fftwf_free (self->waves);
  fftwf_free (self->values);
  g_free (self);
}

void
retexture_fourier_forward (RetextureFourier *self)
{
  fftwf_execute (self->forward);
}

void
retexture_fourier_back (RetextureFourier *self)
{
  const gsize n = (gsize) self->size * self->size;

  fftwf_execute (self->back);
  for (gsize i = 0; i < n; i++)
    self->values[i] /= n;
}

void
retexture_fourier_filter (RetextureFourier *self, RetextureFourierGain gain, gpointer user_data)
{
  const gint columns = self->size / 2 + 1;

  for (gint row = 0; row < self->size; row++)
    for (gint column = 0; column < columns; column++)
      self->waves[(gsize) row * columns + column] *= (gfloat) gain (
          (gdouble) column / self->size, retexture_fourier_frequency (self, row), user_data);
}
