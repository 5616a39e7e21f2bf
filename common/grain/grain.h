/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The grain of a photograph, as statistics: how strong it is at each tone in each channel, how
 * coarse it is, and how far the channels share it. Measured from a picture by grain-measure.c, made
 * anew by grain-synthesis.c; never changes once it is measured. All values are gamma-encoded.
 *
 * The model: at each frequency the colour channels, of unit variance, have powers and cross powers
 * of their own: a camera's red and blue are smoother than its green, and share more in their coarse
 * part. They are made of three white noises by filters whose responses are the Cholesky factor of
 * that matrix, one for each of up to three ranges of tone: noise of reading, in the dark, is shared
 * less than that of photons. Each channel is then scaled by its level at the tone it lies on.
 */
#pragma once

#include <gegl.h>
#include <gio/gio.h>

G_BEGIN_DECLS

#define RETEXTURE_GRAIN_TONES 33 /* of the level curves, from black to white */
#define RETEXTURE_GRAIN_TILE 32  /* pixels a side of what is measured at a time */
#define RETEXTURE_GRAIN_REACH 11 /* of the filters, in pixels */
#define RETEXTURE_GRAIN_FREQUENCIES 16
#define RETEXTURE_GRAIN_MOST_RANGES 3

#define RETEXTURE_TYPE_GRAIN (retexture_grain_get_type ())
G_DECLARE_FINAL_TYPE (RetextureGrain, retexture_grain, RETEXTURE, GRAIN, GObject)

#define RETEXTURE_GRAIN_ERROR (retexture_grain_error_quark ())
GQuark retexture_grain_error_quark (void);

typedef enum
{
  RETEXTURE_GRAIN_ERROR_NO_FLAT_PARTS, /* nothing to measure: too small, or structure everywhere */
  RETEXTURE_GRAIN_ERROR_NO_GRAIN       /* flat parts, but smooth ones */
} RetextureGrainError;

/* Measures `picture` where `weight` (Y float) is at least a half; NULL: everywhere. Parts without
 * structure count. Of what is `untouched`, those with the least in their finest frequencies are
 * grain alone. Otherwise an edit may have smoothed some, which is recognised by its lying far below
 * what the same tone has elsewhere; fine texture may then pass for grain. NULL and an error where
 * there is nothing to measure, or G_IO_ERROR_CANCELLED. */
RetextureGrain *retexture_grain_measure (GeglBuffer *picture,
                                         GeglBuffer *weight,
                                         gboolean untouched,
                                         GCancellable *cancellable,
                                         GError **error);

/* Standard deviation of a channel (0 to 2) at a tone of that channel, 0 to 1. */
gdouble retexture_grain_get_level (RetextureGrain *self, gint channel, gdouble tone);
/* The tones between which it was measured; from there it fades towards black and white, of which
 * nothing is known. */
void retexture_grain_get_tones (RetextureGrain *self, gdouble *darkest, gdouble *lightest);
/* The power of luma's grain at i / RETEXTURE_GRAIN_FREQUENCIES of the highest frequency (half a
 * cycle a pixel), averaged over directions; white noise has 1 everywhere. */
gdouble retexture_grain_get_power (RetextureGrain *self, gint i);
/* Of how many ranges of tone it was measured by themselves, 1 to RETEXTURE_GRAIN_MOST_RANGES. */
gint retexture_grain_get_n_ranges (RetextureGrain *self);
/* Correlation of two channels, -1 to 1. */
gdouble retexture_grain_get_correlation (RetextureGrain *self, gint one, gint other);
/* Variance of a channel of unit grain after the mask of retexture_grain_fine (). */
gdouble retexture_grain_get_fine_gain (RetextureGrain *self, gint channel);

/* The finest frequencies at a pixel: the mask 1 -2 1, -2 4 -2, 1 -2 1 (J. Immerkaer, "Fast Noise
 * Variance Estimation", 1996), which no slope and no curved surface answers. Three pointers to the
 * same place in three rows; `stride` floats from pixel to pixel. */
gfloat
retexture_grain_fine (const gfloat *above, const gfloat *here, const gfloat *below, gint stride);

/* How much grain a pixel is to get. */
typedef struct
{
  gfloat deviation[3]; /* of each channel */
  gfloat tone;         /* luma of what it lies on */
} RetextureGrainWish;

/* Grain of an area: R, G, B for each pixel. `wishes` are the area's, in rows of `stride`. */
void retexture_grain_synthesise (RetextureGrain *self,
                                 guint32 seed,
                                 const GeglRectangle *area,
                                 const RetextureGrainWish *wishes,
                                 gint stride,
                                 gfloat *rgb);

/* What averaging squares of `size` pixels, at least 1, leaves of the standard deviation. */
gdouble retexture_grain_get_averaged (RetextureGrain *self, gdouble size);

G_END_DECLS
