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
#include "triangle-lattice.h"
#include "vector.h"

#include <math.h>
#include <string.h>

/* Planes of the hash; other users of the same seed have others. */
enum
{
  PLANE_X = 64,
  PLANE_Y,
  PLANE_VARIANT
};

/* A corner of the lattice, with the patch that was chosen for it. */
typedef struct
{
  gint turn;
  gint variant;
  gint x, y; /* from a pixel of the picture to one of the plane */
} Corner;

typedef struct
{
  const RetextureExemplar *exemplar;
  guint32 seed;
  RetextureTurnFunc turn;
  gpointer user_data;
  GeglRectangle known; /* the corners there are */
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

/* The more room a region has, the more often it is taken. */
static gint
variant_of (const RetextureExemplar *exemplar, gfloat number)
{
  const gint n_mirrors = exemplar->n_mirrors, last = exemplar->n_variants - 1;
  gdouble left = 0.0;
  gint variant = 0;

  for (gint i = 0; i <= last; i++)
    left += 0.5 * (number + 1.0) * exemplar->rooms[i / n_mirrors];
  while (variant < last && (left -= exemplar->rooms[variant / n_mirrors]) >= 0.0)
    variant++;
  return variant;
}

/* Places are chosen in the finished picture's pixels: a reduced preview has the same ones. */
static Corner
make_corner (const Lattice *lattice, gint i, gint j)
{
  const RetextureExemplar *exemplar = lattice->exemplar;
  const gdouble size = exemplar->recipe.pixel_size;
  const gdouble x = exemplar->spacing * (i + 0.5 * j),
                y = exemplar->spacing * RETEXTURE_TRIANGLE_HEIGHT * j;
  const gdouble margin = ceil (exemplar->spacing * size) + 2.0;
  Corner corner = { .turn = lattice->turn ? lattice->turn (x, y, lattice->user_data) : 0,
                    .variant = variant_of (exemplar, chance (lattice, PLANE_VARIANT, i, j)) };
  const RetexturePlane *plane
      = retexture_exemplar_get_plane (exemplar, 0, corner.turn, corner.variant);
  const gdouble middle_x = choose (chance (lattice, PLANE_X, i, j), plane->width * size, margin);
  const gdouble middle_y = choose (chance (lattice, PLANE_Y, i, j), plane->height * size, margin);

  corner.x = (gint) floor ((middle_x - floor (x * size + 0.5)) / size);
  corner.y = (gint) floor ((middle_y - floor (y * size + 0.5)) / size);
  return corner;
}

/* All corners whose patches reach into the area. */
static void
make_corners (Lattice *lattice, const GeglRectangle *area)
{
  const GeglRectangle known = retexture_triangle_corners (lattice->exemplar->spacing, area);

  lattice->known = known;
  lattice->corners = gegl_scratch_new (Corner, (gsize) known.width * known.height);
  for (gint j = 0; j < known.height; j++)
    for (gint i = 0; i < known.width; i++)
      lattice->corners[(gsize) j * known.width + i]
          = make_corner (lattice, known.x + i, known.y + j);
}

static const Corner *
corner_at (const Lattice *lattice, gint i, gint j)
{
  return lattice->corners + (gsize) (j - lattice->known.y) * lattice->known.width + i
         - lattice->known.x;
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

static Run
find_run (const Lattice *lattice, gint channel, const RetextureTriangleRun *triangle)
{
  Run run;

  for (gint k = 0; k < 3; k++)
    {
      const Corner *corner = corner_at (lattice, triangle->corners[k][0], triangle->corners[k][1]);
      const RetexturePlane *plane = retexture_exemplar_get_plane (lattice->exemplar, channel,
                                                                  corner->turn, corner->variant);

      run.patches[k] = plane->values + (gssize) (triangle->y + corner->y) * plane->width
                       + triangle->begin + corner->x;
      run.weights[k] = triangle->weights[k];
      run.slopes[k] = triangle->slopes[k];
    }
  return run;
}

static void
render_row (const Lattice *lattice, gint channel, gint left, gint y, gint width, gfloat *values)
{
  const RetextureExemplar *exemplar = lattice->exemplar;
  RetextureTriangleRun triangle = retexture_triangle_row (exemplar->spacing, left, y, width);

  while (retexture_triangle_next (&triangle))
    {
      const Run run = find_run (lattice, channel, &triangle);

      blend (&run, triangle.x - triangle.begin, triangle.end - triangle.begin,
             values + triangle.begin - left);
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
  const gsize n = (gsize) area->width * area->height;
  Lattice lattice = { .exemplar = exemplar, .seed = seed, .turn = turn, .user_data = user_data };

  /* In a preview this small there is no texture left to be seen. */
  if (retexture_exemplar_get_side (exemplar) < 2 * margin_of (exemplar) + 1)
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
