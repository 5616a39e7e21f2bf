/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 *   band       = (G (fine) - G (coarse)) luma or redness / tone, between pores and the modelling
 *   tensor     = G (window) of the products of its gradients
 *   coherent   = sqrt of the difference of its eigenvalues: what runs in one direction
 *   protected  = smoothstep (coherent / what is usual on the surface)
 *
 * Pores in hard light have strong gradients, too, but in all directions; so amplitude alone does
 * not tell them from lashes, and this does.
 */
#include "face-features.h"

#include <math.h>
#include <string.h>

#include "smooth-step.h"
#include "surface.h"

/* In what features are looked for, and between which parts of the face: lashes in lightness, and
 * what is broader or, as lips are, of another red. */
enum
{
  SHARP,
  BROAD,
  RED,
  LOOKS
};

static const struct
{
  gboolean colour;
  gdouble fine, coarse;
} looks[LOOKS] = { [SHARP] = { FALSE, 1.0 / 350.0, 1.0 / 175.0 },
                   [BROAD] = { FALSE, 1.0 / 130.0, RETEXTURE_COARSE_OF_FACE },
                   [RED] = { TRUE, 1.0 / 130.0, RETEXTURE_COARSE_OF_FACE } };

/* Lengths as parts of the face. */
#define WINDOW (1.0 / 150.0)
#define GROWN (1.0 / 130.0)

/* What is protected runs so much more strongly in one direction than the surface usually does; in
 * smooth pictures, than so much of the scale across the finest detail looked at. */
#define PROTECTED_FROM 3.0f
#define PROTECTED_TO 6.5f
#define USUAL_LEAST 0.005

/* A broad feature that has so much more sharp detail than usual is a brow; without, a shadow. */
#define STRANDS_FROM 1.4f
#define STRANDS_TO 2.2f

/* Of tones well below this, contrast is noise. */
#define DARK 0.08f

/* What is usual is taken below the middle: some of it is no skin. */
#define USUAL_SHARE 0.45

/* What has so much surface around it, over this part of the face, is amid it. */
#define ALL_AROUND 0.85f
#define AMID (1.0 / 15.0)

/* What is finer than `coarse` has of the plane, relative to the tone around, by which texture and
 * features are weaker in the dark. */
static RetexturePlane
take_contrast (const RetexturePlane *plane,
               const RetexturePlane *coarse,
               const RetexturePlane *tone,
               gdouble fine)
{
  RetexturePlane band = retexture_level_blurred (plane, fine);

  for (gint i = 0; i < band.width * band.height; i++)
    {
      band.values[i] -= coarse->values[i];
      band.values[i] /= MAX (tone->values[i], 0.0f) + DARK;
    }
  return band;
}

/* How strongly detail runs in one direction; takes the place of the detail. */
static void
make_coherent (RetexturePlane *band, gdouble window)
{
  RetextureTensorPlanes tensor = retexture_level_find_tensor (band, window);

  for (gint i = 0; i < band->width * band->height; i++)
    band->values[i] = sqrtf (retexture_level_tensor_get_difference (&tensor, i));
  retexture_level_tensor_clear (&tensor);
}

/* Where the surface is all around: what is usual on it is not to be told by the rims of hair. Where
 * there is no such place, wherever it is. */
static RetexturePlane
find_amid (const RetexturePlane *likely, gdouble size)
{
  RetexturePlane amid = retexture_level_blurred (likely, MAX (AMID * size, RETEXTURE_LEAST_FINE));
  gboolean found = FALSE;

  for (gint i = 0; i < amid.width * amid.height; i++)
    {
      amid.values[i] = amid.values[i] > ALL_AROUND ? likely->values[i] : 0.0f;
      found |= amid.values[i] >= RETEXTURE_SURFACE_LIKELY;
    }
  if (!found)
    memcpy (amid.values, likely->values, amid.width * amid.height * sizeof (gfloat));
  return amid;
}

/* How much more than usual each place of a look runs in one direction: a new plane. */
static RetexturePlane
look_for (const RetextureReducedPicture *picture,
          const RetexturePlane *tone,
          const RetexturePlane *amid,
          gdouble size,
          gint k)
{
  const RetexturePlane *plane = looks[k].colour ? &picture->redness : &picture->luma;
  const gdouble fine = MAX (looks[k].fine * size, RETEXTURE_LEAST_FINE);
  RetexturePlane coarse
      = retexture_level_blurred (plane, MAX (looks[k].coarse * size, RETEXTURE_LEAST_COARSE));
  RetexturePlane band = take_contrast (plane, &coarse, tone, fine);
  gfloat usual;

  make_coherent (&band, MAX (WINDOW * size, MAX (RETEXTURE_LEAST_WINDOW, fine)));
  usual
      = MAX (retexture_level_find_usual (&band, amid, USUAL_SHARE), USUAL_LEAST / MAX (fine, 1.0));
  for (gint i = 0; i < band.width * band.height; i++)
    band.values[i] /= usual;
  retexture_plane_clear (&coarse);
  return band;
}

static void
judge (const RetexturePlane found[LOOKS], RetextureFeatures *features)
{
  for (gint i = 0; i < features->all.width * features->all.height; i++)
    {
      gfloat sure[LOOKS];

      for (gint k = 0; k < LOOKS; k++)
        sure[k] = retexture_smooth_step (PROTECTED_FROM, PROTECTED_TO, found[k].values[i]);
      features->all.values[i] = MAX (MAX (sure[SHARP], sure[BROAD]), sure[RED]);
      sure[BROAD] *= retexture_smooth_step (STRANDS_FROM, STRANDS_TO, found[SHARP].values[i]);
      features->sharp.values[i] = MAX (MAX (sure[SHARP], sure[BROAD]), sure[RED]);
    }
}

/* A feature ends where its blur does. */
static void
grow (RetexturePlane *features, gdouble size)
{
  retexture_level_blur (features, MAX (GROWN * size, RETEXTURE_LEAST_GROWN));
  for (gint i = 0; i < features->width * features->height; i++)
    features->values[i] = MIN (2.0f * features->values[i], 1.0f);
}

RetextureFeatures
retexture_features_find (const RetextureReducedPicture *picture, gdouble size)
{
  RetexturePlane found[LOOKS];
  RetextureFeatures features = { retexture_plane_new (picture->width, picture->height),
                                 retexture_plane_new (picture->width, picture->height) };
  RetexturePlane tone = retexture_level_blurred (
      &picture->luma, MAX (RETEXTURE_COARSE_OF_FACE * size, RETEXTURE_LEAST_COARSE));
  RetexturePlane amid = find_amid (&picture->likely, size);

  for (gint k = 0; k < LOOKS; k++)
    found[k] = look_for (picture, &tone, &amid, size, k);
  judge (found, &features);
  for (gint k = 0; k < LOOKS; k++)
    retexture_plane_clear (&found[k]);
  retexture_plane_clear (&amid);
  retexture_plane_clear (&tone);
  grow (&features.all, size);
  grow (&features.sharp, size);
  return features;
}

void
retexture_features_clear (RetextureFeatures *self)
{
  retexture_plane_clear (&self->all);
  retexture_plane_clear (&self->sharp);
}
