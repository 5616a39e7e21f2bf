/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Each is smooth but for edges, so that nothing spills over an outline; what is large, within the
 * surface alone.
 */
#include "light-tones.h"

#include "level-planes.h"
#include "quantile.h"

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

/* Contrasts above these are edges: of blotches, and of highlights. */
#define FAINT_EDGE 0.08
#define HIGHLIGHT_EDGE 0.15

/* No tone is bright by less than this. */
#define DARKEST 0.02f

/* Tones of the surface: from the one share on, and wholly from the other, they are bright. */
#define BRIGHT_FROM 0.5
#define BRIGHT_TO 0.95

/* The surface and what it encloses; soft, since nobody sees where light ends. */
static RetextureLattice *
find_subject (const RetextureTonePicture *picture)
{
  const gdouble size = picture->mask->size / picture->mask->step;
  RetextureLattice *subject = retexture_tone_picture_close (picture, ENCLOSED * size);
  RetexturePlane plane = { subject->columns, subject->rows, subject->values };

  retexture_level_blur (&plane, MAX (SOFT * size, LEAST_RADIUS));
  subject->values = plane.values;
  return subject;
}

/* Where the surface is, and which of its tones are bright. */
static void
look_at_surface (RetextureLightTones *self)
{
  const RetextureTonePicture *picture = self->picture;
  const gint columns = picture->surface->columns, n = retexture_light_tones_count (self);
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
        tones[found++] = retexture_luma_of_planes (self->modelled, i);
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
    luma.values[i] = retexture_luma_of_planes (colours, i);
  for (gint c = 0; c < 3; c++)
    retexture_plane_clear (&colours[c]);
  return luma;
}

RetextureLightTones *
retexture_light_tones_new (GeglBuffer *picture, const RetextureLightValues *values)
{
  RetextureLightTones *self = g_atomic_rc_box_new0 (RetextureLightTones);
  g_autoptr (RetextureLevelMask) mask
      = retexture_level_mask_new_of_surface (picture, values->surface, values->size_px);
  g_autoptr (GeglBuffer) reduced = retexture_tone_picture_reduce (picture, mask);
  const gdouble size = mask->size / mask->step;
  const gdouble fine = MAX (values->radius_px / mask->step, LEAST_RADIUS);

  self->surface = values->surface;
  self->size_px = values->size_px;
  self->radius_px = values->radius_px;
  self->picture = retexture_tone_picture_new (reduced, mask, fine);
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
