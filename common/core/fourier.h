/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The Fourier transform of a square plane that goes on periodically, there and back. FFTW, whose
 * planner must not be called from two threads at once; it is here that it is not.
 */
#pragma once

#include <complex.h>
#include <fftw3.h>
#include <glib.h>

typedef struct
{
  gint size;      /* of the plane: a power of two; waves have size / 2 + 1 columns */
  gfloat *values; /* row by row */
  complex float *waves;
  fftwf_plan forward, back;
} RetextureFourier;

/* All 0. */
RetextureFourier *retexture_fourier_new (gint size);
void retexture_fourier_free (RetextureFourier *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RetextureFourier, retexture_fourier_free)

/* Values to waves. */
void retexture_fourier_forward (RetextureFourier *self);

/* Waves, which are lost, to values: forward and back is the same again. */
void retexture_fourier_back (RetextureFourier *self);

/* The frequency of a row of waves in cycles a sample, -1/2 to 1/2; a column's is column / size. */
static inline gdouble
retexture_fourier_frequency (const RetextureFourier *self, gint row)
{
  return (gdouble) (row <= self->size / 2 ? row : row - self->size) / self->size;
}

/* The gain of a wave, by its frequencies in cycles a sample. */
typedef gdouble (*RetextureFourierGain) (gdouble x, gdouble y, gpointer user_data);
void
retexture_fourier_filter (RetextureFourier *self, RetextureFourierGain gain, gpointer user_data);

/* To be held by others who make plans. */
GMutex *retexture_fourier_planner (void);
