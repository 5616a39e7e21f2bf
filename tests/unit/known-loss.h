/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Pairs of original and edit of which the truth is known: a photograph, smoothed under a soft mask,
 * with a drift of tone, a slow gradient, blemishes that only the original has, and an ellipse that
 * was painted anew. And how far a result is from that truth.
 */
#pragma once

#include "gaussian.h"
#include "luma.h"
#include "pictures.h"

#define BLEMISHES 18

/* Beyond so many of its sizes, or pixels, a blemish has no effect. */
#define BLEMISH_SIZES 5.0
#define BLEMISH_REACH 26

typedef struct
{
  gint x, y;
  gdouble size, depth; /* deviation in pixels; of full scale */
} Blemish;

typedef struct
{
  gint width, height;
  gfloat *truth, *original, *edit; /* R'G'B'A */
  gfloat *smoothed, *painted;      /* 0 to 1 */
  Blemish blemishes[BLEMISHES];
} KnownLoss;

static inline gfloat *
blurred_pixels (const gfloat *rgba, gint width, gint height, gdouble radius)
{
  const GeglRectangle area = { 0, 0, width, height };
  g_autoptr (GeglBuffer) from = picture_from_pixels ("R'G'B'A float", &area, rgba);
  g_autoptr (GeglBuffer) to = gegl_buffer_new (&area, babl_format ("R'G'B'A float"));

  retexture_gaussian_blur (from, to, &area, radius);
  return pixels_of (to);
}

static inline gdouble
blemish_at (const Blemish *blemish, gdouble x, gdouble y)
{
  const gdouble dx = x - blemish->x, dy = y - blemish->y;

  return exp (-(dx * dx + dy * dy) / (2.0 * blemish->size * blemish->size));
}

static inline gdouble
soft_ellipse (gdouble x, gdouble y, gdouble cx, gdouble cy, gdouble a, gdouble b, gdouble edge)
{
  const gdouble r = hypot ((x - cx) / a, (y - cy) / b);

  return CLAMP ((1.0 - r) * MIN (a, b) / edge + 0.5, 0.0, 1.0);
}

static inline void
scatter_blemishes (KnownLoss *loss)
{
  for (gint k = 0; k < BLEMISHES; k++)
    loss->blemishes[k] = (Blemish){
      .x = (gint) (loss->width * (0.08 + 0.84 * noise_at (k, 11, 0))),
      .y = (gint) (loss->height * (0.08 + 0.84 * noise_at (k, 12, 0))),
      .size = 2.0 + 3.0 * noise_at (k, 13, 0),
      .depth = 0.08 + 0.1 * noise_at (k, 14, 0),
    };
}

static inline gdouble
blemishes_at (const KnownLoss *loss, gdouble x, gdouble y)
{
  gdouble sum = 0.0;

  for (gint k = 0; k < BLEMISHES; k++)
    if (fabs (x - loss->blemishes[k].x) < BLEMISH_REACH
        && fabs (y - loss->blemishes[k].y) < BLEMISH_REACH)
      sum += loss->blemishes[k].depth * blemish_at (loss->blemishes + k, x, y);
  return sum;
}

/* `smoothing` is the deviation of the edit's blur, `drift` of its tone: a share of 1. */
static inline KnownLoss *
known_loss_new (GeglBuffer *photo, gdouble smoothing, gdouble drift)
{
  KnownLoss *loss = g_new0 (KnownLoss, 1);
  const gint width = gegl_buffer_get_width (photo), height = gegl_buffer_get_height (photo);
  const gsize n = (gsize) width * height;
  gfloat *truth = pixels_of (photo);
  g_autofree gfloat *soft = blurred_pixels (truth, width, height, smoothing);

  loss->width = width;
  loss->height = height;
  loss->truth = truth;
  loss->original = g_memdup2 (truth, 4 * n * sizeof (gfloat));
  loss->edit = g_memdup2 (truth, 4 * n * sizeof (gfloat));
  loss->smoothed = g_new (gfloat, n);
  loss->painted = g_new (gfloat, n);
  scatter_blemishes (loss);
  for (gsize i = 0; i < n; i++)
    {
      const gint x = i % width, y = i / width;
      const gdouble u = (gdouble) x / width, v = (gdouble) y / height;
      const gdouble tone = 1.0 + drift * sin (3.0 * u + 2.0 * v), gradient = drift * (u - 0.5);
      const gsize from = (gsize) MIN (y + 29, height - 1) * width + MIN (x + 37, width - 1);
      const gdouble blemishes = blemishes_at (loss, x, y);
      const gfloat s = soft_ellipse (u, v, 0.35, 0.5, 0.28, 0.36, 0.06);
      const gfloat p = soft_ellipse (u, v, 0.78, 0.35, 0.12, 0.16, 0.01);

      loss->smoothed[i] = s;
      loss->painted[i] = p;
      for (gint c = 0; c < 3; c++)
        {
          const gfloat kept = truth[4 * i + c] + s * (soft[4 * i + c] - truth[4 * i + c]);

          const gfloat painted = kept + p * (truth[4 * from + c] - kept);

          loss->edit[4 * i + c] = CLAMP (painted * tone + gradient, 0.0, 1.0);
          loss->original[4 * i + c] = CLAMP (truth[4 * i + c] - blemishes, 0.0, 1.0);
        }
    }
  return loss;
}

static inline void
known_loss_free (KnownLoss *loss)
{
  g_free (loss->truth);
  g_free (loss->original);
  g_free (loss->edit);
  g_free (loss->smoothed);
  g_free (loss->painted);
  g_free (loss);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KnownLoss, known_loss_free)

/* ---- how far from the truth ---- */

typedef struct
{
  /* Of luma above the radius, in smoothed areas without what is marked as changed. */
  gdouble correlation, energy; /* with the truth's; of the truth's */
  gdouble marked;              /* share of the smoothed area that is marked */
  gdouble untouched;           /* energy of the edit's, where nothing was done */
  gdouble painted;             /* energy added where it was painted, of the edit's there */
  gdouble blemishes;           /* their mean share in the result, over that in the edit */
} Distance;

/* Luma above the radius. */
static inline gfloat *
high_of (const gfloat *rgba, gint width, gint height, gdouble radius)
{
  g_autofree gfloat *low = blurred_pixels (rgba, width, height, radius);
  gfloat *high = g_new (gfloat, (gsize) width * height);

  for (gsize i = 0; i < (gsize) width * height; i++)
    high[i] = retexture_luma (rgba + 4 * i) - retexture_luma (low + 4 * i);
  return high;
}

static inline gboolean
is_near_blemish (const KnownLoss *loss, gint x, gint y)
{
  for (gint k = 0; k < BLEMISHES; k++)
    {
      const Blemish *blemish = loss->blemishes + k;

      if (hypot (x - blemish->x, y - blemish->y) < BLEMISH_SIZES * blemish->size)
        return TRUE;
    }
  return FALSE;
}

/* The mean share of the blemishes in what `result` has more than the truth, over the edit's, by
 * projection. */
static inline gdouble
share_of_blemishes (const KnownLoss *loss, const gfloat *result)
{
  gdouble share = 0.0;

  for (gint k = 0; k < BLEMISHES; k++)
    {
      const Blemish *blemish = loss->blemishes + k;
      const gint left = MAX (blemish->x - BLEMISH_REACH, 0);
      const gint top = MAX (blemish->y - BLEMISH_REACH, 0);
      gdouble product = 0.0, square = 0.0;

      for (gint y = top; y < MIN (blemish->y + BLEMISH_REACH, loss->height); y++)
        for (gint x = left; x < MIN (blemish->x + BLEMISH_REACH, loss->width); x++)
          {
            const gsize i = 4 * ((gsize) y * loss->width + x);
            const gdouble b = -blemish->depth * blemish_at (blemish, x, y);

            product += (retexture_luma (result + i) - retexture_luma (loss->edit + i)) * b;
            square += b * b;
          }
      share += product / square / BLEMISHES;
    }
  return share;
}

/* `change` is what is marked as changed, for each pixel; NULL: nothing. */
static inline Distance
distance_of (const KnownLoss *loss, const gfloat *result, const gfloat *change, gdouble radius)
{
  const gint width = loss->width, height = loss->height;
  g_autofree gfloat *truth = high_of (loss->truth, width, height, radius);
  g_autofree gfloat *made = high_of (result, width, height, radius);
  g_autofree gfloat *edit = high_of (loss->edit, width, height, radius);
  gdouble tt = 0.0, mm = 0.0, tm = 0.0, kept = 0.0, kept_made = 0.0, own = 0.0, added = 0.0;
  gint area = 0, marked = 0;

  for (gsize i = 0; i < (gsize) width * height; i++)
    {
      if (loss->painted[i] == 1.0f)
        {
          own += edit[i] * edit[i];
          added += (made[i] - edit[i]) * (made[i] - edit[i]);
        }
      if (loss->painted[i] > 0.0f || is_near_blemish (loss, i % width, i / width))
        continue;
      if (loss->smoothed[i] == 0.0f)
        {
          kept += edit[i] * edit[i];
          kept_made += made[i] * made[i];
        }
      if (loss->smoothed[i] < 0.95f)
        continue;
      area++;
      if (change && change[i] > 0.5f)
        {
          marked++;
          continue;
        }
      tt += truth[i] * truth[i];
      mm += made[i] * made[i];
      tm += truth[i] * made[i];
    }
  return (Distance){
    .correlation = tm / sqrt (tt * mm),
    .energy = mm / tt,
    .marked = (gdouble) marked / area,
    .untouched = kept_made / kept,
    .painted = added / own,
    .blemishes = share_of_blemishes (loss, result),
  };
}
