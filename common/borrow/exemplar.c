/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "exemplar.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "donor-texture.h"
#include "quantile.h"
#include "ranks.h"
#include "texture-presence.h"

/* Texture is like itself over the distance at which its correlation first falls below this. */
#define ALIKE 0.2
#define LONGEST 48

/* The tiling's lattice spacing, in such lengths: wished for, and at least; and in pixels. */
#define SPACING 8.0
#define LEAST_SPACING 3.0
#define LEAST_PIXELS 8.0

/* How much room beside the patches' own size there must be to take them from various places. */
#define ROOM 2.5

/* How many patches of a quilt must fit in beside each other. */
#define LEAST_PATCHES 1.5

/* Less is the rounding of 8 bits. */
#define LEAST_DEVIATION 0.0012

G_DEFINE_QUARK (retexture - donor - error - quark, retexture_donor_error)

/* Of luma, in donor pixels, along the axis in which it is longer. */
static gdouble
find_length (const RetexturePlane *plane)
{
  const gsize n = (gsize) plane->width * plane->height;
  const gint steps[2] = { 1, plane->width };
  gdouble square = 0.0, longest = 1.0;

  for (gsize i = 0; i < n; i++)
    square += (gdouble) plane->values[i] * plane->values[i] / n;
  for (gint axis = 0; axis < 2; axis++)
    {
      gdouble before = 1.0;

      for (gint lag = 1; lag <= LONGEST && (gsize) lag * steps[axis] < n / 2; lag++)
        {
          const gsize distance = (gsize) lag * steps[axis];
          gdouble product = 0.0;

          for (gsize i = 0; i + distance < n; i++)
            product += (gdouble) plane->values[i] * plane->values[i + distance];
          product /= (n - distance) * square;
          if (product < ALIKE)
            {
              longest = MAX (longest, lag - 1 + (before - ALIKE) / (before - product));
              break;
            }
          before = product;
          longest = MAX (longest, lag);
        }
    }
  return longest;
}

/* ---- planes ---- */

static RetexturePlane *
plane_at (const RetextureExemplar *self, gint channel, gint variant, gint turn)
{
  return self->planes + (channel * self->n_variants + variant) * self->n_turns + turn;
}

static gint
n_planes (const RetextureExemplar *self)
{
  return self->channels * self->n_variants * self->n_turns;
}

/* Gives the values a normal distribution by their ranks, and keeps what they were in a table: E.
 * Heitz and F. Neyret, "High-Performance By-Example Noise using a Histogram-Preserving Blending
 * Operator", Proc. ACM CGIT 1 (2018) 31. */
static gfloat *
make_gaussian (RetexturePlane *plane)
{
  const gsize n = (gsize) plane->width * plane->height;
  g_autofree guint32 *order = g_new (guint32, n);
  g_autofree gfloat *sorted = g_new (gfloat, n);
  gfloat *table = g_new (gfloat, RETEXTURE_EXEMPLAR_TABLE);

  retexture_ranks_find (plane->values, n, order);
  for (gsize i = 0; i < n; i++)
    sorted[i] = plane->values[order[i]];
  for (gsize i = 0; i < n; i++)
    plane->values[order[i]] = retexture_normal_quantile ((i + 0.5) / n);
  for (gint i = 0; i < RETEXTURE_EXEMPLAR_TABLE; i++)
    {
      const gdouble value
          = RETEXTURE_EXEMPLAR_RANGE * (2.0 * i / (RETEXTURE_EXEMPLAR_TABLE - 1) - 1.0);
      const gdouble rank = CLAMP (0.5 * erfc (-value / G_SQRT2) * n - 0.5, 0.0, n - 1.0);
      const gsize low = MIN ((gsize) rank, n - 2);

      table[i] = sorted[low] + (rank - low) * (sorted[low + 1] - sorted[low]);
    }
  return table;
}

/* A channel of the donor's texture, its strength evened out to 1. */
static RetexturePlane
copy_channel (const RetextureDonorTexture *donor, gint channel, const gfloat *strengths)
{
  RetexturePlane plane = retexture_plane_new (donor->width, donor->height);

  for (gsize i = 0; i < retexture_donor_texture_n_pixels (donor); i++)
    plane.values[i] = donor->texture[3 * i + channel]
                      / (strengths[i] * MAX (donor->deviation, LEAST_DEVIATION));
  return plane;
}

static void
resize (RetexturePlane *plane, gdouble scale)
{
  RetexturePlane other;

  if (scale == 1.0)
    return;
  other = retexture_plane_new (MAX (1, (gint) (plane->width * scale)),
                               MAX (1, (gint) (plane->height * scale)));
  retexture_resample (plane, &other, scale, 0.0, FALSE);
  retexture_plane_clear (plane);
  *plane = other;
}

/* The largest square that lies within the plane in every turn. */
static gint
side_of_turned (const RetexturePlane *plane)
{
  return MAX (1, (gint) (MIN (plane->width, plane->height) / G_SQRT2));
}

static void
make_turns (RetextureExemplar *self, gint channel, gint variant)
{
  const RetexturePlane *first = plane_at (self, channel, variant, 0);

  for (gint mirror = 0; mirror < self->n_mirrors; mirror++)
    for (gint turn = 0; turn < self->n_turns; turn++)
      {
        RetexturePlane *plane = plane_at (self, channel, variant + mirror, turn);
        const gint side = turn ? side_of_turned (first) : 0;

        if (plane == first)
          continue;
        *plane = retexture_plane_new (turn ? side : first->width, turn ? side : first->height);
        retexture_resample (first, plane, 1.0, G_PI * turn / RETEXTURE_TURNS, mirror);
      }
}

static gdouble
find_weakest (const RetextureExemplar *self)
{
  const RetexturePlane *plane = plane_at (self, 0, 0, 0);
  const GeglRectangle area = { 0, 0, plane->width, plane->height };
  const gsize n = (gsize) plane->width * plane->height;
  g_autofree gfloat *grey = g_new (gfloat, 3 * n);
  g_autofree gfloat *weakest = g_new (gfloat, n);
  g_autofree gdouble *numbers = g_new (gdouble, n);
  g_autoptr (GeglBuffer) picture = gegl_buffer_linear_new_from_data (
      grey, babl_format ("R'G'B' float"), &area, GEGL_AUTO_ROWSTRIDE, NULL, NULL);

  for (gsize i = 0; i < 3 * n; i++)
    grey[i] = plane->values[i / 3];
  retexture_presence_find (picture, &area, self->recipe.radius / self->recipe.pixel_size, weakest);
  for (gsize i = 0; i < n; i++)
    numbers[i] = weakest[i];
  return retexture_quantile (numbers, n, 0.5);
}

/* ---- the whole ---- */

/* Spacing and length in pixels of the donor; FALSE where it is too small to be tiled. */
static gboolean
fit_spacing (RetextureExemplar *self, const RetexturePlane *luma_plane, GError **error)
{
  const GeglRectangle *area = &self->recipe.area;
  const gdouble room = self->recipe.turned ? G_SQRT2 : 1.0;
  const gdouble usable = MIN (area->width, area->height) / room;
  gdouble least;

  self->length = find_length (luma_plane);
  least = self->recipe.gaussian ? MAX (LEAST_SPACING * self->length, LEAST_PIXELS)
                                : LEAST_PATCHES / ROOM * self->recipe.patch / self->recipe.size;
  if (usable < ROOM * least)
    {
      const gint needed = (gint) ceil (ROOM * least * room);

      g_set_error (error, RETEXTURE_DONOR_ERROR, RETEXTURE_DONOR_TOO_SMALL,
                   _ ("The donor is %d × %d pixels; with these values it must be at "
                      "least %d × %d. Choose a larger one, or a smaller radius or patch size."),
                   area->width, area->height, needed, needed);
      return FALSE;
    }
  self->spacing = MIN (MAX (SPACING * self->length, least), usable / ROOM);
  return TRUE;
}

/* What is laid of one region: `variant`, and those after it, mirrored. */
static void
make_planes (RetextureExemplar *self,
             const RetextureDonorTexture *donor,
             const gfloat *strengths,
             gint variant)
{
  for (gint c = 0; c < self->channels; c++)
    {
      RetexturePlane *plane = plane_at (self, c, variant, 0);
      gfloat *table = NULL;

      *plane = copy_channel (donor, c, strengths);
      resize (plane, self->recipe.size / self->recipe.pixel_size);
      if (variant == 0 && c == 0)
        self->weakest = find_weakest (self);
      if (self->recipe.gaussian)
        table = make_gaussian (plane);
      /* All mean what they would in the first. */
      if (variant == 0)
        self->tables[c] = table;
      else
        g_free (table);
      make_turns (self, c, variant);
    }
}

static gboolean
has_room (const RetextureExemplar *self, const GeglRectangle *area)
{
  const gdouble least = self->recipe.gaussian
                            ? ROOM * self->spacing
                            : LEAST_PATCHES * self->recipe.patch / self->recipe.size;

  return MIN (area->width, area->height) >= MAX (least, 1.0);
}

static RetextureDonorTexture *
read_region (GeglBuffer *picture, const GeglRectangle *area, const RetextureExemplarRecipe *recipe)
{
  return retexture_donor_texture_new (
      picture, area, retexture_donor_texture_radius (recipe->radius / recipe->size));
}

/* The regions that lend, in their order: the recipe's area, and the others that can. */
static gint
find_lending (const RetextureExemplar *self, GeglRectangle areas[1 + RETEXTURE_EXEMPLAR_OTHERS])
{
  gint n = 0;

  areas[n++] = self->recipe.area;
  for (gint i = 0; i < RETEXTURE_EXEMPLAR_OTHERS && !self->recipe.turned; i++)
    if (has_room (self, self->recipe.others + i))
      areas[n++] = self->recipe.others[i];
  return n;
}

static gboolean
prepare (RetextureExemplar *self,
         GeglBuffer *picture,
         const RetextureDonorTexture *donor,
         GError **error)
{
  const RetextureExemplarRecipe *recipe = &self->recipe;
  const gdouble radius = recipe->radius / recipe->size, scale = recipe->size / recipe->pixel_size;
  g_autofree gfloat *strengths = retexture_donor_texture_find_strengths (donor, radius);
  GeglRectangle areas[1 + RETEXTURE_EXEMPLAR_OTHERS];
  RetexturePlane luma = copy_channel (donor, 0, strengths);
  const gboolean fits = fit_spacing (self, &luma, error);
  gint n;

  retexture_plane_clear (&luma);
  if (!fits)
    return FALSE;
  n = find_lending (self, areas);
  for (gint i = 0; i < n; i++)
    self->rooms[i] = MAX (MIN (areas[i].width, areas[i].height) - 2.0 * self->spacing, 1.0);

  self->length *= scale;
  self->spacing *= scale;
  self->deviation = donor->deviation;
  self->tone = donor->tone;
  self->tint = retexture_donor_texture_find_tint (donor);
  self->response = retexture_donor_texture_find_response (donor, strengths);

  self->n_variants = n * self->n_mirrors;
  self->planes = g_new0 (RetexturePlane, n_planes (self));
  make_planes (self, donor, strengths, 0);
  for (gint i = 1; i < n; i++)
    {
      g_autoptr (RetextureDonorTexture) other = read_region (picture, areas + i, recipe);
      g_autofree gfloat *others = retexture_donor_texture_find_strengths (other, radius);

      make_planes (self, other, others, i * self->n_mirrors);
    }
  return TRUE;
}

RetextureExemplar *
retexture_exemplar_new (GeglBuffer *picture, const RetextureExemplarRecipe *recipe, GError **error)
{
  g_autoptr (RetextureExemplar) self = g_atomic_rc_box_new0 (RetextureExemplar);
  g_autoptr (RetextureDonorTexture) donor = read_region (picture, &recipe->area, recipe);

  self->recipe = *recipe;
  self->channels = recipe->colour ? 3 : 1;
  self->n_turns = recipe->turned ? RETEXTURE_TURNS : 1;
  self->n_mirrors = recipe->mirrored && !retexture_donor_texture_leans (donor) ? 2 : 1;
  if (donor->deviation < LEAST_DEVIATION)
    {
      g_set_error_literal (
          error, RETEXTURE_DONOR_ERROR, RETEXTURE_DONOR_WITHOUT_TEXTURE,
          _ ("The donor has no texture itself. Choose a region that still has it."));
      return NULL;
    }
  return prepare (self, picture, donor, error) ? g_steal_pointer (&self) : NULL;
}

static void
free_contents (gpointer data)
{
  RetextureExemplar *self = data;

  for (gint i = 0; i < n_planes (self); i++)
    retexture_plane_clear (self->planes + i);
  for (gint c = 0; c < 3; c++)
    g_free (self->tables[c]);
  g_free (self->planes);
  g_clear_pointer (&self->surroundings, retexture_block_field_free);
}

RetextureExemplar *
retexture_exemplar_ref (RetextureExemplar *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
retexture_exemplar_unref (RetextureExemplar *self)
{
  g_atomic_rc_box_release_full (self, free_contents);
}

const RetexturePlane *
retexture_exemplar_get_plane (const RetextureExemplar *self, gint channel, gint turn, gint variant)
{
  return plane_at (self, channel, variant, (turn % self->n_turns + self->n_turns) % self->n_turns);
}

gint
retexture_exemplar_get_side (const RetextureExemplar *self)
{
  gint side = G_MAXINT;

  for (gint i = 0; i < n_planes (self); i++)
    side = MIN (side, MIN (self->planes[i].width, self->planes[i].height));
  return side;
}

gdouble
retexture_exemplar_strength_at (const RetextureExemplar *self, gdouble tone)
{
  const gdouble seen = MAX (tone, MAX (self->darkest, RETEXTURE_DONOR_DARKEST));
  const gdouble relation = seen / MAX (self->tone, RETEXTURE_DONOR_DARKEST);
  const gdouble strength = self->deviation * CLAMP (pow (relation, self->response), 0.25, 2.0);

  return tone < self->darkest
             ? strength * pow (MAX (tone, 0.0) / self->darkest, MAX (self->response, 1.0))
             : strength;
}
