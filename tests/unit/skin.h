/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A face of skin's colour before a blue wall, with texture of all sizes, a lash, a mole and a spot,
 * for the tests of what tells them apart.
 */
#pragma once

#include "moved-edits.h"

#define SKIN_SIZE 800
#define SKIN_FACE 600.0
#define SKIN_RADIUS 330.0

typedef struct
{
  gint x, y;
} SkinPlace;

static const SkinPlace skin_cheek = { 300, 300 }, skin_lash = { 400, 520 }, skin_wall = { 20, 20 },
                       skin_mole = { 520, 380 }, skin_spot = { 300, 430 };

static inline gdouble
bump_at (const SkinPlace *place, gint x, gint y, gdouble radius)
{
  const gdouble dx = x - place->x, dy = y - place->y;

  return exp (-0.5 * (dx * dx + dy * dy) / (radius * radius));
}

/* brightness: 1 for light skin, less for darker; strength: of the texture. */
static inline GeglBuffer *
skin_new_of (const gchar *format, gfloat brightness, gfloat strength)
{
  static const gfloat skin[3] = { 0.80f, 0.60f, 0.50f }, wall[3] = { 0.30f, 0.40f, 0.60f };
  g_autoptr (GeglBuffer) noise = noise_of_all_scales (SKIN_SIZE, SKIN_SIZE, 7);
  g_autofree gfloat *pixels = pixels_of (noise);

  for (gint i = 0; i < SKIN_SIZE * SKIN_SIZE; i++)
    {
      const gint x = i % SKIN_SIZE, y = i / SKIN_SIZE;
      const gdouble from = hypot (x - SKIN_SIZE / 2, y - SKIN_SIZE / 2) - SKIN_RADIUS;
      const gfloat face = CLAMP (0.5 - from / 4.0, 0.0, 1.0);
      const gfloat texture = strength * (pixels[4 * i + 1] - 0.5f);
      const gfloat mole = 0.35 * bump_at (&skin_mole, x, y, 4.0);
      const gfloat spot = 0.13 * bump_at (&skin_spot, x, y, 4.5);
      /* Long and thin. */
      const gfloat lash = 0.4 * exp (-0.5 * (y - skin_lash.y) * (y - skin_lash.y) / 4.0)
                          * (abs (x - skin_lash.x) < 80);

      for (gint c = 0; c < 3; c++)
        {
          const gfloat own
              = skin[c] + texture - mole * skin[c] * 1.3f - (c > 0 ? spot : 0.0f) - lash * skin[c];

          pixels[4 * i + c] = brightness * (face * own + (1.0f - face) * (wall[c] + texture));
        }
      pixels[4 * i + 3] = 1.0f;
    }
  return picture_from_pixels (format, GEGL_RECTANGLE (0, 0, SKIN_SIZE, SKIN_SIZE), pixels);
}

static inline GeglBuffer *
skin_new (const gchar *format, gfloat brightness)
{
  return skin_new_of (format, brightness, 0.16f);
}
