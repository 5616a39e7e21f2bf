/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which of the regions that were found, or what area else, lends its texture, and how it is laid.
 */
#include "borrowing-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "donor-looks.h"

/* Of what the user draws or marks, in pixels. */
#define LARGEST_SIDE 640

static gboolean
overlaps_target (RetextureBorrowing *self, const GeglRectangle *area)
{
  const RetextureSurvey *survey = self->edit_survey;

  for (gint i = 0; self->is_own && i < survey->columns * survey->rows; i++)
    {
      const GeglRectangle block = retexture_survey_block_area (survey, i);

      /* A block the target hardly touches does not count. */
      if (self->cover[i] > 0.5 && gegl_rectangle_intersect (NULL, &block, area))
        return TRUE;
    }
  return FALSE;
}

static gboolean
refuse (GError **error, RetextureDonorError code, const gchar *sentence)
{
  g_set_error_literal (error, RETEXTURE_DONOR_ERROR, code, sentence);
  return FALSE;
}

/* More than this in the middle of an area adds nothing but time. */
static GeglRectangle
limited (const GeglRectangle *area)
{
  const gint width = MIN (area->width, LARGEST_SIDE), height = MIN (area->height, LARGEST_SIDE);

  return *GEGL_RECTANGLE (area->x + (area->width - width) / 2,
                          area->y + (area->height - height) / 2, width, height);
}

gboolean
retexture_borrowing_choose_area (RetextureBorrowing *self,
                                 const GeglRectangle *drawn,
                                 gint choice,
                                 GeglRectangle *area,
                                 GError **error)
{
  const GArray *regions = self->regions;
  const gint last = (gint) regions->len;

  if (!gegl_rectangle_is_empty (drawn))
    {
      if (!gegl_rectangle_intersect (area, drawn, &self->donor_survey->extent))
        return refuse (error, RETEXTURE_DONOR_NOT_FOUND,
                       _ ("The donor's rectangle lies outside the picture. Draw it anew."));
    }
  else if (last > 0)
    *area = g_array_index (regions, RetextureDonorRegion, CLAMP (choice, 1, last) - 1).area;
  else if (self->is_marked)
    return refuse (error, RETEXTURE_DONOR_NOT_FOUND,
                   _ ("The channel “donor” marks nothing in the picture. Choose one that does."));
  else
    return refuse (error, RETEXTURE_DONOR_NOT_FOUND,
                   _ ("No healthy texture was found to borrow. Draw a rectangle where there is "
                      "some, or choose another layer or a channel as the donor."));
  *area = limited (area);
  if (overlaps_target (self, area))
    return refuse (error, RETEXTURE_DONOR_OVERLAPS_TARGET,
                   _ ("The donor overlaps the selection, which is to get its texture. Choose a "
                      "donor outside the selection."));
  return TRUE;
}

/* The one that an area was chosen as; NULL: the user drew it. */
static const RetextureDonorRegion *
find_region (const RetextureBorrowing *self, const GeglRectangle *area)
{
  for (guint i = 0; i < self->regions->len; i++)
    {
      const RetextureDonorRegion *region = &g_array_index (self->regions, RetextureDonorRegion, i);
      const GeglRectangle own = limited (&region->area);

      if (gegl_rectangle_equal (&own, area))
        return region;
    }
  return NULL;
}

/* How texture of such an area would look beside the target's surroundings, or where those are not
 * known beside itself. */
static RetextureDonorFit
find_fit (RetextureBorrowing *self, const GeglRectangle *area)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  const RetextureDonorRegion *found = find_region (self, area);

  if (found)
    return found->fit;
  if (!gegl_rectangle_equal (&self->drawn.area, area))
    self->drawn = (RetextureDonorRegion){ .area = *area,
                                          .fit = retexture_donor_looks_try (
                                              self->donor, area,
                                              self->knows_around ? &self->around : NULL) };
  return self->drawn.fit;
}

gboolean
retexture_borrowing_looks_alike (RetextureBorrowing *self, const GeglRectangle *area)
{
  gdouble distance;

  if (!self->knows_around)
    return TRUE;
  /* Of an area too small for the numbers nothing can be said. */
  distance = find_fit (self, area).distance;
  return isinf (distance)
         || distance <= retexture_borrowing_farthest (self, area, RETEXTURE_DONOR_FARTHEST);
}

/* Which other regions the same texture is to be had from. What the user drew is meant alone. */
static void
find_others (RetextureBorrowing *self, RetextureExemplarRecipe *recipe)
{
  const RetextureDonorRegion *own = find_region (self, &recipe->area);
  gint n = 0;

  for (guint i = 0; own && i < self->regions->len && n < RETEXTURE_EXEMPLAR_OTHERS; i++)
    {
      const RetextureDonorRegion *region = &g_array_index (self->regions, RetextureDonorRegion, i);
      const GeglRectangle area = limited (&region->area);

      if (!gegl_rectangle_intersect (NULL, &area, &recipe->area)
          && retexture_donor_looks_alike (&own->fit, &region->fit))
        recipe->others[n++] = area;
    }
}

void
retexture_borrowing_choose_engine (RetextureBorrowing *self,
                                   RetextureEngine engine,
                                   gdouble patch,
                                   RetextureExemplarRecipe *recipe)
{
  recipe->gaussian = engine == RETEXTURE_ENGINE_AUTOMATIC
                         ? !find_fit (self, &recipe->area).structured
                         : engine == RETEXTURE_ENGINE_STOCHASTIC;
  recipe->patch = recipe->gaussian ? 0.0 : patch;
  find_others (self, recipe);
}

gboolean
retexture_borrowing_read_area (RetextureBorrowing *self,
                               GObject *operation,
                               GeglRectangle *area,
                               GError **error)
{
  GeglRectangle drawn;
  gint choice;

  g_object_get (operation, "choice", &choice, "donor-x", &drawn.x, "donor-y", &drawn.y,
                "donor-width", &drawn.width, "donor-height", &drawn.height, NULL);
  return retexture_borrowing_choose_area (self, &drawn, choice, area, error);
}

gboolean
retexture_borrowing_read_recipe (RetextureBorrowing *self,
                                 GObject *operation,
                                 RetextureExemplarRecipe *recipe,
                                 GError **error)
{
  gdouble radius, size, patch, pixel_size;
  gboolean colour, follow, mirror;
  RetextureEngine engine;

  g_object_get (operation, "radius", &radius, "size", &size, "patch", &patch, "pixel-size",
                &pixel_size, "colour", &colour, "follow", &follow, "mirror", &mirror, "engine",
                &engine, NULL);
  *recipe = (RetextureExemplarRecipe){
    .radius = radius * pixel_size,
    .size = size / 100.0,
    .pixel_size = pixel_size,
    .colour = colour,
    .turned = follow,
    .mirrored = mirror,
  };
  if (!retexture_borrowing_read_area (self, operation, &recipe->area, error))
    return FALSE;
  retexture_borrowing_choose_engine (self, engine, patch * pixel_size, recipe);
  return TRUE;
}
