/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A made portrait, of which it is known where skin, hair and cloth are.
 */
#pragma once

#include "pictures.h"

#define PORTRAIT_SIZE 640

/* The face, and its hair, which ends above the chin. */
#define PORTRAIT_X 320
#define PORTRAIT_Y 350
#define PORTRAIT_WIDTH 105
#define PORTRAIT_HEIGHT 135
#define PORTRAIT_HAIR 50
#define PORTRAIT_HAIR_ENDS 330

#define PORTRAIT_CLOTH 500

static const gfloat portrait_grey[3] = { 0.72f, 0.74f, 0.76f };
static const gfloat portrait_wall[3] = { 0.80f, 0.62f, 0.52f };
static const gfloat portrait_skin[3] = { 0.78f, 0.58f, 0.47f };
static const gfloat portrait_black[3] = { 0.24f, 0.21f, 0.23f };
static const gfloat portrait_brown[3] = { 0.42f, 0.28f, 0.18f };
static const gfloat portrait_blue[3] = { 0.20f, 0.28f, 0.50f };

/* How far from the face's middle, 1 at its outline. */
static inline gdouble
from_face (gdouble x, gdouble y, gdouble beyond)
{
  return hypot ((x - PORTRAIT_X) / (PORTRAIT_WIDTH + beyond),
                (y - PORTRAIT_Y) / (PORTRAIT_HEIGHT + beyond));
}

/* With brows. The hair's right half lies in the shade. Cloth below has more lines than it, of more
 * area. */
static inline GeglBuffer *
portrait_new (const gfloat ground[3], const gfloat hair[3])
{
  g_autofree gfloat *pixels = g_new (gfloat, 4 * PORTRAIT_SIZE * PORTRAIT_SIZE);

  for (gint i = 0; i < PORTRAIT_SIZE * PORTRAIT_SIZE; i++)
    {
      const gint x = i % PORTRAIT_SIZE, y = i / PORTRAIT_SIZE;
      const gfloat grain = 0.02f * (noise_at (x, y, 0) - 0.5f);
      const gfloat strand = sin (2.0 * G_PI * (hypot (x - PORTRAIT_X, y - PORTRAIT_Y)) / 7.0);
      const gfloat *colour = ground;
      gfloat light = 1.0f;

      if (y >= PORTRAIT_CLOTH)
        {
          colour = portrait_blue;
          light += 0.5f * sin (2.0 * G_PI * x / 6.0);
        }
      else if (from_face (x, y, 0.0) < 1.0)
        {
          colour = portrait_skin;
          if (abs (x - PORTRAIT_X) < 44 && y >= 304 && y < 328)
            light = 0.5f + 0.3f * sin (2.0 * G_PI * x / 5.0);
        }
      else if (from_face (x, y, PORTRAIT_HAIR) < 1.0 && y < PORTRAIT_HAIR_ENDS)
        {
          colour = hair;
          light = (1.0f + 0.3f * strand) * (x > PORTRAIT_X ? 0.35f : 1.0f);
        }
      for (gint c = 0; c < 3; c++)
        pixels[4 * i + c] = colour[c] * light + grain;
      pixels[4 * i + 3] = 1.0f;
    }
  return picture_from_pixels ("R'G'B' u8", GEGL_RECTANGLE (0, 0, PORTRAIT_SIZE, PORTRAIT_SIZE),
                              pixels);
}
