/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 *   blotch   = fine - modelled             even: add -= even * limited (blotch)
 *   diffused = sum of w * smooth (sigma)   luminous: add += finish * (diffused - fine), linear
 *   tail     = max (fine - bright, 0)      dewy, matte: add +- finish * tail, in bright places
 *   shade    = mean luma / wider mean      shape: gain *= shade ^ shape, limited
 *   key light                              gain *= 1 + key / 2 * tanh (distance towards it)
 *
 * A blotch is faint: what differs more than that models the face. Highlights are white light on a
 * surface, so they are added.
 */
#include "light-fields.h"

#include <math.h>
#include <string.h>

#include "smooth-step.h"

/* A field finer than this, in samples, would show them. */
#define LEAST_RADIUS 1.0

/* Contrasts above this are edges, over which light does not spread in the skin. */
#define SKIN_EDGE 0.12

/* Half of a difference of luma, or of colour, as large as this is taken for a blotch. */
#define FAINT_LUMA 0.06f
#define FAINT_COLOUR 0.08f

/* A tone below this has no share of light to be changed. */
#define DARKEST 0.02f

/* Half of a ratio of light as deep as this, as a logarithm, is made up for. */
#define DEEP 0.7f

/* How much of the tail of highlights the finishes add, or take away. */
#define DEWY 1.2f
#define MATTE -0.8f

/* How steeply the key light falls off across the subject. */
#define ACROSS 1.5

#define LEAST_GAIN 0.1f
#define MOST_GAIN 4.0f

/* How light spreads in skin: variances in square millimetres, and how much of each channel's light
 * goes by them (d'Eon and Luebke, "Advanced Techniques for Realistic Real-Time Skin Rendering", GPU
 * Gems 3, chapter 14, 2007). */
static const struct
{
  gdouble variance;
  gfloat weights[3];
} profile[] = {
  { 0.0064, { 0.233f, 0.455f, 0.649f } }, { 0.0484, { 0.100f, 0.336f, 0.344f } },
  { 0.187, { 0.118f, 0.198f, 0.0f } },    { 0.567, { 0.113f, 0.007f, 0.007f } },
  { 1.99, { 0.358f, 0.004f, 0.0f } },     { 7.41, { 0.078f, 0.0f, 0.0f } },
};

/* A face's height in millimetres; and by how much more than in nature light spreads, for a
 * photograph has all of nature's own already. */
#define FACE_MM 200.0
#define SPREAD 4.0

/* ---- even ---- */

/* What of a difference is taken for a blotch. */
static inline gfloat
limited (gfloat difference, gfloat size, gfloat faint)
{
  const gfloat ratio = size / faint;

  return difference / (1.0f + ratio * ratio);
}

static void
even_out (const RetextureLightTones *tones, gfloat even, RetextureToneFields *fields)
{
  const gfloat *inside = tones->picture->inside->values;

  for (gint i = 0; i < retexture_light_tones_count (tones); i++)
    {
      const gfloat luma = retexture_luma_of_planes (tones->fine, i)
                          - retexture_luma_of_planes (tones->modelled, i);
      const gfloat weight = even * inside[i];
      gfloat colour[3], size = 0.0f;

      for (gint c = 0; c < 3; c++)
        {
          colour[c] = tones->fine[c].values[i] - tones->modelled[c].values[i] - luma;
          size = MAX (size, fabsf (colour[c]));
        }
      for (gint c = 0; c < 3; c++)
        fields->add[c]->values[i]
            -= weight
               * (limited (luma, luma, FAINT_LUMA) + limited (colour[c], size, FAINT_COLOUR));
    }
}

/* ---- luminous ---- */

/* As sRGB has it (IEC 61966-2-1). */
static gfloat
to_linear (gfloat value)
{
  return value <= 0.04045f ? MAX (value, 0.0f) / 12.92f : powf ((value + 0.055f) / 1.055f, 2.4f);
}

static gfloat
from_linear (gfloat value)
{
  return value <= 0.0031308f ? 12.92f * value : 1.055f * powf (value, 1.0f / 2.4f) - 0.055f;
}

static void
diffuse (RetextureLightTones *tones)
{
  const gdouble mm = tones->picture->mask->size / tones->picture->mask->step / FACE_MM;
  gfloat totals[3] = { 0.0f };

  for (gint c = 0; c < 3; c++)
    {
      tones->diffused[c] = retexture_plane_new (tones->level.width, tones->level.height);
      memset (tones->diffused[c].values, 0, retexture_light_tones_count (tones) * sizeof (gfloat));
    }
  for (guint k = 0; k < G_N_ELEMENTS (profile); k++)
    {
      const gdouble radius = SPREAD * mm * sqrt (profile[k].variance);
      RetexturePlane spread[3] = { { .values = NULL } };

      /* What is finer than the samples spreads nothing here. */
      if (radius > LEAST_RADIUS)
        retexture_tone_picture_smooth (tones->picture, radius, SKIN_EDGE, spread);
      for (gint c = 0; c < 3; c++)
        {
          const gfloat weight = profile[k].weights[c];
          const gfloat *values = spread[c].values ? spread[c].values : tones->fine[c].values;

          totals[c] += weight;
          for (gint i = 0; i < retexture_light_tones_count (tones); i++)
            tones->diffused[c].values[i] += weight * to_linear (values[i]);
          retexture_plane_clear (&spread[c]);
        }
    }
  for (gint c = 0; c < 3; c++)
    for (gint i = 0; i < retexture_light_tones_count (tones); i++)
      tones->diffused[c].values[i] /= totals[c];
}

static void
make_luminous (RetextureLightTones *tones, gfloat amount, RetextureToneFields *fields)
{
  const gfloat *inside = tones->picture->inside->values;

  if (!tones->diffused[0].values)
    diffuse (tones);
  for (gint c = 0; c < 3; c++)
    for (gint i = 0; i < retexture_light_tones_count (tones); i++)
      {
        const gfloat value = tones->fine[c].values[i], linear = to_linear (value);
        const gfloat spread = linear + amount * (tones->diffused[c].values[i] - linear);

        const gfloat more = from_linear (spread) - value;

        fields->add[c]->values[i] += inside[i] * limited (more, more, FAINT_COLOUR);
      }
}

/* ---- dewy and matte ---- */

static void
change_highlights (const RetextureLightTones *tones, gfloat amount, RetextureToneFields *fields)
{
  const gfloat *inside = tones->picture->inside->values;

  for (gint i = 0; i < retexture_light_tones_count (tones); i++)
    {
      const gfloat tail
          = MAX (retexture_luma_of_planes (tones->fine, i) - tones->bright.values[i], 0.0f);
      const gfloat bright = retexture_smooth_step (tones->tones[0], tones->tones[1],
                                                   retexture_luma_of_planes (tones->modelled, i));

      for (gint c = 0; c < 3; c++)
        fields->add[c]->values[i] += amount * inside[i] * bright * tail;
    }
}

/* ---- gains ---- */

/* By ratios: shade is as much darker as light is brighter. Very deep shade stays shade. */
static void
shape (const RetextureLightTones *tones, gfloat amount, RetextureLattice *gain)
{
  for (gint i = 0; i < retexture_light_tones_count (tones); i++)
    {
      const gfloat ratio
          = logf (MAX (tones->shade.values[i], DARKEST) / MAX (tones->level.values[i], DARKEST));
      const gfloat limited_ratio = ratio / (1.0f + fabsf (ratio) / DEEP);

      gain->values[i] *= expf (amount * tones->subject->values[i] * limited_ratio);
    }
}

/* A soft gradient over the subject. */
static void
light_from (const RetextureLightTones *tones, gfloat key, gdouble angle, RetextureLattice *gain)
{
  const RetextureLevelMask *mask = tones->picture->mask;
  const gdouble size = mask->size / mask->step, c = cos (angle), s = sin (angle);

  for (gint i = 0; i < retexture_light_tones_count (tones); i++)
    {
      const gdouble x = (i % gain->columns - tones->x) / size;
      const gdouble y = (i / gain->columns - tones->y) / size;
      gain->values[i]
          *= 1.0 + 0.5 * key * tones->subject->values[i] * tanh (ACROSS * (x * c - y * s));
    }
}

/* ---- all of them ---- */

static gboolean
adds (const RetextureLightValues *values)
{
  return values->even > 0.0 || (values->kind != RETEXTURE_FINISH_NATURAL && values->finish > 0.0);
}

static gboolean
gains (const RetextureLightValues *values)
{
  return values->shape != 0.0 || values->key > 0.0;
}

static void
find_gain (const RetextureLightTones *tones,
           const RetextureLightValues *values,
           RetextureLattice *gain)
{
  for (gint i = 0; i < retexture_light_tones_count (tones); i++)
    gain->values[i] = 1.0f;
  if (values->shape != 0.0)
    shape (tones, values->shape, gain);
  if (values->key > 0.0)
    light_from (tones, values->key, values->angle, gain);
  for (gint i = 0; i < retexture_light_tones_count (tones); i++)
    gain->values[i] = CLAMP (gain->values[i], LEAST_GAIN, MOST_GAIN);
}

static void
finish (RetextureLightTones *tones, const RetextureLightValues *values, RetextureToneFields *fields)
{
  switch (values->kind)
    {
    case RETEXTURE_FINISH_LUMINOUS:
      make_luminous (tones, values->finish, fields);
      break;
    case RETEXTURE_FINISH_DEWY:
      change_highlights (tones, DEWY * values->finish, fields);
      break;
    case RETEXTURE_FINISH_MATTE:
      change_highlights (tones, MATTE * values->finish, fields);
      break;
    default:
      break;
    }
}

RetextureToneFields *
retexture_light_fields_new (RetextureLightTones *tones, const RetextureLightValues *values)
{
  RetextureToneFields *self = retexture_tone_fields_new (tones->picture, values->radius_px);
  const gint columns = tones->subject->columns, rows = tones->subject->rows;

  for (gint c = 0; c < 3 && adds (values); c++)
    self->add[c] = retexture_lattice_new (columns, rows);
  if (values->even > 0.0)
    even_out (tones, values->even, self);
  if (adds (values))
    finish (tones, values, self);
  if (gains (values))
    {
      self->gain[0] = retexture_lattice_new (columns, rows);
      find_gain (tones, values, self->gain[0]);
      for (gint c = 1; c < 3; c++)
        self->gain[c] = retexture_lattice_copy (self->gain[0]);
    }
  return self;
}
