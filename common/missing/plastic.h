/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The plastic map: where a picture lost its texture, against the original, or, without one, as a
 * hint, by what a camera's picture always has. And where it was changed.
 */
#pragma once

#include <gio/gio.h>

#include "lattice.h"
#include "surface.h"
#include "survey.h"

/* What is known of the pictures, good for any recipe. */
#define RETEXTURE_TYPE_PLASTIC (retexture_plastic_get_type ())
G_DECLARE_FINAL_TYPE (RetexturePlastic, retexture_plastic, RETEXTURE, PLASTIC, GObject)

/* `original` may be NULL. NULL when cancelled. */
RetexturePlastic *
retexture_plastic_new (GeglBuffer *edit, GeglBuffer *original, GCancellable *cancellable);
/* Of an edit that was surveyed already, without an original and at the usual sensitivity: how
 * surely each of its blocks that are of a surface lost its texture, 0 to 1. */
RetextureLattice *retexture_plastic_find_lost (RetextureSurvey *survey, RetextureSurface surface);
gboolean retexture_plastic_has_original (RetexturePlastic *self);

/* In the order of the choices offered. */
typedef enum
{
  RETEXTURE_PLASTIC_LOST,   /* where texture was lost */
  RETEXTURE_PLASTIC_CHANGED /* where the picture itself was changed; needs an original */
} RetexturePlasticKind;

typedef struct
{
  RetexturePlasticKind kind;
  RetextureSurface surface; /* the kind to look within, without an original */
  gdouble radius_px;        /* where texture ends: standard deviation */
  gdouble sensitivity;      /* 0 to 1; 1/2 is usual, more finds more */
} RetexturePlasticRecipe;

/* What an operation retexture:detect asks for by its properties. */
RetexturePlasticRecipe retexture_plastic_read_recipe (GObject *operation);

typedef struct
{
  RetextureLattice *lattice; /* 0 to 1 */
  GeglRectangle extent;      /* of what is known of the edit */
  gint cell;                 /* pixels across a cell of the lattice */
  gboolean at_corners;       /* a value stands for its cell's first pixel, not for its middle */
} RetexturePlasticMap;

RetexturePlasticMap *retexture_plastic_find (RetexturePlastic *self,
                                             const RetexturePlasticRecipe *recipe);
void retexture_plastic_map_free (RetexturePlasticMap *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RetexturePlasticMap, retexture_plastic_map_free)

/* Fills area->width x area->height values, for pixels of which each is `pixel_size` of the edit's
 * across, in their coordinates. */
void retexture_plastic_map_read (const RetexturePlasticMap *self,
                                 gdouble pixel_size,
                                 const GeglRectangle *area,
                                 gfloat *values);

/* The share of the picture it covers. */
gdouble retexture_plastic_map_get_share (const RetexturePlasticMap *self);
