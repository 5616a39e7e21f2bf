/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * GIMP's layer modes as arithmetic, so that a preview shows what the layers will: full strength,
 * without opacity, mask or alpha. Called by the compose operation; tests/gimp compares each with
 * GIMP's own compositing. The formulas are those of GIMP 2.10's
 * app/operations/layer-modes/gimpoperationlayermode-blend.c.
 */
#pragma once

#include <gegl.h>

#include "composition.h"

/* `edit`, `layer` and `result` are `n` pixels of `format`, R'G'B'A float of some space; `stored` is
 * the format in which the layer keeps its values. Alpha is left alone. */
void retexture_blend_modes_apply (RetextureComposition mode,
                                  const Babl *format,
                                  const Babl *stored,
                                  const gfloat *edit,
                                  const gfloat *layer,
                                  gfloat *result,
                                  glong n);

/* The value, 0 to 1, that changes nothing in Grain Merge. */
gfloat retexture_blend_modes_grain_neutral (const Babl *stored);
