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
#include "level-mask.h"

#include <math.h>
#include <string.h>

#include "luma.h"
#include "plane-blur.h"
#include "quantile.h"
#include "smooth-step.h"

/* The reduced picture's longer side is at most this. */
#define LONGEST 1100

/* In what features are looked for, and how fine: lashes in lightness, and what is broader or, as
 * lips are, of another red. */
static const struct
{
  gboolean colour;
  gdouble fine; /* part of the face */
} looks[] = { { FALSE, 1.0 / 350.0 }, { FALSE, 1.0 / 130.0 }, { TRUE, 1.0 / 130.0 } };

/* Lengths as parts of the face. */
#define COARSE (1.0 / 45.0)
#define WINDOW (1.0 / 150.0)
#define GROWN (1.0 / 130.0)

/* In samples: less cannot be told. */
#define LEAST_FINE 0.6
#define LEAST_WINDOW 1.5
#define LEAST_COARSE 2.5
#define LEAST_GROWN 1.2

/* From this deviation on a blur is made in half the size: nobody sees the difference. */
#define WIDE 5.0

/* What is protected runs so much more strongly in one direction than the surface usually does; in
 * smooth pictures, than so much of the scale across the finest detail looked at. */
#define PROTECTED_FROM 3.0f
#define PROTECTED_TO 6.5f
#define USUAL_LEAST 0.005

/* Of tones well below this, contrast is noise. */
#define DARK 0.08f

/* What is usual is taken below the middle: hair of skin's colour may cover more than skin. */
#define USUAL_SHARE 0.3
#define USUAL_SAMPLES 40009

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

/* A face is about as high as the square root of the skin that is seen of it, with neck and
 * shoulders: 0.6 to 2 times as high in seven portraits. Too low a face is less harmful than too
 * high a one. */
#define FACE_OF_SKIN 1.0

/* Less of a picture is nobody's face. */
#define LEAST_SKIN 0.005

typedef struct
{
  gint width, height;
  RetexturePlane luma, redness, likely; /* likely: 0 to 1 */
} Reduced;

/* ---- the reduced picture ---- */

static gint
find_step (const GeglRectangle *extent)
{
  gint step = 1;

  while (MAX (extent->width, extent->height) / step > LONGEST)
    step *= 2;
  return step;
}

static gboolean
is_clipped (const gfloat *pixel)
{
  return MAX (MAX (pixel[0], pixel[1]), pixel[2]) >= 0.996f
         || MAX (MAX (pixel[0], pixel[1]), pixel[2]) <= 0.004f;
}

static Reduced
reduce (GeglBuffer *picture, RetextureSurface surface, const RetextureLevelMask *mask)
{
  const gint width = mask->weight->columns, height = mask->weight->rows;
  Reduced reduced = { width, height, retexture_plane_new (width, height),
                      retexture_plane_new (width, height), retexture_plane_new (width, height) };
  const Babl *format = babl_format_with_space ("R'G'B'A float", gegl_buffer_get_format (picture));
  gfloat *row = gegl_scratch_new (gfloat, (gsize) 4 * width);

  for (gint y = 0; y < height; y++)
    {
      gegl_buffer_get (picture, GEGL_RECTANGLE (mask->x, mask->y + y, width, 1), 1.0 / mask->step,
                       format, row, GEGL_AUTO_ROWSTRIDE, GEGL_ABYSS_CLAMP);
      for (gint x = 0; x < width; x++)
        {
          const gfloat *pixel = row + 4 * x;
          const gsize at = (gsize) y * width + x;
          const RetextureBlock block = { .opaque = CLAMP (pixel[3], 0.0f, 1.0f),
                                         .clipped = is_clipped (pixel),
                                         .colour = { pixel[0], pixel[1], pixel[2] } };

          reduced.luma.values[at] = retexture_luma (pixel);
          reduced.redness.values[at] = pixel[0] - pixel[1];
          reduced.likely.values[at] = retexture_surface_likelihood (surface, &block);
        }
    }
  gegl_scratch_free (row);
  return reduced;
}

static void
reduced_clear (Reduced *self)
{
  retexture_plane_clear (&self->luma);
  retexture_plane_clear (&self->redness);
  retexture_plane_clear (&self->likely);
}

/* ---- how large the face is ---- */

/* The largest area that hangs together, in samples. */
static gint
find_largest (const RetexturePlane *likely)
{
  const gint width = likely->width, n = width * likely->height;
  g_autofree guint8 *seen = g_new0 (guint8, n);
  g_autofree gint *stack = g_new (gint, n);
  gint largest = 0;

  for (gint first = 0; first < n; first++)
    {
      gint depth = 0, size = 0;

      if (seen[first] || likely->values[first] < RETEXTURE_SURFACE_LIKELY)
        continue;
      seen[first] = 1;
      stack[depth++] = first;
      while (depth > 0)
        {
          const gint at = stack[--depth], x = at % width;
          const gint beside[]
              = { x > 0 ? at - 1 : -1, x < width - 1 ? at + 1 : -1, at - width, at + width };

          size++;
          for (gint i = 0; i < 4; i++)
            if (beside[i] >= 0 && beside[i] < n && !seen[beside[i]]
                && likely->values[beside[i]] >= RETEXTURE_SURFACE_LIKELY)
              {
                seen[beside[i]] = 1;
                stack[depth++] = beside[i];
              }
        }
      largest = MAX (largest, size);
    }
  return largest;
}

/* In samples. */
static gdouble
find_size (const Reduced *reduced, RetextureSurface surface)
{
  const gint shorter = MIN (reduced->width, reduced->height);
  const gint longer = MAX (reduced->width, reduced->height);
  gint skin;

  if (surface != RETEXTURE_SURFACE_SKIN)
    return shorter;
  skin = find_largest (&reduced->likely);
  return skin < LEAST_SKIN * reduced->width * reduced->height
             ? shorter
             : MIN (FACE_OF_SKIN * sqrt (skin), longer);
}

/* ---- features ---- */

/* How much of the Gaussian at each place of a line lies within it. */
static gfloat *
within_line (gint n, gdouble radius)
{
  gfloat *shares = g_new (gfloat, n);
  const gdouble outside = 1.0 / (radius * G_SQRT2);

  for (gint i = 0; i < n; i++)
    shares[i] = 0.5 * (erf ((i + 0.5) * outside) + erf ((n - i - 0.5) * outside));
  return shares;
}

/* Half as large, each sample the mean of four; the last ones go on beyond the edge. */
static RetexturePlane
halved (const RetexturePlane *plane)
{
  RetexturePlane half = retexture_plane_new ((plane->width + 1) / 2, (plane->height + 1) / 2);

  for (gint y = 0; y < half.height; y++)
    {
      const gfloat *one = plane->values + (gsize) 2 * y * plane->width;
      const gfloat *other = 2 * y + 1 < plane->height ? one + plane->width : one;

      for (gint x = 0; x < half.width; x++)
        {
          const gint next = MIN (2 * x + 1, plane->width - 1);

          half.values[(gsize) y * half.width + x]
              = 0.25f * (one[2 * x] + one[next] + other[2 * x] + other[next]);
        }
    }
  return half;
}

/* The mean of what is in the plane, up to its edge; a wide one of its half. */
static RetexturePlane
blurred (const RetexturePlane *plane, gdouble radius)
{
  RetexturePlane result;

  if (radius > WIDE && MIN (plane->width, plane->height) > 1)
    {
      static const RetextureLatticePlace between = { 0.5, -0.25, -0.25 };
      RetexturePlane half = halved (plane);
      RetexturePlane smooth = blurred (&half, 0.5 * radius);
      const RetextureLattice lattice = { smooth.width, smooth.height, smooth.values };

      result = retexture_plane_new (plane->width, plane->height);
      retexture_lattice_read (&lattice, &between,
                              GEGL_RECTANGLE (0, 0, plane->width, plane->height), result.values);
      retexture_plane_clear (&half);
      retexture_plane_clear (&smooth);
      return result;
    }
  result = retexture_plane_blurred (plane, radius);
  {
    g_autofree gfloat *across = within_line (plane->width, radius);
    g_autofree gfloat *down = within_line (plane->height, radius);

    for (gint y = 0; y < plane->height; y++)
      for (gint x = 0; x < plane->width; x++)
        result.values[(gsize) y * plane->width + x] /= across[x] * down[y];
  }
  return result;
}

static void
blur (RetexturePlane *plane, gdouble radius)
{
  RetexturePlane result = blurred (plane, radius);

  retexture_plane_clear (plane);
  *plane = result;
}

/* What is between two sizes of detail, in samples. */
static RetexturePlane
take_band (const RetexturePlane *plane, gdouble fine, gdouble coarse)
{
  RetexturePlane band = blurred (plane, fine);
  RetexturePlane below = blurred (plane, coarse);

  for (gint i = 0; i < band.width * band.height; i++)
    band.values[i] -= below.values[i];
  retexture_plane_clear (&below);
  return band;
}

/* The same relative to the tone around, by which texture and features are weaker in the dark. */
static RetexturePlane
take_contrast (const RetexturePlane *plane,
               const RetexturePlane *tone,
               gdouble fine,
               gdouble coarse)
{
  RetexturePlane band = take_band (plane, fine, coarse);

  for (gint i = 0; i < band.width * band.height; i++)
    band.values[i] /= MAX (tone->values[i], 0.0f) + DARK;
  return band;
}

/* The magnitude that a share of what is on the surface is below. */
static gdouble
find_usual (const RetexturePlane *plane, const RetexturePlane *likely, gdouble share)
{
  const gint n = plane->width * plane->height;
  const gint step = MAX (n / USUAL_SAMPLES, 1);
  g_autofree gdouble *numbers = g_new (gdouble, n / step + 1);
  guint found = 0;

  for (gint i = 0; i < n; i += step)
    if (likely->values[i] >= RETEXTURE_SURFACE_LIKELY)
      numbers[found++] = fabs (plane->values[i]);
  return retexture_quantile (numbers, found, share);
}

/* The products of a plane's gradients, blurred: the structure tensor. */
typedef struct
{
  RetexturePlane xx, xy, yy;
} Tensor;

static Tensor
find_tensor (const RetexturePlane *band, gdouble window)
{
  const gint width = band->width, height = band->height;
  Tensor tensor = { retexture_plane_new (width, height), retexture_plane_new (width, height),
                    retexture_plane_new (width, height) };

  for (gint y = 0; y < height; y++)
    {
      const gfloat *row = band->values + (gsize) y * width;
      const gfloat *above = band->values + (gsize) MAX (y - 1, 0) * width;
      const gfloat *below = band->values + (gsize) MIN (y + 1, height - 1) * width;

      for (gint x = 0; x < width; x++)
        {
          const gsize at = (gsize) y * width + x;
          const gfloat dx = 0.5f * (row[MIN (x + 1, width - 1)] - row[MAX (x - 1, 0)]);
          const gfloat dy = 0.5f * (below[x] - above[x]);

          tensor.xx.values[at] = dx * dx;
          tensor.xy.values[at] = dx * dy;
          tensor.yy.values[at] = dy * dy;
        }
    }
  blur (&tensor.xx, window);
  blur (&tensor.xy, window);
  blur (&tensor.yy, window);
  return tensor;
}

static void
tensor_clear (Tensor *self)
{
  retexture_plane_clear (&self->xx);
  retexture_plane_clear (&self->xy);
  retexture_plane_clear (&self->yy);
}

/* The difference of its eigenvalues, and their sum. */
static gfloat
tensor_get_difference (const Tensor *self, gint i)
{
  return hypotf (self->xx.values[i] - self->yy.values[i], 2.0f * self->xy.values[i]);
}

static gfloat
tensor_get_sum (const Tensor *self, gint i)
{
  return self->xx.values[i] + self->yy.values[i];
}

/* How strongly detail runs in one direction; takes the place of the detail. */
static void
make_coherent (RetexturePlane *band, gdouble window)
{
  Tensor tensor = find_tensor (band, window);

  for (gint i = 0; i < band->width * band->height; i++)
    band->values[i] = sqrtf (tensor_get_difference (&tensor, i));
  tensor_clear (&tensor);
}

/* Grown a little: a feature ends where its blur does. */
static RetexturePlane
find_features (const Reduced *reduced, gdouble size)
{
  const gdouble coarse = MAX (COARSE * size, LEAST_COARSE);
  const gint n = reduced->width * reduced->height;
  RetexturePlane features = retexture_plane_new (reduced->width, reduced->height);
  RetexturePlane tone = blurred (&reduced->luma, coarse);

  memset (features.values, 0, n * sizeof (gfloat));
  for (guint k = 0; k < G_N_ELEMENTS (looks); k++)
    {
      const gdouble fine = MAX (looks[k].fine * size, LEAST_FINE);
      RetexturePlane band = take_contrast (looks[k].colour ? &reduced->redness : &reduced->luma,
                                           &tone, fine, coarse);
      gfloat usual;

      make_coherent (&band, MAX (WINDOW * size, MAX (LEAST_WINDOW, fine)));
      usual
          = MAX (find_usual (&band, &reduced->likely, USUAL_SHARE), USUAL_LEAST / MAX (fine, 1.0));
      for (gint i = 0; i < n; i++)
        features.values[i]
            = MAX (features.values[i],
                   retexture_smooth_step (PROTECTED_FROM, PROTECTED_TO, band.values[i] / usual));
      retexture_plane_clear (&band);
    }
  retexture_plane_clear (&tone);
  blur (&features, MAX (GROWN * size, LEAST_GROWN));
  for (gint i = 0; i < n; i++)
    features.values[i] = MIN (2.0f * features.values[i], 1.0f);
  return features;
}

/* ---- marks ---- */

/* Spots darker or redder than what is around them, of one size. */
static void
add_marks (const Reduced *reduced, gdouble size, RetextureLevelMask *mask)
{
  const gdouble fine = MAX (size, LEAST_FINE);
  RetexturePlane dark = take_band (&reduced->luma, fine, 2.5 * fine);
  RetexturePlane red = take_band (&reduced->redness, fine, 2.5 * fine);
  /* Of a normal distribution the median of the magnitudes is 0.6745 deviations. */
  const gfloat darkness
      = MAX (find_usual (&dark, &reduced->likely, 0.5) / 0.6745, MARK_LEAST / MARK_FROM);
  const gfloat redness
      = MAX (find_usual (&red, &reduced->likely, 0.5) / 0.6745, MARK_LEAST / MARK_FROM);

  for (gint i = 0; i < dark.width * dark.height; i++)
    {
      const gfloat darker = -dark.values[i], redder = red.values[i];
      const gfloat found = MAX (retexture_smooth_step (MARK_FROM, MARK_TO, darker / darkness),
                                retexture_smooth_step (MARK_FROM, MARK_TO, redder / redness));

      if (found > mask->marks->values[i])
        {
          mask->marks->values[i] = found;
          mask->permanent->values[i]
              = retexture_smooth_step (PERMANENT_FROM, PERMANENT_TO, darker / MAX (redder, 1e-4f));
        }
    }
  retexture_plane_clear (&dark);
  retexture_plane_clear (&red);
}

/* How sure it is that what is found at a place stands alone and is round: neither a line, nor an
 * eye among its lids and lashes. */
static RetexturePlane
find_alone (const Reduced *reduced, const RetexturePlane *features, gdouble size)
{
  RetexturePlane band = take_band (&reduced->luma, MAX (mark_sizes[1] * size, LEAST_FINE),
                                   MAX (COARSE * size, LEAST_COARSE));
  Tensor tensor = find_tensor (&band, MAX (ROUND_WINDOW * size, LEAST_WINDOW));
  RetexturePlane alone = blurred (features, MAX (AMONG_WINDOW * size, LEAST_WINDOW));

  for (gint i = 0; i < band.width * band.height; i++)
    {
      const gfloat line
          = tensor_get_difference (&tensor, i) / MAX (tensor_get_sum (&tensor, i), 1e-12f);

      alone.values[i] = (1.0f - retexture_smooth_step (LINE_FROM, LINE_TO, line))
                        * (1.0f - retexture_smooth_step (AMONG_FROM, AMONG_TO, alone.values[i]));
    }
  tensor_clear (&tensor);
  retexture_plane_clear (&band);
  return alone;
}

/* A mark ends beyond where it is found; what stands alone is no feature, whatever its outline. */
static void
finish_marks (RetextureLevelMask *mask,
              const Reduced *reduced,
              RetexturePlane *features,
              gdouble size)
{
  const gint n = features->width * features->height;
  RetexturePlane alone = find_alone (reduced, features, size);
  RetexturePlane grown = { features->width, features->height, mask->marks->values };
  RetexturePlane of_moles = retexture_plane_new (features->width, features->height);

  for (gint i = 0; i < n; i++)
    {
      mask->marks->values[i] *= MAX (1.0f - features->values[i], alone.values[i]);
      of_moles.values[i] = mask->marks->values[i] * mask->permanent->values[i];
    }
  grown = retexture_plane_blurred (&grown, MAX (mark_sizes[0] * size, LEAST_GROWN));
  blur (&of_moles, MAX (mark_sizes[0] * size, LEAST_GROWN));
  for (gint i = 0; i < n; i++)
    {
      mask->permanent->values[i] = of_moles.values[i] / MAX (grown.values[i], 1e-6f);
      mask->marks->values[i] = MIN (3.0f * grown.values[i], 1.0f);
      alone.values[i] *= mask->marks->values[i];
    }
  /* Its outline, which was grown, too, lies around it. */
  blur (&alone, MAX (ROUND_WINDOW * size, LEAST_GROWN));
  for (gint i = 0; i < n; i++)
    features->values[i] *= 1.0f - MIN (OUTLINE * alone.values[i], 1.0f);
  retexture_plane_clear (&grown);
  retexture_plane_clear (&of_moles);
  retexture_plane_clear (&alone);
}

/* ---- coarse detail ---- */

/* A band of detail looks this many times its size around itself, as deviation; and applies from the
 * first share of surface there on, wholly from the second. */
#define AROUND 2.0
#define INNER_FROM 0.6f
#define INNER_TO 0.95f

static void
find_inner (RetextureLevelMask *self)
{
  const RetextureLattice *weight = self->weight;
  const RetexturePlane plane = { weight->columns, weight->rows, weight->values };

  for (gint k = 0; k < RETEXTURE_LEVEL_OCTAVES; k++)
    {
      const gdouble radius = AROUND * ldexp (0.5, k) / self->step;
      RetexturePlane around;

      if (radius < LEAST_FINE || radius > MAX (plane.width, plane.height))
        continue;
      around = blurred (&plane, radius);
      self->inner[k] = retexture_lattice_new (plane.width, plane.height);
      for (gint i = 0; i < plane.width * plane.height; i++)
        self->inner[k]->values[i]
            = weight->values[i] * retexture_smooth_step (INNER_FROM, INNER_TO, around.values[i]);
      retexture_plane_clear (&around);
    }
}

const RetextureLattice *
retexture_level_mask_get_inner (const RetextureLevelMask *self, gint octave)
{
  const RetextureLattice *inner = self->inner[CLAMP (octave, 0, RETEXTURE_LEVEL_OCTAVES - 1)];

  return inner ? inner : self->weight;
}

/* ---- the whole ---- */

RetextureLevelMask *
retexture_level_mask_new (GeglBuffer *picture, RetextureSurface surface, gdouble size_px)
{
  RetextureLevelMask *self = g_new0 (RetextureLevelMask, 1);
  const GeglRectangle *extent = gegl_buffer_get_extent (picture);
  Reduced reduced;
  RetexturePlane features;
  gdouble size;
  gint columns, rows;

  self->step = find_step (extent);
  self->x = (gint) floor ((gdouble) extent->x / self->step);
  self->y = (gint) floor ((gdouble) extent->y / self->step);
  columns = (gint) ceil ((gdouble) (extent->x + extent->width) / self->step) - self->x;
  rows = (gint) ceil ((gdouble) (extent->y + extent->height) / self->step) - self->y;
  self->weight = retexture_lattice_new (columns, rows);
  self->tone = retexture_lattice_new (columns, rows);
  self->marks = retexture_lattice_new (columns, rows);
  self->permanent = retexture_lattice_new (columns, rows);
  reduced = reduce (picture, surface, self);
  size = size_px > 0.0 ? size_px / self->step : find_size (&reduced, surface);
  self->size = size * self->step;

  features = find_features (&reduced, size);
  for (guint i = 0; i < G_N_ELEMENTS (mark_sizes); i++)
    add_marks (&reduced, mark_sizes[i] * size, self);
  finish_marks (self, &reduced, &features, size);
  blur (&reduced.likely, MAX (WINDOW * size, LEAST_WINDOW));
  for (gint i = 0; i < columns * rows; i++)
    self->weight->values[i] = retexture_smooth_step (0.15f, 0.6f, reduced.likely.values[i])
                              * (1.0f - features.values[i]);
  find_inner (self);
  memcpy (self->tone->values, reduced.luma.values, (gsize) columns * rows * sizeof (gfloat));
  retexture_plane_clear (&features);
  reduced_clear (&reduced);
  return self;
}

void
retexture_level_mask_free (RetextureLevelMask *self)
{
  if (!self)
    return;
  retexture_lattice_free (self->weight);
  for (gint k = 0; k < RETEXTURE_LEVEL_OCTAVES; k++)
    g_clear_pointer (&self->inner[k], retexture_lattice_free);
  retexture_lattice_free (self->tone);
  retexture_lattice_free (self->marks);
  retexture_lattice_free (self->permanent);
  g_free (self);
}

RetextureLatticePlace
retexture_level_mask_place (const RetextureLevelMask *self,
                            gdouble x,
                            gdouble y,
                            gdouble pixel_size)
{
  const gdouble scale = pixel_size / self->step;

  return (RetextureLatticePlace){ scale, (x + 0.5) * scale - 0.5 - self->x,
                                  (y + 0.5) * scale - 0.5 - self->y };
}
