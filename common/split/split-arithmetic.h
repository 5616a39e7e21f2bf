/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The exact arithmetic of Frequency Separation: rows of numbers as a format stores them, one
 * component after the other. Called by split-rendering.c; knows nothing of buffers or colour.
 *
 * A picture is taken apart from the finest texture down. `rest` is what is still to be explained:
 * at first the picture, then after each stage what the layers below must add up to. Because every
 * stage takes its texture layer as it is stored from the rest, no rounding is ever lost: it ends
 * up in the tone, and what the tone cannot hold, in the rounding layer.
 *
 * GIMP 2.10 composites in single precision (app/operations/layer-modes/
 * gimpoperationlayermode-blend.c, gimpoperationlayermode-composite.c: clip to backdrop):
 *
 *   Linear Light         layer <= 1/2:  (in + 2 layer) - 1     else:  in + 2 (layer - 1/2)
 *   Addition             in + layer
 *   legacy Grain Merge   clamp (in + layer - 128/255)
 */
#pragma once

#include <glib.h>

#include "split.h"

/* ---- 8 and 16 bit: exact integers, 0 to `white` ---- */

/* One stage: makes the texture layer `high` between the rest and the wanted `low`, and takes it
 * from the rest, which becomes `low` itself or comes as near to it as the mode can:
 * - Grain Merge reaches 127 levels down and 128 up;
 * - Linear Light moves by odd numbers of levels, so that every other rest is one level off. */
void retexture_split_integers (
    RetextureSplitMode mode, gint white, gint *rest, const gint *low, gint *high, gint n);

/* Adds a texture layer to `sum`, as the stack of layers does, but without limits. */
void retexture_split_add_integers (
    RetextureSplitMode mode, gint white, gint *sum, const gint *high, gint n);

/* ---- floating point, and 32-bit integers as GIMP sees them ---- */

typedef enum
{
  RETEXTURE_SPLIT_SINGLE,  /* float, and double, which GIMP adds up as float */
  RETEXTURE_SPLIT_HALF,    /* results have 11 significant bits */
  RETEXTURE_SPLIT_UNSIGNED /* 0 to 1; nothing may be negative, rounding included */
} RetextureSplitNumbers;

/* The rest before the first stage. */
void
retexture_split_begin (RetextureSplitNumbers numbers, const gfloat *picture, gdouble *rest, gint n);

/* One stage, as above. Samples of the picture that are no number or beyond 2^30 get no texture. */
void retexture_split_floats (RetextureSplitNumbers numbers,
                             const gfloat *picture,
                             gdouble *rest,
                             const gfloat *low,
                             gfloat *high,
                             gint n);

/* The tone layer, from the rest after the last stage and that stage's wanted `low`. */
void retexture_split_end (RetextureSplitNumbers numbers,
                          const gfloat *picture,
                          const gdouble *rest,
                          const gfloat *low,
                          gfloat *tone,
                          gint n);

/* Lays a texture layer over `sum` in Linear Light, with GIMP's order of operations. */
void retexture_split_add_floats (gfloat *sum, const gfloat *high, gint n);

/* What must be added to `sum` to make the picture: the rounding layer. */
void retexture_split_rounding (const gfloat *picture, const gfloat *sum, gfloat *rounding, gint n);
