/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * E. Heitz and F. Neyret, "High-Performance By-Example Noise using a Histogram-Preserving Blending
 * Operator", Proc. ACM CGIT 1 (2018) 31: at a point with the barycentric coordinates b in its
 * triangle,
 *
 *   value = T^-1 (sum b_i^2 g_i / sqrt (sum b_i^4)),
 *
 * where g_i are the normally distributed values of the patches at its corners. The squares make
 * more of each patch to be seen unmixed (B. Burley, "On Histogram-Preserving Blending for
 * Randomized Texture Tiling", JCGT 8 (2019) 31-53).
 */
#include "tiling.h"

#include "hash-noise.h"
#include "vector.h"

#include <math.h>
#include <string.h>

/* Planes of the hash; other users of the same seed have others. */
enum
{
  PLANE_X = 64,
  PLANE_Y,
  PLANE_MIRROR
};

#define HEIGHT 0.8660254037844386 /* of a triangle with sides of 1 */

/* A corner of the lattice, with the patch that was chosen for it. */
typedef struct
{
  gint turn;
  gboolean mirrored;
  gint x, y; /* from a pixel of the picture to one of the plane */
} Corner;

typedef struct
{
  const RetextureExemplar *exemplar;
  guint32 seed;
  RetextureTurnFunc turn;
  gpointer user_data;
  gint left, top, columns; /* of the corners that are known */
  Corner *corners;
} Lattice;

/* The pixels of a row in one triangle. */
typedef struct
{
  const gfloat *patches[3]; /* where each corner's patch has the run's first pixel */
  gfloat weights[3], slopes[3];
} Run;

/* -1 to 1 */
static gfloat
chance (const Lattice *lattice, guint32 plane, gint i, gint j)
{
  gfloat value;

  retexture_hash_noise_row (RETEXTURE_NOISE_UNIFORM, lattice->seed, plane, i, j, 1, &value);
  return value;
}

/* The middle of a patch in a plane's row or column of `size` pixels, so that the patch fits in. */
static gdouble
choose (gfloat number, gdouble size, gdouble margin)
{
  const gdouble room = MAX (size - 2.0 * margin, 0.0);

  return margin + floor (0.5 * (number + 1.0) * room);
}

static gint
margin_of (const RetextureExemplar *exemplar)
{
  return (gint) ceil (exemplar->spacing) + 2;
}

/* Places are chosen in the finished picture's pixels: a reduced preview has the same ones. */
static Corner
make_corner (const Lattice *lattice, gint i, gint j)
{
  const RetextureExemplar *exemplar = lattice->exemplar;
  const gdouble size = exemplar->recipe.pixel_size;
  const gdouble x = exemplar->spacing * (i + 0.5 * j), y = exemplar->spacing * HEIGHT * j;
  const gdouble margin = ceil (exemplar->spacing * size) + 2.0;
  Corner corner = { .turn = lattice->turn ? lattice->turn (x, y, lattice->user_data) : 0,
                    .mirrored = chance (lattice, PLANE_MIRROR, i, j) > 0.0f };
  const RetexturePlane *plane
      = retexture_exemplar_get_plane (exemplar, 0, corner.turn, corner.mirrored);
  const gdouble middle_x = choose (chance (lattice, PLANE_X, i, j), plane->width * size, margin);
  const gdouble middle_y = choose (chance (lattice, PLANE_Y, i, j), plane->height * size, margin);

  corner.x = (gint) floor ((middle_x - floor (x * size + 0.5)) / size);
  corner.y = (gint) floor ((middle_y - floor (y * size + 0.5)) / size);
  return corner;
}

/* The lattice's coordinates: u along a row, v across the rows, u skewed with v. */
static gdouble
to_v (const RetextureExemplar *exemplar, gdouble y)
{
  return y / (exemplar->spacing * HEIGHT);
}

static gdouble
to_u (const RetextureExemplar *exemplar, gdouble x, gdouble y)
{
  return x / exemplar->spacing - 0.5 * to_v (exemplar, y);
}

/* All corners whose patches reach into the area. */
static void
make_corners (Lattice *lattice, const GeglRectangle *area)
{
  const RetextureExemplar *exemplar = lattice->exemplar;
  const gint bottom = (gint) floor (to_v (exemplar, area->y + area->height)) + 2;
  gint right, rows;

  lattice->top = (gint) floor (to_v (exemplar, area->y)) - 1;
  lattice->left = (gint) floor (to_u (exemplar, area->x, area->y + area->height)) - 2;
  right = (gint) floor (to_u (exemplar, area->x + area->width, area->y)) + 2;
  lattice->columns = right - lattice->left + 1;
  rows = bottom - lattice->top + 1;
  lattice->corners = gegl_scratch_new (Corner, (gsize) lattice->columns * rows);
  for (gint j = 0; j < rows; j++)
    for (gint i = 0; i < lattice->columns; i++)
      lattice->corners[(gsize) j * lattice->columns + i]
          = make_corner (lattice, lattice->left + i, lattice->top + j);
}

static const Corner *
corner_at (const Lattice *lattice, gint i, gint j)
{
  return lattice->corners + (gsize) (j - lattice->top) * lattice->columns + i - lattice->left;
}

RETEXTURE_VECTOR static void
blend (const Run *run, gint from, gint to, gfloat *restrict values)
{
  const gfloat *restrict a = run->patches[0], *restrict b = run->patches[1];
  const gfloat *restrict c = run->patches[2];

  for (gint i = from; i < to; i++)
    {
      const gfloat p = run->weights[0] + i * run->slopes[0];
      const gfloat q = run->weights[1] + i * run->slopes[1];
      const gfloat r = run->weights[2] + i * run->slopes[2];
      const gfloat pp = p * p, qq = q * q, rr = r * r;

      values[i] = (pp * a[i] + qq * b[i] + rr * c[i]) / sqrtf (pp * pp + qq * qq + rr * rr);
    }
}

RETEXTURE_VECTOR static void
look_up (const gfloat *restrict table, gfloat *restrict values, gint n)
{
  const gfloat steps = (RETEXTURE_EXEMPLAR_TABLE - 1) / (2.0f * RETEXTURE_EXEMPLAR_RANGE);
  const gfloat last = RETEXTURE_EXEMPLAR_TABLE - 1.001f;

  for (gint i = 0; i < n; i++)
    {
      const gfloat place = MIN (MAX ((values[i] + RETEXTURE_EXEMPLAR_RANGE) * steps, 0.0f), last);
      const gint step = (gint) place;

      values[i] = table[step] + (place - step) * (table[step + 1] - table[step]);
    }
}

/* How the three weights change along a row, within a triangle that has two corners above and one
 * below, and within the other kind. */
static const gfloat slopes[2][3] = { { -1.0f, 1.0f, 0.0f }, { 1.0f, -1.0f, 0.0f } };

/* The first pixel of a row at or after `u`. */
static gint
pixel_at (const RetextureExemplar *exemplar, gdouble u, gdouble v)
{
  return (gint) ceil ((u + 0.5 * v) * exemplar->spacing);
}

/* The run in the first or second triangle of the cell `i`, from its own first pixel `x` on, even
 * where that is not wanted: what a pixel gets may not depend on where rendering began. */
static Run
find_run (const Lattice *lattice, gint channel, gint i, gboolean second, gint x, gint y)
{
  const RetextureExemplar *exemplar = lattice->exemplar;
  const gdouble v = to_v (exemplar, y);
  const gint j = (gint) floor (v);
  const gdouble along = to_u (exemplar, x, y) - i, across = v - j;
  const gint corners[2][3][2] = { { { i, j }, { i + 1, j }, { i, j + 1 } },
                                  { { i + 1, j + 1 }, { i, j + 1 }, { i + 1, j } } };
  const gdouble weights[2][3] = { { 1.0 - along - across, along, across },
                                  { along + across - 1.0, 1.0 - along, 1.0 - across } };
  Run run;

  for (gint k = 0; k < 3; k++)
    {
      const Corner *corner = corner_at (lattice, corners[second][k][0], corners[second][k][1]);
      const RetexturePlane *plane
          = retexture_exemplar_get_plane (exemplar, channel, corner->turn, corner->mirrored);

      run.patches[k] = plane->values + (gssize) (y + corner->y) * plane->width + x + corner->x;
      run.weights[k] = weights[second][k];
      run.slopes[k] = slopes[second][k] / exemplar->spacing;
    }
  return run;
}

static void
render_row (const Lattice *lattice, gint channel, gint left, gint y, gint width, gfloat *values)
{
  const RetextureExemplar *exemplar = lattice->exemplar;
  const gdouble v = to_v (exemplar, y), across = v - floor (v);
  gint x = left;

  for (gint i = (gint) floor (to_u (exemplar, left, y)) - 1; x < left + width; i++)
    for (gint second = 0; second < 2 && x < left + width; second++)
      {
        const gint begin = pixel_at (exemplar, second ? i + 1 - across : i, v);
        const gint end
            = MIN (pixel_at (exemplar, second ? i + 1 : i + 1 - across, v), left + width);

        if (end > x)
          {
            const Run run = find_run (lattice, channel, i, second, begin, y);

            blend (&run, x - begin, end - begin, values + begin - left);
            x = end;
          }
      }
  look_up (exemplar->tables[channel], values, width);
}

void
retexture_tiling_render (const RetextureExemplar *exemplar,
                         guint32 seed,
                         const GeglRectangle *area,
                         RetextureTurnFunc turn,
                         gpointer user_data,
                         gfloat *values)
{
  const RetexturePlane *smallest = retexture_exemplar_get_plane (exemplar, 0, 1, FALSE);
  const gsize n = (gsize) area->width * area->height;
  Lattice lattice = { .exemplar = exemplar, .seed = seed, .turn = turn, .user_data = user_data };

  /* In a preview this small there is no texture left to be seen. */
  if (MIN (smallest->width, smallest->height) < 2 * margin_of (exemplar) + 1)
    {
      memset (values, 0, exemplar->channels * n * sizeof (gfloat));
      return;
    }
  make_corners (&lattice, area);
  for (gint c = 0; c < exemplar->channels; c++)
    for (gint y = 0; y < area->height; y++)
      render_row (&lattice, c, area->x, area->y + y, area->width,
                  values + c * n + (gsize) y * area->width);
  gegl_scratch_free (lattice.corners);
}
