/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Around each corner of a lattice of triangles a piece of the sheet is laid, taken from a place of
 * chance and turned as the direction runs there; between the corners the pieces are blended so that
 * the variance stays (tiling.c has the source).
 *
 * A piece is bent, too. Let z be the place from its corner, as a complex number whose real axis
 * runs along the direction, and let the direction turn by Im (b) for each pixel along and by Re (b)
 * for each across. The conformal map log (1 + b z) / b of a place to one of the sheet has lines
 * whose direction is arg (1 + b z) = Im (b z) + ...: circles where b is imaginary, rays where it is
 * real. Where it bends little, its series does.
 */
#include "sheet-laying.h"

#include "hash-noise.h"
#include "triangle-lattice.h"
#include "vector.h"

#include <math.h>

/* Planes of the hash; other users of the same seed have others. */
enum
{
  PLANE_X = 104,
  PLANE_Y
};

/* The lattice's spacing: in lengths of what lies on it, and in pixels. */
#define SPACING 4.0
#define LEAST_SPACING 32.0
#define LARGEST_SPACING 200.0

/* Half the distance over which the direction's turning is measured, in finished pixels. */
#define STEP 6.0

/* As far as |b z| goes to this, the series is good to 1 degree. */
#define SERIES_BEND 0.45

/* More than this is not followed: the sheet would be stretched too far on the other side. */
#define LARGEST_BEND 1.2

/* Next to where all directions meet the map has no limit. */
#define LEAST_SQUARE 1e-3f

/* Pixels sampled at a time. */
#define RUN 128

/* A piece of the sheet. */
typedef struct
{
  const gfloat *samples;
  gint x, y;             /* its corner, in rendered pixels, */
  gfloat rest_x, rest_y; /* and what rounding took from that */
  gfloat cosine, sine;   /* from the picture to the sheet */
  gboolean bends;        /* so much that the series does not do */
  gfloat bend_real, bend_imaginary;
  gfloat sheet_x, sheet_y; /* where in the sheet the corner is, in samples */
} Piece;

typedef struct
{
  const RetextureLaying *laying;
  GeglRectangle known;
  Piece *pieces;
} Pieces;

gdouble
retexture_sheet_spacing (gdouble length)
{
  return CLAMP (SPACING * length, LEAST_SPACING, LARGEST_SPACING);
}

static gdouble
chance (guint32 seed, guint32 plane, gint i, gint j)
{
  gfloat value;

  retexture_hash_noise_row (RETEXTURE_NOISE_UNIFORM, seed, plane, i, j, 1, &value);
  return 0.5 * (value + 1.0);
}

/* Which way the sheet's x axis is to run. */
static gdouble
axis_at (const RetextureLaying *laying, gdouble x, gdouble y)
{
  return retexture_direction_at (laying->direction, x, y) - laying->sheet->angle;
}

/* By how much that turns for each pixel on the way (`x`, `y`), which has unit length. */
static gdouble
turning_along (const RetextureLaying *laying, gdouble at_x, gdouble at_y, gdouble x, gdouble y)
{
  return retexture_direction_turn (axis_at (laying, at_x - STEP * x, at_y - STEP * y),
                                   axis_at (laying, at_x + STEP * x, at_y + STEP * y))
         / (2.0 * STEP);
}

static Piece
make_piece (const RetextureLaying *laying, gint i, gint j)
{
  const RetextureSheet *sheet = laying->sheet;
  const gdouble x = sheet->spacing * (i + 0.5 * j);
  const gdouble y = sheet->spacing * RETEXTURE_TRIANGLE_HEIGHT * j;
  const gdouble angle = axis_at (laying, x, y), cosine = cos (angle), sine = sin (angle);
  const gdouble along = turning_along (laying, x, y, cosine, sine);
  const gdouble across = turning_along (laying, x, y, -sine, cosine);
  const gdouble limit = LARGEST_BEND / sheet->spacing;
  const gdouble share = MIN (1.0, limit / MAX (hypot (along, across), 1e-12));
  const gdouble blur = laying->blur ? laying->blur (x, y, laying->user_data) : 0.0;
  Piece piece = {
    .samples = sheet->levels[retexture_sheet_level (sheet, blur)],
    .x = (gint) floor (x / laying->pixel_size),
    .y = (gint) floor (y / laying->pixel_size),
    .cosine = cosine,
    .sine = sine,
    .bends = share * hypot (along, across) * sheet->spacing > SERIES_BEND,
    .bend_real = share * across,
    .bend_imaginary = share * along,
    .sheet_x = sheet->size * (8.0 + chance (laying->seed, PLANE_X, i, j)),
    .sheet_y = sheet->size * (8.0 + chance (laying->seed, PLANE_Y, i, j)),
  };

  piece.rest_x = x / laying->pixel_size - piece.x;
  piece.rest_y = y / laying->pixel_size - piece.y;
  return piece;
}

static void
make_pieces (Pieces *pieces, const GeglRectangle *area)
{
  const RetextureLaying *laying = pieces->laying;
  const GeglRectangle known
      = retexture_triangle_corners (laying->sheet->spacing / laying->pixel_size, area);

  pieces->known = known;
  pieces->pieces = gegl_scratch_new (Piece, (gsize) known.width * known.height);
  for (gint j = 0; j < known.height; j++)
    for (gint i = 0; i < known.width; i++)
      pieces->pieces[(gsize) j * known.width + i] = make_piece (laying, known.x + i, known.y + j);
}

/* From pixels [x, x + n) of row y to a piece, in finished pixels. */
RETEXTURE_VECTOR static void
turn (const Piece *piece, gfloat pixel_size, gint x, gint y, gint n, gfloat *us, gfloat *vs)
{
  const gfloat dy = (y - piece->y) + 0.5f - piece->rest_y, rest_x = piece->rest_x;
  const gfloat cosine = pixel_size * piece->cosine, sine = pixel_size * piece->sine;
  const gint first = x - piece->x;

  for (gint i = 0; i < n; i++)
    {
      const gfloat dx = (first + i) + 0.5f - rest_x;

      us[i] = dx * cosine + dy * sine;
      vs[i] = dy * cosine - dx * sine;
    }
}

/* z (1 - w / 2 + w^2 / 3 - w^3 / 4 + w^4 / 5) by Horner's rule, where z = u + iv and w = b z. */
RETEXTURE_VECTOR static void
bend_a_little (const Piece *piece, gint n, gfloat *us, gfloat *vs)
{
  const gfloat b = piece->bend_real, c = piece->bend_imaginary;

  for (gint i = 0; i < n; i++)
    {
      const gfloat u = us[i], v = vs[i], w = b * u - c * v, h = b * v + c * u;
      const gfloat p3 = 0.25f - 0.2f * w, q3 = -0.2f * h;
      const gfloat p2 = 1.0f / 3 - (w * p3 - h * q3), q2 = -(w * q3 + h * p3);
      const gfloat p1 = 0.5f - (w * p2 - h * q2), q1 = -(w * q2 + h * p2);
      const gfloat p = 1.0f - (w * p1 - h * q1), q = -(w * q1 + h * p1);

      us[i] = u * p - v * q;
      vs[i] = u * q + v * p;
    }
}

/* log (1 + b z) / b */
static void
bend (const Piece *piece, gint n, gfloat *us, gfloat *vs)
{
  const gfloat b = piece->bend_real, c = piece->bend_imaginary, square = b * b + c * c;

  for (gint i = 0; i < n; i++)
    {
      const gfloat w = 1.0f + b * us[i] - c * vs[i], h = b * vs[i] + c * us[i];
      const gfloat real = 0.5f * logf (MAX (w * w + h * h, LEAST_SQUARE)),
                   imaginary = atan2f (h, w);

      us[i] = (real * b + imaginary * c) / square;
      vs[i] = (imaginary * b - real * c) / square;
    }
}

/* Reads a sheet between its samples; places beyond it are on it again. */
RETEXTURE_VECTOR static void
sample (const Piece *piece, gint size, const gfloat *us, const gfloat *vs, gint n, gfloat *values)
{
  const gfloat *restrict samples = piece->samples;
  const gfloat sheet_x = piece->sheet_x, sheet_y = piece->sheet_y;
  const gint mask = size - 1;

  for (gint i = 0; i < n; i++)
    {
      const gfloat x = sheet_x + RETEXTURE_SHEET_FINENESS * us[i];
      const gfloat y = sheet_y + RETEXTURE_SHEET_FINENESS * vs[i];
      const gint left = (gint) x, top = (gint) y;
      const gfloat s = x - left, t = y - top;
      const gint row = (top & mask) * size, next = ((top + 1) & mask) * size;
      const gint column = left & mask, beside = (left + 1) & mask;
      const gfloat a = samples[row + column], b = samples[row + beside];
      const gfloat c = samples[next + column], d = samples[next + beside];
      const gfloat above = a + s * (b - a), below = c + s * (d - c);

      values[i] = above + t * (below - above);
    }
}

static void
read_piece (
    const RetextureLaying *laying, const Piece *piece, gint x, gint y, gint n, gfloat *values)
{
  gfloat us[RUN], vs[RUN];

  turn (piece, laying->pixel_size, x, y, n, us, vs);
  (piece->bends ? bend : bend_a_little) (piece, n, us, vs);
  sample (piece, laying->sheet->size, us, vs, n, values);
}

RETEXTURE_VECTOR static void
blend (const RetextureTriangleRun *run, gint from, gint n, gfloat sampled[3][RUN], gfloat *values)
{
  const gfloat *restrict a = sampled[0], *restrict b = sampled[1], *restrict c = sampled[2];

  for (gint i = 0; i < n; i++)
    {
      const gfloat p = run->weights[0] + (from + i) * run->slopes[0];
      const gfloat q = run->weights[1] + (from + i) * run->slopes[1];
      const gfloat r = run->weights[2] + (from + i) * run->slopes[2];
      const gfloat pp = p * p, qq = q * q, rr = r * r;

      values[i] = (pp * a[i] + qq * b[i] + rr * c[i]) / sqrtf (pp * pp + qq * qq + rr * rr);
    }
}

static const Piece *
piece_at (const Pieces *pieces, const gint corner[2])
{
  return pieces->pieces + (gsize) (corner[1] - pieces->known.y) * pieces->known.width + corner[0]
         - pieces->known.x;
}

static void
lay_row (const Pieces *pieces, const GeglRectangle *area, gint y, gfloat *values)
{
  const RetextureLaying *laying = pieces->laying;
  RetextureTriangleRun run = retexture_triangle_row (laying->sheet->spacing / laying->pixel_size,
                                                     area->x, y, area->width);
  gfloat sampled[3][RUN];

  while (retexture_triangle_next (&run))
    for (gint x = run.x; x < run.end; x += RUN)
      {
        const gint n = MIN (RUN, run.end - x);

        for (gint k = 0; k < 3; k++)
          read_piece (laying, piece_at (pieces, run.corners[k]), x, y, n, sampled[k]);
        blend (&run, x - run.begin, n, sampled, values + x - area->x);
      }
}

void
retexture_sheet_lay (const RetextureLaying *laying, const GeglRectangle *area, gfloat *values)
{
  Pieces pieces = { .laying = laying };

  make_pieces (&pieces, area);
  for (gint y = 0; y < area->height; y++)
    lay_row (&pieces, area, area->y + y, values + (gsize) y * area->width);
  gegl_scratch_free (pieces.pieces);
}
