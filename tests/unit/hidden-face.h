/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A photograph of which all of a face was smoothed, but for its edges, and selected. Hair and beard
 * around it are of the colour of its shade, and much stronger.
 */
#pragma once

#include "known-loss.h"

/* Of the smoothing: its deviations, in pixels and of luma. */
#define HIDDEN_RADIUS 3
#define HIDDEN_TOLERANCE 0.09

typedef struct
{
  gint width, height;
  gfloat *truth, *mask; /* R'G'B'A; 0 to 1 */
  GeglBuffer *edit, *selection;
} HiddenFace;

static inline void
hidden_face_free (HiddenFace *self)
{
  g_free (self->truth);
  g_free (self->mask);
  g_object_unref (self->edit);
  g_object_unref (self->selection);
  g_free (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HiddenFace, hidden_face_free)

/* A pixel, smoothed with those around it that are alike: C. Tomasi and R. Manduchi, "Bilateral
 * Filtering for Gray and Color Images", ICCV 1998. */
static inline void
hidden_face_smooth (const HiddenFace *self, gint i, gfloat *pixel)
{
  const gint reach = 2 * HIDDEN_RADIUS, x = i % self->width, y = i / self->width;
  const gfloat luma = retexture_luma (self->truth + 4 * i);
  gdouble sums[3] = { 0.0, 0.0, 0.0 }, all = 0.0;

  for (gint v = MAX (y - reach, 0); v <= MIN (y + reach, self->height - 1); v++)
    for (gint u = MAX (x - reach, 0); u <= MIN (x + reach, self->width - 1); u++)
      {
        const gfloat *other = self->truth + 4 * (v * self->width + u);
        const gdouble far
            = ((u - x) * (u - x) + (v - y) * (v - y)) / (gdouble) (HIDDEN_RADIUS * HIDDEN_RADIUS);
        const gdouble unlike = (retexture_luma (other) - luma) / HIDDEN_TOLERANCE;
        const gdouble weight = exp (-0.5 * (far + unlike * unlike));

        for (gint c = 0; c < 3; c++)
          sums[c] += weight * other[c];
        all += weight;
      }
  for (gint c = 0; c < 3; c++)
    pixel[c] = sums[c] / all;
}

/* NULL: the photograph is not here, and the test skips. */
static inline HiddenFace *
hidden_face_new (void)
{
  g_autoptr (GeglBuffer) photo
      = load_photo ("clic25-man-wet-skin-2048.png", GEGL_RECTANGLE (0, 0, 0, 0));
  g_autofree gfloat *pixels = NULL;
  HiddenFace *self;
  GeglRectangle extent;

  if (!photo)
    {
      g_test_skip ("the photograph is not here");
      return NULL;
    }
  extent = *gegl_buffer_get_extent (photo);
  self = g_new (HiddenFace, 1);
  self->width = extent.width;
  self->height = extent.height;
  self->truth = pixels_of (photo);
  self->mask = g_new (gfloat, extent.width * extent.height);
  for (gint i = 0; i < extent.width * extent.height; i++)
    self->mask[i] = soft_ellipse ((gdouble) (i % extent.width) / extent.width,
                                  (gdouble) (i / extent.width) / extent.height, 0.507, 0.415, 0.32,
                                  0.31, 0.03);
  pixels = pixels_of (photo);
  for (gint i = 0; i < extent.width * extent.height; i++)
    if (self->mask[i] > 0.0f)
      {
        gfloat soft[3];

        hidden_face_smooth (self, i, soft);
        for (gint c = 0; c < 3; c++)
          pixels[4 * i + c] += self->mask[i] * (soft[c] - pixels[4 * i + c]);
      }
  self->edit = picture_from_pixels ("R'G'B' u8", &extent, pixels);
  self->selection = gegl_buffer_new (&extent, babl_format ("Y float"));
  gegl_buffer_set (self->selection, NULL, 0, babl_format ("Y float"), self->mask,
                   GEGL_AUTO_ROWSTRIDE);
  return self;
}

/* Mean square of the finest detail of luma, of the truth's, in the face where nothing is lighter.
 */
static inline gdouble
hidden_face_returned (const HiddenFace *self, const gfloat *made, gdouble lightest)
{
  const gfloat *pictures[2] = { self->truth, made };
  g_autofree gfloat *tones = blurred_pixels (self->truth, self->width, self->height, 8.0);
  gdouble energy[2] = { 0.0, 0.0 };

  for (gint k = 0; k < 2; k++)
    {
      const gfloat *pixels = pictures[k];
      g_autofree gfloat *soft = blurred_pixels (pixels, self->width, self->height, 1.0);

      for (gint i = 0; i < self->width * self->height; i++)
        if (self->mask[i] >= 1.0f && retexture_luma (tones + 4 * i) < lightest)
          {
            const gdouble detail = retexture_luma (pixels + 4 * i) - retexture_luma (soft + 4 * i);

            energy[k] += detail * detail;
          }
    }
  return energy[1] / energy[0];
}

/* Asserts that as much came back as it may, in the face and in its shade. */
static inline void
hidden_face_assert_returned (const HiddenFace *self,
                             const gfloat *made,
                             gdouble least,
                             gdouble most_in_shade)
{
  const gdouble energy = hidden_face_returned (self, made, 1.0);
  const gdouble shade = hidden_face_returned (self, made, 0.3);

  g_test_message ("measured: a face: energy %.2f, in the shade %.2f", energy, shade);
  g_assert_cmpfloat (energy, >, least);
  g_assert_cmpfloat (energy, <, 1.0);
  g_assert_cmpfloat (shade, >, 0.15);
  g_assert_cmpfloat (shade, <, most_in_shade);
}
