/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Places of a photograph whose texture can be hidden, to be made anew and then compared with what
 * was there: squares of intact texture, each with a neighbour of the same material, which says how
 * much two pieces of it differ anyway. Which, a seed says.
 */
#pragma once

#include "pictures.h"
#include "survey.h"

/* Side of a square, and from it to its neighbour, in blocks of the survey; blocks to the picture's
 * edge. */
#define HIDDEN_SIDE 6
#define HIDDEN_APART 10
#define HIDDEN_MARGIN 2

#define HIDDEN_ATTEMPTS 4000

typedef struct
{
  GeglRectangle area, neighbour;
} HiddenPlace;

typedef struct
{
  gdouble texture, coarse, evenness, clipped, opaque;
  gdouble colour[3];
} HiddenSquare;

static inline gboolean
hidden_square_fits (const RetextureSurvey *survey, gint column, gint row)
{
  return column >= HIDDEN_MARGIN && row >= HIDDEN_MARGIN
         && column + HIDDEN_SIDE + HIDDEN_MARGIN <= survey->columns
         && row + HIDDEN_SIDE + HIDDEN_MARGIN <= survey->rows;
}

static inline HiddenSquare
hidden_square_at (const RetextureSurvey *survey, gint column, gint row)
{
  const gdouble share = 1.0 / (HIDDEN_SIDE * HIDDEN_SIDE);
  HiddenSquare square = { .opaque = 1.0 };
  gdouble squares = 0.0;

  for (gint i = 0; i < HIDDEN_SIDE * HIDDEN_SIDE; i++)
    {
      const RetextureBlock *block
          = survey->blocks + (row + i / HIDDEN_SIDE) * survey->columns + column + i % HIDDEN_SIDE;
      const gdouble texture = retexture_block_texture (block);

      square.texture += share * texture;
      squares += share * texture * texture;
      square.coarse += share * block->energy[RETEXTURE_SURVEY_BANDS - 1];
      square.clipped += share * block->clipped;
      square.opaque = MIN (square.opaque, block->opaque);
      for (gint c = 0; c < 3; c++)
        square.colour[c] += share * block->colour[c];
    }
  square.evenness = squares > 0.0 ? square.texture * square.texture / squares : 0.0;
  return square;
}

/* Texture and nothing else: no edge, no plastic, no burnt-out light. */
static inline gboolean
hidden_square_is_texture (const HiddenSquare *square)
{
  return square->opaque >= 1.0 && square->clipped < 0.01 && square->texture > 2e-5
         && square->evenness > 0.6 && square->coarse < square->texture;
}

static inline gboolean
hidden_squares_are_alike (const HiddenSquare *one, const HiddenSquare *other)
{
  gdouble sum = 1e-3, other_sum = 1e-3, distance = 0.0;

  for (gint c = 0; c < 3; c++)
    {
      sum += one->colour[c];
      other_sum += other->colour[c];
    }
  for (gint c = 0; c < 3; c++)
    distance += fabs (one->colour[c] / sum - other->colour[c] / other_sum);
  return distance < 0.05 && fabs (sum - other_sum) < 0.45;
}

static inline GeglRectangle
hidden_area_of (const RetextureSurvey *survey, gint column, gint row)
{
  const GeglRectangle first = retexture_survey_block_area (survey, row * survey->columns + column);

  return *GEGL_RECTANGLE (first.x, first.y, HIDDEN_SIDE * first.width, HIDDEN_SIDE * first.height);
}

/* A place found by chance; FALSE where it is none. */
static inline gboolean
hidden_place_try (const RetextureSurvey *survey, GRand *rand, HiddenPlace *place)
{
  const gint column = g_rand_int_range (rand, 0, survey->columns);
  const gint row = g_rand_int_range (rand, 0, survey->rows);
  const gdouble angle = g_rand_double_range (rand, 0.0, 2.0 * G_PI);
  const gint other_column = column + (gint) floor (HIDDEN_APART * cos (angle) + 0.5);
  const gint other_row = row + (gint) floor (HIDDEN_APART * sin (angle) + 0.5);
  HiddenSquare square, other;

  if (!hidden_square_fits (survey, column, row)
      || !hidden_square_fits (survey, other_column, other_row))
    return FALSE;
  square = hidden_square_at (survey, column, row);
  other = hidden_square_at (survey, other_column, other_row);
  place->area = hidden_area_of (survey, column, row);
  place->neighbour = hidden_area_of (survey, other_column, other_row);
  return hidden_square_is_texture (&square) && hidden_square_is_texture (&other)
         && hidden_squares_are_alike (&square, &other);
}

/* At most `n` places that do not overlap, of HiddenPlace. */
static inline GArray *
hidden_places_of (GeglBuffer *photo, guint n, guint32 seed)
{
  g_autoptr (RetextureSurvey) survey = retexture_survey_new (photo, NULL);
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  GArray *places = g_array_new (FALSE, FALSE, sizeof (HiddenPlace));

  for (gint attempt = 0; attempt < HIDDEN_ATTEMPTS && places->len < n; attempt++)
    {
      HiddenPlace place;
      gboolean is_new = hidden_place_try (survey, rand, &place);

      for (guint i = 0; i < places->len && is_new; i++)
        is_new = !gegl_rectangle_intersect (NULL, &place.area,
                                            &g_array_index (places, HiddenPlace, i).area);
      if (is_new)
        g_array_append_val (places, place);
    }
  return places;
}

/* A square and as much again around it, softly. */
static inline GeglBuffer *
hidden_mask_new (GeglBuffer *photo, const GeglRectangle *area, gdouble around)
{
  const GeglRectangle *extent = gegl_buffer_get_extent (photo);
  const Babl *format = babl_format ("Y float");
  GeglBuffer *mask = gegl_buffer_new (extent, format);
  const GeglRectangle touched
      = { area->x - (gint) (2 * around), area->y - (gint) (2 * around),
          area->width + (gint) (4 * around), area->height + (gint) (4 * around) };
  g_autofree gfloat *values = g_new (gfloat, (gsize) touched.width * touched.height);

  for (gint y = 0; y < touched.height; y++)
    for (gint x = 0; x < touched.width; x++)
      {
        const gdouble dx = fabs (x + 0.5 - 0.5 * touched.width) - 0.5 * area->width - around;
        const gdouble dy = fabs (y + 0.5 - 0.5 * touched.height) - 0.5 * area->height - around;

        values[(gsize) y * touched.width + x]
            = CLAMP (1.0 - hypot (MAX (dx, 0.0), MAX (dy, 0.0)) / around, 0.0, 1.0);
      }
  gegl_buffer_set (mask, &touched, 0, format, values, GEGL_AUTO_ROWSTRIDE);
  return mask;
}
