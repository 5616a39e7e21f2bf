/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How much of the original's texture its resampling kept, by band: measured in nine windows of the
 * finished picture, against the same places of the original.
 */
#pragma once

#include <gegl.h>

#include "field.h"

/* Bands, in pixels of the edit: finer than a deviation of 0.7, up to 1.4, up to 2.8. */
#define RETEXTURE_KEPT_BANDS 3

/* Energies of the aligned original relative to the original's own, 1 where all is there. `frame` is
 * the edit's extent, in which `aligned` lies. 1 where no window has any texture. */
void retexture_kept_energy_find (GeglBuffer *original,
                                 GeglBuffer *aligned,
                                 const GeglRectangle *frame,
                                 const RetextureMotion *motion,
                                 gdouble *kept);
