/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A job in progress: what is rendered for it, before the image changes, and the layers that come of
 * it. Called by layers.c and planned-layers.c.
 */
#pragma once

#include "bands.h"
#include "plan.h"

/* A layer that is not in the image yet; or, where the image must first be given another precision,
 * the pixels for it. A group is made only in the image. */
typedef struct
{
  gint32 layer; /* -1: none yet */
  GeglBuffer *pixels;
  GeglBuffer *mask; /* what is planned as its mask, from (0, 0); NULL: nothing */
} RetextureMade;

typedef struct
{
  const RetextureJob *job;
  RetextureRendering *rendering;
  RetexturePlan *plan;
  GeglRectangle extent; /* of the result, in the edit's coordinates */
  GArray *made;         /* of RetextureMade: the layers rendered, as planned */
  GeglBuffer *mask;     /* the mask rendered, or NULL where it is `flat_mask` everywhere */
  gdouble flat_mask;
  RetextureProgress progress;
} RetextureWork;

void retexture_made_clear (gpointer made);

/* Renders `area` of a node; `target` is in the edit's coordinates. */
void retexture_work_render (RetextureWork *self,
                            GeglNode *node,
                            GeglBuffer *target,
                            const GeglRectangle *area);

/* The whole extent of a node, into a buffer that begins at (0, 0), or into a layer; -1: nothing. */
void retexture_work_render_extent (RetextureWork *self, GeglNode *node, GeglBuffer *buffer);
void retexture_work_render_into_layer (RetextureWork *self, GeglNode *node, gint32 layer);

/* Makes a layer opaque wherever it is not fully transparent: of what lies below nothing shows
 * through, and yet a cut-out remains one. */
void retexture_work_hide_below (gint32 layer);

/* A buffer for a mask of the extent, from (0, 0), as GIMP stores masks. */
GeglBuffer *retexture_work_new_mask (const RetextureWork *self);

/* A layer of the edit's kind that is not in the image yet. */
gint32 retexture_work_new_layer (const RetextureWork *self,
                                 const gchar *name,
                                 GimpLayerMode mode,
                                 gdouble opacity);

/* Puts a rendered layer at the offset of the extent, and mixes it in `space`. */
void retexture_work_insert (const RetextureWork *self,
                            gint32 layer,
                            gint32 parent,
                            gint position,
                            GimpLayerColorSpace space);

/* Puts an empty group into the image, and mixes it in the plan's space. */
gint32 retexture_work_insert_group (
    const RetextureWork *self, const gchar *name, GimpLayerMode mode, gint32 parent, gint position);
