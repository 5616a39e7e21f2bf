/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The places are laid side by side in one picture, which is then measured. At their edges, where
 * strangers meet, nothing is looked for in bands.
 */
#include "recover-report.h"

#include "aligned.h"
#include "gaussian.h"

#include "measures.h"
#include "overshoot.h"
#include "parts.h"
#include "recover-recipe.h"

/* Places across and down, of so many pixels a side at most. */
#define PLACES 4
#define SIDE 192

/* The bands' blurs reach so far. */
#define RIM 12

/* What returned counts where its share is at least this. */
#define RETURNED 0.5f

/* Tone begins at so many times the radius, so that no texture is in it. */
#define TONE 2.0

#define PIXELS babl_format ("R'G'B'A float")

enum
{
  ORIGINAL,
  EDIT,
  RESULT,
  SHARES,
  PICTURES
};

typedef struct
{
  RetextureRendering *rendering;
  RetextureRecoverRecipe recipe;
  GeglRectangle extent; /* of the edit */
  gint side_x, side_y;  /* of a place */
  GeglBuffer *mosaics[PICTURES];
  GeglBuffer *weight;
} Report;

static gint
start_of (gint first, gint length, gint side, gint i)
{
  const gint middle = (gint) ((gint64) length * (2 * i + 1) / (2 * PLACES));

  return first + CLAMP (middle - side / 2, 0, length - side);
}

static gfloat *
pixels_in (GeglBuffer *picture, const GeglRectangle *area)
{
  gfloat *pixels = g_new (gfloat, 4 * (gsize) area->width * area->height);

  gegl_buffer_get (picture, area, 1.0, PIXELS, pixels, GEGL_AUTO_ROWSTRIDE, GEGL_ABYSS_CLAMP);
  return pixels;
}

static gfloat *
tones_in (const Report *self, GeglBuffer *picture, const GeglRectangle *area)
{
  g_autoptr (GeglBuffer) blurred = gegl_buffer_new (area, PIXELS);

  retexture_gaussian_blur (picture, blurred, area, TONE * MAX (self->recipe.radius, 1.0));
  return pixels_in (blurred, area);
}

/* What the edit would be like with the original's texture: that in the edit's light. A darker
 * edit's has less energy than the original's, and lacks nothing. */
static void
lay_original (const Report *self,
              GeglBuffer *original,
              GeglBuffer *edit,
              const GeglRectangle *place,
              const GeglRectangle *there)
{
  const gsize n = (gsize) place->width * place->height;
  g_autofree gfloat *pixels = pixels_in (original, place);
  g_autofree gfloat *from = tones_in (self, original, place);
  g_autofree gfloat *to = tones_in (self, edit, place);
  g_autofree gfloat *contrast = g_new (gfloat, n);

  retexture_recovery_read_contrast (self->recipe.recovery, place, contrast);
  for (gsize i = 0; i < 4 * n; i++)
    if (i % 4 < 3)
      pixels[i] = to[i] + contrast[i / 4] * (pixels[i] - from[i]);
  gegl_buffer_set (self->mosaics[ORIGINAL], there, 0, PIXELS, pixels, GEGL_AUTO_ROWSTRIDE);
}

static void
lay_place (Report *self, gint column, gint row)
{
  const GeglRectangle place = { start_of (self->extent.x, self->extent.width, self->side_x, column),
                                start_of (self->extent.y, self->extent.height, self->side_y, row),
                                self->side_x, self->side_y };
  const GeglRectangle there
      = { column * self->side_x, row * self->side_y, self->side_x, self->side_y };
  GeglBuffer *edit = retexture_rendering_get_edit (self->rendering);
  GeglBuffer *original = retexture_rendering_get_original (self->rendering);
  const Babl *format = gegl_buffer_get_format (edit);
  g_autoptr (GeglBuffer) result = gegl_buffer_new (&place, format);
  g_autoptr (GeglBuffer) shares = gegl_buffer_new (&place, format);
  const RetexturePartTarget targets[]
      = { { RETEXTURE_PART_JOINED, result }, { RETEXTURE_PART_SHARES, shares } };

  retexture_rendering_render_parts (self->rendering, targets, G_N_ELEMENTS (targets), &place);
  if (original && self->recipe.recovery)
    lay_original (self, original, edit, &place, &there);
  gegl_buffer_copy (edit, &place, GEGL_ABYSS_NONE, self->mosaics[EDIT], &there);
  gegl_buffer_copy (result, &place, GEGL_ABYSS_NONE, self->mosaics[RESULT], &there);
  gegl_buffer_copy (shares, &place, GEGL_ABYSS_NONE, self->mosaics[SHARES], &there);
}

/* Sums up the shares, and marks where the original's texture returned. */
static void
count_shares (Report *self, gdouble shares[3])
{
  const GeglRectangle *whole = gegl_buffer_get_extent (self->weight);
  const gsize n = (gsize) whole->width * whole->height;
  g_autofree gfloat *pixels = g_new (gfloat, 4 * n);
  g_autofree gfloat *weights = g_new0 (gfloat, n);

  gegl_buffer_get (self->mosaics[SHARES], whole, 1.0, babl_format ("R'G'B'A float"), pixels,
                   GEGL_AUTO_ROWSTRIDE, GEGL_ABYSS_NONE);
  shares[0] = shares[1] = shares[2] = 0.0;
  for (gsize i = 0; i < n; i++)
    {
      const gint x = i % whole->width % self->side_x, y = i / whole->width % self->side_y;
      const gboolean inside
          = x >= RIM && y >= RIM && x < self->side_x - RIM && y < self->side_y - RIM;

      for (gint c = 0; c < 3; c++)
        shares[c] += pixels[4 * i + c] / n;
      weights[i] = inside && pixels[4 * i] >= RETURNED;
    }
  gegl_buffer_set (self->weight, whole, 0, babl_format ("Y float"), weights, GEGL_AUTO_ROWSTRIDE);
}

static void
measure (Report *self, gboolean has_original, gdouble *numbers)
{
  const GeglRectangle *whole = gegl_buffer_get_extent (self->weight);
  RetextureBand bands[SHARES][RETEXTURE_N_BANDS];
  gdouble shares[3];

  count_shares (self, shares);
  for (gint c = 0; c < 3; c++)
    numbers[RETEXTURE_REPORT_RETURNED + c] = 100.0 * shares[c];
  numbers[RETEXTURE_REPORT_TONE]
      = retexture_measures_tone_shift (self->mosaics[EDIT], self->mosaics[RESULT], whole).mean;
  if (!has_original)
    return;
  retexture_measures_bands (self->mosaics, SHARES, self->weight, whole, bands);
  for (gint j = 0; j < 3; j++)
    numbers[RETEXTURE_REPORT_FINEST + j]
        = bands[ORIGINAL][j].energy > 0.0
              ? 100.0 * bands[RESULT][j].energy / bands[ORIGINAL][j].energy
              : 100.0;
  numbers[RETEXTURE_REPORT_OVERSHOOT]
      = 100.0
        * retexture_measures_overshoot (self->mosaics[ORIGINAL], self->mosaics[EDIT],
                                        self->mosaics[RESULT], whole);
}

/* What the analysis knows. */
static gboolean
tell_known (const Report *self, gdouble *numbers)
{
  const RetextureRecoverRecipe *recipe = &self->recipe;
  GObject *aligned = retexture_rendering_get_aligned (self->rendering);
  const gboolean has_original
      = recipe->recovery && retexture_recovery_has_original (recipe->recovery);
  gdouble shares[3];

  numbers[RETEXTURE_REPORT_RADIUS] = recipe->radius;
  if (has_original)
    {
      retexture_source_weights_get_shares (recipe->setup->weights, shares);
      numbers[RETEXTURE_REPORT_LOST] = 100.0 * shares[0];
      numbers[RETEXTURE_REPORT_DISPLACEMENT]
          = aligned ? retexture_aligned_get_alignment (RETEXTURE_ALIGNED (aligned))->displacement
                    : 0.0;
    }
  return has_original;
}

void
retexture_recover_report (RetextureRendering *rendering, gdouble *numbers)
{
  const Babl *format = babl_format_with_space (
      "R'G'B'A float", gegl_buffer_get_format (retexture_rendering_get_edit (rendering)));
  Report self
      = { .rendering = rendering,
          .recipe = retexture_recover_read_recipe (retexture_rendering_get_operation (rendering)),
          .extent = *gegl_buffer_get_extent (retexture_rendering_get_edit (rendering)) };
  gboolean has_original;
  GeglRectangle whole;

  for (gint i = 0; i < RETEXTURE_REPORT_NUMBERS; i++)
    numbers[i] = -1.0;
  numbers[RETEXTURE_REPORT_SECONDS] = retexture_rendering_get_age (rendering);
  has_original = tell_known (&self, numbers);
  self.side_x = CLAMP (self.extent.width / PLACES, 1, SIDE);
  self.side_y = CLAMP (self.extent.height / PLACES, 1, SIDE);
  whole = *GEGL_RECTANGLE (0, 0, PLACES * self.side_x, PLACES * self.side_y);
  for (gint i = 0; i < PICTURES; i++)
    self.mosaics[i] = gegl_buffer_new (&whole, format);
  self.weight = gegl_buffer_new (&whole, babl_format ("Y float"));
  for (gint i = 0; i < PLACES * PLACES; i++)
    lay_place (&self, i % PLACES, i / PLACES);
  measure (&self, has_original, numbers);
  for (gint i = 0; i < PICTURES; i++)
    g_object_unref (self.mosaics[i]);
  g_object_unref (self.weight);
  retexture_recover_recipe_clear (&self.recipe);
}
