/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The texture that an operation retexture:metal asks for by its properties, before light and tone
 * have a part in it: either a sheet to be laid, or values that are plain functions of the place.
 * What is costly is kept as long as the properties it depends on stay.
 */
#pragma once

#include "hammer-marks.h"
#include "metal-analysis.h"
#include "scratches.h"
#include "sheet-laying.h"

/* What the texture itself depends on; compared as memory, so it is filled with 0 first. */
typedef struct
{
  gint texture;
  RetextureScratches scratches;
  RetextureHammerMarks marks;
  RetextureClusters clusters;
  RetextureMetalSample sample; /* for Match */
  gdouble sheet_angle;         /* likewise */
  gdouble pixel_size;
  gboolean blurred;
} RetextureMetalRecipe;

typedef struct
{
  RetextureMetalRecipe recipe;
  gfloat strength; /* standard deviation of luma where the light's factor is 1 */
  gfloat weakest;  /* what retexture_presence_find () finds in it, for a deviation of 1 */

  gboolean is_plain;
  gfloat gain;            /* of the plain values */
  RetextureLaying laying; /* where it is not plain */

  RetextureSheet *sheet;
  RetextureDirection direction;
  RetextureMetal *metal;
  gdouble focus; /* the share of its blur that is followed */
} RetextureMetalField;

/* `radius` of the finished picture in pixels of that size, as far as there is any. */
gdouble retexture_metal_field_radius (gdouble radius, gdouble pixel_size);

/* Makes `field`, which begins as NULL, what the operation asks for in a picture of `extent` (in
 * rendered pixels), and returns it; NULL where there is nothing to match. */
const RetextureMetalField *retexture_metal_field_update (RetextureMetalField **field,
                                                         GObject *operation,
                                                         const GeglRectangle *extent);
void retexture_metal_field_free (RetextureMetalField *self);

/* The values of an area, row by row, of deviation 1; to be freed. */
gfloat *retexture_metal_field_render_plain (const RetextureMetalField *self,
                                            const GeglRectangle *area);
