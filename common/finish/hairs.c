/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Lines are followed from their strong middles on, both ways, as long as there is a weaker middle
 * ahead that runs the same way and is as bright or dark (hysteresis: Canny, "A Computational
 * Approach to Edge Detection", IEEE PAMI 8(6), 1986).
 */
#include "hairs.h"

#include <math.h>

/* Contrasts, in multiples of what is usual at the place and at least in levels of 255, of a line's
 * beginning and of its going on, at a sensitivity of a half; each half as large again, or as small,
 * at its ends. */
#define STRONG_RATIO 6.0
#define STRONG_LEAST 6.0
#define WEAK_RATIO 2.2
#define WEAK_LEAST 3.0

/* So many times as long as wide, and at least so many pixels; less where fainter ones are sought.
 */
#define SLENDER 10.0
#define SHORTEST 14

/* A line may be lost for so many pixels, as where another crosses it; and bend so much from one to
 * the next, or over a gap. */
#define GAP 9
#define BEND 0.6
#define BEND_OVER_GAP 0.3
#define NO_GAP 3

/* Ground is calm where the mean contrast is no more than this share of the hair's. */
#define CALM 0.6

/* A cell and a half from the mass is at it. */
#define AT_MASS (1.5 * RETEXTURE_RIDGE_CELL)

/* A hair's width is steady over so many pixels to either side. */
#define STEADY 10

/* Pixels of a spot; what begins in one beside another hair's goes on from that. */
#define SPOT 12

/* No more than this share of a hair lies where it must not. */
#define ASTRAY 0.25

typedef struct
{
  const RetextureRidges *ridges;
  const RetextureLattice *distances;
  const RetextureLattice *face; /* NULL: none */
  const RetextureHairLook *look;
  gdouble factor;                 /* of the contrasts */
  const RetextureLattice *around; /* what is usual of the calmest cell some way around each */
  guint8 *visited;
  GArray *path; /* of gsize: pixels, from one end to the other */
} Search;

static gint
cell_of (const Search *search, gsize at)
{
  const gint width = search->ridges->extent.width;

  return (gint) (at / width) / RETEXTURE_RIDGE_CELL * search->ridges->mean->columns
         + (gint) (at % width) / RETEXTURE_RIDGE_CELL;
}

static gboolean
is_within (const Search *search, gsize at)
{
  const gint cell = cell_of (search, at);

  return search->distances->values[cell] <= 0.0f
         || (search->face && search->face->values[cell] > 0.0f);
}

static gboolean
is_line (
    const Search *search, gsize at, const RetextureLattice *usual, gdouble ratio, gdouble least)
{
  const gdouble contrast = 255.0 * usual->values[cell_of (search, at)];

  return search->ridges->contrast[at] >= search->factor * MAX (ratio * contrast, least);
}

/* How far two directions are apart, 0 to pi / 2. */
static gdouble
bend_between (gdouble one, gdouble other)
{
  const gdouble apart = fabs (remainder (one - other, G_PI));

  return MIN (apart, G_PI - apart);
}

/* The next middle ahead of a place, in a direction (0 to 2 pi); FALSE where there is none. */
static gboolean
find_next (const Search *search, gsize *at, gdouble *heading, gboolean dark)
{
  const RetextureRidges *ridges = search->ridges;
  const gint width = ridges->extent.width, height = ridges->extent.height;
  const gint x = (gint) (*at % width), y = (gint) (*at / width);

  for (gint reach = 1; reach <= GAP; reach++)
    {
      const gdouble bend = reach <= NO_GAP ? BEND : BEND_OVER_GAP;
      gdouble least = G_MAXDOUBLE;
      gsize best = 0;

      for (gint dy = -reach; dy <= reach; dy++)
        for (gint dx = -reach; dx <= reach; dx++)
          {
            const gint to_x = x + dx, to_y = y + dy;
            const gsize to = (gsize) to_y * width + to_x;
            gdouble off;

            if (MAX (abs (dx), abs (dy)) != reach || to_x < 0 || to_y < 0 || to_x >= width
                || to_y >= height || search->visited[to] || ridges->contrast[to] == 0
                || retexture_ridge_is_dark (ridges->kind[to]) != dark
                || !is_line (search, to, search->around, WEAK_RATIO, WEAK_LEAST))
              continue;
            off = fabs (remainder (atan2 (dy, dx) - *heading, 2.0 * G_PI));
            if (off > bend + 0.5 / reach
                || bend_between (retexture_ridge_angle (ridges->kind[to]), *heading) > bend)
              continue;
            off += bend_between (retexture_ridge_angle (ridges->kind[to]), *heading);
            if (off < least)
              {
                least = off;
                best = to;
              }
          }
      if (least < G_MAXDOUBLE)
        {
          const gdouble angle = retexture_ridge_angle (ridges->kind[best]);

          *heading = cos (angle - *heading) < 0.0 ? angle + G_PI : angle;
          *at = best;
          return TRUE;
        }
    }
  return FALSE;
}

/* Appends what is ahead. */
static void
follow (Search *search, gsize at, gdouble heading, gboolean dark)
{
  while (find_next (search, &at, &heading, dark))
    {
      search->visited[at] = 1;
      g_array_append_val (search->path, at);
    }
}

static void
reverse (GArray *path)
{
  gsize *places = (gsize *) path->data;

  for (guint i = 0; i < path->len / 2; i++)
    {
      const gsize place = places[i];

      places[i] = places[path->len - 1 - i];
      places[path->len - 1 - i] = place;
    }
}

static void
trace (Search *search, gsize at)
{
  const guint8 kind = search->ridges->kind[at];
  const gdouble angle = retexture_ridge_angle (kind);

  g_array_set_size (search->path, 0);
  search->visited[at] = 1;
  follow (search, at, angle + G_PI, retexture_ridge_is_dark (kind));
  reverse (search->path);
  g_array_append_val (search->path, at);
  follow (search, at, angle, retexture_ridge_is_dark (kind));
}

/* Whether what was traced is a hair, wherever it is. */
static gboolean
is_hair (const Search *search)
{
  const RetextureRidges *ridges = search->ridges;
  const gint n = (gint) search->path->len;
  gdouble contrast = 0.0, width = 0.0, ground = 0.0;
  gint within = 0;

  for (gint i = 0; i < n; i++)
    {
      const gsize at = g_array_index (search->path, gsize, i);
      const gint cell = cell_of (search, at);

      contrast += ridges->contrast[at] / 255.0;
      width += retexture_ridge_scale (retexture_ridge_scale_of (ridges->kind[at]));
      ground += ridges->mean->values[cell];
      within += is_within (search, at);
    }
  /* A line is seen over some two and a half deviations. */
  width *= 2.5 / n;
  return width <= search->look->width_px
         && n >= sqrt (search->factor) * MAX (SLENDER * width, SHORTEST)
         && ground <= CALM * contrast && (search->look->inside || within <= ASTRAY * n);
}

/* Whether it reaches the mass, or is near it. */
static gboolean
is_near_mass (const Search *search)
{
  const gint n = (gint) search->path->len;
  gdouble nearest = G_MAXDOUBLE;
  gint far = 0;

  for (gint i = 0; i < n; i++)
    {
      const gdouble distance
          = search->distances->values[cell_of (search, g_array_index (search->path, gsize, i))];

      nearest = MIN (nearest, distance);
      far += distance > search->look->distance_px;
    }
  return nearest < G_MAXFLOAT && (nearest <= AT_MASS || far <= ASTRAY * n);
}

/* Around a point of the path. */
static gfloat
width_near (const Search *search, gint i)
{
  const gint from = MAX (i - STEADY, 0), to = MIN (i + STEADY, (gint) search->path->len - 1);
  gdouble sum = 0.0;

  for (gint k = from; k <= to; k++)
    {
      const guint8 kind = search->ridges->kind[g_array_index (search->path, gsize, k)];

      sum += retexture_ridge_scale (retexture_ridge_scale_of (kind));
    }
  return sum / (to - from + 1);
}

/* Without what lies in the mass; FALSE where nothing is left then. */
static gboolean
keep (const Search *search, RetextureHairs *hairs, RetextureHair *hair)
{
  const RetextureRidges *ridges = search->ridges;

  hair->first = (gint) hairs->points->len;
  for (guint i = 0; i < search->path->len; i++)
    {
      const gsize at = g_array_index (search->path, gsize, i);
      const RetextureHairPoint point
          = { (gint) (at % ridges->extent.width), (gint) (at / ridges->extent.width),
              retexture_ridge_angle (ridges->kind[at]), width_near (search, (gint) i) };

      if (search->look->inside || !is_within (search, at))
        g_array_append_val (hairs->points, point);
    }
  hair->n = (gint) hairs->points->len - hair->first;
  return hair->n > 1;
}

/* ---- what goes on from another ---- */

static gsize
spot_of (const RetextureRidges *ridges, const RetextureHairPoint *point)
{
  return (gsize) (point->y / SPOT) * (ridges->extent.width / SPOT + 1) + point->x / SPOT;
}

static void
mark (const RetextureRidges *ridges,
      const RetextureHairs *hairs,
      const RetextureHair *hair,
      guint8 *spots)
{
  for (gint i = 0; i < hair->n; i++)
    spots[spot_of (ridges, &g_array_index (hairs->points, RetextureHairPoint, hair->first + i))]
        = 1;
}

static gboolean
is_beside_marked (const RetextureRidges *ridges,
                  const RetextureHairPoint *point,
                  const guint8 *spots)
{
  for (gint k = 0; k < 9; k++)
    {
      const RetextureHairPoint beside
          = { CLAMP (point->x + SPOT * (k % 3 - 1), 0, ridges->extent.width - 1),
              CLAMP (point->y + SPOT * (k / 3 - 1), 0, ridges->extent.height - 1), 0.0f, 0.0f };

      if (spots[spot_of (ridges, &beside)])
        return TRUE;
    }
  return FALSE;
}

/* A hair that another crosses is found in two pieces, of which the further one begins at the other;
 * the first `n_near` are near the mass, and those that hang on to them are kept. */
static void
keep_what_hangs_on (const RetextureRidges *ridges, RetextureHairs *hairs, guint n_near)
{
  const gsize n = (gsize) (ridges->extent.width / SPOT + 1) * (ridges->extent.height / SPOT + 1);
  g_autofree guint8 *spots = g_malloc0 (n);
  gboolean more = TRUE;

  for (guint i = 0; i < n_near; i++)
    mark (ridges, hairs, &g_array_index (hairs->hairs, RetextureHair, i), spots);
  while (more)
    {
      more = FALSE;
      for (guint i = n_near; i < hairs->hairs->len; i++)
        {
          const RetextureHair hair = g_array_index (hairs->hairs, RetextureHair, i);
          const RetextureHairPoint *points
              = &g_array_index (hairs->points, RetextureHairPoint, hair.first);

          if (!is_beside_marked (ridges, points, spots)
              && !is_beside_marked (ridges, points + hair.n - 1, spots))
            continue;
          mark (ridges, hairs, &hair, spots);
          g_array_index (hairs->hairs, RetextureHair, i)
              = g_array_index (hairs->hairs, RetextureHair, n_near);
          g_array_index (hairs->hairs, RetextureHair, n_near++) = hair;
          more = TRUE;
        }
    }
  g_array_set_size (hairs->hairs, n_near);
}

/* ---- all of them ---- */

RetextureHairs *
retexture_hairs_new (void)
{
  RetextureHairs *self = g_new (RetextureHairs, 1);

  *self = (RetextureHairs){ g_array_new (FALSE, FALSE, sizeof (RetextureHair)),
                            g_array_new (FALSE, FALSE, sizeof (RetextureHairPoint)) };
  return self;
}

RetextureHairs *
retexture_hairs_find (const RetextureRidges *ridges,
                      const RetextureLattice *distances,
                      const RetextureLattice *face,
                      const RetextureHairLook *look)
{
  RetextureHairs *self = retexture_hairs_new ();
  const gsize n = (gsize) ridges->extent.width * ridges->extent.height;
  g_autofree guint8 *visited = g_malloc0 (n);
  g_autoptr (GArray) path = g_array_new (FALSE, FALSE, sizeof (gsize));
  g_autoptr (GArray) further = g_array_new (FALSE, FALSE, sizeof (RetextureHair));
  g_autoptr (RetextureLattice) around = retexture_lattice_copy (ridges->usual);
  Search search = { .ridges = ridges,
                    .distances = distances,
                    .face = face,
                    .look = look,
                    .factor = pow (2.0, 1.0 - 2.0 * look->sensitivity),
                    .around = around,
                    .visited = visited,
                    .path = path };
  guint n_near;

  retexture_lattice_spread (around, 3, FALSE);
  for (gsize at = 0; at < n; at++)
    {
      RetextureHair hair;

      if (ridges->contrast[at] == 0 || visited[at]
          || !is_line (&search, at, ridges->usual, STRONG_RATIO, STRONG_LEAST))
        continue;
      trace (&search, at);
      if (is_hair (&search) && keep (&search, self, &hair))
        g_array_append_val (is_near_mass (&search) ? self->hairs : further, hair);
    }
  n_near = self->hairs->len;
  g_array_append_vals (self->hairs, further->data, further->len);
  keep_what_hangs_on (ridges, self, n_near);
  return self;
}

void
retexture_hairs_free (RetextureHairs *self)
{
  if (!self)
    return;
  g_array_unref (self->points);
  g_array_unref (self->hairs);
  g_free (self);
}
