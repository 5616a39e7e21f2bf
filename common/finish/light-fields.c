/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 *   blotch   = fine - modelled          even:            add -= even limited (blotch)
 *   diffused = sum of w smooth (sigma)  luminous:        add += finish (diffused - fine), of linear
 * light tail     = max (fine - bright, 0)   dewy and matte:  add +- finish tail, where it is bright
 * already shade    = mean luma / wider mean   shape:           gain *= shade ^ shape, limited key
 * gain *= 1 + key / 2 tanh (distance towards the light)
 *
 * each smooth but for edges, so that nothing spills over an outline. A blotch is faint: what
 * differs more than that models the face. Highlights are white light on a surface, so they are
 * added.
 */
#include "light-fields.h"

#include <math.h>
#include <string.h>

#include "level-planes.h"
#include "luma.h"
#include "quantile.h"
#include "smooth-step.h"

/* As parts of the height of the face: what is finer than the first is a blotch, than the second a
 * highlight, than the third light and shade. */
#define MODELLING (1.0 / 28.0)
#define HIGHLIGHT (1.0 / 16.0)
#define SHADE (1.0 / 2.5)

/* What is narrower, and enclosed by the surface, such as an eye, has part in its light. */
#define ENCLOSED (1.0 / 7.0)
#define SOFT (1.0 / 100.0)

/* A field finer than this, in samples, would show them. */
#define LEAST_RADIUS 1.0

/* Contrasts above these are edges: of blotches, of light in the skin, of highlights. */
#define FAINT_EDGE 0.08
#define SKIN_EDGE 0.12
#define HIGHLIGHT_EDGE 0.15

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

/* Tones of the surface: from the one share on, and wholly from the other, they are bright. */
#define BRIGHT_FROM 0.5
#define BRIGHT_TO 0.95

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

/* ---- tones ---- */

static gint
count (const RetextureLightTones *self)
{
  return self->fine[0].width * self->fine[0].height;
}

static gfloat
luma_at (const RetexturePlane *planes, gint i)
{
  const gfloat rgb[3] = { planes[0].values[i], planes[1].values[i], planes[2].values[i] };

  return retexture_luma (rgb);
}

/* The surface and what it encloses; soft, since nobody sees where light ends. */
static RetextureLattice *
find_subject (const RetextureTonePicture *picture)
{
  const gdouble size = picture->mask->size / picture->mask->step;
  g_autoptr (RetextureLattice) closed = retexture_tone_picture_close (picture, ENCLOSED * size);
  RetextureLattice *subject = retexture_lattice_new (closed->columns, closed->rows);
  RetexturePlane soft = { closed->columns, closed->rows, closed->values };

  soft = retexture_level_blurred (&soft, MAX (SOFT * size, LEAST_RADIUS));
  memcpy (subject->values, soft.values, (gsize) subject->columns * subject->rows * sizeof (gfloat));
  retexture_plane_clear (&soft);
  return subject;
}

/* Where the surface is, and which of its tones are bright. */
static void
look_at_surface (RetextureLightTones *self)
{
  const RetextureTonePicture *picture = self->picture;
  const gint columns = picture->surface->columns, n = count (self);
  const gint step = MAX (n / 40009, 1);
  g_autofree gdouble *tones = g_new (gdouble, n / step + 1);
  gdouble sum = 0.0;
  guint found = 0;

  self->subject = find_subject (picture);
  for (gint i = 0; i < n; i++)
    {
      const gfloat weight = picture->surface->values[i];

      sum += weight;
      self->x += weight * (i % columns);
      self->y += weight * (i / columns);
      if (i % step == 0 && weight > 0.5f)
        tones[found++] = luma_at (self->modelled, i);
    }
  self->x = sum > 0.0 ? self->x / sum : 0.5 * columns;
  self->y = sum > 0.0 ? self->y / sum : 0.5 * picture->surface->rows;
  self->tones[0] = retexture_quantile (tones, found, BRIGHT_FROM);
  self->tones[1] = MAX (retexture_quantile (tones, found, BRIGHT_TO), self->tones[0] + DARKEST);
}

/* A plane of the luma of what is smooth. */
static RetexturePlane
smooth_luma (const RetextureTonePicture *picture, gdouble radius, gdouble tolerance)
{
  RetexturePlane colours[3], luma;

  retexture_tone_picture_smooth (picture, radius, tolerance, colours);
  luma = retexture_plane_new (colours[0].width, colours[0].height);
  for (gint i = 0; i < luma.width * luma.height; i++)
    luma.values[i] = luma_at (colours, i);
  for (gint c = 0; c < 3; c++)
    retexture_plane_clear (&colours[c]);
  return luma;
}

RetextureLightTones *
retexture_light_tones_new (GeglBuffer *picture, const RetextureLightValues *values)
{
  RetextureLightTones *self = g_atomic_rc_box_new0 (RetextureLightTones);
  g_autoptr (RetextureLevelMask) mask
      = retexture_level_mask_new (picture, values->surface, values->size_px);
  const gdouble size = mask->size / mask->step;
  const gdouble fine = MAX (values->radius_px / mask->step, LEAST_RADIUS);

  self->surface = values->surface;
  self->size_px = values->size_px;
  self->radius_px = values->radius_px;
  self->picture = retexture_tone_picture_new (picture, mask, fine);
  retexture_tone_picture_take (self->picture->tone, self->fine);
  retexture_tone_picture_smooth (self->picture, MAX (MODELLING * size, fine), FAINT_EDGE,
                                 self->modelled);
  self->bright = smooth_luma (self->picture, MAX (HIGHLIGHT * size, fine), HIGHLIGHT_EDGE);
  self->shade = retexture_tone_picture_average (self->picture, MAX (MODELLING * size, fine));
  self->level = retexture_tone_picture_average (self->picture, MAX (SHADE * size, fine));
  look_at_surface (self);
  return self;
}

static void
tones_clear (gpointer data)
{
  RetextureLightTones *self = data;

  for (gint c = 0; c < 3; c++)
    {
      retexture_plane_clear (&self->fine[c]);
      retexture_plane_clear (&self->modelled[c]);
      retexture_plane_clear (&self->diffused[c]);
    }
  retexture_plane_clear (&self->bright);
  retexture_plane_clear (&self->shade);
  retexture_plane_clear (&self->level);
  retexture_lattice_free (self->subject);
  retexture_tone_picture_free (self->picture);
}

void
retexture_light_tones_unref (RetextureLightTones *self)
{
  g_atomic_rc_box_release_full (self, tones_clear);
}

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

  for (gint i = 0; i < count (tones); i++)
    {
      const gfloat luma = luma_at (tones->fine, i) - luma_at (tones->modelled, i);
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
      memset (tones->diffused[c].values, 0, count (tones) * sizeof (gfloat));
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
          for (gint i = 0; i < count (tones); i++)
            tones->diffused[c].values[i] += weight * to_linear (values[i]);
          retexture_plane_clear (&spread[c]);
        }
    }
  for (gint c = 0; c < 3; c++)
    for (gint i = 0; i < count (tones); i++)
      tones->diffused[c].values[i] /= totals[c];
}

static void
make_luminous (RetextureLightTones *tones, gfloat amount, RetextureToneFields *fields)
{
  const gfloat *inside = tones->picture->inside->values;

  if (!tones->diffused[0].values)
    diffuse (tones);
  for (gint c = 0; c < 3; c++)
    for (gint i = 0; i < count (tones); i++)
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

  for (gint i = 0; i < count (tones); i++)
    {
      const gfloat tail = MAX (luma_at (tones->fine, i) - tones->bright.values[i], 0.0f);
      const gfloat bright
          = retexture_smooth_step (tones->tones[0], tones->tones[1], luma_at (tones->modelled, i));

      for (gint c = 0; c < 3; c++)
        fields->add[c]->values[i] += amount * inside[i] * bright * tail;
    }
}

/* ---- gains ---- */

/* By ratios: shade is as much darker as light is brighter. Very deep shade stays shade. */
static void
shape (const RetextureLightTones *tones, gfloat amount, RetextureLattice *gain)
{
  for (gint i = 0; i < count (tones); i++)
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

  for (gint i = 0; i < count (tones); i++)
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
  for (gint i = 0; i < count (tones); i++)
    gain->values[i] = 1.0f;
  if (values->shape != 0.0)
    shape (tones, values->shape, gain);
  if (values->key > 0.0)
    light_from (tones, values->key, values->angle, gain);
  for (gint i = 0; i < count (tones); i++)
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
