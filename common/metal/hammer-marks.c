/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Cells of the points that lie nearest (S. Worley, "A Cellular Texture Basis Function", SIGGRAPH
 * 1996), of one point of chance for each square of a grid. A dent is a hollow of a sphere: what
 * light gives grows in proportion to the distance from its middle towards the light.
 */
#include "hammer-marks.h"

#include "hash-noise.h"

#include <math.h>

/* Planes of the hash; other users of the same seed have others. */
enum
{
  PLANE_X = 108,
  PLANE_Y,
  PLANE_DEPTH
};

/* The nearest point is in this square, or at most so many further. */
#define NEIGHBOURS 2

/* How far a point lies from its square's middle at most, in squares: 1/2 would be anywhere. */
#define JITTER 0.4

/* Depths vary so much either way. */
#define VARIETY 0.4

/* Towards the rim a dent levels out: from this share of a square's side on. */
#define RIM 0.75f

/* The deviation of what comes of all that; found by trying, good to 2 %. */
#define DEVIATION 0.169f

typedef struct
{
  gfloat x, y; /* within its square */
  gfloat depth;
} Dent;

typedef struct
{
  gdouble size; /* of a square, in rendered pixels */
  gfloat light_x, light_y;
  GeglRectangle squares; /* the ones there are */
  Dent *dents;
} Net;

static void
make_dents (Net *net, const RetextureHammerMarks *marks, const GeglRectangle *area)
{
  const gint left = (gint) floor (area->x / net->size) - NEIGHBOURS;
  const gint top = (gint) floor (area->y / net->size) - NEIGHBOURS;
  const gint right = (gint) floor ((area->x + area->width) / net->size) + NEIGHBOURS;
  const gint bottom = (gint) floor ((area->y + area->height) / net->size) + NEIGHBOURS;
  const gint n = right - left + 1;
  gfloat *chance = gegl_scratch_new (gfloat, 3 * (gsize) n);

  net->squares = *GEGL_RECTANGLE (left, top, n, bottom - top + 1);
  net->dents = gegl_scratch_new (Dent, (gsize) n * net->squares.height);
  for (gint j = 0; j < net->squares.height; j++)
    {
      for (gint k = 0; k < 3; k++)
        retexture_hash_noise_row (RETEXTURE_NOISE_UNIFORM, marks->seed, PLANE_X + k, left, top + j,
                                  n, chance + k * n);
      for (gint i = 0; i < n; i++)
        net->dents[(gsize) j * n + i]
            = (Dent){ 0.5f + JITTER * chance[i], 0.5f + JITTER * chance[n + i],
                      1.0f + VARIETY * chance[2 * n + i] };
    }
  gegl_scratch_free (chance);
}

/* At a place (`x`, `y`) in a square. */
static gfloat
shade_at (const Net *net, gint column, gint row, gfloat x, gfloat y)
{
  const Dent *here
      = net->dents + (gsize) (row - net->squares.y) * net->squares.width + column - net->squares.x;
  gfloat least = G_MAXFLOAT, least_x = 0.0f, least_y = 0.0f, depth = 0.0f, t;

  for (gint j = -NEIGHBOURS; j <= NEIGHBOURS; j++)
    for (gint i = -NEIGHBOURS; i <= NEIGHBOURS; i++)
      {
        const Dent *dent = here + j * net->squares.width + i;
        const gfloat dx = i + dent->x - x, dy = j + dent->y - y, square = dx * dx + dy * dy;

        if (square < least)
          {
            least = square;
            least_x = dx;
            least_y = dy;
            depth = dent->depth;
          }
      }
  t = MIN (least / (RIM * RIM), 1.0f);
  return depth * (1.0f - t) * (least_x * net->light_x + least_y * net->light_y) / DEVIATION;
}

void
retexture_hammer_marks_render (const RetextureHammerMarks *marks,
                               const GeglRectangle *area,
                               gfloat *values)
{
  Net net = { .size = marks->size, .light_x = cos (marks->light), .light_y = sin (marks->light) };

  make_dents (&net, marks, area);
  for (gint y = 0; y < area->height; y++)
    for (gint x = 0; x < area->width; x++)
      {
        const gdouble at_x = (area->x + x + 0.5) / net.size, at_y = (area->y + y + 0.5) / net.size;
        const gint column = (gint) floor (at_x), row = (gint) floor (at_y);

        values[(gsize) y * area->width + x]
            = shade_at (&net, column, row, at_x - column, at_y - row);
      }
  gegl_scratch_free (net.dents);
}
