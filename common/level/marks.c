/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "marks.h"

#include <math.h>

#include "smooth-step.h"

/* A mark stands out from the surface by so many of its deviations. */
#define MARK_FROM 3.5f
#define MARK_TO 5.5f
#define MARK_LEAST 0.012
static const gdouble mark_sizes[] = { 1.0 / 200.0, 1.0 / 120.0, 1.0 / 70.0 };

/* A line has most of its gradients in one direction, even in a window as wide as a mark; and so
 * much of what is widely around an eye are features, too. */
#define ROUND_WINDOW (1.0 / 60.0)
#define LINE_FROM 0.4f
#define LINE_TO 0.7f
#define OUTLINE 8.0f
#define AMONG_WINDOW (1.0 / 22.0)
#define AMONG_FROM 0.12f
#define AMONG_TO 0.25f

/* A mole is darker than its surroundings by more than it is redder; a spot is red. */
#define PERMANENT_FROM 0.9f
#define PERMANENT_TO 1.6f

typedef struct
{
  RetextureLattice *marks, *permanent;
} Marks;

/* Spots darker or redder than what is around them, of one size. */
static void
add_marks (const RetextureReducedPicture *picture, gdouble size, Marks *found)
{
  const gdouble fine = MAX (size, RETEXTURE_LEAST_FINE);
  RetexturePlane dark = retexture_level_take_band (&picture->luma, fine, 2.5 * fine);
  RetexturePlane red = retexture_level_take_band (&picture->redness, fine, 2.5 * fine);
  /* Of a normal distribution the median of the magnitudes is 0.6745 deviations. */
  const gfloat darkness = MAX (retexture_level_find_usual (&dark, &picture->likely, 0.5) / 0.6745,
                               MARK_LEAST / MARK_FROM);
  const gfloat redness = MAX (retexture_level_find_usual (&red, &picture->likely, 0.5) / 0.6745,
                              MARK_LEAST / MARK_FROM);

  for (gint i = 0; i < dark.width * dark.height; i++)
    {
      const gfloat darker = -dark.values[i], redder = red.values[i];
      const gfloat sure = MAX (retexture_smooth_step (MARK_FROM, MARK_TO, darker / darkness),
                               retexture_smooth_step (MARK_FROM, MARK_TO, redder / redness));

      if (sure > found->marks->values[i])
        {
          found->marks->values[i] = sure;
          found->permanent->values[i]
              = retexture_smooth_step (PERMANENT_FROM, PERMANENT_TO, darker / MAX (redder, 1e-4f));
        }
    }
  retexture_plane_clear (&dark);
  retexture_plane_clear (&red);
}

/* How sure it is that what is found at a place stands alone and is round: neither a line, nor an
 * eye among its lids and lashes. */
static RetexturePlane
find_alone (const RetextureReducedPicture *picture, const RetexturePlane *features, gdouble size)
{
  RetexturePlane band
      = retexture_level_take_band (&picture->luma, MAX (mark_sizes[1] * size, RETEXTURE_LEAST_FINE),
                                   MAX (RETEXTURE_COARSE_OF_FACE * size, RETEXTURE_LEAST_COARSE));
  RetextureTensorPlanes tensor
      = retexture_level_find_tensor (&band, MAX (ROUND_WINDOW * size, RETEXTURE_LEAST_WINDOW));
  RetexturePlane alone
      = retexture_level_blurred (features, MAX (AMONG_WINDOW * size, RETEXTURE_LEAST_WINDOW));

  for (gint i = 0; i < band.width * band.height; i++)
    {
      const gfloat line = retexture_level_tensor_get_difference (&tensor, i)
                          / MAX (retexture_level_tensor_get_sum (&tensor, i), 1e-12f);

      alone.values[i] = (1.0f - retexture_smooth_step (LINE_FROM, LINE_TO, line))
                        * (1.0f - retexture_smooth_step (AMONG_FROM, AMONG_TO, alone.values[i]));
    }
  retexture_level_tensor_clear (&tensor);
  retexture_plane_clear (&band);
  return alone;
}

/* A mark ends beyond where it is found; what stands alone is no feature, whatever its outline. */
static void
finish_marks (Marks *found,
              const RetextureReducedPicture *picture,
              RetextureFeatures *features,
              gdouble size)
{
  const gint n = picture->width * picture->height;
  RetexturePlane alone = find_alone (picture, &features->all, size);
  RetexturePlane grown = { picture->width, picture->height, found->marks->values };
  RetexturePlane of_moles = retexture_plane_new (picture->width, picture->height);

  for (gint i = 0; i < n; i++)
    {
      found->marks->values[i] *= MAX (1.0f - features->all.values[i], alone.values[i]);
      of_moles.values[i] = found->marks->values[i] * found->permanent->values[i];
    }
  grown = retexture_level_blurred (&grown, MAX (mark_sizes[0] * size, RETEXTURE_LEAST_GROWN));
  retexture_level_blur (&of_moles, MAX (mark_sizes[0] * size, RETEXTURE_LEAST_GROWN));
  for (gint i = 0; i < n; i++)
    {
      found->permanent->values[i] = of_moles.values[i] / MAX (grown.values[i], 1e-6f);
      found->marks->values[i] = MIN (3.0f * grown.values[i], 1.0f);
      alone.values[i] *= found->marks->values[i];
    }
  /* Its outline, which was grown, too, lies around it. */
  retexture_level_blur (&alone, MAX (ROUND_WINDOW * size, RETEXTURE_LEAST_GROWN));
  for (gint i = 0; i < n; i++)
    {
      const gfloat left = 1.0f - MIN (OUTLINE * alone.values[i], 1.0f);

      features->all.values[i] *= left;
      features->sharp.values[i] *= left;
    }
  retexture_plane_clear (&grown);
  retexture_plane_clear (&of_moles);
  retexture_plane_clear (&alone);
}

void
retexture_marks_find (const RetextureReducedPicture *picture,
                      gdouble size,
                      RetextureFeatures *features,
                      RetextureLattice *marks,
                      RetextureLattice *permanent)
{
  Marks found = { marks, permanent };

  for (guint i = 0; i < G_N_ELEMENTS (mark_sizes); i++)
    add_marks (picture, mark_sizes[i] * size, &found);
  finish_marks (&found, picture, features, size);
}
