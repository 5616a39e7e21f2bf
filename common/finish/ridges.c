/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * By the Hessian of the luma, smoothed at several scales (Steger, "An Unbiased Detector of
 * Curvilinear Structures", IEEE TPAMI 20(2), 1998): across a line its second derivative is large,
 * along it small. A line whose profile is a Gaussian of deviation s and height A has, smoothed by
 * s, the second derivative
 *
 *   A s / (2 s^2)^(3/2)        so        A = 2^(3/2) s^2 (|across| - |along|)
 *
 * and about as much at wider scales; the finest that sees most of it is its own.
 */
#include "ridges.h"

#include <math.h>

#include "blocks.h"
#include "luma.h"
#include "plane-blur.h"
#include "quantile.h"
#include "samples.h"

/* Pixels of a block, and around it: as far across a line as is looked, and the widest blur's reach.
 */
#define BLOCK 256
#define ACROSS 11
#define MARGIN (ACROSS + 11)

/* A scale is a line's own from this share of its most on. */
#define OWN 0.8f

/* By how much its sides may differ, of its contrast. */
#define SIDES 0.7f

/* A line's shadow is so much fainter. */
#define STRONGER 1.4f

/* Fainter is none. */
#define FAINTEST 0.012f

gdouble
retexture_ridge_scale (gint scale)
{
  return 0.7 * pow (1.6, scale);
}

typedef struct
{
  gfloat contrast, angle;
  gint scale;
  gboolean dark;
} Line;

typedef struct
{
  GeglBuffer *picture;
  const Babl *format;
  RetextureRidges *self;
} Job;

/* Three a pixel. */
static gfloat *
read_pixels (const Job *job, const GeglRectangle *area)
{
  const gsize n = (gsize) 3 * area->width * area->height;
  gfloat *pixels = gegl_scratch_new (gfloat, n);

  retexture_samples_read (job->picture, area, job->format, pixels);
  for (gsize i = 0; i < n; i++)
    if (!isfinite (pixels[i]))
      pixels[i] = 0.0f;
  return pixels;
}

static RetexturePlane
luma_of (const gfloat *pixels, gint width, gint height)
{
  RetexturePlane luma = retexture_plane_new (width, height);

  for (gint i = 0; i < width * height; i++)
    luma.values[i] = retexture_luma (pixels + 3 * i);
  return luma;
}

/* Of one scale, where it sees more than finer ones do. */
static void
look (const RetexturePlane *luma, gint scale, Line *lines)
{
  const gdouble radius = retexture_ridge_scale (scale);
  const gfloat norm = 2.0 * G_SQRT2 * radius * radius;
  const gint width = luma->width;
  RetexturePlane smooth = retexture_plane_blurred (luma, radius);

  for (gint y = MARGIN - ACROSS; y < luma->height - MARGIN + ACROSS; y++)
    for (gint x = MARGIN - ACROSS; x < width - MARGIN + ACROSS; x++)
      {
        const gfloat *at = smooth.values + (gsize) y * width + x;
        const gfloat xx = at[1] - 2.0f * at[0] + at[-1];
        const gfloat yy = at[width] - 2.0f * at[0] + at[-width];
        const gfloat xy = 0.25f * (at[width + 1] - at[width - 1] - at[1 - width] + at[-1 - width]);
        const gfloat half = 0.5f * (xx + yy), root = hypotf (0.5f * (xx - yy), xy);
        const gfloat contrast = norm * (fabsf (half) + root - fabsf (fabsf (half) - root));
        Line *line = lines + (gsize) y * width + x;

        if (OWN * 0.5f * contrast <= line->contrast)
          continue;
        line->contrast = 0.5f * contrast;
        line->scale = scale;
        line->dark = half > 0.0f;
        /* Across the line lies the eigenvector of the larger eigenvalue; along it is square to
         * that. */
        line->angle = 0.5f * atan2f (2.0f * xy, xx - yy) + (half < 0.0f ? 0.0f : (gfloat) G_PI_2);
      }
  retexture_plane_clear (&smooth);
}

/* Beside a dark line it looks as if there were a fainter bright one, and the other way round. */
static gboolean
is_beside_stronger (const Line *lines, gint width, gint x, gint y)
{
  const Line *line = lines + (gsize) y * width + x;
  const gdouble c = cos (line->angle), s = sin (line->angle);
  const gint far = MIN ((gint) ceil (3.5 * retexture_ridge_scale (line->scale)) + 1, ACROSS);

  for (gint k = -far; k <= far; k++)
    {
      const gint to_x = x - (gint) lround (k * s), to_y = y + (gint) lround (k * c);
      const Line *other = lines + (gsize) to_y * width + to_x;

      if (other->dark != line->dark && other->contrast > STRONGER * line->contrast)
        return TRUE;
    }
  return FALSE;
}

/* Whether nothing beside it, across, is stronger. */
static gboolean
is_middle (const Line *lines, gint width, gint x, gint y)
{
  const Line *line = lines + (gsize) y * width + x;
  const gfloat across = line->angle + (gfloat) G_PI_2;
  const gint dx = (gint) lroundf (cosf (across)), dy = (gint) lroundf (sinf (across));
  const Line *one = lines + (gsize) (y + dy) * width + x + dx;
  const Line *other = lines + (gsize) (y - dy) * width + x - dx;

  return line->contrast >= one->contrast && line->contrast > other->contrast;
}

/* Mean of three along the line, at so many pixels across from its middle. */
static gfloat
beside (const RetexturePlane *luma, const Line *line, gint x, gint y, gdouble across)
{
  const gdouble c = cos (line->angle), s = sin (line->angle);
  gfloat sum = 0.0f;

  for (gint along = -1; along <= 1; along++)
    {
      const gint to_x = x + (gint) lround (along * c - across * s);
      const gint to_y = y + (gint) lround (along * s + across * c);

      sum += luma->values[(gsize) CLAMP (to_y, 0, luma->height - 1) * luma->width
                          + CLAMP (to_x, 0, luma->width - 1)];
    }
  return sum / 3.0f;
}

/* An edge has one tone on the one side and another on the other, and a line does not. */
static gboolean
has_equal_sides (const RetexturePlane *luma, const Line *line, gint x, gint y)
{
  const gdouble far = 3.0 * retexture_ridge_scale (line->scale) + 1.0;

  return fabsf (beside (luma, line, x, y, far) - beside (luma, line, x, y, -far))
         < SIDES * line->contrast;
}

static guint8
pack (const Line *line)
{
  const gint direction = (gint) lroundf (line->angle * 32.0f / (gfloat) G_PI) & 31;

  return (guint8) (direction | line->scale << 5 | (line->dark ? 1 << 7 : 0));
}

/* Of lines in rows of `width`, of which the cell's first is at (x, y). */
static void
measure_cell (RetextureRidges *self, const Line *lines, gint width, gint x, gint y, gsize cell)
{
  gdouble numbers[RETEXTURE_RIDGE_CELL * RETEXTURE_RIDGE_CELL];
  gdouble sum = 0.0;
  guint n = 0;

  for (gint j = 0; j < RETEXTURE_RIDGE_CELL; j++)
    for (gint i = 0; i < RETEXTURE_RIDGE_CELL; i++)
      {
        const gsize at = (gsize) (y + j) * width + x + i;

        numbers[n] = lines[at].contrast;
        sum += numbers[n++];
      }
  self->mean->values[cell] = sum / n;
  self->usual->values[cell] = retexture_quantile (numbers, n, 0.5);
}

static void
make_block (const GeglRectangle *block, gpointer user_data)
{
  const Job *job = user_data;
  RetextureRidges *self = job->self;
  const gint cell = RETEXTURE_RIDGE_CELL;
  const gint columns = (block->width + cell - 1) / cell, rows = (block->height + cell - 1) / cell;
  const GeglRectangle area
      = { self->extent.x + block->x - MARGIN, self->extent.y + block->y - MARGIN,
          columns * cell + 2 * MARGIN, rows * cell + 2 * MARGIN };
  gfloat *pixels = read_pixels (job, &area);
  RetexturePlane luma = luma_of (pixels, area.width, area.height);
  Line *lines = gegl_scratch_alloc0 ((gsize) area.width * area.height * sizeof (Line));

  for (gint scale = 0; scale < RETEXTURE_RIDGE_SCALES; scale++)
    look (&luma, scale, lines);
  for (gint y = 0; y < block->height; y++)
    for (gint x = 0; x < block->width; x++)
      {
        const Line *line = lines + (gsize) (y + MARGIN) * area.width + x + MARGIN;
        const gsize at = (gsize) (block->y + y) * self->extent.width + block->x + x;

        if (line->contrast < FAINTEST || !is_middle (lines, area.width, x + MARGIN, y + MARGIN)
            || !has_equal_sides (&luma, line, x + MARGIN, y + MARGIN)
            || is_beside_stronger (lines, area.width, x + MARGIN, y + MARGIN))
          continue;
        self->contrast[at] = (guint8) CLAMP (255.0f * line->contrast + 0.5f, 1.0f, 255.0f);
        self->kind[at] = pack (line);
      }
  for (gint row = 0; row < rows; row++)
    for (gint column = 0; column < columns; column++)
      measure_cell (self, lines, area.width, MARGIN + column * cell, MARGIN + row * cell,
                    (gsize) (block->y / cell + row) * self->mean->columns + block->x / cell
                        + column);
  gegl_scratch_free (lines);
  retexture_plane_clear (&luma);
  gegl_scratch_free (pixels);
}

RetextureRidges *
retexture_ridges_new (GeglBuffer *picture, GCancellable *cancellable)
{
  RetextureRidges *self = g_new0 (RetextureRidges, 1);
  const gsize n = (gsize) gegl_buffer_get_width (picture) * gegl_buffer_get_height (picture);
  Job job = { picture, babl_format_with_space ("R'G'B' float", gegl_buffer_get_format (picture)),
              self };
  gint columns, rows;

  self->extent = *gegl_buffer_get_extent (picture);
  columns = (self->extent.width + RETEXTURE_RIDGE_CELL - 1) / RETEXTURE_RIDGE_CELL;
  rows = (self->extent.height + RETEXTURE_RIDGE_CELL - 1) / RETEXTURE_RIDGE_CELL;
  self->contrast = g_malloc0 (n);
  self->kind = g_malloc0 (n);
  self->usual = retexture_lattice_new (columns, rows);
  self->mean = retexture_lattice_new (columns, rows);
  for (gint y = 0; y < self->extent.height && !g_cancellable_is_cancelled (cancellable); y += BLOCK)
    retexture_blocks_make (
        GEGL_RECTANGLE (0, y, self->extent.width, MIN (BLOCK, self->extent.height - y)), BLOCK,
        BLOCK, make_block, &job);
  if (g_cancellable_is_cancelled (cancellable))
    g_clear_pointer (&self, retexture_ridges_free);
  return self;
}

void
retexture_ridges_free (RetextureRidges *self)
{
  if (!self)
    return;
  retexture_lattice_free (self->mean);
  retexture_lattice_free (self->usual);
  g_free (self->kind);
  g_free (self->contrast);
  g_free (self);
}
